"""access.no_paywall: the copy is free to read.

Passes: nothing in the page's markup speaks of payment, or only class names do while the page itself states that it is free.

Fails: never. What a page says to machines about payment is no proof of what its readers meet.

Cannot tell: the markup states that the page is not free (`isAccessibleForFree`, `article:content_tier`), or a class name speaks of a
paywall.
"""

from __future__ import annotations

from attrcheck.kinds.requirement import Requirement
from attrcheck.kinds.statements import quoted
from attrcheck.model import Conclusion, Metadatum, Outcome, Place, Subject, Work

_FREE, _TIER, _CLASS = "jsonld:isAccessibleForFree", "article:content_tier", "paywall"
# The values of article:content_tier besides "free" (Facebook's reference for publishers).
_PAID_TIERS = ("locked", "metered")


class AccessNoPaywall(Requirement, frozen=True, kw_only=True, tag="access.no_paywall"):
    """Readers must not have to pay."""

    kind = "access.no_paywall"
    possible_places = frozenset({Place.ARTICLE})

    def sentence(self) -> str:
        """Return the duty in words that follow "must"."""
        return "be free to read"


def check(requirement: AccessNoPaywall, work: Work, subject: Subject) -> Conclusion:
    """Return whether anything says that readers have to pay."""
    statements = subject.metadata
    signs = [entry for entry in statements if _is_paid(entry)]
    if not signs and not any(_is_free(entry) for entry in statements):
        signs = [entry for entry in statements if entry.name == _CLASS]
    if not signs:
        return Conclusion(outcome=Outcome.PASSED, reason=f"no sign of a paywall in {len(statements)} statements of the markup")
    named = ", ".join(dict.fromkeys(f"{entry.name} “{entry.value[:80]}”" for entry in signs[:3]))
    reason = f"the markup has signs of a paywall ({named}); whether readers have to pay is for a person to see"
    return Conclusion(outcome=Outcome.CANNOT_TELL, reason=reason, evidence=quoted(signs), remedy=remedy())


def remedy() -> str:
    """Return what makes the requirement pass."""
    return 'Free the article, and say so in its markup: "isAccessibleForFree": true.'


def _is_paid(entry: Metadatum) -> bool:
    value = entry.value.lower()
    return (entry.name == _FREE and value == "false") or (entry.name == _TIER and value in _PAID_TIERS)


def _is_free(entry: Metadatum) -> bool:
    return (entry.name == _FREE and entry.value.lower() == "true") or (entry.name == _TIER and entry.value.lower() == "free")
