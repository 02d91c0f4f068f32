"""Which waiver a finding has, and what a reader is told about waivers."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from attrcheck.evaluate import judge_with_waivers
from attrcheck.identity import identity
from attrcheck.model import (
    CaptureRecord,
    Failure,
    FailureReason,
    Finding,
    Level,
    Outcome,
    Place,
    Reuse,
    ReuseClass,
    TargetReport,
    Verdict,
    WaiverReason,
)
from attrcheck.waivers import WaiverEntry, Waivers, WaiversFile, remarks

DAY = date(2026, 6, 1)
PAGE, WORK = "https://www.news.example/2026/ferry?id=1", "https://own.example/ferry"


def finding(outcome: Outcome = Outcome.FAILED, requirement: str = "name", place: Place = Place.ARTICLE) -> Finding:
    """A duty."""
    return Finding(
        requirement=requirement, kind="credit.name", level=Level.MUST, place=place, subject=PAGE, outcome=outcome, reason="It is not there."
    )


def page(*findings: Finding, url: str = PAGE, final_url: str = "", failure: Failure | None = None) -> TargetReport:
    """A page with these findings."""
    capture = CaptureRecord(url=url, final_url=final_url or url, captured_at="2026-06-01T00:00:00+00:00", digest="", size=1)
    return TargetReport(
        url=url,
        work=WORK,
        verdict=Verdict.VIOLATION,
        findings=findings or (finding(),),
        reuse=Reuse(class_=ReuseClass.VERBATIM, coverage=1.0),
        capture=capture,
        failure=failure,
    )


def waivers(*entries: dict[str, Any]) -> Waivers:
    """Waivers that say these things and else what must be said; `by` tells them apart."""
    given = {"reason": WaiverReason.PERMISSION, "because": "They asked.", "until": date(2026, 12, 31)}
    return Waivers(WaiversFile(waiver=tuple(WaiverEntry(**{**given, "by": str(i), **entry}) for i, entry in enumerate(entries))))


def is_waived(target: TargetReport, *entries: dict[str, Any]) -> list[bool]:
    """For each finding whether it is waived."""
    return [one.waiver is not None for one in waivers(*entries).waived(target, DAY).findings]


@pytest.mark.parametrize(
    ("entry", "fits", "why"),
    [
        ({"page": PAGE}, True, "the address itself"),
        ({"page": "http://news.example/2026/ferry?utm_source=x&id=1#top"}, True, "addresses are compared in their canonical form"),
        ({"page": "https://news.example/2026/ferry"}, False, "another query is another page"),
        ({"page": "https://news.example/2026/*"}, True, "a star is any characters"),
        ({"page": "https://news.example/*?id=1"}, True, "a question mark begins a query and is no wildcard"),
        ({"page": "https://news.example/2026/f*x"}, False, "the whole address has to fit"),
        ({"page": "https://new?.example/2026/*"}, False, "and only a star is a wildcard"),
        ({"outlet": "news.example"}, True, "the outlet"),
        ({"outlet": "WWW.News.Example"}, True, "as people write it"),
        ({"outlet": "ews.example"}, False, "the end of a name is no domain"),
        ({"outlet": "sport.news.example"}, False, "a part of an outlet is not the outlet"),
        ({"page": PAGE, "requirement": "name", "place": Place.ARTICLE, "work": WORK}, True, "narrowed to what it is"),
        ({"page": PAGE, "requirement": "function"}, False, "another requirement"),
        ({"page": PAGE, "place": Place.SHARE}, False, "another place"),
        ({"page": PAGE, "work": "https://own.example/other"}, False, "another work"),
        ({"finding": identity(page(), finding())}, True, "the one finding"),
        ({"finding": "0" * 20}, False, "another finding"),
        ({"page": PAGE, "until": DAY}, True, "the last day is included"),
        ({"page": PAGE, "until": date(2026, 5, 31)}, False, "it has ended"),
    ],
)
def test_what_a_waiver_fits(entry: dict[str, Any], fits: bool, why: str) -> None:
    """A waiver that fits too much lets failures pass that nobody accepted."""
    assert is_waived(page(), entry) == [fits], why


def test_the_outlet_is_who_answers() -> None:
    """A short link or a redirect names nobody, and a page is not an outlet's because an address of the outlet led to it."""
    led_away = page(url="https://news.example/go", final_url="https://elsewhere.example/a")

    assert is_waived(led_away, {"outlet": "news.example"}) == [False]
    assert is_waived(led_away, {"outlet": "elsewhere.example"}) == [True]
    assert is_waived(page(url="https://sport.news.example/a"), {"outlet": "news.example"}) == [True]


def test_saved_pages_go_by_their_name() -> None:
    """Where they lie differs from machine to machine."""
    assert is_waived(page(url="file:///somewhere/copy.html"), {"page": "copy.html"}) == [True]
    assert is_waived(page(url="file:///somewhere/my%20c%C3%B3py.html"), {"page": "my cópy.html"}) == [True]
    assert is_waived(page(url="https://news.example/copy.html"), {"page": "copy.html"}) == [False]


def test_only_what_failed_or_is_open_is_waived() -> None:
    """What passed needs no waiver; what could not be told may be one's own to accept."""
    told = [Outcome.FAILED, Outcome.CANNOT_TELL, Outcome.UNTESTED, Outcome.PASSED, Outcome.INAPPLICABLE]

    assert is_waived(page(*map(finding, told)), {"page": PAGE}) == [True, True, True, False, False]


def test_a_page_that_could_not_be_read_is_never_waived() -> None:
    """Nobody knows what is on it: blocked and passed in silence is what must not be."""
    blocked = page(finding(Outcome.CANNOT_TELL), failure=Failure(reason=FailureReason.BLOCKED, detail="A wall."))

    assert is_waived(blocked, {"page": PAGE}, {"outlet": "news.example"}) == [False]


@pytest.mark.parametrize(
    ("entries", "by"),
    [
        ([{"outlet": "news.example"}, {"page": PAGE}], "1"),
        ([{"page": "https://news.example/*"}, {"outlet": "news.example"}], "0"),
        ([{"page": "https://news.example/2026/*"}, {"page": "https://news.example/*"}], "0"),
        ([{"page": PAGE}, {"finding": identity(page(), finding())}], "1"),
        ([{"page": PAGE}, {"page": PAGE, "requirement": "name"}], "1"),
        ([{"page": PAGE, "until": date(2026, 5, 1)}, {"outlet": "news.example"}], "1"),
        ([{"page": PAGE}, {"page": PAGE, "until": date(2027, 1, 1)}], "1"),
    ],
)
def test_the_more_exact_one_counts(entries: list[dict[str, Any]], by: str) -> None:
    """Of two that fit, the one that was written for this; one that has ended is none."""
    waiver = waivers(*entries).waived(page(), DAY).findings[0].waiver

    assert waiver is not None
    assert waiver.by == by


def test_both_verdicts() -> None:
    """The verdict stays, and what it would be with waivers is said beside it: a second failure is not waived with the first."""
    both = page(finding(), finding(requirement="function"))
    one = waivers({"page": PAGE, "requirement": "name"}).waived(both, DAY)
    all_ = waivers({"page": PAGE}).waived(both, DAY)

    assert (one.verdict, judge_with_waivers(one)) == (Verdict.VIOLATION, Verdict.VIOLATION)
    assert (all_.verdict, judge_with_waivers(all_)) == (Verdict.VIOLATION, Verdict.COMPLIANT)


BLOCKED = page(finding(Outcome.CANNOT_TELL), failure=Failure(reason=FailureReason.BLOCKED, detail="A wall."))


@pytest.mark.parametrize(
    ("entry", "target", "says"),
    [
        ({"page": PAGE}, page(), ""),
        ({"page": PAGE, "until": date(2026, 5, 31)}, page(), "waiver[0] for " + PAGE + ", by 0, until 2026-05-31, has ended: 1 finding counts"),
        ({"page": PAGE, "until": date(2026, 5, 31)}, page(finding(Outcome.PASSED)), "have ended, and nothing here needs them"),
        ({"page": PAGE, "until": date(2026, 6, 15)}, page(), "end within 14 days"),
        ({"page": PAGE, "until": date(2026, 6, 16)}, page(), ""),
        ({"page": PAGE}, page(finding(Outcome.PASSED)), "accept nothing any more"),
        ({"finding": "0" * 20}, page(), "accept nothing any more"),
        ({"page": "https://other.example/a"}, page(), "are for no page of this scan"),
        ({"page": PAGE}, BLOCKED, ""),
        ({"finding": "0" * 20}, BLOCKED, ""),
    ],
)  # fmt: skip
def test_what_a_reader_is_told(entry: dict[str, Any], target: TargetReport, says: str) -> None:
    """Ended ones count again and are named; one that accepts nothing is reported, unless the page could not be looked at."""
    told = remarks((target,), waivers(entry), DAY)

    assert len(told) == bool(says)
    assert all(says in sentence for sentence in told)


def test_a_waiver_that_a_more_exact_one_stands_before_is_not_idle() -> None:
    """It fits what is there still."""
    assert remarks((page(),), waivers({"page": PAGE}, {"outlet": "news.example"}), DAY) == ()


def test_notes_are_bounded() -> None:
    """A long file makes no long report."""
    told = remarks((page(),), waivers(*({"page": f"https://other.example/{i}"} for i in range(1000))), DAY)

    assert len(told) == 1
    assert "and 980 more" in told[0]
    assert len(told[0]) < 2_000


def test_one_more_address_of_a_page_keeps_its_verdict() -> None:
    """Its findings stand at the page itself."""
    entry = replace(page(), findings=(), same_as=PAGE)

    assert judge_with_waivers(waivers({"page": PAGE}).waived(entry, DAY)) is Verdict.VIOLATION
