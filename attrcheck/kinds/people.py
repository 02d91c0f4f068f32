"""What looks like a person's name in running text, whoever it is: capitalised words in a row, without by-words and labels."""

from __future__ import annotations

import re
from itertools import dropwhile

from attrcheck.kinds.other_credits import PICTURE

# Given name, middle name or particle, surname: what stands before them is the start of the sentence.
_MAX_NAME_WORDS = 3
# Small words inside names, and capitalised words that are none: pronouns, by-words and labels at the start of a line.
_PARTICLES = frozenset("van von der den de di da du dos del la le ten ter zu".split())
NOT_NAMES = frozenset(
    "he she they it er sie es il elle ils hij zij el ella by von van par por da door text tekst texte texto story words foto photo "
    "bild image author autor autorin autora autore autrice auteur auteure writer journalist journalistin die der das function role title "
    "funktion functie published posted updated written in on at the a an and und et en".split()
)
# Words of posts and institutions, and those before them or before a place: "Senior Fellow", "Baltic Institute", "North Skarholm".
# A surname may be "West", so these stand in front only; and "Professor Anna Berg" is a person.
_POSTS = frozenset(
    "fellow contributor university institute college school centre center department museum society foundation association council "
    "ministry academy faculty library archive piece column essay analysis feature report news media correspondent columnist editor writer "
    "reporter professor director universität institut hochschule universiteit université universidad università universidade".split()
)
_BEFORE_POSTS = _POSTS | frozenset(
    "opinion guest special senior staff chief press north south east west northern southern eastern western".split()
)
# Agencies and countries: "AFP", "UK".
_LONGEST_LABEL = 3
# "Dr." and initials end in a dot without ending a sentence.
_LONGEST_ABBREVIATION = 3
# What ends the name in a byline: a comma, a dash, a bar, a date, a bracket.
_NAME_ENDS = re.compile(r"[,;|•·(\[–—/]|\s-\s|\d")


def person_at_end(phrase: str) -> str | None:
    """Return the last two or three capitalised words of a phrase, which is how a person's name looks, with its particles; None without.

    >>> person_at_end("the column of Jan van der Maas"), person_at_end("in Almaty. He"), person_at_end("by R. Baker")
    ('Jan van der Maas', None, 'R. Baker')
    >>> person_at_end("a Senior Fellow"), person_at_end("from North Skarholm"), person_at_end("Professor Anna West")
    (None, None, 'Professor Anna West')
    """
    names: list[str] = []
    for word in reversed(phrase.split()):
        is_label = word.isupper() and word.isalpha() and 1 < len(word) <= _LONGEST_LABEL
        is_name = word[0].isupper() and word.rstrip(":").lower() not in NOT_NAMES and not is_label
        ends_sentence = word.endswith(".") and len(word) > _LONGEST_ABBREVIATION
        if not (is_name or (names and word in _PARTICLES)) or ends_sentence or len(names) == _MAX_NAME_WORDS + 1:
            break
        names.insert(0, word)
    while names and names[0] in _PARTICLES:
        names.pop(0)
    own = list(dropwhile(lambda word: word.lower().rstrip(".,") in _BEFORE_POSTS, names))
    while own and own[-1].lower().rstrip(".,") in _POSTS:
        own.pop()
    return " ".join(names) if sum(word[0].isupper() for word in own) >= 2 else None


def person_in(byline: str) -> str | None:
    """Return the person that a byline names, None when it names an outlet, a desk or nobody that looks like a person.

    >>> person_in("By Anna Berg, staff reporter"), person_in("Von Redaktion"), person_in("Tekst: Jan van der Maas | 3 mei")
    ('Anna Berg', None, 'Jan van der Maas')
    """
    for piece in _NAME_ENDS.split(" ".join(byline.split())):
        name = person_at_end(piece)
        if name and not PICTURE.search(piece[: piece.rfind(name)]):
            return name
    return None
