"""GitLab's code quality report: what a merge request shows at the line of the list that names the page."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from attrcheck.identity import identity
from attrcheck.model import AnyReport, Finding, Level, Outcome, TargetReport
from attrcheck.reporters.printable import printable
from attrcheck.reporters.rows import location, message, needs_attention, rows, terms_of

_SEVERITIES = {Level.MUST: "major", Level.SHOULD: "minor", Level.MAY: "info"}


def render(report: AnyReport) -> Iterator[str]:
    """Yield the list of issues, as GitLab calls them, one a line."""
    before = "["
    for target, finding in rows(report):
        if needs_attention(finding):
            yield f"{before}\n{msgspec.json.encode(_issue(report, target, finding)).decode()}"
            before = ","
    yield "[]\n" if before == "[" else "\n]\n"


def _issue(report: AnyReport, target: TargetReport, finding: Finding) -> dict[str, object]:
    where = location(report, target)
    return {
        "description": printable(message(target, finding)),
        "check_name": f"{terms_of(report, target).id}/{finding.requirement}",
        "fingerprint": identity(target, finding),
        "severity": _SEVERITIES[finding.level] if finding.outcome is Outcome.FAILED and finding.counts else "info",
        "location": {"path": where.file, "lines": {"begin": where.line}},
    }
