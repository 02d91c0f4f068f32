"""A capture again, from its record in the archive."""

from __future__ import annotations

import io
from http.client import HTTPException
from pathlib import Path

from attrcheck.archive.reading import record_at
from attrcheck.archive.writer import UNCHUNKED
from attrcheck.errors import ArchiveError
from attrcheck.fetch import FetchStopped, Limits, body_digest, kept_body, replayed
from attrcheck.model import Capture, CaptureRecord

# Room for the head of a message before its body (see `ArchiveFetcher`).
_HEAD_BYTES = 8_000_000


def capture_of(record: CaptureRecord, path: Path, limits: Limits | None = None) -> Capture:
    """Return what a scan captured, from the archive in which `record.archived` says that it lies.

    Raises ArchiveError when it is not there or its bytes are no longer those of the digest.
    """
    if record.archived is None:
        raise ArchiveError(f"{record.url}: no evidence was kept of it")
    chosen = limits or Limits()
    with record_at(path, record.archived.offset) as found:
        if found.header("WARC-Record-ID").strip("<>") != record.archived.record:
            raise ArchiveError(f"{path}: another record lies at byte {record.archived.offset:,}")
        block = found.stream.read(record.size + chosen.body_bytes + _HEAD_BYTES)
        is_message = found.sort == "response"
    headers: tuple[tuple[str, str], ...] = ()
    body = block
    if is_message:
        try:
            answer = replayed(io.BytesIO(block), record.final_url, UNCHUNKED)
            headers = tuple(answer.headers.items())
            body = kept_body(answer, max(chosen.body_bytes, record.size))
        except (FetchStopped, HTTPException) as error:
            raise ArchiveError(f"{path}: the record at byte {record.archived.offset:,} is damaged: {error}") from error
    if body_digest(body) != record.digest:
        raise ArchiveError(f"{path}: the bytes at {record.archived.offset:,} are not those that were captured: the digest is another")
    return Capture(record=record, body=body, headers=headers)
