"""Connections of the session: they go where the guard permits, end at the deadline, read within bounds, and know what was sent."""

from __future__ import annotations

import io
import math
import socket
import ssl
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from http.client import HTTPException, HTTPResponse, parse_headers
from typing import TYPE_CHECKING, Any

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, NameResolutionError, NewConnectionError
from urllib3.util.connection import create_connection

from attrcheck.fetch.contract import FetchStopped
from attrcheck.fetch.deadline import remaining_seconds
from attrcheck.fetch.guard import Guard
from attrcheck.model import FailureReason

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

# Bytes of a status line and all its headers: what Chromium reads at most (kMaxHeaderBufSize). http.client's own limits, 100 headers of
# 64 KB, would let 6 MB pass.
MAX_HEAD_BYTES = 262_144

# Bytes of the lines between chunks, extensions and trailers included. A page of 10 MB in chunks of ten bytes needs 4 MB.
MAX_FRAMING_BYTES = 4_194_304

# Interim answers (100 Continue, 103 Early Hints) before the answer; servers send one or two, curl follows any number.
MAX_INTERIM = 10

# Addresses of one name that are tried; the system puts the best first. A name may have thousands.
MAX_ADDRESSES = 8

SWITCHING_PROTOCOLS = 101


class StaleConnectionError(ConnectionError):
    """A connection that was kept from an earlier page has been closed by the server meanwhile; a new one may bring the page."""


class _DeadlineReader(io.RawIOBase):
    """Reads from a socket with a time-out that shrinks towards the deadline."""

    def __init__(self, raw: io.RawIOBase, sock: socket.socket) -> None:
        self._raw, self._socket, self._patience = raw, sock, sock.gettimeout()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int | None:
        left = remaining_seconds()
        # An infinite deadline (a read outside any fetch) leaves the socket as it was.
        if left != math.inf:
            self._socket.settimeout(left if self._patience is None else min(left, self._patience))
        return self._raw.readinto(buffer)

    def close(self) -> None:
        self._raw.close()
        super().close()


class _BoundedReader(io.BufferedReader):
    """Counts the lines of an answer, which http.client reads without an end, and keeps those of its head."""

    def __init__(self, raw: io.RawIOBase) -> None:
        super().__init__(raw)
        self.head = bytearray()
        self.is_in_head, self._framing = True, 0

    def readline(self, size: int | None = -1, /) -> bytes:
        line = super().readline(size)
        if self.is_in_head:
            self.head += line
        else:
            self._framing += len(line)
        if len(self.head) > MAX_HEAD_BYTES or self._framing > MAX_FRAMING_BYTES:
            what = f"headers of more than {MAX_HEAD_BYTES:,} bytes" if self.is_in_head else "more framing than page"
            raise FetchStopped(FailureReason.CONNECTION, f"The server sent {what}.")
        return line


@dataclass(frozen=True, kw_only=True)
class Wire:
    """What is known of a response beside its parsed form; the fields are those of `Exchange`."""

    request: bytes
    head: bytes
    peer: str
    certificate: str


class WatchedResponse(HTTPResponse):
    """An answer whose reads meet the deadline and whose head is kept as it came."""

    fp: _BoundedReader
    wire: Wire

    def __init__(self, sock: socket.socket, debuglevel: int = 0, method: str | None = None, url: str | None = None) -> None:
        """Read from `sock`; the parameters are those of http.client."""
        super().__init__(sock, debuglevel, method, url)
        self.fp = _BoundedReader(_DeadlineReader(self.fp.detach(), sock))

    def begin(self) -> None:
        """Read the head. Raises `FetchStopped` for a transfer coding that nobody undoes: its marks would stand in the text."""
        super().begin()
        self.head = bytes(self.fp.head)
        self.fp.is_in_head = False
        coding = (self.headers.get("Transfer-Encoding") or "").strip().lower()
        if coding not in ("", "identity", "chunked"):
            raise FetchStopped(FailureReason.BAD_ENCODING, "The page came in a transfer coding that attrcheck cannot undo.")

    def _read_status(self) -> tuple[str, int, str]:
        """Read the status line of the answer; http.client skips only 100 of the interim answers, and any number of them."""
        for _ in range(MAX_INTERIM + 1):
            self.fp.head.clear()
            status: tuple[str, int, str] = super()._read_status()  # type: ignore[misc]
            if status[1] == SWITCHING_PROTOCOLS or not 100 <= status[1] < 200:
                return status
            parse_headers(self.fp)
        raise HTTPException(f"more than {MAX_INTERIM} interim answers")


class _Watched(HTTPConnection):
    """A connection that asks the guard and remembers what it sent. `guard` is set on a class of its own for each session."""

    guard: Guard
    response_class = WatchedResponse
    _sent = b""
    _answers = 0

    def _new_conn(self) -> socket.socket:
        """Connect to an address that the guard permits; everything else is as in urllib3. The look-up takes part in the time-out."""
        self._answers = 0
        try:
            sock = self._connected()
        except socket.gaierror as error:
            raise NameResolutionError(self.host, self, error) from error
        except TimeoutError as error:
            raise ConnectTimeoutError(self, f"Connection to {self.host} timed out.") from error
        except OSError as error:
            raise NewConnectionError(self, f"Failed to establish a new connection: {error}") from error
        sys.audit("http.client.connect", self, self.host, self.port)
        return sock

    def _connected(self) -> socket.socket:
        patience = self.timeout if isinstance(self.timeout, int | float) else math.inf
        end = time.monotonic() + min(patience, remaining_seconds())
        # The proxy was named by the user and may stand in the local network; it connects to the rest of the world.
        guard = Guard(allows_private=True, resolve=self.guard.resolve) if self.proxy else self.guard
        addresses = guard.addresses(self._dns_host, self.port, end - time.monotonic())[:MAX_ADDRESSES]
        failure: OSError = TimeoutError("no time was left to connect")
        for tried, address in enumerate(addresses):
            share = (end - time.monotonic()) / (len(addresses) - tried)
            if share <= 0:
                break
            try:
                return create_connection((address, self.port), share, self.source_address, self.socket_options)
            except OSError as error:
                failure = error
        raise failure

    def send(self, data: Any) -> None:
        """Send, and remember the last message: a request has no body, so that is its head. A proxy's CONNECT goes before."""
        self._sent = data if isinstance(data, bytes) else b""
        with self._telling_stale():
            super().send(data)

    def getresponse(self) -> urllib3.HTTPResponse:  # type: ignore[override]
        """Give the response the facts of the connection, which it loses when it has been read."""
        sock = self.sock
        with self._telling_stale():
            response = super().getresponse()
        self._answers += 1
        inner = response._original_response
        if isinstance(inner, WatchedResponse):
            inner.wire = Wire(request=self._sent, head=inner.head, peer=_peer(sock), certificate=_certificate(sock))
        return response

    @contextmanager
    def _telling_stale(self) -> Iterator[None]:
        """Tell a server that hangs up on a request from one that had hung up before it."""
        try:
            yield
        except (ConnectionResetError, BrokenPipeError) as error:
            if self._answers:
                raise StaleConnectionError("the server had closed a kept connection") from error
            raise


class WatchedHTTPConnection(_Watched):
    """For http addresses."""


class WatchedHTTPSConnection(_Watched, HTTPSConnection):
    """For https addresses; names are verified against the certificate as ever, only the address is chosen here."""


def wire_of(response: urllib3.BaseHTTPResponse) -> Wire:
    """What went over the wire for a response of this module's connections."""
    inner = getattr(response, "_original_response", None)
    if not isinstance(inner, WatchedResponse):
        raise TypeError("the response is not of a watched connection")
    return inner.wire


def _peer(sock: socket.socket) -> str:
    try:
        host, port = sock.getpeername()[:2]
    except OSError:  # the server has hung up already
        return ""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _certificate(sock: socket.socket) -> str:
    certificate = sock.getpeercert(binary_form=True) if isinstance(sock, ssl.SSLSocket) else None
    return sha256(certificate).hexdigest() if certificate else ""
