"""What the markup says about the author, and which pages may hide more than they show."""

from __future__ import annotations

import pytest

from attrcheck.model import Article, Capture, CaptureRecord, Metadatum, Origin, Passage, Place, Resource, Role, Visibility
from attrcheck.reading import contradictions, metadata_subject, read, unreadable_because

NOTE = "Bell practice moves from Tuesday to Wednesday until the tower has its new stairs and a second rope"
NEEDS_SCRIPTS = Passage(
    text="Please enable JavaScript.", locator="noscript", visibility=Visibility.HIDDEN, hidden_by="<noscript> on html > body > noscript"
)
ASKS = Metadatum(name="password-field", value="yes", locator="input[type=password]")


def page(*passages: Passage | str, **statements: str) -> Article:
    """A page of these passages; names of statements are written with two underscores for a colon."""
    made = tuple(Passage(text=p, locator="p") if isinstance(p, str) else p for p in passages)
    about = tuple(Metadatum(name=name.replace("__", ":"), value=value, locator=name) for name, value in statements.items())
    return Article(url="https://a.example/", title="", language=None, passages=made, metadata=about)


def byline(text: str, visibility: Visibility = Visibility.SHOWN, origin: Origin = Origin.OWN) -> Passage:
    """A line in an element that is named a byline."""
    return Passage(text=text, locator="p.byline", role=Role.BYLINE, visibility=visibility, origin=origin)


@pytest.mark.parametrize(
    ("article", "word"),
    [
        (page(), "0 words"),
        (page("Loading the page"), "3 words"),
        (page(NEEDS_SCRIPTS), "0 words"),
        (page(NOTE, NEEDS_SCRIPTS), "scripts"),
        (page("\ufffd\ufffd \ufffd\ufffd" * 20), "decoded"),
        (page(f"{NOTE} \ufffd\ufffd\ufffd"), "decoded"),
        (page(f"Just a moment… {NOTE}"), "a wall"),
        (page(NOTE, "Sorry, the page you are looking for moved."), "a wall"),
        (page(NOTE, "Dieser Artikel ist nur für Abonnenten."), "a wall"),
        (page(NOTE, "This domain is for sale."), "a wall"),
        (page(*[NOTE] * 20, "We value your privacy.", "Accept all cookies"), "a wall"),
    ],
)
def test_a_page_that_may_hide_something_is_said_to(article: Article, word: str) -> None:
    """Silence about a shell would be a pass."""
    assert word in (unreadable_because(article) or "")


@pytest.mark.parametrize(
    "article",
    [
        page(NOTE),
        page(f"{NOTE} \ufffd"),
        page(*[NOTE] * 3, NEEDS_SCRIPTS),
        page(*[NOTE] * 20, "How to pass a captcha"),
        page(NOTE, "The walls of the harbour, for a moment"),
        page(*[NOTE] * 20, Passage(text="We value your privacy. Accept all cookies", locator="div", role=Role.BANNER)),
        page(*[NOTE] * 40, "We value your privacy.", "Accept all cookies"),
        page(*[NOTE] * 3, Passage(text="JavaScript is a language.", locator="p")),
    ],
)
def test_a_short_page_is_a_page(article: Article) -> None:
    """A note of one sentence has copied nothing, and a lone character that cannot be read hides no article."""
    assert unreadable_because(article) is None


@pytest.mark.parametrize(
    ("url", "notes", "is_told"),
    [
        ("https://docs.google.com/document/d/e/2PA/pub?embedded=true", 3, True),
        ("/files/ferry.pdf", 3, True),
        ("https://docs.google.com/document/d/e/2PA/pub?embedded=true", 40, False),
        ("https://www.youtube.com/embed/abc", 3, False),
        ("https://ads.example/frame.html", 3, False),
    ],
)
def test_a_document_in_a_frame_may_be_the_article(url: str, notes: int, is_told: bool) -> None:
    """It is not read; beside a page that says enough it is an attachment, and films and advertisements hold no article."""
    frame = Resource(tag="iframe", url=url, locator="html>body>iframe", passage=0)
    made = Article(url="https://a.example/", title="", language=None, passages=page(*[NOTE] * notes).passages, resources=(frame,))

    assert ("document in a frame" in (unreadable_because(made) or "")) is is_told


@pytest.mark.parametrize(
    ("mount", "is_told"),
    [('<div id="root"> <!-- app --></div>', True), ("<app-root></app-root>", True), ('<div id="root"><p>Here.</p></div>', False)],
)
def test_an_element_that_scripts_fill(mount: str, is_told: bool) -> None:
    """A menu and a footer around nothing are no page without the work."""
    body = f"<html><body><nav>{NOTE}</nav>{mount}<footer>{NOTE}</footer></body></html>".encode()
    record = CaptureRecord(url="https://a.example/", final_url="https://a.example/", captured_at="", digest="", size=len(body))
    made = read(Capture(record=record, body=body))
    assert isinstance(made, Article)

    assert ("scripts fill" in (unreadable_because(made) or "")) is is_told


@pytest.mark.parametrize(("notes", "is_login"), [(1, True), (6, True), (9, False)])
def test_a_login_says_little_else(notes: int, is_login: bool) -> None:
    """A password field in the corner of an article is no login page."""
    made = Article(url="https://a.example/", title="", language=None, passages=page(*[NOTE] * notes).passages, metadata=(ASKS,))

    assert ("password" in (unreadable_because(made) or "")) is is_login


def test_statements_about_the_author_are_a_subject() -> None:
    """Addresses become links, and the handle of a card becomes one on its network; publishers are other people."""
    made = metadata_subject(
        page(
            author="Zoë Vandermeer",
            twitter__creator="@ZoeVandermeer",
            article__author="https://www.facebook.com/zoe.vandermeer.page",
            jsonld__author="Zoë Vandermeer",
            article__publisher="https://www.facebook.com/gazette",
            description="By Zoë Vandermeer",
        )
    )

    assert made.place is Place.METADATA
    assert [passage.locator for passage in made.passages] == ["author", "twitter__creator", "article__author", "jsonld__author"]
    assert [link.url for passage in made.passages for link in passage.links] == [
        "https://x.com/ZoeVandermeer",
        "https://www.facebook.com/zoe.vandermeer.page",
    ]


def test_a_page_without_statements_has_an_empty_subject() -> None:
    """The place is checked all the same: an empty one fails what is asked there."""
    assert metadata_subject(page(NOTE)).passages == ()


def test_markup_that_names_another_author_is_noted() -> None:
    """Which of the two is wrong only a person can say."""
    (note,) = contradictions(page(byline("By Berit Kolks"), author="Wendelin Moss"))

    assert "Wendelin Moss" in note
    assert "By Berit Kolks" in note


@pytest.mark.parametrize(
    "article",
    [
        page(byline("By Berit Kolks"), author="Berit KOLKS"),
        page(byline("By Berit Kolks"), jsonld__author="Kolks, Berit"),
        page(byline("By Berit Kolks"), author="The desk", jsonld__author="Berit Kolks"),
        page(byline("By Berit Kolks"), author="https://a.example/people/moss"),
        page(byline("By Berit Kolks")),
        page(author="Wendelin Moss"),
        page(byline("By"), author="Wendelin Moss"),
        page(byline("By Berit Kolks", Visibility.HIDDEN), author="Wendelin Moss"),
        page(byline("By Berit Kolks", origin=Origin.WORK), author="Wendelin Moss"),
        page("By Berit Kolks", author="Wendelin Moss"),
    ],
)
def test_what_is_no_contradiction(article: Article) -> None:
    """The same person in another spelling, an address, one of two statements, or no visible byline to compare with."""
    assert contradictions(article) == ()
