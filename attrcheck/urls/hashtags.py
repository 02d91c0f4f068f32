"""Hashtags in running text and in addresses, as networks see them."""

from __future__ import annotations

import re
import unicodedata

from attrcheck.model import Value
from attrcheck.text import BORDER
from attrcheck.urls.address import parse, remembered
from attrcheck.urls.fitting import fitting
from attrcheck.urls.redirects import destination

_LONGEST_TEXT = 100_000
"""Characters that are searched: the longest posts of any network have under that (Facebook: 63,206)."""

_SIGN = re.compile(r"[#\uff03]")
# What stands after the "#" of a whole address is its fragment.
_ADDRESS = re.compile(r"(?:https?://|www\.)\S{1,2000}", re.IGNORECASE)
# Signs besides letters, marks and digits that X allows inside a hashtag (twitter-text, hashtagSpecialChars): the low line, the joiners,
# the Hebrew marks, the wave dashes, the Japanese and Tibetan marks and the middle dot. A border of elements is none of the text's.
_INSIDE = frozenset("_\u200c\u200d\ua67e\u05be\u05f3\u05f4\uff5e\u301c\u309b\u309c\u30a0\u30fb\u3003\u0f0b\u0f0c\u00b7" + BORDER)


class Hashtag(Value, frozen=True):
    """A hashtag in a text in comparison form, and where it stands with its sign.

    `is_clear` is False behind a letter or "&" and before another "#", where some networks see none (X, by its twitter-text).
    """

    tag: str
    start: int
    end: int
    is_clear: bool = True


def comparable_tag(tag: str) -> str:
    """Return a hashtag in the form that networks compare: case and width do not matter, accents do.

    >>> comparable_tag("CCNow") == comparable_tag("ｃｃｎｏｗ"), comparable_tag("été") == comparable_tag("ete")
    (True, False)
    """
    return unicodedata.normalize("NFKC", tag.replace(BORDER, "")).casefold()


def hashtags_in(text: str) -> tuple[Hashtag, ...]:
    """Return the hashtags of a text in order.

    >>> [(found.tag, found.is_clear) for found in hashtags_in("Read #CCNow, ＃rivers and C#sharp: https://a.example/#top #1")]
    [('ccnow', True), ('rivers', True), ('sharp', False)]
    """
    plain = _ADDRESS.sub(lambda address: " " * len(address[0]), text[:_LONGEST_TEXT])
    found = []
    for sign in _SIGN.finditer(plain):
        end = sign.end()
        while end < len(plain) and is_tag_character(plain[end]):
            end += 1
        tag = comparable_tag(plain[sign.end() : end])
        # A number alone is "number one", on every network.
        if tag and not tag.isdigit():
            before = plain[sign.start() - 1 : sign.start()].replace(BORDER, "")
            is_clear = not (before.isalnum() or before in ("_", "&") or _SIGN.match(plain, end))
            found.append(Hashtag(tag=tag, start=sign.start(), end=end, is_clear=is_clear))
    return tuple(found)


def is_tag_character(character: str) -> bool:
    """Tell whether a character can stand in a hashtag: a letter, a digit, a mark on one, or one of a few signs.

    >>> is_tag_character("é"), is_tag_character("-")
    (True, False)
    """
    return character.isalnum() or character in _INSIDE or unicodedata.category(character)[0] == "M"


@remembered
def hashtag_of(url: str) -> str | None:
    """Return the hashtag, in comparison form, whose posts an address of a network lists; None for any other address.

    >>> hashtag_of("https://twitter.com/hashtag/CCNow?src=hash"), hashtag_of("https://news.example/hashtag/CCNow")
    ('ccnow', None)
    """
    address = parse(destination(url))
    found = next(fitting(address, "hashtags"), None) if address else None
    return comparable_tag(found[2]["tag"]) if found else None
