"""Readers of posts: one module for each way in which networks give a post to anybody, and the one table that says who reads which.

A reader makes as few requests as it can, through the fetcher that it is given, and never raises for what a network answers.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from attrcheck.model import Share, Unread, UnreadReason
from attrcheck.shares.asking import Fetch
from attrcheck.urls import post_of


class Reader(NamedTuple):
    """How the posts of a network are read."""

    read: Callable[[str, Fetch], Share | Unread]


READERS: dict[str, Reader] = {}


def read_share(url: str, fetch: Fetch) -> Share | Unread:
    """Return the post at an address, or why it cannot be read."""
    post = post_of(url)
    platform = post.platform if post else ""
    reader = READERS.get(platform)
    if reader is None:
        return Unread(platform=platform, url=url, reason=UnreadReason.NOT_OFFERED, detail="no reader knows posts at this address")
    return reader.read(url, fetch)
