"""Requirements made of others: all, any, not, at_least. They look at no page, only at what was concluded about their parts.

What cannot be told about a part stays untold unless the other parts decide: `any` passes with one that passed, `all` fails with one that
failed. Parts that do not bind (inapplicable) play no part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from attrcheck.kinds.registry import AnyKind
from attrcheck.kinds.requirement import Problem, Requirement
from attrcheck.kinds.tally import at_least
from attrcheck.model import Conclusion, Outcome


class Combination(Requirement, frozen=True, kw_only=True):
    """Base of the requirements that have parts."""

    of: tuple[AnyRequirement, ...]

    def problems(self) -> Iterator[Problem]:
        """Yield that there is nothing to combine."""
        if not self.of:
            yield Problem("of", "has no parts")


class AllOf(Combination, frozen=True, kw_only=True, tag="all"):
    """Every part must be met."""

    kind = "all"

    def sentence(self) -> str:
        """Return the duty in words that follow "must"."""
        return ", and ".join(part.duty() for part in self.of)


class AnyOf(Combination, frozen=True, kw_only=True, tag="any"):
    """One part must be met. Their order is the order of preference: the remedy proposes the first."""

    kind = "any"

    def sentence(self) -> str:
        """Return the duty in words that follow "must"."""
        return ", or else ".join(part.duty() for part in self.of)


class Not(Combination, frozen=True, kw_only=True, tag="not"):
    """The one part must not be met."""

    kind = "not"

    def sentence(self) -> str:
        """Return the duty in words that follow "must"."""
        return f"not {self.of[0].duty()}"

    def problems(self) -> Iterator[Problem]:
        """Yield that there is not one part."""
        if len(self.of) != 1:
            yield Problem("of", f"has {len(self.of)} parts; not takes one")


class AtLeast(Combination, frozen=True, kw_only=True, tag="at_least"):
    """So many of the parts must be met."""

    n: int

    kind = "at_least"

    def sentence(self) -> str:
        """Return the duty in words that follow "must"."""
        return f"do at least {self.n} of these: {'; '.join(part.duty() for part in self.of)}"

    def problems(self) -> Iterator[Problem]:
        """Yield a number that cannot be met or asks for nothing."""
        yield from super().problems()
        if not 1 <= self.n <= len(self.of):
            yield Problem("n", f"{self.n} is not from 1 to the number of parts ({len(self.of)})")


# What a terms file may ask for: a kind, or a combination of them.
AnyRequirement = AnyKind | AllOf | AnyOf | Not | AtLeast


class Combinator(NamedTuple):
    """What a combinator is made of: the struct of its options, and the function that adds up its parts."""

    options: type[Combination]
    combine: Callable[[Any, Sequence[Conclusion]], Conclusion]


def _all(requirement: AllOf, parts: Sequence[Conclusion]) -> Conclusion:
    return at_least(len(parts), parts)


def _any(requirement: AnyOf, parts: Sequence[Conclusion]) -> Conclusion:
    return at_least(1, parts)


def _not(requirement: Not, parts: Sequence[Conclusion]) -> Conclusion:
    part = parts[0]
    turned = {Outcome.PASSED: Outcome.FAILED, Outcome.FAILED: Outcome.PASSED}.get(part.outcome, part.outcome)
    remedy = f"Do not {requirement.of[0].duty()}." if turned in (Outcome.FAILED, Outcome.CANNOT_TELL) else None
    return Conclusion(outcome=turned, reason=part.reason, evidence=part.evidence, remedy=remedy)


def _enough(requirement: AtLeast, parts: Sequence[Conclusion]) -> Conclusion:
    return at_least(requirement.n, parts)


COMBINATORS: dict[str, Combinator] = {
    AllOf.kind: Combinator(AllOf, _all),
    AnyOf.kind: Combinator(AnyOf, _any),
    AtLeast.kind: Combinator(AtLeast, _enough),
    Not.kind: Combinator(Not, _not),
}
