"""What holds for every check: an answer to every question, whatever the page; credit taken away never helps, noise never hurts."""

from __future__ import annotations

import json
import random
from functools import cache

import msgspec
import pytest
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from attrcheck.evaluate import judge
from attrcheck.model import Finding, Outcome, Place, Report, ReuseClass, TargetReport, TermsRecord
from attrcheck.reporters import REPORTERS
from tests.property.checking import article_of, check, terms
from tests.property.hostile import page
from tests.property.pages import case_pages, headers, pages

bounded = settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
UNRELATED = st.lists(
    st.sampled_from("the weather in harbour towns was mild and dry all week with light winds from west".split()), min_size=300, max_size=320
)


@cache
def reports() -> dict[str, TargetReport]:
    """Return the report of every hand-written case that reuses the article."""
    found = {name: check(body) for name, body in case_pages().items()}
    return {name: report for name, report in found.items() if report.reuse and report.reuse.class_ is not ReuseClass.NONE}


REUSES = sorted(reports())


@bounded
@given(pages, headers)
def test_every_requirement_has_a_finding_in_every_place(body: bytes, head: tuple[tuple[str, str], ...]) -> None:
    report = check(body, head)
    asked = {(requirement.id, place) for requirement in terms().requirements for place in requirement.places_in(terms().reading)}
    assert {(finding.requirement, finding.place) for finding in report.findings} == asked


@bounded
@given(pages, headers)
def test_every_finding_says_why_and_every_failure_how_to_cure_it(body: bytes, head: tuple[tuple[str, str], ...]) -> None:
    for finding in check(body, head).findings:
        assert finding.reason
        assert finding.remedy or finding.outcome is not Outcome.FAILED


@bounded
@given(pages, headers)
def test_every_report_can_be_written_and_read_again(body: bytes, head: tuple[tuple[str, str], ...]) -> None:
    _assert_writable(check(body, head))


@pytest.mark.parametrize(
    "odd",
    ["&#xD800;", "&#1;&#27;&#155;", "\x1b]0;x\x07", "&#x202e;", "\ufeff\uffff", "😀", '"\\', "x" * 300_000],
    ids=lambda odd: repr(odd[:8]),
)
def test_reports_hold_odd_characters(odd: str) -> None:
    added = (
        f'<p class="byline">By {odd} Vandermeer, Zoë{odd}</p><a title="{odd}" href="https://twitter.com/intent/tweet?text={odd}%ED%A0%80&via=ZoeVandermeer">{odd}</a>'
        f'<script type="application/ld+json">{{"author": {{"name": "Zoë Vandermeer\\ud800", "sameAs": ["https://x.com/{odd[:50]}"]}}}}</script>'
        f'<meta name="{odd}" content="{odd}"><img alt="{odd}"><p id="{odd}">@ZoeVandermeer{odd}</p>'
    )
    _assert_writable(check(page(added)))


@bounded
@given(st.sampled_from(REUSES), st.randoms(use_true_random=False))
def test_the_order_of_findings_does_not_matter(name: str, chance: random.Random) -> None:
    report = reports()[name]
    shuffled = list(report.findings)
    chance.shuffle(shuffled)
    assert judge(shuffled, report.reuse) is report.verdict


def test_a_credit_taken_away_turns_no_failure_into_a_pass() -> None:
    for name, report in reports().items():
        failed = {_key(finding) for finding in report.findings if finding.outcome is Outcome.FAILED}
        for locator in _credits(name) if failed else ():
            poorer = check(_without(case_pages()[name], locator))
            helped = [finding for finding in poorer.findings if finding.outcome is Outcome.PASSED and _key(finding) in failed]
            assert not helped, f"{name} without {locator}: {helped[0].requirement} in {helped[0].place} passes"


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(REUSES), UNRELATED, st.sampled_from(("p", "div", "section", 'div class="x"')))
def test_a_paragraph_about_something_else_far_away_turns_no_pass_into_a_failure(name: str, said: list[str], tag: str) -> None:
    body = case_pages()[name]
    at = body.rfind(b"</body>")
    added = f"<{tag}>{' '.join(said)}.</{tag.split(maxsplit=1)[0]}>".encode()
    richer = check(body + added if at < 0 else body[:at] + added + body[at:])
    passed = {_key(finding) for finding in reports()[name].findings if finding.outcome is Outcome.PASSED}
    lost = [finding for finding in richer.findings if finding.outcome is Outcome.FAILED and _key(finding) in passed]
    assert not lost, f"{name}: {lost[0].requirement} in {lost[0].place} fails: {lost[0].reason}"


def _key(finding: Finding) -> tuple[str, Place, str]:
    return finding.requirement, finding.place, finding.subject


def _credits(name: str) -> list[str]:
    """Return where in a case's article the credits stand that its report quotes for what passed there."""
    passed = [finding for finding in reports()[name].findings if finding.outcome is Outcome.PASSED and finding.place is Place.ARTICLE]
    quoted = {evidence.locator for finding in passed for evidence in finding.evidence}
    return sorted(quoted & {passage.locator for passage in article_of(case_pages()[name]).passages})


def _without(body: bytes, locator: str) -> bytes:
    """Return the page without the element that a locator selects."""
    soup = BeautifulSoup(body.decode(), "lxml", multi_valued_attributes=None)
    element = soup.select_one(locator)
    assert element is not None, locator
    element.decompose()
    return soup.encode()


def _assert_writable(report: TargetReport) -> None:
    encoded = msgspec.json.encode(report)
    assert msgspec.json.decode(encoded, type=TargetReport) == report
    assert json.loads(encoded)["verdict"] == report.verdict
    record = TermsRecord(id="t", version="1", reading="strict", digest="", title="", reading_means="", source="")
    whole = Report(generator="test", terms=record, works=(), started="", finished="", targets=(report,))
    for name, reporter in REPORTERS.items():
        assert "".join(reporter.render(whole)).encode() or name == "github"
