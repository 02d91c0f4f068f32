"""The option --waivers, and a report with the waivers of its day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import click
from msgspec.structs import replace

from attrcheck.errors import RunError, WaiversError
from attrcheck.model import AnyReport
from attrcheck.reporters.json import without_targets
from attrcheck.runs import RunReport
from attrcheck.terms import Terms, check_work, find_terms, load_terms
from attrcheck.text import is_date
from attrcheck.waivers import NO_WAIVERS, WaivedTargets, Waivers, domain_of, load_waivers, remarks
from attrcheck.work import KnownWork

# A moment in ISO 8601 begins with its day.
_DAY = len("2026-12-31")


waivers_option = click.option(
    "--waivers",
    envvar="ATTRCHECK_WAIVERS",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Failures that you accept, and outlets with terms of their own (docs/waivers.md).",
)


def waivers_of(path: Path | None) -> Waivers:
    """Return the waivers of a file, none without one. Raises WaiversError."""
    return NO_WAIVERS if path is None else load_waivers(path)


def day_of(started: str) -> date:
    """Return the day on which a scan began, in UTC: its waivers are those of this day, whenever its report is made again.

    Raises RunError.
    """
    day = started[:_DAY]
    if not is_date(day):
        raise RunError(f"the report says {started!r} where it should say when its scan began")
    return date.fromisoformat(day)


def agreed_terms(waivers: Waivers, works: Sequence[KnownWork]) -> dict[str, Terms]:
    """Return the terms that outlets have of their own today, by their domains.

    Raises WaiversError for a domain that has two, and TermsError where terms ask for what is not known of a work.
    """
    agreed: dict[str, Terms] = {}
    day = datetime.now(UTC).date()
    for number, entry in enumerate(waivers.outlets):
        if not entry.binds_on(day):
            click.echo(f"attrcheck: {waivers.path}: outlet[{number}]: the terms of {entry.domain} do not bind on {day}", err=True)
            continue
        domain = domain_of(entry.domain)
        if domain in agreed:
            raise WaiversError(str(waivers.path), f"outlet[{number}].domain", f"{entry.domain!r} has other terms already on {day}")
        agreed[domain] = terms = load_terms(_terms_file(waivers, entry.terms), entry.reading)
        for known in works:
            check_work(terms.path, terms.requirements, known.work)
    return agreed


def _terms_file(waivers: Waivers, name: str) -> Path:
    """Return a terms file beside the file of waivers, else one in the present folder or a preset. Raises TermsError."""
    beside = waivers.path.parent / name if waivers.path else None
    return beside if beside and beside.is_file() else find_terms(name)


def waived(report: AnyReport, waivers: Waivers) -> AnyReport:
    """Return a report with the waivers of the day on which its scan began, and notes about those that need a look."""
    if not waivers.entries:
        return report
    day = day_of(report.started)
    targets, notes = WaivedTargets(report.targets, waivers, day), report.notes + remarks(report.targets, waivers, day)
    if isinstance(report, RunReport):
        return report._replace(targets=targets, notes=notes)
    return replace(without_targets(report), targets=tuple(targets), notes=notes)
