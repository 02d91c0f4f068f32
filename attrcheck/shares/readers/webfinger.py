"""Which account of the fediverse a handle is, by the word of the domain that it is named by (RFC 7033): names and servers may differ.

``zoe@news.example`` may live on ``social.news.example`` or on another's server; only news.example can say so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from attrcheck.model import Profile, Unread, UnreadReason, Value
from attrcheck.shares.asking import Fetch, answered, asked
from attrcheck.shares.readers.fediverse import PLATFORM, handle_of, host_of, is_under, unread
from attrcheck.urls import profile_url

_ACCEPT = "application/jrd+json, application/json"
_ACTIVITY, _PROFILE_PAGE = "application/activity+json", "http://webfinger.net/rel/profile-page"
# An account has one actor, one page and one feed; what else is listed is not for us.
_MOST_LINKS = 50
# Mentions of one post that are asked about: each is a request to another server.
_MOST_ASKED = 3


class _Document(Value, frozen=True):
    links: tuple[dict[str, Any], ...] = ()


class Finger(Value, frozen=True):
    """What a domain says of an account that it names: the address of its actor, and of its page, empty where there is none."""

    actor: str
    page: str = ""


def fingered(handle: str, url: str, fetch: Fetch) -> Finger | Unread:
    """Return where the account ``name@domain`` lives; `url` is the address that the answer is about."""
    domain = handle.rpartition("@")[2]
    answer = asked(f"https://{domain}/.well-known/webfinger?resource={quote(f'acct:{handle}', safe='')}", fetch, _ACCEPT)
    told = answered(answer, _Document, PLATFORM, url)
    if isinstance(told, Unread):
        return told
    links = [link for link in told.links[:_MOST_LINKS] if isinstance(link.get("href"), str) and host_of(link["href"])]
    actor = next((link["href"] for link in links if link.get("rel") == "self" and link.get("type") == _ACTIVITY), "")
    page = next((link["href"] for link in links if link.get("rel") == _PROFILE_PAGE), "")
    return Finger(actor, page) if actor else unread(url, UnreadReason.GONE, f"{domain} knows no account of this name")


def split(mentions: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the handles of mentioned accounts that are named by another domain than that of their address, by their addresses."""
    named = ((address, handle_of(name, host_of(address))) for name, address in mentions)
    return {address: handle for address, handle in named if handle and not is_under(host_of(address), handle.rpartition("@")[2].lower())}


def vouched(mentions: Iterable[tuple[str, str]], url: str, fetch: Fetch) -> Mapping[str, str]:
    """Return the profiles of such accounts by their addresses, for those whose domain says so: a post's own server cannot.

    `mentions` are names and addresses of accounts, as the post's server declares them.
    """
    found = {}
    for address, handle in list(split(mentions).items())[:_MOST_ASKED]:
        finger = fingered(handle, url, fetch)
        profile = profile_url(Profile(platform=PLATFORM, handle=handle))
        if isinstance(finger, Finger) and profile and address in (finger.actor, finger.page):
            found[address] = profile
    return found
