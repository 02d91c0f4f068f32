"""The page's card: what a share of the bare address would show."""

from __future__ import annotations

import pytest

from attrcheck.evaluate import conclude
from attrcheck.kinds import KINDS
from attrcheck.model import Author, Outcome, Place, Profile, Subject, Visibility, Work
from attrcheck.shares import card_preview, find_shares
from tests.reuse.pages import look

PASSED, FAILED, CANNOT_TELL = Outcome.PASSED, Outcome.FAILED, Outcome.CANNOT_TELL
ACCOUNTS = (Profile(platform="x", handle="ZoeVandermeer"), Profile(platform="mastodon", handle="zoe@ships.example"))
WORK = Work(title="Ferry", url="https://vandermeer.example/", author=Author(name="Zoë Vandermeer", profiles=ACCOUNTS))


def page(head: str, markup: str = "") -> str:
    """A page with this head that copies the work."""
    return f"<html><head><title>Ferry | Courier</title>{head}</head><body><article>[[work]]{markup}</article></body></html>"


def card(head: str) -> Subject:
    """The card of a page with this head."""
    return card_preview(look(page(head)).article)


def tag(name: str, content: str) -> str:
    """A statement of the page's markup."""
    return f'<meta {"property" if name.startswith(("og:", "article:")) else "name"}="{name}" content="{content}">'


def said(kind: str, of: Subject) -> Outcome:
    """What is said of a card, with its limits."""
    return conclude(KINDS[kind].options(), WORK, of).outcome


@pytest.mark.parametrize(
    ("head", "shown"),
    [
        ("", ["Ferry | Courier"]),
        (tag("og:title", "Night ferry"), ["Night ferry"]),
        (tag("twitter:title", "Night ferry"), ["Night ferry"]),
        (tag("og:title", " "), ["Ferry | Courier"]),
        (tag("description", "A boat"), ["Ferry | Courier", "A boat"]),
        (tag("description", "A boat") + tag("og:description", "A ship"), ["Ferry | Courier", "A ship"]),
        (tag("og:title", "Night ferry") + tag("twitter:title", "Night ferry"), ["Night ferry"]),
        (tag("fediverse:creator", "@zoe@ships.example"), ["Ferry | Courier", "More from @zoe@ships.example"]),
        (tag("fediverse:creator", "zoe@ships.example"), ["Ferry | Courier", "More from @zoe@ships.example"]),
        (tag("fediverse:creator", "Zoë Vandermeer"), ["Ferry | Courier"]),
        (tag("fediverse:creator", "@zoe"), ["Ferry | Courier"]),
        (tag("fediverse:creator", "a" * 100_000), ["Ferry | Courier"]),
        (tag("twitter:creator", "@ZoeVandermeer"), ["Ferry | Courier"]),
    ],
)
def test_what_every_network_draws(head: str, shown: list[str]) -> None:
    """Title and description, the best statement of each; on Mastodon the account of the author."""
    of = card(head)

    assert [passage.text for passage in of.passages if passage.visibility is Visibility.SHOWN] == shown
    assert (of.place, of.label, of.network) == (Place.SHARE_PREVIEW, "card", None)
    assert of.url.endswith("#share-preview-card")


@pytest.mark.parametrize(
    ("head", "name", "reference"),
    [
        ("", FAILED, FAILED),
        (tag("og:description", "By Zoë Vandermeer"), PASSED, FAILED),
        (tag("og:description", "By Zoë Vandermeer (X: @ZoeVandermeer)"), PASSED, PASSED),
        (tag("og:description", "By Anna Berg (X: @annaberg)"), FAILED, FAILED),
        (tag("author", "Zoë Vandermeer"), FAILED, FAILED),
        (tag("fediverse:creator", "@zoe@ships.example"), CANNOT_TELL, PASSED),
        (tag("fediverse:creator", "@anna@ships.example"), CANNOT_TELL, CANNOT_TELL),
        (tag("twitter:creator", "@ZoeVandermeer"), FAILED, CANNOT_TELL),
        (tag("twitter:creator", "@annaberg"), FAILED, FAILED),
        (tag("article:author", "Zoë Vandermeer"), CANNOT_TELL, FAILED),
        (tag("article:author", "https://x.com/ZoeVandermeer"), FAILED, CANNOT_TELL),
        (tag("og:title", "Ferry") + tag("twitter:title", "Ferry, by Zoë Vandermeer"), CANNOT_TELL, FAILED),
        (tag("twitter:title", "Ferry, by Zoë Vandermeer"), PASSED, FAILED),
    ],
)
def test_what_a_card_is_worth(head: str, name: Outcome, reference: Outcome) -> None:
    """What only some networks draw clears nobody; the name that Mastodon draws for an account is known to its server only."""
    assert (said("credit.name", card(head)), said("profile.reference", card(head))) == (name, reference)


def test_a_card_is_bounded() -> None:
    """A hostile page cannot fill a report."""
    head = "".join(tag(name, f"@u{i}@ships.example") for name in ("fediverse:creator", "article:author", "og:title") for i in range(500))

    assert len(card(head).passages) <= 20


def test_the_card_is_no_finding_of_its_own() -> None:
    """A page without buttons proposes no share: nobody is asked to credit in what nobody may ever post."""
    article = look(page(tag("og:title", "Night ferry"))).article

    assert find_shares(article, WORK).subjects == ()


@pytest.mark.parametrize(
    ("creator", "network", "outcome"),
    [
        ("@zoe@ships.example", "https://mastodon.social/share?text=Ferry", PASSED),
        ("@anna@ships.example", "https://mastodon.social/share?text=Ferry", CANNOT_TELL),
        ("", "https://mastodon.social/share?text=Ferry", FAILED),
        ("@zoe@ships.example", "https://x.com/intent/post?text=Ferry", FAILED),
    ],
)
def test_mastodon_draws_the_author_beneath_a_share(creator: str, network: str, outcome: Outcome) -> None:
    """Beneath every share there, whatever its text; no other network does."""
    article = look(page(tag("fediverse:creator", creator), f'<a href="{network}">Share</a>')).article
    previews = find_shares(article, WORK).subjects

    assert [said("profile.reference", of) for of in previews] == [outcome]
