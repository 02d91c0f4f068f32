"""Cases in the database of the history."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain, groupby, islice
from typing import Any

import msgspec
from msgspec.structs import replace
from sqlalchemy import ColumnElement, Connection, Row, Table, delete, insert, or_, select, update

from attrcheck.cases.case import Case, CaseState, Entry, Pickup, Point
from attrcheck.cases.follow import accuses, followed
from attrcheck.errors import HistoryError
from attrcheck.history import Database
from attrcheck.history.case_tables import case_entries, case_pickups, case_points, cases
from attrcheck.model import AnyReport, TargetReport, Verdict
from attrcheck.urls import canonical
from attrcheck.waivers import host_of_page

# An outlet and a work.
Key = tuple[str, str]
# Pages in one transaction: few enough that another scan soon has its turn, and far below the 32,766 values that SQLite takes at once.
_BATCH = 200


def follow(database: Database, report: AnyReport, run: str) -> list[Case]:
    """Bring the cases up to a run, and return those that were opened, closed or opened again. Raises HistoryError.

    A run that is followed twice changes nothing more. Pages of no outlet, such as saved ones, have no case.
    """
    moved: dict[int | None, Case] = {}
    targets = (target for target in report.targets if not target.same_as and host_of_page(target))
    # The reports of one page, one for each work that it reuses, follow each other and stay together.
    by_page = (list(found) for _, found in groupby(targets, key=lambda target: canonical(target.url)))
    while batch := list(chain.from_iterable(islice(by_page, _BATCH))):
        with database.writing() as connection:
            for case in _follow(connection, batch, report, run):
                moved[case.number] = case
    return list(moved.values())


def all_cases(database: Database, states: Collection[CaseState] = ()) -> Iterator[Case]:
    """Yield the cases in these states, or all of them, oldest first. Raises HistoryError."""
    asked = select(cases.c.id).order_by(cases.c.id)
    with database.reading() as connection:
        numbers = list(connection.execute(asked.where(cases.c.state.in_(states)) if states else asked).scalars())
    while numbers:
        some, numbers = numbers[:_BATCH], numbers[_BATCH:]
        with database.reading() as connection:
            yield from _read(connection, cases.c.id.in_(some))


def case_of(database: Database, number: int) -> Case:
    """Return a case. Raises HistoryError."""
    with database.reading() as connection:
        found = _read(connection, cases.c.id == number)
    if not found:
        raise HistoryError(f"{database.name}: there is no case {number}")
    return found[0]


def case_about(database: Database, outlet: str, work: str) -> Case:
    """Return the case of an outlet and a work, or a new one that is not kept yet. Raises HistoryError."""
    with database.reading() as connection:
        found = _read(connection, (cases.c.outlet == outlet) & (cases.c.work == work))
    return found[0] if found else Case(outlet=outlet, work=work)


def keep(database: Database, case: Case) -> Case:
    """Keep a case as it is, and return it with its number. Raises HistoryError."""
    with database.writing() as connection:
        return _write(connection, [case])[0]


def _follow(connection: Connection, batch: Sequence[TargetReport], report: AnyReport, run: str) -> list[Case]:
    """Return the cases of a batch of pages that change their state."""
    pages = {canonical(target.url) for target in batch}
    sought = {canonical(work) for work in report.works}
    own = {_own(target) for target in batch if accuses(target)}
    with_page = select(case_pickups.c.case_id).where(case_pickups.c.page.in_(pages))
    named = [(cases.c.outlet == outlet) & (cases.c.work == work) for outlet, work in own]
    before = {(case.outlet, case.work): case for case in _read(connection, or_(cases.c.id.in_(with_page), *named))}
    now = dict(before)
    at: dict[str, dict[Key, None]] = {}
    for key, case in before.items():
        for pickup in case.pickups:
            at.setdefault(pickup.page, {})[key] = None
    for target in batch:
        keys = at.setdefault(canonical(target.url), {})
        # A page stays in the case that it stands in, even when another host answers for it now.
        if accuses(target) and all(work != canonical(target.work or "") for _, work in keys):
            keys[_own(target)] = None
        for outlet, work in keys:
            # A page without the works of this scan may well hold one that it did not look for.
            if target.verdict is not Verdict.NOT_A_REUSE or work in sought:
                now[outlet, work] = followed(now.get((outlet, work)) or Case(outlet=outlet, work=work), target, run, report.started)
    for target, key in _dropped(batch, at, sought):
        now[key] = followed(now[key], target, run, report.started, is_dropped=True)
    return list(_changed(connection, before, now))


def _dropped(
    batch: Sequence[TargetReport], at: Mapping[str, Collection[Key]], sought: Collection[str]
) -> Iterator[tuple[TargetReport, Key]]:
    """Yield pages that were read and reuse works, with the cases about works that were looked for there and are not among them."""
    reused: dict[str, set[str]] = {}
    for target in batch:
        reused.setdefault(canonical(target.url), set()).add(canonical(target.work or ""))
    for target in {canonical(target.url): target for target in batch}.values():
        page = canonical(target.url)
        for outlet, work in at[page] if target.work and not target.failure else ():
            if work in sought and work not in reused[page]:
                yield target, (outlet, work)


def _own(target: TargetReport) -> Key:
    return host_of_page(target), canonical(target.work or "")


def _changed(connection: Connection, before: dict[Key, Case], now: dict[Key, Case]) -> Iterator[Case]:
    """Write the cases that are others than before, and yield those in another state."""
    others = [key for key, case in now.items() if case != before.get(key)]
    for key, kept in zip(others, _write(connection, [now[key] for key in others]), strict=True):
        was = before.get(key)
        if was is None or was.state is not kept.state:
            yield kept


def _read(connection: Connection, condition: ColumnElement[bool]) -> list[Case]:
    """Return the cases that fit, oldest first, with all that belongs to them."""
    rows = connection.execute(select(cases).where(condition).order_by(cases.c.id)).all()
    found: list[Case] = []
    for start in range(0, len(rows), _BATCH):
        some = rows[start : start + _BATCH]
        numbers = [row.id for row in some]
        points, entries, pickups = (_parts(connection, table, numbers) for table in (case_points, case_entries, case_pickups))
        for row in some:
            found.append(
                Case(
                    number=row.id,
                    outlet=row.outlet,
                    work=row.work,
                    state=CaseState(row.state),
                    points=tuple(msgspec.json.decode(each.point, type=Point) for each in points.get(row.id, ())),
                    entries=tuple(msgspec.json.decode(each.entry, type=Entry) for each in entries.get(row.id, ())),
                    pickups=tuple(msgspec.json.decode(each.pickup, type=Pickup) for each in pickups.get(row.id, ())),
                )
            )
    return found


def _parts(connection: Connection, table: Table, numbers: Sequence[int]) -> dict[int, list[Row[Any]]]:
    """Return the rows of a table by their case, in the order in which they were written."""
    found: dict[int, list[Row[Any]]] = {}
    for row in connection.execute(select(table).where(table.c.case_id.in_(numbers)).order_by(table.c.id)):
        found.setdefault(row.case_id, []).append(row)
    return found


def _write(connection: Connection, changed: Sequence[Case]) -> list[Case]:
    """Write cases over what is there of them, and return them with their numbers."""
    numbered = [replace(case, number=_number(connection, case)) for case in changed]
    numbers = [case.number for case in numbered]
    for state in {case.state for case in numbered}:
        known = [case.number for case in numbered if case.state is state]
        connection.execute(update(cases).where(cases.c.id.in_(known)).values(state=state.value))
    points = [
        {"case_id": case.number, "identity": one.identity, "page": one.page, "point": _json(one)}
        for case in numbered
        for one in case.points
    ]
    entries = [{"case_id": case.number, "entry": _json(one)} for case in numbered for one in case.entries]
    pickups = [{"case_id": case.number, "page": one.page, "pickup": _json(one)} for case in numbered for one in case.pickups]
    for table, parts in ((case_points, points), (case_entries, entries), (case_pickups, pickups)):
        connection.execute(delete(table).where(table.c.case_id.in_(numbers)))
        if parts:
            connection.execute(insert(table), parts)
    return numbered


def _number(connection: Connection, case: Case) -> int:
    """Return the number of a case; one that is not kept yet gets one."""
    if case.number is not None:
        return case.number
    row = {"outlet": case.outlet, "work": case.work, "state": case.state.value}
    return int(connection.execute(insert(cases).values(row).returning(cases.c.id)).scalar_one())


def _json(value: Point | Entry | Pickup) -> str:
    return msgspec.json.encode(value).decode()
