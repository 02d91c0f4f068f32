"""Posts of an account as RSS or Atom, where a network offers that (https://www.rssboard.org/rss-specification, RFC 4287)."""

from __future__ import annotations

from email.utils import parsedate_to_datetime
from itertools import islice
from typing import Any

from lxml import etree  # it ships no types
from msgspec.structs import replace

from attrcheck.model import Capture, Link, Profile, Share, UnreadReason
from attrcheck.reading.snippet import snippet
from attrcheck.shares.asking import Fetch, asked, refusal
from attrcheck.shares.feeds.feed import MAX_POSTS, Feed, refused
from attrcheck.shares.readers.composing import joined, moment
from attrcheck.shares.readers.plain import author, plain
from attrcheck.urls import post_of, profile_of

_ACCEPT = "application/rss+xml, application/atom+xml, application/xml;q=0.9, text/xml;q=0.8"
# Where the feed of an account lies. Those of the fediverse's servers are Mastodon's and its forks'.
_ADDRESSES = {
    "bluesky": "https://bsky.app/profile/{handle}/rss",
    "mastodon": "https://{host}/@{name}.rss",
    "reddit": "https://www.reddit.com/user/{handle}/.rss",
    "tumblr": "https://{handle}.tumblr.com/rss",
    "youtube": "https://www.youtube.com/feeds/videos.xml?channel_id={channel}",
}
# Networks whose feeds hold the whole text with its links; Bluesky's shows addresses shortened, Reddit's and Tumblr's may cut.
_WHOLE = ("mastodon", "youtube")
_ATOM, _MEDIA = "{http://www.w3.org/2005/Atom}", "{http://search.yahoo.com/mrss/}"
# Elements of an entry by what they hold, the first that is there; RSS, then Atom, then the description of a video.
_TITLES, _TEXTS = ("title", f"{_ATOM}title"), ("description", f"{_ATOM}content", f"{_ATOM}summary", f"{_MEDIA}group/{_MEDIA}description")
_TIMES = ("pubDate", f"{_ATOM}published", f"{_ATOM}updated")
# Texts that are no markup.
_PLAIN = ("bluesky", "youtube")
# Longer files are no list of an account's newest posts: three hundred long posts with their markup are a tenth of this.
_MAX_BYTES = 5_000_000


def read(feed: Feed, fetch: Fetch) -> Feed:
    """Return the newest posts of the account at a feed's address, from one file."""
    place = _place(feed)
    if not place:
        return refused(feed, UnreadReason.NOT_OFFERED, "this network offers no feed of this account")
    answer = asked(place, fetch, _ACCEPT)
    trouble = refusal(answer, feed.platform, feed.url)
    if trouble is not None or not isinstance(answer, Capture):
        return replace(feed, unread=trouble)
    root = _parsed(answer.body)
    if root is None:
        return refused(feed, UnreadReason.UNREADABLE, "the answer is no RSS and no Atom")
    found = (_share(entry, feed) for entry in islice(root.iter("item", f"{_ATOM}entry"), MAX_POSTS))
    return replace(feed, posts=tuple(share for share in found if share))


def _place(feed: Feed) -> str:
    profile = profile_of(feed.url)
    handle = (profile.handle if profile else "") or ""
    name, _, host = handle.partition("@")
    channel = handle.removeprefix("channel/") if handle.startswith("channel/") else ""
    if not handle or (feed.platform == "youtube" and not channel):
        return ""
    return _ADDRESSES.get(feed.platform, "").format(handle=handle, name=name, host=host, channel=channel)


def _parsed(body: bytes) -> Any:
    """Return the root of a feed. Entities, document types and other files are never read, so that nothing in it can grow or reach out."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(body, parser) if len(body) <= _MAX_BYTES else None
    except (etree.XMLSyntaxError, ValueError):
        return None
    return root if root is not None and root.tag in ("rss", f"{_ATOM}feed") else None


def _share(entry: Any, feed: Feed) -> Share | None:
    address = _address(entry)
    post, owner = post_of(address), profile_of(feed.url)
    if post is None or post.platform != feed.platform:
        return None
    title, said = _said(entry, _TITLES), _said(entry, _TEXTS)
    told = plain(said, feed.platform) if feed.platform in _PLAIN else snippet(said)
    heading: tuple[str, tuple[Link, ...]] = plain(title, feed.platform) if title and title not in told[0] else ("", ())
    text, links = joined([heading, told])
    handle = (owner.handle if owner else "") or ""
    return Share(
        platform=feed.platform,
        url=address,
        text=text,
        read_by="syndicated",
        author=author("", [Profile(platform=feed.platform, handle=handle)]),
        links=links,
        created_at=_moment(_said(entry, _TIMES)),
        is_cut=feed.platform not in _WHOLE,
    )


def _address(entry: Any) -> str:
    links = [link.get("href", "") for link in entry.findall(f"{_ATOM}link") if link.get("rel", "alternate") == "alternate"]
    return next((link for link in (_said(entry, ("link",)), *links, _said(entry, ("guid",))) if post_of(link)), "")


def _said(entry: Any, names: tuple[str, ...]) -> str:
    found = (entry.find(name) for name in names)
    return next((text for element in found if element is not None and (text := "".join(element.itertext()).strip())), "")


def _moment(text: str) -> str:
    if moment(text):
        return text
    try:
        return parsedate_to_datetime(text).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
