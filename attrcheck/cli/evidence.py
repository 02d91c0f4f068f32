"""attrcheck evidence: is an archive as it was written, and what was found where on a captured page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import click
from msgspec.structs import replace

from attrcheck.archive import Verified, capture_of, rendered, verify
from attrcheck.cli.options import store_option, write
from attrcheck.errors import ArchiveError, ExitCode, RunError
from attrcheck.identity import LEAST_DIGITS, identity
from attrcheck.model import Archived, Capture, CaptureRecord, TargetReport
from attrcheck.reading import marked
from attrcheck.reporters.exhibit import exhibit
from attrcheck.reporters.printable import printable
from attrcheck.runs import MANIFEST, archives_of, changes, find_run, read_reports, sources_of
from attrcheck.urls import canonical

_NO_MANIFEST = f"{{run}} has no {MANIFEST}: its scan was killed, or is at work; only the digests of its records were compared"
# Sentences that are shown of a damaged archive; the first tells enough.
_SHOWN = 20


@click.group()
def evidence() -> None:
    """Verify what was captured, and look at it.

    \b
    Example:
      attrcheck evidence verify last
      attrcheck evidence show last https://example.org/copy --output page.html
    """


@evidence.command("verify")
@click.argument("name", metavar="ARCHIVE|RUN")
@store_option
@click.pass_context
def verify_command(ctx: click.Context, name: str, store: Path) -> None:
    """Find every changed byte of an archive or of a run.

    Exit code 1 when something was changed, 3 when nothing tells: a run without a manifest, or records without digests.

    \b
    Example:
      attrcheck evidence verify last
    """
    path = Path(name)
    folder = path.parent if path.is_file() else find_run(name, store)
    verified = {archive: verify(archive) for archive in ([path] if path.is_file() else archives_of(folder))}
    troubles = list(changes(folder, only=path.name if path.is_file() else ""))
    troubles += [f"{archive.name}: {sentence}" for archive, found in verified.items() for sentence in found.troubles]
    doubts = list(_doubts(verified))
    if not path.is_file():
        troubles += _lost(folder)
        doubts += [] if (folder / MANIFEST).exists() else [_NO_MANIFEST.format(run=folder.name)]
    for sentence in [*troubles[:_SHOWN], *doubts]:
        click.echo(printable(sentence))
    if not troubles and not doubts:
        click.echo("Nothing was changed.")
    ctx.exit(ExitCode.FINDINGS if troubles else ExitCode.INCOMPLETE if doubts else ExitCode.OK)


@evidence.command("show")
@click.argument("run", metavar="RUN")
@click.argument("target", metavar="TARGET|FINDING")
@click.option("--requirement", metavar="NAME", help="Only what was found about this requirement.")
@click.option(
    "--output", "-o", type=click.Path(dir_okay=False, path_type=Path), required=True, help="Where to write the page; open it in a browser."
)
@store_option
def show_command(run: str, target: str, requirement: str | None, output: Path, store: Path) -> None:
    """Write the captured page as an HTML file with the evidence marked. It runs no script and loads nothing.

    TARGET is the address, or its number in the report, counted from 1. FINDING is the identity of a finding, as reports tell it, or its
    first digits.

    \b
    Example:
      attrcheck evidence show last https://example.org/copy --output page.html
      attrcheck evidence show last 3fa2b9c1 --output page.html
    """
    folder = find_run(run, store)
    reports = [_only(report, requirement) for report in _reports(folder, target)]
    record = next((report.capture for report in reports if report.capture), None)
    if record is None or record.archived is None:
        raise RunError(f"{target}: {folder.name} holds no capture of it" + _why(reports))
    capture = _checked(record, folder, record.archived)
    found = [one for report in reports for finding in report.findings for one in finding.evidence]
    write(output, [exhibit(reports, record, marked(capture, found))])
    click.echo(f"attrcheck: wrote {output}", err=True)


def _lost(folder: Path) -> Iterator[str]:
    """Yield what a report says to be in an archive and is not."""
    for report in read_reports(folder).targets:
        if report.capture and report.capture.archived:
            try:
                _checked(report.capture, folder, report.capture.archived)
            except (ArchiveError, RunError) as error:
                yield f"{report.url}: {error}"


def _checked(record: CaptureRecord, folder: Path, place: Archived) -> Capture:
    """Return what was checked, from the archives of a run: the capture, or what a browser made of it. Raises ArchiveError or RunError."""
    capture = capture_of(record, _file(folder, place))
    if record.rendering is None or record.rendering.archived is None:
        return capture
    made = record.rendering.archived
    shown = rendered(capture, _file(folder, made), made.offset)
    if shown.record.rendering is None or shown.record.rendering.digest != record.rendering.digest:
        raise ArchiveError(f"{made.file}: the page as the browser showed it is not the one that was checked: the digest is another")
    return shown


def _doubts(verified: Mapping[Path, Verified]) -> Iterator[str]:
    """Yield what cannot be told."""
    for archive, found in verified.items():
        if found.undigested:
            yield f"{archive.name}: {found.undigested} of {found.records} records bear no digest: nothing tells whether they were changed"


def _reports(folder: Path, wanted: str) -> list[TargetReport]:
    """Return the reports about a target by its address or its number, or the one finding of this identity. Raises RunError."""
    found: list[TargetReport] = []
    urls: dict[str, None] = {}
    for report in read_reports(folder).targets:
        urls[report.url] = None
        if canonical(report.url) == canonical(wanted) or str(len(urls)) == wanted:
            found.append(report)
    found = found or _with_finding(folder, wanted)
    if not found:
        known = f"which has {len(urls)}; give the address or the number of one, or the first {LEAST_DIGITS} digits of a finding's identity"
        raise RunError(f"{wanted!r} is no target and no finding of {folder.name}, {known}")
    return found


def _with_finding(folder: Path, digits: str) -> list[TargetReport]:
    """Return the reports that hold the finding whose identity begins so, with no other finding. Raises RunError where several begin so."""
    if len(digits) < LEAST_DIGITS:
        return []
    found: dict[str, list[TargetReport]] = {}
    for report in read_reports(folder).targets:
        for finding in report.findings:
            if (same := identity(report, finding)).startswith(digits.lower()):
                found.setdefault(same, []).append(replace(report, findings=(finding,)))
    if len(found) > 1:
        raise RunError(f"{digits!r} begins the identities of {len(found)} findings: {', '.join([*found][:_SHOWN])}; give more digits")
    return next(iter(found.values()), [])


def _only(report: TargetReport, requirement: str | None) -> TargetReport:
    wanted = tuple(finding for finding in report.findings if requirement in (None, finding.requirement))
    return replace(report, findings=wanted)


def _why(reports: list[TargetReport]) -> str:
    failure = next((report.failure for report in reports if report.failure), None)
    return f": {failure.reason}: {failure.detail}" if failure else ": nothing was kept of it"


def _file(folder: Path, place: Archived) -> Path:
    """Return the archive of this name among those of a run."""
    found = next((path for path in sources_of(folder) if path.name == place.file), None)
    if found is None:
        raise RunError(f"{folder.name}: the archive {printable(place.file)} is not there")
    return found
