"""Words of running text, compared the way a reader compares them: pure functions, no idea of pages or terms."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from functools import lru_cache, partial
from typing import NamedTuple

# Characters that a reader never sees and that editors, CMSs and copy protection put inside words: soft hyphen, combining grapheme
# joiner, Arabic letter mark, Mongolian vowel separator, zero-width space to right-to-left mark, word joiner and invisible operators,
# byte order mark.
INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u2060-\u2064\ufeff"
# A word: letters and digits, with combining marks (decomposed accents) and invisible characters inside it. Possessive: linear, and no
# memory for ways back.
_WORD = re.compile(rf"[^\W_](?:[^\W_]++|[\u0300-\u036f{INVISIBLE}]++)*+")
_ASCII_WORD = re.compile(r"[a-z0-9]+")
_NOT_SEEN = re.compile(rf"[{INVISIBLE}]+")
_SPACE = re.compile(r"\s+")
# More marks on one letter than any language writes (Unicode UAX 15, Stream-Safe Text Format); sorting longer runs is quadratic.
_MAX_MARKS = 30
# Put into a text where two elements meet inside what looks like one word ("Bonny" in one, "journalist" in the next): invisible separator.
BORDER = "\u2063"

# Cyrillic and Greek letters drawn like Latin ones (Unicode TR39 confusables, the lower-case letters of fonts in common use),
# after folding: lower case and without accents.
_LOOKALIKES = str.maketrans("асеорхуіјѕһԁԛԝкмтнвгαορνιτκυχε", "aceopxyijshdqwkmthbraopvitkuxe")

# Cyrillic to Latin, coarse: only consonants are kept afterwards, so vowels need no care (ISO 9 with digraphs as English spells them).
_LATIN = str.maketrans(
    {"б": "b", "в": "v", "г": "g", "ғ": "g", "д": "d", "ж": "z", "з": "z", "к": "k", "қ": "k", "л": "l", "м": "m", "н": "n", "ң": "n"}
    | {"п": "p", "р": "r", "с": "s", "т": "t", "ф": "f", "х": "k", "ц": "ts", "ч": "k", "ш": "s", "щ": "s", "һ": "k", "ґ": "g"}
)
# Letters that one name exchanges between spellings (Nursultan/Noursoultan, Yelkeyev/Jelkejew, Kazakh/Qazaq): one sign for each sound.
_SOUNDS = (
    ("sch", "s"),
    ("tch", "k"),
    ("ch", "k"),
    ("sh", "s"),
    ("kh", "k"),
    ("zh", "z"),
    ("th", "t"),
    ("ph", "f"),
    ("ck", "k"),
    ("x", "ks"),
)
_ONE_SOUND = str.maketrans({"q": "k", "c": "k", "w": "v", "j": "y", "z": "s", "f": "v", "h": ""})
_NOT_CONSONANT = re.compile(r"[^bcdfgklmnpqrstvxz0-9]")
_DOUBLED = re.compile(r"(.)\1+")

# Names, titles and words are short; longer texts would fill the caches with what one page holds.
_MAX_CACHED = 200
# The longest words of agglutinating languages have about 50 letters; what is longer is data, and its start will do.
_MAX_WORD = 100


# Pieces of text that are kept from page to page, at most; 30 MB. Longer ones are no words of a language with spaces.
_MOST_SPELLINGS = 200_000
_LONGEST_KEPT = 40


class Token(NamedTuple):
    """One word: folded, with its place in the original text."""

    word: str
    start: int
    end: int


# What Token() does, without its call for each word.
_token: Callable[[tuple[str, int, int]], Token] = partial(tuple.__new__, Token)


class Pieces:
    """Cuts a whole page at bytes that end a word, at the speed of a search: ASCII ones that are neither letters, digits nor `inside`.

    With `is_lower` ASCII letters come in lower case; characters beyond ASCII stay as they are, whether they end a word or not.
    """

    def __init__(self, inside: str = "", *, is_lower: bool = False) -> None:
        """Make the table; `inside` is ASCII."""
        stays = (chr(byte) if byte > 127 or chr(byte).isalnum() or chr(byte) in inside else " " for byte in range(256))
        table = "".join(stays).encode("latin-1")
        self._table = table.lower() if is_lower else table

    def __call__(self, text: str) -> list[bytes]:
        """Return the pieces of a text in order, in UTF-8.

        >>> Pieces("'")("It's “new”,yes")
        [b"It's", b'\\xe2\\x80\\x9cnew\\xe2\\x80\\x9d', b'yes']
        """
        return text.encode("utf-8", "surrogatepass").translate(self._table).split()


class _Spellings(dict[bytes, str]):
    """The words of a piece as they are compared, one a line, kept from page to page: a language has few words, and a list few languages."""

    def __missing__(self, piece: bytes) -> str:
        if len(self) > _MOST_SPELLINGS:
            self.clear()
        found = _WORD.findall(piece.decode("utf-8", "surrogatepass"))
        spelling = "\n".join(unmask(fold(word[:_MAX_WORD])) for word in found)
        if len(piece) <= _LONGEST_KEPT:
            self[piece] = spelling
        return spelling


class _Folds(dict[str, str]):
    """The words of one text, each folded once and kept once."""

    def __missing__(self, word: str) -> str:
        start = word[:_MAX_WORD]
        self[word] = folded = start.lower() if start.isascii() else fold(start)
        return folded


_spellings = _Spellings()
_pieces = Pieces(is_lower=True)


def fold(text: str) -> str:
    """Return the text as a reader compares it: no case, accents, ligatures or invisible characters.

    >>> fold("Ré\\u00admy BONNY"), fold("Re\\u0301my"), fold("ﬁnd Straße")
    ('remy bonny', 'remy', 'find strasse')
    """
    if text.isascii():
        return text.lower()
    return _folded(text) if len(text) <= _MAX_CACHED else _folded.__wrapped__(text)


@lru_cache(maxsize=65_536)
def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", _NOT_SEEN.sub("", text))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def tokens(text: str) -> list[Token]:
    """Return the words of a text in order.

    >>> [token.word for token in tokens("It’s “Rémy\\u00a0Bonny”, 2nd_try")]
    ['it', 's', 'remy', 'bonny', '2nd', 'try']
    """
    folded = _Folds()
    if text.isascii():
        # Most words of most pages, at a third of the cost: lower case keeps every offset.
        return [_token((folded[m.group()], *m.span())) for m in _ASCII_WORD.finditer(text.lower())]
    # A few letters, such as half-width sound marks, fold to nothing and are no word alone.
    return [_token((word, *m.span())) for m in _WORD.finditer(text) if (word := folded[m.group()])]


def words(text: str) -> tuple[str, ...]:
    """Return the folded words of a text: those of its tokens, at half the cost."""
    return _words(text) if len(text) <= _MAX_CACHED else _words.__wrapped__(text)


@lru_cache(maxsize=8_192)
def _words(text: str) -> tuple[str, ...]:
    if text.isascii():
        return tuple(word[:_MAX_WORD] for word in _ASCII_WORD.findall(text.lower()))
    folded = _Folds()
    return tuple(found for word in _WORD.findall(text) if (found := folded[word]))


def find_spellings(text: str) -> list[str]:
    """Return the words of a text folded and unmasked: for a whole page at once, from a cache that lasts over pages.

    >>> find_spellings("It’s Réмy")
    ['it', 's', 'remy']
    """
    return list(filter(None, "\n".join(map(_spellings.__getitem__, _pieces(text))).split("\n")))


def unseen_removed(text: str) -> str:
    """Return the text without the characters that a reader never sees.

    >>> unseen_removed("a\\u00adb\\u200b")
    'ab'
    """
    return text if text.isascii() else _NOT_SEEN.sub("", text)


def composed(text: str) -> str:
    """Return the text with accents joined to their letters (NFC), in linear time.

    >>> composed("Re\\u0301my")
    'Rémy'
    """
    if text.isascii():
        return text
    kept, run = [], 0
    for character in text:
        run = run + 1 if unicodedata.combining(character) else 0
        if run <= _MAX_MARKS:
            kept.append(character)
    return unicodedata.normalize("NFC", "".join(kept))


def unmask(word: str) -> str:
    """Return a folded word with letters of other alphabets replaced by the Latin ones they are drawn like.

    >>> unmask("bоnny") == "bonny", unmask("bonny")
    (True, 'bonny')
    """
    return word if word.isascii() else word.translate(_LOOKALIKES)


def squeeze(text: str) -> str:
    """Return the text with runs of white space as one space, none at the ends, and without marks of element borders.

    >>> squeeze("  a\\u00a0\\n b ")
    'a b'
    """
    return _SPACE.sub(" ", text.replace(BORDER, "")).strip()


def excerpt(text: str, start: int, end: int, around: int = 60, within: tuple[int, int] | None = None) -> str:
    """Return a quote of `text` around the span, cut at word borders and marked with … where it was cut.

    The quote stays inside the span `within`, by default the whole text.

    >>> excerpt("one two three four five", 8, 13, around=5)
    '… two three …'
    """
    first, last = within or (0, len(text))
    left, right = max(first, start - around), min(last, end + around)
    if left > first:
        left = min(start, text.find(" ", left, start) + 1 or start)
    if right < last:
        right = max(end, text.rfind(" ", end, right))
    return ("… " if left > first else "") + squeeze(text[left:right]) + (" …" if right < last else "")


def is_date(text: str) -> bool:
    """Tell whether a text is a day like 2019-08-24.

    >>> is_date("2019-08-24"), is_date("24.8.2019")
    (True, False)
    """
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def find_words(haystack: list[Token], needle: tuple[str, ...], start: int = 0) -> int:
    """Return the index of the first token at or after `start` where the needle's words stand in a row, or -1.

    >>> find_words(tokens("by Rémy Bonny"), ("remy", "bonny"))
    1
    """
    size = len(needle)
    if size:
        for i in range(start, len(haystack) - size + 1):
            if haystack[i].word == needle[0] and all(haystack[i + k].word == needle[k] for k in range(1, size)):
                return i
    return -1


@lru_cache(maxsize=4096)
def skeleton(word: str) -> str:
    """Return the consonants of a name in one spelling, or the digits of a number.

    >>> skeleton("Nursultan") == skeleton("Noursoultan") == skeleton("Нурсултан")
    True
    >>> skeleton("Yelkeyev") == skeleton("Jelkejew")
    True
    """
    if word[:1].isdigit():
        return "".join(c for c in word if c.isdigit())
    folded = fold(word).translate(_LATIN)
    for spelling, sound in _SOUNDS:
        folded = folded.replace(spelling, sound)
    return _DOUBLED.sub(r"\1", _NOT_CONSONANT.sub("", folded.translate(_ONE_SOUND)))
