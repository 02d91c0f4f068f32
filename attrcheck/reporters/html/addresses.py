"""Addresses as a reader is shown them: the host in ASCII and apart from the rest, and a link only where it leads to a website."""

from __future__ import annotations

import re
from typing import NamedTuple

from attrcheck.reporters.printable import printable
from attrcheck.urls.address import parse

# What follows the host in an address as it is written: path, query, fragment.
_REST = re.compile(r"[^:/?#]*:/*[^/?#\\]*(.*)", re.DOTALL)
# Longer ones are shown cut, and half an address leads nowhere.
_LONGEST_LINK = 4_000
# A text fragment as attrcheck writes it: percent-encoded words, commas and hyphens between them.
_TEXT_FRAGMENT = re.compile(r"#:~:text=[A-Za-z0-9%,._~&=-]+")


class Shown(NamedTuple):
    """An address in three parts, so that the host can be set apart; `link` is where a click leads, None where it leads nowhere."""

    before: str
    host: str
    after: str
    link: str | None


def address_of(url: str) -> Shown:
    """Return how an address is shown.

    Only plain http(s) addresses are links: what a browser would read in another way than a person does (a name and password before the
    host, control characters) is text. A host in other letters is shown as the network knows it, in punycode.

    >>> address_of("https://bücher.example/a")
    Shown(before='https://', host='xn--bcher-kva.example', after='/a', link='https://bücher.example/a')
    >>> address_of("javascript:alert(1)").link, address_of("https://good.example@evil.example/").link
    (None, None)
    """
    parsed = parse(url) if url.lower().startswith(("http://", "https://")) else None
    rest = _REST.match(url)
    if parsed is None or rest is None or not parsed.is_web or not parsed.host:
        return Shown("", "", url, None)
    port = "" if parsed.port is None else f":{parsed.port}"
    is_plain = (
        len(url) <= _LONGEST_LINK
        and printable(url) == url
        and "\\" not in url
        and "@" not in url[: rest.start(1)]
        and not re.search(r"\s", url)
    )
    return Shown(f"{parsed.scheme}://", parsed.host + port, rest[1], url if is_plain else None)


def fragment_address(url: str, fragment: str | None) -> str | None:
    """Return the address that lets a browser scroll to words on a page; None where page or words are not such that it could."""
    link = address_of(url).link
    if link is None or fragment is None or not _TEXT_FRAGMENT.fullmatch(fragment):
        return None
    found = link + (fragment[1:] if "#" in link else fragment)
    return found if len(found) <= _LONGEST_LINK else None
