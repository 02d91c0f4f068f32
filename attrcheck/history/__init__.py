"""The history: every run in a database, and what has changed about a page since the run before."""

from attrcheck.history.database import DEFAULT_FILE, Database

__all__ = ["DEFAULT_FILE", "Database"]
