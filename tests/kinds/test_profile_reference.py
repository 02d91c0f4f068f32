"""profile.reference: which account is referred to, and whether a reader can follow."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from attrcheck.model import Origin, Outcome, Passage, Place, Profile, Role
from tests.kinds.subjects import WORK, check, passage, subject, unsure

PASSED, FAILED, CANNOT_TELL = Outcome.PASSED, Outcome.FAILED, Outcome.CANNOT_TELL
X, INSTAGRAM = "https://x.com/ZoeVandermeer", "https://www.instagram.com/zoe.vandermeer/"


def said(*passages: Passage | str, **metadata: str) -> Outcome:
    """The outcome for an article of these passages."""
    return check("profile.reference", subject(*passages, **metadata)).outcome


@pytest.mark.parametrize(
    ("url", "outcome"),
    [
        (X, PASSED),
        ("https://twitter.com/zoevandermeer", PASSED),
        ("http://www.twitter.com/ZoeVandermeer/", PASSED),
        ("https://mobile.twitter.com/ZoeVandermeer?lang=en", PASSED),
        ("//twitter.com/ZoeVandermeer", PASSED),
        ("https://twitter.com/@ZoeVandermeer", PASSED),
        ("https://twitter.com/intent/user?screen_name=ZoeVandermeer", PASSED),
        ("https://twitter.com/intent/follow?screen_name=ZoeVandermeer", PASSED),
        (INSTAGRAM, PASSED),
        ("https://instagram.com/Zoe.Vandermeer?hl=en", PASSED),
        ("https://l.facebook.com/l.php?u=https%3A%2F%2Fx.com%2FZoeVandermeer&h=AT0", PASSED),
        ("https://twitter.com/ZoeVandermeer/status/1165000000000000000", CANNOT_TELL),
        ("https://www.facebook.com/zoe.vandermeer", CANNOT_TELL),
        ("https://www.facebook.com/annaberg", FAILED),
        ("https://twitter.com/ZoeVandermeir", FAILED),
        ("https://twitter.com/annaberg", FAILED),
        ("https://twitter.com/Zoe.Vandermeer", FAILED),
        ("https://www.instagram.com/ZoeVandermeer/", FAILED),
        ("https://www.tiktok.com/@ZoeVandermeer", FAILED),
        ("https://twitter.com/", FAILED),
        ("https://twitter.com/hashtag/ZoeVandermeer", FAILED),
        ("https://twitter.com/search?q=ZoeVandermeer", FAILED),
        ("https://twitter.com/intent/tweet?url=https%3A%2F%2Fa.example%2F", FAILED),
        ("https://twitter.com.evil.example/ZoeVandermeer", FAILED),
        ("https://mytwitter.com/ZoeVandermeer", FAILED),
        ("https://a.example/x.com/ZoeVandermeer", FAILED),
        ("https://vandermeer.example/", FAILED),
        ("mailto:zoe@vandermeer.example", FAILED),
        ("javascript:void(0)", FAILED),
        ("#x.com/ZoeVandermeer", FAILED),
        ("http://[", FAILED),
        ("", FAILED),
    ],
)
def test_which_account_is_linked(url: str, outcome: Outcome) -> None:
    """Any form of an account's address counts; look-alikes, searches, share buttons and other networks do not."""
    assert said("A paragraph.", passage("Follow the author", url=url)) is outcome


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Instagram: @Zoe.Vandermeer", PASSED),
        ("Twitter: @ZoeVandermeer", PASSED),
        ("Follow @ZoeVandermeer on X", PASSED),
        ("Follow @zoevandermeer on Twitter", PASSED),
        ("On Twitter (@ZoeVandermeer) and Instagram (@Zoe.Vandermeer)", PASSED),
        ("x.com/ZoeVandermeer", PASSED),
        ("https://twitter.com/ZoeVandermeer", PASSED),
        ("Twitter: ＠ZoeVandermeer", PASSED),
        ("@ZoeVandermeer", CANNOT_TELL),
        ("@Zoe.Vandermeer", CANNOT_TELL),
        ("Instagram: @ZoeVandermeer", FAILED),
        ("Twitter: @ZoeVandermeir", FAILED),
        ("Twitter: @annaberg", FAILED),
        ("Mail zoe@ZoeVandermeer.example", FAILED),
        ("#ZoeVandermeer", FAILED),
        ("Follow me on Twitter", FAILED),
        ("Twitter: @ZoeVandermeerFan", FAILED),
        ("", FAILED),
    ],
)
def test_which_account_is_written(text: str, outcome: Outcome) -> None:
    """A handle counts with its network; without, the reader must guess."""
    assert said(text) is outcome


@pytest.mark.parametrize(
    ("where", "outcome"),
    [
        (passage("X", Role.BYLINE, url=X), PASSED),
        (passage("X", Role.AUTHOR_BOX, url=X), PASSED),
        (passage("", Role.BYLINE, url=X), PASSED),
        (passage("X", Role.SHARE_WIDGET, origin=Origin.CHROME, url=X), PASSED),
        (passage("X", Role.FOOTER, origin=Origin.CHROME, url=X), CANNOT_TELL),
        (passage("X", Role.EMBED, url=X), CANNOT_TELL),
        (passage("X", origin=Origin.TERMS, url=X), CANNOT_TELL),
        (passage("Twitter: @ZoeVandermeer", origin=Origin.TERMS), CANNOT_TELL),
        (passage("X", origin=Origin.WORK, url=X), CANNOT_TELL),
        (unsure("X", url=X), CANNOT_TELL),
        (passage("X", Role.NAVIGATION, origin=Origin.CHROME, url=X), FAILED),
        (passage("X", Role.RELATED, origin=Origin.CHROME, url=X), FAILED),
        (passage("X", Role.COMMENTS, origin=Origin.CHROME, url=X), FAILED),
        (passage("Twitter: @ZoeVandermeer", Role.COMMENTS, origin=Origin.CHROME), FAILED),
        (passage("X", hidden_by="display:none", url=X), FAILED),
        (passage("Twitter: @ZoeVandermeer", hidden_by="display:none"), FAILED),
    ],
    ids=lambda value: f"{value.role}-{value.origin}-{value.visibility}" if isinstance(value, Passage) else str(value),
)
def test_where_the_account_stands(where: Passage, outcome: Outcome) -> None:
    """The same table of places as for the name; among the share buttons an author's account is no button."""
    assert said("A paragraph.", where) is outcome


@pytest.mark.parametrize(
    ("name", "value"),
    [("twitter_creator", "@ZoeVandermeer"), ("jsonld_author.sameAs", X), ("article_author", X), ("twitter_creator", X)],
)
def test_markup_is_no_reference(name: str, value: str) -> None:
    """Nobody can follow what nobody sees."""
    conclusion = check("profile.reference", subject("A paragraph.", **{name: value}))

    assert conclusion.outcome is FAILED
    assert "markup" in conclusion.reason


@pytest.mark.parametrize("place", [Place.SHARE, Place.SHARE_PREVIEW])
@pytest.mark.parametrize(
    ("text", "network", "outcome"),
    [
        ("A read by @ZoeVandermeer", "x", PASSED),
        ("A read by @zoevandermeer", "x", PASSED),
        ("A read by @Zoe.Vandermeer", "instagram", PASSED),
        ("A read by @ZoeVandermeer on Twitter", "facebook", PASSED),
        ("A read by @ZoeVandermeer (Instagram: @zoe.vandermeer)", "facebook", PASSED),
        ("A read by @ZoeVandermeer", None, PASSED),
        ("A read by @ZoeVandermeer", "addtoany", PASSED),
        ("A read by @ZoeVandermeer", "facebook", CANNOT_TELL),
        ("A read by @ZoeVandermeer", "instagram", CANNOT_TELL),
        ("A read by @ZoeVandermeer", "bluesky", CANNOT_TELL),
        ("A read by @Zoe.Vandermeer", "x", CANNOT_TELL),
        ("A read by @Zoe.Vandermeer", "threads", CANNOT_TELL),
        ("A read by @ZoeVandermeer (Instagram)", "x", FAILED),
        ("A read by @annaberg", "x", FAILED),
        ("A read by @annaberg", "facebook", FAILED),
        ("A read by @ZoeVandermeir", "x", FAILED),
        ("A read by Zoë Vandermeer", "x", FAILED),
        ("", "x", FAILED),
    ],
)
def test_a_handle_in_a_share(place: Place, text: str, network: str | None, outcome: Outcome) -> None:
    """In a post the network's own handle is the reference; that of another network may be anybody's there."""
    assert check("profile.reference", subject(text, place=place, network=network)).outcome is outcome


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("A read by @zoe@ships.example", PASSED),
        ("A read by @Zoe@Ships.example", PASSED),
        ("A read by @zoe", CANNOT_TELL),
        ("A read by @zoe@other.example", FAILED),
        ("A read by @anna@ships.example", FAILED),
        ("A read by @zo", FAILED),
    ],
)
def test_an_account_of_the_fediverse(text: str, outcome: Outcome) -> None:
    """Its server is a part of it; posts there hide it in the link, and a copy of the text may have lost that."""
    accounts = (Profile(platform="mastodon", handle="zoe@ships.example"),)
    work = replace(WORK, author=replace(WORK.author, profiles=accounts))

    assert check("profile.reference", subject(text, place=Place.SHARE, network="mastodon"), work).outcome is outcome


@pytest.mark.parametrize(
    ("link", "network", "outcome"),
    [
        ("https://twitter.com/ZoeVandermeer?ref_src=twsrc%5Etfw", "x", PASSED),
        ("https://www.instagram.com/zoe.vandermeer/", "x", PASSED),
        ("https://twitter.com/annaberg?ref_src=twsrc%5Etfw", "x", FAILED),
        ("https://twitter.com/ZoeVandermeer/status/1165000000000000000", "x", CANNOT_TELL),
        ("https://twitter.com/hashtag/ZoeVandermeer", "x", FAILED),
    ],
)
def test_a_mention_in_a_read_post_is_a_link(link: str, network: str, outcome: Outcome) -> None:
    """Networks hand out mentions as links to the account."""
    of = subject("A read by", passage("Zoë", url=link), place=Place.SHARE, network=network)

    assert check("profile.reference", of).outcome is outcome


@pytest.mark.parametrize(
    ("text", "network", "words"),
    [
        ("By @ZoeVandermeir", "x", "found instead: @ZoeVandermeir (not an account that the terms name)"),
        ("By @annaberg via @courier", "x", "found instead: @annaberg, @courier"),
        ("By @ZoeVandermeer (Instagram)", "x", "found instead: @ZoeVandermeer (the account on X (Twitter))"),
        ("By @ZoeVandermeer", "facebook", "as the author's handle on X (Twitter), which may be somebody else's on Facebook"),
    ],
)
def test_a_share_names_whom_it_refers_to_instead(text: str, network: str, words: str) -> None:
    """Whoever meant well sees which account is wrong."""
    assert words in check("profile.reference", subject(text, place=Place.SHARE, network=network)).reason


def test_an_article_does_not_list_everybody() -> None:
    """It links a dozen accounts that have nothing to do with its credit."""
    reason = check("profile.reference", subject("Follow @annaberg", passage("X", url="https://x.com/courier"))).reason

    assert "annaberg" not in reason
    assert "courier" not in reason


def test_a_slip_in_the_handle_is_shown() -> None:
    """The outlet meant well: it must see which letter is wrong."""
    conclusion = check("profile.reference", subject(passage("X", url="https://x.com/ZoeVandermeir")))

    assert conclusion.outcome is FAILED
    assert "ZoeVandermeir".lower() in conclusion.reason.lower()
    assert "ZoeVandermeir" in conclusion.evidence[0].quote


def test_the_remedy_mends_it() -> None:
    """Every address that a failed finding proposes passes when somebody links it."""
    remedy = check("profile.reference", subject("Nothing.")).remedy or ""
    addresses = [word.strip(",.") for word in remedy.split() if word.startswith("http")]

    assert len(addresses) == 2
    assert {said(passage("Author", url=url)) for url in addresses} == {PASSED}
