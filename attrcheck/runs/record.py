"""What a run's own file says, and a line of its reports."""

from __future__ import annotations

from typing import Any

from attrcheck.model import TargetReport, TermsRecord, Value

RUN, TARGETS, REPORTS, MANIFEST = "run.json", "targets.jsonl", "reports.jsonl", "manifest.json"
# The archives of a run: one for each time that a scan worked at it.
EVIDENCE = "evidence*.warc.gz"


class RunRecord(Value, frozen=True, kw_only=True):
    """How a run began: all that must be the same for the rest of it to be part of the same report.

    `options` are the options of the command by name, as the user gave them. `archives` are the archives that answered in place of the
    network. `agreed` are the digests of the terms that outlets have of their own, with their readings, by their domains. `problems` are
    sentences about lines of the lists that are no targets.
    """

    schema: str = "attrcheck-run/1"
    id: str
    started: str
    generator: str
    terms: TermsRecord
    works: tuple[str, ...]
    options: dict[str, Any] = {}
    archives: tuple[str, ...] = ()
    agreed: dict[str, str] = {}
    problems: tuple[str, ...] = ()


class Line(Value, frozen=True, kw_only=True):
    """A line of the reports: which target it is about, counted from 0, and what is said of it."""

    index: int
    reports: tuple[TargetReport, ...]
