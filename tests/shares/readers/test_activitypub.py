"""Posts of the Fediverse: from Mastodon's interface, and as servers give them to each other."""

from __future__ import annotations

from typing import Any

import pytest

from attrcheck.model import Failure, FailureReason, Share, Unread, UnreadReason
from attrcheck.shares.readers import activitypub, read_share
from attrcheck.urls import profile_of
from tests.shares.readers.answering import NO_NAME, Answer, Servers

HOST, KEY = "social.example", "113456789012345678"
URL = f"https://{HOST}/@courier/{KEY}"
API = f"https://{HOST}/api/v1/statuses/{KEY}"
ACTOR = f"https://{HOST}/users/courier"
OBJECT = f"{ACTOR}/statuses/{KEY}"
ARTICLE = "https://news.example/a/very/long/address?x=1&y=2"
PUBLIC = "https://www.w3.org/ns/activitystreams#Public"
# As Mastodon marks up a post: the address in three parts, two of them hidden, the mention without its server.
CONTENT = (
    '<p>By <span class="h-card" translate="no"><a href="https://other.example/@zoe" class="u-url mention">@<span>zoe</span></a></span> '
    '<a href="https://news.example/a/very/long/address?x=1&amp;y=2" rel="nofollow noopener" translate="no"><span class="invisible">https://'
    '</span><span class="ellipsis">news.example/a/very/long</span><span class="invisible">/address?x=1&amp;y=2</span></a></p>'
    '<p><a href="https://social.example/tags/ferry" class="mention hashtag" rel="tag">#<span>ferry</span></a></p>'
)


def status(**fields: Any) -> dict[str, Any]:
    account = {
        "id": "7",
        "username": "courier",
        "acct": "courier",
        "display_name": "Hesta Courier",
        "url": f"https://{HOST}/@courier",
        "uri": ACTOR,
    }
    told = {
        "id": KEY,
        "uri": OBJECT,
        "url": URL,
        "visibility": "public",
        "content": CONTENT,
        "spoiler_text": "",
        "created_at": "2026-11-01T10:00:00.000Z",
        "edited_at": None,
        "replies_count": 0,
        "account": account,
        "mentions": [{"id": "9", "username": "zoe", "acct": "zoe@other.example", "url": "https://other.example/@zoe"}],
        "card": {"url": ARTICLE, "title": "Night ferry", "description": "A story", "type": "link", "authors": []},
        "reblog": None,
    }
    return told | fields


def note(**fields: Any) -> dict[str, Any]:
    told = {
        "@context": "https://www.w3.org/ns/activitystreams",
        "type": "Note",
        "id": OBJECT,
        "attributedTo": ACTOR,
        "to": [PUBLIC],
        "cc": [f"{ACTOR}/followers"],
        "content": CONTENT,
        "published": "2026-11-01T10:00:00Z",
        "tag": [{"type": "Mention", "href": "https://other.example/users/zoe", "name": "@zoe@other.example"}],
    }
    return told | fields


def activity(body: Any, status: int = 200, **fields: Any) -> Answer:
    return Answer(body, status, "application/activity+json", **fields)


PERSON = activity(
    {"type": "Person", "id": ACTOR, "preferredUsername": "courier", "name": "Hesta Courier", "url": f"https://{HOST}/@courier"}
)
NO_API = Answer({"error": "This API requires an authenticated user"}, 401)


def api(body: Any) -> Share | Unread:
    return read_share(URL, Servers({API: body if isinstance(body, Answer | Failure) else Answer(body)}))


def objects(body: Any, actor: Answer | Failure = PERSON, url: str = URL) -> Share | Unread:
    """Read from a server without Mastodon's interface."""
    answer = body if isinstance(body, Answer | Failure) else activity(body)
    return activitypub.read(url, Servers({API: NO_API, url: answer, ACTOR: actor}))


def share(found: Share | Unread) -> Share:
    assert isinstance(found, Share), found
    return found


def unread(found: Share | Unread) -> Unread:
    assert isinstance(found, Unread), found
    assert found.detail
    return found


def test_mastodons_interface_takes_one_request() -> None:
    """Text as readers see it, links with whole addresses, card and author."""
    servers = Servers({API: Answer(status())})
    found = share(read_share(URL, servers))

    assert [(target.url, target.accept) for target in servers.asked] == [(API, "application/json")]
    assert found.text == "By @zoe news.example/a/very/long…\n#ferry"
    assert [(found.text[link.start : link.end], link.url) for link in found.links] == [
        ("@zoe", "https://other.example/@zoe"),
        ("news.example/a/very/long…", ARTICLE),
        ("#ferry", "https://social.example/tags/ferry"),
    ]
    assert found.author is not None
    assert (found.author.handle, found.author.name) == ("courier@social.example", "Hesta Courier")
    assert (found.author.url, found.author.stable_id) == (f"https://{HOST}/@courier", ACTOR)
    assert found.card is not None
    assert (found.card.url, found.card.title, found.card.description) == (ARTICLE, "Night ferry", "A story")
    assert (found.platform, found.url, found.read_by) == ("mastodon", URL, "mastodon-api")
    assert (found.created_at, found.edited_at, found.is_cut) == ("2026-11-01T10:00:00.000Z", "", False)


@pytest.mark.parametrize(
    "url",
    [
        f"{URL}/embed",
        f"{URL}?kjy=1",
        f"http://{HOST}/@courier/{KEY}",
        f"https://{HOST}/users/courier/statuses/{KEY}",
        f"https://mastodon.social/web/@courier/{KEY}",
        f"https://mastodon.social/deck/@courier/{KEY}",
    ],
)
def test_forms_of_the_address(url: str) -> None:
    """The last part of these addresses is what the interface knows the post by."""
    servers = Servers({})
    activitypub.read(url, servers)

    assert servers.asked[0].url.endswith(f"/api/v1/statuses/{KEY}")


@pytest.mark.parametrize(
    "path",
    [
        "/objects/1b3f7a52-0f0d-4f6e-9b8a-1c2d3e4f5a6b",
        "/notes/9abcdefghij1",
        "/p/courier/123456789012345678",
        "/courier/p/1700000000.123456",
        "/display/x",
    ],
)
def test_addresses_of_other_programs(path: str) -> None:
    """Misskey, Pixelfed, snac and others are asked for the post itself, at once."""
    servers = Servers({})
    activitypub.read(f"https://mastodon.social{path}", servers)

    assert [target.url for target in servers.asked] == [f"https://mastodon.social{path}"]
    assert "application/activity+json" in servers.asked[0].accept


def test_a_content_warning_is_part_of_the_text() -> None:
    """It stands before the text; links stay in their places. Here as Mastodon tells it, in plain text."""
    found = share(api(status(spoiler_text="Boats <3", edited_at="2026-11-02T10:00:00.000Z")))

    assert found.text.startswith("Boats <3\nBy @zoe")
    assert found.text[found.links[0].start : found.links[0].end] == "@zoe"
    assert found.edited_at == "2026-11-02T10:00:00.000Z"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (status(visibility="private"), UnreadReason.FORBIDDEN),
        (status(visibility="direct"), UnreadReason.FORBIDDEN),
        (status(reblog=status()), UnreadReason.UNREADABLE),
        (status(uri="https://other.example/users/zoe/statuses/1"), UnreadReason.UNREADABLE),
        (status(account={**status()["account"], "url": "https://other.example/@zoe"}), UnreadReason.UNREADABLE),
        (Answer("slow down", 429, headers=(("Retry-After", "300"),)), UnreadReason.RATE_LIMITED),
        (Failure(reason=FailureReason.DNS, detail="no such host"), UnreadReason.FETCH_FAILED),
        (Answer("", 503), UnreadReason.FETCH_FAILED),
    ],
)
def test_why_the_interface_gives_no_post(body: Any, reason: UnreadReason) -> None:
    """And no second request follows."""
    servers = Servers({API: body if isinstance(body, Answer | Failure) else Answer(body)})

    assert unread(read_share(URL, servers)).reason is reason
    assert len(servers.asked) == 1


@pytest.mark.parametrize(
    "answer",
    [
        NO_API,
        Answer({"error": "Record not found"}, 404),
        Answer("", 403),
        Answer("<h1>Not here</h1>", 200, "text/html"),
        Answer("[" * 50_000),
        Answer([]),
        Answer({}),
        Answer(status(mentions=7)),
        Answer(status(content=None)),
        Answer(status(id="1")),
        Answer(status(), final_url="https://other.example/api"),
    ],
)
def test_what_leads_to_the_second_way(answer: Answer) -> None:
    """A server without the interface, with one of its own, or one for its own users only."""
    found = share(read_share(URL, Servers({API: answer, URL: activity(note()), ACTOR: PERSON})))

    assert found.read_by == "activitypub"


def test_activitypub() -> None:
    """The post itself and its author: the same as by the other way, but for the card."""
    found, same = share(objects(note())), share(api(status()))

    assert (found.text, found.links, found.author) == (same.text, same.links, same.author)
    assert (found.created_at, found.edited_at, found.card, found.is_cut) == ("2026-11-01T10:00:00Z", "", None, False)


@pytest.mark.parametrize("media_type", ["application/activity+json", "application/ld+json"])
def test_types_of_activitypub(media_type: str) -> None:
    """Both are in the specification."""
    assert share(objects(activity(note())._replace(media_type=media_type)))


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"type": ["Note", "Thing"]}, "Ferry"),
        ({"type": "Article", "name": "Night ferry", "summary": "<p>A story</p>"}, "Night ferry\nA story\nFerry"),
        ({"type": "Question", "oneOf": [{"name": "Yes"}]}, "Ferry"),
        ({"summary": ""}, "Ferry"),
        ({"summary": None, "cc": PUBLIC, "to": []}, "Ferry"),
        ({"to": "as:Public"}, "Ferry"),
        ({"to": {"id": PUBLIC}}, "Ferry"),
        ({"attributedTo": [{"type": "Person", "id": ACTOR}, {"type": "Group", "id": "https://x.example/g"}]}, "Ferry"),
        ({"attributedTo": {"id": ACTOR}}, "Ferry"),
        ({"content": None, "contentMap": {"sv": "<p>Färja</p>"}}, "Färja"),
        ({"content": None}, ""),
        ({"content": "Fa\u0308rja"}, "Färja"),
        ({"content": "<p>Ferry</p><script>alert(1)</script><b onclick=x>!"}, "Ferry\n!"),
        ({"tag": {"type": "Mention", "name": 7}, "attachment": [7, None, {"type": "Link"}]}, "Ferry"),
        ({"tag": ["https://x.example/", None, [[]]], "updated": "yesterday"}, "Ferry"),
    ],
)
def test_forms_of_posts(fields: dict[str, Any], text: str) -> None:
    """JSON-LD leaves much to the server."""
    assert share(objects(note(**{"content": "<p>Ferry</p>", **fields}))).text == text


def test_an_edited_post() -> None:
    """Servers repeat the first time where nothing was edited."""
    assert share(objects(note(updated="2026-11-02T10:00:00Z"))).edited_at == "2026-11-02T10:00:00Z"
    assert share(objects(note(updated=note()["published"]))).edited_at == ""


def test_a_page_that_a_post_is_about() -> None:
    """Lemmy attaches the page that is shared."""
    found = share(objects(note(type="Page", name="Night ferry", content=None, attachment=[{"type": "Link", "href": ARTICLE}])))

    assert found.text == "Night ferry"
    assert found.card is not None
    assert found.card.url == ARTICLE


@pytest.mark.parametrize(
    ("tag", "href", "profile"),
    [
        (("@zoe@other.example", "https://other.example/ap/users/17"), "https://other.example/ap/users/17", "zoe@other.example"),
        (("@zoe@other.example", "https://social.other.example/x/17"), "https://social.other.example/x/17", "zoe@other.example"),
        (("@zoe", "https://other.example/zoe"), "https://other.example/zoe", "zoe@other.example"),
        (("@zoe@other.example", "https://other.example/users/zoe"), "https://other.example/@zoe", "zoe@other.example"),
        (("@zoe@other.example", "https://evil.example/17"), "https://evil.example/17", None),
        (("@zoe@other.example", "https://evilother.example/17"), "https://evilother.example/17", None),
        (("zoe vandermeer", "https://other.example/17"), "https://other.example/17", None),
        (("@zoe@example", "https://other.example/17"), "https://other.example/17", None),
    ],
)
def test_mentions_lead_to_profiles(tag: tuple[str, str], href: str, profile: str | None) -> None:
    """Servers link accounts by addresses of their own making, and say whose they are; a name of another server is not believed."""
    mention = {"type": "Mention", "name": tag[0], "href": tag[1]}
    found = share(objects(note(content=f'<p>By <a href="{href}">@zoe</a></p>', tag=[mention])))
    account = profile_of(found.links[0].url)

    assert (account.handle if account else None) == profile
    if profile is None:
        assert found.links[0].url == href


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (note(to=[f"{ACTOR}/followers"], cc=[]), UnreadReason.FORBIDDEN),
        (note(to=None, cc=None), UnreadReason.FORBIDDEN),
        (note(type="Tombstone"), UnreadReason.GONE),
        (activity({"type": "Tombstone", "id": OBJECT}, 410), UnreadReason.GONE),
        (activity("", 404), UnreadReason.GONE),
        (activity({"error": "Request not signed"}, 401), UnreadReason.LOGIN_REQUIRED),
        (activity("", 403), UnreadReason.FORBIDDEN),
        (activity("", 429), UnreadReason.RATE_LIMITED),
        (note(type="Announce", object=OBJECT), UnreadReason.UNREADABLE),
        (note(type="Video"), UnreadReason.UNREADABLE),
        (note(type=None), UnreadReason.UNREADABLE),
        (note(id="https://other.example/users/zoe/statuses/1"), UnreadReason.UNREADABLE),
        (note(attributedTo="https://other.example/users/zoe"), UnreadReason.UNREADABLE),
        (note(attributedTo=None), UnreadReason.UNREADABLE),
        (note(attributedTo=f"https://{HOST}@other.example/users/zoe"), UnreadReason.UNREADABLE),
        (note(content=7), UnreadReason.UNREADABLE),
        (note(contentMap=[1]), UnreadReason.UNREADABLE),
        (activity("[" * 100_000), UnreadReason.UNREADABLE),
        (activity(b"\xff"), UnreadReason.UNREADABLE),
        (activity([note()]), UnreadReason.UNREADABLE),
        (Answer("<html>", 200, "text/html"), UnreadReason.NOT_OFFERED),
        (Answer(note(), 200, "application/json"), UnreadReason.NOT_OFFERED),
        (NO_NAME, UnreadReason.FETCH_FAILED),
    ],
)
def test_why_a_post_is_not_read(body: Any, reason: UnreadReason) -> None:
    """Every refusal has its reason, and none is an exception."""
    found = unread(objects(body))

    assert (found.reason, found.platform, found.url) == (reason, "mastodon", URL)


@pytest.mark.parametrize(
    "actor",
    [
        Answer("", 401),
        NO_NAME,
        Answer("<html>", 200, "text/html"),
        activity({"id": "https://other.example/users/zoe", "preferredUsername": "zoe", "name": "Zoë"}),
        activity({"id": ACTOR, "preferredUsername": 7}),
        PERSON._replace(final_url="https://other.example/users/courier"),
    ],
)
def test_an_author_who_is_not_shown(actor: Answer | Failure) -> None:
    """The post counts all the same; its author is known by address only."""
    author = share(objects(note(), actor)).author

    assert author is not None
    assert (author.name, author.stable_id) == ("", ACTOR)


@pytest.mark.parametrize(
    ("person", "handle", "page"),
    [
        ({"preferredUsername": "zoe@other.example"}, "", f"https://{HOST}/@courier"),
        ({"preferredUsername": "a b"}, "", f"https://{HOST}/@courier"),
        ({"url": f"https://{HOST}/@zoe@other.example"}, "courier@social.example", ACTOR),
        ({"url": "https://other.example/@zoe"}, "courier@social.example", ACTOR),
        ({"url": [{"type": "Link", "href": f"https://{HOST}/@courier"}]}, "courier@social.example", f"https://{HOST}/@courier"),
        ({"url": None}, "courier@social.example", ACTOR),
    ],
)
def test_a_server_names_its_own_accounts_only(person: dict[str, Any], handle: str, page: str) -> None:
    """Nobody becomes somebody else's account by calling himself so."""
    told = {"id": ACTOR, "preferredUsername": "courier", "url": f"https://{HOST}/@courier", **person}
    author = share(objects(note(), activity(told))).author

    assert author is not None
    assert (author.handle, author.url) == (handle, page)


def test_mastodons_interface_names_its_own_accounts_only() -> None:
    """The same by the first way."""
    told = {**status()["account"], "username": "zoe@other.example", "url": f"https://{HOST}/@zoe@other.example"}
    author = share(api(status(account=told))).author

    assert author is not None
    assert (author.handle, author.url) == ("", ACTOR)


def test_a_copy_is_read_at_its_own_server() -> None:
    """A server shows posts of others at addresses that say so; only the post's own server is believed about it."""
    url, home = f"https://mine.example/@courier@{HOST}/55", f"https://{HOST}/users/courier/statuses/{KEY}"
    copy = status(id="55", account={**status()["account"], "acct": f"courier@{HOST}"})
    servers = Servers({"https://mine.example/api/v1/statuses/55": Answer(copy), home: activity(note(content="<p>True")), ACTOR: PERSON})
    found = share(read_share(url, servers))

    assert (found.text, found.url) == ("True", url)
    assert found.author is not None
    assert found.author.handle == f"courier@{HOST}"


def test_a_copy_of_somebody_elses_server() -> None:
    """The address names one server, the post is said to be on another."""
    copy = status(id="55", uri="https://evil.example/1")
    servers = Servers({"https://mine.example/api/v1/statuses/55": Answer(copy)})

    assert unread(read_share(f"https://mine.example/@courier@{HOST}/55", servers)).reason is UnreadReason.UNREADABLE
    assert len(servers.asked) == 1


def test_an_address_that_leads_to_another_server() -> None:
    """What lies there is another post than the one that was named, and true of itself only; a host of the same site is the same server."""
    elsewhere = activity(note(), final_url=OBJECT)
    servers = Servers(
        {"https://evil.example/notes/9abcdefghij1": elsewhere, "https://other.example.org/notes/9abcdefghij1": elsewhere, ACTOR: PERSON}
    )
    www = Servers({f"https://www.{HOST}/objects/x": elsewhere, ACTOR: PERSON})

    assert unread(activitypub.read("https://evil.example/notes/9abcdefghij1", servers)).reason is UnreadReason.UNREADABLE
    assert unread(activitypub.read("https://other.example.org/notes/9abcdefghij1", servers)).reason is UnreadReason.UNREADABLE
    assert share(activitypub.read(f"https://www.{HOST}/objects/x", www)).url == f"https://www.{HOST}/objects/x"


def test_more_markup_than_any_post_has() -> None:
    """The beginning is read and said to be one."""
    assert share(objects(note(content="word " * 200_000))).is_cut
    assert share(api(status(content="word " * 200_000))).is_cut


@pytest.mark.parametrize("url", ["", "mailto:a@b.example", "https://social.example:8443/@courier/113456789012345678", "at://x/y/z"])
def test_other_addresses(url: str) -> None:
    """No request goes out for what no server of the Fediverse has."""
    servers = Servers({})

    assert unread(activitypub.read(url, servers)).reason is UnreadReason.NOT_OFFERED
    assert servers.asked == []


CONTEXT = f"{API}/context"


def answered(key: str, above: str, text: str = "By Zoë", **fields: Any) -> dict[str, Any]:
    """An answer in a thread."""
    told = {"id": key, "uri": f"https://{HOST}/users/courier/statuses/{key}", "url": f"https://{HOST}/@courier/{key}"}
    return status(**told, content=f"<p>{text}</p>", in_reply_to_id=above, **fields)


def test_first_replies_of_the_author() -> None:
    """One more request, where there are replies at all; answers of others and to others are none."""
    anna = status()["account"] | {"id": "8", "username": "anna", "url": f"https://{HOST}/@anna", "uri": f"https://{HOST}/users/anna"}
    thread = [
        answered("2", KEY),
        answered("3", KEY, "I agree", account=anna),
        answered("4", "3", "Thank you"),
        answered("5", "2", "And more"),
        {"id": 7},
    ]
    servers = Servers({API: Answer(status(replies_count=3, mentions=[])), CONTEXT: Answer({"ancestors": [], "descendants": thread})})
    found = share(read_share(URL, servers))

    assert [target.url for target in servers.asked] == [API, CONTEXT]
    assert [reply.text for reply in found.replies] == ["By Zoë", "And more"]
    assert found.are_replies_known


@pytest.mark.parametrize("answer", [Answer(b"", 401), Answer([]), Answer(b"nonsense")])
def test_replies_that_are_refused_leave_the_post(answer: Answer) -> None:
    """The post is read; that there may be replies is known."""
    found = share(read_share(URL, Servers({API: Answer(status(replies_count=3)), CONTEXT: answer})))

    assert found.replies == ()
    assert not found.are_replies_known


FOREIGN = "https://masto.example/@zoe"
FINGER = "https://vandermeer.example/.well-known/webfinger?resource=acct%3Azoe%40vandermeer.example"
PROFILE_PAGE = "http://webfinger.net/rel/profile-page"


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        ([{"rel": PROFILE_PAGE, "href": FOREIGN}], "https://vandermeer.example/@zoe"),
        ([{"rel": PROFILE_PAGE, "href": "https://masto.example/@anna"}], FOREIGN),
        ([{"rel": PROFILE_PAGE, "href": 7}, "x"], FOREIGN),
        (None, FOREIGN),
    ],
    ids=["vouched", "somebody else", "nonsense", "silent"],
)
def test_an_account_that_another_domain_names(links: Any, expected: str) -> None:
    """Only the domain of the handle can say that an account on another server is the one it names."""
    actor = {"rel": "self", "type": "application/activity+json", "href": "https://masto.example/users/zoe"}
    mention = {"id": "9", "username": "zoe", "acct": "zoe@vandermeer.example", "url": FOREIGN}
    told = status(content=f'<p>By <a class="mention" href="{FOREIGN}">@zoe</a></p>', mentions=[mention])
    finger = {FINGER: Answer({"links": [actor, *links]})} if links is not None else {}
    found = share(read_share(URL, Servers({API: Answer(told), **finger})))

    assert [link.url for link in found.links] == [expected]


def test_many_foreign_mentions_are_asked_about_three_times() -> None:
    """A post of a hostile server cannot send the scan to a hundred others."""
    mentions = [{"acct": f"zoe@site{i}.example", "url": f"https://masto.example/@zoe{i}"} for i in range(100)]
    servers = Servers({API: Answer(status(mentions=mentions))})
    share(read_share(URL, servers))

    assert len([target for target in servers.asked if "webfinger" in target.url]) == 3


def test_authors_beneath_the_card() -> None:
    """An account that its server confirms, and a name that only the markup gives."""
    zoe = {"id": "9", "username": "zoe", "acct": "zoe@ships.example", "display_name": "Zoë", "url": "https://ships.example/@zoe"}
    authors = [{"name": "Zoë", "url": zoe["url"], "account": zoe}, {"name": "Ole", "url": "javascript:x", "account": None}]
    card = {"url": ARTICLE, "title": "A ferry", "authors": authors}
    found = share(read_share(URL, Servers({API: Answer(status(card=card))})))

    assert found.card is not None
    assert [(author.handle, author.name, author.url) for author in found.card.authors] == [
        ("zoe@ships.example", "Zoë", "https://ships.example/@zoe"),
        ("", "Ole", ""),
    ]


@pytest.mark.parametrize("path", ["notice/Aabc", "notes/9abcdefg", "display/abc-def", "w/abcdefgh", "p/courier/12"])
def test_unknown_servers_of_the_fediverse(path: str) -> None:
    """Addresses that look like theirs are first asked for as such."""
    url = f"https://unknown.example/{path}"
    actor = "https://unknown.example/users/courier"
    post = note(id=url, attributedTo=actor)
    found = share(read_share(url, Servers({url: Answer(post, media_type="application/activity+json")})))

    assert (found.read_by, found.platform) == ("activitypub", "mastodon")
