"""What a scan knows of a page: where it came from, what a fetch brought, and the page as a reader meets it."""

from __future__ import annotations

from attrcheck.model.value import Value
from attrcheck.model.words import FailureReason, Origin, Role, Visibility


class Source(Value, frozen=True, kw_only=True):
    """The file, or the address of the list, and the line that a target came from; line counts from 1, 0 means that there is none.

    `note` is what the user's list says beside the address.
    """

    file: str
    line: int
    note: str = ""


class Listed(Value, frozen=True, kw_only=True):
    """One more address of a page, as the user listed it."""

    url: str
    source: Source | None = None


class SavedShare(Value, frozen=True, kw_only=True):
    """A post that the user saved: its address, and the path of a file with its page or its text."""

    url: str
    path: str


class Target(Value, frozen=True, kw_only=True):
    """An address to check: http(s), or a saved page as a `file:` address.

    `shares` are posts that are known to share it, `saved_shares` those of them that the user has as a file. `accounts` are addresses of its
    outlet's accounts, whose posts are looked through. `searches` are networks to search for it, each ``network`` or ``network:server``.
    `also` are other addresses of the same page that were listed: it is fetched at `url` only, and reported under all.
    With `accept` the answer is for programs, such as JSON: the header Accept says so, and whatever comes is brought, also with a status
    that is an error, and with `is_followed` False also a redirect.
    """

    url: str
    source: Source | None = None
    shares: tuple[str, ...] = ()
    saved_shares: tuple[SavedShare, ...] = ()
    accounts: tuple[str, ...] = ()
    searches: tuple[str, ...] = ()
    also: tuple[Listed, ...] = ()
    accept: str = ""
    is_followed: bool = True


class Archived(Value, frozen=True, kw_only=True):
    """Where an exchange lies in the archive: the name of the record (``urn:uuid:…``), the file's name and the offset in it, in bytes."""

    record: str
    file: str
    offset: int


class Rendering(Value, frozen=True, kw_only=True):
    """The page as a browser showed it, which is what was checked: the browser's name, and digest and size of the page as it wrote it down.

    `lacks_style` where a style sheet did not come: then the browser cannot say what a reader sees. `screenshot` is the name under which
    a picture of the page lies, where one was asked for, and `thumbnail` a small WebP picture of its top for reports, in base64 in JSON.
    `archived` and `screenshot_archived` are where page and picture lie in the archive.
    """

    by: str
    digest: str
    size: int
    lacks_style: bool = False
    screenshot: str | None = None
    thumbnail: bytes | None = None
    archived: Archived | None = None
    screenshot_archived: Archived | None = None


class CaptureRecord(Value, frozen=True, kw_only=True):
    """What is kept of one fetch once its body has been read. `archived` is where its evidence lies, where an archive is kept.

    `unchanged_since` is when the bytes were fetched, where the server said later, at `captured_at`, that they had not changed. `robots_tag`
    holds the values of X-Robots-Tag, `tdm_reservation` and `tdm_policy` those headers of the TDM Reservation Protocol. `digest` and `size`
    are those of the bytes that came, also where a browser made another page of them, which `rendering` is about.
    """

    url: str
    final_url: str
    captured_at: str
    digest: str
    size: int
    status: int | None = None
    media_type: str | None = None
    redirects: tuple[str, ...] = ()
    archived: Archived | None = None
    unchanged_since: str | None = None
    robots_tag: tuple[str, ...] = ()
    tdm_reservation: str | None = None
    tdm_policy: str | None = None
    rendering: Rendering | None = None


class Capture(Value, frozen=True, kw_only=True):
    """What one fetch brought: the record, the response headers as they came, and the decoded bytes.

    Of a page that a browser showed, `body` is what the browser wrote down, and `seen_mark` the attribute in which it wrote whether a
    reader sees an element's text. It is a new random name for each page, so that no page can forge it. `screenshot` is a WebP picture.
    """

    record: CaptureRecord
    body: bytes
    headers: tuple[tuple[str, str], ...] = ()
    seen_mark: str = ""
    screenshot: bytes | None = None


class Failure(Value, frozen=True, kw_only=True):
    """Why one fetch brought nothing. `archived` is where the archive holds the last answer, or that there was none."""

    reason: FailureReason
    detail: str
    status: int | None = None
    redirects: tuple[str, ...] = ()
    archived: Archived | None = None


class Link(Value, frozen=True, kw_only=True):
    """A link inside a passage. `start` and `end` are offsets in the passage's text; equal for a link without text."""

    url: str
    start: int
    end: int
    label: str = ""
    rel: tuple[str, ...] = ()


class Passage(Value, frozen=True, kw_only=True):
    """A run of text of one origin, with where it stands on the page. `is_small` where markup or styles make it small print."""

    text: str
    locator: str
    origin: Origin = Origin.OWN
    role: Role = Role.BODY
    visibility: Visibility = Visibility.SHOWN
    hidden_by: str | None = None
    is_near_work: bool = True
    is_small: bool = False
    links: tuple[Link, ...] = ()


class Region(Value, frozen=True, kw_only=True):
    """An element whose markup names its role: it holds the passages from `start` up to, not including, `end`.

    The locator is that of an embedded post, empty for other roles.
    """

    role: Role
    start: int
    end: int
    locator: str


class Widget(Value, frozen=True, kw_only=True):
    """An element that carries a share or an embedded post in its attributes; `passage` is the index of the next passage after it opens."""

    classes: tuple[str, ...]
    attributes: tuple[tuple[str, str], ...]
    locator: str
    passage: int
    tag: str = ""


class Resource(Value, frozen=True, kw_only=True):
    """Something that the page loads: an image, a script, a frame. `passage` is the index of the next passage after it.

    `attributes` holds its data attributes, in which some counters name what they count.
    """

    tag: str
    url: str
    locator: str
    passage: int
    alt: str = ""
    attributes: tuple[tuple[str, str], ...] = ()


class Metadatum(Value, frozen=True, kw_only=True):
    """One statement of the page's markup about itself, for example ``og:title`` or ``jsonld:author.name``."""

    name: str
    value: str
    locator: str


class Article(Value, frozen=True, kw_only=True):
    """A page as a reader meets it: passages in reading order, markup about itself, where it lives."""

    url: str
    title: str
    language: str | None
    passages: tuple[Passage, ...]
    regions: tuple[Region, ...] = ()
    widgets: tuple[Widget, ...] = ()
    resources: tuple[Resource, ...] = ()
    metadata: tuple[Metadatum, ...] = ()
    notes: tuple[str, ...] = ()
