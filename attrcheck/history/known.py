"""Questions to a history about many pages at once: how they stood when they could last be read, and what has kept them from it since."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, func, select

from attrcheck.history.pages import Carried, Page, Said, Sight, Trouble
from attrcheck.history.tables import findings, outcomes, pages, runs, sightings, works


class Known(NamedTuple):
    """What a history knows of a page from earlier runs: how it stood when it could last be read, and why it could not in the last one."""

    before: Page | None = None
    last: Trouble = Trouble()
    read_run_id: int | None = None


class RunRow(NamedTuple):
    """A run by its number and its id, the series that it belongs to, when it began, and the digest of its terms."""

    number: int
    run: str
    series: str
    started: str
    terms: str


def latest(connection: Connection, keys: Collection[str], run: RunRow) -> dict[str, Known]:
    """Return what is known of pages from runs of the series before this one, by key. Three questions for any number of pages."""
    ids = {row.id: row.url for row in connection.execute(select(pages.c.id, pages.c.url).where(pages.c.url.in_(keys)))}
    last = _last_sightings(connection, ids, run)
    wanted = {(row.page_id, row.read_run_id) for row in last if row.read_run_id is not None}
    read = pages_in(connection, ids, wanted)
    found = {}
    for row in last:
        trouble = Trouble(row.failure, row.unread_since, row.unread_looks, row.is_told)
        found[ids[row.page_id]] = Known(read.get((row.page_id, row.read_run_id)), trouble, row.read_run_id)
    return found


def _last_sightings(connection: Connection, ids: Mapping[int, str], run: RunRow) -> list[Row[Any]]:
    """Return a row of the last run in which each page was looked at."""
    last = (
        select(sightings.c.page_id, func.max(runs.c.run).label("run"))
        .join(runs, runs.c.id == sightings.c.run_id)
        .where(sightings.c.page_id.in_(ids), runs.c.series == run.series, runs.c.run < run.run, runs.c.is_whole)
        .group_by(sightings.c.page_id)
        .subquery()
    )
    asked = (
        select(sightings)
        .join(runs, runs.c.id == sightings.c.run_id)
        .join(last, (last.c.page_id == sightings.c.page_id) & (last.c.run == runs.c.run))
    )
    return list(connection.execute(asked))


def pages_in(connection: Connection, ids: Mapping[int, str], wanted: Iterable[tuple[int, int]]) -> dict[tuple[int, int], Page]:
    """Return pages as they stood in runs, by the numbers of page and run."""
    runs_of: dict[int, list[int]] = {}
    for number, run in wanted:
        runs_of.setdefault(run, []).append(number)
    found: dict[tuple[int, int], Page] = {}
    for run, of_run in runs_of.items():
        terms = connection.execute(select(runs.c.terms_digest).where(runs.c.id == run)).scalar_one()
        said = said_in(connection, of_run, run)
        asked = select(sightings, works.c.url.label("work")).join(works).where(sightings.c.run_id == run, sightings.c.page_id.in_(of_run))
        for row in connection.execute(asked):
            empty = Page(ids[row.page_id], row.url, row.failure, {}, said.get(row.page_id, {}), terms=row.own_terms or terms)
            found.setdefault((row.page_id, run), empty).sights[row.work] = Sight(
                row.verdict, row.failed, row.digest, row.copied, row.is_entry
            )
    return found


def said_in(connection: Connection, of: Collection[int], run: int) -> dict[int, dict[str, Said]]:
    """Return what a run says of the findings of pages, by page and identity."""
    asked = (
        select(findings, outcomes, works.c.url.label("work"))
        .join(outcomes, outcomes.c.finding_id == findings.c.id)
        .join(works, works.c.id == findings.c.work_id)
        .where(outcomes.c.run_id == run, findings.c.page_id.in_(of))
    )
    found: dict[int, dict[str, Said]] = {}
    for row in connection.execute(asked):
        carried = Carried(row.state, row.since, row.failed_since, row.looks, row.was, row.counts)
        what = (row.identity, row.work, row.requirement, row.kind, row.place, row.subject)
        found.setdefault(row.page_id, {})[row.identity] = Said(*what, row.level, row.outcome, row.reason, row.is_wrong, carried)
    return found
