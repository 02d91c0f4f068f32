"""Posts on Bluesky that share a page (https://docs.bsky.app/docs/api/app-bsky-feed-search-posts).

The public view often refuses to search.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from attrcheck.model import Unread, Value
from attrcheck.shares.asking import Fetch, fitting
from attrcheck.shares.feeds.feed import MAX_POSTS, Feed, Page, Posted, turned
from attrcheck.shares.readers import bluesky
from attrcheck.shares.readers.at_protocol import View, got
from attrcheck.urls import post_of

_POSTS = 100  # the most that it gives at once; further pages are for those with a login


class _Found(Value, frozen=True):
    posts: tuple[Any, ...]


def search(feed: Feed, fetch: Fetch) -> Feed:
    """Return the posts that link to the page."""
    first = f"{bluesky.VIEW}/xrpc/app.bsky.feed.searchPosts?q=*&url={quote(feed.url, safe='')}&sort=latest&limit={_POSTS}"

    def ask(address: str) -> Page | Unread:
        answer = got(address, _Found, feed.url, fetch)
        if isinstance(answer, Unread):
            return answer
        views = [view for view in fitting(answer.posts, View, MAX_POSTS) if post_of(view.uri) and not _wants_login(view)]
        return Page([_posted(view) for view in views])

    return turned(feed, first, ask)


def _wants_login(view: View) -> bool:
    return bluesky.wants_login(view.author.labels) or bluesky.wants_login(view.labels)


def _posted(view: View) -> Posted:
    return Posted(bluesky.share_of(bluesky.address_of(view), bluesky.viewed_author(view), view.record), view.uri)
