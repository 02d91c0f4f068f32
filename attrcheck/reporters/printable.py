"""Text from pages made safe for terminals: no control characters, no marks that turn the writing direction around."""

from __future__ import annotations

import re

# C0 and C1 controls (escape sequences), line and paragraph separators, bidirectional embeddings, overrides and isolates.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")


def printable(text: str) -> str:
    """Return the text on one line, without anything that a terminal would obey.

    >>> printable("a\\x1b[31mb\\nc")
    'a [31mb c'
    """
    return _UNPRINTABLE.sub(" ", text)
