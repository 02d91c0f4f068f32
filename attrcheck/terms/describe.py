"""Terms in plain sentences, for somebody who has never seen a terms file."""

from __future__ import annotations

from collections.abc import Iterator

from attrcheck.kinds import AnyRequirement
from attrcheck.model import Author, Level, Place, Work
from attrcheck.terms.language import Terms

_PLACES = {
    Place.ARTICLE: "in the article",
    Place.SHARE: "in every share",
    Place.SHARE_PREVIEW: "in what its share buttons say",
    Place.METADATA: "in its markup",
}


def described(terms: Terms) -> str:
    """Return the terms as sentences: what they are about, then one paragraph for each requirement."""
    return "\n".join((*_head(terms), *(line for r in terms.requirements for line in _requirement(r, terms)))) + "\n"


def _head(terms: Terms) -> Iterator[str]:
    file = terms.file
    yield f"{file.title} ({file.id}, version {file.version})"
    read_on = f", read on {file.read_on}" if file.read_on else ""
    yield f"Stated at {file.source}{read_on}" + (f", valid from {file.valid_from}" if file.valid_from else "")
    if file.extends:
        yield f"Built on {file.extends}"
    for work in terms.works:
        yield f"Work: {work.title} ({work.url}){_credited(work)}"
    if not terms.works:
        under = f"every article under {' or '.join(file.site.under)}" if file.site else "any work, named with --work"
        yield f"Work: {under}{_credited(terms.basis)}"
    if file.replies:
        yield "A credit in the first replies to a post, by the account that posted it, counts as part of the share."
    if file.readings:
        yield f"Reading {terms.reading}: {file.readings[terms.reading]}"


def _credited(work: Work) -> str:
    said = [_author(author) for author in work.authors]
    outlet = f"; first published by {work.outlet.name}" if work.outlet else ""
    return (f", by {'; '.join(said)}" if said else "") + outlet


def _author(author: Author) -> str:
    accounts = f" ({', '.join(map(str, author.profiles))})" if author.profiles else ""
    return author.name + (f", {author.job_title}" if author.job_title else "") + accounts


def _requirement(requirement: AnyRequirement, terms: Terms) -> Iterator[str]:
    yield ""
    yield f"{requirement.id}: {requirement.asks}"
    places = requirement.places_in(terms.reading)
    for level in Level:
        where = [_PLACES[place] for place, bound in places.items() if bound is level]
        if where:
            yield f"  Whoever reuses the work {level} {requirement.duty()}: {' and '.join(where)} [{level.severity}]."
    if not places:
        yield "  Does not bind in this reading."
    if requirement.wording:
        yield f"  In the words of the terms: “{' '.join(requirement.wording.split())}”"
