"""A run goes into the history: page by page it is compared with what is known, and it counts from the moment when all of it is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import islice
from typing import NamedTuple, TypeVar
from urllib.parse import urlsplit

import msgspec
from sqlalchemy import Connection, Table, delete, insert, select, update

from attrcheck.history.carry import Grace, carried, unread
from attrcheck.history.compare import changes, worst_first
from attrcheck.history.database import Database
from attrcheck.history.known import Known, RunRow, latest
from attrcheck.history.pages import Page, Trouble, pages_of, terms_digest
from attrcheck.history.tables import events, findings, outcomes, pages, runs, sightings, works
from attrcheck.model import AnyReport, Event, EventSort
from attrcheck.urls import canonical

MAX_EVENTS = 5_000
"""The most changes that are kept of one run, the worst first; the counts are of all."""

# Pages in one transaction: with ten findings each some 20 ms, so that other scans get their turn; also far below SQLite's 32,766 values.
_BATCH = 200

T = TypeVar("T")


class Seen(NamedTuple):
    """A page of this run as it is kept: with what goes on about its findings, and what keeps it from being read."""

    page: Page
    trouble: Trouble
    known: Known


def add(database: Database, report: AnyReport, run: str, grace: Grace) -> None:
    """Add a run, or put it in place of what is there of it: a run that was gone on with. Raises HistoryError.

    A kill leaves rows that count for nothing, and that the next attempt takes away.
    """
    with database.writing() as connection:
        # Later runs refer to it by its number.
        number = connection.execute(select(runs.c.id).where(runs.c.run == run)).scalar_one_or_none()
        forget(connection, [run])
        row = _begin(connection, report, run, number)
        known_before = previous(connection, row)
    summary = _Summary()
    for batch in _batches(pages_of(report.targets, row.terms), _BATCH):
        with database.reading() as connection:
            known = latest(connection, [page.key for page in batch], row)
        seen = [_seen(page, known.get(page.key, Known()), row, grace) for page in batch]
        summary.take(seen, is_first=known_before is None)
        with database.writing() as connection:
            _write(database, connection, row, seen)
    _end(database, report, row, summary, known_before)


def series_of(report: AnyReport) -> str:
    """Return what stays the same for runs that are compared: the terms by id, and the works."""
    parts = (report.terms.id, *sorted(map(canonical, report.works)))
    return sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:20]


def previous(connection: Connection, run: RunRow) -> RunRow | None:
    """Return the run of the series before this one, None for the first."""
    asked = (
        select(runs.c.id, runs.c.run, runs.c.series, runs.c.started, runs.c.terms_digest)
        .where(runs.c.series == run.series, runs.c.run < run.run, runs.c.is_whole)
        .order_by(runs.c.run.desc())
        .limit(1)
    )
    found = connection.execute(asked).first()
    return RunRow(*found) if found else None


def forget(connection: Connection, names: Sequence[str]) -> None:
    """Take runs away, with all that was said in them. What goes on about a finding stands in later runs."""
    ids = list(connection.execute(select(runs.c.id).where(runs.c.run.in_(names))).scalars())
    for table in (events, outcomes, sightings):
        connection.execute(delete(table).where(table.c.run_id.in_(ids)))
    connection.execute(delete(runs).where(runs.c.id.in_(ids)))


class _Summary:
    """What is known of a run when its last page is in: sums, and what has changed, the worst first."""

    def __init__(self) -> None:
        self.pages = self.failed = 0
        self.counts: Counter[EventSort] = Counter()
        self._events: list[Event] = []

    def take(self, seen: list[Seen], *, is_first: bool) -> None:
        for one in seen:
            self.pages += 1
            self.failed += sum(sight.failed for sight in one.page.sights.values())
            for event in () if is_first else changes(one.known.before, one.known.last, one.page, one.trouble):
                self.add(event)

    def add(self, event: Event) -> None:
        self.counts[event.sort] += 1
        self._events.append(event)
        if len(self._events) > 2 * MAX_EVENTS:
            self._events = self.events()

    def events(self) -> list[Event]:
        return worst_first(self._events)[:MAX_EVENTS]


def _seen(page: Page, known: Known, run: RunRow, grace: Grace) -> Seen:
    return Seen(carried(known.before, page, run.started, grace), unread(known.last, page, run.started, grace), known)


def _begin(connection: Connection, report: AnyReport, run: str, known_as: int | None) -> RunRow:
    terms = report.terms
    row: dict[str, object] = {
        "run": run, "series": series_of(report), "started": report.started, "finished": report.finished, "generator": report.generator,
        "terms": terms.id, "terms_version": terms.version, "terms_digest": terms_digest(terms), "works": "\n".join(report.works),
        "pages": 0, "failed": 0, "changes": "", "is_complete": report.is_complete, "is_whole": False,
    }  # fmt: skip
    row |= {"id": known_as} if known_as is not None else {}
    number = connection.execute(insert(runs).values(row).returning(runs.c.id)).scalar_one()
    return RunRow(number, run, series_of(report), report.started, terms_digest(terms))


def _end(database: Database, report: AnyReport, run: RunRow, summary: _Summary, before: RunRow | None) -> None:
    """Add what has changed, and let the run count."""
    if before is not None and before.terms != run.terms:
        text = f"the terms {report.terms.id} are others than in the run before (now version {report.terms.version}, {report.terms.reading})"
        summary.add(Event(sort=EventSort.TERMS_CHANGED, url="", text=text))
    kept = [
        {"run_id": run.number, "number": at, "sort": one.sort.value, "event": msgspec.json.encode(one).decode()}
        for at, one in enumerate(summary.events())
    ]
    counts = "" if before is None else msgspec.json.encode(summary.counts).decode()
    with database.writing() as connection:
        if kept:
            connection.execute(insert(events), kept)
        done = {"pages": summary.pages, "failed": summary.failed, "changes": counts, "is_whole": True}
        connection.execute(update(runs).where(runs.c.id == run.number).values(done))


def _write(database: Database, connection: Connection, run: RunRow, seen: list[Seen]) -> None:
    """Add what a run says of some pages. A page that stands in the report a second time, far from the first, is kept once."""
    connection.execute(database.add_new(pages), [{"url": one.page.key, "outlet": _host(one.page.key)} for one in seen])
    names = {work for one in seen for work in one.page.sights} | {said.work for one in seen for said in one.page.said.values()}
    connection.execute(database.add_new(works), [{"url": name} for name in sorted(names)])
    page_ids = _ids(connection, pages, "url", [one.page.key for one in seen])
    work_ids = _ids(connection, works, "url", names)
    connection.execute(database.add_new(sightings), [row for one in seen for row in _sightings(one, run, page_ids, work_ids)])
    said = [(one.page, each) for one in seen for each in one.page.said.values()]
    if not said:
        return
    rows = [
        {
            "identity": one.identity, "page_id": page_ids[page.key], "work_id": work_ids[one.work], "requirement": one.requirement,
            "kind": one.kind, "place": one.place, "subject": one.subject,
        }
        for page, one in said
    ]  # fmt: skip
    connection.execute(database.add_new(findings), rows)
    ids: dict[str, int] = {}
    for some in _batches(iter(one.identity for _, one in said), 10 * _BATCH):
        ids |= _ids(connection, findings, "identity", some)
    kept = [
        {
            "run_id": run.number, "finding_id": ids[one.identity], "level": one.level, "outcome": one.outcome, "reason": one.reason,
            "is_wrong": one.is_wrong, **(one.carried._asdict() if one.carried else {}),
        }
        for _, one in said
    ]  # fmt: skip
    connection.execute(database.add_new(outcomes), kept)


def _sightings(seen: Seen, run: RunRow, page_ids: dict[str, int], work_ids: dict[str, int]) -> Iterator[dict[str, object]]:
    page, trouble = seen.page, seen.trouble
    for work, sight in page.sights.items():
        yield {
            "run_id": run.number, "page_id": page_ids[page.key], "work_id": work_ids[work], "url": page.url, "verdict": sight.verdict,
            "failure": page.failure, "failed": sight.failed, "digest": sight.digest, "copied": sight.copied, "is_entry": sight.is_entry,
            "read_run_id": seen.known.read_run_id if page.failure else run.number, "unread_since": trouble.since,
            "unread_looks": trouble.looks, "is_told": trouble.is_told,
            "own_terms": page.terms if page.terms != run.terms else "",
        }  # fmt: skip


def _ids(connection: Connection, table: Table, column: str, values: Iterable[str]) -> dict[str, int]:
    asked = select(table.c[column], table.c.id).where(table.c[column].in_(list(values)))
    return {row[0]: row[1] for row in connection.execute(asked)}


def _host(key: str) -> str:
    try:
        return urlsplit(key).hostname or ""
    except ValueError:  # brackets that hold no IPv6 address
        return ""


def _batches(many: Iterator[T], size: int) -> Iterator[list[T]]:
    while batch := list(islice(many, size)):
        yield batch
