"""What holds for every sender of the registry."""

from __future__ import annotations

import base64
import socket

import pytest

from attrcheck.errors import SendError
from attrcheck.fetch import Guard
from attrcheck.senders import SENDERS, Destinations, senders_of
from attrcheck.senders.contract import Patience
from tests.senders.conftest import rich_message

# Apprise imports what later versions of Python have not.
pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")
SECRETS = {"user": "anna", "password": "secret-word", "webhook_secret": base64.b64encode(b"k" * 32).decode()}


def destinations(port: int) -> dict[str, Destinations]:
    """For each sender a destination at which nobody answers."""
    common = {"guard": Guard(allows_private=True), "patience": Patience(seconds=5.0, pauses=()), **SECRETS}
    mail = {"receivers": ("a@b.example",), "author": "c@b.example", "server": f"smtps://127.0.0.1:{port}"}
    return {
        "mail": Destinations(**mail, **common),
        "webhook": Destinations(webhooks=(f"http://127.0.0.1:{port}/secret-word",), **common),
        "notify": Destinations(notify=(f"json://anna:secret-word@127.0.0.1:{port}/",), **common),
    }


def test_nothing_is_sent_where_nobody_is_named() -> None:
    """A key alone is no destination."""
    assert senders_of(Destinations(**SECRETS, server="smtps://mail.example")) == []


@pytest.mark.parametrize("name", SENDERS)
def test_a_sender_that_reaches_nobody_says_so_and_no_secret(name: str) -> None:
    """With the one error that a scan waits for."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        chosen = destinations(held.getsockname()[1])[name]
        (sender,) = senders_of(chosen)
        with pytest.raises(SendError) as raised:
            sender.send(rich_message())

    assert "secret-word" not in f"{raised.value} {sender!r} {chosen!r}"
    assert SECRETS["webhook_secret"] not in f"{raised.value} {sender!r} {chosen!r}"
