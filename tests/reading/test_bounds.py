"""Which pages are not parsed at all: each bound with a page on either side of it."""

from __future__ import annotations

import pytest

from attrcheck.model import FailureReason
from attrcheck.reading.bounds import refusal


@pytest.mark.parametrize(
    ("markup", "is_refused"),
    [
        ("<p>" * 20_000, False),
        ("<p>" * 20_001, True),
        ("<td>12 characters"[:16] * 25_000, False),
        ("<td>11 characters"[:15] * 25_000, True),
        (f"<p>{'a dozen words ' * 3}" * 250_000, False),
        (f"<p>{'a dozen words ' * 3}" * 250_001, True),
        ("@a " * 50_000, False),
        ("@a " * 50_001, True),
        ("a word " * 1_000_000, False),
        ("", False),
    ],
    ids=["few-tags", "many-tags", "sparse", "dense", "most-tags", "too-many-tags", "most-at-signs", "too-many-at-signs", "text", "empty"],
)
def test_what_no_article_looks_like_is_refused(markup: str, is_refused: bool) -> None:
    """The reason is the same as for a page of too many bytes; the sentence says which bound it was."""
    failure = refusal(markup)

    assert (failure is not None) is is_refused
    assert failure is None or (failure.reason is FailureReason.TOO_LARGE and any(word in failure.detail for word in ("tags", "at signs")))
