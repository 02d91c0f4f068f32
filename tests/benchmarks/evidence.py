"""What evidence costs a page: ``python -m tests.benchmarks.evidence``.

Writes the pages of the crawl benchmark into an archive, as they are and as a server compresses them, and prints milliseconds of processor a page and
bytes a page. The last line is the same as JSON.
"""

from __future__ import annotations

import gzip
import json
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from attrcheck.archive import ArchiveWriter
from attrcheck.fetch import Exchange
from tests.benchmarks.site import pages

# The best of so many rounds counts: the others were disturbed.
_ROUNDS = 7
_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n%b\r\n"


def main() -> None:
    """Measure and print."""
    plain = pages(0.0)[:60]
    measured = {
        "plain": _measure([_exchange(body) for body in plain]),
        "compressed": _measure([_exchange(gzip.compress(body), b"Content-Encoding: gzip\r\n") for body in plain]),
    }
    print(f"pages of {sum(map(len, plain)) / len(plain):,.0f} bytes on average")
    for name, one in measured.items():
        print(f"{name:12}{one['milliseconds']:>6.2f} ms of processor, {one['bytes']:>9,.0f} bytes in the archive")
    print(json.dumps(measured))


def _exchange(body: bytes, coding: bytes = b"") -> Exchange:
    return Exchange(
        url="http://bench.example/",
        started="2026-03-01T10:00:00+00:00",
        request=b"GET / HTTP/1.1\r\nHost: bench.example\r\n\r\n",
        head=_HEAD % coding,
        body=body,
        peer="192.0.2.7:80",
    )


def _measure(exchanges: Sequence[Exchange]) -> dict[str, float]:
    rounds = [_written(exchanges) for _ in range(_ROUNDS)]
    seconds, size = min(rounds)
    return {"milliseconds": round(seconds / len(exchanges) * 1e3, 3), "bytes": round(size / len(exchanges))}


def _written(exchanges: Sequence[Exchange]) -> tuple[float, int]:
    """Return seconds of processor, and the bytes of the archive."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.warc.gz"
        with ArchiveWriter(path, {}) as writer:
            started = time.process_time()
            for exchange in exchanges:
                writer(exchange)
            seconds = time.process_time() - started
        return seconds, path.stat().st_size


if __name__ == "__main__":
    main()
