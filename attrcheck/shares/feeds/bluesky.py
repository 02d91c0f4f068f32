"""Posts of an account on Bluesky: from the public view, from the server that holds the account, or from its RSS.

https://docs.bsky.app/docs/api/app-bsky-feed-get-author-feed and https://docs.bsky.app/docs/api/com-atproto-repo-list-records
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from msgspec.structs import replace

from attrcheck.model import ShareAuthor, Unread, Value
from attrcheck.shares.asking import Fetch, fitting
from attrcheck.shares.feeds import syndicated
from attrcheck.shares.feeds.feed import MAX_POSTS, Feed, Page, Posted, first_read, turned
from attrcheck.shares.readers import bluesky
from attrcheck.shares.readers.at_protocol import Record, View, got
from attrcheck.urls import post_of, profile_of

_ITEMS = 100  # the most that both interfaces give at once


class _Item(Value, frozen=True):
    """A post in a feed; `reason` is there when the account only passes on somebody's post, or has pinned its own."""

    post: View
    reason: Any = None


class _Items(Value, frozen=True):
    feed: tuple[Any, ...]
    cursor: str | None = None


class _Kept(Value, frozen=True):
    """A post as its account's server keeps it."""

    uri: str
    value: Record


class _Records(Value, frozen=True):
    records: tuple[Any, ...]
    cursor: str | None = None


def read(feed: Feed, fetch: Fetch) -> Feed:
    """Return the newest posts of the account at a feed's address, by the first way that works."""
    return first_read(feed, (_viewed, _kept, syndicated.read), fetch)


def _viewed(feed: Feed, fetch: Fetch) -> Feed:
    first = f"{bluesky.VIEW}/xrpc/app.bsky.feed.getAuthorFeed?actor={_name(feed)}&filter=posts_and_author_threads&limit={_ITEMS}"

    def ask(address: str) -> Page | Unread:
        answer = got(address, _Items, feed.url, fetch)
        if isinstance(answer, Unread):
            return answer
        views = [item.post for item in fitting(answer.feed, _Item, MAX_POSTS) if _is_own(item, _name(feed))]
        if any(bluesky.wants_login(view.author.labels) for view in views):
            return bluesky.login_required(feed.url)
        return Page([_posted(view) for view in views if not bluesky.wants_login(view.labels)], _following(first, answer.cursor))

    return turned(feed, first, ask)


def _kept(feed: Feed, fetch: Fetch) -> Feed:
    account = bluesky.account_of(_name(feed), feed.url, fetch)
    if isinstance(account, Unread):
        return replace(feed, unread=account)
    author = bluesky.author_by_profile(account, feed.url, fetch)
    if isinstance(author, Unread):
        return replace(feed, unread=author)
    begins = f"at://{account.did}/{bluesky.POSTS}/"
    first = f"{account.server}/xrpc/com.atproto.repo.listRecords?repo={account.did}&collection={bluesky.POSTS}&limit={_ITEMS}"

    def ask(address: str) -> Page | Unread:
        answer = got(address, _Records, feed.url, fetch)
        if isinstance(answer, Unread):
            return answer
        own = (kept for kept in fitting(answer.records, _Kept, MAX_POSTS) if kept.uri.startswith(begins) and post_of(kept.uri))
        return Page([_of_record(kept, author) for kept in own], _following(first, answer.cursor))

    return turned(feed, first, ask)


def _name(feed: Feed) -> str:
    profile = profile_of(feed.url)
    return quote((profile.handle if profile else "") or "", safe=":")


def _is_own(item: _Item, account: str) -> bool:
    """Tell whether a post is the account's own, not one that it passes on."""
    kind = item.reason.get("$type", "") if isinstance(item.reason, dict) else ""
    names = (item.post.author.did.lower(), item.post.author.handle.lower())
    return kind != "app.bsky.feed.defs#reasonRepost" and account in names and post_of(item.post.uri) is not None


def _posted(view: View) -> Posted:
    share = bluesky.share_of(bluesky.address_of(view), bluesky.viewed_author(view), view.record)
    return Posted(share, view.uri, view.record.reply.parent.uri if view.record.reply else "")


def _of_record(kept: _Kept, author: ShareAuthor) -> Posted:
    address = f"https://bsky.app/profile/{author.stable_id}/post/{kept.uri.rpartition('/')[2]}"
    return Posted(bluesky.share_of(address, author, kept.value), kept.uri, kept.value.reply.parent.uri if kept.value.reply else "")


def _following(first: str, cursor: str | None) -> str:
    return f"{first}&cursor={quote(cursor, safe='')}" if cursor else ""
