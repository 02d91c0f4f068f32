"""Asking a network's server: one request, the answer decoded, and every refusal as an `Unread` with its reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

import msgspec

from attrcheck.model import Capture, Failure, FailureReason, Target, Unread, UnreadReason, Value
from attrcheck.urls.address import parse

Fetch = Callable[[Target], Capture | Failure]
JSON = "application/json"
HTML = "text/html"
# What statuses mean for somebody who reads without a login; every other error is a trouble of the server.
_REASONS = {
    401: UnreadReason.LOGIN_REQUIRED,
    403: UnreadReason.FORBIDDEN,
    404: UnreadReason.GONE,
    410: UnreadReason.GONE,
    429: UnreadReason.RATE_LIMITED,
    451: UnreadReason.FORBIDDEN,
}
_OK = range(200, 300)
# Of an address, what a sentence shows.
_SHOWN = 200

T = TypeVar("T", bound=Value)


def asked(address: str, fetch: Fetch, accept: str = JSON) -> Capture | Failure:
    """Return what a server answers, whatever its status.

    Pages and posts of strangers name what is asked: a machine of the local network never is.
    """
    site = parse(address)
    if site is None or not site.is_public:
        return Failure(reason=FailureReason.BAD_ADDRESS, detail=f"{address[:_SHOWN]} is not an address of the open web")
    return fetch(Target(url=address, accept=accept))


def refusal(answer: Capture | Failure, platform: str, url: str) -> Unread | None:
    """Return why an answer is no post, or None for a success; `url` is the address of the post."""
    if isinstance(answer, Failure):
        return Unread(platform=platform, url=url, reason=UnreadReason.FETCH_FAILED, detail=f"{answer.reason}: {answer.detail}")
    status = answer.record.status or 0
    if status in _OK:
        return None
    reason = _REASONS.get(status, UnreadReason.FETCH_FAILED)
    wait = next((value for name, value in answer.headers if name.lower() == "retry-after"), "")
    asks = f"; it asks to wait (Retry-After: {wait[:40]})" if wait else ""
    return Unread(platform=platform, url=url, reason=reason, detail=f"the server answered {status}{asks}")


def json_of(answer: Capture) -> Any:
    """Return the JSON of an answer, None when it is none."""
    try:
        return msgspec.json.decode(answer.body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def fitting(entries: Sequence[Any], shape: type[T], most: int) -> Iterator[T]:
    """Yield the entries of a list that have the documented shape, of the first `most`; one that has not must not hide the others."""
    for entry in entries[:most]:
        try:
            yield msgspec.convert(entry, shape)
        except (msgspec.ValidationError, RecursionError):
            continue


def answered(answer: Capture | Failure, shape: type[T], platform: str, url: str) -> T | Unread:
    """Return a network's answer in its documented shape, or why there is none; `url` is the address of the post."""
    refused = refusal(answer, platform, url)
    if refused is not None:
        return refused
    try:
        return msgspec.convert(json_of(answer) if isinstance(answer, Capture) else None, shape)
    except (msgspec.ValidationError, RecursionError):
        return Unread(platform=platform, url=url, reason=UnreadReason.UNREADABLE, detail="the answer is not what the network documents")
