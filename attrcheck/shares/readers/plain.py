"""Posts that come as text without markup, and what all readers say of accounts: mentions and authors by the address of their profile."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from attrcheck.model import Link, Profile, ShareAuthor
from attrcheck.shares.readers.composing import Wording
from attrcheck.text import composed, squeeze
from attrcheck.urls import addresses_in, handles_in, profile_of, profile_url
from attrcheck.urls.mentions import every_address_in

# Longer texts are no posts: the longest networks allow about 65,000 characters.
LONGEST_TEXT = 200_000
_LONGEST_NAME = 300
# Networks that mention accounts as u/name or not at all: "@name" is a word there.
_WITHOUT_AT = ("reddit", "hackernews")


def plain(text: str, platform: str) -> Wording:
    """Return a text as it was posted, its addresses and mentions as links.

    >>> text, links = plain("By @zoe: https://news.example/a", "x")
    >>> [(text[link.start : link.end], link.url) for link in links]
    [('@zoe', 'https://x.com/zoe'), ('https://news.example/a', 'https://news.example/a')]
    """
    return with_bare_links(cleaned(text), (), platform)


def cleaned(text: str) -> str:
    """Return a text as far as it is read, in NFC, with line ends of one kind and nothing that no output could encode."""
    lines = text[:LONGEST_TEXT].replace("\r\n", "\n").replace("\r", "\n").strip()
    return composed(lines.encode(errors="replace").decode())


def with_bare_links(text: str, known: tuple[Link, ...], platform: str) -> Wording:
    """Return the text with its known links, and links for the addresses and mentions that stand outside of them."""
    starts, ends = [link.start for link in known], [link.end for link in known]
    found = list(known)
    for link in (*_addresses(text), *_mentions(text, platform)):
        after = bisect_right(ends, link.start)
        if after == len(starts) or starts[after] >= link.end:
            found.append(link)
    return text, tuple(sorted(found, key=lambda link: (link.start, link.end)))


def _addresses(text: str) -> Iterator[Link]:
    """Yield the addresses that networks make links of: with a scheme, of a known site, or a host with a path."""
    known = {address.start for address in addresses_in(text)}
    for address in every_address_in(text):
        if address.url.lower().startswith(("http://", "https://")):
            yield Link(url=address.url, start=address.start, end=address.end)
        elif address.start in known or "/" in address.url:
            yield Link(url=f"https://{address.url}", start=address.start, end=address.end)


def _mentions(text: str, platform: str) -> Iterator[Link]:
    for mention in handles_in(text, None if platform in _WITHOUT_AT else platform or None):
        profiles = (Profile(platform=named, handle=mention.handle) for named in mention.platforms)
        address = next(filter(None, map(profile_url, profiles)), None)
        if address:
            yield Link(url=address, start=mention.start, end=mention.end)


def to_accounts(text: str, links: Iterable[Link]) -> tuple[Link, ...]:
    """Return the links with mentions led to the usual address of the account: networks add how a reader came."""
    return tuple(_to_account(link) if text[link.start : link.start + 1] == "@" else link for link in links)


def _to_account(link: Link) -> Link:
    profile = profile_of(link.url)
    address = profile_url(profile) if profile else None
    return replace(link, url=address) if address else link


def author(name: str, candidates: Iterable[Profile | None]) -> ShareAuthor | None:
    """Return the author of a post by the first account that is one, None when nothing is known of them."""
    known = next((profile for profile in candidates if profile and profile_url(profile)), None)
    shown = squeeze(name[:_LONGEST_NAME])
    if known is None:
        return ShareAuthor(handle="", name=shown) if shown else None
    return ShareAuthor(handle=known.handle or "", name=shown, url=profile_url(known) or "")
