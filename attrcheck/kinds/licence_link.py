"""licence.link: a link leads to the licence.

Passes: a visible link by the article to one of the addresses, or to a page below it: the deed or the legal code, in any language, with
http or https, with or without ``www.``. In a share, or with `written`, the address in text will do.

Fails: no such link, or only one that no reader meets; a link to another licence or version, which the reason names.

Cannot tell: only the page's markup says the licence (``rel="license"`` in its head, JSON-LD); the address stands in plain text; the link
stands after "Photo: …", on copied words, in the pasted terms, in the footer of the site or in another doubtful place. With `alone`, a page
whose article links to another licence too, or reserves all rights: the licence may be that of the original only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape

from msgspec.structs import replace

from attrcheck.kinds.licences import Address, address_of, addresses_in_text, is_of_picture
from attrcheck.kinds.links import SeenLink, links_of, searched_links
from attrcheck.kinds.requirement import PlacedRequirement, Problem
from attrcheck.kinds.standing import IN_SHARE, Hit, Standing, Weight, conclude, standing, text_of
from attrcheck.model import Conclusion, Evidence, Outcome, Place, Subject, Work

_WHAT = "a link to the licence"
_MARKUP = ("link:license", "jsonld:license", "license", "dc.rights", "dcterms.license", "og:license")
# Characters before a link that may say whose licence it is: two lines of print.
_LINE = 160
_MAX_NEAR = 2
_RESERVED = re.compile(
    r"\b(?:all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos reservados|alle rechten voorbehouden)\b",
    re.I,
)


class LicenceLink(PlacedRequirement, frozen=True, kw_only=True, tag="licence.link"):
    """A link to the licence: to one of the addresses, or to a page below one of them (deed, legal code).

    `written`: an address in plain text will do as well. `alone`: no other licence stands beside it, and no rights are reserved.
    """

    urls: tuple[str, ...]
    written: bool = False
    alone: bool = False

    kind = "licence.link"

    def sentence(self) -> str:
        """Return the duty in words that follow "must"."""
        return (
            f"link to the licence ({self.urls[0]})"
            + (" or write its address" if self.written else "")
            + (" and to no other" if self.alone else "")
        )

    def problems(self) -> Iterator[Problem]:
        """Yield missing addresses and those that are none."""
        yield from super().problems()
        if not self.urls:
            yield Problem("urls", "names no address of a licence")
        for i, url in enumerate(self.urls):
            if not url.startswith(("http://", "https://")):
                yield Problem(f"urls[{i}]", f"{url!r} is not an http(s) address")


def check(requirement: LicenceLink, work: Work, subject: Subject) -> Conclusion:
    """Return whether the subject links to the licence."""
    licences = _licences(requirement)
    hits: list[Hit] = []
    for seen, address in _addresses(subject):
        if any(address.is_below(licence) for licence in licences):
            hits.append(Hit(_worth(seen), seen.evidence))
    others = _others(subject, licences)
    is_link = requirement.written or subject.place in (Place.SHARE, Place.SHARE_PREVIEW)
    hits += _in_text(subject, licences, is_link=is_link)
    hits += _in_markup(subject, licences)
    conclusion = conclude(_WHAT, hits, searched_links(subject), remedy(requirement, subject))
    if conclusion.outcome is not Outcome.PASSED:
        return _explained(conclusion, others)
    beside = list(besides(requirement, subject))
    return _if_alone(conclusion, beside) if beside else conclusion


def besides(requirement: LicenceLink, subject: Subject) -> Iterator[tuple[str, Evidence]]:
    """Yield what an article says of other conditions beside a licence that must stand alone, with where: a link keeps it company."""
    if requirement.alone:
        text = text_of(subject)
        found = {f"links to {name}": hit for name, hit in _others(subject, _licences(requirement)).items()}
        found |= {f"says “{reserved.group()}”": text.hit(*reserved.span()) for reserved in _RESERVED.finditer(text.joined)}
        yield from ((what, hit.evidence) for what, hit in found.items() if hit.standing.weight is Weight.COUNTS)


def remedy(requirement: LicenceLink, subject: Subject) -> str:
    """Return the link that makes the requirement pass."""
    url = requirement.urls[0]
    if subject.place in (Place.SHARE, Place.SHARE_PREVIEW):
        return f"Add {IN_SHARE}: “{url}”."
    return f'Add a visible link by the article: <a href="{escape(url)}" rel="license">{escape(url)}</a>.'


def _licences(requirement: LicenceLink) -> list[Address]:
    return [address for address in map(address_of, requirement.urls) if address]


def _addresses(subject: Subject) -> Iterator[tuple[SeenLink, Address]]:
    for seen in links_of(subject):
        address = address_of(seen.url)
        if address:
            yield seen, address


def _others(subject: Subject, licences: Sequence[Address]) -> dict[str, Hit]:
    """Return the links to other licences, each once."""
    others: dict[str, Hit] = {}
    for seen, address in _addresses(subject):
        is_asked = any(address.is_below(licence) for licence in licences)
        if not is_asked and seen.standing.weight is not Weight.WORTHLESS and _is_other_licence(address, licences):
            others.setdefault("/".join((address.host, *address.path)), Hit(_worth(seen), seen.evidence))
    return others


def _worth(seen: SeenLink) -> Standing:
    """Return what a link to the licence is worth: on copied words it is the work's own notice, in a picture's credit the picture's."""
    worth = standing(seen.passage)
    before = seen.passage.text[max(0, seen.link.start - _LINE) : seen.link.start]
    if worth.weight is Weight.COUNTS and is_of_picture(before):
        return Standing(Weight.DOUBTFUL, "in the credit of a picture")
    return worth


def _in_text(subject: Subject, licences: Sequence[Address], *, is_link: bool) -> Iterator[Hit]:
    """Yield the addresses in plain text: networks make links of them, pages do not."""
    text = text_of(subject)
    for start, end in addresses_in_text(text.joined, licences):
        hit = text.hit(start, end)
        if hit.standing.weight is Weight.COUNTS and not is_link:
            hit = hit._replace(standing=Standing(Weight.DOUBTFUL, "as an address in plain text, which is no link"))
        yield hit


def _in_markup(subject: Subject, licences: Sequence[Address]) -> Iterator[Hit]:
    weight = Weight.COUNTS if subject.place is Place.METADATA else Weight.DOUBTFUL
    for entry in subject.metadata:
        address = address_of(entry.value) if entry.name in _MARKUP else None
        if address and any(address.is_below(licence) for licence in licences):
            where = Standing(weight, f"in the page's markup ({entry.name}), where machines read it")
            yield Hit(where, Evidence(quote=entry.value, locator=entry.locator))


def _is_other_licence(address: Address, licences: Sequence[Address]) -> bool:
    """Tell whether an address is that of another licence: on the same host, under the same first part of the path or its home page."""
    return any(address.host == licence.host and address.path[:1] in ((), licence.path[:1]) for licence in licences)


def _if_alone(conclusion: Conclusion, beside: Sequence[tuple[str, Evidence]]) -> Conclusion:
    """Return a conclusion that passed as cannot-tell where the article names other conditions too: which are the copy's is not known."""
    shown = beside[:_MAX_NEAR]
    reason = (
        f"{conclusion.reason}; the page also {' and '.join(what for what, _ in shown)}: which holds for the copy is for a person to see"
    )
    evidence = tuple(dict.fromkeys((*(where for _, where in shown), *conclusion.evidence)))
    return replace(conclusion, outcome=Outcome.CANNOT_TELL, reason=reason, evidence=evidence)


def _explained(conclusion: Conclusion, others: dict[str, Hit]) -> Conclusion:
    """Add to a failure the other licences that the page links to."""
    if conclusion.outcome is not Outcome.FAILED or not others:
        return conclusion
    found = list(others.items())[:_MAX_NEAR]
    reason = f"{conclusion.reason}; the page links to {' and '.join(name for name, _ in found)} instead"
    evidence = (*(hit.evidence for _, hit in found), *conclusion.evidence)
    return replace(conclusion, reason=reason, evidence=tuple(dict.fromkeys(evidence)))
