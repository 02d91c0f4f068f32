"""A list in hand, whatever its format: where it came from, its bytes, what its reader yields, and its text."""

from __future__ import annotations

import gzip
import io
import zlib
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import urlsplit

from attrcheck.errors import TargetsError

MAX_BYTES = 52_428_800
"""Bytes of the largest list, inflated: what sitemaps.org allows for a sitemap. A list of 100,000 addresses has about 10 MB."""

MAX_ENTRIES = 50_000
"""Entries that are read of a list that others wrote: what sitemaps.org allows for a sitemap."""

_GZIP = b"\x1f\x8b"
_MARKS = ((BOM_UTF8, "utf-8"), (BOM_UTF16_LE, "utf-16-le"), (BOM_UTF16_BE, "utf-16-be"))


class Entry(NamedTuple):
    """One entry of a list: the address of a page, posts that share it, a note, and accounts of its outlet.

    With `is_list` it is the address of another list.
    """

    line: int
    address: str
    shares: tuple[str, ...] = ()
    note: str = ""
    is_list: bool = False
    accounts: tuple[str, ...] = ()


class Fault(NamedTuple):
    """A sentence about a line that is no entry; line 0 is the whole list."""

    line: int
    sentence: str


Entries = Iterator[Entry | Fault]


class Document(NamedTuple):
    """A list: its name for messages (path or address), its bytes, and its address where it was fetched, else empty.

    What was fetched was written by strangers, and so was every feed and sitemap.
    """

    name: str
    body: bytes
    url: str = ""
    media_type: str = ""

    @property
    def suffix(self) -> str:
        """The suffix of the name in lower case, without one for compression."""
        name = PurePosixPath(urlsplit(self.url).path if self.url else self.name.replace("\\", "/"))
        return (PurePosixPath(name.stem) if name.suffix.lower() == ".gz" else name).suffix.lower()


Reader = Callable[[Document], Entries]


def inflated(document: Document) -> Document:
    """Return the list without compression by gzip. Raises TargetsError when it is damaged or larger than `MAX_BYTES`."""
    body = document.body
    if body.startswith(_GZIP):
        try:
            with gzip.GzipFile(fileobj=io.BytesIO(body)) as file:
                body = file.read(MAX_BYTES + 1)
        except (OSError, EOFError, zlib.error) as error:
            raise TargetsError(f"{document.name}: cannot be inflated: {error}") from error
    if len(body) > MAX_BYTES:
        raise TargetsError(f"{document.name}: is larger than {MAX_BYTES:,} bytes")
    return document._replace(body=body)


def text_of(document: Document, errors: str = "strict") -> str:
    """Return the text of a list: UTF-8, or UTF-16 with its mark, as spreadsheets save it. Raises TargetsError for anything else."""
    mark, encoding = next((each for each in _MARKS if document.body.startswith(each[0])), (b"", "utf-8"))
    try:
        text = document.body.removeprefix(mark).decode(encoding, errors)
    except UnicodeDecodeError as error:
        raise TargetsError(f"{document.name}: cannot be read as a list of addresses: {error}") from error
    if "\0" in text:
        raise TargetsError(f"{document.name}: cannot be read as a list of addresses: it holds NUL characters")
    return text
