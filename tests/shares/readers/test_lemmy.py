"""Posts and comments on Lemmy servers, from answers as their interface documents them."""

from __future__ import annotations

from typing import Any

import pytest

from attrcheck.model import Card, Share, ShareAuthor, Unread, UnreadReason
from attrcheck.shares.readers import lemmy
from attrcheck.shares.readers.lemmy import markdown
from tests.shares.readers.answering import Answer, Servers

POST, COMMENT = "https://lemmy.world/post/12", "https://lemmy.world/comment/345"
CREATOR = {"id": 7, "name": "zoev", "display_name": "Zoë V.", "actor_id": "https://feddit.org/u/zoev", "local": False}


def post_answer(**fields: Any) -> dict[str, Any]:
    """What a server answers about a post."""
    post = {
        "id": 12,
        "name": "The ferry",
        "url": "https://news.example/ferry",
        "body": "By **Zoë Vandermeer**, [@zoev](https://feddit.org/u/zoev)",
        "ap_id": "https://feddit.org/post/99",
        "embed_title": "The ferry | News",
        "published": "2026-04-01T10:00:00.123456Z",
        "deleted": False,
        "removed": False,
        **fields,
    }
    return {"post_view": {"post": post, "creator": CREATOR, "community": {"name": "ferries"}}}


def comment_answer(**fields: Any) -> dict[str, Any]:
    """What a server answers about a comment."""
    comment = {
        "id": 345,
        "content": "See <https://news.example/b>.",
        "published": "2026-04-01T10:00:00Z",
        "updated": "2026-04-02T10:00:00Z",
        **fields,
    }
    return {"comment_view": {"comment": comment, "creator": CREATOR, "post": {"name": "The ferry"}}}


def read(url: str, body: Any, status: int = 200) -> Share | Unread:
    """What is read when the server answers this."""
    return lemmy.read(url, Servers(lambda _: Answer(body, status)))


def test_post() -> None:
    """Title and text, the address that the title leads to, and the author's account on their own server."""
    servers = Servers({"https://lemmy.world/api/v3/post?id=12": Answer(post_answer())})
    share = lemmy.read(POST, servers)

    assert isinstance(share, Share)
    assert share.text == "The ferry\nBy **Zoë Vandermeer**, @zoev"
    assert [(share.text[link.start : link.end], link.url) for link in share.links] == [
        ("The ferry", "https://news.example/ferry"),
        ("@zoev", "https://feddit.org/u/zoev"),
    ]
    assert share.card == Card(url="https://news.example/ferry", title="The ferry | News")
    assert share.author == ShareAuthor(
        handle="zoev@feddit.org", name="Zoë V.", url="https://feddit.org/u/zoev", stable_id="https://feddit.org/u/zoev"
    )
    assert (share.created_at, share.edited_at, share.is_cut) == ("2026-04-01T10:00:00.123456Z", "", False)
    assert len(servers.asked) == 1


@pytest.mark.parametrize("url", [COMMENT, "https://lemmy.world/post/12/345"])
def test_comment(url: str) -> None:
    """A comment is read by itself, under both of its addresses."""
    share = lemmy.read(url, Servers({"https://lemmy.world/api/v3/comment?id=345": Answer(comment_answer())}))

    assert isinstance(share, Share)
    assert share.text == "See <https://news.example/b>."
    assert [link.url for link in share.links] == ["https://news.example/b"]
    assert (share.edited_at, share.card) == ("2026-04-02T10:00:00Z", None)


def test_a_post_without_an_address() -> None:
    """A text post has its links in its text only; an address of another kind is none."""
    for url in (None, "javascript:x()", ""):
        share = read(POST, post_answer(url=url, body=None, name="Ferry https://a.example/"))
        assert isinstance(share, Share)
        assert (share.text, [link.url for link in share.links], share.card) == ("Ferry https://a.example/", ["https://a.example/"], None)


@pytest.mark.parametrize(
    ("source", "text", "links"),
    [
        ("[a](https://a.example/x_(y)) b", "a b", [("a", "https://a.example/x_(y)")]),
        ('[a](https://a.example/ "title")', "a", [("a", "https://a.example/")]),
        ("[a](<https://a.example/>)", "a", [("a", "https://a.example/")]),
        ("![alt](https://a.example/i.png)", "", []),
        ("[a](/post/1) [b]", "[a](/post/1) [b]", []),
        (
            "https://a.example/x, lemmy.world/u/zoev",
            "https://a.example/x, lemmy.world/u/zoev",
            [
                ("https://a.example/x", "https://a.example/x"),
                ("lemmy.world/u/zoev", "https://lemmy.world/u/zoev"),
            ],
        ),
        ("[https://a.example/…](https://a.example/long)", "https://a.example/…", [("https://a.example/…", "https://a.example/long")]),
        ("by @zoev@feddit.org", "by @zoev@feddit.org", [("@zoev@feddit.org", "https://feddit.org/u/zoev")]),
        ("e\u0301 [e\u0301](https://a.example/)", "é é", [("é", "https://a.example/")]),
        ("\ud800", "?", []),
    ],
)
def test_markdown(source: str, text: str, links: list[tuple[str, str]]) -> None:
    """Links of Markdown, bare addresses and accounts; other marks stay."""
    made, found = markdown(source)

    assert made == text
    assert [(made[link.start : link.end], link.url) for link in found] == links


@pytest.mark.parametrize("piece", ["[", "[a](", "![a](https://a.example/(", "](", "https://", "@a", "[a](https://a.example/) "])
def test_hostile_markdown_costs_little(piece: str) -> None:
    """Half-made links are read once."""
    text, links = markdown(piece * (400_000 // len(piece)))

    assert all(0 <= link.start <= link.end <= len(text) for link in links)


@pytest.mark.parametrize(
    ("url", "body", "status", "reason"),
    [
        (POST, {"error": "couldnt_find_post"}, 400, UnreadReason.GONE),
        (COMMENT, {"error": "not_found"}, 404, UnreadReason.GONE),
        (POST, {"error": "instance_is_private"}, 400, UnreadReason.LOGIN_REQUIRED),
        (POST, {"error": ["x"]}, 500, UnreadReason.FETCH_FAILED),
        (POST, {"error": "rate_limit_error"}, 429, UnreadReason.RATE_LIMITED),
        (POST, post_answer(deleted=True), 200, UnreadReason.GONE),
        (POST, post_answer(removed=True), 200, UnreadReason.GONE),
        (COMMENT, comment_answer(deleted=True), 200, UnreadReason.GONE),
        (POST, comment_answer(), 200, UnreadReason.UNREADABLE),
        (POST, post_answer(name=None), 200, UnreadReason.UNREADABLE),
        (COMMENT, {"comment_view": None}, 200, UnreadReason.UNREADABLE),
        (POST, "<html>", 200, UnreadReason.UNREADABLE),
    ],
)
def test_no_post(url: str, body: Any, status: int, reason: UnreadReason) -> None:
    """What is no answer about this post is a reason."""
    unread = read(url, body, status)

    assert isinstance(unread, Unread)
    assert unread.reason is reason
