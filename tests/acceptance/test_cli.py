"""The program as its users meet it: exit codes, outputs, and a clear answer to whatever it is given."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from threading import Event

import click
import jsonschema
import msgspec
import pytest
from click.testing import CliRunner, Result

from attrcheck import ExitCode, Report, Verdict
from attrcheck.cli.main import main
from attrcheck.demo import TERMS
from attrcheck.errors import EXIT_CODE_MEANINGS
from attrcheck.fetch import AnyFetcher
from attrcheck.kinds import KINDS
from attrcheck.model import Capture, Failure, FailureReason, Target
from tests.acceptance.conftest import PATIENCE_SECONDS, Run, demo_page, send_html, serving

Save = Callable[..., Path]
OK, FINDINGS, USAGE, INCOMPLETE, INTERNAL = ExitCode
COMMANDS = tuple(main.commands)


def here(*arguments: object, stdin: str = "") -> Result:
    """Run a command inside this process, where a process of its own would show nothing more."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)


def scan(*arguments: object, stdin: str = "") -> Result:
    """Scan with the demonstration's terms inside this process."""
    return here("scan", *arguments, "--terms", TERMS, "--allow-private", stdin=stdin)


def report_of(tmp_path: Path, *arguments: object, code: ExitCode | None = None) -> Report:
    """The report of a scan inside this process."""
    path = tmp_path / "report-of-test.json"
    result = scan(*arguments, "--output", path, "--quiet")
    assert code is None or result.exit_code == code, result.output
    return msgspec.json.decode(path.read_bytes(), type=Report)


# Exit codes.


@pytest.mark.parametrize(
    ("pages", "options", "code"),
    [
        (["full-credit"], [], OK),
        (["unrelated"], [], OK),
        (["full-credit", "unrelated"], [], OK),
        (["no-credit"], ["--fail-on", "never"], OK),
        (["share-buttons-without-account"], [], OK),
        (["named-by-the-copy-only"], ["--max-undetermined", "1", "--fail-on", "never"], OK),
        (["no-credit"], [], FINDINGS),
        (["full-credit", "no-credit"], [], FINDINGS),
        (["no-credit", "short-function"], [], FINDINGS),
        (["share-buttons-without-account"], ["--fail-on", "should"], FINDINGS),
        (["share-buttons-without-account"], ["--fail-on", "may"], FINDINGS),
        (["short-function"], [], INCOMPLETE),
        (["short-function", "full-credit"], [], INCOMPLETE),
        (["short-function"], ["--max-undetermined", "1"], OK),
    ],
)
def test_exit_code_of_pages(saved: Save, pages: list[str], options: list[str], code: ExitCode) -> None:
    """What a CI job acts on: nothing found, something found, or not everything could be said."""
    result = scan(*map(saved, pages), *options)

    assert result.exit_code == code, result.output


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["scan"], "TARGET"),
        (["scan", "https://a.example/"], "--terms"),
        (["scan", "https://a.example/", "--terms", "no-such"], "known presets"),
        (["scan", "https://a.example/", "--terms", str(TERMS), "--reading", "wide"], "strict, narrow"),
        (["scan", "https://a.example/", "--terms", str(TERMS), "--fail-on", "sometimes"], "sometimes"),
        (["scan", "https://a.example/", "--terms", str(TERMS), "--max-undetermined", "-1"], "-1"),
        (["scan", "https://a.example/", "--terms", str(TERMS), "--timeout", "0"], "timeout"),
        (["scan", "https://a.example/", "--terms", str(TERMS), "--workers", "0"], "workers"),
        (["scan", "https://a.example/", "--terms", str(TERMS), "--contact", "Zoë\n"], "contact"),
        (["scan", "https://a.example/", "--terms", str(TERMS), "--output", "report.pdf"], ".json"),
        (["scan", "https://a.example/", "--terms", str(TERMS), "--output", "report"], ".json"),
        (["scan", "https://a.example/", "--terms", str(TERMS), "--output", "no/such/folder/report.json"], "no/such/folder"),
        (["scan", "no-such-file.txt", "--terms", str(TERMS)], "no-such-file.txt"),
        (["scan", "ftp://a.example/", "--terms", str(TERMS)], "http(s) address"),
        (["scna"], "scna"),
        (["demo", "--output", "demo.pdf"], ".json"),
        (["schema", "nonsense"], "report"),
        (["fingerprint", "no-such.txt", "--terms", str(TERMS), "--output", "f.json"], "no-such.txt"),
    ],
    ids=lambda value: " ".join(value)[-50:] if isinstance(value, list) else value,
)
def test_exit_code_of_mistakes(arguments: list[str], word: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mistake of the user's is told with the word that is wrong or missing, before anything is fetched, without a traceback."""
    monkeypatch.chdir(tmp_path)
    result = here(*arguments)

    assert result.exit_code == USAGE, result.output
    assert word in result.stderr
    assert "Traceback" not in result.output
    assert list(tmp_path.iterdir()) == []


def test_exit_code_of_a_page_that_does_not_answer(closed_port: str) -> None:
    """Not checked is neither passed nor failed."""
    result = scan(closed_port)

    assert result.exit_code == INCOMPLETE
    assert "refused" in result.output


def test_findings_count_even_if_another_page_is_silent(saved: Save, closed_port: str) -> None:
    """A proven violation is the more urgent message."""
    assert scan(closed_port, saved("no-credit")).exit_code == FINDINGS


def test_exit_code_of_a_bug(monkeypatch: pytest.MonkeyPatch, saved: Save) -> None:
    """attrcheck itself failed: it says so, asks for a report, and never looks like a finding."""

    def broken(*_: object) -> None:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr("attrcheck.cli.scan.known_works", broken)
    result = scan(saved("full-credit"))

    assert result.exit_code == INTERNAL
    assert "bug in attrcheck" in result.stderr
    assert "report it" in result.stderr


def test_a_bug_on_one_page_is_said_of_that_page(monkeypatch: pytest.MonkeyPatch, saved: Save, tmp_path: Path) -> None:
    """The other pages are checked all the same, and the run does not pass for a good one."""

    def broken(*_: object) -> None:
        raise ZeroDivisionError("a bug")

    monkeypatch.setitem(KINDS, "credit.name", KINDS["credit.name"]._replace(check=broken))
    report = report_of(tmp_path, saved("full-credit"), saved("unrelated"), code=INTERNAL)

    assert [target.verdict for target in report.targets] == [Verdict.UNDETERMINED, Verdict.NOT_A_REUSE]
    assert report.targets[0].failure
    assert report.targets[0].failure.reason is FailureReason.INTERNAL


def test_a_bug_around_one_page_is_said_of_that_page(monkeypatch: pytest.MonkeyPatch, saved: Save, tmp_path: Path) -> None:
    """Fetching, rendering and asking networks happen in threads of their own; what breaks there does not end the scan either."""

    def broken(self: AnyFetcher, target: Target) -> Capture | Failure:
        if "full-credit" in target.url:
            raise ZeroDivisionError("a bug")
        return whole(self, target)

    whole = AnyFetcher.__call__
    monkeypatch.setattr(AnyFetcher, "__call__", broken)
    report = report_of(tmp_path, saved("full-credit"), saved("unrelated"), code=INTERNAL)

    assert [target.verdict for target in report.targets] == [Verdict.UNDETERMINED, Verdict.NOT_A_REUSE]
    assert report.targets[0].failure
    assert "ZeroDivisionError" in report.targets[0].failure.detail


@pytest.mark.parametrize("group", ["", *(name for name, command in main.commands.items() if isinstance(command, click.Group))])
def test_lists_of_commands_are_whole_sentences(group: str) -> None:
    """What a command does is said before the line ends."""
    lines = here(*filter(None, [group]), "--help").output.partition("Commands:")[2].splitlines()

    assert lines
    assert [line for line in lines if line.endswith("...")] == []


@pytest.mark.parametrize("code", list(ExitCode))
def test_exit_codes_are_explained(code: ExitCode) -> None:
    """`attrcheck scan --help` is where a script's author looks."""
    assert EXIT_CODE_MEANINGS[code]
    assert f"{code.value}  {EXIT_CODE_MEANINGS[code][:40]}" in here("scan", "--help").output


@pytest.mark.parametrize(("page", "code"), [("full-credit", OK), ("no-credit", FINDINGS), ("short-function", INCOMPLETE)])
def test_exit_code_reaches_the_shell(run: Run, saved: Save, page: str, code: ExitCode) -> None:
    """The process ends with it, not only the function."""
    assert run("scan", saved(page), "--terms", TERMS).returncode == code


@pytest.mark.parametrize("again", [("--terms", "remy-bonny"), ("--terms=remy-bonny",), ("-t", "remy-bonny")])
def test_two_sets_of_terms_are_refused(tmp_path: Path, again: tuple[str, ...]) -> None:
    """The last one won, and a page passed that the first one accuses."""
    result = scan(tmp_path, *again)

    assert result.exit_code == USAGE
    assert "--terms is given twice" in result.stderr


def test_usage_reaches_the_shell(run: Run) -> None:
    """A mistake is on standard error; standard output stays clean for pipes."""
    ended = run("scan", "no-such.txt", "--terms", TERMS)

    assert ended.returncode == USAGE
    assert ended.stdout == b""
    assert b"no-such.txt" in ended.stderr


# Outputs.


def test_several_outputs_of_one_run(run: Run, saved: Save, tmp_path: Path) -> None:
    """One scan, every format, chosen by suffix; the text also on standard output."""
    ended = run("scan", saved("no-credit"), "--terms", TERMS, "--output", "a.json", "-o", "b.TXT", "-o", "c.json")
    text = (tmp_path / "b.TXT").read_text(encoding="utf-8")

    assert ended.returncode == FINDINGS
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "c.json").read_bytes()
    assert text.replace("\r\n", "\n") == ended.stdout.decode().replace("\r\n", "\n")
    assert "VIOLATION" in text
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.json", "b.TXT", "c.json", "no-credit.html"]


def test_a_pipe_gets_plain_text(run: Run, saved: Save) -> None:
    """No colour codes, no progress bar; escape sequences of a hostile page are not passed on."""
    evil = (
        demo_page("no-credit")
        .replace("<title>", "<title>\x1b[31m&#27;[2J")
        .replace("<h1>", "<p class=byline>By \x1b]0;owned\x07&#x1b;[5m\u202e</p><h1>")
    )
    ended = run("scan", saved("evil", evil), "--terms", TERMS)

    assert b"VIOLATION" in ended.stdout
    assert b"\x1b" not in ended.stdout + ended.stderr
    assert "\u202e" not in ended.stdout.decode()


def test_quiet_says_nothing(run: Run, saved: Save) -> None:
    """Standard output is empty; the exit code says it all."""
    ended = run("scan", saved("no-credit"), "--terms", TERMS, "--quiet")

    assert (ended.returncode, ended.stdout) == (FINDINGS, b"")


def test_text_shows_what_where_and_how_to_mend(saved: Save) -> None:
    """What a person acts on: the page, the requirement, where we looked, the quote, the remedy."""
    output = scan(saved("wrong-account")).stdout

    for word in ("VIOLATION", "wrong-account.html", "reference in article", "→", "https://x.com/ZoeVandermeer", "1 checked"):
        assert word in output


def test_json_is_what_its_schema_says(run: Run, tmp_path: Path, saved: Save, closed_port: str) -> None:
    """Other programs read the report by the schema that `attrcheck schema report` prints."""
    schema = json.loads(run("schema", "report").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    pages = [
        saved(name)
        for name in ("full-credit", "no-credit", "unrelated", "share-buttons-full", "outlet-post-without-credit", "short-function")
    ]
    run("scan", *pages, saved("empty", b""), closed_port, "--terms", TERMS, "--output", "report.json")
    report = json.loads((tmp_path / "report.json").read_bytes())

    jsonschema.validate(report, schema)
    assert report["schema"] == "attrcheck-report/1"
    assert {target["verdict"] for target in report["targets"]} == {str(verdict) for verdict in Verdict}


def test_json_keeps_the_contract(tmp_path: Path, saved: Save, closed_port: str) -> None:
    """The names that other programs rely on, in every target."""
    scan(saved("no-credit"), closed_port, "--output", tmp_path / "r.json")
    report = json.loads((tmp_path / "r.json").read_bytes())
    page, silent = report["targets"]

    assert {"schema", "terms", "started", "finished", "targets", "is_complete"} <= report.keys()
    assert {"id", "version", "reading", "digest"} <= report["terms"].keys()
    assert {"url", "source", "verdict", "reuse", "failure", "capture", "findings"} <= page.keys() & silent.keys()
    assert page["url"].endswith("/no-credit.html")
    assert page["reuse"]["class"] == "verbatim"
    assert page["failure"] is None
    assert {"digest", "captured_at"} <= page["capture"].keys()
    assert (silent["failure"]["reason"], silent["reuse"], silent["capture"]) == ("refused", None, None)
    names = {"requirement", "kind", "level", "place", "subject", "outcome", "reason", "evidence", "remedy"}
    assert all(names <= finding.keys() for target in report["targets"] for finding in target["findings"])
    assert all({"quote", "locator"} <= e.keys() for finding in page["findings"] for e in finding["evidence"])
    assert {finding["outcome"] for finding in silent["findings"]} == {"cannot-tell"}


def test_json_comes_back(tmp_path: Path, saved: Save) -> None:
    """The model is the wire format: what is read is what was written."""
    report = report_of(tmp_path, *(saved(name) for name in ("full-credit", "no-credit", "share-buttons-full", "unrelated")))

    assert msgspec.json.decode(msgspec.json.encode(report), type=Report) == report


def test_two_runs_say_the_same(tmp_path: Path, saved: Save) -> None:
    """But for the time, and for the place of the evidence, a scan of the same pages is the same, byte for byte."""
    pages = [saved(name) for name in ("no-credit", "share-buttons-full")]
    first, second = (msgspec.structs.replace(report_of(tmp_path, *pages, "--no-store"), started="", finished="") for _ in range(2))

    assert first == second


def test_an_old_report_survives_a_failed_write(tmp_path: Path, saved: Save) -> None:
    """A path that cannot be written is a sentence and exit code 2."""
    (tmp_path / "taken.json").mkdir()
    result = scan(saved("full-credit"), "--output", tmp_path / "taken.json")

    assert result.exit_code == USAGE
    assert "taken.json" in result.stderr


# Help.


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)], ids=" ".join)
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_has_an_example(command: tuple[str, ...], option: str) -> None:
    """The first thing that a newcomer copies."""
    result = here(*command, option)

    assert result.exit_code == OK
    assert "Example" in result.output
    assert f"attrcheck {command[0] if command else 'scan'} " in result.output


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_has_help(command: str) -> None:
    """An option without a sentence is a riddle."""
    silent = [option.name for option in main.commands[command].params if isinstance(option, click.Option) and not option.help]

    assert silent == []


def test_version_reaches_the_shell(run: Run) -> None:
    """What a bug report begins with."""
    ended = run("--version")

    assert ended.returncode == OK
    assert ended.stdout.startswith(b"attrcheck, version ")


# Targets.


def test_a_broken_line_leaves_the_others(tmp_path: Path, saved: Save) -> None:
    """File, line and sentence on standard error; the good pages are in the report; the run is not called good."""
    page = saved("full-credit")
    listed = tmp_path / "list.txt"
    listed.write_text(f"{page.as_uri()}\nnonsense\n{page.as_uri()}\n", encoding="utf-8")
    result = scan(listed, "--output", tmp_path / "r.json")
    report = msgspec.json.decode((tmp_path / "r.json").read_bytes(), type=Report)

    assert result.exit_code == USAGE
    assert f"{listed}:2: 'nonsense'" in result.stderr
    assert f"{listed}:3: " in result.stderr
    assert [target.verdict for target in report.targets] == [Verdict.COMPLIANT]


def test_a_repeated_line_is_no_mistake(tmp_path: Path, saved: Save) -> None:
    """Everything was checked."""
    page = saved("full-credit").as_uri()

    assert scan("-", stdin=f"{page}\n{page}\n").exit_code == OK


def test_a_folder_is_scanned(run: Run, saved: Save, tmp_path: Path) -> None:
    """More pages than one process reads: all are in the report, in order, whichever process read them."""
    names = [f"page-{i:02}" for i in range(14)]
    for name in names:
        saved(name, demo_page("full-credit" if int(name[-2:]) % 2 else "no-credit"))
    ended = run("scan", tmp_path, "--terms", TERMS, "--output", "report.json")
    report = msgspec.json.decode((tmp_path / "report.json").read_bytes(), type=Report)

    assert ended.returncode == FINDINGS, ended.stderr
    assert [target.url.rpartition("/")[2] for target in report.targets] == [f"{name}.html" for name in names]
    assert [str(target.verdict) for target in report.targets] == ["violation", "compliant"] * 7


def test_an_empty_folder_is_a_mistake(tmp_path: Path) -> None:
    """A scan of nothing must not look like a good one."""
    result = scan(tmp_path)

    assert result.exit_code == USAGE
    assert str(tmp_path) in result.stderr


# Odd pages.


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", FailureReason.EMPTY),
        (b" \n\t", FailureReason.EMPTY),
        (b"<p>" + b"word " * 10_000_000, FailureReason.TOO_LARGE),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 100, FailureReason.NOT_HTML),
        (b"%PDF-1.7\n" + b"\xe2\xe3\xcf\xd3" * 100, FailureReason.NOT_HTML),
        (b"PK\x03\x04" + bytes(1000), FailureReason.NOT_HTML),
    ],
    ids=["empty", "blank", "50 MB", "PNG", "PDF", "ZIP"],
)
def test_a_file_that_is_no_page(tmp_path: Path, saved: Save, content: bytes, reason: FailureReason) -> None:
    """A clear answer with its reason: undetermined, nobody accused."""
    report = report_of(tmp_path, saved("odd", content), code=INCOMPLETE)

    assert report.targets[0].failure
    assert report.targets[0].failure.reason is reason
    assert report.targets[0].verdict is Verdict.UNDETERMINED


def test_a_page_of_50_megabytes_is_not_read_to_its_end(tmp_path: Path) -> None:
    """The server is told to stop long before: memory and time stay bounded."""
    sent = 0

    def answer(handler: BaseHTTPRequestHandler) -> None:
        nonlocal sent
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()
        for _ in range(50):
            handler.wfile.write(b"<p>word" * 150_000)
            sent += 1_050_000

    with serving(answer) as url:
        report = report_of(tmp_path, url, code=INCOMPLETE)

    assert report.targets[0].failure
    assert report.targets[0].failure.reason is FailureReason.TOO_LARGE
    assert sent < 40_000_000


@pytest.mark.parametrize("tag", ["div", "blockquote", "table><tr><td"])
def test_a_page_of_nested_tags(run: Run, saved: Save, tmp_path: Path, tag: str) -> None:
    """100,000 elements inside each other break recursive readers, and parsers in C: one clear answer, and the next page is checked."""
    deep = saved("deep", "<body>" + f"<{tag}>" * (100_000 // (tag.count("<") + 1)) + "Zoë Vandermeer" + demo_page("no-credit"))
    ended = run("scan", deep, saved("full-credit"), "--terms", TERMS, "--output", "report.json")
    report = msgspec.json.decode((tmp_path / "report.json").read_bytes(), type=Report)

    assert ended.returncode in (FINDINGS, INCOMPLETE, OK), ended.stderr
    assert b"Traceback" not in ended.stderr
    assert report.targets[1].verdict is Verdict.COMPLIANT


@pytest.mark.parametrize(
    ("declared", "actual"),
    [
        ("iso-8859-1", "utf-8"),
        ("utf-8", "windows-1252"),
        ("us-ascii", "utf-8"),
        ("nonsense", "utf-8"),
        ("utf-16", "utf-8"),
        ("utf-8", "utf-8-sig"),
    ],
)
def test_a_wrong_charset_accuses_nobody(tmp_path: Path, saved: Save, declared: str, actual: str) -> None:
    """The author's name has an accent: read in the wrong encoding it would look misspelt."""
    page = demo_page("full-credit").replace('<meta charset="utf-8">', f'<meta charset="{declared}">')
    report = report_of(tmp_path, saved("charset", page.encode(actual, "xmlcharrefreplace")))

    assert report.targets[0].verdict is Verdict.COMPLIANT


@pytest.mark.parametrize(
    ("broken", "verdicts"),
    [
        (lambda page: page.replace("</p>", "").replace("</h1>", ""), {Verdict.COMPLIANT}),
        (lambda page: page.replace("<p", "<P").replace('"', ""), {Verdict.COMPLIANT, Verdict.UNDETERMINED}),
        (lambda page: page.replace("<body>", "<body></html><body>"), {Verdict.COMPLIANT}),
        (lambda page: "<table><tr>" + page, {Verdict.COMPLIANT}),
        (lambda page: page[: len(page) * 3 // 4], {Verdict.COMPLIANT}),
        (lambda page: page.replace("\n", "\r"), {Verdict.COMPLIANT}),
        (lambda page: page.replace(" ", "\u00a0").replace("<\u00a0", "< "), set(Verdict) - {Verdict.VIOLATION}),
    ],
)
def test_broken_markup_is_read_as_browsers_do(tmp_path: Path, saved: Save, broken: Callable[[str], str], verdicts: set[Verdict]) -> None:
    """Pages are broken more often than not; a credit that a browser shows is a credit."""
    report = report_of(tmp_path, saved("broken", broken(demo_page("full-credit"))))

    assert report.targets[0].verdict in verdicts


# Interruption.


# Shells let what they run in the background ignore Ctrl-C, and these tests may run there.
HEEDING_CTRL_C = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from attrcheck.cli.main import main; main(prog_name='attrcheck')"


def test_ctrl_c_leaves_a_report(tmp_path: Path) -> None:
    """What was checked until then is not lost; the report says that it is not whole, and so does the exit code."""
    asked, is_over = Event(), Event()

    def answer(handler: BaseHTTPRequestHandler) -> None:
        if handler.path != "/slow":
            send_html(handler, demo_page("full-credit").encode())
            return
        asked.set()
        is_over.wait(PATIENCE_SECONDS)

    with serving(answer) as url:
        listed = "".join(f"{url}{name}\n" for name in ("one", "two", "three", "slow", "four"))
        (tmp_path / "list.txt").write_text(listed, encoding="utf-8")
        command = [
            sys.executable,
            "-c",
            HEEDING_CTRL_C,
            "scan",
            "list.txt",
            "--terms",
            str(TERMS),
            "--output",
            "r.json",
            "--workers",
            "1",
            "--timeout",
            "2",
            "--allow-private",
        ]
        with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            assert asked.wait(PATIENCE_SECONDS)
            process.send_signal(signal.SIGINT)
            stdout, stderr = process.communicate(timeout=PATIENCE_SECONDS)
            is_over.set()
    report = msgspec.json.decode((tmp_path / "r.json").read_bytes(), type=Report)

    assert process.returncode == INCOMPLETE, stderr
    assert not report.is_complete
    # The page in hand is finished, which here is its time-out; the one after it is not begun.
    assert 1 <= len(report.targets) <= 4
    assert b"interrupted" in stdout
    assert b"interrupted" in stderr
    assert b"attrcheck scan --resume" in stderr
    assert b"Traceback" not in stderr


# Fingerprints.


def test_a_fingerprint_serves_instead_of_the_text(tmp_path: Path, saved: Save) -> None:
    """Make one, name it in the terms, and scan without the article."""
    made = here("fingerprint", TERMS.parent / "work.txt", "--terms", TERMS, "--output", tmp_path / "work.json")
    terms = TERMS.read_text(encoding="utf-8").replace('text = "work.txt"', 'fingerprint = "work.json"')
    (tmp_path / "terms.toml").write_text(terms, encoding="utf-8")
    result = here("scan", saved("no-credit"), "--terms", tmp_path / "terms.toml")

    assert made.exit_code == OK, made.output
    assert result.exit_code == FINDINGS, result.output


@pytest.mark.parametrize(
    ("entry", "content", "word"),
    [
        ('text = "gone.txt"', None, "gone.txt"),
        ('text = "work.txt"', b"Another text.", "(Reuse notice)"),
        ('text = "work.txt"', b"\xff\xfe\x00", "UTF-8"),
        ('text = "."', None, ""),
        ('fingerprint = "gone.json"', None, "gone.json"),
        ('fingerprint = "work.txt"', b"{}", "work.txt"),
        ('text = "work.html"', None, "work.html"),
    ],
)
def test_a_work_that_cannot_be_used_is_told(tmp_path: Path, saved: Save, entry: str, content: bytes | None, word: str) -> None:
    """Trouble in the user's own files is exit code 2 and names the file."""
    (tmp_path / "terms.toml").write_text(TERMS.read_text(encoding="utf-8").replace('text = "work.txt"', entry), encoding="utf-8")
    if content is not None:
        (tmp_path / "work.txt").write_bytes(content)
    result = here("scan", saved("full-credit"), "--terms", tmp_path / "terms.toml")

    assert result.exit_code == USAGE, result.output
    assert word in result.stderr
    assert "bug" not in result.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
def test_a_full_disk_is_no_bug(tmp_path: Path) -> None:
    """What is printed goes into a file on it; the sentence says so, and nobody is asked to report a bug."""
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "attrcheck", "terms", "list"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, timeout=60, cwd=tmp_path, check=False)

    assert done.returncode == ExitCode.USAGE
    assert b"the output could not be written: No space left" in done.stderr
    assert b"bug" not in done.stderr
