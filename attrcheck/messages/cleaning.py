"""Text of pages, lists and terms made fit for messages: on one line, without anything that a mail program would obey, and bounded."""

from __future__ import annotations

from attrcheck.reporters.printable import printable
from attrcheck.reporters.rows import shortened
from attrcheck.text import squeeze

# The longest sentence or address of a message; the report has all of it.
MAX_SENTENCE = 300
# Joiners inside words of Persian and of Indian scripts, and inside one emoji: the only unprintable characters that a subject keeps.
_JOINERS = "\u200c\u200d"


def clean(text: str, most: int = MAX_SENTENCE) -> str:
    """Return a text on one line, without controls and marks of writing direction, of at most `most` characters.

    What is no character (half of a pair in a file's name) becomes a question mark, because a message is UTF-8.

    >>> clean("a\\r\\nBcc: b\\u202e\\ud800")
    'a Bcc: b ?'
    """
    # What is cut in the end need not be cleaned; a text that shrinks to less than a tenth is blanks and nothing else.
    begins = text[: 10 * most].encode("utf-8", "replace").decode()
    return shortened(squeeze(printable(begins)), most)


def header(text: str, most: int) -> str:
    """Return a text for a header: as `clean`, and without all other characters that nobody sees.

    >>> header("a\\u200fb\\ufeff\\u00adc\\nd", 9)
    'a b c d'
    """
    seen = "".join(character if character.isprintable() or character in _JOINERS else " " for character in text)
    return clean(seen, most)
