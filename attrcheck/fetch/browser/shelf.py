"""Scripts and style sheets that several pages load: fetched once, so that no site is asked for them with every page."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from concurrent.futures import Executor

from attrcheck.fetch.contract import Fetcher
from attrcheck.model import Capture, Failure, Target

# Bytes that are kept for the next page: the scripts and style sheets of some fifty sites.
_KEPT_BYTES = 50_000_000


class Shelf:
    """Brings what pages load, and keeps the latest of it. To be used in one event loop; fetches run on `threads`."""

    def __init__(self, fetch: Fetcher, threads: Executor) -> None:
        self._fetch, self._threads = fetch, threads
        self._kept: OrderedDict[str, asyncio.Future[Capture | Failure]] = OrderedDict()
        self._size = 0

    async def bring(self, url: str) -> Capture | Failure:
        """Return what is at an address; those who ask for it at the same time share one fetch."""
        if url not in self._kept:
            loop = asyncio.get_running_loop()
            # Accept */* brings any type of content, and errors too, which scripts may expect.
            coming = loop.run_in_executor(self._threads, self._fetch, Target(url=url, accept="*/*"))
            self._kept[url] = coming
            coming.add_done_callback(self._weigh)
        self._kept.move_to_end(url)
        # A page that is given up must not take the fetch from another that waits for it.
        return await asyncio.shield(self._kept[url])

    def _weigh(self, coming: asyncio.Future[Capture | Failure]) -> None:
        """Count a fetch that has ended, and drop the oldest while there are too many bytes."""
        self._size += _weight(coming)
        while self._size > _KEPT_BYTES and len(self._kept) > 1:
            oldest = next((url for url, kept in self._kept.items() if kept.done()), None)
            if oldest is None:
                return
            self._size -= _weight(self._kept.pop(oldest))


def _weight(coming: asyncio.Future[Capture | Failure]) -> int:
    """Return the bytes of what a fetch brought, with a kilobyte for all that is around them."""
    if coming.cancelled() or coming.exception() is not None:
        return 1_000
    brought = coming.result()
    return 1_000 + (len(brought.body) if isinstance(brought, Capture) else 0)
