"""Any two runs beside each other: of the history, or reports in files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from itertools import islice
from typing import NamedTuple, Protocol

from sqlalchemy import select

from attrcheck.errors import HistoryError
from attrcheck.history.adding import MAX_EVENTS, series_of
from attrcheck.history.carry import Grace, carried, unread
from attrcheck.history.compare import changes, worst_first
from attrcheck.history.database import Database
from attrcheck.history.known import Known, RunRow, pages_in
from attrcheck.history.pages import Page, Trouble, pages_of, terms_digest
from attrcheck.history.tables import pages, sightings
from attrcheck.model import Event, EventSort, Report, Since

_BATCH = 200


class Name(NamedTuple):
    """Which run a side is: its name, when it began, and the series that it belongs to."""

    run: str
    started: str
    series: str


class Side(Protocol):
    """A run that can be compared."""

    @property
    def name(self) -> Name:
        """Which run it is."""

    def pages(self) -> Iterator[Page]:
        """Yield its pages."""

    def known(self, keys: Collection[str]) -> dict[str, Known]:
        """Return its pages of these keys, as they stood when they could last be read."""


class HistorySide:
    """A run of a history."""

    def __init__(self, database: Database, run: RunRow) -> None:
        """Take a run that the history holds."""
        self._database, self._run = database, run
        self.name = Name(run.run, run.started, run.series)

    def pages(self) -> Iterator[Page]:
        """Yield its pages in the order in which the history met them."""
        after = -1
        while True:
            with self._database.reading() as connection:
                asked = select(pages.c.id, pages.c.url).join(sightings, sightings.c.page_id == pages.c.id).distinct()
                asked = asked.where(sightings.c.run_id == self._run.number, pages.c.id > after).order_by(pages.c.id).limit(_BATCH)
                ids = {row.id: row.url for row in connection.execute(asked)}
                found = pages_in(connection, ids, [(one, self._run.number) for one in ids])
            if not ids:
                return
            after = max(ids)
            yield from found.values()

    def known(self, keys: Collection[str]) -> dict[str, Known]:
        """Return its pages of these keys; one that could not be read as an earlier run has it."""
        with self._database.reading() as connection:
            ids = {row.id: row.url for row in connection.execute(select(pages.c.id, pages.c.url).where(pages.c.url.in_(keys)))}
            asked = select(sightings).where(sightings.c.run_id == self._run.number, sightings.c.page_id.in_(ids))
            rows = list(connection.execute(asked))
            read = pages_in(connection, ids, {(row.page_id, row.read_run_id) for row in rows if row.read_run_id is not None})
        return {
            ids[row.page_id]: Known(read.get((row.page_id, row.read_run_id)), Trouble(row.failure, row.unread_since, 1, bool(row.failure)))
            for row in rows
        }


class ReportSide:
    """A report in a file: all of it is in memory."""

    def __init__(self, report: Report, file: str) -> None:
        """Take a report and the name of its file."""
        self.name = Name(file, report.started, series_of(report))
        terms = terms_digest(report.terms)
        self._pages = {page.key: carried(None, page, report.started, Grace()) for page in pages_of(report.targets, terms)}

    def pages(self) -> Iterator[Page]:
        """Yield its pages."""
        yield from self._pages.values()

    def known(self, keys: Collection[str]) -> dict[str, Known]:
        """Return its pages of these keys."""
        found = {}
        for page in (self._pages[key] for key in keys if key in self._pages):
            found[page.key] = Known(None if page.failure else page, unread(None, page, self.name.started, Grace()))
        return found


def difference(before: Side, now: Side) -> Since:
    """Return what has changed from one run to another. Raises HistoryError where the two asked for different things."""
    if before.name.series != now.name.series:
        raise HistoryError(f"{before.name.run} and {now.name.run} are about other terms or works: there is nothing to compare")
    found: list[Event] = []
    counts: Counter[EventSort] = Counter()
    every = now.pages()
    while batch := list(islice(every, _BATCH)):
        known = before.known([page.key for page in batch])
        for event in (event for page in batch for event in _changes(known.get(page.key, Known()), page, now.name.started)):
            counts[event.sort] += 1
            found.append(event)
        found = found if len(found) <= 2 * MAX_EVENTS else worst_first(found)[:MAX_EVENTS]
    return Since(run=before.name.run, started=before.name.started, events=tuple(worst_first(found)[:MAX_EVENTS]), counts=dict(counts))


def _changes(known: Known, page: Page, started: str) -> Iterator[Event]:
    return changes(known.before, known.last, carried(known.before, page, started, Grace()), unread(known.last, page, started, Grace()))
