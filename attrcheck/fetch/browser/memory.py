"""How much memory the processes of a browser may take, where the system is Linux: one that takes more is ended.

The limits of the system do not serve: Chromium sets gigabytes aside for each process without using them, as many as its version likes.
"""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

# Bytes in use by one process. The process of a real page takes some 200 MB.
MAX_PROCESS_BYTES = 1_500_000_000
# Seconds between two looks. A script fills half a gigabyte a second with what the bound on its own memory does not count.
_PAUSE_SECONDS = 0.25


async def watch_memory(leader: int) -> None:
    """End every process of a group that takes too much, until this is cancelled. The page of such a process breaks down, no other."""
    while Path("/proc/self/statm").exists():
        for process in _greedy(leader):
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        await asyncio.sleep(_PAUSE_SECONDS)


def _greedy(leader: int) -> Iterator[int]:
    """Yield the processes of a group that take more than they may."""
    page_bytes = os.sysconf("SC_PAGE_SIZE")
    for folder in Path("/proc").glob("[0-9]*"):
        # A process may end while it is looked at.
        with suppress(OSError, ValueError, IndexError):
            resident = int((folder / "statm").read_text(encoding="ascii").split()[1]) * page_bytes
            if resident > MAX_PROCESS_BYTES and os.getpgid(int(folder.name)) == leader:
                yield int(folder.name)
