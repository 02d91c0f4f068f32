"""Pages made to hurt: each is checked to the end, in time that grows with its size and not with the square of it, and in bounded memory.

No test looks at a clock alone: the time for a size is compared with the time for an eighth of it, in the same process and run. Each page
begins small, so that one that does grow with the square fails in seconds instead of running for hours.
"""

from __future__ import annotations

import gc
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from attrcheck.fetch import Limits
from attrcheck.model import Outcome
from tests.property.checking import check
from tests.property.hostile import HOSTILE, Hostile, page

# Eight times the size may take this many times as long: 8 is linear, 64 the square; between them lies the noise of caches and neighbours.
STEP, GREATEST_GROWTH = 8, 24
# Shorter measurements say nothing about growth.
LEAST_SECONDS = 0.06
# The first size is this part of the greatest.
FIRST_PART = 32
# Memory that one page may take, whatever is on it.
GREATEST_MEGABYTES = 500
ROOT = Path(__file__).parents[2]

_MEASURE_MEMORY = """
import sys
from collections.abc import Iterator
from pathlib import Path
from tests.property.checking import check
from tests.property.hostile import HOSTILE
hostile, size = HOSTILE[sys.argv[1]], int(sys.argv[2])
limit = int(sys.argv[3]) * 4 * 1_000_000
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
except (ImportError, ValueError):
    pass
check(hostile.page(size), hostile.headers(size))
print(next(int(line.split()[1]) for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")) // 1000)
"""
# What hurts memory most: deep trees, many elements, long words, many attributes.
LARGE = (
    "nested div", "nested b", "nested blockquote", "nested details", "siblings: author", "siblings: article", "siblings: identified",
    "siblings below a deep tree", "attributes", "one text", "one word", "one word of another script", "links", "style rules",
    "siblings: style elements", "the work again", "json nested", "bait: quotes in attributes", "bait: class lists", "share links",
)  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def loaded_things_kept() -> Iterator[None]:
    """Spare the collector what earlier tests have left: it is asked before every measurement."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.mark.parametrize("name", HOSTILE)
def test_time_grows_with_size_and_not_faster(name: str) -> None:
    hostile = HOSTILE[name]
    size = max(1, hostile.size // FIRST_PART)
    small = _seconds(hostile, size)
    while small < LEAST_SECONDS and STEP * size < hostile.size:
        size *= 2
        small = _seconds(hostile, size)
    large = _seconds(hostile, STEP * size)
    if large > GREATEST_GROWTH * small:
        # Once more, now that the machine may be quieter: the best of each counts.
        small, large = min(small, _seconds(hostile, size)), min(large, _seconds(hostile, STEP * size))
    assert large <= GREATEST_GROWTH * small or large < LEAST_SECONDS, (
        f"{name}: {STEP} times the size ({size:,}) takes {large / small:.0f} times as long"
    )


@pytest.mark.parametrize("name", LARGE)
def test_memory_is_bounded(name: str) -> None:
    command = [sys.executable, "-c", _MEASURE_MEMORY, name, str(HOSTILE[name].size), str(GREATEST_MEGABYTES)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, f"{name}: {done.stderr.strip().splitlines()[-1:]}"
    assert int(done.stdout) <= GREATEST_MEGABYTES, f"{name} takes {int(done.stdout)} MB"


@pytest.mark.parametrize(
    "piece", ["<p>A sentence of a dozen words that stands on a page of ten megabytes.</p>\n", "<p>x", "<a href=/a>b</a>", "<br>"]
)
def test_a_page_of_the_greatest_size_stays_within_memory(piece: str) -> None:
    hostile = f"check(page({piece!r} * ({Limits().body_bytes} // {len(piece)} - 1_000)))"
    code = _MEASURE_MEMORY.replace("check(hostile.page(size), hostile.headers(size))", hostile).replace(
        "import HOSTILE", "import HOSTILE, page"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "links", "1", str(GREATEST_MEGABYTES)], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert done.returncode == 0, done.stderr.strip().splitlines()[-1:]
    assert int(done.stdout) <= GREATEST_MEGABYTES


def test_long_words_of_earlier_pages_are_not_kept() -> None:
    code = "\n".join(
        [
            "from pathlib import Path",
            "from tests.property.checking import check",
            "from tests.property.hostile import page",
            "held = lambda: int(Path('/proc/self/statm').read_text().split()[1]) * 4096 // 1_000_000",
            "for i in range(60):",
            "    if i == 5: first = held()",
            '    check(page(f\'<p class="{"c" * 1_000_000}{i}">{"é" * 1_000_000}{i} and more</p>\'))',
            "print(held() - first)",
        ]
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert int(done.stdout) < 50


def test_a_name_hidden_under_100_000_tags_is_no_crash() -> None:
    report = check(page("<div>" * 100_000 + "Zoë Vandermeer"))
    assert all(finding.outcome is not Outcome.UNTESTED for finding in report.findings if finding.place == "article")


def _seconds(hostile: Hostile, size: int) -> float:
    """Return the processor time of one check."""
    body, headers = hostile.page(size), hostile.headers(size)
    gc.collect()
    started = time.process_time()
    check(body, headers)
    return time.process_time() - started
