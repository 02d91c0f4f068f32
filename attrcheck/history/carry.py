"""What goes on from run to run about a finding or a page, and from when on trouble counts. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from attrcheck.history.pages import OPEN, Carried, Page, Said, Trouble, is_of_a_share
from attrcheck.model import BaselineState, Outcome

TERMS_CHANGED = "terms-changed"
"""Stands for the outcome before a failure that other terms may have brought about."""


class Grace(NamedTuple):
    """From when on a failure counts: it was seen in so many runs in a row, and for so many days."""

    looks: int = 1
    days: int = 0

    def is_over(self, looks: int, since: str, at: str) -> bool:
        """Tell whether trouble that was first seen then counts now."""
        age = datetime.fromisoformat(at) - datetime.fromisoformat(since)
        # A daily scan begins some minutes earlier or later each day, and the third day is the third day.
        return looks >= self.looks and age >= timedelta(days=self.days) - timedelta(hours=1 if self.days else 0)


def carried(before: Page | None, now: Page, at: str, grace: Grace) -> Page:
    """Return a page with what goes on about its findings. `before` is how it stood when it could last be read."""
    is_other = before is not None and before.terms != now.terms
    known = before.said if before else {}
    said = {}
    for one in (*now.said.values(), *_not_looked_for(before, now)):
        said[one.identity] = one._replace(carried=_goes_on(known.get(one.identity), one, at, grace, is_other))
    return now._replace(said=said)


def unread(last: Trouble | None, now: Page, at: str, grace: Grace) -> Trouble:
    """Return since when a page cannot be read; nothing where it can."""
    if not now.failure:
        return Trouble()
    since, looks = (last.since, last.looks + 1) if last and last.failure else (at, 1)
    return Trouble(now.failure, since, looks, bool(last and last.is_told) or grace.is_over(looks, since, at))


def _not_looked_for(before: Page | None, now: Page) -> list[Said]:
    """Return findings of posts that were there before and may be still: what would have found them could not be read."""
    if before is None or now.is_whole or now.failure:
        return []
    lost = [one for name, one in before.said.items() if name not in now.said and is_of_a_share(one) and one.work in now.reuses]
    return [one._replace(outcome=Outcome.UNTESTED.value, reason="what would have found this post could not be read") for one in lost]


def _goes_on(before: Said | None, now: Said, at: str, grace: Grace, is_other: bool) -> Carried:
    past = before.carried if before else None
    if before is None or past is None:
        state, since = BaselineState.NEW.value, at
    elif before.outcome == now.outcome or (before.outcome in OPEN and now.outcome in OPEN):
        state, since = BaselineState.UNCHANGED.value, past.since
    else:
        state, since = BaselineState.UPDATED.value, at
    if now.outcome == Outcome.FAILED:
        return _failing(before, past, at, grace, is_other)
    if now.outcome in OPEN and past is not None:
        # A failure that cannot be told for a while is no new one afterwards.
        return Carried(state, since, past.failed_since, past.looks, past.was, past.counts)
    return Carried(state, since)


def _failing(before: Said | None, past: Carried | None, at: str, grace: Grace, is_other: bool) -> Carried:
    if past is not None and past.failed_since:
        looks = past.looks + 1
        counts = past.counts or grace.is_over(looks, past.failed_since, at)
        # New until it has been told of: a run that asks for new failures alone must not miss the one in which it begins to count.
        state = BaselineState.UNCHANGED.value if past.counts else BaselineState.NEW.value
        return Carried(state, past.failed_since, past.failed_since, looks, past.was, counts)
    was = TERMS_CHANGED if is_other else before.outcome if before else ""
    return Carried(BaselineState.NEW.value, at, at, 1, was, grace.is_over(1, at, at))
