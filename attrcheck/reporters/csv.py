"""CSV for spreadsheets: one row a finding. No cell is ever a formula, whatever a page says."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from attrcheck.identity import identity
from attrcheck.model import AnyReport, Finding, TargetReport, Waiver
from attrcheck.reporters.printable import printable
from attrcheck.reporters.rows import rows, shortened

COLUMNS = (
    "page", "verdict", "requirement", "place", "level", "outcome", "reason", "quote", "locator", "remedy", "subject", "work", "reuse",
    "coverage", "captured_at", "digest", "failure", "file", "line", "note", "identity", "state",
    "since", "waiver", "waived_because", "waived_by", "waived_until", "terms",
)  # fmt: skip
# Excel reads a CSV file as UTF-8 only with this mark; other programs skip it.
MARK = "\ufeff"
# What begins a formula in some spreadsheet (OWASP, "CSV Injection"), in its full-width forms too.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
# The longest text in a cell of Excel is 32,767 characters.
_MAX_CELL = 32_000


def render(report: AnyReport) -> Iterator[str]:
    """Yield the rows, the head first."""
    yield MARK + line(COLUMNS)
    for target, finding in rows(report):
        yield line(tuple(map(cell, _values(target, finding))))


def _values(target: TargetReport, finding: Finding) -> tuple[object, ...]:
    evidence = finding.evidence[0] if finding.evidence else None
    reuse, capture, source = target.reuse, target.capture, target.source
    return (
        target.url, target.verdict, finding.requirement, finding.place, finding.level, finding.outcome, finding.reason,
        evidence.quote if evidence else "", evidence.locator if evidence else "", finding.remedy or "", finding.subject, target.work or "",
        reuse.class_ if reuse else "", f"{reuse.coverage:.3f}" if reuse else "", capture.captured_at if capture else "",
        capture.digest if capture else "", target.failure.reason if target.failure else "", source.file if source else "",
        source.line if source else "", source.note if source else "", identity(target, finding),
        finding.past.state if finding.past else "", finding.past.since if finding.past else "",
        *_waiver(finding.waiver), target.terms.id if target.terms else "",
    )  # fmt: skip


def _waiver(waiver: Waiver | None) -> tuple[str, ...]:
    return (waiver.reason, waiver.because, waiver.by, waiver.until) if waiver else ("", "", "", "")


def cell(value: object) -> str:
    """Return a cell's text: on one line, not too long, and led by an apostrophe where it would be a formula."""
    text = shortened(printable(str(value)), _MAX_CELL)
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) else text


def line(cells: Sequence[str]) -> str:
    """Return a row."""
    file = io.StringIO()
    csv.writer(file).writerow(cells)
    return file.getvalue()
