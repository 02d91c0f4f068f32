"""An installed Chromium that shows captured pages, and has no network of its own: all that a page asks for comes from the scan's fetcher.

It runs in an event loop in a thread of its own, because Playwright belongs to one loop and pages come from many threads. Two pages are
shown at once, each in a profile and a process of its own. A page that does not end is closed; where that fails the browser is killed, and
the next page gets a new one.
"""

from __future__ import annotations

import asyncio
import os
import signal
import socket
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Self

from playwright.async_api import Browser as Chromium
from playwright.async_api import BrowserContext, Error, Playwright, async_playwright

from attrcheck.fetch.browser.contract import Bounds
from attrcheck.fetch.browser.memory import watch_memory
from attrcheck.fetch.browser.program import flags, needs_no_sandbox
from attrcheck.fetch.browser.requests import Visit
from attrcheck.fetch.browser.shelf import Shelf
from attrcheck.fetch.browser.view import VIEWPORT_HEIGHT, VIEWPORT_WIDTH, View
from attrcheck.fetch.contract import Fetcher, FetchStopped
from attrcheck.model import Capture, Failure, FailureReason

# Pages that are shown at once: each takes some 150 MB and most of a core.
_AT_ONCE = 2
# Fetches at once for all pages shown; a browser makes six to a host.
_FETCHES = 8
# A browser that could not be started so often will not start for the next page either.
_START_TRIES = 3
# Seconds in which a page that is asked to close has closed, even one that computes for ever, and in which the browser starts.
_CLOSE_SECONDS, _START_SECONDS = 5.0, 60.0


class _Started:
    """A browser that runs, and the number of its process."""

    def __init__(self, chromium: Chromium, process: int) -> None:
        self.chromium, self.process = chromium, process
        self.name = f"Chromium {chromium.version}"

    def kill(self) -> None:
        """End it at once, with all its processes; Playwright starts it as the first of a group."""
        with suppress(ProcessLookupError, PermissionError):
            if os.getpgid(self.process) != os.getpgid(0):
                os.killpg(self.process, signal.SIGKILL)


class Browser:
    """Shows pages in an installed Chromium. Threads may share it; it starts with its first page. Use it as a context manager."""

    def __init__(self, program: Path, fetch: Fetcher, bounds: Bounds | None = None, *, takes_screenshots: bool = False) -> None:
        self._program, self._bounds, self._takes_screenshots = program, bounds or Bounds(), takes_screenshots
        self._loop = asyncio.new_event_loop()
        self._threads = ThreadPoolExecutor(_FETCHES, thread_name_prefix="browser-fetch")
        self._shelf = Shelf(fetch, self._threads)
        self._turn, self._starting = asyncio.Semaphore(_AT_ONCE), asyncio.Lock()
        self._playwright: Playwright | None = None
        self._started: _Started | None = None
        self._failed_starts = 0
        self._under_way: set[asyncio.Task[object]] = set()
        # Bound and never listening: whatever connects is refused, and no other program can take the port.
        self._nowhere = socket.socket()
        self._thread = Thread(target=self._loop.run_forever, name="browser", daemon=True)

    def __enter__(self) -> Self:
        """Begin to wait for pages."""
        self._nowhere.bind(("127.0.0.1", 0))
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """End the browser; fetches that are under way end by their own limits."""
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._nowhere.close()

    def render(self, capture: Capture) -> Capture | Failure:
        """Return a captured page as a reader sees it once its scripts have run, or why the browser could not show it.

        The record stays that of the original bytes, which are the evidence; its `rendering` speaks of the new ones.
        """
        return asyncio.run_coroutine_threadsafe(self._rendered(capture), self._loop).result()

    async def _rendered(self, capture: Capture) -> Capture | Failure:
        task = asyncio.ensure_future(self._render(capture))
        self._under_way.add(task)
        try:
            return await task
        finally:
            self._under_way.discard(task)

    async def _render(self, capture: Capture) -> Capture | Failure:
        async with self._turn:
            try:
                return await self._shown(capture)
            except FetchStopped as stop:
                return Failure(reason=stop.reason, detail=stop.detail)
            except TimeoutError:
                sentence = f"the page was not done in the browser after {self._bounds.seconds:g} seconds"
                return Failure(reason=FailureReason.TIMEOUT, detail=sentence)
            except Error as error:
                return Failure(reason=FailureReason.UNREADABLE, detail=f"the browser failed: {error.message.splitlines()[0][:200]}")

    async def _shown(self, capture: Capture) -> Capture:
        for is_second_try in (False, True):
            started = await self._running()
            try:
                return await self._viewed(started, capture)
            except Error:
                # A neighbour's page may have cost the browser its life; once more in a new one.
                if is_second_try or started.chromium.is_connected():
                    raise
        raise AssertionError("the second try returns or raises")

    async def _viewed(self, started: _Started, capture: Capture) -> Capture:
        context = await started.chromium.new_context(
            accept_downloads=False,
            service_workers="block",
            reduced_motion="reduce",
            color_scheme="light",
            viewport={"width": VIEWPORT_WIDTH, "height": VIEWPORT_HEIGHT},
        )
        visit = Visit(capture, self._shelf, self._bounds, has_pictures=self._takes_screenshots)
        view = View(capture, visit, self._bounds, browser=started.name)
        watching = asyncio.ensure_future(watch_memory(started.process))
        try:
            async with asyncio.timeout(self._bounds.seconds):
                return await view.taken(context, has_screenshot=self._takes_screenshots)
        finally:
            watching.cancel()
            await self._close(started, context)

    async def _close(self, started: _Started, context: BrowserContext) -> None:
        try:
            async with asyncio.timeout(_CLOSE_SECONDS):
                await context.close()
        except (TimeoutError, Error):
            started.kill()

    async def _running(self) -> _Started:
        """Return the browser, started if there is none or it has died."""
        async with self._starting:
            if self._started is None or not self._started.chromium.is_connected():
                if self._failed_starts >= _START_TRIES:
                    raise Error("it cannot be started")
                self._failed_starts += 1
                self._started = await self._start()
                self._failed_starts = 0
            return self._started

    async def _start(self) -> _Started:
        if self._playwright is None:
            self._playwright = await async_playwright().start()
        chromium = await self._playwright.chromium.launch(
            executable_path=self._program,
            chromium_sandbox=not needs_no_sandbox(),
            proxy={"server": f"http://127.0.0.1:{self._nowhere.getsockname()[1]}"},
            args=flags(),
            handle_sigint=False,
            timeout=_START_SECONDS * 1000,
        )
        session = await chromium.new_browser_cdp_session()
        processes = (await session.send("SystemInfo.getProcessInfo"))["processInfo"]
        return _Started(chromium, next(int(one["id"]) for one in processes if one["type"] == "browser"))

    async def _end(self) -> None:
        # Whoever waits for a page has given it up.
        for task in self._under_way:
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)
        if self._started is not None:
            try:
                async with asyncio.timeout(_CLOSE_SECONDS):
                    await self._started.chromium.close()
            except (TimeoutError, Error):
                self._started.kill()
        if self._playwright is not None:
            await self._playwright.stop()
