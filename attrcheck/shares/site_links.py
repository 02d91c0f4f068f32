"""Where a share link of a page's own site leads: Jetpack's ``ARTICLE?share=x`` sends its reader on to the network, text filled in."""

from __future__ import annotations

from urllib.parse import urljoin

from attrcheck.model import Capture, Target, Unread, UnreadReason
from attrcheck.shares.asking import HTML, Fetch, refusal
from attrcheck.urls import share_intent_of
from attrcheck.urls.address import parse

_REDIRECTS = range(300, 400)


def led_to(url: str, fetch: Fetch) -> str | Unread:
    """Return the address of the share button that a link leads to: one request to the page's own site, which is not followed."""
    intent, address = share_intent_of(url), parse(url)
    platform = intent.platform if intent else ""
    if address is None or not address.is_public:
        return _unread(platform, url, UnreadReason.NOT_OFFERED, "the link is not an address of the open web")
    answer = fetch(Target(url=url, accept=HTML, is_followed=False))
    status = (answer.record.status or 0) if isinstance(answer, Capture) else 0
    if not isinstance(answer, Capture) or status not in _REDIRECTS:
        unread = refusal(answer, platform, url)
        return unread or _unread(platform, url, UnreadReason.UNREADABLE, "the site answers with a page of its own")
    location = next((value for name, value in answer.headers if name.lower() == "location"), "")
    try:
        place = urljoin(url, location)
    except ValueError:
        place = ""
    button = share_intent_of(place)
    if button is None or not button.is_text_known:
        return _unread(platform, url, UnreadReason.UNREADABLE, "the site does not lead on to a share button")
    return place


def _unread(platform: str, url: str, reason: UnreadReason, detail: str) -> Unread:
    return Unread(platform=platform, url=url, reason=reason, detail=detail)
