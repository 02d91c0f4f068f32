"""When a fetch must end, looked at before every step that waits: a look-up, a connection, a single read.

A read time-out bounds the pause between two bytes, not a server that sends one byte a second for a day, be it of a header or of a body.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

# When the fetch that runs in this thread must end, on the monotonic clock. A context variable, because the reads happen deep inside
# http.client, which offers no way to hand anything down.
_deadline: ContextVar[float] = ContextVar("deadline", default=math.inf)


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Let everything that is read inside this block take `seconds` altogether; later reads raise `TimeoutError`."""
    token = _deadline.set(time.monotonic() + seconds)
    try:
        yield
    finally:
        _deadline.reset(token)


def remaining_seconds() -> float:
    """Seconds until the deadline, always above 0. Raises `TimeoutError` when it has passed."""
    left = _deadline.get() - time.monotonic()
    if left <= 0:
        raise TimeoutError("the time for this fetch is over")
    return left


@contextmanager
def off_the_clock() -> Iterator[None]:
    """Do not count what happens inside this block against the deadline: waiting for a host's turn is no slowness of the host."""
    started = time.monotonic()
    try:
        yield
    finally:
        _deadline.set(_deadline.get() + time.monotonic() - started)
