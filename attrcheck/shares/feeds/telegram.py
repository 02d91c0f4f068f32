"""Posts of a public channel on Telegram, from the page that shows its newest ones to anybody (``https://t.me/s/CHANNEL``)."""

from __future__ import annotations

from collections.abc import Mapping

from attrcheck.model import Capture, Unread, UnreadReason
from attrcheck.reading.decode import decode
from attrcheck.reading.snippet import Part, series
from attrcheck.shares.asking import HTML, Fetch, asked, refusal
from attrcheck.shares.feeds.feed import Feed, Page, Posted, turned
from attrcheck.shares.readers.telegram import MESSAGE, OF_A_POST, PLATFORM, share_of
from attrcheck.urls import post_of, profile_of

# A post that the channel only passes on: its words are somebody else's.
_PASSED_ON = ".tgme_widget_message_forwarded_from"
# Where a post answers another one of the channel.
_ANSWERED = ".tgme_widget_message_reply"
_IN_APP_ONLY = "Telegram shows the posts of this account in its app only"


def read(feed: Feed, fetch: Fetch) -> Feed:
    """Return the newest posts of the channel at a feed's address."""
    profile = profile_of(feed.url)
    channel = (profile.handle if profile else "") or ""
    first = f"https://t.me/s/{channel}"

    def ask(address: str) -> Page | Unread:
        answer = asked(address, fetch, HTML)
        trouble = refusal(answer, PLATFORM, feed.url)
        if trouble is not None:
            return trouble
        markup = decode(answer.body, answer.headers).text if isinstance(answer, Capture) else ""
        found = series(markup, MESSAGE, (*OF_A_POST, _PASSED_ON, _ANSWERED))
        named = [(name, one) for one in found if (name := _name(one)) and name.startswith(f"{channel}/")]
        if not named and address == first:  # groups, and channels whose owner does not want it, show nothing outside of the app
            return Unread(platform=PLATFORM, url=feed.url, reason=UnreadReason.NOT_OFFERED, detail=_IN_APP_ONLY)
        posts = [_posted(name, one, channel) for name, one in named if _PASSED_ON not in one]
        oldest = min((int(name.partition("/")[2]) for name, _ in named), default=0)
        return Page(posts[::-1], f"{first}?before={oldest}" if oldest > 1 else "")

    return turned(feed, first, ask)


def _name(found: Mapping[str, Part]) -> str:
    """Return the name of a post as its element gives it, ``channel/number``, in lower case."""
    name = found[MESSAGE].attributes.get("data-post", "").lower()
    return name if post_of(f"https://t.me/{name}") and name.rpartition("/")[2].isdecimal() and name.count("/") == 1 else ""


def _posted(name: str, found: Mapping[str, Part], channel: str) -> Posted:
    answered = post_of(found[_ANSWERED].attributes.get("href", "")) if _ANSWERED in found else None
    return Posted(share_of(found, channel, f"https://t.me/{name}"), name, answered.id.lower() if answered else "")
