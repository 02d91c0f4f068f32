"""text.max_extract: how much of the work is taken, by every measure that the terms give."""

from __future__ import annotations

from typing import Any

import pytest

from attrcheck.model import Outcome
from tests.kinds.comparisons import copy
from tests.kinds.subjects import check, subject

PASSED, FAILED, CANNOT_TELL = Outcome.PASSED, Outcome.FAILED, Outcome.CANNOT_TELL


@pytest.mark.parametrize(
    ("bounds", "outcome"),
    [
        ({"share": 0.3}, PASSED),
        ({"share": 0.29}, CANNOT_TELL),
        ({"share": 0.25}, FAILED),
        ({"words": 180}, PASSED),
        ({"words": 175}, CANNOT_TELL),
        ({"words": 150}, FAILED),
        ({"paragraphs": 6}, PASSED),
        ({"paragraphs": 5}, FAILED),
        ({"share": 0.5, "words": 500, "paragraphs": 10}, PASSED),
        ({"share": 0.5, "words": 500, "paragraphs": 3}, FAILED),
        ({"share": 0.5, "words": 100, "paragraphs": 10}, FAILED),
        ({"share": 0.29, "words": 100}, FAILED),
    ],
)
def test_every_bound_holds(bounds: dict[str, Any], outcome: Outcome) -> None:
    """A page with 180 of 600 words and 6 of 20 paragraphs; so little over a bound is another way to count."""
    conclusion = check("text.max_extract", copy(kept=0.3), **{"share": None, **bounds})

    assert conclusion.outcome is outcome
    assert bool(conclusion.remedy) is (outcome is not PASSED)


def test_the_measures_are_said() -> None:
    """Of every bound, with what is free."""
    conclusion = check("text.max_extract", copy(kept=0.3), share=0.5, words=100)

    assert conclusion.reason == "of the work stand on the page: 30.0% of its words (50% are free), 180 words (100 are free)"


def test_without_a_comparison_nobody_knows() -> None:
    """With a fingerprint there is no text to lay beside the copy."""
    assert check("text.max_extract", subject("A paragraph.")).outcome is CANNOT_TELL
