"""A badge: the JSON of shields.io's endpoint badges (https://shields.io/badges/endpoint-badge), to be served beside a project."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from attrcheck.model import AnyReport, Verdict
from attrcheck.reporters.scores import scores_of

_COLOURS = {Verdict.VIOLATION: "red", Verdict.UNDETERMINED: "yellow", Verdict.COMPLIANT: "brightgreen", Verdict.NOT_A_REUSE: "lightgrey"}


def render(report: AnyReport) -> Iterator[str]:
    """Yield the badge: what most needs attention decides its words and colour. What is waived does not, and stands beside."""
    scores = scores_of(report.targets)
    counts = scores.with_waivers
    worst = next((verdict for verdict in _COLOURS if counts[verdict]), None)
    said = {
        Verdict.VIOLATION: "1 violation" if counts[Verdict.VIOLATION] == 1 else f"{counts[Verdict.VIOLATION]} violations",
        Verdict.UNDETERMINED: f"{counts[Verdict.UNDETERMINED]} to look at",
        Verdict.COMPLIANT: f"{counts[Verdict.COMPLIANT]} credited",
        Verdict.NOT_A_REUSE: "no reuse",
        None: "nothing checked",
    }
    waived = f", {scores.waived} waived" if scores.waived else ""
    badge: dict[str, object] = {
        "schemaVersion": 1,
        "label": "attribution",
        "message": f"{said[worst]}{waived}{'' if report.is_complete else ' (incomplete)'}",
        "color": _COLOURS[worst] if worst else "lightgrey",
    }
    yield msgspec.json.encode(badge).decode() + "\n"
