"""What a reader of a text report meets: how a copy differs from the work, and nothing that a terminal would obey."""

from __future__ import annotations

import pytest

from attrcheck.model import Change, Comparison, Difference, Report, TargetReport, TermsRecord, Verdict
from attrcheck.reporters import REPORTERS, terminal

CUT = Change(sort=Difference.CUT, words=43, work="At twenty to midnight", marked="[-At twenty to midnight…-]", locator="html>body>p")
ALTERED = Change(sort=Difference.ALTERED, words=1, work="stone", page="old", marked="the [-stone-] {+old+} quay", locator="html>body>p")
QUOTED = Change(sort=Difference.QUOTATION, words=2, work="car", page="boat", marked="own a [-car-] {+boat+}", locator="html>body>p")
COMPARED = Comparison(kept=0.931, kept_words=580, paragraphs=31, kept_paragraphs=29, altered_words=4, changes=(CUT, ALTERED, QUOTED))


def text_of(comparison: Comparison | None, render: str = "text") -> str:
    """The report of one page, as text."""
    target = TargetReport(url="https://a.example/copy", verdict=Verdict.COMPLIANT, findings=(), comparison=comparison)
    terms = TermsRecord(id="t", version="1", reading="broad", digest="", title="T", reading_means="all", source="")
    report = Report(generator="attrcheck", terms=terms, works=(), started="", finished="", targets=(target,))
    return "".join(REPORTERS[render].render(report) if render in REPORTERS else terminal.render(report, 100))


def lines_of(comparison: Comparison | None) -> list[str]:
    """The lines about the comparison."""
    return [line.strip() for line in text_of(comparison).splitlines() if "compared:" in line or "  at html" in line]


def test_a_comparison_is_one_line_and_its_changes() -> None:
    """The sums first, then the changes, the weightiest first: an altered quotation is the worst."""
    assert lines_of(COMPARED) == [
        "compared: 93.1% kept, 2 of 31 paragraphs cut, 4 words altered",
        "quotation: own a [-car-] {+boat+}  at html>body>p",
        "altered: the [-stone-] {+old+} quay  at html>body>p",
        "cut: [-At twenty to midnight…-]  at html>body>p",
    ]


def test_without_a_comparison_nothing_is_said() -> None:
    """Terms that do not ask cost a reader nothing."""
    assert lines_of(None) == []


def test_moves_additions_and_the_headline_are_said() -> None:
    """Only where there are any."""
    moved = Change(sort=Difference.MOVED, words=9, marked="x", locator="html")
    added = Change(sort=Difference.ADDED, words=20, marked="{+y+}", locator="html")
    compared = Comparison(
        kept=1.0, kept_words=9, paragraphs=2, kept_paragraphs=2, altered_words=0, changes=(moved, added), headline="A boat"
    )

    assert "1 moved, 1 added, another headline (“A boat”)" in lines_of(compared)[0]


def test_five_changes_are_shown() -> None:
    """A page with hundreds fills no screen."""
    many = Comparison(kept=1.0, kept_words=9, paragraphs=2, kept_paragraphs=2, altered_words=200, changes=(ALTERED,) * 200)

    assert len(lines_of(many)) == 1 + 5


@pytest.mark.parametrize("render", ["text", "terminal"])
def test_hostile_words_stay_words(render: str) -> None:
    """What a page says reaches the terminal as text."""
    hostile = Change(sort=Difference.ADDED, words=12, marked="{+\x1b[31mred\u202e \n" + "x" * 9999 + "+}", locator="html")
    compared = Comparison(kept=1.0, kept_words=9, paragraphs=2, kept_paragraphs=2, altered_words=0, changes=(hostile,), headline="\x1b]0;z")
    text = text_of(compared, render)

    assert "\x1b[31mred" not in text
    assert "\x1b]0" not in text
    assert "\u202e" not in text
    assert len(text) < 2000
