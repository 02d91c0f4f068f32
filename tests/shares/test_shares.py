"""The shares that a page itself shows: posts of its outlet, and what its buttons would make a share say."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from msgspec.structs import replace

from attrcheck import load_terms
from attrcheck.demo import TERMS
from attrcheck.model import Article, Place, Subject, Visibility
from attrcheck.shares import FoundShares, find_shares
from attrcheck.urls import profile_of
from tests.reuse.pages import look

WORK = load_terms(TERMS).works[0]
URL = "https://copy.example/page"
HEAD = (
    '<title>Ferry | Hesta Courier</title><meta property="og:site_name" content="Hesta Courier">'
    '<meta name="twitter:site" content="@hestacourier">'
)


def found(markup: str, head: str = HEAD) -> FoundShares:
    """The shares of a page that copies the work."""
    article: Article = look(f"<html><head>{head}</head><body><article><h1>Ferry</h1>[[work]]{markup}</article></body></html>").article
    return find_shares(article, WORK)


def of_place(shares: FoundShares, place: Place) -> list[Subject]:
    """The subjects of one place."""
    return [subject for subject in shares.subjects if subject.place is place]


def previews(markup: str, head: str = HEAD) -> list[tuple[str | None, str]]:
    """Network and text of every share preview."""
    return [
        (s.network, " ".join(p.text for p in s.passages if p.visibility is Visibility.SHOWN))
        for s in of_place(found(markup, head), Place.SHARE_PREVIEW)
    ]


def posts(markup: str, head: str = HEAD) -> list[Subject]:
    """The outlet's posts."""
    return of_place(found(markup, head), Place.SHARE)


def tweet(account: str, text: str = "Read it", link: str = URL) -> str:
    """An embedded post as the network hands it out."""
    return (
        f'<blockquote class="twitter-tweet"><p lang="en">{text} <a href="{link}">{link}</a></p>&mdash; Name (@{account}) '
        f'<a href="https://twitter.com/{account}/status/1165000000000000000">August 25, 2019</a></blockquote>'
    )


@pytest.mark.parametrize(
    ("markup", "network", "text"),
    [
        (f'<a href="https://twitter.com/intent/tweet?text=Night%20ferry&url={quote(URL)}">Tweet</a>', "x", "Night ferry"),
        (f'<a href="https://x.com/intent/post?text=Night+ferry&url={quote(URL)}">Post</a>', "x", "Night ferry"),
        (f'<a href="https://twitter.com/share?text=Night%20ferry&url={quote(URL)}">Tweet</a>', "x", "Night ferry"),
        (f'<a href="https://www.facebook.com/sharer/sharer.php?u={quote(URL)}">Share</a>', "facebook", "Ferry | Hesta Courier"),
        (f'<a href="https://www.linkedin.com/sharing/share-offsite/?url={quote(URL)}">Share</a>', "linkedin", "Ferry | Hesta Courier"),
        (f'<a href="https://t.me/share/url?url={quote(URL)}&text=Night%20ferry">Telegram</a>', "telegram", "Night ferry"),
        (
            f'<a class="twitter-share-button" href="https://twitter.com/share" data-text="Night ferry" data-url="{URL}">Tweet</a>',
            "x",
            "Night ferry",
        ),
        ('<a href="https://twitter.com/intent/tweet?text=Night%20ferry">Tweet</a>', "x", "Night ferry"),
    ],
)
def test_a_button_says_what_a_share_would_say(markup: str, network: str, text: str) -> None:
    """Its own text, or the page's card where the button carries none."""
    assert previews(markup) == [(network, text)]


def test_a_via_is_part_of_the_text() -> None:
    """The network writes the handle into the post, and it is a reference to that account."""
    subject = of_place(
        found(f'<a href="https://twitter.com/intent/tweet?text=Ferry&url={quote(URL)}&via=ZoeVandermeer">Tweet</a>'), Place.SHARE_PREVIEW
    )[0]

    assert "@ZoeVandermeer" in subject.passages[0].text
    assert [str(profile_of(link.url)).lower() for link in subject.passages[0].links] == ["x:zoevandermeer"]


@pytest.mark.parametrize(
    ("markup", "network", "text"),
    [
        (
            f'<a href="https://twitter.com/intent/tweet?text=Ferry&url={quote(URL)}&hashtags=Boats,CCNow">Tweet</a>',
            "x",
            "Ferry #Boats #CCNow",
        ),
        (f'<a href="https://x.com/intent/post?url={quote(URL)}&hashtags=%23Boats">Post</a>', "x", "Ferry | Hesta Courier #Boats"),
        (
            f'<a href="https://twitter.com/intent/tweet?text=Ferry&url={quote(URL)}&hashtags=Boats&via=ZoeVandermeer">Tweet</a>',
            "x",
            "Ferry #Boats via @ZoeVandermeer",
        ),
        (
            f'<a class="twitter-share-button" href="https://twitter.com/share" data-text="Ferry" data-hashtags="Boats" data-url="{URL}">T</a>',
            "x",
            "Ferry #Boats",
        ),
        (
            '<a class="twitter-share-button" href="https://twitter.com/intent/tweet?text=Ferry" data-hashtags="Boats" data-via="Anna">T</a>',
            "x",
            "Ferry #Boats via @Anna",
        ),
        (
            f'<a href="https://www.facebook.com/dialog/share?app_id=1&href={quote(URL)}&hashtag=%23Boats">Share</a>',
            "facebook",
            "Ferry | Hesta Courier #Boats",
        ),
        (
            f'<button data-sharer="twitter" data-title="Ferry" data-hashtags="Boats, CCNow" data-url="{URL}">Tweet</button>',
            "x",
            "Ferry #Boats #CCNow",
        ),
        ('<a href="https://twitter.com/intent/tweet?text=Ferry&hashtags=,%20,">Tweet</a>', "x", "Ferry"),
    ],
)
def test_hashtags_are_part_of_the_text(markup: str, network: str, text: str) -> None:
    """Networks write what a button gives as hashtags into the post, behind its text and before the account."""
    assert previews(markup) == [(network, text)]


@pytest.mark.parametrize(
    "markup",
    [
        "",
        f'<a href="mailto:?subject=Ferry&body={quote(URL)}">Mail</a>',
        '<a href="https://twitter.com/hestacourier">Follow us</a>',
        '<a href="https://twitter.com/intent/follow?screen_name=hestacourier">Follow</a>',
        '<a href="https://twitter.com/intent/tweet?text=Other&url=https%3A%2F%2Fother.example%2Fstory">Tweet</a>',
        '<a style="display:none" href="https://twitter.com/intent/tweet?text=Ferry">Tweet</a>',
        '<a href="https://twitter.com/intent/tweet?in_reply_to=1789600000000000044">Reply</a>',
        '<a href="https://twitter.com/intent/tweet?text=%40BrennmarkCounty%20keep%20the%20ferry">Tell the county</a>',
        f'<a href="https://web.skype.com/share?text=Ferry&url={quote(URL)}">Skype</a>',
        f'<a href="https://copy.example/share?text=Ferry&url={quote(URL)}">Send to a friend</a>',
        '<a href="https://twitter.com/intent/tweet?text=Other&url=https%3A%2F%2Fother.example%2F%3Fp%3D12">Tweet</a>',
        "<p>https://twitter.com/intent/tweet?text=Ferry</p>",
    ],
)
def test_what_is_no_share_button(markup: str) -> None:
    """Mail is no social medium, following is no sharing, and a button for another page says nothing about this one."""
    assert previews(markup) == []


@pytest.mark.parametrize(
    "address",
    [
        "https://Copy.example/Page",
        "https://copy.example/page/index.php",
        "https://copy.example/page.html",
        "https://copy.example/?p=212",
        "https://bit.ly/3xYz",
    ],
)
def test_other_addresses_of_the_page(address: str) -> None:
    """Other cases, endings that servers add, the number that WordPress gives, and short links."""
    shared = f'<a href="https://twitter.com/intent/tweet?text=Ferry&url={quote(address, safe="")}">Tweet</a>'

    assert previews(shared) == [("x", "Ferry")]


def test_the_second_address_of_a_text() -> None:
    """Before the page's address stands that of the author's account."""
    text = f"Ferry, by https://x.com/ZoeVandermeer {URL}"

    assert previews(f'<a href="https://bsky.app/intent/compose?text={quote(text, safe="")}">Share</a>') == [("bluesky", text)]


@pytest.mark.parametrize(
    ("markup", "seen"),
    [
        (
            '<a class="twitter-share-button" data-show-count="false" href="https://twitter.com/share?ref_src=twsrc">Tweet</a>',
            "Ferry | Hesta Courier",
        ),
        ('<div class="fb-share-button" data-layout="button"></div>', "Ferry | Hesta Courier"),
        (f'<amp-social-share type="twitter" data-param-text="By Zoë" data-param-url="{URL}"></amp-social-share>', "By Zoë"),
        (f"<a href='#' onclick=\"open('https://twitter.com/intent/tweet?text=Zo\\u00eb\\x21&url={quote(URL)}')\">Tweet</a>", "Zoë!"),
        (
            f"<a href='#' onclick=\"open('https://twitter.com/intent/tweet?text=Ferry\\ud83d\\udcf7\\ud83d&url={quote(URL)}')\">T</a>",
            "Ferry📷\ufffd",
        ),
    ],
)
def test_buttons_that_scripts_bring_to_life(markup: str, seen: str) -> None:
    """X takes the title of the page, Facebook its card, AMP its attributes; scripts write letters as numbers."""
    assert previews(markup)[0][1] == seen


def test_buttons_that_say_the_same_are_one() -> None:
    """A bar above and one below the article make no two findings; another text does."""
    same = f'<a href="https://twitter.com/intent/tweet?text=Ferry&url={quote(URL)}">Tweet</a>'
    other = f'<a href="https://twitter.com/intent/tweet?text=Boat&url={quote(URL)}">Tweet</a>'

    assert [text for _, text in previews(same + same + other)] == ["Ferry", "Boat"]
    assert len({subject.url for subject in found(same + other).subjects}) == 2


def test_many_buttons_are_bounded() -> None:
    """A hostile page cannot fill a report."""
    assert len(previews("".join(f'<a href="https://twitter.com/intent/tweet?text=T{i}">Tweet</a>' for i in range(500)))) <= 50


@pytest.mark.parametrize(
    ("markup", "head", "is_its"),
    [
        (tweet("hestacourier"), HEAD, True),
        (tweet("HestaCourier"), HEAD, True),
        (tweet("hestacourier"), "<title>x</title>", False),
        (tweet("hestacourier"), '<meta property="og:site_name" content="Hesta Courier">', True),
        (tweet("hestacourier") + '<p><a rel="me" href="https://twitter.com/hestacourier">X</a></p>', "<title>x</title>", True),
        (tweet("annaberg"), HEAD, False),
        (tweet("ZoeVandermeer"), HEAD, False),
        (tweet("hestacourier", "Something else", "https://other.example/story"), HEAD, False),
        (tweet("hestacourier", WORK.title, "https://t.co/abc"), HEAD, True),
    ],
)
def test_whose_post_it_is(markup: str, head: str, is_its: bool) -> None:
    """The outlet answers for its own posts that share this page; not for strangers, the author, or posts about other things."""
    assert len(posts(markup, head)) == is_its


def test_a_post_is_its_text() -> None:
    """What the outlet wrote, without the line that says who posted it and when; its address is that of the post."""
    subject = posts(tweet("hestacourier", "Zoë Vandermeer on the ferry"))[0]
    text = " ".join(p.text for p in subject.passages)

    assert "Zoë Vandermeer on the ferry" in text
    assert "August 25" not in text
    assert "status/1165000000000000000" in subject.url
    assert subject.network == "x"


def test_places_without_shares_say_what_was_searched() -> None:
    """Silence is never a pass: both places were searched, and posts of others are counted."""
    nothing, others = found(""), found(tweet("annaberg"))

    assert nothing.subjects == ()
    assert set(nothing.searched) == {Place.SHARE, Place.SHARE_PREVIEW}
    assert all(nothing.searched.values())
    assert "1 embedded post" in others.searched[Place.SHARE]


BUTTON = '<a href="https://{}">share</a>'
CREDIT = "By%20Anna%20Berg"


@pytest.mark.parametrize(
    ("address", "seen", "perhaps"),
    [
        # The card stands below the text of most networks.
        (f"wa.me/?text={CREDIT}%20https%3A//copy.example/page", "By Anna Berg https://copy.example/page", "Ferry | Hesta Courier"),
        # A text that is only the address says nothing.
        ("wa.me/?text=https%3A//copy.example/page", "Ferry | Hesta Courier", ""),
        # Facebook and LinkedIn show the card, whatever the button says.
        (f"www.facebook.com/sharer.php?u=https%3A//copy.example/page&t={CREDIT}", "Ferry | Hesta Courier", "By Anna Berg"),
        (f"www.linkedin.com/shareArticle?url=https%3A//copy.example/page&summary={CREDIT}", "Ferry | Hesta Courier", "By Anna Berg"),
    ],
)
def test_the_card_and_the_text_of_a_button(address: str, seen: str, perhaps: str) -> None:
    """What the network surely shows is read as seen, what it may show or may drop as perhaps seen."""
    [subject] = of_place(found(BUTTON.format(address)), Place.SHARE_PREVIEW)

    assert [p.text for p in subject.passages if p.visibility is Visibility.SHOWN] == [seen]
    assert [p.text for p in subject.passages if p.visibility is Visibility.UNKNOWN] == [perhaps] * bool(perhaps)


@pytest.mark.parametrize("hole", ["{{title}}", "${title}", "[post_title]", "%TITLE%", "<?php the_title(); ?>", "{title}"])
def test_a_hole_of_a_template_is_no_text(hole: str) -> None:
    """What was to stand there is known only when the button is pressed."""
    button = BUTTON.format(f"wa.me/?text={quote(hole)}%20https%3A//copy.example/page")

    assert [bool(subject.limits) for subject in of_place(found(button), Place.SHARE_PREVIEW)] == [True]


def test_a_button_in_a_comment_shares_the_comment() -> None:
    """Readers' comments have buttons of their own."""
    button = BUTTON.format("wa.me/?text=Look%20https%3A//copy.example/page")

    assert of_place(found(f'<div class="comments"><p>Nice. {button}</p></div>'), Place.SHARE_PREVIEW) == []


def test_a_saved_page_without_an_address() -> None:
    """The one address that its buttons share is its own; of two nobody knows which."""
    one = f'<a href="https://twitter.com/intent/tweet?text=Ferry&url={quote(URL, safe="")}">Tweet</a>'
    two = '<a href="https://bsky.app/intent/compose?text=Other%20https%3A%2F%2Fother.example%2Fstory">Share</a>'

    def limits(markup: str) -> list[str | None]:
        article: Article = look(f"<html><head>{HEAD}</head><body><article><h1>Ferry</h1>[[work]]{markup}</article></body></html>").article
        saved = replace(article, url="file:///saved/copy.html")
        return [subject.limits for subject in of_place(find_shares(saved, WORK), Place.SHARE_PREVIEW)]

    assert limits(one) == [None]
    assert all("its own address" in (limit or "") for limit in limits(one + two))


SLUG = "/2024/05/12/night-ferry-gets-another-summer"
KNOWN = f'{HEAD}<link rel="canonical" href="https://copy.example{SLUG}"><meta name="description" content="Sixty people and a boat wait for the ferry">'


@pytest.mark.parametrize(
    "markup",
    [
        f'<a href="https://www.facebook.com/sharer.php?u=https://copy.example/11{SLUG[11:]}">Share</a>',
        '<a href="https://x.com/intent/post?url=http://cop.ex/1x3DFko&text=Sixty people and a boat wait for it">X</a>',
        (
            '<a href="https://www.facebook.com/sharer.php?u=http://cop.ex/1x3DFko">FB</a>'
            '<a href="https://x.com/intent/post?url=http://cop.ex/1x3DFko&text=Sixty people and a boat wait for it">X</a>'
        ),
    ],
)
def test_the_page_is_known_by_its_slug_and_by_what_a_short_link_is_shared_with(markup: str) -> None:
    """Outlets have hosts of their own for short links, and move a text to another day or section."""
    assert len(previews(markup, KNOWN)) == markup.count("href")


@pytest.mark.parametrize(
    "markup",
    [
        f'<a href="https://www.facebook.com/sharer.php?u=https://other.example/11{SLUG[11:]}">Share</a>',
        '<a href="https://www.facebook.com/sharer.php?u=https://copy.example/2024/05/12/summer">Share</a>',
        '<a href="https://www.facebook.com/sharer.php?u=http://cop.ex/1x3DFko">FB</a>',
        '<a href="https://x.com/intent/post?url=http://cop.ex/1x3DFko&text=Sixty swans on the quay">X</a>',
        '<a href="https://x.com/intent/post?url=http://other-outlet.example/swans&text=Sixty people and a boat wait for it">X</a>',
    ],
)
def test_another_slug_or_a_short_link_with_other_words_is_another_page(markup: str) -> None:
    """The twins: a teaser's buttons share the teaser's text."""
    assert previews(markup, KNOWN) == []
