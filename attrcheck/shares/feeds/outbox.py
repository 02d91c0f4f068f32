"""Posts of an account as servers of the fediverse give them to each other (https://www.w3.org/TR/activitypub/#outbox)."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from attrcheck.model import ShareAuthor, Unread, UnreadReason, Value
from attrcheck.shares.asking import Fetch, fitting
from attrcheck.shares.feeds.feed import MAX_POSTS, Feed, Page, Posted, refused, turned
from attrcheck.shares.readers import activitypub
from attrcheck.shares.readers.fediverse import host_of, unread
from attrcheck.shares.readers.webfinger import split


class _Collection(Value, frozen=True, rename="camel"):
    """A collection or a page of one: `first` leads from it to its pages, `next` from page to page."""

    first: Any = None
    next: Any = None
    ordered_items: Any = None


class _Activity(Value, frozen=True):
    type: Any = None
    object: Any = None


def read(feed: Feed, actor: str, fetch: Fetch) -> Feed:
    """Return the newest posts of an actor, whose address its own domain has named."""
    found = activitypub.got(actor, activitypub.Actor, feed.url, fetch)
    if isinstance(found, Unread):
        return replace(feed, unread=found)
    known, host = found
    author = activitypub.author_by_actor(known, host) if known.id == actor and host == host_of(actor) else None
    if author is None or host_of(known.outbox) != host:
        return refused(feed, UnreadReason.UNREADABLE, "the server speaks for an account of another server")

    def ask(address: str) -> Page | Unread:
        got = activitypub.got(address, _Collection, feed.url, fetch)
        if isinstance(got, Unread):
            return got
        if got[1] != host:
            return unread(feed.url, UnreadReason.UNREADABLE, "the account's posts lie on another server")
        return _page(got[0], author, host)

    return turned(feed, known.outbox, ask)


def _page(collection: _Collection, author: ShareAuthor, host: str) -> Page:
    """Return the posts of a page; a collection that holds none leads to its first page, which may stand inside it."""
    if collection.ordered_items is None and isinstance(collection.first, dict):
        collection = next(fitting([collection.first], _Collection, 1), _Collection())
    listed = collection.ordered_items if isinstance(collection.ordered_items, list) else []
    posts = [posted for entry in fitting(listed, _Activity, MAX_POSTS) if (posted := _posted(entry, author, host))]
    leads = collection.next if collection.ordered_items is not None else collection.first
    following = leads if isinstance(leads, str) and host_of(leads) == host else ""
    return Page(posts, following)


def _posted(entry: _Activity, author: ShareAuthor, host: str) -> Posted | None:
    """Return what the actor has posted; what it passes on, likes or follows has no words of its own."""
    post = next(fitting([entry.object], activitypub.Object, 1), None) if entry.type == "Create" else None
    if post is None or activitypub.maker_of(post) != author.stable_id or activitypub.refused(post, author.stable_id, host, post.id):
        return None
    shown = next((url for url in activitypub.ids(post.url) if host_of(url) == host), post.id)
    above = next(iter(activitypub.ids(post.in_reply_to)), "")
    share = activitypub.share(post, author, shown)
    # Whether a mention is of somebody named by another domain only that domain can say: the post's own reader asks it.
    return Posted(replace(share, is_cut=share.is_cut or bool(split(activitypub.mentions_of(post)))), post.id, above)
