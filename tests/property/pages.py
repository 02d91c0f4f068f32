"""Strategies for pages: random bytes, random markup from nasty parts, and hand-written cases with something broken in them."""

from __future__ import annotations

from functools import cache

from hypothesis import strategies as st

from tests.eval.corpus import CASES
from tests.property.checking import expanded

TAGS = (
    "p div span a b i br hr h1 h2 article main section aside header footer nav blockquote q figure figcaption table tr td th ul ol li dl dt dd form "
    "button select option textarea input details summary dialog template noscript script style title meta link img svg math iframe video audio canvas "
    "address cite time small font center marquee plaintext xmp frameset frame o:p x-y fb:like amp-img amp-social-share 1a é html head body base"
).split()
ATTRIBUTES = (
    'class="author"', 'class="byline"', 'class="related"', 'class="comments"', 'class="twitter-tweet"', 'class="share"', 'class="wp-caption-text"',
    'class="sr-only"', 'class=""', "class", 'id="a"', 'id="a"', 'id="1"', 'id="é"', 'id="a b"', 'id=""', "hidden", 'hidden="until-found"', "open",
    'style="display:none"', 'style="color:#fff;background:#fff"', 'style="DISPLAY : NONE !important"', 'style=";;:;"', 'style="a:b:c"', "style",
    'href="https://twitter.com/ZoeVandermeer"', 'href="https://twitter.com/intent/tweet?text=%ED%A0%80&via=ZoeVandermeer"', 'href="//["', "href=''",
    'href="javascript:window.open(\'https://www.facebook.com/sharer.php?u=a\')"', 'href="mailto:a@b"', 'href="http://[::1"', 'href="\ud800"', 'href="%"',
    'href="https://l.facebook.com/l.php?u=https%3A%2F%2Ftwitter.com%2FZoeVandermeer"', 'rel="author tag me"', 'role="navigation"', 'title="Zoë Vandermeer"',
    'alt="Zoë Vandermeer"', 'name="author" content="Zoë Vandermeer"', 'property="og:title" content="x"', 'name="a&quot;b" content="c"', 'itemprop="author" content="d"',
    'name="Author" content="e"', 'data-text="x" data-via="ZoeVandermeer"', 'data-url="https://case.example/hostile"', 'onclick="share?\'//a"', "a\"b'c=d", "=", '"',
    'type="application/ld+json"', 'src="https://www.facebook.com/plugins/post.php?href=x"', 'xml:lang="en"', 'lang="en-GB"', "@click=1", ":is=1", "[x]=1",
)  # fmt: skip
TEXTS = (
    "[[work 2-3]]", "[[work text 4-6]]", "[[terms]]", "[[title]]", "By Zoë Vandermeer", "Zoe\u0308 VANDERMEER", "Vandermeer, Zoë", "Zoë", "Vandermear", "Anna Berg",
    "River Historian documenting Ferry Crossings", "Twitter: @ZoeVandermeer", "@ZoeVandermeer", "twitter.com/ZoeVandermeer", "Ж ﾞ", "ﾞ ﾞ", "\u0301", "\u200b", "\u202e",
    "&#xD800;", "&#0;", "&#x110000;", "&nbsp;", "&shy;", "&amp;amp;", "&Bogus;", "&", "<", ">", "<!--", "-->", "<![CDATA[x]]>", "<!DOCTYPE html>", "<?xml version='1.0' encoding='utf-16'?>",
    "<!-->", "<!--->", "</", "</>", "</p", "<p", "<a href='", '{"author":{"name":"\\ud800"}}', '{"author":[null,1,{"name":2,"sameAs":[3]}]}', "[[[[", "“", "„a”", "\x00", "\x0b", "\x1b[31m",
    "\ufeff", "\uffff", "😀", "“Zoë Vandermeer” said", "— (@", "a" * 300, " ", "\n\n", "\t", "٣٤", "²", "ⅷ", ".a{display:none}", "@media{", "}", "/*",
)  # fmt: skip
ENCODINGS = ("utf-8", "utf-16", "utf-16-le", "utf-32", "windows-1252", "koi8-r", "shift_jis", "gb18030", "iso2022_jp", "utf-7")
CONTENT_TYPES = (
    "text/html",
    "text/html; charset=utf-8",
    'text/html; charset="',
    "charset=utf-16",
    "text/html; charset=iso-2022-jp",
    "text/html;charset=x-user-defined",
    "",
)

headers = st.lists(
    st.tuples(st.sampled_from(("Content-Type", "content-type", "X")), st.sampled_from(CONTENT_TYPES) | st.text(max_size=40)), max_size=2
).map(tuple)


@st.composite
def tags(draw: st.DrawFn) -> str:
    """Draw a start tag, an end tag, or half of one."""
    name = draw(st.sampled_from(TAGS))
    if draw(st.integers(0, 2)) == 0:
        return f"</{name}>"
    attributes = draw(st.lists(st.sampled_from(ATTRIBUTES), max_size=3))
    return f"<{' '.join([name, *attributes])}{draw(st.sampled_from(('>', '>', '>', '>', '/>', ' ', '')))}"


markup = st.lists(tags() | st.sampled_from(TEXTS) | st.text(max_size=8), max_size=40).map("".join)


@st.composite
def wild_pages(draw: st.DrawFn) -> bytes:
    """Draw a page of random markup, half of the time around a copy of the article, in some encoding."""
    html = draw(markup)
    if draw(st.booleans()):
        html = f"<html><body>{html}<article><h1>[[title]]</h1>[[work]]{draw(markup)}</article></body></html>"
    return expanded(html).encode(draw(st.sampled_from(ENCODINGS)), "replace")


@cache
def case_pages() -> dict[str, bytes]:
    """Return the page of every hand-written case."""
    return {
        folder.name: expanded((folder / "page.html").read_text(encoding="utf-8")).encode()
        for folder in sorted(CASES.iterdir())
        if folder.is_dir()
    }


@st.composite
def broken_cases(draw: st.DrawFn) -> bytes:
    """Draw a hand-written case in which up to four stretches were cut out, repeated, reversed or replaced by something nasty."""
    body = draw(st.sampled_from(sorted(case_pages().values())))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(body)))
        end = min(len(body), start + draw(st.integers(0, 400)))
        nasty = draw(st.binary(max_size=6) | st.sampled_from(TEXTS).map(_encoded) | tags().map(_encoded))
        middle = draw(st.sampled_from((b"", body[start:end] * 3, body[start:end][::-1], nasty)))
        body = body[:start] + middle + body[end:]
    return body


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")


pages = st.binary(max_size=500) | wild_pages() | broken_cases()
