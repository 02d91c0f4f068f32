"""The text that the walk may read of an element, more than BeautifulSoup gives of it."""

from __future__ import annotations

from bs4 import NavigableString, Tag

from attrcheck.reading.skimming import text_of


def every_text(element: Tag) -> str:
    """Return all text in an element: also what stands in templates, and in the documents that its frames carry in an attribute."""
    frames = [element, *element.find_all("iframe")]
    inside = (text_of(str(frame.get("srcdoc", ""))) for frame in frames)
    return "".join([*(each for each in element.descendants if isinstance(each, NavigableString)), *inside])
