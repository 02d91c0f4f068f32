"""Networks that are not asked: they let programs read nothing, or not for this purpose. The answer says so, and what helps."""

from __future__ import annotations

from attrcheck.model import Share, Unread, UnreadReason
from attrcheck.shares.asking import Fetch
from attrcheck.urls import post_of

# Why, as of 2026: the terms of Meta's embedding service allow to show posts and nothing else; the others have no service without a login.
_DISPLAY_ONLY = "Meta lets programs show {} posts but not read them"
REASONS = {
    "facebook": _DISPLAY_ONLY.format("Facebook"),
    "instagram": _DISPLAY_ONLY.format("Instagram"),
    "threads": _DISPLAY_ONLY.format("Threads"),
    "linkedin": "LinkedIn shows posts to its members",
    "vk": "VK gives posts only to programs with a key of their own",
    "whatsapp": "WhatsApp shows messages to their recipients",
}


def read(url: str, _fetch: Fetch) -> Share | Unread:
    """Return why the post at an address is not read; nobody is asked."""
    post = post_of(url)
    platform = post.platform if post else ""
    because = REASONS.get(platform, "this network offers nothing to programs")
    detail = f"{because}; look at the address yourself, or supply the post's text or its saved page"
    return Unread(platform=platform, url=url, reason=UnreadReason.NOT_OFFERED, detail=detail)
