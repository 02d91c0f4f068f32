"""From measured passages to a class of reuse: the thresholds and where they come from."""

from __future__ import annotations

from attrcheck.model import Match, Reuse, ReuseClass, Value

# Half of the work's own words on the page: the page republishes the work, quotation marks or not.
VERBATIM_COVERAGE = 0.5
# Half of that in a reader's comment: somebody pasted the work there.
COMMENT_COVERAGE = VERBATIM_COVERAGE / 2
# 20 words of the author's own prose in one passage: found in 96 % of copies of that length, in 0 to 0.2 % of pages on other events.
CERTAIN_WORDS = 20
# 12 words are a sign, for a person to judge: between 12 and 20 a shared press release or caption is possible.
SIGN_WORDS = 12
# Ten quoted words: the least that a quotation needs to be traced to this work.
QUOTE_WORDS = 10
# Names and numbers in common, mostly in order, in both directions (reuse/cues.py). Translations and retellings of two fifths of a work
# reach .23 to .29; of 140 pages about other things none exceeds .09.
CUE_SCORE = 0.2


class Measured(Value, frozen=True, kw_only=True):
    """What was measured on a page. Words are counted in the work; quotations of other people and public text count for `best_any` only."""

    coverage: float
    comment_coverage: float
    best_own: int
    best_any: int
    cue_score: float
    language: str | None
    matches: tuple[Match, ...]


def classify(measured: Measured, work_language: str | None) -> Reuse:
    """Return the reuse that the measures show. `is_certain` is false where a person must look before anybody is accused."""
    m = measured
    if m.coverage >= VERBATIM_COVERAGE:
        return _reuse(m, ReuseClass.VERBATIM, f"the page repeats {m.coverage:.0%} of the work")
    if m.best_own >= CERTAIN_WORDS:
        return _reuse(m, ReuseClass.PARTIAL, f"the page repeats {m.coverage:.0%} of the work; its longest passage has {m.best_own} words")
    if m.best_own >= SIGN_WORDS:
        return _reuse(
            m,
            ReuseClass.PARTIAL,
            f"one passage of {m.best_own} words is also in the work, too short to be sure of a copy",
            is_certain=False,
        )
    if m.comment_coverage >= COMMENT_COVERAGE:
        return _reuse(m, ReuseClass.PARTIAL, "the work is pasted in a reader's comment, not in the page's article", is_certain=False)
    if m.best_any >= QUOTE_WORDS:
        return _reuse(
            m,
            ReuseClass.QUOTE,
            f"{m.best_any} words in a row of the work are a quotation, on the page or in the work itself",
            is_certain=False,
        )
    if m.cue_score >= CUE_SCORE:
        foreign = bool(m.language and work_language and m.language[:2].lower() != work_language[:2].lower())
        class_ = ReuseClass.TRANSLATION if foreign else ReuseClass.PARAPHRASE
        return _reuse(
            m, class_, f"no copied passage, but names and numbers of the work in the same order (score {m.cue_score:.2f})", is_certain=False
        )
    return Reuse(class_=ReuseClass.NONE, coverage=m.coverage, passages=(), reason="no passage of the work was found on the page")


def _reuse(m: Measured, class_: ReuseClass, reason: str, is_certain: bool = True) -> Reuse:
    coverage = max(m.coverage, m.comment_coverage)
    return Reuse(class_=class_, coverage=round(coverage, 4), passages=m.matches, reason=reason, is_certain=is_certain)
