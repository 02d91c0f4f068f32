"""Where connections may go: which addresses are forbidden, and that no name, redirect or late answer gets round it."""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attrcheck.fetch import Guard, HttpFetcher, Limits
from attrcheck.fetch.contract import FetchStopped
from attrcheck.fetch.guard import BAD_PORTS, NEVER, PRIVATE, forbidden_because, system_resolver
from attrcheck.model import Capture, Failure, FailureReason, Target

if TYPE_CHECKING:
    from tests.fetch.conftest import MisbehavingServer

PAGE = b"<!doctype html><html><body><p>Some article.</p></body></html>"
FORBIDDEN = FailureReason.FORBIDDEN_ADDRESS

OPEN_WEB = (
    "93.184.215.14",
    "8.8.8.8",
    "1.1.1.1",
    "172.15.255.255",
    "172.32.0.1",
    "100.128.0.1",
    "192.0.1.1",
    "198.20.0.1",
    "223.255.255.255",
)
OPEN_WEB_V6 = ("2606:4700::1111", "2a00:1450:4001::200e", "2400:cb00::1", "64:ff9b::808:808", "::ffff:8.8.8.8")

NEVER_REACHED = (
    ("169.254.169.254", "metadata"),
    ("169.254.170.2", "metadata"),
    ("100.100.100.200", "metadata"),
    ("168.63.129.16", "metadata"),
    ("fd00:ec2::254", "metadata"),
    ("fd20:ce::254", "metadata"),
    ("::ffff:169.254.169.254", "metadata"),
    ("64:ff9b::a9fe:a9fe", "metadata"),
    ("::a9fe:a9fe", "metadata"),
    ("192.0.2.1", "documentation"),
    ("2001:db8::1", "documentation"),
    ("224.0.0.251", "multicast"),
    ("ff02::1", "multicast"),
    ("255.255.255.255", "reserved"),
    ("100::1", "reserved"),
    ("5f00::1", "reserved"),
    ("2002:7f00:1::", "6to4"),
    ("2001:0:4136:e378:8000:63bf:3fff:fdd2", "Teredo"),
    ("2001:2::1", "protocols"),
)
ONLY_WHEN_ALLOWED = (
    ("127.0.0.1", "this machine"),
    ("127.255.255.254", "this machine"),
    ("0.0.0.0", "this machine"),
    ("::1", "this machine"),
    ("::", "this machine"),
    ("::ffff:127.0.0.1", "this machine"),
    ("::127.0.0.1", "this machine"),
    ("64:ff9b::7f00:1", "this machine"),
    ("10.1.2.3", "local network"),
    ("172.16.0.1", "local network"),
    ("172.31.255.255", "local network"),
    ("192.168.0.1", "local network"),
    ("169.254.1.1", "local network"),
    ("fe80::1", "local network"),
    ("fe80::1%eth0", "local network"),
    ("fc00::1", "local network"),
    ("fec0::1", "local network"),
    ("64:ff9b:1::1", "local network"),
    ("100.64.0.1", "carrier"),
    ("198.18.0.1", "benchmarks"),
)

# Ways to write addresses of this machine or of a metadata service; each is an address that a browser would open.
ODD_HOSTS = (
    "127.0.0.1",
    "127.1",
    "0x7f.1",
    "0x7f000001",
    "2130706433",
    "017700000001",
    "0177.0.0.1",
    "127.0.0.1.",
    "0",
    "0.0.0.0",
    "[::1]",
    "[::]",
    "[0:0:0:0:0:0:0:1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::127.0.0.1]",
    "[fe80::1%25eth0]",
    "[64:ff9b::7f00:1]",
    "localhost",
    "LOCALHOST",
    "localhost.",
    "a.localhost",
    "169.254.169.254",
    "0xa9fea9fe",
    "2852039166",
)


class Answers:
    """A resolver whose answers change: the first call gets the first, and so on; the last stays."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self.answers, self.asked = list(answers), list[str]()

    def __call__(self, host: str, seconds: float) -> Sequence[str]:
        self.asked.append(host)
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


MakeFetcher = Callable[[Guard], HttpFetcher]


@pytest.fixture
def fetching(limits: Limits) -> Iterator[MakeFetcher]:
    """Make fetchers with a guard, closed at the end."""
    made: list[HttpFetcher] = []

    def make(guard: Guard) -> HttpFetcher:
        made.append(HttpFetcher(limits, "attrcheck/test", guard=guard))
        return made[-1]

    yield make
    for fetcher in made:
        fetcher.close()


def refused(fetch: HttpFetcher, url: str) -> str:
    """Fetch, insist that the address is forbidden, and return the sentence."""
    brought = fetch(Target(url=url))
    assert isinstance(brought, Failure), brought
    assert brought.reason is FORBIDDEN, brought
    return brought.detail


@pytest.mark.parametrize("address", [*OPEN_WEB, *OPEN_WEB_V6])
def test_the_open_web_is_reached(address: str) -> None:
    """Neighbours of the special ranges, and IPv4 sites behind NAT64, are sites like others."""
    assert forbidden_because(address, allows_private=False) is None


@pytest.mark.parametrize(("address", "word"), NEVER_REACHED)
def test_some_addresses_are_never_reached(address: str, word: str) -> None:
    """Nobody has a page there; in whatever form the address comes."""
    for allows_private in (False, True):
        assert word in (forbidden_because(address, allows_private=allows_private) or "")


@pytest.mark.parametrize(("address", "word"), ONLY_WHEN_ALLOWED)
def test_some_addresses_are_the_users_to_open(address: str, word: str) -> None:
    """This machine and local networks are opened by an option, and by nothing else."""
    assert word in (forbidden_because(address, allows_private=False) or "")
    assert forbidden_because(address, allows_private=True) is None


@pytest.mark.parametrize("text", [*NEVER, *PRIVATE])
def test_ranges_are_forbidden_to_their_ends(text: str) -> None:
    """From the first address to the last."""
    network = ipaddress.ip_network(text)

    assert forbidden_because(str(network[0]), allows_private=False)
    assert forbidden_because(str(network[-1]), allows_private=False)


@given(st.ip_addresses())
def test_the_library_knows_nothing_more(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    """What Python's ipaddress calls not global is forbidden; the strategy draws from the special ranges on purpose.

    A mapped address is judged as the IPv4 address inside, where Python forbids all of them.
    """
    inside = getattr(address, "ipv4_mapped", None) or address

    assert inside.is_global or forbidden_because(str(address), allows_private=False)


@pytest.mark.parametrize("host", ODD_HOSTS)
def test_odd_notations_are_seen_through(fetching: MakeFetcher, host: str) -> None:
    """However an address of this machine is written, it is recognised before anything is sent, and no resolver is asked."""
    resolve = Answers(["93.184.215.14"])

    assert "attrcheck does not connect there" in refused(fetching(Guard(resolve=resolve)), f"http://{host}:8080/")
    assert resolve.asked == []


@pytest.mark.parametrize("host", ["①②⑦.⓪.⓪.①", "127。0。0。1"])
def test_digits_of_other_scripts_are_no_address(fetching: MakeFetcher, host: str) -> None:
    """A browser would read them as 127.0.0.1; the library refuses them, which is as good."""
    brought = fetching(Guard(resolve=Answers(["93.184.215.14"])))(Target(url=f"http://{host}:8080/"))

    assert isinstance(brought, Failure)
    assert brought.reason is FailureReason.BAD_ADDRESS


@pytest.mark.parametrize("answer", [["127.0.0.1"], ["93.184.215.14", "10.0.0.1"], ["::1", "93.184.215.14"], ["fe80::1%eth0"]])
def test_names_that_lead_inside_are_refused(fetching: MakeFetcher, answer: list[str]) -> None:
    """A name is as good as the worst of its addresses: a mixed answer is what rebinding looks like."""
    detail = refused(fetching(Guard(resolve=Answers(answer))), "http://inside.example/")

    assert "inside.example leads to" in detail
    assert "--allow-private" in detail


def test_an_answer_that_changes_changes_nothing(server: MisbehavingServer, fetching: MakeFetcher) -> None:
    """Rebinding: the second answer would be forbidden, but the connection goes to the address that was judged, and is asked for once."""
    port = server.base_url.rpartition(":")[2]
    server.html(PAGE, path="/page")
    resolve = Answers(["127.0.0.1"], ["169.254.169.254"])
    brought = fetching(Guard(allows_private=True, resolve=resolve))(Target(url=f"http://rebinding.example:{port}/page"))

    assert isinstance(brought, Capture), brought
    assert resolve.asked == ["rebinding.example"]
    assert server.asked[0][1]["host"] == f"rebinding.example:{port}"


def test_a_later_answer_is_judged_again(server: MisbehavingServer, fetching: MakeFetcher) -> None:
    """A name that was good once is no pass for its next address: each new connection asks and judges."""
    port = server.base_url.rpartition(":")[2]
    server.html(PAGE, path="/page")
    fetch = fetching(Guard(allows_private=True, resolve=Answers(["127.0.0.1"], ["169.254.169.254"])))
    url = f"http://rebinding.example:{port}/page"

    assert isinstance(fetch(Target(url=url)), Capture)
    assert "metadata" in refused(fetch, url)


def test_a_redirect_by_name_is_judged(server: MisbehavingServer, fetching: MakeFetcher) -> None:
    """The second hop is as strange as the first."""
    url = server.redirect("http://keys.example/")

    assert "metadata" in refused(fetching(Guard(allows_private=True, resolve=Answers(["169.254.169.254"]))), url)


def test_further_addresses_of_a_name_are_tried(server: MisbehavingServer, fetching: MakeFetcher) -> None:
    """The first address refuses the connection, as an IPv6 address of a site often does; the next one is the site."""
    port = server.base_url.rpartition(":")[2]
    server.html(PAGE, path="/page")
    resolve = Answers(["127.0.0.2", "127.0.0.1"])

    assert isinstance(fetching(Guard(allows_private=True, resolve=resolve))(Target(url=f"http://two.example:{port}/page")), Capture)


def test_a_name_without_an_address_is_dns(fetching: MakeFetcher) -> None:
    """An empty answer is no address."""
    brought = fetching(Guard(resolve=Answers([])))(Target(url="http://empty.example/"))

    assert isinstance(brought, Failure)
    assert brought.reason is FailureReason.DNS


def test_a_slow_look_up_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's resolver waits as long as it likes; the fetch does not."""
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: time.sleep(0.5))
    with HttpFetcher(Limits(connect_seconds=0.05), "attrcheck/test") as fetch:
        brought = fetch(Target(url="http://slow.example/"))

    assert isinstance(brought, Failure)
    assert brought.reason is FailureReason.DNS


def test_the_system_is_asked() -> None:
    """The real resolver knows this machine and says so in addresses."""
    assert "127.0.0.1" in system_resolver("127.0.0.1", 5.0)
    with pytest.raises(socket.gaierror):
        system_resolver("no-such-name.example", 5.0)


@pytest.mark.parametrize("port", sorted(BAD_PORTS - {0}))
def test_ports_of_other_services_are_refused(port: int) -> None:
    """Also at home: a mail server reads the lines of a request as commands."""
    with pytest.raises(FetchStopped, match=f"Port {port} "):
        Guard(allows_private=True).require(f"http://93.184.215.14:{port}/")
    with pytest.raises(FetchStopped, match=f"Port {port} "):
        Guard(allows_private=True).addresses("93.184.215.14", port, 1.0)


@pytest.mark.parametrize("url", ["http://user:secret@a.example/", "https://user@a.example/", "http://@a.example/"])
def test_passwords_are_not_sent(fetching: MakeFetcher, url: str) -> None:
    """An address with a login is refused, and the sentence does not repeat it."""
    brought = fetching(Guard())(Target(url=url))

    assert isinstance(brought, Failure)
    assert brought.reason is FailureReason.BAD_ADDRESS
    assert "secret" not in brought.detail
