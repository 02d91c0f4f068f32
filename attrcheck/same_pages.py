"""One page under several addresses: checked once where the addresses tell, counted once where the page tells, listed under each.

Before a fetch addresses are one page when they have one comparison form (`attrcheck.urls.canonical`). After it two reports are of one page
when they say the same (verdict, work, class of reuse, every outcome), and

- servers led both requests to one address; or
- both are on one site and reuse the work, and have the same bytes or call one address their own (``link rel="canonical"``).

So a page borrows nothing: what says something else stays apart, so does what is on another site, whatever its markup claims. A page that
could not be checked is never joined, and one that reuses nothing not by its bytes: all pages behind one login have the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import urljoin

from msgspec.structs import replace

from attrcheck.model import ReuseClass, Target, TargetReport
from attrcheck.urls import canonical

_WEB = ("http://", "https://")


def under_all_addresses(target: Target, reports: tuple[TargetReport, ...]) -> tuple[TargetReport, ...]:
    """Return the reports about a target, and an entry for each other address under which it was listed."""
    others = (_entry(replace(report, url=each.url, source=each.source), target.url) for each in target.also for report in reports)
    return (*reports, *others)


def each_page_once(reports: Iterable[TargetReport]) -> Iterator[TargetReport]:
    """Yield the reports with those of pages that were reported before as entries that refer to the first.

    Memory grows by some hundred bytes a page, not with what was said about it.
    """
    first: dict[int, str] = {}
    joined: dict[str, str] = {}
    for report in reports:
        if report.same_as is not None:
            # The page to which it refers may itself be one that was reported before.
            yield replace(report, same_as=joined.get(report.same_as, report.same_as))
            continue
        keys = [hash(key) for key in _keys(report)]
        known = next((first[key] for key in keys if key in first), None)
        for key in keys:
            first.setdefault(key, known or report.url)
        if known is None:
            yield report
        else:
            joined[report.url] = known
            yield _entry(report, known)


def _entry(report: TargetReport, same_as: str) -> TargetReport:
    """Return the report without what stands at the page to which it refers."""
    return replace(
        report,
        findings=(),
        reuse=None,
        comparison=None,
        shares=(),
        lookups=(),
        canonical=None,
        notes=(),
        cures=(),
        contacts=(),
        same_as=same_as,
    )


def _keys(report: TargetReport) -> Iterator[tuple[object, ...]]:
    """Yield what a report shares with those of the same page."""
    if report.capture is None or report.reuse is None or report.failure or not report.capture.final_url.startswith(_WEB):
        return
    outcomes = frozenset((finding.requirement, finding.place, finding.outcome) for finding in report.findings)
    said = (report.verdict, report.work, report.reuse.class_, outcomes)
    here = canonical(report.capture.final_url)
    yield ("address", here, *said)
    if report.reuse.class_ is not ReuseClass.NONE:
        site = _site(here)
        yield ("bytes", site, report.capture.digest, *said)
        own = _own_address(report.capture.final_url, report.canonical)
        if own and _site(own) == site:
            yield ("address", own, *said)


def _own_address(base: str, stated: str | None) -> str:
    try:
        return canonical(urljoin(base, stated)) if stated else ""
    except ValueError:  # brackets that hold no IPv6 address
        return ""


def _site(comparable: str) -> str:
    """Return host and port of an address in its comparison form."""
    return comparable.split("/", 3)[2] if comparable.startswith(_WEB) else ""
