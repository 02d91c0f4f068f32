"""Posts that real servers hold, on the loopback address: snac (ActivityPub) and arroba (AT Protocol). `make servers` installs them; skipped without."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from attrcheck.model import Capture, Failure, Share, Target, Unread, UnreadReason
from attrcheck.shares.readers import activitypub, bluesky
from attrcheck.urls import profile_of
from tests.shares.readers.answering import Answer, Servers
from tests.shares.readers.serving import UP_SECONDS, Fetch, fetching, free_port, python_with, running

ARTICLE = "https://news.example/a/very/long/address/of/a/story?x=1&y=2"

# ActivityPub: snac

SNAC_HOST = "snac.example"


class Snac:
    """A server of two accounts, ``courier``, who posts, and ``zoe``."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.site, self.asked = folder, f"http://127.0.0.1:{port}/", list[str]()
        self.fetch = fetching({SNAC_HOST: self.site}, self.asked)
        self.run("init", answers=f"127.0.0.1\n{port}\n{SNAC_HOST}\n\n\n")
        self.run("adduser", "zoe")
        self.password = self.run("adduser", "courier").split("password is ")[1].split()[0]

    def run(self, *words: str, answers: str = "") -> str:
        command = ["snac", words[0], str(self.folder), *words[1:]]
        return subprocess.run(command, input=answers, capture_output=True, text=True, check=True, timeout=UP_SECONDS).stdout

    def note(self, text: str, command: str = "note") -> str:
        """Post a note and return its address."""
        known = self._posts()
        self.run(command, "courier", text)
        return self._new(known)

    def reply(self, url: str, text: str) -> str:
        """Reply to a post as its author does in the server's own pages, and return the reply's address."""
        known = self._posts()
        self.send("note", content=text, in_reply_to=url)
        return self._new(known)

    def send(self, form: str, **fields: str) -> None:
        """Send a form of the server's own pages."""
        answer = requests.post(
            f"{self.site}courier/admin/{form}",
            files={name: (None, value) for name, value in fields.items()},
            auth=("courier", self.password),
            allow_redirects=False,
            timeout=UP_SECONDS,
        )
        assert answer.status_code == 303, answer.text

    def _posts(self) -> set[Path]:
        return set(self.folder.glob("user/courier/private/*.json"))

    def _new(self, known: set[Path]) -> str:
        (new,) = self._posts() - known
        return str(json.loads(new.read_text())["id"])


@pytest.fixture(scope="module")
def snac(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snac]:
    if shutil.which("snac") is None:
        pytest.skip("snac is not installed: make servers")
    port = free_port()
    server = Snac(tmp_path_factory.mktemp("snac") / "data", port)
    with running(["snac", "httpd", str(server.folder)], port):
        yield server


def test_a_note_on_snac(snac: Snac) -> None:
    """Text, links and author; one request for each, for snac has addresses that no Mastodon has."""
    url = snac.note(f"Ferry by *Zoë* & crew {ARTICLE} #ferry")
    snac.asked.clear()
    share = activitypub.read(url, snac.fetch)

    assert isinstance(share, Share), share
    assert share.text == f"Ferry by Zoë & crew {ARTICLE} #ferry"
    assert [link.url for link in share.links][:1] == [ARTICLE]
    assert [share.text[link.start : link.end] for link in share.links] == [ARTICLE, "#ferry"]
    assert share.author is not None
    assert (share.author.handle, share.author.name) == ("courier@snac.example", "courier")
    assert share.author.stable_id == share.author.url == "https://snac.example/courier"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", share.created_at)
    assert snac.asked == [url, "https://snac.example/courier"]


def test_markup_in_a_note_on_snac(snac: Snac) -> None:
    """What somebody writes into a post comes through that server as it is."""
    share = activitypub.read(snac.note("By <b>Zoë</b> <script>alert(1)</script> `x`"), snac.fetch)

    assert isinstance(share, Share), share
    assert "Zoë" in share.text
    assert "<" not in share.text.replace("<script>alert(1)</script>", "")


def test_an_unlisted_note_on_snac(snac: Snac) -> None:
    """It is for everybody who has its address."""
    share = activitypub.read(snac.note("By Zoë", "note_unlisted"), snac.fetch)

    assert isinstance(share, Share), share
    assert share.text == "By Zoë"


def test_a_mention_on_snac(snac: Snac) -> None:
    """An account of the same server is linked, with its handle; one that cannot be found stays text."""
    share = activitypub.read(snac.note(f"By @zoe and @nobody@other.example {ARTICLE}"), snac.fetch)

    assert isinstance(share, Share), share
    assert share.text == f"By @zoe@snac.example and @nobody@other.example {ARTICLE}"
    assert [(share.text[link.start : link.end], link.url) for link in share.links] == [
        ("@zoe@snac.example", "https://snac.example/@zoe"),
        (ARTICLE, ARTICLE),
    ]
    assert str(profile_of(share.links[0].url)) == "mastodon:zoe@snac.example"


def test_a_post_that_is_edited_on_snac(snac: Snac) -> None:
    """The credit that was added later is read, and that it was added later."""
    url = snac.note(f"Ferry {ARTICLE}")
    before = activitypub.read(url, snac.fetch)
    time.sleep(1.1)  # the server counts in whole seconds
    snac.send("note", content=f"Ferry, by Zoë {ARTICLE}", edit_id=url)
    after = activitypub.read(url, snac.fetch)

    assert isinstance(before, Share), before
    assert isinstance(after, Share), after
    assert (before.text, before.edited_at) == (f"Ferry {ARTICLE}", "")
    assert after.text == f"Ferry, by Zoë {ARTICLE}"
    assert after.created_at == before.created_at < after.edited_at


def test_a_post_that_is_deleted_on_snac(snac: Snac) -> None:
    """It was there, and is gone."""
    url = snac.note("By Zoë")
    assert isinstance(activitypub.read(url, snac.fetch), Share)
    snac.send("action", id=url, action="Delete")
    found = activitypub.read(url, snac.fetch)

    assert isinstance(found, Unread), found
    assert (found.reason, found.url) == (UnreadReason.GONE, url)


def test_a_reply_by_the_author_on_snac(snac: Snac) -> None:
    """The rest of a thread is a post of its own, by the same account."""
    first = snac.note(f"Ferry {ARTICLE}")
    shares = [activitypub.read(url, snac.fetch) for url in (first, snac.reply(first, "By Zoë"))]

    assert [share.text for share in shares if isinstance(share, Share)] == [f"Ferry {ARTICLE}", "By Zoë"]
    assert len({share.author.stable_id for share in shares if isinstance(share, Share) and share.author}) == 1


def test_a_long_post_on_snac(snac: Snac) -> None:
    """What stands at its end is read, and the text is not called cut."""
    share = activitypub.read(snac.note("The ferry sails. " * 4_000 + "By Zoë"), snac.fetch)

    assert isinstance(share, Share), share
    assert len(share.text) > 60_000
    assert share.text.endswith("By Zoë")
    assert not share.is_cut


@pytest.mark.parametrize(
    ("path", "reason"), [("courier/p/1.2", UnreadReason.GONE), ("courier", UnreadReason.UNREADABLE), ("", UnreadReason.NOT_OFFERED)]
)
def test_what_is_no_post_on_snac(snac: Snac, path: str, reason: UnreadReason) -> None:
    """A post that never was, an account, the first page."""
    found = activitypub.read(f"https://snac.example/{path}", snac.fetch)

    assert isinstance(found, Unread), found
    assert found.reason is reason


def test_a_private_note_on_snac(snac: Snac) -> None:
    """To whom it is addressed only: the server does not say that it exists."""
    found = activitypub.read(snac.note("For you", "note_mention"), snac.fetch)

    assert isinstance(found, Unread), found
    assert found.reason in (UnreadReason.GONE, UnreadReason.FORBIDDEN)


def test_the_interface_of_mastodon_on_snac(snac: Snac) -> None:
    """It is closed to those without a login: the second way follows."""
    activitypub.read("https://snac.example/@courier/1234567890123", snac.fetch)

    assert snac.asked[-2:] == ["https://snac.example/api/v1/statuses/1234567890123", "https://snac.example/@courier/1234567890123"]


# AT Protocol: arroba, as the server of one account; the directory and the resolving of handles are no part of such a server.

DID, HANDLE, KEY = "did:plc:" + "a" * 24, "courier.example", "3lbhxlhgir22m"
PDS_HOST, TOKEN = "pds.example", "for-this-test"
POST = f"https://bsky.app/profile/{HANDLE}/post/{KEY}"
ARROBA = f"""
import os, sys
os.environ.update(REPO_TOKEN="{TOKEN}", PDS_HOST="{PDS_HOST}", PLC_HOST="plc.example", APPVIEW_HOST="view.example", RELAY_HOST="relay.example")
from arroba import server, util
from arroba.repo import Repo
from arroba.storage import MemoryStorage
from arroba import xrpc_repo, xrpc_identity
from flask import Flask
from lexrpc.flask_server import init_flask
server.storage = MemoryStorage()
key = util.new_key()
Repo.create(server.storage, "{DID}", handle="{HANDLE}", signing_key=key, rotation_key=key)
app = Flask("pds")
init_flask(server.server, app)
app.run(port=int(sys.argv[1]))
"""


class Arroba:
    """The server of one account, which may write, and the rest of the network as a table; the public view turns robots away."""

    def __init__(self, port: int) -> None:
        self.port, self.asked = port, list[str]()
        home = fetching({PDS_HOST: f"http://127.0.0.1:{port}/"}, self.asked)
        service = {"id": "#atproto_pds", "type": "AtprotoPersonalDataServer", "serviceEndpoint": f"https://{PDS_HOST}"}
        others = Servers(
            {
                f"https://bsky.social/xrpc/com.atproto.identity.resolveHandle?handle={HANDLE}": Answer({"did": DID}),
                f"https://plc.directory/{DID}": Answer({"id": DID, "alsoKnownAs": [f"at://{HANDLE}"], "service": [service]}),
            }
        )
        view = Servers(lambda target: Answer("", 403))

        def fetch(target: Target) -> Capture | Failure:
            host = target.url.split("/")[2]
            return {PDS_HOST: home, "public.api.bsky.app": view}.get(host, others)(target)

        self.fetch: Fetch = fetch

    def call(self, method: str, **fields: object) -> requests.Response:
        url = f"http://127.0.0.1:{self.port}/xrpc/com.atproto.repo.{method}"
        return requests.post(url, json={"repo": DID, **fields}, headers={"Authorization": f"Bearer {TOKEN}"}, timeout=UP_SECONDS)

    def write(self, record: dict[str, object], key: str = KEY) -> None:
        kind = str(record["$type"])
        answer = self.call("putRecord", collection=kind, rkey=key, record={"createdAt": "2026-11-01T10:00:00.000Z", **record})
        assert answer.ok, answer.text


@pytest.fixture(scope="module")
def arroba() -> Iterator[Arroba]:
    python = python_with("arroba", "flask_sock")
    port = free_port()
    with running([python, "-c", ARROBA, str(port)], port):
        yield Arroba(port)


def test_a_record_on_arroba(arroba: Arroba) -> None:
    """A post is written, read with its links, seen with a new profile, hidden by its account, and gone when it is deleted."""
    text = "Zoë 🛳 on the ferry: news.example/a/ve..."
    start, end = (len(text[:at].encode()) for at in (text.index("news"), len(text)))
    feature = {"$type": "app.bsky.richtext.facet#link", "uri": ARTICLE}
    card = {"$type": "app.bsky.embed.external", "external": {"uri": ARTICLE, "title": "Night ferry", "description": "A story"}}
    facets = [{"index": {"byteStart": start, "byteEnd": end}, "features": [feature]}]
    arroba.write({"$type": "app.bsky.feed.post", "text": text, "facets": facets, "embed": card})
    share = bluesky.read(POST, arroba.fetch)

    assert isinstance(share, Share), share
    assert share.text == text
    assert [(share.text[link.start : link.end], link.url) for link in share.links] == [("news.example/a/ve...", ARTICLE)]
    assert share.card is not None
    assert share.card.title == "Night ferry"
    assert share.author is not None
    assert (share.author.handle, share.author.name, share.author.stable_id) == (HANDLE, "", DID)

    arroba.write({"$type": "app.bsky.actor.profile", "displayName": "Hesta Courier"}, "self")
    named = bluesky.read(POST, arroba.fetch)
    assert isinstance(named, Share)
    assert named.author is not None
    assert named.author.name == "Hesta Courier"

    labels = {"$type": "com.atproto.label.defs#selfLabels", "values": [{"val": "!no-unauthenticated"}]}
    arroba.write({"$type": "app.bsky.actor.profile", "displayName": "Hesta Courier", "labels": labels}, "self")
    hidden = bluesky.read(POST, arroba.fetch)
    assert isinstance(hidden, Unread)
    assert hidden.reason is UnreadReason.LOGIN_REQUIRED

    # arroba 3.1 deletes, and then finds its own empty answer invalid.
    arroba.call("deleteRecord", collection="app.bsky.feed.post", rkey=KEY)
    gone = bluesky.read(POST, arroba.fetch)
    assert isinstance(gone, Unread)
    assert (gone.reason, gone.url) == (UnreadReason.GONE, POST)
