"""Posts on the real Bluesky network, run on the loopback address by `make network`; skipped in any other run."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
import pytest
import requests

from attrcheck.model import Capture, Failure, Share, Target, Unread, UnreadReason
from attrcheck.shares.readers import bluesky
from attrcheck.shares.readers.at_protocol import View
from tests.shares.readers.serving import UP_SECONDS, fetching

ARTICLE = "https://news.example/a/very/long/address/of/a/story?x=1&y=2"
SCRIPT = Path(__file__).parents[2] / "servers" / "network.mjs"
VIEW, HANDLES, DIRECTORY, HOME = "public.api.bsky.app", "bsky.social", "plc.directory", "home.example"
COURIER, ZOE = "courier.test", "zoe.test"


class Network:
    """Two accounts on one server, the directory that knows them, and the public view of what they write."""

    def __init__(self, process: subprocess.Popen[str], sites: Mapping[str, str]) -> None:
        self.process, self.sites, self.asked = process, sites, list[str]()
        self.accounts = {handle: self.account(handle) for handle in (COURIER, ZOE)}
        hosts = {VIEW: sites["view"], HANDLES: sites["server"], DIRECTORY: sites["directory"], HOME: sites["server"]}
        self._answers = fetching({host: site + "/" for host, site in hosts.items()}, self.asked)

    def fetch(self, target: Target) -> Capture | Failure:
        """Fetch from the network; its server of accounts has a name of the open web, as every server of accounts does."""
        answer = self._answers(target)
        if isinstance(answer, Failure):
            return answer
        return msgspec.structs.replace(answer, body=answer.body.replace(self.sites["server"].encode(), f"https://{HOME}".encode()))

    def turned_away(self, target: Target) -> Capture | Failure:
        """The same where the public view lets no robot in."""
        answer = self.fetch(target)
        if isinstance(answer, Failure) or VIEW not in target.url:
            return answer
        return msgspec.structs.replace(answer, record=msgspec.structs.replace(answer.record, status=403), body=b"")

    def account(self, handle: str) -> dict[str, Any]:
        return self.ask("server", "com.atproto.server.createAccount", handle=handle, email=f"{handle}@a.example", password="for-this-test")

    def ask(self, site: str, method: str, login: str = "", **fields: object) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {login}"} if login else {}
        answer = requests.post(f"{self.sites[site]}/xrpc/{method}", json=fields, headers=headers, timeout=UP_SECONDS)
        assert answer.ok, answer.text
        told: dict[str, Any] = answer.json() if answer.content else {}
        return told

    def told(self, method: str, **parameters: object) -> dict[str, Any]:
        """Ask the public view."""
        answer = requests.get(f"{self.sites['view']}/xrpc/{method}", params=parameters, timeout=UP_SECONDS)
        assert answer.ok, answer.text
        told: dict[str, Any] = answer.json()
        return told

    def write(self, handle: str, record: Mapping[str, object], method: str = "createRecord", **fields: str) -> dict[str, Any]:
        account = self.accounts[handle]
        record = {"createdAt": "2026-11-01T10:00:00.000Z", **record}
        place = {"repo": account["did"], "collection": record["$type"], "record": record, **fields}
        return self.ask("server", f"com.atproto.repo.{method}", account["accessJwt"], **place)

    def post(self, handle: str, text: str, **fields: object) -> dict[str, Any]:
        return self.write(handle, {"$type": "app.bsky.feed.post", "text": text, **fields})

    def settle(self) -> None:
        """Wait until the view has read all that was written."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        assert self.process.stdout.readline() == "done\n"


@pytest.fixture(scope="module")
def network() -> Iterator[Network]:
    if "NETWORK_FOLDER" not in os.environ:
        pytest.skip("the network does not run: make network")
    with subprocess.Popen(["node", SCRIPT], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            assert process.stdout is not None
            yield Network(process, json.loads(process.stdout.readline()))
        finally:
            process.kill()


def address(post: Mapping[str, Any], author: str = COURIER) -> str:
    return f"https://bsky.app/profile/{author}/post/{post['uri'].rpartition('/')[2]}"


def linked(text: str, shown: str, url: str) -> list[dict[str, object]]:
    """A link in a text, in bytes as the network counts."""
    start = len(text[: text.index(shown)].encode())
    feature = {"$type": "app.bsky.richtext.facet#link", "uri": url}
    return [{"index": {"byteStart": start, "byteEnd": start + len(shown.encode())}, "features": [feature]}]


def test_a_thread(network: Network) -> None:
    """A post with link, mention and card, and the author's own reply; somebody else's reply is not the author's word."""
    text = "Zoë 🛳 on the ferry: news.example/a/ve..."
    card = {"$type": "app.bsky.embed.external", "external": {"uri": ARTICLE, "title": "Night ferry", "description": "A story"}}
    first = network.post(COURIER, text, facets=linked(text, "news.example/a/ve...", ARTICLE), embed=card)
    inside = {name: {"uri": first["uri"], "cid": first["cid"]} for name in ("root", "parent")}
    mention = {"$type": "app.bsky.richtext.facet#mention", "did": network.accounts[ZOE]["did"]}
    network.post(COURIER, "By @zoe.test", reply=inside, facets=[{"index": {"byteStart": 3, "byteEnd": 12}, "features": [mention]}])
    network.post(ZOE, "Not by me", reply=inside)
    network.settle()
    share = bluesky.read(address(first), network.fetch)

    assert isinstance(share, Share), share
    assert share.text == text
    assert [(share.text[link.start : link.end], link.url) for link in share.links] == [("news.example/a/ve...", ARTICLE)]
    assert share.card is not None
    assert (share.card.url, share.card.title) == (ARTICLE, "Night ferry")
    assert share.author is not None
    assert (share.author.handle, share.author.stable_id) == (COURIER, network.accounts[COURIER]["did"])
    assert [reply.text for reply in share.replies] == ["By @zoe.test"]
    assert [link.url for link in share.replies[0].links] == [f"https://bsky.app/profile/{network.accounts[ZOE]['did']}"]
    assert len(network.asked) == 1


@pytest.mark.parametrize("author", ["handle", "did", "at-address"])
def test_every_address_of_a_post(network: Network, author: str) -> None:
    """By handle, by identifier, and as programs write it."""
    post = network.post(COURIER, "By Zoë")
    network.settle()
    url = {"handle": address(post), "did": address(post, network.accounts[COURIER]["did"]), "at-address": post["uri"]}[author]
    share = bluesky.read(url, network.fetch)

    assert isinstance(share, Share), share
    assert (share.text, share.author and share.author.handle) == ("By Zoë", COURIER)


def test_a_quote(network: Network) -> None:
    """The words of the post that quotes are read, those of the quoted one are not its own; the card beside the quote is."""
    quoted = network.post(ZOE, "I wrote this")
    told = {"uri": quoted["uri"], "cid": quoted["cid"]}
    plain = network.post(COURIER, "So says Zoë", embed={"$type": "app.bsky.embed.record", "record": told})
    media = {"$type": "app.bsky.embed.external", "external": {"uri": ARTICLE, "title": "Night ferry", "description": ""}}
    beside = {"$type": "app.bsky.embed.recordWithMedia", "record": {"$type": "app.bsky.embed.record", "record": told}, "media": media}
    with_card = network.post(COURIER, "So says Zoë here", embed=beside)
    network.settle()
    shares = [bluesky.read(address(post), network.fetch) for post in (plain, with_card)]

    assert [share.text for share in shares if isinstance(share, Share)] == ["So says Zoë", "So says Zoë here"]
    assert [share.card and share.card.url for share in shares if isinstance(share, Share)] == [None, ARTICLE]


def test_a_deleted_post(network: Network) -> None:
    """It was there, and is gone: from the view, and from the account's own server."""
    post = network.post(COURIER, "By Zoë")
    network.settle()
    assert isinstance(bluesky.read(address(post), network.fetch), Share)
    account = network.accounts[COURIER]
    place = {"repo": account["did"], "collection": "app.bsky.feed.post", "rkey": post["uri"].rpartition("/")[2]}
    network.ask("server", "com.atproto.repo.deleteRecord", account["accessJwt"], **place)
    network.settle()

    for fetch in (network.fetch, network.turned_away):
        found = bluesky.read(address(post), fetch)
        assert isinstance(found, Unread), found
        assert (found.reason, found.url) == (UnreadReason.GONE, address(post))


def test_an_account_that_never_was(network: Network) -> None:
    """No post, and no accusation."""
    found = bluesky.read("https://bsky.app/profile/nobody.test/post/3kabcdefgh2x", network.fetch)

    assert isinstance(found, Unread), found
    assert found.reason in (UnreadReason.GONE, UnreadReason.FETCH_FAILED)


def test_the_account_s_own_server(network: Network) -> None:
    """Where the view turns robots away, the real directory leads to the real server, which has the same post."""
    post = network.post(COURIER, "By Zoë")
    network.settle()
    share = bluesky.read(address(post), network.turned_away)

    assert isinstance(share, Share), share
    assert share.text == "By Zoë"
    assert share.author is not None
    assert (share.author.handle, share.author.stable_id) == (COURIER, network.accounts[COURIER]["did"])


def test_an_account_for_logged_in_readers(network: Network) -> None:
    """The view gives such a post to everybody and leaves it to its clients to keep it from those without a login."""
    labels = {"$type": "com.atproto.label.defs#selfLabels", "values": [{"val": "!no-unauthenticated"}]}
    network.write(ZOE, {"$type": "app.bsky.actor.profile", "displayName": "Zoë", "labels": labels}, "putRecord", rkey="self")
    post = network.post(ZOE, "For my readers")
    network.settle()

    for fetch in (network.fetch, network.turned_away):
        found = bluesky.read(address(post, ZOE), fetch)
        assert isinstance(found, Unread), found
        assert found.reason is UnreadReason.LOGIN_REQUIRED


def test_the_shape_of_lists_of_posts(network: Network) -> None:
    """What getPosts and getAuthorFeed list is what a thread shows: the same post in the same shape."""
    post = network.post(COURIER, f"By Zoë {ARTICLE}", facets=linked(f"By Zoë {ARTICLE}", ARTICLE, ARTICLE))
    network.settle()
    by_uri = network.told("app.bsky.feed.getPosts", uris=[post["uri"]])["posts"]
    feed = network.told("app.bsky.feed.getAuthorFeed", actor=COURIER, limit=100)["feed"]
    of_feed = next(entry["post"] for entry in feed if entry["post"]["uri"] == post["uri"])

    for told in (*by_uri, of_feed):
        view = msgspec.convert(told, View)
        assert (view.uri, view.author.handle, view.record.text) == (post["uri"], COURIER, f"By Zoë {ARTICLE}")
        assert [feature.uri for facet in view.record.facets or () for feature in facet.features] == [ARTICLE]
    assert network.told("app.bsky.feed.getPosts", uris=[post["uri"] + "x"])["posts"] == []
