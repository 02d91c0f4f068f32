"""robots.txt: which rules are ours, what they permit, and what an answer other than rules means."""

from __future__ import annotations

import pytest

from attrcheck.fetch.kept import KeptRobots
from attrcheck.fetch.robots import PRODUCT_TOKEN, Rules, robots_address, rules_of
from attrcheck.model import Capture, CaptureRecord, Failure, FailureReason
from tests.fetch.polite.robots_cases import GOOGLE, OWN, RFC, Case


def as_ours(case: Case) -> bytes:
    """The file of a case with our token in the place of the robot that it is about."""
    body = case.robots.encode() if isinstance(case.robots, str) else case.robots
    return body.replace(case.agent.encode(), PRODUCT_TOKEN.encode()) if case.agent else body


@pytest.mark.parametrize("case", [*RFC, *GOOGLE, *OWN], ids=lambda case: case.name)
def test_what_is_permitted(case: Case) -> None:
    """One row of the table."""

    assert Rules(as_ours(case)).allows(f"https://site.example{case.path}") is case.allowed, case.why


def test_names_of_cases_are_their_own() -> None:
    """Two cases of one name would hide which of them fails."""
    for table in (RFC, GOOGLE, OWN):
        assert len({case.name for case in table}) == len(table)


@pytest.mark.parametrize(
    ("robots", "delay"),
    [
        ("user-agent: attrcheck\ncrawl-delay: 2.5\n", 2.5),
        ("user-agent: *\ncrawl-delay: 10\ndisallow: /a\n", 10.0),
        ("user-agent: attrcheck\nallow: /\n\nuser-agent: *\ncrawl-delay: 10\n", None),
        ("user-agent: *\ncrawl-delay: 1\n\nuser-agent: *\ncrawl-delay: 3\n", 3.0),
        ("user-agent: *\ncrawl-delay: soon\n", None),
        ("user-agent: *\ncrawl-delay: -1\n", None),
        ("user-agent: *\ncrawl-delay: inf\n", None),
        ("crawl-delay: 5\n", None),
    ],
)
def test_the_pause_that_is_asked_for(robots: str, delay: float | None) -> None:
    """Of our group only, the longest, and only where it is a number of seconds."""

    assert Rules(robots.encode()).crawl_delay == delay


def answer(status: int, body: bytes = b"user-agent: *\ndisallow: /\n") -> Capture:
    """An answer to the question for a robots.txt."""
    address = "https://site.example/robots.txt"
    record = CaptureRecord(url=address, final_url=address, captured_at="", digest="", size=len(body), status=status)
    return Capture(record=record, body=body)


@pytest.mark.parametrize("status", [301, 400, 401, 403, 404, 410, 418, 451])
def test_no_file_permits_everything(status: int) -> None:
    """RFC 9309, 2.3.1.3: the file is unavailable; a redirect that leads nowhere is no file either."""
    rules = rules_of(answer(status))

    assert isinstance(rules, Rules)
    assert rules.allows("https://site.example/a")


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504, 599])
def test_a_server_in_trouble_permits_nothing(status: int) -> None:
    """RFC 9309, 2.3.1.4: nobody knows what the file says."""
    failure = rules_of(answer(status))

    assert isinstance(failure, Failure)
    assert (failure.reason, failure.status) == (FailureReason.ROBOTS, status)


@pytest.mark.parametrize("reason", [FailureReason.TIMEOUT, FailureReason.DNS, FailureReason.CONNECTION, FailureReason.TLS])
def test_trouble_of_the_network_permits_nothing(reason: FailureReason) -> None:
    """The reason stays: a host that is not there says more than a file that is not."""
    failure = rules_of(Failure(reason=reason, detail="It is so."))

    assert isinstance(failure, Failure)
    assert failure.reason is reason
    assert failure.detail.endswith("It is so.")


def test_too_many_redirects_are_no_file() -> None:
    """RFC 9309, 2.3.1.2: the file may be taken as unavailable."""
    rules = rules_of(Failure(reason=FailureReason.TOO_MANY_REDIRECTS, detail=""))

    assert isinstance(rules, Rules)


def test_all_files_together_have_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    """The one not asked for longest is forgotten first, and a forgotten one weighs nothing."""
    monkeypatch.setattr("attrcheck.fetch.kept._MOST_BYTES", 100_000)
    robots = KeptRobots()
    large = Rules(b"user-agent: *\n" + b"disallow: /a\n" * 200)
    for n in range(50):
        robots.keep(f"{n}", robots.of(f"{n}"), large, until=1.0)
        robots.of("0")
    known = [n for n in range(50) if f"{n}" in robots._kept]

    assert known[0] == 0
    assert known[1:] == list(range(known[1], 50))
    assert 1 < len(known) < 5


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("http://Site.Example", "http://site.example/robots.txt"),
        ("https://user:secret@site.example:8443/a/b?c", "https://site.example:8443/robots.txt"),
        ("http://[::1]:8080/a", "http://[::1]:8080/robots.txt"),
    ],
)
def test_where_the_file_lies(url: str, place: str) -> None:
    """At the root of scheme, host and port, without names and secrets."""

    assert robots_address(url) == place
