"""licence.link: which link leads to the licence, and whose licence it is."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from attrcheck.model import Link, Origin, Outcome, Passage, Place, Role
from tests.kinds.subjects import check, passage, subject, unsure

PASSED, FAILED, CANNOT_TELL = Outcome.PASSED, Outcome.FAILED, Outcome.CANNOT_TELL
BY = "https://creativecommons.org/licenses/by/4.0/"
CC = "https://creativecommons.org"
TEXT = "Republished under this licence."


def linked(url: str, text: str = TEXT, **how: Any) -> Passage:
    """A passage whose whole text is a link."""
    return passage(text, url=url, **how)


def said(*passages: Passage | str, **metadata: str) -> Outcome:
    """The outcome for an article of these passages."""
    return check("licence.link", subject(*passages, **metadata)).outcome


@pytest.mark.parametrize(
    ("url", "outcome"),
    [
        (BY, PASSED),
        (BY.removesuffix("/"), PASSED),
        ("http://www.CreativeCommons.org/licenses/by/4.0/", PASSED),
        ("//creativecommons.org/licenses/by/4.0", PASSED),
        (f"{BY}deed.de", PASSED),
        (f"{BY}deed.pt-br", PASSED),
        (f"{BY}legalcode", PASSED),
        (f"{BY}legalcode.fr#s3", PASSED),
        (f"{BY}deed.en?ref=chooser-v1", PASSED),
        (f"{CC}/licenses/BY/4.0/", PASSED),
        (f"https://l.facebook.com/l.php?u={BY}", PASSED),
        (f"{CC}/licenses/by/3.0/", FAILED),
        (f"{CC}/licenses/by/3.0/nl/", FAILED),
        (f"{CC}/licenses/by-nc/4.0/", FAILED),
        (f"{CC}/licenses/by-nd/4.0/deed.en", FAILED),
        (f"{CC}/licenses/by/4.0.1/", FAILED),
        (f"{CC}/licenses/by/40/", FAILED),
        (f"{CC}/licenses/by/", FAILED),
        (f"{CC}/publicdomain/zero/1.0/", FAILED),
        (f"{CC}/", FAILED),
        ("https://creativecommons.org.evil.example/licenses/by/4.0/", FAILED),
        (f"https://twitter.com/intent/tweet?url={BY}", FAILED),
        ("http://[", FAILED),
        ("#", FAILED),
    ],
)
def test_which_address_is_the_licence(url: str, outcome: Outcome) -> None:
    """Deed and legal code in any language are the licence; another version or element is another one."""
    assert said("A paragraph.", linked(url)) is outcome


@pytest.mark.parametrize(
    ("where", "outcome"),
    [
        (Passage(text="", locator="a", links=(Link(url=BY, start=0, end=0, label="Creative Commons License"),)), PASSED),
        (linked(BY, role=Role.AUTHOR_BOX), PASSED),
        (linked(BY, role=Role.FOOTER, origin=Origin.CHROME), CANNOT_TELL),
        (linked(BY, role=Role.SIDEBAR, origin=Origin.CHROME), CANNOT_TELL),
        (linked(BY, role=Role.CAPTION), CANNOT_TELL),
        (linked(BY, origin=Origin.WORK), CANNOT_TELL),
        (linked(BY, origin=Origin.TERMS), CANNOT_TELL),
        (unsure(TEXT, url=BY), CANNOT_TELL),
        (linked(BY, is_near=False), CANNOT_TELL),
        (passage(f"Licence: {BY}deed.en."), CANNOT_TELL),
        (passage("Licence: creativecommons.org/licenses/by/4.0"), CANNOT_TELL),
        (passage("Licence: creativecommons.org/licenses/by-nc/4.0"), FAILED),
        (linked(BY, hidden_by="display:none"), FAILED),
        (linked(BY, role=Role.COMMENTS, origin=Origin.CHROME), FAILED),
        (linked(BY, role=Role.RELATED, origin=Origin.CHROME), FAILED),
    ],
)
def test_where_the_link_stands(where: Passage, outcome: Outcome) -> None:
    """A licence in the footer is the site's, one on copied words the work's own notice."""
    assert said("A paragraph.", where) is outcome


@pytest.mark.parametrize(
    ("before", "outcome"),
    [
        ("Text and layout: A. Berg, ", PASSED),
        ("A photo stood here. Licence: ", PASSED),
        ("Photo: Anna Berg / Flickr, ", CANNOT_TELL),
        ("Bildnachweis: A. Berg, Lizenz ", CANNOT_TELL),
    ],
)
def test_the_licence_of_a_picture(before: str, outcome: Outcome) -> None:
    """Pages credit their pictures with the same links."""
    text = f"{before}CC BY 4.0"

    assert said(Passage(text=text, locator="p", links=(Link(url=BY, start=len(before), end=len(text)),))) is outcome


@pytest.mark.parametrize("name", ["link_license", "jsonld_license"])
def test_the_markup_alone_is_doubtful(name: str) -> None:
    """Machines read it, readers do not; as metadata it is what is asked for."""
    article = subject("A paragraph.", **{name: f"{BY}deed.en"})

    assert check("licence.link", article).outcome is CANNOT_TELL
    assert check("licence.link", replace(article, place=Place.METADATA)).outcome is PASSED
    assert said("A paragraph.", **{name: f"{CC}/licenses/by-nc/4.0/"}) is FAILED


def test_the_reason_names_the_other_licence() -> None:
    """Whoever links to the wrong licence sees which, and the right link."""
    conclusion = check("licence.link", subject(linked(f"{CC}/licenses/by-nc/4.0/deed.en")))

    assert "links to creativecommons.org/licenses/by-nc/4.0 instead" in conclusion.reason
    assert BY in (conclusion.remedy or "")


def test_any_of_the_addresses_will_do() -> None:
    """Terms may list several, with a deed or a query in them."""
    urls = [f"{BY}deed.en", "https://law.example/show?id=7"]

    assert check("licence.link", subject(linked(BY)), urls=urls).outcome is PASSED
    assert check("licence.link", subject(linked("https://law.example/show?id=7")), urls=urls).outcome is PASSED
    assert check("licence.link", subject(linked("https://law.example/show?id=8")), urls=urls).outcome is FAILED


def test_networks_make_links_of_addresses() -> None:
    """In a share the address is the link."""
    assert check("licence.link", subject(f"Licence: {BY}", place=Place.SHARE, network="x")).outcome is PASSED


def test_terms_may_take_a_written_address() -> None:
    """A licence that asks for an address or a link is met by either; another address is still another licence."""
    assert check("licence.link", subject(f"Licence: {BY}"), written=True).outcome is PASSED
    assert check("licence.link", subject(f"Licence: {BY}")).outcome is CANNOT_TELL
    assert check("licence.link", subject(f"Licence: {CC}/licenses/by-nc/4.0/"), written=True).outcome is FAILED


SHARE_ALIKE = f"{CC}/licenses/by-sa/4.0/"


@pytest.mark.parametrize(
    ("beside", "outcome"),
    [
        (linked(f"{CC}/licenses/by/4.0/", "This version"), CANNOT_TELL),
        (passage("This version: all rights reserved."), CANNOT_TELL),
        (passage("All rights reserved.", role=Role.FOOTER), PASSED),
        (linked(f"{CC}/licenses/by/2.0/", "CC BY 2.0", role=Role.CAPTION), PASSED),
        (linked(f"{SHARE_ALIKE}deed.de", "This version"), PASSED),
    ],
)
def test_a_licence_that_must_stand_alone(beside: Passage, outcome: Outcome) -> None:
    """Beside another one nobody knows which is the copy's; the site's footer and a picture say nothing of the text."""
    article = subject(linked(SHARE_ALIKE), beside)

    assert check("licence.link", article, urls=[SHARE_ALIKE], alone=True).outcome is outcome
    assert check("licence.link", article, urls=[SHARE_ALIKE]).outcome is PASSED
