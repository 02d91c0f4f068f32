"""Posts of networks that hand out markup for showing them elsewhere, by the documented way to ask for it (https://oembed.com)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import NamedTuple
from urllib.parse import quote

from attrcheck.model import Profile, Share, Unread, UnreadReason, Value
from attrcheck.reading.snippet import parts
from attrcheck.shares.asking import Fetch, answered, asked
from attrcheck.shares.readers.composing import Wording, joined
from attrcheck.shares.readers.plain import author, plain, to_accounts
from attrcheck.urls import Post, length, platform_name, post_of, profile_of, unwrap


class _Field(StrEnum):
    """Where an answer has the text of the post."""

    MARKUP = "html"
    TITLE = "title"


class _Service(NamedTuple):
    """Where a network is asked, which field holds the post's text, and whether that is all of it."""

    address: str
    field: _Field
    is_whole: bool


# Titles of Reddit, YouTube and Pinterest leave out what stands under them: the author's text, the description.
SERVICES = {
    "x": _Service("https://publish.x.com/oembed?omit_script=1&dnt=true&lang=en&url=", _Field.MARKUP, is_whole=True),
    "tiktok": _Service("https://www.tiktok.com/oembed?url=", _Field.MARKUP, is_whole=True),
    "reddit": _Service("https://www.reddit.com/oembed?url=", _Field.TITLE, is_whole=False),
    "youtube": _Service("https://www.youtube.com/oembed?format=json&url=", _Field.TITLE, is_whole=False),
    "pinterest": _Service("https://www.pinterest.com/oembed.json?url=", _Field.TITLE, is_whole=False),
}
# A long post on X is cut at its 280 characters, with "…" before the links that stand at its end; some lengths are counted otherwise.
_LONG = 270
_CUT = re.compile(r"…(?:\s{0,5}(?:https?://|pic\.)[^\s…]{1,100})*\s{0,5}\Z")
_END = 400
_MONTHS = "January February March April May June July August September October November December".split()
# The line under a post on X: "— Name (@handle) April 1, 2026".
_DAY = re.compile(rf"({'|'.join(_MONTHS)}) (\d{{1,2}}), (\d{{4}})\Z", re.ASCII)
# A comment on Reddit, /comments/ID/TITLE/COMMENT: the title is that of the post above it.
_REDDIT_COMMENT = re.compile(r"/comments/[^/?#]{1,20}/[^/?#]{0,300}/[^/?#]")


class _Answer(Value, frozen=True):
    """What is read of an answer; `url` is X's own addition and names the post."""

    html: str | None = None
    title: str | None = None
    author_name: str | None = None
    author_url: str | None = None
    url: str | None = None


class _Told(NamedTuple):
    """The words of a post, and the day that stands under them."""

    wording: Wording
    day: str = ""


def read(url: str, fetch: Fetch) -> Share | Unread:
    """Return the post at an address of a network in `SERVICES`."""
    post = post_of(url)
    service = SERVICES.get(post.platform) if post else None
    if post is None or service is None:
        return _unread(post, url, UnreadReason.NOT_OFFERED, "this network hands out no markup of its posts")
    if post.platform == "reddit" and _REDDIT_COMMENT.search(url):
        return _unread(post, url, UnreadReason.NOT_OFFERED, "Reddit gives programs the titles of posts, not the text of comments")
    answer = answered(asked(service.address + quote(_address(post, url), safe=""), fetch), _Answer, post.platform, url)
    if isinstance(answer, Unread):
        return answer
    named = post_of(answer.url) if answer.url else None
    if named and named.id != post.id:
        return _unread(post, url, UnreadReason.UNREADABLE, "the answer is about another post")
    told = _of_markup(answer.html or "") if service.field is _Field.MARKUP else _of_title(answer.title, post.platform)
    if told is None:
        return _unread(post, url, UnreadReason.UNREADABLE, f"the answer of {platform_name(post.platform)} holds no text of the post")
    text, links = told.wording
    return Share(
        platform=post.platform,
        url=url,
        text=text,
        read_by="oembed",
        author=author(answer.author_name or "", _writers(answer, post)),
        links=to_accounts(text, links),
        created_at=told.day,
        is_cut=not service.is_whole or (post.platform == "x" and _is_cut_on_x(text)),
    )


def _address(post: Post, url: str) -> str:
    """Return the address to ask for: X knows posts by the addresses of its own site only, and the name in them does not count."""
    return f"https://x.com/{post.author or 'i'}/status/{post.id}" if post.platform == "x" else unwrap(url)


def _of_markup(html: str) -> _Told | None:
    found = parts(html, ("p", "blockquote"))
    if "p" not in found or "blockquote" not in found:
        return None
    return _Told(joined([(found["p"].text, found["p"].links)]), _day(found["blockquote"].text))


def _of_title(title: str | None, platform: str) -> _Told | None:
    return _Told(plain(title, platform)) if title else None


def _day(text: str) -> str:
    found = _DAY.search(text[-30:])
    try:
        return date(int(found[3]), _MONTHS.index(found[1]) + 1, int(found[2])).isoformat() if found else ""
    except ValueError:
        return ""


def _is_cut_on_x(text: str) -> bool:
    return length(text, "x") >= _LONG or _CUT.search(text[-_END:]) is not None


def _writers(answer: _Answer, post: Post) -> Iterator[Profile | None]:
    """Yield the accounts that may have written the post, the surest first."""
    yield profile_of(answer.author_url or "")
    if post.platform == "reddit":  # where names are handles
        yield Profile(platform="reddit", handle=answer.author_name)
    if post.author:
        yield Profile(platform=post.platform, handle=post.author)


def _unread(post: Post | None, url: str, reason: UnreadReason, detail: str) -> Unread:
    return Unread(platform=post.platform if post else "", url=url, reason=reason, detail=detail)
