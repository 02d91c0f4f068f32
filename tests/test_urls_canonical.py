"""The comparison form of addresses, and redirects that are read without a request."""

from __future__ import annotations

import pytest

from attrcheck.urls import canonical, same_page, unwrap

CANONICAL = [
    ("https://news.example", "https://news.example/"),
    ("http://www.News.Example:80/a/", "https://news.example/a"),
    ("https://news.example:8080/a", "https://news.example:8080/a"),
    ("https://news.example/a#part", "https://news.example/a"),
    ("https://news.example/a?utm_source=x&fbclid=1&id=2", "https://news.example/a?id=2"),
    ("https://news.example/?p=12&share=x", "https://news.example/?p=12&share=x"),
    ("https://news.example/%7eremy/%c3%a9", "https://news.example/~remy/%C3%A9"),
    ("https://news.example/\u00e9?q=a+b", "https://news.example/%C3%A9?q=a%20b"),
    ("https://b\u00fccher.example/", "https://xn--bcher-kva.example/"),
    ("https://XN--BCHER-KVA.example./", "https://xn--bcher-kva.example/"),
    ("https://news.example/a/./b/../c", "https://news.example/a/c"),
    ("https://news.example/a/amp", "https://news.example/a"),
    ("https://news.example/amp", "https://news.example/amp"),
    ("https://news.example/a?amp=1", "https://news.example/a"),
    ("https://amp.news.example/a", "https://news.example/a"),
    ("https://www-news-example.cdn.ampproject.org/c/s/www.news.example/a/amp/", "https://news.example/a"),
    ("https://news.example/100%", "https://news.example/100%25"),
    ("https://www.com/", "https://www.com/"),
    ("file:///tmp/page.html", "file:///tmp/page.html"),
    (" /a/b ", "/a/b"),
    ("https://[::1]:8080/a", "https://[::1]:8080/a"),
    ("https://user:secret@news.example/a", "https://news.example/a"),
    ("https://x.com/RemyBonny/status/1?s=20&t=a", "https://x.com/RemyBonny/status/1"),
    ("https://news.example/?s=20&t=a", "https://news.example/?s=20&t=a"),
]


@pytest.mark.parametrize(("url", "expected"), CANONICAL)
def test_canonical(url: str, expected: str) -> None:
    assert canonical(url) == expected


A = "https://news.example/a?x=1"
E = "https%3A%2F%2Fnews.example%2Fa%3Fx%3D1"

WRAPPED = [
    f"https://l.facebook.com/l.php?u={E}&h=AT0",
    f"https://lm.facebook.com/l.php?u={E}",
    f"https://www.facebook.com/l.php?u={E}",
    f"https://l.instagram.com/?u={E}&e=AT",
    f"https://l.threads.net/?u={E}",
    f"https://l.wl.co/l?u={E}",
    f"https://www.facebook.com/flx/warn/?u={E}",
    f"https://www.facebook.com/login/?next={E}",
    f"https://www.facebook.com/plugins/post.php?href={E}&width=500",
    f"https://www.youtube.com/redirect?event=x&q={E}",
    f"https://www.google.com/url?sa=t&url={E}",
    f"https://www.google.co.uk/url?q={E}",
    "https://www.google.de/amp/s/news.example/a?x=1",
    f"https://out.reddit.com/t3_abc?url={E}&token=x",
    f"https://www.linkedin.com/redir/redirect?url={E}",
    f"https://www.linkedin.com/safety/go?url={E}",
    f"https://twitter.com/safety/unsafe_link_warning?unsafe_link={E}",
    f"https://x.com/i/redirect?url={E}",
    f"https://t.umblr.com/redirect?z={E}&t=x",
    f"https://vk.com/away.php?to={E}",
    f"https://href.li/?{A}",
    f"https://steamcommunity.com/linkfilter/?url={E}",
    f"https://disq.us/url?url={E}%3AAbCdEfGhIjKlMnOpQrStUvW&cuid=1",
    f"https://duckduckgo.com/l/?uddg={E}",
    f"https://getpocket.com/redirect?url={E}",
    f"https://go.skimresources.com/?id=1&url={E}",
    f"https://eur01.safelinks.protection.outlook.com/?url={E}&data=x",
    f"https://urldefense.com/v3/__{A}__;!!abc",
    f"https://web.archive.org/web/20260101000000/{A}",
    f"https://web.archive.org/web/2026id_/{A}",
    f"https://r.jina.ai/{A}",
    "https://news-example.translate.goog/a?x=1",
    "https://news-example.cdn.ampproject.org/c/s/news.example/a?x=1",
    f"//l.facebook.com/l.php?u={E}",
    f"https://l.facebook.com/l.php?u={E.replace('%', '%25')}",
]


@pytest.mark.parametrize("url", WRAPPED, ids=lambda value: value[:50])
def test_wrapper_is_opened(url: str) -> None:
    assert canonical(unwrap(url)) == canonical(A)


def test_wrappers_inside_wrappers_and_relative_ones() -> None:
    assert (
        unwrap("https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.google.com%2Furl%3Fq%3Dhttps%253A%252F%252Fnews.example%252Fa")
        == "https://news.example/a"
    )
    assert unwrap("https://www.youtube.com/attribution_link?u=%2Fwatch%3Fv%3Dabcdefghijk") == "https://www.youtube.com/watch?v=abcdefghijk"


@pytest.mark.parametrize(
    "url",
    [
        "https://news.example/l.php?u=https://x.com",
        "https://l.facebook.com/l.php?u=javascript:alert(1)",
        "https://l.facebook.com/l.php?u=",
        "https://l.facebook.com/l.php",
        "https://x.com/RemyBonny",
        "",
        "https://l.facebook.com.evil.example/l.php?u=https://x.com",
        "https://12ft.io/about",
        "https://href.li/",
        "https://l.facebook.com/l.php?u=/a",
    ],
)
def test_other_address_stays(url: str) -> None:
    assert unwrap(url) in (url, "https://l.facebook.com/a")


def test_loop_ends() -> None:
    loop = "https://l.facebook.com/l.php?u=https://l.facebook.com/l.php"
    assert unwrap(loop).startswith("https://l.facebook.com/")
    deep = "https://href.li/?" * 500 + "https://news.example/"
    assert unwrap(deep).endswith("https://news.example/")


def test_same_page() -> None:
    assert same_page("http://www.news.example/a/?utm_medium=x", "https://news.example/a")
    assert same_page(f"https://l.facebook.com/l.php?u={E}", A)
    assert same_page("https://twitter.com/a/status/1", "https://x.com/b/status/1")
    assert same_page("https://youtu.be/abcdefghijk", "https://www.youtube.com/watch?v=abcdefghijk")
    assert not same_page("https://news.example/a", "https://news.example/b")
    assert not same_page("https://x.com/a", "https://twitter.com/b")
