"""Readers of posts: one module for each way in which networks give a post to anybody, and the one table that says who reads which.

A reader makes as few requests as it can, through the fetcher that it is given, and never raises for what a network answers.
"""

from __future__ import annotations

from collections.abc import Callable

from attrcheck.model import Share, Unread, UnreadReason
from attrcheck.shares.asking import Fetch
from attrcheck.shares.readers import activitypub, bluesky, closed, generic, hackernews, lemmy, oembed, telegram
from attrcheck.urls import post_of
from attrcheck.urls.address import parse
from attrcheck.urls.tables import homes

Reader = Callable[[str, Fetch], Share | Unread]

READERS: dict[str, Reader] = {
    "bluesky": bluesky.read,
    "mastodon": activitypub.read,
    "telegram": telegram.read,
    "lemmy": lemmy.read,
    "hackernews": hackernews.read,
    "tumblr": generic.read,  # its markup for showing posts elsewhere holds no text
    **dict.fromkeys(oembed.SERVICES, oembed.read),
    **dict.fromkeys(closed.REASONS, closed.read),
}


def read_share(url: str, fetch: Fetch) -> Share | Unread:
    """Return the post at an address, or why it cannot be read. On a site that is no known network, any page may be one."""
    post, address = post_of(url), parse(url)
    platform = post.platform if post else ""
    is_of_unknown_network = post is None and address is not None and address.is_web and not homes(address.host)
    reader = generic.read_unknown if is_of_unknown_network else READERS.get(platform)
    if reader is None:
        return Unread(platform=platform, url=url, reason=UnreadReason.NOT_OFFERED, detail="no reader knows posts at this address")
    got = reader(url, fetch)
    if isinstance(got, Share) and not (got.text or got.links or got.card):
        # A post that shares a page holds its address at least: an answer without anything is no post.
        return Unread(platform=platform, url=url, reason=UnreadReason.UNREADABLE, detail="the answer holds nothing of a post")
    return got
