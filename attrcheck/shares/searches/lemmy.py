"""Posts on a Lemmy server, its own and those of others that it knows, that share a page (https://join-lemmy.org/api/)."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from attrcheck.model import Share, Unread, Value
from attrcheck.shares.asking import Fetch, answered, asked, fitting
from attrcheck.shares.feeds.feed import MAX_POSTS, Feed, Page, Posted, turned
from attrcheck.shares.readers import lemmy
from attrcheck.urls import post_of

LARGEST = "lemmy.world"
"""The server that is asked when the user names none: it knows most of the others' posts."""

_POSTS = 50  # the most that a server gives at once


class _Found(Value, frozen=True):
    posts: tuple[Any, ...]


def search(feed: Feed, fetch: Fetch) -> Feed:
    """Return the posts whose address is that of the page."""
    host = feed.server or LARGEST
    first = f"https://{host}/api/v3/search?q={quote(feed.url, safe='')}&type_=Url&limit={_POSTS}"

    def ask(address: str) -> Page | Unread:
        told = answered(asked(address, fetch), _Found, feed.platform, feed.url)
        if isinstance(told, Unread):
            return told
        return Page([posted for view in fitting(told.posts, lemmy.PostView, MAX_POSTS) if (posted := _posted(view))])

    return turned(feed, first, ask)


def _posted(view: lemmy.PostView) -> Posted | None:
    """Return a post at the address of its own server, None for one that is no longer there."""
    place = view.post.ap_id
    share = lemmy.share_of(view, place) if post_of(place) else None
    return Posted(share, place) if isinstance(share, Share) else None
