"""After a scan: the cases are brought up to it."""

from __future__ import annotations

import click

from attrcheck.cases import follow
from attrcheck.errors import HistoryError
from attrcheck.history import Database
from attrcheck.model import AnyReport
from attrcheck.reporters.printable import printable

# So many are named after a scan; the list has them all.
_MOST_TOLD = 20


def cases_in(history: Database | None, report: AnyReport, run: str) -> None:
    """Bring the cases up to a scan that is in the history, if one is kept. Trouble is told, and costs no report."""
    if history is None:
        return
    try:
        follow_run(history, report, run)
    except HistoryError as error:
        click.echo(f"attrcheck: the cases are not up to this run: {error}", err=True)


def follow_run(database: Database, report: AnyReport, run: str) -> None:
    """Bring the cases up to a run and say which were opened or closed. Raises HistoryError."""
    moved = follow(database, report, run)
    for case in moved[:_MOST_TOLD]:
        click.echo(printable(f"attrcheck: case {case.number} is {case.state}: {case.outlet}, {case.work}"), err=True)
    if len(moved) > _MOST_TOLD:
        click.echo(f"attrcheck: {len(moved) - _MOST_TOLD} more cases have another state: attrcheck case list", err=True)
