"""What checking a page costs: ``python -m tests.benchmarks.reading [FOLDER] [--terms FILE] [--rounds N] [--pages N]``.

Pages of 50 KB to 2 MB that are made here, the same every time, or the saved pages of FOLDER. Rounds are interleaved (each reads every page with
every reader), so that a busy machine disturbs all alike; figures are sums of the medians of the pages. Quote the ratios: milliseconds differ from
machine to machine. The last line is the same as JSON.
"""

from __future__ import annotations

import argparse
import gc
import importlib.util
import json
import multiprocessing
import resource
import time
import warnings
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from importlib import import_module
from pathlib import Path
from statistics import median
from typing import Any
from unittest.mock import patch

from bs4 import BeautifulSoup

from attrcheck import Target, check_page
from attrcheck.demo import TERMS
from attrcheck.model import Capture, CaptureRecord
from attrcheck.reading.decode import decode
from tests.benchmarks.corpus import URL, generated_pages, saved_pages, terms_and_works

Reader = Callable[[bytes], object]
OURS, PARSE, RIVAL = "attrcheck, whole check", "BeautifulSoup(html, 'lxml')", "trafilatura, with metadata"
# Where a stage is called from: the function of that name in that module is timed. `read` holds the first four.
STAGES = (
    ("decode", "attrcheck.reading.page", "decode"),
    ("parse", "attrcheck.reading.page", "parsed"),
    ("walk", "attrcheck.reading.walk", "Walk.walked"),
    ("metadata", "attrcheck.reading.page", "metadata"),
    ("read", "attrcheck.scan", "read"),
    ("reuse", "attrcheck.scan", "find_reuse"),
    ("shares", "attrcheck.scan", "find_shares"),
    ("evaluate", "attrcheck.scan", "evaluate"),
)
_INSIDE_READ = ("decode", "parse", "walk", "metadata")


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    options = _options().parse_args(arguments)
    pages = (saved_pages(options.folder) if options.folder else generated_pages())[: options.pages]
    if not pages:
        raise SystemExit(f"no saved pages in {options.folder}")
    warnings.simplefilter("ignore")
    readers = {name: make(options.terms) for name, make in READERS.items() if _is_installed(name)}
    times = _measure(readers, pages, options.rounds)
    stages = _measure_stages(readers[OURS], pages, options.rounds)
    # A process for each reader: peaks of memory cannot be told apart in one.
    peaks = {name: _peak_in_process(name, pages, options.terms) for name in readers}
    _print(pages, times, stages, peaks, options.rounds)


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, help="saved pages to measure on; without it pages are made")
    parser.add_argument("--terms", default=str(TERMS), help="the terms to check against; those of the demonstration by default")
    parser.add_argument("--rounds", type=int, default=3, help="times that each page is read by each reader")
    parser.add_argument("--pages", type=int, default=None, help="read only the first N pages")
    return parser


def _ours(terms_path: str) -> Reader:
    terms, works = terms_and_works(terms_path)

    def check(body: bytes) -> object:
        record = CaptureRecord(url=URL, final_url=URL, captured_at="2026-01-01T00:00:00+00:00", digest="sha256:0", size=len(body))
        return check_page(Target(url=URL), Capture(record=record, body=body), terms, works)

    return check


def _parse(_: str) -> Reader:
    return lambda body: BeautifulSoup(decode(body, ()).text, "lxml")


def _rival(_: str) -> Reader:
    import trafilatura  # noqa: PLC0415 - not a part of the project's environment

    return lambda body: trafilatura.bare_extraction(decode(body, ()).text, with_metadata=True)


READERS: dict[str, Callable[[str], Reader]] = {OURS: _ours, PARSE: _parse, RIVAL: _rival}


def _is_installed(name: str) -> bool:
    if name != RIVAL or importlib.util.find_spec("trafilatura"):
        return True
    print("trafilatura is not installed: skipped (pip install trafilatura)")
    return False


def _measure(readers: dict[str, Reader], pages: Sequence[bytes], rounds: int) -> dict[str, list[float]]:
    """Return for each reader the median seconds of each page."""
    seconds: dict[str, list[list[float]]] = {name: [[] for _ in pages] for name in readers}
    for _ in range(rounds):
        for at, body in enumerate(pages):
            for name, reader in readers.items():
                seconds[name][at].append(_seconds(reader, body))
    return {name: [median(rounds) for rounds in measured] for name, measured in seconds.items()}


def _seconds(reader: Reader, body: bytes) -> float:
    # Trees hold cycles: without this each reader would clear away what the one before it left.
    gc.collect()
    started = time.perf_counter()
    reader(body)
    return time.perf_counter() - started


def _measure_stages(reader: Reader, pages: Sequence[bytes], rounds: int) -> dict[str, float]:
    """Return the seconds of each stage over all pages, the median of the rounds."""
    totals: dict[str, list[float]] = defaultdict(list)
    for _ in range(rounds):
        spent: dict[str, float] = dict.fromkeys([stage for stage, _, _ in STAGES], 0.0)
        with _timed(spent):
            whole = sum(_seconds(reader, body) for body in pages)
        spent["read, other"] = spent.pop("read") - sum(spent[stage] for stage in _INSIDE_READ)
        spent["other"] = whole - sum(spent.values())
        for stage, seconds in spent.items():
            totals[stage].append(seconds)
    return {stage: median(seconds) for stage, seconds in totals.items()}


@contextmanager
def _timed(spent: dict[str, float]) -> Iterator[None]:
    """Count the time that the functions of all stages take."""
    with ExitStack() as stack:
        for stage, module, name in STAGES:
            *parents, last = name.split(".")
            holder: Any = import_module(module)
            for parent in parents:
                holder = getattr(holder, parent)
            stack.enter_context(patch.object(holder, last, _stopwatch(getattr(holder, last), stage, spent)))
        yield


def _stopwatch(function: Callable[..., Any], stage: str, spent: dict[str, float]) -> Callable[..., Any]:
    def timed(*arguments: Any, **options: Any) -> Any:
        started = time.perf_counter()
        result = function(*arguments, **options)
        # A generator has done nothing yet.
        result = list(result) if isinstance(result, Iterator) else result
        spent[stage] += time.perf_counter() - started
        return result

    return timed


def _peak_in_process(name: str, pages: Sequence[bytes], terms: str) -> float:
    """Return the megabytes that a process of its own needs at most to read all pages with one reader, above what it needs to start."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(partial(_peak, name, pages, terms))


def _peak(name: str, pages: Sequence[bytes], terms: str) -> float:
    warnings.simplefilter("ignore")
    reader = READERS[name](terms)
    reader(b"<p>first")
    before = peak_megabytes()
    for body in pages:
        reader(body)
    return peak_megabytes() - before


def peak_megabytes() -> float:
    """Return the most that this process has held. Linux lets a new process inherit its parent's peak in `ru_maxrss`, but not in `VmHWM`."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) / 1024


def _print(pages: Sequence[bytes], times: dict[str, list[float]], stages: dict[str, float], peaks: dict[str, float], rounds: int) -> None:
    megabytes = sum(map(len, pages)) / 1e6
    print(f"{len(pages)} pages, {megabytes:.1f} MB, {rounds} interleaved rounds\n")
    print(f"{'reader':32}{'ms a page':>10}{'ms a MB':>10}{'peak MB':>10}{'attrcheck is':>14}")
    for name, each in times.items():
        ratio = sum(times[OURS]) / sum(each)
        print(f"{name:32}{sum(each) / len(pages) * 1e3:>10.1f}{sum(each) / megabytes * 1e3:>10.0f}{peaks[name]:>10.0f}{ratio:>13.2f}x")
    print(f"\n{'stage':32}{'ms a page':>10}{'share':>10}{'of bare parse':>14}")
    whole = sum(stages.values())
    for stage, seconds in stages.items():
        print(f"{stage:32}{seconds / len(pages) * 1e3:>10.2f}{seconds / whole:>10.0%}{seconds / sum(times[PARSE]):>13.2f}x")
    summary = {
        "pages": len(pages),
        "megabytes": round(megabytes, 2),
        "ms_a_page": {name: round(sum(each) / len(pages) * 1e3, 2) for name, each in times.items()},
        "ratio_to": {name: round(sum(times[OURS]) / sum(each), 3) for name, each in times.items() if name != OURS},
        "peak_megabytes": {name: round(peak, 1) for name, peak in peaks.items()},
        "stages_ms_a_page": {stage: round(seconds / len(pages) * 1e3, 3) for stage, seconds in stages.items()},
    }
    print("\n" + json.dumps(summary))


if __name__ == "__main__":
    main()
