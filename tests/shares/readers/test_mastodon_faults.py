"""Mastodon's interface when it is well and when it is not, by mastodon-mock, which keeps posts and makes faults. `make servers` installs it; skipped without."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import requests

from attrcheck.fetch import Limits
from attrcheck.model import Share, Unread, UnreadReason
from attrcheck.shares.readers import activitypub
from tests.shares.readers.serving import UP_SECONDS, Fetch, fetching, free_port, python_with, running

HOST = "social.example"
ARTICLE = "https://news.example/a/very/long/address/of/a/story"
# The mock lets everybody in who shows this.
LOGIN = {"Authorization": "Bearer mock_token"}
# An answer takes milliseconds, and a second on a machine that is busy with other tests; the faults below last for three and more.
PATIENCE = Limits(read_seconds=1.5, total_seconds=2.5)


class Mastodon:
    """A server that keeps posts, and makes faults when it is told to."""

    def __init__(self, port: int) -> None:
        self.site, self.asked = f"http://127.0.0.1:{port}/", list[str]()
        self.fetch: Fetch = fetching({HOST: self.site}, self.asked, PATIENCE)

    def call(self, method: str, path: str, **fields: object) -> dict[str, object]:
        answer = requests.request(method, self.site + path, json=fields or None, headers=LOGIN, timeout=UP_SECONDS)
        assert answer.ok, answer.text
        told = answer.json() if answer.content else {}
        return told if isinstance(told, dict) else {}

    def post(self, text: str, **fields: str) -> str:
        """Post a status and return the address that its readers see."""
        return f"https://{HOST}/@testuser/{self.call('POST', 'api/v1/statuses', status=text, **fields)['id']}"

    def break_down(self, **effect: object) -> None:
        """Make every request for a status end badly."""
        self.call("POST", "api/v1/_mock/faults", match={"path": "/api/v1/statuses/*"}, effect=effect)

    def read(self, url: str) -> Share | Unread:
        self.asked.clear()
        return activitypub.read(url, self.fetch)


@pytest.fixture(scope="module")
def server() -> Iterator[Mastodon]:
    python, port = python_with("mastodon_mock"), free_port()
    with running([python, "-m", "mastodon_mock", "serve", "--in-memory", "--port", str(port), "--domain", HOST], port):
        yield Mastodon(port)


@pytest.fixture
def mastodon(server: Mastodon) -> Mastodon:
    server.call("DELETE", "api/v1/_mock/faults")
    return server


def test_a_status(mastodon: Mastodon) -> None:
    """One request brings text, link, author, card and time."""
    share = mastodon.read(url := mastodon.post(f"Ferry, by Zoë & crew {ARTICLE} #ferry"))

    assert isinstance(share, Share), share
    assert share.text == f"Ferry, by Zoë & crew {ARTICLE} #ferry"
    assert [link.url for link in share.links] == [ARTICLE]
    assert share.author is not None
    assert (share.author.handle, share.author.name) == (f"testuser@{HOST}", "Test User")
    assert (share.read_by, share.edited_at, share.is_cut) == ("mastodon-api", "", False)
    assert share.card is not None
    assert share.card.url == ARTICLE
    assert mastodon.asked == [f"https://{HOST}/api/v1/statuses/{url.rpartition('/')[2]}"]


def test_a_status_that_is_edited(mastodon: Mastodon) -> None:
    """The words of today are read."""
    url = mastodon.post("Ferry")
    mastodon.call("PUT", f"api/v1/statuses/{url.rpartition('/')[2]}", status="Ferry, by Zoë")
    share = mastodon.read(url)

    assert isinstance(share, Share), share
    assert share.text == "Ferry, by Zoë"
    assert share.edited_at > share.created_at


def test_a_status_behind_a_warning(mastodon: Mastodon) -> None:
    """The warning is part of what the post says."""
    share = mastodon.read(mastodon.post("Ferry", spoiler_text="By Zoë"))

    assert isinstance(share, Share), share
    assert share.text == "By Zoë\nFerry"


@pytest.mark.parametrize("visibility", ["private", "direct"])
def test_a_status_that_is_not_for_everybody(mastodon: Mastodon, visibility: str) -> None:
    """Nothing of it is read, and nothing is said against it."""
    found = mastodon.read(mastodon.post("Ferry", visibility=visibility))

    assert isinstance(found, Unread), found
    assert found.reason in (UnreadReason.GONE, UnreadReason.FORBIDDEN, UnreadReason.LOGIN_REQUIRED)


def test_a_status_that_is_deleted(mastodon: Mastodon) -> None:
    """It was there, and is gone."""
    url = mastodon.post("Ferry")
    assert isinstance(mastodon.read(url), Share)
    mastodon.call("DELETE", f"api/v1/statuses/{url.rpartition('/')[2]}")
    found = mastodon.read(url)

    assert isinstance(found, Unread), found
    assert found.reason is UnreadReason.GONE


FAULTS = [
    # A server that asks to wait is not asked once more; what it says of the time is passed on.
    ({"type": "ratelimit", "headers": {"Retry-After": "60"}}, UnreadReason.RATE_LIMITED, "429; it asks to wait (Retry-After: 60)", 1),
    ({"type": "status", "status": 500}, UnreadReason.FETCH_FAILED, "500", 1),
    ({"type": "status", "status": 503, "headers": {"Retry-After": "3600"}}, UnreadReason.FETCH_FAILED, "Retry-After: 3600", 1),
    # An answer that never comes, or comes too late.
    ({"type": "timeout"}, UnreadReason.FETCH_FAILED, "timeout", 1),
    ({"type": "latency", "delay_ms": 3_000}, UnreadReason.FETCH_FAILED, "timeout", 1),
    # Closed to programs without a login, as a server may be set: the second way is tried, and this server has none.
    ({"type": "status", "status": 401, "body": {"error": "This method requires an authenticated user"}}, UnreadReason.GONE, "", 2),
    ({"type": "status", "status": 403}, UnreadReason.GONE, "", 2),
    # Half an answer, and one that is not JSON.
    ({"type": "malformed"}, UnreadReason.GONE, "", 2),
    ({"type": "malformed", "truncate": False}, UnreadReason.GONE, "", 2),
    # Success with a body of another shape.
    ({"type": "status", "status": 200, "body": {"id": 7}}, UnreadReason.GONE, "", 2),
    ({"type": "status", "status": 200, "body": []}, UnreadReason.GONE, "", 2),
]


@pytest.mark.parametrize(("effect", "reason", "detail", "requests_made"), FAULTS, ids=lambda value: str(value)[:60])
def test_a_fault(mastodon: Mastodon, effect: dict[str, object], reason: UnreadReason, detail: str, requests_made: int) -> None:
    """No fault becomes a post, nor a word against anybody."""
    url = mastodon.post("By Zoë")
    mastodon.break_down(**effect)
    found = mastodon.read(url)

    assert isinstance(found, Unread), found
    assert (found.reason, found.url) == (reason, url)
    assert detail in found.detail
    assert len(mastodon.asked) == requests_made


def test_after_a_fault(mastodon: Mastodon) -> None:
    """The next check reads the post."""
    url = mastodon.post("By Zoë")
    mastodon.break_down(type="status", status=503)
    assert isinstance(mastodon.read(url), Unread)
    mastodon.call("DELETE", "api/v1/_mock/faults")

    assert isinstance(mastodon.read(url), Share)
