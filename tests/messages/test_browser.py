"""The HTML of a message in a real browser, as a mail program on a telephone shows it: narrow, light and dark, and attacked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from attrcheck.messages import message_of
from attrcheck.model import EventSort, Report
from tests.messages.changed import UNATTACHED, endless, since
from tests.reporters.rich import hostile
from tests.reporters.test_html_browser import CHROMIUM, FLAGS

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed (Debian: apt-get install chromium)")
NARROW = {"width": 320, "height": 640}
CHANGED = since(*EventSort)
REPORTS = {"rich": CHANGED, "hostile": hostile(), "endless": endless()}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all tests."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS.split())
        yield started
        started.close()


def opened(browser: Browser, file: Path, report: Report, scheme: str) -> Page:
    """Open the HTML of a message; what it asks of a network, says in the console or asks the reader is kept on the page."""
    file.write_text(message_of(report, UNATTACHED).html, encoding="utf-8")
    page = browser.new_context(viewport=NARROW, color_scheme=scheme).new_page()  # type: ignore[arg-type]
    heard: list[str] = []
    page.on("request", lambda request: heard.append(request.url) if request.url != file.as_uri() else None)
    page.on("console", lambda message: heard.append(message.text))
    page.on("dialog", lambda dialog: (heard.append(dialog.message), dialog.dismiss()))
    page.goto(file.as_uri())
    assert heard == []
    return page


@pytest.mark.parametrize(("report", "scheme"), [("rich", "light"), ("rich", "dark"), ("hostile", "light"), ("endless", "light")])
def test_it_is_read_on_a_telephone(browser: Browser, tmp_path: Path, report: str, scheme: str) -> None:
    """Nothing is loaded, nothing runs, nobody scrolls sideways, and axe finds no fault: contrast, order of headings, tables."""
    page = opened(browser, tmp_path / "mail.html", REPORTS[report], scheme)
    found = Axe().run(page)
    width = page.evaluate("document.documentElement.scrollWidth")
    page.context.close()

    assert width <= NARROW["width"]
    assert found.violations_count == 0, found.generate_report()


def test_light_and_dark_follow_the_reader(browser: Browser, tmp_path: Path) -> None:
    """No colour of paper or ink is forced on a mail program that has its own."""
    inks = []
    for scheme in ("light", "dark"):
        page = opened(browser, tmp_path / "mail.html", CHANGED, scheme)
        inks.append(int(page.evaluate("getComputedStyle(document.querySelector('h1')).color.match(/\\d+/)[0]")))
        page.context.close()

    assert inks[0] < 60
    assert inks[1] > 200
