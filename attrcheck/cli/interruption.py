"""Ctrl-C and SIGTERM: the pages in hand are finished, what is done is reported, and a second time stops at once."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from types import FrameType

from attrcheck.fetch import Fetcher
from attrcheck.model import Capture, Failure, FailureReason, Target, TargetReport

# Seconds that pages in hand have to end: most answer within a few, and whoever presses Ctrl-C wants to see an end.
GRACE_SECONDS = 8.0
_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_SAID = b"attrcheck: finishing the pages in hand; Ctrl-C again stops at once\n"


class Interruption:
    """Whether somebody asked to stop, and what is left undone because of it."""

    def __init__(self) -> None:
        """Nobody asked."""
        self.is_asked = False
        self._left: set[str] = set()
        self._timer: threading.Timer | None = None

    def until(self, targets: Iterable[Target]) -> Iterator[Target]:
        """Yield targets until somebody asks to stop."""
        for target in targets:
            if self.is_asked:
                return
            yield target

    def leaving(self, fetch: Fetcher) -> Fetcher:
        """Return a fetcher that begins no further target once somebody asked to stop; posts about a page in hand are read still."""

        def begun(target: Target) -> Capture | Failure:
            # Only what the user named has a source.
            if self.is_asked and target.source is not None:
                self._left.add(target.url)
                return Failure(reason=FailureReason.INTERNAL, detail="The scan was stopped before this page.")
            return fetch(target)

        return begun

    def was_left(self, reports: Iterable[TargetReport]) -> bool:
        """Tell whether reports are about a target that was not begun: they say nothing and count for nothing."""
        return any(report.url in self._left for report in reports)

    def ask(self, *_: int | FrameType | None) -> None:
        """Take note of a signal. Raises KeyboardInterrupt the second time, or when the time for the pages in hand is over."""
        if self.is_asked:
            raise KeyboardInterrupt
        self.is_asked = True
        # Not through Python's buffers, in whose middle the signal may have come.
        os.write(sys.__stderr__.fileno() if sys.__stderr__ else 2, _SAID)
        self._timer = threading.Timer(GRACE_SECONDS, _wake)
        self._timer.daemon = True
        self._timer.start()

    def end(self) -> None:
        """Forget about the time for the pages in hand."""
        if self._timer is not None:
            self._timer.cancel()


@contextmanager
def interruption() -> Iterator[Interruption]:
    """Take note of Ctrl-C and SIGTERM inside this block; only the main thread of a program can."""
    asked = Interruption()
    is_main = threading.current_thread() is threading.main_thread()
    before = {number: signal.signal(number, asked.ask) for number in _SIGNALS} if is_main else {}
    try:
        yield asked
    finally:
        asked.end()
        for number, handler in before.items():
            signal.signal(number, handler)


def _wake() -> None:
    """Give the main thread the second Ctrl-C: a signal ends its waiting, which nothing else does."""
    if hasattr(signal, "pthread_kill"):
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
    else:
        signal.raise_signal(signal.SIGINT)
