"""A clock that does not wait, and fetchers with manners."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from threading import Lock

import pytest

from attrcheck.fetch import GoodManners, Guard, HttpFetcher, Limits, Politeness
from attrcheck.fetch.hosts import Clock

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)

LOCAL = Guard(allows_private=True)


class FakeClock(Clock):
    """Time goes on only while somebody waits; `waits` are the seconds of each wait."""

    def __init__(self) -> None:
        self.waits: list[float] = []
        self._seconds, self._lock = 0.0, Lock()

    def monotonic(self) -> float:
        return self._seconds

    def now(self) -> datetime:
        return NOON + timedelta(seconds=self._seconds)

    def sleep(self, seconds: float) -> None:
        with self._lock:
            self.waits.append(round(seconds, 3))
            self._seconds += seconds

    def pass_by(self, seconds: float) -> None:
        """Let time go on without anybody waiting."""
        self._seconds += seconds


@pytest.fixture
def clock() -> FakeClock:
    """A clock at noon."""
    return FakeClock()


Polite = Callable[..., HttpFetcher]


@pytest.fixture
def polite(clock: FakeClock, limits: Limits) -> Iterator[Polite]:
    """Make a fetcher with manners on the fake clock; its manners are at `fetcher.manners`."""
    with ExitStack() as open_fetchers:

        def make(previous: Callable[..., object] | None = None, **politeness: object) -> HttpFetcher:
            extra = {"previous": previous} if previous else {}
            manners = GoodManners(Politeness(**politeness), clock=clock, **extra)  # type: ignore[arg-type]
            fetcher = HttpFetcher(limits, "attrcheck/test", guard=LOCAL, now=clock.now, manners=manners)
            fetcher.manners = manners  # type: ignore[attr-defined]
            return open_fetchers.enter_context(fetcher)

        yield make
