"""The browser of a scan: whether there is one, and where what it makes of pages goes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from msgspec.structs import replace

from attrcheck.cli.keep import Kept
from attrcheck.cli.options import Viewing
from attrcheck.errors import OutputError
from attrcheck.fetch.browser import find_program, missing, needs_no_sandbox
from attrcheck.model import Capture, Rendering
from attrcheck.rendering import AsShownBefore, InBrowser, Keep, Look, WithoutBrowser

AS_ROOT = (
    "a browser was not used because attrcheck runs as root, where Chromium has no sandbox; run it as another user, or permit it with "
    "--browser always or --no-sandbox"
)


@contextmanager
def looking(viewing: Viewing, kept: Kept) -> Iterator[Look]:
    """Give what looks at the pages of a scan, a browser or not. Raises click's UsageError where one is asked for that is not there."""
    lacking = missing() or _forbidden(viewing)
    is_asked_for = viewing.browser == "always" or viewing.screenshots is not None
    if viewing.browser == "never" and viewing.screenshots is not None:
        raise click.UsageError("--screenshots needs a browser, and --browser never forbids it")
    if is_asked_for and lacking:
        raise click.UsageError(f"{'--browser always' if viewing.browser == 'always' else '--screenshots'}: {lacking}")
    with _looking(viewing, kept, lacking) as look:
        yield look if viewing.browser == "never" or kept.find is None else AsShownBefore(kept.find, look)


@contextmanager
def _looking(viewing: Viewing, kept: Kept, lacking: str) -> Iterator[Look]:
    program = find_program()
    if viewing.browser == "never" or lacking or program is None:
        yield WithoutBrowser(f"--browser {viewing.browser}{lacking and f': {lacking}'}")
        return
    # Playwright is an extra, and takes half a second to import.
    from attrcheck.fetch.browser.session import Browser  # noqa: PLC0415

    with Browser(program, kept.fetch, takes_screenshots=viewing.screenshots is not None) as browser:
        yield InBrowser(browser.render, shows_all=viewing.browser == "always", keep=_keep(viewing, kept))


def _forbidden(viewing: Viewing) -> str:
    """Return why a browser that nobody asked for by name is not used, or "": pages are hostile, and its sandbox is what holds them."""
    return AS_ROOT if viewing.browser == "auto" and needs_no_sandbox() and not viewing.no_sandbox else ""


def _keep(viewing: Viewing, kept: Kept) -> Keep:
    """Return who keeps what the browser makes: the archive of the run, where there is one, and the folder of pictures."""
    pictures = None if viewing.screenshots is None else _Pictures(viewing.screenshots)

    def keep(shown: Capture) -> Rendering:
        rendering = shown.record.rendering
        if rendering is None:
            raise ValueError("what is kept was shown by a browser")
        if kept.keep is not None:
            rendering = kept.keep(shown)
        return replace(rendering, screenshot=pictures.keep(rendering, shown.screenshot)) if pictures and shown.screenshot else rendering

    return keep


class _Pictures:
    """A folder of screenshots, named by the digest of the page as the browser wrote it down."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(f"{folder}: cannot be made: {error.strerror}") from error

    def keep(self, rendering: Rendering, screenshot: bytes) -> str:
        """Write the screenshot of a page and return the file's name."""
        name = f"{rendering.digest.removeprefix('sha256:')}.webp"
        try:
            (self._folder / name).write_bytes(screenshot)
        except OSError as error:
            raise OutputError(f"{self._folder / name}: cannot be written: {error.strerror}") from error
        return name
