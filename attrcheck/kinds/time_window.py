"""time.window: the copy appeared, or was still there, within the time that the terms give.

Passes: the day on which the page states that it was published lies in the window; or, where every day online counts, the window is still
open on the day on which the page was fetched.

Fails: the stated day lies after the window or before it starts, by more than a day, which time zones cannot explain; or the page was still
there after the window had closed.

Cannot tell: the page states no day of publication, several, one at the edge of the window, or, outside of it, the day on which the work
itself appeared or an earlier one, which many sites print over a later copy; or it is not known when a saved page was online. A day of
change is no day of publication.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum

from attrcheck.kinds.days import MAX_DAYS, TOLERANCE, captured_day, stated_day
from attrcheck.kinds.requirement import Problem, Requirement
from attrcheck.kinds.standing import counted
from attrcheck.model import Conclusion, Outcome, Place, Subject, Work
from attrcheck.text import is_date


class TimeCount(StrEnum):
    """What must lie in the window: when the copy was published, or every day that it can be read."""

    PUBLICATION = "publication"
    ONLINE = "online"


class TimeWindow(Requirement, frozen=True, kw_only=True, tag="time.window"):
    """From `from_days` to `to_days` days after the work a copy may be published, or with `counts` "online" may stand there."""

    to_days: int
    from_days: int = 0
    counts: TimeCount = TimeCount.PUBLICATION

    kind = "time.window"
    possible_places = frozenset({Place.ARTICLE})

    def sentence(self) -> str:
        """Return the duty in words that follow "must"."""
        if self.counts is TimeCount.ONLINE:
            return f"be taken down {self.to_days} days after the work was published"
        since = f"no sooner than {self.from_days} and " if self.from_days else ""
        return f"be published {since}no later than {self.to_days} days after the work"

    def problems(self) -> Iterator[Problem]:
        """Yield a window that ends before it starts."""
        if self.from_days < 0 or self.to_days <= self.from_days:
            yield Problem("to_days", f"the window ends ({self.to_days}) before it starts ({self.from_days})")
        if self.to_days > MAX_DAYS:
            yield Problem("to_days", f"{self.to_days} is more than a century ({MAX_DAYS} days)")

    def lacks(self, work: Work) -> str:
        """Return that the day of publication is not known."""
        return "" if work.published else "counts from the work's publication, but its day is not known: [work] has no published"


def check(requirement: TimeWindow, work: Work, subject: Subject) -> Conclusion:
    """Return whether the copy appeared, or was there, in time."""
    if not (work.published and is_date(work.published)):
        reason = "the day on which the work was published is not known"
        return Conclusion(outcome=Outcome.CANNOT_TELL, reason=reason, remedy=remedy(requirement, None))
    start = date.fromisoformat(work.published)
    check_one = _published if requirement.counts is TimeCount.PUBLICATION else _online
    return check_one(requirement, start, subject)


def remedy(requirement: TimeWindow, start: date | None) -> str:
    """Return what cures a copy outside the window."""
    last = f" ({start + timedelta(requirement.to_days)})" if start else ""
    if requirement.counts is TimeCount.ONLINE:
        return f"Take the copy down, or cut it to a link to the work: it may stand there until {requirement.to_days} days after it{last}."
    return f"Ask for leave: copies may appear until {requirement.to_days} days after the work{last}."


def _published(requirement: TimeWindow, start: date, subject: Subject) -> Conclusion:
    stated = stated_day(subject)
    if stated.day is None:
        return Conclusion(outcome=Outcome.CANNOT_TELL, reason=stated.reason, evidence=stated.evidence, remedy=remedy(requirement, start))
    after = (stated.day - start).days
    outside = max(requirement.from_days - after, after - requirement.to_days)
    reason = f"{stated.reason}, {_after(after)}; allowed are {requirement.from_days} to {requirement.to_days} days after it"
    outcome = Outcome.PASSED if outside <= 0 else Outcome.CANNOT_TELL if outside <= TOLERANCE or after <= 0 else Outcome.FAILED
    passed = outcome is Outcome.PASSED
    return Conclusion(outcome=outcome, reason=reason, evidence=stated.evidence, remedy=None if passed else remedy(requirement, start))


def _online(requirement: TimeWindow, start: date, subject: Subject) -> Conclusion:
    day = captured_day(subject)
    if day is None:
        reason = "when this page was online is not known"
        return Conclusion(outcome=Outcome.CANNOT_TELL, reason=reason, remedy=remedy(requirement, start))
    after = (day - start).days
    if after <= requirement.to_days:
        reason = f"it was there on {day}, {_after(after)}; it may be until {counted(requirement.to_days, 'day')} after it"
        return Conclusion(outcome=Outcome.PASSED, reason=reason)
    outcome = Outcome.FAILED if after > requirement.to_days + TOLERANCE else Outcome.CANNOT_TELL
    reason = f"it was still there on {day}, {_after(after)}; it may be until {counted(requirement.to_days, 'day')} after it"
    return Conclusion(outcome=outcome, reason=reason, remedy=remedy(requirement, start))


def _after(days: int) -> str:
    return f"{counted(abs(days), 'day')} {'before' if days < 0 else 'after'} the work"
