"""The words of a page without its tree: what the first look reads instead of what `read` makes, at a tenth of the cost.

The text is what the walk gathers, in the same order, and sometimes more (attributes that hold a `>`, parts of nested drawings), never
less: a first look may send a page on for nothing, but must not overlook a passage. No parser is asked; every expression is linear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape

from attrcheck.model import Value
from attrcheck.reading.bounds import refusal
from attrcheck.reading.decode import REPLACEMENT, decode

# What the walk passes over with all it holds and what may be long, and how each ends; the first end tag ends it, so nested ones leave some
# text behind. What never ends stays, because a parser decides where that is.
_ENDS = {name: re.compile(rb"</(?i:%b)\b" % name) for name in b"script style template textarea svg math iframe object select".split()}
_ENDS[b"!--"] = re.compile(rb"-->")
_BEGINS = re.compile(rb"<(!--|(?i:script|style|template(?![^<>]*shadowrootmode)|textarea|svg|math|iframe|object|select)\b)")
_SRCDOC = re.compile(rb"\bsrcdoc\s*+=\s*+(?:\"([^\"]++)|'([^']++))", re.IGNORECASE)
_NOSCRIPT_ENDS = {b"noscript": re.compile(rb"</(?i:noscript)\b")}
_NOSCRIPT_BEGINS = re.compile(rb"<((?i:noscript)\b)")
# Tags inside a word, bytes of a letter or a reference on both sides: "R<b>é</b>my" is one word, as for the walk.
_INLINE = (
    rb"/?(?i:a|abbr|acronym|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|ins|kbd|label|mark|nobr|q|s|samp|small|span|strike|strong|sub|sup|"
    rb"time|tt|u|var|wbr)\b[^<>]*+>"
)
_IN_WORD = re.compile(rb"<(?<=[A-Za-z0-9;\x80-\xff]<)" + _INLINE + rb"(?:<" + _INLINE + rb")*+(?=[A-Za-z0-9\x80-\xff&])")
# A tag; a ">" in a quoted value does not end it, unless there is a "<" as well. Looking no further than the next "<" keeps this linear.
_TAG = re.compile(rb"<[a-zA-Z/!?](?:(?:[^<>=]++|=\s*+(?:\"[^\"<]*+\"|'[^'<]*+')?+)*+>|[^>]*+>)")
_UPPER, _DIGIT = (frozenset(range(first, last + 1)) for first, last in (b"AZ", b"09"))


class Skimmed(Value, frozen=True, kw_only=True):
    """The running text of a page; `unscripted` is what stands in <noscript>, also in `text`; `note` is what was odd about its encoding."""

    text: str
    unscripted: str = ""
    note: str | None = None


def skim(body: bytes, headers: Sequence[tuple[str, str]] = ()) -> Skimmed:
    """Return the text of a captured page without parsing it, with a bracket left here and there; never raises.

    >>> skim(b"<p>By R<b>&eacute;</b>my</p><script>x</script><p>2&nbsp;words</p>").text.split()
    ['By', 'Rémy', '>', '2', 'words']
    """
    decoded = decode(body, headers)
    if refusal(decoded.text):
        # Nothing is known of such a page: without a word it is no page that a first look decides, and `read` says why it is not parsed.
        return Skimmed(text="", note=decoded.note)
    # Most pages are UTF-8, and valid.
    is_plain = decoded.encoding == "utf-8" and decoded.note is None and REPLACEMENT not in decoded.text
    markup = body if is_plain else decoded.text.encode("utf-8", "replace")
    running = _without(markup)
    unscripted = b" ".join(running[start:end] for start, end in _elements(running, _NOSCRIPT_BEGINS, _NOSCRIPT_ENDS))
    # Few pages have such frames, and to look for them letter by letter takes as long as all the rest.
    framed = _SRCDOC.finditer(markup) if b"srcdoc" in markup.lower() else ()
    inside = " ".join(text_of(unescape((value[1] or value[2]).decode("utf-8", "replace"))) for value in framed)
    return Skimmed(text=f"{_text(running)} {inside}".rstrip(), unscripted=_text(unscripted), note=decoded.note)


def text_of(markup: str) -> str:
    """Return the text of some markup, without its tags.

    >>> text_of("<p>By <b>Zoë</b></p>")
    'By Zoë'
    """
    return _text(_without(markup.encode("utf-8", "replace")))


def _without(markup: bytes) -> bytes:
    """Return the markup without what the walk passes over."""
    kept, at = [], 0
    for start, end in _elements(markup, _BEGINS, _ENDS):
        kept.append(markup[at:start])
        at = end
    return b" ".join((*kept, markup[at:]))


def _elements(markup: bytes, begins: re.Pattern[bytes], ends: Mapping[bytes, re.Pattern[bytes]]) -> Iterator[tuple[int, int]]:
    """Yield where elements begin and end, the end tag's bracket not counted; one that never ends is none, and is looked for only once."""
    endless = set()
    at = 0
    while begin := begins.search(markup, at):
        name = begin[1].lower()
        end = None if name in endless else ends[name].search(markup, begin.end())
        if end:
            yield begin.start(), end.end()
        else:
            endless.add(name)
        at = (end or begin).end()


def is_garbled(skimmed: Skimmed) -> bool:
    """Tell whether characters could not be decoded: whether that is much of the page is for `read` to say."""
    return REPLACEMENT in skimmed.text


def _text(markup: bytes) -> str:
    # Behind the last bracket no tag ends, and each would be looked for to the end of the page.
    last = markup.rfind(b">") + 1
    joined = _IN_WORD.sub(_between, markup[:last])
    # The commonest references, at the speed of a search; "&amp;nbsp;" shows as "&nbsp;", whose only word is the same.
    plain = (_TAG.sub(b" ", joined) + markup[last:]).replace(b"&nbsp;", b" ").replace(b"&amp;", b" ")
    # White space is half of what is left, and every later step would look at it.
    text = b" ".join(plain.split()).decode("utf-8", "replace")
    return unescape(text) if "&" in text else text


def _between(tags: re.Match[bytes]) -> bytes:
    """Return what divides the two letters around some tags: nothing, or a space between "Bonny" and "Political", as the walk has it."""
    left, right = tags.string[tags.start() - 1], tags.string[tags.end()]
    divides = left not in _DIGIT and right in _DIGIT
    return b" " if divides or (right in _UPPER and left not in _UPPER) else b""
