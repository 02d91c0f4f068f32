"""JSON Lines: the report without its targets in the first line, then a target a line; for programs that read as they go."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from attrcheck.model import AnyReport, Value
from attrcheck.reporters.json import without_targets

# Line ends for some readers, Python's str.splitlines among them, that JSON leaves bare inside strings.
_LINE_ENDS = {ord(end): f"\\u{ord(end):04x}" for end in "\x85\u2028\u2029"}


def render(report: AnyReport) -> Iterator[str]:
    """Yield the lines."""
    yield _line(without_targets(report))
    yield from map(_line, report.targets)


def _line(value: Value) -> str:
    return msgspec.json.encode(value).decode().translate(_LINE_ENDS) + "\n"
