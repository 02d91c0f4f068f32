"""Who may speak for whom in the Fediverse: anybody may run a server and answer anything, so it is believed about its own accounts only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from attrcheck.model import Capture, Failure, Link, Profile, ShareAuthor, Unread, UnreadReason
from attrcheck.reading.snippet import snippet
from attrcheck.shares.readers.composing import Wording
from attrcheck.urls import profile_of, profile_url
from attrcheck.urls.address import parse

PLATFORM = "mastodon"


def host_of(url: str) -> str:
    """Return the host of a web address, nothing for anything else."""
    address = parse(url)
    return address.host if address and address.is_web else ""


def is_under(host: str, domain: str) -> bool:
    """Tell whether a host is a domain or in it: servers often live on a host under the domain that their accounts are named by.

    >>> is_under("social.news.example", "news.example"), is_under("news.example", "example.org")
    (True, False)
    """
    return bool(host) and (host == domain or ("." in domain and host.endswith(f".{domain}")))


def handle_of(name: str, host: str) -> str:
    """Return the handle of an account by the name that the server on a host has for it, nothing for what is no name.

    >>> handle_of("zoe", "news.example"), handle_of("@zoe@other.example", "news.example"), handle_of("zoe v", "news.example")
    ('zoe@news.example', 'zoe@other.example', '')
    """
    plain = name.removeprefix("@")
    handle = plain if "@" in plain else f"{plain}@{host}"
    return handle if profile_url(Profile(platform=PLATFORM, handle=handle)) else ""


def speaker(answer: Capture | Failure) -> str:
    """Return the host that gave an answer in the end."""
    return host_of(answer.record.final_url) if isinstance(answer, Capture) else ""


def author_of(host: str, actor: str, username: str, name: str, pages: Iterable[str]) -> ShareAuthor:
    """Return the author of a post by what the author's own server says: a name with another server in it is no name of its account.

    `pages` are addresses of the profile, the best first; `actor` is the one that stays.
    """
    handle = handle_of(username, host) if "@" not in username else ""
    return ShareAuthor(handle=handle, name=name, url=next((page for page in pages if _is_page(page, host)), actor), stable_id=actor)


NOBODY: Mapping[str, str] = {}
"""No account that another domain vouches for."""


def worded(html: str, mentions: Iterable[tuple[str, str]], vouched: Mapping[str, str] = NOBODY) -> Wording:
    """Return the text and links of a post's markup. `mentions` are names and addresses of accounts, as the post's server declares them.

    A link to an account by an address of its server's own making, such as ``/ap/users/17``, becomes its profile's address. So does one to
    an account that another domain has `vouched` for.
    """
    text, links = snippet(html)
    profiles = dict(found for name, address in mentions if (found := _mention(name, address)))
    return text, tuple(_led(link, profiles.get(link.url), vouched.get(link.url)) for link in links)


def unread(url: str, reason: UnreadReason, detail: str) -> Unread:
    """Say why a post of the Fediverse could not be read."""
    return Unread(platform=PLATFORM, url=url, reason=reason, detail=detail)


def _is_page(url: str, host: str) -> bool:
    """Tell whether an address is on a host and does not name the account of another, as ``/@name@other.example`` does."""
    profile = profile_of(url)
    return host_of(url) == host and (profile is None or (profile.handle or "").endswith(f"@{host.removeprefix('www.')}"))


def _mention(name: str, address: str) -> tuple[str, str] | None:
    """Return the address and the profile's address, unless the name is that of somebody on another server than the address."""
    handle = handle_of(name, host_of(address))
    profile = profile_url(Profile(platform=PLATFORM, handle=handle))
    return (address, profile) if profile and is_under(host_of(address), handle.rpartition("@")[2].lower()) else None


def _led(link: Link, profile: str | None, vouched: str | None) -> Link:
    place = vouched or (profile if profile_of(link.url) is None else None)
    return msgspec.structs.replace(link, url=place) if place else link
