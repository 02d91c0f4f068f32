"""What the page's own style sheets hide, without a browser and with one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, sync_playwright

from attrcheck.model import Visibility
from attrcheck.reading.style_sheets import hiding_rules
from tests.reading.styled import HIDDEN, SHOWN, STYLED
from tests.reading.test_walk import passage_with

CHROMIUM = shutil.which("chromium")
FLAGS = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync"
_SEEN = "document.querySelectorAll('p')[[...document.querySelectorAll('p')].findIndex(p => p.textContent == 'NAME')].checkVisibility()"


def page_of(style: str, markup: str) -> str:
    """Return a page with a style sheet."""
    return f"<!DOCTYPE html><html><head><style>{style}</style></head><body>{markup}</body></html>"


@pytest.mark.parametrize(("style", "markup", "visibility"), STYLED)
def test_what_a_style_sheet_hides(style: str, markup: str, visibility: Visibility) -> None:
    """What hides beyond doubt is hidden, what may is unknown, and the rest is seen."""
    assert passage_with(page_of(style, markup)).visibility is visibility


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    """An empty page of an installed browser."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed (Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS.split())
        yield started.new_page()
        started.close()


@pytest.mark.parametrize(("style", "markup", "visibility"), [each for each in STYLED if each[2] in (SHOWN, HIDDEN)])
def test_a_browser_agrees(page: Page, style: str, markup: str, visibility: Visibility) -> None:
    """What is said without a browser to be hidden or seen, a browser hides or shows."""
    page.set_content(page_of(style, markup))

    assert page.evaluate(_SEEN) is (visibility is SHOWN)


@pytest.mark.parametrize(
    ("head", "visibility"),
    [
        ("<noscript><style>.c{display:none}</style></noscript>", SHOWN),
        ("<style media=print>.c{display:none}</style>", SHOWN),
        ("<style media='(max-width: 9em)'>.c{display:none}</style>", SHOWN),
        ("<style media=screen>.c{display:none}</style>", HIDDEN),
        ("<style media=all>.c{display:none}</style>", HIDDEN),
    ],
)
def test_for_whom_a_style_sheet_is(head: str, visibility: Visibility) -> None:
    """A sheet for paper, for browsers without scripts or for small screens hides nothing from every reader."""
    assert passage_with(f"<html><head>{head}</head><body><p class=c>NAME</p></body></html>").visibility is visibility


@pytest.mark.parametrize(
    "hostile",
    [
        "&," * 300_000 + "{display:none}",
        ".a{" * 100_000 + "display:none" + "}" * 100_000,
        ".a{" + "&" * 1_900 + "{display:none}" * 10 + "}",
        (".a" * 900 + "{") + ("&" * 1_900 + "{display:none}") * 500 + "}",
        ".a{" + "b;{}" * 200_000 + "}",
        ":is(" * 200_000 + "{display:none}",
        "".join(f":is(.a{i},.b{i})" for i in range(5_000)) + "{display:none}",
        ("a " * 900 + "{display:none}") * 1_000,
        "[" * 500_000 + "{display:none}",
        ":not(" + ",".join(f".x{i}" for i in range(100_000)) + "){display:none}",
        "@media x{" * 40_000 + ".c{display:none}",
        "@media " + "min-width " * 50_000 + "{" + ".c{display:none}" * 20_000 + "}",
    ],
    ids=lambda text: text[:12],
)
def test_a_hostile_style_sheet_makes_few_rules(hostile: str) -> None:
    """Half a megabyte of nothing but brackets or nesting is read to its end, and what is made of it is bounded."""
    assert passage_with(page_of(hostile, "<p class=c>NAME</p>")).visibility in Visibility
    assert len(hiding_rules([hostile])) <= 60_000
