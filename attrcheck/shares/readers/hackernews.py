"""Stories and comments on Hacker News, from its public interface (https://github.com/HackerNews/API)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from attrcheck.model import Capture, Card, Link, Profile, Share, Unread, UnreadReason, Value
from attrcheck.reading.snippet import snippet
from attrcheck.shares.asking import Fetch, answered, asked
from attrcheck.shares.readers.composing import joined
from attrcheck.shares.readers.plain import author, plain
from attrcheck.urls import post_of
from attrcheck.urls.address import parse

PLATFORM = "hackernews"
_BEGIN = datetime(1970, 1, 1, tzinfo=UTC)


class _Item(Value, frozen=True):
    """What is read of an item: a story has a title, and an address or a text; a comment has a text only."""

    by: str = ""
    time: int = 0
    title: str = ""
    url: str = ""
    text: str = ""
    deleted: bool = False
    dead: bool = False


def read(url: str, fetch: Fetch) -> Share | Unread:
    """Return the story or comment at an address."""
    post = post_of(url)
    if post is None or post.platform != PLATFORM:
        return _unread(url, UnreadReason.NOT_OFFERED, "the address is not that of an item on Hacker News")
    answer = asked(f"https://hacker-news.firebaseio.com/v0/item/{post.id}.json", fetch)
    if isinstance(answer, Capture) and answer.body.strip() == b"null":
        return _unread(url, UnreadReason.GONE, "Hacker News has no such item")
    item = answered(answer, _Item, PLATFORM, url)
    if isinstance(item, Unread):
        return item
    if item.deleted or item.dead:
        return _unread(url, UnreadReason.GONE, f"Hacker News says that the item was {'deleted' if item.deleted else 'taken down'}")
    return _share(item, url)


def _share(item: _Item, url: str) -> Share:
    title, _ = plain(item.title, PLATFORM)
    address = parse(item.url)
    shared = item.url if address and address.is_web else ""
    text, links = joined([(title, (Link(url=shared, start=0, end=len(title)),) if shared else ()), snippet(item.text)])
    return Share(
        platform=PLATFORM,
        url=url,
        text=text,
        read_by="api",
        author=author("", [Profile(platform=PLATFORM, handle=item.by)]),
        links=links,
        card=Card(url=shared, title=title) if shared else None,
        created_at=_moment(item.time),
    )


def _moment(seconds: int) -> str:
    try:
        return (_BEGIN + timedelta(seconds=seconds)).isoformat() if seconds > 0 else ""
    except OverflowError:
        return ""


def _unread(url: str, reason: UnreadReason, detail: str) -> Unread:
    return Unread(platform=PLATFORM, url=url, reason=reason, detail=detail)
