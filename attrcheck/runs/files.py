"""Writing that survives a kill and says clearly when it cannot."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import IO

from attrcheck.errors import RunError

if sys.platform != "win32":
    import fcntl

# What helps when a folder cannot be written.
_HINT = "--store names another folder, --no-store keeps nothing"


def trouble(path: Path, error: OSError, does: str = "cannot be written") -> RunError:
    """Return the error for a file of a run, with what would help."""
    return RunError(f"{path}: {does}: {error.strerror or error}; {_HINT}")


def write_whole(path: Path, lines: Iterable[bytes]) -> None:
    """Write a file that is there whole or not at all, also after a power cut. Raises RunError."""
    partial = path.with_name(f".{path.name}.partial")
    try:
        with partial.open("wb") as file:
            file.writelines(lines)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise trouble(path, error) from error


def lock(path: Path) -> IO[bytes]:
    """Return a file that only one process may hold; the system lets go of it when that process dies, however it dies.

    Raises RunError when another process holds it. Windows has no such locks; there nobody is refused.
    """
    try:
        file = path.open("r+b")
    except OSError as error:
        raise trouble(path, error, "cannot be opened") from error
    if sys.platform != "win32":
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            file.close()
            raise RunError(f"{path.parent}: another scan is at work on this run; let it end, or stop it") from error
    return file
