"""What a reader sees, as the browser measures it: each way to hide a text has a case, and each innocent look-alike beside it."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest

from attrcheck.model import Capture, Passage, Visibility
from attrcheck.reading import read
from tests.fetch.browser.conftest import STYLE, Site, Watched

SHOWN, HIDDEN, UNKNOWN = Visibility.SHOWN, Visibility.HIDDEN, Visibility.UNKNOWN


class Case(NamedTuple):
    """A part of a page: its markup with TEXT for the text that is asked about, rules of its style sheet, and what a reader sees."""

    name: str
    markup: str
    style: str
    seen: Visibility


CASES = (
    Case("plain", "<p>TEXT</p>", "", SHOWN),
    Case("style-sheet-display-none", '<p class="a1">TEXT</p>', ".a1{display:none}", HIDDEN),
    Case("rule-that-another-overrides", '<p class="a2">TEXT</p>', ".a2{display:none} p.a2{display:block}", SHOWN),
    Case("media-that-does-not-hold", '<p class="a3">TEXT</p>', "@media print{.a3{display:none}}", SHOWN),
    Case("media-that-holds", '<p class="a4">TEXT</p>', "@media (min-width:600px){.a4{display:none}}", HIDDEN),
    Case("visibility-hidden", '<p class="a5">TEXT</p>', ".a5{visibility:hidden}", HIDDEN),
    Case("visible-inside-invisible", '<div class="a6"><p>TEXT</p></div>', ".a6{visibility:hidden} .a6 p{visibility:visible}", SHOWN),
    Case("opacity-zero", '<div class="a7"><p>TEXT</p></div>', ".a7{opacity:0}", HIDDEN),
    Case("opacity-that-adds-up", '<div class="a8"><p class="a8">TEXT</p></div>', ".a8{opacity:.25}", HIDDEN),
    Case("opacity-half", '<p class="a9">TEXT</p>', ".a9{opacity:.5}", SHOWN),
    Case("fades-in", '<p class="b1">TEXT</p>', ".b1{opacity:0;transition:opacity .3s}", UNKNOWN),
    Case("white-on-white", '<p class="b2">TEXT</p>', ".b2{color:#fff}", HIDDEN),
    Case("white-on-black-of-parent", '<div class="b3"><p>TEXT</p></div>', ".b3{background:#000;color:#fff}", SHOWN),
    Case("white-on-picture", '<p class="b4">TEXT</p>', ".b4{color:#fff;background-image:url(x.png)}", SHOWN),
    Case("white-before-picture-behind", '<div class="b5"><img src="x.png"><p>TEXT</p></div>',
         ".b5{position:relative;height:60px} .b5 img{position:absolute;left:0;top:0;width:600px;height:60px;pointer-events:none} .b5 p{position:relative;color:#fff}", SHOWN),
    Case("white-with-shadow", '<p class="b6">TEXT</p>', ".b6{color:#fff;text-shadow:0 0 3px #000}", SHOWN),
    Case("grey-byline", '<p class="b7">TEXT</p>', ".b7{color:#aaa}", SHOWN),
    Case("hardly-grey", '<p class="b8">TEXT</p>', ".b8{color:#ddd}", UNKNOWN),
    Case("transparent", '<p class="b9">TEXT</p>', ".b9{color:transparent}", HIDDEN),
    Case("letters-filled-by-gradient", '<p class="c1">TEXT</p>', ".c1{background:linear-gradient(#000,#333);background-clip:text;color:transparent}", SHOWN),
    Case("text-fill-over-colour", '<p class="c2">TEXT</p>', ".c2{color:#000;-webkit-text-fill-color:#fff}", HIDDEN),
    Case("tiny", '<p class="c3">TEXT</p>', ".c3{font-size:2px}", HIDDEN),
    Case("small-print", '<p class="c4">TEXT</p>', ".c4{font-size:9px}", SHOWN),
    Case("scaled-away", '<p class="c5">TEXT</p>', ".c5{transform:scale(0.05)}", HIDDEN),
    Case("off-the-left", '<p class="c6">TEXT</p>', ".c6{position:absolute;left:-9999px}", HIDDEN),
    Case("just-off-the-left", '<p class="c7">TEXT</p>', ".c7{position:absolute;left:-400px;width:300px}", UNKNOWN),
    Case("off-the-top", '<p class="c8">TEXT</p>', ".c8{position:absolute;top:-5000px}", HIDDEN),
    Case("text-indent", '<p class="c9">TEXT</p>', ".c9{text-indent:-9999px}", HIDDEN),
    Case("clip", '<p class="d1">TEXT</p>', ".d1{position:absolute;clip:rect(0,0,0,0);width:1px;height:1px;overflow:hidden}", HIDDEN),
    Case("clip-path", '<p class="d2">TEXT</p>', ".d2{clip-path:inset(100%)}", HIDDEN),
    Case("box-of-no-height", '<div class="d3"><p>TEXT</p></div>', ".d3{height:0;overflow:hidden}", HIDDEN),
    Case("below-the-fold-of-a-box", '<div class="d4"><p>filler</p><p>TEXT</p></div>', ".d4{height:40px;overflow:hidden} .d4 p{height:40px;margin:0}", UNKNOWN),
    Case("scrolled-box", '<div class="d5"><p>filler</p><p>TEXT</p></div>', ".d5{height:40px;overflow:auto} .d5 p{height:40px;margin:0}", SHOWN),
    Case("covered", '<div class="d6"><p>TEXT</p><i></i></div>', ".d6{position:relative} .d6 i{position:absolute;inset:0;background:#eef}", HIDDEN),
    Case("covered-by-glass", '<div class="d7"><p>TEXT</p><i></i></div>', ".d7{position:relative} .d7 i{position:absolute;inset:0;background:#0001}", SHOWN),
    Case("closed-details", "<details><summary>more</summary><p>TEXT</p></details>", "", UNKNOWN),
    Case("open-shadow-root", '<div class="shadow">TEXT</div>', "", SHOWN),
    Case("far-below", '<p class="d9">TEXT</p>', ".d9{margin-top:4000px}", SHOWN),
    Case("noscript", "<noscript><p>TEXT</p></noscript>", "", HIDDEN),
)  # fmt: skip


def text_of(case: Case) -> str:
    return f"Words of {case.name}"


@pytest.fixture(scope="module")
def passages(browser: Any, web: Watched, site: Site) -> dict[str, Passage]:
    """All cases on one page, whose rules lie in a style sheet of its own, where only a browser finds them. A banner hangs over all."""
    site.put("/cases.css", "\n".join(case.style for case in CASES) + ".banner{position:fixed;inset:0;background:#fff;z-index:9}", STYLE)
    markup = "\n".join(case.markup.replace("TEXT", text_of(case)) for case in CASES)
    script = "for (const one of document.querySelectorAll('.shadow')) { const text = one.textContent; one.attachShadow({mode:'open'}).innerHTML = `<p>${text}</p>`; }"
    html = f'<!DOCTYPE html><title>Cases</title><link rel="stylesheet" href="/cases.css">{markup}<div class="banner">We use cookies</div><script>{script}</script>'
    shown = browser.render(web.page(html))
    assert isinstance(shown, Capture), shown
    return {passage.text: passage for passage in read(shown).passages}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_visibility(case: Case, passages: dict[str, Passage]) -> None:
    """A hidden credit is none, and an innocent page is not accused."""
    passage = passages[text_of(case)]

    assert (passage.visibility, bool(passage.hidden_by)) == (case.seen, case.seen is not SHOWN)


def test_the_element_that_hides_is_named(passages: dict[str, Passage]) -> None:
    """A credit that is hidden together with the article must be told from one that is hidden alone."""
    reason = passages["Words of box-of-no-height"].hidden_by

    assert reason is not None
    assert reason.startswith("cut off by overflow:hidden on html>body>div")
    assert not reason.endswith(">p")


def test_without_a_style_sheet_nothing_is_certain(browser: Any, web: Watched) -> None:
    """What a missing style sheet would have hidden or shown is unknown, so neither is claimed."""
    html = '<title>x</title><link rel="stylesheet" href="http://elsewhere.example/a.css"><p>One text</p><p style="font-size:2px">Other text</p>'
    shown = browser.render(web.page(html))
    seen = {passage.text: passage.visibility for passage in read(shown).passages}

    assert shown.record.rendering.lacks_style
    assert seen == {"One text": SHOWN, "Other text": UNKNOWN}


def test_a_forged_mark_is_worth_nothing(browser: Any, web: Watched) -> None:
    """A page that learns the mark's form, and watches for it to appear, still cannot mark what it hides as shown."""
    html = """<title>x</title><p style="position:absolute;left:-4000px" data-seen-0123456789abcdef0123456789abcdef="s">Forged text</p><p>Other text</p>
    <script>
      new MutationObserver((list) => { for (const one of list) if ((one.attributeName || "").startsWith("data-seen")) for (const p of document.querySelectorAll("p"))
        p.setAttribute(one.attributeName, "s"); }).observe(document, {attributes: true, subtree: true});
      Element.prototype.getAttribute = () => "s"; Element.prototype.getAttributeNames = () => []; window.getComputedStyle = () => ({visibility: "visible"});
      Range.prototype.getClientRects = () => [{left: 1, top: 1, right: 99, bottom: 99, width: 98, height: 98}];
      const noscript = document.createElement("noscript"); noscript.textContent = "</noscript><p>Smuggled text</p>"; document.body.append(noscript);
      const form = document.createElement("form"); form.innerHTML = '<input name="childNodes"><input name="firstChild"><span>Form text</span>'; document.body.append(form);
    </script>"""
    seen = {passage.text: passage.visibility for passage in read(browser.render(web.page(html))).passages}

    assert seen["Forged text"] is HIDDEN
    assert (seen["Other text"], seen["Form text"]) == (SHOWN, SHOWN)
    assert SHOWN not in {visibility for text, visibility in seen.items() if "Smuggled" in text}
