"""What a history keeps of a page: how it stood in one run, and what was said of each of its findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import groupby
from typing import NamedTuple

from attrcheck.identity import identity
from attrcheck.kinds.credit_name import OTHER_BYLINE, CreditName
from attrcheck.kinds.credit_not_other import CreditNotOther
from attrcheck.kinds.people import person_in
from attrcheck.model import Difference, FailureReason, Finding, Outcome, Place, TargetReport, TermsRecord, Verdict
from attrcheck.urls import canonical

OPEN = (Outcome.CANNOT_TELL, Outcome.UNTESTED)
# The user's options, or attrcheck itself, left the page out: nobody looked.
_NO_LOOK = (FailureReason.SKIPPED, FailureReason.NOT_REACHED, FailureReason.NOT_ARCHIVED, FailureReason.INTERNAL)
# Differences that concern the words of the work; what a site adds between them may be other at every visit.
_OF_THE_COPY = (Difference.CUT, Difference.ALTERED, Difference.MOVED, Difference.QUOTATION)
# Characters of a reason that are kept.
_REASON = 600


class Carried(NamedTuple):
    """What goes on from run to run about a finding: since when it is as it is, and since when and how often it was seen to fail.

    `was` is the outcome before it failed, `counts` whether the failure is over its grace.
    """

    state: str
    since: str
    failed_since: str = ""
    looks: int = 0
    was: str = ""
    counts: bool = False


class Said(NamedTuple):
    """What one run says of one finding; `is_wrong` where it failed because somebody else is credited."""

    identity: str
    work: str
    requirement: str
    kind: str
    place: str
    subject: str
    level: str
    outcome: str
    reason: str
    is_wrong: bool = False
    carried: Carried | None = None


class Sight(NamedTuple):
    """How a page stood to one work: the verdict, how many findings failed, digests of the bytes and of what was copied."""

    verdict: str
    failed: int = 0
    digest: str = ""
    copied: str = ""
    is_entry: bool = False


class Page(NamedTuple):
    """A page in one run: `key` is its address in comparison form, `failure` why it could not be read.

    Sights are by work, findings by identity.

    `is_whole` where everything that could hold a share of it was looked through; `terms` are the digest and the reading of the terms,
    those of its outlet where that has its own.
    """

    key: str
    url: str
    failure: str
    sights: dict[str, Sight]
    said: dict[str, Said]
    is_whole: bool = True
    terms: str = ""

    @property
    def reuses(self) -> dict[str, Sight]:
        """The works that the page reuses."""
        return {work: sight for work, sight in self.sights.items() if sight.verdict != Verdict.NOT_A_REUSE and not self.failure}

    @property
    def is_entry(self) -> bool:
        """Whether it is one more address of another page."""
        return any(sight.is_entry for sight in self.sights.values())


class Trouble(NamedTuple):
    """Why a page could not be read in the run before, since when and how often, and whether that was told."""

    failure: str = ""
    since: str = ""
    looks: int = 0
    is_told: bool = False


def terms_digest(terms: TermsRecord) -> str:
    """Return what two runs, or two looks at a page, agree in that asked the same."""
    return f"{terms.digest} {terms.reading}"


def pages_of(reports: Iterable[TargetReport], terms: str) -> Iterator[Page]:
    """Yield the pages of a report that somebody looked at; reports about one page stand together. `terms` are those of the report."""
    for key, group in groupby(reports, key=lambda report: canonical(report.url)):
        page = _page(key, list(group), terms)
        if page is not None:
            yield page


def _page(key: str, reports: list[TargetReport], terms: str) -> Page | None:
    failure = next((report.failure for report in reports if report.failure), None)
    if failure is not None and failure.reason in _NO_LOOK:
        return None
    sights: dict[str, Sight] = {}
    said: dict[str, Said] = {}
    for report in reports:
        sights.setdefault(canonical(report.work or ""), _sight(report))
        # Of a page that could not be read every finding says just that.
        for one in _said(report) if failure is None else ():
            said.setdefault(one.identity, one)
    is_whole = not any(lookup.unread for report in reports for lookup in report.lookups)
    # An outlet that has agreed on other terms meanwhile has changed nothing on its page.
    terms = next((terms_digest(report.terms) for report in reports if report.terms), terms)
    return Page(key, reports[0].url, failure.reason.value if failure else "", sights, said, is_whole, terms)


def _sight(report: TargetReport) -> Sight:
    failed = sum(finding.outcome is Outcome.FAILED for finding in report.findings)
    digest = report.capture.digest if report.capture else ""
    return Sight(report.verdict.value, failed, digest, _copied(report), report.same_as is not None)


def _copied(report: TargetReport) -> str:
    """Return a digest of what was copied and how it was altered; the rest of a page changes with every advertisement."""
    if report.reuse is None or report.verdict is Verdict.NOT_A_REUSE:
        return ""
    parts = [report.reuse.class_.value, *(f"{match.words} {match.quote}" for match in report.reuse.passages)]
    if report.comparison is not None:
        changes = [change for change in report.comparison.changes if change.sort in _OF_THE_COPY]
        parts += [report.comparison.headline or "", *(f"{change.sort} {change.work} {change.page}" for change in changes)]
    return sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:20]


def _said(report: TargetReport) -> Iterator[Said]:
    """Yield the findings that apply."""
    work = canonical(report.work or "")
    for one in report.findings:
        if one.outcome is not Outcome.INAPPLICABLE:
            # Stored as text: a page may hold what no database takes.
            subject, reason = (_storable(text) for text in (one.subject, one.reason[:_REASON]))
            what = (identity(report, one), work, one.requirement, one.kind, one.place.value, subject)
            yield Said(*what, one.level.value, one.outcome.value, reason, _credits_another(one))


def _credits_another(finding: Finding) -> bool:
    """Tell whether a finding failed because the page names somebody else as the author; a byline such as "Redaktion" names nobody."""
    if finding.outcome is not Outcome.FAILED:
        return False
    quotes = (one.quote for one in finding.evidence if f"{OTHER_BYLINE} “{one.quote}”" in finding.reason)
    return finding.kind == CreditNotOther.kind or (finding.kind == CreditName.kind and any(map(person_in, quotes)))


def _storable(text: str) -> str:
    """Return text without what PostgreSQL or UTF-8 cannot hold: the character 0 and half of a pair."""
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode()


def is_of_a_share(one: Said) -> bool:
    """Tell whether a finding is about a post, which has to be found before it can be checked."""
    return one.place == Place.SHARE
