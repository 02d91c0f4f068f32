"""The tables of social networks and the cases are twins: a row that no case reaches is untested, or can never be reached."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from attrcheck.shares import How, found_posts
from tests.reuse.pages import look
from tests.shares.test_embeds import FORMS, NO_POSTS
from tests.shares.test_shares import WORK
from tests.test_urls_canonical import WRAPPED
from tests.test_urls_posts import POSTS as COMMON_POSTS
from tests.test_urls_profiles import PROFILES
from tests.test_urls_shares import ATTRIBUTES
from tests.test_urls_shares import INTENTS as COMMON_INTENTS
from tests.urls import reached
from tests.urls.accounts import ACCOUNTS, HASHTAGS, TEXTS
from tests.urls.buttons import BUTTONS, INTENTS
from tests.urls.embeds import EMBEDS
from tests.urls.posts import POSTS
from tests.urls.reached import Row
from tests.urls.redirects import FRAMES, SHORT, WRAPPERS


def page(markup: str) -> str:
    return f"<html><head><title>Ferry</title></head><body><article><h1>Ferry</h1>[[work]]{markup}</article></body></html>"


@pytest.mark.parametrize(("markup", "url", "why"), EMBEDS, ids=[why for _, _, why in EMBEDS])
def test_an_embedded_post(markup: str, url: str | None, why: str) -> None:
    """Found by the address of the post itself, or not where there is none."""
    posts = [post.url for post in found_posts(look(page(markup)).article, WORK) if post.how is How.EMBED]

    assert posts == [url][: url is not None], why


def reached_rows() -> Iterator[Row]:
    for url, *_ in (*PROFILES, *COMMON_POSTS, *ACCOUNTS, *POSTS, *HASHTAGS):
        yield from reached.of_address(url)
    for text, *_ in TEXTS:
        yield from reached.of_text(text)
    for url, *_ in (*COMMON_INTENTS, *INTENTS):
        yield from reached.of_share(url)
    for url, *_ in (*WRAPPERS, *FRAMES, *((url,) for url in WRAPPED), *((f"https://{place}/AbC",) for place in SHORT)):
        yield from reached.of_redirect(url)
    for attributes, classes, *_ in (*ATTRIBUTES, *BUTTONS):
        yield from reached.of_button(attributes, classes)
    markup = [*(told for told, *_ in (*FORMS, *EMBEDS)), *NO_POSTS]
    for told in markup:
        yield from reached.of_widgets(look(page(told)).article.widgets)
    yield from reached.of_classes(name for told in markup for names in re.findall(r'class="([^"]*)"', told) for name in names.split())


def test_every_row_has_a_case() -> None:
    """Add a case for the row, or take the row out: another row comes before it."""
    assert sorted(reached.rows() - set(reached_rows())) == []


def test_one_case_reaches_few_rows() -> None:
    """What counts as reached is the row that gives the answer, and the host."""
    assert reached.of_address("https://x.com/RemyBonny/status/12") == {
        ("x", "posts", "/{handle}/status/{id}{rest}"),
        ("x", "hosts", "x.com"),
    }
