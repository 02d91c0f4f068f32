"""A real server on the loopback address that answers exactly what a test wants, however wrong, and remembers what it was asked."""

from __future__ import annotations

import socket
import socketserver
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest

from attrcheck.fetch import Guard, HttpFetcher, Limits

# Longer than any test waits, so that a test that hangs fails by its own limit first.
PATIENCE_SECONDS = 20

Behaviour = Callable[[socket.socket], None]


@dataclass
class MisbehavingServer:
    """Gives each answer an address of its own; `asked` holds path and lower-case headers of every request, in order."""

    base_url: str
    behaviours: dict[str, Behaviour] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def behave(self, behaviour: Behaviour, path: str | None = None) -> str:
        """The address at which `behaviour` gets the connection after a request; it is closed afterwards."""
        path = path or f"/{len(self.behaviours)}"
        self.behaviours[path] = behaviour
        return self.base_url + path

    def send(self, raw: bytes, path: str | None = None) -> str:
        """The address that answers with these very bytes."""
        return self.behave(lambda connection: connection.sendall(raw), path)

    def answer(self, body: bytes = b"", status: int = 200, headers: Mapping[str, str] | None = None, path: str | None = None) -> str:
        """The address of a well-formed answer; only the headers named here, Content-Length and Connection are sent."""
        lines = [f"HTTP/1.1 {status} Some Reason", f"Content-Length: {len(body)}", "Connection: close"]
        lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
        return self.send("\r\n".join(lines).encode() + b"\r\n\r\n" + body, path)

    def html(self, body: bytes, headers: Mapping[str, str] | None = None, path: str | None = None) -> str:
        """The address of an HTML page."""
        return self.answer(body, headers={"Content-Type": "text/html; charset=utf-8"} | dict(headers or {}), path=path)

    def redirect(self, location: str, status: int = 302, path: str | None = None) -> str:
        """The address of a redirect."""
        return self.answer(b"moved", status, {"Location": location}, path)


def _not_found(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")


class _Handler(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        connection: socket.socket = self.request
        connection.settimeout(PATIENCE_SECONDS)
        served: MisbehavingServer = self.server.served  # type: ignore[attr-defined]
        try:
            head = b""
            while b"\r\n\r\n" not in head:
                received = connection.recv(65_536)
                if not received:
                    return
                head += received
            lines = head.decode("latin-1").split("\r\n")
            path = lines[0].split(" ")[1]
            headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:] if line)}
            served.asked.append((path, headers))
            served.behaviours.get(path, _not_found)(connection)
        except OSError:
            # The client hung up, which is what most of these tests are about; or it spoke TLS, which is no request at all.
            return


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = False
    request_queue_size = 64

    def shutdown_request(self, request: socket.socket) -> None:  # type: ignore[override]
        request.close()


@contextmanager
def serving(host: str) -> Iterator[MisbehavingServer]:
    """A running server at an address of this machine; all its connections are closed at the end."""
    with _Server((host, 0), _Handler) as listening:
        served = MisbehavingServer(f"http://{host}:{listening.server_address[1]}")
        listening.served = served  # type: ignore[attr-defined]
        thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield served
        finally:
            listening.shutdown()
            thread.join()


@pytest.fixture
def server() -> Iterator[MisbehavingServer]:
    """A running server."""
    with serving("127.0.0.1") as served:
        yield served


@pytest.fixture
def servers() -> Iterator[list[MisbehavingServer]]:
    """Three running servers, each a host of its own."""
    with serving("127.0.0.1") as first, serving("127.0.0.2") as second, serving("127.0.0.3") as third:
        yield [first, second, third]


@pytest.fixture
def limits() -> Limits:
    """Limits that are small enough for a test to run into."""
    return Limits(connect_seconds=2.0, read_seconds=1.0, total_seconds=2.0, body_bytes=2_000_000, redirects=5)


@pytest.fixture
def fetch(limits: Limits) -> Iterator[HttpFetcher]:
    """A fetcher with those limits."""
    with HttpFetcher(limits, "attrcheck/test", guard=Guard(allows_private=True)) as fetcher:
        yield fetcher
