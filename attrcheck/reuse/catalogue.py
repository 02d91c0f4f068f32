"""The 3-grams, names and numbers of all works in one index: which of them may a page repeat? Ten thousand cost hardly more than one.

Works are counted all at once: a set of works is a number with a bit for each, and adding one hit to the counts of a whole set takes a few
operations on such numbers (bit-sliced counters), however many works are in it.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from attrcheck.reuse.align import MAX_GAP
from attrcheck.reuse.fingerprint import GRAM, Fingerprint, joined_hash
from attrcheck.text import unmask, words

# A chain that says anything has ten words, so four seeds; one less is asked for, because tags inside words may have cost one.
_SEEDS = 3
# From one seed of a chain to the next: the work's words may be `MAX_GAP` apart, and the page's may drift from them by as many.
_WINDOW = _SEEDS * (GRAM + 2 * MAX_GAP)
# A table has so many places for each value: what is in none is told apart in at least seven of eight cases.
_PLACES = 8
_LEAST_PLACES = 1 << 16
# Works in a posting that are kept as numbers; of more a bit set is smaller.
_FEW = 16


class Counters:
    """How often each of many works was hit, counted up to a bound. `planes[k]` has the bit of a work where its count has the bit k."""

    def __init__(self, most: int) -> None:
        self._planes = [0] * most.bit_length()

    def add(self, works: int) -> None:
        """Count one hit for every work in a set. A count that would pass the bound stays at the largest one."""
        planes = self._planes
        for k, plane in enumerate(planes):
            planes[k] = plane ^ works
            works &= plane
            if not works:
                return
        for k in range(len(planes)):
            planes[k] |= works

    def at_least(self, bound: int) -> int:
        """Return the set of works with so many hits or more; the bound is at most the largest count."""
        above, equal = 0, -1
        for k in range(len(self._planes) - 1, -1, -1):
            plane = self._planes[k]
            if bound >> k & 1:
                equal &= plane
            else:
                above |= equal & plane
                equal &= ~plane
        return above | equal


class Postings:
    """For every value, such as a gram's hash, the set of works that hold it. Values have at most 32 bits."""

    def __init__(self, values: Iterable[tuple[int, int]]) -> None:
        """Take pairs of a value and the number of a work that holds it."""
        pairs = sorted({value << 32 | work for value, work in values})
        self._common = _common(pairs)
        self._pairs = array("Q", (pair for pair in pairs if pair >> 32 not in self._common))
        self._table = _table(len(pairs), (pair >> 32 for pair in pairs))

    def __getitem__(self, value: int) -> int:
        """Return the set of works that hold the value, as bits."""
        if not self._table[value & len(self._table) - 1]:
            return 0  # as for most values
        if value in self._common:
            return self._common[value]
        found, pairs = 0, self._pairs
        for at in range(bisect_left(pairs, value << 32), len(pairs)):
            pair = pairs[at]
            if pair >> 32 != value:
                break
            found |= 1 << (pair & 0xFFFFFFFF)
        return found


def _common(pairs: Sequence[int]) -> dict[int, int]:
    """Return the sets of those values that more than a few works hold."""
    counts: dict[int, list[int]] = defaultdict(list)
    for earlier, later in zip(pairs, islice(pairs, _FEW, None), strict=False):
        if earlier >> 32 == later >> 32:
            counts[later >> 32] = []
    for pair in pairs if counts else ():
        if pair >> 32 in counts:
            counts[pair >> 32].append(pair & 0xFFFFFFFF)
    return {value: sum(1 << work for work in works) for value, works in counts.items()}


# Bytes of grams that are kept from page to page: what language, menus and copies of one work repeat needs no second look-up. A gram takes
# some 150 with its place in a table, and a bit for each work up to the last that holds it.
_MOST_BYTES, _BYTES_A_GRAM = 30_000_000, 150


class _Met(dict[str, int]):
    """The grams that were met on pages, with the sets of works that hold them."""

    def __init__(self, postings: Postings) -> None:
        super().__init__()
        self._postings, self._bytes = postings, 0

    def __missing__(self, gram: str) -> int:
        works = self._postings[joined_hash(gram)]
        if self._bytes > _MOST_BYTES:
            self._forget()
        self[gram] = works
        self._bytes += _weight(works)
        return works

    def _forget(self) -> None:
        """Make room: grams of no work go first, because most of them never come again; all go where the others take more than half."""
        held = {gram: works for gram, works in self.items() if works}
        self.clear()
        self._bytes = sum(map(_weight, held.values()))
        if self._bytes > _MOST_BYTES // 2:
            self._bytes = 0
        else:
            self.update(held)


def _weight(works: int) -> int:
    return _BYTES_A_GRAM + works.bit_length() // 8


class GramCatalogue:
    """Which works hold a gram. Where all works' texts are at hand, a sieve saves the hashing of most grams of a page."""

    def __init__(self, fingerprints: Sequence[Fingerprint], texts: Sequence[str]) -> None:
        self._met = _Met(Postings((gram, work) for work, known in enumerate(fingerprints) for gram in known.grams if gram))
        self._sieve: bytearray | None = None
        if all(texts):
            count = sum(len(known.grams) for known in fingerprints)
            self._sieve = _table(count, (value for text in texts for value in _hashes(text)))

    def hits(self, page: Sequence[str]) -> list[tuple[int, int]]:
        """Return where grams of works begin in the words of a page, and in which works they stand; `page` is folded and unmasked."""
        places, grams = self._caught(page)
        return [(place, works) for place, works in zip(places, map(self._met.__getitem__, grams), strict=True) if works]

    def _caught(self, page: Sequence[str]) -> tuple[Sequence[int], list[str]]:
        """Return the grams of a page that the sieve lets through, with their places."""
        triples = zip(page, page[1:], page[2:], strict=False)
        if self._sieve is None:
            grams = list(map(" ".join, triples))
            return range(len(grams)), grams
        sieve, mask = self._sieve, len(self._sieve) - 1
        places = [i for i, value in enumerate(map(hash, triples)) if sieve[value & mask]]
        return places, [f"{page[i]} {page[i + 1]} {page[i + 2]}" for i in places]


def _hashes(text: str) -> Iterator[int]:
    """Yield this process's own hash of every three words in a row: no other one is as cheap."""
    found = list(map(unmask, words(text)))
    return map(hash, zip(found, found[1:], found[2:], strict=False))


def _table(count: int, values: Iterable[int]) -> bytearray:
    """Return a table that has a 1 where one of so many values falls, and hardly any other; its length is a power of two."""
    places = max(_LEAST_PLACES, 1 << (count * _PLACES).bit_length())
    table = bytearray(places)
    for value in values:
        table[value & (places - 1)] = 1
    return table


def near_hits(hits: Iterable[tuple[int, int]]) -> int:
    """Return the set of works of which several grams begin near each other on the page, as those of any copied passage do.

    Looked at in blocks of twice the width of a window, each half over the one before: every window lies in one of them.
    """
    found, half = 0, -1
    block, second = Counters(_SEEDS), Counters(_SEEDS)
    for i, works in hits:
        at = i // _WINDOW
        if at != half:
            found |= block.at_least(_SEEDS)
            block, second, half = (second if at == half + 1 else Counters(_SEEDS)), Counters(_SEEDS), at
        block.add(works)
        second.add(works)
    return found | block.at_least(_SEEDS)


class Bounds:
    """How many hits each work needs: works with the same bound are asked about together."""

    def __init__(self, bounds: Sequence[int]) -> None:
        self._works: dict[int, int] = defaultdict(int)
        for work, bound in enumerate(bounds):
            self._works[bound] |= 1 << work

    def reached(self, hits: Iterable[int]) -> int:
        """Return the set of works that were hit often enough."""
        counters = Counters(max(self._works))
        for works in hits:
            counters.add(works)
        return sum(works & counters.at_least(bound) for bound, works in self._works.items())
