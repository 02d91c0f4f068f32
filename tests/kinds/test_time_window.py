"""time.window: when the copy appeared, and how long it stood there."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from attrcheck.kinds import KINDS
from attrcheck.model import Metadatum, Outcome, Subject
from tests.kinds.subjects import WORK, check, subject

PASSED, FAILED, CANNOT_TELL = Outcome.PASSED, Outcome.FAILED, Outcome.CANNOT_TELL
KIND = "time.window"
OF_JUNE = replace(WORK, published="2026-06-10")
PUBLISHED, JSON_LD, TIME = "article:published_time", "jsonld:datePublished", "time:datetime"


def dated(*statements: tuple[str, str], captured: str = "", url: str = "https://a.example/copy") -> Subject:
    """A page with these statements, fetched then."""
    metadata = tuple(Metadatum(name=name, value=value, locator="meta") for name, value in statements)
    return replace(subject("A story."), url=url, page=url, metadata=metadata, captured_at=captured)


def said(of: Subject, **options: Any) -> Outcome:
    """The outcome for a window of thirty days after 10 June."""
    return check(KIND, of, OF_JUNE, **{"to_days": 30, **options}).outcome


@pytest.mark.parametrize(
    ("day", "outcome"),
    [
        ("2026-06-10", PASSED),
        ("2026-06-10T23:59:00+02:00", PASSED),
        ("2026-07-10", PASSED),
        ("2026-07-11", CANNOT_TELL),
        ("2026-07-12", FAILED),
        ("2027-01-01T08:00:00Z", FAILED),
        ("2026-06-09", CANNOT_TELL),
        ("2019-01-01", CANNOT_TELL),
        ("", CANNOT_TELL),
        ("10 June 2026", CANNOT_TELL),
        ("06/12/2026", CANNOT_TELL),
        ("2026-13-45", CANNOT_TELL),
    ],
)
def test_the_day_of_publication(day: str, outcome: Outcome) -> None:
    """To the last day of the window; one day more may be a time zone; a copy older than the work has another's date."""
    assert said(dated((PUBLISHED, day))) is outcome


@pytest.mark.parametrize(
    ("statements", "outcome"),
    [
        ([], CANNOT_TELL),
        ([(JSON_LD, "2026-06-20")], PASSED),
        ([(JSON_LD, "2026-08-20")], FAILED),
        ([(TIME, "2026-08-20")], FAILED),
        ([("datepublished", "2026-08-20")], FAILED),
        ([("jsonld:dateModified", "2026-08-20")], CANNOT_TELL),
        ([("article:modified_time", "2026-08-20")], CANNOT_TELL),
        ([(PUBLISHED, "2026-06-20"), ("jsonld:dateModified", "2026-08-20")], PASSED),
        ([(PUBLISHED, "2026-06-20"), (JSON_LD, "2026-06-21")], PASSED),
        ([(PUBLISHED, "2026-06-20"), (JSON_LD, "2026-08-20")], CANNOT_TELL),
        ([(PUBLISHED, "2026-06-20"), (TIME, "2026-08-20")], PASSED),
        ([(PUBLISHED, "2026-08-20"), (TIME, "2026-06-20")], FAILED),
        ([(TIME, "2026-06-20"), (TIME, "2026-08-20")], CANNOT_TELL),
        ([(TIME, "2026-08-20"), (TIME, "2026-08-21"), (TIME, "2026-08-22")], CANNOT_TELL),
        ([(PUBLISHED, "last week"), (JSON_LD, "2026-06-20")], PASSED),
    ],
)
def test_which_statement_counts(statements: list[tuple[str, str]], outcome: Outcome) -> None:
    """What the page states of itself before times in its text; contradictions and days of change accuse nobody."""
    assert said(dated(*statements)) is outcome


@pytest.mark.parametrize(
    ("day", "outcome"),
    [("2026-06-20", PASSED), ("2026-06-15", PASSED), ("2026-06-14", CANNOT_TELL), ("2026-06-13", FAILED), ("2026-06-10", CANNOT_TELL)],
)
def test_a_window_may_start_later(day: str, outcome: Outcome) -> None:
    """The work's own day is printed over many later copies."""
    assert said(dated((PUBLISHED, day)), from_days=5) is outcome


@pytest.mark.parametrize(
    ("captured", "url", "outcome"),
    [
        ("2026-07-10T00:00:00+00:00", "https://a.example/copy", PASSED),
        ("2026-07-11T00:00:00+00:00", "https://a.example/copy", CANNOT_TELL),
        ("2026-07-12T00:00:00+00:00", "https://a.example/copy", FAILED),
        ("", "https://a.example/copy", CANNOT_TELL),
        ("2026-09-01T00:00:00+00:00", "file:///saved/copy.html", CANNOT_TELL),
    ],
)
def test_every_day_online(captured: str, url: str, outcome: Outcome) -> None:
    """What counts is when it was seen there, whatever the page states; the time of a saved file proves nothing."""
    of = dated((PUBLISHED, "2026-06-11"), captured=captured, url=url)

    assert said(of, counts="online") is outcome


def test_the_reason_counts_the_days() -> None:
    """Whoever asks for the copy to be taken down needs the number."""
    conclusion = check(KIND, dated(captured="2026-09-18T00:00:00+00:00"), OF_JUNE, to_days=90, counts="online")

    assert "still there on 2026-09-18, 100 days after the work" in conclusion.reason
    assert "2026-09-08" in (conclusion.remedy or "")


def test_a_work_without_a_day_accuses_nobody() -> None:
    """The terms are refused before, but a kind never raises."""
    assert check(KIND, dated((PUBLISHED, "2026-06-20")), replace(WORK, published=None)).outcome is CANNOT_TELL
    assert KINDS[KIND].options(to_days=3).lacks(replace(WORK, published=None))


@pytest.mark.parametrize(
    ("options", "count"), [({"to_days": 0}, 1), ({"to_days": 5, "from_days": 5}, 1), ({"to_days": 40_000}, 1), ({"to_days": 1}, 0)]
)
def test_impossible_windows(options: dict[str, int], count: int) -> None:
    """A window that nobody could meet, or everybody, is a mistake in the terms."""
    assert len(list(KINDS[KIND].options(**options).problems())) == count
