"""Crawling beside other tools: ``python -m tests.benchmarks.crawl [--pages N] [--rivals FOLDER] [--only NAME]``.

The same made-up pages of some 150 KB, five on each of many loopback addresses, in one run: download only, and whole scans of lists in which no page,
one in ten and every page reuses the work. FOLDER is a virtual environment with the other tools (``make rivals`` makes one); without it only
attrcheck and the bare sockets are measured. Every tool must have asked for every page. Quote ratios: pages a second differ from machine to machine.
The last line is the same as JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.request import urlopen

from attrcheck import HttpFetcher, Limits, Target
from attrcheck.demo import TERMS
from attrcheck.errors import ExitCode
from attrcheck.fetch.guard import Guard
from attrcheck.model import Failure
from tests.benchmarks.site import addresses

_PORT = 18_473
_RIVALS = Path(__file__).with_name("rivals.py")
_FINE = (ExitCode.OK, ExitCode.FINDINGS, ExitCode.INCOMPLETE)
WORKERS = 16
# The server is this machine and wants no pauses; the rivals make none either.
_UNHELD = ("--allow-private", "--ignore-robots", "--rate", "1000000")


class Contestant(NamedTuple):
    """A command that is given the list, and the share of pages on it that reuse the work."""

    name: str
    command: Sequence[str]
    share: float = 0.0
    reads_stdin: bool = False


class Measured(NamedTuple):
    """What a contestant needed: wall-clock seconds, seconds of processor of all its processes, and the largest memory of one of them."""

    pages: int
    seconds: float
    cpu: float
    megabytes: float


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=1_000)
    parser.add_argument("--rivals", type=Path, help="a virtual environment that holds scrapy, trafilatura and linkchecker")
    parser.add_argument("--only", default="", help="measure only contestants whose name begins so; several with commas")
    parser.add_argument("--download", metavar="LIST", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.download:
        _download(Path(options.download).read_text(encoding="ascii").split())
        return
    measured: dict[str, Measured] = {}
    with tempfile.TemporaryDirectory() as folder:
        chosen = [one for one in _contestants(Path(folder), options.rivals) if one.name.startswith(tuple(options.only.split(",")))]
        (Path(folder) / "list.txt").write_text("\n".join(addresses(options.pages, _PORT)) + "\n", encoding="ascii")
        for share in sorted({one.share for one in chosen}):
            with _served(share):
                measured |= {one.name: _measure(one, Path(folder) / "list.txt") for one in chosen if one.share == share}
    _print(measured)


def _contestants(folder: Path, rivals: Path | None) -> Iterator[Contestant]:
    """Yield everybody, in the order of the table; LIST stands for the list."""
    here = sys.executable
    yield Contestant("sockets, nothing inflated", (here, "-P", str(_RIVALS), "sockets", "LIST"))
    if shutil.which("curl"):
        yield Contestant(
            "curl --parallel",
            ("sh", "-c", "sed 's/.*/url=&\\noutput=\\/dev\\/null/' LIST | curl -s -Z --parallel-max 16 --compressed -K -"),
        )
    yield Contestant("attrcheck, download only", (here, "-m", "tests.benchmarks.crawl", "--download", "LIST"))
    for share, name in ((0.0, "none"), (0.1, "1 in 10"), (1.0, "10 in 10")):
        yield Contestant(f"attrcheck, whole scan, {name} reused", (*_scan(folder), "--no-store"), share)
    yield Contestant("attrcheck, whole scan with evidence", (*_scan(folder), "--store", str(folder / "runs")))
    if rivals:
        python, programs = str(rivals / "bin" / "python"), rivals / "bin"
        settings = folder / "trafilatura.cfg"
        # Its pause between two pages of a host would be all that is measured.
        _settings(settings, rivals)
        yield Contestant("requests in a loop", (python, "-P", str(_RIVALS), "requests", "LIST"))
        yield Contestant("Scrapy, download only", (python, "-P", str(_RIVALS), "scrapy", "LIST"))
        yield Contestant("Scrapy + trafilatura", (python, "-P", str(_RIVALS), "scrapy-trafilatura", "LIST"))
        command = (
            python,
            "-P",
            str(_RIVALS),
            "trafilatura",
            "LIST",
            "--config-file",
            str(settings),
            "-o",
            str(folder / "texts"),
            "--parallel",
            "16",
        )
        yield Contestant("trafilatura's command line", command)
        yield Contestant(
            "linkchecker", (str(programs / "linkchecker"), "-r0", "--stdin", "--no-status", "--no-robots", "-t16"), reads_stdin=True
        )


def _settings(file: Path, rivals: Path) -> None:
    """Write trafilatura's settings without its pause."""
    shipped = next(rivals.glob("lib/python*/site-packages/trafilatura/settings.cfg"))
    file.write_text(shipped.read_text(encoding="utf-8").replace("SLEEP_TIME = 5.0", "SLEEP_TIME = 0"), encoding="utf-8")


def _scan(folder: Path) -> Sequence[str]:
    command = [sys.executable, "-m", "attrcheck", "scan", "LIST", "--terms", str(TERMS), "--workers", str(WORKERS), "--quiet"]
    return (*command, *_UNHELD, "--output", str(folder / "report.json"))


def _measure(contestant: Contestant, file: Path) -> Measured:
    command = [part.replace("LIST", str(file)) for part in contestant.command]
    asked = _asked()
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    with file.open("rb") as listed:
        done = subprocess.run(command, stdin=listed if contestant.reads_stdin else None, capture_output=True, check=False)
    seconds, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    pages = _asked() - asked
    wanted = len(file.read_text(encoding="ascii").split())
    if pages < wanted or (contestant.name.startswith("attrcheck") and done.returncode not in _FINE):
        raise SystemExit(
            f"{contestant.name}: asked for {pages} pages of {wanted}, exit code {done.returncode}:\n{done.stderr.decode()[-2_000:]}"
        )
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    measured = Measured(pages=wanted, seconds=seconds, cpu=cpu, megabytes=after.ru_maxrss / 1024)
    print(
        f"{contestant.name:38}{wanted / seconds:>9.0f} pages/s {cpu / wanted * 1e3:>8.2f} ms of processor a page",
        file=sys.stderr,
        flush=True,
    )
    return measured


@contextmanager
def _served(share: float) -> Iterator[None]:
    """Run the server of the pages until the block ends."""
    command = [sys.executable, "-m", "tests.benchmarks.site", str(_PORT), str(share)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as server:
        try:
            assert server.stdout is not None
            server.stdout.readline()
            yield
        finally:
            server.terminate()


def _asked() -> int:
    with urlopen(f"http://127.0.0.1:{_PORT}/count") as answer:
        return int(answer.read())


def _download(listed: Sequence[str]) -> None:
    """Fetch as a scan does, and do nothing with the pages."""
    with HttpFetcher(Limits(), "attrcheck-benchmark", guard=Guard(allows_private=True)) as fetch, ThreadPoolExecutor(WORKERS) as threads:
        failed = [done for done in threads.map(lambda url: fetch(Target(url=url)), listed) if isinstance(done, Failure)]
    if failed:
        raise SystemExit(f"{len(failed)} pages failed, the first: {failed[0]}")


def _print(measured: dict[str, Measured]) -> None:
    print(f"{len(os.sched_getaffinity(0))} cores\n\n{'':38}{'pages/s':>9}{'ms CPU a page':>15}")
    for name, one in measured.items():
        print(f"{name:38}{one.pages / one.seconds:>9.0f}{one.cpu / one.pages * 1e3:>15.2f}")
    print(
        "\n"
        + json.dumps(
            {
                name: {"pages_a_second": round(one.pages / one.seconds, 1), "cpu_ms": round(one.cpu / one.pages * 1e3, 3)}
                for name, one in measured.items()
            }
        )
    )


if __name__ == "__main__":
    main()
