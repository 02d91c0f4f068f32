"""Posts embedded in the page: their addresses, and their text where the markup holds it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrcheck.model import Article, Passage, Region, Role, Value, Visibility, Widget
from attrcheck.urls import embedded_post, post_of, unwrap

ELSEWHERE = (Role.COMMENTS, Role.RELATED, Role.OTHER_ARTICLE, Role.NAVIGATION, Role.HEADER, Role.FOOTER, Role.SIDEBAR, Role.BANNER)
"""Parts of a page in which the address of a post is no word of the outlet's about this page."""

# No address is longer in any embed code.
_LONGEST = 2_000


class Embed(Value, frozen=True):
    """An embedded post: its address, and the passages of its text that readers see, none where only a script or a frame brings the text."""

    url: str
    passages: tuple[Passage, ...] = ()


def embeds(article: Article) -> Iterator[Embed]:
    """Yield every embedded post, some twice: elements with a post's text, frames and placeholders, addresses on a line of their own."""
    carried = {widget.locator: widget for widget in article.widgets}
    for region in _innermost(article.regions):
        passages = article.passages[region.start : region.end]
        url = _address(passages, carried.get(region.locator))
        if url:
            yield Embed(url, tuple(p for p in passages if p.visibility is not Visibility.HIDDEN))
    for widget in article.widgets:
        url = _named_by(widget)
        if url:
            yield Embed(url)
    for passage in article.passages:
        # Content systems turn such a line into the post when they show the page (WordPress: a figure around it, or nothing).
        is_line = not passage.links and passage.text.startswith("http") and len(passage.text) < _LONGEST
        if is_line and passage.role not in ELSEWHERE and post_of(passage.text):
            yield Embed(passage.text)


def _innermost(regions: Sequence[Region]) -> Iterator[Region]:
    """Yield the elements of embedded posts that hold no other, so that no passage is read twice."""
    of_embeds = [region for region in regions if region.role is Role.EMBED]
    yield from (region for region in of_embeds if region.start == region.end)
    filled = [region for region in of_embeds if region.start < region.end]
    # They stand in the order in which they open: one that holds others is followed by one of these.
    yield from (one for one, following in pairwise(filled) if following.start >= one.end)
    yield from filled[-1:]


def _address(passages: Sequence[Passage], widget: Widget | None) -> str | None:
    """Return the address of the post itself: what its element names, as a link in it writes it, else its last link, the date line."""
    links = [url for passage in passages for link in passage.links if post_of(url := unwrap(link.url))]
    named = _named_by(widget) if widget else None
    if named is None:
        return links[-1] if links else None
    post = post_of(named)
    same = (url for url in links if (other := post_of(url)) and post and (other.platform, other.id) == (post.platform, post.id))
    return next(same, named)


def _named_by(widget: Widget) -> str | None:
    return embedded_post(widget.tag, widget.classes, dict(widget.attributes))
