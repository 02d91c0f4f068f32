"""Stories and comments on Hacker News, from answers as its interface documents them."""

from __future__ import annotations

from typing import Any

import pytest

from attrcheck.model import Card, Share, ShareAuthor, Unread, UnreadReason
from attrcheck.shares.readers import hackernews
from tests.shares.readers.answering import NO_NAME, Answer, Servers

URL = "https://news.ycombinator.com/item?id=8863"
ASKED = "https://hacker-news.firebaseio.com/v0/item/8863.json"


def read(body: Any, status: int = 200) -> Share | Unread:
    """What is read when the interface answers this."""
    return hackernews.read(URL, Servers({ASKED: Answer(body, status)}))


def test_story() -> None:
    """A title that leads to the page."""
    share = read(
        {
            "by": "ZoeV",
            "id": 8863,
            "time": 1175714200,
            "title": "The ferry",
            "type": "story",
            "url": "https://news.example/ferry",
            "kids": [1],
        }
    )

    assert isinstance(share, Share)
    assert (share.text, share.created_at, share.is_cut) == ("The ferry", "2007-04-04T19:16:40+00:00", False)
    assert [(link.start, link.end, link.url) for link in share.links] == [(0, 9, "https://news.example/ferry")]
    assert share.author == ShareAuthor(handle="ZoeV", url="https://news.ycombinator.com/user?id=ZoeV")
    assert share.card == Card(url="https://news.example/ferry", title="The ferry")


def test_comment() -> None:
    """Shown addresses are shortened, the links are whole."""
    text = 'By Zo&#xEB;:<p><a href="https:&#x2F;&#x2F;news.example&#x2F;the-long-article" rel="nofollow">https:&#x2F;&#x2F;news.example&#x2F;the-l...</a>'
    share = read({"by": "zoev", "text": text, "type": "comment", "time": 10**30})  # a time that no clock knows
    assert isinstance(share, Share)
    assert (share.text, share.created_at) == ("By Zoë:\nhttps://news.example/the-l...", "")
    assert [link.url for link in share.links] == ["https://news.example/the-long-article"]


@pytest.mark.parametrize(
    ("body", "status", "reason"),
    [
        (b"null", 200, UnreadReason.GONE),
        ({"deleted": True, "id": 8863}, 200, UnreadReason.GONE),
        ({"dead": True, "title": "The ferry", "by": "zoev"}, 200, UnreadReason.GONE),
        ({"title": 5}, 200, UnreadReason.UNREADABLE),
        ([], 200, UnreadReason.UNREADABLE),
        (b"", 200, UnreadReason.UNREADABLE),
        ({"error": "Permission denied"}, 401, UnreadReason.LOGIN_REQUIRED),
        ("", 503, UnreadReason.FETCH_FAILED),
    ],
)
def test_no_item(body: Any, status: int, reason: UnreadReason) -> None:
    """What is no answer about this item is a reason."""
    unread = read(body, status)

    assert isinstance(unread, Unread)
    assert unread.reason is reason


def test_not_asked_and_not_reached() -> None:
    """Another address costs no request; no server, no finding."""
    assert hackernews.read("https://news.ycombinator.com/user?id=zoev", lambda _: NO_NAME) == Unread(
        platform="hackernews",
        url="https://news.ycombinator.com/user?id=zoev",
        reason=UnreadReason.NOT_OFFERED,
        detail="the address is not that of an item on Hacker News",
    )
    unread = hackernews.read(URL, lambda _: NO_NAME)
    assert isinstance(unread, Unread)
    assert unread.reason is UnreadReason.FETCH_FAILED
