"""Where in an article a credit stands, on pages as sites build them, and how well it is seen."""

from __future__ import annotations

import time
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attrcheck.evaluate import conclude
from attrcheck.kinds import AnyRequirement, Zones, narrowed
from attrcheck.model import Origin, Outcome, Passage, Place, Placement, Subject
from tests.kinds.subjects import NAME, TITLE, WORK, passage, subject
from tests.kinds.test_contract import passages
from tests.reuse.pages import BODY as WHOLE
from tests.reuse.pages import OTHERS, look

PASSED, FAILED, CANNOT_TELL = Outcome.PASSED, Outcome.FAILED, Outcome.CANNOT_TELL
# Without the sentence that names its author, which would be doubtful wherever it stands.
BODY = [text for text in WHOLE if NAME not in text]
HEAD, BY = "<h1>The boat that stays</h1>", f"By {NAME}"
LINE = f"This article by {NAME} was first published elsewhere."
LINK = f'<a href="{WORK.url}">Original</a>'
TEXT = "".join(f"<p>{text}</p>" for text in BODY)
# The same text with the reuser's own words more than 300 words down.
LATE = "".join(f"<p>{text}</p>" for text in (*BODY[:-2], LINE, *BODY[-2:]))
MENU = "<ul class='share'>" + "".join(f"<li><a href='/{i}'>Network {i}</a></li>" for i in range(12)) + "</ul>"
BANNER = f"<div style='display:none'><p>{' '.join(OTHERS * 8)}</p></div>"
DIV = "<br><br>".join(BODY)


def article(*inner: str) -> str:
    """A page with these pieces in its article."""
    return f"<!doctype html><html lang='en'><title>A page</title><body><article>{''.join(inner)}</article></body></html>"


def read(html: str) -> Subject:
    """A page as it is read, with the origin of every passage."""
    found = look(html).article
    return Subject(place=Place.ARTICLE, url=found.url, label="article", passages=found.passages, metadata=found.metadata)


def said(html: str, placement: str, kind: str = "credit.name", **options: Any) -> Outcome:
    """What is said of a credit that is asked for in a part of the page."""
    requirement: Any = msgspec.convert({"kind": kind, "placement": placement, **options}, AnyRequirement)  # type: ignore[arg-type]
    return conclude(requirement, WORK, read(html)).outcome


@pytest.mark.parametrize(
    ("html", "outcome"),
    [
        (article(HEAD, f'<p class="byline">{BY}</p>', TEXT), PASSED),
        (article(HEAD, TEXT, f'<p class="byline">{BY}</p>'), PASSED),
        (article(HEAD, f"<p>{BY}</p>", TEXT), PASSED),
        (article(HEAD, f"<p>{BY} | 12 May 2024</p><p>Photo: a boat</p>", TEXT), PASSED),
        (article(HEAD, f"<p><b>{BY}</b> – {BODY[0]}</p>", *(f"<p>{text}</p>" for text in BODY[1:])), PASSED),
        (article(HEAD, f"<p>{BY}</p>", MENU, TEXT), PASSED),
        (article(HEAD, f"<p>{BY}</p>", BANNER, TEXT), PASSED),
        (article(f"<h1>{WORK.title}</h1>", f"<p>{BY}</p>", TEXT), PASSED),
        (article(f"<h2>{WORK.title}</h2>", f"<p>{BY}</p>", TEXT), PASSED),
        (article(f"<p>{BY}</p>", TEXT), PASSED),
        (article(f"<p>{BY}</p>", HEAD, TEXT), CANNOT_TELL),
        (article(HEAD, f"<p>{BODY[0]}</p><p>{BY}</p>", *(f"<p>{text}</p>" for text in BODY[1:])), CANNOT_TELL),
        (article(HEAD, TEXT, f"<p>{BY}</p>"), CANNOT_TELL),
        (article(HEAD, LATE), FAILED),
        (article(HEAD, TEXT, f"<p>{LINE} {OTHERS[0]}</p>"), FAILED),
        (article(HEAD, TEXT), FAILED),
        (article(HEAD, *(f"<p>{text}</p>" for text in WHOLE)), CANNOT_TELL),
        (article(HEAD, *(f"<p>{text}</p>" for text in WHOLE), f"<p>{LINE} {OTHERS[0]}</p>"), CANNOT_TELL),
    ],
)
def test_byline(html: str, outcome: Outcome) -> None:
    """By its class, or between headline and text, whatever furniture stands there too; deep in the text is none."""
    assert said(html, "byline") is outcome


@pytest.mark.parametrize(
    ("html", "outcome"),
    [
        (article(HEAD, f"<p>{LINE}</p>", TEXT), PASSED),
        (article(f"<p>{LINE}</p>", HEAD, TEXT), PASSED),
        (article(HEAD, f"<p>{LINE} {BODY[0]}</p>", *(f"<p>{text}</p>" for text in BODY[1:])), PASSED),
        (article(HEAD, MENU, BANNER, f"<p>{LINE}</p>", TEXT), PASSED),
        (article(HEAD, *(f"<p>{text}</p>" for text in (*BODY[:3], LINE, *BODY[3:]))), CANNOT_TELL),
        (article(HEAD, LATE), FAILED),
        (article(HEAD, TEXT, f"<p>{LINE}</p>"), FAILED),
    ],
)
def test_top(html: str, outcome: Outcome) -> None:
    """Within the first screen; a little below nobody can tell."""
    assert said(html, "top") is outcome


@pytest.mark.parametrize(
    ("html", "outcome"),
    [
        (article(HEAD, f"<p>{LINE}</p>", TEXT), PASSED),
        (article(HEAD, f"<p>{LINE} {BODY[0]}</p>", *(f"<p>{text}</p>" for text in BODY[1:])), PASSED),
        (article(HEAD, f"<p>{BODY[0]} {LINE}</p>", *(f"<p>{text}</p>" for text in BODY[1:])), PASSED),
        (article(HEAD, f"<div>{LINE}<br><br>{DIV}</div>"), PASSED),
        (article(HEAD, f"<p>{BODY[0]}</p><p>{LINE}</p>", *(f"<p>{text}</p>" for text in BODY[1:])), CANNOT_TELL),
        (article(HEAD, f"<div>{DIV}<br><br>{LINE}</div>"), FAILED),
        (article(HEAD, LATE), FAILED),
        (article(HEAD, TEXT, f"<p>{LINE}</p>"), FAILED),
    ],
)
def test_first_paragraph(html: str, outcome: Outcome) -> None:
    """Its own paragraph before the text, or part of the first one; paragraphs between line breaks are paragraphs too."""
    assert said(html, "first-paragraph") is outcome


@pytest.mark.parametrize(
    ("html", "outcome"),
    [
        (article(HEAD, TEXT, f"<p>{LINE}</p>"), PASSED),
        (article(HEAD, TEXT, MENU, f"<p><em>{LINE}</em></p>"), PASSED),
        (article(HEAD, *(f"<p>{text}</p>" for text in BODY[:-1]), f"<p>{BODY[-1]} {LINE}</p>"), PASSED),
        (article(HEAD, f"<div>{DIV}<br><br>{LINE}</div>"), PASSED),
        (article(HEAD, *(f"<p>{text}</p>" for text in (*BODY[:-2], LINE, *BODY[-2:]))), CANNOT_TELL),
        (article(HEAD, f"<p>{LINE}</p>", TEXT), FAILED),
        (article(HEAD, f"<div>{LINE}<br><br>{DIV}</div>"), FAILED),
    ],
)
def test_end(html: str, outcome: Outcome) -> None:
    """After the last copied words; in the lower half nobody can tell."""
    assert said(html, "end") is outcome


@pytest.mark.parametrize(
    ("html", "outcome"),
    [
        (article(HEAD, TEXT, f'<div class="author-box"><p>{NAME}</p></div>'), PASSED),
        (article(HEAD, f'<div class="author-bio"><p>{NAME}</p></div>', TEXT), PASSED),
        (article(HEAD, TEXT, f"<div><b>{NAME}</b><p>writes about rivers.</p></div>"), CANNOT_TELL),
        (article(HEAD, f"<p>{BY}</p>", TEXT), CANNOT_TELL),
        (article(HEAD, f"<p>{BY}: {BODY[0]}</p>", *(f"<p>{text}</p>" for text in BODY[1:])), FAILED),
    ],
)
def test_author_box(html: str, outcome: Outcome) -> None:
    """Named so by its markup; a card without a name may be one, a paragraph of the text is none."""
    assert said(html, "author-box") is outcome


@pytest.mark.parametrize(
    ("html", "outcome"),
    [
        (article(HEAD, TEXT, f"<p>{LINE} {LINK}</p>"), PASSED),
        (article(HEAD, TEXT, f"<p>{LINE}</p><p>{LINK}</p>"), PASSED),
        (article(HEAD, TEXT, f"<p>{LINE}</p>", MENU, BANNER, f"<p>{LINK}</p>"), PASSED),
        (article(HEAD, f"<p>{BY} – {BODY[0]} {LINK}</p>", *(f"<p>{text}</p>" for text in BODY[1:])), PASSED),
        (article(HEAD, TEXT, f"<p>{LINE}</p><p>{OTHERS[0]}</p><p>{LINK}</p>"), CANNOT_TELL),
        (article(HEAD, TEXT, f'<p>{LINE} <a href="https://bit.ly/3xYz">Original</a></p>'), CANNOT_TELL),
        (article(HEAD, TEXT, f'<p>{LINE} <a href="https://vandermeer.example/">Original</a></p>'), CANNOT_TELL),
        (article(HEAD, f"<p>{BY}</p>", TEXT, f"<p>{LINK}</p>"), FAILED),
        (article(HEAD, f"<p>{BY}</p>", TEXT, f'<p style="display:none">{LINE} {LINK}</p>'), FAILED),
        (article(HEAD, TEXT, f'<p>{LINE} <a href="https://vandermeer.example.evil.example/">Original</a></p>'), FAILED),
    ],
)
def test_near_link(html: str, outcome: Outcome) -> None:
    """In the paragraph of a visible link to the work, or beside it; a shortened link may be one."""
    assert said(html, "near-link") is outcome


TEASER = f"<div class='lead'><p>{BODY[0]}</p></div>"


@pytest.mark.parametrize(
    ("html", "placement", "outcome"),
    [
        (article(TEASER, f"<p>{OTHERS[0]}</p>", HEAD, f"<p>{BY}</p>", TEXT), "byline", PASSED),
        (article(TEASER, *(f"<p>{text}</p>" for text in OTHERS * 12), HEAD, f"<p>{BY}</p>", TEXT), "byline", PASSED),
        (article(TEASER, *(f"<p>{text}</p>" for text in OTHERS * 12), HEAD, f"<p>{LINE}</p>", TEXT), "top", PASSED),
        (article(TEASER, HEAD, LATE), "top", FAILED),
        (article(TEASER, HEAD, f"<p>{LINE} {BODY[0]}</p>", *(f"<p>{text}</p>" for text in BODY[1:])), "first-paragraph", PASSED),
        (article(HEAD, TEXT, f"<p>{LINE}</p>", *(f"<p>{text}</p>" for text in OTHERS * 12), TEASER), "end", PASSED),
        (article(HEAD, LATE, *(f"<p>{text}</p>" for text in OTHERS * 12), TEASER), "byline", FAILED),
        (article(HEAD, f"<p>{BY}</p>", TEXT, *(f"<p>{text}</p>" for text in OTHERS * 12), TEASER), "byline", PASSED),
    ],
)
def test_a_teaser_moves_nothing(html: str, placement: str, outcome: Outcome) -> None:
    """The first sentence above the headline or below the page's end is not where the article begins or ends."""
    assert said(html, placement) is outcome


SPLIT = "<aside><p>Advertisement</p></aside>".join(f"<div class='part'><p>{text}</p></div>" for text in BODY)


@pytest.mark.parametrize(
    ("html", "placement", "outcome"),
    [
        (article(HEAD, f"<p>{BY}</p>", SPLIT), "byline", PASSED),
        (article(HEAD, SPLIT, f"<p>{LINE}</p>"), "end", PASSED),
        (article(HEAD, SPLIT, f"<p>{LINE}</p>"), "top", FAILED),
        (article(HEAD, f"<p>{BY}</p>", SPLIT), "end", FAILED),
        (f"<body><div>{HEAD}<p>{BY}</p></div><section>{TEXT}</section></body>", "byline", PASSED),
        (f"<body><table><tr><td>{HEAD}<p>{BY}</p></td></tr><tr><td>{TEXT}</td></tr></table></body>", "byline", PASSED),
        (f"<body><main>{HEAD}{TEXT}</main><div><p>{LINE}</p></div></body>", "end", PASSED),
    ],
)
def test_an_article_in_several_containers(html: str, placement: str, outcome: Outcome) -> None:
    """Advertisements between the parts, and headline and text in different boxes."""
    assert said(html, placement) is outcome


def test_where_nothing_was_copied_nobody_can_tell() -> None:
    """A retelling has no copied words to measure from."""
    retold = subject(BY, "A paragraph about boats.")
    requirement: Any = msgspec.convert({"kind": "credit.name", "placement": "top"}, AnyRequirement)  # type: ignore[arg-type]

    assert conclude(requirement, WORK, retold).outcome is CANNOT_TELL


@pytest.mark.parametrize("placement", ["byline", "top", "first-paragraph", "end", "author-box", "near-link"])
def test_shares_have_no_placement(placement: str) -> None:
    """A post is one piece."""
    requirement: Any = msgspec.convert({"kind": "credit.name", "placement": placement}, AnyRequirement)  # type: ignore[arg-type]

    assert conclude(requirement, WORK, subject(BY, place=Place.SHARE, network="x")).outcome is PASSED


@given(st.lists(passages(), max_size=12))
def test_what_is_sure_is_possible(found: list[Passage]) -> None:
    """On any page: no zone raises, and nothing that surely belongs to a placement is outside of what perhaps does."""
    zones = Zones(subject(*found), WORK)
    for placement in Placement:
        surely, perhaps = zones.surely(placement), zones.perhaps(placement)

        assert [i for i in range(len(found)) if surely(i) and not perhaps(i)] == []


@pytest.mark.parametrize("copied", [True, False])
def test_a_page_of_any_size_costs_linear_time(copied: bool) -> None:
    """Twenty thousand paragraphs, with a link in each."""
    texts = (BODY[i % len(BODY)] if copied else "Words and words." for i in range(20_000))
    pieces = [passage(text, origin=Origin.WORK if copied else Origin.OWN, url=f"https://a.example/{i}") for i, text in enumerate(texts)]
    of = subject(*pieces, passage(BODY[0], origin=Origin.WORK))
    began = time.process_time()
    zones = Zones(of, WORK)
    for placement in Placement:
        narrowed(of, zones.surely(placement))
        narrowed(of, zones.perhaps(placement))

    assert time.process_time() - began < 20


def test_a_failure_says_where_it_was_found() -> None:
    """Whoever is accused sees that the credit was seen, and what to do with it."""
    requirement: Any = msgspec.convert({"kind": "credit.name", "placement": "top"}, AnyRequirement)  # type: ignore[arg-type]
    conclusion = conclude(requirement, WORK, read(article(HEAD, TEXT, f"<p>{LINE}</p>")))

    assert conclusion.reason.endswith("is there, but it does not stand where it is asked for (top)")
    assert NAME in conclusion.evidence[0].quote
    assert conclusion.remedy == "Move or repeat it: state the name of every author, at the top."


@pytest.mark.parametrize(
    ("html", "prominence", "outcome"),
    [
        (article(HEAD, f"<p>{BY}</p>", TEXT), "visible", PASSED),
        (
            article(HEAD, f"<p style='display:none'>{BY}, {TITLE}</p>", TEXT),
            "visible",
            FAILED,
        ),
        (article(HEAD, f"<p style='display:none'>{BY}, {TITLE}</p>", TEXT), "markup", PASSED),
        (f"<head><meta name='author' content='{NAME}'></head>{article(HEAD, TEXT)}", "markup", PASSED),
        (article(HEAD, TEXT), "markup", FAILED),
        (article(HEAD, f"<p>{BY}</p>", TEXT), "not-small", PASSED),
        (article(HEAD, f"<p><small>{BY}</small></p>", TEXT), "not-small", CANNOT_TELL),
        (article(HEAD, TEXT), "not-small", FAILED),
    ],
)
def test_prominence(html: str, prominence: str, outcome: Outcome) -> None:
    """In markup, visible, or more than small print."""
    assert said(html, "anywhere", prominence=prominence) is outcome


def test_small_print_where_it_is_asked_for_accuses_nobody() -> None:
    """The credit at the top is in small print, a plain one stands at the end: whether that will do is for a person to say."""
    html = article(HEAD, f"<p><small>{BY}</small></p>", TEXT, f"<p>{LINE}</p>")

    assert said(html, "top", prominence="not-small") is CANNOT_TELL
    assert said(html, "top") is PASSED
    assert said(article(HEAD, TEXT, f"<p>{LINE}</p>"), "top", prominence="not-small") is FAILED


def test_small_print_is_smaller_than_the_article() -> None:
    """On a page that prints everything small, a credit as large as the text is not hidden in small print."""
    small = [msgspec.structs.replace(passage(text, origin=Origin.WORK), is_small=True) for text in BODY]
    credit = msgspec.structs.replace(passage(BY), is_small=True)
    requirement: Any = msgspec.convert({"kind": "credit.name", "prominence": "not-small"}, AnyRequirement)  # type: ignore[arg-type]

    assert conclude(requirement, WORK, subject(credit, *small)).outcome is PASSED


def test_a_placement_in_markup_is_a_mistake() -> None:
    """What only machines read stands nowhere on the page."""
    requirement: Any = msgspec.convert({"kind": "credit.name", "placement": "top", "prominence": "markup"}, AnyRequirement)  # type: ignore[arg-type]

    assert [problem.key for problem in requirement.problems()] == ["placement"]
