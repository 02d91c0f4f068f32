"""The text of a piece of markup that a network hands out, with the links in it: posts come as HTML."""

from __future__ import annotations

from attrcheck.model import Link


def snippet(html: str) -> tuple[str, tuple[Link, ...]]:
    """Return the visible text of some markup in one string, paragraphs on lines of their own, and its links with offsets in that text."""
    raise NotImplementedError
