"""text.unchanged: which words differ, which of them may, and what is too little to accuse anybody."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from attrcheck.model import Change, Difference, Outcome, Role
from tests.kinds.comparisons import altered, change, copy
from tests.kinds.subjects import WORK, check, passage, subject

PASSED, FAILED, CANNOT_TELL = Outcome.PASSED, Outcome.FAILED, Outcome.CANNOT_TELL
REWRITTEN = altered("the boat would still be running", "that old ship could soon be stopped")
QUOTED = change(Difference.QUOTATION, 5, "own a car of your own", "own a boat")
ONE_QUOTED = change(Difference.QUOTATION, 1, "car", "boat")
ADDED = change(Difference.ADDED, 30, "", "We asked the county about this, and the county did not answer.")
MOVED = change(Difference.MOVED, 53, "The Aurelia, 38 metres long", "The Aurelia, 38 metres long")
CUT = change(Difference.CUT, 40, "What saved the summer")
REWORDED = change(Difference.CUT, 40, "What saved the summer", "What saved the summer was a lot of cake")
DATED = altered("on Friday, May 10", "last Friday")
LOCATED = altered("of Lyngvik", "of Lyngvik, Norway")
STYLED = altered("at twenty to midnight", "at 11:40 in the evening")
HEADLINE = "A ferry hangs on"


@pytest.mark.parametrize(
    ("changes", "outcome"),
    [
        ((), PASSED),
        ((CUT,), PASSED),
        ((CUT,) * 10, PASSED),
        ((REWRITTEN,), FAILED),
        ((altered("stone", "old"),), CANNOT_TELL),
        ((altered("stone", "old"),) * 3, CANNOT_TELL),
        ((altered("stone", "old"),) * 4, FAILED),
        ((altered("", "and the pier of the harbour"),), FAILED),
        ((altered("for the cost of it", ""),), FAILED),
        ((QUOTED,), FAILED),
        ((ONE_QUOTED,), CANNOT_TELL),
        ((ADDED,), CANNOT_TELL),
        ((ADDED, ADDED), CANNOT_TELL),
        ((MOVED,), CANNOT_TELL),
        ((MOVED, MOVED), FAILED),
        ((REWORDED,), CANNOT_TELL),
        ((ADDED, REWRITTEN), FAILED),
    ],
)
def test_what_differs(changes: tuple[Change, ...], outcome: Outcome) -> None:
    """What was left out as a whole is the business of another kind; what may be our reading accuses nobody."""
    conclusion = check("text.unchanged", copy(changes=changes))

    assert conclusion.outcome is outcome
    assert bool(conclusion.evidence) is (outcome is not PASSED)
    assert bool(conclusion.remedy) is (outcome is not PASSED)


@pytest.mark.parametrize(
    ("allowed", "changes", "outcome"),
    [
        (["style"], (REWRITTEN,), PASSED),
        (["style"], (REWRITTEN, altered("at eleven forty at night", "late")), PASSED),
        (["style"], (REWRITTEN,) * 3, FAILED),
        (["style"], (REWRITTEN, QUOTED), FAILED),
        (["style"], (REWRITTEN, ONE_QUOTED), CANNOT_TELL),
        (["style"], (MOVED, MOVED), FAILED),
        (["headline"], (REWRITTEN,), FAILED),
        (["time-and-place"], (DATED,), PASSED),
        (["time-and-place"], (DATED, LOCATED), PASSED),
        (["time-and-place"], (STYLED,), FAILED),
        (["time-and-place"], (DATED, REWRITTEN), FAILED),
        (["time-and-place"], (QUOTED,), FAILED),
        (["time-and-place", "style"], (DATED, REWRITTEN), PASSED),
        ([], (DATED,), FAILED),
    ],
)
def test_what_is_allowed(allowed: list[str], changes: tuple[Change, ...], outcome: Outcome) -> None:
    """Twins: the same change with and without the leave to make it."""
    assert check("text.unchanged", copy(changes=changes), allowed=allowed).outcome is outcome


def test_what_is_excused_is_said() -> None:
    """A reader of the report sees what passed by leave only."""
    conclusion = check("text.unchanged", copy(changes=(DATED, REWRITTEN)), allowed=["style", "time-and-place"])

    assert conclusion.reason == "the words that were taken are those of the work; allowed: 4 words of time and place, 7 words of style"


def test_the_bound_of_style_is_the_terms_own() -> None:
    """Two in a hundred words, unless they say otherwise."""
    many = copy(changes=(REWRITTEN,) * 5)

    assert check("text.unchanged", many, allowed=["style"]).outcome is FAILED
    assert check("text.unchanged", many, allowed=["style"], max_altered=0.1).outcome is PASSED


@pytest.mark.parametrize(
    ("work", "page", "excused"),
    [
        ("yesterday", "on Monday", True),
        ("last week", "on May 6", True),
        ("Friday", "Friday, 10 May 2019", True),
        ("", "Norway", True),
        ("here", "in Lyngvik", True),
        ("gestern", "am 6. Mai", True),
        ("hier soir", "le 6 mai", True),
        ("gisteren", "op maandag 6 mei", True),
        ("ayer", "el lunes 6 de mayo", True),
        ("the", "a", False),
        ("on the", "by the", False),
        ("the skipper said so", "Oskarsen", False),
        ("boat after boat after", "ship after ship after", False),
    ],
)
def test_time_and_place(work: str, page: str, excused: bool) -> None:
    """Days, months, numbers, words like yesterday, names; small words alone are style."""
    many = (altered(work, page),) * 4

    assert check("text.unchanged", copy(changes=many), allowed=["time-and-place"]).outcome is (PASSED if excused else FAILED)


def test_a_capital_is_no_name_in_german() -> None:
    """German writes every noun with one."""
    german = replace(WORK, language="de-AT")
    noun, day = copy(changes=(altered("Boot", "Schiff"),) * 4), copy(changes=(altered("gestern", "am Montag"),) * 4)

    assert check("text.unchanged", noun, allowed=["time-and-place"]).outcome is PASSED
    assert check("text.unchanged", noun, german, allowed=["time-and-place"]).outcome is FAILED
    assert check("text.unchanged", day, german, allowed=["time-and-place"]).outcome is PASSED


def test_a_changed_headline_fails() -> None:
    """It is shown where it stands; "headline" lets it pass."""
    of = copy(passage(HEADLINE, Role.HEADLINE), "Text.", headline=HEADLINE)
    conclusion = check("text.unchanged", of)

    assert conclusion.outcome is FAILED
    assert HEADLINE in conclusion.reason
    assert conclusion.evidence[0].quote == HEADLINE
    assert check("text.unchanged", of, allowed=["headline"]).outcome is PASSED


@pytest.mark.parametrize(("kept", "outcome"), [(1.0, FAILED), (0.5, FAILED), (0.49, CANNOT_TELL), (0.1, CANNOT_TELL)])
def test_a_text_around_an_extract_is_the_reusers_own(kept: float, outcome: Outcome) -> None:
    """Who quotes three paragraphs in a story of his own changed neither headline nor order; altered words he did alter."""
    assert check("text.unchanged", copy("Text.", kept=kept, headline=HEADLINE)).outcome is outcome
    assert check("text.unchanged", copy("Text.", kept=kept, changes=(MOVED, MOVED))).outcome is outcome
    assert check("text.unchanged", copy("Text.", kept=kept, changes=(REWRITTEN,))).outcome is FAILED


def test_changes_that_are_not_listed_are_not_excused() -> None:
    """A comparison lists so many changes; the words of the others count all the same."""
    assert check("text.unchanged", copy(changes=(DATED,), altered_words=300), allowed=["time-and-place"]).outcome is FAILED


def test_the_largest_change_is_shown_first() -> None:
    """Both sides marked, where it stands on the page."""
    conclusion = check("text.unchanged", copy(changes=(altered("stone", "old"), REWRITTEN)))

    assert conclusion.evidence[0].quote == REWRITTEN.marked
    assert conclusion.reason.startswith("8 words differ")


def test_without_a_comparison_nobody_knows() -> None:
    """With a fingerprint there is no text to lay beside the copy."""
    conclusion = check("text.unchanged", subject("A paragraph."))

    assert conclusion.outcome is CANNOT_TELL
    assert "not at hand" in conclusion.reason
    assert "instead of its fingerprint" in (conclusion.remedy or "")


def test_a_few_words_are_no_paragraph() -> None:
    """A quotation or a translation has nothing to be compared with."""
    assert check("text.unchanged", copy(kept=0.02, kept_paragraphs=0, changes=(CUT,))).outcome is CANNOT_TELL
