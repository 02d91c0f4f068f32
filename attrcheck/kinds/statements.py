"""Statements of a page's markup as evidence."""

from __future__ import annotations

from collections.abc import Iterable

from attrcheck.model import Evidence, Metadatum

# Evidence shown for one finding, and its length: the first words of a statement tell which it is.
_MAX_EVIDENCE, _MAX_QUOTE = 3, 200


def quoted(entries: Iterable[Metadatum]) -> tuple[Evidence, ...]:
    """Return the first statements as evidence, each once."""
    found = dict.fromkeys(Evidence(quote=f"{entry.name}: {entry.value[:_MAX_QUOTE]}", locator=entry.locator) for entry in entries)
    return tuple(found)[:_MAX_EVIDENCE]
