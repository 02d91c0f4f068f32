"""Pages that an earlier scan has: asked for only if they changed."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from attrcheck.model import Capture, Target
from tests.fetch.conftest import MisbehavingServer
from tests.fetch.polite.conftest import FakeClock, Polite

PAGE = b"<!DOCTYPE html><title>A page</title><p>Words enough for a page.</p>"
VALIDATORS = {"ETag": '"one"', "Last-Modified": "Wed, 01 Jan 2025 00:00:00 GMT"}


def first_capture(server: MisbehavingServer, polite: Polite, headers: dict[str, str]) -> Capture:
    """What the first scan brought."""
    brought = polite()(Target(url=server.html(PAGE, headers, path="/page")))
    assert isinstance(brought, Capture)
    return brought


def conditions(server: MisbehavingServer) -> dict[str, str]:
    """The conditions of the last request."""
    return {name: value for name, value in server.asked[-1][1].items() if name.startswith("if-")}


def test_an_unchanged_page_is_not_sent_again(server: MisbehavingServer, polite: Polite, clock: FakeClock) -> None:
    """The earlier bytes count, and the record says since when and until when they are known."""
    earlier = first_capture(server, polite, VALIDATORS)
    server.answer(b"", 304, path="/page")
    clock.pass_by(3600)
    again = polite(previous=lambda url: earlier)(Target(url=earlier.record.url))

    assert conditions(server) == {"if-none-match": '"one"', "if-modified-since": "Wed, 01 Jan 2025 00:00:00 GMT"}
    assert isinstance(again, Capture)
    assert (again.body, again.headers) == (PAGE, earlier.headers)
    assert again.record == replace(earlier.record, captured_at="2026-01-01T13:00:00+00:00", unchanged_since="2026-01-01T12:00:00+00:00")


def test_since_when_a_page_is_unchanged_is_kept(server: MisbehavingServer, polite: Polite, clock: FakeClock) -> None:
    """Over any number of scans: the bytes are as old as they are."""
    kept = [first_capture(server, polite, VALIDATORS)]
    server.answer(b"", 304, path="/page")
    for _ in range(2):
        clock.pass_by(3600)
        again = polite(previous=lambda url: kept[-1])(Target(url=kept[0].record.url))
        assert isinstance(again, Capture)
        kept.append(again)

    assert [one.record.captured_at[11:16] for one in kept] == ["12:00", "13:00", "14:00"]
    assert kept[-1].record.unchanged_since == kept[0].record.captured_at


def test_a_changed_page_is_sent(server: MisbehavingServer, polite: Polite) -> None:
    """A server that answers 200 has something new."""
    earlier = first_capture(server, polite, VALIDATORS)
    server.html(PAGE + b"<p>More.</p>", path="/page")
    again = polite(previous=lambda url: earlier)(Target(url=earlier.record.url))

    assert isinstance(again, Capture)
    assert again.body.endswith(b"<p>More.</p>")
    assert again.record.unchanged_since is None


@pytest.mark.parametrize("headers", [{}, {"ETag": '"' + "x" * 2_000 + '"'}, {"ETag": '"caf\xe9"'}])
def test_without_a_validator_nothing_is_asked(server: MisbehavingServer, polite: Polite, headers: dict[str, str]) -> None:
    """None, or one that no honest server sends."""
    earlier = first_capture(server, polite, headers)
    polite(previous=lambda url: earlier)(Target(url=earlier.record.url))

    assert conditions(server) == {}


def test_a_validator_is_for_the_address_that_sent_it(server: MisbehavingServer, polite: Polite) -> None:
    """A redirect is asked for without conditions, and where it leads elsewhere now that page too."""
    earlier = first_capture(server, polite, VALIDATORS)
    start = server.redirect(server.html(PAGE, path="/other"), path="/start")
    polite(previous=lambda url: earlier)(Target(url=start))

    assert [path for path, _ in server.asked[-2:]] == ["/start", "/other"]
    assert all(not name.startswith("if-") for _, headers in server.asked[-2:] for name in headers)


def test_a_304_that_nobody_asked_for_is_no_page(server: MisbehavingServer, polite: Polite) -> None:
    """Without an earlier capture there are no bytes."""
    brought = polite()(Target(url=server.answer(b"", 304)))

    assert not isinstance(brought, Capture)
    assert brought.status == 304
