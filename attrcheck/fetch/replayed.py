"""A kept message as an answer: read by the same code that reads a server's, so that a replay says what the scan said."""

from __future__ import annotations

import io
from http.client import HTTPResponse
from typing import Any

import requests
import urllib3
from requests.adapters import HTTPAdapter
from urllib3._collections import HTTPHeaderDict

from attrcheck.fetch.coding import PIECE_BYTES, decoded

# What carries requests and brings answers.
Transport = HTTPAdapter


def replayed(message: io.BytesIO, url: str, unchunked: str) -> urllib3.HTTPResponse:
    """Return an answer whose bytes, head and body, come from `message`. Raises what a server's would: HTTPException.

    A header named `unchunked` gets its old name, Transfer-Encoding, back: the chunks that it speaks of were undone.
    """
    answer = HTTPResponse(_Kept(message), method="GET", url=url)  # type: ignore[arg-type]
    answer.begin()
    headers = HTTPHeaderDict()
    for name, value in answer.msg.items():
        is_undone = name.lower() == unchunked.lower()
        headers.add("Transfer-Encoding" if is_undone else name, value)
        if is_undone:
            # Beside chunks a Content-Length does not count (RFC 9112, section 6.3).
            answer.length = None
    return urllib3.HTTPResponse(
        body=answer,
        headers=headers,
        status=answer.status,
        version=answer.version,
        reason=answer.reason,
        preload_content=False,
        decode_content=False,
        original_response=answer,
        request_method="GET",
        request_url=url,
    )


def kept_body(answer: urllib3.HTTPResponse, limit: int) -> bytes:
    """Return the body of such an answer with every content coding undone. Raises FetchStopped where it is damaged or beyond `limit`."""
    coding = ", ".join(value for name, value in answer.headers.items() if name.lower() == "content-encoding")
    pieces = iter(lambda: answer.read1(PIECE_BYTES, decode_content=False), b"")
    return b"".join(decoded(pieces, coding, limit))


class _Kept:
    """What http.client asks of a socket."""

    def __init__(self, message: io.BytesIO) -> None:
        self._message = message

    def makefile(self, _mode: str) -> io.BytesIO:
        return self._message


def mount(session: requests.Session, transport: Any) -> None:
    """Let a transport carry all requests of a session."""
    for prefix in ("http://", "https://"):
        session.mount(prefix, transport)
