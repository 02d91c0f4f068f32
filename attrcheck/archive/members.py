"""The gzip members of an archive, read strictly: a damaged or torn one is noticed, where readers of archives go on in silence."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_PIECE = 65_536
_GZIP_WBITS = 16 + zlib.MAX_WBITS


class TornMemberError(ValueError):
    """The file ends inside a member."""


class Member(io.RawIOBase):
    """The content of the member that begins at `offset`. Reading to its end raises zlib.error when its checksum is wrong."""

    def __init__(self, file: IO[bytes], offset: int) -> None:
        """Begin to read there."""
        self.offset = offset
        self._file, self._inflate = file, zlib.decompressobj(_GZIP_WBITS)
        self._read, self._waiting = 0, b""
        file.seek(offset)

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Fill a buffer. Never inflates more than asked for: a member may be a bomb."""
        view = memoryview(buffer).cast("B")
        while not self._inflate.eof:
            piece = self._waiting or self._file.read(_PIECE)
            self._read += 0 if self._waiting else len(piece)
            content = self._inflate.decompress(piece, len(view))
            self._waiting = self._inflate.unconsumed_tail
            if content:
                view[: len(content)] = content
                return len(content)
            if not piece and not self._inflate.eof:
                raise TornMemberError("the file ends inside a record")
        return 0

    def drain(self) -> int:
        """Read to the end; return where the member ends in the file."""
        while self.read(_PIECE):
            pass
        return self.offset + self._read - len(self._inflate.unused_data)


def members(file: IO[bytes]) -> Iterator[Member]:
    """Yield the members of a file in order. Raises zlib.error or TornMemberError at the first that is damaged or torn."""
    end, size = 0, file.seek(0, io.SEEK_END)
    while end < size:
        member = Member(file, end)
        yield member
        end = member.drain()


def whole_bytes(path: Path) -> int:
    """Return how many bytes of an archive are whole members: what a scan that was killed may leave behind them is torn."""
    whole = 0
    with path.open("rb") as file:
        try:
            for member in members(file):
                whole = member.drain()
        except (zlib.error, TornMemberError):
            pass
    return whole
