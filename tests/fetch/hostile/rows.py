"""Servers that misbehave: one row a way, with the reason why it exists and what a fetch must make of it.

A row answers with bytes, or does as it likes with the connection; in both, ``{base}`` of an address is the server's own.
"""

from __future__ import annotations

import gzip
import itertools
import socket
import struct
import sys
import time
import zlib
from collections.abc import Callable, Iterator
from typing import NamedTuple

import brotli

from attrcheck.model import FailureReason

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

PAGE = b"<!doctype html><html><head><title>A page</title></head><body><p>Some article.</p></body></html>"
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
CLOSE = b"Connection: close\r\n\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"

Behaviour = Callable[[socket.socket], None]


class Row(NamedTuple):
    """One way to misbehave. `reason` is what the failure must say, None where the page must be captured."""

    name: str
    why: str
    answer: bytes | Behaviour
    reason: FailureReason | None


def sized(body: bytes, headers: bytes = b"", status: bytes = b"200 OK") -> bytes:
    """A well-formed answer."""
    return b"HTTP/1.1 %s\r\nContent-Type: text/html\r\nContent-Length: %d\r\n%s%s%s" % (status, len(body), headers, CLOSE, body)


def coded(body: bytes, coding: bytes) -> bytes:
    """A well-formed answer with a compressed body."""
    return sized(body, b"Content-Encoding: %s\r\n" % coding)


def redirect(location: bytes, body: bytes = b"moved") -> bytes:
    """An answer that sends elsewhere."""
    return sized(body, b"Location: %s\r\n" % location, b"302 Found")


def drip(head: bytes, drop: bytes) -> Behaviour:
    """Send `head`, then a little now and then for ever."""

    def behave(connection: socket.socket) -> None:
        connection.sendall(head)
        while True:
            connection.sendall(drop)
            time.sleep(0.05)

    return behave


def flood(head: bytes, pieces: Iterator[bytes] | bytes) -> Behaviour:
    """Send `head`, then pieces for ever, as fast as they are taken; the client must hang up."""

    def behave(connection: socket.socket) -> None:
        connection.sendall(head)
        for piece in itertools.repeat(pieces) if isinstance(pieces, bytes) else pieces:
            connection.sendall(piece)

    return behave


def silence(head: bytes = b"") -> Behaviour:
    """Send `head` and nothing more, but keep the connection."""

    def behave(connection: socket.socket) -> None:
        connection.sendall(head)
        connection.recv(1)  # until the client hangs up

    return behave


def reset(head: bytes) -> Behaviour:
    """Send `head`, then reset the connection instead of ending it."""

    def behave(connection: socket.socket) -> None:
        connection.sendall(head)
        time.sleep(0.05)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    return behave


def deflate_bomb(wbits: int) -> bytes:
    """1 MB that inflates to 1 GB of zeros: one block, repeated after a full flush, so that it is made at once."""
    compressor = zlib.compressobj(9, zlib.DEFLATED, wbits)
    start = compressor.compress(bytes(1 << 20)) + compressor.flush(zlib.Z_FULL_FLUSH)
    block = compressor.compress(bytes(1 << 20)) + compressor.flush(zlib.Z_FULL_FLUSH)
    return start + block * 1023


def wide_window() -> bytes:
    """A frame of zstd that wants a window of 128 MB."""
    compressor = zstd.ZstdCompressor(options={zstd.CompressionParameter.window_log: 27})
    return compressor.compress(PAGE, zstd.ZstdCompressor.FLUSH_BLOCK) + compressor.flush()


def zeros(megabytes: int) -> bytes:
    return bytes(megabytes << 20)


R = FailureReason
# A header line that is as long as http.client permits, and cookies as large as browsers keep.
LONG_LINE, COOKIE = b"X-Long: " + b"x" * 65_000 + b"\r\n", b"Set-Cookie: a=" + b"x" * 4000 + b"\r\n"

SLOW = (
    Row("never-answers", "a worker that waits for ever is lost", silence(), R.TIMEOUT),
    Row("head-then-silence", "the head promises a page that never comes", silence(OK + b"\r\n<p>"), R.TIMEOUT),
    Row("drips-status", "no read time-out ends a byte now and then", drip(b"HTTP/1.1 200 ", b"O"), R.TIMEOUT),
    Row("drips-header", "the same within a header", drip(OK + b"X-Drip: ", b"x"), R.TIMEOUT),
    Row("drips-headers", "the same with whole headers", drip(OK, b"X-Drip: x\r\n"), R.TIMEOUT),
    Row("drips-body", "the same within the body", drip(OK + b"\r\n", b"x"), R.TIMEOUT),
    Row("drips-chunks", "the same, one byte a chunk", drip(CHUNKED, b"1\r\nx\r\n"), R.TIMEOUT),
    Row(
        "drips-gzip",
        "nothing comes out of the decompressor for a long time",
        drip(OK + b"Content-Encoding: gzip\r\n\r\n", b"\x1f"),
        R.BAD_ENCODING,
    ),
    Row("drips-blank-chunk-size", "a line that never ends", drip(CHUNKED, b"0"), R.TIMEOUT),
)

FRAMING = (
    Row("length-too-long", "the missing part may hold the credit", OK + b"Content-Length: 5000\r\n\r\n" + PAGE, R.CONNECTION),
    Row("length-too-short", "what follows is no page, as in browsers", OK + b"Content-Length: %d\r\n\r\n%sjunk" % (len(PAGE), PAGE), None),
    Row("length-negative", "http.client reads to the end", OK + b"Content-Length: -1\r\n" + CLOSE + PAGE, None),
    Row("lengths-differ", "one of two lengths is wrong", OK + b"Content-Length: 9\r\nContent-Length: 95\r\n\r\n" + PAGE, R.CONNECTION),
    Row(
        "length-and-chunks",
        "the length does not count (RFC 9112)",
        CHUNKED[:-2] + b"Content-Length: 3\r\n\r\n%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE),
        None,
    ),
    Row("cut-in-body", "a page without a length that ends before its end tag", OK + CLOSE + PAGE[:-20], R.CONNECTION),
    Row("cut-in-chunk", "a chunk is shorter than it says", CHUNKED + b"50\r\n<html><p>cut", R.CONNECTION),
    Row("cut-between-chunks", "the last chunk is missing", CHUNKED + b"%x\r\n%s\r\n" % (len(PAGE), PAGE), R.CONNECTION),
    Row("chunk-garbage", "a size that is no number", CHUNKED + b"zz\r\n" + PAGE, R.CONNECTION),
    Row("chunk-negative", "int() takes a sign", CHUNKED + b"-5\r\n" + PAGE + b"\r\n0\r\n\r\n", R.CONNECTION),
    Row("chunk-enormous", "more than any memory", CHUNKED + b"FFFFFFFFFFFFFFFF\r\n" + PAGE, R.CONNECTION),
    Row("chunk-size-endless", "a size of a megabyte", CHUNKED + b"0" * 1_000_000 + b"\r\n", R.CONNECTION),
    Row("chunk-extensions", "lines beside the page without end", flood(CHUNKED, b"1;" + b"x" * 60_000 + b"\r\nx\r\n"), R.CONNECTION),
    Row(
        "trailers",
        "http.client reads trailers without end",
        flood(CHUNKED + b"0\r\n", b"X-Trailer: " + b"x" * 60_000 + b"\r\n"),
        R.CONNECTION,
    ),
    Row("transfer-gzip", "its marks would stand in the text", OK + b"Transfer-Encoding: gzip, chunked\r\n\r\n5\r\nab\r\n", R.BAD_ENCODING),
    Row(
        "transfer-twice",
        "http.client would read chunk marks as text",
        OK + b"Transfer-Encoding: chunked, chunked\r\n" + CLOSE + PAGE,
        R.BAD_ENCODING,
    ),
)

HEADS = (
    Row("headers-endless", "a hundred are enough", flood(OK, b"X-Flood: x\r\n"), R.CONNECTION),
    Row("header-enormous", "one line of a megabyte", OK + b"X-Long: " + b"x" * 1_000_000 + b"\r\n\r\n", R.CONNECTION),
    Row("headers-large", "few, but 64 KB each", OK + LONG_LINE * 50 + b"\r\n" + PAGE, R.CONNECTION),
    Row("cookies-flood", "as many cookies as headers are permitted", OK + COOKIE * 80 + b"\r\n" + PAGE, R.CONNECTION),
    Row("cookies-some", "many sites set some", sized(PAGE, COOKIE * 10), None),
    Row("status-enormous", "a status line of 100 KB", b"HTTP/1.1 " + b"2" * 100_000 + b"\r\n\r\n", R.CONNECTION),
    Row("status-word", "no number", b"HTTP/1.1 two-hundred OK\r\n\r\n", R.CONNECTION),
    Row("status-99", "below all statuses", b"HTTP/1.1 99 Low\r\n\r\n", R.CONNECTION),
    Row("interim-flood", "http.client follows 100 Continue for ever", flood(b"", b"HTTP/1.1 100 Continue\r\n\r\n"), R.CONNECTION),
    Row("interim-large", "and reads the headers of each", flood(b"", b"HTTP/1.1 100 Go\r\n" + b"X: x\r\n" * 101), R.CONNECTION),
    Row("early-hints", "http.client takes 103 for the answer", b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n" + sized(PAGE), None),
    Row("switches-protocols", "nobody asked for another protocol", b"HTTP/1.1 101 Switching Protocols\r\n\r\n", R.HTTP_STATUS),
    Row("http-1-0", "old servers end a page by hanging up", b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE, None),
    Row("http-0-9", "a page without a head", PAGE, R.CONNECTION),
    Row("http-2", "a version that we do not speak", b"HTTP/2 200\r\n\r\n" + PAGE, R.CONNECTION),
    Row("no-headers", "only a status line", b"HTTP/1.1 200 OK\r\n\r\n" + PAGE, None),
    Row("bare-line-feeds", "old programs write them", b"HTTP/1.1 200 OK\nContent-Type: text/html\n\n" + PAGE, None),
    Row("header-zeros", "zeros within a header", sized(PAGE, b"X-Zero: a\x00b\r\n"), None),
    Row("ssh", "another service", b"SSH-2.0-OpenSSH_9.6\r\n", R.CONNECTION),
    Row("garbage", "bytes that are nothing", b"\x00\xff\xfe\x80" * 50, R.CONNECTION),
    Row("nothing", "the server hangs up at once", b"", R.CONNECTION),
    Row("reset-before", "a reset instead of an answer", reset(b""), R.CONNECTION),
    Row("reset-in-head", "a reset within the head", reset(OK), R.CONNECTION),
    Row("reset-in-body", "a reset within the page", reset(OK + b"Content-Length: 5000\r\n\r\n" + PAGE), R.CONNECTION),
    Row(
        "leftover-answer",
        "bytes behind the page are not the next answer",
        sized(PAGE)[: -len(PAGE)].replace(CLOSE, b"\r\n") + PAGE + sized(b"x", status=b"404 No"),
        None,
    ),
)

BOMBS = (
    Row("gzip-bomb", "1 GB from 1 MB", coded(deflate_bomb(31), b"gzip"), R.TOO_LARGE),
    Row("deflate-bomb", "the same without a checksum", coded(deflate_bomb(-15), b"deflate"), R.TOO_LARGE),
    Row("brotli-bomb", "64 MB from 60 bytes", coded(brotli.compress(zeros(64), quality=1), b"br"), R.TOO_LARGE),
    Row("zstd-bomb", "64 MB from 6 KB", coded(zstd.compress(zeros(64)), b"zstd"), R.TOO_LARGE),
    Row("zstd-window", "memory for a window before the first byte", coded(wide_window(), b"zstd"), R.BAD_ENCODING),
    Row("zstd-skipped-frames", "frames without a byte", coded(b"\x50\x2a\x4d\x18\0\0\0\0" * 100_000, b"zstd"), R.BAD_ENCODING),
    Row("gzip-empty-members", "members without a byte", coded(gzip.compress(b"", mtime=0) * 40_000, b"gzip"), R.BAD_ENCODING),
    Row("gzip-in-gzip", "a bomb within a bomb", coded(gzip.compress(deflate_bomb(31), mtime=0), b"gzip, gzip"), R.TOO_LARGE),
    Row("brotli-in-zstd", "two codings", coded(zstd.compress(brotli.compress(zeros(64), quality=1)), b"br, zstd"), R.TOO_LARGE),
    Row("six-codings", "more than a mistake", coded(PAGE, b"gzip, gzip, gzip, gzip, gzip, gzip"), R.BAD_ENCODING),
    Row("endless-page", "no coding is needed", flood(OK + b"\r\n", b"<p>more</p>" * 5000), R.TOO_LARGE),
    Row("endless-chunks", "the same in chunks", flood(CHUNKED, b"1000\r\n" + b"x" * 4096 + b"\r\n"), R.TOO_LARGE),
    Row("gzip-cut", "the missing part may hold the credit", coded(gzip.compress(PAGE, mtime=0)[:-12], b"gzip"), R.BAD_ENCODING),
    Row("zstd-cut", "the same", coded(zstd.compress(PAGE)[:-4], b"zstd"), R.BAD_ENCODING),
    Row("gzip-lie", "plain text that says gzip", coded(PAGE, b"gzip"), R.BAD_ENCODING),
    Row("unknown-coding", "a coding that nobody asked for", coded(PAGE, b"compress"), R.BAD_ENCODING),
)

REDIRECTS = (
    Row("redirect-loop", "back to itself", redirect(b"/redirect-loop"), R.TOO_MANY_REDIRECTS),
    Row("redirect-onwards", "always somewhere new", b"onwards", R.TOO_MANY_REDIRECTS),  # the test makes the addresses
    Row("redirect-metadata", "the keys of the cloud", redirect(b"http://169.254.169.254/latest/meta-data/"), R.FORBIDDEN_ADDRESS),
    Row("redirect-metadata-v6", "the same over IPv6", redirect(b"http://[fd00:ec2::254]/latest/meta-data/"), R.FORBIDDEN_ADDRESS),
    Row("redirect-mapped", "the same inside IPv6", redirect(b"http://[::ffff:169.254.169.254]/"), R.FORBIDDEN_ADDRESS),
    Row("redirect-number", "the same as one number", redirect(b"http://2852039166/"), R.FORBIDDEN_ADDRESS),
    Row("redirect-file", "a file of this machine", redirect(b"file:///etc/passwd"), R.BAD_ADDRESS),
    Row("redirect-script", "no address at all", redirect(b"javascript:alert(1)"), R.BAD_ADDRESS),
    Row("redirect-mail-server", "a port at which commands are read", redirect(b"http://127.0.0.1:25/"), R.FORBIDDEN_ADDRESS),
    Row("redirect-password", "attrcheck sends none", redirect(b"http://user:secret@example.org/"), R.BAD_ADDRESS),
    Row("redirect-nowhere", "no address", sized(b"", status=b"302 Found"), R.HTTP_STATUS),
    Row("redirect-long", "an address of 60 KB", redirect(b"http://127.0.0.1:1/" + b"x" * 60_000), R.FORBIDDEN_ADDRESS),
    Row("redirect-endless-body", "its body is of no use", flood(b"HTTP/1.1 302 F\r\nLocation: /good\r\n\r\n", b"x" * 9000), None),
)

STATUSES = (
    Row("404-full-page", "an error page may repeat the article", sized(PAGE, status=b"404 Not Found"), R.GONE),
    Row("410", "gone for good", sized(PAGE, status=b"410 Gone"), R.GONE),
    Row("401-login", "a login is no finding", sized(PAGE, b"WWW-Authenticate: Basic\r\n", b"401 Unauthorized"), R.BLOCKED),
    Row("403-full-page", "nor is a ban", sized(PAGE, status=b"403 Forbidden"), R.BLOCKED),
    Row("429", "too many requests, without a time", sized(b"", status=b"429 Too Many Requests"), R.BLOCKED),
    Row("429-seconds", "with seconds", sized(b"", b"Retry-After: 120\r\n", b"429 Too Many Requests"), R.BLOCKED),
    Row("429-date", "with a date", sized(b"", b"Retry-After: Wed, 21 Oct 2026 07:28:00 GMT\r\n", b"429 Too Many Requests"), R.BLOCKED),
    Row("429-nonsense", "with neither", sized(b"", b"Retry-After: \xff" + b"9" * 5000 + b"\r\n", b"429 Too Many"), R.BLOCKED),
    Row("451", "forbidden by law", sized(PAGE, status=b"451 Unavailable"), R.BLOCKED),
    Row("503", "a shield that is up", sized(PAGE, status=b"503 Unavailable"), R.BLOCKED),
    Row("999", "what LinkedIn sends", sized(PAGE, status=b"999 Denied"), R.BLOCKED),
    Row("500-full-page", "a broken server may still send a page", sized(PAGE, status=b"500 Oops"), R.HTTP_STATUS),
    Row("206", "a part of the page", sized(PAGE, status=b"206 Partial Content"), R.HTTP_STATUS),
    Row("204", "success without a page", b"HTTP/1.1 204 No Content\r\n\r\n", R.EMPTY),
    Row("challenge", "a bot wall with status 200", sized(b"<html><script>window._cf_chl_opt = {}</script></html>"), R.BLOCKED),
)

BODIES = (
    Row("empty", "a page of blanks", sized(b" \r\n "), R.EMPTY),
    Row("pdf-as-html", "the header lies", sized(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3"), R.NOT_HTML),
    Row(
        "film-without-end",
        "it is not downloaded to learn that it is one",
        flood(b"HTTP/1.1 200 OK\r\n\r\n\0\0\0\x20ftypisom", bytes(9000)),
        R.NOT_HTML,
    ),
    Row("json", "an answer for programs", sized(b'{"html": "<p>"}'), R.NOT_HTML),
    Row("zeros-in-page", "browsers drop them", sized(PAGE.replace(b"Some", b"So\0me")), None),
    Row("utf-16-without-mark", "every second byte is zero", sized(PAGE.decode().encode("utf-16-le")), None),
    Row("charset-unknown", "a charset that nobody knows", sized(PAGE).replace(b"text/html", b"text/html; charset=klingon"), None),
    Row("charset-wrong", "UTF-8 that says UTF-16", sized(PAGE).replace(b"text/html", b"text/html; charset=utf-16"), None),
)

ROWS = (*SLOW, *FRAMING, *HEADS, *BOMBS, *REDIRECTS, *STATUSES, *BODIES)
