"""Posts of accounts as each network gives them: whole, with their replies, and none that the account only passes on."""

from __future__ import annotations

from typing import Any

import pytest

from attrcheck.model import Share, UnreadReason
from attrcheck.shares import read_feed
from tests.shares.feeds.shapes import (
    BLUESKY,
    DID,
    FEED,
    HANDLE,
    MASTODON,
    PAGE,
    TELEGRAM,
    item,
    message,
    note,
    record,
    status,
    uri,
)
from tests.shares.readers.answering import Answer, Servers

LOOKUP = "https://social.example/api/v1/accounts/lookup?acct=courier"
STATUSES = "https://social.example/api/v1/accounts/7/statuses?exclude_reblogs=true&limit=40"
FINGER = "https://social.example/.well-known/webfinger?resource=acct%3Acourier%40social.example"
ACTOR = "https://social.example/users/courier"
OUTBOX = f"{ACTOR}/outbox"
ACTIVITY = "application/activity+json"
PDS = "https://pds.example"


def posts(url: str, answers: dict[str, Answer]) -> tuple[Share, ...]:
    """The posts of an account."""
    feed = read_feed(url, Servers(answers))
    assert feed.unread is None, feed.unread
    return feed.posts


def told(items: list[Any]) -> list[tuple[str, str]]:
    """Addresses and texts of a feed on Bluesky."""
    return [(post.url.rpartition("/")[2], post.text) for post in posts(BLUESKY, {FEED: Answer({"feed": items})})]


def test_bluesky() -> None:
    """One request brings posts that need no second one: link, author, time."""
    (post,) = posts(BLUESKY, {FEED: Answer({"feed": [item("3ka", record("Ferry", PAGE))]})})

    assert post.url == f"https://bsky.app/profile/{DID}/post/3ka"
    assert post.author is not None
    assert (post.author.handle, post.author.stable_id) == (HANDLE, DID)
    assert post.card is not None
    assert post.card.url == PAGE
    assert (post.is_cut, post.are_replies_known) == (False, True)


@pytest.mark.parametrize(
    "other",
    [
        item("3kb", record("Read this"), reason={"$type": "app.bsky.feed.defs#reasonRepost", "by": {"did": DID}}),
        {"post": item("3kb", record("x"))["post"] | {"author": {"did": f"did:plc:{'z' * 24}", "handle": "anna.example"}}},
        {"post": {"uri": "at://nobody/x", "author": {"did": DID, "handle": HANDLE}, "record": {"text": "x"}}},
        {"post": {"record": {"text": 7}}},
        "nonsense",
        None,
    ],
)
def test_what_is_no_post_of_the_account(other: Any) -> None:
    """Passed on, somebody else's, or of no shape at all: left out, and the others stay."""
    assert told([other, item("3ka", record("Ferry"))]) == [("3ka", "Ferry")]


def test_a_pinned_post_is_the_accounts_own() -> None:
    """It stands first and may be old."""
    assert told([item("3ka", record("Ferry"), reason={"$type": "app.bsky.feed.defs#reasonPin"})]) == [("3ka", "Ferry")]


def test_replies_of_the_account_stand_under_their_post() -> None:
    """A thread that goes on: the reply is no post of its own, however deep it stands."""
    second = item("3kb", record("By Zoë", answers=uri("3ka")))
    third = item("3kc", record("And more", answers=uri("3kb")))
    (post,) = posts(BLUESKY, {FEED: Answer({"feed": [third, second, item("3ka", record("Ferry"))]})})

    assert sorted(reply.text for reply in post.replies) == ["And more", "By Zoë"]
    assert post.are_replies_known


def test_replies_that_answer_each_other_do_no_harm() -> None:
    """A circle has no beginning, and is no reason to go round for ever."""
    circle = [
        item("3ka", record("A", answers=uri("3kb"))),
        item("3kb", record("B", answers=uri("3kc"))),
        item("3kc", record("C", answers=uri("3ka"))),
    ]

    assert told(circle) == [("3ka", "A"), ("3kb", "B"), ("3kc", "C")]


def test_an_account_for_logged_in_readers_is_not_shown() -> None:
    """Its label is heeded though the service answers."""
    labelled = item("3ka", record("Ferry"))
    labelled["post"]["author"]["labels"] = [{"val": "!no-unauthenticated"}]
    feed = read_feed(BLUESKY, Servers({FEED: Answer({"feed": [labelled]})}))

    assert feed.posts == ()
    assert feed.unread is not None
    assert feed.unread.reason is UnreadReason.LOGIN_REQUIRED


def kept(profile: Answer) -> dict[str, Answer]:
    """Servers of an account whose public view turns us away."""
    records = f"{PDS}/xrpc/com.atproto.repo.listRecords?repo={DID}&collection=app.bsky.feed.post&limit=100"
    service = {"id": "#atproto_pds", "type": "AtprotoPersonalDataServer", "serviceEndpoint": PDS}
    return {
        FEED: Answer(b"", 403),
        f"https://bsky.social/xrpc/com.atproto.identity.resolveHandle?handle={HANDLE}": Answer({"did": DID}),
        f"https://plc.directory/{DID}": Answer({"id": DID, "alsoKnownAs": [f"at://{HANDLE}"], "service": [service]}),
        f"{PDS}/xrpc/com.atproto.repo.getRecord?repo={DID}&collection=app.bsky.actor.profile&rkey=self": profile,
        records: Answer({"records": [{"uri": uri("3ka"), "cid": "x", "value": record("Ferry", PAGE)}, {"uri": "at://x/y/z", "value": {}}]}),
    }


def test_the_accounts_own_server() -> None:
    """Where the public view refuses, the server that holds the account is asked."""
    (post,) = posts(BLUESKY, kept(Answer({"value": {"displayName": "Hesta Courier"}})))

    assert (post.url, post.text) == (f"https://bsky.app/profile/{DID}/post/3ka", "Ferry")
    assert post.author is not None
    assert post.author.handle == HANDLE


def test_the_accounts_own_server_and_its_wish() -> None:
    """An account that wants logged-in readers only is left alone there too."""
    answers = kept(Answer({"value": {"labels": {"values": [{"val": "!no-unauthenticated"}]}}}))
    feed = read_feed(BLUESKY, Servers(answers))

    assert feed.posts == ()
    assert feed.unread is not None


RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>@courier.example</title><item>
<link>https://bsky.app/profile/courier.example/post/3ka</link><description>Ferry courier.example/night-...</description>
<pubDate>01 Nov 2026 10:00 +0000</pubDate><guid isPermaLink="false">at://x</guid></item>
<item><link>javascript:alert(1)</link><description>x</description></item></channel></rss>"""


def test_rss_of_bluesky_is_the_last_resort() -> None:
    """It shows addresses shortened: the posts are cut, and their own reader is asked for the one that matters."""
    servers = {FEED: Answer(b"", 403), f"{BLUESKY}/rss": Answer(RSS, media_type="application/rss+xml")}
    (post,) = posts(BLUESKY, servers)

    assert (post.text, post.read_by, post.is_cut) == ("Ferry courier.example/night-...", "syndicated", True)
    assert post.created_at == "2026-11-01T10:00:00+00:00"


def test_mastodon() -> None:
    """Two requests: the account's number, and its posts; those that it passes on and those for followers are none."""
    statuses = [
        status("30", "<p>Only for us</p>", visibility="private"),
        status("29", "<p>x</p>", reblog={"id": "1"}),
        {"id": 7},
        status("28", f'<p>Ferry <a href="{PAGE}">courier.example/…</a></p>', card={"url": PAGE, "title": "A ferry"}),
    ]
    servers = Servers({LOOKUP: Answer(status("1", "")["account"]), STATUSES: Answer(statuses), f"{STATUSES}&max_id=28": Answer([])})
    feed = read_feed(MASTODON, servers)

    assert [(post.url, post.text) for post in feed.posts] == [(f"{MASTODON}/28", "Ferry courier.example/…")]
    assert [link.url for link in feed.posts[0].links] == [PAGE]
    assert feed.unread is None
    assert [target.url for target in servers.asked] == [LOOKUP, STATUSES, f"{STATUSES}&max_id=28"]


def test_replies_on_mastodon() -> None:
    """They stand in the same list."""
    statuses = [status("29", "<p>By Zoë</p>", in_reply_to_id="28"), status("28", "<p>Ferry</p>")]
    found = posts(MASTODON, {LOOKUP: Answer(status("1", "")["account"]), STATUSES: Answer(statuses), f"{STATUSES}&max_id=28": Answer([])})

    assert [(post.text, [reply.text for reply in post.replies]) for post in found] == [("Ferry", ["By Zoë"])]


def test_a_server_that_answers_about_another_account_is_not_believed() -> None:
    """Neither the account nor its posts."""
    other = status("1", "")["account"] | {"username": "anna"}
    feed = read_feed(MASTODON, Servers({LOOKUP: Answer(other)}))

    assert feed.unread is not None
    assert "another account" in feed.unread.detail


def outboxes(first: Any, **more: Any) -> dict[str, Answer]:
    """A server without Mastodon's interface."""
    links = [{"rel": "self", "type": ACTIVITY, "href": ACTOR}, {"rel": "http://webfinger.net/rel/profile-page", "href": MASTODON}]
    actor = {"id": ACTOR, "preferredUsername": "courier", "name": "Hesta Courier", "url": MASTODON, "outbox": OUTBOX}
    return {
        LOOKUP: Answer(b"", 401),
        FINGER: Answer({"subject": "acct:courier@social.example", "links": links}, media_type="application/jrd+json"),
        ACTOR: Answer(actor | more, media_type=ACTIVITY),
        OUTBOX: Answer({"type": "OrderedCollection", "first": first}, media_type=ACTIVITY),
    }


def test_the_outbox_of_an_actor() -> None:
    """As servers give posts to each other; what is liked, passed on or for followers is none."""
    entries = [
        {"type": "Announce", "object": "https://other.example/1"},
        note("3", "<p>Only for us</p>", to=[f"{ACTOR}/followers"]),
        note("4", "<p>x</p>", attributedTo="https://social.example/users/anna"),
        note("2", "<p>By Zoë</p>", inReplyTo=f"{ACTOR}/statuses/1"),
        note("1", f'<p>Ferry <a href="{PAGE}">here</a></p>'),
    ]
    page = Answer({"type": "OrderedCollectionPage", "orderedItems": entries}, media_type=ACTIVITY)
    (post,) = posts(MASTODON, outboxes(f"{OUTBOX}?page=1") | {f"{OUTBOX}?page=1": page})

    assert (post.url, post.text, [link.url for link in post.links]) == (f"{MASTODON}/1", "Ferry here", [PAGE])
    assert [reply.text for reply in post.replies] == ["By Zoë"]
    assert post.author is not None
    assert post.author.handle == "courier@social.example"


def test_an_outbox_with_its_first_page_inside() -> None:
    """Pages may stand in the collection itself."""
    (post,) = posts(MASTODON, outboxes({"type": "OrderedCollectionPage", "orderedItems": [note("1", "<p>Ferry</p>")]}))

    assert post.text == "Ferry"


@pytest.mark.parametrize("more", [{"outbox": "https://evil.example/outbox"}, {"id": "https://social.example/users/anna"}, {"outbox": 7}])
def test_an_actor_speaks_for_itself_only(more: dict[str, Any]) -> None:
    """A server may not lead to posts of another one."""
    feed = read_feed(MASTODON, Servers(outboxes("x", **more)))

    assert feed.posts == ()
    assert feed.unread is not None


def test_an_account_that_is_named_by_another_domain() -> None:
    """The domain of the handle says where the account lives, and there its posts are."""
    links = [{"rel": "self", "type": ACTIVITY, "href": ACTOR}]
    found = posts(
        "https://courier.example/@courier",
        {
            "https://courier.example/.well-known/webfinger?resource=acct%3Acourier%40courier.example": Answer({"links": links}),
            LOOKUP: Answer(status("1", "")["account"]),
            STATUSES: Answer([status("28", "<p>Ferry</p>")]),
            f"{STATUSES}&max_id=28": Answer([]),
        },
    )

    assert [post.text for post in found] == ["Ferry"]


def test_rss_of_mastodon() -> None:
    """Where neither interface answers without a login; the texts are whole."""
    feed = (
        f'<rss version="2.0"><channel><item><guid isPermaLink="true">{MASTODON}/28</guid><link>{MASTODON}/28</link>'
        f"<pubDate>Sun, 01 Nov 2026 10:00:00 +0000</pubDate><description>&lt;p&gt;Ferry &lt;a href=&quot;{PAGE}&quot;&gt;here&lt;/a&gt;&lt;/p&gt;"
        "</description></item></channel></rss>"
    )
    (post,) = posts(MASTODON, {LOOKUP: Answer(b"", 401), f"{MASTODON}.rss": Answer(feed)})

    assert (post.text, [link.url for link in post.links], post.is_cut) == ("Ferry here", [PAGE], False)
    assert post.author is not None
    assert post.author.handle == "courier@social.example"


def test_atom_of_a_channel_on_youtube() -> None:
    """The description of the video is its text."""
    channel = "UCabcdefghijklmnopqrstuv"
    feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"><entry><title>The ferry</title>'
        '<link rel="alternate" href="https://www.youtube.com/watch?v=abcdefghijk"/><published>2026-11-01T10:00:00+00:00</published>'
        f"<media:group><media:description>Read it: {PAGE}</media:description></media:group></entry></feed>"
    )
    url = f"https://www.youtube.com/feeds/videos.xml?channel_id={channel}"
    (post,) = posts(f"https://www.youtube.com/channel/{channel}", {url: Answer(feed)})

    assert (post.text, [link.url for link in post.links]) == (f"The ferry\nRead it: {PAGE}", [PAGE])


BOMB = (
    '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY a{i} "{("&a" + str(i - 1 or "") + ";") * 10}">' for i in range(1, 12))
    + "]>"
)
INSIDE = f"<rss><channel><item><link>{MASTODON}/28</link><description>%s</description></item></channel></rss>"


@pytest.mark.parametrize(
    "body",
    [
        BOMB + INSIDE % "&a11;",
        '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + INSIDE % "&x;",
        '<!DOCTYPE r SYSTEM "https://evil.example/x.dtd">' + INSIDE % "x",
        "<rss>" * 100_000,
        "<rss><channel><item>",
        "<html><body>Log in</body></html>",
        INSIDE % ("x" * 6_000_000),
        b"\xff\xfe\x00",
    ],
    ids=["bomb", "file", "dtd", "deep", "broken", "html", "large", "bytes"],
)
def test_hostile_feeds(body: str | bytes) -> None:
    """Nothing grows, nothing is fetched, nothing of this machine gets in."""
    servers = Servers({LOOKUP: Answer(b"", 401), f"{MASTODON}.rss": Answer(body)})
    feed = read_feed(MASTODON, servers)

    assert all(len(post.text) < 100 and "root:" not in post.text for post in feed.posts)
    assert "evil.example" not in str([target.url for target in servers.asked])


def test_telegram() -> None:
    """The newest first, without what the channel passes on; an answer to an own post stands under it."""
    forwarded = '<div class="tgme_widget_message_forwarded_from">Forwarded from <a href="https://t.me/anna">Anna</a></div>'
    answer = '<a class="tgme_widget_message_reply" href="https://t.me/hestacourier/11"><div class="js-message_reply_text">Ferry</div></a>'
    page = "".join(
        [
            message(11, f'Ferry <a href="{PAGE}">here</a>'),
            message(12, "Anna's words", forwarded),
            message(13, "By Zoë", answer),
            message(14, "Rain"),
            message(15, "Other").replace("HestaCourier", "othercourier"),
        ]
    )
    found = posts(TELEGRAM, {"https://t.me/s/hestacourier": Answer(page), "https://t.me/s/hestacourier?before=11": Answer("<html></html>")})

    assert [(post.url, post.text) for post in found] == [
        ("https://t.me/hestacourier/14", "Rain"),
        ("https://t.me/hestacourier/11", "Ferry here"),
    ]
    assert [reply.text for reply in found[1].replies] == ["By Zoë"]
    assert [link.url for link in found[1].links] == [PAGE]


def test_a_channel_that_shows_nothing_outside_of_the_app() -> None:
    """Telegram then sends to the page of the app."""
    feed = read_feed(TELEGRAM, Servers({"https://t.me/s/hestacourier": Answer("<html><body>Open in Telegram</body></html>")}))

    assert feed.unread is not None
    assert feed.unread.reason is UnreadReason.NOT_OFFERED
