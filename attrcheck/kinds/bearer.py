"""Whose job title it is: told by the words right before and after it, and by the other people of its sentence."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import takewhile

from attrcheck.kinds.names import ends_in_name, find_names, near_names
from attrcheck.kinds.people import NOT_NAMES, person_at_end
from attrcheck.kinds.phrases import Span
from attrcheck.kinds.standing import COUNTS, Standing, Text, Weight
from attrcheck.model import Author, Role, Work
from attrcheck.text import skeleton, tokens, words

# A person's name right before the title, on the same line: two to five words, then what ties a title to a name ("Anna Berg, Political …",
# "Anna Berg is a …", "Anna Berg (…"). Bounded repeats over separate classes: linear. Tried where letters begin, not at each of them.
_NAME_BEFORE = re.compile(
    r"(?<![^\W\d_])((?:[^\W\d_][\w’'.-]{0,30}+[^\S\n]++){1,4}[^\W\d_][\w’'-]{0,30})[^\S\n]*"
    r"(?:[,(:;–—|/-]|\bis\b|\bwas\b|\bist\b|\best\b|\bes\b|\bworks\s+as\b)[^\S\n]*"
    r"(?:(?:a|an|the|ein|eine|der|die|un|une|le|la|el|een|de)[^\S\n]+)?$",
    re.IGNORECASE,
)
# One capitalised word at the start of a sentence, which the title is said of.
_WORD_BEFORE = re.compile(
    r"(?:^|[.!?\n]\s*)([A-ZÀ-Þ][\w’'-]{2,30})[^\S\n]+(?:is|was|ist|war|est|es|works\s+as)[^\S\n]+(?:(?:a|an|the|ein|eine|der|die|un|une|una)[^\S\n]+)?$"
)
# A line of its own above the title that is nothing but two or three words: it looks like a name, but may be a label of the site.
_LINE_BEFORE = re.compile(r"(?:^|\n)((?:[^\W\d_][\w’'.-]{0,30}[^\S\n]+){1,2}[^\W\d_][\w’'-]{0,30})[^\S\n]*\n\s*$")
_NAME_AFTER = re.compile(r"^[^\S\n]*([,:–—]?)[^\S\n]*((?:[^\W\d_][\w’'-]{0,30}[^\S\n]+){1,3}[^\W\d_][\w’'-]{0,30})")
# "She is not a …", "We are hiring a …".
_NOBODYS = re.compile(
    r"\b(?:not|never|no longer|nicht|kein|keine|pas|niet|geen|hiring|recruiting|seeks?|seeking|looking for|searching for|wanted:?|"
    r"vacancy:?|suchen|sucht|gesucht:?|recherche|cherche|zoekt|zoeken|busca|cerca)\s(?:(?:an?|the|eine?n?|une?|een|une?a?)\s)?$",
    re.IGNORECASE,
)
# Posts and institutions between a name and its title, and what stands between them.
_MAX_LABELS, _TIES = 3, " \n,;:|/(–—-"
# Characters before a title in which its bearer's name would stand, and after it.
_REACH, _REACH_AFTER = 120, 80
_SENTENCE_ENDS = re.compile(r"[.!?]\s|\n")
# "She is a …", "The author is a …": said of whom the text before it names, which is the author where nothing says another.
_SUBJECT = re.compile(
    r"\b(?:she|he|they|sie|er|elle|il est|ella|él|zij|ze|hij|ela|ele|lei|lui|hun|hon|han|ona|она|он|вона|він|"
    r"author|writer|autorin|autor|autore|autrice|auteur|auteure|autora|forfatteren|författaren|schrijver|schrijfster)\b[^.!?\n]{0,60}$",
    re.IGNORECASE,
)
# What stands before places and outlets: "born in New York", "for The Tidal Gazette".
_NO_PERSON = re.compile(
    r"\b(?:in|from|at|for|to|near|outside|aus|bei|für|nach|à|dans|uit|voor|en|desde|para|em|da|i|till|til|из|в|для)\s+$", re.IGNORECASE
)
# Capitalised words in a row, which in a sentence are most often a name.
_CAPITALS = re.compile(r"(?:(?:[^\W\d_a-z][\w’'.-]{1,30}|van|von|de|der|den|di|da|la)[^\S\n]+){1,4}[^\W\d_a-z][\w’'-]{1,30}")


def anothers(text: Text, start: int, end: int, work: Work) -> Standing:
    """Return what a job title at a span of a subject's text is worth by whose it seems: `COUNTS` where nothing says another's."""
    author, preceding = work.author, text.joined[max(0, start - _REACH) : start]
    before = _bearer(preceding)
    if before and (name := person_at_end(before[1])):
        if _is_author(before[1], name, author):
            return COUNTS
        # A label, a line of its own, or a second name after the author's may mean anything, and authors of one work may have one title:
        # only another name that is tied to the title makes it another's.
        is_sure = before.re is _NAME_BEFORE and ":" not in before[0]
        return _of(name, Weight.WORTHLESS if is_sure and not _names_author(preceding, work) else Weight.DOUBTFUL)
    # A surname alone, or any other word: "Mulder is a historian".
    alone = _WORD_BEFORE.search(preceding)
    if alone and not _is_author(alone[1], alone[1], author) and alone[1].lower() not in NOT_NAMES:
        return _of(alone[1], Weight.DOUBTFUL)
    if _NOBODYS.search(preceding):
        return Standing(Weight.DOUBTFUL, "where it is said of nobody, or denied")
    said = _sentence_before(text, start)
    # A title that begins a line belongs to the author's name above it, even where the name of an outlet follows.
    is_authors = _names_author(said if said.strip() else preceding, work)
    return COUNTS if is_authors else _in_sentence(text, Span(start, end), said, work.author)


def _in_sentence(text: Text, title: Span, said: str, author: Author) -> Standing:
    """Return what a title is worth by the other people of its sentence: nobody is accused for a name that may be a place or a network."""
    after = _NAME_AFTER.match(text.line_after(title.end)[:_REACH_AFTER])
    name = (person_at_end(after[2]) or _person_at_start(after)) if after else None
    if name and not _is_author(name, name, author):
        return _of(name, Weight.DOUBTFUL)
    if text.passage_at(title.start).role in (Role.BYLINE, Role.AUTHOR_BOX):
        return COUNTS
    if _SUBJECT.search(said):
        return COUNTS
    people = (person_at_end(found.group()) for found in _CAPITALS.finditer(said) if not _NO_PERSON.search(said[: found.start()]))
    other = next((name for name in people if name and not _is_author(name, name, author)), None)
    return _of(other, Weight.DOUBTFUL) if other else COUNTS


def _sentence_before(text: Text, start: int) -> str:
    """Return the part of a title's sentence that stands before it, in its own passage."""
    line = text.line_before(start)
    ends = [found.end() for found in _SENTENCE_ENDS.finditer(line)]
    return line[ends[-1] :] if ends else line


def _names_author(phrase: str, work: Work) -> bool:
    found = tokens(phrase)
    said = {token.word for token in found}
    # Only a phrase with a word of the name is worth the search for what is near it.
    return any(
        find_names(phrase, found, author) or (not said.isdisjoint(words(author.name)) and near_names(phrase, found, author))
        for author in (work.author, *work.coauthors)
    )


def _bearer(preceding: str) -> re.Match[str] | None:
    """Return what looks like a person's name right before a title, before posts and institutions ("Anna Berg, Senior Fellow, …") too."""
    before = None
    for _ in range(_MAX_LABELS):
        before = _NAME_BEFORE.search(preceding) or _LINE_BEFORE.search(preceding)
        if before is None or person_at_end(before[1]):
            break
        preceding = f"{preceding[: before.start(1)].rstrip(_TIES)}, "
    return before


def _person_at_start(after: re.Match[str]) -> str | None:
    """Return the name that follows a title without a mark between, where the sentence goes on ("… Anna Berg will speak")."""
    capitals = takewhile(lambda word: word[0].isupper(), after[2].split())
    return None if after[1] else person_at_end(" ".join(capitals))


def _of(name: str, weight: Weight) -> Standing:
    return Standing(weight, f"beside the name of another person (“{name}”)")


# A page names the same few people again and again.
@lru_cache(maxsize=1024)
def _is_author(phrase: str, name: str, author: Author) -> bool:
    """Tell whether the name beside the title is the author's: whole, possessive, or in a form that is not the whole name."""
    plain = re.sub(r"[’']s$", "", phrase)
    found = tokens(plain)
    if ends_in_name(plain, author) or any(hit.end == len(plain) for hit in near_names(plain, found, author)):
        return True
    said, own = words(name), words(author.name)
    is_given_name_alone = found[-1].word == own[0]
    return is_given_name_alone or [skeleton(word) for word in said[-len(own) :]] == [skeleton(word) for word in own]
