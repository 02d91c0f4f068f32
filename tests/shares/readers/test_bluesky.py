"""Posts on Bluesky: as the public view answers, and as the account's own server does when the view turns robots away."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from msgspec.structs import replace

from attrcheck.model import Failure, FailureReason, Share, Unread, UnreadReason
from attrcheck.shares.readers import bluesky, read_share
from tests.shares.readers.answering import NO_NAME, Answer, Servers

DID, OTHER = "did:plc:" + "a" * 24, "did:plc:" + "b" * 24
HANDLE, KEY = "courier.example", "3lbhxlhgir22m"
URL = f"https://bsky.app/profile/{HANDLE}/post/{KEY}"
BY_DID = f"https://bsky.app/profile/{DID}/post/{KEY}"
AT_URI = f"at://{DID}/app.bsky.feed.post/{KEY}"
ARTICLE = "https://news.example/a/very/long/address"
TEXT = "Ferry 🛳 by Zoë @zoe.example: news.example/a/ve..."


def facet(part: str, feature: dict[str, Any], text: str = TEXT) -> dict[str, Any]:
    start = len(text[: text.index(part)].encode())
    return {"index": {"byteStart": start, "byteEnd": start + len(part.encode())}, "features": [feature]}


def linked(part: str, uri: str, text: str = TEXT) -> dict[str, Any]:
    return facet(part, {"$type": "app.bsky.richtext.facet#link", "uri": uri}, text)


def record(text: str = TEXT, **fields: Any) -> dict[str, Any]:
    return {"$type": "app.bsky.feed.post", "text": text, "createdAt": "2026-11-01T10:00:00.000Z", **fields}


FULL = record(
    facets=[
        facet("@zoe.example", {"$type": "app.bsky.richtext.facet#mention", "did": OTHER}),
        linked("news.example/a/ve...", ARTICLE),
    ],
    embed={"$type": "app.bsky.embed.external", "external": {"uri": ARTICLE, "title": "Night ferry", "description": "A story"}},
)


def view(value: Any = FULL, key: str = KEY, did: str = DID, **author: Any) -> dict[str, Any]:
    who = {"did": did, "handle": HANDLE, "displayName": "Hesta Courier", **author}
    return {"uri": f"at://{did}/app.bsky.feed.post/{key}", "cid": "x", "author": who, "record": value, "likeCount": 3}


def thread(post: Any, *replies: Any) -> Answer:
    return Answer(
        {"thread": {"$type": "app.bsky.feed.defs#threadViewPost", "post": post, "replies": [{"post": reply} for reply in replies]}}
    )


def error(name: str, status: int = 400) -> Answer:
    return Answer({"error": name, "message": "…"}, status)


def read(answer: Answer | Failure, url: str = URL) -> Share | Unread:
    """Read with a public view that gives one answer and no other server."""
    return read_share(url, Servers(lambda target: answer if "getPostThread" in target.url else NO_NAME))


def post(answer: Answer, url: str = URL) -> Share:
    found = read(answer, url)
    assert isinstance(found, Share), found
    return found


def test_one_request_brings_the_post() -> None:
    """Text, links with their true addresses and places, the mentioned account, the card, the author."""
    servers = Servers(lambda target: thread(view()))
    share = read_share(URL, servers)

    assert isinstance(share, Share)
    assert [target.accept for target in servers.asked] == ["application/json"]
    asked = urlsplit(servers.asked[0].url)
    assert (asked.hostname, parse_qs(asked.query)["uri"]) == ("public.api.bsky.app", [f"at://{HANDLE}/app.bsky.feed.post/{KEY}"])
    assert share.text == TEXT
    assert [(share.text[link.start : link.end], link.url) for link in share.links] == [
        ("@zoe.example", f"https://bsky.app/profile/{OTHER}"),
        ("news.example/a/ve...", ARTICLE),
    ]
    assert share.card is not None
    assert (share.card.url, share.card.title, share.card.description) == (ARTICLE, "Night ferry", "A story")
    assert share.author is not None
    assert (share.author.handle, share.author.name, share.author.stable_id) == (HANDLE, "Hesta Courier", DID)
    assert share.author.url == f"https://bsky.app/profile/{HANDLE}"
    assert (share.url, share.read_by, share.created_at, share.is_cut) == (URL, "at-protocol", "2026-11-01T10:00:00.000Z", False)


@pytest.mark.parametrize("url", [BY_DID, AT_URI, f"at://{HANDLE}/app.bsky.feed.post/{KEY}", URL + "/", URL + "?ref_src=embed"])
def test_every_form_of_the_address(url: str) -> None:
    """People paste the address of the app, of an embed, or of the record."""
    assert post(thread(view()), url).text == TEXT


def test_a_card_beside_a_quoted_post() -> None:
    """A post may quote another one and carry a card."""
    media = {"$type": "app.bsky.embed.external", "external": {"uri": ARTICLE, "title": "Night ferry"}}
    card = post(thread(view(record(embed={"$type": "app.bsky.embed.recordWithMedia", "media": media, "record": {"record": {}}})))).card

    assert card is not None
    assert card.title == "Night ferry"


@pytest.mark.parametrize("embed", [None, {"$type": "app.bsky.embed.images", "images": [{"alt": "x"}]}, {"$type": "new", "thing": 7}])
def test_other_embeds_are_no_card(embed: Any) -> None:
    """Pictures, films and what comes next year."""
    assert post(thread(view(record(embed=embed)))).card is None


@pytest.mark.parametrize(
    ("text", "start", "end", "shown"),
    [
        ("Zoe\u0308 here", 6, 10, "here"),  # the text is told in NFC, its places move
        ("\u0308 here", 3, 7, "here"),
        ("a🛳b", 2, 5, "🛳"),  # ends inside of a character
        ("short", 0, 4_000_000_000, "short"),
        ("short", -5, 5, "short"),
    ],
)
def test_places_are_bytes(text: str, start: int, end: int, shown: str) -> None:
    """Of UTF-8, and whatever a program wrote there."""
    odd = {"index": {"byteStart": start, "byteEnd": end}, "features": [{"$type": "app.bsky.richtext.facet#link", "uri": ARTICLE}]}
    share = post(thread(view(record(text, facets=[odd]))))
    (link,) = share.links

    assert share.text[link.start : link.end] in (shown, "")
    assert link.end <= len(share.text)
    if "🛳" not in text:
        assert share.text[link.start : link.end] == shown


@pytest.mark.parametrize(
    "odd",
    [
        {"index": {"byteStart": 3, "byteEnd": 3}, "features": [{"$type": "app.bsky.richtext.facet#link", "uri": ARTICLE}]},
        {"index": {"byteStart": 900, "byteEnd": 950}, "features": [{"$type": "app.bsky.richtext.facet#link", "uri": ARTICLE}]},
        linked("Ferry", "javascript:alert(1)"),
        linked("Ferry", "not an address"),
        facet("Ferry", {"$type": "app.bsky.richtext.facet#mention", "did": "did:evil:x"}),
        facet("Ferry", {"$type": "app.bsky.richtext.facet#tag", "tag": "Ferry"}),
        {"index": {"byteStart": 0, "byteEnd": 5}, "features": []},
    ],
)
def test_what_is_no_link(odd: dict[str, Any]) -> None:
    """Nothing that a reader could follow: the post is read all the same."""
    assert post(thread(view(record(facets=[odd])))).links == ()


def test_many_facets_are_bounded() -> None:
    """A server may send as many as it likes."""
    assert len(post(thread(view(record(facets=[linked("Ferry", ARTICLE)] * 5_000)))).links) <= 200


def test_a_post_that_a_bridge_has_cut() -> None:
    """Bridges keep the whole text beside the beginning that fits."""
    assert post(thread(view(record("The night ferry …", bridgyOriginalText="The night ferry by Zoë")))).is_cut
    assert not post(thread(view(record("The night ferry", bridgyOriginalText="The night ferry")))).is_cut
    assert not post(thread(view(record("And then …")))).is_cut


def test_the_authors_own_first_replies() -> None:
    """Credit often stands in the first reply: those of the author, in order; strangers and broken answers are left out."""
    later = view(record("later", createdAt="2026-11-01T10:05:00Z"), "3lbhxlhgir24m")
    soon = view(record("By Zoë", createdAt="2026-11-01T10:01:00Z"), "3lbhxlhgir23m")
    stranger = view(record("Nice"), "3lbhxlhgir25m", OTHER)
    share = post(thread(view(), later, stranger, soon, None, 7, view({"text": 7}), view(record("odd"), "a/../b")))

    assert [reply.text for reply in share.replies] == ["By Zoë", "later"]
    assert share.replies[0].url == f"https://bsky.app/profile/{DID}/post/3lbhxlhgir23m"
    assert len(post(thread(view(), *[soon] * 500)).replies) == 5


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (error("NotFound"), UnreadReason.GONE),
        (Answer({"thread": {"$type": "app.bsky.feed.defs#notFoundPost", "uri": AT_URI, "notFound": True}}), UnreadReason.GONE),
        (Answer({"thread": {"$type": "app.bsky.feed.defs#blockedPost", "uri": AT_URI, "blocked": True}}), UnreadReason.FORBIDDEN),
        (thread(view(labels=[{"val": "!no-unauthenticated", "src": DID}])), UnreadReason.LOGIN_REQUIRED),
        (error("RateLimitExceeded", 429), UnreadReason.RATE_LIMITED),
        (error("InvalidRequest"), UnreadReason.FETCH_FAILED),
        (error("AuthMissing", 401), UnreadReason.LOGIN_REQUIRED),
        (Answer("<h1>403 Forbidden</h1>", 403, "text/html"), UnreadReason.FORBIDDEN),
        (Answer("upstream", 502), UnreadReason.FETCH_FAILED),
        (Answer("no such method", 404), UnreadReason.FETCH_FAILED),
        (Failure(reason=FailureReason.TIMEOUT, detail="too slow"), UnreadReason.FETCH_FAILED),
        (Answer("<html>log in"), UnreadReason.UNREADABLE),
        (Answer(""), UnreadReason.UNREADABLE),
        (Answer("[" * 100_000), UnreadReason.UNREADABLE),
        (Answer(b"\xff\xfe{"), UnreadReason.UNREADABLE),
        (Answer([]), UnreadReason.UNREADABLE),
        (Answer({"thread": {}}), UnreadReason.UNREADABLE),
        (Answer({"thread": [1]}), UnreadReason.UNREADABLE),
        (thread(view({"text": None})), UnreadReason.UNREADABLE),
        (thread(view(record("x" * 100_000))), UnreadReason.UNREADABLE),
        (thread(view(record(facets="all of it"))), UnreadReason.UNREADABLE),
        (thread(view(key="3another")), UnreadReason.UNREADABLE),
        (thread({**view(), "uri": f"at://{OTHER}/app.bsky.feed.post/{KEY}"}), UnreadReason.UNREADABLE),
    ],
)
def test_why_a_post_is_not_read(answer: Answer | Failure, reason: UnreadReason) -> None:
    """Every refusal has its reason, and none is an exception."""
    found = read(answer)

    assert isinstance(found, Unread)
    assert (found.reason, found.platform, found.url) == (reason, "bluesky", URL)
    assert found.detail


def test_a_label_that_was_taken_back() -> None:
    """`neg` undoes an earlier label."""
    assert post(thread(view(labels=[{"val": "!no-unauthenticated", "neg": True}, {"val": "sports"}]))).text == TEXT


def test_another_account_than_asked() -> None:
    """An identifier stays; an answer about another one is not this post."""
    found = read(thread(view(did=OTHER)), BY_DID)

    assert isinstance(found, Unread)
    assert found.reason is UnreadReason.UNREADABLE


def test_a_handle_that_does_not_hold() -> None:
    """The network marks a handle that no longer leads to its account; the identifier takes its place."""
    author = post(thread(view(handle="handle.invalid"))).author

    assert author is not None
    assert (author.handle, author.url) == (DID, f"https://bsky.app/profile/{DID}")


def test_a_wait_is_told() -> None:
    """Whoever reads the report knows when to try again."""
    found = read(Answer({"error": "RateLimitExceeded"}, 429, headers=(("Retry-After", "30"),)))

    assert isinstance(found, Unread)
    assert "30" in found.detail


@pytest.mark.parametrize("url", ["https://bsky.app/profile/courier.example", "https://x.com/a/status/1", "at://x", ""])
def test_other_addresses(url: str) -> None:
    """No request goes out for what is no post."""
    servers = Servers({})
    found = bluesky.read(url, servers)

    assert isinstance(found, Unread)
    assert found.reason is UnreadReason.NOT_OFFERED
    assert servers.asked == []


# The account's own server, when the public view turns robots away.

HOME = "https://pds.example"
RESOLVE = f"https://bsky.social/xrpc/com.atproto.identity.resolveHandle?handle={HANDLE}"
DIRECTORY = f"https://plc.directory/{DID}"
RECORD = f"{HOME}/xrpc/com.atproto.repo.getRecord?repo={DID}&collection=app.bsky.feed.post&rkey={KEY}"
PROFILE = f"{HOME}/xrpc/com.atproto.repo.getRecord?repo={DID}&collection=app.bsky.actor.profile&rkey=self"


def document(endpoint: Any = HOME, **fields: Any) -> Answer:
    service = {"id": "#atproto_pds", "type": "AtprotoPersonalDataServer", "serviceEndpoint": endpoint}
    return Answer({"@context": [], "id": DID, "alsoKnownAs": [f"at://{HANDLE}"], "service": [service], **fields})


NETWORK = {
    RESOLVE: Answer({"did": DID}),
    DIRECTORY: document(),
    RECORD: Answer({"uri": AT_URI, "cid": "x", "value": FULL}),
    PROFILE: Answer({"uri": "x", "value": {"displayName": "Hesta Courier"}}),
}


def away(
    changes: dict[str, Answer | Failure] | None = None, refusal: Answer | None = None, url: str = URL
) -> tuple[Share | Unread, Servers]:
    """Read where the public view refuses; `changes` replace answers of the network."""
    known = {**NETWORK, **(changes or {})}
    servers = Servers(lambda target: (refusal or Answer("", 403)) if "getPostThread" in target.url else known.get(target.url, NO_NAME))
    return read_share(url, servers), servers


@pytest.mark.parametrize("status", [401, 403, 500, 502, 503])
def test_the_accounts_own_server(status: int) -> None:
    """The record says as much as the view: five requests at most."""
    share, servers = away(refusal=Answer("", status))

    assert isinstance(share, Share)
    assert len(servers.asked) == 5
    seen = post(thread(view()))
    assert isinstance(seen, Share)
    assert share == replace(seen, are_replies_known=False)


def test_an_identifier_needs_no_resolving() -> None:
    """The handle is then not known for sure."""
    share, servers = away(url=BY_DID)

    assert isinstance(share, Share)
    assert len(servers.asked) == 4
    assert share.author is not None
    assert share.author.handle == DID


def test_an_identity_on_a_site_of_its_own() -> None:
    """did:web: the document lies on the site itself."""
    did = "did:web:courier.example"
    changes = {
        "https://courier.example/.well-known/did.json": document(id=did),
        RECORD.replace(DID, did): NETWORK[RECORD],
        PROFILE.replace(DID, did): error("RecordNotFound"),
    }
    share, _ = away(changes, url=f"https://bsky.app/profile/{did}/post/{KEY}")

    assert isinstance(share, Share)
    assert share.author is not None
    assert (share.author.stable_id, share.author.name) == (did, "")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({RECORD: error("RecordNotFound")}, UnreadReason.GONE),
        ({RECORD: error("RepoDeactivated")}, UnreadReason.GONE),
        ({PROFILE: Answer({"value": {"labels": {"values": [{"val": "!no-unauthenticated"}]}}})}, UnreadReason.LOGIN_REQUIRED),
        ({PROFILE: Answer("", 500)}, UnreadReason.FORBIDDEN),
        ({PROFILE: Answer({"value": 7})}, UnreadReason.FORBIDDEN),
        ({RECORD: Answer("gone fishing", 404)}, UnreadReason.FORBIDDEN),
        ({RECORD: Answer({"value": {"text": 7}})}, UnreadReason.FORBIDDEN),
        ({RESOLVE: error("InvalidRequest")}, UnreadReason.FORBIDDEN),
        ({RESOLVE: Answer({"did": "did:plc:../../x"})}, UnreadReason.FORBIDDEN),
        ({RESOLVE: Answer({"did": HANDLE})}, UnreadReason.FORBIDDEN),
        ({DIRECTORY: document(id=OTHER)}, UnreadReason.FORBIDDEN),
        ({DIRECTORY: document(service=[])}, UnreadReason.FORBIDDEN),
        ({DIRECTORY: Answer("x" * 100)}, UnreadReason.FORBIDDEN),
    ],
)
def test_what_the_accounts_server_says_for_certain(changes: dict[str, Answer | Failure], reason: UnreadReason) -> None:
    """A deleted post is gone, a wish to be asked for a login is respected; all else stays the first refusal."""
    found, _ = away(changes)

    assert isinstance(found, Unread)
    assert found.reason is reason


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://pds.example",
        "https://127.0.0.1",
        "https://[::1]",
        "https://localhost",
        "https://2130706433",
        "https://127.0.0.0x1",
        "https://pds.example:8443",
        "https://db.internal",
        "file:///etc/passwd",
        "pds",
        7,
        {"uri": HOME},
        None,
    ],
)
def test_servers_that_are_not_asked(endpoint: Any) -> None:
    """A document is a stranger's: it does not send us into a private network."""
    found, servers = away({DIRECTORY: document(endpoint)})

    assert isinstance(found, Unread)
    assert len(servers.asked) == 3


def test_a_handle_that_its_account_does_not_claim() -> None:
    """Anybody can point a name at an account of somebody else."""
    share, _ = away({DIRECTORY: document(alsoKnownAs=["at://other.example"])})

    assert isinstance(share, Share)
    assert share.author is not None
    assert share.author.handle == DID


@pytest.mark.parametrize("answer", [Answer({"error": "NotFound"}, 400), Answer("", 429), Failure(reason=FailureReason.DNS, detail="x")])
def test_no_more_requests_than_needed(answer: Answer | Failure) -> None:
    """What is gone is gone, and who asks us to wait is left alone."""
    servers = Servers(lambda target: answer)
    read_share(URL, servers)

    assert len(servers.asked) == 1
