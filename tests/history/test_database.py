"""The file of a history: made whole, upgraded, refused with a sentence, and never made anew where there was one."""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from msgspec.structs import replace
from sqlalchemy import inspect, select

from attrcheck.errors import HistoryError
from attrcheck.history import Database, Grace, HistorySide, add, difference, found_run, listed, prune, remembered, since_in
from attrcheck.history.migrations import MIGRATIONS
from attrcheck.history.tables import METADATA, schema_version
from attrcheck.model import BaselineState, EventSort, Finding, Level, Outcome, Place, Reuse, ReuseClass, TargetReport, TermsRecord, Verdict
from attrcheck.runs import RunReport

FIRST = Path(__file__).parent / "version-1.sql"
TERMS = TermsRecord(id="t", version="1", reading="strict", digest="d", title="T", reading_means="", source="")
WORK = "https://work.example/a"
POSTGRES = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


def page(name: str, outcome: Outcome) -> TargetReport:
    """A page that reuses the work, with one finding."""
    url = f"https://copy.example/{name}"
    finding = Finding(
        requirement="name", kind="credit.name", level=Level.MUST, place=Place.ARTICLE, subject=url, outcome=outcome, reason="\0 why"
    )
    verdict = Verdict.VIOLATION if outcome is Outcome.FAILED else Verdict.COMPLIANT
    return TargetReport(url=url, work=WORK, verdict=verdict, findings=(finding,), reuse=Reuse(class_=ReuseClass.VERBATIM, coverage=1.0))


def run(day: int, *pages: TargetReport) -> tuple[RunReport, str]:
    """A run of a day, and its id."""
    return RunReport(
        "attrcheck 0", TERMS, (WORK,), f"2026-03-{day:02}T06:00:00+00:00", "", pages, is_complete=True
    ), f"202603{day:02}T060000-000000"


def test_a_fix_and_a_new_failure(tmp_path: Path) -> None:
    """Two changes of opposite sense are two events, each finding knows its past, and adding a run twice changes nothing."""
    with Database.open(str(tmp_path / "h.db")) as history:
        add(history, *run(1, page("a", Outcome.FAILED), page("b", Outcome.PASSED)), Grace())
        for _ in range(2):
            add(history, *run(2, page("a", Outcome.PASSED), page("b", Outcome.FAILED)), Grace())
        report, name = run(2, page("a", Outcome.PASSED), page("b", Outcome.FAILED))
        told = remembered(history, report, name)
        pasts = [finding.past for target in told.targets for finding in target.findings]

        assert told.since is not None
        assert [event.sort for event in told.since.events] == [EventSort.CREDIT_REMOVED, EventSort.CREDIT_ADDED]
        assert [(past.state, past.since[:10]) for past in pasts if past] == [
            (BaselineState.UPDATED, "2026-03-02"),
            (BaselineState.NEW, "2026-03-02"),
        ]
        assert [len(target.timeline) for target in told.targets] == [2, 2]
        assert len(listed(history)) == 2


def test_grace(tmp_path: Path) -> None:
    """With two looks a failure counts, and is told, the second time; one that is gone by then is never told of."""
    with Database.open(str(tmp_path / "h.db")) as history:
        days = [
            (Outcome.PASSED, Outcome.PASSED),
            (Outcome.FAILED, Outcome.FAILED),
            (Outcome.FAILED, Outcome.PASSED),
            (Outcome.FAILED, Outcome.PASSED),
        ]
        found = []
        for day, (one, other) in enumerate(days, start=1):
            report, name = run(day, page("a", one), page("b", other))
            add(history, report, name, Grace(looks=2))
            told = remembered(history, report, name)
            first = next(iter(told.targets)).findings[0].past
            found.append(
                (
                    [event.sort.value for event in told.since.events] if told.since else None,
                    first and first.counts,
                    first and first.state.value,
                )
            )

        assert found == [(None, True, "new"), ([], False, "new"), (["credit-removed"], True, "new"), (["still-open"], True, "unchanged")]


def test_other_terms_of_an_outlet(tmp_path: Path) -> None:
    """What was agreed with an outlet, or ended, is not held against its page or counted in its favour; every other page is told as it is."""
    agreed = replace(TERMS, id="partner", digest="p")
    with Database.open(str(tmp_path / "h.db")) as history:
        days = [
            (page("a", Outcome.PASSED), page("b", Outcome.PASSED)),
            (replace(page("a", Outcome.FAILED), terms=agreed), page("b", Outcome.FAILED)),
            (replace(page("a", Outcome.FAILED), terms=agreed), page("b", Outcome.FAILED)),
            (page("a", Outcome.PASSED), page("b", Outcome.PASSED)),
        ]
        found = []
        for day, pages in enumerate(days, start=1):
            report, name = run(day, *pages)
            add(history, report, name, Grace())
            since = remembered(history, report, name).since
            found.append([(event.sort.value, event.url[-1]) for event in since.events] if since else [])
        beside = difference(*(HistorySide(history, found_run(history, name)) for name in ("last~3", "last~1")))

    assert found == [
        [],
        [("credit-removed", "b"), ("terms-changed", "a")],
        [("still-open", "a"), ("still-open", "b")],
        [("terms-changed", "a"), ("credit-added", "b")],
    ]
    assert [(event.sort.value, event.url[-1]) for event in beside.events] == found[1]


def test_prune_keeps_what_is_compared_with(tmp_path: Path) -> None:
    """Taking old runs away makes nothing younger, and the last run stays."""
    with Database.open(str(tmp_path / "h.db")) as history:
        for day in (1, 2, 3):
            add(history, *run(day, page("a", Outcome.FAILED)), Grace())
        gone = prune(history, "2026-03-09")
        add(history, *run(10, page("a", Outcome.FAILED)), Grace())
        with history.reading() as connection:
            since = since_in(connection, found_run(history, "last"))

        assert gone == ["20260301T060000-000000", "20260302T060000-000000"]
        assert since is not None
        assert [(event.sort, event.since[:10]) for event in since.events] == [(EventSort.STILL_OPEN, "2026-03-01")]


def test_a_killed_scan_leaves_no_half_run(tmp_path: Path) -> None:
    """What breaks off in the middle counts for nothing, and the next attempt replaces it."""
    with Database.open(str(tmp_path / "h.db")) as history:

        class Breaking(tuple[TargetReport, ...]):
            def __iter__(self) -> Iterator[TargetReport]:
                yield from (page(str(number), Outcome.FAILED) for number in range(250))
                raise KeyboardInterrupt

        report, name = run(1)
        with pytest.raises(KeyboardInterrupt):
            add(history, report._replace(targets=Breaking()), name, Grace())
        before = listed(history)
        add(history, *run(1, page("a", Outcome.FAILED)), Grace())

        assert not before
        assert [one.pages for one in listed(history)] == [1]


def test_first_version_is_upgraded(tmp_path: Path) -> None:
    """A history of the first released schema loses nothing: its run is there, and the next one is compared with it."""
    path = tmp_path / "h.db"
    connection = sqlite3.connect(path)
    connection.executescript(FIRST.read_text(encoding="utf-8"))
    connection.close()
    with Database.open(str(path)) as history:
        add(history, *run(2, page("a", Outcome.PASSED)), Grace())
        with history.reading() as asked:
            since = since_in(asked, found_run(history, "last"))
            version = asked.execute(select(schema_version.c.version)).scalar_one()
            columns = {
                table.name: {column["name"] for column in inspect(asked).get_columns(table.name)} for table in METADATA.sorted_tables
            }

        assert version == len(MIGRATIONS)
        assert columns == {table.name: set(table.columns.keys()) for table in METADATA.sorted_tables}
        assert since is not None
        assert [event.sort for event in since.events] == [EventSort.CREDIT_ADDED]


def test_newer_and_damaged_files_are_left_alone(tmp_path: Path) -> None:
    """A file of a newer program, one that is none, an empty one, one with a hole and one of another program: a sentence, and not a byte changed."""
    whole = tmp_path / "h.db"
    with Database.open(str(whole)) as history:
        add(history, *run(1, page("a", Outcome.FAILED)), Grace())
    newer, text, empty, holed, foreign = (tmp_path / f"{name}.db" for name in ("newer", "text", "empty", "holed", "foreign"))
    Database.open(str(newer), [*MIGRATIONS, lambda _: None]).close()
    text.write_text("no database at all", encoding="utf-8")
    empty.touch()
    holed.write_bytes(whole.read_bytes()[:4096] + b"\xff" * (whole.stat().st_size - 4096))
    with sqlite3.connect(foreign) as connection:
        connection.execute("CREATE TABLE bookmarks (url)")
    connection.close()
    said = {}
    for path in (newer, text, empty, holed, foreign):
        before = path.read_bytes()
        with pytest.raises(HistoryError) as error, Database.open(str(path)) as history:
            listed(history)
        assert path.read_bytes() == before
        said[path.stem] = str(error.value)

    assert "newer attrcheck" in said["newer"]
    assert all("damaged" in said[name] for name in ("text", "empty", "holed"))
    assert "no history of attrcheck" in said["foreign"]


def test_scans_at_the_same_time(tmp_path: Path) -> None:
    """Several scans may begin the same history at once: all of their runs are there."""
    path = str(tmp_path / "h.db")

    def scan(day: int) -> None:
        with Database.open(path) as history:
            add(history, *run(day, page("a", Outcome.FAILED), page("b", Outcome.PASSED)), Grace())

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(scan, range(1, 9)))
    with Database.open(path) as history:
        assert len(listed(history)) == 8


@pytest.fixture(scope="module")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a PostgreSQL of Debian's package, in a folder of its own, for as long as these tests take."""
    if not POSTGRES:
        pytest.skip("no PostgreSQL: apt-get install postgresql")
    programs = POSTGRES[-1].parent
    # Root may not run it; its account cannot see pytest's folders.
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    folder = subprocess.run(
        [*as_user, "mktemp", "-d", "/tmp/attrcheck-pg-XXXXXX"], capture_output=True, text=True, check=True
    ).stdout.strip()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={folder} -c fsync=off"
    subprocess.run(
        [*as_user, programs / "initdb", "-A", "trust", "-U", "attrcheck", f"{folder}/data"], capture_output=True, check=True, cwd="/"
    )
    control = [*as_user, programs / "pg_ctl", "-D", f"{folder}/data", "-l", f"{folder}/log", "-w"]
    subprocess.run([*control, "-o", options, "start"], capture_output=True, check=True, cwd="/", timeout=60)
    try:
        yield f"postgresql+psycopg://attrcheck:hidden-word@127.0.0.1:{port}/postgres"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], capture_output=True, check=False, cwd="/", timeout=60)
        shutil.rmtree(folder, ignore_errors=True)


def test_postgresql(postgres: str) -> None:
    """The same in PostgreSQL: comparison, a run in place of itself, pruning; its password stands in no message."""
    with Database.open(postgres) as history:
        add(history, *run(1, page("a", Outcome.FAILED), page("b", Outcome.PASSED)), Grace())
        for _ in range(2):
            add(history, *run(2, page("a", Outcome.PASSED), page("b", Outcome.FAILED)), Grace())
        with history.reading() as connection:
            since = since_in(connection, found_run(history, "last"))
        with pytest.raises(HistoryError) as error:
            found_run(history, "nothing")

        assert since is not None
        assert [event.sort for event in since.events] == [EventSort.CREDIT_REMOVED, EventSort.CREDIT_ADDED]
        assert "hidden-word" not in str(error.value) + history.name
        assert prune(history, "2026-03-02") == ["20260301T060000-000000"]
