"""credit.outlet: the outlet is named as itself, not as common words and not as a part of an address."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from attrcheck.model import Link, Origin, Outcome, Outlet, Passage, Place, Profile, Role
from tests.kinds.subjects import WORK, check, passage, subject, unsure

PASSED, FAILED, CANNOT_TELL = Outcome.PASSED, Outcome.FAILED, Outcome.CANNOT_TELL
NAME = "The Lyngvik Courier"


def said(name: str, *passages: Passage | str) -> Outcome:
    """The outcome for an article of these passages, reused from an outlet of this name."""
    work = replace(WORK, outlet=Outlet(name=name, url="https://outlet.example/"))
    return check("credit.outlet", subject(*passages), work).outcome


@pytest.mark.parametrize(
    ("name", "text", "outcome"),
    [
        (NAME, f"First published by {NAME}.", PASSED),
        (NAME, "By Zoë Vandermeer, THE LYNGVIK COURIER", PASSED),
        (NAME, "Zoë Vandermeer/The Lyngvik Courier", PASSED),
        (NAME, "From the Lyngvik Courier’s own pages", PASSED),
        (NAME, "Quelle: Lyngvik Courier", PASSED),
        (NAME, "The Lyngvik\nCourier", PASSED),
        (NAME, "The Lyngvik-Courier", PASSED),
        (NAME, "First published in Lyngvik. Courier service by boat.", FAILED),
        (NAME, "First published by the Courier.", FAILED),
        (NAME, "First published elsewhere.", FAILED),
        (NAME, "", FAILED),
        (NAME, "https://lyngvikcourier.example/night-ferry", FAILED),
        (NAME, "https://news.example/the-lyngvik-courier/night-ferry", FAILED),
        (NAME, "Mail: desk@lyngvik-courier.example", FAILED),
        (NAME, "Read it on lyngvikcourier.example", CANNOT_TELL),
        (NAME, "Via @LyngvikCourier", CANNOT_TELL),
        (NAME, "First published by The Lyngvik Currier", CANNOT_TELL),
        ("Pública", "O público gosta da balsa.", FAILED),
        ("Pública", "Publicado pela Públca", CANNOT_TELL),
        ("Undark", "This article was originally published on Undark. Read the original article.", PASSED),
        ("Undark", "This article was originally published on Undark.Read the original article.", PASSED),
        ("Undark", "Foto: A.Berg/Undark", PASSED),
        ("Undark", "Undark-Artikel", PASSED),
        ("Undark", "UNDARK", PASSED),
        ("Undark", "https://undark.org/2024/05/11/undark-ferries/", FAILED),
        ("Undark", "See news.undark.org/ferries", FAILED),
        ("Undark", "zoe@undark.org", FAILED),
        ("Undark", "Published on undark.org.", CANNOT_TELL),
        ("Undark", "Published on www.undark.org", CANNOT_TELL),
        ("Undark", "via @Undark", CANNOT_TELL),
        ("Undark", "First published by Undrak", CANNOT_TELL),
        ("Undark", "Republished under a Creative Commons licence.", FAILED),
        ("Pública", "Publicado em 14 de maio de 2024", FAILED),
        ("Grist", "That is grist to the mill.", CANNOT_TELL),
        ("The 19th", "First published by The 19th.", PASSED),
        ("The 19th", "By Zoë Vandermeer\nThe 19th", PASSED),
        ("The 19th", "The 19th century ferry still runs.", CANNOT_TELL),
        ("The 19th", "It runs until May 19th.", FAILED),
        ("The 19th", "Updated on 19th May", FAILED),
        ("The Conversation", "This article is republished from The Conversation under a licence.", PASSED),
        ("The Conversation", "It first appeared in the Conversation.", PASSED),
        ("The Conversation", "the conversation turned to boats", CANNOT_TELL),
        ("The Conversation", "Conversation about boats", CANNOT_TELL),
        ("The Conversation", "A conversation about boats", FAILED),
        ("Wisconsin Watch", "wisconsin watch first wrote this", PASSED),
        ("openDemocracy.net", "First on openDemocracy.net", PASSED),
        ("L’Express", "Publié par L'Express", PASSED),
        ("端传媒", "本文由端传媒授权转载", PASSED),
        ("端传媒", "本文授权转载", FAILED),
    ],
)
def test_how_the_outlet_is_named(name: str, text: str, outcome: Outcome) -> None:
    """A name is its words in a row with its capitals; hosts, mailboxes and the same words by chance are none."""
    assert said(name, text) is outcome


@pytest.mark.parametrize(
    ("where", "outcome"),
    [
        (passage(NAME, Role.BYLINE), PASSED),
        (passage(NAME, url="https://courier.example/"), PASSED),
        (passage(NAME, Role.FOOTER, origin=Origin.CHROME), CANNOT_TELL),
        (passage(NAME, Role.HEADER, origin=Origin.CHROME), CANNOT_TELL),
        (passage(NAME, Role.NAVIGATION, origin=Origin.CHROME), FAILED),
        (passage(NAME, Role.RELATED, origin=Origin.CHROME), FAILED),
        (passage(f"The editor of {NAME} came on board.", origin=Origin.WORK), CANNOT_TELL),
        (passage(f"Name {NAME}.", origin=Origin.TERMS), CANNOT_TELL),
        (passage(NAME, hidden_by="display:none"), FAILED),
        (passage(NAME, is_near=False), CANNOT_TELL),
        (unsure(NAME), CANNOT_TELL),
        (passage("The Lyngvik Currier", origin=Origin.WORK), FAILED),
    ],
    ids=lambda value: f"{value.role}-{value.origin}-{value.visibility}" if isinstance(value, Passage) else str(value),
)
def test_where_the_outlet_stands(where: Passage, outcome: Outcome) -> None:
    """The same table of places as for the author's name."""
    assert said(NAME, "A paragraph.", where) is outcome


def test_a_link_of_its_own_is_a_name_wherever_it_stands() -> None:
    """At the start of a sentence only the link tells the outlet from a century."""
    text = "The 19th covers boats."
    linked = Passage(text=text, locator="p", links=(Link(url="https://outlet.example/", start=0, end=8),))

    assert said("The 19th", text) is CANNOT_TELL
    assert said("The 19th", linked) is PASSED


def test_the_label_of_a_linked_picture_is_for_a_person_to_judge() -> None:
    """A logo with an alternative text names the outlet to those who see it."""
    logo = Passage(text="", locator="p", links=(Link(url="https://courier.example/", start=0, end=0, label=NAME),))

    assert said(NAME, logo) is CANNOT_TELL


def test_an_alias_names_the_outlet() -> None:
    """Only the terms can say which other names are right."""
    work = replace(WORK, outlet=Outlet(name="Medier og Reise", url="https://outlet.example/", aliases=("M&R",)))

    assert check("credit.outlet", subject("By Zoë Vandermeer, M & R"), work).outcome is PASSED
    assert check("credit.outlet", subject("By Zoë Vandermeer, Medier. Og Reise"), work).outcome is FAILED


def test_the_outlets_account_in_a_post_is_for_a_person_to_judge() -> None:
    """Posts name outlets by their accounts; whether that names the outlet the terms do not say."""
    profiles = (Profile(platform="x", handle="lyngvik_news"),)
    work = replace(WORK, outlet=Outlet(name=NAME, url="https://courier.example/", profiles=profiles))
    post = subject("Night boats, via @lyngvik_news", place=Place.SHARE, network="x")

    assert check("credit.outlet", post, work).outcome is CANNOT_TELL
    assert check("credit.outlet", subject("Night boats, via @others", place=Place.SHARE, network="x"), work).outcome is FAILED


def test_markup_is_no_naming() -> None:
    """Machines read it, readers do not; the reason says that it is there."""
    conclusion = check("credit.outlet", subject("A paragraph.", jsonld_publisher=NAME))

    assert conclusion.outcome is FAILED
    assert "markup" in conclusion.reason


@pytest.mark.parametrize("place", [Place.ARTICLE, Place.SHARE])
def test_the_remedy_mends_it(place: Place) -> None:
    """The line that a failed finding proposes passes when somebody pastes it."""
    line = (check("credit.outlet", subject("Nothing.", place=place)).remedy or "").partition("“")[2].partition("”")[0]

    assert check("credit.outlet", subject(line, place=place)).outcome is PASSED
