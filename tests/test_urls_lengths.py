"""How long a text is as each network counts it, and the addresses of buttons that begin a share with it."""

from __future__ import annotations

import pytest

from attrcheck.urls import compose_address, length, length_limit, share_intent_of
from attrcheck.urls.tables import tables

LONG = "https://courier.example/2026/11/a-very-long-address-of-an-article-about-a-ferry.html"


@pytest.mark.parametrize(
    ("text", "network", "expected"),
    [
        ("", "x", 0),
        ("Ferry", "x", 5),
        ("Zoë", "x", 3),
        ("Zoe\u0308", "x", 3),
        ("“Ferry” — …", "x", 12),
        ("渡し船", "x", 6),
        ("Паром", "x", 5),
        ("ゼ", "x", 2),
        ("🚢", "x", 2),
        ("👩🏽\u200d🚀", "x", 2),
        ("🇧🇪🇳🇱", "x", 4),
        ("1️⃣", "x", 2),
        ("❤️", "x", 2),
        ("🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", "x", 2),
        (LONG, "x", 23),
        (f"{LONG} {LONG}", "x", 47),
        (f"({LONG}).", "x", 26),
        ("https://a.be", "x", 23),
        ("Read courier.example", "x", 28),
        (LONG, "mastodon", 23),
        ("By @zoe@ships.example today", "mastodon", 13),
        ("By @zoe@ships.example today", "bluesky", 27),
        ("👩🏽\u200d🚀", "mastodon", 1),
        ("👩🏽\u200d🚀", "bluesky", 1),
        ("Zoe\u0308", "bluesky", 3),
        ("क्षि", "bluesky", 2),
        (LONG, "bluesky", len(LONG)),
        ("渡し船", "bluesky", 3),
        ("🚢 Zoë", "threads", 8),
        ("Zoë", "threads", 3),
        (LONG, "threads", len(LONG)),
        ("👩🏽\u200d🚀", "linkedin", 4),
        ("Ferry", None, 5),
        ("Ferry", "nonsense", 5),
    ],
)
def test_a_text_is_counted_as_its_network_does(text: str, network: str | None, expected: int) -> None:
    """X weighs signs and counts every link alike, Bluesky and Mastodon count what a reader sees, Threads the bytes of an emoji."""
    assert length(text, network) == expected


def test_only_some_networks_have_a_limit() -> None:
    """The numbers of the networks' own documents."""
    assert {each: length_limit(each) for each in (*tables().platform, None) if length_limit(each)} == {
        "x": 280,
        "bluesky": 300,
        "mastodon": 500,
        "threads": 500,
        "linkedin": 3000,
        "telegram": 1024,
    }


def test_counting_is_linear() -> None:
    """A text of a hostile page costs what its length costs."""
    assert length("\u0301" * 200_000 + "@a" * 50_000 + "https://" * 5_000 + "👩\u200d" * 50_000, "mastodon") > 0


@pytest.mark.parametrize("network", [each.id for each in tables().platform.values() if each.compose])
def test_a_composed_button_says_what_it_should(network: str) -> None:
    """The address is read back as a share of the page with the whole text."""
    text = f"100% Zoë & “Ole” + #1: by @ZoeVandermeer? {LONG}"
    intent = share_intent_of(compose_address(network, text, LONG) or "")

    assert intent is not None
    assert (intent.platform, intent.url, intent.is_text_known) == (network, LONG, True)
    assert intent.text in (text, text.removesuffix(f" {LONG}"))


@pytest.mark.parametrize("network", ["facebook", "linkedin", "xing", "instagram", "addtoany", "nonsense", None])
def test_no_button_where_the_network_takes_no_text(network: str | None) -> None:
    """Such a share shows the page's card, or its reader chooses the network."""
    assert compose_address(network, "By Zoë", LONG) is None
