"""The posts of an account, newest first: one module for each way in which networks give them to anybody, and the one table of readers.

A reader makes a bounded number of requests, through the fetcher that it is given, and never raises for what a network answers.
"""

from __future__ import annotations

from collections.abc import Callable

from attrcheck.model import UnreadReason
from attrcheck.shares.asking import Fetch
from attrcheck.shares.feeds import bluesky, mastodon, syndicated, telegram
from attrcheck.shares.feeds.feed import Feed, refused
from attrcheck.urls import platform_name, profile_of

FeedReader = Callable[[Feed, Fetch], Feed]

FEEDS: dict[str, FeedReader] = {
    "bluesky": bluesky.read,
    "mastodon": mastodon.read,
    "reddit": syndicated.read,
    "telegram": telegram.read,
    "tumblr": syndicated.read,
    "youtube": syndicated.read,
}


def read_feed(url: str, fetch: Fetch) -> Feed:
    """Return the newest posts of the account at an address, or why there are none to be read."""
    profile = profile_of(url)
    feed = Feed(platform=profile.platform if profile else "", url=url)
    if profile is None:
        return refused(feed, UnreadReason.NOT_OFFERED, "the address is not that of an account")
    reader = FEEDS.get(profile.platform)
    if reader is None:
        name = platform_name(profile.platform)
        return refused(feed, UnreadReason.NOT_OFFERED, f"{name} lists no posts to those without a login; name the posts")
    return reader(feed, fetch)


__all__ = ["FEEDS", "Feed", "FeedReader", "read_feed"]
