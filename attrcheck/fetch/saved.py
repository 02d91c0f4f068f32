"""Saved pages: `file:` addresses, under the same bounds as the network."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from attrcheck.fetch.contract import FetchStopped, Limits, body_digest
from attrcheck.fetch.media import HEAD_BYTES, MHTML, foreign_body, foreign_head
from attrcheck.fetch.mhtml import page_of
from attrcheck.model import Capture, CaptureRecord, Failure, FailureReason, Target

PAGE_SUFFIXES = (".html", ".htm", ".xhtml", ".xht", ".shtml", ".mhtml", ".mht")

# How many times as large as a page a file may be that holds its pictures too.
_PICTURES = 10


def fetch_saved(target: Target, limits: Limits | None = None) -> Capture | Failure:
    """Read a saved page. It was captured when the file was last changed; its media type is ``text/html``.

    Of a page that a browser saved as one file (MHTML) the page itself is read. A missing or unreadable file is a
    failure with reason `file`, a file without a byte `empty`, a binary in spite of its ``.html`` name `not-html`.
    """
    try:
        return _read(target, limits or Limits())
    except FetchStopped as stop:
        return Failure(reason=stop.reason, detail=stop.detail)
    except (OSError, ValueError) as error:
        sentence = getattr(error, "strerror", None) or str(error)
        return Failure(reason=FailureReason.FILE, detail=f"The saved page could not be read: {sentence}.")


def _read(target: Target, limits: Limits) -> Capture:
    path = _path(target.url)
    # A pipe or a device would block for ever.
    if path.exists() and not path.is_file():
        raise FetchStopped(FailureReason.FILE, "The saved page is not a regular file.")
    with path.open("rb") as file:
        changed = os.fstat(file.fileno()).st_mtime
        body = file.read(limits.body_bytes + 1)
        if MHTML.match(body[:HEAD_BYTES]):
            body += file.read(limits.body_bytes * _PICTURES)
    return _captured(target.url, body, datetime.fromtimestamp(changed, UTC).isoformat(timespec="seconds"), limits)


def saved_capture(url: str, body: bytes, changed: str, limits: Limits) -> Capture | Failure:
    """Return the capture of a saved page whose bytes are at hand; `changed` is when it was, in ISO 8601."""
    try:
        return _captured(url, body, changed, limits)
    except (FetchStopped, ValueError) as stop:
        return Failure(reason=getattr(stop, "reason", FailureReason.FILE), detail=str(stop))


def _captured(url: str, file: bytes, changed: str, limits: Limits) -> Capture:
    body = _page(file, limits)
    _refuse(body, _path(url), limits)
    record = CaptureRecord(
        url=url,
        final_url=url,
        captured_at=changed,
        digest=body_digest(body),
        size=len(body),
        media_type="text/html",
    )
    return Capture(record=record, body=body)


def _page(file: bytes, limits: Limits) -> bytes:
    """Return the page in a file, which is most often all of it."""
    if not MHTML.match(file[:HEAD_BYTES]):
        return file
    if len(file) > limits.body_bytes * _PICTURES:
        raise FetchStopped(FailureReason.TOO_LARGE, f"The saved page is larger than {limits.body_bytes * _PICTURES:,} bytes.")
    saved = page_of(file)
    if saved is None:
        raise FetchStopped(FailureReason.NOT_HTML, "The saved page is an MHTML file in which no page can be read.")
    return saved


def _refuse(body: bytes, path: Path, limits: Limits) -> None:
    declared = "text/html" if path.suffix.lower() in PAGE_SUFFIXES else ""
    if not body.strip():
        raise FetchStopped(FailureReason.EMPTY, "The saved page is empty.")
    other = foreign_head(declared, body[:HEAD_BYTES])
    if other is None and len(body) > limits.body_bytes:
        raise FetchStopped(FailureReason.TOO_LARGE, f"The saved page is larger than {limits.body_bytes:,} bytes.")
    other = other or foreign_body(declared, body)
    if other is not None:
        raise FetchStopped(FailureReason.NOT_HTML, f"The saved page is not HTML: it is {other}.")


def _path(url: str) -> Path:
    parts = urlsplit(url)
    if parts.scheme != "file" or parts.netloc not in ("", "localhost"):
        raise FetchStopped(FailureReason.BAD_ADDRESS, "The address is not a file: address of this computer.")
    if os.name == "nt":
        return Path(url2pathname(parts.path))
    # Names that are not UTF-8 come out of old archives; Path.as_uri() keeps their bytes, and so must we.
    return Path(unquote(parts.path, errors="surrogateescape"))
