"""One page at length: why each passage has its origin and role, and why each requirement its outcome."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from attrcheck.model import (
    Article,
    Finding,
    Level,
    Origin,
    Outcome,
    Passage,
    Remedy,
    RequirementRecord,
    Role,
    Spot,
    TargetReport,
    Visibility,
)
from attrcheck.reporters.rows import pasteable

# Passages shown; a page has a few hundred, and the others are counted.
_MAX_PASSAGES = 300
# Enough of a passage to recognise it.
_MAX_QUOTE = 100
_ORIGINS = {
    Origin.OWN: "the reuser's words: not found in the work",
    Origin.WORK: "copied: these words stand in the work in this order",
    Origin.TERMS: "the terms of the work, pasted",
    Origin.CHROME: "the site's furniture",
}
_ROLES = {
    Role.BODY: "running text: no element around it names another part",
    Role.ARTICLE: "inside the element of the article",
}
_WORST_FIRST = (Outcome.FAILED, Outcome.CANNOT_TELL, Outcome.UNTESTED, Outcome.PASSED, Outcome.INAPPLICABLE)
_LEVELS = {Level.MUST: "must", Level.SHOULD: "should", Level.MAY: "may"}


def explained(report: TargetReport, article: Article, requirements: Sequence[RequirementRecord]) -> Iterator[str]:
    """Yield the lines that explain a report: the verdict, the passages, the findings with what they ask, the cures."""
    yield from _verdict(report)
    yield ""
    yield "What stands on the page"
    yield from _passages(article.passages)
    yield ""
    yield from _findings(report.findings, requirements)
    yield ""
    yield from cured(report.cures)


def before_publishing(report: TargetReport, requirements: Sequence[RequirementRecord]) -> Iterator[str]:
    """Yield the lines for the reuser, before the page is published: what to paste and where, then what is wrong, then what is right."""
    yield from cured(report.cures)
    yield ""
    yield from _verdict(report)
    yield ""
    yield from _findings(report.findings, requirements)


def cured(cures: Sequence[Remedy]) -> Iterator[str]:
    """Yield what to paste where, in HTML and as plain text; a button takes an address, a post takes words."""
    yield "What to paste" if cures else "Nothing to paste"
    for number, remedy in enumerate(cures, 1):
        about = f" ({remedy.subject})" if remedy.subject else ""
        yield f"  {number}. {remedy.where}{about}:"
        yield from (f"     {line}" for line in pasteable(remedy))
        if remedy.spot not in (Spot.BUTTON, Spot.POST) and remedy.text != remedy.html:
            yield "     as plain text:"
            yield from (f"     {line}" for line in remedy.text.splitlines())


def _verdict(report: TargetReport) -> Iterator[str]:
    yield f"{report.verdict.upper()}  {report.url}"
    if report.work:
        yield f"  the work: {report.work}"
    if report.failure:
        yield f"  {report.failure.reason}: {report.failure.detail}"
    if report.reuse:
        yield f"  {report.reuse.class_}, {report.reuse.coverage:.0%} of the work's words: {report.reuse.reason}"
    yield from (f"  note: {note}" for note in report.notes)


def _passages(passages: Sequence[Passage]) -> Iterator[str]:
    for passage in passages[:_MAX_PASSAGES]:
        quote = passage.text if len(passage.text) <= _MAX_QUOTE else passage.text[: _MAX_QUOTE - 1] + "…"
        yield f"  “{quote}”"
        yield f"    {passage.origin}: {_ORIGINS[passage.origin]}"
        yield f"    {passage.role}: {_ROLES.get(passage.role, 'the element or a name around it says so')}, at {passage.locator}"
        if passage.visibility is not Visibility.SHOWN:
            yield f"    {passage.visibility}: {passage.hidden_by}"
        if not passage.is_near_work and passage.visibility is not Visibility.HIDDEN:
            yield "    away from the copied text: what stands here credits nobody for sure"
    if len(passages) > _MAX_PASSAGES:
        left = Counter(passage.origin for passage in passages[_MAX_PASSAGES:])
        yield f"  and {left.total()} more: {', '.join(f'{count} {origin}' for origin, count in left.items())}"


def _findings(findings: Sequence[Finding], requirements: Sequence[RequirementRecord]) -> Iterator[str]:
    asked = {record.id: record for record in requirements}
    yield "What the terms ask"
    for finding in sorted(findings, key=lambda one: _WORST_FIRST.index(one.outcome)):
        record = asked.get(finding.requirement)
        yield f"  {finding.outcome.upper()}  {finding.requirement} in {finding.place} ({_LEVELS[finding.level]})"
        if finding.subject not in ("", findings[0].subject):
            yield f"    of {finding.subject}"
        if record and record.asks:
            yield f"    asked: {record.asks}"
        if record and record.wording:
            yield f"    in the words of the terms: “{record.wording}”"
        yield f"    because: {finding.reason}"
        yield from (f"    “{evidence.quote}”  at {evidence.locator}" for evidence in finding.evidence)
        if finding.remedy and finding.outcome in (Outcome.FAILED, Outcome.CANNOT_TELL):
            yield f"    → {finding.remedy}"
