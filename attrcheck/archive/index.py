"""What an archive holds: for each address the places of its answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from http.client import HTTPException, parse_headers
from pathlib import Path
from typing import NamedTuple

import msgspec

from attrcheck.archive.reading import Record, records
from attrcheck.archive.rendering import shown_of
from attrcheck.archive.writer import FAILURE, Missed
from attrcheck.errors import ArchiveError
from attrcheck.fetch import wire_address

# An answer without a body that refers to one of an earlier visit cannot be shown or judged.
_NOT_MODIFIED = "304"
# A line of a head that is longer is none (http.client stops there too).
_MAX_LINE = 65_536
_HTML = ("text/html", "application/xhtml+xml")


class Held(NamedTuple):
    """An answer in an archive: where it lies, and what the request for it wanted in its header Accept, where that is known."""

    path: Path
    offset: int
    accept: str | None = None
    is_failure: bool = False


class Index:
    """The answers of several archives by address. Later ones come after earlier ones: an address that was asked for twice has both."""

    def __init__(self, paths: Sequence[Path]) -> None:
        """Read through all archives once. Raises ArchiveError when one cannot be read."""
        self._held: dict[str, list[Held]] = {}
        self._pages: dict[str, None] = {}
        self._missed: dict[str, dict[str, Held]] = {}
        self._shown: dict[str, Held] = {}
        for path in paths:
            for url, held, is_page in _answers(path, self._shown):
                if held.is_failure:
                    self._missed.setdefault(url, {})[held.accept or ""] = held
                    continue
                # It answered after all, later.
                self._missed.pop(url, None)
                self._held.setdefault(url, []).append(held)
                if is_page:
                    self._pages[url] = None

    @property
    def pages(self) -> tuple[str, ...]:
        """The addresses that answered with HTML, in the order of the archives."""
        return tuple(self._pages)

    def shown(self, answer: str) -> Held | None:
        """Return the record of what a browser made of the answer in the record of this name, None where there is none."""
        return self._shown.get(answer)

    def missed(self, url: str, accept: str) -> Held | None:
        """Return the record that says that this address brought nothing in the end, None where it did or was never asked for."""
        return self._missed.get(wire_address(url), {}).get(accept)

    def find(self, url: str, accept: str) -> Held | None:
        """Return the latest answer to a request for this address: to one that wanted the same, where there is one.

        The same address gives a page to a reader and JSON to a program that asks for it.
        """
        held = self._held.get(wire_address(url), ())
        alike = [one for one in held if one.accept == accept]
        return (alike or held or [None])[-1]  # type: ignore[list-item]


def _answers(path: Path, shown: dict[str, Held]) -> Iterator[tuple[str, Held, bool]]:
    """Yield address, place and whether it is HTML of each answer, with the Accept of the request that stands beside it.

    `shown` takes the pages that a browser made of answers.
    """
    name, answer = "", None
    for record in records(path):
        if record.sort == "request" and answer is not None and record.header("WARC-Concurrent-To") == name:
            url, held, is_page = answer
            yield url, held._replace(accept=_accept(record)), is_page
            answer = None
            continue
        if answer is not None:
            yield answer
            answer = None
        if record.sort == "metadata" and record.header("Content-Type") == FAILURE:
            yield wire_address(record.url), Held(path, record.offset, missed_of(record, path).accept, is_failure=True), False
        elif shown_of(record) is not None:
            shown[record.header("WARC-Refers-To").strip("<>")] = Held(path, record.offset)
        elif record.sort in ("response", "resource"):
            name, answer = record.header("WARC-Record-ID"), _answer(path, record)
    if answer is not None:
        yield answer


def missed_of(record: Record, path: Path) -> Missed:
    """Return what a record says that was missed. Raises ArchiveError."""
    try:
        return msgspec.json.decode(record.stream.read(_MAX_LINE), type=Missed)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ArchiveError(f"{path}: the record at byte {record.offset:,} is damaged: {error}") from error


def _answer(path: Path, record: Record) -> tuple[str, Held, bool] | None:
    held = Held(path, record.offset)
    if record.sort == "resource":
        return wire_address(record.url), held, record.header("Content-Type").startswith(_HTML)
    if not record.url.startswith(("http://", "https://")):
        return None
    status = record.stream.readline(_MAX_LINE).split()[1:2]
    if status == [_NOT_MODIFIED.encode()]:
        return None
    is_page = status == [b"200"] and _headers(record).get("Content-Type", "").lower().startswith(_HTML)
    return wire_address(record.url), held, is_page


def _accept(record: Record) -> str:
    record.stream.readline(_MAX_LINE)
    return _headers(record).get("Accept", "")


def _headers(record: Record) -> dict[str, str]:
    """Return the headers of a message whose first line has been read; nothing where there are too many or too long ones."""
    try:
        return {name.title(): value for name, value in parse_headers(_Lines(record)).items()}
    except (HTTPException, ValueError):
        return {}


class _Lines:
    """A stream as http.client wants it."""

    def __init__(self, record: Record) -> None:
        self._stream = record.stream

    def readline(self, size: int = _MAX_LINE) -> bytes:
        """Return the next line."""
        return bytes(self._stream.readline(size))
