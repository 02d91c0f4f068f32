"""meta.canonical: which address the page calls its original."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from attrcheck.model import Metadatum, Outcome, Place, Subject
from tests.kinds.subjects import WORK, check, subject

PASSED, FAILED, CANNOT_TELL = Outcome.PASSED, Outcome.FAILED, Outcome.CANNOT_TELL
KIND = "meta.canonical"
OWN = "https://a.example/copy"


def stating(*statements: tuple[str, str], url: str = OWN) -> Subject:
    """The markup of a page with these statements."""
    metadata = tuple(Metadatum(name=name, value=value, locator="link") for name, value in statements)
    return replace(subject(place=Place.METADATA), url=url, metadata=metadata)


@pytest.mark.parametrize(
    ("url", "outcome"),
    [
        (WORK.url, PASSED),
        (WORK.url.replace("https:", "http:"), PASSED),
        (f"{WORK.url}?utm_source=copy", PASSED),
        (f"{WORK.url}#top", PASSED),
        (f" {WORK.url} ", PASSED),
        (OWN, FAILED),
        ("/copy", FAILED),
        ("copy", FAILED),
        ("https://agency.example/story", FAILED),
        ("https://agency.example/?u=" + WORK.url, FAILED),
        (WORK.url.rpartition("/")[0] + "/another-story", CANNOT_TELL),
        ("http://[", FAILED),
        ("", FAILED),
    ],
)
def test_which_address_is_canonical(url: str, outcome: Outcome) -> None:
    """The work's address in any form; another address on the work's site may be the work under a second one."""
    assert check(KIND, stating(("link:canonical", url))).outcome is outcome


@pytest.mark.parametrize(
    ("header", "outcome"),
    [
        (f'<{WORK.url}>; rel="canonical"', PASSED),
        (f"<{WORK.url}>;rel=canonical", PASSED),
        (f'<https://a.example/s.css>; rel=preload; as=style, <{WORK.url}>; rel="shortlink canonical"', PASSED),
        (f'<{WORK.url}>; rel="alternate"', FAILED),
        (f'<{OWN}>; rel="canonical"', FAILED),
        (f"{WORK.url}; rel=canonical", FAILED),
        ("<" * 5_000, FAILED),
    ],
)
def test_the_header_counts(header: str, outcome: Outcome) -> None:
    """RFC 6596 lets a server say it beside the page."""
    assert check(KIND, stating(("header:link", header))).outcome is outcome


def test_contradictions_are_for_a_person() -> None:
    """A copy box pasted into the body, and the system's own statement in the head: which one counts depends on who reads it."""
    conclusion = check(KIND, stating(("link:canonical", OWN), ("link:canonical", WORK.url)))

    assert conclusion.outcome is CANNOT_TELL
    assert OWN in conclusion.reason


def test_a_copy_on_the_works_own_site_is_no_second_address() -> None:
    """On a platform of many authors every page is on the work's site."""
    copy = WORK.url.rpartition("/")[0] + "/copy"

    assert check(KIND, stating(("link:canonical", copy), url=copy)).outcome is FAILED


def test_other_statements_are_none() -> None:
    """The card's address and the short link do not tell search engines which page is the original."""
    conclusion = check(KIND, stating(("og:url", WORK.url), ("link:syndication", WORK.url)))

    assert conclusion.outcome is FAILED
    assert WORK.url in (conclusion.remedy or "")
