"""Which single duties the open findings of a place leave to do: combinations opened, each part with the spot that the terms ask for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrcheck.kinds import AnyRequirement, Combination, PlacedRequirement
from attrcheck.model import Placement, Spot

_SPOTS = {Placement.FIRST_PARAGRAPH: Spot.FIRST_PARAGRAPH, Placement.END: Spot.END, Placement.AUTHOR_BOX: Spot.AUTHOR_BOX}


def parts_to_do(requirements: Iterable[AnyRequirement], known: frozenset[str]) -> Iterator[AnyRequirement]:
    """Yield the single duties that meet some requirements. Of alternatives the first ones are taken that words can meet (`known` kinds)."""
    for requirement in requirements:
        if not isinstance(requirement, Combination):
            yield requirement
        elif requirement.kind != "not":  # What must not be there is no matter of words to add.
            n = {"any": 1, "all": len(requirement.of)}.get(requirement.kind, getattr(requirement, "n", 0))
            ranked = sorted(requirement.of, key=lambda part: not _can_be_met(part, known))
            yield from parts_to_do(ranked[:n], known)


def spot_of(requirement: AnyRequirement) -> Spot:
    """Return where in an article a duty is to be met; at the top where the terms leave it open."""
    placement = requirement.placement if isinstance(requirement, PlacedRequirement) else Placement.ANYWHERE
    return _SPOTS.get(placement, Spot.TOP)


def _can_be_met(requirement: AnyRequirement, known: frozenset[str]) -> bool:
    parts = list(parts_to_do((requirement,), known))
    return bool(parts) and all(part.kind in known for part in parts)
