"""Posts that a page shows, links or names: how each was found, whose it is, and which are worth reading."""

from __future__ import annotations

import json
from typing import Any

import pytest

from attrcheck.model import Place
from attrcheck.shares import MAX_WANTED, FoundPost, How, Scope, find_shares, found_posts
from tests.reuse.pages import BODY, look
from tests.shares.test_shares import HEAD, URL, WORK, tweet

DID = "did:plc:abcdefghijklmnopqrstuvwx"
OWN, STRANGER = "https://x.com/hestacourier/status/12", "https://x.com/annaberg/status/13"
UNKNOWN = "https://www.linkedin.com/feed/update/urn:li:activity:12"
FRAME = '<iframe src="https://www.linkedin.com/embed/feed/update/urn:li:activity:{}"></iframe>'


def posts(markup: str, head: str = HEAD, supplied: tuple[str, ...] = ()) -> tuple[FoundPost, ...]:
    """The posts of a page that copies the work."""
    page = look(f"<html><head>{head}</head><body><article><h1>Ferry</h1>[[work]]{markup}</article></body></html>").article
    return found_posts(page, WORK, Scope(shares=supplied))


def wanted(markup: str, head: str = HEAD, supplied: tuple[str, ...] = ()) -> list[str]:
    """The posts worth reading."""
    page = look(f"<html><head>{head}</head><body><article><h1>Ferry</h1>[[work]]{markup}</article></body></html>").article
    return [record.url for record in find_shares(page, WORK, Scope(shares=supplied)).records if record.is_wanted]


def jsonld(value: Any) -> str:
    """A page's markup about itself."""
    return f'{HEAD}<script type="application/ld+json">{json.dumps(value)}</script>'


@pytest.mark.parametrize(
    ("markup", "head", "how"),
    [
        (f'<p>As posted on <a href="{OWN}">X</a>.</p>', HEAD, How.LINK),
        (f'<p>Join the discussion on <a href="https://l.facebook.com/l.php?u={OWN}">X</a></p>', HEAD, How.LINK),
        (f'<div class="share-buttons"><a href="{OWN}">Discuss on X</a></div>', HEAD, How.LINK),
        (f'<p>Also on <a rel="syndication" href="{OWN}">X</a>.</p>', HEAD, How.SYNDICATION),
        (f'<a class="u-syndication" href="{OWN}"></a>', HEAD, How.SYNDICATION),
        (f'<a class="u-syndication syn" href="{OWN}" style="display:none">X</a>', HEAD, How.SYNDICATION),
        (f'<data class="u-syndication" value="{OWN}"></data>', HEAD, How.SYNDICATION),
        ("", f'{HEAD}<link rel="syndication" href="{OWN}">', How.SYNDICATION),
        ("", jsonld({"@type": "NewsArticle", "sameAs": [OWN, "https://x.com/hestacourier"]}), How.MARKUP),
        ("", jsonld({"@graph": [{"@type": "WebPage"}, {"@type": "Article", "discussionUrl": OWN}]}), How.MARKUP),
        ("", jsonld({"@type": "NewsArticle", "sharedContent": {"@type": "CreativeWork", "url": OWN}}), How.MARKUP),
        ("", jsonld([{"@type": ["SocialMediaPosting"], "url": OWN, "sharedContent": {"@type": "WebPage", "url": URL}}]), How.MARKUP),
        (f'<blockquote class="twitter-tweet"><a href="{OWN}"></a></blockquote><p><a href="{OWN}">X</a></p>', HEAD, How.EMBED),
    ],
)
def test_how_a_post_is_found(markup: str, head: str, how: How) -> None:
    """Each once, by the best of its traces."""
    assert [(post.url, post.how, post.platform, post.is_outlets) for post in posts(markup, head)] == [(OWN, how, "x", True)]


@pytest.mark.parametrize(
    ("markup", "head"),
    [
        ('<p><a href="https://x.com/hestacourier">X</a></p>', HEAD),
        (f"<p>{OWN.replace('https', 'see https')}</p>", HEAD),
        (f'<nav><a href="{OWN}">X</a></nav>', HEAD),
        (f'<div class="comments"><p>See <a href="{OWN}">this</a></p><a class="u-syndication" href="{OWN}">x</a></div>', HEAD),
        (f'<div class="related-posts"><p><a rel="syndication" href="{OWN}">this</a></p></div>', HEAD),
        (f'<p style="display:none"><a href="{OWN}">X</a></p>', HEAD),
        ('<a class="u-syndication" href="https://copy.example/other">Other</a>', HEAD),
        ("", jsonld({"@type": "Organization", "sameAs": [OWN]})),
        ("", jsonld({"@type": "NewsArticle", "author": {"@type": "Person", "name": "A", "sameAs": OWN}})),
        ("", jsonld({"@type": "NewsArticle", "sameAs": {"@id": {}}, "discussionUrl": 7, "sharedContent": [None, {"url": []}]})),
        ("", jsonld({"@type": "BlogPosting", "url": URL})),
        ("", jsonld({"@type": "ItemList", "itemListElement": [{"@type": "SocialMediaPosting", "url": OWN}]})),
    ],
)
def test_what_is_no_post_of_the_page(markup: str, head: str) -> None:
    """Accounts, furniture, other people's words, and markup about somebody or something else."""
    assert posts(markup, head) == ()


def test_links_of_the_copied_text_are_the_authors() -> None:
    """A post that the work itself cites is no share of the copy."""
    body = "".join(f"<p>{text}</p>" for text in BODY)
    page = "<title>Ferry</title><meta name='twitter:site' content='@hestacourier'><article><h1>Ferry</h1>{}</article>"
    inside, behind = f'<a href="{OWN}">{BODY[1][-20:]}</a></p>', f'<p>As posted on <a href="{OWN}">X</a>.</p>'

    assert found_posts(look(page.format(body.replace(f"{BODY[1][-20:]}</p>", inside))).article, WORK) == ()
    assert len(found_posts(look(page.format(body + behind)).article, WORK)) == 1


def test_a_page_that_is_a_post_is_no_share_of_itself() -> None:
    """Blogs on Tumblr, and pages whose canonical address is a post."""
    own = "https://hesta.tumblr.com/post/12"

    assert posts(f'<p><a href="{own}">permalink</a></p>', f'{HEAD}<link rel="canonical" href="{own}">') == ()


@pytest.mark.parametrize(
    ("markup", "is_outlets"),
    [
        (tweet("hestacourier"), True),
        (tweet("annaberg"), False),
        (tweet("ZoeVandermeer"), False),
        (FRAME.format(12), None),
        ('<iframe src="https://platform.twitter.com/embed/Tweet.html?id=12"></iframe>', None),
        (f'<blockquote class="bluesky-embed" data-bluesky-uri="at://{DID}/app.bsky.feed.post/3kabc"></blockquote>', None),
        (
            (
                f'<blockquote class="bluesky-embed" data-bluesky-uri="at://{DID}/app.bsky.feed.post/3kabc"><p>Ferry</p>&mdash; Hesta (<a '
                f'href="https://bsky.app/profile/{DID}">@hestacourier.example</a>) <a href="https://bsky.app/profile/{DID}/post/3kabc">May 1</a></blockquote>'
            ),
            True,
        ),
        (
            (
                f'<blockquote class="bluesky-embed" data-bluesky-uri="at://{DID}/app.bsky.feed.post/3kabc"><p>Ferry</p>&mdash; Anna (<a '
                f'href="https://bsky.app/profile/{DID}">@annaberg.example</a>) <a href="https://bsky.app/profile/{DID}/post/3kabc">May 1</a></blockquote>'
            ),
            False,
        ),
        (
            (
                '<blockquote class="instagram-media"><p><a href="https://www.instagram.com/p/AbC/">View this post on Instagram</a></p>'
                "<p>A post shared by Hesta (@hesta.courier)</p></blockquote>"
            ),
            True,
        ),
        (
            (
                '<blockquote class="instagram-media"><p><a href="https://www.instagram.com/p/AbC/">View this post on Instagram</a></p>'
                '<p>A post shared by <a href="https://www.instagram.com/annaberg/">Anna</a> (@annaberg) on May 1</p></blockquote>'
            ),
            False,
        ),
        (
            '<blockquote class="instagram-media"><p><a href="https://www.instagram.com/p/AbC/">By Zoë (@zoe) with (@all) of us</a></p></blockquote>',
            None,
        ),
        (
            '<iframe src="https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2F100012345%2Fposts%2F12"></iframe>',
            None,
        ),
    ],
)
def test_whose_post_it_is(markup: str, is_outlets: bool | None) -> None:
    """By its address, else by its signature; an address that holds a number or nothing names nobody."""
    assert [post.is_outlets for post in posts(markup)] == [is_outlets]


@pytest.mark.parametrize(
    ("handle", "name", "host", "is_outlets"),
    [
        ("HestaCourier", "Anna", "copy.example", True),
        ("Hesta", "Hesta Courier", "copy.example", True),
        ("hestacourier_1", "Fans", "copy.example", None),
        ("anna_copy", "Anna", "copy.example", None),
        ("newsweek", "Newsweek", "news.copy.example", False),
        ("blogger", "A blogger", "hesta.blogspot.com", False),
        ("hesta", "Anna", "hesta.blogspot.com", True),
        ("coproduct", "Anna", "copy.co.uk", False),
    ],
)
def test_a_name_that_is_only_alike_is_for_a_person_to_judge(handle: str, name: str, host: str, is_outlets: bool | None) -> None:
    """The outlet's whole name is the outlet's; of a host counts what was registered, and where many share one what is before it."""
    post = f'<blockquote class="twitter-tweet"><p>Ferry</p>&mdash; {name} (@{handle}) <a href="https://x.com/{handle}/status/1">May 1</a></blockquote>'
    head = f'<meta property="og:site_name" content="Hesta Courier"><link rel="canonical" href="https://{host}/page">'

    assert [found.is_outlets for found in posts(post, head)] == [is_outlets]


def test_the_authors_post_is_not_the_outlets() -> None:
    """Even where the page calls the author's account its own."""
    assert [post.is_outlets for post in posts(tweet("ZoeVandermeer"), '<meta name="twitter:site" content="@ZoeVandermeer">')] == [False]


@pytest.mark.parametrize(
    ("markup", "is_share", "has_subject"),
    [
        (tweet("hestacourier"), True, True),
        (tweet("hestacourier", WORK.title, "https://t.co/abc"), True, True),
        (tweet("hestacourier", "Something else entirely happened here", "https://other.example/story"), False, False),
        (tweet("hestacourier", "Our new story is out today", "https://t.co/abc"), None, False),
        (f'<blockquote class="twitter-tweet"><a href="{OWN}"></a></blockquote>', None, False),
        (
            (
                '<blockquote class="mastodon-embed" data-embed-url="https://social.example/@hestacourier/1/embed"><a href="https://social.example/@hestacourier/1">'
                "<div>Post by @hestacourier@social.example</div><div>View on Mastodon</div></a></blockquote>"
            ),
            None,
            False,
        ),
        (
            (
                '<a class="u-syndication" href="https://social.example/@hestacourier/1">M</a><blockquote class="mastodon-embed"><a '
                'href="https://social.example/@hestacourier/1"><div>Post by @hestacourier@social.example</div></a></blockquote>'
            ),
            True,
            False,
        ),
        (f"<noscript>{tweet('hestacourier')}</noscript>", None, False),
    ],
)
def test_whether_a_post_shares_the_page(markup: str, is_share: bool | None, has_subject: bool) -> None:
    """Its text tells where the page holds it; a frame, a short link or a bare invitation to look does not."""
    found = posts(markup)

    assert [(post.is_share, post.subject is not None) for post in found] == [(is_share, has_subject)]


@pytest.mark.parametrize(
    ("text", "is_cut"),
    [
        ("The whole text", False),
        ("The beginning of a long text …", True),
        ("The beginning of a long text...", True),
        ('The whole text <a href="https://example.org/article">example.org/arti…</a>', False),
        ('The beginning … <a href="https://t.co/x">https://t.co/x</a>', True),
    ],
)
def test_a_cut_text_is_no_proof_of_absence(text: str, is_cut: bool) -> None:
    """Networks cut long posts in their embed codes, and shorten addresses."""
    page = f'<p>See <a href="{URL}">{URL}</a></p><p>{text}</p>'
    found = posts(f'<blockquote class="twitter-tweet">{page}— Hesta (@hestacourier) <a href="{OWN}">May 1</a></blockquote>')

    assert [post.subject.limits is not None for post in found if post.subject] == [is_cut]


def test_the_outlets_posts_and_unknown_ones_are_wanted() -> None:
    """Strangers' posts, posts about other things, and links that may lead to anything are not read."""
    assert wanted(tweet("annaberg") + tweet("ZoeVandermeer")) == []
    assert wanted(tweet("hestacourier", "Something else entirely happened here", "https://other.example/story")) == []
    assert wanted(f'<p><a href="{UNKNOWN}">LinkedIn</a> <a href="{STRANGER}">X</a></p>') == []
    assert wanted(f'<p><a href="{OWN}">X</a></p>') == [OWN]
    assert wanted(FRAME.format(12)) == [UNKNOWN + "/"]
    assert wanted(f'<a rel="syndication" href="{UNKNOWN}">LinkedIn</a>') == [UNKNOWN]
    assert wanted(tweet("hestacourier")) == ["https://twitter.com/hestacourier/status/1165000000000000000"]


def test_what_the_user_names_is_wanted() -> None:
    """Also posts of strangers, and addresses that no table knows, besides the outlet's and those of unknown authors."""
    other = "https://social.example/notice/12"

    assert wanted(FRAME.format(7) + f'<p><a href="{OWN}">X</a></p>', supplied=(STRANGER, other)) == [
        STRANGER,
        other,
        "https://www.linkedin.com/feed/update/urn:li:activity:7/",
        OWN,
    ]


def test_a_post_that_is_embedded_and_named_by_the_user_is_one() -> None:
    """With the user's address, and the text that the page holds."""
    found = posts(tweet("hestacourier"), supplied=("https://x.com/i/status/1165000000000000000",))

    assert [(post.url, post.how, post.is_outlets) for post in found] == [("https://x.com/i/status/1165000000000000000", How.SUPPLIED, True)]
    assert found[0].subject is not None


def test_an_unknown_address_of_the_user_has_no_platform() -> None:
    """Any server may be one of the Fediverse."""
    assert posts("", supplied=("https://social.example/notice/12",)) == (
        FoundPost(url="https://social.example/notice/12", platform="", how=How.SUPPLIED, is_share=True),
    )


def test_wanted_posts_are_bounded() -> None:
    """A page cannot make a scan flood a network; the outlet's posts come before the bound."""
    found = wanted("".join(FRAME.format(i) for i in range(1, 200)) + f'<p><a href="{OWN}">X</a></p>')

    assert len(found) == MAX_WANTED
    assert OWN in found


def test_strangers_are_counted_and_named() -> None:
    """Whoever reads the report knows which posts were left out."""
    page = look(
        "<article><h1>Ferry</h1>[[work]]" + tweet("annaberg") + "".join(tweet(f"a{i}").replace("1165", f"2{i}") for i in range(4))
    ).article
    said = find_shares(page, WORK).searched[Place.SHARE]

    assert "5 embedded post(s) of other accounts (@annaberg on X (Twitter), @a0 on X (Twitter), @a1 on X (Twitter), …)" in said
