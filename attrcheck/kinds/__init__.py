"""What terms may ask for: the kinds of requirement, and the combinations of them."""

from attrcheck.kinds.combinators import COMBINATORS, AnyRequirement, Combination
from attrcheck.kinds.condition import Condition, holding
from attrcheck.kinds.placement import Zones, as_seen, has_placements, narrowed
from attrcheck.kinds.registry import KINDS, Kind
from attrcheck.kinds.requirement import PlacedRequirement, Problem, Requirement

__all__ = [
    "COMBINATORS",
    "KINDS",
    "AnyRequirement",
    "Combination",
    "Condition",
    "Kind",
    "PlacedRequirement",
    "Problem",
    "Requirement",
    "Zones",
    "as_seen",
    "has_placements",
    "holding",
    "narrowed",
]
