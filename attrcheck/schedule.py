"""Which target is fetched next: one queue for each host, so that a host that is slow or asks for pauses holds up nobody else."""

from __future__ import annotations

import heapq
import time
from collections import deque
from collections.abc import Iterable
from fnmatch import fnmatchcase
from threading import Condition
from typing import NamedTuple, Protocol
from urllib.parse import urlsplit

from attrcheck.model import Failure, FailureReason, Target, Value


class Courtesy(Protocol):
    """What a schedule asks about hosts and time: `GoodManners` of the fetch, or nothing."""

    def wait(self, url: str) -> float:
        """Return the seconds until the host of an address may be asked."""
        ...

    def retry_wait(self, target: Target, failure: Failure, tries: int) -> float | None:
        """Return the seconds after which a failed fetch is worth another one, None when it is not."""
        ...

    def seconds_left(self) -> float:
        """Return the seconds until the scan must end."""
        ...

    def notes(self) -> tuple[str, ...]:
        """Return what the reader of the report should know."""
        ...


class NoCourtesy:
    """For pages that no server sends: nothing is waited for, and nothing is tried again."""

    def wait(self, url: str) -> float:  # noqa: ARG002 - all are alike
        """Return no wait."""
        return 0.0

    def retry_wait(self, target: Target, failure: Failure, tries: int) -> float | None:  # noqa: ARG002 - all are alike
        """Return that it is not worth it."""
        return None

    def seconds_left(self) -> float:
        """Return that there is no end."""
        return float("inf")

    def notes(self) -> tuple[str, ...]:
        """Return nothing."""
        return ()


class Selection(Value, frozen=True, kw_only=True):
    """Which targets of a list are fetched: those that one of `only` fits and none of `skip`, and of these the first `pages`.

    Patterns are globs over the whole address as the user gave it: ``*`` is any characters, ``?`` one, ``[ab]`` one of these.
    """

    only: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    pages: int | None = None

    def refusal(self, url: str, taken: int) -> Failure | None:
        """Return why an address is not fetched when `taken` others are, None when it is."""
        barred = next((pattern for pattern in self.skip if fnmatchcase(url, pattern)), None)
        if barred is not None:
            return Failure(reason=FailureReason.SKIPPED, detail=f"It was skipped, as asked for: --skip {barred}")
        if self.only and not any(fnmatchcase(url, pattern) for pattern in self.only):
            return Failure(reason=FailureReason.SKIPPED, detail="It was skipped, as asked for: no pattern of --only fits it.")
        if self.pages is not None and taken >= self.pages:
            return Failure(reason=FailureReason.NOT_REACHED, detail=f"The scan ended before it: --max-pages {self.pages}.")
        return None


class Job(NamedTuple):
    """A target and its place in the list, from 0. `host` is whose turn it takes, "" for nobody's; `tries` is how often it was fetched.

    With `refusal` it is not to be, for that reason.
    """

    place: int
    target: Target
    host: str
    tries: int = 0
    refusal: Failure | None = None


_OVER = Failure(reason=FailureReason.NOT_REACHED, detail="The scan ended before it: --deadline.")


class Schedule:
    """The targets of a scan by host. Threads take jobs from it; of a web host only one is out at a time.

    A host stands among the ready ones, among those that wait until later, or has a job out: never in two of these places.
    """

    def __init__(self, targets: Iterable[Target], courtesy: Courtesy, selection: Selection) -> None:
        """All targets are read at once: an address weighs little, and the last of a list may be the first that can be fetched."""
        self._courtesy = courtesy
        # The next job is the last of its list: a list weighs a seventh of a deque, and most hosts of a long list have one page.
        self._queues: dict[str, list[Job]] = {}
        self._later: list[tuple[float, str]] = []
        self._changed = Condition()
        self._out = taken = 0
        self._is_closed = False
        for place, target in enumerate(targets):
            refusal = selection.refusal(target.url, taken)
            taken += refusal is None
            job = Job(place, target, _host(target.url) if refusal is None else "", refusal=refusal)
            self._queues.setdefault(job.host, []).append(job)
        for queue in self._queues.values():
            queue.reverse()
        self._ready = deque(self._queues)

    def take(self) -> Job | None:
        """Wait for the next job; None when none is left. Each job is given back with `done` or `again`."""
        with self._changed:
            while not self._is_closed and (self._queues or self._out):
                is_over = self._courtesy.seconds_left() <= 0
                soonest = self._wake(is_over=is_over)
                if not self._ready:
                    self._changed.wait(soonest)
                elif (job := self._next(is_over=is_over)) is not None:
                    return job
            return None

    def done(self, job: Job) -> None:
        """Give a job back whose fetch has ended: its host is free."""
        with self._changed:
            self._out -= 1
            if job.host and job.host in self._queues:
                self._ready.append(job.host)
            self._changed.notify_all()

    def again(self, job: Job, seconds: float) -> None:
        """Give a job back that is to be fetched once more, first of its host, after these seconds."""
        with self._changed:
            self._out -= 1
            self._queues.setdefault(job.host, []).append(job._replace(tries=job.tries + 1))
            heapq.heappush(self._later, (time.monotonic() + seconds, job.host))
            self._changed.notify_all()

    def close(self) -> None:
        """Give out no more jobs."""
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()

    def _next(self, *, is_over: bool) -> Job | None:
        """Return the next job of the host that has been ready longest, None when it must wait on."""
        host = self._ready.popleft()
        queue = self._queues[host]
        wait = self._courtesy.wait(queue[-1].target.url) if host and not is_over else 0.0
        if wait > 0:
            heapq.heappush(self._later, (time.monotonic() + wait, host))
            return None
        job = queue.pop()
        if is_over:
            job = job._replace(host="", refusal=job.refusal or _OVER)
        if not queue:
            del self._queues[host]
        elif not job.host:
            self._ready.append(host)
        self._out += 1
        return job

    def _wake(self, *, is_over: bool) -> float | None:
        """Put hosts whose wait is over, or all when the scan is, among the ready; return the seconds to the next one, None without any."""
        now = time.monotonic()
        while self._later and (is_over or self._later[0][0] <= now):
            self._ready.append(heapq.heappop(self._later)[1])
        if not self._later:
            return None
        return min(self._later[0][0] - now, max(0.0, self._courtesy.seconds_left()))


def _host(url: str) -> str:
    """Return the host whose queue a target stands in; "" for saved pages, of which any number may be read at once."""
    try:
        parts = urlsplit(url)
        return (parts.hostname or "") if parts.scheme in ("http", "https") else ""
    except ValueError:
        return ""
