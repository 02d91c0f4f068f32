"""Whether a reader sees an element, as far as its own markup, inline style and the page's own style sheets tell.

What only a browser knows (scripts, external style sheets, layout) is not guessed. Style rules are read for selectors of tags, classes and
ids, also of elements inside others; a rule inside ``@media`` with a condition holds for some readers only and is left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from attrcheck.model import Visibility

# Possessive, and only from the start of a name: linear on a style that is one long word.
_DECLARATION = re.compile(r"(?<![a-z-])([a-z-]++)\s*+:\s*+([^;]+)")
# Zero, or one pixel or point: the size of tracking pixels and of "screen reader only" text.
_TINY = re.compile(r"^(0(\.0+)?(px|pt|em|rem|%)?|1(\.0+)?(px|pt))$")
# Moved at least 999 units to the left or up: off every screen. Real layouts move by a few hundred at most, and margins pull things about.
_FAR_AWAY = re.compile(r"^-((999|\d{4,})(\.\d+)?(px|em|rem|pt|%)|\d{3,}v[wh])$")
_CLIPPED = re.compile(r"rect\(\s*[01](px)?[\s,]+[01](px)?[\s,]+[01](px)?[\s,]+[01](px)?\s*\)|inset\(\s*(50|100)%")
_COMMENT = re.compile(r"/\*.*?(?:\*/|$)", re.DOTALL)
# One compound of a selector: a tag, classes and ids; pseudo-classes and attributes depend on what a browser knows and are left out.
_COMPOUND = re.compile(r"^([a-z][a-z0-9]*)?((?:[.#][\w-]+)*)$", re.IGNORECASE)
_COMBINATOR = re.compile(r"(\s*+>\s*+|\s++)")
# Rules that hold on every screen, and those that hold on some.
_EVERY_SCREEN = re.compile(r"^@media\s+(only\s+)?(screen|all)\s*$", re.IGNORECASE)
_SOME_SCREENS = re.compile(r"^@(media\b(?!\s+(only\s+)?(print|speech)\b)|supports\b|container\b|layer\b)", re.IGNORECASE)
_NAME = re.compile(r"[.#][\w-]+")
_ZERO = ("0", "0.0", ".0", "0.00")
_TRANSPARENT_FILTER = re.compile(r"opacity\(\s*0(\.0+)?%?\s*\)")
_NO_ALPHA = re.compile(r"^(rgba|hsla|rgb|hsl)\(.*[,/]\s*0?(\.0+)?%?\s*\)$")
_OFTEN_SHOWN_LATER = ("opacity", "visibility", "content-visibility")
# What a later rule sets to show again what an earlier one hid.
_SHOWING = frozenset({"display", "visibility", "opacity"})
# Style sheets inlined into pages are rarely over 300 kB; the limit bounds the work on hostile ones.
MAX_STYLE = 2_000_000

# Tags and names of the elements around one, innermost first.
Around = Iterator[tuple[str, frozenset[str]]]

# Elements whose content a browser with scripts never shows.
UNSEEN_TAGS = frozenset({"noscript", "template", "noembed", "noframes", "canvas", "audio", "video", "datalist"})

# Class names by which themes keep text for screen readers only; whether the theme's style sheet says so cannot be known from the page.
SCREEN_READER_CLASSES = frozenset(
    {"sr-only", "screen-reader-text", "visually-hidden", "visuallyhidden", "u-visually-hidden", "offscreen", "hidden-visually"}
)

# Class names by which Bootstrap, Tailwind and frameworks like them hide what scripts, wide screens or paper show. Whether a style sheet of
# another file says so cannot be known from the page.
HIDING_CLASSES = frozenset(
    {"d-none", "hidden", "hide", "is-hidden", "u-hidden", "invisible", "print-only", "visible-print", "visible-print-block"}
)
# Beside them, what shows the same element on wider screens: "md:block", "d-lg-flex".
_SHOWN_ON_SCREENS = re.compile(r"(?:^|\s)(?:(?:sm|md|lg|xl|2xl):|d-(?:sm|md|lg|xl|xxl)-)(?:block|flex|grid|inline|table|contents|visible)")


class Compound(NamedTuple):
    """What one element of a selector must have: a tag (None: any) and names (``.class``, ``#id``)."""

    tag: str | None
    names: frozenset[str]

    def fits(self, tag: str, names: frozenset[str]) -> bool:
        """Tell whether an element has the tag and all the names."""
        return self.names <= names and self.tag in (None, tag)


class HidingRule(NamedTuple):
    """A rule of the page's own style sheet: it hides elements that fit `last` inside elements that fit `around`, or shows them.

    `around` is outermost first; the truth value says whether the next one inside must be a child, not just a descendant.
    `because` is the declaration that hides, empty for a rule that shows.
    """

    around: tuple[tuple[Compound, bool], ...]
    last: Compound
    because: str


def hidden_by_class(classes: str) -> str | None:
    """Return why an element with these classes may not be seen, or None.

    >>> hidden_by_class("bio d-none"), hidden_by_class("bio d-none d-md-flex"), hidden_by_class("bio")
    ('the class d-none often hides', None, None)
    """
    names = classes.split()
    if spoken := SCREEN_READER_CLASSES.intersection(names):
        return f"the class {min(spoken)} is for screen readers"
    hiding = HIDING_CLASSES.intersection(names)
    return f"the class {min(hiding)} often hides" if hiding and not _SHOWN_ON_SCREENS.search(classes) else None


def declarations(style: str) -> dict[str, str]:
    """Return the declarations of an inline style, later ones over earlier ones.

    >>> declarations("Display : NONE !important; color:red")
    {'display': 'none', 'color': 'red'}
    """
    return {name: value.replace("!important", "").strip() for name, value in _DECLARATION.findall(style[:2_000].lower())}


def hidden_by_style(style: Mapping[str, str]) -> str | None:
    """Return the declaration that hides an element, or None."""
    get = style.get
    if get("display") == "none":
        return "display:none"
    if get("visibility") in ("hidden", "collapse"):
        return f"visibility:{get('visibility')}"
    if get("content-visibility") == "hidden":
        return "content-visibility:hidden"
    if get("opacity", "").rstrip("%") in _ZERO or ("filter" in style and _TRANSPARENT_FILTER.search(style["filter"])):
        return "opacity:0"
    if "font-size" in style and _TINY.match(style["font-size"]):
        return f"font-size:{get('font-size')}"
    return _hidden_by_box(style)


def _hidden_by_box(style: Mapping[str, str]) -> str | None:
    get = style.get
    for side in ("height", "width", "max-height", "max-width"):
        # A box of no height shows its text all the same unless it also cuts what sticks out.
        if side in style and _TINY.match(style[side]) and get("overflow", get("overflow-y", "")) in ("hidden", "clip"):
            return f"{side}:{get(side)}; overflow:hidden"
    for property_ in ("left", "top", "right", "text-indent", "margin-left"):
        if property_ in style and _FAR_AWAY.match(style[property_]):
            return f"{property_}:{get(property_)}"
    if ("clip" in style or "clip-path" in style) and _CLIPPED.search(get("clip", "") + " " + get("clip-path", "")):
        return "clip"
    if "transform" in style and re.search(r"scale\(\s*0\s*[,)]", style["transform"]):
        return "transform:scale(0)"
    return None


def same_colour(style: Mapping[str, str], background: str | None) -> tuple[Visibility, str] | None:
    """Return why text of this style cannot be told from its background, or None. `background` is the nearest one given by an ancestor."""
    colour = style.get("color")
    ground = style.get("background-color") or style.get("background") or background
    if colour is None:
        return None
    if colour == "transparent" or (_NO_ALPHA.match(colour) and colour.count(",") + colour.count("/") in (3, 1)):
        return Visibility.HIDDEN, f"color:{colour}"
    if ground:
        return (Visibility.HIDDEN, f"color:{colour} on the same background") if _colour(colour) == _colour(ground) else None
    # Most pages are white; whether this one is cannot be known here.
    return (Visibility.UNKNOWN, f"color:{colour} on a background that the page does not tell") if _colour(colour) == "#ffffff" else None


def _colour(name: str) -> str:
    """Return a colour in one spelling, for the few that hide text: white, black and hexadecimal ones."""
    plain = re.sub(r"\s+", "", name)
    plain = {"white": "#ffffff", "black": "#000000", "rgb(255,255,255)": "#ffffff", "rgb(0,0,0)": "#000000"}.get(plain, plain)
    return "#" + "".join(c * 2 for c in plain[1:]) if re.fullmatch(r"#[0-9a-f]{3}", plain) else plain


def hiding_rules(style_sheets: Iterable[str]) -> tuple[HidingRule, ...]:
    """Return the rules of the page's own style sheets that hide elements, outside of any ``@media`` or other at-rule.

    A later rule with the same selector wins, as it does in a browser. Rules that show some of the same elements are returned as well, with
    an empty reason: those with other selectors, and those for some screens, such as "hidden, but not on a wide one".

    >>> rules = hiding_rules([".a, p#b{display:none} @media print{.c{display:none}}"])
    >>> [(rule.last.tag, sorted(rule.last.names), rule.because) for rule in rules]
    [(None, ['.a'], 'display:none'), ('p', ['#b'], 'display:none')]
    """
    hiding: dict[str, HidingRule] = {}
    showing: dict[str, HidingRule] = {}
    for sheet in style_sheets:
        for selectors, body, is_for_all in _rules(_COMMENT.sub("", sheet[:MAX_STYLE])):
            style = declarations(body) if ":" in body else {}
            because = hidden_by_style(style)
            if because and not is_for_all:
                continue
            for selector in map(str.strip, selectors.split(",") if because or not _SHOWING.isdisjoint(style) else ()):
                if is_for_all:
                    hiding.pop(selector, None)
                    showing.pop(selector, None)
                if rule := _rule(selector, because or ""):
                    (hiding if because else showing)[selector] = rule
    names = frozenset(name for rule in hiding.values() for name in rule.last.names)
    return (*hiding.values(), *(rule for rule in showing.values() if rule.last.names & names))


def _rules(sheet: str) -> Iterator[tuple[str, str, bool]]:
    """Yield selectors and declarations of rules, and whether they hold for every reader: outside of at-rules, or in ``@media screen``.

    The others hold on some screens; what is for paper only is left out.
    """
    prelude: list[str] = []
    start = 0
    for brace in re.finditer(r"[{}]", sheet):
        if brace.group() == "{":
            prelude.append(sheet[start : brace.start()].rsplit(";", 1)[-1].strip())
        elif prelude:
            selectors = prelude.pop()
            some = [around for around in prelude if not _EVERY_SCREEN.match(around)]
            if not selectors.startswith("@") and all(map(_SOME_SCREENS.match, some)):
                yield selectors, sheet[start : brace.start()], not some
        start = brace.end()


def _rule(selector: str, because: str) -> HidingRule | None:
    pieces = _COMBINATOR.split(selector)
    parts = [_COMPOUND.match(part) for part in pieces[::2]]
    if not selector or not all(parts):
        return None
    compounds = [Compound(part[1].lower() if part[1] else None, frozenset(_NAME.findall(part[2]))) for part in parts if part]
    around = zip(compounds, (">" in combinator for combinator in pieces[1::2]), strict=False)
    return HidingRule(tuple(around), compounds[-1], because)


class HidingRules:
    """Finds the rule that hides an element by one look-up for each of its names; cost does not grow with the number of rules."""

    def __init__(self, rules: Iterable[HidingRule]) -> None:
        self._by_key: dict[str, list[HidingRule]] = {}
        known = list(rules)
        frequency = Counter(name for rule in known for name in rule.last.names)
        for rule in known:
            # Under its rarest name, so that few rules are tried for an element.
            key = min(rule.last.names, key=lambda name: (frequency[name], name), default=rule.last.tag or "")
            self._by_key.setdefault(key, []).append(rule)
        self._classes = SCREEN_READER_CLASSES.union(HIDING_CLASSES, (key[1:] for key in self._by_key if key.startswith(".")))
        # The answers for the class attributes of one page, which repeats most of them.
        self._concerned: dict[str, bool] = {}

    def concern(self, tag: str, attributes: Mapping[str, str]) -> bool:
        """Tell at little cost whether a rule, or a class that often does, may hide an element with this tag and these attributes."""
        if tag in self._by_key or ("id" in attributes and f"#{attributes['id']}" in self._by_key):
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
        fitting = [
            rule
            for key in (names & self._by_key.keys()) | ({tag} & self._by_key.keys())
            for rule in self._by_key[key]
            if rule.last.fits(tag, names) and _fit_around(rule.around, around)
        ]
        rule = next((rule for rule in fitting if rule.because), None)
        if rule is None:
            return None
        may_be_shown = rule.because.startswith(_OFTEN_SHOWN_LATER) or any(not other.because for other in fitting)
        where = "".join(sorted(rule.last.names)) or tag
        return Visibility.UNKNOWN if may_be_shown else Visibility.HIDDEN, f"{rule.because} in the page's style sheet ({where})"


def _fit_around(compounds: tuple[tuple[Compound, bool], ...], around: Callable[[], Around]) -> bool:
    """Tell whether elements around fit the compounds: the direct parent where a child is asked for, else any further out."""
    waiting = list(compounds)
    for tag, names in around() if waiting else ():
        compound, is_parent = waiting[-1]
        if compound.fits(tag, names):
            waiting.pop()
            if not waiting:
                break
        elif is_parent:
            return False
    return not waiting


def worse(one: Visibility, other: Visibility) -> Visibility:
    """Return the visibility of something inside something: hidden beats unknown beats shown."""
    order = (Visibility.SHOWN, Visibility.UNKNOWN, Visibility.HIDDEN)
    return max(one, other, key=order.index)
