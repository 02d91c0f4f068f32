"""meta.syndication: the tag that names the source."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from attrcheck.model import Metadatum, Outcome, Place
from tests.kinds.subjects import WORK, check, subject

OTHER = "https://copy.example/night-ferry"


@pytest.mark.parametrize(
    ("stated", "outcome"),
    [
        ([("syndication-source", WORK.url)], Outcome.PASSED),
        ([("original-source", f"{WORK.url}?utm_medium=rss")], Outcome.PASSED),
        ([("syndication-source", WORK.url), ("original-source", WORK.url)], Outcome.PASSED),
        ([], Outcome.FAILED),
        ([("link:canonical", WORK.url)], Outcome.FAILED),
        ([("syndication-source", OTHER)], Outcome.FAILED),
        ([("syndication-source", "")], Outcome.FAILED),
        ([("syndication-source", OTHER), ("syndication-source", WORK.url)], Outcome.CANNOT_TELL),
    ],
)
def test_the_source_is_named(stated: list[tuple[str, str]], outcome: Outcome) -> None:
    """By one of the two old tags, and by nothing else."""
    entries = tuple(Metadatum(name=name, value=value, locator="meta") for name, value in stated)
    conclusion = check("meta.syndication", replace(subject(place=Place.METADATA), metadata=entries))

    assert conclusion.outcome is outcome
    assert conclusion.outcome is Outcome.PASSED or WORK.url in (conclusion.remedy or "")
