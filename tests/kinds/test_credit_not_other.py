"""credit.not_other: somebody else over the article is worse than nobody."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from attrcheck.kinds.people import person_in
from attrcheck.model import Author, Origin, Outcome, Passage, Role, Visibility
from tests.kinds.subjects import WORK, check, subject


def byline(text: str, **changes: object) -> Passage:
    """A visible byline of the outlet's own."""
    return Passage(text=text, locator="p", role=Role.BYLINE, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("passages", "outcome"),
    [
        ([], Outcome.PASSED),
        ([byline("By Zoë Vandermeer")], Outcome.PASSED),
        ([byline("By Zoë Vandermeer and Anna Berg")], Outcome.PASSED),
        ([byline("By Anna Berg"), byline("By Zoë Vandermeer")], Outcome.PASSED),
        ([byline("By Anna Berg")], Outcome.FAILED),
        ([byline("Von Anna Berg | 3. Mai 2024, 12:30 Uhr")], Outcome.FAILED),
        ([byline("Tekst: Jan van der Maas")], Outcome.FAILED),
        ([byline("Newsroom")], Outcome.PASSED),
        ([byline("Von Redaktion")], Outcome.PASSED),
        ([byline("AFP")], Outcome.PASSED),
        ([byline("Published 12 May 2024")], Outcome.PASSED),
        ([byline("Foto: Anna Berg")], Outcome.PASSED),
        ([byline("By Anna Berg", visibility=Visibility.HIDDEN, hidden_by="display:none")], Outcome.PASSED),
        ([byline("By Anna Berg", origin=Origin.WORK)], Outcome.PASSED),
        ([byline("By Anna Berg", is_near_work=False)], Outcome.PASSED),
    ],
)
def test_who_is_named(passages: list[Passage], outcome: Outcome) -> None:
    """Only a visible byline that names a person, and none that names the author, is somebody else's name over the article."""
    assert check("credit.not_other", subject(*passages)).outcome is outcome


def test_markup_alone_is_for_a_person_to_judge() -> None:
    """Content systems write the name of whoever pressed the button into the markup."""
    conclusion = check("credit.not_other", subject("Text.", jsonld_author="Anna Berg"))

    assert conclusion.outcome is Outcome.CANNOT_TELL
    assert "Anna Berg" in conclusion.reason


@pytest.mark.parametrize(
    ("text", "name"), [("By Anna Berg", "Anna Berg"), ("The editors", None), ("", None), ("By ANNA BERG, Reuters", "ANNA BERG")]
)
def test_a_person_is_capitalised_words_in_a_row(text: str, name: str | None) -> None:
    """Desks, agencies and labels are nobody."""
    assert person_in(text) == name


def test_a_coauthor_is_nobody_else() -> None:
    """A byline that names one of several authors names no stranger."""
    work = replace(WORK, coauthors=(Author(name="Anna Berg"),))

    assert check("credit.not_other", subject(byline("By Anna Berg")), work).outcome is Outcome.PASSED
    assert check("credit.not_other", subject(byline("By Anna Berg"))).outcome is Outcome.FAILED
    assert check("credit.not_other", subject(author="Anna Berg"), work).outcome is Outcome.PASSED
