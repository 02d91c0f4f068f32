"""Posts of networks without a reader of their own: pages of unknown networks, networks that are not asked, and what the user supplies."""

from __future__ import annotations

import pytest

from attrcheck.model import Share, ShareAuthor, Unread, UnreadReason
from attrcheck.shares.readers import closed, generic, read_share
from attrcheck.shares.readers.supplied import supplied
from tests.shares.readers.answering import NO_NAME, Answer, Servers

UNKNOWN = "https://network.example/notes/12"
PAGE = (
    '<html><head><title>t</title><meta property="og:title" content="The Courier"><meta property="og:description" content="Ferry by @zoev: '
    'https://news.example/a"><meta name="author" content="Zoë V."><meta property="article:published_time" content="2026-04-01"></head>'
    "<body>Somebody else's words</body></html>"
)


def page(html: str, status: int = 200) -> Servers:
    """A server that answers every request with a page."""
    return Servers(lambda _: Answer(html, status, media_type="text/html"))


def links_of(share: Share) -> list[tuple[str, str]]:
    """The links of a post: the words that each stands on, and its address."""
    return [(share.text[link.start : link.end], link.url) for link in share.links]


def test_page_of_an_unknown_network() -> None:
    """What the page's markup says of the post, which is its beginning; a server of the fediverse would have given all of it."""
    servers = page(PAGE)
    share = read_share(UNKNOWN, servers)

    assert isinstance(share, Share)
    assert share.text == "The Courier\nFerry by @zoev: https://news.example/a"
    assert links_of(share) == [("https://news.example/a", "https://news.example/a")]
    assert (share.read_by, share.is_cut, share.created_at) == ("markup", True, "2026-04-01")
    assert share.author == ShareAuthor(handle="", name="Zoë V.")
    assert [(target.url, target.accept.partition(",")[0]) for target in servers.asked] == [
        (UNKNOWN, "application/activity+json"),
        (UNKNOWN, "text/html"),
    ]


def test_tumblr() -> None:
    """The author is known by the address."""
    share = read_share("https://courier.tumblr.com/post/123/ferry", page(PAGE))

    assert isinstance(share, Share)
    assert share.author == ShareAuthor(handle="courier", name="Zoë V.", url="https://courier.tumblr.com/")


@pytest.mark.parametrize(
    ("html", "status", "reason"),
    [
        ("<title>t</title><p>words</p>", 200, UnreadReason.UNREADABLE),
        ("<form><input type=password></form>", 200, UnreadReason.LOGIN_REQUIRED),
        ("", 200, UnreadReason.UNREADABLE),
        ("<b>" * 300_000, 200, UnreadReason.UNREADABLE),
        (PAGE, 403, UnreadReason.FORBIDDEN),
        (PAGE, 404, UnreadReason.GONE),
    ],
)
def test_page_without_a_post(html: str, status: int, reason: UnreadReason) -> None:
    """What says nothing of a post is a reason."""
    unread = generic.read(UNKNOWN, page(html, status))

    assert isinstance(unread, Unread)
    assert unread.reason is reason


def test_no_server() -> None:
    """A network that cannot be reached says nothing of the post."""
    unread = generic.read(UNKNOWN, lambda _: NO_NAME)

    assert isinstance(unread, Unread)
    assert unread.reason is UnreadReason.FETCH_FAILED


@pytest.mark.parametrize(
    ("url", "platform"),
    [
        ("https://www.facebook.com/zoe/posts/123", "facebook"),
        ("https://www.instagram.com/p/Cabc_123/", "instagram"),
        ("https://www.threads.com/@zoe/post/Cabc_123", "threads"),
        ("https://www.linkedin.com/feed/update/urn:li:activity:7123456789012345678", "linkedin"),
        ("https://vk.com/wall-1_2", "vk"),
    ],
)
def test_closed_networks_are_not_asked(url: str, platform: str) -> None:
    """The answer says why, and what a person can do."""
    servers = Servers({})
    unread = read_share(url, servers)

    assert isinstance(unread, Unread)
    assert (unread.platform, unread.reason, servers.asked) == (platform, UnreadReason.NOT_OFFERED, [])
    assert unread.detail.startswith(closed.REASONS[platform])
    assert "supply the post's text" in unread.detail


@pytest.mark.parametrize(
    "url", ["https://www.facebook.com/zoe", "https://whatsapp.com/channel/abc", "https://x.com/zoe", "file:///etc/passwd", "http://["]
)
def test_addresses_of_no_post_are_not_asked(url: str) -> None:
    """An account of a known network is no post, and what is no address of a page is none either."""
    servers = Servers({})
    unread = read_share(url, servers)

    assert isinstance(unread, Unread)
    assert (unread.reason, servers.asked) == (UnreadReason.NOT_OFFERED, [])


FACEBOOK = "https://www.facebook.com/Courier/posts/123"


def test_pasted_text() -> None:
    """The words as they are, with the addresses and accounts in them as links."""
    share = supplied("https://x.com/Courier/status/123456789", "The ferry <3\r\nby @ZoeV news.example/a & https://t.co/x.\n")

    assert share.text == "The ferry <3\nby @ZoeV news.example/a & https://t.co/x."
    assert links_of(share) == [
        ("@ZoeV", "https://x.com/ZoeV"),
        ("news.example/a", "https://news.example/a"),
        ("https://t.co/x", "https://t.co/x"),
    ]
    assert share.author == ShareAuthor(handle="Courier", url="https://x.com/Courier")
    assert (share.platform, share.read_by, share.is_cut) == ("x", "supplied", False)


def test_saved_markup() -> None:
    """The visible words, and the addresses behind them."""
    share = supplied(
        FACEBOOK,
        '<!DOCTYPE html><div dir="auto">Ferry by <a href="https://www.facebook.com/zoe.v?__tn__=x">Zoë V.</a></div><script>no</script>'
        '<p><a href="https://www.instagram.com/zoe.v/?hl=en">@zoe.v</a></p>',
    )

    assert share.text == "Ferry by Zoë V.\n@zoe.v"
    assert links_of(share) == [("Zoë V.", "https://www.facebook.com/zoe.v?__tn__=x"), ("@zoe.v", "https://www.instagram.com/zoe.v/")]
    assert not share.is_cut


@pytest.mark.parametrize(
    ("text", "is_markup"),
    [
        ("a < b > c", False),
        ("<3", False),
        ("x<y", False),
        ("line<br>line", True),
        ("<P CLASS='x'>a</P>", True),
        ("<b>a</b>", True),
        ("if a<b and c>d", False),
    ],
)
def test_what_is_markup(text: str, is_markup: bool) -> None:
    """Signs of mathematics and hearts in a pasted text are text."""
    assert (supplied(FACEBOOK, text).text != text) is is_markup


def test_longer_than_any_post() -> None:
    """What was not read to its end is told to be a beginning."""
    assert supplied(FACEBOOK, "word " * 200_000).is_cut
    assert supplied(FACEBOOK, "<p>word</p>" * 100_000).is_cut
    assert supplied("https://network.example/1", "").text == ""
