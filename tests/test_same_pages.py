"""One page under several addresses: listed under each, counted once, and never by a claim of another site."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from attrcheck.model import (
    CaptureRecord,
    Failure,
    FailureReason,
    Finding,
    Level,
    Listed,
    Outcome,
    Place,
    Reuse,
    ReuseClass,
    Source,
    Target,
    TargetReport,
    Verdict,
)
from attrcheck.same_pages import each_page_once, under_all_addresses

A, B, C = "https://news.example/story", "https://news.example/amp-story.html", "https://other.example/story"
BYTES, OTHER_BYTES = "sha256:" + "1" * 64, "sha256:" + "2" * 64


def report(url: str, final: str = "", digest: str = "", canonical: str | None = None, outcome: Outcome = Outcome.FAILED) -> TargetReport:
    """A page that reuses the work; each has bytes of its own unless a test says otherwise."""
    finding = Finding(
        requirement="name",
        kind="credit.name",
        level=Level.MUST,
        place=Place.ARTICLE,
        subject=final or url,
        outcome=outcome,
        reason="it is so",
    )
    record = CaptureRecord(url=url, final_url=final or url, captured_at="", digest=digest or f"sha256:{url}", size=1, status=200)
    return TargetReport(
        url=url,
        work="https://work.example/",
        verdict=Verdict.VIOLATION if outcome is Outcome.FAILED else Verdict.COMPLIANT,
        findings=(finding,),
        reuse=Reuse(class_=ReuseClass.VERBATIM, coverage=1.0),
        capture=record,
        canonical=canonical,
    )


def unrelated(url: str, final: str = "", digest: str = "", canonical: str | None = None) -> TargetReport:
    """A page on which nothing of the work was found."""
    nothing = Reuse(class_=ReuseClass.NONE, coverage=0.0)
    return replace(report(url, final, digest, canonical), work=None, verdict=Verdict.NOT_A_REUSE, findings=(), reuse=nothing)


def blocked(url: str, final: str = "", digest: str = "") -> TargetReport:
    """A page that came and could not be checked: a login."""
    failure = Failure(reason=FailureReason.UNREADABLE, detail="a login")
    return replace(report(url, final, digest), work=None, verdict=Verdict.UNDETERMINED, reuse=None, failure=failure)


def same(*reports: TargetReport) -> list[str | None]:
    """To which page each report refers."""
    return [each.same_as for each in each_page_once(reports)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (report(A), report(C, final=A)),
        (report(C, final=A), report(A)),
        (report(C, final=f"{A}?utm_source=x#top"), report(A)),
        (report(A), report(B, canonical=A)),
        (report(B, canonical=A), report(A)),
        (report(B, canonical="/story"), report(A)),
        (report(B, canonical=A), report("https://www.news.example/print/story", canonical=A)),
        (report(A, digest=BYTES), report(B, digest=BYTES)),
        (unrelated(A), unrelated(C, final=A)),
    ],
    ids=["redirect", "redirect-first", "tracked", "canonical", "canonical-first", "relative", "both-canonical", "bytes", "redirect-no-reuse"],
)  # fmt: skip
def test_one_page_is_counted_once(first: TargetReport, second: TargetReport) -> None:
    """By redirects, by what a page of one site says of itself, by its bytes; the first one that was listed has everything."""
    one, other = each_page_once((first, second))

    assert one == first
    assert (other.url, other.same_as, other.verdict, other.work) == (second.url, first.url, first.verdict, first.work)
    assert other.capture == second.capture
    assert (other.findings, other.reuse) == ((), None)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (report(A), report(C, canonical=A)),
        (report(A, outcome=Outcome.PASSED), report(C, canonical=A, outcome=Outcome.FAILED)),
        (report(A, outcome=Outcome.PASSED), report(B, canonical=A, outcome=Outcome.FAILED)),
        (report(A, outcome=Outcome.PASSED), report(C, final=A, outcome=Outcome.FAILED)),
        (report(A, digest=BYTES), report(C, digest=BYTES)),
        (report(A, digest=BYTES), report(C, digest=BYTES, canonical=A)),
        (report(A, canonical=C), report(B, canonical=C)),
        (unrelated(A, digest=BYTES), unrelated(B, digest=BYTES)),
        (unrelated(A), unrelated(B, canonical=A)),
        (blocked(A, digest=BYTES), blocked(B, digest=BYTES)),
        (blocked(A, final="https://news.example/login"), blocked(B, final="https://news.example/login")),
        (report(A), replace(report(B, final=A), work="https://work.example/second")),
        (report(A), report(B, canonical="https://[/")),
        (report(A), report(B, canonical="")),
        (report("file:///a.html", digest=BYTES), report("file:///b.html", digest=BYTES)),
    ],
    ids=[
        "a stranger's page is claimed",
        "a verdict is borrowed from a stranger",
        "a verdict is borrowed on the site",
        "one address answered twice and said two things",
        "a mirror on another site",
        "a mirror that claims the page",
        "both claim a stranger's page",
        "one error page for all addresses",
        "no reuse on either",
        "one login for all addresses",
        "redirects to one login",
        "two works",
        "no address at all",
        "an empty address",
        "saved pages",
    ],
)  # fmt: skip
def test_two_pages_are_two(first: TargetReport, second: TargetReport) -> None:
    """A page borrows nothing, and what could not be checked is not less because it looks alike."""
    assert same(first, second) == [None, None]


def test_three_addresses_refer_to_the_first() -> None:
    """Not to each other: the second knows the third, the third does not know the first."""
    third = report("https://news.example/print", digest=BYTES)

    assert same(report(A), report(B, canonical=A, digest=BYTES), third) == [None, A, A]


def test_other_addresses_follow_the_page() -> None:
    """An address that stands for a page that stands for another page refers to the last."""
    target = Target(url=C, also=(Listed(url=f"{C}#x", source=Source(file="l.txt", line=3)),))
    reports = (report(A), *under_all_addresses(target, (report(C, final=A),)))

    assert [(each.url, each.same_as) for each in each_page_once(reports)] == [(A, None), (C, A), (f"{C}#x", A)]


def test_a_target_is_reported_under_all_its_addresses() -> None:
    """Each with its own source, the verdict, and the failure if there was one; also for each work of a page."""
    other = Listed(url=f"{A}?utm_source=x", source=Source(file="l.txt", line=3, note="n"))
    one, two = report(A), replace(report(A), work="https://work.example/second")
    found = under_all_addresses(Target(url=A, also=(other,)), (one, two))
    missing = under_all_addresses(Target(url=A, also=(other,)), (blocked(A),))[1]

    assert found[:2] == (one, two)
    assert [(each.url, each.source, each.same_as, each.work, each.findings) for each in found[2:]] == [
        (other.url, other.source, A, one.work, ()),
        (other.url, other.source, A, two.work, ()),
    ]
    assert (missing.verdict, missing.failure) == (Verdict.UNDETERMINED, blocked(A).failure)


def test_works_of_one_page_are_not_joined() -> None:
    """A page that reuses two works has two reports under one address."""
    assert same(report(A), replace(report(A), work="https://work.example/second")) == [None, None]
