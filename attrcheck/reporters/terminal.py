"""Coloured text for a terminal."""

from __future__ import annotations

import io
from collections.abc import Iterator

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from attrcheck.model import AnyReport, Outcome, Verdict
from attrcheck.reporters.outline import outline

_STYLES: dict[str, str] = {
    "title": "bold",
    Verdict.COMPLIANT: "bold green",
    Verdict.VIOLATION: "bold red",
    Verdict.UNDETERMINED: "bold yellow",
    Verdict.NOT_A_REUSE: "dim",
    Outcome.PASSED: "green",
    Outcome.FAILED: "red",
    Outcome.CANNOT_TELL: "yellow",
    Outcome.UNTESTED: "yellow",
    Outcome.INAPPLICABLE: "dim",
    "quote": "italic",
    "remedy": "cyan",
    "waiver": "magenta",
}


def render(report: AnyReport, width: int) -> Iterator[str]:
    """Yield the report with colours, wrapped at `width` columns. Text of pages is never read as markup."""
    file = io.StringIO()
    console = Console(file=file, force_terminal=True, width=width, highlight=False, emoji=False, markup=False)
    for line in outline(report):
        console.print(Padding(Text(line.text, style=_STYLES.get(line.style, "")), (0, 0, 0, line.indent)))
        yield file.getvalue()
        file.seek(0)
        file.truncate()
