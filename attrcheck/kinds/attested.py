"""attested: a person has seen what no program can.

Passes: the newest record that is valid on the day of the capture says that it is so. A record holds for every page under its address,
from the day when it was seen until its last day.

Fails: that record says that it is not so.

Cannot tell: nobody has looked, what was seen is too old, or the day of the capture is not known.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from attrcheck.kinds.requirement import Problem, Requirement
from attrcheck.model import Conclusion, Outcome, Subject, Value, Work
from attrcheck.text import is_date
from attrcheck.urls import canonical

# A hundred years: what is meant to hold for ever has an `until`.
_MAX_DAYS = 36_500


class Attestation(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """That somebody saw on a day that all pages under an address do, or do not do, what is asked."""

    page: str
    by: str
    on: str
    outcome: Outcome = Outcome.PASSED
    until: str = ""
    note: str = ""

    def said(self) -> str:
        """Return who saw it and when, with the note."""
        return f"seen by {self.by} on {self.on}" + (f" (“{self.note}”)" if self.note else "")

    def last_day(self, valid_days: int) -> date:
        """Return the last day on which the record holds."""
        if self.until:
            return date.fromisoformat(self.until)
        on = date.fromisoformat(self.on)
        return on + timedelta(days=min(valid_days, (date.max - on).days))


class Attested(Requirement, frozen=True, kw_only=True, tag="attested"):
    """What somebody must look at: the records say who saw it where, when, and until when that holds."""

    seen: tuple[Attestation, ...] = ()
    valid_days: int = 365

    kind = "attested"

    def sentence(self) -> str:
        """Return the duty in words that follow "must"."""
        return "do what only a person can see"

    def problems(self) -> Iterator[Problem]:
        """Yield records that cannot hold."""
        if not 1 <= self.valid_days <= _MAX_DAYS:
            yield Problem("valid_days", f"{self.valid_days} is not from 1 to {_MAX_DAYS}")
        for i, record in enumerate(self.seen):
            yield from (Problem(f"seen[{i}].{key}", sentence) for key, sentence in _faults(record))


def _faults(record: Attestation) -> Iterator[tuple[str, str]]:
    if not record.page.startswith(("http://", "https://")):
        yield "page", f"{record.page!r} is not an http(s) address"
    if not record.by.strip():
        yield "by", "names nobody"
    if record.outcome not in (Outcome.PASSED, Outcome.FAILED):
        yield "outcome", "is either passed or failed"
    wrong = [key for key in ("on", "until") if (key == "on" or record.until) and not is_date(getattr(record, key))]
    yield from ((key, f"{getattr(record, key)!r} is not a date like 2019-08-24") for key in wrong)
    if not wrong and record.until and date.fromisoformat(record.until) < date.fromisoformat(record.on):
        yield "until", f"ends ({record.until}) before it was seen ({record.on})"


def check(requirement: Attested, work: Work, subject: Subject) -> Conclusion:
    """Return what somebody saw on the pages that the subject belongs to."""
    addresses = [canonical(address) for address in (subject.page, subject.url) if address]
    known = [record for record in requirement.seen if any(_is_under(address, canonical(record.page)) for address in addresses)]
    # The newest first; of two of one day the one that was written down last.
    known = sorted(known, key=lambda record: date.fromisoformat(record.on))[::-1]
    if not known:
        return _unknown("a person must look: there is no record of anybody who saw this page", subject)
    if not is_date(subject.captured_at[:10]):
        return _unknown(f"{known[0].said()}, but the day of the capture is not known", subject)
    day = date.fromisoformat(subject.captured_at[:10])
    begun = [record for record in known if date.fromisoformat(record.on) <= day]
    valid = next((record for record in begun if day <= record.last_day(requirement.valid_days)), None)
    if valid:
        is_met = valid.outcome is Outcome.PASSED
        return Conclusion(outcome=valid.outcome, reason=valid.said(), remedy=None if is_met else remedy(subject, valid))
    if begun:
        return _unknown(f"{begun[0].said()}, expired on {begun[0].last_day(requirement.valid_days)}", subject)
    return _unknown(f"a person must look: {known[0].said()}, after this page was captured", subject)


def remedy(subject: Subject, failed: Attestation | None = None) -> str:
    """Return what somebody should do: look, or mend what was seen and look again."""
    look = "Mend it, look again" if failed else "Look"
    return f"{look}, and write who saw what and when into `seen`, for {subject.page or subject.url}."


def _unknown(reason: str, subject: Subject) -> Conclusion:
    return Conclusion(outcome=Outcome.CANNOT_TELL, reason=reason, remedy=remedy(subject))


def _is_under(address: str, prefix: str) -> bool:
    """Tell whether an address is the prefix or lies below it, by whole segments; a prefix with a query means that one page.

    >>> _is_under("https://a.example/news/1", "https://a.example/news"), _is_under("https://a.example/newsroom", "https://a.example/news")
    (True, False)
    """
    return address == prefix or ("?" not in prefix and address.partition("?")[0].startswith(prefix.removesuffix("/") + "/"))
