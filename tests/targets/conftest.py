"""Fetchers of lists: one at which nobody answers, and a real one before a server on the loopback address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler

import pytest

from attrcheck.fetch import AnyFetcher, Fetcher, Guard, HttpFetcher, Limits, user_agent
from attrcheck.model import Failure, FailureReason, Target
from tests.acceptance.conftest import serving


def nobody(target: Target) -> Failure:
    """Nobody answers."""
    return Failure(reason=FailureReason.REFUSED, detail="nobody answers")


@dataclass
class Site:
    """A server whose files a test writes while it runs; `asked` holds every path that was asked for, in order."""

    base: str = ""
    files: dict[str, tuple[bytes, str, int]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def put(self, path: str, body: str | bytes, media_type: str = "application/xml", status: int = 200) -> str:
        """The address of a file; ``[[base]]`` in a text is that of the site."""
        content = body.replace("[[base]]", self.base).encode() if isinstance(body, str) else body
        self.files[path] = (content, media_type, status)
        return self.base + path

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        """Answer a request; a media type "redirect" leads to the address in the body."""
        self.asked.append(handler.path)
        body, media_type, status = self.files.get(handler.path, (b"", "text/html", 404))
        handler.send_response(302 if media_type == "redirect" else status)
        handler.send_header(*(("Location", body.decode()) if media_type == "redirect" else ("Content-Type", media_type)))
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)


@pytest.fixture
def site() -> Iterator[Site]:
    """A site on the loopback address."""
    site = Site()
    with serving(site.answer) as base:
        site.base = base.rstrip("/")
        yield site


@pytest.fixture
def fetch() -> Iterator[Fetcher]:
    """The fetcher that a scan has."""
    limits = Limits(total_seconds=20)
    with HttpFetcher(limits, user_agent(None), guard=Guard(allows_private=True)) as web:
        yield AnyFetcher(web=web, limits=limits)
