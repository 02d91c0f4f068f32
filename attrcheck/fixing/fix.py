"""Cure a captured page: put its cures in, check the copy, and try another spot where the first one does not help."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning, XMLParsedAsHTMLWarning
from bs4.dammit import EntitySubstitution
from bs4.formatter import HTMLFormatter
from msgspec.structs import replace

from attrcheck.fixing.edits import drop_text, put_address, put_block, put_links, put_tags
from attrcheck.fixing.spots import Spots, copied_elements, spots
from attrcheck.model import Article, Capture, Failure, Finding, Outcome, Remedy, Spot, Subject, TargetReport, Value
from attrcheck.reading import read
from attrcheck.reading.decode import decode
from attrcheck.remedies import why_incurable
from attrcheck.reuse import find_reuse
from attrcheck.shares import buttons_of, share_previews
from attrcheck.work import KnownWork

# Spots tried for a block: each costs a check of the page, and a page whose first ten do not help has no place where readers look.
_MAX_SPOTS = 10
# Characters as they are, and void elements and flags as HTML writes them: as few changes in a copy as can be.
_FORMATTER = HTMLFormatter(
    entity_substitution=EntitySubstitution.substitute_xml, void_element_close_prefix="", empty_attributes_are_booleans=True
)
_BLOCKS = (Spot.TOP, Spot.FIRST_PARAGRAPH, Spot.END, Spot.AUTHOR_BOX)

Reports = tuple[TargetReport, ...]
Checked = Callable[[Capture], Reports]


class Left(Value, frozen=True, kw_only=True):
    """A finding that is still failed in the cured copy, and why."""

    finding: Finding
    why: str


class Fixed(Value, frozen=True, kw_only=True):
    """A cured copy: its markup, what was said before and after, and what the copy does not cure. `cures` are those that were put in."""

    markup: str
    before: Reports
    after: Reports
    cures: tuple[Remedy, ...]
    left: tuple[Left, ...]


class _Attempt(NamedTuple):
    """A copy of the page, and what is said about it."""

    capture: Capture
    reports: Reports


def fix(capture: Capture, works: Sequence[KnownWork], check: Checked) -> Fixed:
    """Return the cured copy of a page. `check` is what is said about a capture; a copy that would be worse than the page is not taken."""
    before = check(capture)
    best = _Attempt(capture, before)
    put: list[Remedy] = []
    for report in before:
        known = next((one for one in works if one.work.url == report.work), None)
        for remedy in report.cures if known else ():
            better = _put(best, remedy, known, check) if known else None
            if better:
                best = better
                put.append(remedy)
    left = tuple(Left(finding=one, why=why_incurable(one)) for one in _failed(best.reports))
    markup = decode(best.capture.body, best.capture.headers).text
    return Fixed(markup=markup, before=before, after=best.reports, cures=tuple(put), left=left)


def _put(now: _Attempt, remedy: Remedy, known: KnownWork, check: Checked) -> _Attempt | None:
    """Return the copy with a cure at the first spot where it cures all that it can, else at the best one; None where it cures nothing."""
    best, best_worth = None, _worth(now.reports)
    wanted = {_key(report, one) for report in now.reports for one in report.findings if _is_for(one, remedy)}
    for soup in _edited(now.capture, remedy, known):
        # BeautifulSoup writes the encoding that it writes into the page's own statement of it.
        body = soup.encode("utf-8", formatter=_FORMATTER)
        capture = replace(now.capture, body=body, headers=_without_type(now.capture), record=replace(now.capture.record, size=len(body)))
        reports = check(capture)
        if not _is_worse(now.reports, reports) and _worth(reports) < best_worth:
            best, best_worth = _Attempt(capture, reports), _worth(reports)
            if not wanted & {_key(report, one) for report in reports for one in report.findings if one.outcome is not Outcome.PASSED}:
                break
    return best


def _is_for(finding: Finding, remedy: Remedy) -> bool:
    return finding.outcome is Outcome.FAILED and finding.cure is not None and finding.cure.spot is remedy.spot


def _worth(reports: Reports) -> tuple[int, int]:
    """Return how many findings are failed, and how many cannot be told: fewer is better."""
    outcomes = [finding.outcome for report in reports for finding in report.findings]
    return outcomes.count(Outcome.FAILED), outcomes.count(Outcome.CANNOT_TELL)


def _edited(capture: Capture, remedy: Remedy, known: KnownWork) -> Iterator[BeautifulSoup]:
    """Yield copies of a page with a cure in one spot each."""
    article = read(capture)
    if isinstance(article, Failure) or remedy.spot is Spot.POST:
        return
    article = find_reuse(known.index, article).article
    if remedy.spot not in _BLOCKS:
        soup = _parsed(capture)
        _put_elsewhere(soup, remedy, article)
        yield soup
        return
    for number, _ in enumerate(islice(spots(_parsed(capture), article, remedy.spot), _MAX_SPOTS)):
        soup = _parsed(capture)
        at: Spots = next(islice(spots(soup, article, remedy.spot), number, None))
        put_block(soup, remedy, at)
        yield soup


def _put_elsewhere(soup: BeautifulSoup, remedy: Remedy, article: Article) -> None:
    preview: Subject | None = next((one for one in share_previews(article) if one.url == remedy.subject), None)
    if remedy.spot is Spot.LINKS:
        put_links(soup, remedy, copied_elements(soup, article))
    elif remedy.spot in (Spot.HEAD, Spot.CARD):
        put_tags(soup, remedy)
        if remedy.spot is Spot.CARD:
            drop_text(soup, (at for _, at in buttons_of(article)))
    elif preview and preview.network and remedy.text.startswith("http"):
        put_address(soup, remedy, preview.network, (at for network, at in buttons_of(article) if network == preview.network))


def _parsed(capture: Capture) -> BeautifulSoup:
    with warnings.catch_warnings():
        # As in reading: saved XHTML and pages of one line are pages all the same.
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
        return BeautifulSoup(decode(capture.body, capture.headers).text, "lxml")


def _without_type(capture: Capture) -> tuple[tuple[str, str], ...]:
    """Return the headers without the encoding of the page as it came: the copy is UTF-8."""
    return tuple((name, value) for name, value in capture.headers if name.lower() != "content-type")


def _failed(reports: Reports) -> list[Finding]:
    return [finding for report in reports for finding in report.findings if finding.outcome is Outcome.FAILED]


def _is_worse(before: Reports, after: Reports) -> bool:
    """Tell whether something that passed has failed since, or a work is no longer found.

    Nor may something pass that no cure was for: then the credit is taken for that of something else, such as a picture beside it.
    """
    passed = {_key(report, one) for report in before for one in report.findings if one.outcome is Outcome.PASSED}
    failed = {_key(report, one) for report in after for one in report.findings if one.outcome is Outcome.FAILED}
    incurable = {_key(report, one) for report in before for one in report.findings if one.outcome is Outcome.FAILED and not one.cure}
    cleared = {_key(report, one) for report in after for one in report.findings if one.outcome is Outcome.PASSED}
    is_found = [report.work for report in before] == [report.work for report in after]
    return bool(passed & failed) or bool(incurable & cleared) or not is_found


def _key(report: TargetReport, finding: Finding) -> tuple[str | None, str, str, str]:
    return report.work, finding.requirement, finding.place, finding.subject
