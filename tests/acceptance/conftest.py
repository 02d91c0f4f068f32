"""What a user has at hand: the program, saved pages that reuse the demonstration article, and a server on the loopback address."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from attrcheck.demo import WORK
from attrcheck.demo.holes import expand

PAGES = Path(WORK).parent / "pages"
# A test that hangs fails by this limit; nothing is measured with it.
PATIENCE_SECONDS = 120

Run = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run `attrcheck` as a process of its own in a folder of its own."""

    def run(*arguments: object, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-W", "error", "-m", "attrcheck", *map(str, arguments)]
        return subprocess.run(command, input=stdin, capture_output=True, timeout=PATIENCE_SECONDS, cwd=tmp_path, check=False)

    return run


def demo_page(name: str) -> str:
    """A page of the demonstration with its holes filled."""
    url = f"https://copy.example/{name}"
    return expand((PAGES / name / "page.html").read_text(encoding="utf-8"), WORK.read_text(encoding="utf-8"), url)


@pytest.fixture
def saved(tmp_path: Path) -> Callable[..., Path]:
    """Save a page, the demonstration's of that name or other content, and give its path."""

    def save(name: str, content: str | bytes | None = None) -> Path:
        path = tmp_path / f"{name}.html"
        text = demo_page(name) if content is None else content
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    return save


@pytest.fixture
def closed_port() -> Iterator[str]:
    """An address at which nobody answers: the port is held, but not listened on."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{held.getsockname()[1]}/"


@contextmanager
def serving(answer: Callable[[BaseHTTPRequestHandler], None]) -> Iterator[str]:
    """A server on the loopback address that answers every request with this function."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            try:
                answer(self)
            except (BrokenPipeError, ConnectionResetError):
                # The client had enough, which is what some tests are about.
                self.close_connection = True

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


def send_html(handler: BaseHTTPRequestHandler, body: bytes) -> None:
    """Answer with a page."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html; charset=utf-8")
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)
