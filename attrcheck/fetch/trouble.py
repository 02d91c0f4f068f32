"""What went wrong on the wire, as a reason and a sentence. The libraries wrap each other's exceptions; the innermost one tells."""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Iterator
from typing import NamedTuple

import requests
import urllib3

from attrcheck.fetch.connection import StaleConnectionError
from attrcheck.fetch.contract import shorten
from attrcheck.model import FailureReason

# All that requests, urllib3, http.client and socket raise for what a server sends or an address holds; UnicodeError is a ValueError.
TROUBLE = (requests.RequestException, urllib3.exceptions.HTTPError, http.client.HTTPException, OSError, ValueError)


class _Row(NamedTuple):
    errors: tuple[type[BaseException], ...]
    reason: FailureReason
    sentence: str


# The first row of which an exception of the chain is an instance decides, so the rows go from the particular to the general.
# urllib3's own time-out classes are left out where they are bases of unrelated errors (NewConnectionError is a ConnectTimeoutError).
TROUBLES: tuple[_Row, ...] = (
    _Row(
        (
            requests.exceptions.InvalidURL,
            requests.exceptions.InvalidSchema,
            requests.exceptions.MissingSchema,
            urllib3.exceptions.LocationValueError,
            http.client.InvalidURL,
            UnicodeError,
        ),
        FailureReason.BAD_ADDRESS,
        "{url} is not an address that can be fetched: {error}",
    ),
    _Row(
        (socket.gaierror, urllib3.exceptions.NameResolutionError),
        FailureReason.DNS,
        "The name of the server of {url} could not be resolved.",
    ),
    _Row((ssl.SSLCertVerificationError,), FailureReason.TLS, "The certificate of the server of {url} is not valid: {error}"),
    _Row(
        (ssl.SSLError, urllib3.exceptions.SSLError, requests.exceptions.SSLError),
        FailureReason.TLS,
        "No secure connection to the server of {url} could be made: {error}",
    ),
    _Row((ConnectionRefusedError,), FailureReason.REFUSED, "The server of {url} refused the connection."),
    _Row(
        (TimeoutError, requests.Timeout, urllib3.exceptions.ReadTimeoutError),
        FailureReason.TIMEOUT,
        "The server of {url} did not send the whole page in time.",
    ),
    _Row(
        (http.client.IncompleteRead, urllib3.exceptions.IncompleteRead),
        FailureReason.CONNECTION,
        "The connection to the server of {url} ended before the page was complete.",
    ),
    _Row((ConnectionError,), FailureReason.CONNECTION, "The server of {url} closed the connection: {error}"),
    _Row((http.client.HTTPException,), FailureReason.CONNECTION, "The server of {url} sent an answer that is not valid HTTP: {error}"),
    _Row((Exception,), FailureReason.CONNECTION, "The connection to the server of {url} failed: {error}"),
)


def explain(error: BaseException, url: str) -> tuple[FailureReason, str]:
    """The reason of a failed fetch of `url`, and one sentence about it."""
    chain = tuple(_chain(error))
    for row in TROUBLES:
        for link in chain:
            if isinstance(link, row.errors):
                return row.reason, row.sentence.format(url=shorten(url), error=shorten(_words(link)))
    return FailureReason.CONNECTION, f"The connection to the server of {shorten(url)} failed."


def was_stale(error: BaseException) -> bool:
    """Tell whether a request failed only because its connection was kept too long."""
    return any(isinstance(link, StaleConnectionError) for link in _chain(error))


def _words(error: BaseException) -> str:
    return getattr(error, "verify_message", "") or str(error) or type(error).__name__


def _chain(error: BaseException) -> Iterator[BaseException]:
    """An exception and all that it wraps, outermost first.

    Contexts are left out: they may belong to whatever the caller was doing when it called fetch.
    """
    waiting, seen = [error], set[int]()
    while waiting:
        link = waiting.pop(0)
        if id(link) in seen:
            continue
        seen.add(id(link))
        yield link
        wrapped = (link.__cause__, getattr(link, "reason", None), *link.args)
        waiting.extend(inner for inner in wrapped if isinstance(inner, BaseException))
