"""Posts on Telegram, from pages as its widget shows them."""

from __future__ import annotations

import pytest

from attrcheck.model import Card, Share, ShareAuthor, Unread, UnreadReason
from attrcheck.shares.readers import telegram
from tests.shares.readers.answering import NO_NAME, Answer, Servers

URL = "https://t.me/courier/12"
ASKED = "https://t.me/courier/12?embed=1&mode=tme"

MESSAGE = """<html><body class="widget_frame_base"><div class="tgme_widget_message js-widget_message" data-post="{post}">
<div class="tgme_widget_message_author"><a class="tgme_widget_message_owner_name" href="https://t.me/Courier"><span dir="auto">The Courier</span></a></div>
{body}
<div class="tgme_widget_message_footer"><a class="tgme_widget_message_date" href="https://t.me/Courier/12">
<time datetime="2026-04-01T10:00:00+00:00" class="datetime">Apr 1, 2026 at 10:00</time></a></div></div></body></html>"""
TEXT = """<div class="tgme_widget_message_text js-message_text" dir="auto">The ferry, by <a href="https://t.me/zoe_v">@zoe_v</a><br/><br/>
<a href="https://news.example/2026/ferry?a=1&amp;b=2" target="_blank" rel="noopener">news.example/2026/ferry</a> <a href="?q=%23ferry">#ferry</a></div>"""
REPLY = """<a class="tgme_widget_message_reply" href="https://t.me/courier/11"><span class="tgme_widget_message_author_name">Other</span>
<div class="tgme_widget_message_text js-message_reply_text">By Somebody Else</div></a>"""
VIDEO = '<a class="tgme_widget_message_video_player"><time class="message_video_duration js-message_video_duration">0:15</time></a>'
PREVIEW = """<a class="tgme_widget_message_link_preview" href="https://news.example/2026/ferry"><div class="link_preview_site_name">News</div>
<div class="link_preview_title">The ferry</div><div class="link_preview_description">It is late.</div></a>"""
IN_APP = '<div class="message_media_not_supported"><div class="message_media_not_supported_label">Please open Telegram to view this post</div></div>'


def page(body: str, post: str = "Courier/12") -> Answer:
    """The page of the widget with a post."""
    return Answer(MESSAGE.format(body=body, post=post), media_type="text/html")


def read(answer: Answer, url: str = URL) -> Share | Unread:
    """What is read of a post when the server answers this."""
    return telegram.read(url, Servers(lambda _: answer))


def test_post() -> None:
    """Text, links, author, time and card of a post that answers another and has a video."""
    servers = Servers({ASKED: page(REPLY + VIDEO + TEXT + PREVIEW)})
    share = telegram.read(URL, servers)

    assert isinstance(share, Share)
    assert share.text == "The ferry, by @zoe_v\nnews.example/2026/ferry #ferry"
    assert [(share.text[link.start : link.end], link.url) for link in share.links] == [
        ("@zoe_v", "https://t.me/zoe_v"),
        ("news.example/2026/ferry", "https://news.example/2026/ferry?a=1&b=2"),
    ]
    assert share.author == ShareAuthor(handle="courier", name="The Courier", url="https://t.me/courier")
    assert share.created_at == "2026-04-01T10:00:00+00:00"
    assert share.card == Card(url="https://news.example/2026/ferry", title="The ferry", description="It is late.")
    assert (share.read_by, share.is_cut) == ("widget", False)
    assert [target.url for target in servers.asked] == [ASKED]


@pytest.mark.parametrize(
    ("url", "post"),
    [
        ("https://t.me/s/courier/12", "courier/12"),
        ("https://t.me/courier/3/12", "courier/3/12"),
        ("https://t.me/COURIER/12?single", "Courier/12"),
        ("tg://resolve?domain=courier&post=12", "courier/12"),
    ],
)
def test_other_addresses_of_a_post(url: str, post: str) -> None:
    """One post has several addresses, also as one of a topic."""
    assert isinstance(read(page(TEXT, post), url), Share)


@pytest.mark.parametrize(
    ("body", "text", "is_cut"), [(VIDEO, "", False), (REPLY, "", False), (TEXT.replace("The ferry, by ", "") + IN_APP, "@zoe_v", True)]
)
def test_text_is_only_what_the_post_says(body: str, text: str, is_cut: bool) -> None:
    """A picture without words has none; where the app shows more than the widget, the text is a beginning."""
    share = read(page(body))

    assert isinstance(share, Share)
    assert share.text.partition("\n")[0] == text
    assert share.is_cut is is_cut


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (Answer('<div class="tgme_widget_message_error">Post not found</div>'), UnreadReason.GONE),
        (Answer('<div class="tgme_widget_message_error">Channel is private</div>'), UnreadReason.FORBIDDEN),
        (page(TEXT, "courier/13"), UnreadReason.UNREADABLE),
        (page(TEXT, "courier2/12"), UnreadReason.UNREADABLE),
        (page(TEXT, ""), UnreadReason.UNREADABLE),
        (page(IN_APP), UnreadReason.NOT_OFFERED),
        (Answer("<title>Telegram: View @courier</title>"), UnreadReason.UNREADABLE),
        (Answer(b"\xff\x00"), UnreadReason.UNREADABLE),
        (Answer("", 404), UnreadReason.GONE),
        (Answer("", 429, headers=(("Retry-After", "30"),)), UnreadReason.RATE_LIMITED),
        (Answer("", 502), UnreadReason.FETCH_FAILED),
        (NO_NAME, UnreadReason.FETCH_FAILED),
    ],
)
def test_no_post(answer: Answer, reason: UnreadReason) -> None:
    """What is no answer about this post is a reason, never a post without words."""
    unread = read(answer)

    assert isinstance(unread, Unread)
    assert unread.reason is reason


@pytest.mark.parametrize(
    ("url", "reason"), [("https://t.me/c/123/45", UnreadReason.LOGIN_REQUIRED), ("https://t.me/courier", UnreadReason.NOT_OFFERED)]
)
def test_not_asked(url: str, reason: UnreadReason) -> None:
    """Private channels and addresses of no post cost no request."""
    servers = Servers({})
    unread = telegram.read(url, servers)

    assert isinstance(unread, Unread)
    assert unread.reason is reason
    assert servers.asked == []
