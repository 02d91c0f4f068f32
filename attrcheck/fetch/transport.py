"""The requests session: no cookies, no passwords, no proxies but the user's, no .netrc, and connections that the guard watches."""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

import certifi
import requests
import urllib3
from requests.adapters import HTTPAdapter
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.util.ssl_ import create_urllib3_context

from attrcheck.fetch.connection import WatchedHTTPConnection, WatchedHTTPSConnection
from attrcheck.fetch.guard import Guard

# Pools (one a host) and connections a pool that are kept open for the next page of the same site.
POOLS, CONNECTIONS_A_POOL = 64, 8


class Introduction(NamedTuple):
    """How the session presents itself: two headers of every request."""

    user_agent: str
    accept_encoding: str


def new_session(introduction: Introduction, guard: Guard, proxy: str = "") -> OneHopSession:
    """A session that many threads may share: it keeps connections, and nothing else, between two fetches.

    With `proxy`, an http or https address, all requests go there.
    """
    session = OneHopSession()
    session.trust_env = False
    session.headers.clear()
    session.headers.update(
        {
            "User-Agent": introduction.user_agent,
            "Accept": "text/html,application/xhtml+xml,*/*;q=0.5",
            "Accept-Encoding": introduction.accept_encoding,
        }
    )
    if proxy:
        session.proxies = {"http": proxy, "https": proxy}
    adapter = _GuardedAdapter(guard)
    for prefix in ("http://", "https://"):
        session.mount(prefix, adapter)
    return session


@cache
def tls_context() -> ssl.SSLContext:
    """What certificates are verified with: the bundle of certifi.

    One for all sessions, because reading the bundle takes 27 ms, and requests does so for every connection.
    """
    context = create_urllib3_context(cert_reqs=ssl.CERT_REQUIRED)
    context.load_verify_locations(certifi.where())
    return context


class OneHopSession(requests.Session):
    """A session that sends one request at a time and follows nothing."""

    def ask(self, url: str, headers: Mapping[str, str], patience: tuple[float, float]) -> requests.Response:
        """Return the answer to a GET, its body unread; `patience` is the seconds for connecting and for each read. Raises as `get` does.

        `get` would merge settings, cookies and passwords that this session has none of, which takes a tenth of a fetch, and parse the
        address of a redirect that nobody follows, reading its whole body for that, without a bound.
        """
        request = requests.PreparedRequest()
        request.prepare_method("GET")
        request.prepare_url(url, None)
        request.prepare_headers({**self.headers, **headers})
        return self.get_adapter(request.url or url).send(request, stream=True, timeout=patience, proxies=self.proxies)


class _GuardedAdapter(HTTPAdapter):
    def __init__(self, guard: Guard) -> None:
        self._pools = _guarded_pools(guard)
        self._context = tls_context()
        super().__init__(pool_connections=POOLS, pool_maxsize=CONNECTIONS_A_POOL)

    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **pool_kwargs: Any) -> None:
        super().init_poolmanager(connections, maxsize, block, ssl_context=self._context, **pool_kwargs)
        self.poolmanager.pool_classes_by_scheme = self._pools

    def proxy_manager_for(self, proxy: str, **proxy_kwargs: Any) -> urllib3.ProxyManager:
        """As in requests, with connections of ours."""
        contexts = {"ssl_context": self._context, "proxy_ssl_context": self._context}
        manager: urllib3.ProxyManager = super().proxy_manager_for(proxy, **contexts, **proxy_kwargs)
        manager.pool_classes_by_scheme = self._pools
        return manager

    def cert_verify(self, conn: Any, *_: object) -> None:
        """Verify always, with the shared context: the adapter of requests would have its bundle read again for each connection."""
        conn.cert_reqs = "CERT_REQUIRED"

    def build_response(self, req: requests.PreparedRequest, resp: urllib3.BaseHTTPResponse) -> requests.Response:
        """Hide cookies from http.cookiejar, which parses even those that it must refuse, and warns of "a bug" when a date is odd.

        The captured headers are urllib3's copy and keep them.
        """
        if isinstance(resp, urllib3.HTTPResponse) and resp._original_response is not None:
            for name in ("Set-Cookie", "Set-Cookie2"):
                del resp._original_response.msg[name]
        return super().build_response(req, resp)


def _guarded_pools(guard: Guard) -> dict[str, type[HTTPConnectionPool]]:
    """Pools whose connections ask this guard; urllib3 makes connections by their class alone."""

    class GuardedHTTPConnection(WatchedHTTPConnection):
        pass

    class GuardedHTTPSConnection(WatchedHTTPSConnection):
        pass

    class GuardedHTTPPool(HTTPConnectionPool):
        ConnectionCls = GuardedHTTPConnection

    class GuardedHTTPSPool(HTTPSConnectionPool):
        ConnectionCls = GuardedHTTPSConnection

    GuardedHTTPConnection.guard = GuardedHTTPSConnection.guard = guard
    return {"http": GuardedHTTPPool, "https": GuardedHTTPSPool}
