"""A text as the words of a credit: names of authors, the outlet, the date and the address of a work are one word each, however written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrcheck.kinds.alignment import Word
from attrcheck.kinds.date_spellings import date_spellings
from attrcheck.kinds.garbled import garbled_names
from attrcheck.kinds.links import Source, addresses_at
from attrcheck.kinds.names import INITIAL, LOOKS_RIGHT, NameHit, find_names, near_names
from attrcheck.kinds.other_credits import PICTURE, WORDS_TOO
from attrcheck.kinds.phrases import Span, find_glued, find_hosts, find_misspelt, find_phrases
from attrcheck.model import Author, Outlet, Work
from attrcheck.text import Token, words
from attrcheck.urls import same_page

# These stand for what no word of a text can be, and read well in a reason.
ADDRESS, _DATE = "the work's address", "the work's date"
# What stands between two authors of one work, besides commas and signs: English, German, French, Dutch, Spanish and Portuguese, Italian,
# Scandinavian, Slavic.
_BETWEEN = frozenset("and und et en y e ed og och i и".split())
# What stands before an author in a byline, or is left out there: sites have one word of their own for it, or none.
_BEFORE = frozenset(
    "by von van par por da door de di af av от text tekst texte texto words story author autor auteur auteurs autoren".split()
)
# What makes a name another spelling than the terms accept and still that author's for a reader; a surname alone is in every copy.
_GARBLED = "garbled by a wrong encoding"
_ODD = (*LOOKS_RIGHT, INITIAL, "misspelt", _GARBLED)
_IN_PICTURE = "in the credit of a picture"
# Characters before a name in which "Photo: " would stand.
_LABEL = 60
# A written day has at most five words ("11 de mayo de 2024").
_LONGEST_DATE = 5
_THE = re.compile(r"^the\s+(?=\S+\s+\S)", re.IGNORECASE)


def author_word(author: Author) -> str:
    """Return what stands for an author in a row of words."""
    return f"“{author.name}”"


def outlet_word(outlet: Outlet) -> str:
    """Return what stands for the outlet in a row of words."""
    return f"“{outlet.name}”"


def filled(template: str, facts: dict[str, str]) -> str:
    """Return a template with its holes filled.

    >>> filled("By {author}, {outlet}", {"author": "A. Berg", "outlet": "Undark"})
    'By A. Berg, Undark'
    """
    return re.sub(r"\{([^{}]*)\}", lambda hole: facts.get(hole[1], hole[0]), template)


def credit_words(text: str, found: Sequence[Token], work: Work) -> list[Word]:
    """Return the words of a text with every fact about the work as one word; authors in a row stand in the order of the work."""
    facts: dict[int, Word] = {}
    for fact in (*_names(text, found, work), *_dates(found, work), *_addresses(text, work)):
        if fact.start not in facts or facts[fact.start].end < fact.end:
            facts[fact.start] = fact
    row: list[Word] = []
    for token in found:
        if not row or token.start >= row[-1].end:
            row.append(facts.get(token.start) or Word(*token))
    return _in_order(row, [author_word(author) for author in work.authors])


def _names(text: str, found: Sequence[Token], work: Work) -> Iterator[Word]:
    """Yield the names of the authors and the outlet; where one does not stand, what a reader may take for it, with a note."""
    for author in work.authors:
        for name in find_names(text, found, author) or _like_name(text, found, author):
            note = name.note if name.note in _ODD else _IN_PICTURE if _credits_picture(text, name.start) else ""
            yield Word(author_word(author), name.start, name.end, len(words(author.name)), note)
    if work.outlet:
        names = (work.outlet.name, *work.outlet.aliases)
        spans = [(span, "") for name in names for form in (name, _THE.sub("", name)) for span in find_phrases(text, found, form)]
        for span, note in spans or [like for name in names for like in _like_outlet(text, found, name)]:
            yield Word(outlet_word(work.outlet), span.start, span.end, len(words(work.outlet.name)), note)


def _credits_picture(text: str, start: int) -> bool:
    before = text[max(0, start - _LABEL) : start]
    return bool(PICTURE.search(before) and not WORDS_TOO.search(before))


def _like_name(text: str, found: Sequence[Token], author: Author) -> Iterator[NameHit]:
    yield from (hit for hit in near_names(text, found, author) if hit.note in _ODD)
    yield from (hit._replace(note=_GARBLED) for hit in garbled_names(text, author))


def _like_outlet(text: str, found: Sequence[Token], name: str) -> Iterator[tuple[Span, str]]:
    for form in (name, _THE.sub("", name)):
        yield from ((span, "as a handle or tag") for span in find_glued(text, found, form))
        yield from ((span, "as a web address") for span in find_hosts(text, found, form))
    yield from ((span, "misspelt") for span in find_misspelt(text, found, name))


def _dates(found: Sequence[Token], work: Work) -> Iterator[Word]:
    spellings = date_spellings(work.published or "")
    firsts = {spelling[0] for spelling in spellings}
    for i, token in enumerate(found):
        if token.word not in firsts:
            continue
        for row in (found[i : i + size] for size in range(3, _LONGEST_DATE + 1)):
            if tuple(each.word for each in row) in spellings:
                yield Word(_DATE, token.start, row[-1].end, 3)


def _addresses(text: str, work: Work) -> Iterator[Word]:
    for url, start, end in addresses_at(text, Source(work).hosts):
        if same_page(url if "://" in url else f"https://{url}", work.url):
            yield Word(ADDRESS, start, end)


def _in_order(row: Sequence[Word], authors: Sequence[str]) -> list[Word]:
    """Return the words without by-words before authors, and with authors in a row in the order of the work, nothing between them."""
    ordered: list[Word] = []
    run: list[Word] = []
    between: list[Word] = []
    for word in (*row, Word("", 0, 0)):
        if word.word in authors:
            run.append(word)
            between = []
            while len(run) == 1 and ordered and ordered[-1].word in _BEFORE:
                ordered.pop()
        elif run and word.word in _BETWEEN | _BEFORE:
            between.append(word)
        else:
            best = sorted(run, key=lambda each: authors.index(each.word))
            ordered += [other._replace(start=each.start, end=each.end) for each, other in zip(run, best, strict=True)]
            ordered += [*between, word]
            run, between = [], []
    return ordered[:-1]
