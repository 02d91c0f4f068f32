"""The text of a page without its tree: what is dropped, what is joined, and that no page makes it slow."""

from __future__ import annotations

import pytest

from attrcheck.reading import skim

TEXTS = {
    "<p>One</p><p>two</p>": "One two",
    "<p>R<b>&eacute;</b>my</p>": "Rémy",
    "<b>Bonny</b><i>Political</i> 7<sup>th</sup> word<b>2</b>": "Bonny Political 7th word 2",
    "<script>a</script><style>b</style><!-- c --><SCRIPT>d</Script > e": "> > > e",
    "<script>never ends <p>text": "never ends text",
    "<!-- never ends <p>text": "text",
    "<a title=\"a > b\" data-x='c > d'>text</a>": "text",
    "<a title=it's>text</a> <p>it's</p>": "text it's",
    "1 < 2 and 3 > 2": "1 < 2 and 3 > 2",
    "a&nbsp;b&amp;nbsp;c&#32;d": "a b nbsp;c d",
    "cut in a <ta": "cut in a <ta",
    "<noscript>seen by few</noscript>": "seen by few",
    "<template>for scripts</template><template shadowrootmode=open>seen</template>": "> seen",
    '<iframe SRCDOC="&lt;p&gt;It&#39;s <b>\'s</b>een&lt;style&gt;p&lt;/style&gt;"></iframe> b': "> b It's 'seen >",
    "<iframe srcdoc='one \"two\"'></iframe>": '> one "two"',
}


@pytest.mark.parametrize("html", TEXTS)
def test_text(html: str) -> None:
    """What the walk would gather, or more."""
    assert skim(html.encode()).text.split() == TEXTS[html].split()


def test_noscript_is_told_apart() -> None:
    """A page of which only scripts would show more must not count as one that says enough."""
    assert "few" in skim(b"<p>all</p><noscript>few</noscript>").unscripted
    assert "all" not in skim(b"<p>all</p><noscript>few</noscript>").unscripted


HOSTILE = (
    "<",
    "<!--",
    "<a",
    "<script",
    "<script>",
    "</script",
    "<svg>",
    "<noscript>",
    '<a ="b>"',
    "<a ='",
    "a<b>",
    "<b>",
    "&",
    "&#",
    "<a b=",
    '="',
    "<a>a",
    "srcdoc=",
    'srcdoc="',
    "<template ",
)


@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize("first", ["", "<a "])
def test_much_of_anything_end(first: str, piece: str) -> None:
    """Each expression looks at each byte a few times at most: a quadratic one would take minutes here."""
    assert skim((first + piece * (400_000 // len(piece))).encode()).text is not None
