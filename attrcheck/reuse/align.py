"""Find the passages of a work in a stream of words: seeds of three words, chained with small gaps on near diagonals.

Order-free between passages (reordered or interleaved paragraphs are simply several chains), order-bound inside one.
Cost grows with the number of words on the page; each seed looks at the few chains that are still open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from attrcheck.reuse.fingerprint import GRAM

# Words that may stand between two seeds of one passage: edits of up to 8 words keep a passage whole (measured best, see docs/reuse.md).
MAX_GAP = 8
# A 3-gram that stands in the work more often than this is a phrase of the language, not a sign ("in the last").
MAX_POSITIONS = 8


class Chain(NamedTuple):
    """A passage: words `start` to `end` of the page; `page` and `work` are the positions of the words that are the same in both.

    `seeds` are the positions, page and work, where each three words in a row begin; both grow.
    """

    start: int
    end: int
    page: frozenset[int]
    work: frozenset[int]
    seeds: Sequence[tuple[int, int]]


class _Open:
    """A chain while it grows; `last` is its newest seed."""

    __slots__ = ("last", "seeds")

    def __init__(self, page: int, work: int) -> None:
        self.last = (page, work)
        self.seeds = [self.last]

    def add(self, page: int, work: int) -> None:
        self.last = (page, work)
        self.seeds.append(self.last)

    def close(self) -> Chain:
        page = frozenset(p + k for p, _ in self.seeds for k in range(GRAM))
        work = frozenset(w + k for _, w in self.seeds for k in range(GRAM))
        return Chain(self.seeds[0][0], self.last[0] + GRAM, page, work, self.seeds)


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
    for page, value in enumerate(page_grams):
        places = positions.get(value)
        if not places:
            continue
        if any(page - chain.last[0] > reach for chain in open_chains):
            done += [chain for chain in open_chains if page - chain.last[0] > reach]
            open_chains = [chain for chain in open_chains if page - chain.last[0] <= reach]
        for work in places:
            _extend(open_chains, page, work, max_gap)
    found = sorted((chain.close() for chain in done + open_chains), key=lambda chain: (-len(chain.page), chain.start))
    return _without_shadows(found)


def _extend(open_chains: list[_Open], page: int, work: int, max_gap: int) -> None:
    """Give the seed to the open chain that it follows most closely, or start a new one."""
    best: _Open | None = None
    best_drift = max_gap + 1
    for chain in open_chains:
        last_page, last_work = chain.last
        step_page, step_work = page - last_page, work - last_work
        drift = abs(step_page - step_work)
        if step_page > 0 and 0 < step_work <= GRAM + max_gap and drift < best_drift:
            best, best_drift = chain, drift
    if best is None:
        open_chains.append(_Open(page, work))
    else:
        best.add(page, work)


def _without_shadows(found: list[Chain]) -> list[Chain]:
    """Drop chains whose page words all belong to longer ones: the same words matched a second place of the work."""
    taken: set[int] = set()
    kept = []
    for chain in found:
        if not chain.page <= taken:
            kept.append(chain)
            taken |= chain.page
    return kept
