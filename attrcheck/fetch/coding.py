"""Content codings (RFC 9110, section 8.4): gzip, deflate, brotli and zstandard, undone piece by piece.

Every layer is a generator that yields small pieces and is counted, so that a bomb costs no more memory and time than an honest page of
the largest permitted size. A body that ends in the middle of its coding is refused: the missing part may hold the credit.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from itertools import count

import brotli  # type: ignore[import-untyped]
from isal import isal_zlib
from isal.igzip_lib import IsalError

from attrcheck.fetch.contract import FetchStopped
from attrcheck.fetch.deadline import remaining_seconds
from attrcheck.model import FailureReason

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

ACCEPT_ENCODING = "gzip, deflate, br, zstd"

# Bytes read from a socket or yielded by a decoder at a time; the size that urllib3 uses.
PIECE_BYTES = 65_536

# Two codings on top of each other occur by mistake of a proxy; more are an attack (urllib3 stops at five as well).
MAX_CODINGS = 5

# Streams in a row within one body. Programs that compress in parallel write one for 64 KB or more; empty ones cost time and bring nothing.
MAX_STREAMS = 1000

# Real compressions that we did not ask for and cannot undo. Any other unknown name ("utf-8", "none") is ignored, as browsers do.
UNSUPPORTED = frozenset({"compress", "x-compress", "dcb", "dcz"})

# Window sizes as zlib counts them: 31 expects a gzip header, 15 a zlib header, -15 none. ISA-L inflates 2.6 times as fast as zlib.
GZIP_WBITS, ZLIB_WBITS, RAW_WBITS = 31, 15, -15

# The largest window of the coding "zstd", 8 MB (RFC 9659), as a power of two; a frame may ask for 2 GB of memory.
ZSTD_WINDOW = {int(zstd.DecompressionParameter.window_log_max): 23}

# How a stream of zstd begins (RFC 8878): a frame, or one that is to be skipped.
ZSTD_FRAMES = (b"\x28\xb5\x2f\xfd", *(bytes((low, 0x2A, 0x4D, 0x18)) for low in range(0x50, 0x60)))


def decoded(pieces: Iterator[bytes], content_encoding: str, limit: int) -> Iterator[bytes]:
    """The body's pieces with every content coding undone.

    `content_encoding` is the header's value, codings in the order in which they were applied. Raises `FetchStopped` when any layer
    exceeds `limit` bytes, is damaged, is cut short, or has a coding that we cannot undo.
    """
    names = [name.strip().lower() for name in content_encoding.split(",")]
    unsupported = UNSUPPORTED.intersection(names)
    codings = [name for name in names if name in DECODERS]
    if unsupported or len(codings) > MAX_CODINGS:
        what = f"compressed with {min(unsupported)}" if unsupported else f"compressed {len(codings)} times"
        raise FetchStopped(FailureReason.BAD_ENCODING, f"The page came {what}, which attrcheck cannot undo.")
    layers = _bounded(pieces, limit)
    for name in reversed(codings):
        layers = _bounded(DECODERS[name](layers), limit)
    return _guarded(layers, ", ".join(codings))


def _bounded(pieces: Iterator[bytes], limit: int) -> Iterator[bytes]:
    size = 0
    for piece in pieces:
        remaining_seconds()  # A stream of empty streams costs time without waiting for the network.
        size += len(piece)
        if size > limit:
            raise FetchStopped(FailureReason.TOO_LARGE, f"The page is larger than {limit:,} bytes.")
        yield piece


def _guarded(pieces: Iterator[bytes], codings: str) -> Iterator[bytes]:
    try:
        yield from pieces
    except (IsalError, brotli.error, zstd.ZstdError) as error:  # type: ignore[misc]  # isal's stubs call its error a value
        raise FetchStopped(FailureReason.BAD_ENCODING, f"The page is not compressed with {codings} as it says, or is damaged.") from error


def _cut_short(coding: str) -> FetchStopped:
    return FetchStopped(FailureReason.BAD_ENCODING, f"The page is compressed with {coding} and ends in the middle.")


def _refuse_many(streams: int) -> None:
    if streams > MAX_STREAMS:
        raise FetchStopped(FailureReason.BAD_ENCODING, f"The page is compressed in more than {MAX_STREAMS:,} parts.")


def _gunzipped(pieces: Iterator[bytes]) -> Iterator[bytes]:
    return _inflated(pieces, lambda _start: GZIP_WBITS, "gzip")


def _undeflated(pieces: Iterator[bytes]) -> Iterator[bytes]:
    # Servers disagree whether "deflate" has a zlib header, so browsers accept both. Its first byte ends in 8 (RFC 1950, CM); a raw
    # stream that starts so would be a stored block with a stray padding bit, which no compressor writes.
    return _inflated(pieces, lambda start: ZLIB_WBITS if start[0] & 0x0F == 8 else RAW_WBITS, "deflate")


def _inflated(pieces: Iterator[bytes], wbits: Callable[[bytes], int], coding: str) -> Iterator[bytes]:
    """Inflate one stream, or several gzip members in a row; whatever else follows a stream is ignored, as browsers do."""
    inflater, streams = None, count(1)
    for piece in pieces:
        rest = piece
        while rest:
            if inflater is None:
                inflater = isal_zlib.decompressobj(wbits(rest))
            elif inflater.eof:
                if not b"\x1f\x8b".startswith(rest[:2]):
                    return
                _refuse_many(next(streams))
                inflater = isal_zlib.decompressobj(GZIP_WBITS)
            yield from _drained(inflater, rest)
            rest = inflater.unused_data
    if inflater is not None and not inflater.eof:
        raise _cut_short(coding)


def _drained(inflater: isal_zlib.Decompress, rest: bytes) -> Iterator[bytes]:
    while True:
        piece = inflater.decompress(rest, PIECE_BYTES)
        if piece:
            yield piece
        rest = inflater.unconsumed_tail
        # A full piece may leave output inside zlib even when all input has been taken.
        if not rest and len(piece) < PIECE_BYTES:
            return


def _unbrotlied(pieces: Iterator[bytes]) -> Iterator[bytes]:
    decompressor = brotli.Decompressor()
    is_started = False
    for piece in pieces:
        is_started = True
        yield decompressor.process(piece, output_buffer_limit=PIECE_BYTES)
        while not decompressor.can_accept_more_data():
            yield decompressor.process(b"", output_buffer_limit=PIECE_BYTES)
    if is_started and not decompressor.is_finished():
        raise _cut_short("br")


def _unzstandarded(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Undo one frame or several in a row; whatever else follows a frame is ignored, as for gzip."""
    decompressor, streams = None, count(1)
    for piece in pieces:
        rest = piece
        while rest:
            if decompressor is None or decompressor.eof:
                if decompressor is not None and not any(frame.startswith(rest[:4]) for frame in ZSTD_FRAMES):
                    return
                _refuse_many(next(streams))
                decompressor = zstd.ZstdDecompressor(options=ZSTD_WINDOW)
            yield decompressor.decompress(rest, PIECE_BYTES)
            while not (decompressor.eof or decompressor.needs_input):
                yield decompressor.decompress(b"", PIECE_BYTES)
            rest = decompressor.unused_data if decompressor.eof else b""
    if decompressor is not None and not decompressor.eof:
        raise _cut_short("zstd")


DECODERS: dict[str, Callable[[Iterator[bytes]], Iterator[bytes]]] = {
    "gzip": _gunzipped,
    "x-gzip": _gunzipped,
    "deflate": _undeflated,
    "br": _unbrotlied,
    "zstd": _unzstandarded,
}
