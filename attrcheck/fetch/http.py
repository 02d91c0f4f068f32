"""Pages from the network: one bounded, polite request a hop, redirects followed by hand, every trouble a `Failure`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.client import responses
from importlib import metadata
from typing import Self
from urllib.parse import urldefrag, urljoin, urlsplit

import requests

from attrcheck.errors import AttrcheckError
from attrcheck.fetch.challenge import wall_by_header, wall_by_markup
from attrcheck.fetch.coding import ACCEPT_ENCODING, PIECE_BYTES, decoded
from attrcheck.fetch.conditional import NOT_MODIFIED, conditions, unchanged
from attrcheck.fetch.contract import FetchStopped, Limits, body_digest, shorten
from attrcheck.fetch.manners import Manners, NoManners
from attrcheck.fetch.media import HEAD_BYTES, foreign_body, foreign_head, media_type
from attrcheck.fetch.robots import PARSED_BYTES
from attrcheck.fetch.transport import deadline, new_session, remaining_seconds
from attrcheck.fetch.trouble import TROUBLE, explain
from attrcheck.model import Capture, CaptureRecord, Failure, FailureReason, Target

REDIRECTS = frozenset({301, 302, 303, 307, 308})
GONE = frozenset({404, 410})

# Statuses by which servers turn robots away rather than speak about the page: a login, a fee, a ban, a limit, a law, a shield that is
# up; 999 is what LinkedIn sends.
BLOCKED = frozenset({401, 402, 403, 406, 429, 451, 503, 999})

# Successes that by definition bring nothing, or only a part of the page (RFC 9110, section 15.3).
NO_CONTENT = frozenset({204, 205})
PARTIAL_CONTENT = 206

# RFC 9309, 2.3.1.2: a robots.txt may lie behind five redirects. Its media type is text/plain.
ROBOTS_REDIRECTS, ROBOTS_ACCEPT = 5, "text/plain, */*;q=0.5"

# A value of a header that a report repeats.
_SHOWN = 500

Headers = tuple[tuple[str, str], ...]


def user_agent(contact: str | None) -> str:
    """The User-Agent header: ``attrcheck/VERSION (+contact)``, where a site's owner can ask what we are doing.

    `contact` is a web or e-mail address; other than printable ASCII raises `AttrcheckError`, because a header cannot carry it.
    """
    try:
        name = "attrcheck/" + metadata.version("attrcheck")
    except metadata.PackageNotFoundError:  # run from a checkout that was never installed
        name = "attrcheck/0"
    if contact is None:
        return name
    if not (contact.isascii() and contact.isprintable()):
        raise AttrcheckError(f"the contact {contact!r} must be an address in printable ASCII characters")
    return f"{name} (+{contact})"


def utc_now() -> datetime:
    """The present moment in UTC."""
    return datetime.now(UTC)


@dataclass
class _Journey:
    """How far one fetch has come, for the record of its end, good or bad."""

    url: str
    accept: str = ""
    is_robots: bool = False
    earlier: Capture | None = None
    hops: list[str] = field(default_factory=list)
    status: int | None = None

    @property
    def here(self) -> str:
        return self.hops[-1] if self.hops else self.url

    @property
    def before(self) -> str:
        """Where the last redirect came from, "" where there was none."""
        return (self.url, *self.hops)[-2] if self.hops else ""

    @property
    def is_for_robots_rules(self) -> bool:
        """Tell whether robots.txt is about this fetch: about pages, not about itself and documented interfaces for programs."""
        return not self.is_robots and (not self.accept or self.accept.startswith("text/html"))


class HttpFetcher:
    """Fetches http and https addresses. Threads may share one fetcher; close it, or use it as a context manager.

    Cookies are never kept, certificates always verified; proxies and .netrc of the environment are not used. `redirects` of the record
    and of a failure are the addresses that were redirected to, in order, so the last one is the final address. `now` is the clock of
    `captured_at`. `manners` decide which requests are made and when; without them each is made at once.
    """

    def __init__(self, limits: Limits, user_agent: str, *, now: Callable[[], datetime] = utc_now, manners: Manners | None = None) -> None:
        """Open a session; no connection is made before the first fetch."""
        self._limits, self._now, self._manners = limits, now, manners or NoManners()
        self._session = new_session(user_agent, ACCEPT_ENCODING)

    def __enter__(self) -> Self:
        """Nothing to do: the session is open."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the fetcher."""
        self.close()

    def close(self) -> None:
        """Close the connections that were kept open."""
        self._session.close()

    def __call__(self, target: Target) -> Capture | Failure:
        """Fetch one page; whatever a server or an address does comes back as a `Failure`, never as an exception."""
        earlier = None if target.accept else self._manners.previous(target.url)
        return self._brought(_Journey(target.url, target.accept, earlier=earlier))

    def _robots(self, url: str) -> Capture | Failure:
        """Fetch a robots.txt: its beginning, whatever its status and type."""
        return self._brought(_Journey(url, ROBOTS_ACCEPT, is_robots=True))

    def _brought(self, journey: _Journey) -> Capture | Failure:
        try:
            with deadline(self._limits.total_seconds):
                return self._follow(journey)
        except FetchStopped as stop:
            reason, detail = stop.reason, stop.detail
        except TROUBLE as error:
            reason, detail = explain(error, journey.here)
        return Failure(reason=reason, detail=detail, status=journey.status, redirects=tuple(journey.hops))

    def _follow(self, journey: _Journey) -> Capture:
        _require_web_address(journey.url, "The address")
        ask = self._robots if journey.is_for_robots_rules else None
        while True:
            journey.status = None
            with self._manners.turn(journey.here, journey.before, ask) as heard, self._open(journey) as response:
                journey.status = response.status_code
                heard(response.status_code, response.headers.get("Retry-After"))
                location = _location(response)
                if location is None:
                    return self._capture(journey, response)
            self._add_hop(journey, location)

    def _open(self, journey: _Journey) -> requests.Response:
        left = remaining_seconds()
        patience = (min(left, self._limits.connect_seconds), min(left, self._limits.read_seconds))
        headers = conditions(journey.earlier, journey.here) | ({"Accept": journey.accept} if journey.accept else {})
        return self._session.get(journey.here, headers=headers, allow_redirects=False, stream=True, timeout=patience)

    def _add_hop(self, journey: _Journey, location: str) -> None:
        following = _joined(journey.here, location)
        _require_web_address(following, "The page redirects to an address that")
        visited = {urldefrag(url).url for url in (journey.url, *journey.hops)}
        if urldefrag(following).url in visited:
            sentence = f"The page redirects in a loop, back to {shorten(following)}; it may want a cookie, which attrcheck does not keep."
            raise FetchStopped(FailureReason.TOO_MANY_REDIRECTS, sentence)
        most = ROBOTS_REDIRECTS if journey.is_robots else self._limits.redirects
        if len(journey.hops) >= most:
            raise FetchStopped(FailureReason.TOO_MANY_REDIRECTS, f"The page redirects more than {most} times.")
        journey.hops.append(following)

    def _capture(self, journey: _Journey, response: requests.Response) -> Capture:
        headers: Headers = tuple(response.raw.headers.items())
        declared = media_type(headers)
        if response.status_code == NOT_MODIFIED and journey.earlier and conditions(journey.earlier, journey.here):
            return unchanged(journey.earlier, journey.url, tuple(journey.hops), self._now())
        if journey.accept:
            body = self._read(response, headers, None, PARSED_BYTES if journey.is_robots else None)
        else:
            _require_success(response.status_code, headers)
            body = self._read(response, headers, declared)
            _require_page(declared, headers, body)
        record = CaptureRecord(
            url=journey.url,
            final_url=journey.here,
            captured_at=self._now().astimezone(UTC).isoformat(timespec="seconds"),
            digest=body_digest(body),
            size=len(body),
            status=response.status_code,
            media_type=declared or "text/html",
            redirects=tuple(journey.hops),
            robots_tag=tuple(_said(headers, "x-robots-tag")),
            tdm_reservation=next(_said(headers, "tdm-reservation"), None),
            tdm_policy=next(_said(headers, "tdm-policy"), None),
        )
        return Capture(record=record, body=body, headers=headers)

    def _read(self, response: requests.Response, headers: Headers, declared: str | None, most: int | None = None) -> bytes:
        """Return the body; `declared` is the type of a page, which is watched for signs that it is none. With `most` only the beginning."""
        if declared is not None:
            _refuse_foreign(foreign_head(declared, b""))
        coding = ", ".join(value for name, value in headers if name.lower() == "content-encoding")
        body = bytearray()
        is_head_complete = False
        for piece in decoded(_pieces(response), coding, most + PIECE_BYTES if most else self._limits.body_bytes):
            body += piece
            if most and len(body) >= most:
                break
            if declared is not None and not is_head_complete and len(body) >= HEAD_BYTES:
                is_head_complete = True
                _refuse_foreign(foreign_head(declared, bytes(body[:HEAD_BYTES])))
        return bytes(body[:most])


def _said(headers: Headers, header: str) -> Iterator[str]:
    """Yield the values of a header that a report repeats."""
    return (shorten(value, _SHOWN) for name, value in headers if name.lower() == header)


def _pieces(response: requests.Response) -> Iterator[bytes]:
    # read1 returns what has arrived; read would wait for a full piece.
    while piece := response.raw.read1(PIECE_BYTES, decode_content=False):
        yield piece


def _location(response: requests.Response) -> str | None:
    location = response.headers.get("Location")
    if response.status_code not in REDIRECTS or location is None:
        return None
    # http.client reads headers as Latin-1; servers that leave characters unescaped mean UTF-8.
    return location.encode("latin-1", "replace").decode("utf-8", "replace").strip()


def _joined(base: str, location: str) -> str:
    try:
        return urljoin(base, location)
    except ValueError as error:
        sentence = f"The page redirects to an address that cannot be understood: {shorten(location)}."
        raise FetchStopped(FailureReason.BAD_ADDRESS, sentence) from error


def _require_web_address(url: str, subject: str) -> None:
    try:
        parts = urlsplit(url)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_web = False
    if not is_web:
        raise FetchStopped(FailureReason.BAD_ADDRESS, f"{subject} is not a valid http or https address: {shorten(url)}.")


def _require_success(status: int, headers: Headers) -> None:
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


def _require_page(declared: str, headers: Headers, body: bytes) -> None:
    if not body.strip():
        raise FetchStopped(FailureReason.EMPTY, "The page is empty.")
    _refuse_foreign(foreign_head(declared, body[:HEAD_BYTES]) or foreign_body(declared, body))
    wall = wall_by_markup(body)
    if wall is not None:
        raise FetchStopped(FailureReason.BLOCKED, f"The bot wall of {wall} sent a challenge instead of the page.")


def _refuse_foreign(other: str | None) -> None:
    if other is not None:
        raise FetchStopped(FailureReason.NOT_HTML, f"The page is not HTML: it is {other}.")
