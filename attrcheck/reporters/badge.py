"""A badge: the JSON of shields.io's endpoint badges (https://shields.io/badges/endpoint-badge), to be served beside a project."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import msgspec

from attrcheck.model import AnyReport, Verdict

_COLOURS = {Verdict.VIOLATION: "red", Verdict.UNDETERMINED: "yellow", Verdict.COMPLIANT: "brightgreen", Verdict.NOT_A_REUSE: "lightgrey"}


def render(report: AnyReport) -> Iterator[str]:
    """Yield the badge: what most needs attention decides its words and colour."""
    counts = Counter(target.verdict for target in report.targets if not target.same_as)
    worst = next((verdict for verdict in _COLOURS if counts[verdict]), None)
    said = {
        Verdict.VIOLATION: f"{counts[Verdict.VIOLATION]} without credit",
        Verdict.UNDETERMINED: f"{counts[Verdict.UNDETERMINED]} to look at",
        Verdict.COMPLIANT: f"{counts[Verdict.COMPLIANT]} credited",
        Verdict.NOT_A_REUSE: "no reuse",
        None: "nothing checked",
    }
    badge: dict[str, object] = {
        "schemaVersion": 1,
        "label": "attribution",
        "message": said[worst] if report.is_complete else f"{said[worst]} (incomplete)",
        "color": _COLOURS[worst] if worst else "lightgrey",
    }
    yield msgspec.json.encode(badge).decode() + "\n"
