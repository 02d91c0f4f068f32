"""Where a passage is cut between the work's words and the reuser's own."""

from __future__ import annotations

import pytest

from attrcheck.model import Link, Origin, Passage
from attrcheck.reuse import WorkIndex, copied_parts
from tests.reuse.pages import print_of_work

COPIED = "On Monday, May 6, a society of 212 islanders handed over a guarantee for half of the cost"


def cut(text: str, *links: Link) -> list[tuple[str, Origin]]:
    """The pieces of a text, each with its origin."""
    pieces = copied_parts(WorkIndex(print_of_work(), "en"), (Passage(text=text, locator="p", links=links),))
    return [(piece.text, piece.origin) for piece in pieces]


@pytest.mark.parametrize(
    ("between", "own"),
    [
        (" ", "@ZoeVandermeer"),
        (" ", "＠ZoeVandermeer"),
        (" ", "#Ferries"),
        (" ", "(@ZoeVandermeer)"),
        (". ", "“Zoë Vandermeer”"),
        (".", "@ZoeVandermeer"),
        (".” ", "#Ferries"),
        (". – ", "By Zoë Vandermeer"),
        (".”", "By Zoë Vandermeer"),
    ],
)
def test_marks_stay_with_the_word_that_they_touch(between: str, own: str) -> None:
    """A handle or a hashtag right behind a copied sentence keeps its sign, or nobody would find it."""
    assert cut(f"{COPIED}{between}{own}") == [(COPIED + between, Origin.WORK), (own, Origin.OWN)]
    assert cut(f"{own} {COPIED}") == [(f"{own} ", Origin.OWN), (COPIED, Origin.WORK)]


def test_a_link_stays_with_its_words() -> None:
    """The link of a handle is cut where the handle is."""
    text = f"{COPIED} @ZoeVandermeer"
    link = Link(url="https://x.com/ZoeVandermeer", start=len(COPIED) + 1, end=len(text))
    pieces = copied_parts(WorkIndex(print_of_work(), "en"), (Passage(text=text, locator="p", links=(link,)),))

    assert [[(k.start, k.end) for k in piece.links] for piece in pieces] == [[], [(0, 14)]]
