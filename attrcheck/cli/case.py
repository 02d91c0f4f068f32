"""attrcheck case: what outlets owe, who was asked when, and how it ended."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

import click
from msgspec.structs import replace

from attrcheck import cases
from attrcheck.cases import Case, CaseState, Entry, EntrySort, Pickup, Point, PointState, Proof
from attrcheck.cli.following import follow_run
from attrcheck.cli.options import as_one, store_option, write
from attrcheck.cli.page import say
from attrcheck.cli.past import address_of, history_option
from attrcheck.cli.waivers import waived, waivers_of, waivers_option
from attrcheck.errors import CasesError
from attrcheck.history import Database, remembered
from attrcheck.runs import find_run, read_record, read_reports
from attrcheck.urls import canonical
from attrcheck.waivers import host_of

_WEB = ("http://", "https://")
_DAY = click.DateTime(formats=["%Y-%m-%d"])


class Kept(NamedTuple):
    """Where cases are kept: the history's address, None for the one in the store."""

    history: str | None
    store: Path

    @contextmanager
    def opened(self) -> Iterator[Database]:
        """Give the history, made where there is none. Raises HistoryError."""
        with Database.open(address_of(self.history, self.store)) as database:
            yield database


kept_options = as_one("kept", Kept, history_option, store_option)


class Note(NamedTuple):
    """Who writes something down in a case, and what."""

    by: str
    note: str


note_options = as_one(
    "said",
    Note,
    click.option("--by", default="", metavar="NAME", help="Who does it."),
    click.option("--note", default="", metavar="SENTENCE", help="What should be remembered."),
)


@click.group(name="case", short_help="Follow what outlets owe, from asked to fixed.")
def case_command() -> None:
    """Keep cases: what an outlet owes for a work, from the first violation until it is fixed, waived or gone.

    \b
    Example:
      attrcheck case follow last
      attrcheck case ask 3 --by Ann
    """


@case_command.command(name="list", short_help="List cases, the oldest first.")
@click.option("--state", "states", multiple=True, type=click.Choice([one.value for one in CaseState]), help="Only these. Repeatable.")
@click.option("--open", "is_open", is_flag=True, help="Only those that somebody still has to work at.")
@kept_options
def list_command(states: tuple[str, ...], is_open: bool, kept: Kept) -> None:
    """List cases, oldest first: number, state, since when, outlet, work, how many findings are open.

    \b
    Example:
      attrcheck case list --open
    """
    wanted = [CaseState(state) for state in states] + [*(cases.OPEN if is_open else ())]
    with kept.opened() as database:
        say(_line(case) for case in cases.all_cases(database, wanted))


@case_command.command(short_help="Show a case with its findings and dates.")
@click.argument("case", type=int, metavar="CASE")
@kept_options
def show(case: int, kept: Kept) -> None:
    """Show a case: its findings with the captures before and after, and what happened on which day.

    \b
    Example:
      attrcheck case show 3
    """
    with kept.opened() as database:
        found = cases.case_of(database, case)
    say([_line(found)])
    for point in found.points:
        say([f"  {point.state}: {point.requirement} in {point.place} of {point.subject or point.page}", *_proofs(point)])
    say(f"  {pickup.page or 'no page'}, seen {pickup.seen}" for pickup in found.pickups)
    for entry in found.entries:
        say([f"  {entry.on}  {entry.sort}{f' by {entry.by}' if entry.by else ''}{f': {entry.text}' if entry.text else ''}"])


@case_command.command(name="open", short_help="Open a case by hand.")
@click.option("--outlet", metavar="NAME", help="The outlet, where there is no page.")
@click.option("--page", metavar="URL", help="The page.")
@click.option("--work", required=True, metavar="URL", help="The address of the work.")
@note_options
@kept_options
def open_command(outlet: str | None, page: str | None, work: str, said: Note, kept: Kept) -> None:
    """Open a case by hand: for a printed copy, or one that no scan can see.

    \b
    Example:
      attrcheck case open --outlet "Radio Example" --work https://example.org/my-article --note "Read out on Monday."
    """
    place = (host_of(page) if page.startswith(_WEB) else "") if page else outlet
    if not place or not work.startswith(_WEB):
        raise CasesError("a case needs a page with an http(s) address or an outlet, and the http(s) address of a work")
    today = _today().isoformat()
    with kept.opened() as database:
        case = cases.case_about(database, place, canonical(work))
        pickup = Pickup(page=canonical(page) if page else "", seen=today)
        if pickup.page not in [one.page for one in case.pickups]:
            case = replace(case, pickups=(*case.pickups, pickup))
        case = cases.moved(case, Entry(on=today, sort=EntrySort.REOPENED if case.entries else EntrySort.OPENED, text=said.note, by=said.by))
        say([_line(cases.keep(database, case))])


def _moving(name: str, sort: EntrySort, help_: str) -> None:
    """Add a command that writes down what a person did in a case on a day."""

    @case_command.command(name=name, help=help_)
    @click.argument("case", type=int, metavar="CASE")
    @click.option("--on", type=_DAY, metavar="DAY", help="The day, such as 2026-12-31.  [default: today]")
    @note_options
    @kept_options
    def command(case: int, on: datetime | None, said: Note, kept: Kept) -> None:
        if on and on.date() > _today():
            raise click.UsageError(f"--on {on.date()} is still to come: only what has happened is written down")
        _move(kept, case, Entry(on=(on.date() if on else _today()).isoformat(), sort=sort, text=said.note, by=said.by))


_moving("ask", EntrySort.ASKED, "Write down that the outlet was asked. Nothing is sent: see attrcheck letter.")
_moving("remind", EntrySort.REMINDED, "Write down that the outlet was reminded. Nothing is sent.")
_moving("answer", EntrySort.ANSWERED, "Write down that the outlet answered.")
_moving("note", EntrySort.NOTE, "Write down a note (--note).")


@case_command.command()
@click.argument("case", type=int, metavar="CASE")
@click.option("--as", "state", required=True, type=click.Choice(["fixed", "waived", "gone"]), help="How it ended.")
@note_options
@kept_options
def close(case: int, state: str, said: Note, kept: Kept) -> None:
    """Close a case by hand. A scan that sees one of its findings fail opens it again; to accept a finding, use attrcheck waive.

    \b
    Example:
      attrcheck case close 3 --as gone --by Ann
    """
    _move(kept, case, Entry(on=_today().isoformat(), sort=EntrySort(state), text=said.note, by=said.by))


@case_command.command(short_help="Bring the cases up to a run.")
@click.argument("run", metavar="RUN")
@waivers_option
@kept_options
def follow(run: str, waivers: Path | None, kept: Kept) -> None:
    """Bring the cases up to a run: open new ones, close those of which nothing is left, open again what fails again.

    RUN is the id or the folder of a run, or "last".

    \b
    Example:
      attrcheck case follow last --waivers waivers.toml
    """
    folder = find_run(run, kept.store)
    name = read_record(folder).id
    with kept.opened() as database:
        # With its past, for what is within its grace opens no case.
        report = remembered(database, read_reports(folder), name)
        follow_run(database, waived(report, waivers_of(waivers)), name)


@case_command.command(short_help="Write all cases as CSV.")
@click.option(
    "--output", "-o", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Where it goes, in place of standard output."
)
@kept_options
def export(output: Path | None, kept: Kept) -> None:
    """Write all cases as CSV, with the columns of a newsroom's tracker spreadsheet.

    \b
    Example:
      attrcheck case export --output cases.csv
    """
    with kept.opened() as database:
        pieces = cases.sheet(cases.all_cases(database))
        if output is None:
            for piece in pieces:
                click.echo(piece, nl=False)
        else:
            write(output, pieces)
            click.echo(f"attrcheck: wrote {output}", err=True)


@case_command.command(name="import", short_help="Read cases from a CSV.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE")
@click.option("--work", default="", metavar="URL", help="The work of rows that name none.")
@kept_options
def import_command(file: Path, work: str, kept: Kept) -> None:
    """Read cases from a CSV: a tracker spreadsheet, or what `case export` wrote and somebody has filled in.

    \b
    Example:
      attrcheck case import tracker.csv --work https://example.org/my-article
    """
    if file.stat().st_size > cases.MAX_BYTES:
        raise CasesError(f"{file}: is larger than {cases.MAX_BYTES:,} bytes: not a sheet of cases")
    rows, unknown = cases.rows_of(file.read_bytes(), str(file))
    if unknown:
        say([f"attrcheck: {file}: columns that are not known are left out: {', '.join(unknown)}"])
    read: dict[tuple[str, str], Case] = {}
    with kept.opened() as database:
        # All rows before the first is kept: a mistake leaves everything as it was.
        for row in rows:
            place = cases.place_of(row, str(file), work)
            before = read.get(place) or cases.case_about(database, *place)
            read[place] = cases.with_row(before, row, file.name, _today())
        for case in read.values():
            cases.keep(database, case)
    click.echo(f"attrcheck: {len(rows)} rows, {len(read)} cases", err=True)


def _move(kept: Kept, number: int, entry: Entry) -> None:
    with kept.opened() as database:
        case = cases.case_of(database, number)
        if entry.sort is EntrySort.WAIVED and case.points:
            raise CasesError(f"case {number} has findings: accept them with attrcheck waive, and the next scan closes it")
        if entry.sort is EntrySort.NOTE and not entry.text:
            raise CasesError("a note needs --note")
        say([_line(cases.keep(database, cases.moved(case, entry)))])


def _line(case: Case) -> str:
    still = sum(point.state is PointState.OPEN for point in case.points)
    since = case.entries[-1].on if case.entries else ""
    return f"{case.number}  {case.state}  {since}  {case.outlet}  {case.work}  {still} open"


def _proofs(point: Point) -> Iterator[str]:
    for word, proof in (("failed", point.before), ("settled", point.after)):
        if proof:
            yield f"    {word} in the capture of {_proof(proof)}"


def _proof(proof: Proof) -> str:
    where = f", record {proof.record} in {proof.file} of run {proof.run}" if proof.record else f", run {proof.run}"
    return f"{proof.captured_at}, {proof.digest}{where}"


def _today() -> date:
    return datetime.now(UTC).date()
