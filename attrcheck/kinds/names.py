"""Find a person's name in text, and what looks like it without being it: pure, used by every kind that looks for people."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from attrcheck.model import Author
from attrcheck.text import BORDER, Token, fold, skeleton, tokens, unmask, unseen_removed, words

# Between the parts of a name: white space, after an initial or an abbreviation also a dot, or a comma in "Bonny, Rémy". A dot, @, slash or
# underscore without white space makes a handle or an address of it.
_GAP = re.compile(r"^(?:\.?\s++|\s*+,\s*+)$")
_AFTER_INITIAL = re.compile(r"^\.?\s*+$")
# Characters that tie a name without white space in it to its neighbour: "@Remy", "a/remy", "remy@mail".
_TIED_BEFORE = "@/._-#+=&\\"
_TIED_AFTER = "@/_-\\="
_SIGNS = re.compile(r"[_+#]")
_IN_ADDRESS = re.compile(r"[@/.=?&]")
# Two changed letters in a whole name are a slip of the pen; a third makes another name.
_MAX_TYPOS = 2
# Shorter names ("admin") are two letters away from common words.
_LEAST_MISSPELT = 7
# Consonants that two names of different people share by chance.
MIN_BONES = 4


MASKED = "written with letters of another alphabet that look the same"
TRANSLITERATED = "transliterated"
INITIAL = "with an initial only"
GLUED = "run together with a neighbouring word"
TURNED = "with the surname first"
RESPACED = "with other spaces or signs in it"
ADDED = "with another name between"
INFLECTED = "with a grammatical ending"
TOUCHING = "as writing without spaces joins it to its neighbours"
# A reader may well take these for the name; only a person can say.
LOOKS_RIGHT = (MASKED, TRANSLITERATED, TURNED, GLUED, RESPACED, ADDED, INFLECTED, TOUCHING)
# What languages with cases put behind a surname: German and Scandinavian, Slavic, Finnish and Hungarian, Turkish.
_ENDINGS = frozenset(
    "s es a u em om ow owi owa ovi ova ovej ovou n in nin t nek nak rol tol val vel ban ben lle lta sta ssa dan den".split()
)
# Chinese, Japanese and Korean letters, and the dots between the parts of foreign names there.
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_BETWEEN = r"[\s\u00b7\u30fb\uff65\u2022\u2027]{1,3}"
_NO_LATIN = "A-Za-z\u00c0-\u024f"


class NameHit(NamedTuple):
    """Where a name, or what is near it, stands in a text. `note` is empty for the name as the author writes it."""

    start: int
    end: int
    note: str


def find_names(text: str, found: Sequence[Token], author: Author) -> list[NameHit]:
    """Return where the author's name or an alias stands whole: any case, with or without accents, in either order."""
    hits = []
    present = {token.word for token in found}
    # Names that differ in case or accents only are looked for once. Of two that begin at one place the later one counts.
    known = [(words(name), _gaps(name)) for name in (author.name, *author.aliases)]
    for parts, gaps in reversed(dict.fromkeys(reversed(known))):
        if not parts or (len(parts) > 1 and present.isdisjoint((parts[0], parts[-1]))):
            continue
        hits += list(_stands_at(text, found, parts, gaps))
        if len(parts) > 1:
            turned = _stands_at(text, found, (parts[-1], *parts[:-1]))
            hits += [hit for hit in turned if "," in text[hit.start : hit.end]]
    notes = {hit.start: hit for hit in hits}
    return [hit._replace(note=_spelling(text[hit.start : hit.end], author)) for hit in sorted(notes.values())]


def near_names(text: str, found: Sequence[Token], author: Author) -> list[NameHit]:
    """Return what resembles the name without being it, with what is odd about each: for the reason of a failure, never for a pass."""
    parts = words(author.name)
    if not parts:
        return []
    hits = [
        *_glued(text, found, parts),
        *_respaced(text, found, parts),
        *_enlarged(text, found, parts),
        *_touching(text, author),
        *_turned(text, found, parts),
        *_masked(text, found, parts),
        *_transliterated(text, found, author),
        *_misspelt(text, found, parts),
    ]
    short = list(_surnames(text, found, parts))
    taken = {hit.end for hit in short if hit.note == INITIAL}
    hits = [hit for hit in hits if hit.end not in taken]
    taken |= {hit.start for hit in hits} | {hit.end for hit in hits}
    return hits + [hit for hit in short if hit.note == INITIAL or hit.end not in taken]


@lru_cache(maxsize=256)  # a work has few authors with few names, and each hit of a title asks
def _gaps(name: str) -> tuple[str, ...]:
    """Return what stands between the words of a name."""
    return tuple(name[a.end : b.start] for a, b in pairwise(tokens(name)))


def _stands_at(text: str, found: Sequence[Token], parts: tuple[str, ...], written: tuple[str, ...] = ()) -> Iterator[NameHit]:
    """Yield where the parts stand in a row, tied together as a name is or as `written`. The last one may carry a footnote number."""
    size = len(parts)
    last_words = {parts[-1], *(parts[-1] + digit for digit in "123456789")}
    first_words = {parts[0]} if size > 1 else last_words
    for i in [i for i, token in enumerate(found[: max(0, len(found) - size + 1)]) if token.word in first_words]:
        last = found[i + size - 1]
        if last.word in last_words and all(found[i + k].word == parts[k] for k in range(1, size - 1)):
            gaps = [text[found[i + k].end : found[i + k + 1].start] for k in range(size - 1)]
            is_tied = gaps == [" "] or all(_is_gap(gap, parts[k], written[k : k + 1]) for k, gap in enumerate(gaps))
            if is_tied and _is_free(text, found[i].start, last.end):
                yield NameHit(found[i].start, last.end, "")


def _is_gap(gap: str, before: str, written: tuple[str, ...]) -> bool:
    if gap == " ":
        return True
    seen = unseen_removed(gap)
    return bool(_GAP.match(seen) or (len(before) == 1 and _AFTER_INITIAL.match(seen)) or seen in written)


def _is_free(text: str, start: int, end: int) -> bool:
    """Tell whether a span is not part of a handle, an address or a longer hyphenated name."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    if (before[1:] == "-" and before[0].isalpha()) or (after[:1] == "-" and after[1:].isalpha()):
        return False
    if len(text[start:end].split(None, 1)) > 1:
        # Handles and addresses hold no white space: whatever follows is the next element, run together by the markup.
        return True
    if before and before[-1] in _TIED_BEFORE and (len(before) < 2 or not before[0].isspace() or before[-1] in "@#/"):
        return False
    return not (after[:1] and after[0] in _TIED_AFTER and after[1:].isalnum()) and not (after[:1] == "." and re.match(r"\.\w", after))


def _spelling(written: str, author: Author) -> str:
    """Return how a found name differs from the author's spelling, for the reason."""
    known = {words(name) for name in (author.name, *author.aliases)}
    if not author.name.isascii() and written.isascii() and words(written) in known:
        return "without its accents"
    return ""


def _glued(text: str, found: Sequence[Token], parts: tuple[str, ...]) -> Iterator[NameHit]:
    """The name with a word of a neighbouring element run into it ("BY|RÉMY BONNY", "Rémy Bonny|journalist")."""
    size = len(parts)
    for i in range(len(found) - size + 1 if BORDER in text else 0):
        first, last = found[i], found[i + size - 1]
        if first.word.endswith(parts[0]) and last.word.startswith(parts[-1]) and BORDER in text[first.start : last.end]:
            before, after = text[first.start : first.end].split(BORDER), text[last.start : last.end].split(BORDER)
            middle = all(found[i + k].word == parts[k] for k in range(1, size - 1))
            if middle and size > 1 and fold(before[-1]) == parts[0] and fold(after[0]) == parts[-1]:
                yield NameHit(first.start, last.end, GLUED)


def _respaced(text: str, found: Sequence[Token], parts: tuple[str, ...]) -> Iterator[NameHit]:
    """The name as one word that no handle can be ("ZoëVandermeer", "#ZoeVandermeer"), with its letters spaced out, and "Zoë_Vandermeer"."""
    whole = "".join(parts)
    for token in found if len(parts) > 1 else ():
        is_word = token.word == whole and not text[token.start : token.end].isascii() and _is_free(text, token.start, token.end)
        if is_word or (token.word == whole and text[max(0, token.start - 1) : token.start] in ("#", "\uff03")):
            yield NameHit(token.start, token.end, RESPACED)
    for i in _beginning(found, len(parts), lambda word: word == parts[0]) if _SIGNS.search(text) else ():
        row = found[i : i + len(parts)]
        start, end = row[0].start, row[-1].end
        is_name = tuple(token.word for token in row) == parts and text[start].isupper() and text[row[-1].start].isupper()
        is_tied = all(text[one.end : other.start] in ("_", "+", " #") for one, other in pairwise(row))
        if is_name and is_tied and len(row) > 1 and not _IN_ADDRESS.search(text[max(0, start - 1) : start] + text[end : end + 1]):
            yield NameHit(start, end, RESPACED)
    for i in _beginning(found, len(whole), lambda word: word == whole[0]):
        row = found[i : i + len(whole)]
        if all(token.word == letter for token, letter in zip(row, whole, strict=True)):
            yield NameHit(row[0].start, row[-1].end, RESPACED)


def _enlarged(text: str, found: Sequence[Token], parts: tuple[str, ...]) -> Iterator[NameHit]:
    """The name with a middle name or initial that the author does not write, or with an ending of the language around it."""
    size = len(parts)
    for i, token in enumerate(found[: max(0, len(found) - size + 1)] if size > 1 else ()):
        if token.word != parts[0] or not text[token.start].isupper():
            continue
        last = found[i + size - 1]
        if [each.word for each in found[i + 1 : i + size - 1]] == list(parts[1:-1]) and "\n" not in text[token.start : last.end]:
            ending = last.word.removeprefix(parts[-1])
            if ending in _ENDINGS and last.word != ending and _is_free(text, token.start, last.end):
                yield NameHit(token.start, last.end, INFLECTED)
            if not ending and re.match(r"-[^\W\d_a-z]", text[last.end : last.end + 2]):
                yield NameHit(token.start, last.end, "with a second surname")
        row = found[i + 1 : i + size + 1]
        is_whole = len(row) == size and [each.word for each in row[1:]] == list(parts[1:])
        if is_whole and text[row[0].start].isupper() and re.fullmatch(r"[^\S\n]\S+(?:[^\S\n]|(?<=-))", text[token.end : row[1].start]):
            yield NameHit(token.start, row[-1].end, ADDED if text[row[1].start - 1] != "-" else "with a second surname")


def _touching(text: str, author: Author) -> Iterator[NameHit]:
    """The name where Chinese, Japanese or Korean words begin and end at it, or with their dot between its parts."""
    if _UNSPACED.search(text):
        for name in (author.name, *author.aliases):
            shape = _BETWEEN.join(map(re.escape, name.split()))
            for match in re.finditer(rf"(?<![{_NO_LATIN}\d@.]){shape}(?![{_NO_LATIN}\d@])", text, re.IGNORECASE):
                yield NameHit(match.start(), match.end(), TOUCHING)


def _turned(text: str, found: Sequence[Token], parts: tuple[str, ...]) -> Iterator[NameHit]:
    """The surname first without a comma: usual in some languages, another person in others."""
    if len(parts) > 1:
        for hit in _stands_at(text, found, (parts[-1], *parts[:-1])):
            if "," not in text[hit.start : hit.end]:
                yield hit._replace(note=TURNED)


def _beginning(found: Sequence[Token], size: int, fits: Callable[[str], bool]) -> list[int]:
    """Return where a row of `size` words stands whose first word fits; what is asked of a word is asked once."""
    fitting = {word for word in {token.word for token in found} if fits(word)}
    return [i for i, token in enumerate(found[: max(0, len(found) - size + 1)]) if token.word in fitting] if fitting else []


def _masked(text: str, found: Sequence[Token], parts: tuple[str, ...]) -> Iterator[NameHit]:
    """The name in letters of another alphabet that look the same."""
    bare = tuple(unmask(part) for part in parts)
    for i in _beginning(found, len(parts), lambda word: unmask(word) == bare[0]):
        row = found[i : i + len(parts)]
        if (
            tuple(unmask(token.word) for token in row) == bare
            and tuple(token.word for token in row) != parts
            and _is_free(text, row[0].start, row[-1].end)
        ):
            yield NameHit(row[0].start, row[-1].end, MASKED)


def _transliterated(text: str, found: Sequence[Token], author: Author) -> Iterator[NameHit]:
    """The name in another alphabet, sound by sound, where the terms list no such form."""
    bones = [skeleton(part) for part in author.name.split()]
    if len("".join(bones)) <= MIN_BONES:
        return
    for i in _beginning(found, len(bones), lambda word: (not word.isascii() or word.isdigit()) and skeleton(word) == bones[0]):
        row = found[i : i + len(bones)]
        is_foreign = not any("a" <= c <= "z" for token in row for c in token.word)
        if is_foreign and [skeleton(token.word) for token in row] == bones:
            yield NameHit(row[0].start, row[-1].end, TRANSLITERATED)


def _misspelt(text: str, found: Sequence[Token], parts: tuple[str, ...]) -> Iterator[NameHit]:
    whole = " ".join(parts)
    if len(whole) < _LEAST_MISSPELT:
        return
    for size in (len(parts) + 1, len(parts) + 2):  # "Zoë Vander Meer", "Zoë Van der Meer"
        for i in _beginning(found, size, "".join(parts).startswith):
            start, end = found[i].start, found[i + size - 1].end
            is_whole = "".join(token.word for token in found[i : i + size]) == "".join(parts) and "\n" not in text[start:end]
            if is_whole and text[start].isupper() and _is_free(text, start, end):
                yield NameHit(start, end, "misspelt")
    for i in _beginning(found, len(parts), lambda word: word[0] == whole[0]):
        row = found[i : i + len(parts)]
        written = " ".join(token.word for token in row)
        if written != whole and 0 < Levenshtein.distance(written, whole, score_cutoff=_MAX_TYPOS) <= _MAX_TYPOS:
            start, end = row[0].start, row[-1].end
            if "\n" not in text[start:end] and _is_free(text, start, end) and min(len(part) for part in parts) > _MAX_TYPOS:
                yield NameHit(start, end, "misspelt")


def _surnames(text: str, found: Sequence[Token], parts: tuple[str, ...]) -> Iterator[NameHit]:
    if len(parts) < 2:
        return
    for i, token in enumerate(found):
        if token.word == parts[-1] and _is_free(text, token.start, token.end) and text[token.start].isupper():
            before = found[i - 1] if i else None
            if before and before.word == parts[0][0]:
                yield NameHit(before.start, token.end, INITIAL)
            elif not (before and before.word in parts):
                yield NameHit(token.start, token.end, "surname only")


def is_same_person(name: str, author: Author) -> bool:
    """Tell whether a byline's name is the author's, in any spelling that counts.

    >>> is_same_person("BONNY, Remy", Author(name="Rémy Bonny"))
    True
    """
    return sorted(words(name)) in [sorted(words(known)) for known in (author.name, *author.aliases)]


def ends_in_name(phrase: str, author: Author) -> bool:
    """Tell whether a phrase ends in the author's name.

    >>> ends_in_name("a text by Remy Bonny", Author(name="Rémy Bonny"))
    True
    """
    said = words(phrase)
    return any(said[-len(known) :] == known for known in map(words, (author.name, *author.aliases)))
