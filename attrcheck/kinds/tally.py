"""How many of several conclusions must be good for the whole to be good: one rule for combinations and for kinds that ask for several."""

from __future__ import annotations

from collections.abc import Sequence

from attrcheck.model import Conclusion, Evidence, Outcome

# Evidence that is shown for one finding.
_MAX_EVIDENCE = 3


def at_least(needed: int, parts: Sequence[Conclusion]) -> Conclusion:
    """Return whether so many parts passed, or may have; of parts that do not bind nobody can ask more.

    The remedies are those of the first parts that did not pass, as many as are missing: their order is the order of preference.
    """
    binding = [part for part in parts if part.outcome is not Outcome.INAPPLICABLE]
    if not binding:
        return Conclusion(outcome=Outcome.INAPPLICABLE, reason=_reasons(parts) or "there is nothing to check")
    passed = [part for part in binding if part.outcome is Outcome.PASSED]
    failed = [part for part in binding if part.outcome is Outcome.FAILED]
    missing = min(needed, len(binding)) - len(passed)
    if missing <= 0:
        return _said(Outcome.PASSED, passed, "")
    remedies = [part.remedy for part in binding if part not in passed and part.remedy][:missing]
    remedy = " ".join(dict.fromkeys(remedies))
    if len(binding) - len(passed) - len(failed) >= missing:
        return _said(Outcome.CANNOT_TELL, [part for part in binding if part not in passed and part not in failed], remedy)
    return _said(Outcome.FAILED, failed, remedy)


def _said(outcome: Outcome, parts: Sequence[Conclusion], remedy: str) -> Conclusion:
    """Return a conclusion for which these parts speak."""
    quotes: list[Evidence] = [quote for part in parts for quote in part.evidence]
    evidence = tuple(dict.fromkeys(quotes))[:_MAX_EVIDENCE]
    return Conclusion(outcome=outcome, reason=_reasons(parts), evidence=evidence, remedy=remedy or None)


def _reasons(parts: Sequence[Conclusion]) -> str:
    return "; ".join(dict.fromkeys(part.reason for part in parts))
