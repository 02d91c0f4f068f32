"""Fetching with evidence: what the network brings is kept by the fetcher's witness, and here what comes from elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from msgspec.structs import replace

from attrcheck.archive import ArchiveWriter, capture_of
from attrcheck.errors import ArchiveError
from attrcheck.fetch import Exchange, Fetcher, Limits
from attrcheck.model import Archived, Capture, CaptureRecord, Failure, Target, Value
from attrcheck.runs.record import REPORTS


def utc_now() -> str:
    """Return the present moment."""
    return datetime.now(UTC).isoformat(timespec="seconds")


class EarlyWitness:
    """A witness before there is an archive: the works are fetched before a run can say which they are."""

    def __init__(self) -> None:
        """Nothing is kept so far."""
        self._waiting: list[Exchange] = []
        self._evidence: ArchiveWriter | None = None

    def __call__(self, exchange: Exchange) -> Archived:
        """Keep one exchange, or hold it until there is an archive. Raises ArchiveError."""
        if self._evidence is not None:
            return self._evidence(exchange)
        self._waiting.append(exchange)
        return Archived(record="", file="", offset=0)

    def begin(self, evidence: ArchiveWriter) -> None:
        """Write what was held, and from now on everything, into an archive. Raises ArchiveError."""
        for exchange in self._waiting:
            evidence(exchange)
        self._waiting.clear()
        self._evidence = evidence


def keeping(fetch: Fetcher, evidence: ArchiveWriter, runs: Path, now: Callable[[], str] = utc_now) -> Fetcher:
    """Return a fetcher that keeps what its witness does not see.

    These are saved pages, that no answer came, and what an earlier run in the folder `runs` captured and is the same still.
    """

    def kept(target: Target) -> Capture | Failure:
        fetched = fetch(target)
        if isinstance(fetched, Failure):
            is_unanswered = fetched.archived is None and not target.url.startswith("file:")
            return replace(fetched, archived=evidence.keep_failure(target, fetched, now())) if is_unanswered else fetched
        record, place = fetched.record, fetched.record.archived
        if place is None and record.final_url.startswith("file:"):
            place = evidence.keep_file(record.url, record.captured_at, fetched.body)
        elif place is not None and "/" in place.file:
            place = replace(place, file=evidence.path.name, offset=evidence.carry(runs / place.file, place.offset))
        return replace(fetched, record=replace(record, archived=place))

    return kept


class _Captured(Value, frozen=True, kw_only=True):
    """What is wanted of a report."""

    capture: CaptureRecord | None = None


class _Line(Value, frozen=True, kw_only=True):
    reports: tuple[_Captured, ...]


def previous_captures(folder: Path, limits: Limits) -> Callable[[str], Capture | None]:
    """Return a function from an address to what a run captured of it, None where it has nothing or its archive is gone.

    `archived.file` of such a capture begins with the id of the run and a slash, for `keeping` to find it.
    """
    records: dict[str, CaptureRecord] = {}
    with (folder / REPORTS).open("rb") as file:
        for line in file:
            try:
                reports = msgspec.json.decode(line, type=_Line).reports
            except (msgspec.DecodeError, UnicodeDecodeError):
                continue
            records |= {one.capture.url: one.capture for one in reports if one.capture and one.capture.archived}

    def previous(url: str) -> Capture | None:
        record = records.get(url)
        place = record.archived if record else None
        if record is None or place is None:
            return None
        try:
            capture = capture_of(record, folder / Path(place.file).name, limits)
        except ArchiveError:
            return None
        elsewhere = Archived(record=place.record, file=f"{folder.name}/{Path(place.file).name}", offset=place.offset)
        # What a browser made of it then says nothing about now: whether it is shown again is for this scan to say.
        return replace(capture, record=replace(record, archived=elsewhere, rendering=None))

    return previous
