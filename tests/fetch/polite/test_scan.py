"""A scan over several hosts of the loopback address: none holds up another, and no target is lost."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from attrcheck.errors import OutputError
from attrcheck.fetch import AnyFetcher, GoodManners, HttpFetcher, Limits, Politeness
from attrcheck.model import Capture, Failure, FailureReason, Target, TargetReport, Verdict
from attrcheck.scan import Pace, scan
from tests.fetch.conftest import MisbehavingServer
from tests.fetch.polite.conftest import LOCAL

PAGE = b"<!DOCTYPE html><title>A page</title><p>Words enough for a page.</p>"


def targets(*urls: str) -> list[Target]:
    """Targets at these addresses."""
    return [Target(url=url) for url in urls]


def reported(target: Target, fetched: Capture | Failure, **_: object) -> tuple[TargetReport, ...]:
    """What a check says here: the failure, if there is one."""
    failure = fetched if isinstance(fetched, Failure) else None
    return (TargetReport(url=target.url, verdict=Verdict.UNDETERMINED, findings=(), failure=failure),)


def scanned(listed: list[Target], politeness: Politeness, workers: int = 4) -> Iterator[tuple[int, Failure | None]]:
    """The places of the targets in the order in which a scan is done with them, with their failures."""
    manners = GoodManners(politeness)
    limits = Limits(connect_seconds=2, read_seconds=5, total_seconds=5)
    with HttpFetcher(limits, "attrcheck/test", guard=LOCAL, manners=manners) as web, ThreadPoolExecutor(1) as executor:
        pace = Pace(workers=workers, courtesy=manners)
        yield from ((place, reports[0].failure) for place, reports in scan(listed, AnyFetcher(web=web), reported, executor, pace))


def test_a_host_that_drips_holds_up_nobody(servers: list[MisbehavingServer]) -> None:
    """Three hosts with three pages each; the first one does not get on until the two others are done with all of theirs."""
    others_are_done = threading.Event()

    def drip(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 70\r\n\r\n<p>")
        others_are_done.wait(4)
        connection.sendall(b"a" * 67)

    dripping, *quick = servers
    listed = [Target(url=dripping.behave(drip, f"/{n}")) for n in range(3)]
    listed += [Target(url=one.html(PAGE, path=f"/{n}")) for one in quick for n in range(3)]
    done = []
    for place, failure in scanned(listed, Politeness(rate=50), workers=2):
        done.append(place)
        assert failure is None
        if len(done) == 6:
            others_are_done.set()

    assert set(done[:6]) == set(range(3, 9))
    assert len(done) == 9


def test_a_host_that_waits_holds_up_nobody(servers: list[MisbehavingServer]) -> None:
    """One thread is enough: while a host asks for a second, the others are asked; then it is asked again."""
    answers = iter([b"HTTP/1.1 503 No\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n"])
    page = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 4\r\n\r\n<p>a"
    busy, *others = servers
    listed = [Target(url=busy.behave(lambda connection: connection.sendall(next(answers, page))))]
    listed += [Target(url=one.html(PAGE, path=f"/{n}")) for one in others for n in range(2)]
    done = list(scanned(listed, Politeness(rate=50), workers=1))

    assert [place for place, _ in done][-1] == 0
    assert all(failure is None for _, failure in done)


def test_a_dropped_connection_is_tried_again(servers: list[MisbehavingServer]) -> None:
    """Twice; a server that always drops it is a failure after the third time."""
    server = servers[0]
    server.answer(b"", 404, path="/robots.txt")
    always = server.behave(lambda connection: None, "/always")
    answers = iter([b"", b""])
    page = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 4\r\n\r\n<p>a"
    twice = server.behave(lambda connection: connection.sendall(next(answers, page)), "/twice")
    done = dict(scanned(targets(always, twice), Politeness(rate=100)))

    assert [path for path, _ in server.asked if path == "/always"] == ["/always"] * 3
    assert done[0].reason is FailureReason.CONNECTION  # type: ignore[union-attr]
    assert done[1] is None


def test_a_scan_that_is_left_ends_its_threads(servers: list[MisbehavingServer]) -> None:
    """Whoever stops taking reports leaves no thread that waits to hand one over."""
    before = threading.active_count()
    listed = [Target(url="file:///nowhere.html") for _ in range(500)]
    with ThreadPoolExecutor(1) as executor:
        started = scan(
            listed, AnyFetcher(web=lambda target: Failure(reason=FailureReason.DNS, detail="")), reported, executor, Pace(workers=2)
        )
        next(started)
        threads = [thread for thread in threading.enumerate() if thread.daemon and "_serve" in thread.name]
        started.close()  # type: ignore[attr-defined]
        for thread in threads:
            thread.join(timeout=10)

    assert threads
    assert threading.active_count() <= before


def test_an_error_of_ours_is_not_lost() -> None:
    """What the user must mend ends the scan where it can be seen."""

    def broken(target: Target) -> Capture | Failure:
        raise OutputError("the disk is full")

    with ThreadPoolExecutor(1) as executor, pytest.raises(OutputError, match="the disk is full"):
        list(scan(targets("http://a.example/"), broken, reported, executor))
