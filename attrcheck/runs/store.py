"""Where runs are kept, and which one a name means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from attrcheck.errors import RunError
from attrcheck.model import Target
from attrcheck.runs.files import trouble
from attrcheck.runs.record import RUN, RunRecord
from attrcheck.runs.run import Run

DEFAULT_STORE = ".attrcheck"
LAST = "last"
# The time of the beginning, so that names stand in the order of time, to the microsecond, so that two are never the same.
_ID_FORMAT = "%Y%m%dT%H%M%S-%f"
_ID = re.compile(r"\d{8}T\d{6}-\d{6}")
# Runs that a message names.
_SHOWN = 5


def new_id(moment: datetime) -> str:
    """Return the name of a run that begins now.

    >>> new_id(datetime(2026, 3, 1, 10, 0, 0, 250000, UTC))
    '20260301T100000-250000'
    """
    return moment.astimezone(UTC).strftime(_ID_FORMAT)


def prepare(store: Path) -> None:
    """Make the folder of a store where there is none. Raises RunError when it cannot be written."""
    try:
        store.mkdir(parents=True, exist_ok=True)
        # Evidence is not for a repository: it holds other people's pages.
        if not (store / ".gitignore").exists():
            (store / ".gitignore").write_text("*\n", encoding="utf-8")
    except OSError as error:
        raise trouble(store, error) from error


def new_run(store: Path, record: RunRecord, targets: Sequence[Target]) -> Run:
    """Begin a run in the store. Raises RunError when the folder cannot be written."""
    prepare(store)
    folder = store / "runs" / record.id
    try:
        folder.mkdir(parents=True)
    except OSError as error:
        raise trouble(folder, error) from error
    return Run.begin(folder, record, targets)


def find_run(name: str, store: Path) -> Path:
    """Return the folder of a run: by its id, by its path, or the ``last`` one of the store. Raises RunError."""
    ids = _ids(store)
    if name == LAST and ids:
        return store / "runs" / ids[-1]
    if _ID.fullmatch(name) and name in ids:
        return store / "runs" / name
    if (Path(name) / RUN).is_file():
        return Path(name)
    known = f"the latest are {', '.join(reversed(ids[-_SHOWN:]))}" if ids else "there is none so far"
    if Path(name).suffix:
        raise RunError(f"{name}: there is no such file")
    raise RunError(f"{name!r} is no run in {store}: {known}; --store names another folder")


def _ids(store: Path) -> list[str]:
    """Return the ids of the store's runs, oldest first."""
    return sorted(path.parent.name for path in store.glob(f"runs/*/{RUN}") if _ID.fullmatch(path.parent.name))
