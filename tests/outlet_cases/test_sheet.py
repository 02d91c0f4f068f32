"""Cases as a newsroom's tracker spreadsheet, out and in."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from msgspec.structs import replace

from attrcheck.cases import Case, CaseState, Entry, EntrySort, Pickup, Point, PointState, place_of, rows_of, sheet, with_row
from attrcheck.cases.sheet import COLUMNS
from attrcheck.errors import CasesError
from attrcheck.model import Place

TODAY = date(2026, 6, 1)
WORK, PAGE = "https://own.example/2024/ferry", "https://news.example/copy"
# The head of the worksheet "Our stories", as its instructions have it.
TRACKER = (
    "Slug,Date,News outlet,Headline,Link,Main,Condensed,Follow,Column/Editorial,Sidebar,Photo,Graphic,Other multimedia,Multimedia type,"
    "The Ferry Times mentioned?,Customized/localized?,Print,Web,Radio,TV,Comments\n"
)
CASE = Case(
    number=3, outlet="news.example", work=WORK, state=CaseState.ASKED,
    points=(Point(identity="1" * 20, page=PAGE, requirement="name", place=Place.ARTICLE, subject=PAGE, state=PointState.OPEN),),
    entries=(
        Entry(on="2026-05-01", sort=EntrySort.OPENED), Entry(on="2026-05-02", sort=EntrySort.ASKED, by="Ann"),
        Entry(on="2026-05-03", sort=EntrySort.NOTE, text="=HYPERLINK(1) they answer slowly"),
    ),
    pickups=(Pickup(page=PAGE, seen="2026-05-01", cells={"Headline": "A ferry"}),),
)  # fmt: skip


def table(*cases: Case) -> list[dict[str, str]]:
    """The rows of a sheet as a spreadsheet reads them."""
    return list(csv.DictReader(io.StringIO("".join(sheet(cases)).removeprefix("\ufeff"))))


def imported(text: str, *known: Case, work: str = WORK) -> list[Case]:
    """The cases that a sheet makes."""
    found = {(case.outlet, case.work): case for case in known}
    rows, _ = rows_of(text.encode(), "sheet.csv")
    for row in rows:
        place = place_of(row, "sheet.csv", work)
        found[place] = with_row(found.get(place) or Case(outlet=place[0], work=place[1]), row, "sheet.csv", TODAY)
    return list(found.values())


def test_the_columns_of_a_newsroom() -> None:
    """One and zero, the day, the link, what was asked when, and no cell that a spreadsheet would compute."""
    (row,) = table(CASE)

    assert tuple(row) == COLUMNS
    assert (row["Slug"], row["News outlet"], row["Link"], row["Headline"]) == ("ferry", "news.example", PAGE, "A ferry")
    assert (row["Mentioned?"], row["Web"], row["State"], row["Asked on"], row["Missing"]) == (
        "0",
        "1",
        "asked",
        "2026-05-02",
        "name in article",
    )
    assert row["Comments"].startswith("'=HYPERLINK")


def test_out_and_in_again_changes_nothing_that_is_shown() -> None:
    """What attrcheck wrote is what it reads, however often."""
    once = imported("".join(sheet([CASE])), CASE)
    twice = imported("".join(sheet(once)), *once)

    assert table(*once) == table(CASE)
    assert twice == once


def test_a_comment_that_grows_adds_one_note() -> None:
    """The cell holds all notes, in every row of the case: what stood there before is no second note."""
    second = Pickup(page="https://news.example/second", seen="2026-05-01")
    notes = (
        Entry(on="2026-05-04", sort=EntrySort.NOTE, text="Called | no answer"),
        Entry(on="2026-05-05", sort=EntrySort.NOTE, text="Wrote"),
    )
    known = replace(CASE, entries=(*CASE.entries, *notes), pickups=(*CASE.pickups, second))
    written = "".join(sheet([known])).replace("Wrote", "Wrote | They will mend it", 1)
    (after,) = imported(written, known)

    assert [entry.text for entry in after.entries[len(known.entries) :]] == ["They will mend it"]
    assert imported(written, after) == [after]


def test_a_tracker_of_a_newsroom_is_read() -> None:
    """A printed copy without a link and a page, in the form that the instructions ask for; its own columns stay."""
    text = TRACKER + (
        "ferry,3/14/2024,Harbour Herald,Last ferry,,1,,,,,1,,,,0,,1,,,,Front page\n"
        f"ferry,2024-03-15,Somebody,Ferry,{PAGE}?utm_source=x,,1,,,,,,,,1,,,1,,,\n"
    )
    printed, web = imported(text)

    assert (printed.outlet, printed.state, printed.pickups[0].page) == ("Harbour Herald", CaseState.NEW, "")
    assert (web.outlet, web.state, web.pickups[0].page) == ("news.example", CaseState.FIXED, PAGE)
    row = table(printed)[0]
    assert (row["Date"], row["Print"], row["Photo"], row["Main"], row["Comments"]) == ("3/14/2024", "1", "1", "1", "Front page")
    assert table(web)[0]["Date"] == "2024-03-15"


def test_semicolons_and_columns_that_nobody_knows() -> None:
    """A spreadsheet in half of Europe; what is left out is named."""
    rows, unknown = rows_of(b"Link;Circulation;Did they credit us?\nhttps://a.example/;5;no\n", "sheet.csv")

    assert unknown == ("Circulation",)
    assert rows[0].cells == {"Link": "https://a.example/", "Mentioned?": "no"}


def test_a_sheet_moves_days_and_notes_but_closes_nothing_that_a_scan_watches() -> None:
    """A person writes when the outlet was reminded; whether it is fixed the page says."""
    text = "".join(sheet([CASE])).replace(",asked,2026-05-02,,", ",fixed,2026-05-02,2026-05-09,")
    (case,) = imported(text, CASE)

    assert (case.state, case.on(EntrySort.REMINDED)) == (CaseState.REMINDED, "2026-05-09")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Link\nsee my mail\n", "row 2: Link: 'see my mail' is not"),
        ("Link,Slug\n,ferry\n", "row 2: has neither a link nor a news outlet"),
        ("News outlet,Work\nRadio,ferry\n", "row 2: has no work"),
        ("News outlet,Asked on\nRadio,soon\n", "row 2: Asked on: 'soon' is not a day"),
        ("News outlet,State\nRadio,done\n", "row 2: State: 'done' is none of new, asked"),
        ('Link\n"a', "is not CSV"),
        ("", "has 0 rows"),
    ],
)
def test_mistakes(text: str, says: str) -> None:
    """Each names the row, for a person who looks at a spreadsheet."""
    with pytest.raises(CasesError, match=says.replace("(", r"\(")):
        imported(text)


def test_bytes_that_are_no_text() -> None:
    """An Excel file that was only renamed."""
    with pytest.raises(CasesError, match="not UTF-8"):
        rows_of(b"PK\xff\xfe", "sheet.csv")


def test_another_file_is_no_sheet() -> None:
    """A file of terms given by mistake would be a sheet without rows."""
    with pytest.raises(CasesError, match="has none of the columns"):
        rows_of(b'id = "mine"\nversion = "1"\n', "mine.toml")
