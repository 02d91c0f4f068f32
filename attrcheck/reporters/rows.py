"""A report as rows, one a finding: what the formats for tables and other programs have in common."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath, PureWindowsPath
from typing import NamedTuple

from attrcheck.model import AnyReport, Finding, Level, Outcome, TargetReport, TermsRecord
from attrcheck.reporters.printable import printable

# What somebody has to look at.
OPEN = (Outcome.CANNOT_TELL, Outcome.UNTESTED)
# The longest message that a list of findings is still read with.
_MAX_MESSAGE = 600
# So much of a waiver leaves room for what it is about.
_MAX_WAIVER = 250


class Location(NamedTuple):
    """Where a person can act: the file that lists the target, relative to the repository, and the line in it, from 1."""

    file: str
    line: int


def rows(report: AnyReport) -> Iterator[tuple[TargetReport, Finding]]:
    """Yield every finding with its target, in the order of the report."""
    for target in report.targets:
        for finding in target.findings:
            yield target, finding


def needs_attention(finding: Finding) -> bool:
    """Tell whether a finding failed or is open."""
    return finding.outcome is Outcome.FAILED or finding.outcome in OPEN


def terms_of(report: AnyReport, target: TargetReport) -> TermsRecord:
    """Return the terms that a target was checked against: those of its outlet where that has its own."""
    return target.terms or report.terms


def location(report: AnyReport, target: TargetReport) -> Location:
    """Return where a target comes from.

    Forges know no file outside of the repository, and for one address of the web they refuse the whole upload (github/codeql-action, issue
    754). So a target that no file lists is said to come from the terms, and of an absolute path only the name is left.
    """
    source = target.source
    if source is None or source.file in ("command line", "-"):
        return Location(f"{report.terms.id}.toml", 1)
    path = PureWindowsPath(source.file) if "\\" in source.file else PurePosixPath(source.file)
    is_inside = not path.is_absolute() and not path.drive and ".." not in path.parts
    return Location(path.as_posix() if is_inside else path.name or "targets", max(1, source.line))


def message(target: TargetReport, finding: Finding) -> str:
    """Return a finding in one or two sentences, with the page that it is about and what cures it."""
    level = "" if finding.level is Level.MUST else f" ({finding.level})"
    # Before the reason, for what is long is cut at its end.
    waived = f"[{shortened(waiver_of(finding), _MAX_WAIVER)}] " if finding.waiver else ""
    said = f"{finding.outcome}{level}: {finding.requirement} in {finding.place} of {target.url}: {waived}{finding.reason}"
    if finding.subject not in ("", target.url):
        said += f" [{finding.subject}]"
    if finding.outcome is Outcome.FAILED and finding.remedy:
        said += f" Remedy: {finding.remedy}"
    return shortened(said)


def waiver_of(finding: Finding) -> str:
    """Return the waiver of a finding in one sentence, empty where it has none."""
    if finding.waiver is None:
        return ""
    one = finding.waiver
    return printable(f"waived until {one.until} by {one.by} ({one.reason}): {one.because}")


def shortened(text: str, most: int = _MAX_MESSAGE) -> str:
    """Return a text cut to `most` characters; a cut is shown."""
    return text if len(text) <= most else text[: most - 1] + "…"
