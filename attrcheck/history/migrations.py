"""How a history of an earlier version becomes one of this version: numbered steps, forward only, each in a transaction of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import Connection, inspect

from attrcheck.history.case_tables import case_entries, case_pickups, case_points, cases
from attrcheck.history.tables import METADATA, events, findings, outcomes, pages, runs, schema_version, sightings, works

Migration = Callable[[Connection], None]


def _first(connection: Connection) -> None:
    """Runs, pages and findings: the tables that the first version had."""
    METADATA.create_all(connection, tables=[schema_version, runs, pages, works, sightings, findings, outcomes, events])


def _cases(connection: Connection) -> None:
    """Cases: what outlets owe, and what was done about it."""
    METADATA.create_all(connection, tables=[cases, case_points, case_entries, case_pickups])


def _terms_of_outlets(connection: Connection) -> None:
    """The terms that a page was checked against where its outlet has its own."""
    # A history that is made now has the column from the first step on, which makes the tables as they are.
    if "own_terms" not in {column["name"] for column in inspect(connection).get_columns("sightings")}:
        connection.exec_driver_sql("ALTER TABLE sightings ADD COLUMN own_terms TEXT NOT NULL DEFAULT ''")


# The version of a history is the number of these that it has gone through. Append; never change one that was released.
MIGRATIONS: Sequence[Migration] = (_first, _cases, _terms_of_outlets)
