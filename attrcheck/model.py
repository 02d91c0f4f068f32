"""The values that travel through a scan: frozen, keyword-only, JSON in and out.

The model is also the wire format: a report on disk is `Report` encoded by msgspec, and its JSON Schema comes from the same classes.
Times are ISO 8601 with a zone, digests are ``sha256:`` and 64 hex digits, coverage is a fraction from 0 to 1.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Value(msgspec.Struct, frozen=True, kw_only=True):
    """Base of every value: immutable, keywords only. Type checkers and msgspec want both said again by each class."""


class Outcome(StrEnum):
    """What one finding says (EARL 1.0)."""

    PASSED = "passed"
    FAILED = "failed"
    CANNOT_TELL = "cannot-tell"
    INAPPLICABLE = "inapplicable"
    UNTESTED = "untested"


class Verdict(StrEnum):
    """What all findings of one target add up to."""

    COMPLIANT = "compliant"
    VIOLATION = "violation"
    UNDETERMINED = "undetermined"
    NOT_A_REUSE = "not-a-reuse"


class Level(StrEnum):
    """How strongly the terms ask for something: a duty, a wish, a courtesy."""

    MUST = "must"
    SHOULD = "should"
    MAY = "may"


class Place(StrEnum):
    """Where a requirement must be met."""

    ARTICLE = "article"
    SHARE = "share"
    SHARE_PREVIEW = "share-preview"
    METADATA = "metadata"


class Origin(StrEnum):
    """Who wrote a passage: the reuser, the work, the pasted terms, or the site's own furniture."""

    OWN = "own"
    WORK = "work"
    TERMS = "terms"
    CHROME = "chrome"


class Visibility(StrEnum):
    """Whether a reader sees a passage, as far as markup and styles tell."""

    SHOWN = "shown"
    HIDDEN = "hidden"
    UNKNOWN = "unknown"


class Role(StrEnum):
    """What part of a page a passage belongs to, as the markup names it."""

    BODY = "body"
    ARTICLE = "article"
    HEADLINE = "headline"
    BYLINE = "byline"
    AUTHOR_BOX = "author-box"
    CAPTION = "caption"
    QUOTATION = "quotation"
    EMBED = "embed"
    NAVIGATION = "navigation"
    RELATED = "related"
    TAGS = "tags"
    COMMENTS = "comments"
    FORM = "form"
    SHARE_WIDGET = "share-widget"
    FOOTER = "footer"
    HEADER = "header"
    SIDEBAR = "sidebar"
    BANNER = "banner"
    OTHER_ARTICLE = "other-article"
    UNCLEAR = "unclear"


class ReuseClass(StrEnum):
    """In which way a page repeats the work."""

    VERBATIM = "verbatim"
    PARTIAL = "partial"
    QUOTE = "quote"
    PARAPHRASE = "paraphrase"
    TRANSLATION = "translation"
    NONE = "none"


class FailureReason(StrEnum):
    """Why a fetch brought nothing that can be read. `blocked` is never a finding against the page."""

    DNS = "dns"
    REFUSED = "refused"
    TIMEOUT = "timeout"
    TLS = "tls"
    CONNECTION = "connection"
    HTTP_STATUS = "http-status"
    BLOCKED = "blocked"
    GONE = "gone"
    TOO_LARGE = "too-large"
    TOO_MANY_REDIRECTS = "too-many-redirects"
    NOT_HTML = "not-html"
    EMPTY = "empty"
    BAD_ENCODING = "bad-encoding"
    BAD_ADDRESS = "bad-address"
    FILE = "file"
    UNREADABLE = "unreadable"
    INTERNAL = "internal"


class Source(Value, frozen=True, kw_only=True):
    """The file and line that a target came from; line counts from 1, 0 means the command line."""

    file: str
    line: int


class Target(Value, frozen=True, kw_only=True):
    """An address to check: http(s), or a saved page as a `file:` address."""

    url: str
    source: Source | None = None


class CaptureRecord(Value, frozen=True, kw_only=True):
    """What is kept of one fetch once its body has been read."""

    url: str
    final_url: str
    captured_at: str
    digest: str
    size: int
    status: int | None = None
    media_type: str | None = None
    redirects: tuple[str, ...] = ()


class Capture(Value, frozen=True, kw_only=True):
    """What one fetch brought: the record, the response headers as they came, and the decoded bytes."""

    record: CaptureRecord
    body: bytes
    headers: tuple[tuple[str, str], ...] = ()


class Failure(Value, frozen=True, kw_only=True):
    """Why one fetch brought nothing."""

    reason: FailureReason
    detail: str
    status: int | None = None
    redirects: tuple[str, ...] = ()


class Profile(Value, frozen=True, kw_only=True):
    """One account of the author. A handle of None means that the terms name the network but no account on it."""

    platform: str
    handle: str | None

    def __str__(self) -> str:
        return f"{self.platform}:{self.handle or '?'}"


class Author(Value, frozen=True, kw_only=True):
    """Who must be credited."""

    name: str
    aliases: tuple[str, ...] = ()
    job_title: str | None = None
    job_title_variants: tuple[str, ...] = ()
    profiles: tuple[Profile, ...] = ()


class Work(Value, frozen=True, kw_only=True):
    """The article whose reuse is checked, and its author."""

    title: str
    url: str
    author: Author
    published: str | None = None
    language: str | None = None


class Link(Value, frozen=True, kw_only=True):
    """A link inside a passage. `start` and `end` are offsets in the passage's text; equal for a link without text."""

    url: str
    start: int
    end: int
    label: str = ""
    rel: tuple[str, ...] = ()


class Passage(Value, frozen=True, kw_only=True):
    """A run of text of one origin, with where it stands on the page."""

    text: str
    locator: str
    origin: Origin = Origin.OWN
    role: Role = Role.BODY
    visibility: Visibility = Visibility.SHOWN
    hidden_by: str | None = None
    is_near_work: bool = True
    links: tuple[Link, ...] = ()


class Metadatum(Value, frozen=True, kw_only=True):
    """One statement of the page's markup about itself, for example ``og:title`` or ``jsonld:author.name``."""

    name: str
    value: str
    locator: str


class Evidence(Value, frozen=True, kw_only=True):
    """A quote and where it stands: the CSS path of its element, and the exact words as a text fragment to append to the page's address."""

    quote: str
    locator: str
    fragment: str | None = None


class Match(Value, frozen=True, kw_only=True):
    """A passage of the work found on the page: how many of the work's words it holds and where it stands."""

    quote: str
    locator: str
    words: int
    is_quotation: bool = False


class Reuse(Value, frozen=True, kw_only=True):
    """That a page repeats the work. Coverage is the fraction of the work's own words found on the page."""

    class_: ReuseClass = msgspec.field(name="class")
    coverage: float
    passages: tuple[Match, ...] = ()
    reason: str = ""
    is_certain: bool = True


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


class Article(Value, frozen=True, kw_only=True):
    """A page as a reader meets it: passages in reading order, markup about itself, where it lives."""

    url: str
    title: str
    language: str | None
    passages: tuple[Passage, ...]
    regions: tuple[Region, ...] = ()
    widgets: tuple[Widget, ...] = ()
    metadata: tuple[Metadatum, ...] = ()
    notes: tuple[str, ...] = ()


class Subject(Value, frozen=True, kw_only=True):
    """One thing checked: the article of a page, one share of it, or one share preview.

    `network` is set for shares; `limits` says why what we hold may not be all there is, and an absence is then never a failure.
    """

    place: Place
    url: str
    label: str
    passages: tuple[Passage, ...]
    network: str | None = None
    metadata: tuple[Metadatum, ...] = ()
    limits: str | None = None


class Conclusion(Value, frozen=True, kw_only=True):
    """What a kind says about one subject."""

    outcome: Outcome
    reason: str
    evidence: tuple[Evidence, ...] = ()
    remedy: str | None = None


class Finding(Value, frozen=True, kw_only=True):
    """Requirement x place x subject, and the outcome."""

    requirement: str
    kind: str
    level: Level
    place: Place
    subject: str
    outcome: Outcome
    reason: str
    evidence: tuple[Evidence, ...] = ()
    remedy: str | None = None


class TargetReport(Value, frozen=True, kw_only=True):
    """Everything said about one target."""

    url: str
    verdict: Verdict
    findings: tuple[Finding, ...]
    source: Source | None = None
    reuse: Reuse | None = None
    failure: Failure | None = None
    capture: CaptureRecord | None = None
    notes: tuple[str, ...] = ()


class TermsRecord(Value, frozen=True, kw_only=True):
    """Which terms a report was made with, and how their doubtful sentence was read."""

    id: str
    version: str
    reading: str
    digest: str
    title: str
    reading_means: str
    source: str


class Report(Value, frozen=True, kw_only=True):
    """The whole of one scan: the contract of ``--output report.json``."""

    schema: str = "attrcheck-report/1"
    generator: str
    terms: TermsRecord
    work: str
    started: str
    finished: str
    targets: tuple[TargetReport, ...]
    is_complete: bool = True
