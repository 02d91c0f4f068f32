"""link.rel: the links to the work are ones that readers and search engines can follow.

Passes: at least one visible link to the work or to its outlet's home page has none of the forbidden rel values and leads there directly.

Fails: every visible link to them has a forbidden rel value, goes through a redirector that is not allowed, or works by a script only.

Cannot tell: the only link without these faults, or every link, stands where it may be no credit, or leads to an address that may be
another one of the work; the only link is a shortened address. Without any link to the source it is inapplicable: link.source asks for
one.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from attrcheck.kinds.links import Lead, SeenLink, Source, links_of, searched_links
from attrcheck.kinds.requirement import Requirement
from attrcheck.kinds.standing import Weight
from attrcheck.model import Conclusion, Outcome, Place, Subject, Work
from attrcheck.urls import is_short, share_intent_of
from attrcheck.urls.address import parse

# Of what may be said of every link of a page, the first few tell the story.
_MAX_EVIDENCE = _MAX_SAID = 3


class LinkRel(Requirement, frozen=True, kw_only=True, tag="link.rel"):
    """Links to the source carry none of these rel values, go through no redirector unless allowed, and work without scripts."""

    forbid: tuple[str, ...] = ("nofollow", "ugc", "sponsored")
    redirectors: bool = False

    kind = "link.rel"
    possible_places = frozenset({Place.ARTICLE})

    def sentence(self) -> str:
        """Return the duty in words that follow "must"."""
        how = ("" if self.redirectors else " directly") + (f", without rel {', '.join(self.forbid)}" if self.forbid else "")
        return f"link to the work{how}"


def check(requirement: LinkRel, work: Work, subject: Subject) -> Conclusion:
    """Return whether one of the links to the source is as it must be."""
    found = sorted(_followed(requirement, work, subject), key=lambda each: (each.weight, bool(each.faults)))
    evidence = tuple(dict.fromkeys(each.seen.evidence for each in found))[:_MAX_EVIDENCE]
    if not found:
        reason = f"no visible link to the work was found in {searched_links(subject)}; link.source asks for one"
        return Conclusion(outcome=Outcome.INAPPLICABLE, reason=reason)
    outcome, reason = _judged(found)
    return Conclusion(outcome=outcome, reason=reason, evidence=evidence, remedy=None if outcome is Outcome.PASSED else remedy(work))


def remedy(work: Work) -> str:
    """Return the link as it must be."""
    return f'Write the link as <a href="{escape(work.url)}">, with nothing else in it.'


class _Followed(NamedTuple):
    """A link to the source: what its place is worth, what is wrong with it, and why it may lead elsewhere."""

    weight: Weight
    faults: tuple[str, ...]
    doubt: str
    seen: SeenLink

    @property
    def sentence(self) -> str:
        """What is wrong, or doubtful, about it."""
        return ", ".join((*self.faults, *filter(None, [self.doubt])))


def _judged(found: list[_Followed]) -> tuple[Outcome, str]:
    """Return what links to the source, the best first, add up to."""
    sure = [each for each in found if each.weight is Weight.COUNTS]
    clean = [each for each in found if not each.faults]
    if sure and not sure[0].faults:
        return Outcome.PASSED, "a link to the work is one that readers and search engines can follow"
    if sure and not clean:
        return Outcome.FAILED, f"every visible link to the work is faulty: {_said(sure)}"
    return Outcome.CANNOT_TELL, f"{'the only good link' if sure else 'the only link'} to the work stands {_said(clean or found)}"


def _said(found: list[_Followed]) -> str:
    return "; ".join(list(dict.fromkeys(each.sentence for each in found))[:_MAX_SAID])


def _followed(requirement: LinkRel, work: Work, subject: Subject) -> Iterator[_Followed]:
    """Yield the links that a reader can follow, or may be meant to follow, to the source."""
    source = Source(work)
    for seen in links_of(subject):
        lead, is_script = source.lead(seen.url), _is_script(seen)
        leads = set(source.inside(seen.written)) if is_script and not share_intent_of(seen.written) else {lead}
        is_source = not leads.isdisjoint((Lead.WORK, Lead.HOME, Lead.MAYBE_WORK))
        is_unknown = not is_source and is_short(seen.url) and not requirement.redirectors and not seen.is_on_copied_words
        if seen.standing.weight is Weight.WORTHLESS or not (is_source or is_unknown) or source.came_with_the_work(seen):
            continue
        doubt = seen.standing.where
        if is_unknown or lead is Lead.MAYBE_WORK:
            doubt = "behind a shortened address" if is_unknown else f"as {lead}"
        yield _Followed(Weight.DOUBTFUL if doubt else Weight.COUNTS, tuple(_faults(requirement, seen, subject)), doubt, seen)


def _faults(requirement: LinkRel, seen: SeenLink, subject: Subject) -> Iterator[str]:
    # Search engines read a list with commas too (Google, "Qualify your outbound links", 2019), which HTML would not.
    said = {value for token in seen.link.rel for value in token.lower().split(",")}
    for value in requirement.forbid:
        if value.lower() in said:
            yield f"rel {value}"
    if _is_script(seen):
        yield "works by a script only"
    elif not requirement.redirectors and seen.url != seen.written and not _is_on_host_of(seen.written, subject.url):
        address = parse(seen.written)
        yield f"goes through {address.host if address else 'a redirector'}"


def _is_script(seen: SeenLink) -> bool:
    return seen.written[:11].lower() == "javascript:"


def _is_on_host_of(url: str, page: str) -> bool:
    """Tell whether a redirector is the page's own host: an archive rewrites all links of the pages that it keeps."""
    one, other = parse(url), parse(page)
    return one is not None and other is not None and one.host == other.host
