"""The reports of a run: one line a target, on the disk before the target counts as done."""

from __future__ import annotations

import io
import os
from array import array
from collections.abc import Collection, Iterator
from pathlib import Path

import msgspec

from attrcheck.errors import RunError
from attrcheck.model import FailureReason, TargetReport
from attrcheck.runs.files import trouble
from attrcheck.runs.record import Line

# The place of a target that is not done.
_NOWHERE = -1


class Lines(Collection[TargetReport]):
    """The reports of a run in the order of its targets, read from the disk each time: in memory are eight bytes a target."""

    def __init__(self, path: Path, targets: int) -> None:
        """Find the lines that are whole; nothing is changed. Raises RunError."""
        self.path = path
        self._places = array("q", [_NOWHERE]) * targets
        self._count = self.done = 0
        # Targets whose reports only say that the scan ended before them, and how many reports these are.
        self._unreached: dict[int, int] = {}
        self._file: io.FileIO | None = None
        try:
            self._end = self._found() if path.exists() else 0
        except OSError as error:
            raise trouble(path, error, "cannot be read") from error

    def open(self) -> None:
        """Make ready for more lines: cut a torn one at the end, whose target will be checked again. Raises RunError."""
        try:
            # Unbuffered: what was written is not lost with this process.
            self._file = self.path.open("ab", buffering=0)
            self._file.truncate(self._end)
        except OSError as error:
            raise trouble(self.path, error) from error

    def __len__(self) -> int:
        """How many reports there are; a page that reuses two works has two."""
        return self._count

    def __contains__(self, report: object) -> bool:
        """Tell whether it is one of them."""
        return any(report == one for one in self)

    def __iter__(self) -> Iterator[TargetReport]:
        """Read them."""
        with self.path.open("rb") as file:
            for place in self._places:
                if place != _NOWHERE:
                    file.seek(place)
                    yield from msgspec.json.decode(file.readline(), type=Line).reports

    def left(self) -> array[int]:
        """Return which targets are not done."""
        return array("q", (index for index, place in enumerate(self._places) if place == _NOWHERE or index in self._unreached))

    def append(self, line: Line) -> None:
        """Return when the line lies on the disk. Raises RunError; then nothing of it does."""
        if self._file is None:
            raise RuntimeError("a line is written before the file is opened")
        written = msgspec.json.encode(line) + b"\n"
        try:
            _write(self._file, written)
        except OSError as error:
            self._file.truncate(self._end)
            raise trouble(self.path, error) from error
        self._note(line, self._end)
        self._end += len(written)

    def close(self) -> None:
        """Close the file, if it was opened."""
        if self._file is not None:
            self._file.close()

    def _note(self, line: Line, place: int) -> None:
        is_first = self._places[line.index] == _NOWHERE
        if is_first or line.index in self._unreached:
            self._places[line.index] = place
            self._count += len(line.reports) - self._unreached.pop(line.index, 0)
            if any(report.failure and report.failure.reason is FailureReason.NOT_REACHED for report in line.reports):
                self._unreached[line.index] = len(line.reports)
            else:
                self.done += 1

    def _found(self) -> int:
        """Note the lines that are there; return where the last whole one ends. Raises RunError for one that was changed."""
        end = 0
        with self.path.open("rb") as file:
            for number, written in enumerate(file, start=1):
                if not written.endswith(b"\n"):
                    break
                try:
                    self._note(msgspec.json.decode(written, type=Line), end)
                except (msgspec.DecodeError, UnicodeDecodeError, IndexError) as error:
                    raise RunError(f"{self.path}:{number}: is not a line of reports: {error}") from error
                end += len(written)
        return end


def _write(file: io.FileIO, written: bytes) -> None:
    """Return when the bytes lie on the disk."""
    rest = memoryview(written)
    while rest:
        rest = rest[file.write(rest) :]
    os.fsync(file.fileno())
