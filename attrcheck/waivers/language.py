"""The language of a file of waivers, as types that decode and describe it."""

from __future__ import annotations

from datetime import date

from attrcheck.model import Place, Value, Waiver, WaiverReason


class WaiverEntry(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A ``[[waiver]]``: what is accepted, why, by whom, and until which day, that day included.

    One of `page`, `outlet` and `finding` says where. `page` is an address, in which ``*`` stands for any characters, or the name of a saved
    page; `outlet` is a domain with everything below it; `finding` is the identity of one finding. `work`, `requirement` and `place` narrow
    it.
    """

    page: str = ""
    outlet: str = ""
    finding: str = ""
    work: str = ""
    requirement: str = ""
    place: Place | None = None
    reason: WaiverReason
    because: str
    by: str
    until: date

    @property
    def waiver(self) -> Waiver:
        """What a report says of it."""
        return Waiver(reason=self.reason, because=self.because, by=self.by, until=self.until.isoformat())

    @property
    def about(self) -> str:
        """What it accepts, in words."""
        where = f"the finding {self.finding}" if self.finding else self.page or f"the outlet {self.outlet}"
        narrower = (self.requirement, f"in {self.place}" if self.place else "", f"of {self.work}" if self.work else "")
        return " ".join((where, *(f"({words})" for words in narrower if words)))


class OutletTerms(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An ``[[outlet]]``: a domain, with everything below it, whose pages are checked against terms of their own from `since` to `until`.

    `terms` is a file beside this one, or a preset; `reading` how its doubtful sentence is read.
    """

    domain: str
    terms: str
    reading: str | None = None
    since: date | None = None
    until: date | None = None

    def binds_on(self, day: date) -> bool:
        """Tell whether these terms are those of the outlet on a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


class WaiversFile(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole file."""

    waiver: tuple[WaiverEntry, ...] = ()
    outlet: tuple[OutletTerms, ...] = ()
