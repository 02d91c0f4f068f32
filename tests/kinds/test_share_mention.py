"""share.mention: whether a share mentions the account for its network."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from attrcheck.kinds import KINDS
from attrcheck.model import Conclusion, Link, Origin, Outcome, Passage, Place, Subject
from tests.kinds.subjects import NAME, WORK, check, passage, subject

PASSED, FAILED, CANNOT_TELL, INAPPLICABLE, _ = Outcome
ACCOUNTS = ["x:RiverTimes", "facebook:RiverTimes", "instagram:River_Times", "mastodon:rivers@news.example", "bluesky:rivers.example"]


def post(*passages: Passage | str, network: str | None = "x", place: Place = Place.SHARE) -> Subject:
    """A post of these passages."""
    return subject(*passages, place=place, network=network)


def said(of: Subject, accounts: list[str] = ACCOUNTS) -> Conclusion:
    """What is said of a share."""
    return check("share.mention", of, accounts=accounts)


@pytest.mark.parametrize(
    ("text", "network", "outcome"),
    [
        ("A night on the ferry, by @RiverTimes", "x", PASSED),
        (".@rivertimes: a night on the ferry", "x", PASSED),
        ("Ferry ＠RiverTimes", "x", PASSED),
        ("Ferry x.com/RiverTimes", "x", PASSED),
        ("Ferry @RiverTimes", "facebook", PASSED),
        ("Ferry @River.Times", "facebook", PASSED),
        ("Ferry @River_Times", "instagram", PASSED),
        ("Ferry @rivers@news.example", "mastodon", PASSED),
        ("Ferry @rivers.example", "bluesky", PASSED),
        ("Ferry @rivers", "mastodon", CANNOT_TELL),
        ("Ferry (Instagram: @RiverTimes)", "x", CANNOT_TELL),
        ("The Lyngvik Courier tells of a ferry", "facebook", CANNOT_TELL),
        (f"{NAME} tells of a ferry", "facebook", CANNOT_TELL),
        ("The Lyngvik Courier tells of a ferry", "x", FAILED),
        ("Ferry @River_Times", "x", FAILED),
        ("Ferry @RiverTimes", "instagram", FAILED),
        ("Ferry @RiverTime", "x", FAILED),
        ("Ferry @RiverTimesFan", "x", FAILED),
        ("Ferry @annaberg", "x", FAILED),
        ("Ferry #RiverTimes", "x", FAILED),
        ("Mail press@RiverTimes", "x", FAILED),
        ("Ferry RiverTimes", "x", FAILED),
        ("Ferry @rivers@other.example", "mastodon", FAILED),
        ("", "x", FAILED),
        ("", "linkedin", INAPPLICABLE),
        ("Ferry @RiverTimes", "threads", INAPPLICABLE),
    ],
)
def test_which_account_is_mentioned(text: str, network: str, outcome: Outcome) -> None:
    """Each network has its own account, and a network without one asks for nothing."""
    assert said(post(text, network=network)).outcome is outcome


@pytest.mark.parametrize(
    ("url", "network", "outcome"),
    [
        ("https://twitter.com/RiverTimes", "x", PASSED),
        ("https://mobile.twitter.com/rivertimes?s=20", "x", PASSED),
        ("https://www.facebook.com/RiverTimes/?__tn__=K", "facebook", PASSED),
        ("https://www.instagram.com/river_times/", "instagram", PASSED),
        ("https://news.example/@rivers", "mastodon", PASSED),
        ("https://bsky.app/profile/rivers.example", "bluesky", PASSED),
        ("https://twitter.com/RiverTimes/status/1165000000000000000", "x", CANNOT_TELL),
        ("https://go.example/?u=https%3A%2F%2Fx.com%2FRiverTimes", "x", CANNOT_TELL),
        ("https://www.facebook.com/RiverTimes", "x", FAILED),
        ("https://twitter.com/annaberg", "x", FAILED),
        ("https://twitter.com/hashtag/RiverTimes", "x", FAILED),
        ("https://x.com.evil.example/RiverTimes", "x", FAILED),
    ],
)
def test_which_account_is_linked(url: str, network: str, outcome: Outcome) -> None:
    """Networks draw a mention as a link to the account."""
    assert said(post(passage("River", url=url), network=network)).outcome is outcome


@pytest.mark.parametrize("network", [None, "addtoany"])
@pytest.mark.parametrize(
    ("text", "outcome"),
    [("Ferry @RiverTimes", PASSED), ("Ferry @River_Times", PASSED), ("Ferry @annaberg", FAILED), ("", FAILED)],
)
def test_a_menu_of_networks_takes_any_account(network: str | None, text: str, outcome: Outcome) -> None:
    """Whoever presses the button chooses the network afterwards."""
    assert said(post(text, network=network, place=Place.SHARE_PREVIEW)).outcome is outcome


@pytest.mark.parametrize(
    ("where", "outcome"),
    [
        (passage("@RiverTimes"), PASSED),
        (passage("Words of the article by @RiverTimes", origin=Origin.WORK), CANNOT_TELL),
        (passage("@RiverTimes", hidden_by="display:none"), FAILED),
    ],
)
def test_where_it_stands(where: Passage, outcome: Outcome) -> None:
    """The share's own visible words."""
    assert said(post("Ferry", where)).outcome is outcome


@pytest.mark.parametrize(
    ("text", "network", "words", "remedy"),
    [
        ("Ferry @River_Times", "x", ("@River_Times (the account on Instagram)",), "@RiverTimes"),
        ("Ferry @RiverTimes", "instagram", ("@RiverTimes (the account on X (Twitter))",), "@River_Times"),
        ("Ferry @RiverTime", "x", ("@RiverTime (not an account that the terms name)",), "@RiverTimes"),
        ("Ferry @annaberg and @bertberg", "x", ("@annaberg, @bertberg",), "@RiverTimes"),
        ("Ferry", "mastodon", ("not found",), "@rivers@news.example"),
        ("Ferry", "bluesky", ("not found",), "@rivers.example"),
    ],
)
def test_a_failure_names_the_other_account_and_the_right_one(text: str, network: str, words: tuple[str, ...], remedy: str) -> None:
    """Whoever meant well sees which account is wrong, and adding the remedy passes."""
    conclusion = said(post(text, network=network))

    assert conclusion.outcome is FAILED
    assert [word for word in words if word not in conclusion.reason] == []
    assert conclusion.remedy == f"Add to the text of the share: “{remedy}”."
    assert said(post(text, remedy, network=network)).outcome is PASSED


@pytest.mark.parametrize(
    "account",
    ["x:A_b", "facebook:a.b.c", "instagram:a.b", "threads:a.b", "linkedin:company/a-b", "mastodon:a@b.example", "bluesky:a.b.example",
     "reddit:a_b", "telegram:a_bcde", "youtube:Name", "youtube:channel/UCabcdefghijklmnopqrstuv", "tiktok:a.b", "pinterest:abc", "vk:a.b_cd",
     "tumblr:a-b", "lemmy:a@b.example", "hackernews:a-b"],
)  # fmt: skip
def test_the_remedy_mends_it_on_every_network(account: str) -> None:
    """A handle where the network knows one in a text, an address where it does not."""
    network = account.partition(":")[0]
    conclusion = said(post("Ferry", network=network), [account])
    remedy = (conclusion.remedy or "").partition("“")[2].partition("”")[0]

    assert conclusion.outcome is FAILED
    assert said(post(f"Ferry {remedy}", network=network), [account]).outcome is PASSED


def test_several_accounts_of_one_network() -> None:
    """One of them is enough."""
    accounts = ["x:RiverTimes", "x:RiverDesk"]

    assert said(post("Ferry @RiverDesk"), accounts).outcome is PASSED
    assert said(post("Ferry"), accounts).outcome is FAILED


def test_a_link_elsewhere_is_beside_the_point() -> None:
    """An account of another network that the terms do not speak of is not called a wrong one."""
    link = Link(url="https://www.instagram.com/annaberg/", start=0, end=4)
    reason = said(post(Passage(text="Anna", locator="p", links=(link,)))).reason

    assert "annaberg" not in reason


@pytest.mark.parametrize("accounts", [[], ["RiverTimes"], ["orkut:RiverTimes"], ["x:River.Times"], ["facebook:?"]])
def test_accounts_that_are_none(accounts: list[str]) -> None:
    """A mistake of the terms is found before any page is."""
    requirement = msgspec.convert({"accounts": accounts}, KINDS["share.mention"].options, strict=False)

    assert [problem.key for problem in requirement.problems()] in (["accounts"], ["accounts[0]"])


def test_the_work_names_an_outlet() -> None:
    """Without one the names on Facebook would not be tested."""
    assert WORK.outlet
    options: Any = KINDS["share.mention"].options
    assert msgspec.convert({"accounts": ACCOUNTS}, options).sentence().startswith("mention x:RiverTimes, ")
