"""Which network the words beside a handle name: "Twitter: @…", "(@… on X)", "@… (Instagram)"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise

from attrcheck.model import Value
from attrcheck.urls.tables import tables

_NEAR = 40
"""Characters between a handle and the word that names its network: room for "is my account on", not for another thought."""

# What stands between a name and the handle that it announces: "Twitter: @…", "Twitter (@…", "Instagram/@…", "on X as @…".
# U+2013 and U+2014 are dashes, U+FF1A and U+FF20 the full-width colon and sign.
_LEAD = re.compile(r"[\s:\uff1a(\[\u2013\u2014|=/-]{0,6}(?:(?<=\s)(?:as|at|under|als|unter|onder|sous|comme|como|come|jako|som)\s{1,3})?")
_NEXT_LINE = re.compile(r"[ \t]{0,3}\n[ \t]{0,3}")
_LEADING = re.compile(_LEAD.pattern + r"[@\uff20]")
_COLON = re.compile(r"\s{0,3}[:\uff1a]")
_CLOSING = re.compile(r"\s{0,3}[)\]]")

# What stands between a handle and the name that follows it, with an optional preposition: "@… (X", "@…, on Twitter".
_GAP = re.compile(r"[\s,]{0,3}([(\[])?[\s/|\u2013\u2014-]{0,3}(?:(\w{1,6})\s{1,3})?")

# Chinese, Japanese and Korean letters, which stand before a Latin name without a blank.
_EASTERN = r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"

_REACH = 160
"""Characters around a handle that are searched for names: the nearest name may end a list of all networks."""

_LONGEST_LINE = 20_000
"""Characters of a passage that are searched for names of networks: no credit line has a tenth of that."""

Span = tuple[int, int]


class NamedNetwork(Value, frozen=True):
    """Names of networks that stand together, such as "Twitter/X" or "Facebook and Instagram"."""

    platforms: tuple[str, ...]
    start: int
    end: int
    is_short: bool


class _Sentences(Value, frozen=True):
    """A text with its names and its sentences, for questions about what stands beside a handle."""

    text: str
    ends: list[int]
    names: list[NamedNetwork]
    starts: list[int]

    def is_one(self, first: int, second: int) -> bool:
        """Say whether two places lie in one sentence."""
        return bisect_left(self.ends, first) == bisect_left(self.ends, second)


def networks_near(text: str, handles: Sequence[Span]) -> list[NamedNetwork]:
    """Return the networks that a text names around handles, in order, those joined by "and", "/" or a list's commas together.

    >>> [each.platforms for each in networks_near("Facebook, Instagram and X: @a. YouTube", [(27, 29)])]
    [('facebook', 'instagram', 'x'), ('youtube',)]
    """
    groups: list[list[re.Match[str]]] = []
    for found in (found for start, end in _windows(handles) for found in _names().finditer(text, start, end)):
        gap = text[groups[-1][-1].end() : found.start()] if groups else ""
        if groups and _joint().fullmatch(gap):
            groups[-1].append(found)
        else:
            groups.append([found])
    return [_named(group) for each in groups for group in _lists(text, each)]


def networks_in(text: str) -> list[NamedNetwork]:
    """Return the networks that a text names, wherever; see `networks_near`.

    >>> [(each.platforms, each.is_short) for each in networks_in("Find her on Facebook, not on X.")]
    [(('facebook',), False), (('x',), True)]
    """
    return networks_near(text[:_LONGEST_LINE], [(0, len(text[:_LONGEST_LINE]))])


def is_placed(text: str, name: NamedNetwork) -> bool:
    """Tell whether a preposition stands right before a network's name: "on X".

    >>> [is_placed(text, networks_in(text)[0]) for text in ("She is on X.", "X was a letter.")]
    [True, False]
    """
    before = text[max(0, name.start - _NEAR) : name.start]
    return before[-1:].isspace() and before.split()[-1:] != [] and before.split()[-1].lower() in tables().prose.prepositions


def bindings(text: str, handles: Sequence[Span], ends: list[int]) -> list[tuple[str, ...]]:
    """Return for each handle the platforms that the words beside it name, in the same sentence; `ends` are where sentences end.

    >>> bindings("follow me on Twitter (@a) and Instagram (@b)", [(22, 24), (41, 43)], [])
    [('x',), ('instagram',)]
    """
    names = networks_near(text, handles)
    if not names:
        return [()] * len(handles)
    within = _Sentences(text=text, ends=ends, names=names, starts=[name.start for name in names])
    following = [start for start, _ in handles[1:]] + [len(text)]
    spans = enumerate(zip(handles, following, strict=True))
    claimed = {at: each for each, (span, until) in spans for at in _claimed(within, span, until)}
    own = {each: names[at].platforms for at, each in claimed.items()}
    return [own.get(each) or _nearest(within, span, claimed) for each, span in enumerate(handles)]


def _windows(handles: Sequence[Span]) -> Iterator[Span]:
    """Yield the stretches around handles, those that touch as one."""
    begun, until = 0, -1
    for start, end in handles:
        if start - _REACH > until:
            if until > 0:
                yield begun, until
            begun = max(start - _REACH, 0)
        until = end + _REACH
    if until > 0:
        yield begun, until


def _claimed(within: _Sentences, span: Span, until: int) -> Iterator[int]:
    """Yield the name right after a handle when it belongs to that handle alone: by bracket, preposition, or nothing else to announce."""
    at = bisect_left(within.starts, span[1])
    if at == len(within.names):
        return
    name = within.names[at]
    gap = _GAP.fullmatch(within.text, span[1], name.start) if name.start - span[1] <= _NEAR else None
    if gap is None or name.start >= until or _COLON.match(within.text, name.end) or not within.is_one(span[0], name.start):
        return
    prose, word = tables().prose, (gap[2] or "").lower()
    is_leading = _LEADING.match(within.text, name.end) is not None
    is_bracketed = gap[1] is not None and _CLOSING.match(within.text, name.end) is not None
    is_placed = word in prose.prepositions and not (is_leading and word in prose.conjunctions)
    if is_bracketed or is_placed or not (is_leading or word or name.is_short):
        yield at


def _nearest(within: _Sentences, span: Span, claimed: dict[int, int]) -> tuple[str, ...]:
    """Return the nearest name that no other handle claims: one that announces this handle, else by distance."""
    found = [*_before(within, span, claimed), *_after(within, span, claimed)]
    return min(found, key=lambda each: each[0])[1] if found else ()


def _before(within: _Sentences, span: Span, claimed: dict[int, int]) -> Iterator[tuple[int, tuple[str, ...]]]:
    for at in range(bisect_right(within.starts, span[0]) - 1, -1, -1):
        name = within.names[at]
        if span[0] - name.end > _NEAR or not (within.is_one(name.start, span[0]) or _is_line_above(within.text, name, span[0])):
            return
        is_leading = _LEAD.fullmatch(within.text, name.end, span[0]) is not None
        if at not in claimed and (is_leading or not name.is_short or is_placed(within.text, name)):
            yield 0 if is_leading else span[0] - name.end, name.platforms


def _is_line_above(text: str, name: NamedNetwork, handle: int) -> bool:
    """Tell whether a network's name is the whole line above a handle."""
    return text[name.start - 1 : name.start] in ("", "\n") and _NEXT_LINE.fullmatch(text, name.end, handle) is not None


def _after(within: _Sentences, span: Span, claimed: dict[int, int]) -> Iterator[tuple[int, tuple[str, ...]]]:
    at = bisect_left(within.starts, span[1])
    if at == len(within.names):
        return
    name = within.names[at]
    is_near = name.start - span[1] <= _NEAR and within.is_one(span[0], name.start)
    announces = _COLON.match(within.text, name.end) or _LEADING.match(within.text, name.end)
    if is_near and not announces and not name.is_short and at not in claimed and "@" not in within.text[span[1] : name.start]:
        yield name.start - span[1], name.platforms


def _lists(text: str, group: list[re.Match[str]]) -> Iterable[list[re.Match[str]]]:
    """Return the group whole, unless it is held together by commas alone: "@a on Twitter, Instagram: @b" names two networks apart."""
    gaps = [text[one.end() : other.start()].strip() for one, other in pairwise(group)]
    return [group] if any(gap != "," for gap in gaps) else [[each] for each in group]


def _named(group: list[re.Match[str]]) -> NamedNetwork:
    platforms = tuple(dict.fromkeys(_platform(found) for found in group))
    is_short = all(found["short"] is not None for found in group)
    return NamedNetwork(platforms=platforms, start=group[0].start(), end=group[-1].end(), is_short=is_short)


def _platform(found: re.Match[str]) -> str:
    return _meanings()[found["short"] or found["long"].casefold()]


@cache
def _meanings() -> dict[str, str]:
    """Return the platform for every name: long ones without case, short ones as written."""
    every = tables().platform.values()
    long = {name.casefold(): each.id for each in every for name in each.names}
    return long | {name: each.id for each in every for name in each.short_names}


@cache
def _names() -> re.Pattern[str]:
    """Return one expression for all names. Not inside a handle or an address; letters may follow long names ("Twitteraccount")."""
    every = tables().platform.values()
    long = sorted((name for each in every for name in each.names), key=len, reverse=True)
    short = sorted((name for each in every for name in each.short_names), key=len, reverse=True)
    # A name in a script with capitals begins a word; Arabic or Japanese writes particles before it without a blank.
    capital = [name for name in long if name[0].isupper()]
    other = [name for name in long if not name[0].isupper()]
    exact = "|".join(re.escape(name) for name in short)
    any_long = rf"(?P<long>(?i:(?:(?<!\w)|(?<=[{_EASTERN}])){_any_of(capital)}|{_any_of(other)}))\w{{0,15}}(?!\.\w|(?<=[A-Za-z])@)"
    any_short = rf"(?<!\w)(?P<short>{exact})(?![\w@\uff20]|\.\w)"
    return re.compile(rf"(?<![@\uff20.#])(?:{any_long}|{any_short})")


def _any_of(names: Sequence[str]) -> str:
    """Return an expression for any of some names; it looks at the first letter before it tries one name after the other."""
    firsts = "".join(sorted({name[0] for name in names}))
    return rf"(?=[{firsts}])(?:{'|'.join(map(re.escape, names))})"


@cache
def _joint() -> re.Pattern[str]:
    """Return what joins two names: a mark, a comma, or a conjunction."""
    words = "|".join(re.escape(word) for word in tables().prose.conjunctions)
    return re.compile(rf"\s{{0,3}}(?:[/&|+,]|,?\s(?:{words})\s)\s{{0,3}}", re.IGNORECASE)
