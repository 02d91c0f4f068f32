"""A first look at a page's bytes: which works may it reuse? A page that reuses none need not be parsed.

It finds at least what `find_reuse` would find: copied passages by the same 3-grams, retellings and translations by the same names and
numbers, each counted without looking at order or at the page's structure. So it only says no where the full check would.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain
from math import ceil

from attrcheck.model import Value
from attrcheck.reading import is_garbled, skim
from attrcheck.reuse.catalogue import Bounds, GramCatalogue, Postings, near_hits
from attrcheck.reuse.classify import COMMENT_COVERAGE, CUE_SCORE
from attrcheck.reuse.cues import cue_of, least_shared
from attrcheck.reuse.fingerprint import GRAM, Fingerprint
from attrcheck.text import Pieces, find_spellings

# Words like those of `cues`, only that the second part of "iPhone" and the like counts as well: in doubt more.
_NAME_OR_NUMBER = re.compile(r"[^\W\d_a-z][\w’'-]*|\d[\d.,]*\d")
# Cuts a text where no name or number goes on.
_pieces = Pieces("_'-.,")
# Pages with fewer words are looked at in full: they may be shells, stubs, logins or walls (reading/about.py asks for up to 500, and a
# skimmed text may hold more words than a read one), and cost little.
_ENOUGH_WORDS = 600
# Pieces of text that were met, each with the hashes of its names; a list of news pages has some 100,000. Longer ones are no names.
_MOST_NAMES = 200_000
_LONGEST_KEPT = 40


class Glimpse(Value, frozen=True, kw_only=True):
    """What a first look saw: the numbers of the works that the page may reuse, whether that is certain, and what its encoding is like."""

    works: tuple[int, ...]
    is_readable: bool
    note: str | None = None

    @property
    def is_decided(self) -> bool:
        """Whether the page certainly reuses nothing, and hides nothing either."""
        return self.is_readable and not self.works


class FirstLook:
    """All works, ready for a first look at any number of pages; build it once in each process."""

    def __init__(self, fingerprints: Sequence[Fingerprint], texts: Sequence[str]) -> None:
        """Take the works' fingerprints and their running texts; an empty text where only the fingerprint is at hand."""
        self._grams = GramCatalogue(fingerprints, texts)
        self._covered = Bounds([_least_seeds(known) for known in fingerprints])
        self._cues = Postings((cue, work) for work, known in enumerate(fingerprints) for cue in known.cues)
        self._shared = Bounds([least_shared(known.cues, CUE_SCORE) for known in fingerprints])
        self._names = _Names()

    def __call__(self, body: bytes, headers: Sequence[tuple[str, str]]) -> Glimpse:
        """Look at a captured page; never raises."""
        skimmed = skim(body, headers)
        page = find_spellings(skimmed.text)
        hits = list(self._grams.hits(page))
        found = near_hits(hits) | self._covered.reached(works for _, works in hits) | self._retold(skimmed.text)
        count = len(page) - len(find_spellings(skimmed.unscripted))
        is_readable = count >= _ENOUGH_WORDS and not is_garbled(skimmed)
        return Glimpse(works=tuple(_numbers(found)), is_readable=is_readable, note=skimmed.note)

    def _retold(self, text: str) -> int:
        """Return the works of which enough names and numbers stand on the page."""
        found = set(chain.from_iterable(map(self._names.__getitem__, set(_pieces(text)))))
        return self._shared.reached(map(self._cues.__getitem__, found))


class _Names(dict[bytes, tuple[int, ...]]):
    """The hashes of the names and numbers in every piece that was met."""

    def __missing__(self, piece: bytes) -> tuple[int, ...]:
        if len(self) > _MOST_NAMES:
            self.clear()
        found = _NAME_OR_NUMBER.findall(piece.decode("utf-8", "surrogatepass"))
        cues = (cue_of(name) for name in found if name[0].isupper() or name[0].isdigit())
        hashes = tuple(cue for cue in cues if cue is not None)
        if len(piece) <= _LONGEST_KEPT:
            self[piece] = hashes
        return hashes


def _least_seeds(known: Fingerprint) -> int:
    """Return how many grams of a work a page holds at least that copies enough of it in short passages: a gram covers three words."""
    public = {i for start, end in known.public for i in range(start, end)}
    return max(1, ceil(COMMENT_COVERAGE * (known.word_count - len(public)) / GRAM))


def _numbers(works: int) -> list[int]:
    """Return the members of a set of works."""
    found = []
    while works:
        lowest = works & -works
        found.append(lowest.bit_length() - 1)
        works ^= lowest
    return found
