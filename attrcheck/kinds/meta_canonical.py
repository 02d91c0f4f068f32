"""meta.canonical: the page's canonical address is the work's.

Passes: every canonical address that the page states, in its markup (the body counts too) or in the response's Link header, is the work's in
any form.

Fails: no canonical address is stated, or only others: the copy's own, or another site's.

Cannot tell: the page states the work's address and another one, or another address on the work's own site, which may be the work as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from attrcheck.kinds.requirement import Requirement
from attrcheck.kinds.statements import quoted
from attrcheck.model import Conclusion, Metadatum, Outcome, Place, Subject, Work
from attrcheck.urls import same_page

# One address of a Link header with its parameters (RFC 8288); every class excludes the mark that ends it.
_LINK = re.compile(r"<([^<>]*)>([^<>]*)")
_CANONICAL = re.compile(r";\s*rel\s*=\s*[\"']?[^\"';,]*\bcanonical\b", re.IGNORECASE)


class MetaCanonical(Requirement, frozen=True, kw_only=True, tag="meta.canonical"):
    """The page must name the work as its canonical address."""

    kind = "meta.canonical"
    possible_places = frozenset({Place.METADATA})

    def sentence(self) -> str:
        """Return the duty in words that follow "must"."""
        return "name the work's address as the canonical one"

    def lacks(self, work: Work) -> str:
        """Return that the work's address is not known: a saved page may not say it."""
        is_known = work.url.startswith(("http://", "https://"))
        return "" if is_known else f"asks for the work's address, but only {work.url} is known"


def check(requirement: MetaCanonical, work: Work, subject: Subject) -> Conclusion:
    """Return whether the page names the work's address as its canonical one."""
    stated = {url: entry for entry in subject.metadata for url in _addresses(entry, subject.url)}
    others = [url for url in stated if not same_page(url, work.url)]
    evidence = quoted(stated[url] for url in others or stated)
    if not stated:
        reason = f"no canonical address was found in {len(subject.metadata)} statements of the markup"
        return Conclusion(outcome=Outcome.FAILED, reason=reason, remedy=remedy(work))
    if not others:
        return Conclusion(outcome=Outcome.PASSED, reason="the canonical address is the work's", evidence=evidence)
    named = f"the canonical address is {others[0][:200]}"
    if len(others) < len(stated):
        reason = f"the page states several canonical addresses: the work's, and {others[0][:200]}"
    elif all(_may_be_work(url, work, subject) for url in others):
        reason = f"{named}, on the work's own site; whether it is the work too cannot be told"
    else:
        return Conclusion(outcome=Outcome.FAILED, reason=f"{named}, not the work's", evidence=evidence, remedy=remedy(work))
    return Conclusion(outcome=Outcome.CANNOT_TELL, reason=reason, evidence=evidence, remedy=remedy(work))


def remedy(work: Work) -> str:
    """Return the element that makes the requirement pass."""
    return f'Put this into the page\'s <head>, in place of any other canonical address: <link rel="canonical" href="{work.url}">'


def _addresses(entry: Metadatum, page: str) -> Iterator[str]:
    """Yield the canonical addresses of a statement, relative ones as the page means them."""
    if entry.name == "link:canonical":
        yield _joined(page, entry.value)
    elif entry.name == "header:link":
        yield from (_joined(page, link[1]) for link in _LINK.finditer(entry.value) if _CANONICAL.search(link[2]))


def _joined(page: str, url: str) -> str:
    try:
        return urljoin(page, url)
    except ValueError:
        return url


def _may_be_work(url: str, work: Work, subject: Subject) -> bool:
    """Tell whether an address on the work's site may be the work under a second one: not where the copy itself stands on that site."""
    site = _host(work.url)
    return bool(site) and _host(url) == site and _host(subject.url) != site


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
