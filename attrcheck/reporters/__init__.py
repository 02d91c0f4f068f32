"""Report -> text: one module for each format, and the one list of them; none opens a file."""

from __future__ import annotations

from collections.abc import Callable

from attrcheck.model import Report
from attrcheck.reporters import json, plain

REPORTERS: dict[str, Callable[[Report], str]] = {
    "json": json.render,
    "txt": plain.render,
}

__all__ = ["REPORTERS"]
