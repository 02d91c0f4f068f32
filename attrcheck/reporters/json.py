"""JSON: the whole report, the contract for other programs (`attrcheck schema report` prints its schema)."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from attrcheck.model import AnyReport, Report, Value

# How an empty list of targets stands in the indented text; inside a string a line break is written as \n, so no page can say this.
_NO_TARGETS = '\n "targets": []'


def render(report: AnyReport) -> Iterator[str]:
    """Yield the report as indented JSON with a final line break: the same text as if it were encoded whole."""
    head, empty, tail = _indented(without_targets(report)).partition(_NO_TARGETS)
    yield head
    before = empty[:-1] + "\n  "
    for target in report.targets:
        yield before + _indented(target).replace("\n", "\n  ")
        before = ",\n  "
    yield (empty if before.startswith("\n ") else "\n ]") + tail + "\n"


def without_targets(report: AnyReport) -> Report:
    """Return everything else that a report says."""
    return Report(
        schema=report.schema,
        generator=report.generator,
        terms=report.terms,
        works=report.works,
        started=report.started,
        finished=report.finished,
        targets=(),
        is_complete=report.is_complete,
        notes=report.notes,
        since=report.since,
    )


def _indented(value: Value) -> str:
    return msgspec.json.format(msgspec.json.encode(value), indent=1).decode()
