"""Lists in plain text: one address a line, and JSON, one value a line or all in one array."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import msgspec

from attrcheck.errors import TargetsError
from attrcheck.targets.document import Document, Entries, Entry, Fault, text_of

# Keys that hold the address, the shares and the note, in order of preference; those of tables are read alike.
PAGE_NAMES = ("url", "address", "link", "page", "target", "page_url", "page url", "uri")
NOTE_NAMES = ("note", "notes", "comment", "comments", "remark", "remarks", "title")
_SHARE_NAMES = ("shares", "share", "posts", "post")
ACCOUNT_NAMES = ("accounts", "account")
# Between a page and its shares in a line of text; no address holds it with a space before it.
_ARROW = re.compile(r"\s->(?:\s|$)")
_BETWEEN_SHARES = re.compile(r"[\s;]+")
_JSON_FEED = ("https://jsonfeed.org/version/", "http://jsonfeed.org/version/")


def read_lines(document: Document) -> Entries:
    """Yield the entries of a text list: one a line, shares behind ``->``; empty lines and comments (``#``) are skipped."""
    for number, line in enumerate(text_of(document).splitlines(), start=1):
        page, *shares = _ARROW.split(line.strip(), maxsplit=1)
        if line.strip() and not page.startswith("#"):
            yield Entry(number, page.strip(), shares_in(shares))


def read_json_lines(document: Document) -> Entries:
    """Yield the entries of JSON values, one a line: a string, or an object with `url`, `shares` and `note`."""
    for number, line in enumerate(text_of(document).splitlines(), start=1):
        if line.strip():
            try:
                value = msgspec.json.decode(line)
            except (msgspec.DecodeError, RecursionError):
                value = line
            yield _entry(number, value)


def read_json(document: Document) -> Entries:
    """Yield the entries of one JSON value: an array of strings and objects as in JSON lines, or a JSON Feed. Raises TargetsError."""
    try:
        value = msgspec.json.decode(text_of(document))
    except (msgspec.DecodeError, RecursionError) as error:
        raise TargetsError(f"{document.name}: is not JSON: {error}") from error
    if isinstance(value, dict) and str(value.get("version", "")).startswith(_JSON_FEED):
        # Of an item that speaks about another page, `url` is the page of the feed's own site (jsonfeed.org, version 1.1).
        items = value.get("items")
        return _entries({"url": item.get("url")} for item in (items if isinstance(items, list) else ()) if isinstance(item, dict))
    if isinstance(value, list):
        return _entries(value)
    raise TargetsError(f"{document.name}: holds JSON that is neither an array of addresses nor a JSON Feed")


def shares_in(written: Any) -> tuple[str, ...]:
    """Return the addresses of shares or accounts: of a text with spaces or semicolons between them, or of a list of such texts."""
    texts = written if isinstance(written, list) else [] if written is None else [written]
    return tuple(share for text in texts for share in _BETWEEN_SHARES.split(str(text)) if share)


def _entries(values: Iterable[Any]) -> Entries:
    # The lines of an array are not known, so an entry is named by its place in it.
    for number, value in enumerate(values, start=1):
        entry = _entry(0, value)
        yield entry if entry.address else Fault(0, f"entry {number} holds no address")


def _entry(number: int, value: Any) -> Entry:
    if not isinstance(value, dict):
        return Entry(number, str(value))
    note = _first(value, NOTE_NAMES)
    return Entry(
        number,
        str(_first(value, PAGE_NAMES) or ""),
        shares_in(_first(value, _SHARE_NAMES)),
        "" if note is None else str(note),
        accounts=shares_in(_first(value, ACCOUNT_NAMES)),
    )


def _first(value: dict[str, Any], names: Iterable[str]) -> Any:
    return next((value[name] for name in names if value.get(name) is not None), None)
