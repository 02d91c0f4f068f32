"""Pages as readers meet them: what is seen, what part of the page it is, where its links stand, and a locator that finds it again."""

from __future__ import annotations

import msgspec
import pytest
from bs4 import BeautifulSoup

from attrcheck.demo import WORK
from attrcheck.demo.holes import expand
from attrcheck.model import Article, Capture, CaptureRecord, Failure, Passage, Role, Visibility
from attrcheck.reading import read
from attrcheck.text import squeeze
from tests.eval import corpus
from tests.reading.texts import every_text

SHOWN, HIDDEN, UNKNOWN = Visibility
WORK_TEXT = WORK.read_text(encoding="utf-8")


def article(html: str | bytes) -> Article:
    """A page as it is read."""
    body = html.encode() if isinstance(html, str) else html
    record = CaptureRecord(
        url="https://a.example/", final_url="https://a.example/", captured_at="2026-01-01", digest="sha256:0", size=len(body)
    )
    made = read(Capture(record=record, body=body))
    assert not isinstance(made, Failure), made
    return made


def passage_with(html: str, word: str = "NAME") -> Passage:
    """The one passage that holds a word."""
    found = [p for p in article(html).passages if word in p.text]
    assert len(found) == 1, found
    return found[0]


def roles_of(html: str, word: str = "NAME") -> set[Role]:
    """The roles of all regions that hold the passage with a word."""
    made = article(html)
    at = next(i for i, p in enumerate(made.passages) if word in p.text)
    return {region.role for region in made.regions if region.start <= at < region.end}


@pytest.mark.parametrize(
    ("markup", "visibility"),
    [
        ("<p>NAME</p>", SHOWN),
        ("<p style='color:red'>NAME</p>", SHOWN),
        ("<p style='display:block'>NAME</p>", SHOWN),
        ("<p style='opacity:0.9'>NAME</p>", SHOWN),
        ("<p style='opacity:.05'>NAME</p>", SHOWN),
        ("<p style='height:0'>NAME</p>", SHOWN),
        ("<p style='text-indent:-20px'>NAME</p>", SHOWN),
        ("<p style='margin-left:-15px'>NAME</p>", SHOWN),
        ("<p style='font-size:10px'>NAME</p>", SHOWN),
        ("<p style='color:#fff;background:#00f'>NAME</p>", SHOWN),
        ("<div style='background:white'><p style='color:black'>NAME</p></div>", SHOWN),
        ("<p hidden='until-found'>NAME</p>", UNKNOWN),
        ("<details open><p>NAME</p></details>", SHOWN),
        ("<details><summary>NAME</summary><p>x</p></details>", SHOWN),
        ("<details><summary>x</summary><p>NAME</p></details>", UNKNOWN),
        ("<p class='sr-only'>NAME</p>", UNKNOWN),
        ("<p class='screen-reader-text'>NAME</p>", UNKNOWN),
        ("<dialog open><p>NAME</p></dialog>", SHOWN),
        ("<dialog><p>NAME</p></dialog>", HIDDEN),
        ("<p hidden>NAME</p>", HIDDEN),
        ("<p style='display:none'>NAME</p>", HIDDEN),
        ("<p style='DISPLAY : NONE !important'>NAME</p>", HIDDEN),
        ("<p style='display:block;display:none'>NAME</p>", HIDDEN),
        ("<p style='visibility:hidden'>NAME</p>", HIDDEN),
        ("<p style='visibility:collapse'>NAME</p>", HIDDEN),
        ("<p style='opacity:0'>NAME</p>", HIDDEN),
        ("<p style='opacity:0%'>NAME</p>", HIDDEN),
        ("<p style='font-size:0'>NAME</p>", HIDDEN),
        ("<p style='font-size:1px'>NAME</p>", HIDDEN),
        ("<p style='height:0;overflow:hidden'>NAME</p>", HIDDEN),
        ("<p style='width:1px;height:1px;overflow:hidden'>NAME</p>", HIDDEN),
        ("<p style='position:absolute;left:-9999px'>NAME</p>", HIDDEN),
        ("<p style='text-indent:-9999px'>NAME</p>", HIDDEN),
        ("<p style='position:absolute;clip:rect(0,0,0,0)'>NAME</p>", HIDDEN),
        ("<p style='clip-path:inset(100%)'>NAME</p>", HIDDEN),
        ("<p style='transform:scale(0)'>NAME</p>", HIDDEN),
        ("<p style='color:#fff;background:#fff'>NAME</p>", HIDDEN),
        ("<div style='background:#fff'><p style='color:#fff;background:#036'>NAME</p></div>", SHOWN),
        ("<body style='display:none'><p>NAME</p></body>", SHOWN),
        ("<div style='background-color:white'><p style='color:#FFFFFF'>NAME</p></div>", HIDDEN),
        ("<div bgcolor='#ffffff'><font color='white'>NAME</font></div>", HIDDEN),
        ("<p style='color:transparent'>NAME</p>", HIDDEN),
        ("<div style='display:none'><section><p><b>NAME</b></p></section></div>", HIDDEN),
        ("<div style='display:none'><p style='display:block'>NAME</p></div>", HIDDEN),
        ("<p>x <span style='display:none'>NAME</span> y</p>", HIDDEN),
        ("<noscript><p>NAME</p></noscript>", HIDDEN),
        ("<style>.gone{display:none}</style><p class='a gone b'>NAME</p>", HIDDEN),
        ("<style>p.gone{display:none}</style><div class='gone'>NAME</div>", SHOWN),
        ("<style>#it{visibility:hidden}</style><p id='it'>NAME</p>", UNKNOWN),
        ("<style>.a.b{display:none}</style><p class='a'>NAME</p>", SHOWN),
        ("<style>.a.b{display:none}</style><p class='b a'>NAME</p>", HIDDEN),
        ("<style>.x, .gone {display:none}</style><p class='gone'>NAME</p>", HIDDEN),
        ("<style>@media print{.gone{display:none}}</style><p class='gone'>NAME</p>", SHOWN),
        ("<style>/* .gone{display:none} */</style><p class='gone'>NAME</p>", SHOWN),
        ("<style>.x .gone{display:none}</style><p class='gone'>NAME</p>", SHOWN),
        ("<style>.x .gone{display:none}</style><div class='x'><div><p class='gone'>NAME</p></div></div>", HIDDEN),
        ("<style>.x > .gone{display:none}</style><div class='x'><p class='gone'>NAME</p></div>", HIDDEN),
        ("<style>.x > .gone{display:none}</style><div class='x'><div><p class='gone'>NAME</p></div></div>", SHOWN),
        ("<style>.gone{display:none} p.gone{display:block}</style><p class='gone'>NAME</p>", UNKNOWN),
        ("<style>.gone{display:none}</style><p class='gone' style='display:block'>NAME</p>", SHOWN),
        ("<style>@media screen{.gone{display:none}}</style><p class='gone'>NAME</p>", HIDDEN),
        ("<style>@media only screen and (max-width:9em){.gone{display:none}}</style><p class='gone'>NAME</p>", SHOWN),
        ("<style>.gone{display:none} .gone{display:block}</style><p class='gone'>NAME</p>", SHOWN),
        ("<style>.gone{display:block} .gone{display:none}</style><p class='gone'>NAME</p>", HIDDEN),
        # What a script often shows when the page has loaded is unknown in a style sheet; the rest is hidden there too.
        ("<style>.late{opacity:0}</style><p class='late'>NAME</p>", UNKNOWN),
        ("<style>.late{content-visibility:hidden}</style><p class='late'>NAME</p>", UNKNOWN),
        ("<style>.gone{clip:rect(0,0,0,0)}</style><p class='gone'>NAME</p>", HIDDEN),
        ("<style>.gone{position:absolute;left:-9999px}</style><p class='gone'>NAME</p>", HIDDEN),
        ("<style>.gone{height:1px;overflow:hidden}</style><p class='gone'>NAME</p>", HIDDEN),
        ("<p style='color:rgba(0,0,0,0)'>NAME</p>", HIDDEN),
        ("<p style='color:rgb(0 0 0 / 0%)'>NAME</p>", HIDDEN),
        ("<p style='color:rgba(0,0,0,0.5)'>NAME</p>", SHOWN),
        ("<p style='color:rgb(255,0,0)'>NAME</p>", SHOWN),
        ("<p style='color:#fff'>NAME</p>", UNKNOWN),
        ("<p style='filter:opacity(0)'>NAME</p>", HIDDEN),
        ("<p style='filter:opacity(50%)'>NAME</p>", SHOWN),
        ("<p style='position:absolute;top:-200vh'>NAME</p>", HIDDEN),
        ("<p style='position:relative;top:-2em'>NAME</p>", SHOWN),
        ("<p style='font-size:1rem'>NAME</p>", SHOWN),
        ("<p style='font-size:1em'>NAME</p>", SHOWN),
        ("<p aria-hidden='true'>NAME</p>", SHOWN),
    ],
)
def test_what_a_reader_sees(markup: str, visibility: Visibility) -> None:
    """A credit that a reader cannot see is no credit, and nothing that shows may be taken for hidden."""
    found = passage_with(f"<body>{markup}</body>")

    assert found.visibility is visibility
    assert bool(found.hidden_by) is (visibility is not SHOWN)


@pytest.mark.parametrize(
    "markup",
    [
        "<script>NAME</script>", "<style>NAME{}</style>", "<!-- NAME -->", "<title>NAME</title>", "<textarea>NAME</textarea>",
        "<svg><title>NAME</title><desc>NAME</desc><symbol><text>NAME</text></symbol></svg>",
        "<input value='NAME'>", "<img alt='NAME'>", "<p title='NAME'>x</p>", "<iframe>NAME</iframe>", "<object>NAME</object>",
        "<p data-x='NAME'>x</p>", "<meta name='author' content='NAME'>", "<template><p>NAME</p></template>",
    ],
)  # fmt: skip
def test_what_is_no_text(markup: str) -> None:
    """Code, markup and form values are no words of the page."""
    assert [p for p in article(f"<body>{markup}<p>x</p></body>").passages if "NAME" in p.text] == []


@pytest.mark.parametrize(
    ("markup", "texts"),
    [
        ("<p>one</p><p>two</p>", ["one", "two"]),
        ("<p>one <b>two</b> three</p>", ["one two three"]),
        ("<p>on<b>e</b></p>", ["one"]),
        ("<p><b>Anna Berg</b><i>Editor</i></p>", ["Anna Berg Editor"]),
        ("<p><b>DPA</b><i>Anna Berg</i></p>", ["DPA Anna Berg"]),
        ("<p><b>A</b>nna <big>B</big><small>ERG</small></p>", ["Anna BERG"]),
        ("<p>one<br>two</p>", ["one\ntwo"]),
        ("<div>one<br><br>two</div>", ["one", "two"]),
        ("<div>one<br> \n <br>two</div>", ["one", "two"]),
        ("<div>one<p>two</p>three</div>", ["one", "two", "three"]),
        ("<p>  one \n\t two  </p>", ["one two"]),
        ("<p>one&nbsp;two &amp; three</p>", ["one two & three"]),
        ("<ul><li>one<li>two</ul>", ["one", "two"]),
        ("<table><tr><td>one<td>two</table>", ["one", "two"]),
        ("<p>one<p>two", ["one", "two"]),
        ("<p></p><p> </p><p>&nbsp;</p>", []),
        ("", []),
        ("one", ["one"]),
        ("<a href=x>one</a> <a href=y>two</a>", ["one two"]),
    ],
)
def test_passages_are_paragraphs(markup: str, texts: list[str]) -> None:
    """A passage is what a reader takes for one run of text; tags inside a line do not cut it."""
    assert [p.text.replace("\xa0", " ") for p in article(f"<body>{markup}</body>").passages if p.text] == texts


@pytest.mark.parametrize(
    ("markup", "texts"),
    [
        ("<title>x</title><main><p>NAME</p></main>", ["NAME"]),
        ("<title>x</title><article>NAME <b>two</b></article><p>three", ["NAME two", "three"]),
        ("<title>x</title><header>one</header><main>NAME</main><footer>three", ["one", "NAME", "three"]),
        ("<head><base href='/'><meta name=a><style>p{}</style></head><main><script>a</script>NAME</main>", ["NAME"]),
        ("<head class='nav' style='display:none'><title>x</title><section><h1>NAME</h1></section>", ["NAME"]),
    ],
)
def test_an_article_that_the_parser_leaves_in_the_head(markup: str, texts: list[str]) -> None:
    """Pages may leave out <head> and <body>; only what is head matter is passed over there."""
    made = article(markup)

    assert [p.text for p in made.passages] == texts
    assert {p.visibility for p in made.passages} == {SHOWN}
    assert Role.NAVIGATION not in roles_of(markup)


@pytest.mark.parametrize(
    ("markup", "role"),
    [
        ("<nav><p>NAME</p></nav>", Role.NAVIGATION),
        ("<div role='navigation'><p>NAME</p></div>", Role.NAVIGATION),
        ("<footer><p>NAME</p></footer>", Role.FOOTER),
        ("<aside><p>NAME</p></aside>", Role.SIDEBAR),
        ("<form><p>NAME</p></form>", Role.FORM),
        ("<p class='byline'>NAME</p>", Role.BYLINE),
        ("<address>NAME</address>", Role.BYLINE),
        ("<div class='author-bio'><p>NAME</p></div>", Role.AUTHOR_BOX),
        ("<div class='authorBox'><p>NAME</p></div>", Role.AUTHOR_BOX),
        ("<div id='comments'><p>NAME</p></div>", Role.COMMENTS),
        ("<div class='related-posts'><p>NAME</p></div>", Role.RELATED),
        ("<figure><figcaption>NAME</figcaption></figure>", Role.CAPTION),
        ("<p class='wp-caption-text'>NAME</p>", Role.CAPTION),
        ("<blockquote><p>NAME</p></blockquote>", Role.QUOTATION),
        ("<blockquote class='twitter-tweet'><p>NAME</p></blockquote>", Role.EMBED),
        ("<div class='share-buttons'><p>NAME</p></div>", Role.SHARE_WIDGET),
        ("<div class='newsletter-signup'><p>NAME</p></div>", Role.FORM),
        ("<div class='post-tags'><p>NAME</p></div>", Role.TAGS),
        ("<div class='cookie-banner'><p>NAME</p></div>", Role.BANNER),
        ("<h1>NAME</h1>", Role.HEADLINE),
        ("<article><p>NAME</p></article>", Role.ARTICLE),
        ("<main><p>NAME</p></main>", Role.ARTICLE),
    ],
)
def test_parts_of_a_page_are_named(markup: str, role: Role) -> None:
    """Tags, ARIA roles and class names say what a part is; the passages of it stand in its region."""
    assert role in roles_of(f"<body><p>x</p>{markup}<p>y</p></body>")


@pytest.mark.parametrize(
    "name", ["has-sidebar", "comments-open", "no-comments", "with-nav", "entry-content", "navy", "shareholder", "readmore2"]
)
def test_names_that_only_sound_like_parts(name: str) -> None:
    """A class that speaks about a part is not the part: the article would become furniture."""
    assert roles_of(f"<body><div class='{name}'><p>NAME</p></div></body>") == set()


@pytest.mark.parametrize("inside", ["<p>NAME</p>", "<p>x</p><div><p>NAME</p><ul><li>y</li></ul></div>"])
def test_a_region_ends_where_its_element_ends(inside: str) -> None:
    """What follows a sidebar is not in the sidebar."""
    assert Role.SIDEBAR in roles_of(f"<body><aside>{inside}</aside><p>AFTER</p></body>")
    assert roles_of(f"<body><aside>{inside}</aside><p>AFTER</p></body>", "AFTER") == set()


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        ("<p>By <a href='https://x.com/a'>Anna</a>.</p>", [("https://x.com/a", "Anna")]),
        ("<p><a href='/1'>One</a><a href='/2'>Two</a></p>", [("/1", "One"), ("/2", "Two")]),
        ("<p>x <a href='/1'><b>One</b> and <i>only</i></a> y</p>", [("/1", "One and only")]),
        ("<p>x <a href='/1'><img alt='Anna'></a> y</p>", [("/1", "")]),
        ("<a href='/1'><h2>One</h2><p>Two</p></a>", [("/1", "One"), ("/1", "Two")]),
        ("<p>a<a href=' /1 '>One</a></p>", [("/1", "One")]),
        ("<p>a <a>One</a> <a href=''>Two</a></p>", []),
        ("<p>a</p><a href='/1'></a><p>b</p>", [("/1", "")]),
        ("<p>before <a href='/1'>One</p><p>Two</a> after</p>", [("/1", "One")]),
        ("<p><a href='/1'>one<br><br>two</a> rest</p>", [("/1", "one"), ("/1", "two")]),
    ],
)
def test_links_know_their_words(markup: str, said: list[tuple[str, str]]) -> None:
    """A link belongs to the words that it underlines, in each passage that it runs through."""
    found = [(k.url, p.text[k.start : k.end].strip()) for p in article(f"<body>{markup}</body>").passages for k in p.links]

    assert found[: len(said)] == said
    assert len(found) == len(said) or "</p><p>Two</a>" in markup


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ('Anna <span hidden="">(opens a window)</span>Berg', ["(opens a window)", "Anna Berg"]),
        ('<a href="/a">Anna<span class="sr-only"> (author)</span></a> <a href="/b">Berg</a>', [" (author)", "Anna Berg"]),
        ("<ruby>Anna<rp>(</rp><rt>アンナ</rt><rp>)</rp></ruby> <ruby>Berg<rt>ベルグ</rt></ruby>", ["アンナ", "ベルグ", "Anna Berg"]),
        ("<del>Anna Berg<b> of Lyngvik</b></del> Jan Berg", ["Anna Berg of Lyngvik", "Jan Berg"]),
        ("Anna<wbr>Berg and @Anna<wbr>Berg", ["AnnaBerg and @AnnaBerg"]),
    ],
)
def test_what_stands_apart_in_a_line_does_not_cut_it(markup: str, expected: list[str]) -> None:
    """A reader of "Anna Berg" does not see what stands hidden between the two, and a gloss stands above its word."""
    assert [p.text.strip() for p in article(f"<p>{markup}</p>").passages] == [text.strip() for text in expected]


@pytest.mark.parametrize(
    ("markup", "is_seen"),
    [
        ("<a href='/x'></a>", False),
        ("<a href='/x'> <span></span> </a>", False),
        ("<a href='/x'>&#8203;</a>", False),
        ("<a href='/x'><img src=p width=1 height=1></a>", False),
        ("<a href='/x'><svg style='display:none'></svg></a>", False),
        ("<a href='/x'><img src=p style='width:20px'></a>", True),
        ("<a href='/x' class=icon-x></a>", True),
        ("<a href='/x'><span class=icon-x></span></a>", True),
        ("<a href='/x'><svg><path d='M0 0'/></svg></a>", True),
        ("<img usemap='#m'><map name=m><area href='/x' alt=X></map>", True),
    ],
)
def test_a_link_needs_something_to_see(markup: str, is_seen: bool) -> None:
    """Nobody meets a link of no size; what a style sheet may draw as an icon is met."""
    found = [p.visibility for p in article(f"<p>words {markup} and more</p>").passages if p.links]

    assert found == [SHOWN if is_seen else UNKNOWN]


def test_words_in_a_drawing_are_words() -> None:
    """A drawing's text stands in the line that the drawing stands in; its title and what it only keeps do not."""
    drawing = "<svg><title>no</title><defs><text>no</text></defs><g><text>Anna</text> <text>Berg</text></g></svg>"

    assert [p.text for p in article(f"<p>By {drawing}, Oslo</p>").passages] == ["By Anna Berg, Oslo"]


def test_a_link_goes_on_behind_what_is_hidden_in_it() -> None:
    """Its words are those around, with their place in the line."""
    line = article('<p>By <a href="/a">Anna<i hidden> x</i> Berg</a>, Oslo</p>').passages[-1]

    assert [line.text[link.start : link.end] for link in line.links] == ["Anna Berg"]


def test_a_link_without_words_says_what_it_shows() -> None:
    """An icon's label is all that a reader has."""
    links = [
        k.label
        for p in article("<p>a <a href='/1' aria-label='Anna on X'></a> <a href='/2'><img alt='X'></a></p>").passages
        for k in p.links
    ]

    assert links == ["Anna on X", "X"]


@pytest.mark.parametrize("case", corpus.cases(), ids=lambda case: case.name)
def test_every_locator_finds_its_passage(case: corpus.Case) -> None:
    """A locator of a report is a CSS selector: it selects one element of the page, whose words in order are the passage's.

    Words of the element between them are those that no reader sees, which are passages of their own.
    """
    html = expand((corpus.CASES / case.name / "page.html").read_text(encoding="utf-8"), WORK_TEXT, "https://a.example/")
    soup = BeautifulSoup(html, "lxml")
    lost = []
    for found in article(html).passages:
        element = soup.select_one(found.locator.removeprefix("[document]>"))
        rest = "" if element is None else "".join(every_text(element).split())
        for word in squeeze(found.text).split():
            rest = rest.partition(word)[2] if word in rest else "\0"
        if element is None or rest == "\0":
            lost.append((found.locator, found.text[:60]))

    assert lost == []


@pytest.mark.parametrize(
    "markup",
    [
        "<p id='a'>one</p><p id='a'>two</p>",
        "<p id='a'>one</p><div><p id='a'>two</p></div>",
        "<p id='1'>one</p><p id='a.b'>two</p><p id='-'>three</p><p id='ä'>four</p><p id=''>five</p>",
        "<div><p>one</p></div><div><p>two</p><p>three</p></div>",
        "<p>one</p><b>two</b><p>three</p>",
        "<o:p>one</o:p><p>two</p>",
        "<my-part><p>one</p></my-part><my-part>two</my-part>",
        "one<p>two</p>three",
        "<custom.tag>one</custom.tag>",
        "<p>one</p><script>x</script><p>two</p><p>three</p>",
        "<noscript><p>one</p></noscript><p>two</p>",
        "<div><object>x</object><p>one</p><p>two</p></div>",
        "<div><br><style>x</style><svg><p>x</p></svg><o:p>one</o:p><br><p>two</p></div>",
        "<title>x</title><meta name='a'><main><p>one</p></main><script>x</script><main>two</main>",
    ],
)
def test_locators_of_odd_pages(markup: str) -> None:
    """Doubled and strange ids, elements of no HTML, text without any: still the right element."""
    html = f"<html><body>{markup}</body></html>"
    soup = BeautifulSoup(html, "lxml")
    found = [p for p in article(html).passages if p.text]
    texts = []
    for passage in found:
        element = soup.select_one(passage.locator.removeprefix("[document]>"))
        texts.append("".join((element.get_text() if element else "nothing").split()))

    assert found
    assert [p.text for p, text in zip(found, texts, strict=True) if "".join(p.text.split()) not in text] == []


@pytest.mark.parametrize(
    "body",
    [
        b"", b"\x00", b"\xff\xfe", b"<", b"<!", b"<![", b"<![CDATA[", b"<a", b"<p", b"</p>", b"<!doctype", b"&#xD800;&#0;&#x110000;",
        b"<p>\x00NAME\x00</p>",
        b"<?xml version='1.0'?><!DOCTYPE html [<!ENTITY a 'b'><!ENTITY c '&a;&a;'>]><p>&c;</p>", b"<p " + b"a=b " * 5_000 + b">x",
        b"<b>" * 5_000 + b"x", b"<p>" + b"\xf0\x9f" * 100, b"<table><p><a href=x><table><a href=y>", b"<svg><p><style><a id='x'>",
        b"<plaintext>x",
        b"<frameset><frame src=x></frameset>", b"<html lang><body lang><p style><a href><p class><p id>",
        b"<p style='" + b"a:b;" * 5_000 + b"'>x",
    ],
    ids=range(23),
)  # fmt: skip
def test_no_bytes_make_reading_raise(body: bytes) -> None:
    """Trouble in a checked page is data, never an exception; what was read can be written as JSON."""
    record = CaptureRecord(
        url="https://a.example/", final_url="https://a.example/", captured_at="2026-01-01", digest="sha256:0", size=len(body)
    )
    made = read(Capture(record=record, body=body))

    assert isinstance(made, Article | Failure)
    assert msgspec.json.decode(msgspec.json.encode(made), type=type(made)) == made


@pytest.mark.parametrize(
    ("html", "language"), [("<html lang=en>", "en"), ("<html xml:lang='nl-BE'>", "nl-BE"), ("<html>", None), ("<html lang=''>", None)]
)
def test_the_language_is_what_the_page_says(html: str, language: str | None) -> None:
    """A translation is told from a paraphrase by it."""
    assert article(f"{html}<p>x").language == language


def test_a_title_on_an_element_of_no_plain_name_has_a_selector() -> None:
    """Office programs write <o:p>, and broken markup makes names that no selector takes."""
    titled = [
        entry.locator for entry in article("<o:p title='Anna'>x</o:p><p<p title='Jan'>y</p>").metadata if entry.name == "title-attribute"
    ]

    assert titled == ["*[title]", "*[title]"]
