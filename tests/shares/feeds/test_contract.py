"""What every reader of feeds and every search promises, whichever there are."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import count

import pytest

from attrcheck.model import Capture, CaptureRecord, Failure, FailureReason, Target, UnreadReason
from attrcheck.shares import FEEDS, SEARCHES, Feed, read_feed, search_network
from attrcheck.shares.feeds.feed import MAX_PAGES, MAX_POSTS
from attrcheck.urls import post_of, profile_of
from tests.shares.feeds.shapes import BLUESKY, DID, FEED, HANDLE, MASTODON, PAGE, TELEGRAM, item, message, record, status
from tests.shares.readers.answering import Answer, Servers
from tests.shares.readers.test_contract import ANSWERS, answering

ACCOUNTS = {
    "bluesky": BLUESKY,
    "mastodon": MASTODON,
    "reddit": "https://www.reddit.com/user/hestacourier",
    "telegram": TELEGRAM,
    "tumblr": "https://hestacourier.tumblr.com/",
    "youtube": "https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv",
}
ASKED: dict[str, Callable[..., Feed]] = {
    **{name: lambda fetch, url=url: read_feed(url, fetch) for name, url in ACCOUNTS.items()},
    **{f"search {name}": lambda fetch, name=name: search_network(name, "", PAGE, fetch) for name in SEARCHES},
}


def test_every_reader_has_an_account_here() -> None:
    """Else the tests below would pass over it."""
    assert set(ACCOUNTS) == set(FEEDS)
    assert {name: profile.platform for name, url in ACCOUNTS.items() if (profile := profile_of(url))} == {name: name for name in FEEDS}


@pytest.mark.parametrize("name", ASKED)
@pytest.mark.parametrize(("code", "body"), ANSWERS, ids=lambda value: str(value)[:20])
def test_no_answer_makes_a_reader_raise(name: str, code: int, body: bytes) -> None:
    """Nonsense is unread with a reason; requests are few, and a server that asks to wait is asked once."""
    asked: list[str] = []
    feed = ASKED[name](answering(code, body, asked))

    assert feed.posts == ()
    assert feed.unread is not None
    assert feed.unread.detail
    assert len(asked) <= 8
    assert code != 429 or (len(asked) == 1 and feed.unread.reason is UnreadReason.RATE_LIMITED and "Retry-After: 60" in feed.unread.detail)


@pytest.mark.parametrize("name", ASKED)
def test_a_network_that_cannot_be_reached_is_said(name: str) -> None:
    """Silence is no empty feed."""
    feed = ASKED[name](lambda target: Failure(reason=FailureReason.DNS, detail="No such host."))

    assert feed.unread is not None
    assert feed.unread.reason is UnreadReason.FETCH_FAILED


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("https://www.facebook.com/hestacourier", "Facebook lists no posts to those without a login"),
        ("https://x.com/hestacourier", "X (Twitter) lists no posts"),
        ("https://courier.example/", "not that of an account"),
        ("https://x.com/hestacourier/status/1", "not that of an account"),
        ("https://www.youtube.com/@hestacourier", "no feed of this account"),
    ],
)
def test_what_has_no_feed_is_not_asked(url: str, why: str) -> None:
    """The reason is said, and nobody is bothered."""
    asked: list[str] = []
    feed = read_feed(url, answering(200, b"{}", asked))

    assert feed.unread is not None
    assert why in feed.unread.detail
    assert asked == []


def endless(target: Target) -> Capture:
    """A server whose feed never ends: every page is full, and leads to another one."""
    number = next(_NUMBERS)
    if "accounts/lookup" in target.url:
        body = json.dumps(status("1", "")["account"])
    elif "social.example" in target.url:
        body = json.dumps([status(str(number * 1000 + i), "Ferry") for i in range(1_000)])
    elif "t.me" in target.url:
        body = "".join(message(10_000_000 - number * 1000 - i, "Ferry") for i in range(30))
    else:
        items = [item(f"3k{number:06}{i:04}", record("Ferry")) for i in range(1_000)]
        body = json.dumps({"feed": items, "cursor": f"c{number}"})
    told = CaptureRecord(url=target.url, final_url=target.url, captured_at="", digest="", size=0, status=200, media_type="application/json")
    return Capture(record=told, body=body.encode())


_NUMBERS = count()


@pytest.mark.parametrize("name", ["bluesky", "mastodon", "telegram"])
def test_endless_feeds_end(name: str) -> None:
    """Three pages at most, and a bounded number of posts; that there are more is said."""
    asked: list[str] = []

    def fetch(target: Target) -> Capture:
        asked.append(target.url)
        return endless(target)

    feed = read_feed(ACCOUNTS[name], fetch)

    assert 0 < len(feed.posts) <= MAX_POSTS
    assert len(asked) <= MAX_PAGES + 1
    assert feed.has_more
    assert all(post_of(post.url) for post in feed.posts)


def test_a_feed_that_leads_in_a_circle_is_read_once() -> None:
    """A cursor that stays the same is no reason to ask again."""
    again = f"{FEED}&cursor=c"
    servers = Servers({FEED: Answer({"feed": [item("3ka", record("One"))], "cursor": "c"}), again: Answer({"feed": [], "cursor": "c"})})
    feed = read_feed(BLUESKY, servers)

    assert [post.text for post in feed.posts] == ["One"]
    assert len(servers.asked) == 2
    assert not feed.has_more


def test_trouble_on_a_later_page_leaves_the_posts() -> None:
    """What was read is looked through, and that there is more is no secret."""
    servers = Servers({FEED: Answer({"feed": [item("3ka", record("One"))], "cursor": "c"}), f"{FEED}&cursor=c": Answer(b"", 500)})
    feed = read_feed(BLUESKY, servers)

    assert [post.text for post in feed.posts] == ["One"]
    assert feed.unread is not None
    assert "500" in feed.unread.detail


def test_addresses_of_machines_are_not_asked() -> None:
    """A page may call a router its outlet's server."""
    for url in ("https://127.0.0.1/@courier", "https://router.lan/@courier", "https://social.example:8443/@courier"):
        asked: list[str] = []
        feed = read_feed(url, answering(200, b"{}", asked))
        assert feed.unread is not None
        assert [address for address in asked if "127.0.0.1" in address or ".lan" in address or ":8443" in address] == []


def test_a_handle_is_escaped_in_requests() -> None:
    """Nothing of an address can become another parameter of a request."""
    servers = Servers({})
    read_feed(f"https://bsky.app/profile/{DID}", servers)

    assert servers.asked[0].url == FEED.replace(HANDLE, DID)
