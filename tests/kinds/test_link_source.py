"""link.source: which link leads to the source, and where it stands."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from attrcheck.kinds.link_source import LinkSource
from attrcheck.model import Link, Origin, Outcome, Passage, Place, Role, Subject
from tests.kinds.subjects import WORK, check, passage, subject, unsure

PASSED, FAILED, CANNOT_TELL = Outcome.PASSED, Outcome.FAILED, Outcome.CANNOT_TELL
HERE = WORK.url
SITE = "https://vandermeer.example"
OUTLET = WORK.outlet.url if WORK.outlet else ""
ON_OUTLET = replace(WORK, url="https://courier.example/2024/05/night-ferry/")
TEXT = "First published in The Lyngvik Courier."


def linked(url: str, text: str = TEXT, **how: Any) -> Passage:
    """A passage whose whole text is a link."""
    return passage(text, url=url, **how)


def picture(url: str, label: str = "") -> Passage:
    """A link without text, as a logo is."""
    return Passage(text="", locator="a", links=(Link(url=url, start=0, end=0, label=label),))


def said(*passages: Passage | str, **options: Any) -> Outcome:
    """The outcome for an article of these passages."""
    return check("link.source", subject(*passages), **options).outcome


@pytest.mark.parametrize(
    ("url", "outcome"),
    [
        (HERE, PASSED),
        (HERE.removesuffix("/"), PASSED),
        (HERE.replace("https", "http"), PASSED),
        (HERE.replace("//", "//www."), PASSED),
        ("//vandermeer.example/2024/05/night-ferry/", PASSED),
        (f" {HERE}\n", PASSED),
        (HERE.replace("vandermeer.example", "VanderMeer.Example"), PASSED),
        (f"{HERE}?utm_source=copy&utm_medium=web&fbclid=1", PASSED),
        (f"{HERE}#comments", PASSED),
        (f"{HERE}amp/", PASSED),
        ("https://vandermeer-example.cdn.ampproject.org/c/s/vandermeer.example/2024/05/night-ferry/", PASSED),
        ("https://l.facebook.com/l.php?u=https%3A%2F%2Fvandermeer.example%2F2024%2F05%2Fnight-ferry%2F&h=AT0", PASSED),
        ("https://www.google.com/url?q=https://vandermeer.example/2024/05/night-ferry/&sa=D", PASSED),
        (f"{HERE}print/", CANNOT_TELL),
        (f"{HERE}?replytocom=12", CANNOT_TELL),
        (f"{SITE}/2024/05/night-ferry.html", CANNOT_TELL),
        (f"{SITE}/night-ferry/", CANNOT_TELL),
        (f"{SITE}/2024/05/Night-Ferry/", CANNOT_TELL),
        (f"{SITE}/2024/05/night-ferry-2/", CANNOT_TELL),
        (f"{SITE}/?p=1234", CANNOT_TELL),
        ("https://m.vandermeer.example/2024/05/night-ferry/", PASSED),
        ("https://m.vandermeer.example/2024/05/other-ferry/", FAILED),
        ("https://bit.ly/3xYz", CANNOT_TELL),
        ("https://a.example/out.php?url=https%3A%2F%2Fvandermeer.example%2F2024%2F05%2Fnight-ferry%2F", CANNOT_TELL),
        (f"javascript:window.open('{HERE}')", CANNOT_TELL),
        (f"{SITE}/", FAILED),
        (f"{SITE}/2024/05/", FAILED),
        (f"{SITE}/2024/05/day-boat/", FAILED),
        (f"{SITE}/files/night-ferry.pdf", FAILED),
        (f"{SITE}/files/ferry-at-night.jpg", FAILED),
        (OUTLET, FAILED),
        ("https://vandermeer.example.evil.example/2024/05/night-ferry/", FAILED),
        ("https://vandermeer.example@evil.example/2024/05/night-ferry/", FAILED),
        ("https://vandermeer-example.com/2024/05/night-ferry/", FAILED),
        ("https://notvandermeer.example/2024/05/night-ferry/", FAILED),
        ("https://twitter.com/intent/tweet?url=https://vandermeer.example/2024/05/night-ferry/", FAILED),
        ("https://www.facebook.com/sharer/sharer.php?u=https://vandermeer.example/2024/05/night-ferry/", FAILED),
        ("https://www.facebook.com/plugins/like.php?href=https://vandermeer.example/2024/05/night-ferry/", CANNOT_TELL),
        (f"{HERE}?share=twitter", FAILED),
        ("mailto:?body=https://vandermeer.example/2024/05/night-ferry/", FAILED),
        ("#", FAILED),
        ("javascript:void(0)", FAILED),
        ("http://[", FAILED),
        ("/2024/05/night-ferry/", FAILED),
    ],
)
def test_which_address_is_the_works(url: str, outcome: Outcome) -> None:
    """Spelling and tracking do not matter; another page, site or share button is no link to the work."""
    assert said("A paragraph.", linked(url)) is outcome


@pytest.mark.parametrize(
    ("url", "article", "home", "either", "not_home"),
    [
        ("https://courier.example/2024/05/night-ferry/", PASSED, FAILED, PASSED, PASSED),
        ("https://courier.example/", FAILED, PASSED, PASSED, FAILED),
        ("http://www.courier.example", FAILED, PASSED, PASSED, FAILED),
        ("https://courier.example/?utm_source=x", FAILED, PASSED, PASSED, FAILED),
        ("https://courier.example/index.php", FAILED, PASSED, PASSED, FAILED),
        ("https://courier.example/en/", FAILED, CANNOT_TELL, CANNOT_TELL, CANNOT_TELL),
        ("https://m.courier.example/", FAILED, CANNOT_TELL, CANNOT_TELL, CANNOT_TELL),
        ("https://courier.example/2024/05/day-boat/", FAILED, FAILED, FAILED, PASSED),
        ("https://courier.example/tag/ferries/", FAILED, FAILED, FAILED, PASSED),
        ("https://courier.example/2024/05/night-ferry/2/", CANNOT_TELL, FAILED, CANNOT_TELL, PASSED),
        ("https://courier.example/files/ferry.jpg", FAILED, FAILED, FAILED, FAILED),
        ("https://courier.example.evil.example/", FAILED, FAILED, FAILED, FAILED),
        ("https://twitter.com/share?url=https://courier.example/", FAILED, FAILED, FAILED, FAILED),
    ],
)
def test_where_it_may_lead(url: str, article: Outcome, home: Outcome, either: Outcome, not_home: Outcome) -> None:
    """The four targets differ in which pages of the outlet they take."""
    of = subject("A paragraph.", linked(url))
    found = [check("link.source", of, ON_OUTLET, to=to).outcome for to in ("article", "home", "either", "not-home")]

    assert found == [article, home, either, not_home]


@pytest.mark.parametrize(
    ("where", "outcome"),
    [
        (linked(HERE, role=Role.BYLINE), PASSED),
        (linked(HERE, origin=Origin.WORK), PASSED),
        (picture(HERE, "The Lyngvik Courier"), PASSED),
        (picture(HERE), PASSED),
        (linked(HERE, origin=Origin.TERMS), CANNOT_TELL),
        (linked(HERE, role=Role.CAPTION), CANNOT_TELL),
        (linked(HERE, role=Role.FOOTER, origin=Origin.CHROME), CANNOT_TELL),
        (linked(HERE, is_near=False), CANNOT_TELL),
        (unsure(TEXT, url=HERE), CANNOT_TELL),
        (linked(HERE, hidden_by="display:none"), FAILED),
        (linked(HERE, role=Role.NAVIGATION, origin=Origin.CHROME), FAILED),
        (linked(HERE, role=Role.RELATED, origin=Origin.WORK), FAILED),
        (linked(HERE, role=Role.COMMENTS, origin=Origin.CHROME), FAILED),
        (passage(f"Source: {HERE}"), CANNOT_TELL),
        (passage("Source: www.vandermeer.example/2024/05/night-ferry."), CANNOT_TELL),
        (passage("Source: vandermeer.example"), FAILED),
        (passage("Source: other-vandermeer.example/2024/05/night-ferry/"), FAILED),
        (passage(f"Source: {HERE}", hidden_by="display:none"), FAILED),
    ],
)
def test_where_the_link_stands(where: Passage, outcome: Outcome) -> None:
    """A link counts on copied words too; an address in plain text is none."""
    assert said("A paragraph.", where) is outcome


def test_a_link_of_the_work_itself_is_not_the_reusers() -> None:
    """The work may link to its outlet's home page; in a verbatim copy that link proves nothing, on own words it does."""
    linking = replace(WORK, links=(OUTLET, "/about", "http://["))
    copied, own = linked(OUTLET, origin=Origin.WORK), linked(OUTLET)

    assert check("link.source", subject(copied), linking, to="home").outcome is CANNOT_TELL
    assert check("link.source", subject(picture(OUTLET)), linking, to="home").outcome is CANNOT_TELL
    assert check("link.source", subject(copied, own), linking, to="home").outcome is PASSED
    assert check("link.source", subject(copied), WORK, to="home").outcome is PASSED
    assert check("link.source", subject(copied), replace(WORK, links=()), to="home").outcome is CANNOT_TELL
    assert check("link.source", subject(picture(OUTLET)), replace(WORK, links=()), to="home").outcome is PASSED


def test_a_link_relative_to_the_page_is_resolved() -> None:
    """On a platform of many writers the source is linked without its host."""
    work = replace(WORK, url="https://blogs.example/@zoe/night-ferry-of-lyngvik")
    of = replace(subject(linked("/@zoe/night-ferry-of-lyngvik")), url="https://blogs.example/@other/copy")

    assert check("link.source", of, work).outcome is PASSED


def test_the_pages_own_address_is_no_link_to_the_source() -> None:
    """A permalink that ends in the same name on the same platform leads to the copy."""
    work = replace(WORK, url="https://blogs.example/@zoe/night-ferry")
    of = replace(subject(linked("/@other/night-ferry#top")), url="https://blogs.example/@other/night-ferry")

    assert check("link.source", of, work).outcome is FAILED


@pytest.mark.parametrize(
    ("url", "other", "outcome"),
    [
        ("https://c.example/?p=17", "https://c.example/?p=18", FAILED),
        ("https://c.example/?p=17", "https://c.example/?p=17&lang=en", CANNOT_TELL),
        ("https://c.example/story.php?id=17", "https://c.example/story.php?id=18", FAILED),
        ("https://c.example/news/123456/old-name", "https://c.example/news/123456/new-name", CANNOT_TELL),
        ("https://c.example/20240511/night-ferry", "https://c.example/20240511/day-boat", FAILED),
        ("https://x.com/zoe/status/12345678", "https://twitter.com/zoe/status/12345678?s=20", PASSED),
        ("https://x.com/zoe/status/12345678", "https://twitter.com/zoe/status/12345679", FAILED),
    ],
)
def test_articles_known_by_number(url: str, other: str, outcome: Outcome) -> None:
    """A number that both addresses hold says that they may be one page; a date does not."""
    assert check("link.source", subject(linked(other)), replace(WORK, url=url)).outcome is outcome


@pytest.mark.parametrize(
    ("anchor", "where", "outcome"),
    [
        ("{outlet}", linked(HERE, "The Lyngvik Courier"), PASSED),
        ("{outlet}", linked(HERE, "first in LYNGVIK COURIER, 2024"), PASSED),
        ("{author}", linked(HERE, "By Zoe Vandermeer"), PASSED),
        ("{title}", linked(HERE, WORK.title.upper()), PASSED),
        ("Originally in {outlet}", linked(HERE, "Originally in The Lyngvik Courier"), PASSED),
        ("Read the full article", linked(HERE, "→ Read the full article"), PASSED),
        ("{outlet}", linked(HERE, "vandermeer.example, for the Courier"), CANNOT_TELL),
        ("{outlet}", linked(HERE, "thelyngvikcourier.example"), CANNOT_TELL),
        ("{outlet}", picture(HERE, "The Lyngvik Courier"), CANNOT_TELL),
        ("{outlet}", picture(HERE), CANNOT_TELL),
        ("{outlet}", linked(HERE, "here"), FAILED),
        ("{outlet}", linked("https://other.example/", "The Lyngvik Courier"), FAILED),
        ("{outlet}", linked(HERE, "The Lyngvik Courier", hidden_by="display:none"), FAILED),
    ],
)
def test_the_words_in_the_link(anchor: str, where: Passage, outcome: Outcome) -> None:
    """The anchor stands in the link's own text; of a picture only its label is known."""
    assert said("The Lyngvik Courier.", where, anchor=anchor) is outcome


def test_a_link_cut_in_pieces_keeps_its_text() -> None:
    """Copied words inside a link divide it into passages; its text is still one."""
    first = Passage(text="Read The ", locator="p", links=(Link(url=HERE, start=5, end=9),))
    second = Passage(text="Lyngvik Courier", locator="p", origin=Origin.WORK, links=(Link(url=HERE, start=0, end=15),))

    assert said(first, second, anchor="{outlet}") is PASSED
    assert said(first, "between", second, anchor="The Lyngvik Courier") is CANNOT_TELL


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        (f"Read it: {HERE}?utm_source=x", PASSED),
        ("Read it: vandermeer.example/2024/05/night-ferry/", PASSED),
        ("Read it: https://t.co/AbCd", CANNOT_TELL),
        ("Read it: https://other.example/", FAILED),
    ],
)
def test_networks_make_links_of_addresses(text: str, outcome: Outcome) -> None:
    """In a share the address is the link."""
    assert check("link.source", subject(text, place=Place.SHARE, network="x")).outcome is outcome


def test_the_markup_alone_is_no_link() -> None:
    """Readers cannot follow the canonical address; as metadata it is what is asked for."""
    article = subject("A paragraph.", link_canonical=HERE)

    assert check("link.source", article).outcome is FAILED
    assert "markup" in check("link.source", article).reason
    assert check("link.source", replace(article, place=Place.METADATA)).outcome is PASSED


@pytest.mark.parametrize(
    ("of", "words"),
    [
        (subject(linked(OUTLET)), "found instead: a link to the outlet's home page"),
        (subject(linked("https://courier.example/x")), "another page of the outlet"),
        (subject("Nothing."), "was not found in 0 links of 1 passage"),
        (subject(linked(HERE, hidden_by="opacity:0")), "where no reader sees it (opacity:0)"),
    ],
)
def test_a_failure_says_what_was_found_instead(of: Subject, words: str) -> None:
    """Whoever is accused sees the nearest link and the one that would mend it."""
    conclusion = check("link.source", of)

    assert conclusion.outcome is FAILED
    assert words in conclusion.reason
    assert HERE in (conclusion.remedy or "")


def test_what_terms_may_ask_for() -> None:
    """Unknown holes, empty anchors and facts that nobody knows are found before a scan."""
    assert [p.key for p in LinkSource(anchor="{editor}").problems()] == ["anchor"]
    assert [p.key for p in LinkSource(anchor="…").problems()] == ["anchor"]
    assert list(LinkSource(anchor="{author} in {outlet}").problems()) == []
    assert LinkSource(anchor="{outlet}").lacks(replace(WORK, outlet=None))
    assert not LinkSource(anchor="{outlet}").lacks(WORK)


def test_a_work_without_an_address_accuses_nobody() -> None:
    """A saved page may not say where it was published."""
    assert check("link.source", subject("Text."), replace(WORK, url="file:///saved.html")).outcome is CANNOT_TELL
    assert check("link.source", subject("Text."), replace(WORK, outlet=None), to="home").outcome is CANNOT_TELL


def test_terms_may_take_a_written_address() -> None:
    """An address or a link, whichever the page has; a look-alike is neither."""
    assert check("link.source", subject(f"First published at {HERE}"), written=True).outcome is PASSED
    assert check("link.source", subject(f"First published at {HERE}")).outcome is CANNOT_TELL
    assert check("link.source", subject(f"First published at {HERE.replace('.example', '-example.org')}"), written=True).outcome is FAILED


@pytest.mark.parametrize(
    ("url", "outcome"),
    [
        ("https://en.encyclopedia.example/wiki/Night_ferries_of_Brennmark", PASSED),
        ("https://en.m.encyclopedia.example/wiki/Night_ferries_of_Brennmark", PASSED),
        ("https://en.encyclopedia.example/w/index.php?title=Night_ferries_of_Brennmark&oldid=7", PASSED),
        ("https://en.encyclopedia.example/w/index.php?title=Night_ferries_of_Brennmark&action=edit", CANNOT_TELL),
        ("https://en.encyclopedia.example/w/index.php?title=Night_trains_of_Brennmark&oldid=7", FAILED),
        ("https://de.encyclopedia.example/wiki/Nachtfaehren", FAILED),
    ],
)
def test_a_wiki_has_several_addresses_for_a_page(url: str, outcome: Outcome) -> None:
    """The mobile site and the stable copy are the page; its editor may be what the reuser meant."""
    work = replace(WORK, url="https://en.encyclopedia.example/wiki/Night_ferries_of_Brennmark", links=())

    assert check("link.source", subject(linked(url)), work).outcome is outcome
