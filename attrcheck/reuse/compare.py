"""A copy beside the work, word by word: what was kept, cut, added, moved and altered, and which links were lost."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import urljoin

from attrcheck.model import Article, Change, Comparison, Difference, Metadatum, Origin, Passage, Role, Visibility, Work
from attrcheck.reading import origin_of
from attrcheck.reuse.differences import Changes, Run, paragraph_of, reads_the_same
from attrcheck.reuse.twins import Row, Twins, rising
from attrcheck.text import find_words, squeeze, tokens, words
from attrcheck.urls import canonical, same_page, unwrap

_EMPTY_LINE = re.compile(r"\n\s*\n")
# A paragraph is kept when most of its words are.
_MOST = 0.5
# Shorter ones of the reuser's own are a credit, a caption or a line about advertisements; these are a paragraph of two sentences.
_ADDED_WORDS = 12
# Words that a sentence was made longer by: one or two are a label or a place; what is longer than this is a paragraph.
_LEAST_RUN_ON, _MOST_RUN_ON = 3, 30
_SAME_SENTENCE = re.compile(r"\s*,?\s*")
# Fewer words in another order are a subheading in a table of contents, or chance.
_MOVED_WORDS = 6
# A subheading: so many words at most, and no mark at its end. It is no paragraph, whoever counts.
_HEADING_WORDS = 12
_END_MARK = re.compile(r"[.!?…:;,”“»\"'’)\]]\s*$")
# More of the page's words than chance in place of those that are missing: the paragraph was reworded, not shortened.
_REWORDED = 3
# A headline of fewer words is the name of a section or of the site.
_HEADLINE_WORDS = 3
_MAX_HEADLINE = 300
# What divides a title from the name of the site behind it.
_SITE = re.compile(r"\s(?:[|–—·»-]|::)\s")
# Changes of one sort that a report holds; five sorts make 200.
_MAX_CHANGES = 40
# Links of one paragraph that are looked at for a link to the work.
_MAX_LINKS = 20
_MAX_LOST = 100


def compare(work: Work, article: Article) -> Comparison | None:
    """Return how the copy in an article, as `find_reuse` gives it, differs from the work; None when the work's text is not at hand."""
    paragraphs = [text for text in _EMPTY_LINE.split(work.text) if words(text)]
    if not paragraphs:
        return None
    copy = _Copy(work, paragraphs, article)
    changes = [change for _, change in sorted(copy.changes(), key=lambda placed: placed[0])]
    counted = [i for i, text in enumerate(paragraphs) if not _is_heading(text)]
    return Comparison(
        kept=round(sum(copy.present) / len(copy.present), 4),
        kept_words=sum(copy.present),
        paragraphs=len(counted),
        kept_paragraphs=sum(i in copy.kept for i in counted),
        altered_words=sum(change.words for change in changes if change.sort in (Difference.ALTERED, Difference.QUOTATION)),
        changes=tuple(_first_of_each_sort(changes)),
        headline=copy.headline(),
        lost_links=tuple(_lost_links(work, article)),
    )


class _Copy:
    """The work and the page in words, and which of them are twins.

    What a reader may not see, and what stands in the furniture of a page, counts as kept and is no change: who copies a text whole is not
    accused because of a tab, a fold-out or a box.
    """

    def __init__(self, work: Work, paragraphs: Sequence[str], article: Article) -> None:
        self._work, self._article = work, article
        self._text = Row(paragraphs)
        self._passages = [p for p in article.passages if _is_read(p)]
        self._page = _row(self._passages)
        self._twins = Twins(self._text, self._page)
        self.present = bytearray(twin >= 0 for twin in self._twins.page_word)
        if not all(self.present):
            aside = _row([p for p in article.passages if not _is_read(p) and _may_hold_the_copy(p)])
            for word, twin in enumerate(Twins(self._text, aside).page_word):
                self.present[word] |= twin >= 0
        self._found = [paragraph_of(self._twins, self.present, i) for i in range(len(paragraphs))]
        self._altered = [list(self._visible(found.runs)) for found in self._found]
        self.kept = {i for i in range(len(paragraphs)) if self._share(i) >= _MOST}

    def changes(self) -> Iterator[tuple[int, Change]]:
        """Yield every change with the number of the paragraph of the work at which it stands."""
        making = Changes(self._twins, self.present)
        first, last = min(self.kept, default=-1), max(self.kept, default=-1)
        locator = self._passages[0].locator if self._passages else "html"
        for i, found in enumerate(self._found):
            if found.ordered:
                locator = self._page.element(self._twins.page_word[found.ordered[-1]])
            if i not in self.kept:
                missing = [w for w in self._text.words_of(i) if not self.present[w]]
                yield i, making.cut(missing, locator, self._reworded(i))
                continue
            for run in self._altered[i]:
                is_trimmed = 2 * len(run.page) < len(run.work) and ((run.edge < 0 and i == first) or (run.edge > 0 and i == last))
                yield i, making.cut(run.work, locator) if is_trimmed else making.altered(run)
            if len(found.displaced) >= _MOVED_WORDS:
                yield i, making.moved(found.displaced)
        yield from ((i, making.moved(self._found[i].ordered)) for i in self._out_of_order())
        yield from ((i, making.added(added)) for i, added in (*self._added(), *self._run_on()))

    def headline(self) -> str | None:
        """Return the page's headline where it is not the work's title: the one nearest above the copied words."""
        titles = [title for title in map(_letters, (self._work.title, _SITE.split(self._work.title)[0])) if title]
        first = min((self._twins.page_word[w] for w in range(len(self.present)) if self._twins.page_word[w] >= 0), default=-1)
        if first < 0 or not titles:
            return None
        above = self._passages[: self._page.where[first] + 1]
        if any(title in _letters(passage.text) for passage in above if len(passage.text) <= _MAX_HEADLINE for title in titles):
            return None
        own = [p.text for p in above if p.role is Role.HEADLINE and p.origin is Origin.OWN]
        written = squeeze(own[-1])[:_MAX_HEADLINE] if own else ""
        is_site = any(words(entry.value) == words(written) for entry in self._article.metadata if _names_site(entry))
        return written if len(words(written)) >= _HEADLINE_WORDS and not is_site else None

    def _share(self, i: int) -> float:
        found = self._text.words_of(i)
        return sum(self.present[found.start : found.stop]) / len(found)

    def _visible(self, runs: Iterable[Run]) -> Iterator[Run]:
        """Yield the differences that a reader sees; words that read the same are present."""
        for run in runs:
            if not reads_the_same(run, self._text, self._page):
                yield run
            else:
                for word in run.work:
                    self.present[word] = 1

    def _reworded(self, i: int) -> range:
        """Return where the page has some words of a paragraph among its own in their place."""
        ordered = self._found[i].ordered
        if len(ordered) < _MOVED_WORDS or sum(len(run.page) for run in self._altered[i]) < _REWORDED:
            return range(0)
        return range(self._twins.page_word[ordered[0]], self._twins.page_word[ordered[-1]] + 1)

    def _out_of_order(self) -> list[int]:
        """Return the paragraphs that do not follow those that they follow in the work."""
        whole = [i for i in sorted(self.kept) if len(self._found[i].ordered) >= _MOVED_WORDS]
        followed = set(rising([self._twins.page_word[self._found[i].ordered[0]] for i in whole]))
        return [i for k, i in enumerate(whole) if k not in followed]

    def _added(self) -> Iterator[tuple[int, Sequence[int]]]:
        """Yield the reuser's own paragraphs between copied ones."""
        ends = sorted((self._twins.page_word[w], i) for i in self.kept for w in self._found[i].ordered)
        spent = {p for runs in self._altered for run in runs for p in run.page}
        for k, passage in enumerate(self._passages if ends else ()):
            there = self._page.words_of(k)
            if len(there) < _ADDED_WORDS or not ends[0][0] < there.start < ends[-1][0] or not _is_own_paragraph(passage, self._work):
                continue
            own = [p for p in there if not self._twins.used[p] and p not in spent]
            if len(own) >= _ADDED_WORDS:
                yield ends[bisect_left(ends, (there.start, 0)) - 1][1], own

    def _run_on(self) -> Iterator[tuple[int, Sequence[int]]]:
        """Yield the reuser's words that go on with a copied paragraph's last sentence, or begin its first, beside what is there of it."""
        for i in sorted(self.kept):
            words, ordered = self._text.words_of(i), self._found[i].ordered
            if not ordered or _is_heading(self._text.texts[i]):
                continue
            first, last = self._twins.page_word[ordered[0]], self._twins.page_word[ordered[-1]]
            before = self._twins.before(first, _MOST_RUN_ON) if ordered[0] == words.start else []
            after = self._twins.after(last, _MOST_RUN_ON) if ordered[-1] == words.stop - 1 else []
            for added, left, right in ((before, before[-1:], first), (after, [last], after[0] if after else 0)):
                is_joined = len(added) >= _LEAST_RUN_ON and bool(_SAME_SENTENCE.fullmatch(self._page.between(left[0], right)))
                if is_joined and all(_is_own_paragraph(self._passages[self._page.where[word]], self._work) for word in added):
                    yield i, added


def _row(passages: Sequence[Passage]) -> Row:
    return Row([passage.text for passage in passages], [passage.locator for passage in passages])


def _is_read(passage: Passage) -> bool:
    """Tell whether a reader meets a passage as part of the article."""
    is_article = origin_of(passage.role) is not Origin.CHROME and passage.origin is not Origin.TERMS
    return is_article and passage.visibility is Visibility.SHOWN


def _may_hold_the_copy(passage: Passage) -> bool:
    """Tell whether the site may have put a part of the copy here; what readers paste into comments is not its doing."""
    return passage.role not in (Role.COMMENTS, Role.OTHER_ARTICLE) and passage.origin is not Origin.TERMS


def _is_heading(text: str) -> bool:
    return len(words(text)) <= _HEADING_WORDS and not _END_MARK.search(text)


def _is_own_paragraph(passage: Passage, work: Work) -> bool:
    """Tell whether a passage is running text of the reuser: no teaser (most of it a link), and no credit for the work."""
    if passage.origin is not Origin.OWN or passage.role is not Role.BODY or not passage.is_near_work or passage.is_small:
        return False
    linked = sum(link.end - link.start for link in passage.links)
    if 2 * linked >= len(passage.text) or any(same_page(link.url, work.url) for link in passage.links[:_MAX_LINKS]):
        return False
    found = tokens(passage.text)
    return not any(find_words(found, words(said)) >= 0 for author in work.authors for said in (author.name, author.job_title or ""))


def _letters(text: str) -> str:
    """Return a text as hyphenation, case and punctuation leave it."""
    return "".join(words(text))


def _names_site(entry: Metadatum) -> bool:
    return entry.name in ("og:site_name", "jsonld:publisher", "application-name")


def _lost_links(work: Work, article: Article) -> Iterator[str]:
    """Yield the addresses that the work links to and no visible link of the page does."""
    if work.links:
        seen = {link.url for p in article.passages if p.visibility is not Visibility.HIDDEN for link in p.links}
        found = {_led_to(url, article.url) for url in seen}
        yield from [url for url in work.links if _led_to(url, work.url) not in found][:_MAX_LOST]


def _led_to(url: str, page: str) -> str:
    """Return the comparison form of the address that a link on a page leads to."""
    try:
        return canonical(unwrap(urljoin(page, url)))
    except ValueError:  # No address at all, such as http://[
        return url


def _first_of_each_sort(changes: Iterable[Change]) -> Iterator[Change]:
    """Yield as many changes of each sort as a report holds, in order: many of one sort hide no other."""
    counts = Counter[Difference]()
    for change in changes:
        counts[change.sort] += 1
        if counts[change.sort] <= _MAX_CHANGES:
            yield change
