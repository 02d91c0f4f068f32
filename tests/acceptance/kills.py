"""What `kill -9` costs: ``python -m tests.acceptance.kills [--kills 20] [--pages 2000]``.

Scans pages of a loopback server, kills the scan at random moments and goes on with ``--resume``, until all is done. Then counts what was lost and
what was done twice. The last line is the same as JSON.
"""

from __future__ import annotations

import argparse
import json
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


class Cost(NamedTuple):
    """Targets whose line was there after a kill and is not at the end, or was fetched again; targets without or with two reports."""

    pages: int
    kills: int
    lost: int
    repeated: int
    missing: int
    doubled: int
    requests: int
    evidence_exit_code: int


class Server(ThreadingHTTPServer):
    """Tiny pages; remembers how often each was asked for."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: Counter[str] = Counter()
        self.lock = Lock()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Server

    def handle(self) -> None:
        """Answer until the client ends, as some do by dying."""
        with suppress(ConnectionError):
            super().handle()

    def do_GET(self) -> None:
        with self.server.lock:
            self.server.asked[self.path] += 1
        number = int("0" + "".join(filter(str.isdigit, self.path)))
        body = _PAGE % (number, number)
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
    base = f"http://127.0.0.1:{server.server_port}/"
    (folder / "list.txt").write_text("".join(f"{base}{number}\n" for number in range(pages)), encoding="utf-8")
    lost = repeated = done_kills = 0
    kept, asked = b"", Counter[str]()
    begin = ["list.txt", "--terms", str(TERMS), "--workers", str(WORKERS)]
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
        sum(f"{base}{number}" not in urls for number in range(pages)),
        sum(count > 1 for count in urls.values()),
        server.asked.total(),
        verified.returncode,
    )


_PROGRAM = (sys.executable, "-m", "attrcheck")


def _start(folder: Path, arguments: Sequence[str]) -> subprocess.Popen[bytes]:
    command = [*_PROGRAM, "scan", *arguments, "--quiet", "--store", "store"]
    return subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


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
