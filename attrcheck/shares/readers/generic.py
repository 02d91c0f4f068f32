"""Posts of networks without a reader of their own: what the page at the address says of itself in its markup, which is its beginning."""

from __future__ import annotations

import re

from attrcheck.model import Capture, Failure, Metadatum, Profile, Share, Unread, UnreadReason
from attrcheck.reading import read as read_page
from attrcheck.shares.asking import HTML, Fetch, asked, refusal
from attrcheck.shares.readers import activitypub
from attrcheck.shares.readers.composing import joined, moment
from attrcheck.shares.readers.plain import author, plain
from attrcheck.urls import post_of, profile_of
from attrcheck.urls.address import parse

# In the order in which networks are careful with them.
_TEXTS = ("og:description", "twitter:description", "description")
_NAMES = ("jsonld:author", "article:author", "author")
_ACCOUNTS = ("jsonld:author.sameAs", "article:author", "link:author", "fediverse:creator")
# Beginnings of addresses of posts on servers of the fediverse: Pleroma, Misskey, Friendica, PeerTube, Pixelfed. Other sites have such too.
_OF_FEDIVERSE = re.compile(r"/(?:notice|notes|objects|display|w|videos/watch|p)/[^/]")
_TIMES = ("article:published_time", "jsonld:datePublished", "time:datetime")


def read_unknown(url: str, fetch: Fetch) -> Share | Unread:
    """Return a post on a site that no table knows: as the fediverse gives it where the address looks so, else as its page says."""
    address = parse(url)
    if address is not None and _OF_FEDIVERSE.match(address.path):
        found = activitypub.read(url, fetch)
        if isinstance(found, Share) or found.reason in (UnreadReason.GONE, UnreadReason.RATE_LIMITED):
            return found
    return read(url, fetch)


def read(url: str, fetch: Fetch) -> Share | Unread:
    """Return the beginning of the post at an address, as its page describes itself; one request, to that page."""
    post = post_of(url)
    platform = post.platform if post else ""
    answer = asked(url, fetch, HTML)
    refused = refusal(answer, platform, url)
    if refused is not None:
        return refused
    page = read_page(answer) if isinstance(answer, Capture) else answer
    if isinstance(page, Failure):
        return Unread(platform=platform, url=url, reason=UnreadReason.UNREADABLE, detail=page.detail)
    title, description = _first(page.metadata, ("og:title",)), _first(page.metadata, _TEXTS)
    if not title and not description:
        asks_login = bool(_first(page.metadata, ("password-field",)))
        reason = UnreadReason.LOGIN_REQUIRED if asks_login else UnreadReason.UNREADABLE
        return Unread(platform=platform, url=url, reason=reason, detail="the page's markup says nothing of the post")
    text, links = joined(plain(said, platform) for said in dict.fromkeys((title, description)))
    accounts = [profile_of(entry.value) for entry in page.metadata if entry.name in _ACCOUNTS]
    by_address = Profile(platform=platform, handle=post.author) if post and post.author else None
    return Share(
        platform=platform,
        url=url,
        text=text,
        read_by="markup",
        author=author(_first(page.metadata, _NAMES), [by_address, *accounts]),
        links=links,
        created_at=moment(_first(page.metadata, _TIMES)),
        is_cut=True,
    )


def _first(metadata: tuple[Metadatum, ...], names: tuple[str, ...]) -> str:
    """Return the first value of the first name that has one."""
    values = {entry.name: entry.value for entry in reversed(metadata) if entry.name in names}
    return next((values[name] for name in names if values.get(name)), "")
