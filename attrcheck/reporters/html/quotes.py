"""Quotes with the words that decided marked, and both sides of a difference."""

from __future__ import annotations

import re
from typing import NamedTuple

from attrcheck.model import Change, Difference, Evidence
from attrcheck.reporters.rows import shortened

# The longest text of a page that is shown in one piece; the JSON report has all of it.
_MAX_QUOTE = 600
# Both sides in one text, as `Change.marked` writes them; what was cut off may have lost its closing mark.
_MARKED = re.compile(r"\[-(?P<work>.*?)(?:-\]|\Z)|\{\+(?P<page>.*?)(?:\+\}|\Z)", re.DOTALL)
# Differences inside a paragraph are read with the words around them; the others are whole passages of one side.
_INSIDE = (Difference.ALTERED, Difference.QUOTATION)


class Piece(NamedTuple):
    """A piece of a text, and whether it is marked."""

    text: str
    is_marked: bool = False


class Sides(NamedTuple):
    """A difference: what the work says and what the page says; empty where one of them has nothing."""

    work: tuple[Piece, ...]
    page: tuple[Piece, ...]


def parts(evidence: Evidence) -> tuple[Piece, ...]:
    """Return a quote in pieces, the words that decided marked. Offsets that do not fit mark nothing."""
    start, end, quote = evidence.start, evidence.end, evidence.quote
    if start is None or end is None or not 0 <= start < end <= min(len(quote), _MAX_QUOTE):
        return (Piece(shortened(quote, _MAX_QUOTE)),)
    pieces = (Piece(quote[:start]), Piece(quote[start:end], is_marked=True), Piece(shortened(quote[end:], _MAX_QUOTE)))
    return tuple(piece for piece in pieces if piece.text)


def sides(change: Change) -> Sides:
    """Return both sides of a difference, each with what only it has marked."""
    if change.sort in _INSIDE and change.marked:
        return Sides(tuple(_side(change.marked, "work")), tuple(_side(change.marked, "page")))
    is_marked = change.sort is not Difference.MOVED
    return Sides(_whole(change.work, is_marked=is_marked), _whole(change.page, is_marked=is_marked))


def _whole(text: str, *, is_marked: bool) -> tuple[Piece, ...]:
    return (Piece(shortened(text, _MAX_QUOTE), is_marked),) if text else ()


def _side(marked: str, side: str) -> list[Piece]:
    text = shortened(marked, _MAX_QUOTE)
    pieces, at = [], 0
    for found in _MARKED.finditer(text):
        pieces += [Piece(text[at : found.start()]), Piece(found[side] or "", is_marked=True)]
        at = found.end()
    pieces.append(Piece(text[at:]))
    return [piece for piece in pieces if piece.text]
