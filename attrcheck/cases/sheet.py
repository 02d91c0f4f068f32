"""Cases as the table that newsrooms keep: out as CSV, and in again.

The first columns are those of the tracker spreadsheet of the Institute for Nonprofit News (learn.inn.org, "Create the tracker spreadsheet",
worksheet "Our stories"), with 1 and 0 for yes and no; the others are attrcheck's. Columns that a person fills in are kept as they are.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from msgspec.structs import replace

from attrcheck.cases.case import Case, CaseState, Entry, EntrySort, Pickup, PointState
from attrcheck.cases.follow import moved
from attrcheck.errors import CasesError
from attrcheck.reporters.csv import FORMULA, MARK, cell, line
from attrcheck.reporters.printable import printable
from attrcheck.text import is_date
from attrcheck.urls import canonical
from attrcheck.waivers import host_of

# Filled in by hand: what a scan does not know.
_BY_HAND = ("Headline", "Main", "Condensed", "Follow", "Column/Editorial", "Sidebar", "Photo", "Graphic", "Other multimedia",
            "Multimedia type", "Customized/localized?", "Print", "Radio", "TV")  # fmt: skip
_DATED = {"Asked on": EntrySort.ASKED, "Reminded on": EntrySort.REMINDED, "Answered on": EntrySort.ANSWERED}
COLUMNS = ("Slug", "Date", "News outlet", "Headline", "Link", "Main", "Condensed", "Follow", "Column/Editorial", "Sidebar", "Photo",
           "Graphic", "Other multimedia", "Multimedia type", "Mentioned?", "Customized/localized?", "Print", "Web", "Radio", "TV",
           "Comments", "Work", "State", *_DATED, "Settled on", "Missing", "Case")  # fmt: skip
# Other names that sheets give these columns, in small letters without anything but letters; "[Your organization] mentioned?" ends so.
_OTHER_NAMES = {"outlet": "News outlet", "url": "Link", "hyperlink": "Link", "notes": "Comments", "note": "Comments",
                "didtheycreditus": "Mentioned?", "credited": "Mentioned?", "askedon": "Asked on"}  # fmt: skip
_MENTIONED = "mentioned"
_SUCH_AS = ("Link", "News outlet", "Mentioned?")
# Far above the largest tracker: a larger file is a mistake.
MAX_BYTES, _MAX_ROWS = 20_000_000, 100_000
_BETWEEN_NOTES = " | "


class Row(NamedTuple):
    """A row of a sheet: its number, with the head as the first, and its cells by column."""

    number: int
    cells: dict[str, str]


def sheet(cases: Iterable[Case]) -> Iterator[str]:
    """Yield the table, a row for each place where an outlet has a work. No cell is ever a formula."""
    yield MARK + line(COLUMNS)
    for case in cases:
        for pickup in case.pickups or (Pickup(page="", seen=case.on(EntrySort.OPENED)),):
            cells = _cells(case, pickup)
            yield line([cell(cells.get(column, "")) for column in COLUMNS])


def _cells(case: Case, pickup: Pickup) -> dict[str, str]:
    points = [point for point in case.points if point.page == pickup.page]
    missing = [f"{point.requirement} in {point.place}" for point in points if point.state is PointState.OPEN]
    are_met = bool(points) and all(point.state is PointState.FIXED for point in points)
    settled = max(case.on(EntrySort.FIXED), case.on(EntrySort.WAIVED), case.on(EntrySort.GONE))
    return {
        **pickup.cells,
        "Slug": pickup.cells.get("Slug") or case.work.rstrip("/").rpartition("/")[2],
        "Date": pickup.cells.get("Date") or pickup.seen,
        "News outlet": pickup.cells.get("News outlet") or case.outlet,
        "Link": pickup.page,
        "Mentioned?": "0" if missing else "1" if are_met else pickup.cells.get("Mentioned?", ""),
        "Web": "1" if pickup.page else pickup.cells.get("Web", ""),
        "Comments": _notes(case),
        "Work": case.work,
        "State": case.state,
        **{column: case.on(sort) for column, sort in _DATED.items()},
        "Settled on": "" if case.is_open else settled,
        "Missing": ", ".join(missing),
        "Case": str(case.number or ""),
    }


def _notes(case: Case) -> str:
    return _BETWEEN_NOTES.join(entry.text for entry in case.entries if entry.sort is EntrySort.NOTE)


def rows_of(written: bytes, name: str) -> tuple[list[Row], tuple[str, ...]]:
    """Return the rows of a sheet, and its columns that are not known. Raises CasesError."""
    if len(written) > MAX_BYTES:
        raise CasesError(f"{name}: is larger than {MAX_BYTES:,} bytes: not a sheet of cases")
    try:
        text = written.decode("utf-8-sig")
        # A spreadsheet writes semicolons where the comma stands in numbers.
        head = text.partition("\n")[0]
        table = list(csv.reader(io.StringIO(text), delimiter=";" if head.count(";") > head.count(",") else ",", strict=True))
    except UnicodeDecodeError as error:
        raise CasesError(f"{name}: is not UTF-8: {error.reason} at byte {error.start}") from error
    except csv.Error as error:
        raise CasesError(f"{name}: is not CSV: {error}") from error
    if not table or len(table) > _MAX_ROWS:
        raise CasesError(f"{name}: has {len(table):,} rows; from 1 to {_MAX_ROWS:,} can be read, the head first")
    columns = [_column(title) for title in table[0]]
    if not any(columns):
        raise CasesError(f"{name}: has none of the columns of a sheet of cases, such as {', '.join(_SUCH_AS)}")
    unknown = tuple(title for title, column in zip(table[0], columns, strict=True) if not column and title.strip())
    rows = [Row(number, _filled(columns, row)) for number, row in enumerate(table[1:], start=2)]
    return [row for row in rows if row.cells], unknown


def _column(title: str) -> str:
    """Return which column a head means, empty for none of ours."""
    letters = "".join(filter(str.isalpha, title.lower()))
    known = {"".join(filter(str.isalpha, column.lower())): column for column in COLUMNS}
    return "Mentioned?" if letters.endswith(_MENTIONED) else known.get(letters) or _OTHER_NAMES.get(letters, "")


def _filled(columns: list[str], row: list[str]) -> dict[str, str]:
    """Return the cells that say something, without the apostrophe that keeps a spreadsheet from computing one."""
    said = {column: printable(text).strip() for column, text in zip(columns, row, strict=False) if column and text.strip()}
    return {column: text[1:] if text.startswith("'") and text[1:].startswith(FORMULA) else text for column, text in said.items()}


def place_of(row: Row, name: str, work: str) -> tuple[str, str]:
    """Return the outlet and the work that a row is about. `work` is that of rows that name none. Raises CasesError."""
    link, address = row.cells.get("Link", ""), row.cells.get("Work", "") or work
    if link and not host_of(link):
        raise CasesError(f"{name}: row {row.number}: Link: {link!r} is not an http(s) address")
    outlet = host_of(link) if link else row.cells.get("News outlet", "")
    if not outlet:
        raise CasesError(f"{name}: row {row.number}: has neither a link nor a news outlet")
    if not host_of(address):
        raise CasesError(f"{name}: row {row.number}: has no work: add the column Work with its address, or say it with --work")
    return outlet, canonical(address)


def with_row(case: Case, row: Row, name: str, today: date) -> Case:
    """Return a case with what a row of a sheet says. A second time the same row changes nothing. Raises CasesError."""
    page = canonical(row.cells["Link"]) if "Link" in row.cells else ""
    by_hand = {
        column: row.cells[column] for column in (*_BY_HAND, "Slug", "Date", "News outlet", "Mentioned?", "Web") if column in row.cells
    }
    known = next((pickup for pickup in case.pickups if pickup.page == page), None)
    pickup = Pickup(page=page, seen=known.seen if known else _day(row, "Date", today), cells=by_hand)
    case = replace(case, pickups=_put(case, pickup) if known else (*case.pickups, pickup))
    if not case.entries:
        case = moved(case, Entry(on=pickup.seen, sort=EntrySort.OPENED, text="imported", by=name))
    for column, sort in _DATED.items():
        if column in row.cells and all(entry.on != row.cells[column] for entry in case.entries if entry.sort is sort):
            if not is_date(row.cells[column]):
                raise CasesError(f"{name}: row {row.number}: {column}: {row.cells[column]!r} is not a day like 2026-12-31")
            case = moved(case, Entry(on=row.cells[column], sort=sort, by=name))
    # The cell holds all notes of the case, in each of its rows: only what a person has added is new.
    known_notes = {printable(note).strip() for note in _notes(case).split(_BETWEEN_NOTES)}
    for note in dict.fromkeys(part.strip() for part in row.cells.get("Comments", "").split(_BETWEEN_NOTES)):
        if note and note not in known_notes:
            case = moved(case, Entry(on=today.isoformat(), sort=EntrySort.NOTE, text=note, by=name))
    return _in_state(case, row, name, today)


def _put(case: Case, pickup: Pickup) -> tuple[Pickup, ...]:
    return tuple(pickup if one.page == pickup.page else one for one in case.pickups)


def _day(row: Row, column: str, today: date) -> str:
    day = row.cells.get(column, "")
    return day if is_date(day) else today.isoformat()


def _in_state(case: Case, row: Row, name: str, today: date) -> Case:
    """Return a case in the state of its row. One with findings is opened and closed by what scans see, not by a sheet."""
    said = row.cells.get("State", "").lower()
    if said and said not in list(CaseState):
        raise CasesError(f"{name}: row {row.number}: State: {said!r} is none of {', '.join(CaseState)}")
    if case.points:
        return case
    wanted = said or (CaseState.FIXED if row.cells.get("Mentioned?", "").lower() in ("1", "yes") and case.is_open else case.state)
    if wanted == case.state:
        return case
    sort = EntrySort.REOPENED if wanted == CaseState.NEW else EntrySort(wanted)
    return moved(case, Entry(on=today.isoformat(), sort=sort, by=name))
