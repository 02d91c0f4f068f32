"""attrcheck waive: accept one finding, by a line in a file of waivers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import click

from attrcheck.cli.options import store_option, write
from attrcheck.cli.page import say
from attrcheck.cli.report import found_report
from attrcheck.errors import RunError, WaiversError
from attrcheck.identity import LEAST_DIGITS, identity
from attrcheck.model import AnyReport, Finding, TargetReport, WaiverReason
from attrcheck.reporters.printable import printable
from attrcheck.reporters.rows import rows
from attrcheck.waivers import WaiverEntry, entry_text, is_acceptable, mistakes, read_waivers

# msgspec and TOML know days, click knows moments: the time of day is left out.
_DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.command()
@click.argument("run", metavar="RUN|FILE")
@click.argument("finding", required=False, metavar="[FINDING]")
@click.option("--reason", type=click.Choice([reason.value for reason in WaiverReason]), help="Why it is accepted, in a word.")
@click.option("--because", metavar="SENTENCE", help="Why it is accepted, in a sentence.")
@click.option("--by", metavar="NAME", help="Who accepts it.")
@click.option("--until", type=_DAY, metavar="DAY", help="The last day of the waiver, such as 2026-12-31.")
@click.option(
    "--waivers",
    envvar="ATTRCHECK_WAIVERS",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("waivers.toml"),
    show_default=True,
    metavar="FILE",
    help="The file that the waiver is appended to.",
)
@store_option
def waive(run: str, finding: str | None, reason: str, because: str, by: str, until: datetime, waivers: Path, store: Path) -> None:
    """Accept one finding of a run: append a waiver to a file. Without FINDING, list what can be waived, with identities.

    RUN is the id or the folder of a run, or "last"; FILE is a report that was written as .json. FINDING is the identity of a finding, or
    its first digits, as the text report shows them.

    \b
    Example:
      attrcheck waive last
      attrcheck waive last 0123456789abcdef0123 --reason in-talks --because "They will fix it." --by Ann --until 2026-12-31
    """
    report = found_report(run, store)
    if finding is None:
        say(_lines(report))
        return
    if not all((reason, because, by, until)):
        raise click.UsageError("a waiver needs --reason, --because, --by and --until")
    if until.date() < date.today():
        raise click.UsageError(f"--until {until.date()} is over: such a waiver accepts nothing")
    name, about = _named(report, finding)
    entry = WaiverEntry(finding=name, reason=WaiverReason(reason), because=because, by=by, until=until.date())
    for key, sentence in mistakes(entry):
        raise WaiversError(str(waivers), f"waiver{key}", sentence)
    before = _before(waivers, entry)
    write(waivers, (before, "\n" if before else "", entry_text(entry, about)))
    click.echo(f"attrcheck: waived in {waivers}: {about}", err=True)


def _acceptable(report: AnyReport) -> Iterator[tuple[str, TargetReport, Finding]]:
    for target, finding in rows(report):
        if is_acceptable(target, finding):
            yield identity(target, finding), target, finding


def _lines(report: AnyReport) -> Iterator[str]:
    for name, target, finding in _acceptable(report):
        yield f"{name}  {_said(target, finding)}"


def _said(target: TargetReport, finding: Finding) -> str:
    where = "" if finding.subject in ("", target.url) else f" ({finding.subject})"
    said = printable(f"{finding.outcome}: {finding.requirement} in {finding.place}{where} of {target.url}")
    # A lone half of a character, which no file of UTF-8 can hold.
    return said.encode("utf-8", "replace").decode()


def _named(report: AnyReport, digits: str) -> tuple[str, str]:
    """Return the identity that begins so, and what it is about. Raises RunError where there is none, or more than one."""
    found = {known: _said(target, finding) for known, target, finding in _acceptable(report) if known.startswith(digits.lower())}
    if len(digits) < LEAST_DIGITS or not found:
        raise RunError(f"{digits}: the report has no such finding that can be waived; attrcheck waive without it lists them")
    if len(found) > 1:
        raise RunError(f"{digits}: begins the identity of {len(found)} findings; give more digits")
    return next(iter(found.items()))


def _before(path: Path, new: WaiverEntry) -> str:
    """Return what stands in the file, once it is known to be a file of waivers without one as good as the new one. Raises WaiversError."""
    if not path.exists():
        return ""
    for i, entry in enumerate(read_waivers(path).waiver):
        if entry.finding == new.finding and entry.until >= new.until:
            raise WaiversError(str(path), f"waiver[{i}]", f"waives this finding already, until {entry.until}")
    before = path.read_text(encoding="utf-8")
    return before if before.endswith("\n") or not before else before + "\n"
