"""The text of a post put together from the parts that a network gives, in one Unicode form, with its links in their places."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import accumulate, pairwise

import msgspec

from attrcheck.model import Link
from attrcheck.text import composed

Wording = tuple[str, tuple[Link, ...]]


def joined(parts: Iterable[Wording]) -> Wording:
    """Return the parts that say something as one text in NFC, each on lines of its own, with offsets to match.

    >>> text, links = joined([("Cafe\\u0301", ()), ("", ()), ("here", (Link(url="https://a.example/", start=0, end=4),))])
    >>> text, links[0].start, links[0].end
    ('Café\\nhere', 5, 9)
    """
    text, found = "", []
    for part, links in parts:
        if not part and not links:
            continue
        text += "\n" if text else ""
        found += [_moved(link, len(text) + link.start, len(text) + link.end) for link in links]
        text += part
    return in_nfc(text, tuple(found))


def in_nfc(text: str, links: tuple[Link, ...]) -> Wording:
    """Return the text in NFC. It is taken in pieces between the ends of links, so that their offsets stay exact."""
    borders = sorted({0, len(text), *(at for link in links for at in (link.start, link.end))})
    pieces = [composed(text[start:end]) for start, end in pairwise(borders)]
    places = dict(zip(borders, accumulate(map(len, pieces), initial=0), strict=True))
    return "".join(pieces), tuple(_moved(link, places[link.start], places[link.end]) for link in links)


def moment(text: str | None) -> str:
    """Return a time if it is one in ISO 8601, else nothing.

    >>> moment("2026-04-01T10:00:00.000Z"), moment("soon"), moment(None)
    ('2026-04-01T10:00:00.000Z', '', '')
    """
    try:
        datetime.fromisoformat(text or "")
    except ValueError:
        return ""
    return text or ""


def _moved(link: Link, start: int, end: int) -> Link:
    return msgspec.structs.replace(link, start=start, end=end)
