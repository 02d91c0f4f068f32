"""One target as its section and its row of the matrix show it: findings below their requirements, what needs an eye first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from attrcheck.evaluate import judge_with_waivers
from attrcheck.model import (
    AnyReport,
    Change,
    Difference,
    Finding,
    Match,
    Outcome,
    Place,
    RequirementRecord,
    ShareRecord,
    Spot,
    TargetReport,
    TermsRecord,
)
from attrcheck.reporters.html.overview import Overview
from attrcheck.reporters.rows import duties, needs_attention, pieces, terms_of

# The worst first: what a cell of the matrix shows when several findings stand in it.
_WORST_FIRST = (Outcome.FAILED, Outcome.CANNOT_TELL, Outcome.UNTESTED, Outcome.PASSED, Outcome.INAPPLICABLE)
# Differences that weigh most.
_WEIGHTIEST = (Difference.QUOTATION, Difference.ALTERED, Difference.CUT, Difference.MOVED, Difference.ADDED)

# With so few passages for each page, thousands of pages share the file.
_FEW_ROWS = 2
# A page with more posts is a page of links to posts: they are counted.
_MOST_SHARES = 40


class Cell(NamedTuple):
    """A cell of the matrix: the worst outcome in it, how many findings have it, how many are waived, and which other outcomes there are."""

    outcome: Outcome
    times: int
    waived: int
    others: tuple[Outcome, ...]


class Asked(NamedTuple):
    """A requirement and what was found about it; `record` is None where the report does not hold what it asks."""

    id: str
    record: RequirementRecord | None
    findings: tuple[Finding, ...]


class Section(NamedTuple):
    """What is said about one target, in the order in which it is read. Of passages and differences the first ones are shown.

    `pieces` are the numbers of what to paste, by spot and subject: findings refer to them, because several are cured by one. `quoted` is
    how many quotes stand with what is met: none where there is room for hardly any passage.
    """

    open: tuple[Asked, ...]
    unreadable: dict[str, str]
    passed: tuple[Finding, ...]
    inapplicable: dict[str, str]
    passages: tuple[Match, ...]
    changes: tuple[Change, ...]
    more_passages: int
    more_changes: int
    shares: tuple[ShareRecord, ...]
    more_shares: int
    changed: dict[str, Change]
    pieces: dict[tuple[Spot, str], int]
    quoted: int


def cells(seen: Overview, target: TargetReport) -> list[Cell | None]:
    """Return the row of a target; None where it has no finding for a column."""
    found: dict[tuple[str, Place], Counter[Outcome]] = {}
    waived: Counter[tuple[str, Place]] = Counter()
    for finding in target.findings:
        column = finding.requirement, finding.place
        found.setdefault(column, Counter())[finding.outcome] += 1
        waived[column] += finding.waiver is not None
    return [_cell(found[column], waived[column]) if column in found else None for column in seen.columns]


def _cell(counts: Counter[Outcome], waived: int) -> Cell:
    first, *others = (outcome for outcome in _WORST_FIRST if counts[outcome])
    return Cell(first, counts[first], waived, tuple(others))


def gist(target: TargetReport) -> str:
    """Return a target in one line: how much of the work was taken, and how many findings have which outcome.

    Of a page that could not be read it says why, and of one that reuses nothing there is nothing more to say.
    """
    if target.same_as:
        return "the same page as another"
    if target.failure:
        return f"could not be read: {target.failure.reason}"
    said = []
    if target.reuse and target.reuse.coverage:
        said.append(f"{target.reuse.class_}, {target.reuse.coverage:.0%} of the work")
    counts = Counter(finding.outcome for finding in target.findings)
    said += [f"{counts[outcome]} {outcome}" for outcome in _WORST_FIRST[:4] if counts[outcome]]
    waived = sum(finding.waiver is not None for finding in target.findings)
    said += [f"{waived} waived: {judge_with_waivers(target)} with waivers"] if waived else []
    return " · ".join(said)


def section(report: AnyReport, target: TargetReport, rows: int) -> Section:
    """Return what the section of a target shows, with at most so many passages and differences."""
    passages = target.reuse.passages if target.reuse else ()
    changes = target.comparison.changes if target.comparison else ()
    is_read = target.failure is None
    attention = [finding for finding in target.findings if needs_attention(finding)]
    shown = sorted(changes, key=lambda change: (_WEIGHTIEST.index(change.sort), -change.words))[:rows]
    return Section(
        open=_asked(terms_of(report, target), attention) if is_read else (),
        unreadable={} if is_read else _by_reason(attention),
        passed=tuple(finding for finding in target.findings if finding.outcome is Outcome.PASSED),
        inapplicable=_by_reason(finding for finding in target.findings if finding.outcome is Outcome.INAPPLICABLE),
        passages=passages[:rows],
        changes=tuple(shown),
        more_passages=max(0, len(passages) - rows),
        more_changes=max(0, len(changes) - rows),
        shares=target.shares[:_MOST_SHARES],
        more_shares=max(0, len(target.shares) - _MOST_SHARES),
        pieces=pieces(target),
        changed={change.marked: change for change in changes if change.marked},
        quoted=1 if rows > _FEW_ROWS else 0,
    )


def _asked(terms: TermsRecord, findings: Iterable[Finding]) -> tuple[Asked, ...]:
    """Return requirements with their findings: those that failed first, then in the order of the terms."""
    records = {record.id: record for record in terms.requirements}
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.requirement, []).append(finding)
    asked = [Asked(name, records.get(name), tuple(sorted(group, key=_weight))) for name, group in groups.items()]
    return tuple(sorted(asked, key=lambda one: _weight(one.findings[0])))


def _weight(finding: Finding) -> int:
    return _WORST_FIRST.index(finding.outcome)


def _by_reason(findings: Iterable[Finding]) -> dict[str, str]:
    """Return for each reason what it is said about: nine findings of a page that reuses nothing are one line."""
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.reason, []).append(finding)
    return {reason: duties(group) for reason, group in groups.items()}
