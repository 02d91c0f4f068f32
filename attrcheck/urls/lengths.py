"""How long a text is as a network counts it, and the address of a share button that begins a share with it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import quote

from attrcheck.urls.mentions import every_address_in
from attrcheck.urls.tables import Length, platform, tables

# Account on another server: Mastodon counts its name only. A name is a word of ASCII letters, dots and dashes inside it.
_ON_A_SERVER = re.compile(r"(@\w[\w.-]{0,63})@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}", re.ASCII)
_JOINER, _EMOJI_FORM, _KEYCAP = "\u200d", "\ufe0f", "\u20e3"
# Signs that belong to the sign before them (UAX #29, "Extend" and "SpacingMark"), by category; then skin tones and the tags of flags.
_MARKS = ("Mn", "Me", "Mc")
_TONES, _TAGS = range(0x1F3FB, 0x1F400), range(0xE0020, 0xE0080)
# Letters of a flag stand in pairs.
_FLAG_LETTERS = range(0x1F1E6, 0x1F200)
# Symbols, and signs newer than this Python. Planes of emoji also hold rare scripts.
_NO_LETTERS = "SC"
# Where the planes of emoji begin; older ones stand below and are drawn as emoji with `_EMOJI_FORM` behind them.
_FIRST_EMOJI = 0x1F000


def length(text: str, network: str | None) -> int:
    """Return how long a text is as a network counts it; in characters where nothing is known of its counting.

    A bare host counts as an address when that makes the text longer: some networks link every host, some none.

    >>> length("Ferry https://courier.example/a/very/long/address/of/an/article", "x")
    29
    >>> length("渡し船", "x"), length("渡し船", "threads"), length("👩🏽\u200d🚀", "bluesky"), length("👩🏽\u200d🚀", "x")
    (6, 3, 1, 2)
    """
    text = unicodedata.normalize("NFC", text)
    of = platform(network or "")
    rules = of.length if of else None
    if rules is None:
        return len(text)
    total, end = 0, 0
    for address in every_address_in(text) if rules.link else ():
        own = _counted(text[address.start : address.end], rules)
        total += _counted(text[end : address.start], rules) + (rules.link if "://" in address.url else max(rules.link, own))
        end = address.end
    return total + _counted(text[end:], rules)


def length_limit(network: str | None) -> int | None:
    """Return how long a post on a network may be, None for as long as anybody would write.

    >>> length_limit("bluesky"), length_limit("linkedin"), length_limit("facebook")
    (300, 3000, None)
    """
    of = platform(network or "")
    return of.length.limit if of and of.length else None


def compose_address(network: str | None, text: str, url: str) -> str | None:
    """Return the address of a button that begins a share with this text, None for a network that takes no text from a button.

    `text` is the whole share with `url` in it; where the network wants the address apart, it is taken out of the text's end.

    >>> compose_address("x", "By Zoë https://a.example/", "https://a.example/")
    'https://x.com/intent/post?text=By%20Zo%C3%AB&url=https%3A%2F%2Fa.example%2F'
    >>> compose_address("bluesky", "By Zoë https://a.example/", "https://a.example/")
    'https://bsky.app/intent/compose?text=By%20Zo%C3%AB%20https%3A%2F%2Fa.example%2F'
    >>> compose_address("facebook", "By Zoë", "https://a.example/") is None
    True
    """
    of = platform(network or "")
    if of is None or not of.compose:
        return None
    said = text.removesuffix(url).rstrip() if "{url}" in of.compose else text
    return of.compose.replace("{url}", _escaped(url)).replace("{text}", _escaped(said))


def _escaped(text: str) -> str:
    return quote(text, safe="", errors="replace")


def _counted(text: str, rules: Length) -> int:
    if not rules.servers:
        text = _ON_A_SERVER.sub(r"\1", text)
    if text.isascii():
        return len(text)
    return sum(_weight(sign, rules) for sign in _graphemes(text))


def _weight(sign: str, rules: Length) -> int:
    if rules.unit == "graphemes":
        return 1
    if rules.unit == "weighted":
        other = tables().weights.other
        return other if _is_emoji(sign) else sum(1 if _is_light(c) else other for c in sign)
    return len(sign.encode("utf-8", "replace")) if rules.emoji == "bytes" and _is_emoji(sign) else len(sign)


def _is_light(character: str) -> bool:
    return any(first <= ord(character) <= last for first, last in tables().weights.light)


def _is_emoji(sign: str) -> bool:
    is_plain = ord(sign[0]) >= _FIRST_EMOJI and unicodedata.category(sign[0])[0] in _NO_LETTERS
    return is_plain or _EMOJI_FORM in sign or _KEYCAP in sign


def _graphemes(text: str) -> Iterator[str]:
    """Yield what a reader sees as one sign: a letter with its marks, an emoji with its parts.

    The rules of UAX #29 that matter for length; where they differ a text is counted too long, never too short.
    """
    start = 0
    for at in range(1, len(text)):
        if not _belongs(text, start, at):
            yield text[start:at]
            start = at
    if text:
        yield text[start:]


def _belongs(text: str, start: int, at: int) -> bool:
    """Tell whether the character at `at` belongs to the sign that began at `start`."""
    sign, before = text[at], text[at - 1]
    if sign == _JOINER or unicodedata.category(sign) in _MARKS or ord(sign) in _TONES or ord(sign) in _TAGS:
        return True
    if before == _JOINER:
        return unicodedata.category(sign) == "So" or ord(sign) >= _FIRST_EMOJI
    return at - start == 1 and ord(sign) in _FLAG_LETTERS and ord(before) in _FLAG_LETTERS
