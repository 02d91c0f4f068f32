"""What an answer says before its text is read: by its status, its headers, and the look of its body."""

from __future__ import annotations

from http.client import responses

import requests

from attrcheck.fetch.challenge import wall_by_header, wall_by_markup
from attrcheck.fetch.contract import FetchStopped, shorten
from attrcheck.fetch.media import HEAD_BYTES, foreign_body, foreign_head
from attrcheck.model import FailureReason

REDIRECTS = frozenset({301, 302, 303, 307, 308})
GONE = frozenset({404, 410})

# Statuses by which servers turn robots away rather than speak about the page: a login, a fee, a ban, a limit, a law, a shield that is
# up; 999 is what LinkedIn sends.
BLOCKED = frozenset({401, 402, 403, 406, 429, 451, 503, 999})

# Successes that by definition bring nothing, or only a part of the page (RFC 9110, section 15.3).
NO_CONTENT = frozenset({204, 205})
PARTIAL_CONTENT = 206

Headers = tuple[tuple[str, str], ...]


def location_of(response: requests.Response) -> str | None:
    """Where a redirect leads, as it was written, or None for any other answer."""
    location = response.headers.get("Location")
    if response.status_code not in REDIRECTS or location is None:
        return None
    # http.client reads headers as Latin-1; servers that leave characters unescaped mean UTF-8.
    return location.encode("latin-1", "replace").decode("utf-8", "replace").strip()


def require_success(status: int, headers: Headers) -> None:
    """Stop at a status, or a header of a bot wall, with which no page comes. Raises `FetchStopped`."""
    wall = wall_by_header(headers)
    if wall is not None:
        raise FetchStopped(FailureReason.BLOCKED, f"The bot wall of {wall} answered instead of the site, with status {status}.")
    if 200 <= status < 300 and status not in NO_CONTENT and status != PARTIAL_CONTENT:
        return
    answer = f"The server answered {status}{_phrase(status)}"
    if status in NO_CONTENT:
        raise FetchStopped(FailureReason.EMPTY, f"{answer}: there is no page.")
    if status in GONE:
        raise FetchStopped(FailureReason.GONE, f"{answer}.")
    if status in BLOCKED:
        raise FetchStopped(FailureReason.BLOCKED, f"{answer}.{_retry_after(headers)}")
    lacks_address = status in REDIRECTS
    raise FetchStopped(FailureReason.HTTP_STATUS, f"{answer}{' without saying where to' if lacks_address else ''}.")


def _phrase(status: int) -> str:
    return f" {responses[status]}" if status in responses else ""


def _retry_after(headers: Headers) -> str:
    wait = next((value for name, value in headers if name.lower() == "retry-after"), None)
    return f" It asks to wait: Retry-After {shorten(wait, 40)}." if wait else ""


def require_page(declared: str, body: bytes) -> None:
    """Stop when a whole body is no page: empty, another thing than HTML, a challenge. Raises `FetchStopped`."""
    if not body.strip():
        raise FetchStopped(FailureReason.EMPTY, "The page is empty.")
    refuse_foreign(foreign_head(declared, body[:HEAD_BYTES]) or foreign_body(declared, body))
    wall = wall_by_markup(body)
    if wall is not None:
        raise FetchStopped(FailureReason.BLOCKED, f"The bot wall of {wall} sent a challenge instead of the page.")


def has_end(headers: Headers) -> bool:
    """Tell whether headers say where the body ends; else the end of the connection does, and a cut body looks whole."""
    named = {name.lower(): value.strip() for name, value in headers}
    return named.get("transfer-encoding", "").lower() == "chunked" or named.get("content-length", "").isdecimal()


def refuse_cut(body: bytes) -> None:
    """Stop at a page that came without a length and lacks its end tags: what is missing may be the credit. Raises `FetchStopped`.

    Such a page is rare when it is whole: programs that leave out the end tags leave out the start tags as well.
    """
    text = body.lower()
    if (b"<html" in text or b"<body" in text) and b"</html" not in text and b"</body" not in text:
        raise FetchStopped(FailureReason.CONNECTION, "The page came without its length and ends before its end tag: it may be cut.")


def refuse_foreign(other: str | None) -> None:
    """Stop when media has found out what else a page is. Raises `FetchStopped`."""
    if other is not None:
        raise FetchStopped(FailureReason.NOT_HTML, f"The page is not HTML: it is {other}.")
