"""What `kill -9` costs: ``python -m tests.acceptance.kills [--kills 20] [--pages 2000]``.

Scans pages of a loopback server under many addresses, kills the scan at random moments and goes on with ``--resume``, until all is done. Then
counts what was lost and what was done twice. The last line is the same as JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock, Thread
from typing import NamedTuple

from attrcheck.demo import TERMS

SEED = 20260301
# Workers of the scan, and pages that `scan` holds for each of them (`_AHEAD` in attrcheck/scan.py).
WORKERS, AHEAD = 4, 4
_PAGE = b"<!doctype html><title>%d</title><p>Nothing of the work stands on page %d.</p>"
_PATIENCE_SECONDS = 300
# Pages on each address: a scan asks one host for one page at a time, so many hosts are what fills its workers. Only Linux answers on all of 127.0.0.0/8.
_PER_HOST = 20 if sys.platform == "linux" else 1_000_000
# What the scan is told by its surroundings: the pages are on this machine, and nobody needs a pause between two of them.
ENVIRONMENT = {"ATTRCHECK_ALLOW_PRIVATE": "1", "ATTRCHECK_RATE": "1000"}


class Cost(NamedTuple):
    """Targets whose line was there after a kill and is not at the end, or was fetched again; targets without or with two reports.

    `requests` counts pages, and not the robots.txt that each scan asks each host for.
    """

    pages: int
    kills: int
    lost: int
    repeated: int
    missing: int
    doubled: int
    requests: int
    evidence_exit_code: int


class Server(ThreadingHTTPServer):
    """Tiny pages on every loopback address; remembers how often each was asked for."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self) -> None:
        super().__init__(("0.0.0.0" if sys.platform == "linux" else "127.0.0.1", 0), _Handler)
        self.asked: Counter[str] = Counter()
        self.lock = Lock()

    def verify_request(self, request: object, client_address: tuple[str, int]) -> bool:
        """Serve this machine only."""
        return client_address[0].startswith("127.")

    def addresses(self, pages: int) -> list[str]:
        """Return the addresses of so many pages, neighbours on different hosts."""
        hosts = -(-pages // _PER_HOST)
        return [
            f"http://127.{n % hosts // 62_500}.{n % hosts // 250 % 250}.{1 + n % hosts % 250}:{self.server_port}/{n}" for n in range(pages)
        ]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Server

    def handle(self) -> None:
        """Answer until the client ends, as some do by dying."""
        with suppress(ConnectionError):
            super().handle()

    def do_GET(self) -> None:
        number = self.path.removeprefix("/")
        if not number.isdigit():
            self.send_error(404)
            return
        with self.server.lock:
            self.server.asked[self.path] += 1
        body = _PAGE % (int(number), int(number))
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


def measure(folder: Path, pages: int, kills: int) -> Cost:
    """Scan in this folder, kill, go on, count."""
    with Server() as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            return _measure(folder, pages, kills, server)
        finally:
            server.shutdown()
            thread.join()


def _measure(folder: Path, pages: int, kills: int, server: Server) -> Cost:
    chance = random.Random(SEED)
    listed = server.addresses(pages)
    (folder / "list.txt").write_text("\n".join(listed), encoding="utf-8")
    lost = repeated = done_kills = 0
    kept, asked = b"", Counter[str]()
    # A browser would look at pages as small as these, at half a second each.
    begin = ["list.txt", "--terms", str(TERMS), "--workers", str(WORKERS), "--browser", "never"]
    while done_kills < kills:
        process = _start(folder, begin if not done_kills else ["--resume"])
        goal = _lines(folder).count(b"\n") + chance.randrange(1, max(2, 2 * pages // (kills + 1)))
        # At a random number of finished targets; the moment itself is left to the machine.
        while process.poll() is None and _lines(folder).count(b"\n") < min(goal, pages - 1):
            time.sleep(0.005)
        process.kill()
        process.wait()
        done_kills += 1
        lost += not _lines(folder).startswith(kept)
        repeated += _again(kept, asked, server)
        kept, asked = _whole(_lines(folder)), server.asked.copy()
    ended = _start(folder, ["--resume", "--output", "report.json"])
    ended.wait(_PATIENCE_SECONDS)
    lost += not _lines(folder).startswith(kept)
    repeated += _again(kept, asked, server)
    urls = Counter(target["url"] for target in json.loads((folder / "report.json").read_bytes())["targets"])
    verified = subprocess.run(
        [*_PROGRAM, "evidence", "verify", "last", "--store", "store"], cwd=folder, check=False, stdout=subprocess.DEVNULL
    )
    return Cost(
        pages,
        done_kills,
        lost,
        repeated,
        sum(url not in urls for url in listed),
        sum(count > 1 for count in urls.values()),
        server.asked.total(),
        verified.returncode,
    )


_PROGRAM = (sys.executable, "-m", "attrcheck")


def _start(folder: Path, arguments: Sequence[str]) -> subprocess.Popen[bytes]:
    command = [*_PROGRAM, "scan", *arguments, "--quiet", "--store", "store"]
    return subprocess.Popen(command, cwd=folder, env=os.environ | ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _lines(folder: Path) -> bytes:
    """Return what stands in the reports of the run."""
    return b"".join(path.read_bytes() for path in folder.glob("store/runs/*/reports.jsonl"))


def _whole(lines: bytes) -> bytes:
    return lines[: lines.rfind(b"\n") + 1]


def _again(kept: bytes, asked: Counter[str], server: Server) -> int:
    """Return how many targets that were done have been fetched since."""
    done = [json.loads(line)["reports"][0]["url"] for line in kept.splitlines()]
    paths = ["/" + url.rpartition("/")[2] for url in done]
    return sum(server.asked[path] > asked[path] for path in paths)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=20, help="how often the scan is killed")
    parser.add_argument("--pages", type=int, default=2000, help="how many pages it scans")
    options = parser.parse_args(arguments)
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as temporary:
        cost = measure(Path(temporary), options.pages, options.kills)
    print(f"{cost.pages} pages, {cost.kills} kills, {time.perf_counter() - started:.0f} s: {cost.lost} lost, {cost.repeated} repeated")
    print(json.dumps(cost._asdict()))


if __name__ == "__main__":
    main()
