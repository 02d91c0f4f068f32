"""The tree holds what BeautifulSoup's own holds, and goes when the page has been read."""

from __future__ import annotations

import gc
import warnings
from collections.abc import Iterator
from weakref import ref

import pytest
from bs4 import BeautifulSoup
from bs4.element import NavigableString, PreformattedString

from attrcheck.demo import WORK
from attrcheck.demo.holes import expand
from attrcheck.reading.tree import Element, parsed
from tests.eval import corpus

ODD = (
    "only text",
    "<p>one<p>two</b></p></div>three",
    "<p class='a b' rel='c d' hidden id=x>one <!-- aside --> two<?php echo ?></p>",
    "<!DOCTYPE html><title>a &amp; b</title><style>p{}</style><script>if (a<b) {}</script>",
    "<table><tr><td>one<table><td>two</table></table><o:p>three</o:p>",
    "<svg><title>one</title></svg><template><title>two</title></template>",
    "<div {{#if x}}class=a{{/if}} @click=b a=1 a=2>one</div>",
    "<html lang=en><html lang=de><body><body class=a>one</html>two",
)


def _markup() -> Iterator[str]:
    yield from ODD
    for case in corpus.cases()[::10]:
        yield expand(
            (corpus.CASES / case.name / "page.html").read_text(encoding="utf-8"), WORK.read_text(encoding="utf-8"), "https://a.example/"
        )


def _text(element: Element) -> Iterator[str]:
    for child in element.contents:
        if isinstance(child, Element):
            yield from _text(child)
        elif isinstance(child, str):
            yield child


@pytest.mark.parametrize("markup", [*_markup()])
def test_the_same_elements_attributes_and_text(markup: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        soup = BeautifulSoup(markup, "lxml", multi_valued_attributes=None)
    tree = parsed(markup)

    assert [(e.name, {k: v for k, v in e.attrs.items() if "{" not in k}) for e in tree.elements] == [
        (tag.name, {k: v for k, v in tag.attrs.items() if "{" not in k}) for tag in soup.find_all()
    ]
    texts = (found for found in soup.descendants if isinstance(found, NavigableString) and not isinstance(found, PreformattedString))
    assert "".join("".join(_text(tree.root)).split()) == "".join("".join(texts).split())


def test_nothing_keeps_the_tree() -> None:
    """A check pauses Python's collector of cycles: a tree that needed it would stay in memory."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        element = ref(parsed("<p>one</p>").elements[0])
        assert element() is None
    finally:
        if was_enabled:
            gc.enable()
