"""credit.line: a credit line of a given form stands in the subject.

Passes: a stretch of the reuser's own visible words that is the filled line, word by word to the share that `similarity` says, with the
authors and the outlet whole. It may run over passages, links and tags; authors may stand in any order and with any by-word or none, the
date in any spelling, {url} as a link.

Fails: no stretch has three fifths of the line's words in order; or only one that no reader meets; or one that lacks an author or the outlet
whom the reuser's own words name nowhere else.

Cannot tell: a short passage that names everybody in other words; a stretch with fewer words in common than `similarity`, or with an author
or the outlet misspelt or named elsewhere only; the reason says which words. Also a line that stands only in copied text, the pasted
terms, a footer or another doubtful place, and no line on a translation, which may have a translated one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from attrcheck.kinds.alignment import Likeness, most_like
from attrcheck.kinds.credit_words import ADDRESS, author_word, credit_words, filled, outlet_word
from attrcheck.kinds.each_author import listed
from attrcheck.kinds.requirement import PlacedRequirement, Problem
from attrcheck.kinds.standing import IN_SHARE, Hit, Standing, Text, Weight, conclude, searched, standing, text_of
from attrcheck.model import Conclusion, Outcome, Passage, Place, ReuseClass, Subject, Visibility, Work
from attrcheck.text import Token, tokens, words
from attrcheck.urls import same_page

_WHAT = "the credit line"
# Two lines of print; a longer passage is a text that names both.
_LONGEST_CREDIT = 160
# What a template may ask for.
HOLES = ("author", "outlet", "date", "title", "url")
# Three fifths of the line's words in their order: a reader sees the same line in other words. With fewer it is another sentence.
_NEAR = 0.6
# One name alone is no line that lacks the other: "By {author}" where "By {author}, {outlet}" is asked for.
_LEAST_HELD = 2
# Words that a reason lists; a line has hardly more.
_MAX_LISTED = 12


class CreditLine(PlacedRequirement, frozen=True, kw_only=True, tag="credit.line"):
    """A line made from a template must stand there. Holes: {author}, {outlet}, {date}, {title}, {url}; `similarity` from 0 to 1."""

    template: str
    similarity: float = 0.9

    kind = "credit.line"
    possible_places = frozenset(Place) - {Place.METADATA}

    def sentence(self) -> str:
        """Return the duty in words that follow "must"."""
        return f"carry the line “{self.template}”"

    def problems(self) -> Iterator[Problem]:
        """Yield unknown holes, a template without words of its own or holes, and a similarity that is no fraction."""
        yield from super().problems()
        unknown = sorted(set(re.findall(r"\{([^{}]*)\}", self.template)) - set(HOLES))
        if unknown or not words(self.template):
            yield Problem(
                "template",
                f"unknown hole {{{unknown[0]}}}; known: {', '.join(f'{{{hole}}}' for hole in HOLES)}" if unknown else "has no words",
            )
        if not 0.5 <= self.similarity <= 1:
            yield Problem("similarity", f"{self.similarity} is not from 0.5 to 1")

    def lacks(self, work: Work) -> str:
        """Return which hole cannot be filled."""
        known = {"author": work.authors, "outlet": work.outlet, "date": work.published}
        empty = [hole for hole, fact in known.items() if f"{{{hole}}}" in self.template and not fact]
        return f"has the hole {{{empty[0]}}}, but the terms and the work's page do not say it" if empty else ""

    def line(self, work: Work) -> str:
        """Return the line as it stands under a copy of a work."""
        facts = {
            "author": listed([author.name for author in work.authors]),
            "outlet": work.outlet.name if work.outlet else "",
            "date": work.published or "",
            "title": work.title,
            "url": work.url,
        }
        return filled(self.template, facts)


def check(requirement: CreditLine, work: Work, subject: Subject) -> Conclusion:
    """Return whether the subject carries the line."""
    text, line = text_of(subject), requirement.line(work)
    asked = credit_words(line, tokens(line), work)
    names = _names(work) & {word.word for word in asked}
    hits: list[Hit] = []
    nearest: list[Likeness] = []
    absent: set[str] | None = None
    for found in _readings(text):
        row = credit_words(text.joined, found, work)
        # The reuser's own words decide: who is named in the copied text only is named nowhere in a line.
        absent = names - {word.word for word in row} if absent is None else absent
        likes = [_with_link(like, text, work) for like in most_like(asked, row)]
        hits += [hit for like in likes if (hit := _hit(like, requirement.similarity, text, names, absent))]
        nearest += likes
        if any(hit.standing.weight is Weight.COUNTS for hit in hits):
            break
    hits = hits or list(_apart(text, work, names))
    conclusion = conclude(_WHAT, hits, searched(text), remedy(requirement, work, subject))
    if conclusion.outcome is not Outcome.FAILED or hits:
        return conclusion
    if subject.reuse is ReuseClass.TRANSLATION and not absent:
        reason = f"{conclusion.reason}; the copy is a translation, as its credit line may be"
        conclusion = replace(conclusion, outcome=Outcome.CANNOT_TELL, reason=reason)
    return _explain(conclusion, nearest, text)


def remedy(requirement: CreditLine, work: Work, subject: Subject) -> str:
    """Return the line that makes the requirement pass."""
    where = "a visible line" if subject.place is Place.ARTICLE else IN_SHARE
    return f"Add {where}: “{requirement.line(work)}”."


def _readings(text: Text) -> Iterator[Sequence[Token]]:
    """Yield the words in which a line may stand: the reuser's own where a credit counts, all that a reader sees, what none does."""
    own: list[Token] = []
    seen: list[Token] = []
    hidden: list[Token] = []
    at = 0
    for _, end, passage in _spans(text):
        before, at = at, bisect_left(text.tokens, end, lo=at, key=lambda token: token.start)
        found = text.tokens[before:at]
        (hidden if passage.visibility is Visibility.HIDDEN else seen).extend(found)
        if standing(passage).weight is Weight.COUNTS:
            own.extend(found)
    yield own
    yield from (found for found in (seen if len(seen) > len(own) else [], hidden) if found)


def _hit(like: Likeness, similarity: float, text: Text, names: set[str], absent: set[str]) -> Hit | None:
    """Return what a stretch is worth, None where it is another sentence or lacks a name that the reuser says nowhere."""
    missing = {word.word for word in like.missing} & names
    hit = text.hit(like.start, like.end)
    counts = hit.standing.weight is Weight.COUNTS
    if like.similarity < min(_NEAR, similarity) or missing & absent or (missing and not counts) or (missing and like.held < _LEAST_HELD):
        return None
    if like.similarity >= similarity and not missing and not like.notes:
        return hit
    where = Standing(Weight.DOUBTFUL, f"in other words ({_difference(like)})")
    return hit._replace(standing=where) if counts else hit._replace(note=_difference(like))


def _apart(text: Text, work: Work, names: set[str]) -> Iterator[Hit]:
    """Yield the short passages of the reuser's own that hold all names of the line among other words: a credit, perhaps in another form."""
    for start, end, passage in _spans(text):
        if len(names) > 1 and end - start <= _LONGEST_CREDIT and standing(passage).weight is Weight.COUNTS:
            said = credit_words(passage.text, tokens(passage.text), work)
            if names <= {word.word for word in said if not word.note}:
                yield text.hit(start, end)._replace(standing=Standing(Weight.DOUBTFUL, "in other words between the names"))


def _names(work: Work) -> set[str]:
    return {author_word(author) for author in work.authors} | ({outlet_word(work.outlet)} if work.outlet else set())


def _with_link(like: Likeness, text: Text, work: Work) -> Likeness:
    """Return the likeness with the work's address as there, if its passages link to it."""
    missing = tuple(word for word in like.missing if word.word != ADDRESS)
    if len(missing) == len(like.missing):
        return like
    for start, end, passage in _spans(text):
        if start < like.end and like.start <= end and any(same_page(link.url, work.url) for link in passage.links):
            return like._replace(missing=missing, common=like.common + len(like.missing) - len(missing))
    return like


def _spans(text: Text) -> Iterator[tuple[int, int, Passage]]:
    """Yield the passages with where they stand in the joined text."""
    start = 0
    for passage in text.passages:
        yield start, start + len(passage.text), passage
        start += len(passage.text) + 1


def _difference(like: Likeness) -> str:
    """Return the words that make a stretch another line."""
    missing, added = (", ".join(word.word for word in row[:_MAX_LISTED]) for row in (like.missing, like.added))
    is_whole = not like.missing and not like.added
    said = (
        "" if is_whole else f"{like.similarity:.0%} alike",
        f"missing: {missing}" if missing else "",
        f"added: {added}" if added else "",
    )
    return "; ".join(filter(None, (*said, *(f"a name {note}" for note in like.notes))))


def _explain(conclusion: Conclusion, nearest: Sequence[Likeness], text: Text) -> Conclusion:
    """Add to a failure the words that are most like the line."""
    if not nearest:
        return conclusion
    like = max(nearest, key=lambda like: like.similarity)
    evidence = (text.hit(like.start, like.end).evidence,)
    reason = f"{conclusion.reason}; the nearest is “{evidence[0].quote}” ({_difference(like)})"
    return replace(conclusion, reason=reason, evidence=evidence)
