"""credit.job_title: the author's job title stands in the subject, and it is the author's.

Passes: the whole title, or a variant that the terms list, word by word, in the reuser's own visible words; punctuation, case and tags
aside.

Fails: the title is missing, or stands only where no reader meets it, or belongs to another person.

Cannot tell: a shortened, paraphrased or translated title; the reason shows which words are there and which are missing. Also a title that
stands only inside the pasted terms or a copied sentence, one in a sentence that names another person and not the author, that denies it or
seeks somebody for it, and words beside the author's name in letters that cannot be compared with it, or
on a page in another language than the title's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from attrcheck.kinds.bearer import anothers
from attrcheck.kinds.foreign import unread, words_beside_name
from attrcheck.kinds.names import LOOKS_RIGHT, near_names
from attrcheck.kinds.people import person_in
from attrcheck.kinds.phrases import AND_WORDS, Span, find_rows, plain_words
from attrcheck.kinds.requirement import PlacedRequirement
from attrcheck.kinds.share_text import IN_SHARES, remedy_in_share
from attrcheck.kinds.standing import Hit, Standing, Text, Weight, conclude, enough, searched, standing, text_of
from attrcheck.model import Conclusion, Evidence, Outcome, Passage, Place, Role, Subject, Work
from attrcheck.text import Token, fold, skeleton, words

_WHAT = "the author's job title"
_UNREAD = "the words beside the author's name may say it in letters or a language that attrcheck cannot compare with it"
# Words around the author's name in which a shortened or translated title would stand, and letters: copied text between is no word of it.
_WINDOW, _REACH = 30, 400
# Five letters are the common stem of one word in several languages (polit-ical, Polit-ik, polit-ologue); shorter words must be equal.
_STEM = 5
_MIN_WORD = 4
# Three consonants in a row are a common stem across alphabets (political, политолог).
_MIN_BONES = 3
# Two words of the title beside the name are a shortened or translated title; away from it, two fifths of them.
_NEAR_STEMS, _FAR_SHARE = 2, 0.4
_CREDIT = (Role.AUTHOR_BOX, Role.BYLINE)


class CreditJobTitle(PlacedRequirement, frozen=True, kw_only=True, tag="credit.job_title"):
    """The author's job title must be stated."""

    kind = "credit.job_title"

    def sentence(self) -> str:
        """Return the duty in words that follow "must"."""
        return "state the author's job title"

    def lacks(self, work: Work) -> str:
        """Return that the author has no job title."""
        return "" if work.author.job_title else "asks for a job title, but [author] has no job_title"


def check(requirement: CreditJobTitle, work: Work, subject: Subject) -> Conclusion:
    """Return whether the subject states the author's job title."""
    author = work.author
    text = text_of(subject)
    titles = (author.job_title, *author.job_title_variants)
    hits = enough(_hit(text, start, end, work) for title in titles for start, end in _rows(text, words(title or "")))
    parts = words(author.job_title or "")
    for entry in subject.metadata:
        if parts and fold(entry.value[: len(parts[0]) + 1]).startswith(parts[0]) and words(entry.value)[: len(parts)] == parts:
            hits.append(
                Hit(Standing(Weight.WORTHLESS, f"in the page's markup ({entry.name})"), Evidence(quote=entry.value, locator=entry.locator))
            )
    conclusion = conclude(_WHAT, hits, searched(text), remedy(work, subject))
    if conclusion.outcome is not Outcome.FAILED:
        return conclusion
    partial = _partial(text, subject, work)
    if partial:
        return _partly(partial, work, subject)
    return unread(conclusion, words_beside_name(text, work, subject.language), _UNREAD)


def remedy(work: Work, subject: Subject) -> str:
    """Return the line that makes the requirement pass."""
    line = f"{work.author.name}, {work.author.job_title}"
    return remedy_in_share(work, subject, line) if subject.place in IN_SHARES else f"Add to the author's name: “{line}”."


def _rows(text: Text, parts: tuple[str, ...]) -> Iterator[Span]:
    """Yield where a title stands; without one, where footnote numbers, the end of a line or "&" for its "and" keep it from standing."""
    whole = list(find_rows(text.tokens, parts))
    yield from whole
    if whole or any(map(str.isdigit, "".join(parts))):
        return
    plain = plain_words(text.joined, text.tokens)
    yield from find_rows(plain, parts)
    without_and = tuple(part for part in parts if part not in AND_WORDS)
    if "&" in text.joined and 1 < len(without_and) < len(parts):
        yield from (span for span in find_rows(plain, without_and) if "&" in text.joined[span.start : span.end])


def _hit(text: Text, start: int, end: int, work: Work) -> Hit:
    hit = text.hit(start, end)
    return hit._replace(standing=anothers(text, start, end, work)) if hit.standing.weight is Weight.COUNTS else hit


class _Partial(NamedTuple):
    """A place that holds some words of the title."""

    stems: frozenset[str]
    evidence: Evidence


def _partial(text: Text, subject: Subject, work: Work) -> _Partial | None:
    """Return the place that holds most of the title's words, if they are enough to be a shortened, paraphrased or translated title."""
    stems = frozenset(fold(word)[:_STEM] for word in words(work.author.job_title or "") if len(word) >= _MIN_WORD)
    held = _held(text, stems)
    there = (held[token.word] for token in text.tokens if token.word in held and _is_usable(text.passage_at(token.start)))
    if len(frozenset[str]().union(*there)) < _NEAR_STEMS:
        return None
    usable = list(_usable(text, work, held))
    # How many stems the words hold up to each: most windows hold none or one.
    sums = list(accumulate((len(each.stems) for each in usable), initial=0))
    near = near_names(text.joined, text.tokens, work.author)
    anchors = {name.start for name in (*text.names(work.author), *(name for name in near if name.note in LOOKS_RIGHT))}
    best: _Partial | None = None
    for i, (token, passage, stems_held) in enumerate(usable):
        first, last = max(0, i - _WINDOW // 2), min(i + _WINDOW, len(usable))
        if sums[last] - sums[first] < _NEAR_STEMS:
            continue
        is_credit = passage.role in _CREDIT and not _is_anothers(passage, work)
        is_anchor = token.start in anchors or subject.place is not Place.ARTICLE or is_credit
        if not is_anchor and not stems_held:
            continue
        window = [near for near in usable[first if is_anchor else i : last] if abs(near.token.start - token.start) <= _REACH]
        if is_credit and token.start not in anchors:
            window = [near for near in window if near.passage is passage]
        else:
            window = [near for near in window if near.passage is passage or not _is_anothers(near.passage, work)]
        found = stems_held.union(*(near.stems for near in window))
        if len(found) >= (_NEAR_STEMS if is_anchor else max(3, _FAR_SHARE * len(stems))) and (best is None or len(found) > len(best.stems)):
            best = _Partial(found, text.hit(window[0].token.start, window[-1].token.end).evidence)
    return best


def _is_anothers(passage: Passage, work: Work) -> bool:
    """Tell whether a passage is the byline of somebody who shares no word with the author."""
    return passage.role in _CREDIT and _names_another(passage.text, work.author.name, work.author.job_title or "")


@lru_cache(maxsize=256)
def _names_another(byline: str, author: str, title: str) -> bool:
    person = words(person_in(byline) or "")
    own = {word[:_STEM] for word in words(title)}
    # "Political Scientist" looks like a name as well.
    return set(person).isdisjoint(words(author)) and sum(word[:_STEM] not in own for word in person) > 1


class _Usable(NamedTuple):
    """A word in which a shortened title may stand, and the stems of the title that it holds."""

    token: Token
    passage: Passage
    stems: frozenset[str]


def _held(text: Text, stems: frozenset[str]) -> dict[str, frozenset[str]]:
    """Return the words of a text that hold stems of the title, with those stems."""
    said = {token.word for token in text.tokens}
    # Few words of a page hold any; most of its words are of the Latin alphabet.
    shape = re.compile("|".join(map(re.escape, sorted(stems))) or r"(?!)")
    held = {word: frozenset(stem for stem in stems if _holds(word, stem)) for word in said if shape.search(word) or not _is_latin(word)}
    return {word: stems_held for word, stems_held in held.items() if stems_held}


def _is_usable(passage: Passage) -> bool:
    """Tell whether a shortened title may stand in a passage."""
    return passage.role is not Role.HEADLINE and standing(passage).weight is Weight.COUNTS


def _usable(text: Text, work: Work, held: dict[str, frozenset[str]]) -> Iterator[_Usable]:
    """Yield the words in which a shortened title may stand: the reuser's own, without headlines and whole titles of other people."""
    whole = [*find_rows(text.tokens, words(work.title)), *find_rows(text.tokens, words(work.author.job_title or ""))]
    taken = bytearray(len(text.joined))
    for start, end in whole:
        taken[start:end] = b"x" * (end - start)
    none = frozenset[str]()
    passage, is_usable = None, False
    for token, around in zip(text.tokens, text.passages_of_tokens(), strict=True):
        if around is not passage:
            passage, is_usable = around, _is_usable(around)
        if is_usable and not taken[token.start]:
            yield _Usable(token, around, held.get(token.word, none))


def _holds(word: str, stem: str) -> bool:
    """Tell whether a word of any alphabet holds the stem: letter by letter, or by its consonants where the alphabet is another."""
    if _is_latin(word):
        return word == stem if len(stem) < _STEM else stem in word
    bones = skeleton(stem)
    return len(bones) >= _MIN_BONES and bones[:_MIN_BONES] in skeleton(word)


def _is_latin(word: str) -> bool:
    return word.isascii() or any("a" <= c <= "z" for c in word)


def _partly(partial: _Partial, work: Work, subject: Subject) -> Conclusion:
    title = words(work.author.job_title or "")
    there = [word for word in title if word[:_STEM] in partial.stems]
    missing = [word for word in title if len(word) >= _MIN_WORD and word[:_STEM] not in partial.stems]
    reason = (
        f"the job title seems shortened, paraphrased or translated: {', '.join(there)} found; {', '.join(missing) or 'nothing'} missing"
    )
    return Conclusion(outcome=Outcome.CANNOT_TELL, reason=reason, evidence=(partial.evidence,), remedy=remedy(work, subject))
