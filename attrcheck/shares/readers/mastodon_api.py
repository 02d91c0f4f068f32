"""Posts from the interface that Mastodon and many other servers of the Fediverse offer to programs, without a login.

https://docs.joinmastodon.org/methods/statuses/#get and https://docs.joinmastodon.org/entities/Status/
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import msgspec
from msgspec.structs import replace

from attrcheck.model import Card, Share, ShareAuthor, Unread, UnreadReason, Value
from attrcheck.reading.snippet import MAX_MARKUP
from attrcheck.shares.asking import Fetch, answered, asked
from attrcheck.shares.readers.composing import joined, moment
from attrcheck.shares.readers.fediverse import NOBODY, PLATFORM, author_of, host_of, speaker, unread, worded

_READ_BY = "mastodon-api"
# An article has rarely more authors; a hostile server cannot fill a report.
_MOST_AUTHORS = 6
# A thread that goes on does so in a few replies of its author; a server gives 60 answers to those without a login.
_MOST_REPLIES, _MOST_ANSWERS = 5, 200
_FOR_EVERYBODY = frozenset({"public", "unlisted"})


class Account(Value, frozen=True):
    """An account, as such a server describes it."""

    username: str
    url: str
    id: str = ""
    display_name: str = ""
    uri: str = ""


class _Mention(Value, frozen=True):
    acct: str = ""
    url: str = ""


class _CardAuthor(Value, frozen=True):
    """Who wrote the linked page, as its markup says and their server confirms (from Mastodon 4.3 on)."""

    name: str = ""
    url: str = ""
    account: Account | None = None


class _Card(Value, frozen=True):
    url: str
    title: str = ""
    description: str = ""
    authors: tuple[_CardAuthor, ...] | None = None


class _Context(Value, frozen=True):
    descendants: tuple[Any, ...] = ()


class Status(Value, frozen=True):
    """A post, as such a server describes it."""

    id: str
    uri: str
    visibility: str
    account: Account
    content: str = ""
    spoiler_text: str = ""
    created_at: str = ""
    edited_at: str | None = None
    url: str | None = None
    in_reply_to_id: str | None = None
    replies_count: int = 1  # a server that does not say may have some
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


def mentions_of(status: Status) -> list[tuple[str, str]]:
    """Return name and address of the accounts that a post mentions."""
    return [(mention.acct, mention.url) for mention in status.mentions]


def share(status: Status, host: str, url: str, vouched: Mapping[str, str] = NOBODY) -> Share | Unread:
    """Return a post of a host's own account; `vouched` are mentioned accounts that another domain has named."""
    if status.visibility not in _FOR_EVERYBODY:
        return unread(url, UnreadReason.FORBIDDEN, "the post is not for everybody")
    if host_of(status.uri) != host or host_of(status.account.url) != host:
        return unread(url, UnreadReason.UNREADABLE, "the server speaks for an account of another server")
    if status.reblog is not None:
        return unread(url, UnreadReason.UNREADABLE, "the post has no words of its own, it repeats another one")
    text, links = joined([(status.spoiler_text, ()), worded(status.content, mentions_of(status), vouched)])
    account = status.account
    return Share(
        platform=PLATFORM,
        url=url,
        text=text,
        read_by=_READ_BY,
        author=author_of(host, account.uri or account.url, account.username, account.display_name, [account.url]),
        links=links,
        card=_card(status.card) if status.card else None,
        created_at=moment(status.created_at),
        edited_at=moment(status.edited_at),
        is_cut=len(status.content) > MAX_MARKUP,
        are_replies_known=status.replies_count == 0,
    )


def with_replies(post: Share, status: Status, host: str, fetch: Fetch) -> Share:
    """Return a post with the replies of its author, one request; as it is where the server gives none.

    https://docs.joinmastodon.org/methods/statuses/#context
    """
    answer = asked(f"https://{host}/api/v1/statuses/{quote(status.id, safe='')}/context", fetch)
    context = answered(answer, _Context, PLATFORM, post.url)
    if isinstance(context, Unread) or speaker(answer) != host:
        return post
    thread, replies = {status.id}, []
    for entry in context.descendants[:_MOST_ANSWERS]:
        reply = status_of(entry)
        if reply and reply.in_reply_to_id in thread and reply.account.url == status.account.url:
            thread.add(reply.id)
            replies.append(share(reply, host, reply.url or post.url))
    own = tuple(reply for reply in replies if isinstance(reply, Share))
    return replace(post, replies=own[:_MOST_REPLIES], are_replies_known=len(context.descendants) <= _MOST_ANSWERS)


def status_of(entry: Any) -> Status | None:
    """Return an entry of a list as a post, None for what is not of the documented shape: it must not hide the others."""
    try:
        return msgspec.convert(entry, Status)
    except (msgspec.ValidationError, RecursionError):
        return None


def _card(card: _Card) -> Card:
    """Return a card with the accounts that are drawn beneath it; an author without an account is a name that the page's markup gives."""
    found = ((author.account, author) for author in (card.authors or ())[:_MOST_AUTHORS])
    authors = tuple(
        author_of(host_of(account.url), account.uri or account.url, account.username, account.display_name, [account.url])
        if account
        else ShareAuthor(handle="", name=author.name, url=author.url if host_of(author.url) else "")
        for account, author in found
    )
    return Card(url=card.url, title=card.title, description=card.description, authors=authors)
