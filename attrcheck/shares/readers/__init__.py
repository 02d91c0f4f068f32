"""Readers of posts: one module for each way in which networks give a post to anybody, and the one table that says who reads which.

A reader makes as few requests as it can, through the fetcher that it is given, and never raises for what a network answers.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from attrcheck.model import Share, Unread, UnreadReason
from attrcheck.shares.asking import Fetch
from attrcheck.shares.readers import activitypub, bluesky, closed, generic, hackernews, lemmy, oembed, telegram
from attrcheck.urls import post_of
from attrcheck.urls.address import parse
from attrcheck.urls.tables import homes


class Reader(NamedTuple):
    """How the posts of a network are read."""

    read: Callable[[str, Fetch], Share | Unread]


READERS: dict[str, Reader] = {
    "bluesky": Reader(bluesky.read),
    "mastodon": Reader(activitypub.read),
    "telegram": Reader(telegram.read),
    "lemmy": Reader(lemmy.read),
    "hackernews": Reader(hackernews.read),
    "tumblr": Reader(generic.read),  # its markup for showing posts elsewhere holds no text
    **dict.fromkeys(oembed.SERVICES, Reader(oembed.read)),
    **dict.fromkeys(closed.REASONS, Reader(closed.read)),
}


def read_share(url: str, fetch: Fetch) -> Share | Unread:
    """Return the post at an address, or why it cannot be read. On a site that is no known network, any page may be one."""
    post, address = post_of(url), parse(url)
    platform = post.platform if post else ""
    is_of_unknown_network = post is None and address is not None and address.is_web and not homes(address.host)
    reader = Reader(generic.read) if is_of_unknown_network else READERS.get(platform)
    if reader is None:
        return Unread(platform=platform, url=url, reason=UnreadReason.NOT_OFFERED, detail="no reader knows posts at this address")
    return reader.read(url, fetch)
