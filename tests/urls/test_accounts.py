"""Every form of an address of an account, of a post, of a list of posts with a hashtag."""

from __future__ import annotations

import pytest

from attrcheck.urls import handles_in, hashtag_of, post_of, profile_of
from tests.urls.accounts import ACCOUNTS, HASHTAGS, TEXTS, THAT_FOOL_LIBRARIES
from tests.urls.posts import POSTS


@pytest.mark.parametrize(("url", "account", "why"), ACCOUNTS)
def test_an_account(url: str, account: str | None, why: str) -> None:
    """The account, or none where there is none."""
    profile = profile_of(url)

    assert (str(profile) if profile else None) == account, why


@pytest.mark.parametrize(("url", "platform", "identifier", "author", "why"), POSTS)
def test_a_post(url: str, platform: str, identifier: str, author: str | None, why: str) -> None:
    """A post, and no account."""
    post = post_of(url)

    assert post is not None, why
    assert (post.platform, post.id, post.author) == (platform, identifier, author), why
    assert profile_of(url) is None


@pytest.mark.parametrize(("url", "tag", "why"), HASHTAGS)
def test_a_list_of_posts(url: str, tag: str | None, why: str) -> None:
    """Every network that has such pages."""
    assert hashtag_of(url) == tag, why


@pytest.mark.parametrize(("text", "accounts", "why"), TEXTS)
def test_accounts_in_a_text(text: str, accounts: str, why: str) -> None:
    """Each with its network, and where it stands."""
    found = handles_in(text)

    assert " ".join(f"{','.join(each.platforms)}:{each.handle}" for each in found) == accounts, why
    assert all(each.handle in text[each.start : each.end] for each in found)


def test_fifteen_addresses_fool_libraries() -> None:
    """None of them is lost when the list is changed."""
    assert len({url for url, _, _ in THAT_FOOL_LIBRARIES}) == 15
