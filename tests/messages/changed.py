"""The rich report with what earlier runs and the licensor say about it, and reports that are as long as reports can be."""

from __future__ import annotations

from msgspec.structs import replace

from attrcheck.messages import About
from attrcheck.model import (
    BaselineState,
    Event,
    EventSort,
    Finding,
    Level,
    Outcome,
    Past,
    Place,
    Report,
    Since,
    TargetReport,
    Verdict,
    Waiver,
    WaiverReason,
)
from tests.reporters.rich import FIRST as RICH
from tests.reporters.rich import HOSTILE, PAGE

BEFORE = "2026-04-30T09:59:00+00:00"
ABOUT = About(
    run="20260501T095900-000000", lies_at=("report.html",), why="Because.", sent="2026-05-01T10:02:00+00:00", max_attached=2_000_000
)
WAIVER = Waiver(reason=WaiverReason.PERMISSION, because="We said so.", by="Anna", until="2026-12-31")


def event(sort: EventSort, url: str = PAGE, text: str = "Something has happened.") -> Event:
    """An event about a page."""
    return Event(sort=sort, url=url, text=text)


def since(*sorts: EventSort) -> Report:
    """The rich report after a run before, with an event of each sort."""
    return replace(RICH, since=Since(run="20260430T095900-000000", started=BEFORE, events=tuple(map(event, sorts))))


def failed(level: Level = Level.MUST, **fields: object) -> Finding:
    """A failed finding."""
    given = {"requirement": "name", "kind": "credit.name", "place": Place.ARTICLE, "subject": PAGE, "reason": "it was not found"}
    return Finding(outcome=Outcome.FAILED, level=level, **{**given, **fields})  # type: ignore[arg-type]


def past(state: BaselineState, *, counts: bool = True) -> Past:
    """How a finding stands to the run before."""
    return Past(state=state, since=BEFORE, counts=counts)


def page(*findings: Finding, url: str = PAGE, verdict: Verdict = Verdict.VIOLATION) -> TargetReport:
    """A page with these findings."""
    return TargetReport(url=url, verdict=verdict, findings=findings)


def report(*pages: TargetReport) -> Report:
    """The rich report with these pages in place of its own."""
    return replace(RICH, targets=pages)


UNATTACHED = replace(ABOUT, max_attached=0)


def endless(pages: int = 60) -> Report:
    """As many pages as are told and more, each with more failures than are told, and hostile text of any length everywhere."""
    text = HOSTILE.replace("\ud800", "") + "<&\"'>" * 2_000
    many = tuple(failed(requirement=f"{number}{text}", reason=text, remedy=text) for number in range(20))
    targets = tuple(page(*many, url=f"https://page-{number}.example/{text[:2_000]}") for number in range(pages))
    events = tuple(event(sort, url=f"https://page.example/{text[:2_000]}", text=text) for sort in EventSort for _ in range(100))
    return replace(RICH, targets=targets, since=Since(run=text, started=BEFORE, events=events), notes=(text,) * 100)
