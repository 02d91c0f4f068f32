"""Ways out for messages: one module each, and the one list of them. A sender sends a whole message or says why not."""

from __future__ import annotations

from collections.abc import Callable

from attrcheck.senders.contract import Destinations, Sender
from attrcheck.senders.mail import mail_sender
from attrcheck.senders.notify import notify_sender
from attrcheck.senders.webhook import webhook_sender

SENDERS: dict[str, Callable[[Destinations], Sender | None]] = {
    "mail": mail_sender,
    "webhook": webhook_sender,
    "notify": notify_sender,
}
"""What makes a sender of each sort: None where the destinations name none of its sort. Raises AddressError for one that cannot be used."""


def senders_of(destinations: Destinations) -> list[Sender]:
    """Return a sender for every sort of destination that is named. Raises AddressError, before anything is fetched or sent."""
    return [sender for make in SENDERS.values() if (sender := make(destinations)) is not None]


__all__ = ["SENDERS", "Destinations", "Sender", "senders_of"]
