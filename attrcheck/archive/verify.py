"""Is an archive as it was written? Checksums of gzip, digests of records."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, NamedTuple

from warcio.archiveiterator import ArchiveIterator

from attrcheck.archive.members import TornMemberError, members
from attrcheck.archive.reading import DAMAGE, GZIP_MAGIC
from attrcheck.errors import ArchiveError

_PIECE = 65_536


class Verified(NamedTuple):
    """What a verification found: how many records there are, how many of them bear no digest, and a sentence for each that is changed."""

    records: int
    undigested: int
    troubles: tuple[str, ...]


class _Checked(NamedTuple):
    """A record that was read to its end: whether its digest is right, None where it has none, and a sentence when something is wrong."""

    is_digested: bool
    trouble: str = ""


def verify(path: Path) -> Verified:
    """Read every record of a WARC file and compare it with its checksum and its digests. Raises ArchiveError when it cannot be opened."""
    count, undigested = 0, 0
    troubles: list[str] = []
    try:
        with path.open("rb") as file:
            for checked in _all(file):
                count += 1
                undigested += not checked.is_digested
                troubles += [checked.trouble] if checked.trouble else []
    except OSError as error:
        raise ArchiveError(f"{path}: cannot be read: {error.strerror}") from error
    if not count:
        troubles.append("there is no record in it")
    return Verified(count, undigested, tuple(troubles))


def _all(file: IO[bytes]) -> Iterator[_Checked]:
    is_compressed = file.read(len(GZIP_MAGIC)) == GZIP_MAGIC
    file.seek(0)
    if not is_compressed:
        yield from _records(file, 0)
        return
    offset = 0
    try:
        for member in members(file):
            offset = member.offset
            yield from _records(io.BufferedReader(member), offset)
    except (zlib.error, TornMemberError) as error:
        yield _Checked(is_digested=True, trouble=f"byte {offset:,}: the record is damaged: {error}")


def _records(file: Any, begin: int) -> Iterator[_Checked]:
    """Check the records of a plain stream that begins there; one that cannot be read ends it."""
    iterator = ArchiveIterator(file, check_digests=True)
    found = 0
    try:
        for record in iterator:
            found += 1
            while record.raw_stream.read(_PIECE):
                pass
            where = f"byte {begin or iterator.offset:,}"
            checker = record.digest_checker
            if checker.problems:
                yield _Checked(is_digested=True, trouble=f"{where}: {'; '.join(checker.problems)}")
            elif getattr(record.raw_stream, "limit", 0):
                yield _Checked(is_digested=True, trouble=f"{where}: the record is cut short")
            else:
                yield _Checked(is_digested=checker.passed is not None)
    except (zlib.error, TornMemberError):
        raise
    except DAMAGE as error:
        yield _Checked(is_digested=True, trouble=f"byte {begin:,}: no record can be read: {error}")
    if not found:
        yield _Checked(is_digested=True, trouble=f"byte {begin:,}: there is no record")
