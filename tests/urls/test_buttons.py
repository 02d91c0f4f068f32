"""Every form of a share button: addresses, and elements that a script makes a button of."""

from __future__ import annotations

import pytest

from attrcheck.urls import share_intent_of, share_intent_of_attributes
from tests.urls.buttons import BUTTONS, INTENTS, NO_BUTTONS


@pytest.mark.parametrize(("url", "platform", "text", "shared", "accounts", "why"), INTENTS)
def test_an_address_of_a_share_button(url: str, platform: str, text: str, shared: str | None, accounts: str, why: str) -> None:
    """What a share made with it would say."""
    intent = share_intent_of(url)

    assert intent is not None, why
    assert (intent.platform, intent.text, intent.url, " ".join(map(str, intent.handles))) == (platform, text, shared, accounts), why


@pytest.mark.parametrize(("attributes", "classes", "platform", "text", "shared", "accounts", "hashtags", "why"), BUTTONS)
def test_an_element_that_is_a_share_button(
    attributes: dict[str, str],
    classes: list[str],
    platform: str,
    text: str,
    shared: str | None,
    accounts: str,
    hashtags: tuple[str, ...],
    why: str,
) -> None:
    """What a share made with it would say."""
    intent = share_intent_of_attributes(attributes, classes)

    assert intent is not None, why
    found = (intent.platform, intent.text, intent.url, " ".join(map(str, intent.handles)), intent.hashtags)
    assert found == (platform, text, shared, accounts, hashtags), why


@pytest.mark.parametrize(("attributes", "classes", "why"), NO_BUTTONS)
def test_an_element_that_is_no_share_button(attributes: dict[str, str], classes: list[str], why: str) -> None:
    """It may look like one."""
    assert share_intent_of_attributes(attributes, classes) is None, why
