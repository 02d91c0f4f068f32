"""links.kept: the links of the work are still in the copy.

Passes: at least the asked fraction of the links that the copied text has in the work are visible links on the page, and every listed
address is.

Fails: fewer are though no text was cut, or a listed address is missing.

Cannot tell: the work's links or its text are not known; text was cut in which the missing links may have stood; whether enough are kept
depends on links that stand in a doubtful place, or behind shortened addresses and redirects. Inapplicable where the copy has no text with
links.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import IntEnum
from typing import NamedTuple
from urllib.parse import unquote

from attrcheck.kinds.links import SeenLink, links_of, resolved
from attrcheck.kinds.requirement import Problem, Requirement
from attrcheck.kinds.standing import Weight, counted
from attrcheck.model import Comparison, Conclusion, Difference, Outcome, Place, Subject, Work
from attrcheck.text import words
from attrcheck.urls import canonical, is_short
from attrcheck.urls.address import parse
from attrcheck.urls.redirects import destination

# So many words that a change took out are a clause, in which a link may have stood; fewer are an edit for style.
_CLAUSE_WORDS = 4
# Addresses shown in a reason and in a remedy.
_MAX_SHOWN = 3
# A longer link is a whole paragraph, such as a teaser for another article.
_MAX_LINK_WORDS = 200


class LinksKept(Requirement, frozen=True, kw_only=True, tag="links.kept"):
    """Links of the kept text must be kept: this fraction of them, and every listed one."""

    min_share: float = 1.0
    listed: tuple[str, ...] = ()

    kind = "links.kept"
    possible_places = frozenset({Place.ARTICLE})
    compares = True

    def sentence(self) -> str:
        """Return the duty in words that follow "must"."""
        return "keep the links of the text"

    def problems(self) -> Iterator[Problem]:
        """Yield a fraction that is none, and addresses that are none."""
        if not 0 <= self.min_share <= 1:
            yield Problem("min_share", f"{self.min_share} is not a fraction from 0 to 1")
        for i, url in enumerate(self.listed):
            if not url.startswith(("http://", "https://")):
                yield Problem(f"listed[{i}]", f"{url!r} is not an http(s) address")


def check(requirement: LinksKept, work: Work, subject: Subject) -> Conclusion:
    """Return whether the subject keeps the links of the work."""
    page = _Page(subject)
    tally = _tally(requirement, work, subject, page)
    if tally.outcome in (Outcome.PASSED, Outcome.INAPPLICABLE):
        return Conclusion(outcome=tally.outcome, reason=tally.reason)
    return Conclusion(outcome=tally.outcome, reason=tally.reason, remedy=remedy(work, tally.missing or requirement.listed))


def remedy(work: Work, missing: Sequence[str]) -> str:
    """Return the links to put back, with the words that have them in the work."""
    words_of = link_words(work)
    shown = (f"{url} on “{words_of[url]}”" if words_of.get(url) else url for url in missing)
    return f"Keep these links in the text: {', '.join(shown)}." if missing else "Keep the links of the text as they are in the work."


def missing_links(requirement: LinksKept, work: Work, subject: Subject) -> tuple[str, ...]:
    """Return the addresses that the requirement wants on the page, and that are not, or not surely."""
    return _tally(requirement, work, subject, _Page(subject)).missing


def link_words(work: Work) -> dict[str, str]:
    """Return the words of each link of the work, by its whole address; short enough to be found again in a copy."""
    pairs = zip(work.links, work.link_words, strict=False)
    return {resolved(url, work.url): shown for url, shown in pairs if 0 < len(shown) <= _MAX_LINK_WORDS}


class _Presence(IntEnum):
    """Whether an address is a visible link of the page."""

    ABSENT = 0
    UNCLEAR = 1
    PRESENT = 2


class _Tally(NamedTuple):
    outcome: Outcome
    reason: str
    missing: tuple[str, ...] = ()


class _Page:
    """The links of a page, by what they may be."""

    def __init__(self, subject: Subject) -> None:
        seen = [link for link in links_of(subject) if link.standing.weight is not Weight.WORTHLESS]
        self._present = _addresses(link for link in seen if link.standing.weight is Weight.COUNTS)
        self._doubtful = _addresses(seen)
        # Addresses inside other ones: the redirects of a site's own.
        self._written = "\n".join(unquote(link.written) for link in seen)
        self._has_short = any(is_short(link.url) for link in seen)

    def holds(self, url: str) -> _Presence:
        """Return whether a link of the page leads to this address."""
        page = canonical(destination(url))
        if page in self._present:
            return _Presence.PRESENT
        is_inside = page.removeprefix("https://").rstrip("/") in self._written
        return _Presence.UNCLEAR if page in self._doubtful or is_inside or self._has_short else _Presence.ABSENT


def _addresses(links: Iterator[SeenLink] | Sequence[SeenLink]) -> frozenset[str]:
    return frozenset(canonical(link.url) for link in links)


def _tally(requirement: LinksKept, work: Work, subject: Subject, page: _Page) -> _Tally:
    """Return what the listed addresses and the fraction of the work's links add up to: the worse of the two."""
    own = [url for url in dict.fromkeys(resolved(url, work.url) for url in work.links) if _is_on_web(url)]
    if not own and not requirement.listed:
        return _Tally(Outcome.CANNOT_TELL, "which links the work has is not known")
    parts = []
    if requirement.listed:
        parts.append(_of_listed(requirement, work, subject, page))
    if own and requirement.min_share > 0:
        parts.append(_of_share(requirement, own, subject, page) if subject.comparison else _NO_TEXT)
    order = (Outcome.FAILED, Outcome.CANNOT_TELL, Outcome.PASSED, Outcome.INAPPLICABLE)
    parts.sort(key=lambda part: order.index(part.outcome))
    return parts[0] if parts else _Tally(Outcome.PASSED, "no link has to be kept")


_NO_TEXT = _Tally(Outcome.CANNOT_TELL, "the work's text is not at hand, so which links its kept part has is not known")


def _of_listed(requirement: LinksKept, work: Work, subject: Subject, page: _Page) -> _Tally:
    found = {url: page.holds(url) for url in requirement.listed}
    absent = [url for url, presence in found.items() if presence is _Presence.ABSENT]
    unclear = [url for url, presence in found.items() if presence is _Presence.UNCLEAR]
    cut = [url for url in absent if _may_be_cut(url, work, subject)]
    missing = tuple(url for url in absent if url not in cut)
    if missing:
        return _Tally(Outcome.FAILED, f"{_shown(missing)} must be linked and is not", missing)
    if unclear or cut:
        doubt = f"a link to {_shown(unclear)} stands only in a doubtful place or behind another address" if unclear else ""
        gone = f"{_shown(cut)} is not linked, but may belong to text that was not kept" if cut else ""
        return _Tally(Outcome.CANNOT_TELL, "; ".join(filter(None, (doubt, gone))), (*unclear, *cut))
    return _Tally(Outcome.PASSED, f"{counted(len(found), 'listed link')} of the work {'is' if len(found) == 1 else 'are'} on the page")


def _may_be_cut(url: str, work: Work, subject: Subject) -> bool:
    """Tell whether a listed address is a link of the work that may have gone with text that was cut."""
    own = (canonical(resolved(each, work.url)) for each in work.links)
    return subject.comparison is not None and _is_shortened(subject.comparison) and canonical(url) in own


def _is_shortened(comparison: Comparison) -> bool:
    """Tell whether text was taken out in which a link may have stood: where in the work its links stand is not known."""
    return any(
        change.sort is Difference.CUT
        or (change.sort is Difference.ALTERED and len(words(change.work)) - len(words(change.page)) >= _CLAUSE_WORDS)
        for change in comparison.changes
    )


def _of_share(requirement: LinksKept, own: Sequence[str], subject: Subject, page: _Page) -> _Tally:
    """Judge the fraction: links of the text are those on the page and those that the comparison misses."""
    comparison = subject.comparison
    missed = frozenset(canonical(url) for url in comparison.lost_links) if comparison else frozenset[str]()
    found = {url: page.holds(url) for url in own}
    kept = [url for url, presence in found.items() if presence is _Presence.PRESENT]
    lost = [url for url, presence in found.items() if presence is not _Presence.PRESENT and canonical(url) in missed]
    unclear = sum(found[url] is _Presence.UNCLEAR for url in lost)
    total = len(kept) + len(lost)
    if not total:
        return _Tally(Outcome.INAPPLICABLE, "the copy has no text in which the work has links")
    count = f"{len(kept)} of {counted(total, 'link')} of the text"
    if len(kept) >= requirement.min_share * total:
        return _Tally(Outcome.PASSED, f"{count} {'is' if len(kept) == 1 else 'are'} on the page")
    if comparison and _is_shortened(comparison):
        reason = f"{count} are on the page; text was cut, and the missing ones may have stood in it: {_shown(lost)}"
        return _Tally(Outcome.CANNOT_TELL, reason, tuple(lost))
    if len(kept) + unclear >= requirement.min_share * total:
        return _Tally(Outcome.CANNOT_TELL, f"{count} are surely on the page; {_shown(lost)} may be, in another form or place", tuple(lost))
    return _Tally(Outcome.FAILED, f"only {count} are on the page; missing: {_shown(lost)}", tuple(lost))


def _is_on_web(url: str) -> bool:
    address = parse(url)
    return address is not None and address.is_web


def _shown(urls: Sequence[str]) -> str:
    rest = f" and {len(urls) - _MAX_SHOWN} more" if len(urls) > _MAX_SHOWN else ""
    return ", ".join(urls[:_MAX_SHOWN]) + rest
