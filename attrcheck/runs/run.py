"""One run on the disk: its targets, its reports, its evidence. Whatever ends a scan, what was done is there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, Self

import msgspec

from attrcheck.archive import ArchiveWriter, whole_bytes
from attrcheck.errors import RunError
from attrcheck.model import Since, Target, TargetReport, TermsRecord
from attrcheck.runs.files import lock, trouble, write_whole
from attrcheck.runs.lines import Lines
from attrcheck.runs.manifest import changes, seal
from attrcheck.runs.record import EVIDENCE, MANIFEST, REPORTS, RUN, TARGETS, Line, RunRecord
from attrcheck.same_pages import each_page_once


class _Pages(Collection[TargetReport]):
    """The reports of a run, each page once: what a later address of it says is told at the first."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines

    def __len__(self) -> int:
        return len(self._lines)

    def __contains__(self, report: object) -> bool:
        return any(report == one for one in self)

    def __iter__(self) -> Iterator[TargetReport]:
        return each_page_once(self._lines)


class RunReport(NamedTuple):
    """The report of a run: what `Report` is, but for its targets, which are read from the disk."""

    generator: str
    terms: TermsRecord
    works: tuple[str, ...]
    started: str
    finished: str
    targets: Collection[TargetReport]
    is_complete: bool
    notes: tuple[str, ...] = ()
    since: Since | None = None
    schema: str = "attrcheck-report/1"


class Run:
    """A run that a scan works at; no other scan can meanwhile. Close it, or use it as a context manager."""

    def __init__(self, folder: Path) -> None:
        """Open a run for work: go on where a scan stopped. Raises RunError when that cannot be."""
        self.folder = folder
        self._lock = lock(folder / RUN)
        try:
            self.record = read_record(folder)
            # Counted, not kept: a list may be longer than memory should be.
            self.count = sum(1 for _ in _read_targets(folder))
            changed = next(changes(folder), None)
            if changed:
                raise RunError(f"{folder}: cannot be gone on with: {changed}")
            self.lines = Lines(folder / REPORTS, self.count)
            self._mend()
            self.lines.open()
        except BaseException:
            self._lock.close()
            raise
        self._evidence: ArchiveWriter | None = None

    @classmethod
    def begin(cls, folder: Path, record: RunRecord, targets: Iterable[Target]) -> Self:
        """Write a new run into an empty folder and open it. Raises RunError."""
        write_whole(folder / TARGETS, (msgspec.json.encode(target) + b"\n" for target in targets))
        # Last: a folder with this file is a run.
        write_whole(folder / RUN, [msgspec.json.format(msgspec.json.encode(record), indent=1) + b"\n"])
        return cls(folder)

    def __enter__(self) -> Self:
        """Nothing to do: it is open."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the run."""
        self.close()

    def evidence(self, about: Mapping[str, str]) -> ArchiveWriter:
        """Return the archive of this scan, a new file beside those of earlier ones. `about` goes into its first record."""
        number = len(archives_of(self.folder)) + 1
        name = EVIDENCE.replace("*", "" if number == 1 else f"-{number}")
        self._evidence = ArchiveWriter(self.folder / name, {**about, "isPartOf": self.record.id})
        return self._evidence

    def targets(self, wanted: Iterable[int]) -> Iterator[Target]:
        """Read the targets of these numbers, which rise, from the disk."""
        numbers = iter(wanted)
        number = next(numbers, None)
        for at, target in enumerate(_read_targets(self.folder)):
            if at == number:
                yield target
                number = next(numbers, None)

    def keep(self, index: int, reports: tuple[TargetReport, ...]) -> None:
        """Return when a target is done: its evidence and then its reports lie on the disk. Raises RunError or ArchiveError."""
        if self._evidence is not None:
            self._evidence.sync()
        self.lines.append(Line(index=index, reports=reports))

    def report(self, finished: str, notes: tuple[str, ...] = ()) -> RunReport:
        """Return the report of all that is done."""
        record, lines = self.record, self.lines
        is_complete = lines.done == self.count
        return RunReport(record.generator, record.terms, record.works, record.started, finished, _Pages(lines), is_complete, notes)

    def close(self) -> None:
        """End the work: write the manifest and let others in. A second time does nothing."""
        if self._lock.closed:
            return
        try:
            if self._evidence is not None:
                self._evidence.close()
            self.lines.close()
            seal(self.folder)
        finally:
            self._lock.close()

    def _mend(self) -> None:
        """Cut the torn record that a kill leaves at the end of an archive, and take away the manifest, which is about to be untrue."""
        try:
            if not (self.folder / MANIFEST).exists():
                for path in archives_of(self.folder):
                    with path.open("r+b") as file:
                        file.truncate(whole_bytes(path))
            (self.folder / MANIFEST).unlink(missing_ok=True)
        except OSError as error:
            raise trouble(self.folder, error) from error


def archives_of(folder: Path) -> list[Path]:
    """Return the archives of a run, oldest first: the first has no number, the others have rising ones."""
    return sorted(folder.glob(EVIDENCE), key=lambda path: (len(path.name), path.name))


def sources_of(folder: Path) -> list[Path]:
    """Return the archives that the pages of a run lie in: its own, or those that it was made from."""
    return archives_of(folder) or [Path(path) for path in read_record(folder).archives]


def read_record(folder: Path) -> RunRecord:
    """Return how a run began. Raises RunError."""
    path = folder / RUN
    try:
        return msgspec.json.decode(path.read_bytes(), type=RunRecord)
    except OSError as error:
        raise trouble(path, error, "cannot be read") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise RunError(f"{path}: does not describe a run: {error}") from error


def read_reports(folder: Path) -> RunReport:
    """Return the report of a run as it stands, without working at it: what `attrcheck report` and the like show. Raises RunError."""
    record = read_record(folder)
    targets = sum(1 for _ in _read_targets(folder))
    lines = Lines(folder / REPORTS, targets)
    return RunReport(record.generator, record.terms, record.works, record.started, "", _Pages(lines), lines.done == targets)


def _read_targets(folder: Path) -> Iterator[Target]:
    path = folder / TARGETS
    try:
        with path.open("rb") as file:
            yield from (msgspec.json.decode(line, type=Target) for line in file)
    except OSError as error:
        raise trouble(path, error, "cannot be read") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise RunError(f"{path}: is not the list of targets of a run: {error}") from error
