"""The database of a history: an SQLite file, or any PostgreSQL. Opened, brought up to date, never made anew where there was one."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Self

from sqlalchemy import Connection, Engine, Table, create_engine, event, insert, inspect, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.sql.dml import Insert

from attrcheck.errors import HistoryError
from attrcheck.history.migrations import MIGRATIONS, Migration
from attrcheck.history.tables import schema_version

DEFAULT_FILE = "history.db"
"""The name of the file in the store."""

# Seconds that a scan waits for another one that writes: a batch takes well below one.
_PATIENCE = 30
# What an SQLite file begins with (sqlite.org, "Database File Format").
_MAGIC = b"SQLite format 3\0"
_HINT = "--history names another, --no-history keeps none"
_NO_ADDRESS = "the history's address cannot be used: it must be a file or postgresql+psycopg://USER@HOST/NAME"
# The option of a connection that will write.
_WRITES = "attrcheck_writes"
# The advisory lock of PostgreSQL under which a schema is changed: any number that others hardly use.
_LOCK = 0x617474726368


class Database:
    """An open history. Close it, or use it as a context manager."""

    def __init__(self, engine: Engine, name: str) -> None:
        """Take an engine whose schema is up to date, and the history's name for messages, which holds no password."""
        self.engine, self.name = engine, name

    @classmethod
    def open(cls, address: str, migrations: Sequence[Migration] = MIGRATIONS) -> Self:
        """Open the history in a file or at an address, and make it where there is none. Raises HistoryError."""
        url = _url(address)
        name = url.database or "" if url.get_backend_name() == "sqlite" else _shown(url)
        if url.get_backend_name() == "sqlite" and not _is_there(Path(name)):
            _make(Path(name), migrations)
        return cls._upgraded(url, name, migrations)

    @classmethod
    def _upgraded(cls, url: URL, name: str, migrations: Sequence[Migration]) -> Self:
        database = cls(_engine(url), name)
        try:
            database._upgrade(migrations)
        except BaseException:
            database.close()
            raise
        return database

    def __enter__(self) -> Self:
        """Nothing to do: it is open."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the history."""
        self.close()

    def close(self) -> None:
        """Let go of the file or the server."""
        self.engine.dispose()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection; all that is done with it is kept, or, after an error, nothing. Raises HistoryError."""
        with _told(self.name), self.engine.execution_options(**{_WRITES: True}).begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection for questions. Raises HistoryError."""
        with _told(self.name), self.engine.connect() as connection:
            yield connection

    def add_new(self, table: Table) -> Insert:
        """Return a statement that adds rows but for those that are there already."""
        if self.engine.dialect.name == "postgresql":
            return postgresql.insert(table).on_conflict_do_nothing()
        return sqlite.insert(table).on_conflict_do_nothing()

    def _upgrade(self, migrations: Sequence[Migration]) -> None:
        """Run the steps that this history has not gone through. Raises HistoryError for one of a newer program."""
        done = self._version()
        if done > len(migrations):
            raise HistoryError(
                f"{self.name}: was written by a newer attrcheck (version {done} of the history, this program knows {len(migrations)}): "
                "use that program, or name another history"
            )
        while done < len(migrations):
            with self.writing() as connection:
                if self.engine.dialect.name == "postgresql":
                    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
                # Another scan may have done it while this one waited.
                done = _version_of(connection)
                if done < len(migrations):
                    migrations[done](connection)
                    _note(connection, done := done + 1)

    def _version(self) -> int:
        with self.reading() as connection:
            return _version_of(connection)


def _version_of(connection: Connection) -> int:
    """Return how many migrations a history has gone through, 0 for an empty database. Raises HistoryError for one that is no history."""
    name = _shown(connection.engine.url)
    names = inspect(connection).get_table_names()
    if schema_version.name not in names:
        if names:
            raise HistoryError(f"{name}: is no history of attrcheck, for it holds other tables: give the history a database of its own")
        return 0
    found: int | None = connection.execute(select(schema_version.c.version)).scalar_one_or_none()
    if found is None:
        raise HistoryError(f"{name}: is damaged: it does not say its version")
    return found


def _note(connection: Connection, version: int) -> None:
    row = {"version": version}
    connection.execute(insert(schema_version).values(row) if version == 1 else update(schema_version).values(row))


def _shown(url: URL) -> str:
    """Return an address for messages: without the password, and without the query, which may hold one too."""
    return url.set(query={}).render_as_string(hide_password=True)


def _url(address: str) -> URL:
    """Return the address of a database; what is none is the path of an SQLite file. Raises HistoryError, without the password."""
    if "://" not in address:
        return URL.create("sqlite", database=address)
    try:
        url = make_url(address)
        backend = url.get_backend_name()
        url.get_dialect()
    except (ArgumentError, NoSuchModuleError, ValueError) as error:
        raise HistoryError(_NO_ADDRESS) from error
    except ImportError as error:
        raise HistoryError(
            f"the history needs a driver that is not installed ({error.name}): pip install 'attrcheck[postgresql]'"
        ) from error
    if backend not in ("sqlite", "postgresql") or not url.database:
        raise HistoryError(_NO_ADDRESS)
    return url


def _is_there(path: Path) -> bool:
    """Tell whether there is a file; refuse one that is no database before SQLite takes an empty one for a new database."""
    try:
        if not path.exists():
            return False
        with path.open("rb") as file:
            head = file.read(len(_MAGIC))
    except OSError as error:
        raise HistoryError(f"{path}: cannot be opened: {error.strerror or error}") from error
    if head != _MAGIC:
        raise HistoryError(f"{path}: is damaged or not a history: it was left as it is; restore it from a copy, or name another file")
    return True


def _make(path: Path, migrations: Sequence[Migration]) -> None:
    """Make a file that is there with all its tables or not at all, and never over one that another scan has made meanwhile."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=f".{path.name}-", dir=path.parent) as folder:
            fresh = Path(folder) / path.name
            Database._upgraded(URL.create("sqlite", database=str(fresh)), str(path), migrations).close()
            with suppress(FileExistsError):
                os.link(fresh, path)
    except OSError as error:
        raise HistoryError(f"{path}: cannot be written: {error.strerror or error}; {_HINT}") from error


def _engine(url: URL) -> Engine:
    if url.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True)
    engine = create_engine(url, connect_args={"timeout": _PATIENCE, "isolation_level": None})

    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _: object) -> None:
        connection.execute("PRAGMA foreign_keys = ON")

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        # Who will write says so first and waits for its turn; one who says it in the middle is refused (sqlite.org, "Transaction").
        writes = connection.get_execution_options().get(_WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


@contextmanager
def _told(name: str) -> Iterator[None]:
    """Turn trouble with the database into a sentence: what happened, and what helps."""
    try:
        yield
    except DBAPIError as error:
        said = str(error.orig).strip().splitlines()[0] if str(error.orig).strip() else type(error.orig).__name__
        raise HistoryError(f"{name}: {_meaning(said)}") from error
    except SQLAlchemyError as error:
        raise HistoryError(f"{name}: {error}") from error


def _meaning(said: str) -> str:
    low = said.lower()
    if "malformed" in low or "not a database" in low or "corrupt" in low:
        return f"is damaged ({said}): it was left as it is; restore it from a copy, or name another file"
    if "locked" in low:
        return f"is in use by another program for more than {_PATIENCE} seconds"
    if "readonly" in low or "unable to open" in low:
        return f"cannot be written ({said}); {_HINT}"
    return f"cannot be used: {said}"
