"""meta.noindex: whether search engines are asked to leave the page out."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from attrcheck.model import Metadatum, Outcome, Place
from tests.kinds.subjects import check, subject

PASSED, FAILED, CANNOT_TELL = Outcome.PASSED, Outcome.FAILED, Outcome.CANNOT_TELL
KIND = "meta.noindex"


def said(name: str, value: str) -> Outcome:
    """The outcome for one statement."""
    entry = Metadatum(name=name, value=value, locator="meta")
    return check(KIND, replace(subject(place=Place.METADATA), metadata=(entry,))).outcome


@pytest.mark.parametrize(
    ("name", "value", "outcome"),
    [
        ("robots", "noindex", PASSED),
        ("robots", "NOINDEX,FOLLOW", PASSED),
        ("robots", "nofollow, noindex, max-image-preview:large", PASSED),
        ("robots", "none", PASSED),
        ("robots", "index, follow", FAILED),
        ("robots", "all", FAILED),
        ("robots", "nofollow", FAILED),
        ("robots", "noimageindex", FAILED),
        ("robots", "max-image-preview:none", FAILED),
        ("robots", "", FAILED),
        ("googlebot", "noindex", CANNOT_TELL),
        ("googlebot-news", "noindex", CANNOT_TELL),
        ("googlebot", "index", FAILED),
        ("description", "noindex", FAILED),
        ("header:x-robots-tag", "noindex", PASSED),
        ("header:x-robots-tag", "max-snippet: 20, noindex", PASSED),
        ("header:x-robots-tag", "unavailable_after: 25 Jun 2030 15:00:00 PST, noindex", PASSED),
        ("header:x-robots-tag", "noindex, googlebot: nofollow", PASSED),
        ("header:x-robots-tag", "googlebot: noindex, nofollow", CANNOT_TELL),
        ("header:x-robots-tag", "googlebot: nofollow, noindex", CANNOT_TELL),
        ("header:x-robots-tag", "googlebot: nofollow", FAILED),
    ],
)
def test_what_asks_search_engines(name: str, value: str, outcome: Outcome) -> None:
    """A directive for all engines, wherever it stands among others; one engine is not all."""
    assert said(name, value) is outcome


def test_nothing_said_is_a_failure() -> None:
    """Pages are indexed unless they ask not to be; the headers of a saved page are gone, and the reason says so."""
    bare = subject(place=Place.METADATA)

    assert check(KIND, bare).outcome is FAILED
    assert "headers" not in check(KIND, bare).reason
    assert "headers" in check(KIND, replace(bare, url="file:///copy.html")).reason
