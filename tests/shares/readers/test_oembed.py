"""Posts by oEmbed, from answers as the networks document them."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from attrcheck.model import Failure, Share, ShareAuthor, Unread, UnreadReason
from attrcheck.shares.readers import oembed
from tests.shares.readers.answering import NO_NAME, Answer, Servers

X = "https://x.com/Courier/status/1234567890123456789"
WORDS = (
    'The ferry, by <a href="https://twitter.com/ZoeV?ref_src=twsrc%5Etfw">@ZoeV</a> <a href="https://t.co/abc">https://t.co/abc</a>'
    ' <a href="https://twitter.com/hashtag/ferry?src=hash&amp;ref_src=twsrc%5Etfw">#ferry</a>'
)


def x_answer(words: str = WORDS, **fields: Any) -> dict[str, Any]:
    """An answer of X."""
    html = (
        f'<blockquote class="twitter-tweet" data-dnt="true"><p lang="en" dir="ltr">{words}</p>&mdash; By Zoë Vandermeer (@Courier) '
        f'<a href="https://twitter.com/Courier/status/1234567890123456789?ref_src=twsrc%5Etfw">April 1, 2026</a></blockquote>\n'
    )
    return {
        "url": "https://twitter.com/Courier/status/1234567890123456789",
        "author_name": "By Zoë Vandermeer",
        "author_url": "https://twitter.com/Courier",
        "html": html,
        "width": 550,
        "height": None,
        "type": "rich",
        **fields,
    }


def read(url: str, body: Any, status: int = 200) -> Share:
    """The post that is read when the network answers this."""
    share = oembed.read(url, Servers(lambda _: Answer(body, status)))
    assert isinstance(share, Share), share
    return share


def links_of(share: Share) -> list[tuple[str, str]]:
    """The links of a post: the words that each stands on, and its address."""
    return [(share.text[link.start : link.end], link.url) for link in share.links]


def test_x() -> None:
    """The post's words and nothing of the line under them, which names the account."""
    servers = Servers(lambda _: Answer(x_answer()))
    share = oembed.read("https://mobile.twitter.com/Courier/status/1234567890123456789?s=20", servers)

    assert isinstance(share, Share)
    assert share.text == "The ferry, by @ZoeV https://t.co/abc #ferry"
    assert links_of(share)[:2] == [("@ZoeV", "https://x.com/zoev"), ("https://t.co/abc", "https://t.co/abc")]
    assert share.author == ShareAuthor(handle="courier", name="By Zoë Vandermeer", url="https://x.com/courier")
    assert (share.created_at, share.read_by, share.is_cut) == ("2026-04-01", "oembed", False)
    (target,) = servers.asked
    assert target.url.startswith("https://publish.x.com/oembed?")
    assert parse_qs(urlsplit(target.url).query)["url"] == [X]


@pytest.mark.parametrize(
    ("words", "is_cut"),
    [
        ("short", False),
        ("wait… for it", False),
        ("w" * 269, False),
        ("w" * 270, True),
        ("渡" * 135, True),
        ("The ferry was late again…", True),
        ('The ferry… <a href="https://t.co/abc">https://t.co/abc</a>', True),
        ('The ferry… <a href="https://t.co/abc">https://t.co/abc</a> <a href="https://t.co/d">pic.twitter.com/d</a>', True),
        ("… http://a" * 20_000 + " end", True),
    ],
)
def test_long_posts_on_x_are_cut(words: str, is_cut: bool) -> None:
    """X hands out the beginning of a long post only; what may be one is taken for one."""
    assert read(X, x_answer(words)).is_cut is is_cut


@pytest.mark.parametrize("date", ["February 31, 2026", "Avril 1, 2026", "April 1, 0000", ""])
def test_odd_days(date: str) -> None:
    """A day that is none is not told."""
    html = x_answer()["html"].replace("April 1, 2026", date)

    assert read(X, x_answer(html=html)).created_at == ""


def test_tiktok() -> None:
    """The caption with its mentions and hashtags, without the names of account and music around it."""
    html = (
        '<blockquote class="tiktok-embed" cite="https://www.tiktok.com/@courier/video/6718335390845095173" data-video-id="6718335390845095173">'
        '<section><a target="_blank" title="@courier" href="https://www.tiktok.com/@courier">@courier</a><p>Ferry by '
        '<a title="zoev" target="_blank" href="https://www.tiktok.com/@zoev?refer=embed">@zoev</a> <a title="ferry" target="_blank" '
        'href="https://www.tiktok.com/tag/ferry?refer=embed">#ferry</a></p><a target="_blank" title="♬ sound" '
        'href="https://www.tiktok.com/music/sound-1">♬ sound</a></section></blockquote> <script async src="https://www.tiktok.com/embed.js"></script>'
    )
    body = {"title": "Ferry by @zoev #ferry", "author_name": "The Courier", "author_url": "https://www.tiktok.com/@courier", "html": html}
    share = read("https://www.tiktok.com/@courier/video/6718335390845095173", body)

    assert share.text == "Ferry by @zoev #ferry"
    assert links_of(share)[0] == ("@zoev", "https://www.tiktok.com/@zoev")
    assert share.author == ShareAuthor(handle="courier", name="The Courier", url="https://www.tiktok.com/@courier")
    assert not share.is_cut


def test_an_empty_caption_is_a_post_without_words() -> None:
    """Not an answer that cannot be read."""
    assert read("https://www.tiktok.com/@courier/video/6718335390845095173", {"html": "<blockquote><p></p></blockquote>"}).text == ""


@pytest.mark.parametrize(
    ("url", "body", "author", "link"),
    [
        (
            "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
            {"title": "Ferry, with @zoev", "author_name": "The Courier", "author_url": "https://www.youtube.com/@courier"},
            ShareAuthor(handle="@courier", name="The Courier", url="https://www.youtube.com/@courier"),
            ("@zoev", "https://www.youtube.com/@zoev"),
        ),
        (
            "https://www.reddit.com/r/ferries/comments/1abcde/the_ferry/",
            {"title": "Ferry by @zoev https://news.example/a", "author_name": "courier_bot", "html": "<blockquote>x</blockquote>"},
            ShareAuthor(handle="courier_bot", name="courier_bot", url="https://www.reddit.com/user/courier_bot/"),
            ("https://news.example/a", "https://news.example/a"),
        ),
        (
            "https://www.pinterest.com/pin/99360735500167749/",
            {"title": "Ferry (news.example/a)", "author_name": "Courier", "author_url": "https://www.pinterest.com/courier/"},
            ShareAuthor(handle="courier", name="Courier", url="https://www.pinterest.com/courier/"),
            ("news.example/a", "https://news.example/a"),
        ),
    ],
)
def test_titles_are_cut_texts(url: str, body: dict[str, Any], author: ShareAuthor, link: tuple[str, str]) -> None:
    """A title is a part of what the post says, so nothing is missing from the post because it is not in the title."""
    share = read(url, body)

    assert (share.text, share.is_cut, share.author) == (body["title"], True, author)
    assert links_of(share) == [link]


@pytest.mark.parametrize(
    ("body", "status", "reason"),
    [
        ("", 404, UnreadReason.GONE),
        ({"error": "Sorry, you are not authorized to see this status."}, 403, UnreadReason.FORBIDDEN),
        ("", 401, UnreadReason.LOGIN_REQUIRED),
        ("", 429, UnreadReason.RATE_LIMITED),
        ("<html>log in</html>", 200, UnreadReason.UNREADABLE),
        ("[" * 100_000, 200, UnreadReason.UNREADABLE),
        ([], 200, UnreadReason.UNREADABLE),
        ({"html": 7}, 200, UnreadReason.UNREADABLE),
        ({"html": ["<p>"]}, 200, UnreadReason.UNREADABLE),
        ({}, 200, UnreadReason.UNREADABLE),
        (x_answer(html=""), 200, UnreadReason.UNREADABLE),
        (x_answer(html="<p>not quoted</p>"), 200, UnreadReason.UNREADABLE),
        (x_answer(url="https://twitter.com/Courier/status/1234567890123456780"), 200, UnreadReason.UNREADABLE),
    ],
)
def test_no_post(body: Any, status: int, reason: UnreadReason) -> None:
    """What is no answer about this post is a reason."""
    unread = oembed.read(X, Servers(lambda _: Answer(body, status)))

    assert isinstance(unread, Unread)
    assert unread.reason is reason


@pytest.mark.parametrize("answer", [NO_NAME])
def test_no_server(answer: Failure) -> None:
    """A network that cannot be reached says nothing of the post."""
    unread = oembed.read(X, lambda _: answer)

    assert isinstance(unread, Unread)
    assert unread.reason is UnreadReason.FETCH_FAILED


@pytest.mark.parametrize(
    "url", ["https://www.reddit.com/r/a/comments/1abcde/title/defghi/", "https://bsky.app/profile/zoe.example/post/1", "https://x.com/zoe"]
)
def test_not_asked(url: str) -> None:
    """A comment would be answered with the title of the post above it."""
    servers = Servers({})
    unread = oembed.read(url, servers)

    assert isinstance(unread, Unread)
    assert unread.reason is UnreadReason.NOT_OFFERED
    assert servers.asked == []


def test_hostile_markup() -> None:
    """Scripts and hidden words are no text, and a name is a name."""
    words = '<script>x</script><span style="display:none">By Zoë Vandermeer</span>Ferry <a href="javascript:x()">by</a>'
    share = read(X, x_answer(words, author_name="<b>" + "x" * 100_000, author_url="javascript:alert(1)"))

    assert (share.text, share.links) == ("Ferry by", ())
    assert share.author is not None
    assert (share.author.url, len(share.author.name)) == ("https://x.com/Courier", 300)
