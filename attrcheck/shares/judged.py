"""Which of the posts found for a page are judged, with what text, and what is reported of each: found how, whose, read or why not.

A post is judged when it is the reuser's and shares the page: the user said so, or the page and the post say so. What the network itself
gives goes before what the page shows of it. A post that could not be read is judged by nobody: everything asked of it is cannot-tell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from attrcheck.model import Article, Passage, Place, Role, Share, ShareRecord, Subject, Unread, Value, Visibility, Work
from attrcheck.shares.known import Scope
from attrcheck.shares.own_address import page_addresses
from attrcheck.shares.owners import owners
from attrcheck.shares.posts import WHOSE_LIMIT, FoundPost, How, shares_page
from attrcheck.urls import Post, platform_name, post_of, same_page

_CUT = "the network gives only the beginning of this post"
_NOT_READ = "posts were not read in this scan"
_UNCOUNTED = "in a reply of the same author, and the terms do not say that replies count"
_UNSEEN_REPLIES = "the author's replies to this post count by the terms, and the network does not show all of them here"
# Posts that were found among hundreds about other things: an embedded post has been chosen for the page.
_FROM_MANY = (How.FEED, How.SEARCH)


class Judged(Value, frozen=True, kw_only=True):
    """The subjects to judge, and a record of every post."""

    subjects: tuple[Subject, ...]
    records: tuple[ShareRecord, ...]


def judged(posts: Sequence[FoundPost], read: Mapping[str, Share | Unread], of_page: Page) -> Judged:
    """Return which posts are judged and what is reported of each; `read` holds what is known of them by their addresses."""
    known = [_known(post, read.get(post.url), of_page) for post in posts]
    subjects = tuple(subject for post, got in known if (subject := _subject(post, got, counts_replies=of_page.scope.counts_replies)))
    return Judged(subjects=subjects, records=tuple(_record(post, got) for post, got in known))


class Page(NamedTuple):
    """A page that posts may share: the article, the work that it reuses, and which shares are looked for."""

    article: Article
    work: Work
    scope: Scope


def _known(post: FoundPost, got: Share | Unread | None, of_page: Page) -> tuple[FoundPost, Share | Unread | None]:
    """Return a post with what reading it tells about whose it is and whether it shares the page."""
    if not isinstance(got, Share):
        return post, got
    address = post_of(got.url) or post_of(post.url)
    author = got.author.handle if got.author else None
    own = owners(of_page.article, of_page.work, of_page.scope.accounts)
    whose = own.owns(Post(address.platform, address.id, author or address.author), None) if address else None
    is_share = post.is_share or (post.how not in _FROM_MANY and _is_about(got, of_page))
    return replace(post, is_outlets=whose if post.is_outlets is None else post.is_outlets, is_share=is_share), got


def _is_about(share: Share, of_page: Page) -> bool | None:
    card = share.card
    if card is not None and any(same_page(card.url, url) for url in page_addresses(of_page.article)):
        return True
    return shares_page(_passages(share, counts_replies=False)[:1], of_page.article, of_page.work)


def _subject(post: FoundPost, got: Share | Unread | None, *, counts_replies: bool) -> Subject | None:
    """Return what is judged of a post, None for one that is somebody else's or about something else."""
    is_told = post.how is How.SUPPLIED
    may_be_outlets = post.is_outlets or (post.is_outlets is None and post.subject is not None)
    if not is_told and not (may_be_outlets and post.is_share):
        return None
    if isinstance(got, Share):
        label = _label(post, got.author.handle if got.author else None)
        unseen = _UNSEEN_REPLIES if counts_replies and not got.are_replies_known else None
        doubt = WHOSE_LIMIT if post.is_outlets is None and not is_told else None
        passages, limits = _passages(got, counts_replies=counts_replies), _CUT if got.is_cut else doubt or unseen
        return Subject(place=Place.SHARE, url=post.url, label=label, passages=passages, network=got.platform, limits=limits)
    if post.subject:
        return replace(post.subject, limits=post.subject.limits or (_UNSEEN_REPLIES if counts_replies else None))
    why = f"this post could not be read: {got.reason}: {got.detail}" if got else _NOT_READ
    return Subject(place=Place.SHARE, url=post.url, label=_label(post, None), passages=(), network=post.platform or None, limits=why)


def _passages(share: Share, *, counts_replies: bool) -> tuple[Passage, ...]:
    """Return the words of a post and of its author's replies: where these do not count, they leave a doubt about what is missing."""
    seen, because = (Visibility.SHOWN, None) if counts_replies else (Visibility.UNKNOWN, _UNCOUNTED)
    return (
        Passage(text=share.text, locator=f"post ({share.read_by})", role=Role.BODY, links=share.links),
        *(
            Passage(text=r.text, locator=f"reply ({r.read_by})", role=Role.BODY, links=r.links, visibility=seen, hidden_by=because)
            for r in share.replies
        ),
    )


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
        archived=got.archived if got else None,
    )
