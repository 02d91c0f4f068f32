"""Report -> text: one module for each format, and the one list of them; none opens a file.

A report may hold more pages than memory does, so a reporter goes over its targets and yields the text in pieces.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from attrcheck.model import AnyReport
from attrcheck.reporters import json, plain

Reporter = Callable[[AnyReport], Iterator[str]]

REPORTERS: dict[str, Reporter] = {
    "json": json.render,
    "txt": plain.render,
}

__all__ = ["REPORTERS", "Reporter"]
