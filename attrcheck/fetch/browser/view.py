"""One page in the browser: shown, left to settle, looked at in an isolated world, written down as HTML."""

from __future__ import annotations

import asyncio
import base64
import json
import secrets
from functools import cache
from importlib.resources import files
from typing import Any

from msgspec.structs import replace
from playwright.async_api import BrowserContext, CDPSession, Error, Page

from attrcheck.fetch.browser.contract import Bounds
from attrcheck.fetch.browser.requests import Visit
from attrcheck.fetch.contract import FetchStopped, body_digest, shorten
from attrcheck.model import Capture, FailureReason, Rendering

# A common small screen of a desk: what lies beyond its height is scrolled to.
VIEWPORT_WIDTH, VIEWPORT_HEIGHT = 1280, 800
# Wide enough to see what a page is and where things stand, and to read headings; the whole picture is for reading.
THUMBNAIL_WIDTH = 480

# As readers do before they judge a page: scroll down it, so that what appears on scrolling has appeared. 20 screens at most.
_SCROLL_DOWN = """(async () => {
  for (let step = 1; step <= 20 && step * innerHeight < document.documentElement.scrollHeight; step += 1) {
    scrollTo({ top: step * innerHeight, behavior: "instant" });
    await new Promise((go) => setTimeout(go, 50));
  }
  scrollTo({ top: 0, behavior: "instant" });
})()"""

# Ways out of a page that no request goes through. The network is dead for them anyway; this saves the browser the attempt.
NO_WAYS_OUT = "delete window.RTCPeerConnection; delete window.webkitRTCPeerConnection; window.open = () => null;"

_TOO_LARGE = {
    "elements": "the page grows to more than {bounds.elements:,} elements when its scripts run",
    "characters": "the page grows to more than {bounds.characters:,} characters when its scripts run",
}


class View:
    """A capture as a reader's browser shows it. One view, one page."""

    def __init__(self, capture: Capture, visit: Visit, bounds: Bounds, *, browser: str) -> None:
        self._capture, self._visit, self._bounds, self._browser = capture, visit, bounds, browser

    async def taken(self, context: BrowserContext, *, has_screenshot: bool) -> Capture:
        """Show the page and return what a reader sees of it. Raises FetchStopped, Playwright's Error and TimeoutError."""
        await context.route("**/*", self._visit.answer)
        await context.add_init_script(NO_WAYS_OUT)
        page = await context.new_page()
        crash = asyncio.Event()
        page.on("crash", lambda _: crash.set())
        context.on("page", _close)
        shown = asyncio.ensure_future(self._shown(page, context, has_screenshot=has_screenshot))
        crashed = asyncio.ensure_future(crash.wait())
        try:
            await asyncio.wait((shown, crashed), return_when=asyncio.FIRST_COMPLETED)
        finally:
            shown.cancel()
            crashed.cancel()
            await asyncio.wait((shown, crashed))
        if crash.is_set() or shown.cancelled():
            raise FetchStopped(FailureReason.TOO_LARGE, "the page broke down in the browser; it may have filled its memory")
        return shown.result()

    async def _shown(self, page: Page, context: BrowserContext, *, has_screenshot: bool) -> Capture:
        try:
            # Not until the page says that it has loaded: one that wants to go elsewhere never does. The whole view has a time-out.
            await page.goto(self._capture.record.final_url, wait_until="commit", timeout=0)
        except Error:
            self._require_stay()
            raise
        session = await context.new_cdp_session(page)
        await self._visit.quiet()
        world = await _isolated_world(session)
        await _evaluate(session, world, _SCROLL_DOWN, awaits=True)
        await self._visit.quiet()
        self._require_stay()
        seen = await self._looked_at(session)
        pictures = (await self._screenshot(session), await self._thumbnail(session)) if has_screenshot else (None, None)
        if self._visit.trouble:
            raise self._visit.trouble
        return self._capture_of(*seen, *pictures)

    def _require_stay(self) -> None:
        if self._visit.left_for:
            raise FetchStopped(FailureReason.UNREADABLE, f"the page leads on to {shorten(self._visit.left_for)} by a script")

    async def _looked_at(self, session: CDPSession) -> tuple[str, str]:
        """Return the page as HTML and the attribute that tells what a reader sees of it, which no page can have guessed."""
        mark = f"data-seen-{secrets.token_hex(16)}"
        bounds = self._bounds
        options = {"mark": mark, "elements": bounds.elements, "characters": bounds.characters, "milliseconds": bounds.look_seconds * 1000}
        world = await _isolated_world(session)
        seen = await _evaluate(session, world, f"({_look()})({json.dumps(options)})")
        if seen["because"]:
            raise FetchStopped(FailureReason.TOO_LARGE, _TOO_LARGE[seen["because"]].format(bounds=bounds))
        return seen["html"], mark

    async def _screenshot(self, session: CDPSession) -> bytes | None:
        """Return a picture of the whole page, cut at a height; None where it weighs too much."""
        taken = await _picture(session, self._bounds.screenshot_pixels, quality=70)
        return taken if len(taken) <= self._bounds.screenshot_bytes else None

    async def _thumbnail(self, session: CDPSession) -> bytes | None:
        """Return a small picture of the page's top, for reports; None where it weighs too much."""
        taken = await _picture(session, self._bounds.thumbnail_pixels, quality=50, scale=THUMBNAIL_WIDTH / VIEWPORT_WIDTH)
        return taken if len(taken) <= self._bounds.thumbnail_bytes else None

    def _capture_of(self, html: str, mark: str, screenshot: bytes | None, thumbnail: bytes | None) -> Capture:
        body = html.encode("utf-8", "replace")
        kept = tuple((name, value) for name, value in self._capture.headers if name.lower() != "content-type")
        made = Rendering(
            by=self._browser, digest=body_digest(body), size=len(body), lacks_style=self._visit.lacks_style, thumbnail=thumbnail
        )
        return Capture(
            record=replace(self._capture.record, rendering=made),
            body=body,
            headers=(*kept, ("Content-Type", "text/html; charset=utf-8")),
            seen_mark=mark,
            screenshot=screenshot,
        )


async def _close(page: Page) -> None:
    """Close a window that a page opened."""
    try:
        await page.close()
    except Error:
        return


async def _picture(session: CDPSession, pixels: int, *, quality: int, scale: float = 1.0) -> bytes:
    """Return a WebP picture of the page from its top, cut at so many pixels of its height."""
    size = (await session.send("Page.getLayoutMetrics"))["cssContentSize"]
    clip = {"x": 0, "y": 0, "width": VIEWPORT_WIDTH, "height": max(min(size["height"], pixels), 1), "scale": scale}
    picture = {"format": "webp", "quality": quality, "captureBeyondViewport": True, "clip": clip}
    return base64.b64decode((await session.send("Page.captureScreenshot", picture))["data"])


async def _isolated_world(session: CDPSession) -> int:
    """Return a world of its own in the page: it shares the elements with the page's scripts, and no variable, function or prototype."""
    tree = await session.send("Page.getFrameTree")
    made = await session.send("Page.createIsolatedWorld", {"frameId": tree["frameTree"]["frame"]["id"], "worldName": "attrcheck"})
    return int(made["executionContextId"])


async def _evaluate(session: CDPSession, world: int, script: str, *, awaits: bool = False) -> Any:
    order = {"expression": script, "contextId": world, "returnByValue": True, "awaitPromise": awaits}
    answer = await session.send("Runtime.evaluate", order)
    if "exceptionDetails" in answer:
        raise FetchStopped(FailureReason.UNREADABLE, "the page cannot be looked at: a script of attrcheck failed on it")
    return answer["result"].get("value")


@cache
def _look() -> str:
    return files(__package__).joinpath("look.js").read_text(encoding="utf-8")
