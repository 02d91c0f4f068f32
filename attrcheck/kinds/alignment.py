"""Find the stretch of a text that is most like a given line, word by word, and say how they differ. Pure; cost linear in the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

# Stretches that are laid beside the line, the most promising first: a page rarely has two. Their number bounds the cost of a hostile page.
_MAX_STRETCHES = 8
# A stretch is this much longer than the line, so that words put into it find room.
_ROOM = 1.5
# Two fifths of the line's weight in any order: no stretch with less can be like it.
_LEAST_SHARED = 0.4
# What a missing word costs, in added ones: a name in place of another must not cost more than the words beyond it are worth.
_MISSING = 2


class Word(NamedTuple):
    """A word of the line or of the text, or a name that counts as one.

    `weight` is how many words it stands for; `note` says what is odd about a name that is written otherwise than it should be.
    """

    word: str
    start: int
    end: int
    weight: int = 1
    note: str = ""


class Likeness(NamedTuple):
    """A stretch of a text beside a line: its span, the words in common and their weight, the words it lacks and those only it has.

    `notes` say what is odd about the words in common.
    """

    start: int
    end: int
    held: int
    common: int
    missing: tuple[Word, ...]
    added: tuple[Word, ...]
    notes: tuple[str, ...]

    @property
    def similarity(self) -> float:
        """The weight of the words in common, in order, as a fraction of the longer of the two."""
        return self.common / (self.common + max(_weight(self.missing), _weight(self.added)))


def most_like(line: Sequence[Word], text: Sequence[Word]) -> list[Likeness]:
    """Return the stretches of a text that are like a line, the best first; none where too few of its words stand together."""
    size = round(_ROOM * len(line)) + 1
    # The best stretch may begin a little before the most promising one, whose first words were common.
    found = [_beside(line, text[max(0, at - len(line) // 2) : at + size]) for at in _promising(line, text, size)]
    return sorted((like for like in found if like is not None), key=lambda like: -like.similarity)


def _promising(line: Sequence[Word], text: Sequence[Word], size: int) -> list[int]:
    """Return where stretches that share enough words with the line begin; rare words of the text weigh more, as they are the anchors."""
    wanted = {word.word: word.weight for word in line}
    often = Counter(word.word for word in text if word.word in wanted)
    shared = list(accumulate((wanted.get(word.word, 0) for word in text), initial=0))
    anchors = list(accumulate((wanted.get(word.word, 0) / max(1, often[word.word]) for word in text), initial=0.0))
    least = _LEAST_SHARED * _weight(line)
    ends = [min(i + size, len(text)) for i in range(len(text))]
    possible = [i for i, word in enumerate(text) if word.word in wanted and shared[ends[i]] - shared[i] >= least]
    possible.sort(key=lambda i: (anchors[i] - anchors[ends[i]], i))
    chosen: list[int] = []
    for i in possible:
        if all(abs(i - other) >= len(line) // 2 for other in chosen):
            chosen.append(i)
            if len(chosen) == _MAX_STRETCHES:
                break
    return chosen


def _beside(line: Sequence[Word], stretch: Sequence[Word]) -> Likeness | None:
    """Lay a line beside a stretch; None with nothing in common.

    Edit distance with free ends (Sellers 1980), without replacements. Of equal ways the one with more words in common is taken.
    """
    rows = [[0] * (len(stretch) + 1)]
    for word in line:
        above = rows[-1]
        row = [above[0] + _MISSING * word.weight]
        for j, other in enumerate(stretch):
            row.append(above[j] if other.word == word.word else min(above[j + 1] + _MISSING * word.weight, row[j] + other.weight))
        rows.append(row)
    i, j = len(line), min(range(len(stretch), -1, -1), key=rows[-1].__getitem__)
    pairs = []
    while i and j:
        if line[i - 1].word == stretch[j - 1].word:
            i, j = i - 1, j - 1
            pairs.append((i, j))
        elif rows[i][j] == rows[i][j - 1] + stretch[j - 1].weight:
            j -= 1
        else:
            i -= 1
    return _likeness(line, stretch, pairs[::-1]) if pairs else None


def _likeness(line: Sequence[Word], stretch: Sequence[Word], pairs: Sequence[tuple[int, int]]) -> Likeness:
    held, met = {i for i, _ in pairs}, {j for _, j in pairs}
    first, last = pairs[0][1], pairs[-1][1]
    missing = tuple(word for i, word in enumerate(line) if i not in held)
    notes = tuple(dict.fromkeys(stretch[j].note for _, j in pairs if stretch[j].note))
    added = tuple(stretch[j] for j in range(first, last + 1) if j not in met)
    return Likeness(stretch[first].start, stretch[last].end, len(held), _weight(line[i] for i in held), missing, added, notes)


def _weight(words: Iterable[Word]) -> int:
    return sum(word.weight for word in words)
