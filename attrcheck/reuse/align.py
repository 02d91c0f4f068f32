"""Find the passages of a work in a stream of words: seeds of three words, chained with small gaps on near diagonals.

Order-free between passages (reordered or interleaved paragraphs are simply several chains), order-bound inside one.
Cost grows with the number of words on the page; each seed looks at the few chains that are still open.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from attrcheck.reuse.fingerprint import GRAM

# Words that may stand between two seeds of one passage: edits of up to 8 words keep a passage whole (measured best, see docs/reuse.md).
MAX_GAP = 8
# A 3-gram that stands in the work more often than this is a phrase of the language, not a sign ("in the last").
MAX_POSITIONS = 8


class Chain(NamedTuple):
    """A passage: words `start` to `end` of the page; `page` and `work` are the positions of the words that are the same in both.

    `page_seeds` and `work_seeds` are the positions where each three words in a row begin; both grow.
    """

    start: int
    end: int
    page: Sequence[int]
    page_seeds: Sequence[int]
    work_seeds: Sequence[int]

    @property
    def work(self) -> frozenset[int]:
        """Made when asked for: ten megabytes of copies would hold the work's words a thousand times."""
        return frozenset(_covered(self.work_seeds))


class _Open:
    """A chain while it grows; `page` and `work` are where its newest seed stands. Arrays, because a copy of ten megabytes has millions."""

    __slots__ = ("page", "page_seeds", "work", "work_seeds")

    def __init__(self, page: int, work: int) -> None:
        self.page, self.work = page, work
        self.page_seeds, self.work_seeds = array("q", (page,)), array("q", (work,))

    def add(self, page: int, work: int) -> None:
        self.page, self.work = page, work
        self.page_seeds.append(page)
        self.work_seeds.append(work)

    def close(self) -> Chain:
        return Chain(self.page_seeds[0], self.page + GRAM, _covered(self.page_seeds), self.page_seeds, self.work_seeds)


def _covered(seeds: Iterable[int]) -> array[int]:
    """Return the words of growing seeds.

    >>> list(_covered([1, 2, 7]))
    [1, 2, 3, 4, 7, 8, 9]
    """
    covered = array("q")
    first = last = next(iter(seeds))
    for seed in seeds:
        if seed > last + GRAM:
            covered.extend(range(first, last + GRAM))
            first = seed
        last = seed
    covered.extend(range(first, last + GRAM))
    return covered


def gram_positions(grams: Sequence[int]) -> dict[int, tuple[int, ...]]:
    """Return where each gram stands; grams of value 0 and those that stand too often are left out."""
    found: dict[int, tuple[int, ...]] = {}
    for i, value in enumerate(grams):
        if value:
            found[value] = (*found.get(value, ()), i)[: MAX_POSITIONS + 1]
    return {value: places for value, places in found.items() if len(places) <= MAX_POSITIONS}


def chains(page_grams: Sequence[int], positions: Mapping[int, tuple[int, ...]], max_gap: int = MAX_GAP) -> list[Chain]:
    """Return all chains, longest first, none within the page words of a longer one."""
    open_chains: list[_Open] = []
    done: list[_Open] = []
    reach = GRAM + max_gap
    all_open_until = -1
    for page, places in [(page, places) for page, places in enumerate(map(positions.get, page_grams)) if places]:
        if page > all_open_until:
            done += [chain for chain in open_chains if page - chain.page > reach]
            open_chains = [chain for chain in open_chains if page - chain.page <= reach]
            all_open_until = min((chain.page for chain in open_chains), default=page) + reach
        for work in places:
            _extend(open_chains, page, work, max_gap)
    found = sorted((chain.close() for chain in done + open_chains), key=lambda chain: (-len(chain.page), chain.start))
    return _without_shadows(found)


def _extend(open_chains: list[_Open], page: int, work: int, max_gap: int) -> None:
    """Give the seed to the open chain that it follows most closely, or start a new one."""
    best: _Open | None = None
    best_drift = max_gap + 1
    for chain in open_chains:
        step_page, step_work = page - chain.page, work - chain.work
        if step_page > 0 and 0 < step_work <= GRAM + max_gap:
            drift = abs(step_page - step_work)
            if drift < best_drift:
                best, best_drift = chain, drift
                if not drift:
                    break
    if best is None:
        open_chains.append(_Open(page, work))
    else:
        best.add(page, work)


def _without_shadows(found: list[Chain]) -> list[Chain]:
    """Drop chains whose page words all belong to longer ones: the same words matched a second place of the work."""
    taken = bytearray(max((chain.end for chain in found), default=0))
    kept = []
    for chain in found:
        if not all(map(taken.__getitem__, chain.page)):
            kept.append(chain)
            for position in chain.page:
                taken[position] = 1
    return kept
