"""Accounts and addresses in running text: ``@name`` with the network that the words beside it name, and addresses without a link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from attrcheck.model import Value
from attrcheck.text import BORDER
from attrcheck.urls import forms
from attrcheck.urls.address import parse
from attrcheck.urls.networks import bindings
from attrcheck.urls.profiles import fits_grammar, profile_of
from attrcheck.urls.tables import homes, parts, tables

_LONGEST_TEXT = 1_000_000
"""Characters that are searched: a page of a long book has half of that."""

_LONGEST_HANDLE = 253  # a Bluesky handle is a host: RFC 1035

# "@name": words joined by single dots or dashes, so that a sentence's last dot stays outside and "@Remy.Bonny" whole;
# U+FF20 is the full-width sign, U+0300 to U+036F are accents written on their own. Not after a letter of a script with capitals
# (up to U+052F), "=", "?", "&" or "@": there it is an e-mail or part of an address. Japanese writes it without a blank before.
# After another "@" a host makes it an account of the Fediverse. Possessive, so linear.
_WORD = r"[\w\u0300-\u036f]++"
_AT = r"[@\uff20]"
_NOT_AFTER = r"(?<![A-Za-z0-9_\u00c0-\u052f@\uff20=?&])"
_MENTION = re.compile(rf"{_NOT_AFTER}{_AT}({_WORD}(?:[.\-]{_WORD})*+)(?:{_AT}([\w-]++(?:\.[\w-]++)++))?+(?!{_AT})")

# Networks whose accounts have a server; "@name@twitter.com" is how people of these write an account elsewhere.
_FEDERATED = ("mastodon", "lemmy", "threads")

# Where a sentence ends: its mark before a blank, one of the full-width marks (U+3002, U+FF01, U+FF1F), or a line's end unless a colon
# (U+FF1A is the full-width one) announces the next line.
_SENTENCE_END = re.compile(r"[.!?\u2026](?=\s)|[\u3002\uff01\uff1f]|(?<![:\uff1a\s])\s{0,3}[\n\r\u2028\u2029]")

# Chinese, Japanese and Korean letters, whose words stand beside a handle or an address without a blank, and case endings after it.
_EASTERN = r"\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uff66-\uff9f"
_WESTERN_START = re.compile(rf"[A-Za-z0-9._-]++(?=[{_EASTERN}])")

# Addresses with a scheme, and bare hosts with a path. The guards let a search begin only where a word begins, so it stays linear.
_INSIDE = rf"[^\s<>\"'\u201c\u201d\xab\xbb{BORDER}]"  # up to a blank, a bracket of markup, a quotation mark or an element's border
_WITH_SCHEME = rf"https?://{_INSIDE}{{1,2000}}"
_BARE = rf"(?:[^\W{_EASTERN}]++[\w-]*+\.)++[a-z]{{2,}}+(?!(?![{_EASTERN}])[\w@\uff20-])(?:[/?#]{_INSIDE}{{0,2000}})?"
_ADDRESS = re.compile(rf"(?<![A-Za-z0-9_\u00c0-\u052f@\uff20.\-/])(?:{_WITH_SCHEME}|{_BARE})", re.IGNORECASE)
_GLUED_WORDS = re.compile(rf"(?<=[A-Za-z0-9_-])[{_EASTERN}].*", re.DOTALL)
_TRAILING = ".,;:!?'*\u2019\u2026\u3001\u3002\uff01\uff0c\uff1f"  # marks of the sentence, not of the address
_BRACKETS = {")": "(", "]": "[", "}": "{"}


class HandleMention(Value, frozen=True):
    """An ``@name`` in a text, or what a network writes in its place.

    The handle as written, where it stands with its sign, the networks that it is bound to (none: unknown).
    """

    handle: str
    start: int
    end: int
    platforms: tuple[str, ...] = ()


class TextAddress(NamedTuple):
    """An address in a text, as written, and where it stands."""

    url: str
    start: int
    end: int


def handles_in(text: str, network: str | None = None) -> tuple[HandleMention, ...]:
    """Return the accounts that a text mentions, each bound to the network that the words beside it name.

    Without such a word a mention belongs to `network`, where the text was posted, if that is given.

    >>> [(each.handle, each.platforms) for each in handles_in("Twitter: @RemyBonny, Instagram: @Remy.Bonny. Mail press@remy.example")]
    [('RemyBonny', ('x',)), ('Remy.Bonny', ('instagram',))]
    >>> [(each.handle, each.platforms) for each in handles_in("By Rémy Bonny (@RemyBonny).")]
    [('RemyBonny', ())]
    """
    text = text[:_LONGEST_TEXT]
    mentions = _outside_addresses(text, list(_MENTION.finditer(text)))
    if not mentions:
        return _in_other_signs(text)
    ends = [end.start() for end in _SENTENCE_END.finditer(text)]
    bound = bindings(text, [match.span() for match in mentions], ends)
    found = (_mention(match, platforms, network) for match, platforms in zip(mentions, bound, strict=True))
    short = (each for each in found if len(each.handle) <= _LONGEST_HANDLE)
    return tuple(sorted((*short, *_in_other_signs(text)), key=lambda each: each.start))


def _outside_addresses(text: str, found: list[re.Match[str]]) -> list[re.Match[str]]:
    """Return what looks like a handle, without those inside an address ("medium.com/@name")."""
    if not found or "/" not in text:
        return found
    starts = {match.start() for match in found}
    inside = {at for address in _ADDRESS.finditer(text) for at in range(*address.span()) if at in starts}
    return [match for match in found if match.start() not in inside]


def _in_other_signs(text: str) -> tuple[HandleMention, ...]:
    """Return the accounts that are written in their network's own way, without an "@"."""
    if "/" not in text:
        return ()
    found = ((platform, match) for platform, form in _signs() for match in _outside_addresses(text, list(form.finditer(text))))
    return tuple(
        HandleMention(handle=match["handle"], start=match.start(), end=match.end(), platforms=(platform,)) for platform, match in found
    )


@cache
def _signs() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the expressions for them. Guarded on both sides: not inside a word, a path or another handle."""
    every = ((of, text) for of in tables().platform.values() for text in of.mentions)
    sources = ((of.id, forms.pattern(text, parts(of)).pattern) for of, text in every)
    return tuple((name, re.compile(rf"(?<![\w@\uff20./:-]){source}(?![\w/-])", re.IGNORECASE)) for name, source in sources)


def _mention(match: re.Match[str], named: tuple[str, ...], network: str | None) -> HandleMention:
    platforms = named or ((network,) if network else ())
    name, host = match[1], match[2]
    if host:
        site = next((home.platform for home in homes(host.lower()) if home.is_home), "mastodon")
        if site not in _FEDERATED and fits_grammar(site, name):
            return HandleMention(handle=name, start=match.start(), end=match.end(1), platforms=(site,))
        platform = "lemmy" if "lemmy" in platforms else "mastodon"  # both write accounts so; only the words beside tell
        return HandleMention(handle=f"{name}@{host}", start=match.start(), end=match.end(), platforms=(platform,))
    # Most networks end a handle at a dash ("@RemyBonny-interview"); a host, which is a Bluesky handle, holds dots and dashes.
    is_whole = any(fits_grammar(platform, name) for platform in platforms) if platforms else "." in name
    handle = name if is_whole else _alone(name).partition("-")[0]
    return HandleMention(handle=handle, start=match.start(), end=match.start(1) + len(handle), platforms=platforms)


def _alone(name: str) -> str:
    """Return a handle of Latin letters without the words of a language without blanks that follow it."""
    latin = _WESTERN_START.match(name)
    return latin[0].rstrip("._-") if latin else name


def addresses_in(text: str) -> tuple[TextAddress, ...]:
    """Return the addresses of known platforms in a text, with or without scheme.

    >>> addresses_in("See twitter.com/RemyBonny, not news.example.")
    (TextAddress(url='twitter.com/RemyBonny', start=4, end=25),)
    """
    found = (known for address in every_address_in(text) for known in (address, _without_words(address)) if _is_known(known.url))
    return tuple({address.start: address for address in found}.values())


def every_address_in(text: str) -> Iterator[TextAddress]:
    """Yield the addresses in a text, also those of sites that nobody knows; a bare host may be one.

    >>> [address.url for address in every_address_in("See (https://news.example/a), or news.example itself.")]
    ['https://news.example/a', 'news.example']
    """
    for match in _ADDRESS.finditer(text[:_LONGEST_TEXT]):
        url = _trimmed(match[0])
        yield TextAddress(url=url, start=match.start(), end=match.start() + len(url))


def _trimmed(url: str) -> str:
    """Return the address without the marks of the sentence around it."""
    if not url or (url[-1] not in _TRAILING and url[-1] not in _BRACKETS):
        return url
    # How many more brackets are closed than opened; counted once, because an address may be nothing but brackets.
    unopened = {close: url.count(close) - url.count(opening) for close, opening in _BRACKETS.items()}
    end = len(url)
    while end and (url[end - 1] in _TRAILING or unopened.get(url[end - 1], 0) > 0):
        end -= 1
        if url[end] in unopened:
            unopened[url[end]] -= 1
    return url[:end]


def _without_words(address: TextAddress) -> TextAddress:
    """Return an address without words of a language without blanks that follow it: networks have Latin letters in their paths."""
    url = _GLUED_WORDS.sub("", address.url)
    return TextAddress(url=url, start=address.start, end=address.start + len(url))


def _is_known(url: str) -> bool:
    address = parse(url)
    return address is not None and (bool(homes(address.host)) or profile_of(url) is not None)
