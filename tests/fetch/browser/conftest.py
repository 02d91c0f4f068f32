"""One installed browser for all tests of a run, a site on the loopback address, and a fetcher that notes what it is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from attrcheck.fetch import Guard, HttpFetcher, Limits
from attrcheck.fetch.browser import Bounds, find_program, missing
from attrcheck.fetch.browser.session import Browser
from attrcheck.model import Capture, Failure, FailureReason, Target

HTML, SCRIPT, STYLE = "text/html; charset=utf-8", "text/javascript", "text/css"


class Site:
    """A server whose answers tests put in: path -> content type and body. `asked` holds method and path of every request."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.answers: dict[str, tuple[str, bytes]] = {}
        self.asked: list[str] = []

    def put(self, path: str, content: str, kind: str = HTML) -> str:
        """Serve a text at a path and return its address."""
        self.answers[path] = (kind, content.encode())
        return self.base + path


class Watched:
    """The fetcher of a scan that may reach the site only; it notes every address that it is asked for."""

    def __init__(self, site: Site, web: HttpFetcher) -> None:
        self.site, self.web = site, web
        self.asked: list[str] = []

    def __call__(self, target: Target) -> Capture | Failure:
        self.asked.append(target.url)
        if target.url.startswith(self.site.base + "/"):
            return self.web(target)
        return Failure(reason=FailureReason.BAD_ADDRESS, detail="not reached in tests")

    def page(self, content: str, path: str = "/page") -> Capture:
        """Serve a page and capture it."""
        brought = self.web(Target(url=self.site.put(path, content)))
        assert isinstance(brought, Capture), brought
        return brought


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    """A server that runs as long as the tests of the browser."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            served.asked.append(f"{self.command} {self.path}")
            kind, body = served.answers.get(self.path, ("text/plain", b""))
            self.send_response(200 if self.path in served.answers else 404)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:
            self.do_GET()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        served = Site(f"http://127.0.0.1:{server.server_port}")
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield served
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def web(site: Site) -> Iterator[Watched]:
    """What the browser is given for a network."""
    with HttpFetcher(Limits(), "attrcheck/test", guard=Guard(allows_private=True)) as fetcher:
        yield Watched(site, fetcher)


@pytest.fixture(scope="session")
def browser(web: Watched) -> Iterator[Browser]:
    """An installed browser; without one the test is skipped and says what is missing."""
    program, lacking = find_program(), missing()
    if lacking or program is None:
        pytest.skip(lacking)
    with Browser(program, web, Bounds(seconds=20, quiet_seconds=0.2, look_seconds=2)) as opened:
        yield opened
