"""What every sender has in common: its one method, where it sends to, and how often it tries."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from attrcheck.errors import SendError
from attrcheck.fetch import Guard
from attrcheck.messages import Message

_Found = TypeVar("_Found")


class Sender(Protocol):
    """Whoever takes a message to its receivers."""

    def send(self, message: Message) -> str:
        """Send it and return in words where it went, without any secret. Raises SendError when not all have got it."""
        ...


@dataclass(frozen=True, kw_only=True)
class Patience:
    """How long one attempt may take in seconds, and how long to wait before each further one; no attempt beyond these.

    RFC 5321 (4.5.4.1) would have a mail server wait half an hour; a scan ends within minutes, and `attrcheck mail` sends again later.
    """

    seconds: float = 120.0
    pauses: tuple[float, ...] = (10.0, 60.0)
    sleep: Callable[[float], None] = time.sleep


@dataclass(frozen=True, kw_only=True)
class Destinations:
    """Where messages go: receivers of mail and their server, addresses of webhooks, addresses that Apprise knows.

    Webhooks are posted where `guard` allows it, through `proxy` where there is one; `now` is the clock of their signature, in seconds since
    1970. What may be a secret has no place in a `repr`.
    """

    receivers: tuple[str, ...] = ()
    author: str = ""
    reply_to: str = ""
    server: str = ""
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    webhooks: tuple[str, ...] = field(default=(), repr=False)
    webhook_secret: str = field(default="", repr=False)
    notify: tuple[str, ...] = field(default=(), repr=False)
    guard: Guard = field(default=Guard())
    proxy: str = field(default="", repr=False)
    patience: Patience = field(default=Patience())
    now: Callable[[], float] = time.time


class NotNowError(Exception):
    """An attempt failed in a way that another one may not: the message is a sentence, without any secret."""


def persistently(attempt: Callable[[], None], patience: Patience) -> None:
    """Make attempts until one succeeds, or as many as patience allows. Raises SendError with what the last one said."""
    for pause in (*patience.pauses, None):
        try:
            attempt()
            return
        except NotNowError as error:
            if pause is None:
                tried = len(patience.pauses) + 1
                raise SendError(f"{error} (tried {tried} times)" if tried > 1 else str(error)) from error
            patience.sleep(pause)


def persistently_all(attempts: Iterable[Callable[[], None]], patience: Patience) -> None:
    """Make attempts for several receivers; one that fails keeps none of the others from being told. Raises SendError with all failures."""
    failures = []
    for attempt in attempts:
        try:
            persistently(attempt, patience)
        except SendError as error:
            failures.append(str(error))
    if failures:
        raise SendError("; ".join(failures))


def in_time(seconds: float, act: Callable[[], _Found]) -> _Found:
    """Return what `act` does within so many seconds; raises TimeoutError after that, and what it raises.

    In a thread that is left behind when it takes too long: the libraries bound single reads, and a server that sends a byte now and then
    holds them for ever.
    """
    answers: queue.SimpleQueue[tuple[_Found | None, BaseException | None]] = queue.SimpleQueue()

    def work() -> None:
        try:
            answers.put((act(), None))
        except BaseException as error:
            answers.put((None, error))

    threading.Thread(target=work, daemon=True).start()
    try:
        found, error = answers.get(timeout=seconds)
    except queue.Empty:
        raise TimeoutError from None
    if error is not None:
        raise error
    return found  # type: ignore[return-value]  # there is no error, so it is what was found
