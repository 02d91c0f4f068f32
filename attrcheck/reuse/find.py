"""Does this page reuse the work, in which way, and which passages are the work's and not the reuser's?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import accumulate

from msgspec.structs import replace

from attrcheck.model import Article, Match, Origin, Passage, Reuse, Role, Value, Visibility
from attrcheck.reading import origin_of, settle
from attrcheck.reuse.align import Chain, chains, gram_positions
from attrcheck.reuse.classify import Measured, classify
from attrcheck.reuse.cues import cue_score, cues
from attrcheck.reuse.fingerprint import QUOTED, Fingerprint, gram_hashes
from attrcheck.reuse.origins import Painted, split
from attrcheck.text import Token, squeeze, tokens, words

# Six matched words in one passage, and at least a third of them not names: less is a coincidence or a list of names (docs/reuse.md).
MIN_CHAIN_WORDS = 6
_MIN_PLAIN_SHARE = 1 / 3
# A pasted terms block has the author's name and job title between its seeds; both together rarely exceed 24 words.
_TERMS_GAP = 24
# Longest quote of a match in a report, in characters.
_MAX_QUOTE = 300
# What sites mark as not their own running text: shared quotations, captions and posts are the commonest false alarm.
_OTHERS_WORDS = (Role.QUOTATION, Role.CAPTION, Role.EMBED)
# More than half of the copied words.
_MOST = 0.5
# Words of passages that are kept with their places: 30 MB; what many passages say is kept once.
_MOST_TOKENS = 200_000


class WorkIndex:
    """A fingerprint ready for look-ups. Build once, use for every page; its tables are made at first use: pages reuse few of many works."""

    def __init__(self, fingerprint: Fingerprint, language: str | None = None) -> None:
        self.fingerprint = fingerprint
        self.language = language

    @cached_property
    def positions(self) -> dict[int, tuple[int, ...]]:
        """Where each gram of the work stands in it."""
        return gram_positions(self.fingerprint.grams)

    @cached_property
    def terms(self) -> dict[int, tuple[int, ...]]:
        """Where each gram of the terms block stands in it."""
        return gram_positions(self.fingerprint.terms)

    @cached_property
    def public(self) -> frozenset[int]:
        """The words of the work that anybody may quote."""
        return _positions_in(self.fingerprint.public)

    @cached_property
    def quoted(self) -> frozenset[int]:
        """The words of the work that are other people's."""
        return _positions_in(self.fingerprint.quoted)


class Found(Value, frozen=True, kw_only=True):
    """What looking for the work in a page brings: the reuse, and the article with the origin and role of every passage."""

    reuse: Reuse
    article: Article


class _Stream:
    """All words of a list of passages in one row, and which passage each stands in."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.passages = passages
        by_passage = [words(passage.text) for passage in passages]
        self.first = list(accumulate(map(len, by_passage), initial=0))
        self.where = [i for i, found in enumerate(by_passage) for _ in found]
        self.grams = gram_hashes([word for found in by_passage for word in found])
        self._tokens: dict[str, list[Token]] = {}
        self._kept = 0

    def tokens_of(self, passage: int) -> list[Token]:
        """Return the words of a passage with their places in its text; made when asked for, because most passages hold nothing copied."""
        text = self.passages[passage].text
        if text not in self._tokens:
            self._kept += self.first[passage + 1] - self.first[passage]
            if self._kept > _MOST_TOKENS:
                self._tokens, self._kept = {}, 0
            self._tokens[text] = tokens(text)
        return self._tokens[text]

    def token(self, position: int) -> Token:
        """Return a word with its place in the text of its passage."""
        passage = self.where[position]
        return self.tokens_of(passage)[position - self.first[passage]]

    def text_of(self, position: int) -> str:
        """Return a word as it is written."""
        token = self.token(position)
        return self.passages[self.where[position]].text[token.start : token.end]


def find_reuse(index: WorkIndex, article: Article) -> Found:
    """Look for the work in an article; pure, linear in the number of words of the page."""
    stream = _Stream(article.passages)
    copied = _copied_chains(index, stream)
    settled = settle(article, _words_per_passage(copied, stream))
    unhidden = _hiding_the_work(copied, stream)
    marked = tuple(
        replace(_shown(passage, unhidden), origin=origin_of(found.role), role=found.role, is_near_work=found.is_near_work)
        for passage, found in zip(article.passages, settled, strict=True)
    )
    reuse = classify(_measure(index, stream, copied, marked, article), index.language)
    pieces = split(marked, stream.first, stream.tokens_of, _painted(index, stream, copied))
    first = list(accumulate(map(len, pieces), initial=0))
    return Found(
        reuse=reuse,
        article=replace(
            article,
            passages=tuple(piece for cut in pieces for piece in cut),
            regions=tuple(replace(region, start=first[region.start], end=first[region.end]) for region in article.regions),
        ),
    )


def copied_parts(index: WorkIndex, passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """Return passages, such as the text of a post, split so that each has one origin: the work's words, the terms', or its writer's own."""
    stream = _Stream(passages)
    pieces = split(passages, stream.first, stream.tokens_of, _painted(index, stream, _copied_chains(index, stream)))
    return tuple(piece for cut in pieces for piece in cut)


def _hiding_the_work(copied: Iterable[Chain], stream: _Stream) -> frozenset[str]:
    """Return what hides most of the copied text: a page shows what it republishes, so its scripts must show these elements."""
    counts = Counter(stream.passages[stream.where[position]].hidden_by or "" for chain in copied for position in chain.page)
    return frozenset(hidden_by for hidden_by, count in counts.items() if hidden_by and count >= _MOST * counts.total())


def _shown(passage: Passage, unhidden: frozenset[str]) -> Passage:
    return replace(passage, visibility=Visibility.SHOWN, hidden_by=None) if passage.hidden_by in unhidden else passage


def _copied_chains(index: WorkIndex, stream: _Stream) -> list[Chain]:
    return [chain for chain in chains(stream.grams, index.positions) if _is_sign(chain, stream)]


def _painted(index: WorkIndex, stream: _Stream, copied: Iterable[Chain]) -> list[Painted]:
    """Return whose words are not the page's own: the work's, and those of a pasted terms block."""
    pasted = [chain for chain in chains(stream.grams, index.terms, _TERMS_GAP) if len(chain.page) >= MIN_CHAIN_WORDS]
    return [Painted(chain=chain, origin=Origin.WORK) for chain in copied] + [
        Painted(chain=_whole_passages(chain, stream), origin=Origin.TERMS) for chain in pasted
    ]


def _positions_in(ranges: Iterable[tuple[int, int]]) -> frozenset[int]:
    return frozenset(i for start, end in ranges for i in range(start, end))


def _is_sign(chain: Chain, stream: _Stream) -> bool:
    """Tell whether a chain is more than a coincidence or a list of names."""
    if len(chain.page) < MIN_CHAIN_WORDS:
        return False
    least = _MIN_PLAIN_SHARE * len(chain.page)
    plain = 0
    for i in chain.page:
        plain += not stream.text_of(i)[0].isupper()
        if plain >= least:
            return True
    texts = map(stream.text_of, chain.page)
    return all(text.isupper() or not text.isalpha() for text in texts)


def _words_per_passage(found: Iterable[Chain], stream: _Stream) -> list[int]:
    counts = [0] * len(stream.passages)
    for chain in found:
        for position in chain.page:
            counts[stream.where[position]] += 1
    return counts


def _whole_passages(chain: Chain, stream: _Stream) -> Chain:
    """Widen a chain of the terms block to the borders of the passages that it begins and ends in: a block is pasted whole."""
    start = stream.first[stream.where[chain.start]]
    end = stream.first[stream.where[chain.end - 1] + 1]
    half = (chain.end - chain.start) * 2
    return chain._replace(start=start, end=end) if end - start <= half else chain


def _measure(index: WorkIndex, stream: _Stream, found: list[Chain], marked: Sequence[Passage], article: Article) -> Measured:
    """Weigh the chains: how much of the work they cover and how long the best one is, apart from public text and quotations."""
    on_page = _quoted_positions(stream, {stream.where[i] for chain in found for i in chain.page})
    work_words = index.fingerprint.word_count - len(index.public)
    covered, commented = set[int](), set[int]()
    own, best_any = [], 0
    for chain in found:
        matched = chain.work - index.public
        if _in_comments(chain, stream, marked):
            commented |= matched
            own.append(0)
        else:
            covered |= matched
            own.append(len(matched - index.quoted))
            best_any = max(best_any, len(matched))
    unquoted = [sum(p not in on_page and marked[stream.where[p]].role not in _OTHERS_WORDS for p in c.page) for c in found]
    return Measured(
        coverage=len(covered) / max(1, work_words),
        comment_coverage=len(commented) / max(1, work_words),
        best_own=max((min(a, b) for a, b in zip(own, unquoted, strict=True)), default=0),
        best_any=best_any,
        cue_score=cue_score(index.fingerprint.cues, cues(_running_text(marked))) if len(covered) < MIN_CHAIN_WORDS * 2 else 0.0,
        language=article.language,
        matches=tuple(_match(chain, stream, on_page, index) for chain in found[:40]),
    )


def _in_comments(chain: Chain, stream: _Stream, marked: Sequence[Passage]) -> bool:
    return marked[stream.where[chain.start]].role is Role.COMMENTS


def _quoted_positions(stream: _Stream, passages: set[int]) -> set[int]:
    """Return which words stand between quotation marks."""
    found = set()
    for i in passages:
        spans = QUOTED.finditer(stream.passages[i].text)
        span = next(spans, None)
        for position, token in enumerate(stream.tokens_of(i) if span else (), stream.first[i]):
            while span and span.end() < token.end:
                span = next(spans, None)
            if span and span.start() <= token.start:
                found.add(position)
    return found


def _running_text(marked: Sequence[Passage]) -> str:
    """Return the text of the page's own article, where a retelling would stand."""
    return "\n".join(
        p.text for p in marked if p.origin is Origin.OWN and p.role in (Role.BODY, Role.HEADLINE, Role.QUOTATION) and len(p.text) > 60
    )


def _match(chain: Chain, stream: _Stream, on_page: set[int], index: WorkIndex) -> Match:
    first = stream.where[chain.start]
    passage = stream.passages[first]
    last = max(i for i in range(chain.start, chain.end) if stream.where[i] == first)
    quote = squeeze(passage.text[stream.token(chain.start).start : stream.token(last).end])
    is_quotation = on_page.issuperset(chain.page) or chain.work <= index.quoted | index.public
    return Match(quote=quote[:_MAX_QUOTE], locator=passage.locator, words=len(chain.work), is_quotation=is_quotation)
