"""Everything that Apprise can reach, as an optional extra: chats, telephones, tickets. A short text, because chats cut long ones."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from attrcheck.errors import AddressError
from attrcheck.messages import Message
from attrcheck.senders.contract import Destinations, NotNowError, Patience, in_time, persistently_all

# Chats take from 1,000 to 4,000 characters, and Apprise cuts or splits what is longer.
_MOST_CHARACTERS = 1_000


@dataclass(frozen=True, kw_only=True)
class Notify:
    """Tells addresses that Apprise knows. They hold keys, so only their services are ever said."""

    services: tuple[Any, ...] = field(repr=False)
    patience: Patience

    def send(self, message: Message) -> str:
        """Tell each address. Raises SendError, which names the services that have not taken it."""
        persistently_all((partial(self._tell, service, message) for service in self.services), self.patience)
        return f"notification to {', '.join(map(_name, self.services))}"

    def _tell(self, service: Any, message: Message) -> None:
        """Make one attempt. Apprise tells only whether it went well, so every failure may be one for now. Raises NotNowError."""
        text = message.text if len(message.text) <= _MOST_CHARACTERS else message.text[:_MOST_CHARACTERS] + "…"
        try:
            is_taken = in_time(self.patience.seconds, lambda: service.notify(title=message.subject, body=text, body_format="text"))
        except Exception as error:  # Some of the 130 services raise what they like, with their address in it.
            raise NotNowError(f"notification to {_name(service)}: it failed ({type(error).__name__})") from None
        if not is_taken:
            raise NotNowError(f"notification to {_name(service)}: it was not taken")


def notify_sender(destinations: Destinations) -> Notify | None:
    """Return the sender to Apprise's services, None without an address. Raises AddressError."""
    if not destinations.notify:
        return None
    try:
        from apprise import Apprise  # noqa: PLC0415 - an optional extra, and half a second to import
    except ImportError:
        raise AddressError("--notify needs Apprise: pip install 'attrcheck[notify]'") from None
    # It logs addresses with their keys, and without a handler Python would print them.
    logging.getLogger("apprise").addHandler(logging.NullHandler())
    logging.getLogger("apprise").propagate = False
    services = tuple(Apprise.instantiate(url, suppress_exceptions=True) for url in destinations.notify)
    unknown = [number for number, service in enumerate(services, 1) if service is None]
    if unknown:
        # The address is not repeated: it holds a key.
        raise AddressError(f"the address number {unknown[0]} of --notify is none that Apprise knows")
    return Notify(services=services, patience=destinations.patience)


def _name(service: Any) -> str:
    return str(service.service_name)
