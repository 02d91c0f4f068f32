"""How large the HTML report of many pages is, how long it takes to write, and how long Chromium takes to open it and to search in it.

    python -m tests.benchmarks.html [PAGES]

Every page of it reuses the work; the findings are those of the cases. Chromium's own times are those of navigation timing.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from attrcheck.reporters.html import render
from tests.reporters.test_html import many
from tests.reporters.test_html_browser import CHROMIUM, FLAGS

_TIMES = "(() => { const t = performance.getEntriesByType('navigation')[0]; return [t.domInteractive, t.loadEventEnd]; })()"


def main(pages: int) -> None:
    """Print the figures."""
    report = many(pages)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "report.html")
        begun = time.perf_counter()
        file.write_text("".join(render(report)), encoding="utf-8")
        print(f"{pages} pages: {file.stat().st_size / 1e6:.2f} MB, written in {time.perf_counter() - begun:.2f} s")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS.split())
            for width in (1280, 360):
                page = browser.new_page(viewport={"width": width, "height": 800})
                page.goto(file.as_uri())
                interactive, loaded = page.evaluate(_TIMES)
                begun = time.perf_counter()
                page.fill("input[type=search]", "ferry outlet-7")
                page.inner_text("#shown")
                print(
                    f"{width} px: interactive {interactive:.0f} ms, loaded {loaded:.0f} ms, first search {time.perf_counter() - begun:.2f} s"
                )
            browser.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000)
