"""Markup of posts: the text that a reader sees, whole addresses of its links, and no harm from hostile markup."""

from __future__ import annotations

import time

import pytest

from attrcheck.reading.snippet import MAX_MARKUP, parts, snippet

MASTODON = (
    '<p>By <span class="h-card" translate="no"><a href="https://social.example/@zoe" class="u-url mention">@<span>zoe</span></a></span>: '
    '<a href="https://news.example/2026/the-long-article" rel="nofollow noopener" translate="no"><span class="invisible">https://</span>'
    '<span class="ellipsis">news.example/2026/the-lo</span><span class="invisible">ng-article</span></a></p>'
)


def linked(html: str) -> list[tuple[str, str]]:
    """The links of some markup: the text that each stands on, and its address."""
    text, links = snippet(html)
    return [(text[link.start : link.end], link.url) for link in links]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", ""),
        ("plain words", "plain words"),
        ("index.html", "index.html"),
        ("<p>one</p><p>two</p>", "one\ntwo"),
        ("one<br>two<br /><br>three", "one\ntwo\nthree"),
        ("<p>a\n\t b&nbsp; c </p>", "a b c"),
        ("<b>Bo</b>nny <i>x</i>", "Bonny x"),
        ("<x-word>a</x-word>b", "ab"),
        ("<ul><li>one<li>two</ul>", "one\ntwo"),
        ("a<!-- no --><script>no</script><style>p{}</style><template>no</template>b", "ab"),
        ('a<span hidden>no</span><i style="display:none">no</i><p style="visibility:hidden">no</p>b', "a\nb"),
        ("&lt;b&gt; &amp;amp; &#8212;", "<b> &amp; —"),
        ("e\u0301 and e&#x301;", "é and é"),
        ("<html><head><title>no</title></head><body>yes", "yes"),
        ("<p>open <b>tags", "open tags"),
        ("a < b", "a < b"),
        ("half \ud800 pair", "half ? pair"),
    ],
)
def test_text(html: str, text: str) -> None:
    """What a reader sees, one line for each line that they see."""
    assert snippet(html)[0] == text


@pytest.mark.parametrize(
    ("html", "links"),
    [
        ('see <a href="https://a.example/?x=1&amp;y=2"> here </a>!', [("here", "https://a.example/?x=1&y=2")]),
        ('<a href="https://a.example/"><b>by</b> <i>Zoë</i></a>', [("by Zoë", "https://a.example/")]),
        ('<p>a</p><p><a href="HTTP://a.example/">b</a></p>', [("b", "HTTP://a.example/")]),
        ('word <a href="https://a.example/"><img src="x.png"></a> word', [("", "https://a.example/")]),
        ('<a href="javascript:x()">a</a> <a href="/rel">b</a> <a href="mailto:z@a.example">c</a> <a name="d">d</a>', []),
        ('<a href="https://a.example/" hidden>a</a>', []),
        (MASTODON, [("@zoe", "https://social.example/@zoe"), ("news.example/2026/the-lo…", "https://news.example/2026/the-long-article")]),
    ],
)
def test_links(html: str, links: list[tuple[str, str]]) -> None:
    """Links stand where a reader sees them, with the address that a click follows."""
    assert linked(html) == links


def test_labels_and_relations() -> None:
    """What a link says of itself comes along."""
    _, (link,) = snippet('<a href="https://a.example/" rel="NoFollow ugc" title="The article">x</a>')

    assert (link.label, link.rel) == ("The article", ("nofollow", "ugc"))


def test_parts() -> None:
    """The first element of a name has its attributes and its own text; what is not there has no key."""
    made = parts(
        '<div class="post big" data-id="7"><a class="who" href="https://a.example/">Zoë</a> <p class="says">Hi</p><p class="says">no</p></div>',
        (".post", ".who", "p", "[data-id]", "#missing", "post"),
    )

    assert {name: part.text for name, part in made.items()} == {
        ".post": "Zoë\nHi\nno",
        "[data-id]": "Zoë\nHi\nno",
        ".who": "Zoë",
        "p": "Hi",
    }
    assert made[".post"].attributes["data-id"] == "7"
    assert made[".who"].attributes["href"] == "https://a.example/"
    assert [link.url for link in made[".post"].links] == ["https://a.example/"]


@pytest.mark.parametrize(
    "piece",
    [
        "<div>",
        "<b>",
        '<a href="http://a.example">',
        '<a href="http://a.example"><div>',
        '<a href="http://a.example">x</a>',
        "<p style='a:b'>x",
        "<table><td>",
        "<",
        "&",
        "<!--",
        "</p>",
        "\u0301\u0323",
        "<br>",
        "<p ",
        "a=b ",
        "\0",
    ],
)
def test_hostile_markup_costs_little(piece: str) -> None:
    """Markup of any length and depth takes a time that does not grow beyond that of the longest post."""
    before = time.process_time()
    text, links = snippet("x" + piece * (4 * MAX_MARKUP // len(piece)))

    assert time.process_time() - before < 5
    assert all(0 <= link.start <= link.end <= len(text) for link in links)
