"""The runs of a history: listed, found by name, and taken away when they are old."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec
from sqlalchemy import func, select

from attrcheck.errors import HistoryError
from attrcheck.history.adding import forget
from attrcheck.history.database import Database
from attrcheck.history.known import RunRow
from attrcheck.history.tables import runs, sightings
from attrcheck.model import EventSort, Value
from attrcheck.runs import LAST

# "last", and "last~2" for the second before it, as git counts; six digits are more runs than anybody has.
_LAST = re.compile(rf"{LAST}(?:~(\d{{1,6}}))?")
# Runs that a message names.
_SHOWN = 5


class Listed(Value, frozen=True, kw_only=True):
    """A run as a list of runs shows it; `changes` are numbers by sort, None for the first run of a series."""

    run: str
    started: str
    terms: str
    terms_version: str
    pages: int
    failed: int
    changes: dict[EventSort, int] | None
    is_complete: bool


def listed(database: Database) -> Sequence[Listed]:
    """Return the runs of a history, the latest first. Raises HistoryError."""
    columns = [runs.c[name] for name in Listed.__struct_fields__]
    with database.reading() as connection:
        rows = connection.execute(select(*columns).where(runs.c.is_whole).order_by(runs.c.run.desc())).mappings().all()
    return [Listed(**{**row, "changes": counted(row["changes"], row["run"])}) for row in rows]


def counted(changes: str, run: str) -> dict[EventSort, int] | None:
    """Return how many changes of each sort a run has, as they are kept. Raises HistoryError."""
    try:
        return msgspec.json.decode(changes, type=dict[EventSort, int]) if changes else None
    except msgspec.DecodeError as error:
        raise HistoryError(f"the history is damaged: the changes of run {run} cannot be read: {error}") from error


def found_run(database: Database, name: str) -> RunRow:
    """Return the run of this id, or the ``last`` one, or ``last~1``, the one before it. Raises HistoryError."""
    asked = select(runs.c.id, runs.c.run, runs.c.series, runs.c.started, runs.c.terms_digest).where(runs.c.is_whole)
    with database.reading() as connection:
        if found := _LAST.fullmatch(name):
            row = connection.execute(asked.order_by(runs.c.run.desc()).offset(int(found[1] or 0)).limit(1)).first()
        else:
            row = connection.execute(asked.where(runs.c.run == name)).first()
        if row is not None:
            return RunRow(*row)
        latest = connection.execute(select(runs.c.run).where(runs.c.is_whole).order_by(runs.c.run.desc()).limit(_SHOWN)).scalars().all()
    known = f"the latest are {', '.join(latest)}" if latest else "it holds none so far"
    raise HistoryError(f"{name!r} is no run in the history {database.name}: {known}")


def prune(database: Database, before: str) -> list[str]:
    """Take away the runs that began before a moment (ISO 8601) and return their ids. Raises HistoryError.

    What later runs are compared with stays: the last run of each series, and those in which a page could be read for the last time.
    Since when a finding fails is known from later runs too, so that nothing gets younger.
    """
    with database.writing() as connection:
        last = set(connection.execute(select(func.max(runs.c.run)).where(runs.c.is_whole).group_by(runs.c.series)).scalars())
        kept = select(sightings.c.read_run_id).join(runs, runs.c.id == sightings.c.run_id)
        needed = set(connection.execute(kept.where((runs.c.started >= before) | runs.c.run.in_(last)).distinct()).scalars())
        asked = select(runs.c.id, runs.c.run).where(runs.c.started < before).order_by(runs.c.run)
        old = [row.run for row in connection.execute(asked) if row.id not in needed and row.run not in last]
        for at in range(0, len(old), _SHOWN):
            forget(connection, old[at : at + _SHOWN])
    return old
