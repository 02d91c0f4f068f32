"""The demonstration: what a newcomer runs first."""

from __future__ import annotations

import urllib.error
import urllib.request
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

from attrcheck import ExitCode, Report, Verdict
from attrcheck.cli.main import main
from attrcheck.demo import demo_pages, served


@pytest.fixture(scope="module")
def report_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the demonstration's report is written."""
    return tmp_path_factory.mktemp("demo") / "report.json"


@pytest.fixture(scope="module")
def result(report_path: Path) -> Result:
    """One run over real HTTP on the loopback address."""
    return CliRunner().invoke(main, ["demo", "--output", str(report_path)])


def test_demo_ends_well(result: Result) -> None:
    """All pages are judged as they were meant, and the newcomer is told where the report lies."""
    assert result.exit_code == ExitCode.OK, result.output
    assert "UNEXPECTED" not in result.output
    assert "report.json" in result.output


def test_demo_shows_every_verdict(result: Result, report_path: Path) -> None:
    """At least twelve situations, and nobody has to guess what a verdict looks like."""
    report = msgspec.json.decode(report_path.read_bytes(), type=Report)

    assert result.exit_code == ExitCode.OK
    assert len(report.targets) == len(demo_pages()) >= 12
    assert {target.verdict for target in report.targets} == set(Verdict)


def test_demo_pages_are_judged_as_expected(result: Result, report_path: Path) -> None:
    """Compared here as well, so that a fault in the command's own comparison shows."""
    report = msgspec.json.decode(report_path.read_bytes(), type=Report)
    said = {target.url.rpartition("/")[2]: str(target.verdict) for target in report.targets}
    wrong = {page.name: said.get(page.name) for page in demo_pages() if said.get(page.name) not in page.verdicts}

    assert result.exit_code == ExitCode.OK
    assert wrong == {}


def test_demo_pages_say_why() -> None:
    """Each page's reason is printed beside its verdict."""
    assert [page.name for page in demo_pages() if len(page.why) < 20] == []


@pytest.mark.parametrize(("name", "status"), [("full-credit", 200), ("blocked", None), ("no-such-page", 404), ("../terms.toml", 404)])
def test_demo_server_answers(name: str, status: int | None) -> None:
    """It serves its pages and nothing else of this machine."""
    expected = {page.name: page.status for page in demo_pages()}
    with served() as base:
        assert base.startswith("http://127.0.0.1:")
        try:
            with urllib.request.urlopen(base + name) as answer:
                got = answer.status
        except urllib.error.HTTPError as error:
            got = error.code
            error.close()

    assert got == (status or expected[name])
