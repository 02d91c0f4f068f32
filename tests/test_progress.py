"""What a person sees while a scan runs."""

from __future__ import annotations

import io
import os
import pty
import re
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from threading import Event

import pytest
from rich.console import Console

from attrcheck.cli.progress import Tally, _View, progress
from attrcheck.demo import TERMS
from attrcheck.model import Target, TargetReport, Verdict
from tests.acceptance.conftest import demo_page, send_html, serving
from tests.acceptance.test_cli import HEEDING_CTRL_C

TARGETS = [Target(url=f"https://{host}.example/{i}") for i, host in enumerate("aab")]
PATIENCE_SECONDS = 60


def done(url: str, verdict: Verdict = Verdict.COMPLIANT, same_as: str | None = None) -> TargetReport:
    """A report."""
    return TargetReport(url=url, verdict=verdict, findings=(), same_as=same_as)


def ticking(*times: float) -> Iterator[float]:
    """A clock's times; the last one stays."""
    yield from times
    while True:
        yield times[-1]


def said(tally: Tally) -> str:
    """Everything that is said."""
    return ", ".join(text for text, _ in tally.words())


def test_a_tally_counts() -> None:
    """Done of total, verdicts of pages (not of their other addresses), hosts that still have pages, rate, time left."""
    clock = ticking(0.0, 2.0, 4.0)
    tally = Tally(TARGETS, clock=lambda: next(clock))
    begun = said(tally)
    clock = ticking(2.0)
    tally.count(
        [done("https://a.example/0", Verdict.VIOLATION), done("https://a.example/0#x", Verdict.VIOLATION, same_as="https://a.example/0")]
    )
    clock = ticking(4.0)
    tally.count([done("https://b.example/2")])
    halfway = said(tally)
    tally.count([done("https://a.example/1")])

    assert begun == "0 of 3, 2 hosts waiting"
    assert halfway == "2 of 3, 1 violation, 1 compliant, 2 s left, 0.5 a second, 1 host waiting"
    assert said(tally) == "3 of 3, 1 violation, 2 compliant"


def test_a_tally_goes_on() -> None:
    """A run that is resumed counts what was done before, but says nothing about how fast that was."""
    tally = Tally(iter(TARGETS), done=7)
    begun = said(tally)
    tally.count([done("https://a.example/0")])

    assert begun == "7 of 10, ? left, 0.0 a second, 2 hosts waiting"
    assert said(tally).startswith("8 of 10, 1 compliant, ")


def test_a_tally_of_nothing() -> None:
    """A list of no pages, a clock that stands still and addresses that are none do no harm."""
    tally = Tally([], clock=lambda: 1.0)
    odd = Tally([Target(url="https://[/"), Target(url="file:///a.html")], clock=lambda: 1.0)
    odd.count([])

    assert said(tally) == "0 of 0"
    assert said(odd).startswith("1 of 2, ? left, 0.0 a second")


@pytest.mark.parametrize("width", [20, 40, 49, 50, 80, 300])
def test_the_view_fits_the_terminal(width: int) -> None:
    """One line on narrow terminals, a bar above it on others, never a wrapped one."""
    tally = Tally(TARGETS)
    tally.count([done("https://a.example/0", Verdict.VIOLATION)])
    file = io.StringIO()
    Console(file=file, width=width, force_terminal=True, color_system=None).print(_View(tally))
    lines = file.getvalue().splitlines()

    assert len(lines) == (1 if width < 50 else 2)
    assert lines[-1].startswith("1 of 3, 1 violation")
    assert all(len(line) <= width for line in lines)


def test_lines_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """One now and then, one at the end, also of a scan that ends early."""
    monkeypatch.setattr("attrcheck.cli.progress._EVERY", 0.0)
    with pytest.raises(KeyboardInterrupt):
        _interrupted()
    lines = capsys.readouterr().err.splitlines()

    assert len(lines) == 2
    assert all(line.startswith("attrcheck: checked 1 of 3, 1 compliant, ") for line in lines)


def _interrupted() -> None:
    with progress(TARGETS) as advance:
        advance([done("https://a.example/0")])
        raise KeyboardInterrupt


def on_terminal(command: list[str], environment: dict[str, str], interrupt_after: bytes = b"") -> tuple[int, str]:
    """Run a command on a terminal of its own; its exit code and what the terminal received. Ctrl-C follows what it is to wait for."""
    controller, terminal = pty.openpty()
    variables = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "TERM", "COLUMNS")} | environment
    process = subprocess.Popen(command, stdin=terminal, stdout=subprocess.DEVNULL, stderr=terminal, env=variables)
    os.close(terminal)
    received = b""
    while select.select([controller], [], [], PATIENCE_SECONDS)[0]:
        try:
            piece = os.read(controller, 65_536)
        except OSError:  # how Linux says that nobody holds the terminal any more
            break
        received += piece
        if interrupt_after and interrupt_after in received:
            process.send_signal(signal.SIGINT)
            interrupt_after = b""
    os.close(controller)
    return process.wait(PATIENCE_SECONDS), received.decode()


def scan_command(*arguments: object) -> list[str]:
    """A scan with the demonstration's terms."""
    return [sys.executable, "-c", HEEDING_CTRL_C, "scan", *map(str, arguments), "--terms", str(TERMS), "--fail-on", "never"]


HIDE, SHOW = "\x1b[?25l", "\x1b[?25h"
_COLOUR = re.compile(r"\x1b\[(?!0m)[0-9;]*m")


@pytest.mark.parametrize(
    ("environment", "is_live", "is_coloured"),
    [
        ({"TERM": "xterm-256color"}, True, True),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, True, False),
        ({"TERM": "dumb"}, False, False),
    ],
    ids=["colours", "no-color", "dumb"],
)
def test_a_terminal_is_left_as_it_was(environment: dict[str, str], is_live: bool, is_coloured: bool, tmp_path: Path) -> None:
    """A live view in colours unless they are unwanted, gone at the end; a terminal that can nothing gets lines."""
    page = tmp_path / "page.html"
    page.write_text(demo_page("no-credit"))
    code, received = on_terminal(scan_command(page), environment)

    assert code == 0
    assert (HIDE in received) is is_live
    assert received.rfind(SHOW) >= received.rfind(HIDE)
    assert any(colour not in ("\x1b[1m", "\x1b[2m") for colour in _COLOUR.findall(received)) is is_coloured
    assert ("attrcheck: checked 1 of 1" in received) is not is_live


def test_lists_that_are_read_are_told_on_a_terminal() -> None:
    """Many lists take long; a person sees which one is read, and nothing of it is left at the end."""
    with serving(lambda handler: send_html(handler, demo_page("no-credit").encode())) as base:
        command = scan_command("--list", f"{base}list.txt", "--ignore-robots")
        code, received = on_terminal(command, {"TERM": "xterm-256color", "COLUMNS": "200"})
        silent = on_terminal([*command, "--quiet"], {"TERM": "xterm-256color"})[1]
        piped = subprocess.run(command, check=False, capture_output=True).stderr.decode()

    assert code == 2
    assert f"reading list 1: {base}list.txt (0 addresses so far)" in received
    assert received.rfind(SHOW) > received.rfind(HIDE) >= 0
    assert "reading list" not in silent + piped


def test_ctrl_c_leaves_the_terminal_clean() -> None:
    """The cursor is shown again and the view gone."""
    over = Event()

    def answer(handler: BaseHTTPRequestHandler) -> None:
        if handler.path not in ("/", "/robots.txt"):
            over.wait(PATIENCE_SECONDS)
        send_html(handler, demo_page("no-credit").encode())

    with serving(answer) as base:
        command = scan_command(*(f"{base}{path}" for path in ("", "1", "2")))
        code, received = on_terminal(command, {"TERM": "xterm-256color", "NO_COLOR": "1"}, b"1 of 3")
        over.set()

    assert code != 0
    assert "interrupted" in received
    assert received.rfind(SHOW) > received.rfind(HIDE) >= 0
    assert "Traceback" not in received


def test_quiet_shows_nothing(tmp_path: Path) -> None:
    """On a terminal too."""
    page = tmp_path / "page.html"
    page.write_text(demo_page("no-credit"))

    assert on_terminal(scan_command(page, "--quiet"), {"TERM": "xterm-256color"}) == (0, "")
