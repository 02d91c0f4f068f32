"""The formats of lists, and how one is recognised: by its content where that is plain, else by suffix or media type."""

from __future__ import annotations

from typing import NamedTuple

from attrcheck.errors import TargetsError
from attrcheck.targets.document import Document, Entries, Reader
from attrcheck.targets.feeds import read_feed, read_outline, read_sitemap
from attrcheck.targets.lists import read_json, read_json_lines, read_lines
from attrcheck.targets.markup import root_name
from attrcheck.targets.tables import read_table


class Format(NamedTuple):
    """A format: who reads it, and how it is recognised: XML by its first element, which nothing else has, others by suffix or media type.

    `is_ours` says that users write such lists themselves. Their own files may name files; others may not.
    """

    read: Reader
    suffixes: tuple[str, ...] = ()
    media_types: tuple[str, ...] = ()
    roots: tuple[str, ...] = ()
    is_ours: bool = False


FORMATS: dict[str, Format] = {
    "text": Format(read_lines, (".txt",), ("text/plain",), is_ours=True),
    "table": Format(read_table, (".csv", ".tsv", ".tab"), ("text/csv", "text/tab-separated-values"), is_ours=True),
    "json-lines": Format(read_json_lines, (".jsonl", ".ndjson"), ("application/x-ndjson", "application/jsonl"), is_ours=True),
    "json": Format(read_json, (".json",), ("application/json", "application/feed+json")),
    "feed": Format(read_feed, roots=("rss", "feed", "rdf")),
    "sitemap": Format(read_sitemap, roots=("urlset", "sitemapindex")),
    "opml": Format(read_outline, roots=("opml",)),
}

# How documents begin that are pages, not lists.
_PAGES = (b"<!doctype html", b"<html")
_MARKS_AND_BLANKS = b"\xef\xbb\xbf \t\r\n"


def format_of(document: Document) -> Format:
    """Return the format of a list. Raises TargetsError for XML and pages that are no list; anything unknown is taken as text."""
    start = document.body[:1024].lstrip(_MARKS_AND_BLANKS)
    if start.startswith((b"<", b"\xff\xfe<", b"\xfe\xff\0<")):
        root = root_name(document.body.lstrip(_MARKS_AND_BLANKS))
        found = next((each for each in FORMATS.values() if root in each.roots), None)
        if found is None:
            is_page = root == "html" or start.lower().startswith(_PAGES)
            what = "it is a page" if is_page else f"its first element is {root[:100]!r}" if root else "it is not XML"
            raise TargetsError(f"{document.name}: is no feed, sitemap or OPML file: {what}")
        return found
    written = [each for each in FORMATS.values() if not each.roots]
    for each in written:
        if document.suffix in each.suffixes:
            return each
    return next((each for each in written if document.media_type in each.media_types), FORMATS["text"])


def read(document: Document) -> Entries:
    """Return the entries of a list in any format. Raises TargetsError, also while they are read."""
    return format_of(document).read(document)
