"""The hand-written cases: one test a folder."""

from __future__ import annotations

import pytest

from tests.eval import corpus

CASES = corpus.cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: corpus.Case) -> None:
    """Every judgement of the folder's `expected.toml` holds."""
    wrong = [
        f"{judged.requirement} in {judged.place}: said {judged.said}, accepted {', '.join(judged.accepted)}"
        for judged in corpus.judgements(case, corpus.check(case.name))
        if judged.grade != "right"
    ]

    assert wrong == [], case.why


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case_says_why(case: corpus.Case) -> None:
    """A case whose reason is lost cannot be judged when the rules change."""
    first = (corpus.CASES / case.name / "expected.toml").read_text(encoding="utf-8").splitlines()[0]

    assert first.startswith("# why: ")
    assert len(case.why) > 20


def test_there_are_many_cases() -> None:
    """A folder that is no longer found would pass unseen."""
    assert len(CASES) >= 130


@pytest.mark.parametrize("verdict", ["compliant", "violation", "undetermined", "not-a-reuse"])
def test_every_verdict_is_the_only_right_one_somewhere(verdict: str) -> None:
    """Cases that accept everything would prove nothing."""
    assert sum(case.verdicts == (verdict,) for case in CASES) >= 5
