"""What a reader of a report on paper or screen meets, in order: shared by the plain and the coloured text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from attrcheck.model import Finding, Level, Outcome, Report, TargetReport, Verdict
from attrcheck.reporters.printable import printable

# Longest quote and reason shown; the JSON report has all of it.
_MAX_LINE = 240


class Line(NamedTuple):
    """One line: how far it is indented, what it is (names a style), and its text."""

    indent: int
    style: str
    text: str


def outline(report: Report) -> Iterator[Line]:
    """Yield the lines of a report: the terms, each target with what failed or could not be told, and the sums."""
    terms = report.terms
    yield Line(0, "title", f"{printable(terms.title)} (terms {terms.id} {terms.version}, reading {terms.reading}: {terms.reading_means})")
    for target in report.targets:
        yield Line(0, "space", "")
        yield from _target(target)
    yield Line(0, "space", "")
    yield from _sums(report)


def _target(target: TargetReport) -> Iterator[Line]:
    yield Line(0, target.verdict, f"{target.verdict.upper()}  {printable(target.url)}")
    if target.failure:
        yield Line(2, "reason", _short(f"{target.failure.reason}: {target.failure.detail}"))
        return
    if target.reuse:
        yield Line(2, "reason", _short(f"{target.reuse.class_}: {target.reuse.reason}"))
    if target.verdict is Verdict.NOT_A_REUSE:
        return
    for finding in target.findings:
        if finding.outcome not in (Outcome.PASSED, Outcome.INAPPLICABLE):
            yield from _finding(finding)
    for outcome in (Outcome.PASSED, Outcome.INAPPLICABLE):
        names = list(dict.fromkeys(f"{f.requirement} in {f.place}" for f in target.findings if f.outcome is outcome))
        if names:
            yield Line(2, outcome, f"{outcome}: {', '.join(names)}")


def _finding(finding: Finding) -> Iterator[Line]:
    level = "" if finding.level is Level.MUST else f" ({finding.level})"
    yield Line(2, finding.outcome, _short(f"{finding.outcome}{level}: {finding.requirement} in {finding.place}: {finding.reason}"))
    for evidence in finding.evidence[:2]:
        yield Line(4, "quote", _short(f"“{evidence.quote}”  at {evidence.locator}"))
    if finding.remedy:
        yield Line(4, "remedy", _short(f"→ {finding.remedy}"))


def _sums(report: Report) -> Iterator[Line]:
    counts = Counter(target.verdict for target in report.targets)
    sums = ", ".join(f"{counts[verdict]} {verdict}" for verdict in Verdict if counts[verdict])
    yield Line(0, "title", f"{len(report.targets)} checked: {sums or 'nothing'}" + ("" if report.is_complete else " (interrupted)"))


def _short(text: str) -> str:
    plain = printable(text)
    return plain if len(plain) <= _MAX_LINE else plain[: _MAX_LINE - 1] + "…"
