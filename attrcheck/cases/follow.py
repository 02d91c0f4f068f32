"""What one page says about a case: opened by a violation, closed when nothing of it is left, opened again when it comes back. Pure.

A page that cannot be read, and a requirement that cannot be told, change nothing: nobody knows. A page that is gone, or does not reuse the
work any more, settles what was open on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from attrcheck.cases.case import OPEN, Case, CaseState, Entry, EntrySort, Pickup, Point, PointState, Proof
from attrcheck.identity import identity
from attrcheck.model import FailureReason, Finding, Level, Outcome, Place, TargetReport, Verdict
from attrcheck.urls import canonical

# A moment in ISO 8601 begins with its day.
_DAY = len("2026-12-31")
# The closed state of a case by those of its points, the first that any of them has.
_CLOSED = (
    (PointState.WAIVED, CaseState.WAIVED, EntrySort.WAIVED),
    (PointState.FIXED, CaseState.FIXED, EntrySort.FIXED),
    (PointState.GONE, CaseState.GONE, EntrySort.GONE),
)
# Points that one entry names.
_MOST_NAMED = 5


def accuses(target: TargetReport) -> bool:
    """Tell whether a page opens a case: a duty failed there that is not waived and whose grace is over."""
    return target.work is not None and any(_state_of(finding) is PointState.OPEN for finding in _duties(target))


def followed(case: Case, target: TargetReport, run: str, started: str, *, is_dropped: bool = False) -> Case:
    """Return a case after a page was seen in a run that `started` then; the same case where the page says nothing about it.

    `is_dropped`: the page was read, reuses other works, and not this one any more.
    """
    page = canonical(target.url)
    known = {point.identity: point for point in case.points}
    if _is_gone(target) or is_dropped:
        changed = [_settled(point, PointState.GONE, _proof(target, run)) for point in case.points if point.page == page]
    elif target.failure or target.same_as or canonical(target.work or "") != case.work:
        changed = []
    else:
        changed = list(_points(known, target, page, _proof(target, run)))
    points = known | {point.identity: point for point in changed}
    pickups = case.pickups
    if any(point.page == page for point in points.values()) and all(pickup.page != page for pickup in pickups):
        pickups = (*pickups, Pickup(page=page, seen=started[:_DAY]))
    return _closed_or_open(replace(case, points=tuple(points.values()), pickups=pickups), started[:_DAY])


def _points(known: dict[str, Point], target: TargetReport, page: str, proof: Proof | None) -> Iterator[Point]:
    """Yield the points of a page that are new or seen anew."""
    seen = {identity(target, finding): finding for finding in _duties(target)}
    for name, finding in seen.items():
        state = _state_of(finding)
        if state is PointState.OPEN or (state and name in known):
            point = known.get(name) or Point(
                identity=name, page=page, requirement=finding.requirement, place=finding.place, subject=finding.subject
            )
            yield _settled(point, state, proof)
    for name, point in known.items():
        # A button that is gone shares nothing. A post that is not found again may be there still, and what these terms do not ask of the
        # page may be owed all the same: a scan with others, or a narrower reading, settles nothing.
        if name not in seen and point.page == page and point.place is Place.SHARE_PREVIEW:
            yield _settled(point, PointState.FIXED, proof)


def _settled(point: Point, state: PointState, proof: Proof | None) -> Point:
    if state is PointState.OPEN:
        return replace(point, state=state, before=proof, after=None)
    return point if point.state is state else replace(point, state=state, after=proof)


def _closed_or_open(case: Case, day: str) -> Case:
    """Return the case in the state that its points give it, with an entry when that is another one."""
    still = [point for point in case.points if point.state is PointState.OPEN]
    if still:
        if case.entries and case.is_open:
            return case
        sort = EntrySort.REOPENED if case.entries else EntrySort.OPENED
        return replace(case, state=CaseState.NEW, entries=(*case.entries, Entry(on=day, sort=sort, text=named(still))))
    states = {point.state for point in case.points}
    for point_state, state, sort in _CLOSED:
        if point_state in states:
            if case.state is state:
                return case
            about = named(point for point in case.points if point.state is point_state)
            return replace(case, state=state, entries=(*case.entries, Entry(on=day, sort=sort, text=about)))
    return case


def named(points: Iterable[Point]) -> str:
    """Return points in words: which requirement in which place of which page."""
    said = [f"{point.requirement} in {point.place} of {point.page}" for point in points]
    return "; ".join(said[:_MOST_NAMED]) + (f" and {len(said) - _MOST_NAMED} more" if len(said) > _MOST_NAMED else "")


def _duties(target: TargetReport) -> Iterator[Finding]:
    """Yield the findings that make a violation; a failed wish opens no case."""
    return (finding for finding in target.findings if finding.level is Level.MUST)


def _state_of(finding: Finding) -> PointState | None:
    """Return how a finding stands, None where that cannot be told yet."""
    if finding.outcome in (Outcome.PASSED, Outcome.INAPPLICABLE):
        return PointState.FIXED
    if finding.waiver:
        return PointState.WAIVED
    return PointState.OPEN if finding.outcome is Outcome.FAILED and finding.counts else None


def _is_gone(target: TargetReport) -> bool:
    """Tell whether there is no copy any more: the page says that it is gone, or was read and reuses nothing."""
    if target.failure:
        return target.failure.reason is FailureReason.GONE
    return target.verdict is Verdict.NOT_A_REUSE


def _proof(target: TargetReport, run: str) -> Proof | None:
    capture = target.capture
    if capture is None:
        return None
    place = capture.archived
    return Proof(
        run=run,
        captured_at=capture.captured_at,
        digest=capture.digest,
        file=place.file if place else "",
        record=place.record if place else "",
    )


def moved(case: Case, entry: Entry) -> Case:
    """Return a case with something that a person did: asking and reminding move an open case, closing closes it."""
    states = {
        EntrySort.ASKED: CaseState.ASKED, EntrySort.REMINDED: CaseState.REMINDED, EntrySort.FIXED: CaseState.FIXED,
        EntrySort.WAIVED: CaseState.WAIVED, EntrySort.GONE: CaseState.GONE, EntrySort.REOPENED: CaseState.NEW,
    }  # fmt: skip
    state = states.get(entry.sort, case.state)
    if state in OPEN and not case.is_open and entry.sort is not EntrySort.REOPENED:
        state = case.state
    closing = {CaseState.FIXED: PointState.FIXED, CaseState.WAIVED: PointState.WAIVED, CaseState.GONE: PointState.GONE}.get(state)
    points = tuple(replace(point, state=closing) if closing and point.state is PointState.OPEN else point for point in case.points)
    return replace(case, state=state, points=points, entries=(*case.entries, entry))
