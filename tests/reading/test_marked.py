"""A captured page to look at: the evidence is marked where it stands, and nothing of the page can run, load or send."""

from __future__ import annotations

import re

import pytest

from attrcheck.model import Capture, CaptureRecord, Evidence
from attrcheck.reading import marked, read

# What may stand in the markup: names that neither run nor load, and attributes that do neither.
_TAG = re.compile(r"<(/?)([^\s<>/]*)([^<>]*)>")
_ATTRIBUTE = re.compile(r'\s([a-z]+)="[^"]*"')
_HARMLESS = frozenset("alt class colspan datetime dir hidden id lang rowspan src style title".split())
_HARMFUL = frozenset("applet base embed form frame frameset iframe link math meta noscript object script svg template textarea xmp".split())


def page(markup: str) -> Capture:
    """A captured page."""
    record = CaptureRecord(
        url="https://a.example/", final_url="https://a.example/", captured_at="", digest="", size=0, media_type="text/html"
    )
    return Capture(record=record, body=markup.encode(), headers=(("Content-Type", "text/html; charset=utf-8"),))


def shown(markup: str, quote: str) -> str:
    """The page with the passage that holds a quote marked, by the locator that the reading gives it."""
    capture = page(markup)
    article = read(capture)
    locator = next(passage.locator for passage in article.passages if quote in passage.text)  # type: ignore[union-attr]
    return marked(capture, [Evidence(quote=f"… {quote} …", locator=locator)])


@pytest.mark.parametrize(
    ("markup", "quote", "expected"),
    [
        ("<p>One.</p><p>By Zoë Vandermeer, of Lyngvik.</p>", "By Zoë Vandermeer", "<mark>By Zoë Vandermeer</mark>, of Lyngvik."),
        ("<p>By <a href='/z'><b>Zoë\n  Vandermeer</b></a>, here</p>", "By Zoë Vandermeer, here", "<b><mark>Zoë Vandermeer</mark></b>"),
        ("<div id=a><script>1</script><p>x</p><o:p>y</o:p><p>Zoë &lt;b&gt;</p></div>", "Zoë <b>", "<mark>Zoë &lt;b&gt;</mark>"),
        ("<template>1</template><svg><p>1</p></svg><div><p>2</p><p>Zoë</p></div>", "Zoë", "<mark>Zoë</mark>"),
    ],
)
def test_the_words_are_marked(markup: str, quote: str, expected: str) -> None:
    """In its own element, in elements inside it, after elements that are left out."""
    text = shown(markup, quote)

    assert expected in text
    assert text.count("outline:3px") == 1


def test_the_same_words_elsewhere_are_not() -> None:
    """The evidence is this credit, not the one in the footer."""
    assert shown("<p>By Zoë</p><footer><p>By Zoë</p></footer>", "By Zoë").count("<mark>") == 1


@pytest.mark.parametrize(
    "markup",
    [
        "<script>alert(1)</script><SCRIPT src=//a.example></SCRIPT>",
        "<img src=x onerror=alert(1)><img src='data:text/html,x'><body onload=alert(1)>",
        "<svg onload=alert(1)><script>alert(1)</script></svg><math><mtext><style><img src=x onerror=alert(1)></style>",
        "<a href='javascript:alert(1)'>x</a><form action=//a.example><input name=a><button formaction=//b.example>",
        "<iframe src=//a.example srcdoc='<script>1</script>'></iframe><object data=//a.example></object><embed src=//a.example>",
        "<meta http-equiv=refresh content='0;url=//a.example'><base href=//a.example><link rel=stylesheet href=//a.example>",
        "<noscript><p title='</noscript><script>alert(1)</script>'></noscript><xmp></iframe><script>alert(1)</script></xmp>",
        "<style></style><script>alert(1)</script></style><textarea></textarea><script>alert(1)</script></textarea>",
        '<p title=\'"><script>alert(1)</script>\'>x</p><p class="a&quot;onclick=&quot;alert(1)">y</p>',
        "<x:script>alert(1)</x:script><scr\x00ipt>alert(1)</scr\x00ipt><template><script>alert(1)</script></template>",
    ],
)
def test_nothing_runs_loads_or_sends(markup: str) -> None:
    """Every tag and every attribute is of those that only show something."""
    text = marked(page(f"<p>text</p>{markup}<p>more</p>"), [])
    for _, name, rest in _TAG.findall(re.sub(r"(?s)<style>.*?</style>", "", text)):
        assert name not in _HARMFUL
        assert set(_ATTRIBUTE.findall(rest)) <= _HARMLESS
        assert not _ATTRIBUTE.sub("", rest).strip(" /")
    assert "data:text" not in text


def test_a_page_of_nested_tags() -> None:
    """100,000 elements inside each other break what calls itself for each."""
    assert "Zoë" in marked(page("<div>" * 100_000 + "Zoë"), [Evidence(quote="Zoë", locator="html>body>p")])
