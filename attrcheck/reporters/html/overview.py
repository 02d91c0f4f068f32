"""What a report says before its first page: the sums, the columns of the matrix, and how much of each page there is room for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from attrcheck.model import AnyReport, FailureReason, Level, Place, TargetReport, Verdict
from attrcheck.reporters.markdown import WORST_FIRST
from attrcheck.reporters.scores import Scores

MAX_PAGES = 5_000
"""The most pages that one file shows, the worst first: 24 MB, which Chromium opens in some seconds (tests/benchmarks/html.py)."""

# Rows of copied passages and of differences for one page: this many in all, so that 1,000 pages stay below 5 MB.
_ROWS = 1_500
_FEWEST_ROWS, _MOST_ROWS = 1, 40
# Characters of a copied passage: the report holds 300 of each; of many pages enough to recognise it.
_WHOLE_PASSAGE, _SHORT_PASSAGE, _MANY_PAGES = 300, 120, 200

VERDICTS: dict[Verdict, str] = {
    Verdict.VIOLATION: "A duty failed.",
    Verdict.UNDETERMINED: "A duty could not be decided, or the page could not be read.",
    Verdict.COMPLIANT: "Every duty passed, or had nothing to apply to.",
    Verdict.NOT_A_REUSE: "Nothing of the work was found on the page.",
}
"""What each verdict means, in the words of docs/report.md."""


@dataclass(kw_only=True)
class Overview:
    """The sums of a report, taken in one pass over its targets."""

    report: AnyReport
    scores: Scores = field(default_factory=Scores)
    failures: Counter[FailureReason] = field(default_factory=Counter)
    unread: Counter[str] = field(default_factory=Counter)
    shares: int = 0
    shares_read: int = 0
    columns: dict[tuple[str, Place], Level | None] = field(default_factory=dict)

    @property
    def verdicts(self) -> Counter[Verdict]:
        """How many pages have which verdict; `scores` has them with waivers too."""
        return self.scores.verdicts

    @property
    def total(self) -> int:
        """How many targets the report has."""
        return self.verdicts.total()

    @property
    def rows(self) -> int:
        """How many passages, and how many differences, are shown of one page."""
        return max(_FEWEST_ROWS, min(_MOST_ROWS, _ROWS // max(1, self.total)))

    @property
    def is_long(self) -> bool:
        """Whether the pages are so many that size and speed count."""
        return self.total > _MANY_PAGES

    @property
    def passage_length(self) -> int:
        """How many characters of a copied passage are shown."""
        return _SHORT_PASSAGE if self.is_long else _WHOLE_PASSAGE

    @property
    def left_out(self) -> int:
        """How many pages are not shown, because they are too many for one file."""
        return max(0, self.total - MAX_PAGES)

    @property
    def groups(self) -> tuple[tuple[Verdict, str, int], ...]:
        """The verdicts, the worst first: what each means, and how many targets have it."""
        return tuple((verdict, VERDICTS[verdict], self.verdicts[verdict]) for verdict in WORST_FIRST)

    @property
    def requirements(self) -> tuple[str, ...]:
        """The requirements of the columns, each once."""
        return tuple(dict.fromkeys(requirement for requirement, _ in self.columns))

    @property
    def labels(self) -> tuple[str, ...]:
        """The columns by name, for a screen that is too narrow for their headings."""
        return tuple(f"{requirement} in {place}" for requirement, place in self.columns)

    def pages(self, verdict: Verdict) -> Iterator[tuple[int, TargetReport]]:
        """Yield the targets of a verdict that are shown, each with its number in the report, from 1."""
        before = sum(self.verdicts[one] for one in WORST_FIRST[: WORST_FIRST.index(verdict)])
        fitting = ((number, target) for number, target in enumerate(self.report.targets, 1) if target.verdict is verdict)
        return islice(fitting, max(0, MAX_PAGES - before))

    def add(self, target: TargetReport) -> None:
        """Count a target; one more address of a page is no other page."""
        self.scores.add(target)
        if target.same_as:
            return
        if target.failure:
            self.failures[target.failure.reason] += 1
        for share in target.shares:
            self.shares += 1
            self.shares_read += share.read_by is not None
            if share.unread:
                self.unread[share.unread] += 1
        for finding in target.findings:
            self.columns.setdefault((finding.requirement, finding.place), None)


def overview_of(report: AnyReport) -> Overview:
    """Return the sums of a report. Columns stand in the order of the terms, those that no finding fills are left out."""
    seen = Overview(report=report)
    for target in report.targets:
        seen.add(target)
    asked = {(one.id, place): level for one in report.terms.requirements for place, level in one.places.items()}
    order = {one.id: at for at, one in enumerate(report.terms.requirements)}
    places = list(Place)
    used = sorted(seen.columns, key=lambda column: (order.get(column[0], len(order)), column[0], places.index(column[1])))
    seen.columns = {column: asked.get(column) for column in used}
    return seen
