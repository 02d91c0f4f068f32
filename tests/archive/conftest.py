"""Exchanges made by hand, and an archive of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from attrcheck.archive import ArchiveWriter
from attrcheck.fetch import Exchange

Archive = Callable[..., Path]
HTML = b"<!doctype html><title>A page</title><p>Nobody is named here.</p>"


def exchange(url: str = "http://a.example/", body: bytes = HTML, **others: object) -> Exchange:
    """An exchange about an HTML page."""
    fields: dict[str, object] = {
        "started": "2026-03-01T10:00:00+00:00",
        "request": b"GET / HTTP/1.1\r\nHost: a.example\r\nAccept: text/html\r\n\r\n",
        "head": b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(body),
        "peer": "192.0.2.7:80",
    }
    return Exchange(url=url, body=body, **(fields | others))  # type: ignore[arg-type]


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """Write exchanges into a new archive."""

    def write(*exchanges: Exchange, name: str = "a.warc.gz") -> Path:
        with ArchiveWriter(tmp_path / name, {"software": "attrcheck"}) as writer:
            for each in exchanges:
                writer(each)
        return tmp_path / name

    return write
