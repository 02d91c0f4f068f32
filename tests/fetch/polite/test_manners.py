"""A fetcher with manners, over real connections on the loopback address: what it asks, when, and what it does not ask."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from attrcheck.fetch import GoodManners, HttpFetcher, Limits, Politeness
from attrcheck.fetch.hosts import FIRST_BACK_OFF, LONGEST_BACK_OFF, MOST_SETBACKS, PATIENCE_SECONDS
from attrcheck.model import Capture, Failure, FailureReason, Target
from tests.fetch.conftest import MisbehavingServer
from tests.fetch.polite.conftest import LOCAL, FakeClock, Polite

PAGE = b"<!DOCTYPE html><title>A page</title><p>Words enough for a page.</p>"


def asked(server: MisbehavingServer) -> list[str]:
    """The paths that a server was asked for, in order."""
    return [path for path, _ in server.asked]


def robots(server: MisbehavingServer, text: str, status: int = 200) -> None:
    """Give a server a robots.txt."""
    server.answer(text.encode(), status, {"Content-Type": "text/plain"}, path="/robots.txt")


def page(server: MisbehavingServer, path: str = "/page") -> Target:
    """Give a server a page."""
    return Target(url=server.html(PAGE, path=path))


def test_a_page_that_robots_txt_forbids_is_not_asked_for(server: MisbehavingServer, polite: Polite) -> None:
    """And the reason is said."""
    robots(server, "User-agent: attrcheck\nDisallow: /private/")
    failure = polite()(page(server, "/private/page"))

    assert isinstance(failure, Failure)
    assert failure.reason is FailureReason.ROBOTS
    assert "/private/page" in failure.detail
    assert asked(server) == ["/robots.txt"]


def test_robots_txt_is_asked_for_once(server: MisbehavingServer, polite: Polite) -> None:
    """Also by many threads at once, and the pages after it wait their turn."""
    robots(server, "User-agent: *\nDisallow: /private/")
    targets = [page(server, f"/{n}") for n in range(12)]
    with ThreadPoolExecutor(8) as threads:
        brought = list(threads.map(polite(rate=1000), targets))

    assert all(isinstance(one, Capture) for one in brought)
    assert asked(server).count("/robots.txt") == 1
    assert asked(server)[0] == "/robots.txt"


def test_robots_txt_is_asked_for_again_after_a_day(server: MisbehavingServer, polite: Polite, clock: FakeClock) -> None:
    """RFC 9309, 2.4."""
    robots(server, "")
    fetch, target = polite(), page(server)
    fetch(target)
    clock.pass_by(24 * 3600 + 1)
    fetch(target)

    assert asked(server) == ["/robots.txt", "/page", "/robots.txt", "/page"]


def test_each_port_has_its_own_robots_txt(servers: list[MisbehavingServer], polite: Polite) -> None:
    """One that forbids says nothing about another server."""
    robots(servers[0], "User-agent: *\nDisallow: /")
    fetch = polite()

    assert isinstance(fetch(page(servers[0])), Failure)
    assert isinstance(fetch(page(servers[1])), Capture)


@pytest.mark.parametrize(("status", "reason"), [(404, None), (403, None), (500, FailureReason.ROBOTS), (503, FailureReason.ROBOTS)])
def test_what_a_status_of_robots_txt_means(server: MisbehavingServer, polite: Polite, status: int, reason: FailureReason | None) -> None:
    """RFC 9309, 2.3.1: no file permits all, a server in trouble nothing."""
    robots(server, "User-agent: *\nDisallow: /", status)
    brought = polite()(page(server))

    assert (brought.reason if isinstance(brought, Failure) else None) is reason
    assert ("/page" in asked(server)) is (reason is None)


def test_a_robots_txt_that_does_not_come(server: MisbehavingServer, polite: Polite) -> None:
    """The reason is that of the network, and a second page is not tried at once."""
    server.behave(lambda connection: time.sleep(1.3), path="/robots.txt")
    fetch = polite()
    first, second = fetch(page(server, "/1")), fetch(page(server, "/2"))

    assert isinstance(first, Failure)
    assert isinstance(second, Failure)
    assert (first.reason, second.reason) == (FailureReason.TIMEOUT, FailureReason.TIMEOUT)
    assert "robots.txt" in first.detail
    assert asked(server) == ["/robots.txt"]


def test_a_robots_txt_behind_redirects(servers: list[MisbehavingServer], polite: Polite) -> None:
    """Five hops, also to another host; its rules hold where it was asked for."""
    here, there = servers[:2]
    place = there.answer(b"User-agent: *\nDisallow: /private/", path="/rules")
    for n in range(4):
        place = there.redirect(place, path=f"/hop{n}")
    here.redirect(place, path="/robots.txt")
    fetch = polite(rate=1000)

    assert isinstance(fetch(page(here, "/private/a")), Failure)
    assert isinstance(fetch(page(here, "/public/a")), Capture)


def test_a_robots_txt_behind_six_redirects_is_none(server: MisbehavingServer) -> None:
    """RFC 9309, 2.3.1.2; also where a page may redirect more often."""
    place = server.answer(b"User-agent: *\nDisallow: /", path="/rules")
    for n in range(5):
        place = server.redirect(place, path=f"/hop{n}")
    server.redirect(place, path="/robots.txt")
    with HttpFetcher(Limits(redirects=10), "attrcheck/test", guard=LOCAL, manners=GoodManners()) as fetch:
        assert isinstance(fetch(page(server)), Capture)


def test_a_huge_robots_txt_is_read_in_part(server: MisbehavingServer, polite: Polite) -> None:
    """The first 500 KiB count, and a film in its place is not downloaded to its end."""
    huge = b"User-agent: *\nDisallow: /private/\n#" + b"x" * 600_000 + b"\nDisallow: /\n"
    robots(server, huge.decode())
    fetch = polite(rate=1000)

    assert isinstance(fetch(page(server, "/private/a")), Failure)
    assert isinstance(fetch(page(server, "/public/a")), Capture)


def test_robots_txt_may_be_ignored(server: MisbehavingServer, polite: Polite) -> None:
    """On one's own site, and then the report says so."""
    robots(server, "User-agent: *\nDisallow: /")
    fetch = polite(respects_robots=False)

    assert isinstance(fetch(page(server)), Capture)
    assert asked(server) == ["/page"]
    assert any("--ignore-robots" in note for note in fetch.manners.notes())  # type: ignore[attr-defined]


def test_interfaces_for_programs_are_not_asked_about(server: MisbehavingServer, polite: Polite) -> None:
    """robots.txt is about pages: what a network documents for programs is asked by the network's own rule, pages of posts are not."""
    robots(server, "User-agent: *\nDisallow: /")
    address = server.answer(b"{}", headers={"Content-Type": "application/json"}, path="/api/post")
    fetch = polite()

    assert isinstance(fetch(Target(url=address, accept="application/json")), Capture)
    assert isinstance(fetch(Target(url=address, accept="text/html")), Failure)


def test_a_redirect_obeys_the_robots_txt_of_where_it_leads(servers: list[MisbehavingServer], polite: Polite) -> None:
    """A short address is no way around it."""
    here, there = servers[:2]
    robots(there, "User-agent: *\nDisallow: /")
    failure = polite()(Target(url=here.redirect(page(there).url)))

    assert isinstance(failure, Failure)
    assert failure.reason is FailureReason.ROBOTS
    assert "/page" not in asked(there)


def test_a_pause_lies_between_two_requests(server: MisbehavingServer, polite: Polite, clock: FakeClock) -> None:
    """One second by default; none after robots.txt, and none before a redirect within the host."""
    fetch = polite()
    brought = [fetch(page(server, "/1"))]
    brought.append(fetch(Target(url=server.redirect(page(server, "/2").url, path="/start"))))
    brought.append(fetch(page(server, "/3")))

    assert all(isinstance(one, Capture) for one in brought)
    assert clock.waits == [1.0, 1.0]


def test_hosts_have_clocks_of_their_own(servers: list[MisbehavingServer], polite: Polite, clock: FakeClock) -> None:
    """Nobody waits for somebody else's pause; a redirect to a host that was just asked waits for it."""
    fetch = polite()
    for server in servers:
        fetch(page(server))

    assert clock.waits == []

    clock.pass_by(1)
    fetch(page(servers[1]))
    fetch(Target(url=servers[0].redirect(page(servers[1]).url)))

    assert clock.waits == [1.0]


def test_one_connection_at_a_time(server: MisbehavingServer, polite: Polite) -> None:
    """However many threads ask."""
    open_now, most = [0], [0]

    def count(connection: object) -> None:
        open_now[0] += 1
        most[0] = max(most[0], open_now[0])
        time.sleep(0.02)
        # Before the answer, after which the next one may come at once.
        open_now[0] -= 1
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 4\r\nConnection: close\r\n\r\n<p>a")  # type: ignore[attr-defined]

    targets = [Target(url=server.behave(count)) for _ in range(8)]
    with ThreadPoolExecutor(8) as threads:
        brought = list(threads.map(polite(rate=10_000), targets))

    assert all(isinstance(one, Capture) for one in brought)
    assert most == [1]


def test_waiting_is_no_part_of_the_time_of_a_fetch(server: MisbehavingServer, limits: Limits) -> None:
    """A fetch may take less than the pause before it: half a second of real waiting, and 0.3 seconds for a page."""
    short = Limits(connect_seconds=0.3, read_seconds=0.3, total_seconds=0.3, body_bytes=limits.body_bytes)
    with HttpFetcher(short, "attrcheck/test", guard=LOCAL, manners=GoodManners(Politeness(rate=2))) as fetch:
        brought = [fetch(page(server, f"/{n}")) for n in range(2)]

    assert all(isinstance(one, Capture) for one in brought)


def test_crawl_delay_is_kept(server: MisbehavingServer, polite: Polite, clock: FakeClock) -> None:
    """The longer of it and our own pause."""
    robots(server, "User-agent: *\nCrawl-delay: 7")
    fetch = polite()
    for n in range(3):
        fetch(page(server, f"/{n}"))

    assert clock.waits == [7.0, 7.0]
    assert fetch.manners.notes() == ()  # type: ignore[attr-defined]


def test_a_crawl_delay_without_reason_is_bounded_and_told(server: MisbehavingServer, polite: Polite, clock: FakeClock) -> None:
    """An hour between two pages is a wish that a report cannot wait for; a host that wants nobody says Disallow."""
    robots(server, "User-agent: *\nCrawl-delay: 3600")
    fetch = polite()
    for n in range(2):
        fetch(page(server, f"/{n}"))

    assert clock.waits == [PATIENCE_SECONDS]
    assert ["3600" in note for note in fetch.manners.notes()] == [True]  # type: ignore[attr-defined]


@pytest.mark.parametrize("form", ["30", "Thu, 01 Jan 2026 12:00:30 GMT"])
def test_retry_after_is_kept(server: MisbehavingServer, polite: Polite, clock: FakeClock, form: str) -> None:
    """In both its forms: seconds, and a date."""
    fetch = polite()
    busy = Target(url=server.answer(b"", 429, {"Retry-After": form}))
    failure = fetch(busy)

    assert isinstance(failure, Failure)
    assert fetch.manners.retry_wait(busy, failure, 1) == 30.0  # type: ignore[attr-defined]

    fetch(page(server))

    assert clock.waits == [30.0]


def test_a_retry_after_that_is_too_long_is_not_waited_for(server: MisbehavingServer, polite: Polite, clock: FakeClock) -> None:
    """The host is not asked before, and every page of it says why."""
    fetch = polite()
    busy = Target(url=server.answer(b"", 503, {"Retry-After": "86400"}, path="/busy"))
    failure = fetch(busy)
    other = fetch(page(server))

    assert isinstance(failure, Failure)
    assert fetch.manners.retry_wait(busy, failure, 1) is None  # type: ignore[attr-defined]
    assert isinstance(other, Failure)
    assert other.reason is FailureReason.BLOCKED
    assert clock.waits == []
    assert asked(server) == ["/robots.txt", "/busy"]


def test_back_off_doubles_and_ends(server: MisbehavingServer, polite: Polite, clock: FakeClock) -> None:
    """Without Retry-After each answer of 429 doubles the pause; after five in a row the host is left alone."""
    fetch = polite()
    busy = Target(url=server.answer(b"", 429, path="/busy"))
    last = [fetch(busy) for _ in range(MOST_SETBACKS + 2)][-1]

    assert clock.waits == [FIRST_BACK_OFF, 4.0, 8.0, 16.0]
    assert max(clock.waits) <= LONGEST_BACK_OFF
    assert asked(server).count("/busy") == MOST_SETBACKS
    assert isinstance(last, Failure)
    assert last.reason is FailureReason.BLOCKED


def test_an_answer_ends_the_back_off(server: MisbehavingServer, polite: Polite, clock: FakeClock) -> None:
    """A host that answers again is asked as before."""
    fetch = polite()
    busy, good = Target(url=server.answer(b"", 429)), page(server)
    for target in (busy, good, busy, good):
        fetch(target)

    assert clock.waits == [2.0, 1.0, 2.0]


def test_robots_txt_of_a_busy_host_is_asked_for_again(server: MisbehavingServer, polite: Polite, clock: FakeClock) -> None:
    """After the pause that it asks for."""
    server.answer(b"", 503, {"Retry-After": "20"}, path="/robots.txt")
    fetch, target = polite(), page(server)
    failure = fetch(target)

    assert isinstance(failure, Failure)
    assert fetch.manners.retry_wait(target, failure, 1) == 20.0  # type: ignore[attr-defined]

    robots(server, "")

    assert isinstance(fetch(target), Capture)
    assert clock.waits == [20.0]


@pytest.mark.parametrize(
    ("reason", "status", "is_worth_it"),
    [
        (FailureReason.CONNECTION, None, True),
        (FailureReason.CONNECTION, 200, False),
        (FailureReason.TIMEOUT, None, False),
        (FailureReason.BLOCKED, 403, False),
        (FailureReason.GONE, 404, False),
        (FailureReason.ROBOTS, None, False),
    ],
)
def test_what_is_tried_again(polite: Polite, reason: FailureReason, status: int | None, is_worth_it: bool) -> None:
    """A connection that was closed before any answer; nothing that was answered, and never a third time."""
    manners = polite().manners  # type: ignore[attr-defined]
    target, failure = Target(url="http://127.0.0.1/"), Failure(reason=reason, detail="", status=status)

    assert [manners.retry_wait(target, failure, tries) is not None for tries in (1, 2, 3)] == [is_worth_it, is_worth_it, False]


def test_no_wait_goes_beyond_the_end_of_the_scan(server: MisbehavingServer, polite: Polite, clock: FakeClock) -> None:
    """The page is told to be not reached."""
    fetch = polite(total_seconds=10)
    fetch(Target(url=server.answer(b"", 429, {"Retry-After": "30"})))
    failure = fetch(page(server))

    assert isinstance(failure, Failure)
    assert failure.reason is FailureReason.NOT_REACHED
    assert clock.waits == []


def test_many_hosts_need_little_memory(polite: Polite, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those that are asked for nothing any more are forgotten, those that asked for a pause are not."""
    monkeypatch.setattr("attrcheck.fetch.hosts._MOST_HOSTS", 10)
    hosts = polite().manners._hosts  # type: ignore[attr-defined]
    hosts.heard("http://busy.example/", 429, "60")
    for n in range(100):
        hosts.wait(f"http://host{n}.example/")

    assert len(hosts._hosts) <= 10
    assert hosts.wait("http://busy.example/") == 60.0
