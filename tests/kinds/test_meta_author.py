"""meta.author: whom the markup names."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from attrcheck.kinds import KINDS
from attrcheck.kinds.meta_author import MetaAuthor
from attrcheck.model import Author, Metadatum, Outcome, Place, Subject
from tests.kinds.subjects import NAME, WORK, check, subject

PASSED, FAILED, CANNOT_TELL = Outcome.PASSED, Outcome.FAILED, Outcome.CANNOT_TELL
KIND = "meta.author"


def stating(*statements: tuple[str, str]) -> Subject:
    """The markup of a page with these statements."""
    return replace(subject(place=Place.METADATA), metadata=tuple(Metadatum(name=n, value=v, locator="meta") for n, v in statements))


@pytest.mark.parametrize(
    ("name", "value", "outcome"),
    [
        ("author", NAME, PASSED),
        ("author", "zoe vandermeer", PASSED),
        ("author", "Vandermeer, Zoë", PASSED),
        ("author", "Vandermeer Zoë", PASSED),
        ("author", f"By {NAME} and Anna Berg", PASSED),
        ("author", f"Anna Berg; {NAME}", PASSED),
        ("dc.creator", NAME, PASSED),
        ("parsely-author", NAME, PASSED),
        ("article:author", NAME, PASSED),
        ("jsonld:author", NAME, PASSED),
        ("twitter:creator", "@ZoeVandermeer", PASSED),
        ("twitter:creator", "zoevandermeer", PASSED),
        ("twitter:creator", "https://x.com/ZoeVandermeer", PASSED),
        ("author", "https://twitter.com/ZoeVandermeer", PASSED),
        ("author", "Anna Berg", FAILED),
        ("author", "admin", FAILED),
        ("author", "Z. Vandermeer", FAILED),
        ("author", "", FAILED),
        ("article:author", "https://www.facebook.com/gazette", FAILED),
        ("article:author", "https://a.example/author/zoe-vandermeer/", CANNOT_TELL),
        ("article:author", "https://a.example/author/admin/", FAILED),
        ("twitter:creator", "@zoe_vandermeer", CANNOT_TELL),
        ("twitter:creator", "@gazette", FAILED),
        ("fediverse:creator", "@zoe@a.example", FAILED),
        ("jsonld:publisher", NAME, FAILED),
        ("description", f"By {NAME}", FAILED),
        ("og:title", NAME, FAILED),
    ],
)
def test_what_names_the_author(name: str, value: str, outcome: Outcome) -> None:
    """The name in any spelling or one of the accounts, in a statement that is about the author."""
    assert check(KIND, stating((name, value))).outcome is outcome


@pytest.mark.parametrize(
    ("fields", "outcome"),
    [([], PASSED), (["author"], PASSED), (["jsonld:author"], FAILED), (["jsonld:author", "author"], PASSED), (["twitter:creator"], FAILED)],
)
def test_terms_say_where(fields: list[str], outcome: Outcome) -> None:
    """A name elsewhere in the markup is not what was asked for."""
    of = stating(("author", NAME), ("jsonld:author", "Anna Berg"))

    assert check(KIND, of, fields=fields).outcome is outcome


def test_whom_the_markup_names_besides_is_said() -> None:
    """The site's editor beside the author is for the reader of the report to see."""
    conclusion = check(KIND, stating(("author", NAME), ("jsonld:author", "Anna Berg")))

    assert conclusion.outcome is PASSED
    assert "also names “Anna Berg” (jsonld:author)" in conclusion.reason


def test_one_of_several_authors_is_enough() -> None:
    """Most statements hold one name only."""
    work = replace(WORK, coauthors=(Author(name="Ben Ode"),))

    assert check(KIND, stating(("author", "Ben Ode")), work).outcome is PASSED
    assert check(KIND, stating(("author", "Anna Berg")), work).outcome is FAILED


def test_the_remedy_is_markup() -> None:
    """What to paste, in the statement that was asked for."""
    assert f'name="author" content="{NAME}"' in (check(KIND, stating()).remedy or "")
    assert '"@type": "Person"' in (check(KIND, stating(), fields=["jsonld:author"]).remedy or "")
    assert 'content="@ZoeVandermeer"' in (check(KIND, stating(), fields=["twitter:creator"]).remedy or "")


def test_an_unknown_statement_is_an_error_of_the_terms() -> None:
    """It would never be met; the known ones are listed."""
    (problem,) = KINDS[KIND].options(fields=("byline",)).problems()

    assert isinstance(KINDS[KIND].options(), MetaAuthor)
    assert problem.key == "fields"
    assert "jsonld:author" in problem.sentence
