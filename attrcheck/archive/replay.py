"""An archive instead of the network: the fetcher and its rules are the same, only the bytes come from records."""

from __future__ import annotations

import io
from collections.abc import Sequence
from contextvars import ContextVar
from http.client import IncompleteRead
from pathlib import Path
from typing import Any, Self

from msgspec.structs import replace

from attrcheck.archive.index import Held, Index, missed_of
from attrcheck.archive.reading import Record, record_at
from attrcheck.archive.rendering import rendered
from attrcheck.archive.writer import UNCHUNKED
from attrcheck.fetch import FetchStopped, Guard, HttpFetcher, Limits, Transport, replayed, saved_capture
from attrcheck.model import Archived, Capture, Failure, FailureReason, Target


class ArchiveFetcher:
    """Answers from archives and never from the network; an address that they lack is a failure. Threads may share one.

    Redirects are followed inside the archives. A capture bears the time of its record, not that of the replay.
    """

    def __init__(self, paths: Sequence[Path], limits: Limits | None = None) -> None:
        """Read through the archives once. Raises ArchiveError when one cannot be read."""
        self.index = Index(paths)
        self._limits = limits or Limits()
        self._web = HttpFetcher(self._limits, "attrcheck", guard=Guard(allows_private=True))
        self._web.answer_from(_FromArchive(self.index, self._limits.body_bytes))

    def __enter__(self) -> Self:
        """Nothing to do."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the fetcher."""
        self._web.close()

    def __call__(self, target: Target) -> Capture | Failure:
        """Fetch one target from the archives."""
        met: list[tuple[Held, Record]] = []
        token = _met.set(met)
        try:
            fetched = self._fetched(target)
        finally:
            _met.reset(token)
        return _dated(fetched, *met[-1]) if met else fetched

    def rendered(self, capture: Capture) -> Capture | None:
        """Return what came from here as the browser of a scan showed it, None where the archives do not hold that. Raises ArchiveError."""
        held = self.index.shown(capture.record.archived.record) if capture.record.archived else None
        return rendered(capture, held.path, held.offset) if held else None

    def _fetched(self, target: Target) -> Capture | Failure:
        if target.url.startswith("file:"):
            return self._saved(target)
        held = self.index.missed(target.url, target.accept)
        if held is None:
            return self._web(target)
        with record_at(held.path, held.offset) as record:
            _met.get().append((held, record))
            return missed_of(record, held.path).failure

    def _saved(self, target: Target) -> Capture | Failure:
        held = self.index.find(target.url, "")
        if held is None:
            return Failure(reason=FailureReason.NOT_ARCHIVED, detail=_LACKING.format(url=target.url))
        with record_at(held.path, held.offset) as record:
            _met.get().append((held, record))
            body = record.stream.read(self._limits.body_bytes + 1)
        return saved_capture(target.url, body, record.header("WARC-Date"), self._limits)


_LACKING = "The archive holds no answer of {url}."

# The records that the fetch in this thread has met. A context variable, because requests hands nothing back from the depths.
_met: ContextVar[list[tuple[Held, Record]]] = ContextVar("met")


class _FromArchive(Transport):
    """What requests calls a transport: an answer for each request."""

    def __init__(self, index: Index, body_bytes: int) -> None:
        super().__init__()
        self._index = index
        # More of a body is refused anyway; http.client refuses heads of more than 100 lines of 64 KiB.
        self._most_bytes = body_bytes + 8_000_000

    def send(self, request: Any, *_: object, **__: object) -> Any:
        """Return the answer that the archive holds."""
        held = self._index.find(request.url, request.headers.get("Accept", ""))
        if held is None:
            raise FetchStopped(FailureReason.NOT_ARCHIVED, _LACKING.format(url=request.url))
        with record_at(held.path, held.offset) as record:
            _met.get().append((held, record))
            block = _Block(record.stream.read(self._most_bytes), is_whole=not record.header("WARC-Truncated"))
        return self.build_response(request, replayed(block, request.url, UNCHUNKED))


class _Block(io.BytesIO):
    """The bytes of a message. Where they were cut, their end is the end of a broken connection, as it was."""

    def __init__(self, message: bytes, *, is_whole: bool) -> None:
        super().__init__(message)
        self._is_whole = is_whole

    def read1(self, size: int | None = -1, /) -> bytes:
        """Return what comes next. Raises IncompleteRead at the end of a message that was cut."""
        return self._read(super().read1(size), size)

    def read(self, size: int | None = -1, /) -> bytes:
        """Return what comes next. Raises IncompleteRead at the end of a message that was cut."""
        return self._read(super().read(size), size)

    def _read(self, piece: bytes, size: int | None) -> bytes:
        if not piece and size and not self._is_whole:
            raise IncompleteRead(b"")
        return piece


def _dated(fetched: Capture | Failure, held: Held, record: Record) -> Capture | Failure:
    """Return what was fetched with the time of its record, and where it lies."""
    place = Archived(record=record.header("WARC-Record-ID").strip("<>"), file=held.path.name, offset=held.offset)
    if isinstance(fetched, Failure):
        return replace(fetched, archived=place)
    moment = record.header("WARC-Date").removesuffix("Z").partition(".")[0] + "+00:00"
    return replace(fetched, record=replace(fetched.record, captured_at=moment, archived=place))
