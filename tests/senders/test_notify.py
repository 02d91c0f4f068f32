"""Apprise, with the sort of address that posts JSON to a server of one's own."""

from __future__ import annotations

import sys

import msgspec
import pytest

from attrcheck.errors import AddressError, SendError
from attrcheck.senders import Destinations
from attrcheck.senders.contract import Patience
from attrcheck.senders.notify import notify_sender
from tests.senders.conftest import rich_message
from tests.senders.test_webhook import PATH, Receiver

# Apprise imports what later versions of Python have not.
pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")


def send(*urls: str, patience: Patience | None = None) -> str:
    """Send the rich message; without a word about patience there is one attempt."""
    sender = notify_sender(Destinations(notify=urls, patience=patience or Patience(seconds=10.0, pauses=())))
    assert sender is not None
    assert "secret-path" not in repr(sender)
    return sender.send(rich_message())


def apprise_address(url: str) -> str:
    """The address of a receiver as Apprise writes it."""
    return url.replace("http://", "json://")


def test_the_subject_and_the_beginning_of_the_text_arrive() -> None:
    """A chat is no place for the whole of it."""
    receiver = Receiver()
    with receiver.open() as url:
        said = send(apprise_address(url))
    body = msgspec.json.decode(receiver.posted[0].body)

    assert body["title"] == rich_message().subject
    assert "1 violation, 1 new, 1 undetermined, of 4 pages." in body["message"]
    assert len(body["message"]) <= 1_001
    assert said == "notification to JSON"


def test_a_failure_is_told_without_the_address_and_tried_again(capfd: pytest.CaptureFixture[str]) -> None:
    """Apprise itself writes its address into its log, which nobody is to see."""
    receiver = Receiver(500, 404, 404)
    waited: list[float] = []
    patience = Patience(seconds=10.0, pauses=(3.0, 7.0), sleep=waited.append)
    with receiver.open() as url, pytest.raises(SendError, match=r"notification to JSON: it was not taken \(tried 3 times\)") as raised:
        send(apprise_address(url), patience=patience)
    printed = capfd.readouterr()

    assert waited == [3.0, 7.0]
    assert PATH not in str(raised.value) + printed.out + printed.err
    assert len(receiver.posted) == 3


def test_an_address_that_apprise_does_not_know_is_refused_without_being_repeated(capfd: pytest.CaptureFixture[str]) -> None:
    """By its number, because it may hold a key."""
    with pytest.raises(AddressError, match="the address number 2 of --notify") as raised:
        send("json://127.0.0.1/", "nosuch://secret-path")
    printed = capfd.readouterr()

    assert "secret-path" not in str(raised.value) + printed.out + printed.err


def test_without_apprise_the_user_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is an extra that most users do not need."""
    monkeypatch.setitem(sys.modules, "apprise", None)

    with pytest.raises(AddressError, match=r"pip install 'attrcheck\[notify\]'"):
        send("json://127.0.0.1/")
