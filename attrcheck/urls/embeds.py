"""Elements that embed a post."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache

from attrcheck.urls.posts import post_of
from attrcheck.urls.redirects import unwrap
from attrcheck.urls.tables import tables

# Mastodon's frame of a post is the post's own address with this behind it.
_FRAME = "/embed"


def platform_of_embed(classes: Collection[str]) -> str | None:
    """Return the platform whose embedded post an element with these classes is.

    >>> platform_of_embed(["twitter-tweet", "aligncenter"]), platform_of_embed(["card"])
    ('x', None)
    """
    known = _platforms()
    return next((known[name] for name in classes if name in known), None)


@cache
def _platforms() -> Mapping[str, str]:
    return {name: each.id for each in tables().platform.values() for name in each.embeds}


def embedded_post(tag: str, classes: Collection[str], attributes: Mapping[str, str]) -> str | None:
    """Return the address of the post that an element embeds, as its frame or its attributes name it; None for any other element.

    >>> embedded_post("iframe", (), {"data-src": "//platform.twitter.com/embed/Tweet.html?dnt=true&id=20"})
    'https://x.com/i/status/20'
    >>> embedded_post("iframe", (), {"src": "https://www.facebook.com/plugins/page.php?href=https://facebook.com/HestaCourier"}) is None
    True
    """
    for entry in tables().embed:
        wanted = ((entry.tags, (tag,)), (entry.classes, classes), (entry.attributes, attributes))
        if any(names and names.isdisjoint(given) for names, given in wanted):
            continue
        for template in entry.posts:
            try:
                url = unwrap(template.format_map(attributes).strip())
            except KeyError:  # an attribute that the element does not have
                continue
            if post_of(url):
                return url.removesuffix(_FRAME) if post_of(url.removesuffix(_FRAME)) else url
    return None
