"""A saved page tells by the comment of the browser that saved it which buttons share it."""

from __future__ import annotations

import pytest

from attrcheck import Target, check_page
from attrcheck.demo.holes import expand
from attrcheck.model import Capture, CaptureRecord, Outcome, Place, TargetReport
from tests.eval import corpus

OWN, OTHER = "https://copy.example/2026/ferry", "https://copy.example/2026/harbour"
BROWSERS = f"<!-- saved from url=(0031){OWN} -->"
SINGLE_FILE = f"<!--\n Page saved with SingleFile \n url: {OWN} \n saved date: Mon Nov 23 2026\n-->"
PAGE = (
    "<!DOCTYPE html>{comment}<html lang=en><body><article><h1>[[title]]</h1>[[work]]</article>"
    '<a href="https://twitter.com/intent/tweet?text=Look&url={shared}">Tweet</a></body></html>'
)


def checked(url: str, comment: str, shared: str) -> TargetReport:
    """What is said about a copy without credit with one button."""
    terms, works, work = corpus.checker()
    body = expand(PAGE.format(comment=comment, shared=shared), work, OWN).encode()
    record = CaptureRecord(url=url, final_url=url, captured_at="2026-01-01T00:00:00+00:00", digest="sha256:" + "ab" * 32, size=len(body))
    (report,) = check_page(Target(url=url), Capture(record=record, body=body), terms, works)
    return report


def button(report: TargetReport) -> set[Outcome]:
    """How the findings of the button ended."""
    return {one.outcome for one in report.findings if one.place is Place.SHARE_PREVIEW}


@pytest.mark.parametrize("comment", [BROWSERS, SINGLE_FILE])
def test_a_button_for_another_story_is_not_the_saved_page_s(comment: str) -> None:
    """Without the comment one button alone makes its address the page's."""
    saved = "file:///home/ann/copy.html"

    assert button(checked(saved, comment, OTHER)) == {Outcome.INAPPLICABLE}
    assert button(checked(saved, comment, OWN)) == {Outcome.FAILED}
    assert button(checked(saved, "", OTHER)) == {Outcome.FAILED}
    assert checked(saved, comment, OWN).canonical == OWN


def test_a_page_of_the_web_says_nothing_of_itself_so() -> None:
    """There it is a comment of a stranger's, left over from a template."""
    report = checked(OTHER, BROWSERS, OTHER)

    assert report.canonical is None
    assert button(report) == {Outcome.FAILED}
