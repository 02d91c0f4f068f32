"""link.profile: the name leads to a page of the author."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from attrcheck.kinds.link_profile import LinkProfile
from attrcheck.model import Author, Origin, Outcome, Role
from tests.kinds.subjects import NAME, WORK, check, passage, subject

PAGE = "https://answers.example/users/7/zoe"
AUTHOR = replace(WORK.author, pages=(PAGE,))
ASKED = replace(WORK, author=AUTHOR)
PASSED, FAILED, CANNOT_TELL = Outcome.PASSED, Outcome.FAILED, Outcome.CANNOT_TELL


@pytest.mark.parametrize(
    ("of", "outcome"),
    [
        (passage(NAME, Role.BYLINE, url=PAGE), PASSED),
        (passage(f"Answered by {NAME}", url=f"{PAGE}/?utm_source=feed"), PASSED),
        (passage("ZOE VANDERMEER", url=PAGE.replace("https", "http")), PASSED),
        (passage(NAME, url="https://x.com/ZoeVandermeer"), PASSED),
        (passage(NAME, url="https://twitter.com/zoevandermeer"), PASSED),
        (passage(NAME, url=PAGE, origin=Origin.WORK), PASSED),
        (passage(NAME), FAILED),
        (passage(NAME, url="https://answers.example.evil.example/users/7/zoe"), FAILED),
        (passage(NAME, url="https://x.com/SomebodyElse"), FAILED),
        (passage("Anna Berg", url="https://answers.example/users/8/anna"), FAILED),
        (passage(NAME, url=PAGE, hidden_by="display:none"), FAILED),
        (passage(NAME, Role.COMMENTS, url=PAGE), FAILED),
        (passage("Profile", url=PAGE), CANNOT_TELL),
        (passage(NAME, url="https://answers.example/users/8/zoe-2"), CANNOT_TELL),
        (passage(NAME, url="https://a.example/authors/zoe"), CANNOT_TELL),
        (passage(NAME, Role.FOOTER, url=PAGE), CANNOT_TELL),
    ],
)
def test_the_name_leads_to_the_author(of: object, outcome: Outcome) -> None:
    """Each with its twin: another address, another place, other words."""
    assert check("link.profile", subject(of), ASKED).outcome is outcome  # type: ignore[arg-type]


@pytest.mark.parametrize(("people", "outcome"), [("all", FAILED), ("any", PASSED)])
def test_of_several_authors_all_or_any(people: str, outcome: Outcome) -> None:
    """Each name has a page of its own."""
    other = Author(name="Anna Berg", pages=("https://answers.example/users/8/anna",))
    conclusion = check("link.profile", subject(passage(NAME, url=PAGE)), replace(ASKED, coauthors=(other,)), people=people)

    assert conclusion.outcome is outcome
    if outcome is FAILED:
        assert "Anna Berg" in conclusion.reason
        assert "users/8/anna" in (conclusion.remedy or "")


def test_an_author_without_a_page_is_told() -> None:
    """The requirement could never be met."""
    assert not LinkProfile().lacks(ASKED)
    assert NAME in LinkProfile().lacks(replace(WORK, author=replace(WORK.author, profiles=())))
