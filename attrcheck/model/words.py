"""The words that code, files and reports use for outcomes, places, roles and reasons: no synonyms anywhere."""

from __future__ import annotations

from enum import StrEnum


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

    @property
    def severity(self) -> str:
        """What a failed finding of this level is called where programs sort messages: error, warning or note (SARIF)."""
        return {Level.MUST: "error", Level.SHOULD: "warning", Level.MAY: "note"}[self]


class Place(StrEnum):
    """Where a requirement must be met."""

    ARTICLE = "article"
    SHARE = "share"
    SHARE_PREVIEW = "share-preview"
    METADATA = "metadata"


class Placement(StrEnum):
    """Where in an article a requirement must be met, told by what was copied: no markup has to name it."""

    ANYWHERE = "anywhere"
    BYLINE = "byline"
    TOP = "top"
    FIRST_PARAGRAPH = "first-paragraph"
    END = "end"
    AUTHOR_BOX = "author-box"
    NEAR_LINK = "near-link"


class Prominence(StrEnum):
    """How well a reader must be able to see what is asked for."""

    MARKUP = "markup"
    VISIBLE = "visible"
    NOT_SMALL = "not-small"


class Spot(StrEnum):
    """Where the words or the markup of a remedy go."""

    TOP = "top"
    FIRST_PARAGRAPH = "first-paragraph"
    END = "end"
    AUTHOR_BOX = "author-box"
    LINKS = "links"
    HEAD = "head"
    BUTTON = "button"
    CARD = "card"
    POST = "post"


class Quantifier(StrEnum):
    """How many of several are asked for."""

    ALL = "all"
    ANY = "any"


class Medium(StrEnum):
    """Where a copy appears. attrcheck sees pages (online) and shares (social) only."""

    ONLINE = "online"
    SOCIAL = "social"
    PRINT = "print"
    AUDIO = "audio"


class Difference(StrEnum):
    """In which way a copy differs from the work."""

    CUT = "cut"
    ADDED = "added"
    MOVED = "moved"
    ALTERED = "altered"
    QUOTATION = "quotation"


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
    FORBIDDEN_ADDRESS = "forbidden-address"
    FILE = "file"
    NOT_ARCHIVED = "not-archived"
    UNREADABLE = "unreadable"
    ROBOTS = "robots"
    SKIPPED = "skipped"
    NOT_REACHED = "not-reached"
    INTERNAL = "internal"


class UnreadReason(StrEnum):
    """Why a post on a network could not be read."""

    GONE = "gone"
    LOGIN_REQUIRED = "login-required"
    FORBIDDEN = "forbidden"
    RATE_LIMITED = "rate-limited"
    NOT_OFFERED = "not-offered"
    UNREADABLE = "unreadable"
    FETCH_FAILED = "fetch-failed"


class BaselineState(StrEnum):
    """How a finding stands to the run before (SARIF 2.1.0, section 3.27.24)."""

    NEW = "new"
    UNCHANGED = "unchanged"
    UPDATED = "updated"
    ABSENT = "absent"


class EventSort(StrEnum):
    """What has happened to a page since the run before, the worst first."""

    CREDIT_REMOVED = "credit-removed"
    WRONG_CREDIT = "wrong-credit"
    NEW_REUSE = "new-reuse"
    NEW_FAILURE = "new-failure"
    BLOCKED_NOW = "blocked-now"
    PAGE_GONE = "page-gone"
    TERMS_CHANGED = "terms-changed"
    EDITED = "edited"
    STILL_OPEN = "still-open"
    READABLE_AGAIN = "readable-again"
    CREDIT_ADDED = "credit-added"
    FIXED = "fixed"


class WaiverReason(StrEnum):
    """Why a failure is accepted."""

    PERMISSION = "permission"
    AGREED_OTHERWISE = "agreed-otherwise"
    CREDIT_ELSEWHERE = "credit-elsewhere"
    NOT_IN_THEIR_POWER = "not-in-their-power"
    NO_REUSE = "no-reuse"
    IN_TALKS = "in-talks"
    NOT_WORTH_IT = "not-worth-it"
