"""Addresses that only lead to another one: redirect wrappers, read without a request."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import islice
from urllib.parse import unquote

import msgspec

from attrcheck.urls import forms
from attrcheck.urls.address import LONGEST, Address, parse, remembered
from attrcheck.urls.forms import Form
from attrcheck.urls.host_index import HostIndex, find, host_index, host_of
from attrcheck.urls.tables import tables

_MOST_HOPS = 5
"""Wrappers inside wrappers that are followed; real pages have at most three."""

# A path keeps only one slash of "https://" after browsers and servers have folded it.
_SCHEME = re.compile(r"(https?):/*", re.IGNORECASE | re.ASCII)

# The same with its marks escaped, once more than usual.
_ESCAPED_SCHEME = re.compile(r"https?%3A", re.IGNORECASE | re.ASCII)

# Labels of a host that are looked at; senders of letters put a number or two before their own.
_MOST_LABELS = 5

# An address wherever it begins, as far as it goes in an address or a script around it, and how much is looked at.
_BEGINS = re.compile(r"(?=(https?://[^\s\"'<>()\\,;&]{1,500}))", re.IGNORECASE | re.ASCII)
_LONGEST_SCRIPT, _MOST_INSIDE = 4_000, 30


@remembered
def unwrap(url: str) -> str:
    """Return the address that a redirect wrapper, plugin frame, archive or AMP cache leads to; any other address unchanged.

    >>> unwrap("https://l.facebook.com/l.php?u=https%3A%2F%2Fnews.example%2Fa&h=AT0")
    'https://news.example/a'
    >>> unwrap("https://news.example/?u=https://x.com/")
    'https://news.example/?u=https://x.com/'
    """
    return _followed(url, ("wrappers", "copies", "frames", "amp_caches"))


@remembered
def destination(url: str) -> str:
    """Return where a click leads: like `unwrap`, but a plugin frame stays what it is, for a "like" button is no link to an account.

    >>> destination("https://www.facebook.com/plugins/like.php?href=https://facebook.com/Remy.Bonny")[:32]
    'https://www.facebook.com/plugins'
    """
    return _followed(url, ("wrappers", "copies", "amp_caches"))


def clicked(url: str) -> str:
    """Return the page that a counted click leads to: a copy of a page in an archive or a cache stays what it is.

    >>> clicked("https://www.google.com/url?rct=j&sa=t&url=https://news.example/a%3Fb%3D1&ct=ga&usg=AOv")
    'https://news.example/a?b=1'
    >>> clicked("https://web.archive.org/web/2023/https://news.example/a")
    'https://web.archive.org/web/2023/https://news.example/a'
    """
    return _followed(url, ("wrappers",))


def without_amp_cache(url: str) -> str:
    """Return the page whose copy lies in an AMP cache.

    >>> without_amp_cache("https://news-example.cdn.ampproject.org/c/s/news.example/a")
    'https://news.example/a'
    """
    return _followed(url, ("amp_caches",), most=LONGEST)  # each hop makes it shorter


def is_short(url: str) -> bool:
    """Say whether only a request tells where the address leads.

    >>> is_short("https://t.co/AbC"), is_short("https://news.example/")
    (True, False)
    """
    address = parse(url)
    if address is None:
        return False
    labels = address.host.split(".")[-_MOST_LABELS:]
    hosts = [".".join(labels[i:]) for i in range(len(labels) - 1)]
    first = address.path[1:].partition("/")[0]
    return not tables().redirects.shorteners.isdisjoint((*hosts, *(f"{host}/{first}" for host in hosts)))


def _followed(url: str, keys: tuple[str, ...], most: int = _MOST_HOPS) -> str:
    for _ in range(most):
        address = parse(url)
        inner = _inside(address, keys) if address is not None and address.is_web else None
        if inner is None or inner == url:
            break
        url = inner
    return url


def _inside(address: Address, keys: tuple[str, ...]) -> str | None:
    at_host = _entries(address.host)
    if not at_host:
        return None
    seen = forms.spelling(address)
    for form in (form for key, form in at_host if key in keys and forms.may_fit(form, seen.raw_path)):
        # What stands in a path is an address of its own: not decoded, and what follows belongs to it.
        path = seen.raw_path if form.query else seen.raw_path + address.rest
        holes = forms.fit(form, msgspec.structs.replace(seen, path=path))
        inner = _target(form, holes, address) if holes is not None else None
        if inner is not None:
            return inner
    return None


def _target(form: Form, holes: Mapping[str, str], address: Address) -> str | None:
    """Return the address in the holes if it is one that a browser could open."""
    if "dashed_host" in holes:
        holes = {**holes, "dashed_host": holes["dashed_host"].replace("--", "\0").replace("-", ".").replace("\0", "-")}
    text = forms.filled(form.result, holes)
    if _ESCAPED_SCHEME.match(text):
        text = unquote(text)
    text = _SCHEME.sub(r"\1://", text, count=1) if _SCHEME.match(text) else text
    if text.startswith("/") and not text.startswith("//"):
        text = f"https://{address.host}{text}"
    inner = parse(text)
    if inner is None or not inner.is_web or "." not in inner.host:
        return None
    return text if _SCHEME.match(text) else "https://" + text.removeprefix("//")


def inner_addresses(text: str) -> Iterator[str]:
    """Yield the addresses that begin anywhere in a text, inside another address or a script too, plain or escaped; thirty at most.

    >>> list(inner_addresses("open('https://out.example/?https%3A%2F%2Fx.com%2FRemyBonny&b=1')"))
    ['https://out.example/?https://x.com/RemyBonny', 'https://x.com/RemyBonny']
    """
    plain = unquote(unquote(text[:_LONGEST_SCRIPT])).replace("\\/", "/")
    return (found[1] for found in islice(_BEGINS.finditer(plain), _MOST_INSIDE))


@lru_cache(maxsize=4096)
def _entries(host: str) -> tuple[tuple[str, Form], ...]:
    return tuple(find(_index(), host))


@cache
def _index() -> HostIndex[tuple[str, Form]]:
    redirects = tables().redirects
    known = {**tables().parts, **redirects.parts}
    texts = [(key, text) for key in ("wrappers", "copies", "frames", "amp_caches") for text in getattr(redirects, key)]
    hosts = ((host_of(text), key, text) for key, text in texts)
    return host_index((host, known, (key, forms.form(text, known, "{url}"))) for host, key, text in hosts)
