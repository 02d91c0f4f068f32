"""Where in an article something stands, and how well it is seen, as narrower subjects that a kind is asked about.

The copied passages tell where the article begins and ends, so that a placement needs no class name of the site: the byline is what the
reuser put between the headline and the first copied words, the end is what he put after the last ones.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate

from msgspec.structs import replace

from attrcheck.model import Origin, Passage, Place, Placement, Prominence, Role, Subject, Visibility, Work
from attrcheck.text import BORDER, words
from attrcheck.urls import canonical, is_short, same_page
from attrcheck.urls.address import parse

# Roles in which the article itself may stand; a copied teaser among related stories is not where it begins, and a copied title is no text.
_RUNNING = (Role.BODY, Role.QUOTATION, Role.UNCLEAR)
# "At or near the top": the first hundred words are what a screen shows; three times as many are still the upper part of most articles.
_TOP_WORDS, _UPPER_WORDS = 100, 300
# A byline stands right above the text, with a date, a picture credit and a place at most between them; some houses put it right below,
# as a line of its own: "By", a name of four words, a job title and a place.
_BYLINE_PASSAGES, _LINE_WORDS = 8, 12
# A link is near to what stands in its paragraph and the ones beside it.
_NEAR, _PERHAPS_NEAR = 1, 4
# Four words in a row tell a sentence of the work from another one. A passage is a repetition when half of them stand in another passage.
_GRAM, _REPEATED = 4, 0.5
# More than a fifth of the copied words is a second copy, not a teaser or a pull quote.
_STRAY_SHARE = 0.2
# What stands between two pieces of one paragraph without a space: a dash, or the border of two elements.
_OPEN_ENDS = ("\u2013", "\u2014", BORDER)

Inside = Callable[[int], bool]


class Zones:
    """Which passages of an article belong to which placement; `surely` and `perhaps` are the two sizes of each."""

    def __init__(self, subject: Subject, work: Work) -> None:
        self._passages = subject.passages
        copied = _main_text(self._passages)
        self.is_known = bool(copied)
        self._first, self._last = (copied[0], copied[-1]) if copied else (0, 0)
        seen = list(map(_is_text, self._passages))
        self._words = list(accumulate((len(words(p.text)) if s else 0 for p, s in zip(self._passages, seen, strict=True)), initial=0))
        # The number of each passage's paragraph, without those that no reader takes for text.
        self._paragraphs = list(accumulate(s and not _goes_on(self._passages, i) for i, s in enumerate(seen)))
        lines = [i for i in range(self._first) if seen[i]][-_BYLINE_PASSAGES:]
        self._above = lines[0] if lines else self._first
        self._top = next((i for i in range(self._first - 1, self._above - 1, -1) if self._role(i, Role.HEADLINE)), self._above)
        self._below = self._paragraphs[self._last] + _BYLINE_PASSAGES if copied else 0
        self._copied = frozenset(self._paragraphs[i] for i in copied)
        self._source, self._site = work.url, _host(work.url)

    def surely(self, placement: Placement) -> Inside:
        """Return whether a passage belongs to a placement beyond doubt."""
        if placement is Placement.NEAR_LINK:
            return self._near(_NEAR, lambda url: same_page(url, self._source))
        return {
            Placement.BYLINE: lambda i: self._top <= i < self._first or self._role(i, Role.BYLINE),
            Placement.TOP: lambda i: self._above <= i and self._depth(i) <= _TOP_WORDS,
            Placement.FIRST_PARAGRAPH: self._is_first_paragraph,
            Placement.END: lambda i: i > self._last or self._is_beside(i, self._last),
            Placement.AUTHOR_BOX: lambda i: self._role(i, Role.AUTHOR_BOX),
        }.get(placement, lambda _: True)

    def perhaps(self, placement: Placement) -> Inside:
        """Return whether a passage may belong to a placement, read generously: what is found there accuses nobody."""
        if placement is Placement.NEAR_LINK:
            return self._near(_PERHAPS_NEAR, self._may_be_source)
        surely = self.surely(placement)
        more: Inside = {
            Placement.BYLINE: lambda i: (i < self._last and self._depth(i) <= _UPPER_WORDS) or self._is_line_below(i),
            Placement.TOP: lambda i: self._depth(i) <= _UPPER_WORDS,
            Placement.FIRST_PARAGRAPH: lambda i: self._depth(i) <= _UPPER_WORDS,
            Placement.END: lambda i: 2 * i >= self._first + self._last,
            Placement.AUTHOR_BOX: lambda i: self._paragraphs[i] not in self._copied,
        }.get(placement, lambda _: True)
        return lambda i: surely(i) or more(i)

    def _role(self, i: int, role: Role) -> bool:
        return self._passages[i].role is role

    def _depth(self, i: int) -> int:
        """Return how many words of the article stand before a passage."""
        return self._words[i] - self._words[self._top]

    def _near(self, distance: int, is_source: Callable[[str], bool]) -> Inside:
        """Return whether a passage is at most so many paragraphs from one with a visible link to the source."""
        seen = (i for i, p in enumerate(self._passages) if p.visibility is not Visibility.HIDDEN)
        linked = {self._paragraphs[i] for i in seen if any(is_source(link.url) for link in self._passages[i].links)}
        near = {at for paragraph in linked for at in range(paragraph - distance, paragraph + distance + 1)}
        return lambda i: self._paragraphs[i] in near

    def _may_be_source(self, url: str) -> bool:
        """Tell whether an address leads to the work, to its site, or through a shortener to nobody knows where."""
        return is_short(url) or same_page(url, self._source) or (self._site != "" and _host(url) == self._site)

    def _is_beside(self, i: int, other: int) -> bool:
        return self._paragraphs[i] == self._paragraphs[other]

    def _is_first_paragraph(self, i: int) -> bool:
        return self._is_beside(i, self._first) or (self._top <= i < self._first and self._role(i, Role.BODY))

    def _is_line_below(self, i: int) -> bool:
        is_line = len(words(self._passages[i].text)) <= _LINE_WORDS
        return is_line and i > self._last and self._paragraphs[i] <= self._below


def _main_text(passages: Sequence[Passage]) -> list[int]:
    """Return the copied passages without teasers and pull quotes, which stand elsewhere on the page once more, nearer to the bulk."""
    grams = {i: _grams(p.text) for i, p in enumerate(passages) if p.origin is Origin.WORK and p.role in _RUNNING}
    bulk = sorted(i for i, found in grams.items() for _ in found)
    middle = bulk[len(bulk) // 2] if bulk else 0
    nearest: dict[tuple[str, ...], int] = {}
    for i, found in grams.items():
        for gram in found:
            nearest[gram] = min(nearest.get(gram, len(passages)), abs(i - middle))
    repeated = Counter(i for i, found in grams.items() for gram in found if nearest[gram] < abs(i - middle))
    strays = {i for i, count in repeated.items() if count >= _REPEATED * len(grams[i])}
    is_teaser = sum(len(grams[i]) for i in strays) <= _STRAY_SHARE * len(bulk)
    return [i for i in grams if not (is_teaser and i in strays)]


def _grams(text: str) -> list[tuple[str, ...]]:
    """Return the runs of four words in a text; a shorter text is one run."""
    found = words(text)
    return [found[at : at + _GRAM] for at in range(max(1, len(found) - _GRAM + 1))]


def _is_text(passage: Passage) -> bool:
    return passage.origin is not Origin.CHROME and passage.visibility is not Visibility.HIDDEN


def _goes_on(passages: Sequence[Passage], i: int) -> bool:
    """Tell whether a passage is the next piece of the one before, cut where its words turn from the reuser's into the work's.

    Passages as they are read end in no space; two of them in one element are two paragraphs with an empty line between them.
    """
    before = passages[i - 1] if i else None
    is_open = before is not None and (before.text[-1:].isspace() or before.text.endswith(_OPEN_ENDS))
    return before is not None and is_open and before.locator == passages[i].locator


def _host(url: str) -> str:
    address = parse(canonical(url))
    return address.host if address and address.is_web else ""


def narrowed(subject: Subject, inside: Inside) -> Subject:
    """Return the subject with the passages of a placement only; what the page's markup says has no placement."""
    return replace(subject, passages=tuple(p for i, p in enumerate(subject.passages) if inside(i)), metadata=())


def as_seen(subject: Subject, prominence: Prominence) -> Subject:
    """Return the subject as a requirement with this prominence reads it: with its markup as text, as it is, or without small print.

    On a page that prints the article itself small, nothing is small print.
    """
    if prominence is Prominence.MARKUP:
        return replace(subject, passages=(*map(_shown, subject.passages), *_markup(subject)))
    if prominence is Prominence.NOT_SMALL:
        copied = [p.is_small for p in subject.passages if p.origin is Origin.WORK]
        if 2 * sum(copied) <= len(copied):
            return replace(subject, passages=tuple(p for p in subject.passages if not p.is_small))
    return subject


def has_placements(subject: Subject, placement: Placement) -> bool:
    """Tell whether a placement means anything for the subject: shares and markup have no byline and no end."""
    return placement is not Placement.ANYWHERE and subject.place is Place.ARTICLE


def _shown(passage: Passage) -> Passage:
    return replace(passage, visibility=Visibility.SHOWN, hidden_by=None)


def _markup(subject: Subject) -> Iterable[Passage]:
    return (Passage(text=entry.value, locator=entry.locator) for entry in subject.metadata)
