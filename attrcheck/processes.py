"""Where pages are read: in this process for a short list, in one process for each core for a long one."""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, ParamSpec, TypeVar, cast

P = ParamSpec("P")
T = TypeVar("T")

# Starting processes takes as long as reading a dozen pages; shorter lists are read in one thread.
_WORTH_PROCESSES = 12


def page_readers(pages: int, check: Callable[..., Any] | None = None) -> Executor:
    """Return an executor that suits a list of this length.

    `check` is the function that will be called most; with all the works in it, it travels to each process once, not with every page.
    """
    if pages < _WORTH_PROCESSES:
        return ThreadPoolExecutor(max_workers=1, thread_name_prefix="read")
    return _SturdyProcesses(os.cpu_count() or 1, check)


def _pool(processes: int, check: Callable[..., Any] | None) -> ProcessPoolExecutor:
    """Return a pool whose processes are spawned, not forked, because fetching threads are running."""
    return ProcessPoolExecutor(processes, multiprocessing.get_context("spawn"), initializer=_begin, initargs=(check,))


# The function that a process was started with.
_brought: Callable[..., Any] | None = None


def _begin(check: Callable[..., Any] | None) -> None:
    """Begin a process: Ctrl-C is left to its parent, and it ends with it."""
    global _brought  # noqa: PLW0603 - what a process is started with has no other place to be
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _brought = check


def _end_with_parent() -> None:
    """Wait for the parent's end, and end. One that was killed tells nobody, and its pool would wait for pages for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        multiprocessing.connection.wait([parent.sentinel])
        os._exit(1)


def _run_brought(*args: Any, **kwargs: Any) -> Any:
    """Call the function that this process was started with."""
    assert _brought is not None  # noqa: S101 - only submitted to pools that were started with one
    return _brought(*args, **kwargs)


class _SturdyProcesses(Executor):
    """Processes of which one may die: a page that kills its reader costs itself, not the scan.

    When a pool breaks, everything that was under way in it is tried once more in a process of its own; only what breaks that as well
    is given up.
    """

    def __init__(self, processes: int, check: Callable[..., Any] | None) -> None:
        self._processes = processes
        self._check = check
        self._lock = threading.Lock()
        self._shared = _pool(processes, check)

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Run a call to its end; the caller is a fetching thread, which has nothing better to do than to wait."""
        future: Future[T] = Future()
        try:
            future.set_result(self._in_shared(fn, *args, **kwargs))
        except BrokenProcessPool:
            try:
                with _pool(1, None) as alone:
                    future.set_result(alone.submit(fn, *args, **kwargs).result())
            except Exception as error:
                future.set_exception(error)
        except Exception as error:
            future.set_exception(error)
        return future

    def _in_shared(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        shared = self._shared
        try:
            if fn is self._check:
                return cast("T", shared.submit(_run_brought, *args, **kwargs).result())
            return shared.submit(fn, *args, **kwargs).result()
        except BrokenProcessPool:
            with self._lock:
                if self._shared is shared:
                    shared.shutdown(wait=False)
                    self._shared = _pool(self._processes, self._check)
            raise

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the processes."""
        self._shared.shutdown(wait=wait, cancel_futures=cancel_futures)
