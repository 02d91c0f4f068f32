"""Stories on Hacker News that share a page, from the search that it recommends (https://hn.algolia.com/api)."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from attrcheck.model import Card, Link, Profile, Share, Unread, Value
from attrcheck.shares.asking import Fetch, answered, asked, fitting
from attrcheck.shares.feeds.feed import MAX_POSTS, Feed, Page, Posted, turned
from attrcheck.shares.readers.composing import moment
from attrcheck.shares.readers.plain import author, plain
from attrcheck.urls.address import parse

_HITS = 100


class _Hit(Value, frozen=True, rename={"id": "objectID"}):
    id: str
    title: str = ""
    url: str = ""
    author: str = ""
    created_at: str = ""


class _Hits(Value, frozen=True):
    hits: tuple[Any, ...]


def search(feed: Feed, fetch: Fetch) -> Feed:
    """Return the stories whose address is like that of the page."""
    about = quote(feed.url, safe="")
    first = f"https://hn.algolia.com/api/v1/search?query={about}&restrictSearchableAttributes=url&tags=story&hitsPerPage={_HITS}"

    def ask(address: str) -> Page | Unread:
        told = answered(asked(address, fetch), _Hits, feed.platform, feed.url)
        return (
            told
            if isinstance(told, Unread)
            else Page([_posted(hit, feed) for hit in fitting(told.hits, _Hit, MAX_POSTS) if hit.id.isdecimal()])
        )

    return turned(feed, first, ask)


def _posted(hit: _Hit, feed: Feed) -> Posted:
    title, _ = plain(hit.title, feed.platform)
    shared = hit.url if (address := parse(hit.url)) and address.is_web else ""
    share = Share(
        platform=feed.platform,
        url=f"https://news.ycombinator.com/item?id={hit.id}",
        text=title,
        read_by="api",
        author=author("", [Profile(platform=feed.platform, handle=hit.author)]),
        links=(Link(url=shared, start=0, end=len(title)),) if shared else (),
        card=Card(url=shared, title=title) if shared else None,
        created_at=moment(hit.created_at),
        is_cut=True,  # a story may have a text, which the search does not give whole
    )
    return Posted(share, hit.id)
