"""JSON: the whole report, the contract for other programs (`attrcheck schema report` prints its schema)."""

from __future__ import annotations

import msgspec

from attrcheck.model import Report


def render(report: Report) -> str:
    """Return the report as indented JSON with a final line break."""
    return msgspec.json.format(msgspec.json.encode(report), indent=1).decode() + "\n"
