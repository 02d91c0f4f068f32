"""Answers of networks about the posts of an account, in the shapes that their documents give."""

from __future__ import annotations

from typing import Any

PAGE = "https://courier.example/night-ferry"
DID = "did:plc:abcdefghijklmnopqrstuvwx"
HANDLE = "courier.example"
BLUESKY = f"https://bsky.app/profile/{HANDLE}"
MASTODON = "https://social.example/@courier"
TELEGRAM = "https://t.me/hestacourier"
VIEW = "https://public.api.bsky.app/xrpc/app.bsky.feed"
FEED = f"{VIEW}.getAuthorFeed?actor={HANDLE}&filter=posts_and_author_threads&limit=100"


def record(text: str, link: str = "", answers: str = "") -> dict[str, Any]:
    """A post as its account's server keeps it."""
    told: dict[str, Any] = {"$type": "app.bsky.feed.post", "text": text, "createdAt": "2026-11-01T10:00:00Z"}
    if link:
        told["embed"] = {"$type": "app.bsky.embed.external", "external": {"uri": link, "title": "", "description": ""}}
    if answers:
        told["reply"] = {"root": {"uri": answers, "cid": "x"}, "parent": {"uri": answers, "cid": "x"}}
    return told


def uri(key: str, did: str = DID) -> str:
    """The name of a post."""
    return f"at://{did}/app.bsky.feed.post/{key}"


def item(key: str, told: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """A post in a feed of the public view."""
    author = {"did": DID, "handle": HANDLE, "displayName": "Hesta Courier", "labels": []}
    return {"post": {"uri": uri(key), "cid": "x", "author": author, "record": told, "labels": []}} | fields


def status(key: str, content: str, host: str = "social.example", **fields: Any) -> dict[str, Any]:
    """A post of Mastodon's interface."""
    account = {
        "id": "7",
        "username": "courier",
        "acct": "courier",
        "display_name": "Hesta Courier",
        "url": f"https://{host}/@courier",
        "uri": f"https://{host}/users/courier",
    }
    told = {
        "id": key,
        "uri": f"https://{host}/users/courier/statuses/{key}",
        "url": f"https://{host}/@courier/{key}",
        "visibility": "public",
        "content": content,
        "spoiler_text": "",
        "created_at": "2026-11-01T10:00:00.000Z",
        "account": account,
        "replies_count": 0,
        "in_reply_to_id": None,
        "mentions": [],
        "card": None,
        "reblog": None,
    }
    return told | fields


def note(key: str, content: str, host: str = "social.example", **fields: Any) -> dict[str, Any]:
    """A post in the outbox of an actor."""
    actor = f"https://{host}/users/courier"
    post = {
        "id": f"{actor}/statuses/{key}",
        "type": "Note",
        "attributedTo": actor,
        "to": ["https://www.w3.org/ns/activitystreams#Public"],
        "content": content,
        "url": f"https://{host}/@courier/{key}",
        "published": "2026-11-01T10:00:00Z",
    }
    return {"type": "Create", "actor": actor, "object": post | fields}


def message(number: int, html: str, inside: str = "") -> str:
    """A post on the page of a Telegram channel."""
    return (
        f'<div class="tgme_widget_message_wrap js-widget_message_wrap"><div class="tgme_widget_message text_not_supported_wrap '
        f'js-widget_message" data-post="HestaCourier/{number}">'
        '<a class="tgme_widget_message_owner_name" href="https://t.me/hestacourier"><span>Hesta Courier</span></a>'
        f'{inside}<div class="tgme_widget_message_text js-message_text">{html}</div>'
        f'<a class="tgme_widget_message_date" href="https://t.me/HestaCourier/{number}"><time datetime="2026-11-01T10:00:00+00:00">10:00</time></a>'
        "</div></div>"
    )
