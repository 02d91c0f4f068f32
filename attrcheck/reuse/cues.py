"""Names and numbers that survive translation and rewriting, hashed: the cheap sign that a page may retell the work in other words."""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import blake2b
from itertools import accumulate, pairwise
from math import ceil

from attrcheck.text import skeleton

# Words that start with a capital letter inside a sentence, and numbers of two digits or more (single digits say nothing).
_NAME_OR_NUMBER = re.compile(r"[^\W\d_][\w’'-]*|\d[\d.,]*\d")
# The end of a sentence: the next capital letter is spelling, not a name.
_SENTENCE_END = re.compile(r"[.!?…:“”„«»\"\n]\s*$")
# Two consonants are shared by chance (many words end up as "st"); three are a name.
MIN_SKELETON = 3
# Longer words are made once and not kept: one page could fill the memory with them.
_LONGEST_KEPT = 40
# Fewer shared cues than this are an agenda in common, not a text.
_MIN_SHARED = 5


def cues(text: str) -> tuple[int, ...]:
    """Return the hashed names and numbers of a text in the order of their first appearance, each once."""
    found: dict[int, None] = {}
    for match in _NAME_OR_NUMBER.finditer(text):
        word = match.group()
        if not (word[0].isdigit() or word[0].isupper()):
            continue
        if word[0].isupper() and (match.start() == 0 or _SENTENCE_END.search(text[max(0, match.start() - 4) : match.start()])):
            continue
        cue = cue_of(word)
        if cue is not None:
            found.setdefault(cue)
    return tuple(found)


def cue_of(word: str) -> int | None:
    """Return the hash of a name or number, None for one too short to tell anything."""
    return _cue(word) if len(word) <= _LONGEST_KEPT else _cue.__wrapped__(word)


# Names come again and again, on one page and on the pages of one list.
@lru_cache(maxsize=32_768)
def _cue(word: str) -> int | None:
    bones = skeleton(word)
    if len(bones) < (2 if word[0].isdigit() else MIN_SKELETON):
        return None
    return int.from_bytes(blake2b(bones.encode(), digest_size=4, person=b"attrcheck-cue").digest())


def least_shared(work: tuple[int, ...], score: float) -> int:
    """Return how many cues of a work a text must share at least for this score, in the best order and at the best place."""
    return max(_MIN_SHARED, ceil(score * len(work)))


def cue_score(work: tuple[int, ...], page: tuple[int, ...]) -> float:
    """Return from 0 to 1 how much the names and numbers of two texts are the same ones, in the same order.

    Measured on the stretch of the page that shares most with the work and is as long as it: the smaller of the shared fraction of the
    work's cues and of the stretch's, less up to half of it where they stand in another order. A text about the same town shares some
    names, not most of them in a row.
    """
    if not work or not page:
        return 0.0
    position = {cue: i for i, cue in enumerate(work)}
    width = min(len(work), len(page))
    counts = [0, *accumulate(cue in position for cue in page)]
    start = max(range(len(page) - width + 1), key=lambda i: counts[i + width] - counts[i])
    shared = [position[cue] for cue in page[start : start + width] if cue in position]
    if len(shared) < _MIN_SHARED:
        return 0.0
    in_order = sum(a < b for a, b in pairwise(shared)) / (len(shared) - 1)
    return min(len(shared) / len(work), len(shared) / width) * (1 + in_order) / 2
