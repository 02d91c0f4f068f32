"""What every reader promises, whichever readers there are."""

from __future__ import annotations

import pytest

from attrcheck.model import Capture, CaptureRecord, Failure, FailureReason, Share, Target, Unread, UnreadReason
from attrcheck.shares import read_share
from attrcheck.shares.readers import READERS
from attrcheck.urls import post_of
from attrcheck.urls.tables import platform

# One address of a post on each network.
POSTS = {
    "x": "https://x.com/ferrynews/status/1234567890123456789",
    "bluesky": "https://bsky.app/profile/ferrynews.example/post/3kabcdefgh2x",
    "mastodon": "https://mastodon.social/@ferrynews/112233445566778899",
    "telegram": "https://t.me/ferrynews/12",
    "reddit": "https://www.reddit.com/r/ferries/comments/abc123/title/",
    "youtube": "https://www.youtube.com/watch?v=abcdefghijk",
    "tiktok": "https://www.tiktok.com/@ferrynews/video/7123456789012345678",
    "pinterest": "https://www.pinterest.com/pin/123456789012345678/",
    "tumblr": "https://ferrynews.tumblr.com/post/123456789012",
    "lemmy": "https://lemmy.world/post/12345",
    "hackernews": "https://news.ycombinator.com/item?id=12345678",
    "facebook": "https://www.facebook.com/ferrynews/posts/123456789012345",
    "instagram": "https://www.instagram.com/p/CabcdefghiJ/",
    "threads": "https://www.threads.com/@ferrynews/post/CabcdefghiJ",
    "linkedin": "https://www.linkedin.com/feed/update/urn:li:activity:7123456789012345678",
    "vk": "https://vk.com/wall-123_456",
}
ANSWERS = (
    (200, b""),
    (200, b"{}"),
    (200, b"[]"),
    (200, b"null"),
    (200, b"\xff\xfe\x00"),
    (200, b"<html><body>Log in to continue</body></html>"),
    (200, b'{"thread": [], "html": 7, "post_view": "x", "content": {}, "type": ["Note"], "author_url": null}'),
    (204, b""),
    (302, b""),
    (400, b'{"error": "InvalidRequest"}'),
    (401, b"{}"),
    (403, b"{}"),
    (404, b'{"error": "Record not found"}'),
    (410, b""),
    (429, b"slow down"),
    (500, b"oops"),
)


def answering(status: int, body: bytes, asked: list[str]):  # type: ignore[no-untyped-def]
    """A network that gives everybody the same answer."""

    def fetch(target: Target) -> Capture:
        asked.append(target.url)
        record = CaptureRecord(
            url=target.url, final_url=target.url, captured_at="2026-01-01T00:00:00+00:00", digest="", size=len(body), status=status
        )
        return Capture(record=record, body=body, headers=(("Content-Type", "application/json"), ("Retry-After", "60")))

    return fetch


def test_every_reader_has_a_post_here() -> None:
    """Else the tests below would pass over it; WhatsApp has no posts that anybody could address."""
    assert set(POSTS) == set(READERS) - {"whatsapp"}
    assert {name: post.platform for name, url in POSTS.items() if (post := post_of(url))} == {name: name for name in POSTS}
    assert [name for name in READERS if platform(name) is None] == []


@pytest.mark.parametrize("name", POSTS)
@pytest.mark.parametrize(("status", "body"), ANSWERS, ids=lambda value: str(value)[:20])
def test_no_answer_makes_a_reader_raise(name: str, status: int, body: bytes) -> None:
    """Nonsense is unread with a reason; requests are few."""
    asked: list[str] = []
    got = read_share(POSTS[name], answering(status, body, asked))

    assert isinstance(got, Unread), got
    assert got.platform == name
    assert got.url == POSTS[name]
    assert got.detail
    assert len(asked) <= 5
    assert not (status == 429 and asked and got.reason is not UnreadReason.RATE_LIMITED)


@pytest.mark.parametrize("name", POSTS)
def test_a_network_that_cannot_be_reached_is_said(name: str) -> None:
    """No reader takes silence for a deleted post."""

    def fetch(target: Target) -> Failure:
        return Failure(reason=FailureReason.DNS, detail="No such host.")

    got = read_share(POSTS[name], fetch)

    assert isinstance(got, Unread)
    assert got.reason in (UnreadReason.FETCH_FAILED, UnreadReason.NOT_OFFERED)


def test_an_address_that_is_no_post_is_read_by_nobody() -> None:
    """An account is no post."""
    got = read_share("https://x.com/ferrynews", answering(200, b"{}", []))

    assert not isinstance(got, Share)


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/@ferrynews/112233445566778899",
        "https://[::1]/@ferrynews/112233445566778899",
        "https://localhost/@ferrynews/112233445566778899",
        "https://router.lan/@ferrynews/112233445566778899",
        "https://metadata.internal/@ferrynews/112233445566778899",
        "https://social.example:8443/@ferrynews/112233445566778899",
        "https://2130706433/@ferrynews/112233445566778899",
    ],
)
def test_no_machine_of_the_local_network_is_asked(url: str) -> None:
    """A hostile page may embed a post "at" a router; the scan must not knock there."""
    asked: list[str] = []
    got = read_share(url, answering(200, b"{}", asked))

    assert isinstance(got, Unread)
    assert asked == []
