"""The only loops over requirements and outcomes: `evaluate` yields the findings of a target, `judge` adds them up to its verdict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from attrcheck.kinds import KINDS, AnyRequirement
from attrcheck.model import Conclusion, Failure, Finding, Level, Outcome, Place, Reuse, ReuseClass, Subject, Verdict
from attrcheck.terms import Terms


def evaluate(terms: Terms, subjects: Sequence[Subject], searched: Mapping[Place, str], reuse: Reuse) -> Iterator[Finding]:
    """Yield at least one finding for every requirement in every place where it binds.

    `searched` says for places without a subject what was searched there; a place that was not searched is untested, never silent.
    A reuse that is not certain accuses nobody: what would have failed is cannot-tell, with the reason.
    """
    page = next((subject.url for subject in subjects if subject.place is Place.ARTICLE), terms.work.url)
    duties = list(_duties(terms))
    # Subject by subject, because all kinds read the same text; the findings come in the order of the terms.
    concluded = [[_check(duty, subject, terms, reuse) for duty in duties] for subject in subjects]
    for i, (requirement, place, level) in enumerate(duties):
        found = [(subject.url, row[i]) for subject, row in zip(subjects, concluded, strict=True)]
        of_place = [(url, conclusion) for url, conclusion in found if conclusion is not None]
        for url, conclusion in of_place or [(page, _absence(place, searched))]:
            yield _finding(requirement, place, level, url, conclusion)


def _check(duty: tuple[AnyRequirement, Place, Level], subject: Subject, terms: Terms, reuse: Reuse) -> Conclusion | None:
    """Return what a kind says about a subject, None when the duty does not bind in the subject's place."""
    requirement, place, _ = duty
    if subject.place is not place:
        return None
    return _soften(KINDS[requirement.kind].check(requirement, terms.work, subject), subject, reuse)


def not_a_reuse(terms: Terms, url: str, reuse: Reuse) -> Iterator[Finding]:
    """Yield the findings of a page that owes no credit: all inapplicable."""
    conclusion = Conclusion(outcome=Outcome.INAPPLICABLE, reason=f"not a reuse of the work: {reuse.reason}")
    for requirement, place, level in _duties(terms):
        yield _finding(requirement, place, level, url, conclusion)


def not_checked(terms: Terms, url: str, failure: Failure) -> Iterator[Finding]:
    """Yield the findings of a page that could not be fetched or read: all cannot-tell."""
    conclusion = Conclusion(outcome=Outcome.CANNOT_TELL, reason=f"the page could not be checked: {failure.reason}: {failure.detail}")
    for requirement, place, level in _duties(terms):
        yield _finding(requirement, place, level, url, conclusion)


def judge(findings: Iterable[Finding], reuse: Reuse | None) -> Verdict:
    """Return the verdict of a target. `reuse` is None when the page could not be read.

    Only duties (must) decide: a failed one is a violation, one that could not be decided leaves the target undetermined.
    Failed wishes (should, may) are findings of their own and never make a violation.
    """
    if reuse is not None and reuse.class_ is ReuseClass.NONE:
        return Verdict.NOT_A_REUSE
    outcomes = {finding.outcome for finding in findings if finding.level is Level.MUST}
    if Outcome.FAILED in outcomes:
        return Verdict.VIOLATION
    if outcomes & {Outcome.CANNOT_TELL, Outcome.UNTESTED} or reuse is None:
        return Verdict.UNDETERMINED
    return Verdict.COMPLIANT


def _duties(terms: Terms) -> Iterator[tuple[AnyRequirement, Place, Level]]:
    for requirement in terms.requirements:
        for place, level in requirement.places_in(terms.reading).items():
            yield requirement, place, level


def _soften(conclusion: Conclusion, subject: Subject, reuse: Reuse) -> Conclusion:
    """Turn a failure into cannot-tell where the subject was cut short or the reuse is not certain."""
    if conclusion.outcome is not Outcome.FAILED:
        return conclusion
    because = subject.limits or ("" if reuse.is_certain else f"whether the page owes credit is for a person to judge ({reuse.reason})")
    if not because:
        return conclusion
    return msgspec.structs.replace(conclusion, outcome=Outcome.CANNOT_TELL, reason=f"{conclusion.reason}; {because}")


def _absence(place: Place, searched: Mapping[Place, str]) -> Conclusion:
    """Return what is said of a place that holds nothing to check."""
    if place in searched:
        return Conclusion(outcome=Outcome.INAPPLICABLE, reason=searched[place])
    return Conclusion(outcome=Outcome.UNTESTED, reason=f"the place {place} was not searched")


def _finding(requirement: AnyRequirement, place: Place, level: Level, subject: str, conclusion: Conclusion) -> Finding:
    return Finding(
        requirement=requirement.id,
        kind=requirement.kind,
        level=level,
        place=place,
        subject=subject,
        outcome=conclusion.outcome,
        reason=conclusion.reason,
        evidence=conclusion.evidence,
        remedy=conclusion.remedy,
    )
