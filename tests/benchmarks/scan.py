"""What a whole scan of saved pages brings: ``python -m tests.benchmarks.scan [FOLDER] [--pages N] [--terms FILE]``.

Runs ``attrcheck scan`` on a folder of reuse pages, with all cores, and prints pages a second and the largest memory that all its processes held
together. Without FOLDER, pages are made. The last line is the same as JSON.
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
from collections.abc import Sequence
from pathlib import Path

from attrcheck.demo import TERMS
from attrcheck.errors import ExitCode
from attrcheck.fetch.saved import PAGE_SUFFIXES
from tests.benchmarks.corpus import SEED, generated_page

# Real news pages have a median near 150 KB.
_PAGE_BYTES = 150_000
# How often memory is looked at, in seconds.
_TICK = 0.05


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    options = _options().parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "pages"
        folder.mkdir()
        count = _fill(folder, options.folder, options.pages)
        seconds, peak, verdicts = _scan(folder, options.terms, Path(temporary) / "report.json")
    print(
        f"{count} pages in {seconds:.1f} s on {os.cpu_count()} cores: {count / seconds:.1f} pages a second; at most {peak:.0f} MB in all processes together"
    )
    print(f"verdicts: {', '.join(f'{number} {verdict}' for verdict, number in sorted(verdicts.items()))}")
    print(
        json.dumps(
            {"pages": count, "seconds": round(seconds, 2), "pages_a_second": round(count / seconds, 1), "peak_megabytes": round(peak)}
        )
    )


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, help="saved pages to scan; without it pages are made")
    parser.add_argument("--pages", type=int, default=200, help="how many pages; those of FOLDER are repeated until there are as many")
    parser.add_argument("--terms", default=str(TERMS), help="the terms to check against; those of the demonstration by default")
    return parser


def _fill(folder: Path, source: Path | None, pages: int) -> int:
    """Put pages into a folder; return how many."""
    files = [file for file in sorted(source.rglob("*")) if file.suffix.lower() in PAGE_SUFFIXES] if source else []
    if source and not files:
        raise SystemExit(f"no saved pages in {source}")
    chance = random.Random(SEED)
    for at in range(pages):
        body = files[at % len(files)].read_bytes() if files else generated_page(chance, _PAGE_BYTES)
        (folder / f"{at:05}.html").write_bytes(body)
    return pages


def _scan(folder: Path, terms: str, output: Path) -> tuple[float, float, dict[str, int]]:
    """Return seconds, peak megabytes and how often each verdict was given."""
    command = [sys.executable, "-m", "attrcheck", "scan", str(folder), "--terms", terms, "--output", str(output), "--quiet"]
    started = time.perf_counter()
    with subprocess.Popen(command, stderr=subprocess.PIPE) as process:
        peak = 0.0
        while process.poll() is None:
            peak = max(peak, tree_megabytes(process.pid))
            time.sleep(_TICK)
        seconds = time.perf_counter() - started
        said = process.stderr.read().decode() if process.stderr else ""
    if process.returncode not in (ExitCode.OK, ExitCode.FINDINGS, ExitCode.INCOMPLETE):
        raise SystemExit(f"the scan ended with exit code {process.returncode}:\n{said}")
    verdicts: dict[str, int] = {}
    for target in json.loads(output.read_bytes())["targets"]:
        verdicts[target["verdict"]] = verdicts.get(target["verdict"], 0) + 1
    return seconds, peak, verdicts


def tree_megabytes(root: int) -> float:
    """Return the resident memory of a process and all its descendants, shared pages counted in each (so rather too much); Linux only."""
    total, waiting = 0, [root]
    while waiting:
        process = Path(f"/proc/{waiting.pop()}")
        try:
            total += int((process / "statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
            for thread in (process / "task").iterdir():
                waiting += map(int, (thread / "children").read_text().split())
        except (OSError, IndexError):
            continue
    return total / 1e6


if __name__ == "__main__":
    main()
