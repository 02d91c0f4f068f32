"""credit.title: the title of the work stands in the subject.

Passes: all words of the title in a row where a reader sees them: as the headline, in a credit line, in a link. The title is what was
copied, so it counts whoever wrote the passage.

Fails: another headline and no title elsewhere, or the title only where no reader meets it (hidden, markup, related stories).

Cannot tell: one or two words of the title differ; only its part before a colon or dash is there; a title of one or two words stands
inside a sentence; the copy is a translation, whose headline is translated too; the title stands only in a doubtful place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from attrcheck.kinds.alignment import Word, most_like
from attrcheck.kinds.phrases import Span, find_rows, is_in_address
from attrcheck.kinds.requirement import PlacedRequirement
from attrcheck.kinds.standing import IN_SHARE, Hit, Standing, Text, Weight, conclude, searched, standing, text_of
from attrcheck.model import Conclusion, Evidence, Origin, Outcome, Place, ReuseClass, Role, Subject, Work
from attrcheck.text import Token, tokens, words

_WHAT = "the title of the work"
# Two words are easily said by chance.
_SHORT = 2
# Headlines are changed by a word or two; more words make another headline. Outside headlines, longer titles only may differ so much.
_MAX_DIFFERENT, _HEADLINE_PART, _TEXT_PART = 2, 2, 3
# What divides a title from its subtitle.
_SUBTITLE = re.compile(r"\s*[:–—|]\s+|\s+-\s+")
_LEAST_MAIN_PART = 3
_QUOTES_BEFORE, _QUOTES_AFTER = "\"“„«‘'‚›‹「『", "\"”“»’'‹›」』"
# Longer headlines are columns of text that a theme marks so.
_LONGEST_HEADLINE = 160
_MACHINE_ONLY = ("title", "og:title", "twitter:title", "jsonld:headline")


class CreditTitle(PlacedRequirement, frozen=True, kw_only=True, tag="credit.title"):
    """The title of the work must be stated."""

    kind = "credit.title"
    possible_places = frozenset(Place) - {Place.METADATA}

    def sentence(self) -> str:
        """Return the duty in words that follow "must"."""
        return "state the title of the work"

    def lacks(self, work: Work) -> str:
        """Return that the title has no words."""
        return "" if words(work.title) else "asks for the title, but the work has none"


def check(requirement: CreditTitle, work: Work, subject: Subject) -> Conclusion:
    """Return whether the subject states the title of the work."""
    text, parts = text_of(subject), words(work.title)
    hits = [_short(text, span) if len(parts) <= _SHORT else _hit(text, span) for span in _rows(text, parts)]
    if not any(hit.standing.weight is Weight.COUNTS for hit in hits):
        hits += [_doubtful(hit, how) for hit, how in _nearly(text, work.title) if hit.standing.weight is Weight.COUNTS]
        hits += list(_in_markup(subject, parts))
    conclusion = conclude(_WHAT, hits, searched(text), remedy(work, subject))
    if conclusion.outcome is Outcome.FAILED and subject.reuse is ReuseClass.TRANSLATION:
        return replace(
            conclusion, outcome=Outcome.CANNOT_TELL, reason=f"{conclusion.reason}; the copy is a translation, as its title may be"
        )
    headline = next(
        (p for p in subject.passages if p.role is Role.HEADLINE and standing(p).weight is Weight.COUNTS and p.text.strip()), None
    )
    if conclusion.outcome is Outcome.FAILED and headline:
        evidence = (Evidence(quote=headline.text[:_LONGEST_HEADLINE], locator=headline.locator), *conclusion.evidence)
        reason = f"{conclusion.reason}; the headline reads “{headline.text[:_LONGEST_HEADLINE]}”"
        return replace(conclusion, reason=reason, evidence=evidence)
    return conclusion


def remedy(work: Work, subject: Subject) -> str:
    """Return the line that makes the requirement pass."""
    where = "as the headline or in a visible line" if subject.place is Place.ARTICLE else IN_SHARE
    return f"Add {where}: “{work.title}”."


def _rows(text: Text, parts: tuple[str, ...]) -> Iterator[Span]:
    """Yield where the words stand in a row, not as the last part of an address."""
    return (span for span in find_rows(text.tokens, parts) if not is_in_address(text.joined, span))


def _hit(text: Text, span: Span) -> Hit:
    """Return what a title is worth where it stands; who wrote the passage does not matter."""
    ends = (text.passage_at(span.start), text.passage_at(span.end - 1))
    worth = max((standing(replace(passage, origin=Origin.OWN)) for passage in ends), key=lambda worth: worth.weight)
    return text.hit(*span)._replace(standing=worth)


def _short(text: Text, span: Span) -> Hit:
    """Return the hit of a short title: one that no quotation marks, link, headline or line of its own set apart may be common words."""
    hit, passage = _hit(text, span), text.passage_at(span.start)
    written = text.joined[span.start : span.end]
    is_quoted = text.joined[: span.start][-1:] in _QUOTES_BEFORE and text.joined[span.end : span.end + 1] in _QUOTES_AFTER
    is_apart = words(passage.text) == words(written) or any(
        passage.text[link.start : link.end].strip() == written for link in passage.links
    )
    if passage.role is Role.HEADLINE or is_apart or (is_quoted and written):
        return hit
    return _doubtful(hit, "among other words, where it may be chance") if hit.standing.weight is Weight.COUNTS else hit


def _doubtful(hit: Hit, where: str) -> Hit:
    return hit._replace(standing=Standing(Weight.DOUBTFUL, where))


def _nearly(text: Text, title: str) -> Iterator[tuple[Hit, str]]:
    """Yield where the title stands with a word or two changed, and where only its main part does, with what is odd about it."""
    line = _as_words(tokens(title))
    for like in most_like(line, _as_words(text.tokens)):
        hit = _hit(text, Span(like.start, like.end))
        is_headline = text.passage_at(like.start).role is Role.HEADLINE
        allowed = min(_MAX_DIFFERENT, len(line) // (_HEADLINE_PART if is_headline else _TEXT_PART))
        if max(len(like.missing), len(like.added)) <= allowed and not is_in_address(text.joined, Span(like.start, like.end)):
            missing = ", ".join(word.word for word in like.missing) or "nothing"
            added = ", ".join(word.word for word in like.added) or "nothing"
            yield hit, f"in other words ({missing} missing, {added} added)"
    main = words(_SUBTITLE.split(title, maxsplit=1)[0])
    if _LEAST_MAIN_PART <= len(main) < len(line):
        yield from ((_hit(text, span), f"without what follows “{' '.join(main)}”") for span in _rows(text, main))


def _as_words(found: list[Token]) -> list[Word]:
    return [Word(*token) for token in found]


def _in_markup(subject: Subject, parts: tuple[str, ...]) -> Iterator[Hit]:
    for entry in subject.metadata:
        if parts and entry.name in _MACHINE_ONLY and words(entry.value)[: len(parts)] == parts:
            yield Hit(
                Standing(Weight.WORTHLESS, f"in the page's markup ({entry.name})"), Evidence(quote=entry.value, locator=entry.locator)
            )
