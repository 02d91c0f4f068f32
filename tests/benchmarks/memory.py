"""Whether memory grows with the list: ``python -m tests.benchmarks.memory [--pages 1000 50000]``; Linux only.

Scans tiny pages of a loopback server, with the run and the evidence kept, and prints the largest memory of the scan's own process and of all its
processes together, in which shared pages count more than once. The last line is the same as JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from threading import Thread

from attrcheck.demo import TERMS
from attrcheck.errors import ExitCode
from tests.acceptance.kills import ENVIRONMENT, Server
from tests.benchmarks.scan import tree_megabytes

# How often memory is looked at, in seconds.
_TICK = 0.1


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, nargs="+", default=[1_000, 50_000], help="how many pages, for each scan")
    measured = [_scan(pages) for pages in parser.parse_args(arguments).pages]
    for one in measured:
        print(
            f"{one['pages']:,} pages in {one['seconds']} s: {one['own_megabytes']} MB in the scan's process, {one['all_megabytes']} MB in all"
        )
    print(json.dumps(measured))


def _scan(pages: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as temporary, Server() as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        listed = Path(temporary) / "list.txt"
        listed.write_text("\n".join(server.addresses(pages)), encoding="utf-8")
        command = [sys.executable, "-m", "attrcheck", "scan", str(listed), "--terms", str(TERMS), "--browser", "never", "--quiet"]
        kept = ["--output", f"{temporary}/report.json", "--store", f"{temporary}/store"]
        started = time.perf_counter()
        with subprocess.Popen([*command, *kept], env=os.environ | ENVIRONMENT, stderr=subprocess.DEVNULL) as process:
            own = everything = 0.0
            while process.poll() is None:
                own = max(own, _peak_megabytes(process.pid))
                everything = max(everything, tree_megabytes(process.pid))
                time.sleep(_TICK)
        seconds = time.perf_counter() - started
        server.shutdown()
    # A tiny page may hide something, so it is undetermined.
    if process.returncode not in (ExitCode.OK, ExitCode.INCOMPLETE):
        raise SystemExit(f"the scan ended with exit code {process.returncode}")
    return {"pages": pages, "seconds": round(seconds, 1), "own_megabytes": round(own), "all_megabytes": round(everything)}


def _peak_megabytes(process: int) -> float:
    """Return the largest resident memory that a process has had so far."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0.0
    peak = next((line for line in status.splitlines() if line.startswith("VmHWM:")), "VmHWM: 0 kB")
    return int(peak.split()[1]) / 1e3


if __name__ == "__main__":
    main()
