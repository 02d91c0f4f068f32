"""Who wrote a work, as its own page says it: in its markup, else in the byline that its readers meet."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from attrcheck.kinds.other_credits import other_credit
from attrcheck.kinds.people import person_at_end, person_in
from attrcheck.model import Article, Passage, Role
from attrcheck.own_page.own_text import beside_text, running
from attrcheck.text import squeeze

_STATED = ("jsonld:author", "author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "citation_author")
_SITES = ("og:site_name", "jsonld:publisher", "application-name")
# "By Anna Berg, March 5": what stands before and after a name where a page's markup holds its whole byline. "Von" is a given name too.
_BYLINE = re.compile(r"(?:(?:by|par|por|door)\s+|von\s+(?=\S+\s+\S))(?=[^\W\d_])", re.IGNORECASE)
_AFTER_NAME = re.compile(r"\s*[,;|•·(\[–—/@][^\d]*\d.*$|\s*[|@].*$", re.DOTALL)
# Between the people of a byline, whose rest is posts and places.
_AND = re.compile(r"\s(?:and|und|et|en|y|e|og|och|i|и|&)\s")
_COMMA = re.compile(r"[,;]\s*")
_LONGEST_BYLINE = 200
# What a system writes for an author that nobody gave it.
_NOBODY = frozenset(
    "admin administrator webmaster root superuser user wpadmin wp-admin wordpress author editor null undefined none unknown anonymous "
    "default guest test redaktion redactie rédaction redacción redazione redação newsdesk staff".split()
)
# A line that is a byline by its words: "Posted by Anna Berg at 9:00".
_BY_LINE = re.compile(
    r"\W*(?i:(?:(?:posted|written|published|story|text|geschrieben|verfasst|escrito|publicado|geschreven)\s+)?(?:by|von|par|por|door))\s+"
    r"((?:(?:[^\W\d_a-z][\w’'.-]*|van|von|de|der|den|di|da)\s+){1,4}[^\W\d_a-z][\w’'-]*)",
)
_LINES_AT_ENDS = 6
# Where a date begins behind a name: "December 22", "Friday, Jan 13", "Mon Mar 4"; "April Glaser" and "Theresa May" are people.
_MONTH = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mär|mai|okt|dez|janv|févr|avr|juin|juil|août|déc|ene|abr|ago|dic|gen|mag|giu|lug|"
    r"set|ott)"
)
_DAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|satur|sat|sun)(?:day)?"
_DATE = re.compile(rf"\b(?:{_DAY}\.?,?\s+(?=\d|{_MONTH})|{_MONTH}[^\W\d_]{{0,7}}\.?\s+\d|\d).*$", re.IGNORECASE | re.DOTALL)
# An address of a page about somebody who writes for the site: /author/anna-berg, /people/42.
_ABOUT_AUTHOR = re.compile(
    r"/(?:authors?|autor(?:en|es|a|as)?|auteurs?|auteures?|users?|contributors?|people|person|staff|by|writers?|journalists?|columnists?|profiles?|"
    r"redactie|redaktion|profil|bio|reporters?)/",
    re.IGNORECASE,
)
# Words on buttons beside a byline, which look like parts of a name.
_BUTTONS = frozenset(
    "print email e-mail share follow comment comments contributor subscribe tweet facebook twitter instagram linkedin bio profile more "
    "posts articles stories read view all see photo image about über tags tagged filed kategorie kategorien schlagwort schlagwörter".split()
)
_MAX_WORDS = 5


def authors_of(article: Article, said: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the names of the people who wrote what a page holds; `said` is its markup, by name."""
    sites = {value.casefold() for name in _SITES for value in said.get(name, ())}
    stated = next((said[name] for name in _STATED if said.get(name)), ())
    names = list(dict.fromkeys(name for value in stated for name in stated_people(value)))
    # Some sites state themselves as the author of everything.
    people = [name for name in names if name.casefold() not in sites]
    return people or _bylines(article) or names


def stated_people(stated: str) -> list[str]:
    """Return the authors whom a page's markup states, without the rest of a byline; none for an address or a system's account.

    >>> stated_people("By Anna Berg, March 5"), stated_people("Von Anna Berg | 5.3.2024"), stated_people("Von Miller")
    (['Anna Berg'], ['Anna Berg'], ['Von Miller'])
    >>> stated_people("admin"), stated_people("Anna Berg | anna@tidal.example"), stated_people("Emma Gre\u2063y")
    ([], ['Anna Berg'], ['Emma Grey'])
    >>> stated_people("Anna Berg,Jan Holt and Theresa May"), stated_people("Anna Berg, TIME"), stated_people("Justice Zone and News")
    (['Anna Berg', 'Jan Holt', 'Theresa May'], ['Anna Berg'], ['Justice Zone and News'])
    >>> stated_people("Foto: Jan Holt."), stated_people("Anna Berg, Foto: Jan Holt")
    ([], ['Anna Berg'])
    """
    name = _AFTER_NAME.sub("", _BYLINE.sub("", squeeze(_seen(stated)), count=1))
    if not name or "://" in name or name.casefold() in _NOBODY or (person_in(name) is None and other_credit(name.rpartition(":")[0], "")):
        return []
    pieces = [piece for part in _COMMA.split(name) for piece in _each(part)]
    return [piece for piece in pieces if _writer(piece)] if len(pieces) > 1 and any(map(_writer, pieces)) else [name]


def _each(part: str) -> list[str]:
    """Return the people whom a part of a byline joins by "and"; a desk may have an "and" in its name."""
    pieces = [piece.strip() for piece in _AND.split(part)]
    return pieces if all(map(person_in, pieces)) else [part.strip()]


def _seen(text: str) -> str:
    """Return a text without signs that nobody sees; joiners are letters of some languages."""
    return "".join(c for c in text if c in "\u200c\u200d" or unicodedata.category(c) != "Cf")


def _bylines(article: Article) -> list[str]:
    """Return the people whom the first visible byline names: by links to pages about them, by its class, or by its words.

    Those above the text go first: below it, sites show who else writes for them.
    """
    lines = [number for number, _ in running(article)]
    ends = [article.passages[number] for number in (*lines[:_LINES_AT_ENDS], *lines[-_LINES_AT_ENDS:])]
    bylines = [number for number, role in beside_text(article) if role in (Role.BYLINE, Role.AUTHOR_BOX)]
    above = [article.passages[number] for number in bylines if lines and number < lines[-1]]
    below = [article.passages[number] for number in bylines if not lines or number > lines[-1]]
    ways = ((_linked_people, (*above, *ends)), (_people_in, above), (_said_person, ends), (_linked_people, below), (_people_in, below))
    return next((people for way, passages in ways for people in map(way, passages) if people), [])


def _linked_people(passage: Passage) -> list[str]:
    """Return the names in a byline that link to pages about those who write for the site."""
    links = passage.links if len(passage.text) <= _LONGEST_BYLINE else ()
    names = [squeeze(_BYLINE.sub("", _seen(passage.text[link.start : link.end]).strip(" ,"), count=1)) for link in links]
    return [name for link, name in zip(links, names, strict=True) if _is_about_author(link.url) and _is_name(name)]


def _is_name(said: str) -> bool:
    words = said.lower().split()
    return 2 <= len(words) <= _MAX_WORDS and _BUTTONS.isdisjoint(words) and person_in(said) is not None


def _said_person(passage: Passage) -> list[str]:
    """Return whom a line names that is a byline by its words."""
    line = _BY_LINE.match(_undated(passage.text[:_LONGEST_BYLINE]))
    return [name] if line and (name := person_at_end(line[1])) else []


def _is_about_author(url: str) -> bool:
    try:
        return bool(_ABOUT_AUTHOR.search(urlsplit(url).path))
    except ValueError:
        return False


def _people_in(passage: Passage) -> list[str]:
    """Return the people of a byline; none of a line that is too long for one.

    >>> def people(text: str) -> list[str]:
    ...     return _people_in(Passage(text=text, locator="p"))
    >>> people("By Anna Berg @anna Dec 15, 2016"), people("Anna Berg December 22, 2016"), people("Friday January 13")
    (['Anna Berg'], ['Anna Berg'], [])
    >>> people("Anna Berg and Theresa May"), people("Anna Berg Anna Berg"), people("Print Email"), people("Jan Holt Contributor")
    (['Anna Berg', 'Theresa May'], ['Anna Berg'], [], ['Jan Holt'])
    >>> people("Written by Anna Berg\\nEdited by Jan Holt"), people("Schlagwörter Anna Berg")
    (['Anna Berg'], ['Anna Berg'])
    """
    found: dict[str, None] = {}
    lines = map(_undated, passage.text.split("\n")) if len(passage.text) <= _LONGEST_BYLINE else ()
    for piece in (piece for line in lines for part in _AND.split(line) for piece in _COMMA.split(part)):
        words = piece.split()
        while words and words[0].lower() in _BUTTONS:
            words.pop(0)
        while words and words[-1].lower() in _BUTTONS:
            words.pop()
        half = len(words) // 2
        if name := _writer(" ".join(words[:half] if words[:half] == words[half:] else words)):
            found[name] = None
    return list(found)


def _writer(piece: str) -> str | None:
    """Return the person whom a piece of a byline names as the writer."""
    name = person_in(piece)
    return None if name and other_credit(piece[: piece.find(name)], "") else name


def _undated(byline: str) -> str:
    """Return a byline up to its date or its first handle."""
    return _DATE.sub("", squeeze(_seen(byline)).split("@")[0]).rstrip(" ,")
