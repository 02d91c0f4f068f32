"""attrcheck history and attrcheck diff: which runs there were, and what changed between two of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import click
import msgspec

from attrcheck.cli.options import store_option
from attrcheck.cli.past import address_of, existing_history, history_option
from attrcheck.cli.report import found_report
from attrcheck.errors import HistoryError
from attrcheck.history import Database, Grace, HistorySide, Listed, ReportSide, Side, add, difference, found_run, listed, prune, since_in
from attrcheck.model import EventSort, Report, Since, Value
from attrcheck.reporters.changes import as_text
from attrcheck.reporters.markdown import changed
from attrcheck.reporters.printable import printable
from attrcheck.runs import RunReport, find_run, read_record

# Days, weeks, or the day itself; five digits are more than 200 years.
_AGE = re.compile(r"(\d{1,5})([dw])")
_DAYS = {"d": 1, "w": 7}


class Runs(Value, frozen=True, kw_only=True):
    """The list of runs as JSON."""

    runs: tuple[Listed, ...]


def _json(value: object) -> str:
    return msgspec.json.format(msgspec.json.encode(value), indent=1).decode() + "\n"


_CHANGES: dict[str, Callable[[Since], Iterator[str]]] = {
    "text": as_text,
    "json": lambda since: iter([_json(since)]),
    "markdown": changed,
}
_format_option = click.option(
    "--format", "format_", type=click.Choice(tuple(_CHANGES)), default="text", show_default=True, help="How it is shown."
)


@click.group(short_help="List, show, add and remove the runs of the history.")
def history() -> None:
    """List, show, add and take away the runs that the history knows.

    \b
    Example:
      attrcheck history list
      attrcheck history show last
    """


@history.command(name="list", short_help="List the runs, the latest first.")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How it is shown.")
@store_option
@history_option
@click.pass_context
def list_runs(ctx: click.Context, format_: str, store: Path, history: str | None) -> None:
    """List the runs, the latest first: how many pages, how many failed findings, what had changed.

    \b
    Example:
      attrcheck history list --format json
    """
    found = listed(_opened(ctx, history, store))
    if format_ == "json":
        click.echo(_json(Runs(runs=tuple(found))), nl=False)
        return
    for run in found:
        state = "" if run.is_complete else ", interrupted"
        click.echo(
            printable(f"{run.run}  {run.terms} {run.terms_version}  {run.pages} pages, {run.failed} failed{state}{_sums(run.changes)}")
        )


@history.command(short_help="Show what had changed in a run.")
@click.argument("run", metavar="RUN")
@_format_option
@store_option
@history_option
@click.pass_context
def show(ctx: click.Context, run: str, format_: str, store: Path, history: str | None) -> None:
    """Show what had changed in a run since the one before: RUN is an id, "last", or "last~1" for the one before that.

    \b
    Example:
      attrcheck history show last --format markdown
    """
    database = _opened(ctx, history, store)
    found = found_run(database, run)
    with database.reading() as connection:
        since = since_in(connection, found)
    if since is None:
        click.echo(f"attrcheck: run {found.run} is the first with these terms and works: there is nothing to compare it with", err=True)
        return
    _write(_CHANGES[format_](since))


@history.command(name="prune")
@click.option("--before", required=True, metavar="AGE", help="How old: 90d (days), 26w (weeks), or the day, such as 2026-01-31.")
@store_option
@history_option
@click.pass_context
def prune_runs(ctx: click.Context, before: str, store: Path, history: str | None) -> None:
    """Take runs away that are older than that. What later runs are compared with stays.

    The history forgets them; the runs in the store, with their evidence, are left alone.

    \b
    Example:
      attrcheck history prune --before 90d
    """
    gone = prune(_opened(ctx, history, store), _moment(before))
    click.echo(f"attrcheck: {len(gone)} runs are taken out of the history", err=True)


@history.command(name="add", short_help="Add a run of the store to the history.")
@click.argument("run", metavar="RUN")
@store_option
@history_option
@click.pass_context
def add_run(ctx: click.Context, run: str, store: Path, history: str | None) -> None:
    """Add a run of the store to the history: one of another machine, or one that was made with --no-history. Add the older ones first.

    \b
    Example:
      attrcheck history add last
    """
    folder = find_run(run, store)
    report = found_report(str(folder), store)
    if isinstance(report, RunReport):
        name = read_record(folder).id
        add(ctx.with_resource(Database.open(address_of(history, store))), report, name, Grace())
        click.echo(f"attrcheck: run {name} is in the history", err=True)


@click.command(short_help="Say what changed from one run to another.")
@click.argument("before", metavar="A")
@click.argument("now", metavar="B")
@_format_option
@store_option
@history_option
@click.pass_context
def diff(ctx: click.Context, before: str, now: str, format_: str, store: Path, history: str | None) -> None:
    """Say what changed from run A to run B, each change with its name, the worst first.

    A and B are runs of the history, by id, "last" or "last~1", or reports that were written as .json.

    \b
    Example:
      attrcheck diff last~1 last
      attrcheck diff monday.json friday.json --format markdown
    """
    sides = [_side(ctx, name, store, history) for name in (before, now)]
    _write(_CHANGES[format_](difference(*sides)))


def _side(ctx: click.Context, name: str, store: Path, history: str | None) -> Side:
    if Path(name).is_file():
        report = found_report(name, store)
        if isinstance(report, Report):
            return ReportSide(report, name)
    database = _opened(ctx, history, store)
    return HistorySide(database, found_run(database, name))


def _opened(ctx: click.Context, history: str | None, store: Path) -> Database:
    """Return the history. Raises HistoryError where there is none: asking makes none."""
    database = existing_history(ctx, history, store)
    if database is None:
        raise HistoryError(f"{address_of(history, store)}: there is no history yet; attrcheck scan begins one, --history names another")
    return database


def _moment(age: str) -> str:
    """Return the moment that an age means, in the form in which runs have it."""
    now = datetime.now(UTC)
    try:
        if found := _AGE.fullmatch(age):
            moment = now - timedelta(days=int(found[1]) * _DAYS[found[2]])
        else:
            moment = datetime.combine(date.fromisoformat(age), datetime.min.time(), UTC)
    except (ValueError, OverflowError) as error:
        raise click.BadParameter(f"{age!r} is no age: give days (90d), weeks (26w) or a day (2026-01-31)", param_hint="--before") from error
    return moment.isoformat(timespec="seconds")


def _sums(changes: dict[EventSort, int] | None) -> str:
    """Return how many changes of each sort there were, in words; nothing where there was no run before."""
    if changes is None:
        return ""
    said = [f"{changes[sort]} {sort}" for sort in EventSort if changes.get(sort)]
    return f"; {', '.join(said)}" if said else "; nothing changed"


def _write(pieces: Iterator[str]) -> None:
    for piece in pieces:
        click.echo(piece, nl=False)
