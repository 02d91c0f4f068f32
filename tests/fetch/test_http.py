"""The network fetcher against servers that misbehave: every answer ends in a capture or a failure, never in an exception."""

from __future__ import annotations

import gzip
import hashlib
import itertools
import shutil
import socket
import ssl
import struct
import subprocess
import threading
import time
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

import brotli
import pytest

from attrcheck.errors import AttrcheckError
from attrcheck.fetch import AnyFetcher, Guard, HttpFetcher, Limits, user_agent
from attrcheck.fetch.challenge import BOT_WALLS
from attrcheck.fetch.trouble import explain
from attrcheck.model import Capture, Failure, FailureReason, Target

if TYPE_CHECKING:
    from tests.fetch.conftest import MisbehavingServer

PAGE = b"<!doctype html><html><head><title>A page</title></head><body><p>Some article.</p></body></html>"
GZIP = {"Content-Encoding": "gzip"}


def gzipped(data: bytes) -> bytes:
    """A gzip stream without the time of day, so that test names stay the same in every process."""
    return gzip.compress(data, mtime=0)


def captured(fetch: Callable[[Target], Capture | Failure], url: str) -> Capture:
    """Fetch and insist on a capture."""
    brought = fetch(Target(url=url))
    assert isinstance(brought, Capture), brought
    return brought


def failed(fetch: Callable[[Target], Capture | Failure], url: str) -> Failure:
    """Fetch and insist on a failure that says something."""
    brought = fetch(Target(url=url))
    assert isinstance(brought, Failure), brought
    assert brought.detail
    assert "\n" not in brought.detail
    return brought


# --- captures


def test_a_plain_page_is_captured_with_its_record(server: MisbehavingServer, limits: Limits) -> None:
    """Body, digest, size, status, type, headers as they came, and the time of the given clock in UTC."""
    noon = datetime(2026, 3, 1, 13, 0, tzinfo=timezone(timedelta(hours=1)))
    url = server.answer(PAGE, headers={"Content-Type": "Text/HTML; charset=utf-8", "X-One": "1"})
    with HttpFetcher(limits, "attrcheck/test", guard=Guard(allows_private=True), now=lambda: noon) as fetch:
        capture = captured(fetch, url)
    record = capture.record
    assert (record.url, record.final_url, record.status, record.media_type) == (url, url, 200, "text/html")
    assert (record.captured_at, record.size, record.redirects) == ("2026-03-01T12:00:00+00:00", len(PAGE), ())
    assert record.digest == "sha256:" + hashlib.sha256(PAGE).hexdigest()
    assert capture.body == PAGE
    assert ("X-One", "1") in capture.headers


def test_what_a_server_says_about_robots_and_mining_is_recorded(server: MisbehavingServer, fetch: HttpFetcher) -> None:
    """As it says it, but never at any length."""
    said = {"X-Robots-Tag": "noai, noindex", "tdm-reservation": "1", "TDM-Policy": "https://site.example/" + "x" * 5_000}
    record = captured(fetch, server.html(PAGE, said)).record

    assert (record.robots_tag, record.tdm_reservation) == (("noai, noindex",), "1")
    assert record.tdm_policy is not None
    assert len(record.tdm_policy) < 600


def test_a_server_that_says_nothing_about_robots_and_mining(server: MisbehavingServer, fetch: HttpFetcher) -> None:
    """Nothing is recorded."""
    record = captured(fetch, server.html(PAGE)).record

    assert (record.robots_tag, record.tdm_reservation, record.tdm_policy) == ((), None, None)


@pytest.mark.parametrize("status", [200, 201, 202, 203])
def test_successes_bring_the_page(server: MisbehavingServer, fetch: HttpFetcher, status: int) -> None:
    """Not only 200 brings a page."""
    assert captured(fetch, server.answer(PAGE, status, {"Content-Type": "text/html"})).record.status == status


def raw_deflate(data: bytes) -> bytes:
    """Deflate without the zlib header that the standard wants."""
    compressor = zlib.compressobj(wbits=-15)
    return compressor.compress(data) + compressor.flush()


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", gzipped(PAGE)),
        ("GZIP", gzipped(PAGE)),
        ("x-gzip", gzipped(PAGE)),
        ("deflate", zlib.compress(PAGE)),
        ("deflate", raw_deflate(PAGE)),
        ("br", brotli.compress(PAGE)),
        ("gzip, br", brotli.compress(gzipped(PAGE))),
        ("gzip, gzip", gzipped(gzipped(PAGE))),
        ("gzip", gzipped(PAGE[:20]) + gzipped(PAGE[20:])),
        ("gzip", gzipped(PAGE) + b"trailing garbage"),
        ("identity", PAGE),
        ("utf-8", PAGE),
        ("", PAGE),
    ],
)
def test_content_codings_are_undone(server: MisbehavingServer, fetch: HttpFetcher, coding: str, body: bytes) -> None:
    """Codings that browsers know are undone, names that are no coding ignored, as in browsers."""
    assert captured(fetch, server.html(body, {"Content-Encoding": coding})).body == PAGE


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", gzipped(PAGE)[:-12]),
        ("gzip", gzipped(PAGE)[:-4]),
        ("gzip", gzipped(PAGE)[:5]),
        ("deflate", zlib.compress(PAGE)[:-6]),
        ("br", brotli.compress(PAGE)[:-3]),
        ("br", brotli.compress(PAGE) + b"trailing garbage"),
        ("gzip", PAGE),
        ("br", PAGE),
        ("deflate", b"\xff" * 50),
        ("gzip", gzipped(PAGE)[:-8] + bytes(8)),
        ("zstd", PAGE),
        (", ".join(["gzip"] * 6), PAGE),
    ],
)
def test_damaged_codings_are_failures(server: MisbehavingServer, fetch: HttpFetcher, coding: str, body: bytes) -> None:
    """A body that is cut, damaged or in a coding that we cannot undo is no page: the missing part may hold the credit."""
    assert failed(fetch, server.html(body, {"Content-Encoding": coding})).reason is FailureReason.BAD_ENCODING


@pytest.mark.parametrize("length", [1_500_000, 2_000_000])
def test_large_pages_are_read_whole(server: MisbehavingServer, fetch: HttpFetcher, length: int) -> None:
    """A page of 1.5 MB, and one of exactly the limit, are read to the last byte."""
    body = PAGE + b"x" * (length - len(PAGE))
    assert captured(fetch, server.html(body)).record.size == length


def test_a_chunked_page_is_put_together(server: MisbehavingServer, fetch: HttpFetcher) -> None:
    """Chunks, with extensions and trailers, make one body."""
    chunks = b"".join(b"%x;name=value\r\n%s\r\n" % (len(PAGE[i : i + 7]), PAGE[i : i + 7]) for i in range(0, len(PAGE), 7))
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
    assert captured(fetch, server.send(head + chunks + b"0\r\nX-Trailer: 1\r\n\r\n")).body == PAGE


@pytest.mark.parametrize("length", ["", "Content-Length: nonsense\r\n", f"Content-Length: {len(PAGE)}\r\n" * 2])
def test_odd_content_lengths_are_survived(server: MisbehavingServer, fetch: HttpFetcher, length: str) -> None:
    """No length, a word instead of a number, the same length twice: the page is there all the same."""
    url = server.send(f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{length}Connection: close\r\n\r\n".encode() + PAGE)
    assert captured(fetch, url).body == PAGE


# --- limits


def bomb(pieces: Iterator[bytes]) -> Callable[[socket.socket], None]:
    """An answer without end; the client must hang up."""

    def behave(connection: socket.socket) -> None:
        for piece in pieces:
            connection.sendall(piece)

    return behave


def gzip_bomb() -> Iterator[bytes]:
    """HTTP head and a gzip stream of 1 GB of zeros, made as it is sent."""
    yield b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n"
    compressor = zlib.compressobj(1, zlib.DEFLATED, 31)
    for _ in range(1024):
        yield compressor.compress(bytes(1 << 20))
    yield compressor.flush()


def brotli_bomb() -> Iterator[bytes]:
    """HTTP head and 256 MB of zeros as a brotli stream of a few hundred bytes."""
    yield b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: br\r\nConnection: close\r\n\r\n"
    yield brotli.compress(bytes(1 << 28), quality=1)


def endless_page() -> Iterator[bytes]:
    """An uncompressed page that never ends."""
    yield b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n"
    yield from itertools.repeat(b"<p>more</p>" * 5000)


@pytest.mark.parametrize("make", [gzip_bomb, brotli_bomb, endless_page])
def test_bombs_stop_at_the_limit(server: MisbehavingServer, make: Callable[[], Iterator[bytes]]) -> None:
    """However much a body would expand to, memory stays within a few times the limit and the fetch says too-large."""
    url = server.behave(bomb(make()))
    with HttpFetcher(Limits(body_bytes=1_000_000), "attrcheck/test", guard=Guard(allows_private=True)) as fetch:
        tracemalloc.start()
        failure = failed(fetch, url)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert failure.reason is FailureReason.TOO_LARGE
    assert "1,000,000" in failure.detail
    # The brotli bomb itself is made from 256 MB of zeros, by the server, in this process.
    assert peak < 20_000_000 or make is brotli_bomb


def drip(head: bytes, tail: bytes) -> Callable[[socket.socket], None]:
    """Send `head` at once and `tail` again and again, with pauses that no read time-out minds."""

    def behave(connection: socket.socket) -> None:
        connection.sendall(head)
        while True:
            connection.sendall(tail)
            time.sleep(0.05)

    return behave


@pytest.mark.parametrize(
    ("head", "tail"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>", b"x"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
        (b"HTTP/1.1 200 OK\r\nX-Header: ", b"x"),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    ],
    ids=["body", "chunks", "header", "continue"],
)
def test_slow_drips_meet_the_total_limit(server: MisbehavingServer, head: bytes, tail: bytes) -> None:
    """A byte now and then keeps any read time-out happy, but not the bound on the whole fetch."""
    url = server.behave(drip(head, tail))
    start = time.monotonic()
    with HttpFetcher(Limits(read_seconds=30, total_seconds=0.5), "attrcheck/test", guard=Guard(allows_private=True)) as fetch:
        assert failed(fetch, url).reason is FailureReason.TIMEOUT
    assert time.monotonic() - start < 10


def test_the_total_limit_spans_redirects(server: MisbehavingServer) -> None:
    """Redirects that each take a while share one limit."""

    def slow_redirect(to: int) -> Callable[[socket.socket], None]:
        def behave(connection: socket.socket) -> None:
            time.sleep(0.3)
            connection.sendall(b"HTTP/1.1 302 Found\r\nLocation: /slow%d\r\nContent-Length: 0\r\n\r\n" % to)

        return behave

    for step in range(9):
        server.behave(slow_redirect(step + 1), f"/slow{step}")
    with HttpFetcher(Limits(total_seconds=0.8), "attrcheck/test", guard=Guard(allows_private=True)) as fetch:
        failure = failed(fetch, server.base_url + "/slow0")
    assert failure.reason is FailureReason.TIMEOUT
    assert failure.redirects


def test_silence_is_a_time_out(server: MisbehavingServer) -> None:
    """A server that takes the request and says nothing."""
    hold = threading.Event()
    url = server.behave(lambda _connection: hold.wait(10) and None)
    with HttpFetcher(Limits(read_seconds=0.2, total_seconds=10), "attrcheck/test", guard=Guard(allows_private=True)) as fetch:
        failure = failed(fetch, url)
    hold.set()
    assert failure.reason is FailureReason.TIMEOUT


# --- redirects


def test_redirects_are_followed_and_recorded(server: MisbehavingServer, fetch: HttpFetcher) -> None:
    """Absolute, relative and protocol-relative redirects of every status; each hop is recorded, the last is the final address."""
    end = server.html(PAGE, path="/end")
    third = server.redirect("end", 308, path="/c")
    second = server.redirect(third.removeprefix("http:"), 303, path="/b")
    first = server.redirect(second, 301, path="/a")
    record = captured(fetch, first).record
    assert (record.url, record.final_url, record.redirects) == (first, end, (second, third, end))


def test_unescaped_redirects_are_followed(server: MisbehavingServer, fetch: HttpFetcher) -> None:
    """A Location with raw UTF-8 and blanks is what browsers follow, so it is followed."""
    server.html(PAGE, path="/caf%C3%A9%20noir")
    assert captured(fetch, server.redirect("/café noir")).body == PAGE


@pytest.mark.parametrize(
    "location",
    [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:text/html,<p>",
        "ftp://127.0.0.1/",
        "mailto:a@example.org",
        "https://",
        "http://[::1",
        "http://127.0.0.1:99999/",
        "http://127.0.0.1:port/",
        "http://127.0.0.1:0/",
        "http://" + "a" * 70 + ".example/",
        "http://a..example/",
        "http://exa mple/",
        "http://\u2024\u2024/",
        "https://*.example/",
    ],
)
def test_redirects_elsewhere_are_failures(server: MisbehavingServer, fetch: HttpFetcher, location: str) -> None:
    """A redirect to a file, a script, or no address at all is refused with a sentence."""
    failure = failed(fetch, server.redirect(location))
    assert failure.reason is FailureReason.BAD_ADDRESS


def test_redirect_loops_stop(server: MisbehavingServer, fetch: HttpFetcher) -> None:
    """Going back to an address already visited is a loop, whatever its fragment; an empty Location is one too."""
    server.redirect("/loop-b", path="/loop-a")
    server.redirect("/loop-a#again", path="/loop-b")
    for url in (server.base_url + "/loop-a", server.redirect("")):
        failure = failed(fetch, url)
        assert failure.reason is FailureReason.TOO_MANY_REDIRECTS
        assert "loop" in failure.detail


def test_too_many_redirects_stop_at_the_limit(server: MisbehavingServer, fetch: HttpFetcher, limits: Limits) -> None:
    """The number of redirects is bounded, and those followed are in the failure."""
    for step in range(10):
        server.redirect(f"/step{step + 1}", path=f"/step{step}")
    failure = failed(fetch, server.base_url + "/step0")
    assert failure.reason is FailureReason.TOO_MANY_REDIRECTS
    assert len(failure.redirects) == limits.redirects
    assert len(server.asked) == limits.redirects + 1


def test_meta_refresh_is_not_followed(server: MisbehavingServer, fetch: HttpFetcher) -> None:
    """A page that refreshes to elsewhere is itself the page."""
    body = b'<html><meta http-equiv="refresh" content="0; url=/elsewhere"><p>The page.</p></html>'
    assert captured(fetch, server.html(body)).body == body


def test_the_body_of_a_redirect_is_not_read(server: MisbehavingServer, fetch: HttpFetcher) -> None:
    """A redirect may carry a bomb as well; its body is nothing to us."""
    end = server.html(PAGE, path="/end")
    head = f"HTTP/1.1 302 Found\r\nLocation: {end}\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n".encode()
    url = server.behave(bomb(itertools.chain([head], itertools.repeat(gzipped(bytes(1 << 20))))))
    tracemalloc.start()
    assert captured(fetch, url).record.final_url == end
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 10_000_000


# --- statuses


@pytest.mark.parametrize(
    ("status", "reason"),
    [(404, "gone"), (410, "gone"), (204, "empty"), (205, "empty"), (206, "http-status")]
    + [(status, "blocked") for status in (401, 402, 403, 406, 429, 451, 503, 999)]
    + [(status, "http-status") for status in (300, 302, 304, 400, 405, 418, 500, 502, 504, 520, 799)],
)
def test_statuses_have_their_reasons(server: MisbehavingServer, fetch: HttpFetcher, status: int, reason: str) -> None:
    """Each status ends in its reason, and both record and sentence name it."""
    body = b"" if status in (204, 205, 304) else PAGE
    failure = failed(fetch, server.answer(body, status, {"Content-Type": "text/html"}))
    assert (failure.reason, failure.status) == (FailureReason(reason), status)
    assert str(status) in failure.detail


def test_retry_after_is_told(server: MisbehavingServer, fetch: HttpFetcher) -> None:
    """The wait that a server asks for is in the sentence."""
    failure = failed(fetch, server.answer(b"slow down", 429, {"Retry-After": "120"}))
    assert "429 Too Many Requests" in failure.detail
    assert "Retry-After 120" in failure.detail


@pytest.mark.parametrize("body", [b"", b" \r\n\t "])
def test_empty_pages_are_failures(server: MisbehavingServer, fetch: HttpFetcher, body: bytes) -> None:
    """Nothing, or only blanks, is no page."""
    assert failed(fetch, server.html(body)).reason is FailureReason.EMPTY


# --- bot walls

CHALLENGES = {
    "Cloudflare": b"<title>Just a moment...</title><script>(function(){window._cf_chl_opt = {cvId:'3'};}());</script>",
    "DataDome": b"<title>example.org</title><script>var dd={'rt':'c'}</script><script src=\"https://ct.captcha-delivery.com/c.js\"></script>",
    "Imperva Incapsula": b'<html><iframe id="main-iframe" src="/_Incapsula_Resource?SWUDNSAI=31" height="100%"></iframe></html>',
    "HUMAN (PerimeterX)": b'<title>Access to this page has been denied</title><div id="px-captcha"></div>',
    "Akamai": b'<html><div id="sec-if-cpt-container" style="height: 150px"></div></html>',
    "Anubis": b'<title>Making sure you&#39;re not a bot!</title><script id="anubis_challenge" type="application/json">{}</script>',
    "SiteGround": b'<html><meta http-equiv="refresh" content="0;/.well-known/sgcaptcha/?r=%2F&y=ipc"></meta></html>',
    "Sucuri": b"<title>You are being redirected...</title><script>var s={},sucuri_cloudproxy_js = '';</script>",
    "DDoS-Guard": b'<title>DDoS-Guard</title><script src="/.well-known/ddos-guard/js-challenge/index.js"></script>',
}


@pytest.mark.parametrize("status", [200, 202])
@pytest.mark.parametrize("maker", CHALLENGES)
def test_challenge_pages_are_blocked(server: MisbehavingServer, fetch: HttpFetcher, maker: str, status: int) -> None:
    """A challenge with a status of success is no page, and the failure names the wall."""
    failure = failed(fetch, server.answer(CHALLENGES[maker], status, {"Content-Type": "text/html"}))
    assert failure.reason is FailureReason.BLOCKED
    assert maker in failure.detail


@pytest.mark.parametrize("wall", [wall for wall in BOT_WALLS if wall.header], ids=lambda wall: f"{wall.name} {wall.header[1]}")
def test_challenge_headers_are_blocked(server: MisbehavingServer, fetch: HttpFetcher, wall: object) -> None:
    """The header that a maker documents suffices, with any status."""
    header: tuple[str, str] = wall.header  # type: ignore[attr-defined]
    for status in (200, 202, 405, 500):
        failure = failed(fetch, server.answer(PAGE, status, {"Content-Type": "text/html", header[0].title(): header[1]}))
        assert failure.reason is FailureReason.BLOCKED


def test_every_markup_row_has_a_challenge() -> None:
    """The table of walls and the pages above go together."""
    assert {wall.name for wall in BOT_WALLS if wall.markup} == set(CHALLENGES)


@pytest.mark.parametrize(
    "body",
    [
        b"<title>Just a moment...</title><p>Just a moment... Checking your browser. Enable JavaScript and cookies to continue.</p>",
        b"<title>How bot walls work</title><pre>&lt;script>window._cf_chl_opt = {}&lt;/script></pre><p>Access denied, px-captcha</p>",
        (
            b"<title>News</title><script>(function(){window.__CF$cv$params={r:'1'}; "
            b"a.src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'})()"
            b'</script><script src="/_Incapsula_Resource?SWJIYLWA=719d34d31c8e3a6e6fffd425f7e032f3"></script><p>Article.</p>'
        ),
        b"<title>News</title><p>Article.</p>" + b"<p>More.</p>" * 10_000 + b'<div id="px-captcha"></div>',
    ],
    ids=["mentions", "explains", "protected", "long"],
)
def test_articles_about_bot_walls_are_pages(server: MisbehavingServer, fetch: HttpFetcher, body: bytes) -> None:
    """Words about challenges, escaped markup, a wall's script on an ordinary page, or its widget on a long one block nothing."""
    assert captured(fetch, server.html(body)).body == body


# --- media types

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(50)
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj <</Type /Catalog>> endobj"
MHTML = b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=x\r\n\r\n--x\r\n<html></html>"


@pytest.mark.parametrize(
    ("body", "declared", "named"),
    [
        (PDF, "application/pdf", "application/pdf"),
        (PDF, None, "PDF"),
        (PDF, "text/html", "PDF"),
        (PNG, "image/png", "image/png"),
        (PNG, None, "PNG"),
        (PNG, "text/html; charset=utf-8", "PNG"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", None, "JPEG"),
        (b"RIFF\x24\x00\x00\x00WEBPVP8 ", None, "WebP"),
        (b"PK\x03\x04\x14\x00\x06\x00", "text/html", "ZIP"),
        (b"ID3\x04\x00\x00", None, "MP3"),
        (b"\x00\x00\x00\x20ftypisom", None, "MP4"),
        (MHTML, "text/html", "MHTML"),
        (b'{"html": "<p>text</p>"}', "application/json", "application/json"),
        (b'{"html": "<p>text</p>"}', None, "JSON"),
        (b'[{"html": "<p>text</p>"}]', "text/html", "JSON"),
        (b"Just words.", "text/plain", "text/plain"),
        (PAGE, "text/plain", "text/plain"),
        (b"Just words.", None, "plain text"),
        (b"\x00\x01\x02\x03" * 50, "text/html", "binary"),
        (PAGE, "application/octet-stream", "application/octet-stream"),
        (b"<?xml version='1.0'?><rss><channel/></rss>", None, "--list"),
        (b"<?xml version='1.0'?><rss><item><![CDATA[<html>]]></item></rss>", "text/xml", "--list"),
        (b"<rss><channel/></rss>", "application/rss+xml", "--list"),
        (b"<urlset/>", "application/xml", "--list"),
        (b"<?xml version='1.0'?><svg/>", "text/xml", "XML"),
        (b"film", "video/mp4", "video/mp4"),
    ],
)
def test_other_media_are_named(server: MisbehavingServer, fetch: HttpFetcher, body: bytes, declared: str | None, named: str) -> None:
    """What is no HTML is a failure that says what it is, by its header or else by its bytes."""
    failure = failed(fetch, server.answer(body, headers={"Content-Type": declared} if declared else {}))
    assert failure.reason is FailureReason.NOT_HTML
    assert named in failure.detail


@pytest.mark.parametrize(
    ("body", "declared"),
    [
        (PAGE, None),
        (b"\xef\xbb\xbf \n" + PAGE, None),
        (b"<!-- a comment --><p>text", None),
        (PAGE.decode().encode("utf-16"), None),
        (PAGE.decode().encode("utf-16-le"), "text/html"),
        (PAGE.decode().encode("utf-16-be"), None),
        (PAGE, ""),
        (PAGE, "html"),
        (PAGE, "*/*"),
        (PAGE, "text/html;charset"),
        (PAGE, "text/html; charset=\x01\x7f"),
        (PAGE, "text/html, text/html; charset=utf-8"),
        (b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'/>", "application/xhtml+xml"),
        (b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'/>", "application/xml"),
        (b"{{ a broken template }} <p>text</p>", "text/html"),
        (b"Words without a tag are text to a browser.", "text/html"),
        (b"<p>a stray \x00 and \x0b</p>", "text/html"),
    ],
)
def test_html_is_recognised(server: MisbehavingServer, fetch: HttpFetcher, body: bytes, declared: str | None) -> None:
    """Missing, odd and broken content types do not hide a page."""
    headers = {} if declared is None else {"Content-Type": declared}
    assert captured(fetch, server.answer(body, headers=headers)).body == body


def test_a_film_is_not_downloaded(server: MisbehavingServer, fetch: HttpFetcher) -> None:
    """The first bytes of an endless film without a type end the fetch, long before the limit of bytes."""

    def film() -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n\x00\x00\x00\x20ftypisom"
        yield from itertools.repeat(bytes(10_000))

    assert failed(fetch, server.behave(bomb(film()))).reason is FailureReason.NOT_HTML


# --- the connection


def reset(connection: socket.socket) -> None:
    """Close with a TCP reset instead of an end."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def reset_in_body(connection: socket.socket) -> None:
    """Send a part of the page, then reset."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1000\r\n\r\n<p>")
    time.sleep(0.1)
    reset(connection)


@pytest.mark.parametrize("behaviour", [reset, reset_in_body, lambda _connection: None], ids=["before", "in body", "closed"])
def test_resets_are_connection_failures(server: MisbehavingServer, fetch: HttpFetcher, behaviour: Callable[[socket.socket], None]) -> None:
    """A connection that breaks before or within the answer."""
    assert failed(fetch, server.behave(behaviour)).reason is FailureReason.CONNECTION


@pytest.mark.parametrize(
    "raw",
    [
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1000\r\n\r\n" + PAGE,
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<p>ab\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n50\r\n<p>ab",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n<p>\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\nContent-Length: 9\r\n\r\n<p>abcdef",
        b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: flood\r\n" % i for i in range(5000)) + b"\r\n" + PAGE,
        b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 1_000_000 + b"\r\n\r\n" + PAGE,
        b"HTTP/1.1 " + b"2" * 100_000 + b"\r\n\r\n",
        b"HTTP/1.1 two-hundred OK\r\n\r\n",
        b"\x00\xff\xfe garbage \x80" * 10,
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"\r\n\r\n\r\n",
    ],
    ids=["short", "chunks end", "chunk cut", "bad chunk", "two lengths", "flood", "long", "long status", "word", "garbage", "ssh", "blank"],
)
def test_broken_http_is_a_connection_failure(server: MisbehavingServer, fetch: HttpFetcher, raw: bytes) -> None:
    """Answers that are cut short or are not HTTP bring no page, not even a part of one."""
    assert failed(fetch, server.send(raw)).reason is FailureReason.CONNECTION


@pytest.mark.parametrize(
    "header",
    [
        b"no colon at all",
        b": no name",
        b"X-Bad: \xff\xfe\x00",
        b"Set-Cookie: ;;;=\x01",
        b"Set-Cookie: a=b; expires=Thu, 01 Jax 2099 00:00:00 GMT",
        b" folded: yes",
    ],
)
def test_malformed_headers_are_survived(server: MisbehavingServer, fetch: HttpFetcher, header: bytes) -> None:
    """A line among the headers that is none does not raise; what http.client makes of it decides."""
    url = server.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + header + b"\r\nConnection: close\r\n\r\n" + PAGE)
    assert isinstance(fetch(Target(url=url)), Capture | Failure)


def test_a_refused_port_is_refused(fetch: HttpFetcher) -> None:
    """Nobody listens on a port that was just given back."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    assert failed(fetch, f"http://127.0.0.1:{port}/").reason is FailureReason.REFUSED


def test_an_unknown_name_is_dns(fetch: HttpFetcher, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that does not resolve; the resolver is replaced, so that no question leaves this computer."""

    def unknown(*_arguments: object, **_options: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    failure = failed(fetch, "https://no-such-name.example/page")
    assert failure.reason is FailureReason.DNS
    assert "no-such-name.example" in failure.detail


@pytest.mark.parametrize(
    "url",
    [
        "",
        "not an address",
        "ftp://127.0.0.1/",
        "http://",
        "http://[::1",
        "http://127.0.0.1:99999/",
        "http://a..b/",
        "http://\x00/",
        "https:",
    ],
)
def test_bad_addresses_are_failures(fetch: HttpFetcher, url: str) -> None:
    """A target that is no web address is a failure of that target, not of the scan."""
    assert failed(fetch, url).reason is FailureReason.BAD_ADDRESS


def test_plain_http_on_a_tls_port_is_tls(server: MisbehavingServer, fetch: HttpFetcher) -> None:
    """A server that does not speak TLS where the address promises it."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            connection, _ = listening.accept()
            with connection:
                connection.recv(65_536)
                connection.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")

        thread = threading.Thread(target=serve)
        thread.start()
        failure = failed(fetch, f"https://127.0.0.1:{listening.getsockname()[1]}/")
        thread.join()
    assert failure.reason is FailureReason.TLS


@pytest.mark.skipif(shutil.which("openssl") is None, reason="needs the openssl command to make a certificate")
def test_a_self_signed_certificate_is_tls(fetch: HttpFetcher, tmp_path: Path) -> None:
    """Certificates are verified; the sentence says what is wrong with this one."""
    certificate, key = tmp_path / "certificate.pem", tmp_path / "key.pem"
    subject = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    files = ["-keyout", str(key), "-out", str(certificate)]
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", *subject, *files]
    subprocess.run(command, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            connection, _ = listening.accept()
            with connection, pytest.raises(OSError, match=r"."):
                context.wrap_socket(connection, server_side=True)

        thread = threading.Thread(target=serve)
        thread.start()
        failure = failed(fetch, f"https://127.0.0.1:{listening.getsockname()[1]}/")
        thread.join()
    assert failure.reason is FailureReason.TLS
    assert "self-signed" in failure.detail or "self signed" in failure.detail


# --- manners


def test_cookies_are_not_kept(server: MisbehavingServer, fetch: HttpFetcher) -> None:
    """A cookie of one answer goes neither into the redirect that it came with nor into the next fetch."""
    end = server.html(PAGE, {"Set-Cookie": "b=2; Path=/"}, path="/end")
    start = server.answer(b"", 302, {"Set-Cookie": "a=1; Path=/", "Location": end})
    captured(fetch, start)
    captured(fetch, end)
    assert [headers.get("cookie") for _, headers in server.asked] == [None, None, None]


def test_the_environment_is_not_used(server: MisbehavingServer, limits: Limits, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a proxy nor a password of the environment gets into a request."""
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login someone password secret\n")
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")
    with HttpFetcher(limits, "attrcheck/test", guard=Guard(allows_private=True)) as fetch:
        captured(fetch, server.html(PAGE))
    assert "authorization" not in server.asked[0][1]


def test_requests_are_polite(server: MisbehavingServer, fetch: HttpFetcher) -> None:
    """A request says who asks and what it can read."""
    captured(fetch, server.html(PAGE))
    headers = server.asked[0][1]
    assert headers["user-agent"] == "attrcheck/test"
    assert headers["accept"].startswith("text/html")
    assert headers["accept-encoding"] == "gzip, deflate, br, zstd"


@pytest.mark.parametrize("contact", ["https://example.org/about", "mailto:someone@example.org"])
def test_user_agent_names_the_contact(contact: str) -> None:
    """Name, version and contact, in the form that robots use."""
    name, _, rest = user_agent(contact).partition(" ")
    assert name.startswith("attrcheck/")
    assert rest == f"(+{contact})"
    assert user_agent(None) == name


@pytest.mark.parametrize("contact", ["a\r\nX-Injected: 1", "café@example.org", "\x00"])
def test_user_agent_refuses_what_a_header_cannot_carry(contact: str) -> None:
    """A contact with a line break or beyond ASCII is an error of the user's option."""
    with pytest.raises(AttrcheckError, match="contact"):
        user_agent(contact)


def test_threads_share_a_fetcher(server: MisbehavingServer, fetch: HttpFetcher) -> None:
    """Fetches at the same time neither mix bodies nor deadlines."""
    urls = [server.html(PAGE + str(number).encode()) for number in range(40)]
    with ThreadPoolExecutor(8) as executor:
        bodies = list(executor.map(lambda url: captured(fetch, url).body, urls))
    assert bodies == [PAGE + str(number).encode() for number in range(40)]


def test_connections_are_reused(server: MisbehavingServer, fetch: HttpFetcher) -> None:
    """A page that was read to its end leaves the connection for the next page of the site."""
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%s" % (len(PAGE), PAGE)
    ports: list[int] = []

    def behave(connection: socket.socket) -> None:
        for _ in range(2):
            ports.append(connection.getpeername()[1])
            connection.sendall(answer)
            connection.recv(65_536)

    url = server.behave(behave)
    assert captured(fetch, url).body == captured(fetch, url).body == PAGE
    assert len(set(ports)) == 1
    assert len(server.asked) == 1


def test_a_kept_connection_that_was_closed_is_made_anew(server: MisbehavingServer, fetch: HttpFetcher) -> None:
    """A server may close a kept connection at any moment; the page is asked for once more, on a new one, as browsers do."""

    def close_at_the_second_request(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%s" % (len(PAGE), PAGE))
        connection.recv(65_536)
        reset(connection)

    first, second = server.behave(close_at_the_second_request), server.html(PAGE)

    assert captured(fetch, first).body == captured(fetch, second).body == PAGE


def test_a_server_that_always_hangs_up_is_asked_once(server: MisbehavingServer, fetch: HttpFetcher) -> None:
    """Only a kept connection is a reason to ask again."""
    assert failed(fetch, server.behave(reset)).reason is FailureReason.CONNECTION
    assert len(server.asked) == 1


def test_an_unknown_error_is_still_a_sentence() -> None:
    """Whatever the libraries raise is explained."""
    reason, detail = explain(OSError(113, "No route to host"), "http://example.org/")
    assert reason is FailureReason.CONNECTION
    assert "No route to host" in detail


# --- every scheme


def test_any_fetcher_dispatches_by_scheme(server: MisbehavingServer, fetch: HttpFetcher, limits: Limits, tmp_path: Path) -> None:
    """One callable for web addresses and saved pages; anything else is a failure that names what is possible."""
    saved = tmp_path / "page.html"
    saved.write_bytes(PAGE)
    any_fetcher = AnyFetcher(web=fetch, limits=limits)
    assert captured(any_fetcher, server.html(PAGE)).record.status == 200
    assert captured(any_fetcher, saved.as_uri()).record.status is None
    failure = failed(any_fetcher, "gopher://example.org/")
    assert failure.reason is FailureReason.BAD_ADDRESS
    assert "file:" in failure.detail


def test_the_default_clock_is_utc(server: MisbehavingServer, fetch: HttpFetcher) -> None:
    """Without a clock of its own a capture bears the present time."""
    before = datetime.now(UTC).replace(microsecond=0)
    captured_at = datetime.fromisoformat(captured(fetch, server.html(PAGE)).record.captured_at)
    assert before <= captured_at <= datetime.now(UTC)
