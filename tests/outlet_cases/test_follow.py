"""A case follows what scans see, and a hiccup moves nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from attrcheck.cases import Case, CaseState, EntrySort, PointState, accuses, all_cases, case_of, follow, keep
from attrcheck.cases import moved as moved_by_hand
from attrcheck.cases.case import Entry
from attrcheck.errors import HistoryError
from attrcheck.history import Database
from attrcheck.model import (
    Archived,
    BaselineState,
    CaptureRecord,
    Failure,
    FailureReason,
    Finding,
    Level,
    Outcome,
    Past,
    Place,
    Report,
    Reuse,
    ReuseClass,
    TargetReport,
    TermsRecord,
    Verdict,
    Waiver,
    WaiverReason,
)

OUTLET, WORK = "news.example", "https://own.example/ferry"
PAGE = "https://news.example/ferry"
TERMS = TermsRecord(id="demo", version="1", reading="strict", digest="", title="", reading_means="", source="")
WAIVER = Waiver(reason=WaiverReason.PERMISSION, because="They asked.", by="Ann", until="2026-12-31")
FAILED, PASSED, OPEN = Outcome.FAILED, Outcome.PASSED, Outcome.CANNOT_TELL


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """A history of this test's own."""
    with Database.open(str(tmp_path / "history.db")) as opened:
        yield opened


def finding(outcome: Outcome, requirement: str = "name", **fields: object) -> Finding:
    """A duty."""
    given = {"level": Level.MUST, "place": Place.ARTICLE, "subject": PAGE, "reason": "It is not there."}
    return Finding(requirement=requirement, kind="credit.name", outcome=outcome, **{**given, **fields})  # type: ignore[arg-type]


def page(day: int, *findings: Finding, url: str = PAGE, failure: Failure | None = None) -> TargetReport:
    """A page as it was seen on a day of May."""
    capture = CaptureRecord(
        url=url, final_url=url, captured_at=f"2026-05-{day:02}T10:00:00+00:00", digest=f"sha256:{day:064}", size=1,
        archived=Archived(record=f"urn:{day}", file="evidence.warc.gz", offset=0),
    )  # fmt: skip
    verdict = Verdict.VIOLATION if any(one.outcome is FAILED for one in findings) else Verdict.COMPLIANT
    reuse = Reuse(class_=ReuseClass.VERBATIM, coverage=1.0)
    return TargetReport(url=url, work=WORK, verdict=verdict, findings=findings, reuse=reuse, capture=capture, failure=failure)


def seen(database: Database, day: int, *targets: TargetReport, work: str = WORK) -> list[Case]:
    """The cases that a scan for a work on this day moves."""
    at = f"2026-05-{day:02}T09:00:00+00:00"
    report = Report(generator="test", terms=TERMS, works=(work,), started=at, finished=at, targets=targets)
    return follow(database, report, f"run-{day}")


def only(database: Database) -> Case:
    """The one case there is."""
    (case,) = all_cases(database)
    return case


def test_from_new_to_fixed_with_both_captures(database: Database) -> None:
    """A violation opens a case, asking moves it, and the scan that sees the credit closes it by itself."""
    (opened,) = seen(database, 1, page(1, finding(FAILED), finding(PASSED, "reference")))
    keep(database, moved_by_hand(opened, Entry(on="2026-05-02", sort=EntrySort.ASKED, by="Ann")))
    still = seen(database, 3, page(3, finding(FAILED), finding(PASSED, "reference")))
    asked = only(database)
    (closed,) = seen(database, 4, page(4, finding(PASSED), finding(PASSED, "reference")))
    point = closed.points[0]

    assert (opened.outlet, opened.work, opened.state) == (OUTLET, WORK, CaseState.NEW)
    assert still == []
    assert asked.state is CaseState.ASKED
    assert (closed.state, [entry.sort for entry in closed.entries]) == (CaseState.FIXED, ["opened", "asked", "fixed"])
    assert point.before is not None
    assert point.after is not None
    assert (point.before.digest, point.before.record, point.before.run) == (f"sha256:{3:064}", "urn:3", "run-3")
    assert (point.after.digest, point.after.record, point.after.run) == (f"sha256:{4:064}", "urn:4", "run-4")


def test_what_comes_back_opens_the_case_again(database: Database) -> None:
    """A regression is no new case: who was asked before stands in it."""
    seen(database, 1, page(1, finding(FAILED)))
    seen(database, 2, page(2, finding(PASSED)))
    (again,) = seen(database, 3, page(3, finding(FAILED)))

    assert again.state is CaseState.NEW
    assert [entry.sort for entry in again.entries] == ["opened", "fixed", "reopened"]
    assert again.points[0].after is None


def test_a_fix_and_another_failure_do_not_cancel_out(database: Database) -> None:
    """By identity, not by number."""
    seen(database, 1, page(1, finding(FAILED), finding(PASSED, "function")))
    seen(database, 2, page(2, finding(PASSED), finding(FAILED, "function")))
    case = only(database)

    assert case.state is CaseState.NEW
    assert {point.requirement: point.state for point in case.points} == {"name": PointState.FIXED, "function": PointState.OPEN}


@pytest.mark.parametrize(
    ("second", "state", "why"),
    [
        (page(2, finding(OPEN)), CaseState.NEW, "what cannot be told is not fixed"),
        (page(2, failure=Failure(reason=FailureReason.BLOCKED, detail="A wall.")), CaseState.NEW, "nor is what is blocked"),
        (page(2, failure=Failure(reason=FailureReason.SKIPPED, detail="--skip")), CaseState.NEW, "nobody looked"),
        (page(2, failure=Failure(reason=FailureReason.GONE, detail="404")), CaseState.GONE, "the page says that it is gone"),
        (replace(page(2), verdict=Verdict.NOT_A_REUSE, work=None), CaseState.GONE, "the text was taken down"),
        (page(2, finding(FAILED, waiver=WAIVER)), CaseState.WAIVED, "it was accepted"),
        (page(2, finding(Outcome.INAPPLICABLE)), CaseState.FIXED, "there is nothing any more that it would apply to"),
        (page(2, finding(PASSED, "other")), CaseState.NEW, "terms that do not ask for it settle nothing"),
        (replace(page(2, finding(PASSED)), work="https://own.example/other"), CaseState.GONE, "only another work is left"),
        (replace(page(2, finding(PASSED)), same_as="https://news.example/a"), CaseState.NEW, "one more address says nothing"),
    ],
)
def test_what_the_next_scan_sees(database: Database, second: TargetReport, state: CaseState, why: str) -> None:
    """A case ends only by what was seen."""
    seen(database, 1, page(1, finding(FAILED)))
    seen(database, 2, second)

    assert only(database).state is state, why


@pytest.mark.parametrize(
    "first",
    [
        page(1, finding(FAILED, level=Level.SHOULD)),
        page(1, finding(FAILED, waiver=WAIVER)),
        page(1, finding(OPEN)),
        page(1, finding(FAILED, past=Past(state=BaselineState.NEW, since="2026-05-01", counts=False))),
        page(1, finding(FAILED), url="file:///saved/copy.html"),
    ],
    ids=["a wish", "waived", "not known", "within its grace", "of no outlet"],
)
def test_what_opens_no_case(database: Database, first: TargetReport) -> None:
    """Nobody is written to about these."""
    seen(database, 1, first)

    assert list(all_cases(database)) == []


def test_a_scan_for_another_work_closes_nothing(database: Database) -> None:
    """One history serves many works: a page that does not reuse the second one may hold the first one as ever."""
    seen(database, 1, page(1, finding(FAILED)))
    seen(database, 2, replace(page(2), verdict=Verdict.NOT_A_REUSE, work=None), work="https://own.example/other")

    assert only(database).state is CaseState.NEW


def test_a_page_that_drops_one_of_two_works(database: Database) -> None:
    """What it owed for that work is gone with it; what it owes for the other stays. A scan for the other alone says nothing."""
    other = "https://own.example/other"
    both = (page(1, finding(FAILED)), replace(page(1, finding(FAILED)), work=other))
    at = {"generator": "test", "terms": TERMS, "started": "2026-05-02T09:00:00+00:00", "finished": "2026-05-02T09:00:00+00:00"}
    follow(database, Report(works=(WORK, other), targets=both, **at), "run-1")  # type: ignore[arg-type]
    one = (replace(page(2, finding(FAILED)), work=other),)
    follow(database, Report(works=(other,), targets=one, **at), "run-2")  # type: ignore[arg-type]
    before = {case.work: case.state for case in all_cases(database)}
    follow(database, Report(works=(WORK, other), targets=one, **at), "run-3")  # type: ignore[arg-type]

    assert before == {WORK: CaseState.NEW, other: CaseState.NEW}
    assert {case.work: case.state for case in all_cases(database)} == {WORK: CaseState.GONE, other: CaseState.NEW}


def test_a_post_that_is_not_found_again_is_not_fixed(database: Database) -> None:
    """It may be there still."""
    post = finding(FAILED, place=Place.SHARE, subject="https://social.example/1")
    seen(database, 1, page(1, post))
    seen(database, 2, page(2, finding(PASSED)))

    assert only(database).state is CaseState.NEW


def test_pages_of_one_outlet_are_one_case(database: Database) -> None:
    """It ends when the last of them is settled; one page that is gone leaves the other."""
    other = "https://www.news.example/second"
    seen(database, 1, page(1, finding(FAILED)), page(1, finding(FAILED), url=other))
    seen(database, 2, page(2, failure=Failure(reason=FailureReason.GONE, detail="404")))
    halfway = only(database)
    seen(database, 3, page(3, finding(PASSED), url=other))

    assert halfway.state is CaseState.NEW
    assert [pickup.page for pickup in halfway.pickups] == [PAGE, "https://news.example/second"]
    assert only(database).state is CaseState.FIXED


def test_a_run_that_is_followed_twice_changes_nothing_more(database: Database) -> None:
    """A run that was gone on with is followed again from its beginning."""
    seen(database, 1, page(1, finding(FAILED)))
    before = only(database)

    assert seen(database, 1, page(1, finding(FAILED))) == []
    assert only(database) == before


def test_many_pages(database: Database) -> None:
    """More than one batch, more cases than one batch, and a case whose pages stand in several."""
    urls = [f"https://outlet-{i}.example/a" for i in range(450)] + [f"https://news.example/{i}" for i in range(450)]
    opened = seen(database, 1, *(page(1, finding(FAILED), url=url) for url in urls))
    seen(database, 2, *(page(2, finding(PASSED), url=url) for url in urls[:-1]))
    left = list(all_cases(database, (CaseState.NEW,)))

    assert len(opened) == 451
    assert [case.outlet for case in left] == [OUTLET]
    assert sum(point.state is PointState.OPEN for point in left[0].points) == 1


def test_a_case_that_is_not_there(database: Database) -> None:
    """It is said, not made."""
    with pytest.raises(HistoryError, match="no case 7"):
        case_of(database, 7)


def test_a_page_without_a_work_accuses_nobody() -> None:
    """A page that could not be read has no work."""
    assert not accuses(replace(page(1, finding(FAILED)), work=None))
