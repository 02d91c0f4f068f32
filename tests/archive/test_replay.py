"""An archive in place of the network says what the network said."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from msgspec.structs import replace
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from attrcheck.archive import ArchiveFetcher, ArchiveWriter, capture_of
from attrcheck.demo import demo_pages, served
from attrcheck.errors import ArchiveError
from attrcheck.fetch import Guard, HttpFetcher, Limits
from attrcheck.model import Capture, Failure, FailureReason, Target
from tests.acceptance.conftest import serving
from tests.archive.conftest import HTML, Archive, exchange

LIMITS = Limits(body_bytes=100_000, total_seconds=20)
LOCAL = Guard(allows_private=True)


def answer(handler: BaseHTTPRequestHandler) -> None:
    """A server with the oddities that a replay could lose."""
    compressed = gzip.compress(HTML * 50)
    bodies = {
        "/plain": ([("Content-Length", str(len(HTML)))], HTML),
        "/end": ([], HTML),
        "/last": ([], HTML),
        "/gzip": ([("Content-Encoding", "gzip"), ("Content-Length", str(len(compressed)))], compressed),
        "/bomb": ([("Content-Encoding", "gzip")], gzip.compress(b"<p>" + b"\0" * 10_000_000)),
        "/short": ([("Content-Length", "9999")], HTML),
        "/large": ([], b"<p>" + b"x" * 200_000),
        "/damaged": ([("Content-Encoding", "gzip")], compressed[:-9]),
        "/pdf": ([], b"%PDF-1.7\n" + b"\xe2\xe3\xcf\xd3" * 100),
    }
    handler.protocol_version = "HTTP/1.1"
    if handler.path in ("/hop", "/hops", "/next"):
        handler.send_response(302)
        handler.send_header("Location", {"/hop": "/end", "/hops": "/next", "/next": "/last"}[handler.path])
        handler.send_header("Content-Length", "0")
        handler.end_headers()
        return
    if handler.path == "/chunked":
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.send_header("Transfer-Encoding", "chunked")
        handler.send_header("Connection", "close")
        handler.end_headers()
        # A body that looks like chunks itself: undone twice, it would be another.
        body = b"4\r\n<p>a\r\n0\r\n\r\n"
        handler.wfile.write(b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body))
        return
    if handler.path not in bodies:
        handler.send_error(404 if handler.path == "/gone" else 403)
        return
    headers, body = bodies[handler.path]
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html; charset=utf-8")
    for name, value in headers:
        handler.send_header(name, value)
    handler.send_header("Connection", "close")
    handler.end_headers()
    handler.wfile.write(body)
    handler.close_connection = True


@pytest.fixture
def base() -> Iterator[str]:
    """The server's address."""
    with serving(answer) as url:
        yield url


PATHS = ("plain", "gzip", "bomb", "short", "large", "damaged", "pdf", "hop", "hops", "chunked", "gone", "blocked")


def test_a_replay_says_the_same(base: str, tmp_path: Path) -> None:
    """Bytes, headers, redirects, digests, times and failures, whatever the server did."""
    targets = [Target(url=base + path) for path in PATHS]
    with ArchiveWriter(tmp_path / "a.warc.gz", {}) as writer, HttpFetcher(LIMITS, "attrcheck/0", guard=LOCAL, witness=writer) as web:
        live = [web(target) for target in targets]
    with ArchiveFetcher([tmp_path / "a.warc.gz"], LIMITS) as fetch:
        replayed = [fetch(target) for target in targets]

    assert [path for path, one, other in zip(PATHS, live, replayed, strict=True) if one != other] == []
    assert sum(isinstance(one, Capture) for one in live) == 5


def test_the_demonstration_says_the_same(tmp_path: Path) -> None:
    """Every page of it."""
    with (
        ArchiveWriter(tmp_path / "a.warc.gz", {}) as writer,
        served() as base,
        HttpFetcher(LIMITS, "attrcheck/0", guard=LOCAL, witness=writer) as web,
    ):
        targets = [Target(url=base + page.name) for page in demo_pages()]
        live = [web(target) for target in targets]
    with ArchiveFetcher([tmp_path / "a.warc.gz"], LIMITS) as fetch:
        assert [fetch(target) for target in targets] == live
        assert len(fetch.index.pages) == sum(isinstance(one, Capture) for one in live)


def test_what_is_lacking_is_a_failure(archive: Archive) -> None:
    """It is not asked of the network, and not passed in silence."""
    with ArchiveFetcher([archive(exchange())]) as fetch:
        got = fetch(Target(url="http://b.example/"))
        saved = fetch(Target(url="file:///no/such.html"))

    assert isinstance(got, Failure)
    assert (got.reason, got.detail) == (FailureReason.NOT_ARCHIVED, "The archive holds no answer of http://b.example/.")
    assert isinstance(saved, Failure)
    assert saved.reason is FailureReason.NOT_ARCHIVED


def test_a_redirect_out_of_the_archive_is_a_failure(archive: Archive) -> None:
    """The hop is there, its end is not; the address that is lacking is named."""
    hop = exchange(head=b"HTTP/1.1 302 Found\r\nLocation: http://b.example/end\r\n\r\n", body=b"")
    with ArchiveFetcher([archive(hop)]) as fetch:
        got = fetch(Target(url="http://a.example/"))

    assert isinstance(got, Failure)
    assert "http://b.example/end" in got.detail
    assert got.redirects == ("http://b.example/end",)


def test_the_same_address_gives_a_page_and_json(archive: Archive) -> None:
    """Networks answer a program otherwise than a browser at one address; a replay must not mix them up."""
    asked = b"GET / HTTP/1.1\r\nHost: a.example\r\nAccept: application/json\r\n\r\n"
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"
    page, programs = exchange(), exchange(request=asked, head=head, body=b'{"a": 1}')
    page = replace(page, request=page.request.replace(b"text/html", b"text/html,application/xhtml+xml,*/*;q=0.5"))
    with ArchiveFetcher([archive(page, programs)]) as fetch:
        got = fetch(Target(url="http://a.example/"))
        json = fetch(Target(url="http://a.example/", accept="application/json"))

    assert isinstance(got, Capture)
    assert got.body == HTML
    assert isinstance(json, Capture)
    assert json.body == b'{"a": 1}'


def test_the_latest_of_several_answers(archive: Archive) -> None:
    """A page that was fetched again after a kill counts as it was then; "not modified" is no page."""
    first, second = exchange(body=b"<p>old"), exchange(body=b"<p>new")
    unchanged = exchange(head=b"HTTP/1.1 304 Not Modified\r\n\r\n", body=b"")
    with ArchiveFetcher([archive(first), archive(second, unchanged, name="b.warc.gz")]) as fetch:
        got = fetch(Target(url="http://a.example/"))

    assert isinstance(got, Capture)
    assert got.body == b"<p>new"
    assert got.record.archived
    assert got.record.archived.file == "b.warc.gz"


@pytest.mark.parametrize("is_compressed", [True, False])
def test_archives_of_other_tools(tmp_path: Path, is_compressed: bool) -> None:
    """Chunks left in, angle brackets around addresses, no requests, records of other sorts, compressed or not."""
    path = tmp_path / "foreign.warc"
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=is_compressed)
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html"), ("Transfer-Encoding", "chunked")], protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record("dns:a.example", "response", payload=io.BytesIO(b"1"), length=1))
        body = b"%x\r\n%s\r\n0\r\n\r\n" % (len(HTML), HTML)
        record = writer.create_warc_record(
            "<http://a.example/ü>", "response", payload=io.BytesIO(body), length=len(body), http_headers=headers
        )
        writer.write_record(record)
    with ArchiveFetcher([path]) as fetch:
        got = fetch(Target(url="http://a.example/ü"))

        assert fetch.index.pages == ("http://a.example/%C3%BC",)
    assert isinstance(got, Capture)
    assert got.body == HTML


@pytest.mark.parametrize("content", [b"", b"no archive", b"\x1f\x8b\x08 damaged", gzip.compress(b"no archive", mtime=0)])
def test_a_file_that_is_no_archive(tmp_path: Path, content: bytes) -> None:
    """The user's own file is wrong: a sentence with its name, and never an archive without pages that looks like a good one."""
    (tmp_path / "a.warc").write_bytes(content)
    with pytest.raises(ArchiveError, match=r"a\.warc"):
        ArchiveFetcher([tmp_path / "a.warc"])


def test_a_capture_comes_back(base: str, tmp_path: Path) -> None:
    """From its record alone; and never with other bytes than its digest's."""
    with ArchiveWriter(tmp_path / "a.warc.gz", {}) as writer, HttpFetcher(LIMITS, "attrcheck/0", guard=LOCAL, witness=writer) as web:
        got = web(Target(url=base + "gzip"))
    assert isinstance(got, Capture)

    assert capture_of(got.record, tmp_path / "a.warc.gz") == got
    with pytest.raises(ArchiveError, match="digest"):
        capture_of(replace(got.record, digest="sha256:" + "0" * 64), tmp_path / "a.warc.gz")
