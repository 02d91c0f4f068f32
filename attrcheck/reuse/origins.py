"""Split passages so that each has one origin: a name added before a copied sentence is the reuser's, the same name inside it is not."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import pairwise

import msgspec

from attrcheck.model import Link, Origin, Passage, Value
from attrcheck.reuse.align import Chain
from attrcheck.text import Token

# Words between two copied ones that are not in the work: up to two are an edit of the copied sentence, more are the reuser's own.
_EDIT_WORDS = 2
# A passage in which fewer words than this match has them from a neighbour's sentence: a byline of two words between headline and text.
_LEAST_WORDS = 4

# What touches the next word from before: all marks behind a space, else the sign of a handle or a hashtag (U+FF20 and U+FF03 are wide).
_MARKS = re.compile(r"(?<=\s)\S+\Z|[@#\uff20\uff03]\Z")


class Painted(Value, frozen=True, kw_only=True):
    """A chain of page words and whose words they are."""

    chain: Chain
    origin: Origin


def split(
    passages: Sequence[Passage], first: Sequence[int], tokens_of: Callable[[int], Sequence[Token]], painted: Iterable[Painted]
) -> list[list[Passage]]:
    """Return for each passage its pieces, cut at the borders of painted words.

    `first[i]` is the number of the first word of passage i, `tokens_of(i)` gives its words; it is asked only for passages that are cut.
    """
    origins: list[Origin | None] = [None] * first[-1]
    for paint in painted:
        for start, end in _spans(paint, first):
            origins[start:end] = [paint.origin] * (end - start)
    by_passage = (origins[start:end] for start, end in pairwise(first))
    return [_cut(p, partial(tokens_of, i), own) if any(own) else [p] for i, (p, own) in enumerate(zip(passages, by_passage, strict=True))]


def _spans(paint: Painted, first: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the words of a chain with the small gaps between them, from and up to. A pasted terms block is painted from end to end."""
    if paint.origin is Origin.TERMS:
        yield paint.chain.start, paint.chain.end
        return
    positions = paint.chain.page
    at = 0
    while at < len(positions):
        end = bisect_left(positions, first[bisect_right(first, positions[at])], at)
        if end - at >= _LEAST_WORDS:
            start = positions[at]
            for last, position in pairwise(positions[at:end]):
                if position - last - 1 > _EDIT_WORDS:
                    yield start, last + 1
                    start = position
            yield start, positions[end - 1] + 1
        at = end


def _cut(passage: Passage, words: Callable[[], Sequence[Token]], origins: Sequence[Origin | None]) -> list[Passage]:
    """Cut one passage where the origin of its words changes; marks that touch a word stay with it, other text goes to the word before."""
    borders = [i for i, (before, own) in enumerate(pairwise(origins), 1) if own is not before]
    tokens = words() if borders else ()
    cuts = [0, *(_before(passage.text, tokens[i - 1].end, tokens[i].start) for i in borders), len(passage.text)]
    spans = zip(cuts, cuts[1:], [0, *borders], strict=False)
    return [_piece(passage, left, right, origins[first]) for left, right, first in spans]


def _before(text: str, end: int, start: int) -> int:
    """Return where the text of the word at `start` begins, after a word that ends at `end`: with its bracket, quotation mark or sign.

    >>> _before("of the cost (@Zoe", 11, 14), _before("of the cost.”Zoe", 11, 13)
    (12, 13)
    """
    marks = _MARKS.search(text, end, start)
    return marks.start() if marks else start


def _piece(passage: Passage, left: int, right: int, origin: Origin | None) -> Passage:
    is_last = right == len(passage.text)
    links = tuple(
        Link(url=k.url, start=max(k.start, left) - left, end=min(k.end, right) - left, label=k.label, rel=k.rel)
        for k in passage.links
        if (k.start < right and k.end > left) or (k.start == k.end and left <= k.start and (k.start < right or is_last))
    )
    return msgspec.structs.replace(passage, text=passage.text[left:right], links=links, origin=origin or passage.origin)
