"""What a page asks for while the browser shows it: answered by the fetcher of the scan, within bounds, or not at all.

The browser has no network of its own. A page gets what a reader's browser would fetch with GET to show it: scripts, style sheets, what
scripts load, and pictures where a screenshot is asked for. Everything else is refused: other methods, frames, other pages, sockets,
films, fonts.
"""

from __future__ import annotations

import asyncio
import time
from http import HTTPStatus

from playwright.async_api import Error, Request, Route

from attrcheck.errors import AttrcheckError
from attrcheck.fetch.browser.contract import Bounds
from attrcheck.fetch.browser.shelf import Shelf
from attrcheck.model import Capture

# The kinds of requests, in Playwright's words, that make what a reader reads.
WANTED = frozenset({"script", "stylesheet", "xhr", "fetch"})

# Headers of one connection or one coding, which the fetcher has undone, and cookies, which nobody keeps (RFC 9110, section 7.6.1).
NOT_PASSED_ON = frozenset(
    "connection content-encoding content-length keep-alive proxy-authenticate set-cookie trailer transfer-encoding upgrade".split()
)


class Visit:
    """The requests of one page.

    `left_for` is the first address to which the page wanted to go instead of itself, `trouble` is an error of the user's own machine, such
    as a full disk.
    """

    def __init__(self, capture: Capture, shelf: Shelf, bounds: Bounds, *, has_pictures: bool) -> None:
        self._capture, self._shelf, self._bounds = capture, shelf, bounds
        self._wanted = WANTED | {"image"} if has_pictures else WANTED
        self._is_open = False
        self._requests = self._pictures = self._bytes = self._under_way = self._missing_styles = 0
        self._last = time.monotonic()
        self.left_for = ""
        self.trouble: AttrcheckError | None = None

    @property
    def lacks_style(self) -> bool:
        """Whether a style sheet has not come, or not yet."""
        return self._missing_styles > 0

    async def answer(self, route: Route) -> None:
        """Answer one request of the browser."""
        request = route.request
        is_style = request.resource_type == "stylesheet"
        self._missing_styles += is_style
        try:
            if request.is_navigation_request():
                await self._navigate(route)
            elif self._is_permitted(request):
                self._missing_styles -= await self._brought(route) and is_style
            else:
                await route.abort("blockedbyclient")
        except Error:
            # The page was closed meanwhile, or has changed its mind.
            return

    async def quiet(self) -> None:
        """Wait until nothing has been under way for a while, but not for ever: some pages ask again and again."""
        until = time.monotonic() + self._bounds.settle_seconds
        while (self._under_way or time.monotonic() - self._last < self._bounds.quiet_seconds) and time.monotonic() < until:
            await asyncio.sleep(0.05)

    async def _brought(self, route: Route) -> bool:
        """Answer with what the fetcher brings; False when that is nothing, or too much."""
        self._under_way += 1
        try:
            brought = await self._shelf.bring(route.request.url)
        except AttrcheckError as error:
            brought, self.trouble = None, error
        finally:
            self._under_way -= 1
            self._last = time.monotonic()
        self._bytes += len(brought.body) if isinstance(brought, Capture) else 0
        if not isinstance(brought, Capture) or self._bytes > self._bounds.bytes:
            await route.abort("failed")
            return False
        await route.fulfill(status=brought.record.status or 200, headers=_headers(brought), body=brought.body)
        return HTTPStatus.OK <= (brought.record.status or HTTPStatus.OK) < HTTPStatus.MULTIPLE_CHOICES

    async def _navigate(self, route: Route) -> None:
        """Show the page itself, once; neither frames nor other pages."""
        if not self._is_open:
            self._is_open = True
            await route.fulfill(status=200, headers=_headers(self._capture), body=self._capture.body)
            return
        if route.request.frame.parent_frame is None:
            self.left_for = self.left_for or route.request.url
        await route.abort("aborted")

    def _is_permitted(self, request: Request) -> bool:
        kind = request.resource_type
        if request.method != "GET" or kind not in self._wanted or not request.url.startswith(("http:", "https:")):
            return False
        if kind == "image":
            self._pictures += 1
            return self._pictures <= self._bounds.pictures
        self._requests += 1
        return self._requests <= self._bounds.requests


def _headers(capture: Capture) -> dict[str, str]:
    """Return the headers as the browser is to see them; several of one name are one list (RFC 9110, section 5.3)."""
    passed: dict[str, str] = {}
    for name, value in capture.headers:
        key = name.lower()
        if key not in NOT_PASSED_ON:
            passed[key] = f"{passed[key]}, {value}" if key in passed else value
    return passed
