"""Which passages of a page that is the work itself are its text: without what the publisher puts around it, which no copy must keep."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from attrcheck.model import Article, Origin, Passage, Role, Visibility
from attrcheck.reading import origin_of, settle
from attrcheck.text import find_words, tokens, words

# Parts of a work's own page that no copy must keep.
_APART = frozenset({Role.BYLINE, Role.AUTHOR_BOX, Role.UNCLEAR, Role.EMBED})
# A notice has as many words at most; a byline, and the last paragraphs of a page, where it says who the author is.
_MAX_NOTICE, _MAX_BYLINE, _LAST, _LONG_WORD = 60, 8, 3, 12
_BY = frozenset("by von par por door di av af".split())
_NOTICE = re.compile(
    r"\W*(?:this (?:article|story|work|text|piece|report(?:ing)?|project|series)\b.{0,40}\b(?:licen[sc]ed|under (?:a|the)|republish|"
    r"produced|supported|funded|possible|originally|first published|updated|corrected)|(?:licensed|published|available) under|"
    r"republish (?:this|our)|you (?:are free to|may|can) re(?:publish|use)|©|copyright\b|all rights reserved|"
    r"support (?:our|independent|us\b)|become a (?:member|supporter)|(?:read|see) (?:also|more|next)\s?:|related(?: \w+)?\s?:|"
    r"corrections?\s?[:,(]|clarification\s?[:,(]|editor['’]s note|updated?\s?:|funding\s?:|about the authors?|follow us|share this|"
    r"dieser (?:artikel|text|beitrag) (?:ist|wurde|steht)|cet article (?:est|a été)|este artículo (?:es|fue|se)|"
    r"lesen sie auch|lire aussi|lea también|lees ook|leggi anche)|"
    r".{0,80}\b(?:(?:sign up for|subscribe to) (?:our|the|my)|our (?:\w+ )?newsletter|donate (?:to|now|today|here)|support our)\b",
    re.IGNORECASE,
)
# What systems write around a text: when and where it was posted, its tags, how many have commented on it.
_META = re.compile(
    r"\W*(?:(?:posted|filed|tagged|categori[sz]ed|published|updated|last updated|modified)\b|"
    r"(?:tags?|topics?|categor(?:y|ies)|keywords?|share)\s?:|(?:leave a|no|\d+) (?:comments?|repl(?:y|ies))|\d+ min(?:ute)?s? read|"
    r"(?:veröffentlicht|geschrieben|aktualisiert|publié|classé|mis à jour|publicado|actualizado|pubblicato|geplaatst|gepubliceerd|"
    r"bijgewerkt|publicerad|publisert|udgivet|julkaistu|opublikowano|опубликовано|опубліковано)\b|"
    r"(?:\[embed\]|(?:enlarge|view|open) (?:this )?image|(?:toggle|hide) caption|see (?:the )?gallery|\d+ photos?|read more|"
    r"advertisement|anzeige|werbung|publicité|publicidad|reklame|annonse)\W*$|.{0,80}\bgetty images\b|"
    r"(?:kategorien?|schlagwörter|schlagworte|étiquettes|catégories?|etiquetas|categorías?|categorieën|trefwoorden|рубрика|метки)\s?:)",
    re.IGNORECASE,
)
# What is never the text of a page, whatever stands in it.
_NEVER_TEXT = frozenset({Role.COMMENTS, Role.RELATED, Role.NAVIGATION, Role.OTHER_ARTICLE, Role.CAPTION, Role.TAGS})
# A line with as many words is no paragraph; as much speaks against a stretch with it. A paragraph is not mostly links.
_MAX_LABEL, _LABEL_COST, _LINKED = 5, 5, 0.5
# What stands above a headline is rarely of the same text.
_HEADLINE_COST = 20
# Such a line has as many words at most.
_MAX_META = 12
# A line before the first sentence or behind the last one with fewer words and without a mark at its end is a date, a label or a button.
_MARK = re.compile(r"[.!?\u2026。！？][\"\u201d\u201c\u2019\xbb)\]]*$|[\u201d\xbb]$")
_SUBHEADING = re.compile(r"(?:^|>)h[2-6](?::nth-of-type\(\d+\))?$")


class Kept(NamedTuple):
    """A stretch of the page that is part of the text whatever it looks like: the words that it begins and ends with."""

    starts: tuple[str, ...]
    ends: tuple[str, ...]


def own_text(article: Article, authors: Sequence[tuple[str, ...]], described: Sequence[tuple[str, ...]], kept: Sequence[Kept]) -> list[int]:
    """Return which passages of a page are the work's text.

    `authors` are the words of their names, `described` those of the page's descriptions of itself. No part of it are bylines, boxes and
    lines about the author, lines of when and where it was posted, a standfirst, and notices of the publisher: a copy that has them is
    credited, one that has them not has cut nothing.
    """
    whole = running(article)
    stays = _in_stretches(article, [number for number, _ in whole], kept)

    def left(pairs: list[tuple[int, Role]], is_out: Callable[[int, Role], bool]) -> list[tuple[int, Role]]:
        return [(number, role) for number, role in pairs if number in stays or not is_out(number, role)]

    text = {number: article.passages[number].text for number, _ in whole}
    inner = left(whole, lambda number, role: role in _APART or _is_meta(text[number]))
    inner = left(inner, _fringe(inner, text))
    first = next((number for number, role in inner if role is not Role.HEADLINE), -1)
    late = {number for number, _ in inner[-_LAST:]}
    inner = left(inner, lambda number, _: _is_about_author(text[number], authors, is_late=number in late) or _is_notice(text[number]))
    if first >= 0 and any(number > first for number, _ in inner) and _is_standfirst(article.passages[first], described):
        inner = left(inner, lambda number, _: number == first)
    return [number for number, _ in left(inner, _fringe(inner, text))]


def running(article: Article) -> list[tuple[int, Role]]:
    """Return the running passages of a work's own page with their roles.

    Its longest stretch of paragraphs is to it what copied words are to a copy: what holds it is no sidebar, whatever its class says.
    """
    weighed = _weighed(article)
    stretch = _heaviest([weight for weight, _ in weighed])
    anchor = _anchor(weighed, stretch)
    seen = Counter(article.passages[i].visibility for i in stretch)
    # A text that a script lets appear is as well known as one that is shown, where all of it is so.
    visible = {Visibility.SHOWN, *(seen and [seen.most_common(1)[0][0]])} - {Visibility.HIDDEN}
    settled, apart = settle(article, anchor), _in_other_articles(article, stretch)
    return [
        (i, settled[i].role)
        for i in _span(article, stretch, anchor)
        if settled[i].is_near_work and origin_of(settled[i].role) is Origin.OWN and settled[i].role not in (Role.CAPTION, Role.TAGS)
        if article.passages[i].visibility in visible and i not in apart
    ]


def beside_text(article: Article) -> Iterator[tuple[int, Role]]:
    """Yield the passages that readers see near the text of a work's own page, with their roles."""
    weighed = _weighed(article)
    stretch = _heaviest([weight for weight, _ in weighed])
    for number, place in enumerate(settle(article, _anchor(weighed, stretch))):
        if place.is_near_work and article.passages[number].visibility is Visibility.SHOWN:
            yield number, place.role


def _anchor(weighed: Sequence[tuple[int, Role]], stretch: range) -> list[int]:
    """Return how many words of the stretch each passage holds; a box inside it with a name of its own, such as a form, is no part of it."""
    by_role: Counter[Role] = Counter()
    for i in stretch:
        by_role[weighed[i][1]] += max(0, weighed[i][0])
    most = by_role.most_common(1)[0][0] if by_role else None
    parts = [i in stretch and (role is most or origin_of(role) is Origin.OWN) for i, (_, role) in enumerate(weighed)]
    return [max(0, weight) if is_part else 0 for (weight, _), is_part in zip(weighed, parts, strict=True)]


def _span(article: Article, stretch: range, anchor: Sequence[int]) -> range:
    """Return where the text may stand: in the smallest <article> or <main> with most of the stretch, else on all of the page.

    It begins with the last headline above the stretch.
    """
    sums = list(accumulate(anchor, initial=0))
    holders = [r for r in article.regions if r.role is Role.ARTICLE and 2 * (sums[r.end] - sums[r.start]) >= sums[-1] > 0]
    holder = min(holders, key=lambda region: region.end - region.start, default=None)
    start, end = (holder.start, holder.end) if holder else (0, len(article.passages))
    headlines = (r.start for r in article.regions if r.role is Role.HEADLINE and start <= r.start <= stretch.start)
    return range(max(headlines, default=start), end)


def _in_other_articles(article: Article, stretch: range) -> set[int]:
    """Return the passages of each <article> that holds nothing of a stretch: teasers of other texts."""
    others = [(r.start, r.end) for r in article.regions if r.role is Role.ARTICLE and (r.end <= stretch.start or r.start >= stretch.stop)]
    found: set[int] = set()
    done = 0
    for start, end in sorted(others):
        found.update(range(max(start, done), end))
        done = max(done, end)
    return found


def _weighed(article: Article) -> list[tuple[int, Role]]:
    """Return how much each passage speaks for being a part of the page's text, and its role by names alone.

    The words of a paragraph speak for it, all else against it.
    """
    roles = [one.role for one in settle(article, [0] * len(article.passages))]
    return [(_weight(passage, role), role) for passage, role in zip(article.passages, roles, strict=True)]


def _weight(passage: Passage, role: Role) -> int:
    text = passage.text
    # Writing without blanks has about three letters to a word.
    said = len(text) // 3 if text.count(" ") * _LONG_WORD * 2 < len(text) else len(words(text))
    linked = sum(link.end - link.start for link in passage.links)
    is_paragraph = _is_sentence(text) and said > _MAX_LABEL and linked < _LINKED * len(text)
    if passage.visibility is Visibility.HIDDEN:
        return 0
    if role is Role.HEADLINE:
        return -_HEADLINE_COST
    if not is_paragraph or role in _NEVER_TEXT:
        return -_LABEL_COST if said <= _MAX_LABEL else -said
    # A short paragraph behind a label is no reason to go on.
    more = said - _MAX_LABEL
    return more if origin_of(role) is Origin.OWN else more // 2


def _heaviest(weights: Sequence[int]) -> range:
    """Return the stretch of a row with the largest sum."""
    best, most, start, total = range(0), 0, 0, 0
    for i, weight in enumerate(weights):
        if total <= 0:
            start, total = i, 0
        total += weight
        if total > most:
            best, most = range(start, i + 1), total
    return best


def _in_stretches(article: Article, numbers: Sequence[int], kept: Sequence[Kept]) -> set[int]:
    """Return which of some passages lie in stretches that are kept: all of them where a stretch's ends stand in no single passages."""
    found: set[int] = set()
    said = {number: tokens(article.passages[number].text) for number in numbers} if kept else {}
    for stretch in kept:
        start = next((number for number in numbers if find_words(said[number], stretch.starts) >= 0), None)
        ends = (number for number in numbers if find_words(said[number], stretch.ends) >= 0)
        end = next((number for number in ends if start is not None and number >= start), None)
        if start is None or end is None:
            return set(numbers)
        found.update(number for number in numbers if start <= number <= end)
    return found


def _fringe(pairs: Sequence[tuple[int, Role]], text: dict[int, str]) -> Callable[[int, Role], bool]:
    """Return what tells a label or a headline before the first sentence or behind the last one."""
    sentences = [number for number, role in pairs if role is not Role.HEADLINE and _is_sentence(text[number])]
    first, last = (sentences[0], sentences[-1]) if sentences else (-1, 1 << 60)
    return lambda number, _: not first <= number <= last


def _is_sentence(text: str) -> bool:
    return bool(_MARK.search(text.rstrip())) or len(words(text)) > _MAX_META


def _is_meta(text: str) -> bool:
    return len(words(text)) <= _MAX_META and bool(_META.match(text))


def _is_notice(text: str) -> bool:
    return _is_short(text) and bool(_NOTICE.match(text))


def _is_short(text: str) -> bool:
    return len(text) <= _MAX_NOTICE * _LONG_WORD and len(words(text)) <= _MAX_NOTICE


def _is_about_author(text: str, authors: Sequence[tuple[str, ...]], *, is_late: bool) -> bool:
    """Tell whether a short paragraph begins with the author's name: a byline, or at the end of a page its line about who that is."""
    said = words(text) if _is_short(text) else ()
    about = said[1:] if said[:1] and said[0] in _BY else said
    return (is_late or len(said) <= _MAX_BYLINE) and any(len(author) > 1 and about[: len(author)] == author for author in authors)


def _is_standfirst(first: Passage, described: Sequence[tuple[str, ...]]) -> bool:
    """Tell whether the first passage is a summary: a heading below the headline, or what the page's card says."""
    return bool(_SUBHEADING.search(first.locator)) or words(first.text) in described
