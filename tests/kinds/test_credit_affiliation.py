"""credit.affiliation: where each author works, in the words of the terms."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from attrcheck.kinds.credit_affiliation import CreditAffiliation
from attrcheck.model import Author, Origin, Outcome, Passage, Place, Quantifier, Role, Work
from tests.kinds.subjects import NAME, WORK, check, passage, subject, unsure

PASSED, FAILED, CANNOT_TELL = Outcome.PASSED, Outcome.FAILED, Outcome.CANNOT_TELL
INSTITUTE = WORK.author.affiliations[0]
SECOND = Author(name="Anna Berg", affiliations=("University of Ostvik", "Ostvik School of Boats"))
TWO = replace(WORK, coauthors=(SECOND,))


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        (f"By {NAME}, {INSTITUTE}", PASSED),
        (f"{NAME} ({INSTITUTE.upper()})", PASSED),
        (f"{NAME} works at the {INSTITUTE}.", PASSED),
        (f"{NAME}\nInstitute for Inland\nWaters", PASSED),
        (f"By {NAME}", FAILED),
        ("", FAILED),
        (f"By {NAME}, Institute of Physics", FAILED),
        ("https://news.example/institute-for-inland-waters/boats", FAILED),
        ("Mail: zoe@institute-for-inland-waters.example", FAILED),
        (f"By {NAME}, Institut for Inland Waters", CANNOT_TELL),
        (f"By {NAME}, IIW", CANNOT_TELL),
        (f"By {NAME}, Inland Waters Institute", CANNOT_TELL),
        (f"By {NAME}, Institut des eaux intérieures (Inland)", CANNOT_TELL),
    ],
)
def test_how_the_affiliation_is_written(text: str, outcome: Outcome) -> None:
    """Case and breaks are spelling; initials, parts and translations are for a person to judge."""
    assert check("credit.affiliation", subject(text)).outcome is outcome


@pytest.mark.parametrize(
    ("where", "outcome"),
    [
        (passage(INSTITUTE, Role.AUTHOR_BOX), PASSED),
        (passage(INSTITUTE, Role.FOOTER, origin=Origin.CHROME), CANNOT_TELL),
        (passage(INSTITUTE, Role.NAVIGATION, origin=Origin.CHROME), FAILED),
        (passage(f"The {INSTITUTE} counts boats.", origin=Origin.WORK), CANNOT_TELL),
        (passage("The Institute counts Inland Waters.", origin=Origin.WORK), FAILED),
        (passage(INSTITUTE, hidden_by="display:none"), FAILED),
        (unsure(INSTITUTE), CANNOT_TELL),
    ],
    ids=lambda value: f"{value.role}-{value.origin}-{value.visibility}" if isinstance(value, Passage) else str(value),
)
def test_where_the_affiliation_stands(where: Passage, outcome: Outcome) -> None:
    """The same table of places as for the author's name."""
    assert check("credit.affiliation", subject("A paragraph.", where)).outcome is outcome


@pytest.mark.parametrize(
    ("people", "text", "outcome"),
    [
        ("all", f"{NAME}, {INSTITUTE}; Anna Berg, University of Ostvik", PASSED),
        ("all", f"{NAME}, {INSTITUTE}; Anna Berg, Ostvik School of Boats", PASSED),
        ("all", f"{NAME}, {INSTITUTE}; Anna Berg", FAILED),
        ("all", f"{NAME}, {INSTITUTE}; Anna Berg, Ostvik University", CANNOT_TELL),
        ("all", f"{NAME} and Anna Berg", FAILED),
        ("any", f"{NAME}, {INSTITUTE}; Anna Berg", PASSED),
        ("any", f"{NAME}; Anna Berg, University of Ostvik", PASSED),
        ("any", f"{NAME}; Anna Berg, Ostvik University", CANNOT_TELL),
        ("any", f"{NAME}; Anna Berg", FAILED),
    ],
)
def test_several_authors(people: str, text: str, outcome: Outcome) -> None:
    """All asks for one affiliation of each author, any for one of anybody."""
    conclusion = check("credit.affiliation", subject(text), TWO, people=people)

    assert conclusion.outcome is outcome
    assert outcome is not FAILED or "Anna Berg" in conclusion.reason


def test_the_remedy_mends_it() -> None:
    """The line that a failed finding proposes passes when somebody pastes it."""
    for work in (WORK, TWO):
        line = (check("credit.affiliation", subject("Nothing."), work).remedy or "").partition("“")[2].partition("”")[0]

        assert check("credit.affiliation", subject(line), work).outcome is PASSED


@pytest.mark.parametrize(
    ("people", "work", "is_lacking"),
    [
        (Quantifier.ALL, TWO, False),
        (Quantifier.ALL, replace(WORK, coauthors=(Author(name="Anna Berg"),)), True),
        (Quantifier.ANY, replace(WORK, coauthors=(Author(name="Anna Berg"),)), False),
        (Quantifier.ALL, replace(WORK, author=Author(name="")), True),
    ],
)
def test_what_cannot_be_asked_for(people: Quantifier, work: Work, is_lacking: bool) -> None:
    """Terms that ask for what nobody stated are wrong before any page is."""
    requirement = CreditAffiliation(people=people, places={Place.ARTICLE: "must"})  # type: ignore[dict-item]

    assert bool(requirement.lacks(work)) is is_lacking
