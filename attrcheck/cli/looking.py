"""The browser of a scan: whether there is one, and where its pictures go."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from attrcheck.cli.options import Viewing
from attrcheck.errors import OutputError
from attrcheck.fetch import Fetcher
from attrcheck.fetch.browser import find_program, missing
from attrcheck.model import Capture
from attrcheck.rendering import InBrowser, Look, WithoutBrowser


@contextmanager
def looking(viewing: Viewing, fetch: Fetcher) -> Iterator[Look]:
    """Give what looks at the pages of a scan, a browser or not. Raises click's UsageError where one is asked for that is not there."""
    program, lacking = find_program(), missing()
    is_asked_for = viewing.browser == "always" or viewing.screenshots is not None
    if viewing.browser == "never" and viewing.screenshots is not None:
        raise click.UsageError("--screenshots needs a browser, and --browser never forbids it")
    if is_asked_for and lacking:
        raise click.UsageError(f"{'--browser always' if viewing.browser == 'always' else '--screenshots'}: {lacking}")
    if viewing.browser == "never" or lacking or program is None:
        yield WithoutBrowser(f"--browser {viewing.browser}{lacking and f': {lacking}'}")
        return
    # Playwright is an extra, and takes half a second to import.
    from attrcheck.fetch.browser.session import Browser  # noqa: PLC0415

    keep = _Pictures(viewing.screenshots).keep if viewing.screenshots is not None else None
    with Browser(program, fetch, takes_screenshots=keep is not None) as browser:
        yield InBrowser(browser.render, shows_all=viewing.browser == "always", keep=keep)


class _Pictures:
    """A folder of screenshots, named by the digest of the page as the browser wrote it down."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(f"{folder}: cannot be made: {error.strerror}") from error

    def keep(self, capture: Capture) -> str:
        """Write the screenshot of a capture and return the file's name."""
        rendering = capture.record.rendering
        name = f"{(rendering.digest if rendering else capture.record.digest).removeprefix('sha256:')}.webp"
        try:
            (self._folder / name).write_bytes(capture.screenshot or b"")
        except OSError as error:
            raise OutputError(f"{self._folder / name}: cannot be written: {error.strerror}") from error
        return name
