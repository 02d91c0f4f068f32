"""How attrcheck behaves on other people's servers: robots.txt obeyed, one request at a time and a pause between two of a host."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import partial
from typing import Protocol

from attrcheck.fetch.contract import shorten
from attrcheck.fetch.deadline import off_the_clock
from attrcheck.fetch.hosts import PATIENCE_SECONDS, SLOW_DOWN, Clock, Hosts, host_of
from attrcheck.fetch.kept import Kept, KeptRobots
from attrcheck.fetch.robots import require_allowed, robots_address, rules_of
from attrcheck.model import Capture, Failure, FailureReason, Target, Value

# Seconds for which a robots.txt counts: RFC 9309, 2.4, says no more than 24 hours.
_KEPT_SECONDS = 24 * 3600.0

# Seconds after which a robots.txt that could not be read is asked for again: a host that is down stays so for more than a page or two.
_UNREAD_SECONDS = 600.0

# Fetches after the first of one page: a third answer would be the same.
_MOST_RETRIES = 2

# Sentences about hosts in one report.
_MOST_NOTES = 20

# Fetches the robots.txt at an address, following redirects; and takes note of status and Retry-After of an answer.
Ask = Callable[[str], Capture | Failure]
Heard = Callable[[int, str | None], None]


class Politeness(Value, frozen=True, kw_only=True):
    """How polite a scan is: the most requests a second to a host, whether robots.txt binds, and the seconds that the whole scan may take.

    One request a second is what Scrapy's project template has; Nutch waits five seconds, LinkChecker makes ten requests a second.
    """

    rate: float = 1.0
    respects_robots: bool = True
    total_seconds: float = math.inf


class Manners(Protocol):
    """What a fetcher asks before and after each request."""

    def turn(self, url: str, came_from: str, ask: Ask | None) -> AbstractContextManager[Heard]:
        """Hold the turn for one request; tell the status and Retry-After of its answer to what the block gets.

        `came_from` is the address that redirected here, or ""; `ask` fetches a robots.txt, None for what robots.txt is not about.
        Raises FetchStopped when the request must not be made.
        """
        ...

    def previous(self, url: str) -> Capture | None:
        """Return what an earlier scan brought from an address, None when nothing did."""
        ...


class NoManners:
    """For a server of one's own: requests are made as they come."""

    @contextmanager
    def turn(self, url: str, came_from: str, ask: Ask | None) -> Iterator[Heard]:  # noqa: ARG002 - all turns are alike
        """Wait for nothing."""
        yield lambda _status, _retry_after: None

    def previous(self, url: str) -> Capture | None:
        """Know of no earlier scan."""
        return nothing_before(url)


def nothing_before(url: str) -> Capture | None:
    """Know of no earlier scan."""
    return None


class GoodManners:
    """The manners of one scan. Threads may share them."""

    def __init__(
        self,
        politeness: Politeness = Politeness(),  # noqa: B008 - frozen
        *,
        clock: Clock = Clock(),  # noqa: B008 - holds nothing
        previous: Callable[[str], Capture | None] = nothing_before,
    ) -> None:
        """The time for the scan begins now."""
        self._politeness, self._clock, self._earlier = politeness, clock, previous
        self._ends_at = clock.monotonic() + politeness.total_seconds
        self._hosts = Hosts(1 / politeness.rate, clock, self._ends_at)
        self._robots = KeptRobots()
        self._notes: dict[str, str] = {}

    @contextmanager
    def turn(self, url: str, came_from: str, ask: Ask | None) -> Iterator[Heard]:
        """Obey robots.txt, wait for the host's turn, and hold it for one request."""
        with ExitStack() as visit:
            with off_the_clock():
                if ask is not None and self._politeness.respects_robots:
                    self._obey(url, ask)
                # One visit: a redirect within a host is followed at once, as browsers do.
                visit.enter_context(self._hosts.turn(url, pauses=host_of(came_from) != host_of(url)))
            yield partial(self._hosts.heard, url)

    def previous(self, url: str) -> Capture | None:
        """Return what an earlier scan brought from an address."""
        return self._earlier(url)

    def wait(self, url: str) -> float:
        """Return the seconds until the host of an address has its turn, 0 for what has no host."""
        return self._hosts.wait(url) if host_of(url) else 0.0

    def retry_wait(self, target: Target, failure: Failure, tries: int) -> float | None:
        """Return the seconds after which a page is worth another request, None when it is not; `tries` have been made."""
        if tries > _MOST_RETRIES or target.accept:
            return None
        asked = failure.redirects[-1] if failure.redirects else target.url
        is_dropped = failure.reason is FailureReason.CONNECTION and failure.status is None
        # Where robots.txt did not come for that reason, the page itself has no status.
        is_slowed = failure.status in SLOW_DOWN or (failure.reason is FailureReason.ROBOTS and self._hosts.is_slowed(asked))
        if not (is_dropped or is_slowed) or not self._hosts.is_worth_waiting_for(asked):
            return None
        wait = self._hosts.wait(asked)
        return wait if self._clock.monotonic() + wait < self._ends_at else None

    def seconds_left(self) -> float:
        """Return the seconds until the scan must end, not above 0 when it must."""
        return self._ends_at - self._clock.monotonic()

    def notes(self) -> tuple[str, ...]:
        """Return what the reader of a report should know: rules that were not obeyed to the letter."""
        if self._politeness.respects_robots:
            return tuple(self._notes.values())
        return ("robots.txt was not asked (--ignore-robots)", *self._notes.values())

    def _obey(self, url: str, ask: Ask) -> None:
        place = robots_address(url)
        kept = self._robots.of(place)
        with kept.lock:
            if self._clock.monotonic() >= kept.until:
                self._read(kept, place, ask)
            rules = kept.rules
        require_allowed(rules, url)

    def _read(self, kept: Kept, place: str, ask: Ask) -> None:
        rules = rules_of(ask(place))
        seconds = _KEPT_SECONDS
        if isinstance(rules, Failure):
            # A server that asks for a pause is asked again after it.
            is_for_now = rules.status in SLOW_DOWN or rules.reason is FailureReason.NOT_REACHED
            seconds = 0.0 if is_for_now else _UNREAD_SECONDS
        else:
            self._heed(place, rules.crawl_delay)
        self._robots.keep(place, kept, rules, self._clock.monotonic() + seconds)

    def _heed(self, place: str, delay: float | None) -> None:
        if delay is None:
            return
        self._hosts.slow_down(place, delay)
        name = host_of(place)
        if delay > PATIENCE_SECONDS and len(self._notes) < _MOST_NOTES:
            asks = f"{shorten(name)} asks for {delay:.0f} seconds between two requests (Crawl-delay)"
            self._notes[name] = f"{asks}; attrcheck waited {PATIENCE_SECONDS:.0f}, the longest that it waits"
