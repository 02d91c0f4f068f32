"""Times as a person reads them."""

from __future__ import annotations

from datetime import datetime


def moment(time: str) -> str:
    """Return an ISO 8601 time without its T, seconds kept: evidence is dated to the second. What is no time stays as it is.

    >>> moment("2026-05-01T10:00:07.123456+00:00"), moment("2026-05-01T10:00:00+02:00"), moment("soon")
    ('2026-05-01 10:00:07 UTC', '2026-05-01 10:00:00 UTC+02:00', 'soon')
    """
    try:
        read = datetime.fromisoformat(time)
    except ValueError:
        return time
    return f"{read:%Y-%m-%d %H:%M:%S} {read.tzname() or ''}".strip()
