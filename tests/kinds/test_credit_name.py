"""credit.name: who is named, how, and where."""

from __future__ import annotations

import msgspec
import pytest

from attrcheck.model import Author, Origin, Outcome, Passage, Place, Role, Subject
from tests.kinds.subjects import NAME, WORK, check, passage, subject, unsure

PASSED, FAILED, CANNOT_TELL = Outcome.PASSED, Outcome.FAILED, Outcome.CANNOT_TELL
MAIL, OTHERS = "zoe.vandermeer@paper.example", "By Anna Berg"


def said(*passages: Passage | str, **metadata: str) -> Outcome:
    """The outcome for an article of these passages."""
    return check("credit.name", subject(*passages, **metadata)).outcome


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        (f"By {NAME}", PASSED),
        ("BY ZOË VANDERMEER", PASSED),
        ("by zoë vandermeer", PASSED),
        ("By Zoe Vandermeer", PASSED),
        ("By Zoe\u0308 Vandermeer", PASSED),
        ("By Zo\u00adë Vander\u200bmeer", PASSED),
        ("By Zoë\u00a0Vandermeer", PASSED),
        ("By Zoë\nVandermeer", PASSED),
        ("Vandermeer, Zoë", PASSED),
        ("VANDERMEER, Zoe", PASSED),
        ("Text and photos: Zoë Vandermeer.", PASSED),
        ("By Anna Berg and Zoë Vandermeer", PASSED),
        ("Zoë Vandermeer's report", PASSED),
        ("Zoë Vandermeer’s report", PASSED),
        ("(Zoë Vandermeer)", PASSED),
        ("/ Zoë Vandermeer", PASSED),
        ("© Zoë Vandermeer", PASSED),
        ("", FAILED),
        ("Nobody is named here.", FAILED),
        (OTHERS, FAILED),
        ("By Z. Vandermeer", FAILED),
        ("By Z Vandermeer", FAILED),
        ("By Vandermeer", FAILED),
        ("By Zoë", FAILED),
        ("By Zoë Vandermeir", FAILED),
        ("By Zoë Vandemeer", FAILED),
        ("By Zoë Vander Meer", FAILED),
        ("By Zoë van der Meer", FAILED),
        ("By Chloe Vandermeer", FAILED),
        ("By Anna-Zoë Vandermeer", FAILED),
        ("By Zoë Vandermeer-Berg", FAILED),
        ("@ZoeVandermeer", FAILED),
        ("#ZoeVandermeer", CANNOT_TELL),
        ("#Zoë #Vandermeer", CANNOT_TELL),
        ("By Zoë_Vandermeer", CANNOT_TELL),
        ("By Zo? Vandermeer", CANNOT_TELL),
        ("By Zo&euml; Vandermeer", CANNOT_TELL),
        ("?by=Zoe+Vandermeer&x", FAILED),
        ("@zoe_vandermeer", FAILED),
        ("zoe.vandermeer", FAILED),
        (MAIL, FAILED),
        ("https://zoe-vandermeer.example/", FAILED),
        ("By Zоë Vаndеrmееr", CANNOT_TELL),
        ("By Зоэ Вандермеер", CANNOT_TELL),
        ("By ZoÃ« Vandermeer", CANNOT_TELL),
    ],
)
def test_how_the_name_is_written(text: str, outcome: Outcome) -> None:
    """Case, accents, order and invisible characters are spelling; initials, slips, handles and addresses are not the name."""
    assert said(text) is outcome


@pytest.mark.parametrize(
    ("where", "outcome"),
    [
        (passage(NAME, Role.BYLINE), PASSED),
        (passage(NAME, Role.AUTHOR_BOX), PASSED),
        (passage(NAME, Role.HEADLINE), PASSED),
        (passage(NAME, Role.QUOTATION), PASSED),
        (passage(NAME, Role.CAPTION), CANNOT_TELL),
        (passage(NAME, Role.TAGS), CANNOT_TELL),
        (passage(NAME, Role.EMBED), CANNOT_TELL),
        (passage(NAME, Role.FOOTER, origin=Origin.CHROME), CANNOT_TELL),
        (passage(NAME, Role.HEADER, origin=Origin.CHROME), CANNOT_TELL),
        (passage(NAME, Role.SIDEBAR, origin=Origin.CHROME), CANNOT_TELL),
        (passage(NAME, Role.FORM, origin=Origin.CHROME), CANNOT_TELL),
        (passage(NAME, Role.BANNER, origin=Origin.CHROME), CANNOT_TELL),
        (passage(NAME, Role.NAVIGATION, origin=Origin.CHROME), FAILED),
        (passage(NAME, Role.RELATED, origin=Origin.CHROME), FAILED),
        (passage(NAME, Role.COMMENTS, origin=Origin.CHROME), FAILED),
        (passage(NAME, Role.OTHER_ARTICLE, origin=Origin.CHROME), FAILED),
        (passage(NAME, hidden_by="display:none"), FAILED),
        (passage(NAME, Role.BYLINE, hidden_by="display:none"), FAILED),
        (passage(NAME, is_near=False), CANNOT_TELL),
        (passage(f"{NAME} had an interview with the skipper.", origin=Origin.WORK), CANNOT_TELL),
        (passage(f"State my name: {NAME}.", origin=Origin.TERMS), CANNOT_TELL),
        (unsure(NAME), CANNOT_TELL),
        (passage(NAME, origin=Origin.WORK, hidden_by="opacity:0"), FAILED),
    ],
    ids=lambda value: f"{value.role}-{value.origin}-{value.visibility}" if isinstance(value, Passage) else str(value),
)
def test_where_the_name_stands(where: Passage, outcome: Outcome) -> None:
    """A credit is what the reuser added, where a reader meets it as a credit."""
    conclusion = check("credit.name", subject("A paragraph.", where))

    assert conclusion.outcome is outcome
    assert any(NAME in evidence.quote for evidence in conclusion.evidence)


@pytest.mark.parametrize("name", ["author", "article_author", "twitter_creator", "jsonld_author", "alt", "title-attribute"])
def test_markup_is_no_credit(name: str) -> None:
    """Machines read it, readers do not; the reason says that it is there."""
    conclusion = check("credit.name", subject("A paragraph.", **{name: NAME}))

    assert conclusion.outcome is FAILED
    assert "markup" in conclusion.reason


@pytest.mark.parametrize(
    ("passages", "outcome"),
    [
        ((passage(NAME, hidden_by="display:none"), f"By {NAME}"), PASSED),
        ((passage(NAME, origin=Origin.WORK), f"By {NAME}"), PASSED),
        ((passage(NAME, origin=Origin.TERMS), passage(NAME, Role.NAVIGATION)), CANNOT_TELL),
        ((passage(NAME, Role.COMMENTS), passage(NAME, hidden_by="opacity:0")), FAILED),
        (("By Zoë Vandermeir", f"By {NAME}"), PASSED),
        (("By Zoë", "Vandermeer"), PASSED),
        (("Zoë", passage("Vandermeer", hidden_by="display:none")), FAILED),
        ((OTHERS, passage(f"Photo: {NAME}", Role.CAPTION)), CANNOT_TELL),
    ],
)
def test_the_best_place_decides(passages: tuple[Passage | str, ...], outcome: Outcome) -> None:
    """One good credit is enough, wherever else the name stands."""
    assert said(*passages) is outcome


@pytest.mark.parametrize(
    ("of", "words"),
    [
        (subject("By Z. Vandermeer"), ("initial", "Z. Vandermeer")),
        (subject("By Zoë Vandermeir"), ("misspelt", "Zoë Vandermeir")),
        (subject("By Vandermeer"), ("surname only", "Vandermeer")),
        (subject("Text", passage(OTHERS, Role.BYLINE)), ("byline", "Anna Berg")),
        (subject("Text", author="Anna Berg"), ("byline", "Anna Berg")),
        (subject("One two three."), ("not found", "3 words")),
        (subject(passage(NAME, hidden_by="display:none")), ("display:none",)),
    ],
)
def test_a_failure_says_what_was_found_instead(of: Subject, words: tuple[str, ...]) -> None:
    """Whoever is accused sees what was searched, what stands there, and the line that would mend it."""
    conclusion = check("credit.name", of)

    assert conclusion.outcome is FAILED
    assert [word for word in words if word not in conclusion.reason and not any(word in e.quote for e in conclusion.evidence)] == []
    assert NAME in (conclusion.remedy or "")


def test_the_remedy_mends_it() -> None:
    """The line that a failed finding proposes passes when somebody pastes it."""
    line = (check("credit.name", subject("Nothing.")).remedy or "").partition("“")[2].partition("”")[0]

    assert said(line) is PASSED


@pytest.mark.parametrize("place", [Place.SHARE, Place.SHARE_PREVIEW])
def test_a_share_names_the_author_in_its_words(place: Place) -> None:
    """A handle refers to an account; it does not state the name."""
    named = check("credit.name", subject(f"Read {NAME} on the night ferry", place=place, network="x"))
    tagged = check("credit.name", subject("Read this by @ZoeVandermeer", place=place, network="x"))

    assert (named.outcome, tagged.outcome) == (PASSED, FAILED)


@pytest.mark.parametrize(
    "name",
    [
        "Anne-Marie Öberg-Nyström",
        "Sinéad O'Brien",
        "Sinéad O’Brien",
        "J. R. R. Lindqvarn",
        "Marit Oskarsen, Jr.",
        "Jean d’Arcy",
        "Li",
        "李小龍",
    ],
)
def test_every_sort_of_name_is_found(name: str) -> None:
    """Hyphens, apostrophes, initials and single words are parts of names; whoever writes the name exactly is never accused."""
    work = msgspec.structs.replace(WORK, author=Author(name=name))

    assert check("credit.name", subject(f"By {name} in Lyngvik"), work).outcome is PASSED
    assert check("credit.name", subject("By Anna Berg in Lyngvik"), work).outcome is FAILED


TWO = msgspec.structs.replace(WORK, coauthors=(Author(name="Anna Berg"),))
THREE = msgspec.structs.replace(WORK, coauthors=(Author(name="Anna Berg"), Author(name="Ole Lund")))
ANNA = passage("Anna Berg came on board.", origin=Origin.WORK)


@pytest.mark.parametrize(
    ("people", "passages", "outcome"),
    [
        ("all", (f"By {NAME} and Anna Berg",), PASSED),
        ("all", ("By Anna Berg", f"Text: {NAME}"), PASSED),
        ("all", (f"By {NAME} & ANNA BERG",), PASSED),
        ("all", (f"By {NAME}",), FAILED),
        ("all", ("By Anna Berg",), FAILED),
        ("all", (f"By {NAME} and A. Berg",), FAILED),
        ("all", (f"By {NAME} and others",), FAILED),
        ("all", (f"By {NAME}", ANNA), CANNOT_TELL),
        ("all", ("A paragraph.", ANNA), FAILED),
        ("all", ("",), FAILED),
        ("any", (f"By {NAME}",), PASSED),
        ("any", ("By Anna Berg",), PASSED),
        ("any", ("By Ole Lund",), FAILED),
        ("any", ("By Ole Lund", ANNA), CANNOT_TELL),
    ],
)
def test_several_authors(people: str, passages: tuple[Passage | str, ...], outcome: Outcome) -> None:
    """All asks for each author, any for one of them; a doubtful one leaves the question open."""
    assert check("credit.name", subject(*passages), TWO, people=people).outcome is outcome


def test_all_is_what_terms_mean_that_do_not_say() -> None:
    """Leaving out a coauthor is leaving out an author."""
    assert check("credit.name", subject(f"By {NAME}"), TWO).outcome is FAILED


def test_a_failure_names_the_author_who_is_missing() -> None:
    """The reason speaks of the missing author only, the remedy of all."""
    conclusion = check("credit.name", subject(f"By {NAME} and Ole Lund"), THREE)

    assert conclusion.outcome is FAILED
    assert "Anna Berg was not found" in conclusion.reason
    assert "Ole Lund was not found" not in conclusion.reason
    assert f"“By {NAME}, Anna Berg and Ole Lund”" in (conclusion.remedy or "")


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("By Zoë Vandermeer and Piet Vandermeer", PASSED),
        ("By Zoë and Piet Vandermeer", CANNOT_TELL),
        ("By Piet & Zoë Vandermeer", CANNOT_TELL),
        ("By Zoë Berg and Piet Vandermeer", FAILED),
        ("By Piet Vandermeer", FAILED),
    ],
)
def test_a_surname_said_once_for_two(text: str, outcome: Outcome) -> None:
    """A reader takes it for both names; the terms ask for the whole name of each."""
    work = msgspec.structs.replace(WORK, coauthors=(Author(name="Piet Vandermeer"),))

    assert check("credit.name", subject(text), work).outcome is outcome
