"""The only loops over requirements and outcomes: `evaluate` yields the findings of a target, `judge` adds them up to its verdict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from attrcheck.kinds import (
    COMBINATORS,
    KINDS,
    AnyRequirement,
    Combination,
    PlacedRequirement,
    Zones,
    as_seen,
    has_placements,
    holding,
    narrowed,
)
from attrcheck.model import (
    Conclusion,
    Failure,
    FailureReason,
    Finding,
    Level,
    Outcome,
    Place,
    Prominence,
    Reuse,
    ReuseClass,
    Subject,
    TargetReport,
    Verdict,
    Work,
)
from attrcheck.terms import Terms

NOT_TRIED = (FailureReason.SKIPPED, FailureReason.NOT_REACHED)
"""The user's options left the page out: nobody looked, so there is nothing that could not be told."""


def evaluate(terms: Terms, work: Work, subjects: Sequence[Subject], searched: Mapping[Place, str], reuse: Reuse) -> Iterator[Finding]:
    """Yield at least one finding for every requirement in every place where it binds.

    `searched` says for places without a subject what was searched there; a place that was not searched is untested, never silent.
    A reuse that is not certain accuses nobody: what would have failed is cannot-tell, with the reason.
    """
    page = next((subject.url for subject in subjects if subject.place is Place.ARTICLE), work.url)
    duties = list(_duties(terms))
    # Subject by subject, because all kinds read the same text; the findings come in the order of the terms.
    concluded = [[_check(duty, subject, work, reuse) for duty in duties] for subject in subjects]
    for i, (requirement, place, level) in enumerate(duties):
        found = [(subject.url, row[i]) for subject, row in zip(subjects, concluded, strict=True)]
        of_place = [(url, conclusion) for url, conclusion in found if conclusion is not None]
        for url, conclusion in of_place or [(page, _absence(place, searched))]:
            yield _finding(requirement, place, level, url, conclusion)


def not_a_reuse(terms: Terms, url: str, reuse: Reuse) -> Iterator[Finding]:
    """Yield the findings of a page that owes no credit: all inapplicable."""
    conclusion = Conclusion(outcome=Outcome.INAPPLICABLE, reason=f"not a reuse of the work: {reuse.reason}")
    for requirement, place, level in _duties(terms):
        yield _finding(requirement, place, level, url, conclusion)


def not_checked(terms: Terms, url: str, failure: Failure) -> Iterator[Finding]:
    """Yield the findings of a page that could not be fetched or read: all cannot-tell, or untested where no attempt was made."""
    outcome = Outcome.UNTESTED if failure.reason in NOT_TRIED else Outcome.CANNOT_TELL
    conclusion = Conclusion(outcome=outcome, reason=f"the page could not be checked: {failure.reason}: {failure.detail}")
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


def judge_with_waivers(target: TargetReport) -> Verdict:
    """Return what the verdict of a target would be if nothing that is waived applied. A page that could not be read keeps its own."""
    if target.failure or not any(finding.waiver for finding in target.findings):
        return target.verdict
    counting = (msgspec.structs.replace(one, outcome=Outcome.INAPPLICABLE) if one.waiver else one for one in target.findings)
    return judge(counting, target.reuse)


def conclude(requirement: AnyRequirement, work: Work, subject: Subject) -> Conclusion:
    """Return what a requirement with all its parts, its condition and its placement says about one subject."""
    binding = holding(requirement.when, subject) if requirement.when else None
    if binding and binding.holds is False:
        return Conclusion(outcome=Outcome.INAPPLICABLE, reason=f"does not bind here: {binding.because}")
    if isinstance(requirement, Combination):
        parts = [_part(part, work, subject) for part in requirement.of]
        conclusion = COMBINATORS[requirement.kind].combine(requirement, parts)
    else:
        # What may have been cut off is no absence, for `not` as for anybody.
        conclusion = _soften(_placed(requirement, work, subject), subject.limits or "")
    return _soften(conclusion, f"whether it binds is not known: {binding.because}" if binding and binding.holds is None else "")


def _part(requirement: AnyRequirement, work: Work, subject: Subject) -> Conclusion:
    """Return what a part of a combination says: open where nobody knows whether it binds, for `not` would turn a pass into a failure."""
    conclusion = conclude(requirement, work, subject)
    binding = holding(requirement.when, subject) if requirement.when else None
    if binding and binding.holds is None and conclusion.outcome is Outcome.PASSED:
        because = f"whether it binds is not known: {binding.because}"
        return msgspec.structs.replace(conclusion, outcome=Outcome.CANNOT_TELL, reason=f"{conclusion.reason}; {because}")
    return conclusion


def _placed(requirement: AnyRequirement, work: Work, subject: Subject) -> Conclusion:
    """Return what a kind says about the part of the subject in which it is asked for, seen as well as it is asked for."""
    if not isinstance(requirement, PlacedRequirement):
        return KINDS[requirement.kind].check(requirement, work, subject)
    seen = _where_asked(requirement, work, as_seen(subject, requirement.prominence))
    if seen.outcome is Outcome.FAILED and requirement.prominence is Prominence.NOT_SMALL:
        small = _where_asked(requirement, work, subject)
        if small.outcome is Outcome.PASSED:
            return _elsewhere(requirement, small, "only in small print, as far as its markup tells", Outcome.CANNOT_TELL)
    return seen


def _where_asked(requirement: PlacedRequirement, work: Work, subject: Subject) -> Conclusion:
    """Return what a kind says about its placement: what stands elsewhere is no absence, and whether it fails depends on how far off."""
    check, placement = KINDS[requirement.kind].check, requirement.placement
    anywhere = check(requirement, work, subject)
    if not has_placements(subject, placement) or anywhere.outcome is not Outcome.PASSED:
        return anywhere
    zones = Zones(subject, work)
    if not zones.is_known:
        return _elsewhere(requirement, anywhere, f"where it is asked for ({placement}) cannot be told here", Outcome.CANNOT_TELL)
    strictly = check(requirement, work, narrowed(subject, zones.surely(placement)))
    if strictly.outcome is Outcome.PASSED:
        return strictly
    loosely = check(requirement, work, narrowed(subject, zones.perhaps(placement)))
    if loosely.outcome is not Outcome.FAILED:
        return _elsewhere(requirement, anywhere, f"it may not stand where it is asked for ({placement})", Outcome.CANNOT_TELL)
    return _elsewhere(requirement, anywhere, f"it does not stand where it is asked for ({placement})", Outcome.FAILED)


def _elsewhere(requirement: PlacedRequirement, found: Conclusion, sentence: str, outcome: Outcome) -> Conclusion:
    remedy = f"Move or repeat it: {requirement.duty()}."
    return msgspec.structs.replace(found, outcome=outcome, reason=f"{found.reason}, but {sentence}", remedy=remedy)


def _check(duty: tuple[AnyRequirement, Place, Level], subject: Subject, work: Work, reuse: Reuse) -> Conclusion | None:
    """Return what a duty says about a subject, None when it does not bind in the subject's place."""
    requirement, place, _ = duty
    if subject.place is not place:
        return None
    doubt = "" if reuse.is_certain else f"whether the page owes credit is for a person to judge ({reuse.reason})"
    return _soften(conclude(requirement, work, subject), doubt)


def _duties(terms: Terms) -> Iterator[tuple[AnyRequirement, Place, Level]]:
    for requirement in terms.requirements:
        for place, level in requirement.places_in(terms.reading).items():
            yield requirement, place, level


def _soften(conclusion: Conclusion, because: str) -> Conclusion:
    """Turn a failure into cannot-tell where there is a reason not to accuse."""
    if conclusion.outcome is not Outcome.FAILED or not because:
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
