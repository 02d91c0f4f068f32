"""all, any, not, at_least: what the parts say decides, in any order, and what cannot be told stays untold."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations, product
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attrcheck.evaluate import conclude
from attrcheck.kinds import COMBINATORS, AnyRequirement
from attrcheck.model import Conclusion, Evidence, Outcome, Place, ReuseClass, Subject
from tests.kinds.subjects import NAME, TITLE, WORK, passage, subject

PASSED, FAILED, CANNOT_TELL, INAPPLICABLE, UNTESTED = Outcome
EVERY = tuple(Outcome)
PAGE = Subject(place=Place.ARTICLE, url="https://a.example/copy", label="article", passages=(), captured_at="2026-11-22T00:00:00Z")


def part(outcome: Outcome, note: str = "") -> dict[str, Any]:
    """A part that says so of every page: a record of somebody who saw it, nobody who did, or print."""
    if outcome is INAPPLICABLE:
        return {"kind": "attested", "when": {"medium": ["print"]}}
    seen = {"page": "https://a.example/", "by": "Anna", "on": "2026-11-01", "outcome": outcome, "note": note}
    return {"kind": "attested", "seen": [seen] if outcome in (PASSED, FAILED) else []}


def combined(kind: str, *parts: dict[str, Any], of: Subject = PAGE, **options: Any) -> Conclusion:
    """What a combination of parts says, as evaluate asks for it."""
    written = {"kind": kind, "of": parts, **options}
    return conclude(msgspec.convert(written, AnyRequirement), WORK, of)  # type: ignore[arg-type]


def said(kind: str, outcomes: Sequence[Outcome], **options: Any) -> Outcome:
    """The outcome of a combination of parts with these outcomes."""
    parts = [Conclusion(outcome=outcome, reason=outcome) for outcome in outcomes]
    combinator = COMBINATORS[kind]
    of = [part(PASSED)] * len(parts)
    return combinator.combine(msgspec.convert({"of": of, **options}, combinator.options, strict=False), parts).outcome


def expected(needed: int, outcomes: Sequence[Outcome]) -> Outcome:
    """What is right for so many of these: the worst and the best that the open ones could turn out to be."""
    binding = [outcome for outcome in outcomes if outcome is not INAPPLICABLE]
    if not binding:
        return INAPPLICABLE
    least = min(needed, len(binding))
    worst = binding.count(PASSED)
    best = len(binding) - binding.count(FAILED)
    return PASSED if worst >= least else CANNOT_TELL if best >= least else FAILED


@pytest.mark.parametrize("outcomes", list(product(EVERY, repeat=2)), ids="-".join)
def test_two_parts(outcomes: tuple[Outcome, ...]) -> None:
    """The truth tables of all and any, over every pair."""
    assert said("all", outcomes) is expected(2, outcomes)
    assert said("any", outcomes) is expected(1, outcomes)


@pytest.mark.parametrize(
    ("kind", "outcomes", "outcome"),
    [
        ("all", (PASSED, PASSED), PASSED),
        ("all", (PASSED, FAILED), FAILED),
        ("all", (PASSED, CANNOT_TELL), CANNOT_TELL),
        ("all", (FAILED, CANNOT_TELL), FAILED),
        ("all", (PASSED, INAPPLICABLE), PASSED),
        ("all", (FAILED, INAPPLICABLE), FAILED),
        ("all", (PASSED, UNTESTED), CANNOT_TELL),
        ("any", (PASSED, FAILED), PASSED),
        ("any", (PASSED, CANNOT_TELL), PASSED),
        ("any", (FAILED, CANNOT_TELL), CANNOT_TELL),
        ("any", (FAILED, FAILED), FAILED),
        ("any", (FAILED, INAPPLICABLE), FAILED),
        ("any", (INAPPLICABLE, INAPPLICABLE), INAPPLICABLE),
        ("not", (PASSED,), FAILED),
        ("not", (FAILED,), PASSED),
        ("not", (CANNOT_TELL,), CANNOT_TELL),
        ("not", (INAPPLICABLE,), INAPPLICABLE),
        ("not", (UNTESTED,), UNTESTED),
    ],
)
def test_the_tables_by_hand(kind: str, outcomes: tuple[Outcome, ...], outcome: Outcome) -> None:
    """The rows that matter, written down without a formula."""
    assert said(kind, outcomes) is outcome


@pytest.mark.parametrize("n", [1, 2, 3])
def test_at_least_of_three(n: int) -> None:
    """Every triple, for every number."""
    for outcomes in product(EVERY, repeat=3):
        assert said("at_least", outcomes, n=n) is expected(n, outcomes)


@given(st.lists(st.sampled_from(EVERY), min_size=1, max_size=5), st.randoms(use_true_random=False), st.data())
def test_the_order_of_parts_decides_nothing(outcomes: list[Outcome], random: Any, data: st.DataObject) -> None:
    """It is an order of preference for the remedy, not for the outcome."""
    n = data.draw(st.integers(1, len(outcomes)))
    shuffled = random.sample(outcomes, len(outcomes))

    assert said("all", outcomes) is said("all", shuffled)
    assert said("any", outcomes) is said("any", shuffled)
    assert said("at_least", outcomes, n=n) is said("at_least", shuffled, n=n)


@given(st.lists(st.sampled_from(EVERY), min_size=1, max_size=5))
def test_at_least_lies_between_any_and_all(outcomes: list[Outcome]) -> None:
    """One of them is any, all of them is all, and asking for more never helps."""
    rank = {PASSED: 0, CANNOT_TELL: 1, FAILED: 2, INAPPLICABLE: 0}
    found = [said("at_least", outcomes, n=n) for n in range(1, len(outcomes) + 1)]

    assert found[0] is said("any", outcomes)
    assert found[-1] is said("all", outcomes)
    assert [rank[outcome] for outcome in found] == sorted(rank[outcome] for outcome in found)


@given(st.lists(st.sampled_from(EVERY), min_size=1, max_size=4))
def test_not_any_is_all_not(outcomes: list[Outcome]) -> None:
    """De Morgan, with doubt and with what does not bind."""
    turned = [said("not", [outcome]) for outcome in outcomes]

    assert said("not", [said("any", outcomes)]) is said("all", turned)
    assert said("not", [said("all", outcomes)]) is said("any", turned)


@pytest.mark.parametrize("limits", [None, "the text is cut short"])
@pytest.mark.parametrize("condition", [None, {"reuse": ["verbatim"]}, {"edited": True}, {"medium": ["print"]}, {"network": ["x"]}])
@pytest.mark.parametrize("texts", [(), (f"By {NAME}",), (f"By {NAME}, {TITLE}",), ("By Z. Vandermeer",)], ids=str)
def test_one_or_its_opposite_never_fails(texts: tuple[str, ...], condition: Any, limits: str | None) -> None:
    """any(x, not x) asks for nothing, whatever can and cannot be known."""
    one = {"kind": "credit.name", **({"when": condition} if condition else {})}
    of = msgspec.structs.replace(subject(*texts), limits=limits)

    assert combined("any", one, {"kind": "not", "of": [one]}, of=of).outcome is not FAILED
    assert combined("not", {"kind": "all", "of": [one, {"kind": "not", "of": [one]}]}, of=of).outcome is not FAILED


@pytest.mark.parametrize(
    ("reuse", "outcome"), [(ReuseClass.VERBATIM, FAILED), (ReuseClass.PARTIAL, INAPPLICABLE), (None, CANNOT_TELL)], ids=str
)
def test_a_part_that_may_not_bind_accuses_nobody(reuse: ReuseClass | None, outcome: Outcome) -> None:
    """Turned round, a pass is a failure: nobody is accused by a condition that nobody knows."""
    of = msgspec.structs.replace(subject(f"By {NAME}"), reuse=reuse)

    assert combined("not", {"kind": "credit.name", "when": {"reuse": ["verbatim"]}}, of=of).outcome is outcome


def test_a_part_that_may_not_bind_clears_nobody() -> None:
    """`any` would pass by a part that perhaps plays no part."""
    one = {"kind": "credit.name", "when": {"reuse": ["verbatim"]}}
    other = {"kind": "credit.job_title"}

    assert combined("any", one, other, of=subject(f"By {NAME}")).outcome is CANNOT_TELL
    assert combined("any", one, other, of=subject(f"By {NAME}, {TITLE}")).outcome is PASSED
    assert combined("any", one, other, of=subject("Text.")).outcome is CANNOT_TELL


def test_what_was_cut_off_is_no_absence() -> None:
    """`not` passes by an absence only where all of the text was seen."""
    cut = msgspec.structs.replace(subject("Text."), limits="the text is cut short")

    assert combined("not", {"kind": "credit.name"}, of=subject("Text.")).outcome is PASSED
    assert combined("not", {"kind": "credit.name"}, of=cut).outcome is CANNOT_TELL
    assert combined("all", {"kind": "credit.name"}, of=cut).outcome is CANNOT_TELL


def test_parts_of_parts() -> None:
    """A combination is a part like any other; a part that does not bind is not missed."""
    inner = {"kind": "any", "of": [part(FAILED), part(PASSED)]}

    assert combined("all", inner, part(PASSED)).outcome is PASSED
    assert combined("all", inner, {"kind": "not", "of": [inner]}).outcome is FAILED
    assert combined("all", inner, {"kind": "any", "of": [part(INAPPLICABLE)]}).outcome is PASSED
    assert combined("at_least", inner, part(FAILED), part(INAPPLICABLE), n=2).outcome is FAILED
    assert combined("at_least", inner, part(PASSED), part(INAPPLICABLE), n=3).outcome is PASSED
    assert combined("any", part(INAPPLICABLE), inner, when={"medium": ["print"]}).outcome is INAPPLICABLE


def test_all_parts_that_do_not_bind_say_why() -> None:
    """Nothing to check is no pass, and has its reason."""
    conclusion = combined("all", part(INAPPLICABLE), part(INAPPLICABLE))

    assert conclusion.outcome is INAPPLICABLE
    assert conclusion.reason == "does not bind here: the medium is online"


@pytest.mark.parametrize("kind", ["all", "any"])
def test_the_parts_that_decide_speak(kind: str) -> None:
    """Who is accused reads about what failed, who is cleared about what passed."""
    failed, passed = combined(kind, part(FAILED, "bad"), part(FAILED, "worse")), combined(kind, part(PASSED, "good"), part(PASSED, "fine"))
    mixed = combined(kind, part(PASSED, "good"), part(FAILED, "bad"), part(CANNOT_TELL))

    assert [word for word in ("bad", "worse") if word not in failed.reason] == []
    assert [word for word in ("good", "fine") if word not in passed.reason] == []
    assert ("bad" in mixed.reason, "good" in mixed.reason) == ((True, False) if kind == "all" else (False, True))


def test_evidence_is_that_of_the_parts() -> None:
    """Each quote once, three at most, and the part that plays no role shows none."""
    name, title = {"kind": "credit.name"}, {"kind": "credit.job_title"}
    of = subject(*(passage(f"By {NAME}, {TITLE}") for _ in range(5)))
    one = combined("all", name, of=subject(f"By {NAME}"))
    both = combined("any", name, title, of=subject(f"By {NAME}"))
    quotes = combined("all", name, title, of=of).evidence

    assert [evidence.quote for evidence in one.evidence] == [f"By {NAME}"] == [evidence.quote for evidence in both.evidence]
    assert 1 <= len(quotes) == len(set(quotes)) <= 3
    assert all(isinstance(evidence, Evidence) for evidence in quotes)


def test_the_remedy_proposes_what_is_preferred() -> None:
    """Of several ways the first; where several things are missing, each of them."""
    name, title = {"kind": "credit.name"}, {"kind": "credit.job_title"}
    none = subject("Text.")
    by_name, by_title = (combined("any", one, of=none).remedy or "" for one in (name, title))
    for first, second in permutations(((name, by_name), (title, by_title))):
        assert combined("any", first[0], second[0], of=none).remedy == first[1]
        assert combined("all", first[0], second[0], of=none).remedy == f"{first[1]} {second[1]}"

    assert combined("at_least", name, title, part(PASSED), n=2, of=PAGE).remedy == by_name
    assert combined("all", name, title, of=subject(f"By {NAME}")).remedy == by_title
    assert combined("any", name, title, of=subject(f"By {NAME}")).remedy is None
    assert combined("not", name, of=subject(f"By {NAME}")).remedy == "Do not state the name of every author."
    assert combined("not", name, of=none).remedy is None
    assert combined("not", part(INAPPLICABLE)).remedy is None


@pytest.mark.parametrize(
    ("kind", "words"),
    [("all", ("one", ", and ", "two")), ("any", ("one", ", or else ", "two")), ("at_least", ("at least 1 of these", "one", "two"))],
)
def test_the_sentence_holds_every_part(kind: str, words: tuple[str, ...]) -> None:
    """A person who reads the terms reads all parts, each with where and when it binds."""
    parts = [{"kind": "licence.notice", "texts": [word], "placement": "end"} for word in ("one", "two")]
    options = {"n": 1} if kind == "at_least" else {}
    requirement: Any = msgspec.convert({"kind": kind, "of": parts, "when": {"translated": True}, **options}, AnyRequirement)  # type: ignore[arg-type]

    assert [word for word in words if word not in requirement.duty()] == []
    assert requirement.duty().count("at the end") == 2
    assert requirement.duty().endswith(", when the text was translated")
