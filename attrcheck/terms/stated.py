"""Where a page states terms of reuse, and what they ask for.

A page that merely reports on reuse must not become terms, so a block of terms needs a subject (reuse), somebody who is spoken to, and a
duty.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from attrcheck.model import Article, Level, Passage, Place, Role
from attrcheck.reading import settle
from attrcheck.terms.cues import Sentence, sentences
from attrcheck.terms.duties import Credited, Duty, duties, places

# Furniture in which no site states terms; footers, side columns and dialogs may.
_SILENT = frozenset(
    {Role.COMMENTS, Role.RELATED, Role.NAVIGATION, Role.FORM, Role.SHARE_WIDGET, Role.OTHER_ARTICLE, Role.TAGS, Role.CAPTION}
)
_CREDITS = frozenset({"name", "job_title", "outlet", "line", "reference"})
# A heading or an item of a list: what is longer and says nothing of reuse ends the terms.
_HEADING_WORDS, _ITEM_WORDS = 12, 60
# More passages and characters than any article has, and a longer passage than any paragraph: the rest of a hostile page is not read.
_MAX_PASSAGES, _MAX_TEXT, _MAX_PASSAGE = 20_000, 500_000, 20_000
# The longest terms of publishers have a hundred sentences.
_MAX_SENTENCES = 300


class Asked(NamedTuple):
    """One duty that the terms state, with its level and places; `places` is None where they name none.

    `is_last` is False for a duty that the places at the end of its sentence may not be meant for. `line` is what the duty tells to copy.
    """

    duty: Duty
    level: Level
    places: frozenset[Place] | None
    is_last: bool = True
    line: str = ""

    @property
    def sentence(self) -> Sentence:
        """The sentence that states it."""
        return self.duty.sentence


class _Part:
    """A passage as a part of terms."""

    def __init__(self, index: int, passage: Passage, credited: Credited) -> None:
        self.sentences = tuple(sentences(passage, index))
        self._credited = credited
        self.word_count = sum(sentence.word_count for sentence in self.sentences)

    def has(self, *cues: str) -> bool:
        return any(sentence.has(*cues) for sentence in self.sentences)

    @cached_property
    def is_address(self) -> bool:
        return self.has("address", "courtesy", "hedge")

    @cached_property
    def asks(self) -> bool:
        return any(self._duties)

    @cached_property
    def _duties(self) -> list[list[Duty]]:
        return [duties(sentence, self._credited) for sentence in self.sentences]

    @cached_property
    def begins(self) -> bool:
        """Whether terms may begin here: a heading about reuse, somebody told about it, or told to credit in two ways at once."""
        is_heading = self.word_count <= _HEADING_WORDS
        if self.has("notice") or (self.has("topic") and (is_heading or self.is_address)):
            return True
        return self.is_address and any(len({duty.name for duty in found} & _CREDITS) > 1 for found in self._duties)

    @cached_property
    def announces(self) -> bool:
        """Whether it ends in a colon: the next passage belongs to it."""
        return bool(self.sentences) and self.sentences[-1].text.endswith(":")

    @cached_property
    def goes_on(self) -> bool:
        """Whether terms that have begun may go on here."""
        is_spoken = self.word_count <= _ITEM_WORDS or self.is_address or self.has("must")
        return self.begins or (is_spoken and self.asks) or (self.is_address and self.has("contact", "applies", "share"))


def blocks(article: Article, credited: Credited) -> list[tuple[Sentence, ...]]:
    """Return the sentences of every stretch of the page that states terms of reuse."""
    parts = [_Part(i, passage, credited) for i, passage in _readable(article)]
    found: list[tuple[Sentence, ...]] = []
    at = 0
    while at < len(parts) and sum(map(len, found)) < _MAX_SENTENCES:
        end = _end(parts, at) if parts[at].begins else at
        if any(part.asks for part in parts[at:end]):
            found.append(tuple(_trimmed([sentence for part in parts[at:end] for sentence in part.sentences], credited)))
        at = max(end, at + 1)
    return found


def asked(block: Sequence[Sentence], credited: Credited) -> list[Asked]:
    """Return the duties that a block of terms states, in order."""
    said: list[Asked] = []
    lead = Level.MUST
    for i, sentence in enumerate(block):
        here, where = duties(sentence, credited), places(sentence)
        if where and not here and (len(where) > 1 or sentence.has("applies")):
            # "This goes for the article and for every share."
            said = [each._replace(places=each.places or where) for each in said]
        following = block[i + 1].text if i + 1 < len(block) else ""
        for duty in here:
            is_last = duty is here[-1] or where is None or len(where) == 1
            # "Name the author, and tag us when you share it": the share is said of the second duty only.
            due = where if where is None or len(where) > 1 or duty.is_told("share") else None
            said.append(Asked(duty, duty.level(lead), due, is_last, duty.line(following) if duty.name == "line" else ""))
        lead = _lead(sentence, lead)
    if any(each.duty.name in _CREDITS for each in said):
        said = [each for each in said if each.duty.name != "credit"]
    return said


def _readable(article: Article) -> Iterator[tuple[int, Passage]]:
    settled = settle(article, [0] * len(article.passages))
    left = _MAX_TEXT
    for i, passage in enumerate(article.passages[:_MAX_PASSAGES]):
        left -= len(passage.text)
        if settled[i].role not in _SILENT and len(passage.text) <= _MAX_PASSAGE and left > 0:
            yield i, passage


def _lead(sentence: Sentence, lead: Level) -> Level:
    """Return the level that a sentence gives to those after it: "we ask you to:" is said of every item of a list."""
    if sentence.text.endswith(":"):
        end = len(sentence.text)
        return Duty("", sentence, sentence.span, end, end).level(Level.MUST)
    return Level.MUST if sentence.word_count > _ITEM_WORDS else lead


def _end(parts: Sequence[_Part], begin: int) -> int:
    """Return where terms that begin at a part end: one short heading may stand between two parts of them."""
    end = at = begin + 1
    while at < min(len(parts), begin + _MAX_SENTENCES) and at - end <= 1:
        is_announced = at == end and parts[at - 1].announces and parts[at].word_count <= _ITEM_WORDS
        if is_announced or parts[at].goes_on:
            end = at + 1
        elif parts[at].word_count > _HEADING_WORDS:
            break
        at += 1
    return end


def _trimmed(found: list[Sentence], credited: Credited) -> Iterator[Sentence]:
    """Yield sentences from the first one on that is about reuse."""
    has_begun = False
    for sentence in found:
        has_begun = has_begun or sentence.has("notice", "topic") or bool(duties(sentence, credited))
        if has_begun:
            yield sentence
