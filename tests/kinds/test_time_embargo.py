"""time.embargo: whether the copy waited."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from attrcheck.kinds import KINDS
from attrcheck.model import Metadatum, Outcome, Subject
from tests.kinds.subjects import WORK, check, subject

PASSED, FAILED, CANNOT_TELL = Outcome.PASSED, Outcome.FAILED, Outcome.CANNOT_TELL
KIND = "time.embargo"
OF_JUNE = replace(WORK, published="2026-06-10")


def dated(day: str = "", captured: str = "", url: str = "https://a.example/copy") -> Subject:
    """A page that states this day, fetched then."""
    metadata = (Metadatum(name="article:published_time", value=day, locator="meta"),)
    return replace(subject("A story."), url=url, page=url, metadata=metadata, captured_at=captured)


def said(of: Subject, **options: Any) -> Outcome:
    """The outcome for five days after 10 June, or for what the options say."""
    wait = options or {"days": 5}
    return KINDS[KIND].check(KINDS[KIND].options(**wait), OF_JUNE, of).outcome


@pytest.mark.parametrize(
    ("day", "outcome"),
    [
        ("2026-06-15", PASSED),
        ("2026-07-01", PASSED),
        ("2026-06-14T23:30:00+00:00", CANNOT_TELL),
        ("2026-06-13", FAILED),
        ("2026-06-11", FAILED),
        ("2026-06-10", CANNOT_TELL),
        ("2026-06-01", CANNOT_TELL),
        ("", CANNOT_TELL),
        ("yesterday", CANNOT_TELL),
    ],
)
def test_days_after_the_work(day: str, outcome: Outcome) -> None:
    """A day too early may be a time zone; the work's own day is printed over many later copies."""
    assert said(dated(day)) is outcome


@pytest.mark.parametrize(
    ("day", "outcome"),
    [("2026-06-20", PASSED), ("2026-06-19", CANNOT_TELL), ("2026-06-18", FAILED), ("2026-06-10", CANNOT_TELL), ("2026-06-01", FAILED)],
)
def test_a_fixed_day(day: str, outcome: Outcome) -> None:
    """A text that is handed out before it appears may be printed too early."""
    assert said(dated(day), until="2026-06-20") is outcome


@pytest.mark.parametrize("stated", ["", "2026-06-10", "2026-07-01"])
@pytest.mark.parametrize(
    ("captured", "outcome"), [("2026-06-13T12:00:00+00:00", FAILED), ("2026-06-12", FAILED), ("2026-06-10T01:00:00+00:00", FAILED)]
)
def test_what_was_fetched_was_there(stated: str, captured: str, outcome: Outcome) -> None:
    """Whatever the page states: it was seen before the embargo ended."""
    assert said(dated(stated, captured)) is outcome


@pytest.mark.parametrize(
    ("captured", "url"),
    [
        ("2026-06-14T01:00:00+00:00", "https://a.example/copy"),
        ("2026-06-20T01:00:00+00:00", "https://a.example/copy"),
        ("2026-06-01T01:00:00+00:00", "https://a.example/copy"),
        ("1980-01-01T00:00:00+00:00", "file:///saved/copy.html"),
        ("2026-06-12T00:00:00+00:00", "file:///saved/copy.html"),
        ("", "https://a.example/copy"),
    ],
)
def test_a_fetch_that_proves_nothing(captured: str, url: str) -> None:
    """In time, by a time zone, before the work was there at all, or the time of a file."""
    assert said(dated("", captured, url)) is CANNOT_TELL


@pytest.mark.parametrize(
    ("options", "count"),
    [
        ({}, 1),
        ({"days": 2}, 0),
        ({"until": "2026-06-20"}, 0),
        ({"days": 2, "until": "2026-06-20"}, 1),
        ({"days": 0}, 1),
        ({"until": "June"}, 1),
    ],
)
def test_impossible_embargoes(options: dict[str, Any], count: int) -> None:
    """Days or a day, one of them."""
    assert len(list(KINDS[KIND].options(**options).problems())) == count


def test_a_fixed_day_needs_no_work() -> None:
    """Only days are counted from the work."""
    undated = replace(WORK, published=None)

    assert KINDS[KIND].options(days=2).lacks(undated)
    assert not KINDS[KIND].options(until="2026-06-20").lacks(undated)
    assert check(KIND, dated("2026-06-20"), undated, days=None, until="2026-06-20").outcome is PASSED
    assert check(KIND, dated("2026-06-20"), undated).outcome is CANNOT_TELL
