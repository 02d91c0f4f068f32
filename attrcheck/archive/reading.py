"""WARC files -> records with their places. Ours and other people's, compressed or not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from attrcheck.errors import ArchiveError

# A member begins with this, whatever its level (RFC 1952, section 2.3.1): magic number and the one method.
GZIP_MAGIC = b"\x1f\x8b\x08"
# All that warcio raises for a file that is damaged or is no archive.
DAMAGE = (ArchiveLoadFailed, EOFError, ValueError, KeyError, AttributeError, OSError)


class Record(NamedTuple):
    """One record: where it begins, its headers, and a stream of its block that is read before the next record is."""

    offset: int
    headers: Any
    stream: Any

    def header(self, name: str) -> str:
        """Return a header of the record, empty where there is none."""
        return str(self.headers.get_header(name) or "")

    @property
    def sort(self) -> str:
        """Its WARC-Type."""
        return self.header("WARC-Type")

    @property
    def url(self) -> str:
        """Its WARC-Target-URI; some tools put it in angle brackets, as WARC 1.0 asks."""
        return self.header("WARC-Target-URI").strip("<>")


def records(path: Path) -> Iterator[Record]:
    """Yield the records of a file in order. Raises ArchiveError at the first that cannot be read, and for a file without any."""
    with _opened(path) as file:
        if not file.read(1):
            raise ArchiveError(f"{path}: is empty")
        file.seek(0)
        iterator = ArchiveIterator(file, no_record_parse=True)
        try:
            for record in iterator:
                yield Record(iterator.offset, record.rec_headers, record.raw_stream)
        except DAMAGE as error:
            raise ArchiveError(f"{path}: cannot be read from byte {iterator.offset:,} on: {error}") from error


@contextmanager
def record_at(path: Path, offset: int) -> Iterator[Record]:
    """Give the record that begins there. Raises ArchiveError when none does."""
    with _opened(path) as file:
        file.seek(offset)
        try:
            record = next(iter(ArchiveIterator(file, no_record_parse=True)))
        except (*DAMAGE, StopIteration) as error:
            raise ArchiveError(f"{path}: there is no record at byte {offset:,}") from error
        yield Record(offset, record.rec_headers, record.raw_stream)


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    try:
        file = path.open("rb")
    except OSError as error:
        raise ArchiveError(f"{path}: cannot be read: {error.strerror}") from error
    with file:
        yield file
