"""What is concluded about each author of a work, added up, and the authors' names in one line: for every kind that asks about people."""

from __future__ import annotations

from collections.abc import Sequence

from attrcheck.kinds.tally import at_least
from attrcheck.model import Conclusion, Quantifier


def added_up(people: Quantifier, parts: Sequence[Conclusion]) -> Conclusion:
    """Return what conclusions about each author say together: the worst decides when all are asked for, the best when any is."""
    return parts[0] if len(parts) == 1 else at_least(len(parts) if people is Quantifier.ALL else 1, parts)


def listed(names: Sequence[str]) -> str:
    """Return names as a byline lists them.

    >>> listed(["A"]), listed(["A", "B"]), listed(["A", "B", "C"])
    ('A', 'A and B', 'A, B and C')
    """
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
