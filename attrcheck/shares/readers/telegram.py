"""Posts of public channels and groups on Telegram, from the page that its post widget shows (https://core.telegram.org/widgets/post)."""

from __future__ import annotations

from collections.abc import Mapping

from attrcheck.model import Capture, Card, Profile, Share, Unread, UnreadReason
from attrcheck.reading.decode import decode
from attrcheck.reading.snippet import Part, parts
from attrcheck.shares.asking import HTML, Fetch, asked, refusal
from attrcheck.shares.readers.composing import joined, moment
from attrcheck.shares.readers.plain import author, to_accounts
from attrcheck.urls import post_of, profile_of

PLATFORM = "telegram"
MESSAGE = ".tgme_widget_message"
"""The element of one post; its attribute data-post names it."""

_ERROR, _NAME = ".tgme_widget_message_error", ".tgme_widget_message_owner_name"
# The post's own words; those of the post that it answers stand before them under js-message_reply_text.
_TEXT = ".js-message_text"
_PREVIEW, _TITLE, _DESCRIPTION = ".tgme_widget_message_link_preview", ".link_preview_title", ".link_preview_description"
# Stands for what only the app shows.
_IN_APP = ".message_media_not_supported"
# The time of a video's length has no such attribute.
_MOMENT = "[datetime]"
OF_A_POST = (MESSAGE, _NAME, _TEXT, _PREVIEW, _TITLE, _DESCRIPTION, _IN_APP, _MOMENT)
"""The elements that a post is read from."""


def read(url: str, fetch: Fetch) -> Share | Unread:
    """Return the post at an address on t.me."""
    post = post_of(url)
    if post is None or post.platform != PLATFORM:
        return _unread(url, UnreadReason.NOT_OFFERED, "the address is not that of a post on Telegram")
    if post.author is None:
        return _unread(url, UnreadReason.LOGIN_REQUIRED, "Telegram shows posts of private channels and groups to their members only")
    answer = asked(f"https://t.me/{post.id}?embed=1&mode=tme", fetch, HTML)
    refused = refusal(answer, PLATFORM, url)
    if refused is not None:
        return refused
    page = decode(answer.body, answer.headers).text if isinstance(answer, Capture) else ""
    found = parts(page, (*OF_A_POST, _ERROR))
    return _trouble(found, post.id, url) or share_of(found, post.author, url)


def _trouble(found: Mapping[str, Part], asked_for: str, url: str) -> Unread | None:
    """Return why a page of the widget shows no post, or not the one that was asked for."""
    if _ERROR in found:
        said = found[_ERROR].text[:100]
        reason = UnreadReason.GONE if "not found" in said.lower() else UnreadReason.FORBIDDEN
        return _unread(url, reason, f"Telegram says “{said}”")
    if MESSAGE not in found:
        return _unread(url, UnreadReason.UNREADABLE, "the answer is not a page of Telegram's post widget")
    # Posts in a topic of a group have the topic's number between.
    channel, _, rest = found[MESSAGE].attributes.get("data-post", "").lower().partition("/")
    if f"{channel}/{rest.rpartition('/')[2]}" != asked_for.lower():
        return _unread(url, UnreadReason.UNREADABLE, "Telegram's answer is not about this post")
    if _IN_APP in found and _TEXT not in found:
        return _unread(url, UnreadReason.NOT_OFFERED, "Telegram shows this post in its app only")
    return None


def share_of(found: Mapping[str, Part], channel: str, url: str) -> Share:
    """Return a post of a channel by its elements, those of `OF_A_POST` that are there."""
    text, links = joined([(found[_TEXT].text, found[_TEXT].links)] if _TEXT in found else [])
    name = found.get(_NAME)
    writers = [profile_of(name.attributes.get("href", "")) if name else None, Profile(platform=PLATFORM, handle=channel)]
    return Share(
        platform=PLATFORM,
        url=url,
        text=text,
        read_by="widget",
        author=author(name.text if name else "", writers),
        links=to_accounts(text, links),
        card=_card(found),
        created_at=moment(found[_MOMENT].attributes["datetime"]) if _MOMENT in found else "",
        is_cut=_IN_APP in found,
    )


def _card(found: Mapping[str, Part]) -> Card | None:
    address = found[_PREVIEW].attributes.get("href", "") if _PREVIEW in found else ""
    if not address.startswith(("http://", "https://")):
        return None
    said = {name: found[name].text if name in found else "" for name in (_TITLE, _DESCRIPTION)}
    return Card(url=address, title=said[_TITLE], description=said[_DESCRIPTION])


def _unread(url: str, reason: UnreadReason, detail: str) -> Unread:
    return Unread(platform=PLATFORM, url=url, reason=reason, detail=detail)
