"""The demonstration: a small site of pages that reuse one article, each in another way, served on this machine only."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from attrcheck.demo.holes import expand
from attrcheck.model import Value

FOLDER = Path(__file__).parent
TERMS = FOLDER / "terms.toml"
WORK = FOLDER / "work.txt"


class DemoPage(Value, frozen=True, kw_only=True):
    """One page of the demonstration and the verdicts that are right for it."""

    name: str
    why: str
    verdicts: tuple[str, ...]
    status: int


def demo_pages() -> tuple[DemoPage, ...]:
    """Return all pages of the demonstration by name; the first line of `expected.toml` says why each exists."""
    pages = []
    for folder in sorted((FOLDER / "pages").iterdir()):
        text = (folder / "expected.toml").read_text(encoding="utf-8")
        expected = tomllib.loads(text)
        why = text.splitlines()[0].removeprefix("# why:").strip()
        pages.append(DemoPage(name=folder.name, why=why, verdicts=tuple(expected["verdict"]), status=expected.get("status", HTTPStatus.OK)))
    return tuple(pages)


@contextmanager
def served() -> Iterator[str]:
    """Serve the pages on a free port of the loopback address; gives the address that the page names are appended to."""
    pages = {f"/{page.name}": page for page in demo_pages()}
    work = WORK.read_text(encoding="utf-8")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            page = pages.get(self.path)
            status = page.status if page else HTTPStatus.NOT_FOUND
            body = b""
            if page and status == HTTPStatus.OK:
                html = (FOLDER / "pages" / page.name / "page.html").read_text(encoding="utf-8")
                body = expand(html, work, f"{base}{page.name}").encode()
            self.send_response(status)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing: the report says what was fetched."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        base = f"http://127.0.0.1:{server.server_port}/"
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield base
        finally:
            server.shutdown()
            thread.join()
