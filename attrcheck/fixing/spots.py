"""Where in a page's markup a credit block can stand, the likeliest spots first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bs4 import BeautifulSoup, Tag
from soupsieve import SelectorSyntaxError

from attrcheck.model import Article, Origin, Passage, Role, Spot, Visibility
from attrcheck.text import words

# A passage with fewer copied words may be a teaser or a caption.
_LEAST_WORDS = 8
# Paragraphs of a long work; each is looked up in the whole tree.
_MAX_COPIED = 500
_RUNNING = (Role.BODY, Role.ARTICLE, Role.QUOTATION, Role.UNCLEAR)
# Elements that hold no paragraphs; a block goes before or after the one around them that may stand among paragraphs.
_NO_PARAGRAPHS = frozenset(
    "a abbr b cite code dd dl dt em font h1 h2 h3 h4 h5 h6 i li mark ol p q s small span strong sub sup table tbody td tfoot th thead "
    "tr u ul".split()
)
# Elements that say that what stands in them is somebody else's; a credit in one of them would not be the reuser's own.
_QUOTING = frozenset({"blockquote", "figure", "figcaption"})


class Spots(NamedTuple):
    """An element, and whether the block goes before it, after it or first into it."""

    element: Tag
    how: str


def spots(soup: BeautifulSoup, article: Article, spot: Spot) -> Iterator[Spots]:
    """Yield where a block for a spot can stand. The first is where an editor would put it; the others are for odd markup."""
    copied = [passage for passage in article.passages if _is_copied(passage)]
    if spot is Spot.FIRST_PARAGRAPH:
        first = _elements(soup, copied[:1])
        yield from (Spots(element, "into") for element in first)
    if spot in (Spot.TOP, Spot.FIRST_PARAGRAPH):
        yield from _around(_elements(soup, copied[:2]), "before")
        yield from _around(_elements(soup, _headlines(article)), "after")
    yield from _around(_elements(soup, copied[-1:]), "after")
    yield from _around(_elements(soup, copied[:1]), "before-container")
    yield from (Spots(element, "into") for name in ("article", "main", "body") for element in soup.find_all(name, limit=1))


def copied_elements(soup: BeautifulSoup, article: Article) -> list[Tag]:
    """Return the elements that hold copied text; some may hold others."""
    copied = [passage for passage in article.passages if passage.origin is Origin.WORK and passage.visibility is not Visibility.HIDDEN]
    return _elements(soup, copied[:_MAX_COPIED])


def element_at(soup: BeautifulSoup, locator: str) -> Tag | None:
    """Return the element at a CSS path as reading wrote it, None where there is none."""
    try:
        return soup.select_one(locator) if locator else None
    except (SelectorSyntaxError, ValueError, NotImplementedError):
        return None


def _is_copied(passage: Passage) -> bool:
    is_running = passage.origin is Origin.WORK and passage.role in _RUNNING and passage.visibility is not Visibility.HIDDEN
    return is_running and passage.is_near_work and len(words(passage.text)) >= _LEAST_WORDS


def _headlines(article: Article) -> list[Passage]:
    return [one for one in article.passages if one.role is Role.HEADLINE and one.visibility is not Visibility.HIDDEN][:1]


def _elements(soup: BeautifulSoup, passages: Sequence[Passage]) -> list[Tag]:
    return [element for passage in passages if (element := element_at(soup, passage.locator))]


def _around(elements: Sequence[Tag], how: str) -> Iterator[Spots]:
    """Yield the blocks around some elements: before them, after them, or before what holds them."""
    for element in elements:
        block = element
        while block.parent and block.parent.name != "body" and _is_inner(block):
            block = block.parent
        if how == "before-container":
            yield from (Spots(holder, "before") for holder in block.parents if holder.name in _QUOTING or holder.name in ("div", "section"))
        elif block.parent and block.name not in ("body", "html"):
            yield Spots(block, how)
        else:
            yield Spots(block, "into")


def _is_inner(element: Tag) -> bool:
    """Tell whether a paragraph beside this element would be broken markup, or part of a list, a table or a quotation."""
    holder = element.parent
    return holder is not None and (holder.name in _NO_PARAGRAPHS or holder.name in _QUOTING)
