"""Posts and comments on Lemmy servers, from their public interface (https://join-lemmy.org/api/)."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from attrcheck.model import Capture, Card, Failure, Link, Profile, Share, ShareAuthor, Unread, UnreadReason, Value
from attrcheck.shares.asking import Fetch, answered, asked, json_of
from attrcheck.shares.readers.composing import Wording, joined, moment
from attrcheck.shares.readers.plain import author, cleaned, plain, with_bare_links
from attrcheck.urls import post_of, profile_of
from attrcheck.urls.address import parse

PLATFORM = "lemmy"
# An address of a post may go on to one of its comments: /post/12/345.
_COMMENT_OF_POST = re.compile(r"/post/[0-9]{1,20}/([0-9]{1,20})/?", re.ASCII)
# Markdown's links and images, "[words](address)": an address may hold one pair of brackets; what stands in angle brackets is one too.
_LINK = re.compile(
    r"(!?)\[([^\[\]\n]{0,500})\]\(<?(https?://[^\s()<>]{1,2000}(?:\([^\s()<>]{0,200}\)[^\s()<>]{0,200})?)>?(?: [^\n()]{1,300})?\)"
)
# Names of errors, which servers of several versions send with the status 400 or 404.
_MISSING, _PRIVATE = ("couldnt_find", "not_found"), ("instance_is_private", "not_logged_in")


class _Person(Value, frozen=True):
    """Who wrote it; `actor_id` is the address of the account on its own server."""

    name: str = ""
    display_name: str | None = None
    actor_id: str = ""


class _Post(Value, frozen=True):
    """A post: a title, and an address or a text in Markdown."""

    name: str = ""
    url: str | None = None
    body: str | None = None
    ap_id: str = ""
    embed_title: str | None = None
    embed_description: str | None = None
    published: str = ""
    updated: str | None = None
    deleted: bool = False
    removed: bool = False


class PostView(Value, frozen=True):
    """A post and who wrote it."""

    post: _Post
    creator: _Person


class _PostAnswer(Value, frozen=True):
    post_view: PostView


class _Comment(Value, frozen=True):
    """A comment: a text in Markdown."""

    content: str = ""
    published: str = ""
    updated: str | None = None
    deleted: bool = False
    removed: bool = False


class _CommentView(Value, frozen=True):
    comment: _Comment
    creator: _Person


class _CommentAnswer(Value, frozen=True):
    comment_view: _CommentView


def read(url: str, fetch: Fetch) -> Share | Unread:
    """Return the post or comment at an address."""
    post, address = post_of(url), parse(url)
    if post is None or post.platform != PLATFORM or address is None:
        return _unread(url, UnreadReason.NOT_OFFERED, "the address is not that of a post on a Lemmy server")
    host, kind, number = post.id.split("/")
    comment = _COMMENT_OF_POST.fullmatch(address.path)
    if comment:
        kind, number = "comment", comment[1]
    answer = asked(f"https://{host}/api/v3/{kind}?id={number}", fetch)
    return _comment(answer, url) if kind == "comment" else _post(answer, url)


def _post(answer: Capture | Failure, url: str) -> Share | Unread:
    told = answered(answer, _PostAnswer, PLATFORM, url)
    if isinstance(told, Unread):
        return _named(told, answer)
    return share_of(told.post_view, url)


def share_of(view: PostView, url: str) -> Share | Unread:
    """Return a post as a server describes it."""
    post, creator = view.post, view.creator
    if post.deleted or post.removed:
        return _gone(url, is_removed=post.removed)
    title, marked = plain(post.name, PLATFORM)
    shared = post.url if post.url and (leads := parse(post.url)) and leads.is_web else ""
    text, links = joined([(title, (Link(url=shared, start=0, end=len(title)),) if shared else marked), markdown(post.body or "")])
    return Share(
        platform=PLATFORM,
        url=url,
        text=text,
        read_by="api",
        author=_author(creator),
        links=links,
        card=Card(url=shared, title=post.embed_title or "", description=post.embed_description or "") if shared else None,
        created_at=moment(post.published),
        edited_at=moment(post.updated),
    )


def _comment(answer: Capture | Failure, url: str) -> Share | Unread:
    told = answered(answer, _CommentAnswer, PLATFORM, url)
    if isinstance(told, Unread):
        return _named(told, answer)
    comment = told.comment_view.comment
    if comment.deleted or comment.removed:
        return _gone(url, is_removed=comment.removed)
    text, links = markdown(comment.content)
    return Share(
        platform=PLATFORM,
        url=url,
        text=text,
        read_by="api",
        author=_author(told.comment_view.creator),
        links=links,
        created_at=moment(comment.published),
        edited_at=moment(comment.updated),
    )


def markdown(source: str) -> Wording:
    """Return a text with Markdown's links as links; its other marks are left as they are, for they divide no words.

    >>> text, links = markdown("By **Zoë**, [the Courier](https://courier.example/a)")
    >>> text, text[links[0].start : links[0].end], links[0].url
    ('By **Zoë**, the Courier', 'the Courier', 'https://courier.example/a')
    """
    source = cleaned(source)
    pieces: list[str] = []
    links: list[Link] = []
    length = end = 0
    for found in _LINK.finditer(source):
        before, words = source[end : found.start()], "" if found[1] else found[2]
        pieces += [before, words]
        length += len(before) + len(words)
        end = found.end()
        if not found[1]:
            links.append(Link(url=found[3], start=length - len(words), end=length))
    return with_bare_links("".join([*pieces, source[end:]]), tuple(links), PLATFORM)


def _author(person: _Person) -> ShareAuthor | None:
    home = parse(person.actor_id)
    by_name = Profile(platform=PLATFORM, handle=f"{person.name}@{home.host}") if home else None
    made = author(person.display_name or person.name, [profile_of(person.actor_id), by_name])
    return msgspec.structs.replace(made, stable_id=person.actor_id) if made else None


def _named(unread: Unread, answer: Capture | Failure) -> Unread:
    """Return the reason that the server's error names, which its status may not tell."""
    told: Any = json_of(answer) if isinstance(answer, Capture) else None
    error = str(told.get("error", "")) if isinstance(told, dict) else ""
    if error.startswith(_MISSING):
        return _unread(unread.url, UnreadReason.GONE, "the server has no such post")
    if error.startswith(_PRIVATE):
        return _unread(unread.url, UnreadReason.LOGIN_REQUIRED, "the server shows its posts to its members only")
    return unread


def _gone(url: str, *, is_removed: bool) -> Unread:
    return _unread(url, UnreadReason.GONE, "moderators have removed it" if is_removed else "its author has deleted it")


def _unread(url: str, reason: UnreadReason, detail: str) -> Unread:
    return Unread(platform=PLATFORM, url=url, reason=reason, detail=detail)
