"""Split passages so that each has one origin: a name added before a copied sentence is the reuser's, the same name inside it is not."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

import msgspec

from attrcheck.model import Link, Origin, Passage, Value
from attrcheck.reuse.align import Chain
from attrcheck.text import Token

# Words between two copied ones that are not in the work: up to two are an edit of the copied sentence, more are the reuser's own.
_EDIT_WORDS = 2
# A passage in which fewer words than this match has them from a neighbour's sentence: a byline of two words between headline and text.
_LEAST_WORDS = 4


class Painted(Value, frozen=True, kw_only=True):
    """A chain of page words and whose words they are."""

    chain: Chain
    origin: Origin


def split(
    passages: Sequence[Passage], first: Sequence[int], tokens_of: Callable[[int], Sequence[Token]], painted: Iterable[Painted]
) -> list[list[Passage]]:
    """Return for each passage its pieces, cut at the borders of painted words.

    `first[i]` is the number of the first word of passage i, `tokens_of(i)` gives its words; it is asked only for painted passages.
    """
    origins: list[Origin | None] = [None] * first[-1]
    for paint in painted:
        for position in _positions(paint, first):
            origins[position] = paint.origin
    by_passage = (origins[start:end] for start, end in pairwise(first))
    return [_cut(p, tokens_of(i), own) if any(own) else [p] for i, (p, own) in enumerate(zip(passages, by_passage, strict=True))]


def _positions(paint: Painted, first: Sequence[int]) -> Iterator[int]:
    """Yield the words of a chain with the small gaps between them. A pasted terms block is painted from end to end."""
    if paint.origin is Origin.TERMS:
        yield from range(paint.chain.start, paint.chain.end)
        return
    by_passage: dict[int, list[int]] = {}
    for position in sorted(paint.chain.page):
        by_passage.setdefault(bisect_right(first, position), []).append(position)
    for positions in by_passage.values():
        if len(positions) >= _LEAST_WORDS:
            last = positions[0]
            for position in positions:
                yield from range(last + 1 if position - last - 1 <= _EDIT_WORDS else position, position + 1)
                yield last
                last = position


def _cut(passage: Passage, tokens: Sequence[Token], origins: Sequence[Origin | None]) -> list[Passage]:
    """Cut one passage where the origin of its words changes; text between two words goes to the first of them."""
    borders = [i for i in range(1, len(tokens)) if origins[i] is not origins[i - 1]]
    pieces = []
    for start, end in zip([0, *borders], [*borders, len(tokens)], strict=True):
        left = 0 if start == 0 else tokens[start].start
        right = len(passage.text) if end == len(tokens) else tokens[end].start
        pieces.append(_piece(passage, left, right, origins[start]))
    return pieces


def _piece(passage: Passage, left: int, right: int, origin: Origin | None) -> Passage:
    is_last = right == len(passage.text)
    links = tuple(
        Link(url=k.url, start=max(k.start, left) - left, end=min(k.end, right) - left, label=k.label, rel=k.rel)
        for k in passage.links
        if (k.start < right and k.end > left) or (k.start == k.end and left <= k.start and (k.start < right or is_last))
    )
    return msgspec.structs.replace(passage, text=passage.text[left:right], links=links, origin=origin or passage.origin)
