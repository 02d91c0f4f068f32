"""Conditional requests (RFC 9110, section 13): a page that an earlier scan has is asked for only if it changed."""

from __future__ import annotations

from datetime import UTC, datetime

from msgspec.structs import replace

from attrcheck.model import Capture

NOT_MODIFIED = 304

# What an earlier answer said, and the header of the question that repeats it.
_VALIDATORS = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}

# Validators are repeated to the server that chose them, so one is not taken for more than it is: real ones have some 60 characters.
_LONGEST = 1_000


def conditions(earlier: Capture | None, url: str) -> dict[str, str]:
    """Return the headers that ask for a page only if it changed since an earlier capture; none where that came from another address."""
    if earlier is None or earlier.record.final_url != url:
        return {}
    found = {}
    for name, value in earlier.headers:
        header = _VALIDATORS.get(name.lower())
        if header and value.isascii() and value.isprintable() and 0 < len(value) <= _LONGEST:
            found[header] = value
    return found


def unchanged(earlier: Capture, url: str, redirects: tuple[str, ...], now: datetime) -> Capture:
    """Return an earlier capture as the server confirmed it at `now`: the same bytes, and since when."""
    record = replace(
        earlier.record,
        url=url,
        redirects=redirects,
        captured_at=now.astimezone(UTC).isoformat(timespec="seconds"),
        unchanged_since=earlier.record.unchanged_since or earlier.record.captured_at,
    )
    return replace(earlier, record=record)
