"""What a page loads, how small its print is, and what its markup and its server say about the page itself."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from msgspec.structs import replace

from attrcheck.model import Article, Capture, CaptureRecord, Failure
from attrcheck.reading import read
from attrcheck.reading.resources import MAX_RESOURCES
from attrcheck.reading.roles import paywall_sign

RECORD = CaptureRecord(url="https://a.example/", final_url="https://a.example/", captured_at="2026-01-01", digest="sha256:0", size=0)
LD = '<script type="application/ld+json">{}</script>'


def article(html: str, *headers: tuple[str, str]) -> Article:
    """A page as it is read."""
    made = read(Capture(record=RECORD, body=html.encode(), headers=headers))
    assert not isinstance(made, Failure), made
    return made


def loaded(html: str) -> list[tuple[str, str]]:
    """Tag and address of everything that a page loads."""
    return [(resource.tag, resource.url) for resource in article(html).resources]


def stated(html: str, prefix: str) -> list[tuple[str, str]]:
    """The statements whose names start like this."""
    return [(entry.name, entry.value) for entry in article(html).metadata if entry.name.startswith(prefix)]


@pytest.mark.parametrize(
    ("markup", "url"),
    [
        ("<img src='/a.jpg'>", "/a.jpg"),
        ("<img src=' /a.jpg '>", "/a.jpg"),
        ("<img src='data:image/gif;base64,R0' data-src='/a.jpg'>", "/a.jpg"),
        ("<img data-lazy-src='/a.jpg' src='/1x1.trans.gif'>", "/a.jpg"),
        ("<img src='/a.jpg' data-original='yes'>", "/a.jpg"),
        ("<img src='/a.jpg' data-src='data:image/gif;base64,R0'>", "/a.jpg"),
        ("<img data-rocket-src='/a.jpg'>", "/a.jpg"),
        ("<img srcset='/a.jpg 300w, /b.jpg 1024w'>", "/a.jpg"),
        ("<img src='' srcset='/a.jpg,v1.jpg 1x'>", "/a.jpg,v1.jpg"),
        ("<img src='data:x' data-srcset='/a.jpg, /b.jpg 2x'>", "/a.jpg"),
        ("<amp-img src='/a.jpg'></amp-img>", "/a.jpg"),
        ("<amp-pixel src='/a.gif'></amp-pixel>", "/a.gif"),
        ("<script src='/a.js'></script>", "/a.js"),
        ("<iframe src='/a.html'></iframe>", "/a.html"),
        ("<embed src='/a.pdf'>", "/a.pdf"),
        ("<object data='/a.pdf'></object>", "/a.pdf"),
        ("<noscript><img src='/a.jpg'></noscript>", "/a.jpg"),
    ],
)
def test_what_is_loaded(markup: str, url: str) -> None:
    """Elements, and where lazy loading keeps their addresses."""
    (found,) = article(f"<body><p>one</p>{markup}<p>two</p></body>").resources

    assert found.url == url
    assert found.passage == 1


@pytest.mark.parametrize(
    "markup",
    [
        "<!-- <img src='/a.jpg'> -->",
        "<template><img src='/a.jpg'></template>",
        "<textarea><img src='/a.jpg'></textarea>",
        "<script>var a = '<img src=/a.jpg>';</script>",
        "<img src='data:image/gif;base64,R0'>",
        "<img alt='a'>",
        "<a href='/a.jpg'>a</a>",
    ],
)
def test_what_is_not_loaded(markup: str) -> None:
    """Code, comments, templates and pictures that are in the markup itself."""
    assert loaded(f"<body><p>one</p>{markup}</body>") == []


def test_the_head_loads_too() -> None:
    """Scripts, and counters for browsers without them; each can be found again."""
    page = "<html><head><script src='/a.js'></script><script src='/b.js'></script><noscript><img src='/c.gif'></noscript></head><body>x</body></html>"
    soup = BeautifulSoup(page, "lxml")

    assert [url for _, url in loaded(page)] == ["/a.js", "/b.js", "/c.gif"]
    assert [soup.select_one(r.locator).get("src") for r in article(page).resources[:2]] == ["/a.js", "/b.js"]  # type: ignore[union-attr]


def test_films_and_pictures_of_several_formats() -> None:
    """A player has a still picture; each format has an address."""
    page = "<video src='/a.mp4' poster='/a.jpg'></video><picture><source srcset='/b.webp'><img src='/b.jpg' alt='B' data-id='7'></picture>"

    assert loaded(page) == [("video", "/a.mp4"), ("video", "/a.jpg"), ("source", "/b.webp"), ("img", "/b.jpg")]
    assert (article(page).resources[3].alt, article(page).resources[3].attributes) == ("B", (("data-id", "7"),))


def test_a_hostile_page_is_bounded() -> None:
    """Number, length and attributes."""
    attributes = " ".join(f"data-a{i}='{'x' * 900}'" for i in range(50))
    many = article("<img src='/a.jpg'>" * (MAX_RESOURCES + 100))
    (one,) = article(f"<img src='/{'a' * 9_000}' alt='{'b' * 9_000}' {attributes}>").resources

    assert len(many.resources) == MAX_RESOURCES
    assert max(len(one.url), len(one.alt), *(len(value) for _, value in one.attributes)) <= 2_000
    assert len(one.attributes) <= 20


@pytest.mark.parametrize(
    ("markup", "is_small"),
    [
        ("<p>NAME</p>", False),
        ("<p><small>NAME</small></p>", True),
        ("<body><small><div>NAME</div></small></body>", True),
        ("<p><small>by</small> NAME</p>", False),
        ("<p style='font-size:9px'>NAME</p>", True),
        ("<p style='FONT-SIZE: 9.5PX'>NAME</p>", True),
        ("<p style='font-size:10px'>NAME</p>", False),
        ("<p style='font-size:7pt'>NAME</p>", True),
        ("<p style='font-size:7.5pt'>NAME</p>", False),
        ("<p style='font-size:.6em'>NAME</p>", True),
        ("<p style='font-size:0.8em'>NAME</p>", False),
        ("<p style='font-size:50%'>NAME</p>", True),
        ("<p style='font-size:0.6rem'>NAME</p>", True),
        ("<p style='font-size:xx-small'>NAME</p>", True),
        ("<p style='font-size:x-small'>NAME</p>", False),
        ("<p style='font-size:'>NAME</p>", False),
        ("<p style='font-size:calc(1px)'>NAME</p>", False),
        ("<div style='font-size:9px'><p>NAME</p></div>", True),
        ("<div style='font-size:9px'><p style='font-size:16px'>NAME</p></div>", False),
        ("<div style='font-size:9px'><p style='font-size:1em'>NAME</p></div>", True),
        ("<div style='font-size:9px'><p style='color:red'>NAME</p></div>", True),
        ("<small style='font-size:16px'>NAME</small>", False),
    ],
)
def test_small_print(markup: str, is_small: bool) -> None:
    """A passage is small print when all of its text is."""
    assert [p.is_small for p in article(markup).passages if "NAME" in p.text] == [is_small]


def test_what_json_ld_says_of_the_page() -> None:
    """The page itself, in a graph or not, and not the stories that it speaks of."""
    graph = """{"@graph": [{"@type": "WebPage", "datePublished": "2026-06-10", "isAccessibleForFree": "False",
      "mainEntity": {"@type": ["Thing", "http://schema.org/NewsArticle"], "headline": "Ferry", "dateModified": "2026-06-11",
        "license": {"@id": "https://l.example/"}, "isAccessibleForFree": true, "isBasedOn": {"@type": "Article", "datePublished": "1999-01-01"},
        "publisher": {"@type": "Organization", "name": "Courier", "url": "https://courier.example/"}}},
      {"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "datePublished": "1998-01-01"}]},
      {"@type": "VideoObject", "datePublished": "1997-01-01"}]}"""

    assert sorted(stated(LD.format(graph), "jsonld:")) == [
        ("jsonld:dateModified", "2026-06-11"),
        ("jsonld:datePublished", "2026-06-10"),
        ("jsonld:headline", "Ferry"),
        ("jsonld:isAccessibleForFree", "false"),
        ("jsonld:isAccessibleForFree", "true"),
        ("jsonld:license", "https://l.example/"),
        ("jsonld:publisher", "Courier"),
        ("jsonld:publisher.sameAs", "https://courier.example/"),
        ("jsonld:publisher.url", "https://courier.example/"),
    ]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("true", "true"),
        ("false", "false"),
        ('"True"', "true"),
        ('"False"', "false"),
        ('"http://schema.org/False"', "false"),
        ("null", None),
        ('"?"', None),
    ],
)
def test_yes_and_no(value: str, said: str | None) -> None:
    """Booleans, and what people write for them."""
    found = stated(LD.format(f'{{"@type": "NewsArticle", "isAccessibleForFree": {value}}}'), "jsonld:")

    assert found == ([("jsonld:isAccessibleForFree", said)] if said else [])


def test_an_author_named_by_an_id() -> None:
    """Search-engine plugins put the person into a node of its own."""
    graph = '{"@graph": [{"@type": "Article", "author": {"@id": "#p"}}, {"@type": "Person", "@id": "#p", "name": "Zoë Vandermeer"}]}'

    assert stated(LD.format(graph), "jsonld:") == [("jsonld:author", "Zoë Vandermeer")]


def test_the_author_of_a_picture_is_not_the_pages() -> None:
    """Nor that of a comment: in Microdata and in JSON-LD, each inside what the page says of itself."""
    graph = '{"@type": "NewsArticle", "author": {"name": "Zoë Vandermeer"}, "image": {"@type": "ImageObject", "author": "Jan Holt"}}'
    item = "<div itemscope itemtype='https://schema.org/{}'><span><meta itemprop=author content='{}'></span></div>"
    markup = item.format("ImageObject", "Jan Holt") + item.format("Comment", "Jan Holt") + item.format("NewsArticle", "Zoë Vandermeer")

    assert stated(LD.format(graph), "jsonld:") == [("jsonld:author", "Zoë Vandermeer")]
    assert stated(markup, "author") == [("author", "Zoë Vandermeer")]


@pytest.mark.parametrize("data", ["[]", "{", "3", '{"@graph": 3}', '{"@type": 3, "@id": []}', '[{"author": {"@id": {}}}]', "[" * 5_000])
def test_json_ld_that_is_none(data: str) -> None:
    """Nothing is said, and nothing breaks."""
    assert stated(LD.format(data), "jsonld:") == []


def test_times_and_the_next_page() -> None:
    """The first few times, without those of a change."""
    page = "<link rel=next href='/2'><time datetime='2026-06-10'>10 June</time><time class='updated' datetime='2026-06-11'>x</time>"

    both = "<time class='entry-date published updated' datetime='2026-06-10'>x</time>"

    assert stated(page, "time:") == stated(both, "time:") == [("time:datetime", "2026-06-10")]
    assert stated(page, "link:") == [("link:next", "/2")]
    assert len(stated(page + "<time datetime='2020-01-01'>x</time>" * 50, "time:")) == 5


def stated_links(header: str) -> list[str]:
    """The statements of a Link header."""
    return [entry.value for entry in article("<p>x</p>", ("Link", header)).metadata]


def test_what_the_server_says() -> None:
    """Headers about the page, by their names in lower case; no others."""
    made = article("<p>x</p>", ("X-Robots-Tag", "noindex"), ("Link", "</a>; rel=next"), ("TDM-Reservation", "1"), ("Set-Cookie", "secret"))

    assert [(e.name, e.value) for e in made.metadata] == [
        ("header:x-robots-tag", "noindex"),
        ("header:link", "</a>; rel=next"),
        ("header:tdm-reservation", "1"),
    ]
    assert stated_links("<https://b.example/>; rel=preload, </a>;rel=canonical") == [
        "<https://b.example/>; rel=preload",
        "</a>;rel=canonical",
    ]
    assert len(stated_links("<a>," * 5_000)) <= 600
    assert replace(made, metadata=()) == article("<p>x</p>")


@pytest.mark.parametrize(
    ("classes", "sign"),
    [
        ("tp-modal", "tp-modal"),
        ("c-paywall__box wide", "c-paywall__box"),
        ("articlePaywall", "articlePaywall"),
        ("premium_wall", "premium_wall"),
        ("has-paywall", ""),
        ("no-paywall", ""),
        ("wallpaper", ""),
        ("tp", ""),
        ("premium", ""),
    ],
)
def test_class_names_that_speak_of_a_paywall(classes: str, sign: str) -> None:
    """The part itself, not a class that only speaks about it."""
    assert paywall_sign(classes) == sign
    assert stated(f"<div class='{classes}'>x</div>" * 20, "paywall") == [("paywall", sign)] * (5 if sign else 0)
