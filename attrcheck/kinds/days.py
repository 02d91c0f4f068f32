"""The day on which a copy was published, as its page states it, and the day on which it was captured."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from attrcheck.kinds.statements import quoted
from attrcheck.model import Evidence, Metadatum, Subject
from attrcheck.text import is_date

# Statements about publication, the most trustworthy first; days of change (dateModified) say nothing about it.
_STATED = ("article:published_time", "jsonld:datePublished", "datepublished", "parsely-pub-date", "dc.date.issued")
# Times in the text may be those of comments and of other stories, so they count only where nothing else is stated.
_SHOWN = ("time:datetime",)
# An ISO date and time begins with the day: 2019-08-24.
_LENGTH = 10
# One instant falls on two days, because time zones lie up to a day apart.
TOLERANCE = 1
# A century: no terms mean more, and later days have no date.
MAX_DAYS = 36_500


class Stated(NamedTuple):
    """A day of publication, None where the page states none or several; `reason` says which, as the end of a sentence."""

    day: date | None
    reason: str
    evidence: tuple[Evidence, ...] = ()


def stated_day(subject: Subject) -> Stated:
    """Return the day on which the copy was published, as its page states it."""
    for names in (_STATED, _SHOWN):
        dated = [(day, entry) for name in names for entry in subject.metadata if entry.name == name and (day := _day(entry))]
        if dated:
            days = sorted({day for day, _ in dated})
            evidence = quoted(entry for _, entry in dated)
            if (days[-1] - days[0]).days > TOLERANCE:
                return Stated(None, f"the page states several days of publication, from {days[0]} to {days[-1]}", evidence)
            return Stated(dated[0][0], f"the page states that it was published on {dated[0][0]}", evidence[:1])
    return Stated(None, "the page states no day of publication")


def captured_day(subject: Subject) -> date | None:
    """Return the day on which the page was fetched; of a saved page the file's time is no proof, since copies of files get new ones."""
    day = subject.captured_at[:_LENGTH]
    is_saved = (subject.page or subject.url).startswith("file:")
    return date.fromisoformat(day) if is_date(day) and not is_saved else None


def _day(entry: Metadatum) -> date | None:
    day = entry.value[:_LENGTH]
    return date.fromisoformat(day) if is_date(day) else None
