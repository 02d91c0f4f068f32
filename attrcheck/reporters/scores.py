"""How many pages have which verdict: once as it is, and once with what is waived taken as inapplicable. Every sum gives both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from attrcheck.evaluate import NOT_TRIED, judge_with_waivers
from attrcheck.model import TargetReport, Verdict


@dataclass(kw_only=True)
class Scores:
    """Verdicts of pages, taken in one pass.

    `waived` is how many findings are waived, `others` counts more addresses of counted pages, `left_out` the pages that were never tried:
    skipped as asked for, or not reached. Their verdict is undetermined.
    """

    verdicts: Counter[Verdict] = field(default_factory=Counter)
    with_waivers: Counter[Verdict] = field(default_factory=Counter)
    waived: int = 0
    others: int = 0
    left_out: int = 0

    def add(self, target: TargetReport) -> None:
        """Count a target; one more address of a page is no other page."""
        if target.same_as:
            self.others += 1
            return
        self.verdicts[target.verdict] += 1
        self.left_out += target.failure is not None and target.failure.reason in NOT_TRIED
        self.with_waivers[judge_with_waivers(target)] += 1
        self.waived += sum(finding.waiver is not None for finding in target.findings)

    @property
    def waived_sentence(self) -> str:
        """What the waivers change, as the end of a sum; empty without any."""
        if not self.waived:
            return ""
        return f"with waivers ({_findings(self.waived)}): {spelled(self.with_waivers)}"


def scores_of(targets: Iterable[TargetReport]) -> Scores:
    """Return the scores of a report's targets."""
    scores = Scores()
    for target in targets:
        scores.add(target)
    return scores


def spelled(verdicts: Counter[Verdict]) -> str:
    """Return verdicts with their numbers.

    >>> spelled(Counter({Verdict.COMPLIANT: 2, Verdict.VIOLATION: 1}))
    '2 compliant, 1 violation'
    """
    return ", ".join(f"{verdicts[verdict]} {verdict}" for verdict in Verdict if verdicts[verdict]) or "nothing"


def _findings(times: int) -> str:
    return "1 finding waived" if times == 1 else f"{times} findings waived"
