"""Where the words of a copied paragraph and of the work part, and what a reader is shown of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from attrcheck.model import Change, Difference
from attrcheck.reuse.fingerprint import QUOTED
from attrcheck.reuse.twins import Row, Twins, rising
from attrcheck.text import squeeze

# Longest text of one side in a report, and of each side where both are marked in one text.
_MAX_TEXT, _MAX_MARKED = 300, 100
# Same words shown before and after a difference.
_AROUND = 6
# More words than fill `_MAX_TEXT`, so that a paragraph of a megabyte is not copied to show its first line.
_MAX_WORDS = 60
# German spells ä, ö, ü as ae, oe, ue where a keyboard lacks them; folded, the one is a, the other ae.
_UMLAUT_E = re.compile("(?<=[aou])e")
_NOT_ASCII_WORD = re.compile("[^a-z0-9]+")
# A number of one or two digits that was put in, or glued to a word or a year, is the mark of a footnote.
_FOOTNOTE = re.compile(r"\d{1,2}")
_YEAR = re.compile(r"(?:1\d|20)\d\d")
# What a wrong encoding makes of a quotation mark before a short word ("â€œA"), or a part of it.
_GARBLED = re.compile(r"\w?[âÃœ\ufffd]\w?")


class Run(NamedTuple):
    """A difference inside a paragraph: words of the work that are missing, words of the page that stand there instead.

    `at` is the word of the work at which it begins, `beside` a copied word of the page next to it; `edge` is -1 before the first and 1
    after the last word of the paragraph that was kept.
    """

    paragraph: int
    at: int
    beside: int
    work: list[int]
    page: list[int]
    edge: int = 0


class Paragraph(NamedTuple):
    """How a paragraph of the work stands on the page: words that kept their order, words that did not, and the differences between."""

    ordered: list[int]
    displaced: list[int]
    runs: list[Run]


def paragraph_of(twins: Twins, present: bytearray, i: int) -> Paragraph:
    """Return how paragraph i of the work stands on the page. Words that are `present` elsewhere on it are not missing."""
    words = twins.work.words_of(i)
    paired = [w for w in words if twins.page_word[w] >= 0]
    ordered = [paired[k] for k in rising([twins.page_word[w] for w in paired])]
    kept = set(ordered)
    return Paragraph(ordered, [w for w in paired if w not in kept], list(_runs(twins, present, i, ordered)))


def _runs(twins: Twins, present: bytearray, i: int, ordered: Sequence[int]) -> Iterator[Run]:
    if not ordered:
        return
    words, twin = twins.work.words_of(i), twins.page_word
    first, last = ordered[0], ordered[-1]
    if missing := [w for w in range(words.start, first) if not present[w]]:
        yield Run(i, missing[0], twin[first], missing, twins.before(twin[first], len(missing)), -1)
    for a, b in pairwise(ordered):
        missing = [w for w in range(a + 1, b) if not present[w]]
        instead = twins.between(twin[a], twin[b])
        if missing or instead:
            yield Run(i, a + 1, twin[a], missing, instead)
    if missing := [w for w in range(last + 1, words.stop) if not present[w]]:
        yield Run(i, missing[0], twin[last], missing, twins.after(twin[last], len(missing)), 1)


def reads_the_same(run: Run, work: Row, page: Row) -> bool:
    """Tell whether a reader takes both sides for the same: hyphenation, umlauts, footnote marks, letters that a wrong encoding garbled.

    Case, accents and punctuation are no part of words in the first place.
    """
    old, new = "".join(work.words[w] for w in run.work), "".join(page.words[p] for p in run.page)
    written, shown = _written(work, run.work), _written(page, run.page)
    if not run.page:
        return False
    if new.startswith(old) and _FOOTNOTE.fullmatch(new[len(old) :]):
        return not old or not old[-1].isdigit() or bool(_YEAR.fullmatch(old))
    if _UMLAUT_E.sub("", old) == _UMLAUT_E.sub("", new):
        return True
    if not old:
        return bool(_GARBLED.fullmatch(shown))
    letters = _letters(written)
    return bool(letters) and not (written.isascii() and shown.isascii()) and letters == _letters(shown)


def quoted_words(row: Row) -> bytearray:
    """Return which words stand between quotation marks."""
    found = bytearray(len(row.words))
    for i, text in enumerate(row.texts):
        spans = QUOTED.finditer(text)
        span = next(spans, None)
        for word in row.words_of(i):
            while span and span.end() <= row.tokens[word].start:
                span = next(spans, None)
            found[word] = bool(span and span.start() <= row.tokens[word].start)
    return found


class Changes:
    """Makes the changes of a comparison from words of both sides."""

    def __init__(self, twins: Twins, present: bytearray) -> None:
        self._work, self._page = twins.work, twins.page
        self._page_word, self._present = twins.page_word, present
        self._quoted = quoted_words(twins.work)

    def altered(self, run: Run) -> Change:
        """Return words inside a paragraph that were replaced, left out or put in; a quotation is altered inside its marks."""
        is_quotation = any(self._quoted[w] for w in run.work) if run.work else all(self._quoted[run.at - 1 : run.at + 1])
        return Change(
            sort=Difference.QUOTATION if is_quotation else Difference.ALTERED,
            words=len(run.work) if run.edge else max(len(run.work), len(run.page)),
            work=_short(_written(self._work, run.work)),
            page=_short(_written(self._page, run.page)),
            marked=self._marked(run),
            locator=self._page.element(run.beside),
        )

    def cut(self, missing: Sequence[int], locator: str, fragment: Sequence[int] = ()) -> Change:
        """Return words of the work that were left out with most of their paragraph; `fragment` is what the page has of it, reworded."""
        text = _short(_written(self._work, missing))
        return Change(
            sort=Difference.CUT,
            words=len(missing),
            work=text,
            page=_short(_written(self._page, fragment)),
            marked=f"[-{_short(text, _MAX_MARKED)}-]",
            locator=locator,
        )

    def moved(self, words: Sequence[int]) -> Change:
        """Return words of the work that stand before or after what they follow or precede in it."""
        there = [self._page_word[w] for w in words]
        return Change(
            sort=Difference.MOVED,
            words=len(words),
            work=_short(_written(self._work, words)),
            page=_short(_written(self._page, there)),
            marked=_short(_written(self._work, words), _MAX_MARKED),
            locator=self._page.element(there[0]),
        )

    def added(self, words: Sequence[int]) -> Change:
        """Return a paragraph of the reuser's own between copied ones."""
        text = _short(_written(self._page, words))
        marked = f"{{+{_short(text, _MAX_MARKED)}+}}"
        return Change(sort=Difference.ADDED, words=len(words), page=text, marked=marked, locator=self._page.element(words[0]))

    def _marked(self, run: Run) -> str:
        """Return both sides in one text, with the same words around."""
        whole = self._work.words_of(run.paragraph)
        start, end = run.at, run.work[-1] + 1 if run.work else run.at
        left, right = start, end
        while left > whole.start and start - left < _AROUND and self._present[left - 1]:
            left -= 1
        while right < whole.stop and right - end < _AROUND and self._present[right]:
            right += 1
        old, new = _short(_written(self._work, run.work), _MAX_MARKED), _short(_written(self._page, run.page), _MAX_MARKED)
        parts = [
            self._work.written(left, start),
            f"[-{old}-]" if old else "",
            f"{{+{new}+}}" if new else "",
            self._work.written(end, right),
        ]
        return _short(" ".join(squeeze(part) for part in parts if part))


def _written(row: Row, words: Sequence[int]) -> str:
    """Return the text from the first to the last of these words; of many only what is shown."""
    return row.written(words[0], min(words[-1] + 1, words[0] + _MAX_WORDS)) if words else ""


def _letters(text: str) -> str:
    """Return the letters that every encoding writes alike."""
    return _NOT_ASCII_WORD.sub("", "".join(c for c in text if c.isascii()).lower())


def _short(text: str, limit: int = _MAX_TEXT) -> str:
    plain = squeeze(text)
    return plain if len(plain) <= limit else plain[: limit - 1] + "…"
