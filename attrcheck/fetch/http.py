"""Pages from the network: one bounded, polite request a hop, redirects followed by hand, every trouble a `Failure`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib import metadata
from typing import Self
from urllib.parse import urldefrag, urljoin, urlsplit

import requests

from attrcheck.errors import AttrcheckError, OutputError
from attrcheck.fetch.answer import Headers, has_end, location_of, refuse_cut, refuse_foreign, require_page, require_success
from attrcheck.fetch.coding import ACCEPT_ENCODING, PIECE_BYTES, decoded
from attrcheck.fetch.conditional import NOT_MODIFIED, conditions, unchanged
from attrcheck.fetch.contract import FetchStopped, Limits, Witness, body_digest, shorten
from attrcheck.fetch.deadline import deadline, remaining_seconds
from attrcheck.fetch.guard import Guard
from attrcheck.fetch.manners import Heard, Manners, NoManners
from attrcheck.fetch.media import HEAD_BYTES, foreign_head, media_type
from attrcheck.fetch.recording import Recording, pieces_of
from attrcheck.fetch.replayed import Transport, mount
from attrcheck.fetch.robots import PARSED_BYTES
from attrcheck.fetch.transport import CONNECTIONS_A_POOL, Introduction, new_session
from attrcheck.fetch.trouble import TROUBLE, explain, was_stale
from attrcheck.model import Archived, Capture, CaptureRecord, Failure, FailureReason, Target

# RFC 9309, 2.3.1.2: a robots.txt may lie behind five redirects. Its media type is text/plain.
ROBOTS_REDIRECTS, ROBOTS_ACCEPT = 5, "text/plain, */*;q=0.5"

# A value of a header that a report repeats.
_SHOWN = 500


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
    is_followed: bool = True
    is_robots: bool = False
    earlier: Capture | None = None
    started: datetime = datetime.min
    hops: list[str] = field(default_factory=list)
    status: int | None = None
    archived: Archived | None = None

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
        return not self.is_robots and (not self.accept or self.accept.startswith(("text/html", "*/*")))

    @property
    def conditions(self) -> dict[str, str]:
        """The headers that ask for the page only if it is another than before."""
        return conditions(self.earlier, self.here)


@dataclass(eq=False)
class HttpFetcher:
    """Fetches http and https addresses. Threads may share one fetcher; close it, or use it as a context manager.

    Cookies are never kept, certificates always verified; proxies and .netrc of the environment are not used. `redirects` of the record
    and of a failure are the addresses that were redirected to, in order, so the last one is the final address. `now` is the clock of
    `captured_at`, `guard` decides where connections go, `witness` gets every hop as it went over the wire, `proxy` is an http or https
    address through which everything goes, `manners` decide which requests are made and when; without them each is made at once.
    """

    limits: Limits
    user_agent: str
    now: Callable[[], datetime] = field(default=utc_now, kw_only=True)
    guard: Guard = field(default=Guard(), kw_only=True)
    witness: Witness | None = field(default=None, kw_only=True)
    proxy: str = field(default="", kw_only=True)
    manners: Manners = field(default_factory=NoManners, kw_only=True)

    def __post_init__(self) -> None:
        """Open a session; no connection is made before the first fetch."""
        self._session = new_session(Introduction(self.user_agent, ACCEPT_ENCODING), self.guard, self.proxy)

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
        earlier = None if target.accept else self.manners.previous(target.url)
        return self._brought(_Journey(target.url, target.accept, target.is_followed, earlier=earlier))

    def _robots(self, url: str) -> Capture | Failure:
        """Fetch a robots.txt: its beginning, whatever its status and type."""
        return self._brought(_Journey(url, ROBOTS_ACCEPT, is_robots=True))

    def _brought(self, journey: _Journey) -> Capture | Failure:
        try:
            with deadline(self.limits.total_seconds):
                return self._follow(journey)
        except FetchStopped as stop:
            reason, detail = stop.reason, stop.detail
        except TROUBLE as error:
            reason, detail = explain(error, journey.here)
        return Failure(reason=reason, detail=detail, status=journey.status, redirects=tuple(journey.hops), archived=journey.archived)

    def _follow(self, journey: _Journey) -> Capture:
        _require_web_address(journey.url, "The address")
        ask = self._robots if journey.is_for_robots_rules else None
        while True:
            journey.status = None
            # Before the turn: of an address that must not be asked, robots.txt is not asked for either.
            self.guard.require(journey.here)
            with self.manners.turn(journey.here, journey.before, ask) as heard:
                capture, location = self._hop(journey, heard)
            if capture is not None:
                return capture
            self._add_hop(journey, location)

    def _hop(self, journey: _Journey, heard: Heard) -> tuple[Capture | None, str]:
        """Make one request; return the capture, or None and where the server sends us."""
        journey.started = self.now()
        with self._open(journey) as response:
            journey.status = response.status_code
            heard(response.status_code, response.headers.get("Retry-After"))
            location = location_of(response) if journey.is_followed else None
            is_unchanged = response.status_code == NOT_MODIFIED and journey.earlier is not None and bool(journey.conditions)
            with self._witnessed(journey, response) as pieces:
                body = b"" if location is not None or is_unchanged else self._body(journey, response, pieces)
        if location is not None:
            return None, location
        if journey.earlier is not None and is_unchanged:
            return unchanged(journey.earlier, journey.url, tuple(journey.hops), journey.started), ""
        return self._capture(journey, response, body), ""

    def _open(self, journey: _Journey) -> requests.Response:
        left = remaining_seconds()
        patience = (min(left, self.limits.connect_seconds), min(left, self.limits.read_seconds))
        headers = journey.conditions | ({"Accept": journey.accept} if journey.accept else {})
        attempts = 0
        while True:
            attempts += 1
            try:
                return self._session.ask(journey.here, headers, patience)
            except requests.ConnectionError as error:
                # Every kept connection may be stale; then a new one is made. To ask again is safe for GET (RFC 9110, 9.2.2).
                if attempts > CONNECTIONS_A_POOL or not was_stale(error):
                    raise

    @contextmanager
    def _witnessed(self, journey: _Journey, response: requests.Response) -> Iterator[Iterator[bytes]]:
        """Give the pieces of the body; the witness gets what was read of them, also when the fetch fails over them."""
        if self.witness is None:
            yield pieces_of(response)
            return
        recording = Recording(response, journey.here, journey.started)
        try:
            yield recording.pieces()
        finally:
            exchange = recording.exchange()
            try:
                journey.archived = self.witness(exchange)
            except OSError as error:  # The user's disk, not the server: it must not pass as trouble of the page.
                raise OutputError(f"the archive cannot be written: {error.strerror or error}") from error

    def _add_hop(self, journey: _Journey, location: str) -> None:
        following = _joined(journey.here, location)
        _require_web_address(following, "The page redirects to an address that")
        visited = {urldefrag(url).url for url in (journey.url, *journey.hops)}
        if urldefrag(following).url in visited:
            sentence = f"The page redirects in a loop, back to {shorten(following)}; it may want a cookie, which attrcheck does not keep."
            raise FetchStopped(FailureReason.TOO_MANY_REDIRECTS, sentence)
        most = ROBOTS_REDIRECTS if journey.is_robots else self.limits.redirects
        if len(journey.hops) >= most:
            raise FetchStopped(FailureReason.TOO_MANY_REDIRECTS, f"The page redirects more than {most} times.")
        journey.hops.append(following)

    def _body(self, journey: _Journey, response: requests.Response, pieces: Iterator[bytes]) -> bytes:
        """Return the decompressed body; that of a page is watched for signs that it is none."""
        headers: Headers = tuple(response.raw.headers.items())
        declared = media_type(headers)
        coding = ", ".join(value for name, value in headers if name.lower() == "content-encoding")
        if journey.is_robots:
            return _beginning(decoded(pieces, coding, PARSED_BYTES + PIECE_BYTES))
        if journey.accept:
            return b"".join(decoded(pieces, coding, self.limits.body_bytes))
        require_success(response.status_code, headers)
        refuse_foreign(foreign_head(declared, b""))
        body = bytearray()
        is_head_complete = False
        for piece in decoded(pieces, coding, self.limits.body_bytes):
            body += piece
            if not is_head_complete and len(body) >= HEAD_BYTES:
                is_head_complete = True
                refuse_foreign(foreign_head(declared, bytes(body[:HEAD_BYTES])))
        whole = bytes(body)
        require_page(declared, whole)
        if not coding and not has_end(headers):
            refuse_cut(whole)
        return whole

    def _capture(self, journey: _Journey, response: requests.Response, body: bytes) -> Capture:
        headers: Headers = tuple(response.raw.headers.items())
        record = CaptureRecord(
            url=journey.url,
            final_url=journey.here,
            captured_at=journey.started.astimezone(UTC).isoformat(timespec="seconds"),
            digest=body_digest(body),
            size=len(body),
            status=response.status_code,
            media_type=media_type(headers) or "text/html",
            redirects=tuple(journey.hops),
            archived=journey.archived,
            robots_tag=tuple(_said(headers, "x-robots-tag")),
            tdm_reservation=next(_said(headers, "tdm-reservation"), None),
            tdm_policy=next(_said(headers, "tdm-policy"), None),
        )
        return Capture(record=record, body=body, headers=headers)


def _beginning(pieces: Iterator[bytes]) -> bytes:
    """Return as much of a robots.txt as counts."""
    body = bytearray()
    for piece in pieces:
        body += piece
        if len(body) >= PARSED_BYTES:
            break
    return bytes(body[:PARSED_BYTES])


def _said(headers: Headers, header: str) -> Iterator[str]:
    """Yield the values of a header that a report repeats."""
    return (shorten(value, _SHOWN) for name, value in headers if name.lower() == header)


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
