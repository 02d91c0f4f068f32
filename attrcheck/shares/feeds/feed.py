"""What the posts of an account are as values, and the one loop that turns its pages: bounded, whatever a server sends."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from attrcheck.model import Share, Unread, UnreadReason, Value
from attrcheck.shares.asking import Fetch

MAX_PAGES = 3
"""Pages of one account that are read: the newest hundred posts or more, and a share is mostly posted in the days of its page."""

MAX_POSTS = 400
"""Posts of one account that are looked through; three pages of no network hold more."""

# A thread that goes on does so in one reply of its author; more than a few are a conversation.
_MOST_REPLIES = 5
# Steps from a reply up to the post that the thread begins with; there are no more but in a circle.
_LONGEST_THREAD = 50


class Feed(Value, frozen=True, kw_only=True):
    """Posts that were looked through for shares of a page, the newest first: those of an account, or what a search found.

    `server` is the one that was searched, where a network has several.
    `unread` says why they, or the rest of them, could not be read; `has_more` that there are older ones, which nobody asked for.
    """

    platform: str
    url: str
    server: str = ""
    posts: tuple[Share, ...] = ()
    unread: Unread | None = None
    has_more: bool = False


class Posted(NamedTuple):
    """A post of a feed: the name by which its replies know it, and the name of the post that it answers, empty for none."""

    share: Share
    name: str
    answers: str = ""


class Page(NamedTuple):
    """A page of a feed, and the address of the next one, empty for none."""

    posts: Sequence[Posted]
    following: str = ""


def turned(feed: Feed, first: str, ask: Callable[[str], Page | Unread]) -> Feed:
    """Return a feed with the posts of its pages, from the `first` one on. Trouble on a later page leaves the earlier ones as they are."""
    posts: list[Posted] = []
    address, asked = first, set[str]()
    while address and address not in asked and len(asked) < MAX_PAGES and len(posts) < MAX_POSTS:
        asked.add(address)
        page = ask(address)
        if isinstance(page, Unread):
            return replace(feed, posts=threaded(posts), unread=page)
        posts += page.posts
        address = page.following
    return replace(feed, posts=threaded(posts[:MAX_POSTS]), has_more=bool(address) and address not in asked)


def threaded(posts: Iterable[Posted]) -> tuple[Share, ...]:
    """Return the posts with what their author answered to them as their replies, each post once."""
    known = {posted.name: posted for posted in posts}
    replies: dict[str, list[Share]] = {}
    for posted in known.values():
        if (root := _root(posted, known)) != posted.name:
            replies.setdefault(root, []).append(posted.share)
    begun = [posted for posted in known.values() if _root(posted, known) == posted.name]
    return tuple(_with_replies(posted.share, replies.get(posted.name, [])) for posted in begun)


def refused(feed: Feed, reason: UnreadReason, detail: str) -> Feed:
    """Return a feed of which nothing can be read."""
    return replace(feed, unread=Unread(platform=feed.platform, url=feed.url, reason=reason, detail=detail))


def first_read(feed: Feed, ways: Iterable[Callable[[Feed, Fetch], Feed]], fetch: Fetch) -> Feed:
    """Return what the first way that works brings, else the first refusal. A server that asks to wait is left alone."""
    first: Feed | None = None
    for way in ways:
        found = way(feed, fetch)
        if found.posts or found.unread is None:
            return found
        first = first or found
        if found.unread.reason is UnreadReason.RATE_LIMITED:
            break
    return first or feed


def _root(posted: Posted, known: dict[str, Posted]) -> str:
    """Return the name of the post that a thread begins with, as far as its posts are known; one in a circle begins its own."""
    above = posted
    for _ in range(_LONGEST_THREAD):
        following = known.get(above.answers)
        if following is None:
            return above.name
        above = following
    return posted.name


def _with_replies(share: Share, replies: Sequence[Share]) -> Share:
    oldest_first = sorted(replies, key=lambda reply: reply.created_at)
    return replace(share, replies=tuple(oldest_first[:_MOST_REPLIES]), are_replies_known=True)
