"""link.source: a link leads to where the work was first published.

Passes: a visible link in the article, on the reuser's own words, on copied ones or on a logo, leads to the page asked for: http or https,
with or without ``www.``, AMP, tracking parameters and known redirects do not matter. In a share, or with `written`,
its address in text will do.

Fails: no such link; one that no reader meets (hidden, navigation, related stories, comments, markup only); one to a site that only looks
alike, to another page of the outlet, or with other words in it than asked for. A share button is no link.

Cannot tell: the address stands in plain text, behind a shortened address, a script or a site's own redirect; the link leads to an address
that may be another one of the same page; it is one of the work's own links, stands only in the pasted terms or in another doubtful place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from html import escape
from itertools import product

from attrcheck.kinds.links import Lead, SeenLink, Source, addresses_at, links_of, searched_links
from attrcheck.kinds.requirement import PlacedRequirement, Problem
from attrcheck.kinds.standing import IN_SHARE, Hit, Standing, Weight, conclude, text_of
from attrcheck.model import Author, Conclusion, Evidence, Outcome, Place, Subject, Work
from attrcheck.text import find_words, squeeze, tokens, words
from attrcheck.urls import is_short, share_intent_of
from attrcheck.urls.redirects import destination

# What an anchor may ask for.
_HOLES = ("author", "outlet", "title")
# Shorter words of an anchor ("the", "at") stand in any link.
_LEAST_LETTERS = 4
# Texts of images and tooltips hold addresses that lead nowhere.
_NO_STATEMENTS = ("alt", "title-attribute")
# What of a quote is shown: a line, and of a link's text in a reason its beginning.
_LONGEST_QUOTE, _LONGEST_WORDS = 200, 60
# Found instead: the nearest few tell the story.
_MAX_NEAR = 2


class LinkTarget(StrEnum):
    """Where a link to the source may lead."""

    ARTICLE = "article"
    HOME = "home"
    EITHER = "either"
    NOT_HOME = "not-home"


_MEANINGS = {
    LinkTarget.ARTICLE: "the work",
    LinkTarget.HOME: "the outlet's home page",
    LinkTarget.EITHER: "the work or the outlet's home page",
    LinkTarget.NOT_HOME: "the work or another page of the outlet, not its home page",
}
_RIGHT = {
    LinkTarget.ARTICLE: (Lead.WORK,),
    LinkTarget.HOME: (Lead.HOME,),
    LinkTarget.EITHER: (Lead.WORK, Lead.HOME),
    LinkTarget.NOT_HOME: (Lead.WORK, Lead.MAYBE_WORK, Lead.OUTLET),
}
_MAYBE = {
    LinkTarget.ARTICLE: (Lead.MAYBE_WORK,),
    LinkTarget.HOME: (Lead.MAYBE_HOME,),
    LinkTarget.EITHER: (Lead.MAYBE_WORK, Lead.MAYBE_HOME),
    LinkTarget.NOT_HOME: (Lead.MAYBE_HOME,),
}


class LinkSource(PlacedRequirement, frozen=True, kw_only=True, tag="link.source"):
    """A link must lead to the work, to the outlet's home page, to either, or to any page of the outlet but that; `anchor` is text in it.

    `written`: an address in plain text will do as well.
    """

    to: LinkTarget = LinkTarget.ARTICLE
    anchor: str = ""
    written: bool = False

    kind = "link.source"

    def sentence(self) -> str:
        """Return the duty in words that follow "must"."""
        return (
            f"link to {_MEANINGS[self.to]}"
            + (f", with “{self.anchor}” in the link" if self.anchor else "")
            + (" or write its address" if self.written else "")
        )

    def problems(self) -> Iterator[Problem]:
        """Yield unknown holes of the anchor, and one without a word."""
        yield from super().problems()
        unknown = sorted(set(re.findall(r"\{([^{}]*)\}", self.anchor)) - set(_HOLES))
        if unknown:
            yield Problem("anchor", f"unknown hole {{{unknown[0]}}}; known: {', '.join(f'{{{hole}}}' for hole in _HOLES)}")
        elif self.anchor and not words(self.anchor):
            yield Problem("anchor", "has no word in it that a link could hold")

    def lacks(self, work: Work) -> str:
        """Return that the outlet's home page is not known, or which hole of the anchor cannot be filled."""
        if self.to is not LinkTarget.ARTICLE and not work.outlet:
            return "asks for a link to the outlet, but there is no [outlet]"
        empty = [hole for hole, names in _fillings(work).items() if f"{{{hole}}}" in self.anchor and not names]
        return f"has the hole {{{empty[0]}}}, but the terms and the work's page do not say it" if empty else ""


def check(requirement: LinkSource, work: Work, subject: Subject) -> Conclusion:
    """Return whether a link of the subject leads to the source."""
    source = Source(work)
    what, cure = f"a link to {_MEANINGS[requirement.to]}", remedy(requirement, work, subject)
    if not source.is_known or (requirement.to is not LinkTarget.ARTICLE and not work.outlet):
        return Conclusion(outcome=Outcome.CANNOT_TELL, reason=f"the address for {what} is not known", remedy=cure)
    asked = anchors(requirement.anchor, work)
    hits: list[Hit] = []
    near: dict[str, Evidence] = {}
    for seen in links_of(subject):
        lead = source.lead(seen.url)
        doubts = (_doubt(requirement, seen, lead, source), _doubt_of_words(seen, asked))
        if None not in doubts:
            doubt = "; ".join(filter(None, doubts))
            is_doubtful = doubt and seen.standing.weight is Weight.COUNTS
            hits.append(Hit(Standing(Weight.DOUBTFUL, doubt) if is_doubtful else seen.standing, seen.evidence))
        elif lead is not Lead.ELSEWHERE and seen.standing.weight is not Weight.WORTHLESS:
            words_of = "" if doubts[1] is not None else f" that reads “{squeeze(seen.text)[:_LONGEST_WORDS]}”"
            near.setdefault(f"a link to {lead}{words_of}", seen.evidence)
    hits += _in_text(requirement, subject, source)
    hits += _in_markup(requirement, subject, source)
    return _explained(conclude(what, hits, searched_links(subject), cure), near)


def remedy(requirement: LinkSource, work: Work, subject: Subject) -> str:
    """Return the link that makes the requirement pass; in a share, its address."""
    url = work.outlet.url if work.outlet and requirement.to is LinkTarget.HOME else work.url
    if subject.place in (Place.SHARE, Place.SHARE_PREVIEW):
        return f"Add {IN_SHARE}: “{url}”."
    name = work.outlet.name if work.outlet and requirement.to in (LinkTarget.HOME, LinkTarget.EITHER) else work.title
    anchor = next(iter(anchors(requirement.anchor, work)), "") or name or url
    return f'Add a visible link: <a href="{escape(url)}">{escape(anchor, quote=False)}</a>.'


def _doubt(requirement: LinkSource, seen: SeenLink, lead: Lead, source: Source) -> str | None:
    """Return "" for a link to the page asked for, a doubt that ends "it stands only …", or None for any other link."""
    right, maybe = _RIGHT[requirement.to], _MAYBE[requirement.to]
    if lead in right or lead in maybe:
        is_its_own = source.came_with_the_work(seen)
        if is_its_own or (is_its_own is None and lead not in (Lead.WORK, Lead.MAYBE_WORK)):
            return "as a link that the work itself may have"
        return "" if lead in right else f"as {lead}"
    if lead is not Lead.ELSEWHERE or (seen.is_on_copied_words and source.came_with_the_work(seen) is not False):
        return None
    if is_short(seen.url):
        return "perhaps, behind a shortened address: only a request tells where it leads"
    if any(inner in right for inner in source.inside(seen.written)) and not share_intent_of(seen.written):
        is_script = seen.written[:11].lower().startswith("javascript:")
        return "behind a script, not as a link" if is_script else "inside the address of another site, which may lead there"
    return None


def _doubt_of_words(seen: SeenLink, asked: Sequence[str]) -> str | None:
    """Return "" for a link whose text holds what is asked for, a doubt where it may, or None where it reads otherwise."""
    found = tokens(seen.text)
    if not asked or any(find_words(found, words(anchor)) >= 0 for anchor in asked):
        return ""
    if not found:
        return "on a picture, whose words cannot be read"
    # "courier.example" holds a word of "The Lyngvik Courier".
    said = "".join(token.word for token in found)
    is_like = any(word in said for anchor in asked for word in words(anchor) if len(word) >= _LEAST_LETTERS)
    return "with other words in it than asked for" if is_like else None


def _in_text(requirement: LinkSource, subject: Subject, source: Source) -> Iterator[Hit]:
    """Yield the addresses in plain text: networks make links of them, pages do not."""
    text = text_of(subject)
    is_link = requirement.written or subject.place in (Place.SHARE, Place.SHARE_PREVIEW)
    for written, start, end in addresses_at(text.joined, source.hosts):
        url = destination(written)
        lead = source.lead(url)
        hit = text.hit(start, end)
        if hit.standing.weight is Weight.COUNTS:
            if is_link and is_short(url):
                yield hit._replace(standing=Standing(Weight.DOUBTFUL, "perhaps, behind a shortened address"))
                continue
            is_right = is_link and lead in _RIGHT[requirement.to] and not requirement.anchor
            hit = hit if is_right else hit._replace(standing=Standing(Weight.DOUBTFUL, "as an address in plain text, which is no link"))
        if lead in _RIGHT[requirement.to] + _MAYBE[requirement.to]:
            yield hit


def _in_markup(requirement: LinkSource, subject: Subject, source: Source) -> Iterator[Hit]:
    """Yield the statements of the page's markup about its source, which no reader follows."""
    weight = Weight.COUNTS if subject.place is Place.METADATA else Weight.WORTHLESS
    for entry in subject.metadata:
        if entry.name not in _NO_STATEMENTS and entry.value.startswith("http") and source.lead(entry.value) in _RIGHT[requirement.to]:
            where = Standing(weight, f"in the page's markup ({entry.name})")
            yield Hit(where, Evidence(quote=entry.value[:_LONGEST_QUOTE], locator=entry.locator))


def _fillings(work: Work) -> dict[str, tuple[str, ...]]:
    """Return what may stand in each hole of an anchor."""
    outlet = (work.outlet.name, *work.outlet.aliases) if work.outlet else ()
    return {"author": tuple(name for author in work.authors for name in _names(author)), "outlet": outlet, "title": (work.title,)}


def _names(author: Author) -> tuple[str, ...]:
    return (author.name, *author.aliases)


def anchors(anchor: str, work: Work) -> tuple[str, ...]:
    """Return the texts of which a link must hold one, the first being the best; none when any text will do."""
    if not anchor:
        return ()
    holes = [(hole, names) for hole, names in _fillings(work).items() if f"{{{hole}}}" in anchor]
    filled = []
    for names in product(*(names for _, names in holes)):
        text = anchor
        for (hole, _), name in zip(holes, names, strict=True):
            text = text.replace(f"{{{hole}}}", name)
        filled.append(text)
    return tuple(filled)


def _explained(conclusion: Conclusion, near: dict[str, Evidence]) -> Conclusion:
    """Add to a failure the links that come near."""
    if conclusion.outcome is not Outcome.FAILED or not near:
        return conclusion
    found = list(near.items())[:_MAX_NEAR]
    reason = f"{conclusion.reason}; found instead: {', '.join(name for name, _ in found)}"
    evidence = (*(shown for _, shown in found), *conclusion.evidence)
    return Conclusion(outcome=conclusion.outcome, reason=reason, evidence=tuple(dict.fromkeys(evidence)), remedy=conclusion.remedy)
