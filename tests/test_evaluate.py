"""evaluate and judge: nothing is ever silent, and only duties decide."""

from __future__ import annotations

from itertools import chain, combinations, product

import msgspec
import pytest

from attrcheck import Finding, Outcome, Verdict, load_terms
from attrcheck.demo import TERMS
from attrcheck.evaluate import evaluate, judge, not_a_reuse, not_checked
from attrcheck.model import Failure, FailureReason, Level, Passage, Place, Reuse, ReuseClass, Subject
from attrcheck.terms import Terms

COPY = Reuse(class_=ReuseClass.VERBATIM, coverage=1.0, reason="the page repeats 100% of the work")
DOUBTFUL = Reuse(class_=ReuseClass.PARTIAL, coverage=0.03, reason="too short to be sure", is_certain=False)
NO_REUSE = Reuse(class_=ReuseClass.NONE, coverage=0.0, reason="no passage of the work was found on the page")
PASSED, FAILED, CANNOT_TELL, INAPPLICABLE, UNTESTED = Outcome
MUST, SHOULD, MAY = Level
STRICT = load_terms(TERMS)
WORK = STRICT.works[0]
EVERYWHERE = dict.fromkeys(Place, MUST)


def bare(place: Place, number: int = 1, limits: str | None = None) -> Subject:
    """A subject without any credit."""
    url = f"https://a.example/{place}-{number}"
    return Subject(place=place, url=url, label=place, passages=(Passage(text="Words.", locator="p"),), limits=limits)


def finding(outcome: Outcome, level: Level = MUST, place: Place = Place.ARTICLE) -> Finding:
    """A finding with this outcome."""
    return Finding(
        requirement="name", kind="credit.name", level=level, place=place, subject="https://a.example/", outcome=outcome, reason="it"
    )


def binding_everywhere() -> Terms:
    """Terms whose requirements bind in every place there is."""
    requirements = tuple(msgspec.structs.replace(r, places=EVERYWHERE, readings={}) for r in STRICT.requirements)
    return msgspec.structs.replace(STRICT, file=msgspec.structs.replace(STRICT.file, requirements=requirements))


def duties(terms: Terms) -> set[tuple[str, Place]]:
    """Every requirement in every place where it binds."""
    return {(r.id, place) for r in terms.requirements for place in r.places_in(terms.reading)}


def subsets(places: tuple[Place, ...]) -> list[tuple[Place, ...]]:
    """Every choice of places."""
    return list(chain.from_iterable(combinations(places, size) for size in range(len(places) + 1)))


@pytest.mark.parametrize("terms", [STRICT, load_terms(TERMS, "narrow"), binding_everywhere()], ids=["strict", "narrow", "everywhere"])
def test_every_duty_has_a_finding(terms: Terms) -> None:
    """Whatever was there and whatever was searched: silence is never a pass."""
    for there, searched in product(subsets(tuple(Place)), repeat=2):
        found = list(evaluate(terms, WORK, [bare(place) for place in there], {place: f"searched {place}" for place in searched}, COPY))
        said = {(f.requirement, f.place): f.outcome for f in found}
        expected = {duty: FAILED if duty[1] in there else INAPPLICABLE if duty[1] in searched else UNTESTED for duty in duties(terms)}

        assert said == expected


def test_every_subject_has_a_finding() -> None:
    """Three posts that share a page are three duties each."""
    found = list(evaluate(STRICT, WORK, [bare(Place.ARTICLE), *(bare(Place.SHARE, n) for n in (1, 2, 3))], {}, COPY))
    shares = [(f.requirement, f.subject) for f in found if f.place is Place.SHARE]

    assert len(shares) == len(set(shares)) == 3 * len(STRICT.requirements)


def test_a_place_that_does_not_bind_is_not_judged() -> None:
    """In the narrow reading a share owes a reference only."""
    found = evaluate(load_terms(TERMS, "narrow"), WORK, [bare(Place.ARTICLE), bare(Place.SHARE)], {}, COPY)

    assert {f.requirement for f in found if f.place is Place.SHARE} == {"reference"}


def test_findings_carry_the_level_of_their_place() -> None:
    """A share preview is a wish, not a duty."""
    found = evaluate(STRICT, WORK, [bare(place) for place in Place], {}, COPY)

    assert {(f.place, f.level) for f in found} == {(Place.ARTICLE, MUST), (Place.SHARE, MUST), (Place.SHARE_PREVIEW, SHOULD)}


def test_an_absence_says_what_was_searched() -> None:
    """Without any share the reason tells where somebody looked, and the finding hangs on the page."""
    found = [
        f for f in evaluate(STRICT, WORK, [bare(Place.ARTICLE)], {Place.SHARE: "nothing is embedded"}, COPY) if f.place is not Place.ARTICLE
    ]

    assert {f.reason for f in found if f.outcome is INAPPLICABLE} == {"nothing is embedded"}
    assert {f.reason for f in found if f.outcome is UNTESTED} == {"the place share-preview was not searched"}
    assert {f.subject for f in found} == {bare(Place.ARTICLE).url}


@pytest.mark.parametrize(
    ("limits", "reuse", "outcome", "because"),
    [
        (None, COPY, FAILED, "not found"),
        ("the post is cut short", COPY, CANNOT_TELL, "the post is cut short"),
        (None, DOUBTFUL, CANNOT_TELL, "too short to be sure"),
        ("the post is cut short", DOUBTFUL, CANNOT_TELL, "the post is cut short"),
    ],
)
def test_doubt_softens_failures(limits: str | None, reuse: Reuse, outcome: Outcome, because: str) -> None:
    """What we do not hold, or are not sure of, accuses nobody; what is missing stays in the reason, and the remedy too."""
    found = list(evaluate(STRICT, WORK, [bare(Place.ARTICLE, limits=limits)], dict.fromkeys(Place, ""), reuse))
    article = [f for f in found if f.place is Place.ARTICLE]

    assert {f.outcome for f in article} == {outcome}
    assert all("not found" in f.reason and because in f.reason and f.remedy for f in article)


def test_doubt_hides_no_pass() -> None:
    """A credit that is there is there, even in a text cut short."""
    credit = Passage(text=f"By {WORK.author.name}", locator="p")
    cut = msgspec.structs.replace(bare(Place.ARTICLE, limits="cut"), passages=(credit,))
    outcomes = {f.requirement: f.outcome for f in evaluate(STRICT, WORK, [cut], {}, DOUBTFUL) if f.place is Place.ARTICLE}

    assert outcomes == {"name": PASSED, "function": CANNOT_TELL, "reference": CANNOT_TELL}


@pytest.mark.parametrize("terms", [STRICT, binding_everywhere()], ids=["strict", "everywhere"])
def test_a_page_that_owes_nothing_says_so_for_every_duty(terms: Terms) -> None:
    """No failed finding, and the reason why none."""
    found = list(not_a_reuse(terms, "https://a.example/", NO_REUSE))

    assert {(f.requirement, f.place) for f in found} == duties(terms)
    assert {f.outcome for f in found} == {INAPPLICABLE}
    assert all(NO_REUSE.reason in f.reason for f in found)


def test_a_page_that_was_not_fetched_says_so_for_every_duty() -> None:
    """Blocked is an outcome with a reason."""
    found = list(not_checked(STRICT, "https://a.example/", Failure(reason=FailureReason.BLOCKED, detail="The server asks for a login.")))

    assert {(f.requirement, f.place) for f in found} == duties(STRICT)
    assert {f.outcome for f in found} == {CANNOT_TELL}
    assert all("blocked" in f.reason and "asks for a login" in f.reason for f in found)


@pytest.mark.parametrize(
    ("findings", "verdict"),
    [
        ([], Verdict.COMPLIANT),
        ([finding(PASSED)], Verdict.COMPLIANT),
        ([finding(INAPPLICABLE)], Verdict.COMPLIANT),
        ([finding(PASSED), finding(INAPPLICABLE)], Verdict.COMPLIANT),
        ([finding(PASSED), finding(FAILED, SHOULD), finding(FAILED, MAY)], Verdict.COMPLIANT),
        ([finding(PASSED), finding(CANNOT_TELL, SHOULD), finding(UNTESTED, MAY)], Verdict.COMPLIANT),
        ([finding(PASSED), finding(CANNOT_TELL)], Verdict.UNDETERMINED),
        ([finding(PASSED), finding(UNTESTED)], Verdict.UNDETERMINED),
        ([finding(PASSED), finding(CANNOT_TELL, place=Place.SHARE)], Verdict.UNDETERMINED),
        ([finding(PASSED), finding(FAILED)], Verdict.VIOLATION),
        ([finding(PASSED), finding(CANNOT_TELL), finding(FAILED)], Verdict.VIOLATION),
        ([finding(PASSED), finding(FAILED, place=Place.SHARE)], Verdict.VIOLATION),
    ],
)
def test_judge(findings: list[Finding], verdict: Verdict) -> None:
    """Only duties decide: failed beats open beats passed, in whatever order they come."""
    assert judge(findings, COPY) is verdict
    assert judge(reversed(findings), COPY) is verdict


@pytest.mark.parametrize("findings", [[], [finding(PASSED)], [finding(CANNOT_TELL)]])
def test_a_page_that_was_not_read_is_never_compliant(findings: list[Finding]) -> None:
    """Silence is never a pass."""
    assert judge(findings, None) is Verdict.UNDETERMINED


@pytest.mark.parametrize("outcome", list(Outcome))
def test_a_page_that_is_no_reuse_is_never_accused(outcome: Outcome) -> None:
    """Whatever a fault elsewhere puts into its findings."""
    assert judge([finding(outcome)], NO_REUSE) is Verdict.NOT_A_REUSE
