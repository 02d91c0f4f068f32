"""What earlier runs say about a finding or a page, and what the licensor has decided about it."""

from __future__ import annotations

from attrcheck.model.value import Value
from attrcheck.model.words import BaselineState, EventSort, Place, Verdict, WaiverReason


class Waiver(Value, frozen=True, kw_only=True):
    """An accepted failure: why, in a word of the list and in a sentence, by whom, and until which day (ISO 8601, that day included)."""

    reason: WaiverReason
    because: str
    by: str
    until: str


class Past(Value, frozen=True, kw_only=True):
    """What is known of a finding from earlier runs: how it stands to the run before, and since when its outcome is what it is.

    A finding that failed or is open is `unchanged` while it does, whatever its wording; `since` is the start of the run that saw it first.
    A failed one does not `count` before it has been seen as often, or for as long, as the terms or the user ask.
    """

    state: BaselineState
    since: str
    counts: bool = True


class Moment(Value, frozen=True, kw_only=True):
    """How a page stood in one run: when that began, the verdict, why it could not be read, how many findings failed, the digest."""

    run: str
    at: str
    verdict: Verdict
    failure: str = ""
    failed: int = 0
    digest: str = ""


class Event(Value, frozen=True, kw_only=True):
    """Something that has changed about a page since the run before, or that stays as bad as it was: one sentence, and what it is about.

    `identity` is that of the finding, empty where the whole page or the terms are meant. `before` and `now` are outcomes or verdicts;
    `since` is when it was first seen as it is now.
    """

    sort: EventSort
    url: str
    text: str
    work: str | None = None
    identity: str = ""
    requirement: str = ""
    place: Place | None = None
    subject: str = ""
    before: str = ""
    now: str = ""
    since: str = ""


class Since(Value, frozen=True, kw_only=True):
    """What has changed since the run before: which run that was, when it began, and everything that changed, worst first."""

    run: str
    started: str
    events: tuple[Event, ...] = ()
