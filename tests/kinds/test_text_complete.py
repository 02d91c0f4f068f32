"""text.complete: how much of the work stands on the page, and what is missing."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from attrcheck.model import Difference, Link, Metadatum, Origin, Outcome, Passage
from tests.kinds.comparisons import change, copy
from tests.kinds.subjects import check, passage, subject

PASSED, FAILED, CANNOT_TELL = Outcome.PASSED, Outcome.FAILED, Outcome.CANNOT_TELL
LOST = "What saved the summer was neither the county nor a company. On Monday a society handed over a guarantee."


@pytest.mark.parametrize(
    ("kept", "min_share", "outcome"),
    [
        (1.0, 0.95, PASSED),
        (0.95, 0.95, PASSED),
        (0.9499, 0.95, CANNOT_TELL),
        (0.85, 0.95, CANNOT_TELL),
        (0.84, 0.95, FAILED),
        (0.0, 0.95, FAILED),
        (0.99, 1, CANNOT_TELL),
        (0.5, 0.5, PASSED),
        (0.3, 0.5, FAILED),
    ],
)
def test_how_much_is_there(kept: float, min_share: float, outcome: Outcome) -> None:
    """A little less may be our reading; much less is a shortened copy."""
    conclusion = check("text.complete", copy(kept=kept), min_share=min_share)

    assert conclusion.outcome is outcome
    assert bool(conclusion.remedy) is (outcome is not PASSED)


def test_what_is_missing_is_named() -> None:
    """By the first words of its paragraphs, which a reader can search for."""
    cut = change(Difference.CUT, 20, LOST), change(Difference.CUT, 4, "A library below deck")
    conclusion = check("text.complete", copy(kept=0.5, changes=cut))

    assert [evidence.quote for evidence in conclusion.evidence] == [
        "left out: What saved the summer was neither the county nor a company. On …",
        "left out: A library below deck",
    ]


def leading(url: str, text: str = "2", rel: tuple[str, ...] = (), **about: object) -> Passage:
    """A passage that is a link."""
    return replace(passage(text), links=(Link(url=url, start=0, end=len(text), rel=rel),), **about)


@pytest.mark.parametrize(
    ("link", "outcome"),
    [
        (leading("https://a.example/copy/2", rel=("next",)), CANNOT_TELL),
        (leading("/copy/page/2", rel=("nofollow", "next")), CANNOT_TELL),
        (leading("/copy-2.html", rel=("next",)), CANNOT_TELL),
        (leading("?page=2", rel=("next",)), CANNOT_TELL),
        (leading("/copy/2", rel=("next",), origin=Origin.CHROME), CANNOT_TELL),
        (leading("/copy/2", "Continue reading"), CANNOT_TELL),
        (leading("/copy/2", "Nächste Seite"), CANNOT_TELL),
        (leading("/copy/2", "2"), FAILED),
        (leading("/another-story", rel=("next",)), FAILED),
        (leading("/copy", rel=("next",)), FAILED),
        (leading("/copy/", rel=("next",)), FAILED),
        (leading("/copycat", rel=("next",)), FAILED),
        (leading("https://b.example/copy/2", rel=("next",)), FAILED),
        (leading("https://b.example/story", "Continue reading"), FAILED),
        (leading("http://[", rel=("next",)), FAILED),
        (leading("/copy/2", "Continue reading", origin=Origin.CHROME), FAILED),
    ],
)
def test_the_rest_may_stand_on_the_next_page(link: Passage, outcome: Outcome) -> None:
    """The next page of the text, not the next story, which many sites call `next` as well."""
    assert check("text.complete", copy("Text.", link, kept=0.3)).outcome is outcome


@pytest.mark.parametrize(("url", "outcome"), [("https://a.example/copy/2", CANNOT_TELL), ("https://a.example/other", FAILED)])
def test_the_markup_may_name_the_next_page(url: str, outcome: Outcome) -> None:
    """<link rel=next>."""
    of = replace(copy("Text.", kept=0.3), metadata=(Metadatum(name="link:next", value=url, locator="link"),))

    assert check("text.complete", of).outcome is outcome


@pytest.mark.parametrize(
    ("url", "following", "outcome"),
    [
        ("https://a.example/?p=12", "https://a.example/?p=12&page=2", CANNOT_TELL),
        ("https://a.example/?p=12", "https://a.example/?p=13", FAILED),
        ("https://a.example/a/story.html", "https://a.example/a/story-2.html", CANNOT_TELL),
        ("https://a.example/a/story.html", "https://a.example/a/story.html", FAILED),
        ("https://a.example/", "https://a.example/story", FAILED),
        ("file:///tmp/copy.html", "2.html", FAILED),
    ],
)
def test_addresses_of_next_pages(url: str, following: str, outcome: Outcome) -> None:
    """Numbers in paths and in queries."""
    of = replace(copy("Text.", leading(following, rel=("next",)), kept=0.3), url=url)

    assert check("text.complete", of).outcome is outcome


def test_without_a_comparison_nobody_knows() -> None:
    """With a fingerprint there is no text to lay beside the copy."""
    assert check("text.complete", subject("A paragraph.")).outcome is CANNOT_TELL
