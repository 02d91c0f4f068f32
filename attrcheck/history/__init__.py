"""The history: every run in a database, and what has changed about a page since the run before."""

from attrcheck.history.adding import add
from attrcheck.history.carry import Grace
from attrcheck.history.database import DEFAULT_FILE, Database
from attrcheck.history.listing import Listed, found_run, listed, prune
from attrcheck.history.remembered import remembered, since_in
from attrcheck.history.sides import HistorySide, ReportSide, Side, difference

__all__ = [
    "DEFAULT_FILE",
    "Database",
    "Grace",
    "HistorySide",
    "Listed",
    "ReportSide",
    "Side",
    "add",
    "difference",
    "found_run",
    "listed",
    "prune",
    "remembered",
    "since_in",
]
