"""What a reader must know about the waivers of a report: which have ended, which end soon, and which accept nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date, timedelta
from itertools import islice

from attrcheck.model import TargetReport
from attrcheck.waivers.waivers import Waivers

# So many days before its end a waiver is named: time to ask again.
_SOON = timedelta(days=14)
# So many are named in a note; more nobody reads.
_MOST = 20


class WaivedTargets(Collection[TargetReport]):
    """The targets of a report with their waivers, which are put in whenever they are read: they may be more than memory."""

    def __init__(self, targets: Collection[TargetReport], waivers: Waivers, day: date) -> None:
        self._targets, self._waivers, self._day = targets, waivers, day

    def __len__(self) -> int:
        return len(self._targets)

    def __contains__(self, target: object) -> bool:
        return any(target == one for one in self)

    def __iter__(self) -> Iterator[TargetReport]:
        return (self._waivers.waived(target, self._day) for target in self._targets)


class _Use:
    """How often each waiver was used, taken in one pass over the targets."""

    def __init__(self, targets: Collection[TargetReport], waivers: Waivers, day: date) -> None:
        self.accepted: Counter[int] = Counter()
        self.counting_again: Counter[int] = Counter()
        # Those whose page was there, and those of which nothing can be said, because their page could not be read.
        self.met: set[int] = set()
        self.unread: set[int] = set()
        self.has_unread = False
        for target in targets:
            of_page = waivers.of_page(target)
            self.met.update(of_page)
            if target.failure:
                self.has_unread = True
                self.unread.update(of_page)
            for finding in target.findings:
                fitting = waivers.fitting(target, finding, of_page)
                over = [number for number in fitting if waivers.is_over(number, day)]
                self.accepted.update(set(fitting) - set(over))
                if over and len(over) == len(fitting):
                    self.counting_again[over[0]] += 1


def remarks(targets: Collection[TargetReport], waivers: Waivers, day: date) -> tuple[str, ...]:
    """Return sentences about waivers that have ended, that end soon, and that accept nothing here. Goes over all targets once."""
    if not waivers.entries:
        return ()
    use = _Use(targets, waivers, day)
    numbers = range(len(waivers.entries))
    ended = [number for number in numbers if waivers.is_over(number, day)]
    idle = [number for number in numbers if number not in ended and not use.accepted[number] and number not in use.unread]
    soon = [number for number in numbers if use.accepted[number] and waivers.entries[number].until - day <= _SOON]
    gone = [number for number in idle if number in use.met or (waivers.entries[number].finding and not use.has_unread)]
    elsewhere = [number for number in idle if number not in use.met and not waivers.entries[number].finding]
    again = (f"{_named(waivers, number)}, has ended: {_findings(times)} again" for number, times in sorted(use.counting_again.items()))
    listed = (
        _listed(waivers, "have ended, and nothing here needs them", [number for number in ended if number not in use.counting_again]),
        _listed(waivers, f"end within {_SOON.days} days", soon),
        _listed(waivers, "accept nothing any more: what they are for is not failed or open here", gone),
        _listed(waivers, "are for no page of this scan", elsewhere),
    )
    return (*islice(again, _MOST), *filter(None, listed))


def _listed(waivers: Waivers, what: str, numbers: list[int]) -> str:
    more = f" and {len(numbers) - _MOST} more" if len(numbers) > _MOST else ""
    return f"waivers that {what}: {'; '.join(_named(waivers, number) for number in numbers[:_MOST])}{more}" if numbers else ""


def _named(waivers: Waivers, number: int) -> str:
    entry = waivers.entries[number]
    return f"waiver[{number}] for {entry.about}, by {entry.by}, until {entry.until}"


def _findings(times: int) -> str:
    return "1 finding counts" if times == 1 else f"{times} findings count"
