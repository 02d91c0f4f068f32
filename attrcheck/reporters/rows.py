"""A report as rows, one a finding: what the formats for tables and other programs have in common."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath, PureWindowsPath
from typing import NamedTuple

from attrcheck.model import AnyReport, BaselineState, Finding, Level, Outcome, Place, Remedy, Spot, TargetReport, TermsRecord
from attrcheck.reporters.printable import printable

# What somebody has to look at.
OPEN = (Outcome.CANNOT_TELL, Outcome.UNTESTED)
# The longest message that a list of findings is still read with.
_MAX_MESSAGE = 600
# So much of a waiver leaves room for what it is about.
_MAX_WAIVER = 250
# The longest form of a cure in a format that also serves others; the blocks that attrcheck makes of the terms that it brings are shorter.
MAX_CURE = 4_000


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


def groups(target: TargetReport) -> Iterator[tuple[Finding, ...]]:
    """Yield the findings that need attention, those together that are open for one reason since one day.

    A page that could not be read leaves every requirement open in every place; a reader of many
    such pages needs one sentence for each. A failed finding has something of its own to cure, and stays alone.
    """
    found: dict[object, list[Finding]] = {}
    for number, finding in enumerate(target.findings):
        if needs_attention(finding):
            is_open = finding.outcome in OPEN
            alike = (finding.outcome, finding.subject, finding.reason, finding.waiver, standing(finding))
            found.setdefault(alike if is_open else number, []).append(finding)
    return map(tuple, found.values())


def duties(group: Sequence[Finding]) -> str:
    """Return the requirements of some findings by the place that they are about: "name, function in article; name in share"."""
    places: dict[Place, dict[str, None]] = {}
    for finding in group:
        places.setdefault(finding.place, {})[finding.requirement] = None
    return "; ".join(f"{', '.join(requirements)} in {place}" for place, requirements in places.items())


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


def message(target: TargetReport, *group: Finding) -> str:
    """Return a finding, or findings of one `groups`, in one or two sentences, with the page that they are about and what cures it."""
    finding = group[0]
    level = "" if len(group) > 1 or finding.level is Level.MUST else f" ({finding.level})"
    # Before the reason, for what is long is cut at its end.
    waived = f"[{shortened(waiver_of(finding), _MAX_WAIVER)}] " if finding.waiver else ""
    since = f"[{standing(finding)}] " if finding.past else ""
    said = f"{finding.outcome}{level}: {duties(group)} of {target.url}: {since}{waived}{finding.reason}"
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


def standing(finding: Finding) -> str:
    """Return since when a finding is as it is, in words; empty where no earlier run is known."""
    past = finding.past
    if past is None:
        return ""
    if past.state is BaselineState.UNCHANGED:
        return f"since {past.since[:10]}"
    return "new" if past.counts else f"new since {past.since[:10]}, does not count yet"


def pieces(target: TargetReport, most: int | None = None) -> dict[tuple[Spot, str], int]:
    """Return the numbers of what to paste, by spot and subject, of the first `most`: findings refer to them, because one cures several."""
    return {(cure.spot, cure.subject): number for number, cure in enumerate(target.cures[:most], 1)}


def piece_of(finding: Finding, numbers: Mapping[tuple[Spot, str], int]) -> int | None:
    """Return the number of the piece that cures a finding, None where no numbered one does."""
    return numbers.get((finding.cure.spot, finding.cure.subject)) if finding.cure else None


def pasteable(remedy: Remedy) -> tuple[str, ...]:
    """Return the lines to paste, each without anything that a terminal would obey: an address for a button, words for a post, else HTML."""
    whole = remedy.text if remedy.spot in (Spot.BUTTON, Spot.POST) else remedy.html
    return tuple(printable(line) for line in shortened(whole, MAX_CURE).splitlines())


def shortened(text: str, most: int = _MAX_MESSAGE) -> str:
    """Return a text cut to `most` characters; a cut is shown."""
    return text if len(text) <= most else text[: most - 1] + "…"
