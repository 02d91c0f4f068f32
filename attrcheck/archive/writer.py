"""Exchanges -> a WARC file: one gzip member a record, whole on the disk before the fetch goes on.

The format is WARC 1.1 (ISO 28500:2017). A body stands as it was transferred, content codings and all; only chunk framing is undone, and
the header that speaks of it gets the name that Common Crawl gives it, so that no reader looks for chunks that are not there.
"""

from __future__ import annotations

import gzip
import io
import os
import re
import zlib
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any, Self

import msgspec
from isal import igzip
from msgspec.structs import replace
from warcio.recordbuilder import RecordBuilder
from warcio.utils import Digester
from warcio.warcwriter import WARCWriter

from attrcheck.archive.members import Member
from attrcheck.archive.rendering import HTML, PICTURE, PICTURE_NAME, RENDERING, Shown
from attrcheck.errors import ArchiveError
from attrcheck.fetch import Exchange, wire_address
from attrcheck.model import Archived, Capture, CaptureRecord, Failure, Rendering, Target, Value

# What comes compressed does not shrink again, so zlib stores it as it is. The rest is shrunk by ISA-L, in a quarter of the time that zlib's
# lowest level takes and to no more bytes; ISA-L has no level that only stores.
_Pack = Callable[[memoryview], bytes]
_stored: _Pack = partial(gzip.compress, compresslevel=0, mtime=0)
_shrunk: _Pack = partial(igzip.compress, compresslevel=1, mtime=0)
# Where the head says that the body is compressed.
_CODED = re.compile(rb"(?im)^content-encoding[ \t]*:")
# Name of the server's certificate in our records: WARC 1.1 has no field for it and lets tools add their own (section 5).
CERTIFICATE = "WARC-TLS-Certificate-SHA-256"
# "X-Crawler-Transfer-Encoding" is how Common Crawl says what it undid. Any line of the head that begins so, whatever its case.
UNCHUNKED = "X-Crawler-Transfer-Encoding"
_CHUNKED = re.compile(rb"(?im)^transfer-encoding(?=[ \t]*:)")
# "192.0.2.7:443" or "[2001:db8::7]:443": what stands before the port.
_PEER = re.compile(r"^\[?([0-9A-Fa-f.:%a-z]*?)\]?(?::\d+)?$")


# What a record holds where no answer came.
FAILURE = "application/vnd.attrcheck.failure+json"


class Missed(Value, frozen=True, kw_only=True):
    """That a request with this header Accept brought nothing, and why."""

    accept: str
    failure: Failure


class ArchiveWriter:
    """Writes exchanges to a new WARC file; a `Witness`. Threads may share one.

    Every record is handed to the system before its place is returned, so a kill loses nothing that a finding points to.
    """

    def __init__(self, path: Path, about: Mapping[str, str]) -> None:
        """Create the file with a ``warcinfo`` record that says these things. Raises ArchiveError when there is such a file already."""
        self.path = path
        self._lock = Lock()
        self._builder = _Builder()
        try:
            # Unbuffered: what was written is not lost with this process.
            self._file = path.open("xb", buffering=0)
        except OSError as error:
            raise ArchiveError(f"{path}: cannot be written: {error.strerror}") from error
        self._end = 0
        try:
            self._append(_member(self._builder, self._builder.create_warcinfo_record(path.name, dict(about)), _shrunk))
        except ArchiveError:
            # An empty file is no archive.
            self._file.close()
            path.unlink(missing_ok=True)
            raise

    def __enter__(self) -> Self:
        """Nothing to do: the file is open."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        self.close()

    def close(self) -> None:
        """Write everything to the disk and close the file; a second time does nothing."""
        # A fetch that nobody waits for any longer may be writing.
        with self._lock:
            if not self._file.closed:
                self.sync()
                self._file.close()

    def sync(self) -> None:
        """Return when everything lies on the disk. Raises ArchiveError."""
        try:
            os.fsync(self._file.fileno())
        except OSError as error:
            raise self._trouble(error) from error

    def __call__(self, exchange: Exchange) -> Archived:
        """Keep one exchange as a response and a request record; return where the response lies. Raises ArchiveError."""
        answer = self._record("response", exchange, _Head(_unchunked(exchange.head)), exchange.body)
        asked = self._record("request", exchange, _Head(exchange.request), b"")
        name = answer.rec_headers.get_header("WARC-Record-ID")
        asked.rec_headers.add_header("WARC-Concurrent-To", name)
        _describe(answer.rec_headers, exchange)
        return self._keep(name, ((answer, _stored if _CODED.search(exchange.head) else _shrunk), (asked, _shrunk)))

    def keep_file(self, url: str, changed: str, body: bytes) -> Archived:
        """Keep a saved page as a resource record. `changed` is when it was, in ISO 8601. Raises ArchiveError."""
        return self._keep_block("resource", (wire_address(url), "text/html"), body, {"WARC-Date": _utc(changed)})

    def keep_failure(self, target: Target, failure: Failure, moment: str) -> Archived:
        """Keep that no answer came, as a metadata record; `moment` is when, in ISO 8601. Raises ArchiveError."""
        content = msgspec.json.encode(Missed(accept=target.accept, failure=failure))
        return self._keep_block("metadata", (wire_address(target.url), FAILURE), content, {"WARC-Date": _utc(moment)})

    def keep_rendering(self, shown: Capture) -> Rendering:
        """Keep a page as a browser showed it, and its picture where there is one. Raises ArchiveError.

        Return its rendering with their places.
        """
        made, record = shown.record.rendering, shown.record
        if made is None or record.archived is None:
            raise ValueError("what is kept was shown by a browser, and what it was made of lies in an archive")
        about = msgspec.json.encode(Shown(by=made.by, mark=shown.seen_mark, lacks_style=made.lacks_style)).decode()
        headers = {"WARC-Refers-To": f"<{record.archived.record}>", RENDERING: about}
        place = self._keep_block("conversion", (wire_address(record.final_url), HTML), shown.body, headers | _dated(record))
        if shown.screenshot is None:
            return replace(made, archived=place)
        headers = {"WARC-Concurrent-To": f"<{place.record}>"} | _dated(record)
        picture = self._keep_block("resource", (PICTURE_NAME + wire_address(record.final_url), PICTURE), shown.screenshot, headers)
        return replace(made, archived=place, screenshot_archived=picture)

    def carry(self, path: Path, offset: int) -> int:
        """Copy the record that begins there in another archive, byte for byte; return where it begins here. Raises ArchiveError."""
        try:
            with path.open("rb") as file:
                size = Member(file, offset).drain() - offset
                file.seek(offset)
                written = file.read(size)
        except (OSError, ValueError, zlib.error) as error:
            raise ArchiveError(f"{path}: there is no record at byte {offset:,}: {error}") from error
        return self._append(written)

    def _keep_block(self, sort: str, named: tuple[str, str], block: bytes, headers: Mapping[str, str]) -> Archived:
        """Keep what is no message of HTTP; `named` is its address and its media type."""
        address, media_type = named
        record = self._builder.create_warc_record(
            address, sort, payload=io.BytesIO(block), length=len(block), warc_content_type=media_type, warc_headers_dict=dict(headers)
        )
        return self._keep(record.rec_headers.get_header("WARC-Record-ID"), ((record, _stored if media_type == PICTURE else _shrunk),))

    def _record(self, sort: str, exchange: Exchange, head: _Head, body: bytes) -> Any:
        headers = {"WARC-Date": _utc(exchange.started)}
        return self._builder.create_warc_record(
            wire_address(exchange.url), sort, payload=io.BytesIO(body), length=len(body), warc_headers_dict=headers, http_headers=head
        )

    def _keep(self, name: str, records: Iterable[tuple[Any, _Pack]]) -> Archived:
        # Compressed outside of the lock: that is what takes the time, and it leaves the other threads running.
        written = b"".join(_member(self._builder, record, pack) for record, pack in records)
        return Archived(record=name.strip("<>"), file=self.path.name, offset=self._append(written))

    def _append(self, written: bytes) -> int:
        """Write at the end, all or nothing; return where it begins."""
        with self._lock:
            begin = self._end
            try:
                rest = memoryview(written)
                while rest:
                    rest = rest[self._file.write(rest) :]
            except (OSError, ValueError) as error:
                self._take_back(begin)
                raise self._trouble(error) from error
            self._end += len(written)
            return begin

    def _take_back(self, end: int) -> None:
        """Cut what was written of a record that did not fit."""
        if not self._file.closed:
            self._file.truncate(end)
            self._file.seek(end)

    def _trouble(self, error: Exception) -> ArchiveError:
        return ArchiveError(f"{self.path}: evidence cannot be written: {getattr(error, 'strerror', None) or error}")


class _Builder(WARCWriter):  # type: ignore[misc]
    """warcio's writer with SHA-256, which nobody can forge a second text for, in place of SHA-1."""

    def __init__(self) -> None:
        super().__init__(None, gzip=False, warc_version=RecordBuilder.WARC_1_1)

    @staticmethod
    def _create_digester() -> Any:
        return Digester("sha256")


class _Head:
    """The head of a message as bytes, where warcio would write one that it has parsed."""

    def __init__(self, written: bytes) -> None:
        self.headers_buff = written

    def compute_headers_buffer(self, _filter: object = None) -> None:
        """Nothing to compute: the bytes stand as they came."""


def _member(builder: _Builder, record: Any, pack: _Pack) -> bytes:
    """Return a record as one gzip member, with no time and no name in its header."""
    written = io.BytesIO()
    builder._write_warc_record(written, record)
    return pack(written.getbuffer())


def _describe(headers: Any, exchange: Exchange) -> None:
    """Say who answered, and whether the body is whole."""
    peer = _PEER.match(exchange.peer)
    if peer and peer[1]:
        headers.add_header("WARC-IP-Address", peer[1])
    if exchange.certificate:
        headers.add_header(CERTIFICATE, exchange.certificate)
    if not exchange.is_whole:
        headers.add_header("WARC-Truncated", "unspecified")


def _dated(record: CaptureRecord) -> dict[str, str]:
    """Return the field that says when a page was captured: it was shown as part of the same visit."""
    return {"WARC-Date": _utc(record.captured_at)}


def _unchunked(head: bytes) -> bytes:
    return _CHUNKED.sub(UNCHUNKED.encode(), head)


def _utc(moment: str) -> str:
    """Return a time of ours as WARC writes it: ISO 8601 in UTC, with Z.

    >>> _utc("2026-03-01T10:00:00+00:00")
    '2026-03-01T10:00:00Z'
    """
    return moment.removesuffix("+00:00").removesuffix("Z") + "Z"
