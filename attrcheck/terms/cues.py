"""The words with which pages state terms, from ``rules/tables/terms.toml``, and sentences in which they are looked for."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from typing import NamedTuple

import msgspec

from attrcheck.model import Link, Passage, Value
from attrcheck.reuse.fingerprint import QUOTED
from attrcheck.rules_folder import rules_folder
from attrcheck.text import squeeze, tokens, words

# Up to four words of any kind, and what begins a sentence of its own: a mark before a blank and no small letter, or a bullet.
_GAP, _BETWEEN = "..", r"(?:\S+ ){0,4}"
_BULLETS = "\u2022\u00b7\u25aa\u25cf"
_SENTENCE_END = re.compile(rf"[.!?\u2026][\"\u201c\u201d\u2019\xbb)]?(?=\s{{1,4}}(\S))|(?<=\s)(?=[{_BULLETS}])")
# Text between single quotation marks, which an apostrophe inside does not close.
_SINGLE = re.compile(r"\u2018([^\u2018]{1,300}?)\u2019(?!\w)|(?<!\w)'([^']{1,300})'(?!\w)")
# The longest sentence that is read: a list of conditions in one sentence has half of that.
_MAX_SENTENCE = 1_500


class _Table(Value, frozen=True, forbid_unknown_fields=True):
    """The whole of ``rules/tables/terms.toml``: cues by name and language, and words for a note about changes by language."""

    cues: dict[str, dict[str, tuple[str, ...]]]
    notes: dict[str, tuple[str, ...]]


class Span(NamedTuple):
    """Where something stands in a sentence."""

    start: int
    end: int


class Quote(NamedTuple):
    """Words between quotation marks, and where they stand with them."""

    text: str
    span: Span


class Sentence:
    """A sentence of a passage: its words for looking for cues, its quotes and links."""

    def __init__(self, text: str, passage: int, start: int, links: tuple[Link, ...]) -> None:
        """Take the text, the index of its passage, where in that it starts, and its links."""
        self.text = text
        self.passage = passage
        self.start = start
        self.links = links
        self.quotes = tuple(_quotes(text))
        self._quoted = {at for quote in self.quotes for at in range(quote.span.start, quote.span.end)}
        self._found: dict[str, tuple[Span, ...]] = {}
        found = tokens(text)
        self._spans = [Span(token.start, token.end) for token in found]
        self._joined = f" {' '.join(token.word for token in found)} "
        self._starts = list(accumulate((len(token.word) + 1 for token in found), initial=1))

    @property
    def span(self) -> Span:
        """The whole of it."""
        return Span(0, len(self.text))

    @property
    def word_count(self) -> int:
        """How many words it has."""
        return len(self._spans)

    def spans(self, cue: str) -> tuple[Span, ...]:
        """Return where a cue stands, but for what is quoted: those are words of somebody else, or words to copy."""
        if cue not in self._found:
            self._found[cue] = tuple(self._spans_of(cue))
        return self._found[cue]

    def is_quoted(self, at: int) -> bool:
        """Say whether a place lies between quotation marks."""
        return at in self._quoted

    def first(self, cue: str) -> Span | None:
        """Return where a cue stands first."""
        return next(iter(self.spans(cue)), None)

    def has(self, *cues: str) -> bool:
        """Say whether one of these cues stands in it."""
        return any(self.spans(cue) for cue in cues)

    def _spans_of(self, cue: str) -> Iterator[Span]:
        for match in _pattern(cue).finditer(self._joined):
            first = bisect_left(self._starts, match.start())
            last = bisect_left(self._starts, match.end()) - 1
            span = Span(self._spans[first].start, self._spans[last].end)
            if not self.is_quoted(span.start):
                yield span


def sentences(passage: Passage, index: int) -> Iterator[Sentence]:
    """Yield the sentences of a passage; marks inside short quotes end none."""
    text = passage.text
    # The last two characters of a quote may end its sentence too: "… by us.”"
    quoted = {at for quote in _quotes(text) for at in range(quote.span.start + 1, quote.span.end - 2)}
    marks = (m for m in _SENTENCE_END.finditer(text) if not (m[1] and m[1].islower()))
    ends = [m.end() for m in marks if m.start() not in quoted]
    start = 0
    for end in (*ends, len(text)):
        part = text[start:end]
        if words(part):
            links = tuple(link for link in passage.links if start <= link.start < end)
            yield Sentence(squeeze(part[:_MAX_SENTENCE]).lstrip(f"{_BULLETS} "), index, start, links)
        start = end


def notes(language: str | None) -> tuple[str, ...]:
    """Return what a copy in a language may say about its own changes; in English where the language is unknown."""
    table = _table().notes
    return table.get((language or "")[:2].lower(), table["en"])


def _quotes(text: str) -> Iterator[Quote]:
    for match in (*QUOTED.finditer(text), *_SINGLE.finditer(text)):
        inside = next(group for group in match.groups() if group is not None)
        yield Quote(squeeze(inside), Span(*match.span()))


@cache
def _table() -> _Table:
    return msgspec.convert(tomllib.loads((rules_folder() / "tables" / "terms.toml").read_text(encoding="utf-8")), _Table)


@cache
def _pattern(cue: str) -> re.Pattern[str]:
    """Return one expression for a cue in all languages, for folded words with single blanks between them."""
    phrases = dict.fromkeys(phrase for said in _table().cues[cue].values() for phrase in said)
    return re.compile(f"(?<= )(?:{'|'.join(map(_expression, phrases))})(?<= )")


def _expression(phrase: str) -> str:
    return "".join(_BETWEEN if part == _GAP else f"(?:{'|'.join(map(_word, part.split('|')))})" for part in phrase.split())


def _word(written: str) -> str:
    any_end = r"\S*" if written.endswith("*") else ""
    return " ".join(map(re.escape, words(written))) + any_end + " "
