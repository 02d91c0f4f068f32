"""Which word of a page is which word of the work: the seeds of copied passages first, then the gaps between them, word by word.

Every word has at most one twin. The longest passages choose first, so that a pull quotation or a teaser does not take the words of the
paragraph itself. Cost grows with the number of words: gaps are bounded, and a page that repeats the work gains nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from rapidfuzz.distance import Indel

from attrcheck.reuse.align import chains, gram_positions
from attrcheck.reuse.fingerprint import GRAM
from attrcheck.text import Token, tokens, unmask

# The least words in a row with twins of their own: what `find_reuse` takes for more than a coincidence (docs/reuse.md).
_LEAST_PASSAGE = 6
# A paragraph of as many words may be too short for a passage, such as a subheading between two advertisements: it is looked for whole.
_SHORT_PARAGRAPH = 12
# Words of the page between two copied ones that are looked at: a long paragraph. What is longer is a text of its own.
_MAX_GAP_WORDS = 400
# Words beyond those that are missing which may have replaced the first or last words of a paragraph.
_SLACK = 3


class Row:
    """All words of some texts in one row; `elements[i]` names where text i stands."""

    def __init__(self, texts: Sequence[str], elements: Sequence[str] = ()) -> None:
        self.texts, self._elements = texts, elements
        found = [tokens(text) for text in texts]
        self.first = list(accumulate(map(len, found), initial=0))
        self.tokens: list[Token] = [token for row in found for token in row]
        self.words = [unmask(token.word) for token in self.tokens]
        self.where = [i for i, row in enumerate(found) for _ in row]

    def words_of(self, text: int) -> range:
        """Return the words of a text."""
        return range(self.first[text], self.first[text + 1])

    def element(self, word: int) -> str:
        """Return where a word stands."""
        return self._elements[self.where[word]]

    def between(self, left: int, right: int) -> str:
        """Return what stands between two neighbouring words; a line's end where their texts differ."""
        if self.where[left] != self.where[right]:
            end, start = self.texts[self.where[left]][self.tokens[left].end :], self.texts[self.where[right]][: self.tokens[right].start]
            return f"{end}{start}" if self._elements and self.element(left) == self.element(right) else "\n\n"
        return self.texts[self.where[left]][self.tokens[left].end : self.tokens[right].start]

    def written(self, start: int, end: int) -> str:
        """Return the words from `start` up to `end` as they are written, with the marks between them."""
        parts = []
        while start < end:
            text = self.where[start]
            last = min(end, self.first[text + 1])
            parts.append(self.texts[text][self.tokens[start].start : self.tokens[last - 1].end])
            start = last
        return " ".join(parts)


class Twins:
    """The twins of the work's words on a page: `page_word[w]` is the twin of word w of the work, -1 without; `used` marks those taken."""

    def __init__(self, work: Row, page: Row) -> None:
        self.work, self.page = work, page
        self.page_word = [-1] * len(work.words)
        self.used = bytearray(len(page.words))
        across = self._claim_passages()
        self._claim_short_paragraphs()
        # Late, because the end of one paragraph and the first word of another may meet by chance: "… in the fog. A lorry" for "A bridge".
        for at, word in across:
            for k in range(GRAM):
                self._claim(at + k, word + k)
        self._close_gaps()

    def between(self, first: int, last: int) -> list[int]:
        """Return the page's words between two copied ones that follow each other in their elements; none where others are copied."""
        if not 0 <= last - first - 1 <= _MAX_GAP_WORDS or any(self.used[first + 1 : last]):
            return []
        elements = {self.page.element(first), self.page.element(last)}
        return [i for i in range(first + 1, last) if self.page.element(i) in elements]

    def before(self, first: int, missing: int) -> list[int]:
        """Return the page's words right before a copied one in its element that may stand for as many missing ones."""
        start, element = first, self.page.element(first)
        while start and first - start < missing + _SLACK and not self.used[start - 1] and self.page.element(start - 1) == element:
            start -= 1
        return list(range(start, first))

    def after(self, last: int, missing: int) -> list[int]:
        """Return the page's words right after a copied one in its element that may stand for as many missing ones."""
        end, element = last + 1, self.page.element(last)
        bound = min(len(self.used), end + missing + _SLACK)
        while end < bound and not self.used[end] and self.page.element(end) == element:
            end += 1
        return list(range(last + 1, end))

    def _claim_passages(self) -> list[tuple[int, int]]:
        """Pair the words of copied passages, paragraph by paragraph; return the seeds that reach over the border of two."""
        numbers: dict[tuple[str, str, str], int] = {}
        positions = gram_positions([numbers.setdefault(three, len(numbers) + 1) for three in _threes(self.work.words)])
        across: list[tuple[int, int]] = []
        for chain in chains([numbers.get(three, 0) for three in _threes(self.page.words)], positions):
            seeds = list(zip(chain.page_seeds, chain.work_seeds, strict=True))
            inside = [seed for seed in seeds if self.work.where[seed[1]] == self.work.where[seed[1] + GRAM - 1]]
            pairs = {page + k: work + k for page, work in inside for k in range(GRAM)}
            free = [(page, work) for page, work in pairs.items() if not self.used[page] and self.page_word[work] < 0]
            if len(free) >= _LEAST_PASSAGE:
                across += set(seeds) - set(inside)
                for page, work in free:
                    self._claim(page, work)
        return sorted(across)

    def _claim(self, page: int, work: int) -> None:
        if not self.used[page] and self.page_word[work] < 0:
            self.page_word[work], self.used[page] = page, 1

    def _claim_short_paragraphs(self) -> None:
        """Find short paragraphs that are a passage of the page from end to end."""
        wanted: dict[tuple[str, ...], list[range]] = {}
        for i in range(len(self.work.texts)):
            words = self.work.words_of(i)
            if len(words) <= _SHORT_PARAGRAPH and all(self.page_word[w] < 0 for w in words):
                wanted.setdefault(tuple(self.work.words[words.start : words.stop]), []).append(words)
        for i in range(len(self.page.texts)):
            there = self.page.words_of(i)
            if 0 < len(there) <= _SHORT_PARAGRAPH and not any(self.used[there.start : there.stop]):
                waiting = wanted.get(tuple(self.page.words[there.start : there.stop]))
                for page, work in zip(there, waiting.pop(0), strict=True) if waiting else ():
                    self._claim(page, work)

    def _close_gaps(self) -> None:
        """Pair the equal words around and between those of a paragraph that have twins."""
        for i in range(len(self.work.texts)):
            words = self.work.words_of(i)
            paired = [w for w in words if self.page_word[w] >= 0]
            if not paired or len(paired) == len(words):
                continue
            first, last = paired[0], paired[-1]
            self._pair(range(words.start, first), self.before(self.page_word[first], first - words.start))
            self._pair(range(last + 1, words.stop), self.after(self.page_word[last], words.stop - last - 1))
            for a, b in pairwise(paired):
                if b - a > 1:
                    self._pair(range(a + 1, b), self.between(self.page_word[a], self.page_word[b]))

    def _pair(self, work: Sequence[int], page: Sequence[int]) -> None:
        if not work or not page or len(work) > _MAX_GAP_WORDS:
            return
        for code in Indel.opcodes([self.work.words[w] for w in work], [self.page.words[p] for p in page]):
            if code.tag == "equal":
                for k in range(code.src_end - code.src_start):
                    self._claim(page[code.dest_start + k], work[code.src_start + k])


def _threes(words: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    return zip(words, words[1:], words[2:], strict=False)


def rising(positions: Sequence[int]) -> list[int]:
    """Return the indices of a longest rising part of a row of numbers: what kept its order.

    >>> rising([1, 2, 9, 3, 4])
    [0, 1, 3, 4]
    """
    ends: list[int] = []  # ends[n]: where the lowest end of a rising part of n + 1 numbers stands
    values: list[int] = []
    before = [-1] * len(positions)
    for i, position in enumerate(positions):
        at = bisect_left(values, position)
        before[i] = ends[at - 1] if at else -1
        ends[at : at + 1] = [i]
        values[at : at + 1] = [position]
    found = []
    i = ends[-1] if ends else -1
    while i >= 0:
        found.append(i)
        i = before[i]
    return found[::-1]
