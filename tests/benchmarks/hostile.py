"""What pages cost that were made to hurt: ``python -m tests.benchmarks.hostile [--only WORD]``.

Each shape is checked in a page of half a megabyte and in one of two, each in a process of its own with nothing remembered. Figures are seconds of
processor, which a busy machine raises as well: the last column says what BeautifulSoup alone took for a usual page in the same process. A shape whose
figure does not grow from the small page to the large one is linear. The last line is the same as JSON.
"""

from __future__ import annotations

import argparse
import gc
import json
import multiprocessing
import random
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from bs4 import BeautifulSoup

from tests.benchmarks.corpus import SEED, generated_page
from tests.benchmarks.reading import peak_megabytes
from tests.property.checking import check
from tests.property.hostile import HOSTILE, page

SMALL, LARGE = 500_000, 2_000_000
# What a page may take; docs/benchmarks.md says what was measured.
MOST_SECONDS_A_MEGABYTE, MOST_MEGABYTES = 1.0, 500
# One of each family of `HOSTILE`, and all that were ever slow.
SHAPES = (
    "nested div", "nested span", "nested table", "nested details", "siblings below a deep tree", "siblings: list items", "siblings: cells",
    "siblings: h1", "siblings: br", "siblings: closed details", "siblings: hidden", "siblings: identified", "siblings: classes of their own",
    "siblings: hidden in a line", "siblings: hidden in a link", "siblings: links of no size", "siblings: handles cut by elements",
    "siblings: style elements with alternatives", "siblings: styled", "siblings: style elements", "siblings: meta tags", "siblings: images", "siblings: iframes", "siblings: widgets",
    "style rules", "style rules inside others", "style rules inside a crowd", "links", "links to accounts", "links to every host", "share links", "share links and canonical addresses",
    "posts of the outlet", "posts and accounts of the outlet", "attributes", "one text", "one word", "json authors", "json scripts",
    "the work again", "the terms again", "in one element: names", "in one element: names without a blank",
    "in one element: names with a link each", "in one element: surnames", "in one element: names misspelt", "in one element: job titles",
    "in one element: mentions", "in one element: networks", "in one element: short words", "bait: handles with dots", "bait: handles with hosts",
    "bait: hosts with a dash", "bait: dots", "bait: entities", "bait: closed comments", "bait: closing brackets", "bait: sheet lists",
    "bait: misnested", "bait: tables in tables",
)  # fmt: skip


class Measured(NamedTuple):
    """One page: its bytes and tags, the seconds of processor for each megabyte, the largest memory, and why it was not read.

    `bare` is the seconds that BeautifulSoup alone took for a megabyte of a usual page.
    """

    size: int
    tags: int
    seconds_a_megabyte: float
    megabytes: float
    bare: float
    refused: str


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="measure only the shapes whose name holds this")
    only = parser.parse_args(arguments).only
    print(f"{'shape':50}{'MB':>6}{'tags':>9}{'s/MB':>7}{'peak MB':>9}{'bare':>6}")
    rows = {name: _in_process(build) for name, build in _pages().items() if only in name}
    worst = max(rows.values(), key=lambda measured: measured.seconds_a_megabyte)
    over = [name for name, row in rows.items() if row.seconds_a_megabyte > MOST_SECONDS_A_MEGABYTE or row.megabytes > MOST_MEGABYTES]
    for name, row in rows.items():
        figures = f"{row.size / 1e6:>6.1f}{row.tags:>9,}{row.seconds_a_megabyte:>7.2f}{row.megabytes:>9.0f}{row.bare:>6.2f}"
        print(f"{name:50}{figures}  {row.refused}")
    print(f"\nworst {worst.seconds_a_megabyte:.2f} s/MB; over the bounds: {', '.join(over) or 'none'}")
    print("\n" + json.dumps({name: row._asdict() for name, row in rows.items()}))


def _pages() -> dict[str, Callable[[], bytes]]:
    """Return how to build each page."""
    shapes = {f"{name}, {word}": partial(_sized, name, size) for name in SHAPES for word, size in (("small", SMALL), ("large", LARGE))}
    tags = {f"100,000 tags in {size / 1e6:g} MB": partial(_tags, 100_000, size) for size in (500_000, 1_000_000, 2_000_000, 10_000_000)}
    return {**shapes, **tags, "an article of 9 MB": partial(_article, 9_000_000), "an article of 10 MB": partial(_article, 10_000_000)}


def _sized(name: str, size: int) -> bytes:
    """Return the page of a shape that has about `size` bytes."""
    hostile = HOSTILE[name]
    empty, first = len(hostile.page(0)), 2_000
    each = (len(hostile.page(2 * first)) - len(hostile.page(first))) / first
    return hostile.page(max(1, int((size - empty) / max(each, 0.1))))


def _tags(tags: int, size: int) -> bytes:
    """Return a page of paragraphs with so many tags and bytes; no comment makes it longer."""
    text = "word " * (size // 5)
    each = max(1, 2 * size // tags - len("<p></p>"))
    return "".join(f"<p>{text[i * each : (i + 1) * each]}</p>" for i in range(tags // 2)).encode()


def _article(size: int) -> bytes:
    return generated_page(random.Random(SEED), size)


def _bare() -> float:
    usual = _article(SMALL)
    started = time.process_time()
    BeautifulSoup(usual, "lxml", from_encoding="utf-8")
    return (time.process_time() - started) / len(usual) * 1e6


def _in_process(build: Callable[[], bytes]) -> Measured:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_measured, (build,))


def _measured(build: Callable[[], bytes]) -> Measured:
    check(page("<p>first"))
    body = build()
    gc.collect()
    started = time.process_time()
    failure = check(body).failure
    seconds = time.process_time() - started
    refused = f"not read: {failure.reason}" if failure else ""
    megabytes = round(peak_megabytes())
    return Measured(len(body), body.count(b"<"), round(seconds / len(body) * 1e6, 3), megabytes, round(_bare(), 3), refused)


if __name__ == "__main__":
    main()
