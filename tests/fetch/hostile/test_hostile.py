"""A server that misbehaves in many ways: each ends in a named reason, costs little, and the next page is fetched all the same."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from attrcheck.fetch import Guard, HttpFetcher, Limits
from attrcheck.model import Capture, Failure, Target
from tests.fetch.hostile.rows import PAGE, ROWS, SLOW, Row, redirect

if TYPE_CHECKING:
    from tests.fetch.conftest import MisbehavingServer

# One megabyte of page, and what a decompressor, a socket and http.client need besides; a bomb of these rows is 64 MB to 1 GB.
LARGEST_PAGE, LARGEST_MEMORY = 1_000_000, 8_000_000


# A row that waits ends by these limits or not at all; all others end by themselves, on a busy machine too.
IMPATIENT = Limits(connect_seconds=1.0, read_seconds=0.3, total_seconds=0.6)
PATIENT = Limits(body_bytes=LARGEST_PAGE, redirects=5, total_seconds=15.0)


@pytest.fixture
def fetch(row: Row) -> Iterator[HttpFetcher]:
    """A fetcher that reaches the server on this machine."""
    with HttpFetcher(IMPATIENT if row in SLOW else PATIENT, "attrcheck/test", guard=Guard(allows_private=True)) as fetcher:
        yield fetcher


def serve(server: MisbehavingServer, row: Row) -> str:
    """The address at which the server does what the row says."""
    server.html(PAGE, path="/good")
    if row.name == "redirect-onwards":
        for step in range(20):
            server.send(redirect(b"/onwards-%d" % (step + 1)), f"/onwards-{step}")
        return server.base_url + "/onwards-0"
    path = f"/{row.name}"
    return server.send(row.answer, path) if isinstance(row.answer, bytes) else server.behave(row.answer, path)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_misbehaviour_has_a_name_and_an_end(server: MisbehavingServer, fetch: HttpFetcher, row: Row) -> None:
    """The reason is the row's, memory stays near the size of a page, and the fetcher goes on with the next page of the same server."""
    url = serve(server, row)
    tracemalloc.start()
    brought = fetch(Target(url=url))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    following = fetch(Target(url=server.base_url + "/good"))

    assert (brought.reason if isinstance(brought, Failure) else None) is row.reason, brought
    assert isinstance(brought, Capture) or (brought.detail and brought.detail.isprintable())
    assert isinstance(following, Capture), following
    assert peak < LARGEST_MEMORY


def test_the_table_is_what_it_promises() -> None:
    """At least forty ways, no two with one name, each with its reason to exist."""
    assert len(ROWS) >= 40
    assert len({row.name for row in ROWS}) == len(ROWS)
    assert all(row.why for row in ROWS)
