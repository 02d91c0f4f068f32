"""Posts from the interface that Mastodon and many other servers of the Fediverse offer to programs, without a login.

https://docs.joinmastodon.org/methods/statuses/#get and https://docs.joinmastodon.org/entities/Status/
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from attrcheck.model import Card, Share, Unread, UnreadReason, Value
from attrcheck.reading.snippet import MAX_MARKUP
from attrcheck.shares.asking import Fetch, answered, asked
from attrcheck.shares.readers.composing import joined, moment
from attrcheck.shares.readers.fediverse import PLATFORM, author_of, host_of, speaker, unread, worded

_READ_BY = "mastodon-api"
_FOR_EVERYBODY = frozenset({"public", "unlisted"})


class _Account(Value, frozen=True):
    username: str
    url: str
    display_name: str = ""
    uri: str = ""


class _Mention(Value, frozen=True):
    acct: str = ""
    url: str = ""


class _Card(Value, frozen=True):
    url: str
    title: str = ""
    description: str = ""


class Status(Value, frozen=True):
    """A post, as such a server describes it."""

    id: str
    uri: str
    visibility: str
    account: _Account
    content: str = ""
    spoiler_text: str = ""
    created_at: str = ""
    edited_at: str | None = None
    mentions: tuple[_Mention, ...] = ()
    card: _Card | None = None
    reblog: dict[str, Any] | None = None


def ask(host: str, key: str, url: str, fetch: Fetch) -> Status | Unread:
    """Return the post with an identifier on a host, or why that host does not give it here; `url` is the address of the post."""
    answer = asked(f"https://{host}/api/v1/statuses/{quote(key, safe='')}", fetch)
    status = answered(answer, Status, PLATFORM, url)
    if isinstance(status, Unread):
        return status
    if status.id != key or speaker(answer) != host:
        return unread(url, UnreadReason.UNREADABLE, "the server's answer is about another post")
    return status


def share(status: Status, host: str, url: str) -> Share | Unread:
    """Return a post of a host's own account."""
    if status.visibility not in _FOR_EVERYBODY:
        return unread(url, UnreadReason.FORBIDDEN, "the post is not for everybody")
    if host_of(status.uri) != host or host_of(status.account.url) != host:
        return unread(url, UnreadReason.UNREADABLE, "the server speaks for an account of another server")
    if status.reblog is not None:
        return unread(url, UnreadReason.UNREADABLE, "the post has no words of its own, it repeats another one")
    mentions = ((mention.acct, mention.url) for mention in status.mentions)
    text, links = joined([(status.spoiler_text, ()), worded(status.content, mentions)])
    account, card = status.account, status.card
    return Share(
        platform=PLATFORM,
        url=url,
        text=text,
        read_by=_READ_BY,
        author=author_of(host, account.uri or account.url, account.username, account.display_name, [account.url]),
        links=links,
        card=Card(url=card.url, title=card.title, description=card.description) if card else None,
        created_at=moment(status.created_at),
        edited_at=moment(status.edited_at),
        is_cut=len(status.content) > MAX_MARKUP,
    )
