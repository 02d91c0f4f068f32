"""credit.not_other: nobody else is named as the author.

Passes: no visible byline names another person, or one that does names the author as well.

Fails: a visible byline names another person and no visible byline names the author: worse than no credit at all.

Cannot tell: only the page's markup names another person, or the other name stands where it may credit something else.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrcheck.kinds.names import find_names, is_same_person
from attrcheck.kinds.people import person_in
from attrcheck.kinds.requirement import Requirement
from attrcheck.kinds.standing import Weight, standing
from attrcheck.model import Conclusion, Evidence, Outcome, Role, Subject, Work
from attrcheck.text import squeeze, tokens

# Longer bylines are paragraphs that a class name mistakes for one.
_MAX_BYLINE = 200


class CreditNotOther(Requirement, frozen=True, kw_only=True, tag="credit.not_other"):
    """Nobody else may be named as the author."""

    kind = "credit.not_other"

    def sentence(self) -> str:
        """Return the duty in words that follow "must"."""
        return "name nobody else as the author"


def check(requirement: CreditNotOther, work: Work, subject: Subject) -> Conclusion:
    """Return whether the subject names somebody else as the author."""
    seen = [p.text for p in subject.passages if p.role in (Role.BYLINE, Role.AUTHOR_BOX) and standing(p).weight is Weight.COUNTS]
    if any(find_names(text, tokens(text), author) for text in seen for author in work.authors):
        return Conclusion(outcome=Outcome.PASSED, reason="the author is named in a byline")
    others = list(_others(subject))
    if others:
        reason = f"the byline names somebody else: “{person_in(others[0].quote)}”"
        return Conclusion(outcome=Outcome.FAILED, reason=reason, evidence=tuple(others[:2]), remedy=remedy(work))
    marked = [
        Evidence(quote=entry.value[:_MAX_BYLINE], locator=entry.locator)
        for entry in subject.metadata
        if entry.name in ("author", "jsonld:author")
        and person_in(entry.value)
        and not any(is_same_person(entry.value, author) for author in work.authors)
    ]
    if marked:
        reason = f"only the page's markup names somebody else as author: “{marked[0].quote}”"
        return Conclusion(outcome=Outcome.CANNOT_TELL, reason=reason, evidence=tuple(marked[:2]), remedy=remedy(work))
    return Conclusion(outcome=Outcome.PASSED, reason="no byline names another person")


def remedy(work: Work) -> str:
    """Return the line that makes the requirement pass."""
    return f"Name {work.author.name} in the byline: “By {work.author.name}”."


def _others(subject: Subject) -> Iterator[Evidence]:
    """Yield the visible bylines that name a person."""
    for passage in subject.passages:
        is_byline = passage.role is Role.BYLINE and standing(passage).weight is Weight.COUNTS
        if is_byline and len(passage.text) <= _MAX_BYLINE and person_in(passage.text):
            yield Evidence(quote=squeeze(passage.text), locator=passage.locator)
