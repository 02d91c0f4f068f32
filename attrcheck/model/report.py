"""What is checked and what is said about it, up to the whole report."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

import msgspec

from attrcheck.model.history import Moment, Past, Since, Waiver
from attrcheck.model.page import CaptureRecord, Failure, Metadatum, Passage, Resource, Source, Widget
from attrcheck.model.share import LookupRecord, ShareRecord
from attrcheck.model.value import Value
from attrcheck.model.words import Difference, Level, Outcome, Place, ReuseClass, Spot, Verdict


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


class Change(Value, frozen=True, kw_only=True):
    """One difference between a copy and the work: the words of each side, with the words around them that are the same.

    `marked` is both sides in one text: words that only the work has stand in ``[-…-]``, words that only the page has in ``{+…+}``.
    `words` counts the words of the work concerned, or of the page where it has more in their place.
    """

    sort: Difference
    words: int
    work: str = ""
    page: str = ""
    marked: str = ""
    locator: str = ""


class Comparison(Value, frozen=True, kw_only=True):
    """A copy beside the work, word by word.

    `kept` is the fraction of the work's words that stand on the page, `kept_words` their number; `altered_words` are the words that were
    replaced, taken out or put in inside paragraphs that were kept. A paragraph is kept when most of its words are; subheadings are not
    counted as paragraphs. `headline` is the page's where it is not the work's title. `lost_links` are addresses that the work links to and
    the page does not, of cut paragraphs too.
    """

    kept: float
    kept_words: int
    paragraphs: int
    kept_paragraphs: int
    altered_words: int
    changes: tuple[Change, ...] = ()
    headline: str | None = None
    lost_links: tuple[str, ...] = ()

    def count(self, *sorts: Difference) -> int:
        """Return how many changes of these sorts there are."""
        return sum(change.sort in sorts for change in self.changes)


class Subject(Value, frozen=True, kw_only=True):
    """One thing checked: the article of a page, one share of it, or one share preview.

    `network` is set for shares; `page` is the address of the page that it belongs to, and `language` the one that the page declares.
    `limits` says why what we hold may not be all there is, and an absence is then never a failure. `comparison` is there for articles when
    the work's text is at hand and some requirement asks how the copy differs.
    """

    place: Place
    url: str
    label: str
    passages: tuple[Passage, ...]
    network: str | None = None
    metadata: tuple[Metadatum, ...] = ()
    resources: tuple[Resource, ...] = ()
    widgets: tuple[Widget, ...] = ()
    limits: str | None = None
    reuse: ReuseClass | None = None
    comparison: Comparison | None = None
    captured_at: str = ""
    page: str = ""
    language: str | None = None


class Conclusion(Value, frozen=True, kw_only=True):
    """What a kind says about one subject."""

    outcome: Outcome
    reason: str
    evidence: tuple[Evidence, ...] = ()
    remedy: str | None = None


class Remedy(Value, frozen=True, kw_only=True):
    """Words or markup that would turn failed findings into passed ones: the same as plain text, HTML and Markdown, and where they go.

    `where` says the spot in words; `subject` is the address of the share or the share preview that they are for, empty for the page.
    """

    spot: Spot
    where: str
    text: str
    html: str
    markdown: str
    subject: str = ""


class Contact(Value, frozen=True, kw_only=True):
    """An address of the outlet for letters, as the page states it: an e-mail address or the address of a page, and where it was found."""

    address: str
    found_at: str


class Finding(Value, frozen=True, kw_only=True):
    """Requirement x place x subject, and the outcome.

    `remedy` says in one sentence what cures it; `cure` is that in forms to paste, None where no words or markup do. `past` is there where
    earlier runs are known, `waiver` where the failure is accepted.
    """

    requirement: str
    kind: str
    level: Level
    place: Place
    subject: str
    outcome: Outcome
    reason: str
    evidence: tuple[Evidence, ...] = ()
    remedy: str | None = None
    cure: Remedy | None = None
    past: Past | None = None
    waiver: Waiver | None = None

    @property
    def counts(self) -> bool:
        """Whether it counts: nobody has accepted it, and it has been seen as often as was asked for."""
        return self.waiver is None and (self.past is None or self.past.counts)


class RequirementRecord(Value, frozen=True, kw_only=True):
    """What one requirement of the terms asks, in words, and how strongly in each place; `wording` is the exact sentence of the terms."""

    id: str
    kind: str
    asks: str
    wording: str = ""
    places: dict[Place, Level] = {}


class TermsRecord(Value, frozen=True, kw_only=True):
    """Which terms a report was made with, what they ask, and how their doubtful sentence was read."""

    id: str
    version: str
    reading: str
    digest: str
    title: str
    reading_means: str
    source: str
    requirements: tuple[RequirementRecord, ...] = ()


class TargetReport(Value, frozen=True, kw_only=True):
    """Everything said about one target and one work: a page that reuses two works has two of these.

    `work` is the address of the work, None where no page could be read or nothing of any work was found. `shares` are all posts that were
    found for the page, judged or not, `lookups` where else they were looked for. `canonical` is the address that the page's markup gives as
    its own, else where a saved page was saved from. `cures` together cure what can be cured by words and markup, `contacts` is whom to
    write to. `timeline` is how the page stood in the runs that are known, the oldest first. `terms` are those of an outlet that has its
    own, None where the report's were used.

    With `same_as` this is one more address of a page that is reported under that `url`: the verdict is repeated here, everything else
    stands there, and summaries count it once.
    """

    url: str
    work: str | None = None
    verdict: Verdict
    findings: tuple[Finding, ...]
    source: Source | None = None
    reuse: Reuse | None = None
    comparison: Comparison | None = None
    shares: tuple[ShareRecord, ...] = ()
    lookups: tuple[LookupRecord, ...] = ()
    failure: Failure | None = None
    capture: CaptureRecord | None = None
    canonical: str | None = None
    notes: tuple[str, ...] = ()
    same_as: str | None = None
    cures: tuple[Remedy, ...] = ()
    contacts: tuple[Contact, ...] = ()
    timeline: tuple[Moment, ...] = ()
    terms: TermsRecord | None = None


class Report(Value, frozen=True, kw_only=True):
    """The whole of one scan: the contract of ``--output report.json``. `works` are the addresses of the works that were looked for.

    `is_complete` where every target was reached; `notes` say how the scan went where a reader should know; `since` is what has changed
    since the run before, None where none is known.
    """

    schema: str = "attrcheck-report/1"
    generator: str
    terms: TermsRecord
    works: tuple[str, ...]
    started: str
    finished: str
    targets: tuple[TargetReport, ...]
    is_complete: bool = True
    notes: tuple[str, ...] = ()
    since: Since | None = None


class AnyReport(Protocol):
    """A report as reporters see it: `Report`, or one whose targets are read from a run each time they are asked for.

    Its targets may be many times the memory: iterate over them, as often as needed, and keep none.
    """

    @property
    def schema(self) -> str:
        """See `Report`."""

    @property
    def generator(self) -> str:
        """See `Report`."""

    @property
    def terms(self) -> TermsRecord:
        """See `Report`."""

    @property
    def works(self) -> tuple[str, ...]:
        """See `Report`."""

    @property
    def started(self) -> str:
        """See `Report`."""

    @property
    def finished(self) -> str:
        """See `Report`."""

    @property
    def targets(self) -> Collection[TargetReport]:
        """See `Report`."""

    @property
    def is_complete(self) -> bool:
        """See `Report`."""

    @property
    def notes(self) -> tuple[str, ...]:
        """See `Report`."""

    @property
    def since(self) -> Since | None:
        """See `Report`."""
