"""Cases as users meet them: a site that takes its time, and a newsroom that keeps a table."""

from __future__ import annotations

import re
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from attrcheck import ExitCode
from attrcheck.cli.main import main
from attrcheck.demo import TERMS
from tests.acceptance.conftest import demo_page, send_html, serving

OK, FINDINGS, USAGE, INCOMPLETE, INTERNAL = ExitCode
WORK = "https://vandermeer.example/2024/05/night-ferry/"


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs and cases are kept below the current folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ATTRCHECK_STORE")


def here(*arguments: object, code: ExitCode | None = OK) -> Result:
    """Run a command inside this process."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert code is None or result.exit_code == code, result.output
    return result


def test_an_outlet_is_asked_and_corrects_itself() -> None:
    """From the first violation to the credit, with the records of both captures."""
    shown = ["no-credit"]

    def answer(handler: BaseHTTPRequestHandler) -> None:
        send_html(handler, demo_page(shown[0]).encode())

    with serving(answer) as base:
        opened = here("scan", f"{base}copy", "--terms", TERMS, "--quiet", code=FINDINGS).output
        again = here("case", "follow", "last").output
        asked = here("case", "ask", 1, "--by", "Ann", "--on", "2026-05-02").output
        shown[0] = "full-credit"
        closed = here("scan", f"{base}copy", "--terms", TERMS, "--quiet").output
    story = here("case", "show", 1).output

    assert f"case 1 is new: 127.0.0.1, {WORK.rstrip('/')}" in opened
    assert again == ""
    assert "1  asked  2026-05-02" in asked
    assert "case 1 is fixed" in closed
    assert re.search(
        r"fixed: name in article.*\n +failed in the capture of .*record .* in evidence\S* of run .*\n +settled in the capture", story
    )
    assert "asked by Ann" in story
    assert here("case", "list", "--open").output == ""
    assert here("case", "list", "--state", "fixed").output.startswith("1  fixed")


def test_cases_without_a_page() -> None:
    """A radio station is asked, reminded, answers, and the case is closed by hand."""
    here("case", "open", "--outlet", "Radio Example", "--work", WORK, "--note", "Read out.", "--by", "Ann")
    for name, more in (("ask", ()), ("remind", ()), ("answer", ("--note", "They are sorry.")), ("note", ("--note", "Nice."))):
        here("case", name, 1, *more)
    here("case", "close", 1, "--as", "waived")
    here("case", "export", "--output", "cases.csv")

    assert here("case", "list").output.startswith("1  waived")
    assert "Radio Example" in Path("cases.csv").read_text()
    assert "1 rows, 1 cases" in here("case", "import", "cases.csv").output
    assert here("case", "export").output.removeprefix("\ufeff") == Path("cases.csv").read_text().removeprefix("\ufeff")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("show", 7), "there is no case 7"),
        (("note", 1), "a note needs --note"),
        (("ask", 1, "--on", "2999-01-01"), "is still to come"),
        (("open", "--work", WORK), "a case needs a page"),
        (("open", "--page", "copy.html", "--work", WORK), "a case needs a page"),
        (("follow", "last"), "is no run"),
    ],
)
def test_mistakes(arguments: tuple[object, ...], says: str) -> None:
    """Each is told in a sentence, and nothing is changed."""
    here("case", "open", "--outlet", "Radio Example", "--work", WORK)
    before = here("case", "list").output

    assert says in here("case", *arguments, code=USAGE).output
    assert here("case", "list").output == before


def test_a_finding_is_accepted_with_a_waiver_only() -> None:
    """Else the next scan would open the case again."""
    with serving(lambda handler: send_html(handler, demo_page("no-credit").encode())) as base:
        here("scan", f"{base}copy", "--terms", TERMS, "--quiet", code=FINDINGS)
        here("case", "follow", "last")
    refused = here("case", "close", 1, "--as", "waived", code=USAGE).output
    Path("waivers.toml").write_text(
        '[[waiver]]\noutlet = "127.0.0.1"\nreason = "permission"\nbecause = "They asked."\nby = "Ann"\nuntil = 2999-12-31\n'
    )

    assert "attrcheck waive" in refused
    assert "case 1 is waived" in here("case", "follow", "last", "--waivers", "waivers.toml").output


def test_a_sheet_with_a_mistake_changes_nothing() -> None:
    """All rows are read before the first is kept."""
    Path("sheet.csv").write_text(f"News outlet,Work\nRadio,{WORK}\n,{WORK}\n")

    assert "row 3" in here("case", "import", "sheet.csv", code=USAGE).output
    assert here("case", "list").output == ""
