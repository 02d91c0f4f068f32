"""credit.affiliation: the author's affiliation stands in the subject, as a credit.

Passes: one of the affiliations that the terms list, word by word, in the reuser's own visible words; of several authors one of each
author's, or of any author's where `people` says so.

Fails: none stands there, or only where no reader meets it, or only inside an address.

Cannot tell: the affiliation is misspelt, shortened, translated or there by its initials only, or stands only in a copied sentence, the
pasted terms, a footer or another doubtful place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrcheck.kinds.each_author import added_up
from attrcheck.kinds.phrases import Span, find_misspelt, find_phrases, is_in_address
from attrcheck.kinds.requirement import PlacedRequirement
from attrcheck.kinds.standing import IN_SHARE, Hit, Standing, Text, Weight, conclude, searched, standing, text_of
from attrcheck.model import Author, Conclusion, Outcome, Place, Quantifier, Subject, Work
from attrcheck.text import Token, tokens, words

# Five letters are the common stem of one word in several languages (univers-ity, Univers-ität, univers-ité).
_STEM, _LEAST_WORD = 5, 4
# A shortened or translated affiliation has two of its longer words, and half of them, within a dozen words.
_LEAST_STEMS, _LEAST_FRACTION, _WINDOW = 2, 0.5, 12
# "MIT", "ETHZ": two letters are too common.
_LEAST_INITIALS = 3


class CreditAffiliation(PlacedRequirement, frozen=True, kw_only=True, tag="credit.affiliation"):
    """The affiliation of the author must be stated; of several authors each one's, or any."""

    people: Quantifier = Quantifier.ALL

    kind = "credit.affiliation"
    possible_places = frozenset(Place) - {Place.METADATA}

    def sentence(self) -> str:
        """Return the duty in words that follow "must"."""
        return f"state the affiliation of {'every author' if self.people is Quantifier.ALL else 'one of the authors'}"

    def lacks(self, work: Work) -> str:
        """Return whose affiliation is not known."""
        enough = all if self.people is Quantifier.ALL else any
        is_known = bool(work.authors) and enough(author.affiliations for author in work.authors)
        return "" if is_known else "asks for an affiliation, but an author has no affiliations"


def check(requirement: CreditAffiliation, work: Work, subject: Subject) -> Conclusion:
    """Return whether the subject states the authors' affiliations."""
    authors = [author for author in work.authors if author.affiliations]
    if not authors:
        return Conclusion(outcome=Outcome.CANNOT_TELL, reason="no affiliation of the author is known", remedy="Add it to the terms.")
    text, cure = text_of(subject), remedy(work, subject)
    is_one = len(work.authors) == 1
    return added_up(
        requirement.people,
        [
            conclude(
                "the author's affiliation" if is_one else f"the affiliation of {author.name}", _hits(author, text), searched(text), cure
            )
            for author in authors
        ],
    )


def remedy(work: Work, subject: Subject) -> str:
    """Return the line that makes the requirement pass."""
    where = "to the author's name" if subject.place is Place.ARTICLE else IN_SHARE
    stated = "; ".join(f"{author.name}, {author.affiliations[0]}" for author in work.authors if author.affiliations)
    return f"Add {where}: “{stated}”."


def _hits(author: Author, text: Text) -> list[Hit]:
    """Return where one of the author's affiliations stands, and where nothing does, what a person may take for one."""
    hits = [text.hit(*span) for name in author.affiliations for span in find_phrases(text.joined, text.tokens, name)]
    if not any(hit.standing.weight is Weight.COUNTS for hit in hits):
        own = [token for token in text.tokens if standing(text.passage_at(token.start)).weight is Weight.COUNTS]
        for name in author.affiliations:
            hits += [text.hit(*span)._replace(standing=Standing(Weight.DOUBTFUL, how)) for span, how in _resembling(name, text, own)]
    return hits


def _resembling(name: str, text: Text, own: Sequence[Token]) -> Iterator[tuple[Span, str]]:
    """Yield what in the reuser's own words may mean the affiliation, with what is odd about it."""
    yield from ((span, "misspelt") for span in find_misspelt(text.joined, own, name))
    initials = {"".join(name[t.start] for t in tokens(name) if name[t.start].isupper()), "".join(w[0] for w in words(name)).upper()}
    stems = {word[:_STEM] for word in words(name) if len(word) >= _LEAST_WORD}
    held = []
    for i, token in enumerate(own):
        span = Span(token.start, token.end)
        written = text.joined[token.start : token.end]
        is_initials, is_held = len(written) >= _LEAST_INITIALS and written in initials, token.word[:_STEM] in stems
        if not (is_initials or is_held) or is_in_address(text.joined, span):
            continue
        if is_initials:
            yield span, "by its initials"
        if is_held:
            held.append(i)
    for k, first in enumerate(held):
        near = [i for i in held[k : k + _WINDOW] if i - first < _WINDOW]
        if len({own[i].word[:_STEM] for i in near}) >= max(_LEAST_STEMS, _LEAST_FRACTION * len(stems)):
            yield Span(own[first].start, own[near[-1]].end), "shortened, translated or in other words"
            return
