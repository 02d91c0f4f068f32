"""Words in which a name or a job title may stand so that nobody here can say whether it does: other letters, other languages.

What a Georgian or a Chinese page calls the author, and what a Turkish one calls a political scientist, is for a person to judge.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

from attrcheck.kinds.names import LOOKS_RIGHT, near_names
from attrcheck.kinds.other_credits import BY_WORDS
from attrcheck.kinds.sounds import may_name
from attrcheck.kinds.standing import Text, Weight, standing
from attrcheck.model import Author, Conclusion, Evidence, Origin, Outcome, Passage, Role, Work
from attrcheck.text import excerpt, words
from attrcheck.urls import handles_in, profile_of

# Alphabets whose words are compared with Latin ones, by their stems or consonants; and writing without spaces, in which four characters
# make a title or a name.
_COMPARED = frozenset({"LATIN", "CYRILLIC"})
_WITHOUT_SPACES = frozenset({"CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR"})
_FOREIGN_WORDS, _FOREIGN_CHARACTERS = 2, 4
# A passage with fewer words beside the name is nothing but the name: its title stands in the next one.
_NAME_ALONE = 3
# Words of a line that may say who wrote the text, or of a first paragraph that does; and characters of it that are shown.
_MAX_WORDS, _LONGEST_LINE, _SHOWN = 60, 1_000, 120
# Fewer words beside a name are a place or a label, and little ones no title. Of two texts in one language the shorter shares a third of its
# words with a longer one.
_TITLE_WORDS, _LONG_WORD, _SAME_LANGUAGE = 2, 4, 1 / 3
# One word of so many letters is a title that other languages write in several: "Flusshistorikerin".
_COMPOUND = 14
# What ends what is said beside a name: a bar, a dot in the middle of the line, the end of a sentence or a line, a date, an address.
_ENDS = re.compile(r"[|•·\n]|[.!?](?=\s)|\d+|https?:")
_MOST_NAMES = 100


def unread(conclusion: Conclusion, found: Evidence | None, why: str) -> Conclusion:
    """Return a failure as what cannot be told, where something was found that nobody here can compare; `why` goes on with the reason."""
    if found is None:
        return conclusion
    evidence = (found, *conclusion.evidence)
    return Conclusion(outcome=Outcome.CANNOT_TELL, reason=f"{conclusion.reason}; {why}", evidence=evidence, remedy=conclusion.remedy)


def line_in_other_letters(text: Text, author: Author) -> Evidence | None:
    """Return a line of the reuser's own that, in letters that are compared with none, sounds as if it held the author's name."""
    return next((_shown(text.passages[number]) for number in _lines_in_other_letters(text, author)), None)


def _lines_in_other_letters(text: Text, author: Author) -> Iterator[int]:
    """Yield the numbers of such lines."""
    if text.joined.isascii():
        return
    for number, each in enumerate(text.passages):
        is_line = not each.text.isascii() and len(words(each.text)) <= _MAX_WORDS
        if is_line and _is_usable(each) and is_foreign(each.text) and may_name(each.text, author):
            yield number


def words_beside_name(text: Text, work: Work, language: str | None) -> Evidence | None:
    """Return words beside the author's name that nobody here can compare with a job title. `language` is the one that the page declares."""
    is_translated = bool(language and work.language and language[:2].lower() != work.language[:2].lower())
    if text.joined.isascii() and not is_translated:
        return None
    own = words(work.author.name)
    first = set(_naming(text, work.author))
    alone = {number + 1 for number in first if len(words(text.passages[number].text)) < len(own) + _NAME_ALONE}
    beside = sorted(first | {number for number in alone if number < len(text.passages)})
    known = frozenset(words(work.title)).union(*(words(each.text) for each in text.passages if each.origin is Origin.WORK))
    for passage in (text.passages[number] for number in beside):
        if _is_usable(passage) and (is_foreign(passage.text) or (is_translated and _may_be_title(passage, own, known))):
            return _shown(passage)
    return None


def _naming(text: Text, author: Author) -> Iterator[int]:
    """Yield the numbers of the passages that name the author, or may: in other letters or with an ending."""
    names = [*text.names(author)] or [hit for hit in near_names(text.joined, text.tokens, author) if hit.note in LOOKS_RIGHT]
    counting = (hit for hit in names if text.hit(hit.start, hit.end).standing.weight is Weight.COUNTS)
    # A hostile page names the author a thousand times.
    found = list(dict.fromkeys(text.number_at(hit.start) for hit in islice(counting, _MOST_NAMES)))
    yield from found or islice(_lines_in_other_letters(text, author), 1)


def _may_be_title(passage: Passage, name: tuple[str, ...], known: frozenset[str]) -> bool:
    """Tell whether a line says more beside the name, or at its start, than accounts and dates, and not in the language of the work."""
    if len(passage.text) > _LONGEST_LINE:
        return False
    said = passage.text
    accounts = [(link.start, link.end) for link in passage.links if profile_of(link.url)]
    for start, end in (*accounts, *((mention.start, mention.end) for mention in handles_in(said))):
        said = said[:start] + " " * (end - start) + said[end:]
    pieces = [words(piece) for piece in _ENDS.split(said)]
    piece = next((piece for piece in pieces if set(name) <= set(piece)), pieces[0])
    own = [word for word in piece if word not in name and word not in BY_WORDS]
    is_long = sum(len(word) >= _LONG_WORD for word in own) >= _TITLE_WORDS or any(len(word) >= _COMPOUND for word in own)
    return is_long and sum(word in known for word in own) < _SAME_LANGUAGE * len(own)


def _is_usable(passage: Passage) -> bool:
    """Tell whether a credit may stand in a passage."""
    return passage.role is not Role.HEADLINE and standing(passage).weight is Weight.COUNTS


def _shown(passage: Passage) -> Evidence:
    return Evidence(quote=excerpt(passage.text, 0, min(len(passage.text), _SHOWN)), locator=passage.locator)


def is_foreign(said: str) -> bool:
    """Tell whether a text has enough words for a title or a name in letters that are compared with none.

    >>> is_foreign("ავტორი: Anna Berg, მდინარის ისტორიკოსი"), is_foreign("ავტორი: Anna Berg"), is_foreign("文：Anna Berg")
    (True, False, False)
    """
    scripts = [(word, unicodedata.name(word[0], "").partition(" ")[0]) for word in words(said) if word[0].isalpha()]
    foreign = [word for word, script in scripts if script not in _COMPARED | _WITHOUT_SPACES]
    unspaced = sum(len(word) for word, script in scripts if script in _WITHOUT_SPACES)
    return len(foreign) >= _FOREIGN_WORDS or unspaced >= _FOREIGN_CHARACTERS
