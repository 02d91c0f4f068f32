"""Options that say which history a command uses, and from when on a failure counts."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import click

from attrcheck.cli.options import Store, as_one
from attrcheck.errors import HistoryError
from attrcheck.history import DEFAULT_FILE, Database, Grace, add, remembered
from attrcheck.runs import RunRecord, RunReport, prepare
from attrcheck.terms import Terms

history_option = click.option(
    "--history",
    envvar="ATTRCHECK_HISTORY",
    metavar="FILE|URL",
    help=f"The history: an SQLite file or the address of a PostgreSQL database.  [default: {DEFAULT_FILE} in the store]",
)


class Remember(NamedTuple):
    """Which history is used, and from when on a failure counts; None where the terms decide."""

    history: str | None
    no_history: bool
    looks: int | None
    grace: int | None

    def grace_of(self, terms: Terms) -> Grace:
        """From when on a failure counts: as the user says, else as the terms do."""
        asked = terms.file
        return Grace(asked.looks if self.looks is None else self.looks, asked.grace if self.grace is None else self.grace)


remember_options = as_one(
    "remember",
    Remember,
    history_option,
    click.option("--no-history", is_flag=True, help="Neither compare with earlier runs nor keep this one in the history."),
    click.option(
        "--looks", type=click.IntRange(min=1), metavar="N", help="A failure counts when N runs in a row have seen it.  [default: 1]"
    ),
    click.option("--grace", type=click.IntRange(min=0), metavar="DAYS", help="A failure counts when it is so many days old.  [default: 0]"),
)


def address_of(history: str | None, store: Path) -> str:
    """Return where the history is: as the user says, else beside the runs."""
    return history or str(store / DEFAULT_FILE)


def history_of(ctx: click.Context, remember: Remember, store: Store, *, is_replay: bool) -> Database | None:
    """Return the history, open until the command ends; None where none is kept. Raises HistoryError, before anything is fetched.

    A replay is no look at the pages: what it finds was so when its archive was made, and is no change of today.
    """
    if is_replay or remember.no_history or (store.no_store and remember.history is None):
        return None
    if remember.history is None:
        prepare(store.store)
    return ctx.with_resource(Database.open(address_of(remember.history, store.store)))


def existing_history(ctx: click.Context, history: str | None, store: Path) -> Database | None:
    """Return the history, open until the command ends; None where there is none yet. Raises HistoryError."""
    address = address_of(history, store)
    if "://" not in address and not Path(address).exists():
        return None
    return ctx.with_resource(Database.open(address))


def kept_in(history: Database | None, report: RunReport, record: RunRecord, grace: Grace) -> RunReport:
    """Return the report of a run with its past, after it has gone into the history.

    Trouble with the history costs no report: it is told, and noted in the report, which then says nothing of the past.
    """
    if history is None:
        return report
    try:
        add(history, report, record.id, grace)
        return remembered(history, report, record.id)
    except HistoryError as error:
        click.echo(f"attrcheck: this run is not in the history: {error}", err=True)
        return report._replace(notes=(*report.notes, "The history could not be used: what has changed is not known."))
