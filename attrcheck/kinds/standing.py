"""What a hit is worth where it stands: one table for every kind, so that a name and an account are judged alike.

Counts: a reader meets it as the reuser's own words. Doubtful: it is there, but a reasonable reader may not take it as credit, so nobody is
accused and nobody is cleared. Worthless: a reader does not meet it, or meets it as part of something else.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import IntEnum
from functools import lru_cache, partial
from itertools import accumulate
from typing import NamedTuple
from urllib.parse import quote as percent_encoded

from attrcheck.kinds.names import NameHit, find_names
from attrcheck.model import Author, Conclusion, Evidence, Origin, Outcome, Passage, Role, Subject, Visibility
from attrcheck.text import excerpt, squeeze, tokens

# Evidence shown for one finding; the first ones are the best ones.
_MAX_EVIDENCE = 3
# Hits that are looked at for it: where a page repeats one sentence a thousand times, all of them make the same evidence.
_MOST_LOOKED_AT = 100
# Two lines of print: what stands further away from a name says nothing about it.
_LINE = 160
# Browsers find longer fragments as well, but addresses should stay short enough for a mail.
_MAX_FRAGMENT = 200


class Weight(IntEnum):
    """What a hit is worth; lower is better."""

    COUNTS = 0
    DOUBTFUL = 1
    WORTHLESS = 2


class Standing(NamedTuple):
    """A weight, and where the hit stands in words that end the sentence "it stands only …"."""

    weight: Weight
    where: str


_ROLES: dict[Role, Standing] = {
    Role.NAVIGATION: Standing(Weight.WORTHLESS, "in the navigation"),
    Role.RELATED: Standing(Weight.WORTHLESS, "among related stories"),
    Role.COMMENTS: Standing(Weight.WORTHLESS, "in a reader's comment"),
    Role.OTHER_ARTICLE: Standing(Weight.WORTHLESS, "in another article on the page"),
    Role.FORM: Standing(Weight.DOUBTFUL, "in a form or sign-up box"),
    Role.SHARE_WIDGET: Standing(Weight.DOUBTFUL, "among the share buttons"),
    Role.BANNER: Standing(Weight.DOUBTFUL, "in a banner or advertisement"),
    Role.FOOTER: Standing(Weight.DOUBTFUL, "in the footer of the page"),
    Role.HEADER: Standing(Weight.DOUBTFUL, "in the header of the page"),
    Role.SIDEBAR: Standing(Weight.DOUBTFUL, "in a sidebar"),
    Role.TAGS: Standing(Weight.DOUBTFUL, "in a list of tags"),
    Role.CAPTION: Standing(Weight.DOUBTFUL, "in a caption, where it may credit a picture"),
    Role.UNCLEAR: Standing(Weight.DOUBTFUL, "in a part of the page that may be about other things, by its name or heading"),
    Role.EMBED: Standing(Weight.DOUBTFUL, "in an embedded post"),
}
COUNTS = Standing(Weight.COUNTS, "")
IN_SHARE = "to the text of the share"


def standing(passage: Passage) -> Standing:
    """Return what a hit in this passage is worth."""
    if passage.visibility is Visibility.HIDDEN:
        return Standing(Weight.WORTHLESS, f"where no reader sees it ({passage.hidden_by})")
    if passage.origin is Origin.TERMS:
        return Standing(Weight.DOUBTFUL, "inside the pasted terms, not as a credit")
    if passage.origin is Origin.WORK:
        return Standing(Weight.DOUBTFUL, "inside a sentence copied from the work, not as a credit")
    if passage.visibility is Visibility.UNKNOWN:
        return Standing(Weight.DOUBTFUL, f"where a reader may not see it ({passage.hidden_by})")
    by_role = _ROLES.get(passage.role, COUNTS)
    if by_role.weight is Weight.COUNTS and not passage.is_near_work:
        return Standing(Weight.DOUBTFUL, "elsewhere on the page, away from the copied text")
    return by_role


class Hit(NamedTuple):
    """Something found: the quote around it, where, and what it is worth. `note` adds what is odd about it.

    `shown` may be what makes the evidence: of a hundred thousand hits three are shown.
    """

    standing: Standing
    shown: Evidence | Callable[[], Evidence]
    note: str = ""

    @property
    def evidence(self) -> Evidence:
        """The quote and its locator."""
        return self.shown if isinstance(self.shown, Evidence) else self.shown()


class _Same:
    """A tuple that is compared by identity: the subject's own passages, not equal ones."""

    __slots__ = ("passages",)

    def __init__(self, passages: tuple[Passage, ...]) -> None:
        self.passages = passages

    def __hash__(self) -> int:
        return id(self.passages)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.passages is other.passages


def text_of(subject: Subject) -> Text:
    """Return the text of a subject; the kinds that ask for the same subject one after the other share it."""
    return _text(_Same(subject.passages))


class Text:
    """All passages of a subject in one row, so that a name split over two lines is still one name."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.passages = passages
        self.joined = "\n".join(passage.text for passage in passages)
        self._starts = [0]
        for passage in passages[:-1]:
            self._starts.append(self._starts[-1] + len(passage.text) + 1)
        self.tokens = tokens(self.joined)
        self._tagged: dict[int, tuple[list[int], list[int]]] = {}
        self._names: dict[Author, list[NameHit]] = {}

    def names(self, author: Author) -> list[NameHit]:
        """Return where an author's name stands whole; looked for once, because the name and the job title both ask."""
        if author not in self._names:
            self._names[author] = find_names(self.joined, self.tokens, author)
        return self._names[author]

    def passages_of_tokens(self) -> Iterator[Passage]:
        """Yield for each token the passage that it stands in."""
        at, last = 0, len(self._starts) - 1
        for token in self.tokens:
            while at < last and self._starts[at + 1] <= token.start:
                at += 1
            yield self.passages[at]

    def passage_at(self, offset: int) -> Passage:
        """Return the passage that holds a character of the joined text."""
        return self.passages[self.number_at(offset)]

    def number_at(self, offset: int) -> int:
        """Return the number of the passage that holds a character of the joined text."""
        return bisect_right(self._starts, offset) - 1

    def _is_tagged(self, passage: Passage, offset: int) -> bool:
        """Tell whether a character of a passage stands in a link to a tag: a hostile page has many names and as many links."""
        if id(passage) not in self._tagged:
            links = sorted((link.start, link.end) for link in passage.links if "tag" in link.rel)
            ends = accumulate((end for _, end in links), max)
            self._tagged[id(passage)] = [start for start, _ in links], list(ends)
        starts, farthest = self._tagged[id(passage)]
        before = bisect_right(starts, offset)
        return before > 0 and offset < farthest[before - 1]

    def line_before(self, offset: int) -> str:
        """Return what stands before a character in its passage, at most `_LINE` characters of it."""
        return self.joined[max(offset - _LINE, self._starts[bisect_right(self._starts, offset) - 1]) : offset]

    def line_after(self, offset: int) -> str:
        """Return what stands from a character on in its passage, at most `_LINE` characters of it."""
        number = self.number_at(offset)
        return self.joined[offset : min(offset + _LINE, self._starts[number] + len(self.passages[number].text))]

    def hit(self, start: int, end: int, note: str = "") -> Hit:
        """Return the hit at a span of the joined text: worth what the worse of its two ends is worth."""
        first, last = self.passage_at(start), self.passage_at(max(start, end - 1))
        left = self._starts[bisect_right(self._starts, start) - 1]
        worth = max(standing(first), standing(last), key=lambda s: s.weight)
        if worth.weight is Weight.COUNTS and self._is_tagged(first, start - left):
            worth = _ROLES[Role.TAGS]
        return Hit(worth, partial(self._evidence, start, end), note)

    def _evidence(self, start: int, end: int) -> Evidence:
        """Return the evidence at a span of the joined text: words of the passage that it begins in."""
        first, left = self.passage_at(start), self._starts[bisect_right(self._starts, start) - 1]
        right = max(left + len(first.text), end)
        quote = excerpt(self.joined, start, end, within=(left, right))
        words = squeeze(self.joined[start:end])
        at = quote.find(words)
        exact = percent_encoded(words[:_MAX_FRAGMENT], safe="", errors="replace")
        # A dash has a meaning of its own in text fragments.
        fragment = f"#:~:text={exact.replace('-', '%2D')}"
        span = (at, at + len(words)) if at >= 0 else (None, None)
        return Evidence(quote=quote, locator=first.locator, start=span[0], end=span[1], fragment=fragment)


@lru_cache(maxsize=1)
def _text(same: _Same) -> Text:
    return Text(same.passages)


def conclude(what: str, hits: Sequence[Hit], searched: str, remedy: str) -> Conclusion:
    """Return what hits add up to: the best one decides; without any that counts or is doubtful, `what` is missing.

    `what` is a noun phrase such as "the author's name"; `searched` says where was looked.
    """
    ranked = sorted(hits, key=lambda hit: (hit.standing.weight, bool(hit.note)))
    evidence = _first_evidence(ranked)
    if ranked and ranked[0].standing.weight is Weight.COUNTS:
        note = f" ({ranked[0].note})" if ranked[0].note else ""
        return Conclusion(outcome=Outcome.PASSED, reason=f"{what} is there{note}", evidence=evidence)
    places = "; ".join(dict.fromkeys(f"{hit.standing.where}{f' ({hit.note})' if hit.note else ''}" for hit in ranked))
    if ranked and ranked[0].standing.weight is Weight.DOUBTFUL:
        return Conclusion(outcome=Outcome.CANNOT_TELL, reason=f"{what} stands only {places}", evidence=evidence, remedy=remedy)
    if ranked:
        return Conclusion(outcome=Outcome.FAILED, reason=f"{what} stands only {places}", evidence=evidence, remedy=remedy)
    return Conclusion(outcome=Outcome.FAILED, reason=f"{what} was not found in {searched}", remedy=remedy)


def enough(hits: Iterable[Hit]) -> list[Hit]:
    """Return hits up to as many good ones as a conclusion looks at: what comes later changes nothing, and a hostile page has 100,000."""
    kept, good = [], 0
    for hit in hits:
        kept.append(hit)
        good += hit.standing.weight is Weight.COUNTS and not hit.note
        if good == _MOST_LOOKED_AT:
            break
    return kept


def _first_evidence(ranked: Sequence[Hit]) -> tuple[Evidence, ...]:
    """Return the evidence that is shown: the first few that differ."""
    evidence: dict[Evidence, None] = {}
    for hit in ranked[:_MOST_LOOKED_AT]:
        evidence[hit.evidence] = None
        if len(evidence) == _MAX_EVIDENCE:
            break
    return tuple(evidence)


def searched(text: Text) -> str:
    """Return how much was searched, for the reason of an absence."""
    seen = [passage for passage in text.passages if passage.visibility is not Visibility.HIDDEN]
    return f"{counted(len(text.tokens), 'word')} of {counted(len(seen), 'visible passage')}"


def counted(number: int, noun: str) -> str:
    """Return a number with its noun in the right form.

    >>> counted(1, "link"), counted(2, "link")
    ('1 link', '2 links')
    """
    return f"{number} {noun}{'' if number == 1 else 's'}"
