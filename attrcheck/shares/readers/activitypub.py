"""Posts of the Fediverse: from the interface of Mastodon where a server has it, else as the servers give them to each other.

https://www.w3.org/TR/activitypub/#retrieving-objects and https://www.w3.org/TR/activitystreams-vocabulary/
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import Any, TypeVar

from attrcheck.model import Capture, Card, Share, ShareAuthor, Unread, UnreadReason, Value
from attrcheck.reading.snippet import MAX_MARKUP
from attrcheck.shares.asking import Fetch, answered, asked, refusal
from attrcheck.shares.readers import mastodon_api, webfinger
from attrcheck.shares.readers.composing import joined, moment
from attrcheck.shares.readers.fediverse import NOBODY, PLATFORM, author_of, host_of, is_under, speaker, unread, worded
from attrcheck.urls import post_of, profile_of
from attrcheck.urls.address import Address, parse
from attrcheck.urls.redirects import destination

_READ_BY = "activitypub"
_ACCEPT = 'application/activity+json, application/ld+json; profile="https://www.w3.org/ns/activitystreams"'
# Nothing else counts: a file that somebody uploads to a server is served as plain JSON at most.
_MEDIA_TYPES = frozenset({"application/activity+json", "application/ld+json"})
_POSTS = frozenset({"Note", "Article", "Page", "Question"})
_PUBLIC = frozenset({"https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public"})
# Beginnings of paths that end with the identifier by which Mastodon's interface knows a post.
_OF_MASTODON = ("/@", "/users/", "/web/", "/deck/", "/notice/")
# After these answers a second request to the same server would bring nothing, or be rude.
_NO_USE = (UnreadReason.FETCH_FAILED, UnreadReason.RATE_LIMITED)
_WEB_PORTS = (None, 80, 443)
# A post with more mentions, addressees or attachments is no post of a person; Mastodon's longest has some hundred.
_MOST_ENTRIES = 1_000

T = TypeVar("T", bound=Value)


class Object(Value, frozen=True, rename="camel"):
    """A post. What may be a word, an object or a list of both is `Any`: JSON-LD leaves the choice to the server."""

    id: str
    type: Any = None
    attributed_to: Any = None
    to: Any = None
    cc: Any = None
    name: str | None = None
    summary: str | None = None
    content: str | None = None
    content_map: dict[str, str] | None = None
    tag: Any = None
    attachment: Any = None
    url: Any = None
    in_reply_to: Any = None
    published: str | None = None
    updated: str | None = None


class Actor(Value, frozen=True, rename="camel"):
    """An account; its outbox holds what it has posted."""

    id: str
    preferred_username: str
    name: str | None = None
    url: Any = None
    outbox: str = ""


def read(url: str, fetch: Fetch) -> Share | Unread:
    """Return the post at an address of Mastodon, Misskey, Pixelfed, snac or any other server that speaks ActivityPub."""
    place = destination(url)
    address = parse(place)
    if address is None or not address.is_web or address.port not in _WEB_PORTS:
        return unread(url, UnreadReason.NOT_OFFERED, "the address is not that of a post on the web")
    post = post_of(place)
    key = post.id.partition("/")[2] if post and post.platform == PLATFORM and address.path.startswith(_OF_MASTODON) else ""
    if not key:
        return _from_object(_asked_as(address), url, fetch)
    status = mastodon_api.ask(address.host, key, url, fetch)
    if isinstance(status, Unread):
        return status if status.reason in _NO_USE else _from_object(_asked_as(address), url, fetch)
    home, named = host_of(status.uri), (post.author or "" if post else "").rpartition("@")[2].lower()
    if home != address.host and is_under(home, named):
        return _from_object(status.uri, url, fetch)  # the host shows a copy: only the post's own server can vouch for it
    vouched = webfinger.vouched(mastodon_api.mentions_of(status), url, fetch)
    read_post = mastodon_api.share(status, address.host, url, vouched)
    if isinstance(read_post, Unread) or read_post.are_replies_known:
        return read_post
    return mastodon_api.with_replies(read_post, status, address.host, fetch)


def _asked_as(address: Address) -> str:
    return f"https://{address.host}{address.path.removesuffix('/embed')}" + (f"?{address.query}" if address.query else "")


def _from_object(place: str, url: str, fetch: Fetch) -> Share | Unread:
    found = got(place, Object, url, fetch)
    if isinstance(found, Unread):
        return found
    post, host = found
    if not is_under(host, host_of(place)) and not is_under(host_of(place), host):
        return unread(url, UnreadReason.UNREADABLE, "the address leads to a post on another server")
    maker = maker_of(post)
    trouble = refused(post, maker, host, url)
    return trouble or share(post, _author(maker, host, fetch), url, webfinger.vouched(mentions_of(post), url, fetch))


def maker_of(post: Object) -> str:
    """Return the address of the account that a post says it is by."""
    return next(iter(ids(post.attributed_to)), "")


def got(place: str, shape: type[T], url: str, fetch: Fetch) -> tuple[T, str] | Unread:
    """Return what lies at an address, and the host that gave it."""
    answer = asked(place, fetch, _ACCEPT)
    if refusal(answer, PLATFORM, url) is None and isinstance(answer, Capture) and answer.record.media_type not in _MEDIA_TYPES:
        return unread(url, UnreadReason.NOT_OFFERED, "the server gives this post to browsers only")
    found = answered(answer, shape, PLATFORM, url)
    return found if isinstance(found, Unread) else (found, speaker(answer))


def refused(post: Object, maker: str, host: str, url: str) -> Unread | None:
    """Return why a post is not one that this server may give to everybody."""
    types = set(ids(post.type))
    if "Tombstone" in types:
        return unread(url, UnreadReason.GONE, "the post was deleted")
    if "Announce" in types:
        return unread(url, UnreadReason.UNREADABLE, "the post has no words of its own, it repeats another one")
    if not types & _POSTS:
        return unread(url, UnreadReason.UNREADABLE, "the server's answer is not a post")
    if host_of(post.id) != host or host_of(maker) != host:
        return unread(url, UnreadReason.UNREADABLE, "the server speaks for a post or an account of another server")
    if _PUBLIC.isdisjoint([*ids(post.to), *ids(post.cc)]):
        return unread(url, UnreadReason.FORBIDDEN, "the post is not for everybody")
    return None


def _author(maker: str, host: str, fetch: Fetch) -> ShareAuthor:
    """Return who wrote a post, with the name if the server tells it to us too."""
    found = got(maker, Actor, maker, fetch)
    if isinstance(found, Unread) or found[1] != host or found[0].id != maker:
        known = (profile.handle or "" if (profile := profile_of(maker)) else "").removesuffix(f"@{host}")
        return author_of(host, maker, known, "", [maker])
    return author_by_actor(found[0], host)


def author_by_actor(actor: Actor, host: str) -> ShareAuthor:
    """Return an account as the author of a post, by what its own server on a host says."""
    return author_of(host, actor.id, actor.preferred_username, actor.name or "", [*ids(actor.url), actor.id])


def share(post: Object, author: ShareAuthor, url: str, vouched: Mapping[str, str] = NOBODY) -> Share:
    """Return a post of an author whom its server has named; `vouched` are mentioned accounts that another domain has named."""
    content = post.content if post.content is not None else next(iter((post.content_map or {}).values()), "")
    mentions, card = mentions_of(post), _attached(post)
    text, links = joined([(post.name or "", ()), *(worded(html, mentions, vouched) for html in (post.summary or "", content))])
    return Share(
        platform=PLATFORM,
        url=url,
        text=text,
        read_by=_READ_BY,
        author=author,
        links=links,
        card=Card(url=card) if card else None,
        created_at=moment(post.published),
        edited_at=moment(post.updated) if post.updated != post.published else "",
        is_cut=len(content) > MAX_MARKUP,
    )


def mentions_of(post: Object) -> list[tuple[str, str]]:
    """Return name and address of the accounts that the post declares to mention."""
    named = [(entry.get("name"), entry.get("href")) for entry in _entries(post.tag) if entry.get("type") == "Mention"]
    return [(name, address) for name, address in named if isinstance(name, str) and isinstance(address, str)]


def _attached(post: Object) -> str:
    """Return the page that the post is about, which Lemmy and others attach as a link."""
    addresses = (entry.get("href") for entry in _entries(post.attachment) if entry.get("type") == "Link")
    return next((address for address in addresses if isinstance(address, str) and host_of(address)), "")


def ids(value: Any) -> list[str]:
    """Return the words of a property, of objects their identifiers or addresses."""
    found = [one.get("id") or one.get("href") if isinstance(one, dict) else one for one in _listed(value)]
    return [one for one in found if isinstance(one, str)]


def _entries(value: Any) -> list[dict[str, Any]]:
    return [one for one in _listed(value) if isinstance(one, dict)]


def _listed(value: Any) -> list[Any]:
    return list(islice(value, _MOST_ENTRIES)) if isinstance(value, list) else [value]
