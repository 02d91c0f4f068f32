"""access.no_paywall: what speaks of payment."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from attrcheck.model import Metadatum, Outcome
from tests.kinds.subjects import check, subject

PASSED, CANNOT_TELL = Outcome.PASSED, Outcome.CANNOT_TELL
FREE = "jsonld:isAccessibleForFree"


@pytest.mark.parametrize(
    ("statements", "outcome"),
    [
        ({}, PASSED),
        ({"description": "How we built our paywall"}, PASSED),
        ({FREE: "true"}, PASSED),
        ({FREE: "false"}, CANNOT_TELL),
        ({"article:content_tier": "free"}, PASSED),
        ({"article:content_tier": "locked"}, CANNOT_TELL),
        ({"article:content_tier": "Metered"}, CANNOT_TELL),
        ({"paywall": "tp-container-inner"}, CANNOT_TELL),
        ({"paywall": "tp-container-inner", FREE: "true"}, PASSED),
        ({"paywall": "paywall", FREE: "false"}, CANNOT_TELL),
        ({FREE: "true", "article:content_tier": "metered"}, CANNOT_TELL),
    ],
)
def test_signs_of_a_paywall(statements: dict[str, str], outcome: Outcome) -> None:
    """A sign is for a person to look at, never a failure; a class name is less than what the page states."""
    metadata = tuple(Metadatum(name=name, value=value, locator="meta") for name, value in statements.items())
    conclusion = check("access.no_paywall", replace(subject("A story."), metadata=metadata))

    assert conclusion.outcome is outcome
    assert bool(conclusion.evidence) is (outcome is CANNOT_TELL)
