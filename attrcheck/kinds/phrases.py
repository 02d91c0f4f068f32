"""Find given words in a row, and what looks like them without being them: names of outlets and institutions, titles. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import OSA

from attrcheck.text import BORDER, Token, fold, tokens, unseen_removed, words

# Scripts that put no space between words (Unicode blocks): Thai and Lao to Tibetan, Khmer, kana, Chinese characters and their extensions.
# A name in them is found inside a longer run of letters.
_UNSPACED = re.compile(r"[\u0e00-\u0fff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_TOUCHING = re.compile(rf"^{_UNSPACED.pattern}+(?=[a-z])|(?<=[a-z0-9]){_UNSPACED.pattern}+$")
# What one blank ends, at most this far away: longer addresses begin with a host all the same.
_REACH = 200
# What stands before a name in an address or a handle: a scheme, the sign of a mailbox or of a handle, a host with its dot. Initials have
# one letter before their dot ("A.Berg/Undark").
_ADDRESS_BEFORE = re.compile(r"://|[@＠#]|^\W*www\.|[^\W_]{2}\.[^\W_]{2}|[_=\\]$")
# What follows it there: the next label of the host, the rest of a mailbox, a parameter. A capital after a dot begins a sentence whose blank
# the markup lost.
_ADDRESS_AFTER = re.compile(r"\.(?:[a-z]|[A-Z]{2})|[\w.+-]*[@＠]|[_=]")
# A host alone ("www.undark.org"), as sites write their names: no path but "/", no mailbox.
_HOST_BEFORE = re.compile(r"(?:.*://|[^\w@]*)(?:www\.)?$", re.IGNORECASE)
_HOST_AFTER = re.compile(r"(?:\.[a-z]{2,})+/?(?![\w@/])", re.IGNORECASE)
AND_WORDS = frozenset("and und et en y e i og och".split())
"""How languages of Latin letters join two names or two halves of a title."""

_DIGITS = "0123456789"
# What cuts a word at the end of a line.
_CUT = "-\n"
_APOSTROPHES = frozenset("'’‘`´ʼ")
# Two changed or swapped letters in a whole name are a slip of the pen; in one of fewer than ten letters ("Undark", "Pública") only one is,
# because common words are two away ("under", "publicado"). Names of fewer than six letters have neighbours that close by chance.
_MAX_TYPOS, _LONG_LETTERS, _LEAST_LETTERS = 2, 10, 6


class Span(NamedTuple):
    """A stretch of a text."""

    start: int
    end: int


def find_rows(found: Sequence[Token], parts: Sequence[str]) -> Iterator[Span]:
    """Yield where words stand in a row, whatever stands between them."""
    size = len(parts)
    first = parts[0] if parts else None
    for i in [i for i, token in enumerate(found[: max(0, len(found) - size + 1)]) if token.word == first]:
        if all(found[i + k].word == parts[k] for k in range(1, size)):
            yield Span(found[i].start, found[i + size - 1].end)


def plain_words(text: str, found: Sequence[Token]) -> list[Token]:
    """Return the words of a text without numbers of footnotes, and those that the end of a line cuts put together again.

    Words of writing without spaces are taken off those that they touch.

    >>> text = "river¹ histo-\\nrian [2]"
    >>> [token.word for token in plain_words(text, tokens(text))]
    ['river', 'historian']
    >>> [token.word for token in plain_words("Statesの著者", tokens("Statesの著者"))]
    ['states']
    """
    plain: list[Token] = []
    for token in found:
        word = (token.word if token.word.isascii() else _TOUCHING.sub("", token.word)).strip(_DIGITS)
        if plain and word and text[plain[-1].end : token.start] == _CUT:
            plain[-1] = Token(plain[-1].word + word, plain[-1].start, token.end)
        elif word:
            plain.append(token if word == token.word else token._replace(word=word))
    return plain


def find_phrases(text: str, found: Sequence[Token], phrase: str) -> list[Span]:
    """Return where a name stands whole and as itself: its words in a row, tied as it ties them, and no part of an address or a handle."""
    if _UNSPACED.search(phrase):
        spans = [Span(*match.span()) for match in re.finditer(re.escape(phrase), text)]
    else:
        gaps = _gaps(phrase)
        spans = [span for span in find_rows(found, words(phrase)) if _is_tied(text[span.start : span.end], gaps)]
    return [span for span in spans if not is_in_address(text, span)]


def is_in_address(text: str, span: Span) -> bool:
    """Tell whether a span is part of an address, a mailbox, a handle or a hashtag.

    >>> is_in_address("see undark.org", Span(4, 10)), is_in_address("Berg/Undark.", Span(5, 11)), is_in_address("By @Undark", Span(4, 10))
    (True, False, True)
    """
    before, after = _around(text, span)
    return bool(_ADDRESS_BEFORE.search(before) or _ADDRESS_AFTER.match(after))


def find_hosts(text: str, found: Sequence[Token], phrase: str) -> list[Span]:
    """Return where a name stands as a web address and nothing more ("www.undark.org"), its words run together or with dashes."""
    glued = "".join(words(phrase))
    rows = [*find_rows(found, words(phrase)), *find_rows(found, (glued,) if glued else ())]
    return [span for span in rows if _is_host(*_around(text, span))]


def find_glued(text: str, found: Sequence[Token], phrase: str) -> list[Span]:
    """Return where a name of several words stands run together, or any name as a handle or hashtag, but not in an address."""
    spans = []
    for span in find_rows(found, ("".join(words(phrase)),)):
        before, after = _around(text, span)
        is_address = _ADDRESS_BEFORE.search(before.rstrip("@＠#")) or _ADDRESS_AFTER.match(after)
        if not is_address and (before.endswith(("@", "＠", "#")) or len(words(phrase)) > 1):
            spans.append(span)
    return spans


def find_misspelt(text: str, found: Sequence[Token], phrase: str) -> list[Span]:
    """Return where something one or two letters away from a name stands, with the name's capitals: common words come as near by chance."""
    parts = words(phrase)
    capitals = [phrase[token.start].isupper() for token in tokens(phrase)]
    whole, size = " ".join(parts), len(parts)
    if len(whole) < _LEAST_LETTERS:
        return []
    most = _MAX_TYPOS if len(whole) >= _LONG_LETTERS else 1
    spans = []
    for i in range(len(found) - size + 1):
        # A slip in the first letter is rare, and this keeps a long page cheap.
        if found[i].word[0] != whole[0]:
            continue
        row = found[i : i + size]
        if any(is_capital and text[token.start].islower() for token, is_capital in zip(row, capitals, strict=True)):
            continue
        written = " ".join(token.word for token in row)
        span = Span(found[i].start, found[i + size - 1].end)
        is_near = 0 < OSA.distance(written, whole, score_cutoff=most) <= most
        if is_near and not is_in_address(text, span):
            spans.append(span)
    return spans


def _around(text: str, span: Span) -> tuple[str, str]:
    """Return what stands before and after a span without a blank or the border of an element between."""
    before = unseen_removed(text[max(0, span.start - _REACH) : span.start].replace(BORDER, " "))
    after = unseen_removed(text[span.end : span.end + _REACH].replace(BORDER, " "))
    return re.split(r"\s", before)[-1], re.split(r"\s", after, maxsplit=1)[0]


def _is_host(before: str, after: str) -> bool:
    return bool(_HOST_BEFORE.fullmatch(before) and _HOST_AFTER.match(after))


def _is_tied(written: str, gaps: Sequence[str]) -> bool:
    """Tell whether nothing stands between the words but blanks, a dash, or what the name has there itself."""
    return all(gap in ("", "-", own) for gap, own in zip(_gaps(written), gaps, strict=True))


def _gaps(phrase: str) -> list[str]:
    return [_plain(phrase[a.end : b.start]) for a, b in pairwise(tokens(phrase))]


def _plain(gap: str) -> str:
    """Return what stands between two words without blanks, apostrophes being all one."""
    return "".join("'" if c in _APOSTROPHES else c for c in fold(gap) if not c.isspace())
