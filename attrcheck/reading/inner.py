"""The document that a frame holds in its own attribute."""

from __future__ import annotations

from collections.abc import Iterator

from bs4.exceptions import ParserRejectedMarkup

from attrcheck.model import Link, Passage, Visibility
from attrcheck.reading.frame import Frame
from attrcheck.reading.skimming import text_of
from attrcheck.reading.tree import parsed
from attrcheck.reading.visibility import worse

# Of a document inside a frame: an article has a tenth of that, and a credit few links.
_LONGEST, _MAX_LINKS = 200_000, 100


def inner_document(frame: Frame, doubled_ids: frozenset[str]) -> Iterator[Passage]:
    """Yield the text and the links of a frame's own document as one passage: how much of it the frame shows is not known."""
    markup = frame.tag.attrs.get("srcdoc", "")[:_LONGEST]
    text = text_of(markup)
    locator = frame.path(doubled_ids)
    try:
        elements = parsed(markup).elements
    except (ParserRejectedMarkup, AssertionError):
        elements = []
    urls = [url for element in elements if element.name == "a" and (url := element.attrs.get("href", "").strip())]
    if text or urls:
        yield Passage(
            text=text,
            locator=locator,
            visibility=worse(frame.visibility, Visibility.UNKNOWN),
            hidden_by=frame.hidden_by or f"in a document of its own inside a frame on {locator}",
            links=tuple(Link(url=url, start=len(text), end=len(text)) for url in urls[:_MAX_LINKS]),
        )
