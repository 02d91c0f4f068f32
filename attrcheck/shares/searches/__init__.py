"""Networks that can be searched without a login for posts about a page: one module each, and the one table of them.

A search makes one request, through the fetcher that it is given, and never raises for what a network answers.
"""

from __future__ import annotations

from collections.abc import Callable

from attrcheck.shares.asking import Fetch
from attrcheck.shares.feeds.feed import Feed
from attrcheck.shares.searches import bluesky, hackernews, lemmy

Search = Callable[[Feed, Fetch], Feed]

SEARCHES: dict[str, Search] = {
    "bluesky": bluesky.search,
    "hackernews": hackernews.search,
    "lemmy": lemmy.search,
}


def search_network(network: str, server: str, page: str, fetch: Fetch) -> Feed:
    """Return the posts that a network of `SEARCHES` finds for the address of a page, on a server of its own choice without any."""
    return SEARCHES[network](Feed(platform=network, url=page, server=server), fetch)


__all__ = ["SEARCHES", "Search", "search_network"]
