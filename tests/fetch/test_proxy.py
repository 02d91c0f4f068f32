"""A proxy that the user names: everything goes there, what an address itself shows is refused all the same."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

import pytest
import trustme
from urllib3.util.ssl_ import create_urllib3_context

from attrcheck.fetch import Guard, HttpFetcher, Limits
from attrcheck.fetch.contract import Exchange
from attrcheck.model import Archived, Capture, Failure, FailureReason, Target

if TYPE_CHECKING:
    import socket

    from tests.fetch.conftest import MisbehavingServer

PAGE = b"<!doctype html><html><body><p>Some article.</p></body></html>"
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s" % (len(PAGE), PAGE)
Through = Callable[[str], HttpFetcher]


def nobody(host: str, seconds: float) -> Sequence[str]:
    """A resolver that must not be asked."""
    raise AssertionError(f"{host} was looked up")


@pytest.fixture
def seen() -> list[Exchange]:
    """What the witness got."""
    return []


@pytest.fixture
def through(limits: Limits, seen: list[Exchange]) -> Iterator[Through]:
    """Make a fetcher that goes through a proxy."""
    made: list[HttpFetcher] = []

    def witness(exchange: Exchange) -> Archived:
        seen.append(exchange)
        return Archived(record="urn:uuid:1", file="list", offset=0)

    def make(proxy: str) -> HttpFetcher:
        made.append(HttpFetcher(limits, "attrcheck/test", guard=Guard(resolve=nobody), witness=witness, proxy=proxy))
        return made[-1]

    yield make
    for fetcher in made:
        fetcher.close()


def test_a_page_comes_through_a_proxy(server: MisbehavingServer, through: Through, seen: list[Exchange]) -> None:
    """The proxy may stand in the local network and looks up the name; its password goes to it and into no record."""
    server.send(ANSWER, "http://site.example/page")
    proxy = server.base_url.replace("http://", "http://someone:secret@")
    brought = through(proxy)(Target(url="http://site.example/page"))

    assert isinstance(brought, Capture), brought
    assert brought.record.final_url == "http://site.example/page"
    assert server.asked[0][1]["proxy-authorization"].startswith("Basic ")
    assert b"roxy-" not in seen[0].request
    assert seen[0].request.startswith(b"GET http://site.example/page HTTP/1.1\r\n")


def test_tls_is_verified_behind_a_proxy(
    server: MisbehavingServer, through: Through, seen: list[Exchange], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The tunnel ends at the site: its certificate is verified, and the request that is kept is the page's."""
    root = trustme.CA()
    theirs, ours = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), create_urllib3_context(cert_reqs=ssl.CERT_REQUIRED)
    root.issue_cert("site.example").configure_cert(theirs)
    root.configure_trust(ours)
    monkeypatch.setattr("attrcheck.fetch.transport.tls_context", lambda: ours)

    def tunnel(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 Connected\r\n\r\n")
        with theirs.wrap_socket(connection, server_side=True) as tls:
            tls.recv(65_536)
            tls.sendall(ANSWER)

    for host in ("site.example", "other.example"):
        server.behave(tunnel, f"{host}:443")
    fetch = through(server.base_url)
    brought, other = (fetch(Target(url=f"https://{host}/page")) for host in ("site.example", "other.example"))

    assert isinstance(brought, Capture), brought
    assert seen[0].request.startswith(b"GET /page HTTP/1.1\r\nHost: site.example\r\n")
    assert len(seen[0].certificate) == 64
    assert isinstance(other, Failure)
    assert other.reason is FailureReason.TLS


@pytest.mark.parametrize(
    "url", ["http://169.254.169.254/", "http://localhost/", "http://0x7f.1/", "http://[::ffff:10.0.0.1]/", "http://site.example:25/"]
)
def test_what_an_address_shows_is_refused(server: MisbehavingServer, through: Through, url: str) -> None:
    """A proxy often stands where such addresses answer."""
    brought = through(server.base_url)(Target(url=url))

    assert isinstance(brought, Failure)
    assert brought.reason is FailureReason.FORBIDDEN_ADDRESS
    assert server.asked == []


def test_a_proxy_that_refuses_is_a_reason(server: MisbehavingServer, through: Through) -> None:
    """A proxy's no to a tunnel, and a proxy that is not there."""
    server.send(b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n", "site.example:443")
    brought = through(server.base_url)(Target(url="https://site.example/"))

    assert isinstance(brought, Failure)
    assert brought.reason is FailureReason.CONNECTION
    assert "407" in brought.detail
