"""What a witness gets: one request and its answer as they went over the wire, written down while the answer is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import requests

from attrcheck.fetch.coding import PIECE_BYTES
from attrcheck.fetch.connection import wire_of
from attrcheck.fetch.contract import Exchange, FetchStopped
from attrcheck.fetch.trouble import TROUBLE

# Of a body that the fetch has no use for (a redirect, a refusal, a film) this many bytes are kept: enough for any such page, as it comes
# compressed, and no time is spent on the rest.
UNWANTED_BYTES = 65_536

# The line of a request that holds the password of the user's proxy: it is no evidence. One header to its line end, so linear.
_PROXY_PASSWORD = re.compile(rb"(?im)^proxy-authorization:[^\n]*\n")


def pieces_of(response: requests.Response) -> Iterator[bytes]:
    """The body as transferred, content-coded still, in pieces; only chunk framing is undone."""
    # read1 returns what has arrived; read would wait for a full piece.
    while piece := response.raw.read1(PIECE_BYTES, decode_content=False):
        yield piece


class Recording:
    """Keeps the body of one answer as it is read; bounded by whoever reads."""

    def __init__(self, response: requests.Response, url: str, started: datetime) -> None:
        """Nothing is read yet; `started` is when the request was sent."""
        self._response, self._url, self._started = response, url, started
        self._body = bytearray()
        self._is_begun = self._is_whole = False

    def pieces(self) -> Iterator[bytes]:
        """The body's pieces, kept on their way to the reader."""
        self._is_begun = True
        for piece in pieces_of(self._response):
            self._body += piece
            yield piece
        self._is_whole = True

    def exchange(self) -> Exchange:
        """What was kept. A body that nobody began to read is read now, a little of it, whatever trouble it makes."""
        if not self._is_begun:
            self._take_some()
        wire = wire_of(self._response.raw)
        return Exchange(
            url=self._url,
            started=self._started.astimezone(UTC).isoformat(),
            request=_PROXY_PASSWORD.sub(b"", wire.request),
            head=wire.head,
            body=bytes(self._body),
            peer=wire.peer,
            certificate=wire.certificate,
            is_whole=self._is_whole,
        )

    def _take_some(self) -> None:
        try:
            for _ in self.pieces():
                if len(self._body) > UNWANTED_BYTES:
                    break
        except (FetchStopped, *TROUBLE):
            self._is_whole = False
