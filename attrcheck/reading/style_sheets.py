"""What the page's own style sheets hide: rules for selectors of tags, classes, ids and attributes, also of elements inside others.

A rule inside ``@media`` with a condition holds for some readers only and is left out. What attributes, places among siblings and
``:not()`` hide, and what is hidden inside ``@layer`` and ``@supports``, is unknown: scripts and other rules change it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import IntEnum
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from attrcheck.model import Visibility
from attrcheck.reading.selectors import Around, Compound, Selector, every_selector, nested, parse_selector
from attrcheck.reading.tree import Element
from attrcheck.reading.visibility import (
    CLOSING_CLASSES,
    HIDING_CLASSES,
    OVER_PICTURE,
    PHONE_CLASSES,
    SCREEN_READER_CLASSES,
    STRUCK_OUT,
    UNSEEN_TAGS,
    declarations,
    hidden_by_style,
)

# Comments, the marks of a comment of HTML that old pages write around a style sheet.
_COMMENT = re.compile(r"/\*.*?(?:\*/|$)|<!--|-->", re.DOTALL)
# Rules that hold on every screen, and those that hold on some.
_EVERY_SCREEN = re.compile(r"^@media\s+(only\s+)?(screen|all)\s*$", re.IGNORECASE)
_SOME_SCREENS = re.compile(r"^@(media\b(?!\s+(only\s+)?(print|speech)\b)|supports\b|container\b|layer\b)", re.IGNORECASE)
# Conditions that browsers of these years meet; whether a rule outside of a layer wins over one inside is for a browser to say.
_MOST_BROWSERS = re.compile(r"^@(supports\b(?!\s*\(?\s*not\b)|layer\b)", re.IGNORECASE)
# Screens of a least width, without a largest one.
_WIDE_SCREENS = re.compile(r"^@media\b(?!.*(?:max-width|print|height|orientation|prefers|<)).*(?:min-width|width\s*>)", re.IGNORECASE)
# Deeper than rules are nested, and longer than conditions are.
_MAX_AROUND, _MAX_AT_RULE = 4, 300
# What no script need change for a reader to see it, or what is seen but taken back.
_DOUBTFUL = ("opacity", "visibility", "content-visibility", STRUCK_OUT)
# What a later rule sets to show again what an earlier one hid.
_SHOWING = frozenset({"display", "visibility", "opacity"})
# Style sheets inlined into pages are rarely over 300 kB; the limit bounds the work on hostile ones.
MAX_STYLE = 2_000_000


# So many places are tried one by one, and so many rules for one element; real ones have a dozen.
_FEW, _MAX_TRIED = 4, 500


class HidingRule(NamedTuple):
    """A rule of the page's own style sheet that hides what its selector means, or shows it.

    `because` is the declaration that hides, empty for a rule that shows. Whether one that is not sure holds is for a browser to say.
    """

    selector: Selector
    because: str
    is_sure: bool


def style_sheets_of(elements: Sequence[Element]) -> Iterator[str]:
    """Yield the style sheets that stand in a page: not those for browsers without scripts, and those for some screens as such."""
    scriptless = {id(inside) for each in elements if each.name in UNSEEN_TAGS for inside in each.contents if isinstance(inside, Element)}
    for element in elements:
        if element.name == "style" and id(element) not in scriptless:
            media = element.attrs.get("media", "").strip()
            yield f"@media {media}{{{element.own_text}}}" if media and "{" not in media else element.own_text


def hiding_rules(style_sheets: Iterable[str]) -> tuple[HidingRule, ...]:
    """Return the rules of the page's own style sheets that hide elements, but those for some screens only.

    A later rule with the same selector wins, as it does in a browser. Rules that show some of the same elements are returned as well, with
    an empty reason: those with other selectors, and those for some screens, such as "hidden, but not on a wide one".

    >>> rules = hiding_rules([".a, p#b{display:none} @media print{.c{display:none}}"])
    >>> [(rule.selector.last.tag, sorted(rule.selector.last.names), rule.because) for rule in rules]
    [(None, ['.a'], 'display:none'), ('p', ['#b'], 'display:none')]
    """
    hiding: dict[str, HidingRule] = {}
    showing: dict[str, HidingRule] = {}
    for sheet in style_sheets:
        for block in _blocks(_COMMENT.sub("", sheet[:MAX_STYLE])):
            style = declarations(block.body) if ":" in block.body else {}
            because = hidden_by_style(style)
            if (because and block.reach is _Reach.SOME) or (because is None and _SHOWING.isdisjoint(style)):
                continue
            for selector in every_selector(nested(block.outer, block.selectors)):
                if block.reach is _Reach.ALL:
                    hiding.pop(selector, None)
                    showing.pop(selector, None)
                if parsed := parse_selector(selector, in_any_state=because is None):
                    is_sure = parsed.is_sure and block.reach is _Reach.ALL
                    (hiding if because else showing)[selector] = HidingRule(parsed, because or "", is_sure)
    last = [rule.selector.last for rule in hiding.values()]
    names = frozenset(name for one in last for name in one.names)
    # A rule that hides all elements of a tag may be undone by one for any class.
    tags = frozenset(one.tag for one in last if not one.names)
    shown = (rule for rule in showing.values() if rule.selector.is_in_state or _may_undo(rule.selector.last, names, tags))
    return (*hiding.values(), *shown)


def _may_undo(shown: Compound, names: frozenset[str], tags: frozenset[str | None]) -> bool:
    """Tell whether what a rule shows may be what others hide by some names, or by some tags alone."""
    return bool(shown.names & names) or (bool(tags) and (shown.tag is None or shown.tag in tags))


class _Reach(IntEnum):
    """For whom a rule holds: every reader, every one whose browser is of these years unless another rule wins, or some screens.

    Of those, wide ones are what all readers have who do not hold a phone. What is for paper is for none of them.
    """

    ALL = 1
    MOST = 2
    WIDE = 3
    SOME = 4
    NONE = 5


class _Block(NamedTuple):
    """A rule as it is written: the selectors of the rules that it stands in, outermost first, its own, and its declarations."""

    outer: tuple[str, ...]
    selectors: str
    body: str
    reach: _Reach


def _blocks(sheet: str) -> Iterator[_Block]:
    """Yield the rules of a style sheet but those for paper only."""
    # What is open: selectors or an at-rule, and the pieces of its declarations so far.
    around: list[tuple[str, list[str]]] = []
    start = 0
    for brace in re.finditer(r"[{}]", sheet):
        text = sheet[start : brace.start()]
        if brace.group() == "{":
            before, _, opened = text.rpartition(";")
            if before and around:
                around[-1][1].append(f"{before};")
            opened = opened.strip()
            around.append((opened[:_MAX_AT_RULE] if opened.startswith("@") else opened, []))
        elif around:
            selectors, pieces = around.pop()
            if not selectors.startswith("@") and len(around) <= _MAX_AROUND:
                reach = max((_reach(each) for each, _ in around if each.startswith("@")), default=_Reach.ALL)
                if reach is not _Reach.NONE:
                    outer = tuple(each for each, _ in around if not each.startswith("@"))
                    yield _Block(outer, selectors, "".join([*pieces, text]), reach)
        start = brace.end()


@lru_cache(maxsize=256)
def _reach(at: str) -> _Reach:
    """Return for whom the rules inside an at-rule hold."""
    if _EVERY_SCREEN.match(at):
        return _Reach.ALL
    if _MOST_BROWSERS.match(at):
        return _Reach.MOST
    if _WIDE_SCREENS.match(at):
        return _Reach.WIDE
    return _Reach.SOME if _SOME_SCREENS.match(at) else _Reach.NONE


class _Keyed(NamedTuple):
    """The rules that are looked up by one name: those for any place, and those inside others by a name of what must be around."""

    anywhere: list[HidingRule]
    inside: dict[str, list[HidingRule]]


class HidingRules:
    """Finds the rule that hides an element by one look-up for each of its names; cost does not grow with the number of rules."""

    def __init__(self, rules: Iterable[HidingRule]) -> None:
        self._by_key: dict[str, _Keyed] = {}
        known = list(rules)
        frequency = Counter(name for rule in known for name in rule.selector.last.names)
        self._outside = Counter(name for rule in known for name in rule.selector.telling_around())
        for rule in known:
            # Under its rarest names, so that few rules are tried for an element.
            key = min(rule.selector.telling(), key=lambda name: (frequency[name], name), default=rule.selector.last.tag or "")
            place = min(rule.selector.telling_around(), key=lambda name: (self._outside[name], name), default=None)
            keyed = self._by_key.setdefault(key, _Keyed([], {}))
            (keyed.anywhere if place is None else keyed.inside.setdefault(place, [])).append(rule)
        self._classes = SCREEN_READER_CLASSES.union(
            HIDING_CLASSES, CLOSING_CLASSES, PHONE_CLASSES, (key[1:] for key in self._by_key if key.startswith("."))
        )
        self._attributes = frozenset(key[1:-1].partition("=")[0] for key in self._by_key if key.startswith("["))
        # The answers for the class attributes of one page, which repeats most of them.
        self._concerned: dict[str, bool] = {}
        # Of the names of an element, those by which rules speak of what is around others.
        self._spoken_of: dict[frozenset[str], frozenset[str]] = {}

    def concern(self, tag: str, attributes: Mapping[str, str]) -> bool:
        """Tell at little cost whether a rule, or a class that often does, may hide an element with this tag and these attributes."""
        if tag in self._by_key or ("id" in attributes and f"#{attributes['id']}" in self._by_key):
            return True
        if self._attributes and not self._attributes.isdisjoint(attributes):
            return True
        if "class" not in attributes:
            return False
        classes = attributes["class"]
        if classes not in self._concerned:
            self._concerned[classes] = not self._classes.isdisjoint(classes.split())
        return self._concerned[classes]

    def find(self, tag: str, names: frozenset[str], around: Callable[[], Around]) -> tuple[Visibility, str] | None:
        """Return whether a rule hides an element with this tag and these names, and which, or None.

        `around` gives the tags and names of the elements around it, innermost first; it is asked only when a rule needs it.
        Transparent and invisible elements are unknown, because a script often shows them when the page has loaded, and so are those that
        another rule shows: which rule wins is for a browser to say.
        """
        tried = list(islice(self._candidates(tag, names, around), _MAX_TRIED + 1))
        if len(tried) > _MAX_TRIED:
            return Visibility.UNKNOWN, "more rules of the page's style sheet speak of it than are tried"
        fitting = [rule for rule in tried if rule.selector.last.fits(tag, names) and rule.selector.fits_around(around)]
        hiding = [rule for rule in fitting if rule.because]
        rule = next((rule for rule in hiding if rule.is_sure), hiding[0] if hiding else None)
        if rule is None:
            return None
        is_doubtful = rule.because.startswith(_DOUBTFUL) or rule.because.endswith(OVER_PICTURE)
        may_be_shown = is_doubtful or not rule.is_sure or any(not other.because for other in fitting)
        where = "".join(sorted(rule.selector.last.names)) or tag
        return Visibility.UNKNOWN if may_be_shown else Visibility.HIDDEN, f"{rule.because} in the page's style sheet ({where})"

    def _candidates(self, tag: str, names: frozenset[str], around: Callable[[], Around]) -> Iterator[HidingRule]:
        """Yield the rules that may mean an element: those for any place, and those for places whose rarest name is around it."""
        places: list[str] | None = None
        for key in (names & self._by_key.keys()) | ({tag} & self._by_key.keys()):
            anywhere, inside = self._by_key[key]
            yield from anywhere
            if len(inside) > _FEW and places is None:
                places = list(dict.fromkeys(islice(self._places(around), _MAX_TRIED + 1)))
            is_each_tried = places is None or len(inside) <= _FEW or len(places) > _MAX_TRIED
            for place in inside if is_each_tried or places is None else places:
                yield from inside.get(place, ())

    def _places(self, around: Callable[[], Around]) -> Iterator[str]:
        """Yield the names and tags around an element of which rules speak; what an element has of them is looked up once."""
        for outer, names in around():
            if names not in self._spoken_of:
                self._spoken_of[names] = names & self._outside.keys()
            yield from self._spoken_of[names]
            if outer in self._outside:
                yield outer
