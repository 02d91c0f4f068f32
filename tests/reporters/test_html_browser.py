"""The HTML report in a real browser: read by eye, by keyboard, on a telephone, on paper, by programs that read aloud, and attacked."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pypdf import PdfReader

from attrcheck.model import Report
from attrcheck.reporters.html import render
from tests.reporters.rich import RICH, hostile

CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed (Debian: apt-get install chromium)")
# No sandbox, because CI runs as root; nothing of the browser's own may look for a network.
FLAGS = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync"
NARROW = {"width": 360, "height": 740}
REMEDY = RICH.targets[2].cures[0].html

Open = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all tests; each has a profile of its own."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS.split())
        yield started
        started.close()


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Open a report from its file. In every test: no message in the console, no error, no dialog, no request but for the file."""
    heard: list[str] = []
    contexts = []

    def open_(report: Report = RICH, **options: Any) -> Page:
        file = tmp_path / "report.html"
        file.write_text("".join(render(report)), encoding="utf-8")
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: heard.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: heard.append(f"error: {error}"))
        page.on("dialog", lambda dialog: (heard.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        context.on("request", lambda request: None if request.url.startswith((file.as_uri(), "data:,")) else heard.append(request.url))
        page.goto(file.as_uri())
        return page

    yield open_
    for context in contexts:
        context.close()
    assert heard == []


def addresses(page: Page) -> list[str]:
    """The pages that are shown, in their order."""
    return [text.removeprefix("https://") for text in page.locator("details.page:visible h4").all_inner_texts()]


def has_focus(page: Page, selector: str) -> bool:
    """Whether the keyboard is at such an element."""
    return page.evaluate("selector => document.activeElement.matches(selector)", selector)


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the keyboard is there."""
    for _ in range(40):
        if has_focus(page, selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never came to {selector}")


@pytest.mark.parametrize(
    ("chosen", "left"),
    [
        ({"verdict": "violation"}, ["copy.example/ferry"]),
        ({"outcome": "passed"}, ["copy.example/ferry", "good.example/"]),
        ({"requirement": "function"}, ["copy.example/ferry", "blocked.example/"]),
        ({"requirement": "function", "outcome": "cannot-tell"}, ["blocked.example/"]),
        ({"requirement": "function", "outcome": "passed"}, []),
        ({"requirement": "name", "outcome": "cannot-tell"}, ["copy.example/ferry", "blocked.example/"]),
        ({"outcome": "inapplicable", "verdict": "not-a-reuse"}, ["other.example/"]),
    ],
)
def test_filters_by_verdict_requirement_and_outcome(opened: Open, chosen: dict[str, str], left: list[str]) -> None:
    """Requirement and outcome are those of one finding, in sections and in the matrix alike, and the address keeps the choice."""
    page = opened()
    for name, value in chosen.items():
        page.select_option(f"select[name={name}]", value)

    assert addresses(page) == left
    assert page.locator("tbody tr:visible").count() == len(left)
    assert page.inner_text("#shown") == f"{len(left)} of 4 pages shown"
    page.reload()
    assert addresses(page) == left
    page.click("text=Show all")
    expect(page.locator("details.page:visible")).to_have_count(4)


def test_searches_in_everything_that_is_said(opened: Open) -> None:
    """Words of a quote inside a closed section count, in any case and order; what fits nothing is said."""
    page = opened()
    page.fill("input[type=search]", "ELSE somebody")
    assert addresses(page) == ["copy.example/ferry"]
    page.fill("input[type=search]", "nobody says this")

    assert addresses(page) == []
    assert page.inner_text("#none") == "No page fits this filter."


def test_a_sum_is_a_link_to_its_pages_and_a_row_to_its_section(opened: Open) -> None:
    """What a reader would click on does what he expects, and the way back leads back."""
    page = opened()
    page.click(".tiles .undetermined a")
    assert addresses(page) == ["blocked.example/"]
    page.click("tbody tr:visible a")

    expect(page.locator("#page-2")).to_have_attribute("open", "")
    assert has_focus(page, "#page-2 > summary")
    page.go_back()
    assert addresses(page) == ["blocked.example/"]


@pytest.mark.parametrize("has_clipboard", [True, False])
def test_copies_the_remedy(opened: Open, has_clipboard: bool) -> None:
    """What is pasted is the remedy's text and nothing else, also where a viewer of files has no interface for the clipboard."""
    page = opened()
    if not has_clipboard:
        page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.locator("details.page.violation > summary").click()
    page.locator("button.copy").first.click()
    expect(page.locator("button.copy").first).to_have_text("Copied")
    expect(page.locator("#said")).to_have_text("The remedy is copied.")
    page.focus("input[type=search]")
    page.keyboard.press("Control+V")

    assert page.input_value("input[type=search]") == REMEDY


def test_all_of_it_works_by_keyboard(opened: Open) -> None:
    """Past the head, into a section, to the remedy; from the filter too."""
    page = opened()
    page.keyboard.press("Tab")
    assert has_focus(page, "a.skip")
    page.keyboard.press("Enter")
    tab_to(page, "details.violation > summary")
    page.keyboard.press("Enter")
    tab_to(page, "button.copy")
    page.keyboard.press("Enter")
    expect(page.locator("button.copy").first).to_have_text("Copied")
    page.reload()
    tab_to(page, "select[name=verdict]")
    page.keyboard.type("comp")
    assert addresses(page) == ["good.example/"]


@pytest.mark.parametrize("report", [RICH, hostile()], ids=["rich", "hostile"])
def test_a_narrow_screen_is_not_scrolled_sideways(opened: Open, report: Report) -> None:
    """Every section open, long words and addresses and all."""
    page = opened(report, viewport=NARROW)
    page.click("#open-all")
    page.locator(".asks summary").click()

    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    assert page.locator("td:visible").first.inner_text().split()[0] in ("failed", "passed", "cannot-tell", "untested")


def test_light_and_dark_follow_the_reader(opened: Open) -> None:
    """The letters are dark on light in the one, and light on dark in the other."""
    page = opened(color_scheme="dark")
    colours = "(() => { const of = (name) => getComputedStyle(document.documentElement)[name].match(/\\d+/)[0]; return [of('color'), of('backgroundColor')]; })()"
    ink, paper = map(int, page.evaluate(colours))
    page.emulate_media(color_scheme="light")
    light_ink, light_paper = map(int, page.evaluate(colours))

    assert ink > 200 > 100 > paper
    assert light_paper > 200 > 100 > light_ink


def test_paper_has_no_folds_and_keeps_the_filter(opened: Open) -> None:
    """A closed section is printed in full, dark on white, and what was filtered away is not printed."""
    page = opened(color_scheme="dark")
    page.select_option("select[name=verdict]", "violation")
    text = " ".join("".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf())).pages).split())

    assert "Add a visible line by the headline" in text
    assert "State my name." in text
    assert "sha256:0000" in text
    assert "403 Forbidden" not in text
    assert page.locator("details[open]").count() == 0
    page.emulate_media(media="print")
    assert not page.locator("#filter, button.copy").filter(visible=True).count()
    assert page.evaluate("getComputedStyle(document.documentElement).color") == "rgb(31, 29, 26)"


@pytest.mark.parametrize(
    ("options", "media"),
    [({"color_scheme": "light"}, "screen"), ({"color_scheme": "dark"}, "screen"), ({"viewport": NARROW}, "screen"), ({}, "print")],
    ids=str,
)
def test_axe_finds_nothing(opened: Open, options: dict[str, Any], media: str) -> None:
    """Contrast, names, order of headings, roles: with everything open, what has changed and the timelines among it."""
    page = opened(**options)
    page.click("#open-all")
    page.locator(".asks summary").click()
    page.emulate_media(media=media)
    assert page.locator("#changes li:visible").count() == len(RICH.since.events)
    assert page.locator("svg.timeline:visible").count() == 3
    found = Axe().run(page)

    assert found.violations_count == 0, found.generate_report()


def test_the_matrix_is_a_table_for_programs_that_read_aloud(opened: Open) -> None:
    """Its rows are laid out as grids and on a narrow screen as blocks; what Chromium tells such programs must stay a table."""
    for options in ({}, {"viewport": NARROW}):
        page = opened(**options)
        tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
        roles = [node["role"]["value"] for node in tree if not node["ignored"]]
        columns = len({(one.requirement, one.place) for target in RICH.targets for one in target.findings})

        assert (roles.count("table"), roles.count("columnheader"), roles.count("rowheader")) == (1, columns + 1, len(RICH.targets))


def test_without_its_script_all_can_be_read(opened: Open) -> None:
    """Sections open by themselves; what would need the script is not shown, and said."""
    page = opened(java_script_enabled=False)
    page.locator("details.page.violation > summary").click()

    expect(page.locator("#page-3 .remedy p").first).to_have_text(REMEDY)
    assert not page.locator("#filter, button.copy, #open-all").filter(visible=True).count()
    assert "need the small script" in page.locator("noscript").inner_text()


@pytest.mark.parametrize("is_guarded", [True, False], ids=["as it is", "without its policy"])
def test_nothing_that_a_page_says_comes_alive(opened: Open, is_guarded: bool) -> None:
    """Hostile text in every field: no script runs, no request leaves, not even if a viewer ignored the Content Security Policy."""
    page = opened(hostile(), bypass_csp=not is_guarded)
    page.click("#open-all")
    page.fill("input[type=search]", "<script>alert(1)</script>")
    page.wait_for_timeout(100)

    assert page.evaluate(
        "[document.scripts.length, document.images.length, document.querySelectorAll('iframe,object,svg:not(.timeline),form form').length]"
    ) == [1, 1, 0]
    assert page.evaluate("document.images[0].src.startsWith('data:image/webp;base64,')")
    assert set(page.evaluate("[...document.querySelectorAll('svg *')].map(({localName}) => localName)")) == {"path"}
    assert page.locator("svg.timeline").count() == 3
    assert page.locator("details.page:visible").count() == 4
    assert page.evaluate("[...document.links].every(({protocol}) => ['http:', 'https:', 'file:'].includes(protocol))")


def test_hostile_state_in_the_address_is_text(opened: Open) -> None:
    """Whoever sends a link to a report chooses its fragment."""
    page = opened()
    for fragment in ("text=<img src=x onerror=alert(1)>", "verdict=nonsense&outcome=[]", "page-99", "page-1]", "%E0%A4%A", "__proto__=1"):
        page.evaluate("fragment => { location.hash = fragment; }", fragment)

    assert page.locator("details.page").count() == 4


def test_many_pages_are_all_found(opened: Open) -> None:
    """Rows that are laid out only when they are seen can be filtered, searched and jumped to."""
    targets = tuple(msgspec.structs.replace(RICH.targets[i % 4], url=f"https://page-{i}.example/") for i in range(300))
    page = opened(msgspec.structs.replace(RICH, targets=targets))
    page.fill("input[type=search]", "page-203.example")
    assert addresses(page) == ["page-203.example/"]
    page.click("text=Show all")
    page.evaluate("location.hash = 'page-299'")

    expect(page.locator("#page-299 > summary")).to_be_in_viewport()
