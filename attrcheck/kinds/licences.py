"""Names and addresses of licences, as pages write them: which licence a text names, and whose it may be instead of the article's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from attrcheck.kinds.links import addresses_at
from attrcheck.text import Token, tokens
from attrcheck.urls import canonical, unwrap
from attrcheck.urls.address import parse, segments

# The elements of Creative Commons' licences, short and in English words; a hyphen or a blank may divide "NonCommercial".
_ELEMENTS = {
    "by": "by", "attribution": "by", "nc": "nc", "noncommercial": "nc", "nd": "nd", "noderivatives": "nd", "noderivs": "nd",
    "noderivative": "nd", "sa": "sa", "sharealike": "sa", "0": "zero", "cc0": "zero", "zero": "zero",
}  # fmt: skip
_DIVIDED = {("non", "commercial"): "nc", ("no", "derivatives"): "nd", ("no", "derivs"): "nd", ("share", "alike"): "sa"}
# What opens a name for certain, and the number of words in it that are no element; "cc" opens one where an element follows.
_OPENINGS = {"creative": 2, "creativecommons": 1, "cc0": 0}
# Words between the elements and the version that name nothing: "Attribution 4.0", "CC BY license, version 4.0".
_FILLERS = frozenset(
    "org license licence licenses licences version v international unported generic public intl lizenz licencia licenza".split()
)
# "Creative Commons Attribution-NonCommercial-NoDerivatives 4.0 International License" has eleven words.
_LONGEST_NAME = 12
# What ends a name: another sentence, a bracket, a list's next part. Hyphens, blanks, slashes and the dots of versions are inside it.
_INSIDE_NAME = re.compile(r"[\s\-–—‑/.:]{0,3}")
# Between the elements of one licence; and elements that begin another thought after a whole name ("CC BY by Anna Berg").
_DIVIDING = re.compile(r"[\s\-–—‑/]{0,3}")
_OPEN = ("by", "attribution", "0", "zero", "cc0")
# Tails of the addresses of one licence: "deed", "deed.de", "legalcode.txt", "rdf".
_TAIL = re.compile(r"(?:deed|legalcode|rdf)(?:[._-][\w.-]{1,20})?", re.IGNORECASE)
# Words that make the licence after them, in the same sentence, that of a picture: "Photo: Anna Berg / Flickr, CC BY 2.0".
_PICTURE = re.compile(r"\b(?:foto|photo|bild|image|imagen|picture|illustration|grafik|graphic|afbeelding|beeld|video|фото)", re.IGNORECASE)
# Not the dot of an initial or an abbreviation ("A. Berg", "Inc. / Flickr").
_SENTENCE_END = re.compile(r"(?<=\w{4})[.!?](?=\s)|\n")


class Named(NamedTuple):
    """A Creative Commons licence that a text names: its elements, none where it does not say which, its version if given, and the span."""

    elements: frozenset[str]
    version: str
    start: int
    end: int

    def may_be(self, other: Named) -> bool:
        """Tell whether two names may mean one licence: the same elements or one without any, the same version or one without."""
        is_like = self.elements == other.elements or not self.elements or not other.elements
        versions = {named.version.removesuffix(".0") for named in (self, other) if named.version}
        return is_like and len(versions) <= 1


def named_in(text: str, found: Sequence[Token]) -> Iterator[Named]:
    """Yield the Creative Commons licences that a text names.

    >>> text = "CC-BY-NC 4.0, Creative Commons Attribution 3.0"
    >>> [(sorted(named.elements), named.version) for named in named_in(text, tokens(text))]
    [(['by', 'nc'], '4.0'), (['by'], '3.0')]
    """
    i = 0
    end = 0
    for i, token in enumerate(found):
        size = _OPENINGS.get(token.word, 1)
        # "Cc: by mail" names nothing.
        is_short = token.word == "cc" and _is_element(found, i + 1) and _DIVIDING.fullmatch(text[token.end : found[i + 1].start])
        is_opening = token.word in _OPENINGS or is_short
        if is_opening and token.start >= end and (size < 2 or [each.word for each in found[i + 1 : i + 2]] == ["commons"]):
            named = _named(text, found, i, size)
            end = named.end
            yield named


def code_of(text: str) -> Named | None:
    """Return the licence that a short text is the name of; None for others than Creative Commons'."""
    return next(named_in(text, tokens(text)), None)


def is_longer_name(text: str, found: Sequence[Token], i: int) -> bool:
    """Tell whether the words before token `i` go on in it to the name of another licence: "CC BY" in "CC BY-NC", "4" in "4.0"."""
    if not 0 < i < len(found):
        return False
    gap, word = text[found[i - 1].end : found[i].start], found[i].word
    is_number = found[i - 1].word[-1:].isdigit() and word[:1].isdigit() and gap in (".", ",")
    return is_number or (_is_element(found, i) and word not in _OPEN and bool(_DIVIDING.fullmatch(gap)))


def is_of_picture(before: str) -> bool:
    """Tell whether the words before a licence, in the same sentence, make it the licence of a picture."""
    ends = [end.end() for end in _SENTENCE_END.finditer(before)]
    return bool(_PICTURE.search(before, ends[-1] if ends else 0))


class Address(NamedTuple):
    """The address of a licence: host, path in lower case without deed and legal code, and the query where it is part of it."""

    host: str
    path: tuple[str, ...]
    query: str

    def is_below(self, other: Address) -> bool:
        """Tell whether this is the other licence's address or one below it, by whole parts of the path."""
        return self.host == other.host and self.path[: len(other.path)] == other.path and other.query in ("", self.query)


def address_of(url: str) -> Address | None:
    """Return the address of a licence in a form to compare; None for what is no address on the web.

    >>> address_of("http://www.CreativeCommons.org/licenses/by/4.0/deed.de")
    Address(host='creativecommons.org', path=('licenses', 'by', '4.0'), query='')
    """
    address = parse(canonical(unwrap(url)))
    if address is None or not address.is_web:
        return None
    path = [part.lower() for part in segments(address.path)]
    while path and _TAIL.fullmatch(path[-1]):
        path.pop()
    return Address(address.host, tuple(path), address.query)


def addresses_in_text(text: str, licences: Sequence[Address]) -> Iterator[tuple[int, int]]:
    """Yield the spans of the addresses of these licences in a plain text."""
    for url, start, end in addresses_at(text, sorted({licence.host for licence in licences})):
        found = address_of(url)
        if found and any(found.is_below(licence) for licence in licences):
            yield start, end


def _named(text: str, found: Sequence[Token], i: int, size: int) -> Named:
    """Return the licence whose name begins at token `i` with `size` words that say Creative Commons."""
    elements: set[str] = set()
    version, at = "", i + size
    last = found[max(i, at - 1)].end
    while at < min(len(found), i + _LONGEST_NAME) and _INSIDE_NAME.fullmatch(text[last : found[at].start] if at > i else ""):
        word, step = found[at].word, 1
        if pair := _DIVIDED.get((word, found[at + 1].word if at + 1 < len(found) else "")):
            elements, step = {*elements, pair}, 2
        elif word in _ELEMENTS and not (word == "0" and elements):
            elements.add(_ELEMENTS[word])
        elif word.isdigit():
            version = ".".join(filter(None, (version, word)))
        elif word not in _FILLERS:
            break
        at += step
        last = found[at - 1].end
    return Named(frozenset(elements), version, found[i].start, last)


def _is_element(found: Sequence[Token], i: int) -> bool:
    following = tuple(token.word for token in found[i : i + 2])
    return bool(following) and (following[0] in _ELEMENTS or following in _DIVIDED)
