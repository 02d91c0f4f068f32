"""credit.outlet: the outlet that published the work first is named.

Passes: the outlet's name or an alias, its words in a row, in the reuser's own visible words, as the text of a link too. A leading "The" may
be missing from a name of three words and more.

Fails: no name, or only where no reader meets it (hidden, markup, navigation), or only inside an address or a mailbox.

Cannot tell: the name is misspelt, run together, there as a handle, as a bare host ("undark.org") or as the label of a linked picture; a
name of one word stands in small letters, without its "The" or at the start of a sentence, where it may be common words; it stands only in
a copied sentence, the pasted terms, a footer or another doubtful place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from attrcheck.kinds.accounts import is_one_of, references
from attrcheck.kinds.phrases import Span, find_glued, find_hosts, find_misspelt, find_phrases
from attrcheck.kinds.requirement import PlacedRequirement
from attrcheck.kinds.standing import IN_SHARE, Hit, Standing, Text, Weight, conclude, searched, standing, text_of
from attrcheck.model import Conclusion, Evidence, Outlet, Place, Profile, Subject, Work
from attrcheck.text import words

_WHAT = "the outlet's name"
_THE = re.compile(r"^the\s+", re.IGNORECASE)
# Right before a name, with nothing or the end of a sentence in front: "The" is a capital there whatever follows.
_SENTENCE_START = re.compile(r"(?:^|[.!?:\n])[\s\"“‘«(]*$")
_GOES_ON = re.compile(r"[’']?s?\s+[a-zà-ÿ]")
# Markup in which an outlet is named for machines.
_MACHINE_ONLY = ("jsonld:publisher", "jsonld:sourceorganization", "og:site_name", "dc.publisher", "publisher", "copyright", "alt")


class CreditOutlet(PlacedRequirement, frozen=True, kw_only=True, tag="credit.outlet"):
    """The outlet must be named."""

    kind = "credit.outlet"
    possible_places = frozenset(Place) - {Place.METADATA}

    def sentence(self) -> str:
        """Return the duty in words that follow "must"."""
        return "name the outlet that published the work first"

    def lacks(self, work: Work) -> str:
        """Return that no outlet is known."""
        return "" if work.outlet else "asks for the outlet, but there is no [outlet]"


def check(requirement: CreditOutlet, work: Work, subject: Subject) -> Conclusion:
    """Return whether the subject names the outlet."""
    outlet = work.outlet or Outlet(name="", url="")
    text = text_of(subject)
    hits = [hit for name in (outlet.name, *outlet.aliases) for hit in _namings(text, name)]
    if not any(hit.standing.weight is Weight.COUNTS for hit in hits):
        other = chain(_resembling(text, outlet), _beside_text(subject, outlet))
        hits += [_doubtful(hit, where) for hit, where in other if hit.standing.weight is Weight.COUNTS]
        hits += list(_in_markup(subject, outlet))
    return conclude(_WHAT, hits, searched(text), remedy(work, subject))


def remedy(work: Work, subject: Subject) -> str:
    """Return the line that makes the requirement pass."""
    where = "a visible line by the headline" if subject.place is Place.ARTICLE else IN_SHARE
    return f"Add {where}: “First published by {work.outlet.name if work.outlet else 'the outlet'}”."


def _namings(text: Text, name: str) -> Iterator[Hit]:
    """Yield where a name stands whole. One word may be a common one ("The City", "Grist"): it must look like a name there."""
    core = _THE.sub("", name)
    is_word = len(words(core)) == 1
    whole = find_phrases(text.joined, text.tokens, name)
    for span in whole:
        hit = text.hit(*span)
        if not is_word or _has_capital(text.joined[span.start : span.end], core):
            is_common = is_word and core != name and _may_be_common(text, span)
            yield _doubtful(hit, "at the start of a sentence, where it may be common words") if is_common else hit
        elif hit.standing.weight is Weight.COUNTS:
            yield _doubtful(hit, "in small letters, as a common word has them")
    if core == name:
        return
    ends = {span.end for span in whole}
    for span in find_phrases(text.joined, text.tokens, core):
        hit = text.hit(*span)
        if span.end in ends:
            continue
        if not is_word:
            yield hit
        elif hit.standing.weight is Weight.COUNTS and core[0].isupper() and _has_capital(text.joined[span.start : span.end], core):
            yield _doubtful(hit, "without its “The”")


def _has_capital(written: str, core: str) -> bool:
    """Tell whether the last word of a written name has a capital, if the name has one at all."""
    last = written.rsplit(maxsplit=1)[-1]
    return core == core.lower() or last != last.lower()


def _may_be_common(text: Text, span: Span) -> bool:
    """Tell whether a name stands where a sentence may begin with the same words ("The 19th century"); a link of its own is a name."""
    passage = text.passage_at(span.start)
    if any(passage.text[link.start : link.end].strip() == text.joined[span.start : span.end] for link in passage.links):
        return False
    return bool(_SENTENCE_START.search(text.line_before(span.start)) and _GOES_ON.match(text.joined[span.end : span.end + 4]))


def _resembling(text: Text, outlet: Outlet) -> Iterator[tuple[Hit, str]]:
    """Yield what a reader may take for the name, with what is odd about it."""
    for name in (outlet.name, *outlet.aliases):
        core = _THE.sub("", name)
        for form in dict.fromkeys((name, core)):
            yield from ((text.hit(*span), "run together, as a handle or tag") for span in find_glued(text.joined, text.tokens, form))
            yield from ((text.hit(*span), "as a web address") for span in find_hosts(text.joined, text.tokens, form))
        yield from ((text.hit(*span), "misspelt") for span in find_misspelt(text.joined, text.tokens, name))


def _beside_text(subject: Subject, outlet: Outlet) -> Iterator[tuple[Hit, str]]:
    """Yield labels of links without text that say the name, and mentions of the outlet's accounts."""
    known = {words(name) for name in (outlet.name, *outlet.aliases)}
    for passage in subject.passages:
        for link in passage.links:
            if link.start == link.end and words(link.label) in known:
                yield Hit(standing(passage), Evidence(quote=link.label, locator=passage.locator)), "as the label of a linked picture"
    for reference in references(subject) if outlet.profiles else ():
        if isinstance(reference.names, str):
            continue
        named = (Profile(platform=platform, handle=reference.names.handle) for platform in reference.names.platforms)
        if any(is_one_of(profile, outlet.profiles) for profile in named):
            yield Hit(reference.standing, reference.evidence), "by its account"


def _doubtful(hit: Hit, where: str) -> Hit:
    return hit._replace(standing=Standing(Weight.DOUBTFUL, where)) if hit.standing.weight is Weight.COUNTS else hit


def _in_markup(subject: Subject, outlet: Outlet) -> Iterator[Hit]:
    known = {words(name) for name in (outlet.name, *outlet.aliases)}
    for entry in subject.metadata:
        if entry.name.lower() in _MACHINE_ONLY and words(entry.value) in known:
            where = Standing(Weight.WORTHLESS, f"in the page's markup ({entry.name})")
            yield Hit(where, Evidence(quote=entry.value, locator=entry.locator))
