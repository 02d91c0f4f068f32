"""Posts of an account of the fediverse: from the interface of Mastodon, from the outbox of its actor, or from RSS.

https://docs.joinmastodon.org/methods/accounts/#statuses and https://docs.joinmastodon.org/methods/accounts/#lookup
"""

from __future__ import annotations

from itertools import islice
from urllib.parse import quote

from msgspec.structs import replace

from attrcheck.model import Capture, Share, Unread, UnreadReason
from attrcheck.shares.asking import Fetch, answered, asked, json_of, refusal
from attrcheck.shares.feeds import outbox, syndicated
from attrcheck.shares.feeds.feed import MAX_POSTS, Feed, Page, Posted, first_read, refused, turned
from attrcheck.shares.readers import mastodon_api
from attrcheck.shares.readers.fediverse import PLATFORM, host_of, speaker
from attrcheck.shares.readers.webfinger import fingered, split
from attrcheck.urls import profile_of

_ITEMS = 40  # the most that the interface gives at once


def read(feed: Feed, fetch: Fetch) -> Feed:
    """Return the newest posts of the account at a feed's address, by the first way that works."""
    return first_read(feed, (_at_home, _where_it_lives, syndicated.read), fetch)


def _at_home(feed: Feed, fetch: Fetch) -> Feed:
    """Ask the host that stands in the handle: for most accounts it is their server."""
    name, _, host = _handle(feed).partition("@")
    return _statuses(feed, host, name, fetch)


def _where_it_lives(feed: Feed, fetch: Fetch) -> Feed:
    """Ask the domain of the handle for the account's server: it may be on another host, or one without Mastodon's interface."""
    name, _, host = _handle(feed).partition("@")
    finger = fingered(f"{name}@{host}", feed.url, fetch)
    if isinstance(finger, Unread):
        return replace(feed, unread=finger)
    home = host_of(finger.actor)
    found = _statuses(feed, home, name, fetch) if home != host else feed
    return found if found.posts else outbox.read(feed, finger.actor, fetch)


def _handle(feed: Feed) -> str:
    profile = profile_of(feed.url)
    return (profile.handle if profile else "") or ""


def _statuses(feed: Feed, host: str, name: str, fetch: Fetch) -> Feed:
    answer = asked(f"https://{host}/api/v1/accounts/lookup?acct={quote(name, safe='')}", fetch)
    account = answered(answer, mastodon_api.Account, PLATFORM, feed.url)
    if isinstance(account, Unread):
        return replace(feed, unread=account)
    if speaker(answer) != host or not account.id or account.username.lower() != name.lower():
        return refused(feed, UnreadReason.UNREADABLE, "the server's answer is about another account")
    first = f"https://{host}/api/v1/accounts/{quote(account.id, safe='')}/statuses?exclude_reblogs=true&limit={_ITEMS}"

    def ask(address: str) -> Page | Unread:
        got = asked(address, fetch)
        trouble = refusal(got, PLATFORM, feed.url)
        if trouble is not None:
            return trouble
        listed = json_of(got) if isinstance(got, Capture) and speaker(got) == host else None
        if not isinstance(listed, list):
            return Unread(platform=PLATFORM, url=feed.url, reason=UnreadReason.UNREADABLE, detail="the answer is no list of posts")
        statuses = [
            status for entry in islice(listed, MAX_POSTS) if (status := mastodon_api.status_of(entry)) and status.account.id == account.id
        ]
        posts = [posted for status in statuses if (posted := _posted(status, host))]
        return Page(posts, f"{first}&max_id={quote(statuses[-1].id, safe='')}" if statuses else "")

    return turned(feed, first, ask)


def _posted(status: mastodon_api.Status, host: str) -> Posted | None:
    """Return a post for everybody, at the address that the server shows it at."""
    shown = status.url if status.url and host_of(status.url) == host else ""
    share = mastodon_api.share(status, host, shown or f"https://{host}/@{status.account.username}/{status.id}")
    if not isinstance(share, Share):
        return None
    # Whether a mention is of somebody named by another domain only that domain can say: the post's own reader asks it.
    is_open = bool(split(mastodon_api.mentions_of(status)))
    return Posted(replace(share, is_cut=share.is_cut or is_open), status.id, status.in_reply_to_id or "")
