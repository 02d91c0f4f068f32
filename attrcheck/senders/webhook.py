"""Webhooks: the summary as JSON, signed as Standard Webhooks says (https://www.standardwebhooks.com, version 1.0.0).

The receiver knows by the signature who sent it, by the time that it is no copy of an old one, and by the id that it has had it before.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from urllib.parse import urlsplit

import msgspec

from attrcheck.errors import AddressError, SendError
from attrcheck.fetch import FetchStopped, Guard, Posted, post
from attrcheck.messages import Message, Told
from attrcheck.model import FailureReason
from attrcheck.senders.contract import Destinations, NotNowError, Patience, persistently_all

# The specification: a secret has 24 to 64 bytes, and is written in Base64 behind this mark.
_MARK, _SHORTEST, _LONGEST = "whsec_", 24, 64
# Answers after which another attempt may go well: too slow, too early, too often; besides all from 500 on.
_LATER = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS})
# What is the same at every attempt: where the address leads, and who answers there.
_FOR_GOOD = frozenset({FailureReason.BAD_ADDRESS, FailureReason.FORBIDDEN_ADDRESS, FailureReason.TLS})
# A receiver should answer at once and work afterwards; the specification names 15 to 30 seconds.
_MOST_SECONDS = 30.0


@dataclass(frozen=True, kw_only=True)
class Webhook:
    """Posts the summary of a message to addresses of the user's. The addresses are keys themselves, so only their hosts are ever said."""

    urls: tuple[str, ...] = field(repr=False)
    key: bytes = field(repr=False)
    guard: Guard
    proxy: str = field(default="", repr=False)
    patience: Patience
    now: Callable[[], float]

    def send(self, message: Message) -> str:
        """Post to each address. Raises SendError, which names the hosts that have not got it and why."""
        persistently_all((partial(self._post, url, message) for url in self.urls), self.patience)
        return f"webhook at {', '.join(map(_host, self.urls))}"

    def _post(self, url: str, message: Message) -> None:
        """Make one attempt. Raises NotNowError or SendError."""
        body = msgspec.json.encode(Told(timestamp=message.sent, data=message.summary))
        headers = {"Content-Type": "application/json", **signed(self.key, f"msg_{message.id}", int(self.now()), body)}
        try:
            status = post(url, Posted(body, headers), min(_MOST_SECONDS, self.patience.seconds), self.guard, self.proxy)
        except FetchStopped as stop:
            failure = SendError if stop.reason in _FOR_GOOD else NotNowError
            raise failure(f"webhook at {_host(url)}: {stop.detail}") from stop
        said = f"webhook at {_host(url)}: the server answered {status}"
        if status in _LATER or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise NotNowError(said)
        if HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.BAD_REQUEST:
            raise SendError(f"{said}, a redirect, which is not followed: give the address that it leads to")
        if not HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
            raise SendError(said)


def signed(key: bytes, id_: str, timestamp: int, body: bytes) -> dict[str, str]:
    """Return the three headers of a signed message; `timestamp` is in seconds since 1970.

    The example is the one that the specification's own libraries are tested with.

    >>> key = webhook_key("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    >>> signed(key, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}')["webhook-signature"]
    'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='
    """
    content = b"%s.%d.%s" % (id_.encode(), timestamp, body)
    signature = base64.b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode()
    return {"webhook-id": id_, "webhook-timestamp": str(timestamp), "webhook-signature": f"v1,{signature}"}


def webhook_key(secret: str) -> bytes:
    """Return the key that a secret stands for. Raises AddressError, which does not repeat it."""
    try:
        key = base64.b64decode(secret.removeprefix(_MARK), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if not _SHORTEST <= len(key) <= _LONGEST:
        said = f"ATTRCHECK_WEBHOOK_SECRET must be {_SHORTEST} to {_LONGEST} random bytes in Base64, behind {_MARK!r} or not"
        raise AddressError(f"{said}; `openssl rand -base64 32` makes some")
    return key


def webhook_sender(destinations: Destinations) -> Webhook | None:
    """Return the sender to webhooks, None without an address. Raises AddressError."""
    if not destinations.webhooks:
        return None
    if not all(map(_is_web, destinations.webhooks)):
        raise AddressError("the address of a webhook must be https://… or http://…, without a name and a password in it")
    return Webhook(
        urls=destinations.webhooks,
        key=webhook_key(destinations.webhook_secret),
        guard=destinations.guard,
        proxy=destinations.proxy,
        patience=destinations.patience,
        now=destinations.now,
    )


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("https", "http") and bool(parts.hostname) and "@" not in parts.netloc and parts.port != 0
    except ValueError:
        return False


def _host(url: str) -> str:
    return urlsplit(url).netloc
