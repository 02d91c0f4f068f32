"""Run a scan with progress on stderr and turn it into a report and an exit code: what `scan` and `demo` have in common."""

from __future__ import annotations

import gc
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

import click
from rich.console import Console

import attrcheck
from attrcheck.agreed import AgreedCheck
from attrcheck.cli.interruption import interruption
from attrcheck.cli.options import write
from attrcheck.cli.progress import progress
from attrcheck.errors import ExitCode, OutputError
from attrcheck.evaluate import judge_with_waivers
from attrcheck.fetch import Fetcher
from attrcheck.model import AnyReport, BaselineState, FailureReason, Finding, Level, Outcome, Target, TargetReport, Verdict
from attrcheck.processes import page_readers
from attrcheck.quick_check import QuickCheck
from attrcheck.reporters import REPORTERS, Reporter, reporter_of
from attrcheck.reporters.terminal import render as render_terminal
from attrcheck.runs import Run, RunRecord, RunReport, new_id
from attrcheck.scan import Check, Pace, check_page, scan
from attrcheck.terms import Terms
from attrcheck.work import KnownWork

# Pages times works from which a first look is taken: reading a hundred pages in full takes two seconds, which nobody needs to be spared.
_WORTH_FIRST_LOOK = 100
_SEVERITY = (Level.MAY, Level.SHOULD, Level.MUST)

# Where reports go, each with its format.
Outputs = Sequence[tuple[Path, Reporter]]


def output_formats(paths: Sequence[Path]) -> Outputs:
    """Return the reporter of each output path, by suffix. Raises OutputError, which lists the known ones, before anything is fetched."""
    chosen = []
    for path in paths:
        reporter = reporter_of(path.name)
        if reporter is None:
            known = ", ".join(f".{one.suffix}" for one in REPORTERS.values())
            raise OutputError(f"{path}: no report format has the suffix {path.suffix!r}; known: {known}")
        if not path.parent.is_dir():
            raise OutputError(f"{path}: the folder {path.parent} does not exist")
        chosen.append((path, reporter))
    return chosen


class Task(NamedTuple):
    """What pages are checked against: the terms, the works, and by their domains the terms that outlets have of their own."""

    terms: Terms
    works: Sequence[KnownWork]
    agreed: Mapping[str, Terms] = {}

    @property
    def agreed_digests(self) -> dict[str, str]:
        """Which terms those of the outlets are, and how they are read."""
        return {domain: f"{terms.digest} {terms.reading}" for domain, terms in self.agreed.items()}

    def check(self, pages: int, *, is_exhaustive: bool) -> Check:
        """Return the check of so many pages; of many a first look tells which are read in full, unless all are to be."""
        is_worth_a_look = pages * len(self.works) >= _WORTH_FIRST_LOOK and not is_exhaustive
        check = QuickCheck(self.terms, self.works) if is_worth_a_look else partial(check_page, terms=self.terms, works=self.works)
        return AgreedCheck(check, self.agreed, self.works) if self.agreed else check


def begin_record(task: Task) -> RunRecord:
    """Return how a run begins now. Who calls the commands from a program may give them another clock, as the context's object."""
    context = click.get_current_context(silent=True)
    clock: Callable[[], datetime] | None = context.obj if context else None
    moment = clock() if clock else datetime.now(UTC)
    return RunRecord(
        id=new_id(moment),
        started=moment.isoformat(timespec="seconds"),
        generator=f"attrcheck {attrcheck.__version__}",
        terms=task.terms.record(),
        works=tuple(known.work.url for known in task.works),
        agreed=task.agreed_digests,
    )


@contextmanager
def unkept_run(record: RunRecord, targets: Sequence[Target]) -> Iterator[Run]:
    """Give a run in a folder that is deleted afterwards: its reports need not fit into memory either."""
    with tempfile.TemporaryDirectory(prefix="attrcheck-") as folder, Run.begin(Path(folder), record, targets) as run:
        yield run


def run(kept: Run, task: Task, fetch: Fetcher, pace: Pace) -> RunReport:
    """Scan the targets of a run that are not done. Ctrl-C ends it early with a report of what was done so far."""
    left = kept.lines.left()
    check = task.check(len(left), is_exhaustive=pace.is_exhaustive)
    executor: Executor
    with (
        _loaded_things_kept(),
        interruption() as asked,
        page_readers(len(left), check) as executor,
        progress(kept.targets(left), kept.lines.done) as advance,
    ):
        try:
            for done in scan(asked.until(kept.targets(left)), asked.leaving(fetch), check, executor, pace):
                if not asked.was_left(done.reports):
                    kept.keep(left[done.number], done.reports)
                    advance(done.reports)
        except KeyboardInterrupt:
            # The pages in hand took too long, or Ctrl-C came twice: they are checked again when the run goes on.
            asked.is_asked = True
    report = kept.report(datetime.now(UTC).isoformat(timespec="seconds"), pace.courtesy.notes())
    if asked.is_asked and not report.is_complete:
        said = f"interrupted; {kept.lines.done} of {kept.count} targets are checked, and the report holds these"
        click.echo(f"attrcheck: {said}", err=True)
    return report


@contextmanager
def _loaded_things_kept() -> Iterator[None]:
    """Spare Python's collector of cycles what is there before a scan: looking through it again and again takes a tenth of every fetch."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def show(report: AnyReport, outputs: Outputs, format_: str | None = None, *, quiet: bool) -> None:
    """Write every output file, and the report to the terminal or pipe, in a format of the user's choice or as text."""
    for path, reporter in outputs:
        write(path, reporter.render(report))
        click.echo(f"attrcheck: wrote {path}", err=True)
    if not quiet:
        console = Console()
        is_coloured = console.is_terminal and format_ is None
        pieces = render_terminal(report, console.width) if is_coloured else REPORTERS[format_ or "text"].render(report)
        try:
            for piece in pieces:
                click.echo(piece, nl=False, color=is_coloured)
        except BrokenPipeError:
            # The reader of the pipe has seen enough, as `head` does; what was found decides the exit code all the same.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class Ending(NamedTuple):
    """How a scan ends: its exit code, and one sentence that says why."""

    code: ExitCode
    why: str


def ending(report: AnyReport, fail_on: Level | None, max_undetermined: int, *, has_broken_targets: bool, only_new: bool = False) -> Ending:
    """Return how a scan ends; trouble of the program comes first, then findings, then what was not checked.

    What is waived does not count, nor what does not count yet, and with `only_new` neither does what an earlier run has told of.
    """
    levels = _SEVERITY[_SEVERITY.index(fail_on) :] if fail_on else ()
    failed, checked, undetermined, waived = 0, 0, 0, 0
    # Once over all targets, which may have to be read from the disk.
    for target in report.targets:
        if _failed_by(target, FailureReason.INTERNAL):
            return Ending(ExitCode.INTERNAL, "attrcheck failed on a page")
        counting = [finding for finding in target.findings if _counts(finding, only_new=only_new)]
        failed += sum(finding.outcome is Outcome.FAILED and finding.level in levels for finding in counting)
        waived += sum(finding.waiver is not None for finding in target.findings)
        is_checked = not target.same_as and not _failed_by(target, FailureReason.SKIPPED)
        checked += is_checked
        # A page without findings was checked by nobody: it is never old.
        is_open = bool(_open(counting) or not target.findings)
        undetermined += is_checked and is_open and judge_with_waivers(target) is Verdict.UNDETERMINED
    new = "new " if only_new else ""
    if failed:
        return Ending(ExitCode.FINDINGS, f"{failed} {new}failed findings of the level {' or '.join(reversed(levels))}")
    if has_broken_targets:
        return Ending(ExitCode.USAGE, "lines of the list of targets are broken")
    if not report.is_complete:
        return Ending(ExitCode.INCOMPLETE, "not every target was checked")
    if not checked:
        return Ending(ExitCode.INCOMPLETE, "nothing was checked")
    if undetermined > max_undetermined:
        return Ending(ExitCode.INCOMPLETE, f"{undetermined} pages are undetermined, and at most {max_undetermined} may be")
    accepted = f"; {waived} findings are waived" if waived else ""
    return Ending(ExitCode.OK, f"nothing {new}failed at the level {fail_on} or above{accepted}" if fail_on else "--fail-on is never")


def _counts(finding: Finding, *, only_new: bool) -> bool:
    is_old = finding.past is not None and finding.past.state is BaselineState.UNCHANGED
    return finding.counts and not (only_new and is_old)


def _open(findings: Sequence[Finding]) -> list[Finding]:
    """Return what leaves a page undetermined."""
    return [one for one in findings if one.level is Level.MUST and one.outcome in (Outcome.CANNOT_TELL, Outcome.UNTESTED)]


def _failed_by(target: TargetReport, reason: FailureReason) -> bool:
    return target.failure is not None and target.failure.reason is reason
