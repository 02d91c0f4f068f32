"""text.max_extract: the copy holds no more of the work than is free to take.

Passes: no more of the work stands on the page than every bound that is given. Subheadings are words, but no paragraphs.

Fails: more than a bound by over 5 %.

Cannot tell: more than a bound by at most 5 %; the work's text is not at hand.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrcheck.kinds.copied_text import NOT_COMPARED
from attrcheck.kinds.requirement import Problem, Requirement
from attrcheck.model import Comparison, Conclusion, Outcome, Place, Subject, Work

# Whoever is over a bound by so little may count words in another way than we do.
_MARGIN = 1.05


class TextMaxExtract(Requirement, frozen=True, kw_only=True, tag="text.max_extract"):
    """No more than this fraction, these words or these paragraphs of the work may be there; every bound that is given holds."""

    share: float | None = None
    words: int | None = None
    paragraphs: int | None = None

    kind = "text.max_extract"
    possible_places = frozenset({Place.ARTICLE})
    compares = True

    def sentence(self) -> str:
        """Return the duty in words that follow "must"."""
        return f"take no more than {self._bounds()} of the text"

    def problems(self) -> Iterator[Problem]:
        """Yield that no bound is given, or one that nothing could keep."""
        if self.share is None and self.words is None and self.paragraphs is None:
            yield Problem("", "gives no bound; known: share, words, paragraphs")
        if self.share is not None and not 0 < self.share < 1:
            yield Problem("share", f"{self.share} is not a fraction between 0 and 1")
        for key, bound in (("words", self.words), ("paragraphs", self.paragraphs)):
            if bound is not None and bound < 1:
                yield Problem(key, f"{bound} is less than 1")

    def _bounds(self) -> str:
        said = [f"{self.share:.0%}"] if self.share is not None else []
        said += [f"{self.words} words"] if self.words is not None else []
        said += [f"{self.paragraphs} paragraphs"] if self.paragraphs is not None else []
        return " and ".join(said)


def check(requirement: TextMaxExtract, work: Work, subject: Subject) -> Conclusion:
    """Return whether the subject holds no more of the work than the bounds allow."""
    compared = subject.comparison
    if compared is None:
        return NOT_COMPARED
    taken = _taken(requirement, compared)
    reason = "of the work stand on the page: " + ", ".join(said for _, said in taken)
    most = max(ratio for ratio, _ in taken)
    if most <= 1:
        return Conclusion(outcome=Outcome.PASSED, reason=reason)
    outcome = Outcome.CANNOT_TELL if most <= _MARGIN else Outcome.FAILED
    return Conclusion(outcome=outcome, reason=reason, remedy=remedy(requirement, work))


def remedy(requirement: TextMaxExtract, work: Work) -> str:
    """Return what makes the requirement pass."""
    return f"Shorten the copy: {requirement.sentence()}, and link to the rest at {work.url}."


def _taken(requirement: TextMaxExtract, compared: Comparison) -> list[tuple[float, str]]:
    """Return for each bound how much of it was taken, as a fraction and in words."""
    taken = []
    if requirement.share is not None:
        taken.append((compared.kept / requirement.share, f"{compared.kept:.1%} of its words ({requirement.share:.0%} are free)"))
    if requirement.words is not None:
        taken.append((compared.kept_words / requirement.words, f"{compared.kept_words} words ({requirement.words} are free)"))
    if requirement.paragraphs is not None:
        kept = compared.kept_paragraphs
        taken.append((kept / requirement.paragraphs, f"{kept} paragraphs ({requirement.paragraphs} are free)"))
    return taken
