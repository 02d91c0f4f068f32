"""Targets -> captures: everything that touches the network or a saved page.

>>> with HttpFetcher(Limits(), user_agent("https://example.org/about")) as web:
...     fetch = AnyFetcher(web=web)
...     fetch(Target(url="gopher://example.org/")).detail
'attrcheck fetches http:, https: and file: addresses, not gopher://example.org/.'
"""

from __future__ import annotations

from dataclasses import dataclass, field

from msgspec.structs import replace

from attrcheck.fetch.address import wire_address
from attrcheck.fetch.contract import Exchange, Fetcher, FetchStopped, Limits, Witness, body_digest, shorten
from attrcheck.fetch.guard import Guard
from attrcheck.fetch.http import HttpFetcher, user_agent
from attrcheck.fetch.manners import GoodManners, Manners, NoManners, Politeness, nothing_before
from attrcheck.fetch.replayed import Transport, kept_body, replayed
from attrcheck.fetch.saved import PAGE_SUFFIXES, fetch_saved, saved_capture
from attrcheck.model import Capture, Failure, FailureReason, Target
from attrcheck.urls import untracked

__all__ = [
    "PAGE_SUFFIXES",
    "AnyFetcher",
    "Exchange",
    "FetchStopped",
    "Fetcher",
    "GoodManners",
    "Guard",
    "HttpFetcher",
    "Limits",
    "Manners",
    "NoManners",
    "Politeness",
    "Transport",
    "Witness",
    "body_digest",
    "fetch_saved",
    "kept_body",
    "nothing_before",
    "replayed",
    "saved_capture",
    "user_agent",
    "wire_address",
]


@dataclass(frozen=True, kw_only=True)
class AnyFetcher:
    """The one fetcher of a scan: http(s) addresses go to `web`, `file:` addresses to the saved pages; others are a failure.

    Pages are asked for without the parameters that say how a reader came: a scan is no reader, and is not to be counted as one.
    """

    web: Fetcher
    limits: Limits = field(default_factory=Limits)

    def __call__(self, target: Target) -> Capture | Failure:
        """Fetch one target with the fetcher of its scheme."""
        scheme = target.url.partition(":")[0].strip().lower()
        if scheme == "file":
            return fetch_saved(target, self.limits)
        if scheme in ("http", "https"):
            return self.web(target if target.accept else replace(target, url=untracked(target.url)))
        detail = f"attrcheck fetches http:, https: and file: addresses, not {shorten(target.url)}."
        return Failure(reason=FailureReason.BAD_ADDRESS, detail=detail)
