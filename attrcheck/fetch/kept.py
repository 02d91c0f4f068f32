"""The robots.txt files of a scan: each is asked for once, and all together weigh no more than a bound."""

from __future__ import annotations

import math
import threading
from collections import OrderedDict
from dataclasses import dataclass, field

from attrcheck.fetch.robots import ALLOW_ALL, Rules
from attrcheck.model import Failure

# What all kept rules may weigh, in bytes of memory: some 6,500 files of 30 rules, or 58,000 without any.
_MOST_BYTES = 64_000_000

# What a file weighs: locks, addresses and empty lists, and protego's patterns for each byte of its rules (tracemalloc: 1,118 and 14.6).
_EACH_BYTES, _BYTES_A_BYTE = 1_100, 15


@dataclass
class Kept:
    """A robots.txt: its rules, or why there are none, until when on the monotonic clock. `lock` is held while it is fetched."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    rules: Rules | Failure = ALLOW_ALL
    until: float = -math.inf

    @property
    def weight(self) -> int:
        """What it weighs in memory, in bytes."""
        return _EACH_BYTES + (self.rules.size * _BYTES_A_BYTE if isinstance(self.rules, Rules) else len(self.rules.detail))


class KeptRobots:
    """All files by their address. Threads may share them."""

    def __init__(self) -> None:
        """Nothing is known yet."""
        self._kept: OrderedDict[str, Kept] = OrderedDict()
        self._weight = 0
        self._lock = threading.Lock()

    def of(self, place: str) -> Kept:
        """Return what is known of a file; those not asked for longest are forgotten where all weigh too much."""
        with self._lock:
            if place not in self._kept:
                self._kept[place] = Kept()
                self._weight += self._kept[place].weight
            self._kept.move_to_end(place)
            while self._weight > _MOST_BYTES and len(self._kept) > 1:
                self._weight -= self._kept.popitem(last=False)[1].weight
            return self._kept[place]

    def keep(self, place: str, kept: Kept, rules: Rules | Failure, until: float) -> None:
        """Take note of what a file says, while its lock is held."""
        with self._lock:
            before = kept.weight
            kept.rules, kept.until = rules, until
            if self._kept.get(place) is kept:
                self._weight += kept.weight - before
