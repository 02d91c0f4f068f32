"""The words of a page without its tree: what the first look reads instead of what `read` makes, at a tenth of the cost.

The text is what the walk gathers, in the same order, and sometimes more (attributes that hold a `>`, parts of nested drawings), never
less: a first look may send a page on for nothing, but must not overlook a passage. No parser is asked; every expression is linear.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

from attrcheck.model import Value
from attrcheck.reading.decode import REPLACEMENT, decode

# What the walk passes over with all it holds and what may be long; the first end tag ends it, so nested ones leave some text behind.
# Elements that are never closed stay, because a parser decides where those end.
_DROPPED = re.compile(
    rb"<(?:!--.*?-->|script\b.*?</script\s*>|style\b.*?</style\s*>|(?:t(?:emplate|extarea)|svg|math|iframe|object|select)\b.*?</"
    rb"(?:t(?:emplate|extarea)|svg|math|iframe|object|select)\s*>)",
    re.DOTALL | re.IGNORECASE,
)
_INLINE = (
    rb"/?(?:a|abbr|acronym|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|ins|kbd|label|mark|nobr|q|s|samp|small|span|strike|strong|sub|sup|"
    rb"time|tt|u|var|wbr)\b[^<>]*>"
)
# Tags inside a word, bytes of a letter on both sides: "R<b>é</b>my" is one word, as for the walk.
_IN_WORD = re.compile(
    rb"<(?<=[A-Za-z0-9\x80-\xff]<)" + _INLINE + rb"(?:<" + _INLINE + rb")*+(?=[A-Za-z0-9\x80-\xff&])",
    re.IGNORECASE,
)
_TAG = re.compile(rb"<[a-zA-Z/!?][^>]*>")
_NOSCRIPT = re.compile(rb"<noscript\b.*?</noscript\s*>", re.DOTALL | re.IGNORECASE)
_LOWER, _UPPER, _DIGIT = (frozenset(range(first, last + 1)) for first, last in (b"az", b"AZ", b"09"))


class Skimmed(Value, frozen=True, kw_only=True):
    """The running text of a page; `unscripted` is what stands in <noscript>, also in `text`; `note` is what was odd about its encoding."""

    text: str
    unscripted: str = ""
    note: str | None = None


def skim(body: bytes, headers: Sequence[tuple[str, str]] = ()) -> Skimmed:
    """Return the text of a captured page without parsing it; never raises.

    >>> skim(b"<p>By R<b>&eacute;</b>my</p><script>x</script><p>2&nbsp;words</p>").text.split()
    ['By', 'Rémy', '2', 'words']
    """
    decoded = decode(body, headers)
    # Most pages are UTF-8, and valid.
    is_plain = decoded.encoding == "utf-8" and decoded.note is None and REPLACEMENT not in decoded.text
    markup = _DROPPED.sub(b" ", body if is_plain else decoded.text.encode("utf-8", "replace"))
    unscripted = b" ".join(_NOSCRIPT.findall(markup))
    return Skimmed(text=_text(markup), unscripted=_text(unscripted), note=decoded.note)


def is_garbled(skimmed: Skimmed) -> bool:
    """Tell whether characters could not be decoded: whether that is much of the page is for `read` to say."""
    return REPLACEMENT in skimmed.text


def _text(markup: bytes) -> str:
    joined = _IN_WORD.sub(_between, markup)
    # The commonest references, at the speed of a search; "&amp;nbsp;" shows as "&nbsp;", whose only word is the same.
    plain = _TAG.sub(b" ", joined).replace(b"&nbsp;", b" ").replace(b"&amp;", b" ")
    # White space is half of what is left, and every later step would look at it.
    text = b" ".join(plain.split()).decode("utf-8", "replace")
    return unescape(text) if "&" in text else text


def _between(tags: re.Match[bytes]) -> bytes:
    """Return what divides the two letters around some tags: nothing, or a space between "Bonny" and "Political", as the walk has it."""
    left, right = tags.string[tags.start() - 1], tags.string[tags.end()]
    divides = left not in _DIGIT and right in _DIGIT
    return b" " if divides or (right in _UPPER and left not in _UPPER) else b""
