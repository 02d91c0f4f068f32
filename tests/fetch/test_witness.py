"""What a witness gets: every hop as it went over the wire, also where the fetch fails."""

from __future__ import annotations

import gzip
import time
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from attrcheck.errors import OutputError
from attrcheck.fetch import Guard, HttpFetcher, Limits
from attrcheck.fetch.contract import Exchange
from attrcheck.fetch.recording import UNWANTED_BYTES
from attrcheck.model import Archived, Capture, Failure, FailureReason, Target

if TYPE_CHECKING:
    import socket

    from tests.fetch.conftest import MisbehavingServer

PAGE = b"<!doctype html><html><body><p>Some article.</p></body></html>"
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


@pytest.fixture
def seen() -> list[Exchange]:
    """What the witness got."""
    return []


@pytest.fixture
def fetch(limits: Limits, seen: list[Exchange]) -> Iterator[HttpFetcher]:
    """A fetcher with a list as its witness; a record's offset is its place in the list."""

    def witness(exchange: Exchange) -> Archived:
        seen.append(exchange)
        return Archived(record=f"urn:uuid:{len(seen)}", file="list", offset=len(seen) - 1)

    with HttpFetcher(limits, "attrcheck/test", guard=Guard(allows_private=True), witness=witness) as fetcher:
        yield fetcher


def test_a_page_is_kept_as_it_came(server: MisbehavingServer, fetch: HttpFetcher, seen: list[Exchange]) -> None:
    """Heads byte for byte, the body compressed as it was, and the capture says where it lies."""
    body = gzip.compress(PAGE)
    head = OK + b"x-ODD:  two  spaces\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\nConnection: close\r\n\r\n" % len(body)
    url = server.send(head + body)
    brought = fetch(Target(url=url))

    assert isinstance(brought, Capture)
    assert brought.body == PAGE
    assert brought.record.archived == Archived(record="urn:uuid:1", file="list", offset=0)
    (exchange,) = seen
    assert (exchange.url, exchange.head, exchange.body, exchange.is_whole) == (url, head, body, True)
    assert exchange.request.startswith(b"GET /0 HTTP/1.1\r\nHost: 127.0.0.1:")
    assert exchange.request.endswith(b"\r\n\r\n")
    assert exchange.peer == server.base_url.removeprefix("http://")
    assert exchange.certificate == ""
    assert datetime.fromisoformat(exchange.started).tzinfo is not None


def test_only_these_headers_are_sent(server: MisbehavingServer, fetch: HttpFetcher, seen: list[Exchange]) -> None:
    """No referrer and no cookie after a redirect, nothing that tells who asks beyond the User-Agent: docs/safety.md lists them."""
    fetch(Target(url=server.answer(b"", 302, {"Set-Cookie": "a=1", "Location": server.html(PAGE)})))
    names = [{line.partition(b":")[0] for line in exchange.request.split(b"\r\n")[1:-2]} for exchange in seen]

    assert names == [{b"Host", b"User-Agent", b"Accept", b"Accept-Encoding"}] * 2


def test_chunk_framing_is_undone(server: MisbehavingServer, fetch: HttpFetcher, seen: list[Exchange]) -> None:
    """The body is what the chunks hold; the head still says that there were chunks."""
    chunks = b"%x;name=value\r\n%s\r\n" % (20, PAGE[:20]) + b"%x\r\n%s\r\n0\r\nX-Trailer: 1\r\n\r\n" % (len(PAGE) - 20, PAGE[20:])
    fetch(Target(url=server.send(OK + b"Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n" + chunks)))

    assert seen[0].body == PAGE
    assert b"Transfer-Encoding: chunked" in seen[0].head
    assert seen[0].is_whole


def test_interim_answers_are_left_out(server: MisbehavingServer, fetch: HttpFetcher, seen: list[Exchange]) -> None:
    """A record holds one answer."""
    answer = OK + b"Content-Length: %d\r\nConnection: close\r\n\r\n" % len(PAGE)
    fetch(Target(url=server.send(b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + answer + PAGE)))

    assert seen[0].head == answer


def test_every_hop_is_kept(server: MisbehavingServer, fetch: HttpFetcher, seen: list[Exchange]) -> None:
    """Redirects with their bodies, in order; the capture points to the last."""
    end = server.html(PAGE)
    start = server.redirect(end)
    brought = fetch(Target(url=start))

    assert [exchange.url for exchange in seen] == [start, end]
    assert (seen[0].body, seen[0].is_whole) == (b"moved", True)
    assert isinstance(brought, Capture)
    assert brought.record.archived
    assert brought.record.archived.offset == 1


def test_a_refusal_is_kept(server: MisbehavingServer, fetch: HttpFetcher, seen: list[Exchange]) -> None:
    """A page that says no is evidence as well: why this target is undetermined."""
    brought = fetch(Target(url=server.answer(b"<p>Go away</p>", 403, {"Content-Type": "text/html"})))

    assert isinstance(brought, Failure)
    assert brought.archived == Archived(record="urn:uuid:1", file="list", offset=0)
    assert (seen[0].body, seen[0].is_whole) == (b"<p>Go away</p>", True)


@pytest.mark.parametrize("status", [b"302 Found\r\nLocation: /end", b"403 Forbidden", b"200 OK\r\nContent-Type: video/mp4"])
def test_of_unwanted_bodies_a_little_is_kept(server: MisbehavingServer, fetch: HttpFetcher, seen: list[Exchange], status: bytes) -> None:
    """An endless body that nobody needs costs 64 KB, not a page."""
    server.html(PAGE, path="/end")

    def behave(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 " + status + b"\r\n\r\n")
        while True:
            connection.sendall(b"x" * 50_000)

    fetch(Target(url=server.behave(behave)))

    assert UNWANTED_BYTES < len(seen[0].body) < 3 * UNWANTED_BYTES
    assert not seen[0].is_whole


@pytest.mark.parametrize(
    ("raw", "body", "reason"),
    [
        (OK + b"Content-Length: 500\r\n\r\n" + PAGE, PAGE, FailureReason.CONNECTION),
        (OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\n<html\r\nzz\r\n", b"<html", FailureReason.CONNECTION),
        (OK + b"Content-Length: 3000000\r\n\r\n" + b"x" * 3_000_000, None, FailureReason.TOO_LARGE),
        (OK + b"Content-Encoding: gzip\r\nContent-Length: 61\r\n\r\n" + PAGE, PAGE, FailureReason.BAD_ENCODING),
    ],
    ids=["short", "chunks", "large", "lie"],
)
def test_what_came_of_a_broken_page_is_kept(
    server: MisbehavingServer, fetch: HttpFetcher, seen: list[Exchange], raw: bytes, body: bytes | None, reason: FailureReason
) -> None:
    """The part that was read, and that it is a part."""
    brought = fetch(Target(url=server.send(raw)))

    assert isinstance(brought, Failure)
    assert brought.reason is reason
    assert brought.archived
    assert body is None or seen[0].body == body
    assert not seen[0].is_whole
    assert len(seen[0].body) < 2_100_000


def test_without_an_answer_there_is_nothing_to_keep(server: MisbehavingServer, fetch: HttpFetcher, seen: list[Exchange]) -> None:
    """A refused address, and a server that hangs up."""
    for url in ("http://169.254.169.254/", server.send(b"")):
        brought = fetch(Target(url=url))
        assert isinstance(brought, Failure)
        assert brought.archived is None

    assert seen == []


def test_the_last_answer_is_named_when_the_next_hop_fails(server: MisbehavingServer, fetch: HttpFetcher, seen: list[Exchange]) -> None:
    """The redirect is the evidence that the page led there."""
    brought = fetch(Target(url=server.redirect("http://169.254.169.254/")))

    assert isinstance(brought, Failure)
    assert brought.archived
    assert b"Location: http://169.254.169.254/" in seen[0].head


def test_a_full_disk_is_no_trouble_of_the_page(server: MisbehavingServer, limits: Limits) -> None:
    """What the archive raises must not pass as a broken connection."""

    def full(_exchange: Exchange) -> Archived:
        raise OSError(28, "No space left on device")

    with (
        HttpFetcher(limits, "attrcheck/test", guard=Guard(allows_private=True), witness=full) as fetch,
        pytest.raises(OutputError, match="No space left"),
    ):
        fetch(Target(url=server.html(PAGE)))


def test_an_unwanted_body_that_drips_meets_the_total_limit(server: MisbehavingServer, fetch: HttpFetcher, seen: list[Exchange]) -> None:
    """Evidence of a refusal is not worth waiting for ever; the reason stays that of the refusal."""
    fetch.limits = Limits(total_seconds=0.4)

    def behave(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 403 Forbidden\r\n\r\n")
        while True:
            connection.sendall(b"x")
            time.sleep(0.05)

    brought = fetch(Target(url=server.behave(behave)))

    assert isinstance(brought, Failure)
    assert brought.reason is FailureReason.BLOCKED
    assert not seen[0].is_whole
