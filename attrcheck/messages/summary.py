"""A report in a few numbers and its worst pages, in one pass: the report may be many times the memory, the summary never is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from heapq import heappush, heapreplace

from msgspec.structs import replace

from attrcheck.identity import identity
from attrcheck.messages.cleaning import clean
from attrcheck.messages.message import About, FailedPage, Missing, OpenPage, Summary
from attrcheck.model import AnyReport, BaselineState, Event, EventSort, FailureReason, Finding, Level, Outcome, Place, TargetReport, Verdict

# Pages and events that are told one by one: more than anybody acts on after one mail; the report has the others.
MAX_PAGES, MAX_EVENTS = 50, 50
# Undetermined pages of each sort that are told: after a night of trouble every page is one.
MAX_OPEN = 20
# Failed findings of one page that are told; terms have three to nine requirements.
MAX_MISSING = 8
# Notes on how the scan went; a report has one or two.
_MAX_NOTES = 5


@dataclass
class _Sums:
    """The sums of a report, as far as its targets have been seen. `worst` is a heap of the pages that are told, the least bad on top."""

    verdicts: Counter[Verdict] = field(default_factory=Counter)
    unread: Counter[FailureReason] = field(default_factory=Counter)
    violations: int = 0
    new: int = 0
    failed: int = 0
    waived: int = 0
    waiting: int = 0
    has_past: bool = False
    worst: list[tuple[int, int, int, FailedPage]] = field(default_factory=list)
    doubtful: list[OpenPage] = field(default_factory=list)
    shut: list[OpenPage] = field(default_factory=list)

    def add(self, target: TargetReport) -> None:
        """Count a target; one more address of a page is no other page."""
        if target.same_as:
            return
        self.verdicts[target.verdict] += 1
        if target.failure:
            self.unread[target.failure.reason] += 1
        if target.verdict is Verdict.UNDETERMINED:
            told = self.shut if target.failure else self.doubtful
            if len(told) < MAX_OPEN:
                told.append(_open_page(target))
        failed = [finding for finding in target.findings if finding.outcome is Outcome.FAILED]
        self.has_past |= any(finding.past for finding in target.findings)
        self.waived += sum(finding.waiver is not None for finding in failed)
        self.waiting += sum(finding.waiver is None and _is_waiting(finding) for finding in failed)
        counting = [finding for finding in failed if finding.counts]
        if counting:
            self._add_failed(target, counting)

    def _add_failed(self, target: TargetReport, failed: list[Finding]) -> None:
        duties = [finding for finding in failed if finding.level is Level.MUST]
        self.violations += bool(duties)
        self.new += any(finding.past is not None and finding.past.state is BaselineState.NEW for finding in duties)
        self.failed += 1
        # Negative, so that of two pages that are as bad the first one stays; and no two are equal, so that pages are never compared.
        weight = (len(duties), len(failed), -self.failed)
        if len(self.worst) < MAX_PAGES:
            heappush(self.worst, (*weight, _page(target, failed)))
        elif weight > self.worst[0][:3]:
            heapreplace(self.worst, (*weight, _page(target, failed)))


def summary_of(report: AnyReport, about: About) -> Summary:
    """Return what a message says of a report."""
    sums = _Sums()
    for target in report.targets:
        sums.add(target)
    since = report.since
    changes = [event for event in since.events if event.sort is not EventSort.STILL_OPEN] if since else []
    return Summary(
        run=clean(about.run),
        generator=clean(report.generator),
        terms=clean(report.terms.id),
        title=clean(report.terms.title),
        started=clean(report.started),
        is_complete=report.is_complete,
        pages=sums.verdicts.total(),
        verdicts={verdict: sums.verdicts[verdict] for verdict in Verdict},
        violations=sums.violations,
        new=sums.new if sums.has_past or since else None,
        waived=sums.waived,
        waiting=sums.waiting,
        unread=dict(sums.unread.most_common()),
        notes=tuple(map(clean, report.notes[:_MAX_NOTES])),
        since=clean(since.started) if since else None,
        events=tuple(map(_event, changes[:MAX_EVENTS])),
        more_events=max(0, len(changes) - MAX_EVENTS),
        still_open=len(since.events) - len(changes) if since else 0,
        failed=tuple(page for *_, page in sorted(sums.worst, reverse=True)),
        more_failed=sums.failed - len(sums.worst),
        undetermined=(*sums.doubtful, *sums.shut),
        more_undetermined=sums.verdicts[Verdict.UNDETERMINED] - len(sums.doubtful) - len(sums.shut),
        lies_at=tuple(map(clean, about.lies_at)),
    )


def _is_waiting(finding: Finding) -> bool:
    return finding.past is not None and not finding.past.counts


def _page(target: TargetReport, failed: list[Finding]) -> FailedPage:
    groups: dict[tuple[str, str, str, str], Missing] = {}
    for finding in sorted(failed, key=lambda one: list(Level).index(one.level)):
        key = (finding.requirement, finding.place, finding.reason, _post(finding))
        alike = groups.get(key)
        groups[key] = replace(alike, times=alike.times + 1) if alike else _missing(target, finding)
    told = tuple(groups.values())
    return FailedPage(
        url=clean(target.url),
        work=clean(target.work or ""),
        verdict=target.verdict,
        missing=told[:MAX_MISSING],
        more=sum(missing.times for missing in told[MAX_MISSING:]),
    )


def _open_page(target: TargetReport) -> OpenPage:
    """Return an undetermined page with the reasons of the duties that cannot be told."""
    if target.failure:
        return OpenPage(url=clean(target.url), why=clean(f"{target.failure.reason}: {target.failure.detail}"), is_unread=True)
    is_open = (Outcome.CANNOT_TELL, Outcome.UNTESTED)
    duties = [one for one in target.findings if one.level is Level.MUST and one.outcome in is_open]
    why = "; ".join(dict.fromkeys(f"{one.requirement} in {one.place}: {one.reason}" for one in duties))
    return OpenPage(url=clean(target.url), why=clean(why or (target.reuse.reason if target.reuse else "")))


def _missing(target: TargetReport, finding: Finding) -> Missing:
    past = finding.past
    return Missing(
        requirement=clean(finding.requirement),
        place=finding.place,
        level=finding.level,
        reason=clean(finding.reason),
        remedy=clean(finding.remedy or ""),
        identity=identity(target, finding),
        subject=clean(_post(finding)),
        is_new=None if past is None else past.state is BaselineState.NEW,
        since=clean(past.since) if past else "",
    )


def _post(finding: Finding) -> str:
    """Return the address of the post that a finding is about; previews are part of their page."""
    return finding.subject if finding.place is Place.SHARE else ""


def _event(event: Event) -> Event:
    """Return an event fit for a message: every text of it may come from a page."""
    return replace(
        event,
        url=clean(event.url),
        text=clean(event.text),
        work=None if event.work is None else clean(event.work),
        requirement=clean(event.requirement),
        subject=clean(event.subject),
        before=clean(event.before),
        now=clean(event.now),
        since=clean(event.since),
    )
