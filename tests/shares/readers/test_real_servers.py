"""Posts that real servers hold, on the loopback address: snac (ActivityPub) and arroba (AT Protocol). Skipped where they are not installed.

`apt-get install -t bookworm-backports snac2`; `pip install arroba flask-sock`, in an environment of its own if its Python is named by
AT_PROTOCOL_PYTHON, for arroba needs much that attrcheck does not.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests

from attrcheck.fetch import HttpFetcher, Limits, user_agent
from attrcheck.model import Capture, CaptureRecord, Failure, Share, Target, Unread, UnreadReason
from attrcheck.shares.readers import activitypub, bluesky
from tests.shares.readers.answering import NO_NAME, Answer, Servers

Fetch = Callable[[Target], Capture | Failure]
ARTICLE = "https://news.example/a/very/long/address/of/a/story?x=1&y=2"
UP_SECONDS = 20


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(command: list[str], port: int) -> Iterator[None]:
    """Run a server until it has answered and the test is over."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            deadline = time.monotonic() + UP_SECONDS
            while process.poll() is None and time.monotonic() < deadline:
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.05)
            else:
                pytest.fail(f"{command[0]} did not start")
            yield
        finally:
            process.terminate()


def fetching(host: str, port: int, asked: list[str]) -> Fetch:
    """Fetch with the real fetcher, a host's addresses from the server on this machine."""
    inside, outside = f"http://127.0.0.1:{port}/", f"https://{host}/"

    def fetch(target: Target) -> Capture | Failure:
        asked.append(target.url)
        if not target.url.startswith(outside):
            return NO_NAME
        with HttpFetcher(Limits(), user_agent(None)) as web:
            answer = web(Target(url=target.url.replace(outside, inside, 1), accept=target.accept))
        if isinstance(answer, Failure):
            return answer
        told = {field: getattr(answer.record, field) for field in CaptureRecord.__struct_fields__}
        told |= {"url": target.url, "final_url": answer.record.final_url.replace(inside, outside, 1)}
        return Capture(record=CaptureRecord(**told), body=answer.body, headers=answer.headers)

    return fetch


# ActivityPub: snac

SNAC_HOST = "snac.example"


class Snac:
    """A server of one account, ``courier``."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.port, self.asked = folder, port, list[str]()
        self.fetch = fetching(SNAC_HOST, port, self.asked)

    def run(self, *words: str, answers: str = "") -> str:
        command = ["snac", words[0], str(self.folder), *words[1:]]
        return subprocess.run(command, input=answers, capture_output=True, text=True, check=True, timeout=UP_SECONDS).stdout

    def note(self, text: str, command: str = "note") -> str:
        """Post a note and return its address."""
        known = set(self.folder.glob("user/courier/private/*.json"))
        self.run(command, "courier", text)
        (new,) = set(self.folder.glob("user/courier/private/*.json")) - known
        return str(json.loads(new.read_text())["id"])


@pytest.fixture(scope="module")
def snac(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snac]:
    if shutil.which("snac") is None:
        pytest.skip("snac is not installed")
    server = Snac(tmp_path_factory.mktemp("snac") / "data", free_port())
    server.run("init", answers=f"127.0.0.1\n{server.port}\n{SNAC_HOST}\n\n\n")
    server.run("adduser", "courier")
    with running(["snac", "httpd", str(server.folder)], server.port):
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
        home = fetching(PDS_HOST, port, self.asked)
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
    python = os.environ.get("AT_PROTOCOL_PYTHON", sys.executable)
    if subprocess.run([python, "-c", "import arroba, flask_sock"], capture_output=True, check=False).returncode:
        pytest.skip("arroba is not installed")
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
