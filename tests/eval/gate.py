"""The accuracy gate: judge every case, print the confusion matrix, and refuse to fall below the pinned floor.

    python -m tests.eval.gate                  compare with tests/eval/floor.json
    python -m tests.eval.gate --update         pin what was measured; refuses to lower a floor
    python -m tests.eval.gate --update --reason "why a lower floor is right"

Precision of a requirement is the share of its passed and failed judgements that careful readers accept; recall is the share of judgements
that could be decided which were decided rightly. The floor names the digest of the corpus that it was measured on: with other cases it
must be pinned again.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from tests.eval.corpus import Judgement, cases, check, digest, judgements

FLOOR = Path(__file__).with_name("floor.json")
OUTCOMES = ("passed", "failed", "cannot-tell", "inapplicable")
WORST = ("wrong accusation", "wrong pass")


def measure() -> list[Judgement]:
    """Return every judgement of every case."""
    return [judgement for case in cases() for judgement in judgements(case, check(case.name))]


def scores(found: Sequence[Judgement]) -> dict[str, dict[str, float]]:
    """Return precision and recall of each requirement, and the counts of the two worst errors, as fractions and whole numbers."""
    by_requirement = defaultdict(list)
    for judgement in found:
        by_requirement[judgement.requirement].append(judgement)
    table = {}
    for requirement, group in sorted(by_requirement.items()):
        decided = [j for j in group if j.said not in ("cannot-tell", "undetermined")]
        decidable = [j for j in group if not set(j.accepted) <= {"cannot-tell", "undetermined"}]
        table[requirement] = {
            "precision": _share(sum(j.grade == "right" for j in decided), len(decided)),
            "recall": _share(sum(j.grade == "right" for j in decidable), len(decidable)),
            **{worst: float(sum(j.grade == worst for j in group)) for worst in WORST},
        }
    return table


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 1.0


def matrix(found: Sequence[Judgement]) -> str:
    """Return the confusion matrix: what was said in each column, what readers accept first in each row."""
    counts = Counter((j.accepted[0], j.said) for j in found if j.requirement != "verdict")
    head = f"{'accepted':14}" + "".join(f"{said:>14}" for said in OUTCOMES)
    rows = [f"{accepted:14}" + "".join(f"{counts[accepted, said]:14}" for said in OUTCOMES) for accepted in OUTCOMES]
    return "\n".join([head, *rows])


def fallen(pinned: dict[str, dict[str, float]], now: dict[str, dict[str, float]]) -> list[str]:
    """Return a sentence for every figure that is worse than its floor."""
    worse = []
    for requirement, figures in pinned.items():
        for name, floor in figures.items():
            value = now.get(requirement, {}).get(name)
            if value is None or (value > floor if name in WORST else value < floor):
                worse.append(f"{requirement}: {name} is {value}, the floor is {floor}")
    return worse


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the gate; 0 when no figure fell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--update", action="store_true", help="pin what was measured")
    parser.add_argument("--reason", help="why a floor may be lowered")
    options = parser.parse_args(arguments)
    found = measure()
    now = scores(found)
    print(matrix(found))
    for requirement, figures in now.items():
        print(f"{requirement:12}", ", ".join(f"{name} {value:g}" for name, value in figures.items()))
    for judgement in found:
        if judgement.grade != "right":
            accepted = "/".join(judgement.accepted)
            print(f"{judgement.grade}: {judgement.case}: {judgement.place} {judgement.requirement}: {judgement.said}, accepted {accepted}")
    pinned = json.loads(FLOOR.read_text(encoding="utf-8")) if FLOOR.exists() else {"corpus": "", "scores": {}}
    worse = fallen(pinned["scores"], now)
    if options.update:
        if worse and not options.reason:
            print("refused: a floor would fall; give --reason", *worse, sep="\n  ")
            return 1
        pin = {"corpus": digest(), "judgements": len(found), "scores": now, **({"reason": options.reason} if options.reason else {})}
        FLOOR.write_text(json.dumps(pin, indent=1) + "\n", encoding="utf-8")
        return 0
    if pinned["corpus"] != digest():
        print("the cases have changed since the floor was pinned: run with --update")
        return 1
    if worse:
        print("accuracy fell:", *worse, sep="\n  ")
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main())
