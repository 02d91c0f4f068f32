"""Where else than on the page its shares are looked for: the outlet's accounts, searches, share links of the site. What each brought."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum

from msgspec.structs import replace

from attrcheck.model import Article, LookupRecord, Profile, Unread, Work
from attrcheck.shares.buttons import site_links
from attrcheck.shares.fed import doubtful
from attrcheck.shares.feeds import FEEDS, Feed
from attrcheck.shares.known import Read, Scope
from attrcheck.shares.owners import Owners
from attrcheck.urls import platform_name, profile_of, profile_url, same_profile, share_intent_of

MAX_ACCOUNTS = 6
"""Accounts of one page whose posts are looked through: an outlet has one on each network, and three networks have open feeds."""

MAX_SITE_LINKS = 5
"""Share links of one page that are asked for: every one is a request to the page's own site."""

_PAGE_ADDRESSES = ("link:canonical", "og:url", "saved-from")


class Sort(StrEnum):
    """What sort of place was looked at: an account's posts, a network's search, or a share link of the page's own site."""

    FEED = "feed"
    SEARCH = "search"
    SHARE_LINK = "share-link"


def lookups(article: Article, of_page: Owners, scope: Scope, read: Read) -> tuple[LookupRecord, ...]:
    """Return every place that was looked at or is worth it: accounts of the user and of the page, searches, share links."""
    found = [*_accounts(of_page, scope), *_searches(article, scope), *_site_links(article)]
    return tuple(_with_answer(record, read) for record in found)


def sentences(article: Article, work: Work, records: Sequence[LookupRecord], read: Read) -> Iterator[str]:
    """Yield what is to be said of the feeds and searches: how much was looked through, and what could not be."""
    feeds = {feed.url: feed for feed in read.feeds}
    for record in records:
        if record.sort == Sort.FEED and record.url in feeds:
            yield _of_feed(record, feeds[record.url], doubtful(feeds[record.url], article, work))
    if not any(record.sort == Sort.SEARCH and record.posts is not None for record in records):
        yield "the networks themselves were not searched"
    for record in records:
        if record.sort == Sort.SEARCH and (record.posts is not None or record.unread):
            name = platform_name(record.platform)
            yield f"{name} could not be searched: {record.unread}" if record.unread else f"{name} was searched"


def _of_feed(record: LookupRecord, feed: Feed, doubts: int) -> str:
    name = f"{account_name(record.url)} on {platform_name(record.platform)}"
    if record.unread and not feed.posts:
        return f"the posts of {name} could not be read: {record.unread}"
    newest = "newest " if feed.has_more else ""
    said = f"the {newest}{len(feed.posts)} posts of {name} were looked through"
    said += f", of which {doubts} have shortened links that were not followed" if doubts else ""
    return said + (f"; the older ones could not be read: {record.unread}" if record.unread else "")


def account_name(url: str) -> str:
    """Return an account as a sentence names it."""
    profile = profile_of(url)
    return f"@{profile.handle}" if profile and profile.handle else url


def _accounts(of_page: Owners, scope: Scope) -> Iterator[LookupRecord]:
    """Yield the accounts that the user names, and those of the page on other networks with open feeds."""
    named = [(url, profile) for url in scope.accounts if (profile := profile_of(url))]
    networks = {profile.platform for _, profile in named}
    own = [profile for profile in of_page.accounts if profile.platform in FEEDS and profile.platform not in networks]
    of_site = [(url, profile) for profile in own if not _is_authors(profile, of_page) and (url := profile_url(profile))]
    for url, profile in dict.fromkeys(named[:MAX_ACCOUNTS]):
        yield LookupRecord(sort=Sort.FEED, url=url, platform=profile.platform, found_as="supplied")
    for url, profile in list(dict.fromkeys(of_site))[: max(MAX_ACCOUNTS - len(named), 0)]:
        yield LookupRecord(sort=Sort.FEED, url=url, platform=profile.platform, found_as="page")


def _is_authors(profile: Profile, of_page: Owners) -> bool:
    return any(same_profile(profile, author) for author in of_page.authors)


def _searches(article: Article, scope: Scope) -> Iterator[LookupRecord]:
    """Yield the networks to search, each with its server, for the address that the page gives itself."""
    told = [entry.value for name in _PAGE_ADDRESSES for entry in article.metadata if entry.name == name]
    address = next((url for url in (*told, article.url) if url.startswith(("http://", "https://"))), "")
    for name in scope.searches if address else ():
        network, _, server = name.partition(":")
        yield LookupRecord(sort=Sort.SEARCH, url=address, platform=network, server=server, found_as="supplied")


def _site_links(article: Article) -> Iterator[LookupRecord]:
    for url in site_links(article)[:MAX_SITE_LINKS]:
        intent = share_intent_of(url)
        yield LookupRecord(sort=Sort.SHARE_LINK, url=url, platform=intent.platform if intent else "", found_as="page")


def _with_answer(record: LookupRecord, read: Read) -> LookupRecord:
    """Return a record with what was answered, if anybody has asked."""
    if record.sort == Sort.SHARE_LINK:
        answer = read.links.get(record.url)
        refusal = answer if isinstance(answer, Unread) else None
        return replace(record, unread=_because(refusal), is_asked=answer is not None)
    known = read.feeds if record.sort == Sort.FEED else read.searches
    feed = next((feed for feed in known if (feed.url, feed.platform, feed.server) == (record.url, record.platform, record.server)), None)
    if feed is None:
        return record
    posts = None if feed.unread and not feed.posts else len(feed.posts)
    return replace(record, posts=posts, unread=_because(feed.unread), is_asked=True)


def _because(unread: Unread | None) -> str | None:
    return f"{unread.reason}: {unread.detail}" if unread else None
