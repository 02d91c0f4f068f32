"""Plain text: for pipes, files and mail."""

from __future__ import annotations

from collections.abc import Iterator

from attrcheck.model import AnyReport
from attrcheck.reporters.outline import outline


def render(report: AnyReport) -> Iterator[str]:
    """Yield the report as plain text, line by line."""
    return (f"{' ' * line.indent}{line.text}\n" for line in outline(report))
