"""What servers of the AT Protocol are asked and what they answer, as https://docs.bsky.app/docs/category/http-reference has it."""

from __future__ import annotations

from typing import Annotated, Any, TypeVar

import msgspec

from attrcheck.model import Capture, Failure, Unread, UnreadReason, Value
from attrcheck.shares.asking import Fetch, answered, asked, json_of, refusal

PLATFORM = "bluesky"

# Errors by name: their status is 400, or 404 with some servers.
_GONE = frozenset(
    "NotFound RecordNotFound RepoNotFound RepoDeactivated RepoTakendown RepoSuspended AccountDeactivated AccountTakedown".split()
)

# Ten times the 3,000 bytes that the lexicon of posts allows.
_LongestText = Annotated[str, msgspec.Meta(max_length=30_000)]

T = TypeVar("T", bound=Value)


class Feature(Value, frozen=True, rename={"type": "$type"}):
    """What a piece of text is: a link, a mention, a hashtag."""

    type: str = ""
    uri: str = ""
    did: str = ""


class Index(Value, frozen=True, rename="camel"):
    """Where a piece of text stands, in bytes of UTF-8."""

    byte_start: int
    byte_end: int


class Facet(Value, frozen=True):
    """A piece of text that is more than text."""

    index: Index
    features: tuple[Feature, ...] = ()


class External(Value, frozen=True):
    """The card of a page."""

    uri: str
    title: str = ""
    description: str = ""


class Media(Value, frozen=True):
    """What stands beside a quoted post."""

    external: External | None = None


class Embed(Value, frozen=True):
    """What a post carries besides its text."""

    external: External | None = None
    media: Media | None = None  # beside a quoted post


class Reference(Value, frozen=True):
    """The address of another post."""

    uri: str = ""


class ReplyTo(Value, frozen=True):
    """What a post answers, directly."""

    parent: Reference = Reference()


class Record(Value, frozen=True, rename="camel"):
    """A post as its account's server keeps it."""

    text: _LongestText
    facets: tuple[Facet, ...] | None = None
    embed: Embed | None = None
    reply: ReplyTo | None = None
    created_at: str = ""
    bridgy_original_text: str | None = None  # Bridgy Fed cuts posts of other networks and keeps the whole here


class Label(Value, frozen=True):
    """What somebody says of an account or a post; `neg` takes it back."""

    val: str = ""
    neg: bool = False


class Author(Value, frozen=True, rename="camel"):
    """An account, as the public view shows it."""

    did: str
    handle: str = ""
    display_name: str | None = None
    labels: tuple[Label, ...] | None = None


class View(Value, frozen=True):
    """A post, as the public view shows it."""

    uri: str
    author: Author
    record: Record
    labels: tuple[Label, ...] | None = None


class Thread(Value, frozen=True, rename={"not_found": "notFound"}):
    """A post and what was answered to it, or a note that there is none to be seen."""

    post: View | None = None
    replies: tuple[Any, ...] | None = None
    not_found: bool = False
    blocked: bool = False


class ThreadAnswer(Value, frozen=True):
    """The answer to getPostThread."""

    thread: Thread


class Resolved(Value, frozen=True):
    """The answer to resolveHandle."""

    did: str


class Service(Value, frozen=True, rename="camel"):
    """A server that works for an account."""

    id: str = ""
    type: str = ""
    service_endpoint: Any = None


class Document(Value, frozen=True, rename="camel"):
    """What is public of an identity: its names and servers."""

    id: str
    also_known_as: tuple[str, ...] = ()
    service: tuple[Service, ...] = ()


class PostAnswer(Value, frozen=True):
    """The answer to getRecord for a post."""

    value: Record


class SelfLabels(Value, frozen=True):
    """What an account says of itself."""

    values: tuple[Label, ...] = ()


class AccountProfile(Value, frozen=True, rename="camel"):
    """The profile of an account, as its server keeps it."""

    display_name: str | None = None
    labels: SelfLabels | None = None


class ProfileAnswer(Value, frozen=True):
    """The answer to getRecord for a profile."""

    value: AccountProfile


def got(address: str, shape: type[T], url: str, fetch: Fetch) -> T | Unread:
    """Return the answer to a request, or why there is none; `url` is the address of the post that it is about."""
    return decoded(asked(address, fetch), shape, url)


def decoded(answer: Capture | Failure, shape: type[T], url: str) -> T | Unread:
    """Return what a server answers, in its shape, or why it answers nothing of that shape."""
    return _trouble(answer, url) or answered(answer, shape, PLATFORM, url)


def _trouble(answer: Capture | Failure, url: str) -> Unread | None:
    """Return why an answer is no success. Only the name of an error says that a post is gone, a status 404 means a wrong server."""
    trouble = refusal(answer, PLATFORM, url)
    if trouble is None or isinstance(answer, Failure):
        return trouble
    named = json_of(answer)
    name = named.get("error") if isinstance(named, dict) else None
    name = name if isinstance(name, str) and name.isalnum() and name.isascii() else ""
    detail = f"{trouble.detail} {name[:50]}".rstrip()
    if name in _GONE:
        return unread(url, UnreadReason.GONE, detail)
    reason = UnreadReason.FETCH_FAILED if trouble.reason is UnreadReason.GONE else trouble.reason
    return unread(url, reason, detail)


def unread(url: str, reason: UnreadReason, detail: str) -> Unread:
    """Say why a post on Bluesky could not be read."""
    return Unread(platform=PLATFORM, url=url, reason=reason, detail=detail)
