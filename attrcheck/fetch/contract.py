"""What every fetcher promises: its signature, its limits, and how it stops.

Nothing on a page may make a fetch raise. Inside this package a fetch ends early with `FetchStopped`; the outermost function of each
fetcher turns it into a `Failure`.
"""

from __future__ import annotations

import hashlib
from typing import Protocol

from attrcheck.model import Capture, Failure, FailureReason, Target, Value


class Fetcher(Protocol):
    """Anything that brings the bytes of a target, or says why it could not. It never raises for what a page or a server does."""

    def __call__(self, target: Target) -> Capture | Failure:
        """Fetch one target."""
        ...


class Limits(Value, frozen=True, kw_only=True):
    """How much one fetch may take.

    Seconds are wall-clock seconds; `total_seconds` covers all redirects and the whole body, but not the look-up of a name, which the
    system's resolver bounds. `body_bytes` counts decompressed bytes: the 10 MB are some twenty times the median weight of an HTML
    document with everything inlined and leave room for whole books on a page. Ten redirects are half of what browsers follow.
    """

    connect_seconds: float = 10.0
    read_seconds: float = 20.0
    total_seconds: float = 60.0
    body_bytes: int = 10_000_000
    redirects: int = 10


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
