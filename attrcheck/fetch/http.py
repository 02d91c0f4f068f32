"""Pages from the network: one bounded, polite request a hop, redirects followed by hand, every trouble a `Failure`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.client import responses
from importlib import metadata
from typing import Self
from urllib.parse import urldefrag, urljoin, urlsplit

import requests
from msgspec.structs import replace

from attrcheck.errors import AttrcheckError
from attrcheck.fetch.challenge import wall_by_header, wall_by_markup
from attrcheck.fetch.coding import ACCEPT_ENCODING, PIECE_BYTES, decoded
from attrcheck.fetch.contract import Exchange, FetchStopped, Limits, Witness, body_digest, shorten
from attrcheck.fetch.media import HEAD_BYTES, foreign_body, foreign_head, media_type
from attrcheck.fetch.replayed import Transport, mount
from attrcheck.fetch.transport import deadline, new_session, remaining_seconds
from attrcheck.fetch.trouble import TROUBLE, explain
from attrcheck.model import Archived, Capture, CaptureRecord, Failure, FailureReason, Target

REDIRECTS = frozenset({301, 302, 303, 307, 308})
GONE = frozenset({404, 410})

# Statuses by which servers turn robots away rather than speak about the page: a login, a fee, a ban, a limit, a law, a shield that is
# up; 999 is what LinkedIn sends.
BLOCKED = frozenset({401, 402, 403, 406, 429, 451, 503, 999})

# Successes that by definition bring nothing, or only a part of the page (RFC 9110, section 15.3).
NO_CONTENT = frozenset({204, 205})
PARTIAL_CONTENT = 206

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
    hops: list[str] = field(default_factory=list)
    status: int | None = None
    archived: Archived | None = None
    body: bytearray = field(default_factory=bytearray)
    is_whole: bool = False

    @property
    def here(self) -> str:
        return self.hops[-1] if self.hops else self.url


class HttpFetcher:
    """Fetches http and https addresses. Threads may share one fetcher; close it, or use it as a context manager.

    Cookies are never kept, certificates always verified; proxies and .netrc of the environment are not used. `redirects` of the record
    and of a failure are the addresses that were redirected to, in order, so the last one is the final address. `now` is the clock of
    `captured_at`.
    """

    def __init__(self, limits: Limits, user_agent: str, *, now: Callable[[], datetime] = utc_now, witness: Witness | None = None) -> None:
        """Open a session; no connection is made before the first fetch."""
        self._limits, self._now, self._witness = limits, now, witness
        self._session = new_session(user_agent, ACCEPT_ENCODING)

    def __enter__(self) -> Self:
        """Nothing to do: the session is open."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the fetcher."""
        self.close()

    def answer_from(self, transport: Transport) -> None:
        """Let this bring the answers in place of the network."""
        mount(self._session, transport)

    def close(self) -> None:
        """Close the connections that were kept open."""
        self._session.close()

    def __call__(self, target: Target) -> Capture | Failure:
        """Fetch one page; whatever a server or an address does comes back as a `Failure`, never as an exception."""
        journey = _Journey(target.url)
        try:
            with deadline(self._limits.total_seconds):
                return self._follow(journey, target.accept)
        except FetchStopped as stop:
            reason, detail = stop.reason, stop.detail
        except TROUBLE as error:
            reason, detail = explain(error, journey.here)
        return Failure(reason=reason, detail=detail, status=journey.status, redirects=tuple(journey.hops), archived=journey.archived)

    def _follow(self, journey: _Journey, accept: str) -> Capture:
        _require_web_address(journey.url, "The address")
        while True:
            journey.status = None
            with self._open(journey.here, accept) as response:
                journey.status = response.status_code
                location = _location(response)
                if location is None:
                    with self._witnessed(journey, response):
                        capture = self._capture(journey, response, is_for_programs=bool(accept))
                    return replace(capture, record=replace(capture.record, archived=journey.archived))
                with self._witnessed(journey, response):
                    pass
            self._add_hop(journey, location)

    @contextmanager
    def _witnessed(self, journey: _Journey, response: requests.Response) -> Iterator[None]:
        journey.body, journey.is_whole = bytearray(), False
        started = self._now().astimezone(UTC).isoformat(timespec="seconds")
        peer = _peer(response) if self._witness else ""
        try:
            yield
        finally:
            if self._witness:
                raw = response.raw
                sent = response.request
                request = f"{sent.method} {sent.path_url} HTTP/1.1\r\n" + "".join(f"{k}: {v}\r\n" for k, v in sent.headers.items())
                head = f"HTTP/{raw.version / 10} {raw.status} {raw.reason}\r\n" + "".join(f"{k}: {v}\r\n" for k, v in raw.headers.items())
                journey.archived = self._witness(
                    Exchange(
                        url=journey.here,
                        started=started,
                        request=f"{request}\r\n".encode("latin-1", "replace"),
                        head=f"{head}\r\n".encode("latin-1", "replace"),
                        body=bytes(journey.body),
                        peer=peer,
                        is_whole=journey.is_whole,
                    )
                )

    def _open(self, url: str, accept: str) -> requests.Response:
        left = remaining_seconds()
        patience = (min(left, self._limits.connect_seconds), min(left, self._limits.read_seconds))
        headers = {"Accept": accept} if accept else None
        return self._session.get(url, headers=headers, allow_redirects=False, stream=True, timeout=patience)

    def _add_hop(self, journey: _Journey, location: str) -> None:
        following = _joined(journey.here, location)
        _require_web_address(following, "The page redirects to an address that")
        visited = {urldefrag(url).url for url in (journey.url, *journey.hops)}
        if urldefrag(following).url in visited:
            sentence = f"The page redirects in a loop, back to {shorten(following)}; it may want a cookie, which attrcheck does not keep."
            raise FetchStopped(FailureReason.TOO_MANY_REDIRECTS, sentence)
        if len(journey.hops) >= self._limits.redirects:
            raise FetchStopped(FailureReason.TOO_MANY_REDIRECTS, f"The page redirects more than {self._limits.redirects} times.")
        journey.hops.append(following)

    def _capture(self, journey: _Journey, response: requests.Response, *, is_for_programs: bool) -> Capture:
        headers: Headers = tuple(response.raw.headers.items())
        declared = media_type(headers)
        if is_for_programs:
            body = self._read(journey, response, None)
        else:
            _require_success(response.status_code, headers)
            body = self._read(journey, response, declared)
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
        )
        return Capture(record=record, body=body, headers=headers)

    def _read(self, journey: _Journey, response: requests.Response, declared: str | None) -> bytes:
        """Return the body; `declared` is the type of a page, which is watched for signs that it is none."""
        headers = response.raw.headers.items()
        if declared is not None:
            _refuse_foreign(foreign_head(declared, b""))
        coding = ", ".join(value for name, value in headers if name.lower() == "content-encoding")
        body = bytearray()
        is_head_complete = False
        for piece in decoded(_pieces(response, journey), coding, self._limits.body_bytes):
            body += piece
            if declared is not None and not is_head_complete and len(body) >= HEAD_BYTES:
                is_head_complete = True
                _refuse_foreign(foreign_head(declared, bytes(body[:HEAD_BYTES])))
        return bytes(body)


def _pieces(response: requests.Response, journey: _Journey) -> Iterator[bytes]:
    # read1 returns what has arrived; read would wait for a full piece.
    while piece := response.raw.read1(PIECE_BYTES, decode_content=False):
        journey.body += piece
        yield piece
    journey.is_whole = True


def _peer(response: requests.Response) -> str:
    try:
        host, port = response.raw._connection.sock.getpeername()[:2]  # type: ignore[union-attr]
    except (AttributeError, OSError):
        return ""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


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
