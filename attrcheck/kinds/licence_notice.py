"""licence.notice: the licence is named.

Passes: one of the wordings stands word by word in the reuser's own visible words; hyphens, case and punctuation do not matter.

Fails: no wording is there, or only where no reader meets it; another licence or version is named ("CC BY-NC 4.0", "CC BY 3.0" for "CC BY
4.0"), and the reason says which.

Cannot tell: the same licence in other words ("Creative Commons Attribution 4.0" for "CC BY 4.0"), or one that does not say which; a
wording after "Photo: …", in copied words, in the pasted terms, in the footer of the site or in another doubtful place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrcheck.kinds.licences import Named, code_of, is_longer_name, is_of_picture, named_in
from attrcheck.kinds.requirement import PlacedRequirement, Problem
from attrcheck.kinds.standing import IN_SHARE, Hit, Standing, Text, Weight, conclude, searched, text_of
from attrcheck.model import Conclusion, Evidence, Outcome, Place, Subject, Work
from attrcheck.text import find_words, tokens, words

_WHAT = "the name of the licence"
_MAX_NEAR = 2
_LONGEST_QUOTE = 200


class LicenceNotice(PlacedRequirement, frozen=True, kw_only=True, tag="licence.notice"):
    """The licence must be named, in one of the wordings given."""

    texts: tuple[str, ...]

    kind = "licence.notice"

    def sentence(self) -> str:
        """Return the duty in words that follow "must"."""
        return f"name the licence (“{self.texts[0]}”)"

    def problems(self) -> Iterator[Problem]:
        """Yield missing wordings and those without a word."""
        yield from super().problems()
        if not self.texts or not all(map(words, self.texts)):
            yield Problem("texts", "gives no words that a page could hold")


def check(requirement: LicenceNotice, work: Work, subject: Subject) -> Conclusion:
    """Return whether the subject names the licence."""
    text = text_of(subject)
    asked = [named for named in map(code_of, requirement.texts) if named]
    hits = [_as_notice(text, text.hit(*span), span[0]) for wording in requirement.texts for span in _stands_at(text, wording)]
    vague: list[Hit] = []
    others: list[Hit] = []
    for named in named_in(text.joined, text.tokens) if asked else ():
        hit = text.hit(named.start, named.end)
        if not any(named.may_be(one) for one in asked):
            others += [hit] if hit.standing.weight is not Weight.WORTHLESS else []
        else:
            (hits if named.elements else vague).append(_in_other_words(hit))
    hits += _on_pictures(subject, requirement.texts, asked)
    # "Creative Commons (CC BY-NC 4.0)" says which.
    hits += [] if others else vague
    conclusion = conclude(_WHAT, hits, searched(text), remedy(requirement, subject))
    return _explained(conclusion, others)


def remedy(requirement: LicenceNotice, subject: Subject) -> str:
    """Return the line that makes the requirement pass."""
    where = IN_SHARE if subject.place in (Place.SHARE, Place.SHARE_PREVIEW) else "by the article"
    return f"Add {where}: “{requirement.texts[0]}”."


def _stands_at(text: Text, wording: str) -> Iterator[tuple[int, int]]:
    """Yield where a wording stands as the whole name of a licence."""
    asked, code = words(wording), code_of(wording)
    is_any = code is not None and not code.elements  # "a Creative Commons licence": whichever
    at = find_words(text.tokens, asked)
    while at >= 0:
        end = at + len(asked)
        if is_any or not is_longer_name(text.joined, text.tokens, end):
            yield text.tokens[at].start, text.tokens[end - 1].end
        at = find_words(text.tokens, asked, at + 1)


def _as_notice(text: Text, hit: Hit, start: int) -> Hit:
    if hit.standing.weight is Weight.COUNTS and is_of_picture(text.line_before(start)):
        return hit._replace(standing=Standing(Weight.DOUBTFUL, "in the credit of a picture"))
    return hit


def _in_other_words(hit: Hit) -> Hit:
    if hit.standing.weight is Weight.COUNTS:
        return hit._replace(standing=Standing(Weight.DOUBTFUL, "in other words"))
    return hit


def _on_pictures(subject: Subject, texts: Sequence[str], asked: Sequence[Named]) -> Iterator[Hit]:
    """Yield the texts of pictures that name the licence, as those of Creative Commons' badges do: the badge may show the name."""
    for entry in subject.metadata:
        if entry.name == "alt":
            named = code_of(entry.value)
            is_asked = any(find_words(tokens(entry.value), words(text)) >= 0 for text in texts)
            if any(named.may_be(one) for one in asked) if named else is_asked:
                where = Standing(Weight.DOUBTFUL, "in the text of a picture, which may show it")
                yield Hit(where, Evidence(quote=entry.value[:_LONGEST_QUOTE], locator=entry.locator))


def _explained(conclusion: Conclusion, others: list[Hit]) -> Conclusion:
    """Add to a failure the other licences that the page names."""
    if conclusion.outcome is not Outcome.FAILED or not others:
        return conclusion
    evidence = tuple(dict.fromkeys(hit.evidence for hit in others))[:_MAX_NEAR]
    names = [shown.quote[shown.start : shown.end] if shown.start is not None else shown.quote for shown in evidence]
    reason = f"{conclusion.reason}; the page names {' and '.join(f'“{name}”' for name in dict.fromkeys(names))} instead"
    return Conclusion(outcome=conclusion.outcome, reason=reason, evidence=(*evidence, *conclusion.evidence), remedy=conclusion.remedy)
