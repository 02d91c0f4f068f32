"""GitHub's workflow commands: an annotation at the line of the list that names the page. GitHub shows ten of each sort a step."""

from __future__ import annotations

from collections.abc import Iterator

from attrcheck.model import AnyReport, Finding, Level, Outcome
from attrcheck.reporters.printable import printable
from attrcheck.reporters.rows import duties, groups, location, message, shortened

# GitHub's interface for checks takes titles of 255 characters (docs.github.com, "Create a check run").
_MAX_TITLE = 200
_COMMANDS = {Level.MUST: "error", Level.SHOULD: "warning", Level.MAY: "notice"}


def render(report: AnyReport) -> Iterator[str]:
    """Yield a command for each finding that failed, and one for those of a page that are open for the same reason."""
    for target in report.targets:
        for group in groups(target):
            where = location(report, target)
            accepted = ", waived" if group[0].waiver else ""
            title = f"{shortened(duties(group), _MAX_TITLE)}: {group[0].outcome}{accepted}"
            properties = f"file={_property(where.file)},line={where.line},title={_property(title)}"
            yield f"::{_command(group[0])} {properties}::{_message(message(target, *group))}\n"


def _command(finding: Finding) -> str:
    return _COMMANDS[finding.level] if finding.outcome is Outcome.FAILED and finding.counts else "notice"


def _message(text: str) -> str:
    # As @actions/core escapes: a percent sign first, then what would end the line.
    return printable(text).replace("%", "%25")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
