"""Webhooks: a server on the loopback address that checks the signature, refuses, hangs and redirects."""

from __future__ import annotations

import base64
import hashlib
import hmac
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import jsonschema
import msgspec
import pytest

from attrcheck.errors import AddressError, SendError
from attrcheck.fetch import Guard
from attrcheck.messages import Told
from attrcheck.senders import Destinations
from attrcheck.senders.contract import Patience
from attrcheck.senders.webhook import webhook_sender
from tests.reporters.rich import hostile
from tests.senders.conftest import rich_message

KEY = b"0123456789abcdef0123456789abcdef"
SECRET = "whsec_" + base64.b64encode(KEY).decode()
PATH = "/hooks/secret-path"


class Posted(msgspec.Struct):
    """One request: its headers and its body."""

    headers: dict[str, str]
    body: bytes


class Receiver:
    """What a receiver answers, one after the other and then 204, and what it was sent."""

    def __init__(self, *answers: int | str) -> None:
        """An answer that is a text is an address to go to; 0 is no answer at all."""
        self.answers, self.posted = list(answers), list[Posted]()
        self.is_over = threading.Event()

    @contextmanager
    def open(self) -> Iterator[str]:
        """Listen; gives the address."""
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.posted.append(Posted({name.lower(): value for name, value in self.headers.items()}, body))
                receiver.answer(self)

            def log_message(self, *args: object) -> None:
                """Say nothing."""

        with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
            thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
            thread.start()
            try:
                yield f"http://127.0.0.1:{server.server_port}{PATH}"
            finally:
                self.is_over.set()
                server.shutdown()
                thread.join()

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        """Give the next answer."""
        given = self.answers.pop(0) if self.answers else 204
        if given == 0:
            self.is_over.wait(10)
            return
        handler.send_response(307 if isinstance(given, str) else given)
        if isinstance(given, str):
            handler.send_header("Location", given)
        handler.send_header("Content-Length", "0")
        handler.end_headers()


def send(*urls: str, patience: Patience | None = None, **more: Any) -> str:
    """Send the rich message; without a word about patience there is one attempt."""
    given = {"webhook_secret": SECRET, "guard": Guard(allows_private=True), "now": lambda: 1_777_629_720.9, **more}
    sender = webhook_sender(Destinations(webhooks=urls, patience=patience or Patience(seconds=10.0, pauses=()), **given))
    assert sender is not None
    assert "secret-path" not in repr(sender)
    return sender.send(rich_message())


def slept(*pauses: float) -> tuple[Patience, list[float]]:
    """Patience that does not wait, and the list of the pauses that it was asked for."""
    waited: list[float] = []
    return Patience(seconds=10.0, pauses=pauses, sleep=waited.append), waited


def test_a_receiver_can_check_who_sent_what_and_when() -> None:
    """As the specification says, computed here once more."""
    receiver = Receiver()
    with receiver.open() as url:
        said = send(url)
    (posted,) = receiver.posted
    id_, time = posted.headers["webhook-id"], posted.headers["webhook-timestamp"]
    expected = base64.b64encode(hmac.new(KEY, f"{id_}.{time}.".encode() + posted.body, hashlib.sha256).digest()).decode()

    assert posted.headers["webhook-signature"] == f"v1,{expected}"
    assert (id_, time) == (f"msg_{rich_message().id}", "1777629720")
    assert posted.headers["content-type"] == "application/json"
    assert posted.headers["user-agent"].startswith("attrcheck/")
    assert said == f"webhook at {url.removeprefix('http://').removesuffix(PATH)}"


def test_the_body_is_what_the_schema_says() -> None:
    """Programs are written against it; every number of the summary stands in it."""
    receiver = Receiver()
    with receiver.open() as url:
        send(url)
    body = msgspec.json.decode(receiver.posted[0].body)
    jsonschema.validate(body, msgspec.json.schema(Told))

    assert (body["type"], body["timestamp"]) == ("attrcheck.report", "2026-05-01T10:02:00+00:00")
    assert (body["data"]["pages"], body["data"]["violations"], body["data"]["new"]) == (4, 1, 1)
    assert [(page["url"], [one["requirement"] for one in page["missing"]]) for page in body["data"]["failed"]] == [
        ("https://copy.example/ferry", ["name"])
    ]


def test_the_body_of_a_hostile_report_is_bounded() -> None:
    """Whatever pages say, a receiver gets JSON of a size that it takes."""
    body = msgspec.json.encode(Told(timestamp="", data=rich_message(hostile()).summary))

    assert len(body) < 20_000
    jsonschema.validate(msgspec.json.decode(body), msgspec.json.schema(Told))


@pytest.mark.parametrize("answer", [500, 503, 429, 408])
def test_what_may_go_well_later_is_tried_again_with_the_same_id(answer: int) -> None:
    """The receiver sees by the id that it is the same message."""
    receiver = Receiver(answer)
    patience, waited = slept(3.0, 7.0)
    with receiver.open() as url:
        send(url, patience=patience)

    assert len({one.headers["webhook-id"] for one in receiver.posted}) == 1
    assert (len(receiver.posted), waited) == (2, [3.0])


@pytest.mark.parametrize("answer", [400, 401, 404, 410])
def test_what_stays_wrong_is_not_tried_again(answer: int) -> None:
    """The address or the secret is wrong, or the receiver wants no more (410)."""
    patience, waited = slept(3.0)
    with Receiver(answer).open() as url, pytest.raises(SendError, match=f"answered {answer}") as raised:
        send(url, patience=patience)

    assert waited == []
    assert "secret-path" not in str(raised.value)


def test_a_redirect_is_not_followed() -> None:
    """The message and its signature are for the address that the user gave."""
    other = Receiver()
    patience, waited = slept(3.0)
    with other.open() as elsewhere, Receiver(elsewhere).open() as url, pytest.raises(SendError, match="a redirect, which is not followed"):
        send(url, patience=patience)

    assert (other.posted, waited) == ([], [])


def test_a_receiver_that_hangs_holds_nobody() -> None:
    """The scan is over, and its exit code is waited for."""
    with Receiver(0).open() as url, pytest.raises(SendError, match="did not answer in time") as raised:
        send(url, patience=Patience(seconds=0.2, pauses=()))

    assert "secret-path" not in str(raised.value)


def test_one_receiver_that_fails_keeps_none_of_the_others_from_knowing() -> None:
    """In the order in which they were given."""
    good = Receiver()
    with good.open() as url, Receiver(404).open() as bad, pytest.raises(SendError):
        send(bad, url)

    assert len(good.posted) == 1


def test_the_guard_decides_about_webhooks_too() -> None:
    """An address of this machine only where the user says so; the answer will not change, so it is asked once."""
    receiver = Receiver()
    patience, waited = slept(3.0)
    with receiver.open() as url, pytest.raises(SendError, match="without --allow-private"):
        send(url, patience=patience, guard=Guard())

    assert (receiver.posted, waited) == ([], [])


@pytest.mark.parametrize("secret", ["", "short", "whsec_c2hvcnQ=", "whsec_" + "A" * 400, "ü" * 40, "whsec_" + "!" * 40])
def test_a_secret_that_is_none_is_refused_without_being_repeated(secret: str) -> None:
    """Too short, too long, or no Base64: before anything is sent."""
    with pytest.raises(AddressError, match="ATTRCHECK_WEBHOOK_SECRET must be 24 to 64 random bytes") as raised:
        send("https://hooks.example/x", webhook_secret=secret)

    assert not secret or secret not in str(raised.value)


@pytest.mark.parametrize(
    "url", ["hooks.example/x", "ftp://hooks.example/x", "https://", "https://u:secret-path@hooks.example/", "https://h:0/", "https://[x/"]
)
def test_an_address_that_is_none_is_refused_without_being_repeated(url: str) -> None:
    """It may hold a key."""
    with pytest.raises(AddressError, match="the address of a webhook must be") as raised:
        send(url)

    assert "secret-path" not in str(raised.value)
