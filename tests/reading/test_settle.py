"""Which role a passage really has: the matched words against the names of elements, as a table."""

from __future__ import annotations

import pytest

from attrcheck.model import Article, Origin, Passage, Region, Role
from attrcheck.reading.settle import STRONG_CHROME, WEAK_CHROME, origin_of, settle

WORK_WORDS = 60
# A passage of this many words is a paragraph; shorter ones are credit lines and cards.
PARAGRAPH = 60
FAR = 300


def article(sizes: list[int], *regions: tuple[Role, int, int]) -> Article:
    """A page of passages with these numbers of words, and regions over them."""
    passages = tuple(Passage(text=" ".join(["abcde"] * size), locator=f"p:nth-of-type({i + 1})") for i, size in enumerate(sizes))
    made = tuple(Region(role=role, start=start, end=end, locator=f"div:nth-of-type({start + 1})") for role, start, end in regions)
    return Article(url="https://a.example/", title="", language=None, passages=passages, regions=made)


# Passages 0 and 2 to 3 are other text, passage 1 is the copy: the regions, and the role of each passage.
ON_THE_COPY = [
    ([], [Role.BODY] * 4),
    # A region that holds the copy is what it says no more.
    ([(Role.SIDEBAR, 0, 4)], [Role.BODY] * 4),
    ([(Role.RELATED, 1, 2)], [Role.BODY] * 4),
    ([(Role.NAVIGATION, 0, 3)], [Role.BODY] * 4),
    # Comments stay comments, whatever stands in them, unless a headline does.
    ([(Role.COMMENTS, 1, 2)], [Role.BODY, Role.COMMENTS, Role.BODY, Role.BODY]),
    ([(Role.COMMENTS, 0, 4), (Role.HEADLINE, 0, 1)], [Role.HEADLINE, Role.BODY, Role.BODY, Role.BODY]),
    # A region beside the copy is believed; one with a headline is not, but for related stories, which have headlines of their own.
    ([(Role.SIDEBAR, 2, 3)], [Role.BODY, Role.BODY, Role.SIDEBAR, Role.BODY]),
    ([(Role.HEADER, 0, 1), (Role.HEADLINE, 0, 1)], [Role.HEADLINE, Role.BODY, Role.BODY, Role.BODY]),
    ([(Role.RELATED, 2, 4), (Role.HEADLINE, 2, 3)], [Role.BODY, Role.BODY, Role.RELATED, Role.RELATED]),
    # The header and the footer of the article are its own, those of the page are not.
    ([(Role.ARTICLE, 0, 3), (Role.HEADER, 0, 1), (Role.FOOTER, 2, 3)], [Role.BODY] * 4),
    ([(Role.ARTICLE, 1, 2), (Role.HEADER, 0, 1), (Role.FOOTER, 2, 3)], [Role.HEADER, Role.BODY, Role.FOOTER, Role.BODY]),
    # Another article beside ours, and a long one inside it, credit something else; a small one is a card.
    ([(Role.ARTICLE, 0, 2), (Role.ARTICLE, 2, 4)], [Role.BODY, Role.BODY, Role.OTHER_ARTICLE, Role.OTHER_ARTICLE]),
    ([(Role.ARTICLE, 0, 4), (Role.ARTICLE, 2, 3)], [Role.BODY, Role.BODY, Role.OTHER_ARTICLE, Role.BODY]),
    ([(Role.ARTICLE, 0, 4), (Role.ARTICLE, 3, 4)], [Role.BODY] * 4),
    # The innermost of the roles that speak; furniture around them is stronger, except account links in a credit.
    ([(Role.BYLINE, 2, 4), (Role.CAPTION, 3, 4)], [Role.BODY, Role.BODY, Role.BYLINE, Role.CAPTION]),
    ([(Role.RELATED, 2, 4), (Role.BYLINE, 3, 4)], [Role.BODY, Role.BODY, Role.RELATED, Role.RELATED]),
    ([(Role.AUTHOR_BOX, 2, 4), (Role.SHARE_WIDGET, 3, 4)], [Role.BODY, Role.BODY, Role.AUTHOR_BOX, Role.AUTHOR_BOX]),
    ([(Role.BYLINE, 3, 4), (Role.FORM, 3, 4)], [Role.BODY, Role.BODY, Role.BODY, Role.BYLINE]),
    ([(Role.FOOTER, 2, 4), (Role.SHARE_WIDGET, 3, 4)], [Role.BODY, Role.BODY, Role.FOOTER, Role.FOOTER]),
    ([(Role.UNCLEAR, 3, 4)], [Role.BODY, Role.BODY, Role.BODY, Role.UNCLEAR]),
    ([(Role.UNCLEAR, 2, 4), (Role.FOOTER, 2, 4)], [Role.BODY, Role.BODY, Role.UNCLEAR, Role.UNCLEAR]),
    # A region without passages says nothing.
    ([(Role.NAVIGATION, 2, 2)], [Role.BODY] * 4),
]  # fmt: skip


@pytest.mark.parametrize(("regions", "roles"), ON_THE_COPY, ids=lambda value: "+".join(str(v[0]) for v in value if isinstance(v, tuple)))
def test_the_matched_words_anchor_the_article(regions: list[tuple[Role, int, int]], roles: list[Role]) -> None:
    """A name is a hint; where the copied text stands has the last word."""
    made = settle(article([5, PARAGRAPH, PARAGRAPH, 5], *regions), [0, WORK_WORDS, 0, 0])

    assert [settled.role for settled in made] == roles


@pytest.mark.parametrize(("words", "role"), [(3, Role.RELATED), (11, Role.RELATED), (12, Role.BODY), (30, Role.BODY)])
def test_a_teaser_with_one_copied_sentence_stays_a_teaser(words: int, role: Role) -> None:
    """From the least sign of reuse on, and a fifth of all matches, a region holds a copy."""
    made = settle(article([PARAGRAPH, 30], (Role.RELATED, 1, 2)), [words, words])

    assert made[1].role is role


@pytest.mark.parametrize(("beside", "role"), [(48, Role.BODY), (49, Role.SIDEBAR)])
def test_a_region_with_less_than_a_fifth_of_the_matches_keeps_its_name(beside: int, role: Role) -> None:
    """A pull quote in the sidebar makes no article of it."""
    made = settle(article([PARAGRAPH, 30], (Role.SIDEBAR, 1, 2)), [beside, 12])

    assert made[1].role is role


def test_without_matches_names_decide_alone() -> None:
    """A page that repeats nothing has no article of ours; every passage is as near as any other."""
    made = settle(article([5, PARAGRAPH, 5], (Role.ARTICLE, 0, 1), (Role.SIDEBAR, 1, 2)), [0, 0, 0])

    assert [settled.role for settled in made] == [Role.BODY, Role.SIDEBAR, Role.BODY]
    assert all(settled.is_near_work for settled in made)


@pytest.mark.parametrize(
    ("between", "regions", "is_near"),
    [
        (0, (), True),
        (100, (), True),
        (FAR, (), False),
        # Inside the article's own element distance does not matter, and furniture between takes none.
        (FAR, ((Role.ARTICLE, 0, 3),), True),
        (FAR, ((Role.NAVIGATION, 1, 2),), True),
        # After the next headline another article begins, however near it is.
        (5, ((Role.HEADLINE, 2, 3),), False),
        (5, ((Role.ARTICLE, 0, 3), (Role.HEADLINE, 2, 3)), False),
    ],
)
def test_a_credit_stands_by_the_copied_text(between: int, regions: tuple[tuple[Role, int, int], ...], is_near: bool) -> None:
    """Elsewhere on the page a name may credit anything."""
    made = settle(article([PARAGRAPH, between, 5], *regions), [WORK_WORDS, 0, 0])

    assert made[2].is_near_work is is_near


def test_a_headline_above_the_copy_cuts_nothing_off() -> None:
    """The byline between headline and text is the usual place of a credit."""
    made = settle(article([5, 5, PARAGRAPH], (Role.HEADLINE, 0, 1)), [0, 0, WORK_WORDS])

    assert all(settled.is_near_work for settled in made)


@pytest.mark.parametrize("role", Role)
def test_furniture_is_the_site_s(role: Role) -> None:
    """What the site puts around every page is nobody's credit."""
    assert origin_of(role) is (Origin.CHROME if role in (*STRONG_CHROME, *WEAK_CHROME) else Origin.OWN)


def test_a_page_without_passages_settles() -> None:
    """An empty page is no error."""
    assert settle(article([]), []) == ()
