"""Plain text: for pipes, files and mail."""

from __future__ import annotations

from attrcheck.model import Report
from attrcheck.reporters.outline import outline


def render(report: Report) -> str:
    """Return the report as plain text."""
    return "".join(f"{' ' * line.indent}{line.text}\n" for line in outline(report))
