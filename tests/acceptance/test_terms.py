"""attrcheck terms, as a user meets it: exit codes, messages, files."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from attrcheck.cli.main import main
from attrcheck.demo import TERMS, WORK
from attrcheck.terms import presets

TEST = """
[[test]]
page = "copy.html"
why = "A copy."
verdict = "{verdict}"
on = "2026-02-01"
expect.article = {{ name = "{name}" }}
"""
COPY = "<html><body><h1>[[title]]</h1><p class=byline>By Zoë Vandermeer</p>[[work 4-12]]</body></html>"


def run(*arguments: str) -> Result:
    """attrcheck terms with these arguments."""
    return CliRunner().invoke(main, ["terms", *arguments])


@pytest.fixture
def terms(tmp_path: Path) -> Path:
    """The demonstration's terms in a folder of their own, with a page beside them."""
    (tmp_path / "work.txt").write_bytes(WORK.read_bytes())
    (tmp_path / "copy.html").write_text(COPY, encoding="utf-8")
    path = tmp_path / "terms.toml"
    path.write_text(TERMS.read_text(encoding="utf-8"), encoding="utf-8")
    return path


def with_test(terms: Path, verdict: str = "violation", name: str = "passed", page: str = "copy.html") -> str:
    """The terms with one test."""
    entry = TEST.format(verdict=verdict, name=name).replace("copy.html", page)
    terms.write_text(TERMS.read_text(encoding="utf-8") + entry, encoding="utf-8")
    return str(terms)


def test_list_names_every_preset() -> None:
    """With where the terms are stated."""
    result = run("list")

    assert result.exit_code == 0
    assert [name for name in presets() if f"{name} " not in result.stdout] == []


def test_check_says_that_a_file_is_right(terms: Path) -> None:
    """Several files at once; a preset by its name."""
    result = run("check", str(terms), "remy-bonny")

    assert result.exit_code == 0
    assert "terms demo 1 are right: 3 requirements, 1 work, 0 tests" in result.stdout


def test_check_tells_a_mistake(terms: Path) -> None:
    """File, key, sentence; exit code 2."""
    terms.write_text(terms.read_text(encoding="utf-8").replace("credit.name", "credit.nmae"), encoding="utf-8")
    result = run("check", str(terms))

    assert result.exit_code == 2
    assert "requirements[0].kind: Invalid value 'credit.nmae'; did you mean credit.name? known kinds:" in result.stderr


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (lambda terms: (terms.parent / "work.txt").unlink(), "work.txt: cannot be read"),
        (lambda terms: terms.write_text(terms.read_text("utf-8").replace("(Reuse notice)", "(Nowhere)"), "utf-8"), "hold the phrase"),
        (lambda terms: with_test(terms, page="missing.html"), "there is no file missing.html"),
    ],
)
def test_check_looks_at_the_files_beside(terms: Path, wrong: Callable[[Path], object], sentence: str) -> None:
    """A scan would say it, on the day when it is needed."""
    wrong(terms)
    result = run("check", str(terms))
    assert result.exit_code == 2
    assert sentence in result.stderr


def test_show_and_export_follow_the_reading(terms: Path) -> None:
    """What binds in a reading, and nothing else."""
    assert "Reading narrow:" in run("show", str(terms), "--reading", "narrow").stdout
    assert json.loads(run("export", "--odrl", str(terms)).stdout)["@type"] == "Set"


def test_export_wants_a_language(terms: Path) -> None:
    """There may be others one day."""
    result = run("export", str(terms))

    assert result.exit_code == 2
    assert "--odrl" in result.stderr


def test_schema_is_json() -> None:
    """For editors."""
    assert json.loads(run("schema").stdout)["title"] == "attrcheck terms"


def test_tests_that_hold(terms: Path) -> None:
    """Exit code 0; what no test could notice is a note."""
    result = run("test", with_test(terms))

    assert result.exit_code == 0
    assert "ok      copy.html: A copy." in result.stdout
    assert "note: name in article is never expected to be failed" in result.stdout
    assert "1 tests, 0 failed" in result.stdout


def test_terms_without_tests_say_so(terms: Path) -> None:
    """Nothing failed, and nothing was tried: a note for each requirement."""
    result = run("test", str(terms), "stack-exchange")

    assert result.exit_code == 0
    assert "terms.toml: 0 tests" in result.stdout
    assert "never expected to be passed" in result.stdout


@pytest.mark.parametrize(("verdict", "name"), [("violation", "failed"), ("violation", "cannot-tell"), ("compliant", "passed")])
def test_an_expectation_that_does_not_hold(terms: Path, verdict: str, name: str) -> None:
    """Exit code 1, with what was said instead and why."""
    result = run("test", with_test(terms, verdict, name))

    assert result.exit_code == 1
    assert "FAILED  copy.html" in result.stdout
    assert "expected" in result.stdout


@pytest.mark.parametrize("body", [None, b"", b"\x00\x01\x02", b"<html><body><form><input type=password></form></body></html>"])
def test_a_page_that_cannot_be_read(terms: Path, body: bytes | None) -> None:
    """Missing, empty, no page at all, a login: the test fails, whatever was expected of it."""
    if body is not None:
        (terms.parent / "other.html").write_bytes(body)
    result = run("test", with_test(terms, "violation", "passed", "other.html"))

    assert result.exit_code == 1
    assert "FAILED  other.html" in result.stdout


def test_draft_writes_a_file_that_loads(tmp_path: Path) -> None:
    """From the page to the file, and the file is right."""
    output = tmp_path / "mine.toml"
    result = run("draft", str(WORK), "--output", str(output))

    assert result.exit_code == 0, result.output
    assert run("check", str(output)).exit_code == 0


def test_draft_of_nothing_is_told(tmp_path: Path) -> None:
    """Exit code 2, and no file."""
    assert run("draft", str(tmp_path / "none.html")).exit_code == 2


def test_terms_that_name_no_work_want_one(terms: Path) -> None:
    """A scan with them says how to name it."""
    result = CliRunner().invoke(main, ["scan", str(terms.parent / "copy.html"), "--terms", "cc-by-4.0"])

    assert result.exit_code == 2
    assert "--work" in result.stderr


def test_a_work_can_be_named(terms: Path) -> None:
    """Its page says title, author, day and text; the copy is recognised and its credit read."""
    page = terms.parent / "work.html"
    head = '<title>T</title><meta name="author" content="Zoë Vandermeer"><link rel=canonical href="https://v.example/a">'
    page.write_text(
        f"<html><head>{head}</head><body><article>{''.join(f'<p>{p}</p>' for p in WORK.read_text(encoding='utf-8').split(chr(10)))}",
        encoding="utf-8",
    )
    copy = terms.parent / "full.html"
    copy.write_text(page.read_text(encoding="utf-8").replace("<body>", "<body><p class=byline>By Zoë Vandermeer</p>"), encoding="utf-8")
    report = terms.parent / "r.json"
    result = CliRunner().invoke(main, ["scan", str(copy), "--terms", "cc0-1.0", "--work", str(page), "-o", str(report)])

    assert result.exit_code == 0, result.output
    assert re.search(r"the work is “T” by Zoë Vandermeer, https://v.example/a: \d+ words, “At twenty .* …", result.stderr), result.stderr
    made = json.loads(report.read_text(encoding="utf-8"))
    assert made["works"] == ["https://v.example/a"]
    assert made["targets"][0]["work"] == "https://v.example/a"
