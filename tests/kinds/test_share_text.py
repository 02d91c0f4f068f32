"""The text of a share that credits the author, and what the remedies in shares propose."""

from __future__ import annotations

import re
from html import unescape

import pytest
from msgspec.structs import replace

from attrcheck.kinds.share_text import account_in_share, share_text
from attrcheck.model import Author, Outcome, Place, Profile, Subject, Work
from attrcheck.shares import card_preview, find_shares
from attrcheck.urls import length, length_limit, parse_profile
from attrcheck.urls.tables import tables
from tests.kinds.subjects import NAME, TITLE, WORK, check, subject
from tests.reuse.pages import look

PAGE = "https://copy.example/page"
CREDIT_KINDS = ("credit.name", "credit.job_title", "profile.reference")
NETWORKS = (None, *(each.id for each in tables().platform.values()))


def by(*profiles: str, job_title: str | None = TITLE, **changes: object) -> Work:
    """The work, by an author with these accounts and this job title."""
    author = replace(WORK.author, profiles=tuple(map(parse_profile, profiles)), job_title=job_title)
    return replace(WORK, author=author, **changes)


def outcomes(text: str, network: str | None, work: Work = WORK, place: Place = Place.SHARE) -> set[Outcome]:
    """What is said of a share with this text."""
    return {check(kind, subject(text, place=place, network=network), work).outcome for kind in CREDIT_KINDS}


@pytest.mark.parametrize("network", NETWORKS)
@pytest.mark.parametrize("accounts", [("x:ZoeVandermeer", "instagram:Zoe.Vandermeer", "facebook:?"), ("mastodon:zoe@ships.example",),
                                      ("youtube:channel/UCabcdefghijklmnopqrstuv",), ("linkedin:in/zoe",), ("threads:zoe.v", "vk:zoe.v_cd")])  # fmt: skip
def test_the_text_credits_the_author_everywhere(network: str | None, accounts: tuple[str, ...]) -> None:
    """On every network, with any account: name, job title and account are found in it, and it fits."""
    work = by(*accounts)
    text = share_text(work, network)

    assert outcomes(text, network, work) == {Outcome.PASSED}
    assert text.endswith(work.url)
    assert length(text, network) <= (length_limit(network) or len(text))


@pytest.mark.parametrize(
    ("network", "expected"),
    [("x", "@ZoeVandermeer"), ("instagram", "@Zoe.Vandermeer"), ("bluesky", "X: @ZoeVandermeer"), (None, "X: @ZoeVandermeer")],
)
def test_the_account_of_the_network(network: str | None, expected: str) -> None:
    """Another network's account is bound to its name: a bare handle would lead to somebody else."""
    assert account_in_share(WORK, network) == expected


@pytest.mark.parametrize(
    ("title", "job_title", "has"),
    [
        ("Ferry", TITLE, (True, True, True)),
        ("Ferry " * 40, TITLE, (False, True, True)),
        ("Ferry", "Historian " * 23, (False, False, True)),
        ("Ferry", "Historian " * 28, (False, True, False)),
        ("渡し船" * 30, TITLE, (False, True, True)),
    ],
    ids=["whole", "long title", "long job title", "too long job title", "wide title"],
)
def test_what_has_no_room_is_left_out_whole(title: str, job_title: str, has: tuple[bool, bool, bool]) -> None:
    """First the title, then the account; the job title is there whole or not at all."""
    work = by("x:ZoeVandermeer", job_title=job_title.strip(), title=title.strip())
    text = share_text(work, "x", PAGE)

    assert length(text, "x") <= 280
    assert (work.title in text, "@ZoeVandermeer" in text, str(work.author.job_title) in text) == has
    assert NAME in text
    assert ("Historian" in text) is has[2]
    assert text.endswith(PAGE)


def test_several_authors_are_all_named() -> None:
    """The job title is the first author's, and stays tied to that name."""
    text = share_text(replace(WORK, coauthors=(Author(name="Anna Berg"), Author(name="Ole Lund"))), "x")

    assert f"By {NAME} (@ZoeVandermeer), {TITLE}, with Anna Berg and Ole Lund " in text


@pytest.mark.parametrize(
    ("work", "expected"),
    [
        (by(job_title=None), f"{WORK.title}. By {NAME} {WORK.url}"),
        (by(job_title=None, title="Why a ferry?"), f"Why a ferry? By {NAME} {WORK.url}"),
        (by(job_title=None, title=""), f"By {NAME} {WORK.url}"),
        (replace(WORK, author=Author(name="", profiles=(Profile(platform="x", handle="a"),))), f"{WORK.title} {WORK.url}"),
    ],
)
def test_what_the_terms_do_not_give_is_not_there(work: Work, expected: str) -> None:
    """Terms may name an author alone, or nobody."""
    assert share_text(work, "linkedin") == expected


@pytest.mark.parametrize("kind", CREDIT_KINDS)
def test_the_remedy_of_a_post_is_a_whole_text(kind: str) -> None:
    """The line that is missing, and a text that says everything with the address of the page."""
    of = replace(subject("Ferry", network="x", place=Place.SHARE), page=PAGE)
    line, text = re.findall("“([^”]*)”", check(kind, of).remedy or "")

    assert check(kind, subject(line, network="x", place=Place.SHARE)).outcome is Outcome.PASSED
    assert outcomes(text, "x") == {Outcome.PASSED}
    assert text.endswith(f" {PAGE}")


def test_the_remedy_says_what_has_no_room() -> None:
    """Nobody should think that the text is all that the terms ask for."""
    remedy = check("credit.name", subject("Ferry", network="x", place=Place.SHARE), by("x:Zoe", job_title="Historian " * 40)).remedy or ""

    assert remedy.endswith("There is no room for the job title in 280 characters.")


def test_a_saved_page_has_no_address_to_share() -> None:
    """Then the work's own is the next best."""
    of = replace(subject("Ferry", network="x", place=Place.SHARE), page="file:///pages/copy.html")

    assert WORK.url in (check("credit.name", of).remedy or "")


def previews(markup: str, head: str = "") -> list[Subject]:
    """The share previews of a page that copies the work."""
    page = f"<html><head><title>Ferry</title>{head}</head><body><article><h1>Ferry</h1>[[work]]{markup}</article></body></html>"
    found = find_shares(look(page).article, WORK).subjects
    return [replace(each, page=PAGE) for each in found if each.place is Place.SHARE_PREVIEW]


@pytest.mark.parametrize("kind", CREDIT_KINDS)
@pytest.mark.parametrize(
    "button",
    [
        "https://twitter.com/intent/tweet?text=Ferry",
        "https://bsky.app/intent/compose?text=Ferry",
        "https://www.threads.com/intent/post?text=Ferry",
        "https://share.joinmastodon.org/#text=Ferry",
        "https://t.me/share/url?url=https%3A%2F%2Fcopy.example%2Fpage&text=Ferry",
        "https://api.whatsapp.com/send?text=Ferry",
        "https://www.reddit.com/submit?url=https%3A%2F%2Fcopy.example%2Fpage&title=Ferry",
    ],
)
def test_the_remedy_of_a_button_is_its_address(kind: str, button: str) -> None:
    """A button with the proposed address passes."""
    remedy = check(kind, previews(f'<a href="{button}">Share</a>')[0]).remedy or ""
    address = re.findall("“(https://[^”]*)”", remedy)[-1]
    mended = previews(f'<a href="{address}">Share</a>')

    assert "Address for the button" in remedy
    assert [{check(each, of).outcome for each in CREDIT_KINDS} for of in mended] == [{Outcome.PASSED}]


@pytest.mark.parametrize("kind", CREDIT_KINDS)
@pytest.mark.parametrize(
    "button",
    [
        "https://www.facebook.com/sharer/sharer.php?u=https%3A%2F%2Fcopy.example%2Fpage",
        "https://www.linkedin.com/sharing/share-offsite/?url=https%3A%2F%2Fcopy.example%2Fpage",
    ],
)
def test_the_remedy_of_a_share_without_text_is_the_card(kind: str, button: str) -> None:
    """Facebook and LinkedIn show the card only: with the proposed tags the same button passes, and so does the card."""
    remedy = check(kind, previews(f'<a href="{button}">Share</a>')[0]).remedy or ""
    tags = remedy.partition("head: ")[2]
    mended = previews(f'<a href="{button}">Share</a>', tags)

    assert unescape(tags).startswith('<meta property="og:description" content="By Zoë Vandermeer')
    assert [{check(each, of).outcome for each in CREDIT_KINDS} for of in mended] == [{Outcome.PASSED}]
    card = card_preview(look(f"<html><head>{tags}</head><body>[[work]]</body></html>").article)
    assert {check(each, card).outcome for each in CREDIT_KINDS} == {Outcome.PASSED}


def test_the_account_of_the_fediverse_is_a_tag_of_its_own() -> None:
    """Mastodon draws it beneath every share of the page."""
    remedy = check("credit.name", subject("Ferry", place=Place.SHARE_PREVIEW, network="facebook"), by("mastodon:zoe@ships.example")).remedy

    assert '<meta name="fediverse:creator" content="@zoe@ships.example">' in (remedy or "")


def test_a_menu_of_networks_gets_a_text() -> None:
    """Nobody knows what network its reader chooses, so there is no address."""
    remedy = check("credit.name", subject("Ferry", place=Place.SHARE_PREVIEW, network="addtoany")).remedy or ""

    assert "A whole text for AddToAny: “" in remedy
