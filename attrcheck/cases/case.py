"""A case: what one outlet owes for one work, from the day when it was seen until it is settled."""

from __future__ import annotations

from enum import StrEnum

from attrcheck.model import Place, Value


class CaseState(StrEnum):
    """Where a case stands."""

    NEW = "new"
    ASKED = "asked"
    REMINDED = "reminded"
    FIXED = "fixed"
    WAIVED = "waived"
    GONE = "gone"


OPEN = (CaseState.NEW, CaseState.ASKED, CaseState.REMINDED)
"""The states of a case that somebody still works at."""


class EntrySort(StrEnum):
    """What has happened in a case."""

    OPENED = "opened"
    REOPENED = "reopened"
    ASKED = "asked"
    REMINDED = "reminded"
    ANSWERED = "answered"
    NOTE = "note"
    FIXED = "fixed"
    WAIVED = "waived"
    GONE = "gone"


class PointState(StrEnum):
    """How a finding of a case stands."""

    OPEN = "open"
    FIXED = "fixed"
    WAIVED = "waived"
    GONE = "gone"


class Proof(Value, frozen=True, kw_only=True):
    """The capture that shows how a page was: its time and digest, its run, and its record in the archive of that run."""

    run: str
    captured_at: str
    digest: str
    file: str = ""
    record: str = ""


class Point(Value, frozen=True, kw_only=True):
    """A finding of a case. `before` is the last capture in which it failed, `after` the first one in which it did not any more."""

    identity: str
    page: str
    requirement: str
    place: Place
    subject: str
    state: PointState = PointState.OPEN
    before: Proof | None = None
    after: Proof | None = None


class Entry(Value, frozen=True, kw_only=True):
    """Something that happened on a day; `by` is empty for what attrcheck saw itself."""

    on: str
    sort: EntrySort
    text: str = ""
    by: str = ""


class Pickup(Value, frozen=True, kw_only=True):
    """Where the work was taken: a page, or with an empty address a printed or spoken one. `cells` are columns of a tracker sheet."""

    page: str
    seen: str
    cells: dict[str, str] = {}


class Case(Value, frozen=True, kw_only=True):
    """An outlet and a work: the host of its pages, or a name where there is no page; the work's address in comparison form.

    `number` is None for a case that is not kept yet.
    """

    outlet: str
    work: str
    number: int | None = None
    state: CaseState = CaseState.NEW
    points: tuple[Point, ...] = ()
    entries: tuple[Entry, ...] = ()
    pickups: tuple[Pickup, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to work at it."""
        return self.state in OPEN

    def on(self, sort: EntrySort) -> str:
        """Return the last day on which something of this sort happened, empty for never."""
        return max((entry.on for entry in self.entries if entry.sort is sort), default="")
