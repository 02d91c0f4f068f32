"""What has changed, as users meet it: scans of some days, told by every command that knows earlier runs."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from attrcheck import ExitCode
from attrcheck.cli.main import main
from attrcheck.demo import TERMS, served
from tests.acceptance.conftest import demo_page

OK, FINDINGS, USAGE, INCOMPLETE, INTERNAL = ExitCode
# Terms that were agreed with an outlet: they ask for less.
AGREED = """id = "partner"
version = "1"
title = "What we agreed with a partner"
source = "https://vandermeer.example/partners/"
read_on = "2026-02-01"
reading = "strict"
work = { title = "unused", url = "https://vandermeer.example/2024/05/night-ferry/", text = "work.txt" }
readings = { strict = "As agreed." }
author = { name = "Zoë Vandermeer" }

[[requirements]]
id = "name"
kind = "credit.name"
asks = "Name the author."
places = { article = "should" }
"""


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs and history are kept below the current folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ATTRCHECK_STORE")


def here(*arguments: object, day: int = 28, code: ExitCode = OK) -> Result:
    """Run a command inside this process on a day of March 2026."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments], obj=lambda: datetime(2026, 3, day, 6, tzinfo=UTC))
    assert result.exit_code == code, result.output
    return result


def scanned(day: int, *arguments: object, code: ExitCode, **pages: str) -> dict:
    """Scan saved pages on a day, each showing a page of the demonstration, and give the report, which day-N.json keeps."""
    Path("copies").mkdir(exist_ok=True)
    for name, shown in pages.items():
        Path(f"copies/{name}.html").write_text(demo_page(shown), encoding="utf-8")
    here("scan", "copies", "--terms", TERMS, "-q", "-o", f"day-{day}.json", *arguments, day=day, code=code)
    return json.loads(Path(f"day-{day}.json").read_text(encoding="utf-8"))


def sorts(since: dict) -> set[tuple[str, str]]:
    """What has changed: sort and page. The demonstration's pages copy other parts of the article as well, which no test here is about."""
    return {(one["sort"], one["url"].rpartition("/")[2].removesuffix(".html")) for one in since["events"] if one["sort"] != "edited"}


def test_old_failures_are_not_said_to_be_none() -> None:
    """Exit code 0 for old trouble says that nothing new failed, and not that nothing did."""
    scanned(1, code=FINDINGS, a="no-credit")
    said = here("scan", "copies", "--terms", TERMS, "--fail-for", "new", day=2, code=OK).output

    assert "exit code 0: nothing new failed at the level must or above" in said


def test_a_fix_and_a_new_failure_do_not_cancel_out() -> None:
    """As many failures of the same sort as the day before, and yet the job fails; the day after nothing is new any more."""
    first = scanned(1, "--fail-for", "new", code=FINDINGS, a="no-credit", b="full-credit")
    second = scanned(2, "--fail-for", "new", code=FINDINGS, a="full-credit", b="no-credit")
    third = scanned(3, "--fail-for", "new", code=OK)
    fourth = scanned(4, code=FINDINGS)
    failed = [
        [one["requirement"] for page in day["targets"] for one in page["findings"] if one["outcome"] == "failed"] for day in (first, second)
    ]

    assert sorted(failed[0]) == sorted(failed[1]) != []
    assert first["since"] is None
    assert sorts(second["since"]) == {("credit-removed", "b"), ("credit-added", "a")}
    assert sorts(third["since"]) == sorts(fourth["since"]) == {("still-open", "b")}
    assert {one["since"][:10] for one in fourth["since"]["events"]} == {"2026-03-02"}


def test_a_failure_that_is_seen_twice_counts() -> None:
    """With --looks 2 a hiccup fails no job; what stays fails one, on the second day and with --fail-for new on no other."""
    options = ("--looks", "2", "--fail-for", "new")
    scanned(1, *options, code=OK, a="full-credit")
    second = scanned(2, *options, code=OK, a="no-credit")
    scanned(3, *options, code=OK, a="full-credit")
    scanned(4, *options, code=OK, a="no-credit")
    fifth = scanned(5, *options, code=FINDINGS)
    scanned(6, *options, code=OK)

    assert sorts(second["since"]) == set()
    assert "does not count yet" in here("report", sorted(one["run"] for one in listed())[1]).output
    assert sorts(fifth["since"]) == {("credit-removed", "a")}


def listed(*arguments: object) -> list[dict]:
    """The runs that the history knows."""
    return json.loads(here("history", "list", "--format", "json", *arguments).output)["runs"]


def test_runs_are_listed_shown_and_taken_away() -> None:
    """The first run has nothing to be compared with; what is left is compared as before."""
    for day, (code, shown) in enumerate([(OK, "full-credit"), (FINDINGS, "no-credit"), (FINDINGS, "no-credit")], start=1):
        scanned(day, code=code, a=shown)
    lines = here("history", "list").output.splitlines()
    shown = here("history", "show", "last~1").output
    markdown = here("history", "show", "last~1", "--format", "markdown").output
    first = here("history", "show", "last~2").output
    gone = here("history", "prune", "--before", "2026-03-02").output

    assert ["credit-removed" in line for line in lines] == [False, True, False]
    assert "1 still-open" in lines[0]
    assert "credit-removed: " in shown
    assert "What has changed since 2026-03-01" in shown
    assert markdown.startswith("### What has changed since")
    assert "is the first with these terms and works" in first
    assert "1 runs are taken out" in gone
    assert "is the first with these terms and works" in here("history", "show", "last~1").output
    assert [one["changes"] for one in listed()] == [{"still-open": 1}, {"credit-removed": 3, "edited": 1}]
    assert len([one for one in Path(".attrcheck").glob("*/*") if "20260301" in str(one)]) > 0
    assert sorts(scanned(4, code=FINDINGS)["since"]) == {("still-open", "a")}


def test_a_run_is_added_later() -> None:
    """A run that was made without the history goes into it, and is compared as if it had been there."""
    scanned(1, code=OK, a="full-credit")
    without = scanned(2, "--no-history", code=FINDINGS, a="no-credit")
    known = len(listed())
    added = here("history", "add", "last").output

    assert without["since"] is None
    assert not any(one["past"] for page in without["targets"] for one in page["findings"])
    assert known == 1
    assert "is in the history" in added
    assert "credit-removed: " in here("history", "show", "last").output
    assert "What has changed since 2026-03-01" in here("report", "last").output


def test_another_file_and_none() -> None:
    """--history names the file; --no-history makes none, nor does a question make one."""
    scanned(1, "--no-history", code=FINDINGS, a="no-credit")
    assert "there is no history yet" in here("history", "list", code=USAGE).output
    scanned(2, "--history", "ours.db", code=FINDINGS)
    second = scanned(3, "--history", "ours.db", "--fail-for", "new", code=OK)

    assert sorts(second["since"]) == {("still-open", "a")}
    assert len(listed("--history", "ours.db")) == 2
    assert not Path(".attrcheck/history.db").exists()
    assert "What has changed" in here("report", "last", "--history", "ours.db").output
    assert "What has changed" not in here("report", "last").output


def test_any_two_runs_and_reports_beside_each_other() -> None:
    """By name or as files, in any mixture, the changes are the same; what is about other works is not compared."""
    scanned(1, code=FINDINGS, a="no-credit", b="full-credit")
    scanned(2, code=FINDINGS, a="full-credit", b="no-credit")
    names = [("last~1", "last"), ("day-1.json", "day-2.json"), ("day-1.json", "last"), ("last~1", "day-2.json")]
    found = [json.loads(here("diff", *pair, "--format", "json").output) for pair in names]
    back = json.loads(here("diff", "last", "last~1", "--format", "json").output)
    other = json.loads(Path("day-1.json").read_text(encoding="utf-8")) | {"works": ["https://other.example/"]}
    Path("other.json").write_text(json.dumps(other))

    assert [sorts(one) for one in found] == [{("credit-removed", "b"), ("credit-added", "a")}] * 4
    assert sorts(back) == {("credit-removed", "a"), ("credit-added", "b")}
    assert "credit-removed" in here("diff", "last~1", "last").output
    assert "about other terms or works" in here("diff", "other.json", "day-2.json", code=USAGE).output


def test_a_mail_says_what_has_changed() -> None:
    """Of a run that changed nothing --when change has no occasion."""
    scanned(1, code=OK, a="full-credit")
    scanned(2, code=FINDINGS, a="no-credit")
    changed = here("mail", "last", "--dry-run", "--when", "change").output
    scanned(3, code=FINDINGS)
    same = here("mail", "last", "--dry-run", "--when", "change").output

    assert "1 violation, 1 new" in changed.splitlines()[0]
    assert "Credit removed:" in changed
    assert "there is no occasion" not in changed
    assert "there is no occasion" in same


def test_terms_that_were_agreed_with_an_outlet_are_no_change_of_its_page() -> None:
    """A page that owed more the day before has corrected nothing, and owes it again when the agreement ends."""
    Path("partner.toml").write_text(AGREED, encoding="utf-8")
    Path("work.txt").write_bytes(TERMS.parent.joinpath("work.txt").read_bytes())
    Path("waivers.toml").write_text('[[outlet]]\ndomain = "127.0.0.1"\nterms = "partner.toml"\n')
    found = []
    with served() as base:
        for day, (more, code) in enumerate([((), FINDINGS), (("--waivers", "waivers.toml"), OK), ((), FINDINGS)], start=1):
            here("scan", f"{base}no-credit", "--terms", TERMS, "-q", "-o", "report.json", *more, day=day, code=code)
            found.append(json.loads(Path("report.json").read_text(encoding="utf-8"))["since"])

    assert [{one["sort"] for one in since["events"]} - {"still-open"} for since in found[1:]] == [{"terms-changed"}] * 2
    assert all(one["url"] for since in found[1:] for one in since["events"])


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("history", "show", "yesterday"), "the latest are 2026"),
        (("history", "show", "last~9"), "is no run in the history"),
        (("history", "prune", "--before", "soon"), "is no age"),
        (("diff", "last", "no-such.json"), "is no run in the history"),
        (("history", "add", "20260101T000000-000000"), "is no run"),
        (("history", "list", "--history", "copies/a.html"), "damaged or not a history"),
        (("history", "list", "--history", "mysql://somebody:hidden-word@db.example/x"), "postgresql+psycopg://"),
        # Nobody listens at port 1; libpq takes a password from the query too.
        (("history", "list", "--history", "postgresql+psycopg://me@127.0.0.1:1/x?password=hidden-word"), "cannot be used"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_mistakes(arguments: tuple[str, ...], says: str) -> None:
    """Each is told in a sentence that holds no password, and nothing is changed."""
    scanned(1, code=OK, a="full-credit")
    said = here(*arguments, code=USAGE).output

    assert says in said
    assert "hidden-word" not in said
    assert len(listed()) == 1
