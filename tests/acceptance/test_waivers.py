"""Waivers and terms of outlets as users meet them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

from attrcheck import ExitCode, Report, Verdict
from attrcheck.cli.main import main
from attrcheck.demo import TERMS, served
from attrcheck.identity import identity
from attrcheck.reporters import REPORTERS

Save = Callable[..., Path]
OK, FINDINGS, USAGE, INCOMPLETE, INTERNAL = ExitCode
WHY = 'reason = "permission"\nbecause = "They asked <b>nicely</b>."\nby = "Ann"\nuntil = 2999-12-31\n'


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs are kept below the current folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ATTRCHECK_STORE")


def here(*arguments: object, code: ExitCode | None = None) -> Result:
    """Run a command inside this process."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert code is None or result.exit_code == code, result.output
    return result


def waivers(text: str) -> Path:
    """A file of waivers."""
    path = Path("waivers.toml")
    path.write_text(text)
    return path


def report_at(path: str) -> Report:
    """A report that was written."""
    return msgspec.json.decode(Path(path).read_bytes(), type=Report)


def test_a_waived_page_counts_no_more_and_stays_visible(saved: Save) -> None:
    """The verdict stays, both scores are given, every format says who accepted it, and the exit code is that of the rest."""
    page = saved("no-credit")
    path = waivers('[[waiver]]\npage = "no-credit.html"\n' + WHY)
    outputs = [part for one in REPORTERS.values() for part in ("--output", f"report.{one.suffix}")]
    done = here("scan", page, "--terms", TERMS, "--waivers", path, *outputs, code=OK)
    report = report_at("report.json")
    failed = [one for one in report.targets[0].findings if one.outcome == "failed" and one.level == "must"]

    assert report.targets[0].verdict is Verdict.VIOLATION
    assert failed
    assert {one.waiver.by for one in failed if one.waiver} == {"Ann"}
    assert "1 checked: 1 violation" in done.output
    assert "with waivers" in done.output
    for name, one in REPORTERS.items():
        assert "waived" in Path(f"report.{one.suffix}").read_text() or name in ("json", "jsonl"), name
    assert "<b>nicely" not in Path("report.html").read_text()
    log = json.loads(Path("report.sarif").read_text())["runs"][0]
    assert {one["suppressions"][0]["kind"] for one in log["results"] if one["kind"] == "fail"} == {"external"}
    assert log["properties"]["withWaivers"]["compliant"] == 1


def test_a_waiver_for_one_requirement_leaves_the_others(saved: Save) -> None:
    """What was not accepted fails."""
    path = waivers('[[waiver]]\npage = "no-credit.html"\nrequirement = "name"\n' + WHY)

    here("scan", saved("no-credit"), "--terms", TERMS, "--waivers", path, code=FINDINGS)


def test_an_ended_waiver_counts_again_and_is_named(saved: Save) -> None:
    """A CI job that was green fails, and says why."""
    path = waivers('[[waiver]]\npage = "no-credit.html"\n' + WHY.replace("2999", "2019"))
    done = here("scan", saved("no-credit"), "--terms", TERMS, "--waivers", path, code=FINDINGS)

    assert "by Ann, until 2019-12-31, has ended" in done.output


def test_what_an_ended_waiver_was_for_is_new_trouble(saved: Save) -> None:
    """The history has known it all along: without this a job that fails for new trouble only would never tell of it again."""
    page, ended = saved("no-credit"), WHY.replace("2999", "2019")
    holding = waivers('[[waiver]]\npage = "no-credit.html"\n' + WHY)
    here("scan", page, "--terms", TERMS, "--waivers", holding, "--fail-for", "new", code=OK)
    path = waivers('[[waiver]]\npage = "no-credit.html"\n' + ended)
    here("scan", page, "--terms", TERMS, "--waivers", path, "--fail-for", "new", code=FINDINGS)
    path = waivers("")

    here("scan", page, "--terms", TERMS, "--waivers", path, "--fail-for", "new", code=OK)


def test_a_report_made_again_and_a_letter_heed_waivers(saved: Save) -> None:
    """A report has the waivers of the day of its scan; nobody writes to an outlet about what was accepted."""
    here("scan", saved("no-credit"), "--terms", TERMS, "--quiet", code=FINDINGS)
    path = waivers('[[waiver]]\npage = "no-credit.html"\n' + WHY)

    assert "with waivers" in here("report", "last", "--waivers", path, code=OK).output
    assert "Subject:" in here("letter", "last", "--target", "no-credit.html", code=OK).output
    assert (
        "nothing failed there that is not waived"
        in here("letter", "last", "--target", "no-credit.html", "--waivers", path, code=USAGE).output
    )


def test_waive_appends_and_keeps_what_is_there(saved: Save) -> None:
    """Comments stay, the entry is read back, and the scan after it is in order."""
    page = saved("no-credit")
    here("scan", page, "--terms", TERMS, "--quiet", code=FINDINGS)
    path = waivers("# ours")
    names = [line.split()[0] for line in here("waive", "last", code=OK).output.splitlines()]
    by = ("--reason", "in-talks", "--because", 'They "will" fix it.', "--by", "Zoë", "--until", "2999-01-01", "--waivers", path)
    for name in names:
        # As the text report shows it.
        here("waive", "last", name[:10], *by, code=OK)

    assert "waives this finding already" in here("waive", "last", names[0], *by, code=USAGE).output
    assert path.read_text().startswith("# ours\n")
    assert path.read_text().count("[[waiver]]") == len(names) > 0
    here("scan", page, "--terms", TERMS, "--waivers", path, "--quiet", code=OK)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("0" * 5, "--reason", "in-talks", "--because", "x", "--by", "y", "--until", "2999-01-01"), "no such finding"),
        (("0" * 20, "--reason", "in-talks", "--because", "x", "--by", "y", "--until", "2999-01-01"), "no such finding"),
        (("0" * 20,), "needs --reason"),
    ],
)
def test_waive_refuses(saved: Save, arguments: tuple[str, ...], says: str) -> None:
    """Nothing is written for what is not there, nor half a waiver."""
    here("scan", saved("no-credit"), "--terms", TERMS, "--quiet", code=FINDINGS)

    assert says in here("waive", "last", *arguments, code=USAGE).output
    assert not Path("waivers.toml").exists()


PARTNER = """id = "partner"
version = "1"
title = "What we agreed with a partner"
source = "https://vandermeer.example/partners/"
read_on = "2026-11-22"
reading = "strict"
work = { title = "unused", url = "https://vandermeer.example/2024/05/night-ferry/", text = "work.txt" }
readings = { strict = "As agreed." }
author = { name = "Zoë Vandermeer" }

[[requirements]]
id = "name-only"
kind = "credit.name"
asks = "Name the author."
places = { article = "should" }
"""


def test_an_outlet_is_checked_against_its_own_terms() -> None:
    """Only pages of this outlet, and every one of them says so; identities, rules and letters go by these terms."""
    Path("partner.toml").write_text(PARTNER)
    Path("work.txt").write_bytes(TERMS.parent.joinpath("work.txt").read_bytes())
    path = waivers('[[outlet]]\ndomain = "127.0.0.1"\nterms = "partner.toml"\n')
    with served() as base:
        url = base + "no-credit"
        here("scan", url, "--terms", TERMS, "--output", "strict.json", "--quiet", code=FINDINGS)
        done = here("scan", url, "--terms", TERMS, "--waivers", path, "--output", "own.json", "--output", "own.sarif", code=OK)
    own = report_at("own.json")

    assert report_at("strict.json").targets[0].terms is None
    assert own.terms.id == "demo"
    assert [one.terms.id for one in own.targets if one.terms] == ["partner"]
    assert {one.requirement for one in own.targets[0].findings} == {"name-only"}
    assert "checked against the terms of this outlet" in done.output
    rules = {one["id"] for one in json.loads(Path("own.sarif").read_text())["runs"][0]["tool"]["driver"]["rules"]}
    assert "partner/name-only" in rules


def test_terms_of_an_outlet_that_lack_something_are_refused_before_anything_is_fetched() -> None:
    """A job title that nobody knows cannot be asked for; two terms for one outlet would be a toss."""
    path = waivers('[[outlet]]\ndomain = "a.example"\nterms = "nowhere.toml"\n')
    twice = '[[outlet]]\ndomain = "a.example"\nterms = "cc-by-4.0"\n'

    assert "no such terms file" in here("scan", "https://a.example/", "--terms", TERMS, "--waivers", path, code=USAGE).output
    assert (
        "other terms already"
        in here("scan", "https://a.example/", "--terms", TERMS, "--waivers", waivers(twice + twice), code=USAGE).output
    )


def test_a_run_goes_on_with_the_same_terms_of_outlets_only(saved: Save) -> None:
    """Else one report would hold two yardsticks; waivers may change, for they change no verdict."""
    page = saved("no-credit")
    here("scan", page, page.parent, "--terms", TERMS, "--max-pages", "1", "--quiet")
    path = waivers('[[outlet]]\ndomain = "a.example"\nterms = "cc-by-4.0"\n')

    assert "terms of outlets have changed" in here("scan", "--resume", "--waivers", path, code=USAGE).output
    here("scan", "--resume", "--waivers", waivers('[[waiver]]\noutlet = "a.example"\n' + WHY), "--quiet", code=FINDINGS)


def test_csv_names_waiver_and_identity(saved: Save) -> None:
    """A person can go from the table to `attrcheck waive`."""
    path = waivers('[[waiver]]\npage = "no-credit.html"\n' + WHY)
    here("scan", saved("no-credit"), "--terms", TERMS, "--waivers", path, "--output", "report.csv", "--quiet", code=OK)
    rows = list(csv.DictReader(io.StringIO(Path("report.csv").read_text().removeprefix("\ufeff"))))
    report = here("report", "last", "--format", "json").output
    target = msgspec.json.decode(report, type=Report).targets[0]

    assert [row["identity"] for row in rows] == [identity(target, one) for one in target.findings]
    assert {row["waived_until"] for row in rows if row["outcome"] == "failed"} == {"2999-12-31"}
