"""credit.name: the author's name stands in the subject as a credit.

Passes: the whole name or an alias in the reuser's own visible words, in a byline, a credit line, an author box or running text; any case,
with or without accents, in either order, split over tags or lines. Of several authors each one's, or anybody's where `people` says so.

Fails: the name is missing, misspelt, shortened to an initial or the surname, or stands only where no reader meets it as a credit
(hidden, navigation, related stories, comments, alt texts, metadata).

Cannot tell: the name stands only inside a copied sentence, the pasted terms, a caption, a tag list, an embedded post, or is written with
letters that only look like the right ones, or as that of a picture, an editor, a translator or a helper, or where another text is
recommended, a text is said not to be the author's, or the author is met or spoken of ("an interview with"). Also a given name whose
surname is said once for two ("Anna and Jan Berg").
"""

from __future__ import annotations

from collections.abc import Iterator

from attrcheck.kinds.each_author import added_up, listed
from attrcheck.kinds.foreign import line_in_other_letters, unread
from attrcheck.kinds.garbled import garbled_names
from attrcheck.kinds.names import LOOKS_RIGHT, NameHit, is_same_person, near_names
from attrcheck.kinds.other_credits import BY_WORDS, other_credit
from attrcheck.kinds.phrases import AND_WORDS
from attrcheck.kinds.requirement import PlacedRequirement
from attrcheck.kinds.share_text import IN_SHARES, remedy_in_share
from attrcheck.kinds.standing import Hit, Standing, Text, Weight, conclude, enough, searched, text_of
from attrcheck.model import (
    Author,
    Conclusion,
    Evidence,
    Metadatum,
    Origin,
    Outcome,
    Passage,
    Place,
    Quantifier,
    Role,
    Subject,
    Visibility,
    Work,
)
from attrcheck.text import squeeze, words

# Longer links are teasers with their text.
_MAX_HEADLINE = 300
OTHER_BYLINE = "the page's byline reads"
"""What the reason of a failed finding says where a byline names somebody else."""

# Words before the last of several authors in which the given names of the others stand.
_SHARED_REACH = 8
# Markup in which a name is read by machines only.
_MACHINE_ONLY = (
    "author",
    "article:author",
    "twitter:creator",
    "fediverse:creator",
    "dc.creator",
    "alt",
    "title-attribute",
    "parsely-author",
)


class CreditName(PlacedRequirement, frozen=True, kw_only=True, tag="credit.name"):
    """The author's name must be stated; of several authors all or any."""

    people: Quantifier = Quantifier.ALL

    kind = "credit.name"

    def sentence(self) -> str:
        """Return the duty in words that follow "must"."""
        return f"state the name of {'every author' if self.people is Quantifier.ALL else 'one of the authors'}"

    def lacks(self, work: Work) -> str:
        """Return that no author is known."""
        return "" if work.authors else "asks for a name, but no author is known: neither [author] nor the work's page names a person"


def check(requirement: CreditName, work: Work, subject: Subject) -> Conclusion:
    """Return whether the subject names the authors."""
    return added_up(requirement.people, [_named(author, work, subject) for author in work.authors or (work.author,)])


def _named(author: Author, work: Work, subject: Subject) -> Conclusion:
    """Return whether the subject names one author."""
    text = text_of(subject)
    hits = enough(_as_mention(text.hit(*found), text, found) for found in text.names(author))
    if not _decided(hits):
        hits += [_doubtful(text.hit(*found)) for found in garbled_names(text.joined, author)]
        hits += [_doubtful(text.hit(*found)) for found in _with_shared_surname(text, author, work)]
    near = [text.hit(*found) for found in near_names(text.joined, text.tokens, author)] if not _decided(hits) else []
    hits += [_doubtful(hit) for hit in near if hit.note in LOOKS_RIGHT]
    misses = [hit for hit in near if hit.note not in LOOKS_RIGHT and hit.standing.weight is not Weight.WORTHLESS]
    hits += list(_in_markup(subject.metadata, author))
    what = f"the name of {author.name}" if len(work.authors) > 1 else "the author's name"
    conclusion = conclude(what, hits, searched(text), remedy(work, subject))
    if conclusion.outcome is not Outcome.FAILED:
        return conclusion
    line = None if misses else line_in_other_letters(text, author)
    return unread(_explain(conclusion, misses, _others(subject, work)), line, "a line in other letters sounds like it")


def remedy(work: Work, subject: Subject) -> str:
    """Return the line that makes the requirement pass."""
    line = f"By {listed([author.name for author in work.authors])}"
    if subject.place in IN_SHARES:
        return remedy_in_share(work, subject, line)
    where = "a visible line by the headline" if subject.place is Place.ARTICLE else "to the page's metadata"
    return f"Add {where}: “{line}”."


def _as_mention(hit: Hit, text: Text, found: NameHit) -> Hit:
    """Return the hit as doubtful where what stands before the name makes it not the writer's credit, or a part of a linked headline."""
    if hit.standing.weight is not Weight.COUNTS:
        return hit
    before, whole = text.line_before(found.start), text.passage_at(found.start)
    if doubt := other_credit(before, text.line_after(found.end)):
        return hit._replace(standing=Standing(Weight.DOUBTFUL, doubt))
    if whole.role is not Role.BODY or not _is_linked(whole) or len(whole.text) > _MAX_HEADLINE:
        return hit
    if not set(words(before)) <= BY_WORDS:
        after = words(whole.text)[len(words(before)) + len(words(text.joined[found.start : found.end])) :]
        if after:
            return hit._replace(standing=Standing(Weight.DOUBTFUL, "in a linked headline"))
    return hit


def _is_linked(passage: Passage) -> bool:
    """Tell whether a passage is one link and nothing else."""
    return len(passage.links) == 1 and passage.links[0].end - passage.links[0].start >= len(passage.text.strip())


def _with_shared_surname(text: Text, author: Author, work: Work) -> Iterator[NameHit]:
    """Yield where a surname that two authors share is said once, after the other's given name: "Anna and Jan Berg"."""
    own = words(author.name)
    relatives = [other for other in work.authors if other != author and words(other.name)[-1:] == own[-1:]]
    between = AND_WORDS | {part for other in relatives for part in words(other.name)[:-1]}
    index = {token.start: i for i, token in enumerate(text.tokens)} if relatives and len(own) > 1 else {}
    for found in (hit for other in relatives if index for hit in text.names(other)):
        last = index[found.start]
        for i in range(last - 1, max(-1, last - _SHARED_REACH), -1):
            row = text.tokens[i : i + len(own) - 1]
            if tuple(token.word for token in row) == own[:-1]:
                yield NameHit(row[0].start, found.end, "with the surname said once for two")
                break
            if text.tokens[i].word not in between | set(own[:-1]):
                break


def _decided(hits: list[Hit]) -> bool:
    return any(hit.standing.weight is Weight.COUNTS for hit in hits)


def _doubtful(hit: Hit) -> Hit:
    if hit.standing.weight is Weight.COUNTS:
        return hit._replace(standing=Standing(Weight.DOUBTFUL, "in a form that only looks like it"))
    return hit


def _in_markup(metadata: tuple[Metadatum, ...], author: Author) -> Iterator[Hit]:
    for entry in metadata:
        if (entry.name in _MACHINE_ONLY or entry.name.startswith("jsonld:")) and is_same_person(entry.value, author):
            yield Hit(
                Standing(Weight.WORTHLESS, f"in the page's markup ({entry.name})"), Evidence(quote=entry.value, locator=entry.locator)
            )


def _others(subject: Subject, work: Work) -> list[Evidence]:
    """Return whom the page names as its author instead: visible bylines first, then its markup."""
    visible = [
        Evidence(quote=squeeze(p.text)[:120], locator=p.locator)
        for p in subject.passages
        if p.role is Role.BYLINE and p.origin is Origin.OWN and p.visibility is Visibility.SHOWN and len(p.text) > 3
    ]
    marked = [
        Evidence(quote=entry.value[:120], locator=entry.locator)
        for entry in subject.metadata
        if entry.name in ("author", "jsonld:author") and not any(is_same_person(entry.value, author) for author in work.authors)
    ]
    return (visible or marked)[:1]


def _explain(conclusion: Conclusion, misses: list[Hit], others: list[Evidence]) -> Conclusion:
    """Add to a failure what was found instead of the name."""
    reason, evidence = conclusion.reason, conclusion.evidence
    if misses:
        reason += f"; found instead: {', '.join(dict.fromkeys(f'the name {hit.note}' for hit in misses))}"
        evidence = (*(hit.evidence for hit in misses[:2]), *evidence)
    if others:
        reason += f"; {OTHER_BYLINE} “{others[0].quote}”"
        evidence = (*evidence, *others)
    return Conclusion(outcome=conclusion.outcome, reason=reason, evidence=tuple(dict.fromkeys(evidence)), remedy=conclusion.remedy)
