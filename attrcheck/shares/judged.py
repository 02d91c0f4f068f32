"""Which of the posts found for a page are judged, with what text, and what is reported of each: found how, whose, read or why not.

A post is judged when it is the reuser's and shares the page: the user said so, or the page and the post say so. What the network itself
gives goes before what the page shows of it. A post that could not be read is judged by nobody: everything asked of it is cannot-tell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from attrcheck.model import Article, Passage, Place, Role, Share, ShareRecord, Subject, Unread, Value, Work
from attrcheck.shares.buttons import page_addresses
from attrcheck.shares.owners import Owners, owners
from attrcheck.shares.posts import FoundPost, How, shares_page
from attrcheck.urls import Post, platform_name, post_of, same_page

Read = Mapping[str, Share | Unread]
"""What reading brought, by the address of the post."""
NOTHING_READ: Read = {}

_CUT = "the network gives only the beginning of this post"
_NOT_READ = "posts were not read in this scan"


class Judged(Value, frozen=True, kw_only=True):
    """The subjects to judge, and a record of every post."""

    subjects: tuple[Subject, ...]
    records: tuple[ShareRecord, ...]


def judged(posts: Sequence[FoundPost], read: Read, article: Article, work: Work) -> Judged:
    """Return which posts are judged and what is reported of each."""
    of_page = owners(article, work)
    known = [_known(post, read.get(post.url), of_page, article, work) for post in posts]
    subjects = tuple(subject for post, got in known if (subject := _subject(post, got)))
    return Judged(subjects=subjects, records=tuple(_record(post, got) for post, got in known))


def _known(
    post: FoundPost, got: Share | Unread | None, of_page: Owners, article: Article, work: Work
) -> tuple[FoundPost, Share | Unread | None]:
    """Return a post with what reading it tells about whose it is and whether it shares the page."""
    if not isinstance(got, Share):
        return post, got
    address = post_of(got.url) or post_of(post.url)
    author = got.author.handle if got.author else None
    whose = of_page.owns(Post(address.platform, address.id, author or address.author), None) if address else None
    is_share = post.is_share or _links(got, article) or shares_page(_passages(got), article, work)
    return replace(post, is_outlets=whose if post.is_outlets is None else post.is_outlets, is_share=is_share), got


def _links(share: Share, article: Article) -> bool:
    card = share.card
    return card is not None and any(same_page(card.url, url) for url in page_addresses(article))


def _subject(post: FoundPost, got: Share | Unread | None) -> Subject | None:
    """Return what is judged of a post, None for one that is somebody else's or about something else."""
    is_told = post.how is How.SUPPLIED
    if not is_told and not (post.is_outlets and post.is_share):
        return None
    if isinstance(got, Share):
        label = _label(post, got.author.handle if got.author else None)
        limits = _CUT if got.is_cut else None
        return Subject(place=Place.SHARE, url=post.url, label=label, passages=_passages(got), network=got.platform, limits=limits)
    if post.subject:
        return post.subject
    why = f"this post could not be read: {got.reason}: {got.detail}" if got else _NOT_READ
    return Subject(place=Place.SHARE, url=post.url, label=_label(post, None), passages=(), network=post.platform or None, limits=why)


def _passages(share: Share) -> tuple[Passage, ...]:
    return (Passage(text=share.text, locator=f"post ({share.read_by})", role=Role.BODY, links=share.links),)


def _label(post: FoundPost, author: str | None) -> str:
    address = post_of(post.url)
    handle = author or (address.author if address else None)
    name = platform_name(post.platform) if post.platform else "a network"
    return f"post on {name}" + (f" by @{handle}" if handle else "")


def _record(post: FoundPost, got: Share | Unread | None) -> ShareRecord:
    unread = f"{got.reason}: {got.detail}" if isinstance(got, Unread) else None
    read_by = got.read_by if isinstance(got, Share) else "embedded" if post.subject else None
    return ShareRecord(
        url=post.url,
        platform=post.platform,
        found_as=post.how,
        is_outlets=post.is_outlets,
        is_share=post.is_share,
        read_by=read_by,
        unread=unread,
    )
