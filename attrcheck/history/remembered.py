"""A report with what the history knows: each finding's past, each page's timeline, and what has changed since the run before."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import islice

import msgspec
from msgspec.structs import replace
from sqlalchemy import Connection, select

from attrcheck.errors import HistoryError
from attrcheck.history.adding import previous, series_of
from attrcheck.history.database import Database
from attrcheck.history.known import RunRow, said_in
from attrcheck.history.pages import Said, terms_digest
from attrcheck.history.tables import events, pages, runs, sightings
from attrcheck.identity import identity
from attrcheck.model import BaselineState, Event, EventSort, Finding, Moment, Outcome, Past, Since, TargetReport, Verdict
from attrcheck.runs import RunReport
from attrcheck.urls import canonical

MAX_MOMENTS = 60
"""Runs that a page's timeline shows, the latest: two months of daily scans, which still fit into the width of a page."""

# Reports that are decorated with one set of questions.
_BATCH = 100


class _Of:
    """What the history holds of some pages: the findings of a run, the moments of each page, and since when one cannot be read."""

    def __init__(self, said: dict[str, Said], moments: dict[str, tuple[Moment, ...]], unread: dict[str, tuple[str, str, bool]]) -> None:
        self.said, self.moments, self.unread = said, moments, unread


class _Remembered(Collection[TargetReport]):
    """The reports of a run with their past, asked for while they are read."""

    def __init__(self, database: Database, targets: Collection[TargetReport], run: RunRow) -> None:
        self._database, self._targets, self._run = database, targets, run

    def __len__(self) -> int:
        return len(self._targets)

    def __contains__(self, report: object) -> bool:
        return any(report == one for one in self)

    def __iter__(self) -> Iterator[TargetReport]:
        targets = iter(self._targets)
        while batch := list(islice(targets, _BATCH)):
            with self._database.reading() as connection:
                known = _known(connection, batch, self._run)
            yield from (_with_past(report, known, self._run) for report in batch)


def remembered(database: Database, report: RunReport, run: str) -> RunReport:
    """Return the report of a run with what the history knows of it; as it is where that does not hold this run. Raises HistoryError."""
    with database.reading() as connection:
        asked = select(runs.c.id, runs.c.run, runs.c.series, runs.c.started, runs.c.terms_digest)
        found = connection.execute(asked.where(runs.c.run == run, runs.c.is_whole)).first()
        # Another run under the same name, of a store that was begun anew.
        if found is None or (found.series, found.terms_digest) != (series_of(report), terms_digest(report.terms)):
            return report
        row = RunRow(*found)
        since = since_in(connection, row)
    return report._replace(targets=_Remembered(database, report.targets, row), since=since)


def since_in(connection: Connection, run: RunRow) -> Since | None:
    """Return what had changed in a run since the one before it; None for the first one."""
    before = previous(connection, run)
    if before is None:
        return None
    counts = connection.execute(select(runs.c.changes).where(runs.c.id == run.number)).scalar_one()
    asked = select(events.c.event).where(events.c.run_id == run.number).order_by(events.c.number)
    try:
        found = tuple(msgspec.json.decode(text, type=Event) for text in connection.execute(asked).scalars())
        sums = msgspec.json.decode(counts, type=dict[EventSort, int]) if counts else {}
    except msgspec.DecodeError as error:
        raise HistoryError(f"the history is damaged: the changes of run {run.run} cannot be read: {error}") from error
    return Since(run=before.run, started=before.started, events=found, counts=sums)


def _known(connection: Connection, batch: Sequence[TargetReport], run: RunRow) -> _Of:
    keys = {canonical(report.url) for report in batch}
    ids = {row.id: row.url for row in connection.execute(select(pages.c.id, pages.c.url).where(pages.c.url.in_(keys)))}
    said = {name: one for of_page in said_in(connection, list(ids), run.number).values() for name, one in of_page.items()}
    asked = (
        select(sightings, runs.c.run, runs.c.started)
        .join(runs, runs.c.id == sightings.c.run_id)
        .where(sightings.c.page_id.in_(ids), runs.c.id.in_(_latest_runs(connection, run)))
        .order_by(runs.c.run)
    )
    moments: dict[str, dict[str, Moment]] = {}
    unread: dict[str, tuple[str, str, bool]] = {}
    for row in connection.execute(asked):
        of_page = moments.setdefault(ids[row.page_id], {})
        of_page[row.run] = _worse(of_page.get(row.run), Moment(
            run=row.run, at=row.started, verdict=Verdict(row.verdict), failure=row.failure, failed=row.failed, digest=row.digest
        ))  # fmt: skip
        if row.run_id == run.number and row.failure:
            state = BaselineState.NEW if row.unread_looks == 1 else BaselineState.UNCHANGED
            unread[ids[row.page_id]] = (state, row.unread_since, row.is_told)
    return _Of(said, {key: tuple(one.values()) for key, one in moments.items()}, unread)


def _latest_runs(connection: Connection, run: RunRow) -> list[int]:
    asked = select(runs.c.id).where(runs.c.series == run.series, runs.c.run <= run.run, runs.c.is_whole)
    return list(connection.execute(asked.order_by(runs.c.run.desc()).limit(MAX_MOMENTS)).scalars())


def _worse(one: Moment | None, other: Moment) -> Moment:
    """Return the moment of a page that reuses several works: the worst verdict, and all that failed."""
    if one is None:
        return other
    worst = min(one, other, key=lambda moment: _WORST_FIRST.index(moment.verdict))
    return replace(worst, failed=one.failed + other.failed)


_WORST_FIRST = (Verdict.VIOLATION, Verdict.UNDETERMINED, Verdict.COMPLIANT, Verdict.NOT_A_REUSE)


def _with_past(report: TargetReport, known: _Of, run: RunRow) -> TargetReport:
    key = canonical(report.url)
    found = tuple(replace(one, past=_past(report, one, known, run)) for one in report.findings)
    return replace(report, findings=found, timeline=known.moments.get(key, ()))


def _past(report: TargetReport, finding: Finding, known: _Of, run: RunRow) -> Past | None:
    if finding.outcome is Outcome.INAPPLICABLE:
        return None
    if report.failure is not None:
        state, since, counts = known.unread.get(canonical(report.url), (BaselineState.NEW, run.started, True))
        return Past(state=BaselineState(state), since=since, counts=counts)
    said = known.said.get(identity(report, finding))
    if said is None or said.carried is None:
        return None
    counts = said.carried.counts or finding.outcome is not Outcome.FAILED
    return Past(state=BaselineState(said.carried.state), since=said.carried.since, counts=counts)
