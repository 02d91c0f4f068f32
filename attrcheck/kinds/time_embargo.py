"""time.embargo: the copy did not appear before the terms allow it.

Passes: the page states that it was published on or after the first day on which copies may appear.

Fails: the page was fetched, or states that it was published, more than a day before that day, so that no time zone explains it.

Cannot tell: the page states no day of publication, several, the day before the embargo ends, or the day on which the work itself appeared
or an earlier one: many sites print the work's own date over a later copy. A fetch before the embargo ended decides even then.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from msgspec.structs import replace

from attrcheck.kinds.days import MAX_DAYS, TOLERANCE, captured_day, stated_day
from attrcheck.kinds.requirement import Problem, Requirement
from attrcheck.model import Conclusion, Outcome, Place, Subject, Work
from attrcheck.text import is_date


class TimeEmbargo(Requirement, frozen=True, kw_only=True, tag="time.embargo"):
    """Not before so many days after the work, or not before a date."""

    days: int | None = None
    until: str | None = None

    kind = "time.embargo"
    possible_places = frozenset({Place.ARTICLE})

    def sentence(self) -> str:
        """Return the duty in words that follow "must"."""
        return f"wait {self.days} days" if self.days is not None else f"wait until {self.until}"

    def problems(self) -> Iterator[Problem]:
        """Yield that not exactly one of days and until is given, and a date that is none."""
        if (self.days is None) == (self.until is None):
            yield Problem("days", "give either days or until")
        if self.days is not None and not 1 <= self.days <= MAX_DAYS:
            yield Problem("days", f"{self.days} is not from 1 to {MAX_DAYS}")
        if self.until is not None and not is_date(self.until):
            yield Problem("until", f"{self.until!r} is not a date like 2019-08-24")

    def lacks(self, work: Work) -> str:
        """Return that the day of publication is not known."""
        missing = self.days is not None and not work.published
        return "counts from the work's publication, but its day is not known: [work] has no published" if missing else ""


def check(requirement: TimeEmbargo, work: Work, subject: Subject) -> Conclusion:
    """Return whether the copy waited."""
    published = date.fromisoformat(work.published) if work.published and is_date(work.published) else None
    first = _first_day(requirement, published)
    if first is None:
        return _said(Outcome.CANNOT_TELL, "the day on which the work was published is not known", requirement)
    seen = captured_day(subject)
    # A page that was fetched before the work appeared tells of a wrong date of the work, unless the embargo has a date of its own.
    if seen and (first - seen).days > TOLERANCE and (requirement.until or (published and seen >= published)):
        return _said(Outcome.FAILED, f"the page was there on {seen}; copies may appear from {first} on", requirement)
    stated = stated_day(subject)
    if stated.day is None:
        return replace(_said(Outcome.CANNOT_TELL, stated.reason, requirement), evidence=stated.evidence)
    reason = f"{stated.reason}; copies may appear from {first} on"
    early = (first - stated.day).days
    if early <= 0:
        return Conclusion(outcome=Outcome.PASSED, reason=reason, evidence=stated.evidence)
    if early > TOLERANCE and _is_works_own(stated.day, requirement, published):
        outcome, reason = Outcome.CANNOT_TELL, f"{reason}; the day may be the work's own, printed over a later copy"
    else:
        outcome = Outcome.FAILED if early > TOLERANCE else Outcome.CANNOT_TELL
    return replace(_said(outcome, reason, requirement), evidence=stated.evidence)


def remedy(requirement: TimeEmbargo) -> str:
    """Return what would have been right."""
    return f"Ask the author: a copy must {requirement.sentence()}."


def _first_day(requirement: TimeEmbargo, published: date | None) -> date | None:
    """Return the first day on which copies may appear."""
    if requirement.until:
        return date.fromisoformat(requirement.until)
    return published + timedelta(requirement.days or 0) if published else None


def _is_works_own(day: date, requirement: TimeEmbargo, published: date | None) -> bool:
    """Tell whether a stated day may be that of the work: a copy cannot be older, unless it was handed out before a fixed day."""
    return published is not None and (day == published or (day < published and not requirement.until))


def _said(outcome: Outcome, reason: str, requirement: TimeEmbargo) -> Conclusion:
    return Conclusion(outcome=outcome, reason=reason, remedy=remedy(requirement))
