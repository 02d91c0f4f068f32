"""Which role each passage really has, once we know where the work's words stand on the page.

The matched words anchor the article: an element that holds a good part of them is no sidebar, whatever its class says; an ``<article>``
without any of them beside one with most of them is another article; a header or footer inside the article belongs to it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise
from urllib.parse import urlsplit

from attrcheck.model import Article, Link, Origin, Passage, Region, Role, Value
from attrcheck.reading.roles import headed

# Furniture wherever it stands.
STRONG_CHROME = (Role.COMMENTS, Role.RELATED, Role.NAVIGATION, Role.FORM, Role.SHARE_WIDGET, Role.BANNER, Role.OTHER_ARTICLE)
# Furniture only outside of the article.
WEAK_CHROME = (Role.FOOTER, Role.HEADER, Role.SIDEBAR)
_CREDIT = (Role.BYLINE, Role.AUTHOR_BOX)
# An <article> inside ours with as many words as two sentences and none of the work's is a teaser or a follower, not an author's card.
_OTHER_WORDS = 30
# What an author's card says at most, where the markup or a heading names it as one.
_CARD_WORDS = 150
_SPEAKING = (Role.UNCLEAR, Role.EMBED, Role.AUTHOR_BOX, Role.BYLINE, Role.CAPTION, Role.TAGS, Role.QUOTATION, Role.HEADLINE)
# Parts of an article that are never most of it.
_SHORT_PARTS = (Role.AUTHOR_BOX, Role.BYLINE, Role.CAPTION, Role.TAGS)
# A region that holds a fifth of the matched words holds the article, or a copied part of it: its name is a misnomer. 12 words are the
# least sign of reuse, so that a teaser with one copied sentence stays a teaser.
_ANCHOR_SHARE, _ANCHOR_WORDS = 0.2, 12
# A link of so many letters is the title of a text, not a person's name or a network's.
_TITLE_LETTERS = 20
# What a heading may announce that is no part of the article.
_OF_OTHERS = ("related", "comments")
# The level of a heading, as its path ends in it; a line that is marked as none is below all that are.
_HEADING = re.compile(r"(?:^|>)h([1-6])(?::nth-of-type\(\d+\))?$")
_LOWEST = 7
# In the path of what is an entry of a list: the list below a heading ends with its last one.
_ENTRY = ">li"
# Half of the matched words inside an <article> make it the article that we check.
_ARTICLE_SHARE = 0.5
# Words of running text between the copied text and a credit line that still belongs to it: two long paragraphs.
_NEAR_WORDS = 250
# Elements with a speaking name around one passage; real pages have fewer than 20.
_MAX_DEPTH = 60
# Letters of a word with the space behind it, on average.
_LETTERS = 6


class Settled(Value, frozen=True, kw_only=True):
    """The role of a passage, and whether it stands by the copied text."""

    role: Role
    is_near_work: bool


def settle(article: Article, matched: Sequence[int]) -> tuple[Settled, ...]:
    """Return what each passage is; `matched[i]` is the number of the work's words in passage i. Without matches names decide alone."""
    sums = [0]
    for count in matched:
        sums.append(sums[-1] + count)
    inside = [sums[region.end] - sums[region.start] for region in article.regions]
    container = _container(article.regions, inside, sums[-1])
    landmarks = _Landmarks(article, inside, next((i for i, words in enumerate(matched) if words), 0), container)
    regions = [(region, _settled_role(region, words, sums[-1], landmarks)) for region, words in zip(article.regions, inside, strict=True)]
    roles = _below_headings(article, _roles(regions, len(article.passages), container), matched)
    near = _near(article, roles, matched, container)
    return tuple(Settled(role=role, is_near_work=is_near) for role, is_near in zip(roles, near, strict=True))


def origin_of(role: Role) -> Origin:
    """Return the origin that a settled role gives a passage before the work is looked for in it."""
    return Origin.CHROME if role in STRONG_CHROME or role in WEAK_CHROME else Origin.OWN


class _Landmarks:
    """Where headlines and articles with matched words stand: look-ups that stay cheap on a page of 100,000 elements."""

    def __init__(self, article: Article, inside: Sequence[int], first_match: int, container: Region | None) -> None:
        self._passages = article.passages
        self._container = container
        self._first_match = first_match
        self._credits = sorted((region.start, region.end) for region in article.regions if region.role in _CREDIT)
        self._farthest = list(accumulate((end for _, end in self._credits), max))
        titles = (any(link.end - link.start >= _TITLE_LETTERS for link in passage.links) for passage in article.passages)
        self._titles = list(accumulate(titles, initial=0))
        self._headlines = sorted(r.start for r in article.regions if r.role is Role.HEADLINE and not _is_logo(article, r.start))
        at = bisect_right(self._headlines, first_match)
        # The last one above the copied text is the article's; an earlier one may be the name of the site or of a section.
        self._own_headlines = self._headlines[at - 1 : at] or self._headlines
        self._lengths = list(accumulate((len(passage.text) for passage in article.passages), initial=0))
        numbers = range(min(first_match, len(article.passages)) - 1, -1, -1)
        self._last_heading = next((i for i in numbers if _HEADING.search(article.passages[i].locator)), len(article.passages))
        holders = [r for r, words in zip(article.regions, inside, strict=True) if r.role is Role.ARTICLE and words]
        self._last_start = max((region.start for region in holders), default=-1)
        self._first_end = min((region.end for region in holders), default=1 << 60)

    def words_in(self, region: Region) -> int:
        """Return about how many words stand in a region."""
        return (self._lengths[region.end] - self._lengths[region.start]) // _LETTERS

    def is_before_work(self, region: Region) -> bool:
        """Tell whether a region ends before the first matched words."""
        return region.end <= self._first_match

    def is_in_article(self, region: Region) -> bool:
        """Tell whether a region stands in the element that holds the article."""
        return _is_within(region, self._container)

    def is_head(self, region: Region) -> bool:
        """Tell whether a region is the head of the article, whatever its name: it holds a headline, no link to a text, and begins first."""
        return region.start <= self._first_match and self.has_headline(region) and not self.has_linked_title(region)

    def is_line_below_headline(self, region: Region) -> bool:
        """Tell whether a region is a line between the headline, or the last heading, and the copied text, without a link to a text."""
        is_line = self.is_before_work(region) and self.words_in(region) < _OTHER_WORDS and not self.has_linked_title(region)
        return is_line and min(self._last_heading, *self._own_headlines[:1], len(self._passages)) < region.start

    def is_credit(self, region: Region) -> bool:
        """Tell whether a region stands inside a credit, or below a heading that speaks of the author."""
        at = bisect_right(self._credits, (region.start, 1 << 60))
        is_inside = at > 0 and self._farthest[at - 1] >= region.end
        return is_inside or self.heads_credit(region.start - 1) or self.heads_credit(region.start)

    def heads_credit(self, number: int) -> bool:
        """Tell whether a passage is a heading that speaks of the author."""
        return 0 <= number < len(self._passages) and headed(self._passages[number].text) == "credit"

    def has_linked_title(self, region: Region) -> bool:
        """Tell whether a link in a region is as long as the title of a text."""
        return self._titles[region.end] > self._titles[region.start]

    def has_headline(self, region: Region) -> bool:
        """Tell whether a headline stands inside the region."""
        at = bisect_left(self._headlines, region.start)
        return at < len(self._headlines) and self._headlines[at] < region.end

    def has_own_headline(self, region: Region) -> bool:
        """Tell whether the headline of the article stands inside the region."""
        at = bisect_left(self._own_headlines, region.start)
        return at < len(self._own_headlines) and self._own_headlines[at] < region.end

    def has_rival(self, region: Region) -> bool:
        """Tell whether an <article> with matched words exists that is not around this region."""
        return self._last_start > region.start or self._first_end < region.end


def _is_logo(article: Article, number: int) -> bool:
    """Tell whether a headline is nothing but a link to the front page of a site."""
    passage = article.passages[number] if number < len(article.passages) else None
    return passage is not None and any(_covers(link, passage) and _leads_home(link.url) for link in passage.links)


def _covers(link: Link, passage: Passage) -> bool:
    return passage.text[link.start : link.end].strip() == passage.text.strip()


def _leads_home(url: str) -> bool:
    try:
        address = urlsplit(url)
    except ValueError:
        return False
    return address.path in ("", "/") and not address.query


def _settled_role(region: Region, words: int, total: int, landmarks: _Landmarks) -> Role | None:
    """Return the role of a region, None when the matched words or the headline contradict its name."""
    if region.role is Role.ARTICLE:
        return _settled_article(region, words, total, landmarks)
    if region.role is Role.COMMENTS:
        # Readers comment below an article: a name that says so above it is that of an opinion.
        return None if landmarks.has_headline(region) else Role.UNCLEAR if landmarks.is_before_work(region) else Role.COMMENTS
    if region.role in WEAK_CHROME and landmarks.heads_credit(region.start):
        return Role.AUTHOR_BOX
    is_anchor = total and words >= max(_ANCHOR_WORDS, _ANCHOR_SHARE * total)
    if region.role is Role.UNCLEAR:
        return None if is_anchor or landmarks.is_head(region) or landmarks.is_line_below_headline(region) else Role.UNCLEAR
    if region.role in _SHORT_PARTS and total and words >= max(_ANCHOR_WORDS, _ARTICLE_SHARE * total):
        return None
    if region.role in STRONG_CHROME + WEAK_CHROME:
        is_misnomer = is_anchor or (region.role is not Role.RELATED and landmarks.has_own_headline(region))
        return None if is_misnomer else _in_chrome(region, landmarks)
    return region.role


def _in_chrome(region: Region, landmarks: _Landmarks) -> Role | None:
    """Return the role of furniture that no copied word contradicts, nor the article's headline: some sites put their bylines into menus."""
    is_of_teasers = region.role is Role.SIDEBAR and landmarks.is_in_article(region) and landmarks.has_linked_title(region)
    if is_of_teasers or (region.role is not Role.RELATED and landmarks.has_headline(region)):
        return Role.UNCLEAR
    is_byline = region.role is Role.NAVIGATION and landmarks.is_line_below_headline(region) and not landmarks.is_credit(region)
    return Role.UNCLEAR if is_byline else region.role


def _settled_article(region: Region, words: int, total: int, landmarks: _Landmarks) -> Role | None:
    """Return whether an <article> is another one, None when it is ours or a part of it: its head, or a card about its author."""
    is_card = landmarks.is_credit(region) and not landmarks.has_linked_title(region)
    is_small = landmarks.words_in(region) < (_CARD_WORDS if is_card else _OTHER_WORDS)
    if not total or words or (is_small and not landmarks.has_rival(region)):
        return None
    if is_small and (landmarks.is_credit(region) or (landmarks.is_before_work(region) and landmarks.has_headline(region))):
        return None
    return Role.UNCLEAR if is_small and not landmarks.has_linked_title(region) else Role.OTHER_ARTICLE


def _container(regions: Sequence[Region], inside: Sequence[int], total: int) -> Region | None:
    """Return the smallest <article> or <main> that holds at least half of the matched words."""
    fitting = [r for r, words in zip(regions, inside, strict=True) if r.role is Role.ARTICLE and total and words >= _ARTICLE_SHARE * total]
    return min(fitting, key=lambda region: region.end - region.start, default=None)


def _roles(regions: Sequence[tuple[Region, Role | None]], passages: int, container: Region | None) -> list[Role]:
    """Return the role of each passage; it changes only where a region begins or ends that kept one."""
    opening: dict[int, list[tuple[Region, Role]]] = {}
    for region, role in regions:
        if role is not None and region.end > region.start:
            opening.setdefault(region.start, []).append((region, role))
    borders = sorted({0, passages, *opening, *(pair[0].end for pairs in opening.values() for pair in pairs)})
    roles: list[Role] = []
    current: list[tuple[Region, Role]] = []
    for start, end in pairwise(borders):
        current = [pair for pair in current if pair[0].end > start]
        for pair in opening.get(start, ()):
            current = [pair, *current[:_MAX_DEPTH]]
        roles += [_role(current, container)] * (end - start)
    return roles


def _role(chain: Sequence[tuple[Region, Role]], container: Region | None) -> Role:
    """Return the role of a passage from the regions around it, innermost first."""
    roles = [role for _, role in chain]
    weak = next((role for region, role in chain if role in WEAK_CHROME and not _is_within(region, container)), None)
    strong, around = next(((role, i) for i, role in enumerate(roles) if role in STRONG_CHROME), (None, 0))
    if strong is Role.RELATED and Role.AUTHOR_BOX in roles[:around]:
        # A column of related stories may begin with the card of the author.
        return Role.UNCLEAR
    if strong is Role.NAVIGATION and _is_within(chain[around][0], container):
        # Account links in a box about the author belong to it; what else is a menu inside the article is hard to say.
        return next((role for role in roles[around:] if role in _CREDIT), Role.UNCLEAR)
    if strong in (Role.FORM, Role.SHARE_WIDGET) and (credit := next((role for role in roles if role in _CREDIT), None)):
        # Account links and fold-out buttons inside a byline or an author box belong to it.
        return credit
    if strong is Role.SHARE_WIDGET and weak:
        # Account links in the header or footer of a page are the site's own.
        return weak
    return strong or next((role for role in roles if role in _SPEAKING), None) or weak or Role.BODY


def _below_headings(article: Article, roles: Sequence[Role], matched: Sequence[int]) -> list[Role]:
    """Return the roles with what stands below a heading of other texts as unclear.

    It goes up to the next heading, copied words, the end of a list, or that of the element around the heading.
    """
    settled, level, is_list, parent = list(roles), 0, False, ""
    for i, passage in enumerate(article.passages):
        found = _HEADING.search(passage.locator)
        own, is_entry = int(found[1]) if found else 0, _ENTRY in passage.locator
        is_over = matched[i] or (own and own <= level) or (is_list and not is_entry) or roles[i] is Role.HEADLINE
        if is_over or not passage.locator.startswith(parent):
            level = 0
        if not (matched[i] or (passage.links and not own)) and headed(passage.text, is_heading=own > 0) in _OF_OTHERS:
            level, is_list, parent = own or _LOWEST, False, passage.locator.rpartition(">")[0]
        is_list = is_list or is_entry
        if level and roles[i] in (Role.BODY, Role.BYLINE):
            settled[i] = Role.UNCLEAR
    return settled


def _is_within(region: Region, container: Region | None) -> bool:
    return bool(container and container.start <= region.start and region.end <= container.end)


def _near(article: Article, roles: Sequence[Role], matched: Sequence[int], container: Region | None) -> list[bool]:
    """Tell for each passage whether it stands in the article's own element or within `_NEAR_WORDS` of running text from a match."""
    if not any(matched):
        return [True] * len(roles)
    lengths = [
        0 if origin_of(role) is Origin.CHROME else len(p.text) // _LETTERS + 1 for p, role in zip(article.passages, roles, strict=True)
    ]
    near = [False] * len(roles)
    for order in (range(len(roles)), range(len(roles) - 1, -1, -1)):
        distance = _NEAR_WORDS + 1
        for i in order:
            distance = 0 if matched[i] else distance + lengths[i]
            near[i] = near[i] or distance - lengths[i] <= _NEAR_WORDS
    if container:
        near[container.start : container.end] = [True] * (container.end - container.start)
    next_article = _next_headline(article, max(i for i, words in enumerate(matched) if words))
    return [is_near and i < next_article for i, is_near in enumerate(near)]


def _next_headline(article: Article, last_match: int) -> int:
    """Return where the first headline after the copied text stands: another article begins there, with a credit of its own."""
    starts = (r.start for r in article.regions if r.role is Role.HEADLINE and r.start > last_match)
    others = (start for start in starts if start == len(article.passages) or headed(article.passages[start].text) != "credit")
    return min(others, default=len(article.passages))
