"""GitHub's workflow commands: an annotation at the line of the list that names the page. GitHub shows ten of each sort a step."""

from __future__ import annotations

from collections.abc import Iterator

from attrcheck.model import AnyReport, Finding, Level, Outcome
from attrcheck.reporters.printable import printable
from attrcheck.reporters.rows import location, message, needs_attention, rows

_COMMANDS = {Level.MUST: "error", Level.SHOULD: "warning", Level.MAY: "notice"}


def render(report: AnyReport) -> Iterator[str]:
    """Yield a command for each finding that failed or is open."""
    for target, finding in rows(report):
        if needs_attention(finding):
            where = location(report, target)
            accepted = ", waived" if finding.waiver else ""
            title = f"{finding.requirement} in {finding.place}: {finding.outcome}{accepted}"
            properties = f"file={_property(where.file)},line={where.line},title={_property(title)}"
            yield f"::{_command(finding)} {properties}::{_message(message(target, finding))}\n"


def _command(finding: Finding) -> str:
    return _COMMANDS[finding.level] if finding.outcome is Outcome.FAILED and not finding.waiver else "notice"


def _message(text: str) -> str:
    # As @actions/core escapes: a percent sign first, then what would end the line.
    return printable(text).replace("%", "%25")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
