"""Posts out of feeds and searches: which share a page, whose they are, what is judged, and what is said of the rest."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from attrcheck.model import Article, Card, Link, Place, Share, ShareAuthor, Subject, Unread, UnreadReason, Visibility
from attrcheck.shares import Feed, FoundShares, Read, Scope, find_shares
from attrcheck.shares.fed import about
from tests.reuse.pages import look
from tests.shares.test_shares import URL, WORK, tweet

TITLE = "Night ferry of Lyngvik sails one more summer"
OWN = "https://bsky.app/profile/courier.example"
POST = "https://bsky.app/profile/courier.example/post/3ka"
HEAD = (
    f'<title>{TITLE} | Hesta Courier</title><meta property="og:title" content="{TITLE}">'
    '<link rel="canonical" href="https://copy.example/page"><link rel="amphtml" href="https://copy.example/page/amp">'
    f'<link rel="me" href="{OWN}">'
)


def page(markup: str = "", head: str = HEAD) -> Article:
    """A page that copies the work."""
    return look(f"<html><head>{head}</head><body><article><h1>Ferry</h1>[[work]]{markup}</article></body></html>").article


def share(text: str = "Read it", *links: str, url: str = POST, **fields: Any) -> Share:
    """A post, with its links behind its text."""
    placed = tuple(Link(url=link, start=len(text), end=len(text)) for link in links)
    author = ShareAuthor(handle="courier.example")
    told = {"platform": "bluesky", "url": url, "text": text, "read_by": "at-protocol", "author": author, "links": placed}
    return Share(**(told | fields))


def feed(*posts: Share, url: str = OWN, **fields: Any) -> Feed:
    """The posts of the outlet's account."""
    return Feed(**({"platform": "bluesky", "url": url, "posts": posts} | fields))


def shares(found: FoundShares) -> list[Subject]:
    """The shares that are judged."""
    return [subject for subject in found.subjects if subject.place is Place.SHARE]


@pytest.mark.parametrize(
    ("post", "expected"),
    [
        (share("Read it", URL), True),
        (share("Read it", f"{URL}?utm_source=bluesky&fbclid=1"), True),
        (share("Read it", f"{URL}/amp"), True),
        (share("Read it", "https://l.facebook.com/l.php?u=https%3A%2F%2Fcopy.example%2Fpage"), True),
        (share("Read it", card=Card(url=URL)), True),
        (share(f"{TITLE}.", "https://bit.ly/abc"), True),
        (share(TITLE), True),
        (share(f"{TITLE}!", "https://other.example/short"), None),
        (share("Rain tomorrow", "https://bit.ly/abc"), None),
        (share("Rain tomorrow"), False),
        (share("Rain tomorrow", "https://copy.example/other"), False),
        # The title of a series: the post links another part of it.
        (share(TITLE, "https://copy.example/other"), False),
        # Small words of a long post: half the title's words, and nothing to do with the page.
        (share("One of the more quiet days of summer: the ferry is late, and of the rest we know no more than one would."), False),
        (share("@zoe", "https://bsky.app/profile/zoe.example"), False),
    ],
)
def test_which_posts_share_a_page(post: Share, expected: bool | None) -> None:
    """By its addresses, or by its title where no link says otherwise; what only a request could tell is open."""
    assert about(post, page(), WORK) is expected


def test_a_short_title_says_nothing() -> None:
    """It stands in any post about ferries."""
    head = "<title>Ferry news today</title>"

    assert about(share("Ferry news today: rain"), page(head=head), replace(WORK, title="Ferry")) is False


def test_a_post_of_the_outlets_feed_is_judged_without_a_request() -> None:
    """It is the outlet's by construction, and the feed gave all of it."""
    found = find_shares(page(), WORK, read=Read(feeds=(feed(share("The ferry by Zoë", URL), share("Rain", url=f"{POST}b")),)))
    (record,) = found.records

    assert (record.url, record.found_as, record.is_outlets, record.is_share) == (POST, "feed", True, True)
    assert (record.read_by, record.is_wanted) == ("at-protocol", False)
    assert [(subject.url, subject.passages[0].text, subject.limits) for subject in shares(found)] == [(POST, "The ferry by Zoë", None)]


def test_a_post_at_an_address_that_no_table_knows_is_judged_too() -> None:
    """Servers of the fediverse have addresses of their own making; the feed says whose the post is."""
    post = share("The ferry", URL, url="https://snac.example/courier/p/1795370813.006453", platform="mastodon")
    found = find_shares(page(), WORK, read=Read(feeds=(feed(post),)))

    assert [(record.is_outlets, record.is_share, record.is_wanted) for record in found.records] == [(True, True, False)]
    assert [(subject.url, subject.network) for subject in shares(found)] == [(post.url, "mastodon")]


def test_a_cut_post_of_a_feed_is_worth_a_request() -> None:
    """Until then nothing may be said of what is missing in it."""
    cut = share("The ferry", URL, is_cut=True)
    found = find_shares(page(), WORK, read=Read(feeds=(feed(cut),)))

    assert [record.is_wanted for record in found.records] == [True]
    assert [bool(subject.limits) for subject in shares(found)] == [True]

    whole = find_shares(page(), WORK, read=Read(feeds=(feed(cut),), posts={POST: share("The ferry by Zoë", URL)}))
    assert [(subject.passages[0].text, subject.limits) for subject in shares(whole)] == [("The ferry by Zoë", None)]


def test_a_feed_that_could_not_be_read_again_keeps_what_it_gave() -> None:
    """A refusal of the post's own reader takes nothing away."""
    refused = Unread(platform="bluesky", url=POST, reason=UnreadReason.FORBIDDEN, detail="the server answered 403")
    found = find_shares(page(), WORK, read=Read(feeds=(feed(share("The ferry", URL, is_cut=True)),), posts={POST: refused}))

    assert [subject.passages[0].text for subject in shares(found)] == ["The ferry"]


def test_an_embedded_post_that_a_feed_holds_is_one_post() -> None:
    """Under another of its addresses; the network's own text goes before the page's copy of it."""
    embedded = tweet("hestacourier", "The ferry")
    own = feed(share("The ferry, by Zoë", URL, url="https://x.com/hestacourier/status/1165000000000000000", platform="x"), url=OWN)
    found = find_shares(page(embedded), WORK, read=Read(feeds=(own,)))

    assert [record.found_as for record in found.records] == ["feed"]
    assert [subject.passages[0].text for subject in shares(found)] == ["The ferry, by Zoë"]


def test_accounts_that_are_looked_through() -> None:
    """The page's own with an open feed; the user's account takes the place of the page's on the same network."""
    head = f'{HEAD}<link rel="me" href="https://social.example/@courier"><meta name="twitter:site" content="@hestacourier">'
    own = [(one.url, one.found_as) for one in find_shares(page(head=head), WORK).lookups]
    named = find_shares(page(head=head), WORK, Scope(accounts=("https://bsky.app/profile/other.example",))).lookups

    assert own == [(OWN, "page"), ("https://social.example/@courier", "page")]
    assert [(one.url, one.found_as) for one in named] == [
        ("https://bsky.app/profile/other.example", "supplied"),
        ("https://social.example/@courier", "page"),
    ]


def test_the_authors_own_account_is_not_the_outlets() -> None:
    """A page may link it in its header; what the author posts is no share of the reuser."""
    profile = WORK.author.profiles[0]
    account = replace(profile, platform="bluesky", handle="zoe.example")
    work = replace(WORK, author=replace(WORK.author, profiles=(*WORK.author.profiles, account)))

    assert find_shares(page(head='<link rel="me" href="https://bsky.app/profile/zoe.example">'), work).lookups == ()


def test_a_wall_of_accounts_is_bounded() -> None:
    """A page cannot send the scan to a hundred servers."""
    head = "".join(f'<link rel="me" href="https://social{i}.example/@courier">' for i in range(100))

    assert len(find_shares(page(head=head), WORK).lookups) == 6


def searched(read: Read, scope: Scope = Scope()) -> str:  # noqa: B008 - frozen
    """What is said where no share was found."""
    return find_shares(page(), WORK, scope, read).searched[Place.SHARE]


def test_what_was_looked_through_is_said() -> None:
    """How many posts, which could not be told, and which could not be read."""
    refused = Unread(platform="bluesky", url=OWN, reason=UnreadReason.FORBIDDEN, detail="the server answered 403")

    assert "the newest 2 posts of @courier.example on Bluesky were looked through, of which 1 have shortened links" in searched(
        Read(feeds=(feed(share("Rain", "https://bit.ly/a"), share("Sun", url=f"{POST}b"), has_more=True),))
    )
    assert "the posts of @courier.example on Bluesky could not be read: forbidden: the server answered 403" in searched(
        Read(feeds=(feed(unread=refused),))
    )
    assert "the older ones could not be read" in searched(Read(feeds=(feed(share("Rain"), unread=refused),)))
    assert "the networks themselves were not searched" in searched(Read())


def test_an_account_of_the_user_that_cannot_be_read_is_not_passed_over() -> None:
    """It may hold a share: everything asked of shares is cannot-tell. The page's own account is said only."""
    refused = Unread(platform="bluesky", url=OWN, reason=UnreadReason.FORBIDDEN, detail="the server answered 403")
    read = Read(feeds=(feed(unread=refused),))

    (subject,) = shares(find_shares(page(), WORK, Scope(accounts=(OWN,)), read))
    assert subject.url == OWN
    assert subject.limits is not None
    assert "the server answered 403" in subject.limits
    assert shares(find_shares(page(), WORK, read=read)) == []


def test_found_posts_of_strangers_are_listed_and_not_judged() -> None:
    """Those of the outlet are judged, as any of its posts."""
    stranger = share("Nice", URL, url="https://bsky.app/profile/anna.example/post/3kb", author=ShareAuthor(handle="anna.example"))
    found = find_shares(page(), WORK, Scope(searches=("bluesky",)), Read(searches=(feed(share("Ours", URL), stranger, url=URL),)))

    assert [(record.url, record.found_as, record.is_outlets) for record in found.records] == [
        (POST, "search", True),
        (stranger.url, "search", False),
    ]
    assert [subject.url for subject in shares(found)] == [POST]
    assert "Bluesky was searched" in found.searched[Place.SHARE]
    assert "not searched" not in found.searched[Place.SHARE]


def test_a_search_is_for_the_pages_own_address() -> None:
    """Once for each network, on the server that the user names."""
    looked = find_shares(page(), WORK, Scope(searches=("hackernews", "lemmy:feddit.example"))).lookups

    assert [(one.sort, one.url, one.platform, one.server, one.is_asked) for one in looked[1:]] == [
        ("search", URL, "hackernews", "", False),
        ("search", URL, "lemmy", "feddit.example", False),
    ]


def test_replies_of_the_author() -> None:
    """Part of the share by the terms; else they only leave a doubt."""
    post = share("The ferry", URL, replies=(share("By Zoë Vandermeer", url=f"{POST}b"),), are_replies_known=True)
    read = Read(feeds=(feed(post),))
    counted = shares(find_shares(page(), WORK, Scope(counts_replies=True), read))[0]
    left = shares(find_shares(page(), WORK, Scope(), read))[0]

    assert [(one.text, one.visibility) for one in counted.passages] == [
        ("The ferry", Visibility.SHOWN),
        ("By Zoë Vandermeer", Visibility.SHOWN),
    ]
    assert counted.limits is None
    assert left.passages[1].visibility is Visibility.UNKNOWN
    assert "reply" in (left.passages[1].hidden_by or "")


def test_replies_that_nobody_can_see() -> None:
    """Where they count, the credit may stand in them: nothing is said to be missing."""
    read = Read(feeds=(feed(share("The ferry", URL)),))
    (seen,) = shares(find_shares(page(), WORK, Scope(counts_replies=True), read))
    shown = page(tweet("hestacourier"), f'{HEAD}<meta name="twitter:site" content="@hestacourier">')
    (embedded,) = shares(find_shares(shown, WORK, Scope(counts_replies=True)))

    assert seen.limits is not None
    assert embedded.limits is not None
    assert shares(find_shares(shown, WORK))[0].limits is None
