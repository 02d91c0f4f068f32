"""The document that a frame holds in its own attribute."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from itertools import islice

from attrcheck.model import Link, Passage, Visibility
from attrcheck.reading.frame import Frame
from attrcheck.reading.skimming import text_of
from attrcheck.reading.visibility import worse

# Of a document inside a frame: an article has a tenth of that, and a credit few links.
_LONGEST, _MAX_LINKS = 200_000, 100
# Read without a parser, as its text is: a page may hold thousands of frames.
_LINK = re.compile(r"<a\s[^<>]*?\bhref\s*=\s*[\"']?([^\"'\s<>]{1,2000})", re.IGNORECASE)


def inner_document(frame: Frame, doubled_ids: frozenset[str]) -> Iterator[Passage]:
    """Yield the text and the links of a frame's own document as one passage: how much of it the frame shows is not known."""
    markup = frame.tag.attrs.get("srcdoc", "")[:_LONGEST]
    text = text_of(markup)
    locator = frame.path(doubled_ids)
    urls = [unescape(found[1]) for found in islice(_LINK.finditer(markup), _MAX_LINKS)]
    if text or urls:
        yield Passage(
            text=text,
            locator=locator,
            visibility=worse(frame.visibility, Visibility.UNKNOWN),
            hidden_by=frame.hidden_by or f"in a document of its own inside a frame on {locator}",
            links=tuple(Link(url=url, start=len(text), end=len(text)) for url in urls),
        )
