"""The shares of a page: posts that it shows, names or links, those that the user names, and what its buttons would make a share say."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from attrcheck.model import Article, LookupRecord, Place, Share, ShareRecord, Subject, Value, Work
from attrcheck.shares.buttons import buttons_of, share_previews
from attrcheck.shares.card import card_preview
from attrcheck.shares.feeds import FEEDS, Feed, read_feed
from attrcheck.shares.judged import Page, judged
from attrcheck.shares.known import NOTHING_NAMED, NOTHING_READ, Read, Scope
from attrcheck.shares.lookups import Sort, account_name, lookups, sentences
from attrcheck.shares.owners import owners
from attrcheck.shares.posts import FoundPost, How, found_posts, identity_of
from attrcheck.shares.readers import read_share
from attrcheck.shares.readers.supplied import SUPPLIED, supplied
from attrcheck.shares.searches import SEARCHES, search_network
from attrcheck.shares.site_links import led_to
from attrcheck.urls import platform_name, post_of

MAX_WANTED = 20
"""Posts of one page that are worth a request each: outlets share a page a few times, and networks are not to be flooded."""

# More posts of one outlet on one page are a wall of its posts, not shares of an article.
_MAX_POSTS = 50
# A report names the posts of the longest live blogs.
_MAX_RECORDS = 200
# Networks that give a title and no text: what is missing in it says nothing.
_NO_TEXT = ("youtube",)
# Strangers that the sentence of what was searched names.
_MAX_NAMED = 3


class FoundShares(Value, frozen=True, kw_only=True):
    """The shares and share previews of a page, and for places without any the sentence that says what was searched.

    `records` tell of every post that was found, judged or not, and which are worth reading: those that the user names, then the outlet's,
    then embedded ones of unknown authors. Only reading tells whether those with `is_share` None share the page.
    """

    subjects: tuple[Subject, ...]
    searched: dict[Place, str]
    records: tuple[ShareRecord, ...] = ()
    lookups: tuple[LookupRecord, ...] = ()


def find_shares(article: Article, work: Work, scope: Scope = NOTHING_NAMED, read: Read = NOTHING_READ) -> FoundShares:
    """Return the shares of a page: what it shows of them, what is worth asking for, and what those posts say that were `read`."""
    posts = found_posts(article, work, scope, read)
    given = _given(posts, read)
    known = {**given, **{url: got for url, got in read.posts.items() if isinstance(got, Share) or url not in given}}
    told = judged(posts, known, Page(article, work, scope))
    looked = lookups(article, owners(article, work, scope.accounts), scope, read)
    open_posts = (post for post in posts if _is_wanted(post) and not _is_whole(given.get(post.url)))
    wanted = sorted(open_posts, key=lambda post: (post.how is not How.SUPPLIED, not post.is_outlets))
    nothing = f"no post of the outlet that shares this page is embedded in it{_others(posts)}"
    searched = {
        Place.SHARE: "; ".join([nothing, *sentences(article, work, looked, read)]),
        Place.SHARE_PREVIEW: "no social share button with a readable text was found on the page",
    }
    worth = {post.url for post in wanted[:MAX_WANTED]}
    records = tuple(replace(record, is_wanted=record.url in worth) for record in told.records[:_MAX_RECORDS])
    subjects = (*told.subjects[:_MAX_POSTS], *_unread_accounts(looked), *share_previews(article, read.links))
    return FoundShares(subjects=subjects, searched=searched, records=records, lookups=looked)


def _given(posts: Sequence[FoundPost], read: Read) -> dict[str, Share]:
    """Return the posts that need no request of their own: those that a feed holds, and those that the user has saved."""
    held = {identity_of(share.url): share for feed in (*read.searches, *read.feeds) for share in feed.posts}
    given = {post.url: share for post in posts if (share := held.get(identity_of(post.url)))}
    saved = {url: got for url, got in read.posts.items() if isinstance(got, Share) and got.read_by == SUPPLIED}
    return {**given, **saved}


def _is_whole(share: Share | None) -> bool:
    return share is not None and (share.read_by == SUPPLIED or not share.is_cut)


def _unread_accounts(looked: Sequence[LookupRecord]) -> tuple[Subject, ...]:
    """Return a subject without words for each account that the user names and that could not be read: it may hold a share."""
    return tuple(
        Subject(
            place=Place.SHARE,
            url=record.url,
            label=f"posts of {account_name(record.url)}",
            passages=(),
            network=record.platform,
            limits=f"the posts of this account could not be read: {record.unread}",
        )
        for record in looked
        if record.sort == Sort.FEED and record.found_as == "supplied" and record.unread and record.posts is None
    )


def _is_wanted(post: FoundPost) -> bool:
    """Tell whether a post is worth a request: strangers' posts are not, and a link to an unknown author's may be to anything."""
    if post.how is How.SUPPLIED:
        return True
    if post.platform in _NO_TEXT:
        return False
    is_bare_link = post.how is How.LINK and not post.is_outlets
    return post.is_outlets is not False and post.is_share is not False and not is_bare_link


def _others(posts: Sequence[FoundPost]) -> str:
    """Return the part of the sentence about posts of strangers and of the author."""
    others = [post for post in posts if post.how is How.EMBED and post.is_outlets is False]
    if not others:
        return ""
    named = dict.fromkeys(
        f"@{known.author} on {platform_name(known.platform)}" for post in others if (known := post_of(post.url)) and known.author
    )
    names = ", ".join(list(named)[:_MAX_NAMED]) + (", …" if len(named) > _MAX_NAMED else "")
    return f"; {len(others)} embedded post(s) of other accounts{f' ({names})' if names else ''} are not the outlet's shares"


__all__ = [
    "FEEDS",
    "MAX_WANTED",
    "NOTHING_NAMED",
    "NOTHING_READ",
    "SEARCHES",
    "Feed",
    "FoundPost",
    "FoundShares",
    "How",
    "Read",
    "Scope",
    "Sort",
    "buttons_of",
    "card_preview",
    "find_shares",
    "found_posts",
    "led_to",
    "read_feed",
    "read_share",
    "search_network",
    "share_previews",
    "supplied",
]
