"""What is checked and what is said about it, up to the whole report."""

from __future__ import annotations

import msgspec

from attrcheck.model.page import CaptureRecord, Failure, Metadatum, Passage, Source
from attrcheck.model.value import Value
from attrcheck.model.words import Level, Outcome, Place, ReuseClass, Verdict


class Evidence(Value, frozen=True, kw_only=True):
    """A quote and where it stands: the CSS path of its element.

    `start` and `end` are the offsets in the quote of the words that decided; `fragment` is these words as a text fragment to append to the
    page's address, for browsers to scroll to.
    """

    quote: str
    locator: str
    start: int | None = None
    end: int | None = None
    fragment: str | None = None


class Match(Value, frozen=True, kw_only=True):
    """A passage of the work found on the page: how many of the work's words it holds and where it stands."""

    quote: str
    locator: str
    words: int
    is_quotation: bool = False


class Reuse(Value, frozen=True, kw_only=True):
    """That a page repeats the work. Coverage is the fraction of the work's own words found on the page."""

    class_: ReuseClass = msgspec.field(name="class")
    coverage: float
    passages: tuple[Match, ...] = ()
    reason: str = ""
    is_certain: bool = True


class Subject(Value, frozen=True, kw_only=True):
    """One thing checked: the article of a page, one share of it, or one share preview.

    `network` is set for shares; `limits` says why what we hold may not be all there is, and an absence is then never a failure.
    """

    place: Place
    url: str
    label: str
    passages: tuple[Passage, ...]
    network: str | None = None
    metadata: tuple[Metadatum, ...] = ()
    limits: str | None = None


class Conclusion(Value, frozen=True, kw_only=True):
    """What a kind says about one subject."""

    outcome: Outcome
    reason: str
    evidence: tuple[Evidence, ...] = ()
    remedy: str | None = None


class Finding(Value, frozen=True, kw_only=True):
    """Requirement x place x subject, and the outcome."""

    requirement: str
    kind: str
    level: Level
    place: Place
    subject: str
    outcome: Outcome
    reason: str
    evidence: tuple[Evidence, ...] = ()
    remedy: str | None = None


class TargetReport(Value, frozen=True, kw_only=True):
    """Everything said about one target."""

    url: str
    verdict: Verdict
    findings: tuple[Finding, ...]
    source: Source | None = None
    reuse: Reuse | None = None
    failure: Failure | None = None
    capture: CaptureRecord | None = None
    notes: tuple[str, ...] = ()


class TermsRecord(Value, frozen=True, kw_only=True):
    """Which terms a report was made with, and how their doubtful sentence was read."""

    id: str
    version: str
    reading: str
    digest: str
    title: str
    reading_means: str
    source: str


class Report(Value, frozen=True, kw_only=True):
    """The whole of one scan: the contract of ``--output report.json``."""

    schema: str = "attrcheck-report/1"
    generator: str
    terms: TermsRecord
    work: str
    started: str
    finished: str
    targets: tuple[TargetReport, ...]
    is_complete: bool = True
