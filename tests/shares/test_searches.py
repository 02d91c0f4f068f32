"""Posts that networks find for the address of a page: what the search gives, and what it refuses."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest

from attrcheck.model import UnreadReason
from attrcheck.shares import search_network
from tests.shares.feeds.shapes import PAGE, VIEW, item, record
from tests.shares.readers.answering import Answer, Servers

ABOUT = quote(PAGE, safe="")
BLUESKY = f"{VIEW}.searchPosts?q=*&url={ABOUT}&sort=latest&limit=100"
HACKERNEWS = f"https://hn.algolia.com/api/v1/search?query={ABOUT}&restrictSearchableAttributes=url&tags=story&hitsPerPage=100"
LEMMY = "https://{}/api/v3/search?q=" + ABOUT + "&type_=Url&limit=50"


def hit(**fields: Any) -> dict[str, Any]:
    """A story that Hacker News finds."""
    return {"objectID": "12345", "title": "The ferry", "url": PAGE, "author": "zoe", "created_at": "2026-11-01T10:00:00Z"} | fields


def view(**fields: Any) -> dict[str, Any]:
    """A post that a Lemmy server finds."""
    post = {"name": "The ferry", "url": PAGE, "ap_id": "https://lemmy.world/post/12345", "published": "2026-11-01T10:00:00Z"}
    return {"post": post | fields, "creator": {"name": "zoe", "actor_id": "https://lemmy.world/u/zoe"}}


def test_hacker_news() -> None:
    """Title, address and author of a story; its text is not in the answer."""
    feed = search_network("hackernews", "", PAGE, Servers({HACKERNEWS: Answer({"hits": [hit(), hit(objectID="../x"), {"url": 7}]})}))
    (post,) = feed.posts

    assert post.url == "https://news.ycombinator.com/item?id=12345"
    assert (post.text, post.is_cut, [link.url for link in post.links]) == ("The ferry", True, [PAGE])
    assert post.author is not None
    assert post.author.handle == "zoe"


def test_bluesky() -> None:
    """Posts of any account; those of accounts for logged-in readers are left out."""
    hidden = item("3kb", record("x", PAGE))["post"]
    hidden["author"]["labels"] = [{"val": "!no-unauthenticated"}]
    feed = search_network(
        "bluesky", "", PAGE, Servers({BLUESKY: Answer({"posts": [item("3ka", record("Ferry", PAGE))["post"], hidden, {}]})})
    )

    assert [(post.text, post.card.url if post.card else "") for post in feed.posts] == [("Ferry", PAGE)]


@pytest.mark.parametrize("server", ["", "feddit.example"])
def test_lemmy(server: str) -> None:
    """The largest server, or the user's; posts that are gone are none."""
    address = LEMMY.format(server or "lemmy.world")
    found = [view(), view(removed=True), view(ap_id="https://lemmy.world/u/zoe"), view(ap_id="javascript:1")]
    feed = search_network("lemmy", server, PAGE, Servers({address: Answer({"posts": found})}))

    assert [(post.url, post.text, [link.url for link in post.links]) for post in feed.posts] == [
        ("https://lemmy.world/post/12345", "The ferry", [PAGE])
    ]


def test_a_search_that_is_refused_is_said() -> None:
    """The public view of Bluesky often does."""
    feed = search_network("bluesky", "", PAGE, Servers({BLUESKY: Answer(b"", 403)}))

    assert feed.unread is not None
    assert feed.unread.reason is UnreadReason.FORBIDDEN
