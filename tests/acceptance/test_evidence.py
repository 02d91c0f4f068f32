"""Runs and evidence as users meet them: stop, go on, replay, verify, look."""

from __future__ import annotations

import csv
import json
import random
import re
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from threading import Event

import msgspec
import pytest
from click.testing import CliRunner, Result

from attrcheck import ExitCode, Report
from attrcheck.cli.main import main
from attrcheck.demo import TERMS, demo_pages, served
from attrcheck.model import Archived, FailureReason
from tests.acceptance.conftest import PATIENCE_SECONDS, Run, demo_page, send_html, serving
from tests.acceptance.kills import measure

Save = Callable[..., Path]
OK, FINDINGS, USAGE, INCOMPLETE, INTERNAL = ExitCode


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs are kept below the current folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ATTRCHECK_STORE")


def here(*arguments: object, code: ExitCode | None = None, stdin: str = "") -> Result:
    """Run a command inside this process."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)
    assert code is None or result.exit_code == code, result.output
    return result


def scan(*arguments: object, code: ExitCode | None = None) -> Report:
    """The report of a scan with the demonstration's terms."""
    here("scan", *arguments, "--terms", TERMS, "--output", "report.json", "--quiet", code=code)
    return report_at("report.json")


def report_at(path: str) -> Report:
    """A report that was written."""
    return msgspec.json.decode(Path(path).read_bytes(), type=Report)


def runs() -> list[Path]:
    """The runs that were kept, oldest first."""
    return sorted(Path(".attrcheck/runs").iterdir())


# Keeping.


def test_a_scan_is_kept(saved: Save) -> None:
    """By default, below the current folder, out of the reach of version control; the report says where the evidence lies."""
    report = scan(saved("no-credit"))
    kept = runs()

    assert [path.name for path in sorted(kept[0].iterdir())] == [
        "evidence.warc.gz",
        "manifest.json",
        "reports.jsonl",
        "run.json",
        "targets.jsonl",
    ]
    assert Path(".attrcheck/.gitignore").read_text(encoding="utf-8") == "*\n"
    assert report.targets[0].capture
    assert isinstance(report.targets[0].capture.archived, Archived)


def test_a_scan_is_kept_elsewhere(saved: Save, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the option or the environment says."""
    scan(saved("no-credit"), "--store", tmp_path / "a")
    monkeypatch.setenv("ATTRCHECK_STORE", str(tmp_path / "b"))
    scan(saved("no-credit"))

    assert [len(list((tmp_path / name / "runs").iterdir())) for name in ("a", "b")] == [1, 1]
    assert not Path(".attrcheck").exists()


def test_a_scan_is_not_kept(saved: Save) -> None:
    """Nothing is left behind."""
    report = scan(saved("no-credit"), "--no-store")

    assert not Path(".attrcheck").exists()
    assert report.targets[0].capture
    assert report.targets[0].capture.archived is None


def test_a_store_that_cannot_be_written(saved: Save) -> None:
    """A sentence with what would help, before anything is fetched."""
    Path(".attrcheck").write_bytes(b"")
    result = here("scan", saved("no-credit"), "--terms", TERMS, "--store", ".attrcheck/inside", code=USAGE)

    assert "--no-store keeps nothing" in result.stderr


# Going on.


def interrupted(tmp_path: Path, url: str, *how: signal.Signals, asked: Event) -> subprocess.CompletedProcess[bytes]:
    """A scan of five pages of which the fourth is slow, stopped by signals while it waits for that one."""
    (tmp_path / "list.txt").write_text("".join(f"{url}{name}\n" for name in ("one", "two", "three", "slow", "four")), encoding="utf-8")
    heeding = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from attrcheck.cli.main import main; main(prog_name='attrcheck')"
    command = [sys.executable, "-c", heeding, "scan", "list.txt", "--terms", str(TERMS), "--workers", "1", "--quiet"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0) as process:
        assert process.stderr
        assert asked.wait(PATIENCE_SECONDS)
        said = b""
        for number in how:
            process.send_signal(number)
            said += process.stderr.readline()
        stdout, stderr = process.communicate(timeout=PATIENCE_SECONDS)
    return subprocess.CompletedProcess(command, process.returncode, stdout, said + stderr)


@pytest.mark.parametrize("how", [(signal.SIGTERM,), (signal.SIGINT, signal.SIGINT)], ids=["SIGTERM", "Ctrl-C twice"])
def test_a_stopped_scan_goes_on(tmp_path: Path, how: tuple[signal.Signals, ...]) -> None:
    """SIGTERM finishes the page in hand, a second Ctrl-C does not wait for it; either way the rest is checked later, and nothing twice."""
    asked, fetched = Event(), list[str]()
    may_answer = Event()

    def answer(handler: BaseHTTPRequestHandler) -> None:
        if handler.path != "/robots.txt":
            fetched.append(handler.path)
        if handler.path == "/slow":
            asked.set()
            # Long enough for the signal to come first; for a second Ctrl-C it never answers.
            may_answer.wait(1.0 if len(how) == 1 else PATIENCE_SECONDS)
        send_html(handler, demo_page("full-credit").encode())

    with serving(answer) as url:
        stopped = interrupted(tmp_path, url, *how, asked=asked)
        may_answer.set()
        before = list(fetched)
        here("scan", "--resume", "--output", "report.json", "--quiet", code=OK)
    report = report_at("report.json")

    assert stopped.returncode == INCOMPLETE, stopped.stderr
    assert f"attrcheck scan --resume {runs()[0].name}".encode() in stopped.stderr
    assert b"Traceback" not in stopped.stderr
    assert before == ["/one", "/two", "/three", "/slow"]
    # A second Ctrl-C may come while the third page is on its way to the disk.
    assert [path for path in fetched[4:] if path != "/three"] == (["/four"] if len(how) == 1 else ["/slow", "/four"])
    assert report.is_complete
    assert [target.url.rpartition("/")[2] for target in report.targets] == ["one", "two", "three", "slow", "four"]
    assert here("evidence", "verify", "last").exit_code == OK


def test_kills_lose_nothing(tmp_path: Path) -> None:
    """Killed at random moments: what was done stays done and is not done again. `python -m tests.acceptance.kills` does it 20 times over 2,000 pages."""
    cost = measure(tmp_path, pages=120, kills=2)

    assert (cost.lost, cost.repeated, cost.missing, cost.doubled, cost.evidence_exit_code) == (0, 0, 0, 0, 0)


def test_a_full_disk_ends_a_scan_that_goes_on(saved: Save) -> None:
    """An error that says what to do; what was done before is there, and is not done again."""
    pages = [
        saved(f"page-{number}", demo_page("no-credit") + f"<!-- {random.Random(number).randbytes(20_000).hex()} -->") for number in range(8)
    ]
    command = [sys.executable, "-m", "attrcheck", "scan", "--workers", "1", "--quiet", "--no-history", "--output", "report.json"]
    full = subprocess.run(
        [*command, *map(str, pages), "--terms", str(TERMS)],
        capture_output=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100_000,) * 2),
    )
    done = [json.loads(line)["index"] for line in (runs()[0] / "reports.jsonl").read_bytes().splitlines()]
    more = subprocess.run([*command, "--resume"], capture_output=True, check=False)

    assert full.returncode == USAGE
    assert b"evidence cannot be written: File too large" in full.stderr
    assert f"go on with: attrcheck scan --resume {runs()[0].name}" in full.stderr.decode()
    assert 0 < len(done) < len(pages)
    assert more.returncode == FINDINGS
    assert sorted(target.url for target in report_at("report.json").targets) == sorted(page.as_uri() for page in pages)
    here("evidence", "verify", "last", code=OK)


def test_a_finished_run_is_reported_again(saved: Save) -> None:
    """Nothing is left to do, and the report is the same."""
    first = scan(saved("no-credit"), saved("full-credit"), code=FINDINGS)
    here("scan", "--resume", runs()[0].name, "--output", "again.json", code=FINDINGS)

    assert report_at("again.json").targets == first.targets


def test_a_broken_line_is_not_forgotten(saved: Save) -> None:
    """A run that goes on ends with the exit code that it would have had."""
    Path("list.txt").write_text(f"{saved('full-credit').as_uri()}\nnonsense\n", encoding="utf-8")
    here("scan", "list.txt", "--terms", TERMS, code=USAGE)

    here("scan", "--resume", code=USAGE)


def test_other_terms_are_refused(saved: Save, tmp_path: Path) -> None:
    """One report holds findings of one set of terms."""
    terms = tmp_path / "terms.toml"
    for name in ("work.txt", "work.html"):
        if (TERMS.parent / name).exists():
            (tmp_path / name).write_bytes((TERMS.parent / name).read_bytes())
    terms.write_text(TERMS.read_text(encoding="utf-8"), encoding="utf-8")
    here("scan", saved("no-credit"), "--terms", terms, code=FINDINGS)
    terms.write_text(TERMS.read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")
    changed = here("scan", "--resume", code=USAGE)

    assert "the terms demo have changed since" in changed.stderr


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["--resume", "--timeout", "7"], "--timeout"),
        (["--resume", "--no-shares"], "--shares"),
        (["--resume", "--no-store"], "--no-store"),
        (["--resume", "last", "https://a.example/"], "give no others"),
        (["--resume", "nothing"], "'nothing' is no run"),
        (["--from", "nothing", "--terms", str(TERMS)], "'nothing' is no run"),
        (["--from", "page.html", "--terms", str(TERMS)], "page.html"),
    ],
)
def test_mistakes_about_runs(saved: Save, arguments: list[str], word: str) -> None:
    """Told before anything is fetched."""
    here("scan", saved("page", demo_page("no-credit")), "--terms", TERMS)
    result = here("scan", *arguments, code=USAGE)

    assert word in result.stderr
    assert "bug" not in result.stderr


def test_what_decides_no_verdict_may_change(saved: Save) -> None:
    """More workers, another format, another limit for the exit code."""
    scan(saved("no-credit"))

    here("scan", "--resume", "--workers", "2", "--output", "again.txt", "--fail-on", "never", code=OK)


# Replays.


def test_a_replay_finds_the_same(tmp_path: Path) -> None:
    """Every finding of the demonstration, byte for byte, with its server gone; from a run and from its file, with and without targets."""
    with served() as base:
        nowhere = "http://nobody.invalid/x\n"
        (tmp_path / "list.txt").write_text("".join(f"{base}{page.name}\n" for page in demo_pages()) + nowhere, encoding="utf-8")
        live = scan("list.txt", "--no-shares", "--no-history", code=FINDINGS)
    replayed = scan("list.txt", "--no-shares", "--from", "last", code=FINDINGS)
    archive = runs()[0] / "evidence.warc.gz"
    pages = scan("--no-shares", "--from", archive, code=FINDINGS)
    of_a_replay = scan("list.txt", "--no-shares", "--from", runs()[1].name, code=FINDINGS)

    assert msgspec.json.encode(replayed.targets) == msgspec.json.encode(live.targets) == msgspec.json.encode(of_a_replay.targets)
    assert {target.url for target in pages.targets} == {target.url for target in live.targets if target.capture}
    assert not (runs()[1] / "evidence.warc.gz").exists()


def test_a_replay_lacks_what_it_lacks(saved: Save) -> None:
    """Undetermined with the reason, and exit code 3."""
    scan(saved("full-credit"))
    report = scan("https://a.example/x", saved("full-credit"), "--from", "last", code=INCOMPLETE)

    assert report.targets[0].failure
    assert report.targets[0].failure.reason is FailureReason.NOT_ARCHIVED
    assert report.targets[1].failure is None


# Verifying and looking.


def test_every_changed_byte_is_found(saved: Save) -> None:
    """Of the archive and of everything else that a run keeps."""
    scan(saved("no-credit"))
    names = [path.name for path in runs()[0].iterdir()]
    here("evidence", "verify", "last", code=OK)
    here("evidence", "verify", runs()[0] / "evidence.warc.gz", code=OK)
    for name in names:
        path = runs()[0] / name
        content = path.read_bytes()
        # Each byte of the beginning, where checksums of gzip do not reach, and some of the rest.
        for place in {*range(min(12, len(content))), *range(0, len(content), len(content) // 12 or 1), len(content) - 1}:
            path.write_bytes(content[:place] + bytes([content[place] ^ 32]) + content[place + 1 :])
            ended = here("evidence", "verify", path if name.endswith(".gz") else "last")
            assert ended.exit_code in (FINDINGS, USAGE), (name, place, ended.output)
        path.write_bytes(content)
    here("evidence", "verify", "last", code=OK)


def test_a_run_without_a_manifest_is_not_vouched_for(saved: Save) -> None:
    """A killed scan leaves none: what cannot be told is not said to be right."""
    scan(saved("no-credit"))
    (runs()[0] / "manifest.json").unlink()
    result = here("evidence", "verify", "last", code=INCOMPLETE)

    assert "has no manifest.json" in result.output


def test_a_page_is_shown_with_its_evidence(saved: Save) -> None:
    """The quote is highlighted where it stood; the file loads and runs nothing."""
    evil = demo_page("full-credit").replace(
        "</body>",
        "<script>alert(1)</script><iframe src=//a.example></iframe><img src=x onerror=alert(1)><svg onload=alert(1)><base href=//a.example>"
        "<meta http-equiv=refresh content=0><a href='javascript:alert(1)' onclick=alert(1)>x</a><noscript><p title='</noscript><script>'></noscript>"
        "<style>p{color:red}</style><xmp></iframe><script>alert(1)</script></xmp></body>",
    )
    page = saved("evil", evil)
    scan(page, code=OK)
    here("evidence", "show", "last", page.as_uri(), "--output", "page.html", code=OK)
    here("evidence", "show", "last", "1", "--requirement", "name", "--output", "name.html", code=OK)
    text = Path("page.html").read_text(encoding="utf-8")

    assert "&lt;mark&gt;" in text
    assert "outline:3px" in text
    assert "default-src 'none'" in text
    assert 'sandbox=""' in text
    # Inside the frame everything is escaped once more, so that no other tag of ours or of the page's stands in the file itself.
    assert {line.partition(">")[0].split()[0] for line in text.split("<")[1:] if line} <= set(
        "!DOCTYPE html head meta title style /title /style /head body h1 /h1 p code /code /p dl dt /dt dd /dd q /q /dl h2 /h2 iframe /iframe /body /html".split()
    )
    for word in ("&lt;script", "&lt;iframe", "onerror", "onclick", "&lt;base", "&lt;meta", "&lt;a href"):
        assert word not in text
    assert "reference in article" in text
    assert "reference in article" not in Path("name.html").read_text(encoding="utf-8")


def test_a_finding_is_shown_by_its_identity(saved: Save) -> None:
    """What a report says of a finding leads to the finding, from the screen as from a table."""
    page = saved("no-credit")
    text = here("scan", page, "--terms", TERMS, "--output", "report.csv", code=FINDINGS).stdout
    with Path("report.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    told = re.findall(r"\(finding ([0-9a-f]+)\)", text)
    here("evidence", "show", "last", told[0], "--output", "screen.html", code=OK)
    here("evidence", "show", "last", rows[0]["identity"][:6].upper(), "--output", "table.html", code=OK)
    shown = Path("table.html").read_text(encoding="utf-8")

    assert told
    assert all(any(row["identity"].startswith(digits) for row in rows) for digits in told)
    assert f"Finding <code>{told[0]}" in Path("screen.html").read_text(encoding="utf-8")
    assert re.findall("Finding <code>([0-9a-f]+)", shown) == [rows[0]["identity"]]


def test_digits_of_several_findings(saved: Save, monkeypatch: pytest.MonkeyPatch) -> None:
    """Which one is meant is not guessed."""
    scan(saved("no-credit"))
    monkeypatch.setattr("attrcheck.cli.evidence.identity", lambda _, finding: f"abcdef{finding.requirement}")
    result = here("evidence", "show", "last", "abcdef", "--output", "page.html", code=USAGE)

    assert "give more digits" in result.stderr


@pytest.mark.parametrize(
    ("target", "word"),
    [
        ("https://b.example/", "is no target"),
        ("2", "is no target"),
        ("", "is no target"),
        ("123456", "no finding"),
        ("1", "holds no capture of it: file"),
    ],
)
def test_what_cannot_be_shown(tmp_path: Path, target: str, word: str) -> None:
    """A sentence that says why."""
    (tmp_path / "gone.html").write_text("<p>", encoding="utf-8")
    listed = tmp_path / "list.txt"
    listed.write_text((tmp_path / "not-there.html").as_uri(), encoding="utf-8")
    scan(listed)
    result = here("evidence", "show", "last", target, "--output", "page.html", code=USAGE)

    assert word in result.stderr
    assert not Path("page.html").exists()


def test_the_run_says_how_it_began(saved: Save, run: Run) -> None:
    """Terms with their digest, the options, the program: all that a later reader needs."""
    page = saved("no-credit")
    run("scan", page, "--terms", TERMS, "--max-bytes", "500000")
    told = json.loads((runs()[0] / "run.json").read_bytes())

    assert told["terms"]["digest"].startswith("sha256:")
    assert told["options"]["max_bytes"] == 500000
    assert told["generator"].startswith("attrcheck ")
    assert json.loads((runs()[0] / "targets.jsonl").read_bytes())["url"] == page.as_uri()
