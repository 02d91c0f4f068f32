"""What a first look costs with one work and with many: ``python -m tests.benchmarks.many_works [FOLDER] [--works N ...]``.

The pages are those of the crawl benchmark or the saved ones of FOLDER; the works are made up in the same language, 400 words each.
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path
from statistics import median

from attrcheck.model import Author, Work
from attrcheck.reuse import FirstLook, Parts, fingerprint
from tests.benchmarks.corpus import SEED, saved_pages
from tests.benchmarks.site import Language, pages

_WORDS = 400
_ROUNDS = 3


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--works", type=int, nargs="+", default=[3_000, 10_000])
    options = parser.parse_args()
    bodies = saved_pages(options.folder) if options.folder else pages(0.0)
    chance = random.Random(SEED)
    language = Language(chance)
    texts = [language.text(_WORDS) for _ in range(max(options.works))]
    nobody = Work(title="", url="https://bench.example/", author=Author(name=""))
    prints = [fingerprint(text, nobody, Parts()) for text in texts]
    numbers = (1, *options.works)
    looks = {"texts": {n: FirstLook(prints[:n], texts[:n]) for n in numbers}}
    looks["fingerprints only"] = {n: FirstLook(prints[:n], [""] * n) for n in numbers}
    for known, by_number in looks.items():
        seconds: dict[int, list[float]] = {n: [] for n in by_number}
        for _ in range(_ROUNDS):
            for n, look in by_number.items():
                started = time.process_time()
                for body in bodies:
                    look(body, ())
                seconds[n].append(time.process_time() - started)
        few = median(seconds[1])
        for n, spent in seconds.items():
            print(f"{known}: {n:,} works {median(spent) / len(bodies) * 1e3:.2f} ms a page, ratio {median(spent) / few:.2f}")


if __name__ == "__main__":
    main()
