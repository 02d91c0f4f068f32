"""text.unchanged: what was taken of the work was taken word by word.

Passes: no words of the paragraphs that were taken differ, but for what is allowed. Case, accents, punctuation, hyphenation and the style of
quotation marks are no change; what was left out as a whole is the business of text.complete.

Fails: more than three words differ that may not; in a copy of at least half of the work several paragraphs stand in another order, or the
headline is another one. "style" never excuses an altered quotation.

Cannot tell: up to three words differ (a corrected slip, or our reading); only a paragraph between the copied ones was added, which may be
furniture, or a copied paragraph was made longer at its edge; one paragraph stands elsewhere; a page that took less than half has a headline
or an order of its own; no paragraph was taken whole; the work's text is not at hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from attrcheck.kinds.copied_text import FEW_WORDS, NOT_COMPARED, of_sort, shown, words_in
from attrcheck.kinds.dates_and_places import is_date_or_place
from attrcheck.kinds.requirement import Problem, Requirement
from attrcheck.kinds.standing import counted
from attrcheck.model import Change, Comparison, Conclusion, Difference, Evidence, Outcome, Place, Role, Subject, Work
from attrcheck.text import squeeze

# Who took less wrote a text of his own around it, with a headline and an order of its own (half makes a reuse verbatim, too).
_REPUBLISHED = 0.5


class Allowance(StrEnum):
    """What may differ although the text is to stay as it is."""

    HEADLINE = "headline"
    STYLE = "style"
    TIME_AND_PLACE = "time-and-place"


class TextUnchanged(Requirement, frozen=True, kw_only=True, tag="text.unchanged"):
    """No words may be changed but for what is allowed; `max_altered` is the fraction of the kept words that "style" may touch."""

    allowed: tuple[Allowance, ...] = ()
    max_altered: float = 0.02

    kind = "text.unchanged"
    possible_places = frozenset({Place.ARTICLE})
    compares = True

    def sentence(self) -> str:
        """Return the duty in words that follow "must"."""
        return "leave the text as it is" + (f" ({', '.join(self.allowed)} may change)" if self.allowed else "")

    def problems(self) -> Iterator[Problem]:
        """Yield a fraction that is none."""
        if not 0 <= self.max_altered < 1:
            yield Problem("max_altered", f"{self.max_altered} is not a fraction from 0 to 1")


def check(requirement: TextUnchanged, work: Work, subject: Subject) -> Conclusion:
    """Return whether what the subject took of the work stands there word by word."""
    compared = subject.comparison
    if compared is None:
        return NOT_COMPARED
    found = _found(requirement, compared, work.language)
    headline = compared.headline if Allowance.HEADLINE not in requirement.allowed else None
    said = [*_said(found), *([f"the headline is another one (“{headline}”)"] if headline else [])]
    excused = f"; allowed: {', '.join(found.excused)}" if found.excused else ""
    evidence = (*_headline_of(subject, headline), *shown(found.altered or (*found.moved, *found.doubtful)))
    is_other = compared.kept >= _REPUBLISHED and (headline is not None or len(found.moved) > 1)
    if found.words > FEW_WORDS or is_other:
        return Conclusion(outcome=Outcome.FAILED, reason="; ".join(said) + excused, evidence=evidence, remedy=remedy(work))
    if not compared.kept_paragraphs:
        said = ["no paragraph of the work was taken whole enough to compare its words"]
    elif not said:
        return Conclusion(outcome=Outcome.PASSED, reason=f"the words that were taken are those of the work{excused}")
    reason = f"{'; '.join(said)}: too little to accuse anybody{excused}"
    return Conclusion(outcome=Outcome.CANNOT_TELL, reason=reason, evidence=evidence, remedy=remedy(work))


def remedy(work: Work) -> str:
    """Return what makes the requirement pass."""
    return f"Restore the words of the work as they stand at {work.url}."


class _Found(NamedTuple):
    """What differs and is not allowed, how many words of it, what is doubtful, and what was excused."""

    altered: list[Change]
    words: int
    moved: list[Change]
    doubtful: list[Change]
    excused: list[str]


def _found(requirement: TextUnchanged, compared: Comparison, language: str | None) -> _Found:
    """Return what differs, with what is allowed set apart. Words of changes that the comparison does not list are not excused."""
    altered = of_sort(compared, Difference.ALTERED, Difference.QUOTATION)
    words, excused = compared.altered_words, []
    if Allowance.TIME_AND_PLACE in requirement.allowed:
        dated = [change for change in altered if change.sort is Difference.ALTERED and is_date_or_place(change, language)]
        altered = [change for change in altered if change not in dated]
        words -= words_in(dated)
        excused += [f"{counted(words_in(dated), 'word')} of time and place"] if dated else []
    if Allowance.STYLE in requirement.allowed:
        quoted = [change for change in altered if change.sort is Difference.QUOTATION]
        style = words - words_in(quoted)
        if 0 < style <= requirement.max_altered * compared.kept_words:
            altered, words = quoted, words - style
            excused.append(f"{counted(style, 'word')} of style")
    reworded = [change for change in of_sort(compared, Difference.CUT) if change.page]
    doubtful = [*of_sort(compared, Difference.ADDED), *reworded]
    return _Found(altered, words, of_sort(compared, Difference.MOVED), doubtful, excused)


def _said(found: _Found) -> Iterator[str]:
    """Yield what differs, a phrase for each sort."""
    quoted = [change for change in found.altered if change.sort is Difference.QUOTATION]
    if found.words:
        verb = "differs" if found.words == 1 else "differ"
        yield f"{counted(found.words, 'word')} {verb}" + (f", {words_in(quoted)} of them in quotations" if quoted else "")
    if found.moved:
        yield f"{counted(len(found.moved), 'paragraph')} not in the work's order"
    added = [change for change in found.doubtful if change.sort is Difference.ADDED]
    if added:
        yield f"{counted(len(added), 'passage')} among the copied ones that the work does not have"
    if len(found.doubtful) > len(added):
        yield f"{counted(len(found.doubtful) - len(added), 'paragraph')} of which only some words are there, among others"


def _headline_of(subject: Subject, headline: str | None) -> Iterator[Evidence]:
    """Yield the headline where it stands."""
    for passage in subject.passages if headline else ():
        if headline and passage.role is Role.HEADLINE and squeeze(passage.text).startswith(headline):
            yield Evidence(quote=headline, locator=passage.locator)
            return
