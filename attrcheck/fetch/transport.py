"""The requests session: no cookies, no proxies, no .netrc, and a deadline that slow drips cannot outlast.

A read time-out bounds the pause between two bytes, not a server that sends one byte a second for a day, be it of a header or of a body.
So the deadline of a fetch is looked at before every single read from the socket.
"""

from __future__ import annotations

import io
import math
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from http.client import HTTPResponse
from http.cookiejar import DefaultCookiePolicy
from typing import TYPE_CHECKING

import requests
import urllib3
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

# Pools (one a host) and connections a pool that are kept open for the next page of the same site.
POOLS, CONNECTIONS_A_POOL = 64, 8

# When the fetch that runs in this thread must end, on the monotonic clock. A context variable, because the reads happen deep inside
# http.client, which offers no way to hand anything down.
_deadline: ContextVar[float] = ContextVar("deadline", default=math.inf)


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Let everything that is read inside this block take `seconds` altogether; later reads raise `TimeoutError`."""
    token = _deadline.set(time.monotonic() + seconds)
    try:
        yield
    finally:
        _deadline.reset(token)


@contextmanager
def off_the_clock() -> Iterator[None]:
    """Do not count what happens inside this block against the deadline: waiting for a host's turn is no slowness of the host."""
    started = time.monotonic()
    try:
        yield
    finally:
        _deadline.set(_deadline.get() + time.monotonic() - started)


def remaining_seconds() -> float:
    """Seconds until the deadline, always above 0. Raises `TimeoutError` when it has passed."""
    left = _deadline.get() - time.monotonic()
    if left <= 0:
        raise TimeoutError("the time for this fetch is over")
    return left


def new_session(user_agent: str, accept_encoding: str) -> requests.Session:
    """A session that many threads may share: it keeps connections, and nothing else, between two fetches."""
    session = _OneHopSession()
    session.trust_env = False
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=()))
    session.headers.clear()
    session.headers.update(
        {
            "User-Agent": user_agent,
            "Accept": "text/html,application/xhtml+xml,*/*;q=0.5",
            "Accept-Encoding": accept_encoding,
        }
    )
    for prefix in ("http://", "https://"):
        session.mount(prefix, _DeadlineAdapter(pool_connections=POOLS, pool_maxsize=CONNECTIONS_A_POOL))
    return session


class _OneHopSession(requests.Session):
    def get_redirect_target(self, resp: requests.Response) -> None:
        """Never see a redirect: even when told not to follow one, requests parses its address and reads its whole body, unbounded."""


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


class _DeadlineResponse(HTTPResponse):
    def __init__(self, sock: socket.socket, debuglevel: int = 0, method: str | None = None, url: str | None = None) -> None:
        super().__init__(sock, debuglevel, method, url)
        self.fp = io.BufferedReader(_DeadlineReader(self.fp.detach(), sock))


class _DeadlineHTTPConnection(HTTPConnection):
    response_class = _DeadlineResponse


class _DeadlineHTTPSConnection(HTTPSConnection):
    response_class = _DeadlineResponse


class _DeadlineHTTPPool(HTTPConnectionPool):
    ConnectionCls = _DeadlineHTTPConnection


class _DeadlineHTTPSPool(HTTPSConnectionPool):
    ConnectionCls = _DeadlineHTTPSConnection


class _DeadlineAdapter(HTTPAdapter):
    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **pool_kwargs: object) -> None:
        super().init_poolmanager(connections, maxsize, block, **pool_kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": _DeadlineHTTPPool, "https": _DeadlineHTTPSPool}

    def build_response(self, req: requests.PreparedRequest, resp: urllib3.BaseHTTPResponse) -> requests.Response:
        """Hide cookies from http.cookiejar, which parses even those that it must refuse, and warns of "a bug" when a date is odd.

        The captured headers are urllib3's copy and keep them.
        """
        if isinstance(resp, urllib3.HTTPResponse) and resp._original_response is not None:
            for name in ("Set-Cookie", "Set-Cookie2"):
                del resp._original_response.msg[name]
        return super().build_response(req, resp)
