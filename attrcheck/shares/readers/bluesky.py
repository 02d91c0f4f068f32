"""Posts on Bluesky: from the network's public view, and where that turns robots away, from the server that holds the account.

https://docs.bsky.app/docs/api/app-bsky-feed-get-post-thread and https://atproto.com/specs/did say what is asked here.
"""

from __future__ import annotations

from itertools import islice
from typing import NamedTuple
from urllib.parse import quote

import msgspec

from attrcheck.model import Capture, Card, Failure, Link, Profile, Share, ShareAuthor, Unread, UnreadReason
from attrcheck.shares.asking import Fetch, asked
from attrcheck.shares.readers.at_protocol import (
    PLATFORM,
    AccountProfile,
    Document,
    Feature,
    Label,
    PostAnswer,
    ProfileAnswer,
    Record,
    Resolved,
    Thread,
    ThreadAnswer,
    View,
    decoded,
    got,
    unread,
)
from attrcheck.shares.readers.composing import in_nfc, moment
from attrcheck.urls import Post, post_of, profile_url
from attrcheck.urls.address import parse

VIEW = "https://public.api.bsky.app"
"""Gives what is public of every account, without a login."""

# Resolves handles of every server; the public view does too, but is asked only as long as it answers.
_HANDLES = "https://bsky.social"
_DIRECTORY = "https://plc.directory"
POSTS = "app.bsky.feed.post"
"""The collection of an account's posts."""

_PROFILE = "app.bsky.actor.profile"

# What an account asks for that is not to be shown to those without a login; services answer all the same and leave it to their clients.
_LOGGED_IN_ONLY = "!no-unauthenticated"
# Statuses with which the public view turns robots away while the account's own server still answers.
_TURNED_AWAY = (401, 403)
_SERVER_ERROR = 500

# 300 characters hold fewer links; the lexicon names no limit.
_MOST_FACETS = 200
# A thread that goes on does so in one reply of its author; more than a few are a conversation.
_MOST_REPLIES = 5
# The public view sends a thousand at most.
_MOST_LOOKED_AT = 1_000


def read(url: str, fetch: Fetch) -> Share | Unread:
    """Return the post at an address on bsky.app, or at an ``at://`` address, with the first replies of its author."""
    post = post_of(url)
    if post is None or post.platform != PLATFORM or post.author is None:
        return unread(url, UnreadReason.NOT_OFFERED, "the address is not that of a post on Bluesky")
    uri = quote(f"at://{post.author}/{POSTS}/{post.id}", safe="")
    answer = asked(f"{VIEW}/xrpc/app.bsky.feed.getPostThread?uri={uri}&depth=1&parentHeight=0", fetch)
    seen = decoded(answer, ThreadAnswer, url)
    if not isinstance(seen, Unread):
        return _from_thread(seen.thread, post, url)
    found = _from_account(post.author.lower(), post.id, url, fetch) if is_turned_away(answer) else seen
    # What the account's server says for certain is a better answer than the first refusal, another refusal is not.
    return found if isinstance(found, Share) or found.reason in (UnreadReason.GONE, UnreadReason.LOGIN_REQUIRED) else seen


def is_turned_away(answer: Capture | Failure) -> bool:
    """Tell whether the public view refuses somebody whom the account's own server may answer."""
    status = (answer.record.status or 0) if isinstance(answer, Capture) else 0
    return status in _TURNED_AWAY or status >= _SERVER_ERROR


def _from_thread(thread: Thread, post: Post, url: str) -> Share | Unread:
    view = thread.post
    if thread.not_found:
        return unread(url, UnreadReason.GONE, "Bluesky says that there is no such post")
    if thread.blocked:
        return unread(url, UnreadReason.FORBIDDEN, "Bluesky says that the post is blocked")
    if view is None or not _is_asked(view, post):
        return unread(url, UnreadReason.UNREADABLE, "Bluesky's answer is not about this post")
    if wants_login(view.author.labels) or wants_login(view.labels):
        return login_required(url)
    author = viewed_author(view)
    replies = sorted(_replies(thread, view.author.did), key=lambda reply: reply.record.created_at)
    return share_of(url, author, view.record, tuple(share_of(address_of(reply), author, reply.record) for reply in replies[:_MOST_REPLIES]))


def _is_asked(view: View, post: Post) -> bool:
    is_by_asked = not (post.author or "").lower().startswith("did:") or view.author.did.lower() == (post.author or "").lower()
    return view.uri == f"at://{view.author.did}/{POSTS}/{post.id}" and is_by_asked


def _replies(thread: Thread, did: str) -> list[View]:
    """Return what the author wrote under the post; a reply that cannot be understood is left out."""
    found = []
    for reply in islice(thread.replies or (), _MOST_LOOKED_AT):
        try:
            view = msgspec.convert(reply, Thread).post
        except msgspec.ValidationError:
            continue
        if view and view.author.did == did and post_of(view.uri) and not wants_login(view.labels):
            found.append(view)
    return found


def viewed_author(view: View) -> ShareAuthor:
    """Return the author of a post, as the public view shows it."""
    handle = "" if view.author.handle == "handle.invalid" else view.author.handle
    return author_of(view.author.did, handle, view.author.display_name)


def address_of(view: View) -> str:
    """Return the address of a post, by the identifier of its account, which does not change."""
    return f"https://bsky.app/profile/{view.author.did}/post/{view.uri.rpartition('/')[2]}"


class Account(NamedTuple):
    """An account: its identifier, its handle where that is certain, and the server that holds it."""

    did: str
    handle: str
    server: str


def _from_account(name: str, key: str, url: str, fetch: Fetch) -> Share | Unread:
    """Read the record itself and what the profile asks of those who show it: with the account's server to be found, four requests."""
    account = account_of(name, url, fetch)
    if isinstance(account, Unread):
        return account
    record = got(_record_address(account, POSTS, key), PostAnswer, url, fetch)
    if isinstance(record, Unread):
        return record
    author = author_by_profile(account, url, fetch)
    return author if isinstance(author, Unread) else share_of(url, author, record.value)


def author_by_profile(account: Account, url: str, fetch: Fetch) -> ShareAuthor | Unread:
    """Return an account as its profile names it, or why its posts are not for everybody; `url` is the address that it is about."""
    answer = got(_record_address(account, _PROFILE, "self"), ProfileAnswer, url, fetch)
    if isinstance(answer, Unread) and answer.reason is not UnreadReason.GONE:  # not every account has one
        return answer
    profile = answer.value if isinstance(answer, ProfileAnswer) else AccountProfile()
    if profile.labels and wants_login(profile.labels.values):
        return login_required(url)
    return author_of(account.did, account.handle, profile.display_name)


def account_of(name: str, url: str, fetch: Fetch) -> Account | Unread:
    """Return the account of a handle or identifier, with its handle only where the account claims it too, as the specification asks."""
    did = name
    if not name.startswith("did:"):
        resolved = got(f"{_HANDLES}/xrpc/com.atproto.identity.resolveHandle?handle={name}", Resolved, url, fetch)
        if isinstance(resolved, Unread):
            return resolved
        did = resolved.did
    place = _document_address(did)
    document = got(place, Document, url, fetch) if place else unread(url, UnreadReason.UNREADABLE, "the handle leads to no account")
    if isinstance(document, Unread):
        return document
    server = _server(document, did)
    if not server:
        return unread(url, UnreadReason.UNREADABLE, "the account names no server that holds it")
    is_claimed = f"at://{name}" in (claim.lower() for claim in document.also_known_as)
    return Account(did, name if is_claimed else "", server)


def _document_address(did: str) -> str:
    """Return where the document of an identifier lies, nothing for one that names no account of this network."""
    if profile_url(Profile(platform=PLATFORM, handle=did)) is None or not did.startswith("did:"):
        return ""
    if did.startswith("did:plc:"):
        return f"{_DIRECTORY}/{did}"
    return _public_site(f"https://{did.removeprefix('did:web:')}", "/.well-known/did.json")


def _server(document: Document, did: str) -> str:
    endpoints = (
        service.service_endpoint
        for service in document.service
        if service.id.endswith("#atproto_pds") and service.type == "AtprotoPersonalDataServer"
    )
    endpoint = next(endpoints, None)
    return _public_site(endpoint) if isinstance(endpoint, str) and document.id == did else ""


def _public_site(url: str, path: str = "") -> str:
    """Return the site of an address that a stranger's document names, nothing when it is no named host reached over https."""
    address = parse(url)
    is_safe = address is not None and address.is_public and address.scheme == "https" and address.port in (None, 443)
    return f"https://{address.host}{path}" if address and is_safe else ""


def _record_address(account: Account, collection: str, key: str) -> str:
    return f"{account.server}/xrpc/com.atproto.repo.getRecord?repo={account.did}&collection={collection}&rkey={quote(key, safe='')}"


def wants_login(labels: tuple[Label, ...] | None) -> bool:
    """Tell whether an account asks to be shown to logged-in readers only."""
    return any(label.val == _LOGGED_IN_ONLY and not label.neg for label in labels or ())


def login_required(url: str) -> Unread:
    """Say that an account asks to be shown to logged-in readers only."""
    return unread(url, UnreadReason.LOGIN_REQUIRED, "the account asks to be shown to logged-in readers only")


def author_of(did: str, handle: str, name: str | None) -> ShareAuthor:
    """Return an account as the author of a post."""
    address = profile_url(Profile(platform=PLATFORM, handle=handle or did))
    return ShareAuthor(handle=handle or did, name=name or "", url=address or "", stable_id=did)


def share_of(url: str, author: ShareAuthor, record: Record, replies: tuple[Share, ...] | None = None) -> Share:
    """Return a post by its record; `replies` are None where nobody looked for them."""
    text, links = in_nfc(record.text, _links(record))
    media = record.embed.external or (record.embed.media and record.embed.media.external) if record.embed else None
    return Share(
        platform=PLATFORM,
        url=url,
        text=text,
        read_by="at-protocol",
        author=author,
        links=links,
        card=Card(url=media.uri, title=media.title, description=media.description) if media else None,
        created_at=moment(record.created_at),
        is_cut=bool(record.bridgy_original_text) and "…" in text,
        replies=replies or (),
        are_replies_known=replies is not None,
    )


def _links(record: Record) -> tuple[Link, ...]:
    """Return the links and mentions. Their places count bytes of UTF-8; the text itself shows addresses shortened."""
    encoded = record.text.encode("utf-8", "replace")
    found = []
    for facet in islice(record.facets or (), _MOST_FACETS):
        start, end = max(facet.index.byte_start, 0), min(facet.index.byte_end, len(encoded))
        address = next(filter(None, map(_target, facet.features)), None)
        if address and start < end:
            before, until = (len(encoded[:at].decode("utf-8", "ignore")) for at in (start, end))
            found.append(Link(url=address, start=before, end=until))
    return tuple(found)


def _target(feature: Feature) -> str | None:
    if feature.type == "app.bsky.richtext.facet#mention":
        return profile_url(Profile(platform=PLATFORM, handle=feature.did))
    address = parse(feature.uri) if feature.type == "app.bsky.richtext.facet#link" else None
    return feature.uri if address and address.is_web else None
