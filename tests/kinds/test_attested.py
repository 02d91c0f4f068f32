"""attested: whose record holds for a page on a day."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from attrcheck.kinds import KINDS
from attrcheck.model import Conclusion, Outcome, Place, Subject
from tests.kinds.subjects import WORK

PASSED, FAILED, CANNOT_TELL = Outcome.PASSED, Outcome.FAILED, Outcome.CANNOT_TELL
PAGE, DAY = "https://news.example/2026/ferry", "2026-06-15T08:00:00+00:00"


def record(on: str = "2026-06-01", page: str = "https://news.example/", **more: Any) -> dict[str, Any]:
    """What Anna saw."""
    return {"page": page, "by": "Anna", "on": on, **more}


def said(*seen: dict[str, Any], page: str = PAGE, day: str = DAY, url: str = "", **options: Any) -> Conclusion:
    """What the records say of a page on a day."""
    kind = KINDS["attested"]
    of = Subject(place=Place.ARTICLE, url=url or page, label="article", passages=(), page=page, captured_at=day)
    requirement = msgspec.convert({"seen": seen, **options}, kind.options, strict=False)
    assert list(requirement.problems()) == []
    return kind.check(requirement, WORK, of)


@pytest.mark.parametrize(
    ("of", "outcome"),
    [
        ("https://news.example/", PASSED),
        ("https://news.example", PASSED),
        ("http://www.news.example/2026", PASSED),
        ("https://news.example/2026/", PASSED),
        ("https://news.example/2026/ferry", PASSED),
        ("https://news.example/2026/ferry/", PASSED),
        ("https://news.example/2026/ferry/page-2", CANNOT_TELL),
        ("https://news.example/2026/fer", CANNOT_TELL),
        ("https://news.example/202", CANNOT_TELL),
        ("https://news.example/2026?p=1", CANNOT_TELL),
        ("https://news.example:8443/", CANNOT_TELL),
        ("https://regional.news.example/", CANNOT_TELL),
        ("https://news.exampl", CANNOT_TELL),
        ("https://evil.example/?https://news.example/", CANNOT_TELL),
    ],
)
def test_which_pages_a_record_is_about(of: str, outcome: Outcome) -> None:
    """Those under its address, by whole segments."""
    assert said(record(page=of)).outcome is outcome


def test_a_record_with_a_query_is_about_one_page() -> None:
    """Sites without readable addresses number their pages."""
    seen = record(page="https://news.example/?p=12")

    assert said(seen, page="https://news.example/?p=12&utm_source=x").outcome is PASSED
    assert said(seen, page="https://news.example/?p=123").outcome is CANNOT_TELL
    assert said(seen, page="https://news.example/").outcome is CANNOT_TELL
    assert said(record(), page="https://news.example/?p=12").outcome is PASSED


def test_a_share_belongs_to_its_page_and_to_its_own_address() -> None:
    """A record may be about the site, or about the account that posts."""
    post = "https://x.com/NewsExample/status/1"

    assert said(record(), url=post).outcome is PASSED
    assert said(record(page="https://x.com/NewsExample"), url=post).outcome is PASSED
    assert said(record(page="https://x.com/News"), url=post).outcome is CANNOT_TELL


@pytest.mark.parametrize(
    ("day", "more", "outcome"),
    [
        ("2026-06-01", {}, PASSED),
        ("2026-05-31", {}, CANNOT_TELL),
        ("2026-06-30", {}, PASSED),
        ("2026-07-01", {}, PASSED),
        ("2026-07-02", {}, CANNOT_TELL),
        ("2026-07-02", {"until": "2026-07-02"}, PASSED),
        ("2026-07-03", {"until": "2026-07-02"}, CANNOT_TELL),
        ("2026-06-10", {"until": "2026-06-09"}, CANNOT_TELL),
        ("", {}, CANNOT_TELL),
        ("yesterday!", {}, CANNOT_TELL),
    ],
)
def test_how_long_a_record_holds(day: str, more: dict[str, Any], outcome: Outcome) -> None:
    """From the day when it was seen, both ends included: `until` its own last day, else so many days."""
    assert said(record(**more), day=day, valid_days=30).outcome is outcome


@pytest.mark.parametrize(
    ("seen", "outcome"),
    [
        ((record("2026-06-01"), record("2026-06-10", outcome="failed")), FAILED),
        ((record("2026-06-10", outcome="failed"), record("2026-06-01")), FAILED),
        ((record("2026-06-01", outcome="failed"), record("2026-06-10")), PASSED),
        ((record("2026-06-01"), record("2026-06-20", outcome="failed")), PASSED),
        ((record("2026-06-01"), record("2026-06-10", outcome="failed", until="2026-06-12")), PASSED),
        ((record("2026-06-01"), record("2026-06-10", page="https://other.example/", outcome="failed")), PASSED),
        ((record("2026-06-01"), record("2026-06-01", outcome="failed")), FAILED),
        ((record("2026-06-01", outcome="failed"), record("2026-06-01")), PASSED),
        ((record("20260610", outcome="failed"), record("2026-06-01")), FAILED),
    ],
)
def test_the_newest_valid_record_decides(seen: tuple[dict[str, Any], ...], outcome: Outcome) -> None:
    """What is over or yet to come does not count; of one day the record that was written down last does."""
    assert said(*seen).outcome is outcome


@pytest.mark.parametrize(
    ("seen", "words"),
    [
        ([record(outcome="failed", note="The photo is not credited.")], ("seen by Anna on 2026-06-01", "The photo is not credited.")),
        ([record()], ("seen by Anna on 2026-06-01",)),
        ([record("2025-01-01")], ("seen by Anna on 2025-01-01", "expired on 2026-01-01")),
        ([record("2025-01-01", until="2025-02-01")], ("seen by Anna on 2025-01-01", "expired on 2025-02-01")),
        ([record("2026-07-01")], ("a person must look", "after this page was captured")),
        ([], ("a person must look",)),
    ],
)
def test_the_reason_says_who_and_when(seen: list[dict[str, Any]], words: tuple[str, ...]) -> None:
    """Nobody is accused by nobody."""
    conclusion = said(*seen)

    assert [word for word in words if word not in conclusion.reason] == []
    assert conclusion.outcome is PASSED or PAGE in (conclusion.remedy or "")


def test_days_at_the_end_of_time() -> None:
    """The last year that a date can have is no reason to fall over."""
    assert said(record("9999-12-31"), day="9999-12-31", valid_days=36_500).outcome is PASSED


@pytest.mark.parametrize(
    ("options", "key"),
    [
        ({"valid_days": 0}, "valid_days"),
        ({"valid_days": 10**9}, "valid_days"),
        ({"seen": [record(page="news.example")]}, "seen[0].page"),
        ({"seen": [record(by=" ")]}, "seen[0].by"),
        ({"seen": [record("last week")]}, "seen[0].on"),
        ({"seen": [record(until="some day")]}, "seen[0].until"),
        ({"seen": [record(until="2026-05-31")]}, "seen[0].until"),
        ({"seen": [record(), record(outcome="cannot-tell")]}, "seen[1].outcome"),
    ],
)
def test_records_that_cannot_hold(options: dict[str, Any], key: str) -> None:
    """A mistake of the terms is found before any page is."""
    requirement = msgspec.convert(options, KINDS["attested"].options, strict=False)

    assert [problem.key for problem in requirement.problems()] == [key]
