"""Names whose accented letters were lost on the way: in a wrong encoding, in an escape, or beside their accents."""

from __future__ import annotations

import re

from attrcheck.kinds.names import NameHit
from attrcheck.model import Author
from attrcheck.text import fold, words

# One letter in a wrong encoding: one to three characters above ASCII (UTF-8 read as Windows-1252 gives two or three, Mac Roman one), a
# question mark, or a reference that was escaped twice.
_GARBLED = r"(?:[^\x00-\x7f]{1,3}|\?|&(?:amp;)?#?\w{2,8};|(?:[=%][0-9a-f]{2}){1,2}|\\u[0-9a-f]{4})"
# Accents that programs put beside their letter.
_ACCENTS = "\u00a8\u00b4`^\u02c6~\u02dc\u00b8\u02da\u02c7"


def garbled_names(text: str, author: Author) -> list[NameHit]:
    """Return where the name stands with its accented letters garbled by a wrong encoding ("RÃ©my", "RŽmy")."""
    hits = []
    for name in (author.name, *author.aliases):
        if name.isascii() or not any(c.isascii() and c.isalpha() for c in name):
            continue
        shape = "".join(re.escape(c) if c.isascii() else _garbled(c) for c in name)
        for match in re.finditer(rf"(?<!\w){shape}(?!\w)", text, re.IGNORECASE):
            if words(match.group()) != words(name):
                hits.append(NameHit(match.start(), match.end(), "garbled by a wrong encoding"))
    return hits


def _garbled(letter: str) -> str:
    """Return an expression for what becomes of an accented letter."""
    plain = re.escape(fold(letter))
    return rf"(?:{_GARBLED}|[{_ACCENTS}]{plain}|{plain}[{_ACCENTS}])"
