"""What is concluded about each author of a work, added up, and the authors' names in one line: for every kind that asks about people."""

from __future__ import annotations

from collections.abc import Sequence

from attrcheck.model import Conclusion, Evidence, Outcome, Quantifier

# Evidence that is shown for one finding.
_MAX_EVIDENCE = 3
_BEST_FIRST = (Outcome.PASSED, Outcome.CANNOT_TELL, Outcome.FAILED)


def added_up(people: Quantifier, parts: Sequence[Conclusion]) -> Conclusion:
    """Return what conclusions about each author say together: the worst decides when all are asked for, the best when any is."""
    if len(parts) == 1:
        return parts[0]
    choose = max if people is Quantifier.ALL else min
    outcome = choose((part.outcome for part in parts), key=_BEST_FIRST.index)
    decisive = [part for part in parts if part.outcome is outcome]
    quotes: list[Evidence] = [quote for part in decisive for quote in part.evidence]
    return Conclusion(
        outcome=outcome,
        reason="; ".join(dict.fromkeys(part.reason for part in decisive)),
        evidence=tuple(dict.fromkeys(quotes))[:_MAX_EVIDENCE],
        remedy=decisive[0].remedy,
    )


def listed(names: Sequence[str]) -> str:
    """Return names as a byline lists them.

    >>> listed(["A"]), listed(["A", "B"]), listed(["A", "B", "C"])
    ('A', 'A and B', 'A, B and C')
    """
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
