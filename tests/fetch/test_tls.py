"""Certificates, made by the test: only a valid one of a known root for the name that was asked for brings a page."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import NamedTuple

import pytest
import trustme
from urllib3.util.ssl_ import create_urllib3_context

from attrcheck.fetch import Guard, HttpFetcher, Limits
from attrcheck.fetch.contract import Exchange
from attrcheck.model import Archived, Capture, Failure, FailureReason, Target

PAGE = b"<!doctype html><html><body><p>Some article.</p></body></html>"
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s" % (len(PAGE), PAGE)
NAME = "site.example"
DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def root() -> trustme.CA:
    """The root that the fetcher knows."""
    return trustme.CA()


@contextmanager
def listening(serve: Callable[[socket.socket], None]) -> Iterator[int]:
    """A server of one connection on the loopback address; gives its port."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def work() -> None:
            connection, _ = server.accept()
            connection.settimeout(10)
            with connection:
                try:
                    serve(connection)
                except OSError:  # the client found the certificate wanting and hung up
                    return

        thread = threading.Thread(target=work)
        thread.start()
        yield server.getsockname()[1]
        thread.join()


def speaking_tls(certificate: trustme.LeafCert, names: list[str | None] | None = None) -> Callable[[socket.socket], None]:
    """Answer one request under this certificate; `names` gets the name that the client asked for (SNI)."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    if names is not None:
        context.sni_callback = lambda _socket, name, _context: names.append(name)

    def serve(connection: socket.socket) -> None:
        with context.wrap_socket(connection, server_side=True) as tls:
            tls.recv(65_536)
            tls.sendall(ANSWER)

    return serve


@pytest.fixture
def fetch(root: trustme.CA, monkeypatch: pytest.MonkeyPatch) -> Iterator[HttpFetcher]:
    """A fetcher that knows the test's root instead of the world's, and finds every name on this machine."""

    def context() -> ssl.SSLContext:
        made = create_urllib3_context(cert_reqs=ssl.CERT_REQUIRED)
        root.configure_trust(made)
        return made

    monkeypatch.setattr("attrcheck.fetch.transport.tls_context", context)
    guard = Guard(allows_private=True, resolve=lambda _host, _seconds: ["127.0.0.1"])
    with HttpFetcher(Limits(total_seconds=10.0), "attrcheck/test", guard=guard) as fetcher:
        yield fetcher


def test_a_valid_certificate_brings_the_page(root: trustme.CA, fetch: HttpFetcher) -> None:
    """Although the address was chosen by the guard, the name is asked for and verified; the witness learns the certificate."""
    seen: list[Exchange] = []
    names: list[str | None] = []

    def witness(exchange: Exchange) -> Archived:
        seen.append(exchange)
        return Archived(record="urn:uuid:1", file="a.warc.gz", offset=0)

    fetch.witness = witness
    certificate = root.issue_cert(NAME)
    with listening(speaking_tls(certificate, names)) as port:
        brought = fetch(Target(url=f"https://{NAME}:{port}/"))
    der = ssl.PEM_cert_to_DER_cert(certificate.cert_chain_pems[0].bytes().decode())

    assert isinstance(brought, Capture), brought
    assert names == [NAME]
    assert seen[0].certificate == sha256(der).hexdigest()
    assert seen[0].peer == f"127.0.0.1:{port}"


class Broken(NamedTuple):
    """A certificate that must not be accepted, and a word of the sentence about it."""

    name: str
    make: Callable[[trustme.CA], trustme.LeafCert]
    word: str


BROKEN = (
    Broken("expired", lambda root: root.issue_cert(NAME, not_after=datetime.now(UTC) - DAY), "expired"),
    Broken("future", lambda root: root.issue_cert(NAME, not_before=datetime.now(UTC) + DAY), "not yet valid"),
    Broken("unknown-root", lambda _root: trustme.CA().issue_cert(NAME), "issuer"),
    Broken("other-name", lambda root: root.issue_cert("other.example"), "mismatch"),
    Broken("address-only", lambda root: root.issue_cert("127.0.0.1"), "mismatch"),
    Broken("too-wide", lambda root: root.issue_cert("*.example.org"), "mismatch"),
)


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.name)
def test_broken_certificates_are_a_reason(root: trustme.CA, fetch: HttpFetcher, broken: Broken) -> None:
    """Nothing is read from a server that cannot prove its name, and the sentence says what is wrong."""
    with listening(speaking_tls(broken.make(root))) as port:
        brought = fetch(Target(url=f"https://{NAME}:{port}/"))

    assert isinstance(brought, Failure), brought
    assert brought.reason is FailureReason.TLS
    assert broken.word in brought.detail.lower()


def test_the_worlds_roots_do_not_know_the_tests(root: trustme.CA) -> None:
    """Without the fixture's root the same certificate is refused: the bundle is in use."""
    guard = Guard(allows_private=True, resolve=lambda _host, _seconds: ["127.0.0.1"])
    with HttpFetcher(Limits(), "attrcheck/test", guard=guard) as fetch, listening(speaking_tls(root.issue_cert(NAME))) as port:
        brought = fetch(Target(url=f"https://{NAME}:{port}/"))

    assert isinstance(brought, Failure)
    assert brought.reason is FailureReason.TLS


def test_a_silent_handshake_ends(fetch: HttpFetcher) -> None:
    """A server that accepts and says nothing where TLS should begin."""
    fetch.limits = Limits(connect_seconds=0.2, total_seconds=0.4)
    with listening(lambda connection: connection.recv(1 << 20) and connection.recv(1) and None) as port:
        brought = fetch(Target(url=f"https://{NAME}:{port}/"))

    assert isinstance(brought, Failure)
    assert brought.reason is FailureReason.TIMEOUT


def test_tls_on_a_plain_port_is_not_http(root: trustme.CA, fetch: HttpFetcher) -> None:
    """A request in the clear to a port of TLS."""
    with listening(speaking_tls(root.issue_cert(NAME))) as port:
        brought = fetch(Target(url=f"http://{NAME}:{port}/"))

    assert isinstance(brought, Failure)
    assert brought.reason is FailureReason.CONNECTION
