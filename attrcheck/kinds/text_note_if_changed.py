"""text.note_if_changed: a copy that was changed says so.

Passes: the copy was changed, and one of the phrases stands in the reuser's own visible words, its words in a row.

Fails: the copy was clearly changed (more than three words altered, paragraphs left out or in another order), and no phrase is there.

Cannot tell: the copy may have been changed: less than a fifth of the work was taken, which may be a quotation; paragraphs between the
copied ones may be furniture; only a subheading or one paragraph's place differs. Also a phrase that stands only in a doubtful place or
behind a "no", a line of the reuser's own with another word for changes, and a work whose text is not at hand. A copy that was not changed
needs no note: inapplicable.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from attrcheck.kinds.copied_text import FEW_WORDS, NOT_COMPARED, PARAGRAPH_WORDS, of_sort, shown, words_in
from attrcheck.kinds.requirement import PlacedRequirement, Problem
from attrcheck.kinds.standing import Hit, Standing, Text, Weight, conclude, searched, standing, text_of
from attrcheck.model import Comparison, Conclusion, Difference, Evidence, Outcome, Place, Role, Subject, Work
from attrcheck.text import find_words, fold, squeeze, words

# Who took less than a fifth may have quoted the work rather than shortened it.
_SHORTENED = 0.2
# Times that a phrase is looked at; the evidence shows three.
_MAX_HITS = 20
# "No changes were made", "Sans modifications": at most so many words before.
_NEGATED = 2
_NO = frozenset(
    "no not without never sans aucun aucune pas keine keinerlei nicht ohne sin ninguna ningun senza nessuna sem nenhuma geen zonder".split()
)
# Words for changes, as they begin without accents: English, German, French, Spanish, Portuguese, Italian, Dutch, Nordic, Finnish, Polish,
# Czech, Hungarian, Turkish, Russian, Ukrainian, Greek, Chinese and Japanese. A line with one may be a note in a wording that nobody listed.
_CHANGE = re.compile(
    r"edited|edits?$|trimmed|shorten|abridg|condens|excerpt|extract|adapt(?:ed|ation)|modif|changed|changes|altered|alteration|amended|revised|"
    r"rewritten|reworked|derivative|derived|remix|reproduced|translat|gekurzt|kurzung|bearbeit|redigier|auszug|ausschnitt|geandert|anderung|"
    r"verandert|raccourc|abreg|extrait|remani|adapte$|acortad|abreviad|editad|extracto|modificad|encurtad|resumid|accorciat|abbreviat|ridott|"
    r"estratt|modificat|ingekort|bewerkt|gewijzigd|aangepast|fragment|forkort|redigera|redigert|redigeret|utdrag|uddrag|andrad|endret|lyhenne|"
    r"muokat|skroc|zmienion|zredagow|zkrac|uprav|rovidit|szerkeszt|kisalt|duzenlen|alinti|сокращ|измен|отрыв|адаптир|скороч|змінен|уривок|"
    r"shorter|summar|partial|omit|omission|removed|removing|reduced|truncat|paraphras|locali[sz]ed|dropped|kurzfassung|angepasst|zusammenfass|"
    r"supprim|ecourte|coupee?s?$|eliminad|resumen|parcial|korter|weggelat|samenvat|riassun|tagli|неполн|частичн|συντομευ|αποσπασμ|τροποποι|节选|有删节|編集|抜粋"
)
# The same in more words than one, of which each alone says nothing.
_CHANGED = re.compile(
    r"\b(?:in part|cut (?:by|the|this|from|for|down)|(?:have|has|was|been) cut|left out|(?:first|second) half|the rest (?:is|of)|"
    r"in its entirety|original (?:\w+ ){0,2}is longer|selected paragraphs|minor changes|absatze fehlen|kurze fassung|version courte|"
    r"la suite|version corta|versione breve|не полностью)\b"
)
_LONGEST_NOTE = 250


class TextNoteIfChanged(PlacedRequirement, frozen=True, kw_only=True, tag="text.note_if_changed"):
    """An edited or shortened copy must say so, with one of these phrases; a phrase may be the beginning of a sentence."""

    texts: tuple[str, ...]

    kind = "text.note_if_changed"
    possible_places = frozenset({Place.ARTICLE})
    compares = True

    def sentence(self) -> str:
        """Return the duty in words that follow "must"."""
        return f"say so when the text was changed (“{self.texts[0]}”)"

    def problems(self) -> Iterator[Problem]:
        """Yield missing wordings and those without a word."""
        yield from super().problems()
        if not self.texts or not all(map(words, self.texts)):
            yield Problem("texts", "gives no words that a page could hold")


def check(requirement: TextNoteIfChanged, work: Work, subject: Subject) -> Conclusion:
    """Return whether a copy that was changed says so."""
    compared = subject.comparison
    if compared is None:
        return NOT_COMPARED
    is_changed = _is_changed(compared)
    if is_changed is False:
        return Conclusion(outcome=Outcome.INAPPLICABLE, reason="the text was not changed")
    text = text_of(subject)
    hits = [hit for wording in requirement.texts for hit in _hits(text, words(wording))]
    conclusion = conclude("the note that the text was changed", hits, searched(text), remedy(requirement))
    if conclusion.outcome is not Outcome.FAILED:
        return conclusion
    changed = replace(conclusion, evidence=conclusion.evidence or shown(compared.changes))
    if perhaps := next(_may_say_so(text), None):
        reason = f"{changed.reason}; “{perhaps.quote}” may say so in other words"
        return replace(changed, outcome=Outcome.CANNOT_TELL, reason=reason, evidence=(perhaps, *changed.evidence))
    if is_changed:
        return changed
    return replace(changed, outcome=Outcome.CANNOT_TELL, reason=f"{changed.reason}; whether the text was changed is for a person to judge")


def remedy(requirement: TextNoteIfChanged) -> str:
    """Return the line that makes the requirement pass."""
    return f"Add a visible line: “{requirement.texts[0]}”."


def _is_changed(compared: Comparison) -> bool | None:
    """Return whether a copy was changed, None where it only may have been."""
    cut, moved = of_sort(compared, Difference.CUT), of_sort(compared, Difference.MOVED)
    is_shortened = words_in(cut) >= PARAGRAPH_WORDS and compared.kept >= _SHORTENED
    if compared.altered_words > FEW_WORDS or len(moved) > 1 or is_shortened:
        return True
    return None if cut or moved or of_sort(compared, Difference.ADDED) else False


def _hits(text: Text, wording: tuple[str, ...]) -> Iterator[Hit]:
    """Yield where a phrase stands."""
    at = -1
    for _ in range(_MAX_HITS):
        at = find_words(text.tokens, wording, at + 1)
        if at < 0:
            return
        hit = text.hit(text.tokens[at].start, text.tokens[at + len(wording) - 1].end)
        before = {token.word for token in text.tokens[max(0, at - _NEGATED) : at]}
        if hit.standing.weight is Weight.COUNTS and not _NO.isdisjoint(before):
            hit = hit._replace(standing=Standing(Weight.DOUBTFUL, "where it is said that nothing was changed"))
        yield hit


def _may_say_so(text: Text) -> Iterator[Evidence]:
    """Yield short lines of the reuser's own with words that speak of changes."""
    for passage in text.passages:
        is_line = len(passage.text) <= _LONGEST_NOTE and standing(passage).weight is Weight.COUNTS and passage.role is not Role.HEADLINE
        if is_line and (_CHANGED.search(fold(passage.text)) or any(map(_CHANGE.match, words(passage.text)))):
            yield Evidence(quote=squeeze(passage.text), locator=passage.locator)
