"""What every fetcher promises: its signature, its limits, and how it stops.

Nothing on a page may make a fetch raise. Inside this package a fetch ends early with `FetchStopped`; the outermost function of each
fetcher turns it into a `Failure`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Protocol

from attrcheck.model import Archived, Capture, Failure, FailureReason, Target, Value


class Fetcher(Protocol):
    """Anything that brings the bytes of a target, or says why it could not. It never raises for what a page or a server does."""

    def __call__(self, target: Target) -> Capture | Failure:
        """Fetch one target."""
        ...


class Limits(Value, frozen=True, kw_only=True):
    """How much one fetch may take.

    Seconds are wall-clock seconds; `total_seconds` covers all redirects and the whole body, `connect_seconds` the look-up of a name and
    the connection. `body_bytes` counts decompressed bytes: the 10 MB are some twenty times the median weight of an HTML
    document with everything inlined and leave room for whole books on a page. Ten redirects are half of what browsers follow.
    """

    connect_seconds: float = 10.0
    read_seconds: float = 20.0
    total_seconds: float = 60.0
    body_bytes: int = 10_000_000
    redirects: int = 10


class Exchange(Value, frozen=True, kw_only=True):
    """One request and its response as they went over the wire: a hop of a redirect, a page, a robots.txt, a post.

    `request` and `head` are the bytes up to and including the empty line. `body` is content-coded still; only chunk framing is undone.
    `peer` is the address that was connected to (``192.0.2.7:443``), `certificate` the SHA-256 of the server's, empty without TLS.
    `is_whole` is False where a limit or a broken connection cut the body. `started` is ISO 8601 in UTC.
    """

    url: str
    started: str
    request: bytes
    head: bytes
    body: bytes
    peer: str
    certificate: str = ""
    is_whole: bool = True


# Who keeps exchanges as evidence, and says where they lie. It is called in the thread of the fetch.
Witness = Callable[[Exchange], Archived]


class FetchStopped(Exception):
    """A fetch ends without a capture: the reason, and a sentence for the reader of the report."""

    def __init__(self, reason: FailureReason, detail: str) -> None:
        """Keep both as attributes; `detail` is the message as well."""
        self.reason, self.detail = reason, detail
        super().__init__(detail)


def body_digest(body: bytes) -> str:
    """The name of a body: ``sha256:`` and 64 hex digits, over the decompressed bytes."""
    return "sha256:" + hashlib.sha256(body).hexdigest()


def shorten(text: str, length: int = 200) -> str:
    """Text that a server chose, made fit for one sentence of a report: one line, printable, at most `length` characters."""
    clean = "".join(character if character.isprintable() else " " for character in text[: length + 1])
    return clean if len(clean) <= length else clean[:length] + "…"
