"""Whether a name may be written in a text of other letters, by how both sound: for a person to judge, never for a pass.

Every alphabet is written in Latin letters first (the library anyascii), then only the kinds of consonants are compared, because languages
exchange the rest: Vandermeer is Vantermeer in Greek, FanDeMiEr in Chinese and vandamia in Japanese.
"""

from __future__ import annotations

import re

from anyascii import anyascii
from rapidfuzz import fuzz

from attrcheck.model import Author

# One sign for the consonants that languages take for each other. The soft c and g first, then what is written with two letters.
_SPELLINGS = ((r"c(?=[eiy])", "s"), (r"[cs]h|zh|tch|ts|dz", "s"), (r"ph", "b"), (r"x", "ks"))
_KINDS = str.maketrans("bpfvdtgkqcszjmnlr", "bbbbddkkkksssmnrr", "aeiouyhw")
_DOUBLED = re.compile(r"(.)\1+")
# The r that English, Japanese and Chinese leave unsaid: not the first letter, and no vowel behind it.
_UNSAID_R = re.compile(r"(?<=[a-z])r(?![aeiouy])")
# Fewer consonants are in every line by chance. Of six and more one may differ.
_LEAST, _LONG, _ALIKE = 4, 6, 85


def may_name(text: str, author: Author) -> bool:
    """Tell whether a text may say the author's name in other letters; a name of too few consonants may stand anywhere.

    >>> anna = Author(name="Anna Vandermeer")
    >>> may_name("Της Άννας Βαντερμέερ", anna), may_name("アンナ・ヴァンダーミア", anna), may_name("Της Μαρίας Παπαδοπούλου", anna)
    (True, True, False)
    """
    said = _consonants(text)
    return any(_holds(said, _consonants(name)) for name in (author.name, *author.aliases))


def _holds(said: tuple[str, ...], name: tuple[str, ...]) -> bool:
    if min(map(len, name)) < _LEAST:
        return True
    return any(
        own in each or (len(own) >= _LONG and fuzz.partial_ratio(own, each, score_cutoff=_ALIKE) > 0 and len(each) >= len(own))
        for each, own in zip(said, name, strict=True)
    )


def _consonants(text: str) -> tuple[str, str]:
    """Return the kinds of consonants of a text in order: with every r, and with those that all languages say."""
    plain = anyascii(text).lower()
    for spelling, sound in _SPELLINGS:
        plain = re.sub(spelling, sound, plain)
    return _kinds(plain), _kinds(_UNSAID_R.sub("", plain))


def _kinds(plain: str) -> str:
    return _DOUBLED.sub(r"\1", re.sub(r"[^a-z]", "", plain).translate(_KINDS))
