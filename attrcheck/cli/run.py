"""Run a scan with progress on stderr and turn it into a report and an exit code: what `scan` and `demo` have in common."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

import attrcheck
from attrcheck.cli.options import write
from attrcheck.errors import ExitCode, OutputError
from attrcheck.fetch import Fetcher
from attrcheck.model import FailureReason, Level, Outcome, Report, Target, TargetReport, Verdict
from attrcheck.processes import page_readers
from attrcheck.reporters import REPORTERS
from attrcheck.reporters.terminal import render as render_terminal
from attrcheck.scan import Check, Pace, QuickCheck, check_page, scan
from attrcheck.terms import Terms
from attrcheck.work import KnownWork

# Seconds between two lines of progress where no bar can be drawn.
_PROGRESS_EVERY = 15.0
# Pages times works from which a first look is taken: reading a hundred pages in full takes two seconds, which nobody needs to be spared.
_WORTH_FIRST_LOOK = 100
_SEVERITY = (Level.MAY, Level.SHOULD, Level.MUST)


def output_formats(paths: Sequence[Path]) -> list[tuple[Path, Callable[[Report], str]]]:
    """Return the reporter of each output path, by suffix. Raises OutputError, which lists the known ones, before anything is fetched."""
    chosen = []
    for path in paths:
        reporter = REPORTERS.get(path.suffix.removeprefix(".").lower())
        if reporter is None:
            known = ", ".join(f".{suffix}" for suffix in REPORTERS)
            raise OutputError(f"{path}: no report format has the suffix {path.suffix!r}; known: {known}")
        if not path.parent.is_dir():
            raise OutputError(f"{path}: the folder {path.parent} does not exist")
        chosen.append((path, reporter))
    return chosen


def run(targets: Sequence[Target], terms: Terms, works: Sequence[KnownWork], fetch: Fetcher, pace: Pace) -> Report:
    """Scan all targets. Ctrl-C ends it early with a report of what was done so far."""
    is_worth_a_look = len(targets) * len(works) >= _WORTH_FIRST_LOOK and not pace.is_exhaustive
    check: Check = QuickCheck(terms, works) if is_worth_a_look else partial(check_page, terms=terms, works=works)
    started = _now()
    done: list[tuple[TargetReport, ...]] = []
    executor: Executor
    with page_readers(len(targets), check) as executor, _progress(len(targets)) as advance:
        try:
            for reports in scan(targets, fetch, check, executor, pace):
                done.append(reports)
                advance()
        except KeyboardInterrupt:
            click.echo("attrcheck: interrupted; the report holds what was checked so far", err=True)
    return Report(
        generator=f"attrcheck {attrcheck.__version__}",
        terms=terms.record(),
        works=tuple(known.work.url for known in works),
        started=started,
        finished=_now(),
        targets=tuple(report for reports in done for report in reports),
        is_complete=len(done) == len(targets),
    )


def show(report: Report, outputs: Sequence[tuple[Path, Callable[[Report], str]]], *, quiet: bool) -> None:
    """Write every output file, and the report to the terminal or pipe."""
    for path, render in outputs:
        write(path, render(report))
        click.echo(f"attrcheck: wrote {path}", err=True)
    if not quiet:
        console = Console()
        text = render_terminal(report, console.width) if console.is_terminal else REPORTERS["txt"](report)
        try:
            click.echo(text, nl=False, color=console.is_terminal)
        except BrokenPipeError:
            # The reader of the pipe has seen enough, as `head` does; what was found decides the exit code all the same.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def exit_code(report: Report, fail_on: Level | None, max_undetermined: int, *, has_broken_targets: bool) -> ExitCode:
    """Return the exit code of a scan; trouble of the program comes first, then findings, then what was not checked."""
    if any(target.failure and target.failure.reason is FailureReason.INTERNAL for target in report.targets):
        return ExitCode.INTERNAL
    levels = _SEVERITY[_SEVERITY.index(fail_on) :] if fail_on else ()
    if any(finding.outcome is Outcome.FAILED and finding.level in levels for target in report.targets for finding in target.findings):
        return ExitCode.FINDINGS
    if has_broken_targets:
        return ExitCode.USAGE
    undetermined = sum(target.verdict is Verdict.UNDETERMINED for target in report.targets)
    if not report.is_complete or not report.targets or undetermined > max_undetermined:
        return ExitCode.INCOMPLETE
    return ExitCode.OK


@contextmanager
def _progress(total: int) -> Iterator[Callable[[], None]]:
    """Give a function that counts one target as done: a bar on a terminal, a line now and then elsewhere."""
    if sys.stderr.isatty():
        columns = (TextColumn("checking"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
            task = progress.add_task("checking", total=total)
            yield lambda: progress.advance(task)
        return
    done, last = 0, time.monotonic()

    def advance() -> None:
        nonlocal done, last
        done += 1
        if time.monotonic() - last >= _PROGRESS_EVERY:
            last = time.monotonic()
            click.echo(f"attrcheck: checked {done} of {total}", err=True)

    yield advance


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
