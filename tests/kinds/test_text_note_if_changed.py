"""text.note_if_changed: a note is owed by changed copies only, and found where a reader meets it."""

from __future__ import annotations

import pytest

from attrcheck.model import Change, Difference, Origin, Outcome, Passage, Role
from tests.kinds.comparisons import altered, change, copy
from tests.kinds.subjects import check, passage, subject, unsure

PASSED, FAILED, CANNOT_TELL, INAPPLICABLE = Outcome.PASSED, Outcome.FAILED, Outcome.CANNOT_TELL, Outcome.INAPPLICABLE
NOTE = "This text was edited for length and style."
CUT = change(Difference.CUT, 40, "What saved the summer")


@pytest.mark.parametrize(
    ("changes", "silent", "noted"),
    [
        ((), INAPPLICABLE, INAPPLICABLE),
        ((altered("stone", "old"),) * 3, INAPPLICABLE, INAPPLICABLE),
        ((altered("stone", "old"),) * 4, FAILED, PASSED),
        ((CUT,), FAILED, PASSED),
        ((change(Difference.CUT, 4, "A library below deck"),), CANNOT_TELL, PASSED),
        ((change(Difference.CUT, 4, "A library below deck"),) * 3, FAILED, PASSED),
        ((change(Difference.ADDED, 30),), CANNOT_TELL, PASSED),
        ((change(Difference.MOVED, 30),), CANNOT_TELL, PASSED),
        ((change(Difference.MOVED, 30),) * 2, FAILED, PASSED),
        ((change(Difference.QUOTATION, 5, "a", "b"),), FAILED, PASSED),
    ],
)
def test_who_owes_a_note(changes: tuple[Change, ...], silent: Outcome, noted: Outcome) -> None:
    """Twins: the same copy without the note and with it."""
    without = check("text.note_if_changed", copy("Text.", changes=changes))

    assert without.outcome is silent
    assert bool(without.remedy) is (silent is not INAPPLICABLE)
    assert check("text.note_if_changed", copy("Text.", NOTE, changes=changes)).outcome is noted


@pytest.mark.parametrize(
    ("note", "outcome"),
    [
        (NOTE, PASSED),
        ("EDITED FOR LENGTH", PASSED),
        ("(Edited, for length.)", PASSED),
        ("Shortened by the editors", PASSED),
        (passage(NOTE, Role.BYLINE), PASSED),
        ("Edited for style and length", CANNOT_TELL),
        ("Length for edited", CANNOT_TELL),
        ("This is a shorter version of the article.", CANNOT_TELL),
        ("We have cut this article.", CANNOT_TELL),
        ("Republished in part from NGO News.", CANNOT_TELL),
        ("Some paragraphs were omitted.", CANNOT_TELL),
        ("Dieser Text ist eine Kurzfassung.", CANNOT_TELL),
        ("Quelques paragraphes ont été supprimés.", CANNOT_TELL),
        ("Enkele alinea's zijn weggelaten.", CANNOT_TELL),
        ("Updated on May 12", FAILED),
        ("He left, and we were part of the crowd.", FAILED),
        ("", FAILED),
        (passage(NOTE, hidden_by="display:none"), FAILED),
        (passage(NOTE, Role.COMMENTS), FAILED),
        (passage(NOTE, Role.FOOTER, origin=Origin.CHROME), CANNOT_TELL),
        (passage(NOTE, origin=Origin.WORK), CANNOT_TELL),
        (unsure(NOTE), CANNOT_TELL),
    ],
)
def test_where_the_note_stands(note: Passage | str, outcome: Outcome) -> None:
    """One of the phrases, its words in a row, where a reader meets it as the reuser's own."""
    of = copy("Text.", note, changes=(CUT,))

    assert check("text.note_if_changed", of, texts=["edited for length", "shortened by"]).outcome is outcome


@pytest.mark.parametrize(("kept", "outcome"), [(0.9, FAILED), (0.2, FAILED), (0.19, CANNOT_TELL)])
def test_a_short_extract_may_be_a_quotation(kept: float, outcome: Outcome) -> None:
    """It left out most of the work, and shortened nothing."""
    assert check("text.note_if_changed", copy("Text.", kept=kept, changes=(CUT,))).outcome is outcome


def test_the_changes_are_shown_and_the_remedy_mends_it() -> None:
    """Who is accused sees what was changed, and the line that is missing."""
    conclusion = check("text.note_if_changed", copy("Text.", changes=(CUT,)))

    assert conclusion.evidence[0].quote == CUT.marked
    assert "edited for length" in (conclusion.remedy or "")
    assert check("text.note_if_changed", copy(conclusion.remedy or "", changes=(CUT,))).outcome is PASSED


def test_without_a_comparison_nobody_knows() -> None:
    """With a fingerprint there is no text to lay beside the copy."""
    assert check("text.note_if_changed", subject(NOTE)).outcome is CANNOT_TELL
