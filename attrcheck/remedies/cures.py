"""The cures of a page: each finding's own, and as few as possible that together cure them all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from attrcheck.kinds import AnyRequirement
from attrcheck.kinds.licence_link import LicenceLink, besides
from attrcheck.model import Finding, Outcome, Place, Remedy, Spot, Subject, Work
from attrcheck.remedies import credit, head, sharing
from attrcheck.remedies.lines import as_html, as_markdown, as_text
from attrcheck.remedies.relinked import lost_links
from attrcheck.remedies.wanted import parts_to_do, spot_of

# A page has rarely more share buttons; a hostile one cannot fill a report.
_MAX_CURES = 40
_WHERE = {
    Spot.TOP: "between the headline and the first paragraph, where readers see it",
    Spot.FIRST_PARAGRAPH: "at the beginning of the first paragraph",
    Spot.END: "right after the last paragraph",
    Spot.AUTHOR_BOX: "in the box about the author, or as one after the last paragraph",
}


class Cured(NamedTuple):
    """Findings, each with its own cure, and the cures of the whole page."""

    findings: tuple[Finding, ...]
    cures: tuple[Remedy, ...]


class _Page(NamedTuple):
    """What cures are made from."""

    requirements: Mapping[str, AnyRequirement]
    work: Work
    subjects: Mapping[str, Subject]
    language: str

    @property
    def article(self) -> Subject | None:
        """The article of the page."""
        return next((subject for subject in self.subjects.values() if subject.place is Place.ARTICLE), None)


def cures(
    findings: Sequence[Finding], requirements: Sequence[AnyRequirement], work: Work, subjects: Sequence[Subject], language: str | None
) -> Cured:
    """Return the findings of a page with their cures, and the cures of the page.

    Failed findings have cures of their own. The page's also meet what could not be told, so that nobody has to be asked twice.
    `language` is that of the page as its markup says it.
    """
    by_address = {f"{subject.place} {subject.url}": subject for subject in subjects}
    page = _Page({one.id: one for one in requirements}, work, by_address, (language or "en")[:2].lower())
    is_accused = any(finding.outcome is Outcome.FAILED for finding in findings)
    open_ones = [one for one in findings if one.outcome in (Outcome.FAILED, Outcome.CANNOT_TELL)] if is_accused else []
    own = tuple(replace(one, cure=_own(one, page)) if one.outcome is Outcome.FAILED else one for one in findings)
    return Cured(own, tuple(dict.fromkeys(_all(open_ones, page)))[:_MAX_CURES])


def _own(finding: Finding, page: _Page) -> Remedy | None:
    return next(_all([finding], page), None)


def _all(findings: Sequence[Finding], page: _Page) -> Iterator[Remedy]:
    """Yield what cures some findings together, the article first."""
    asked = _parts([one for one in findings if one.place is Place.ARTICLE], page, credit.KNOWN)
    parts = [part for part in asked if not _is_contradicted(part, page.article)]
    for spot, where in _WHERE.items():
        lines = credit.credit_lines([part for part in parts if spot_of(part) is spot], page.work, page.language)
        if lines:
            yield Remedy(spot=spot, where=where, text=as_text(lines), html=as_html(lines), markdown=as_markdown(lines))
    relinked = lost_links(parts, page.work, page.article)
    if relinked:
        yield relinked
    in_head = _parts([one for one in findings if one.place is Place.METADATA], page, head.KNOWN)
    tags = "\n".join(head.head_tags(in_head, page.work))
    if tags:
        yield Remedy(spot=Spot.HEAD, where="in the page's head", text=tags, html=tags, markdown=f"```html\n{tags}\n```")
    shares = [one for one in findings if one.place in (Place.SHARE, Place.SHARE_PREVIEW)]
    for key in dict.fromkeys(f"{one.place} {one.subject}" for one in shares):
        of_subject = [one for one in shares if f"{one.place} {one.subject}" == key]
        subject = page.subjects.get(key)
        remedy = sharing.for_share(_parts(of_subject, page, sharing.known_in(subject)), page.work, subject) if subject else None
        if remedy:
            yield remedy


def _is_contradicted(part: AnyRequirement, article: Subject | None) -> bool:
    """Tell whether the article names other conditions beside a licence that must stand alone: a link more would settle nothing."""
    return isinstance(part, LicenceLink) and article is not None and any(besides(part, article))


def _parts(findings: Sequence[Finding], page: _Page, known: frozenset[str]) -> list[AnyRequirement]:
    """Return the single duties that these findings leave to do; of alternatives those that words can meet (`known` kinds)."""
    asked = [page.requirements[one.requirement] for one in findings if one.requirement in page.requirements]
    return list(parts_to_do(asked, known))
