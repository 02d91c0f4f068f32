"""Which account of the fediverse a handle is, by the word of the domain that it is named by (RFC 7033): names and servers may differ.

``zoe@news.example`` may live on ``social.news.example`` or on another's server; only news.example can say so.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from attrcheck.model import Unread, UnreadReason, Value
from attrcheck.shares.asking import Fetch, answered, asked
from attrcheck.shares.readers.fediverse import PLATFORM, host_of, unread

_ACCEPT = "application/jrd+json, application/json"
_ACTIVITY, _PROFILE_PAGE = "application/activity+json", "http://webfinger.net/rel/profile-page"
# An account has one actor, one page and one feed; what else is listed is not for us.
_MOST_LINKS = 50


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
