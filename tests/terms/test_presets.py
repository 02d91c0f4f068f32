"""The terms that come with attrcheck: each is right, states its source, and has tests that would notice a change for the worse.

The cases beside this file are terms for the words that no shipped ones use, so that every word of the language stands in terms with pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner, Result
from msgspec import Struct
from msgspec.structs import replace

from attrcheck import term_tests
from attrcheck.cli.main import main
from attrcheck.demo import TERMS
from attrcheck.errors import ExitCode
from attrcheck.fetch import fetch_saved
from attrcheck.kinds import COMBINATORS, KINDS, AnyRequirement, Condition, PlacedRequirement
from attrcheck.kinds.access_no_paywall import AccessNoPaywall
from attrcheck.kinds.attested import Attested
from attrcheck.kinds.combinators import AnyOf
from attrcheck.model import Level, Outcome, Place, Placement, Prominence, TargetReport, Verdict
from attrcheck.rules_folder import rules_folder
from attrcheck.terms import Terms, TestEntry, load_terms, presets
from attrcheck.terms.language import TermsFile, parts_of

CASES = sorted((Path(__file__).parent / "cases").glob("*/terms.toml"))
# Pages of a preset that show what is right, what is wrong, and what only a person can tell.
LEAST_TESTS = 3
# What a key is worth that a file does not have.
EMPTY: tuple[object, ...] = (None, "", (), {})

of_every_preset = pytest.mark.parametrize("name", presets())
of_every_terms = pytest.mark.parametrize("name", [*presets(), *map(str, CASES)], ids=[*presets(), *(file.parent.name for file in CASES)])


class Tried(NamedTuple):
    """A test of a preset and what is said about its page."""

    entry: TestEntry
    reports: tuple[TargetReport, ...]


@cache
def tried(name: str) -> tuple[Tried, ...]:
    """Every test of a terms file, its page checked once."""
    terms = load_terms(name)
    works = term_tests.test_works(terms, fetch_saved)
    return tuple(Tried(entry, term_tests.checked(entry, terms, works)) for entry in terms.file.test)


def duties(terms: Terms) -> Iterator[tuple[AnyRequirement, Place]]:
    """What a page must do to comply, as far as a program can see it."""
    for requirement in terms.requirements:
        for place, level in requirement.places_in(terms.reading).items():
            if level is Level.MUST and not isinstance(requirement, Attested):
                yield requirement, place


def worst(requirement: AnyRequirement) -> Outcome:
    """What is said of the worst page: no failure where only a person can see that nothing does."""
    parts = requirement.of if isinstance(requirement, AnyOf) else (requirement,)
    accuses_nobody = any(isinstance(part, Attested | AccessNoPaywall) for part in parts)
    return Outcome.CANNOT_TELL if accuses_nobody else Outcome.FAILED


@of_every_preset
def test_preset_says_whose_terms_it_holds_and_when_they_were_read(name: str) -> None:
    file = load_terms(name).file
    assert file.id == name
    assert file.source.startswith("https://")
    assert file.read_on


def test_no_two_publishers_share_a_source() -> None:
    publishers: dict[str, set[str]] = {}
    for name in presets():
        file = load_terms(name).file
        publishers.setdefault(file.source.rstrip("/"), set()).add(file.outlet.name if file.outlet else name)
    assert {source: names for source, names in publishers.items() if len(names) > 1} == {}


@of_every_terms
def test_terms_have_pages_for_every_verdict(name: str) -> None:
    terms = load_terms(name)
    verdicts = [entry.verdict for entry in terms.file.test]
    assert len(verdicts) >= LEAST_TESTS
    possible = {Verdict.COMPLIANT, Verdict.UNDETERMINED} | ({Verdict.VIOLATION} if list(duties(terms)) else set())
    assert possible <= set(verdicts)


@of_every_terms
def test_every_duty_is_met_on_some_page_and_missing_on_another(name: str) -> None:
    terms = load_terms(name)
    expected = {(id_, place, outcome) for entry in terms.file.test for place, said in entry.expect.items() for id_, outcome in said.items()}
    wanted = {(duty.id, place, said) for duty, place in duties(terms) for said in (Outcome.PASSED, worst(duty))}
    assert wanted - expected == set()


@of_every_terms
def test_every_page_is_a_test(name: str) -> None:
    folder = Path(load_terms(name).path).parent
    used = {folder / entry.page for entry in load_terms(name).file.test}
    lying = {*(rules_folder() / "tests" / name).glob("*")} if name in presets() else {*folder.glob("*")} - {folder / "terms.toml"}
    assert lying == used


@of_every_terms
def test_terms_say_what_is_right_about_their_pages(name: str) -> None:
    assert {result.entry.page: result.wrong for result in term_tests.run_tests(load_terms(name), fetch_saved) if result.wrong} == {}


@of_every_terms
def test_another_outcome_or_verdict_would_be_noticed(name: str) -> None:
    for entry, reports in tried(name):
        for mutant in (*other_verdicts(entry), *other_outcomes(entry)):
            assert list(term_tests.misses(mutant, reports)), mutant


def other_verdicts(entry: TestEntry) -> Iterator[TestEntry]:
    """The test with each verdict that it does not expect."""
    yield from (replace(entry, verdict=verdict) for verdict in Verdict if verdict is not entry.verdict)


def other_outcomes(entry: TestEntry) -> Iterator[TestEntry]:
    """The test with each outcome that it does not expect, one at a time."""
    for place, outcomes in entry.expect.items():
        for id_, expected in outcomes.items():
            for outcome in Outcome:
                if outcome is not expected:
                    yield replace(entry, expect={**entry.expect, place: {**outcomes, id_: outcome}})


# Every word of the language.


def test_every_word_of_the_language_stands_in_terms_that_have_pages() -> None:
    words = {*KINDS, *COMBINATORS, *fields(Condition, "when."), *fields(TermsFile), *fields(TestEntry, "test.")}
    words |= {*map(str, Placement), *map(str, Prominence)}
    assert sorted(words - {word for name in (*presets(), *CASES) for word in words_of(load_terms(name).file)}) == []


def fields(table: type[Struct] | Struct, before: str = "") -> set[str]:
    """The keys that a table can have, or those that it has."""
    return {before + name for name in table.__struct_fields__ if isinstance(table, type) or getattr(table, name) not in EMPTY}


def words_of(file: TermsFile) -> Iterator[str]:
    """The words that a terms file uses."""
    yield from fields(file)
    for entry in file.test:
        yield from fields(entry, "test.")
    for part in parts_of(file.requirements):
        yield part.kind
        if isinstance(part, PlacedRequirement):
            yield from (part.placement, part.prominence)
        if part.when:
            yield from fields(part.when, "when.")


# `attrcheck terms test` on a file whose tests are wrong.

CREDIT = (
    "<p>By Zoë Vandermeer, River Historian documenting Ferry Crossings in Northern Europe and the Baltic States, @ZoeVandermeer on X</p>"
)
RIGHT = {"page": "page.html", "verdict": "compliant", "name": "passed"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the work of the demonstration, a page that reuses it, a folder that is no page, and a page of other bytes."""
    (tmp_path / "work.txt").write_bytes((TERMS.parent / "work.txt").read_bytes())
    (tmp_path / "page.html").write_text(f"<h1>[[title]]</h1>{CREDIT}[[work]]", encoding="utf-8")
    (tmp_path / "folder.html").mkdir()
    (tmp_path / "pdf.html").write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<</Type/Catalog>>\nendobj\n")
    return tmp_path


def terms_test(folder: Path, **changed: str) -> Result:
    """Run the tests of a terms file that has one, right but for what is changed."""
    said = RIGHT | changed
    test = (
        f'[[test]]\npage = "{said["page"]}"\nwhy = "To try."\nverdict = "{said["verdict"]}"\nexpect.article = {{ name = "{said["name"]}" }}'
    )
    file = folder / "terms.toml"
    file.write_text(f"{TERMS.read_text(encoding='utf-8')}\n{test}\n", encoding="utf-8")
    return CliRunner().invoke(main, ["terms", "test", str(file)])


def test_a_right_test_is_exit_code_0(folder: Path) -> None:
    result = terms_test(folder)
    assert result.exit_code == ExitCode.OK, result.output
    assert "1 tests, 0 failed" in result.output


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"page": "missing.html"}, "the page cannot be read: No such file or directory"),
        ({"page": "folder.html"}, "the page cannot be read: Is a directory"),
        ({"page": "pdf.html"}, "expected verdict compliant, said undetermined"),
        ({"name": "failed"}, "name in article: expected failed, said passed"),
        ({"name": "untested"}, "name in article: expected untested, said passed"),
        ({"verdict": "violation"}, "expected verdict violation, said compliant"),
        ({"verdict": "not-a-reuse"}, "expected verdict not-a-reuse, said compliant"),
    ],
    ids=lambda value: "-".join(value.values()) if isinstance(value, dict) else "",
)
def test_a_wrong_test_is_exit_code_1_and_a_sentence(changed: dict[str, str], sentence: str, folder: Path) -> None:
    result = terms_test(folder, **changed)
    assert result.exit_code == ExitCode.FINDINGS, result.output
    assert sentence in result.output
    assert "1 tests, 1 failed" in result.output
