"""What a browser may take for one page, and what it gives back."""

from __future__ import annotations

from attrcheck.model import Value


class Bounds(Value, frozen=True, kw_only=True):
    """How much one page may take in the browser.

    `seconds` is wall-clock time for everything, waits for a turn at a polite host included. The median page makes 71 requests, of which
    24 are scripts and 8 style sheets (HTTP Archive, Web Almanac 2024, page weight); pictures, fonts and films are not fetched.
    `quiet_seconds` without a request under way are taken for the end of loading, as in Playwright's "networkidle"; a page that never comes
    to rest is looked at after `settle_seconds`, in which a polite fetcher brings a request a second.
    `elements` and `characters` are what the reading takes of a page. `screenshot_pixels` and `thumbnail_pixels` bound the height of what
    is pictured; a picture of more than `screenshot_bytes` or `thumbnail_bytes` is not kept.
    """

    seconds: float = 60.0
    quiet_seconds: float = 0.5
    settle_seconds: float = 40.0
    requests: int = 60
    bytes: int = 20_000_000
    pictures: int = 40
    elements: int = 120_000
    characters: int = 10_000_000
    look_seconds: float = 5.0
    screenshot_pixels: int = 10_000
    screenshot_bytes: int = 5_000_000
    thumbnail_pixels: int = 4_000
    thumbnail_bytes: int = 150_000
