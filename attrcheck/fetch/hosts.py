"""One clock and one queue for each host: who may be asked when.

Between two requests to a host lies a pause, and only one connection is open to it at a time. A host is a name, whatever scheme and port;
names that lead to one machine are not known to, and each has a clock of its own.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from attrcheck.fetch.contract import FetchStopped, shorten
from attrcheck.model import FailureReason

# Seconds that a host may make us wait, by Retry-After or Crawl-delay: people wait minutes for a report, not hours.
PATIENCE_SECONDS = 120.0

# Seconds after the first 429 or 503 without Retry-After, and the most after doubling: urllib3 and Scrapy stop at 120 and 60.
FIRST_BACK_OFF, LONGEST_BACK_OFF = 2.0, 60.0

# Answers "too many requests" in a row after which a host is left alone: the fifth came after half a minute of silence.
MOST_SETBACKS = 5

# "Too many requests" and "unavailable", with which a server asks for a pause (RFC 6585, 4; RFC 9110, 15.6.4).
SLOW_DOWN = frozenset({429, 503})

# Seconds to wait for the connection of another thread to the same host: several pages at the default time limit.
_QUEUE_SECONDS = 600.0

# Hosts remembered before those that need no memory any more are dropped.
_MOST_HOSTS = 10_000


class Clock:
    """Time as politeness needs it. Tests pass one that does not wait."""

    def monotonic(self) -> float:
        """Seconds on a clock that is never set."""
        return time.monotonic()

    def now(self) -> datetime:
        """The present moment in UTC."""
        return datetime.now(UTC)

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)


@dataclass
class _Host:
    """What is known of a host; `lock` is held while a connection to it is in use. `free_at` is on the monotonic clock."""

    pause: float
    lock: threading.Lock = field(default_factory=threading.Lock)
    free_at: float = 0.0
    setbacks: int = 0


def host_of(url: str) -> str:
    """Return the name of the host of an address in lower case, "" where it has none.

    >>> host_of("HTTP://News.Example:80/a"), host_of("file:///a.html"), host_of("http://[")
    ('news.example', '', '')
    """
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


class Hosts:
    """The clocks of all hosts. Threads may share them. `pause` is the seconds between an answer and the next request."""

    def __init__(self, pause: float, clock: Clock, ends_at: float) -> None:
        """`ends_at` is when the whole scan must end, on the monotonic clock."""
        self._pause, self._clock, self._ends_at = pause, clock, ends_at
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    def wait(self, url: str) -> float:
        """Return the seconds until the host may be asked; 0 too where it asks for more than we wait, for a turn then fails at once."""
        wait = max(0.0, self._host(url).free_at - self._clock.monotonic())
        return wait if self.is_worth_waiting_for(url) else 0.0

    def is_slowed(self, url: str) -> bool:
        """Tell whether the host asked us to slow down and has not answered otherwise since."""
        return self._host(url).setbacks > 0

    def is_worth_waiting_for(self, url: str) -> bool:
        """Tell whether the host is to be asked again at all, within the time that we wait."""
        host = self._host(url)
        return not self._is_given_up(host) and host.free_at - self._clock.monotonic() <= PATIENCE_SECONDS

    @contextmanager
    def turn(self, url: str, *, pauses: bool) -> Iterator[None]:
        """Hold the host for one request. Without `pauses` the last answer is not waited for: a redirect within a host.

        Raises FetchStopped when the host asks for more patience than we have, or the scan would be over.
        """
        host = self._host(url)
        if not host.lock.acquire(timeout=_QUEUE_SECONDS):
            raise FetchStopped(FailureReason.TIMEOUT, f"The host {shorten(host_of(url))} was busy with other pages for too long.")
        try:
            self._await(host, host_of(url), pauses=pauses or host.setbacks > 0)
            try:
                yield
            finally:
                # A robots.txt and the page after it are one visit.
                if urlsplit(url).path != "/robots.txt":
                    host.free_at = max(host.free_at, self._clock.monotonic() + host.pause)
        finally:
            host.lock.release()

    def slow_down(self, url: str, seconds: float) -> None:
        """Make the pause of a host at least this long."""
        host = self._host(url)
        host.pause = max(host.pause, min(seconds, PATIENCE_SECONDS))

    def heard(self, url: str, status: int, retry_after: str | None) -> None:
        """Take note of an answer: whether the host asks for a pause, and how long."""
        host = self._host(url)
        if status not in SLOW_DOWN:
            host.setbacks = 0
            return
        host.setbacks += 1
        asked = retry_seconds(retry_after, self._clock.now()) if retry_after else None
        back_off: float = min(FIRST_BACK_OFF * 2 ** (host.setbacks - 1), LONGEST_BACK_OFF)
        host.free_at = self._clock.monotonic() + (back_off if asked is None else max(asked, host.pause))

    def _await(self, host: _Host, name: str, *, pauses: bool) -> None:
        if self._is_given_up(host):
            detail = (
                f"The host {shorten(name)} asked {MOST_SETBACKS} times in a row to slow down; it is left alone for the rest of this scan."
            )
            raise FetchStopped(FailureReason.BLOCKED, detail)
        wait = host.free_at - self._clock.monotonic()
        if wait <= 0 or not pauses:
            return
        if wait > PATIENCE_SECONDS:
            asks = f"The host {shorten(name)} asked to be left alone for another {wait:.0f} seconds"
            raise FetchStopped(FailureReason.BLOCKED, f"{asks}; attrcheck waits {PATIENCE_SECONDS:.0f} at most.")
        if self._clock.monotonic() + wait > self._ends_at:
            raise FetchStopped(
                FailureReason.NOT_REACHED, f"The time for the scan ended while the host {shorten(name)} had to be waited for."
            )
        self._clock.sleep(wait)

    def _is_given_up(self, host: _Host) -> bool:
        return host.setbacks >= MOST_SETBACKS

    def _host(self, url: str) -> _Host:
        name = host_of(url)
        with self._lock:
            if len(self._hosts) >= _MOST_HOSTS and name not in self._hosts:
                now = self._clock.monotonic()
                self._hosts = {known: host for known, host in self._hosts.items() if self._is_worth_memory(host, now)}
            return self._hosts.setdefault(name, _Host(self._pause))

    def _is_worth_memory(self, host: _Host, now: float) -> bool:
        return host.lock.locked() or host.free_at > now or host.setbacks > 0 or host.pause > self._pause


def retry_seconds(value: str, now: datetime) -> float | None:
    """Return the seconds that a Retry-After header asks for, in both its forms (RFC 9110, 10.2.3); None for what is neither.

    >>> retry_seconds("120", datetime(2026, 1, 1, tzinfo=UTC)), retry_seconds("soon", datetime(2026, 1, 1, tzinfo=UTC))
    (120.0, None)
    >>> retry_seconds("Thu, 01 Jan 2026 00:01:30 GMT", datetime(2026, 1, 1, tzinfo=UTC))
    90.0
    """
    text = value.strip()
    # More digits than these are no number of seconds that anybody waits; float() would take them all the same.
    if text.isascii() and text.isdigit():
        return float(text[:12])
    try:
        moment = parsedate_to_datetime(text)
        if moment.tzinfo is None:  # "-0000": UTC, of unknown place
            moment = moment.replace(tzinfo=UTC)
        return max(0.0, (moment - now).total_seconds())
    except (ValueError, OverflowError):
        return None
