"""tagline.kept: a line that belongs to the work was copied with it.

Passes: the line stands where a reader sees it, as copied or as the reuser's own words, with at least the asked fraction of its words in
order.

Fails: it is not there, or only where no reader meets it (hidden, navigation, related stories, comments).

Cannot tell: from 60 % of its words up to the asked fraction are there in order, so that it may be the line, edited or translated in part;
the line stands in the footer of the site, a sidebar, a caption or another doubtful place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from heapq import nlargest

from msgspec.structs import replace
from rapidfuzz.distance import LCSseq

from attrcheck.kinds.requirement import PlacedRequirement, Problem
from attrcheck.kinds.standing import Hit, Standing, Text, Weight, conclude, searched, standing, text_of
from attrcheck.model import Conclusion, Origin, Passage, Place, Subject, Work
from attrcheck.text import words

# Below, half of the words are others: another sentence with the same small words in it.
_LIKE = 0.6
# What a stretch must have in common with the line, in any order, to be compared: the least similarity that terms may ask for.
_LEAST = 0.5
# Stretches of the page that are compared word by word: those with the most words in common with the line.
_MAX_COMPARED = 50


class TaglineKept(PlacedRequirement, frozen=True, kw_only=True, tag="tagline.kept"):
    """A tagline, grant note or call to action must be kept. It counts wherever a reader sees it, as copied text too."""

    text: str
    similarity: float = 0.9

    kind = "tagline.kept"
    possible_places = frozenset({Place.ARTICLE})

    def sentence(self) -> str:
        """Return the duty in words that follow "must"."""
        return f"keep the line “{self.text}”"

    def problems(self) -> Iterator[Problem]:
        """Yield a line without a word, and a similarity that is no fraction."""
        yield from super().problems()
        if not words(self.text):
            yield Problem("text", "has no word in it that a page could hold")
        if not 0.5 <= self.similarity <= 1:
            yield Problem("similarity", f"{self.similarity} is not from 0.5 to 1")


def check(requirement: TaglineKept, work: Work, subject: Subject) -> Conclusion:
    """Return whether the line stands on the page."""
    line = words(requirement.text)
    # What no reader meets is left out first, so that it does not stand between the words of a line.
    seen = Text([passage for passage in map(_as_anybodys, subject.passages) if standing(passage).weight is not Weight.WORTHLESS])
    hits = list(_hits(requirement, line, seen))
    if not hits:
        hits = [hit for hit in _hits(requirement, line, text_of(subject)) if hit.standing.weight is Weight.WORTHLESS]
    return conclude("the line", hits, searched(seen), remedy(requirement))


def remedy(requirement: TaglineKept) -> str:
    """Return the line that makes the requirement pass."""
    return f"Keep in the article: “{requirement.text}”."


def _as_anybodys(passage: Passage) -> Passage:
    """Return the passage as if nobody had copied it: the line belongs to the work."""
    return replace(passage, origin=Origin.OWN) if passage.origin in (Origin.WORK, Origin.TERMS) else passage


def _hits(requirement: TaglineKept, line: Sequence[str], text: Text) -> Iterator[Hit]:
    for start, end, likeness in _like(line, text):
        hit = text.hit(start, end)
        if likeness < requirement.similarity and hit.standing.weight is Weight.COUNTS:
            hit = hit._replace(standing=Standing(Weight.DOUBTFUL, f"in other words ({likeness:.0%} of its words are there)"))
        if likeness >= min(_LIKE, requirement.similarity):
            yield hit


def _like(line: Sequence[str], text: Text) -> Iterator[tuple[int, int, float]]:
    """Yield the stretches of a text that are most like the line, with the fraction of its words that stand there in order."""
    found = [token.word for token in text.tokens]
    overlaps = _overlaps(line, found)
    best = nlargest(_MAX_COMPARED, (at for at, common in enumerate(overlaps) if common >= _LEAST * len(line)), key=overlaps.__getitem__)
    compared = sorted(((LCSseq.similarity(line, found[at : at + len(line)]), -at) for at in best), reverse=True)
    taken: list[int] = []
    for common, before in compared:
        at = -before
        if all(abs(at - other) >= len(line) for other in taken):
            taken.append(at)
            yield text.tokens[at].start, text.tokens[min(at + len(line), len(found)) - 1].end, common / len(line)


def _overlaps(line: Sequence[str], found: Sequence[str]) -> list[int]:
    """Return for each stretch as long as the line how many words it has in common with it, in any order."""
    wanted, inside, common, size = Counter(line), Counter[str](), 0, len(line)
    overlaps = []
    for i, word in enumerate(found):
        common += inside[word] < wanted[word]
        inside[word] += 1
        if i >= size:
            gone = found[i - size]
            inside[gone] -= 1
            common -= inside[gone] < wanted[gone]
        overlaps.append(common)
    return overlaps[size - 1 :] or overlaps[-1:]
