"""Whether a reader sees an element, as far as its own markup, inline style and the page's own style sheets tell.

What only a browser knows (scripts, external style sheets, layout) is not guessed. Style rules are read for the selectors that sites use
to hide things: one tag, class or id, or several classes on one element; a rule inside ``@media`` holds for some readers only and is left
out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from attrcheck.model import Value, Visibility

_DECLARATION = re.compile(r"([a-z-]+)\s*:\s*([^;]+)", re.IGNORECASE)
# Zero, or one pixel: the size of tracking pixels and of "screen reader only" text.
_TINY = re.compile(r"^[01](\.0+)?(px|pt|em|rem|%)?$")
# Moved at least 999 units to the left or up: off every screen. Real layouts move by a few hundred at most.
_FAR_AWAY = re.compile(r"^-\d{3,}(\.\d+)?(px|em|rem|pt|%|vw)$")
_CLIPPED = re.compile(r"rect\(\s*[01](px)?[\s,]+[01](px)?[\s,]+[01](px)?[\s,]+[01](px)?\s*\)|inset\(\s*(50|100)%")
_COMMENT = re.compile(r"/\*.*?(?:\*/|$)", re.DOTALL)
# One compound selector without combinators: optional tag, then classes and at most one id.
_COMPOUND = re.compile(r"^([a-z][a-z0-9]*)?((?:[.#][\w-]+)+)$", re.IGNORECASE)
_NAME = re.compile(r"[.#][\w-]+")
# Style sheets inlined into pages are rarely over 300 kB; the limit bounds the work on hostile ones.
MAX_STYLE = 2_000_000

# Elements whose content a browser with scripts never shows.
UNSEEN_TAGS = frozenset({"noscript", "template", "noembed", "noframes", "canvas", "audio", "video", "datalist"})

# Class names by which themes keep text for screen readers only; whether the theme's style sheet says so cannot be known from the page.
SCREEN_READER_CLASSES = frozenset(
    {"sr-only", "screen-reader-text", "visually-hidden", "visuallyhidden", "u-visually-hidden", "offscreen", "hidden-visually"}
)


class HidingRule(Value, frozen=True, kw_only=True):
    """A rule of the page's own style sheet that hides every element which has all these names (``.class``, ``#id``) and this tag."""

    tag: str | None
    names: frozenset[str]
    because: str


def declarations(style: str) -> dict[str, str]:
    """Return the declarations of an inline style, later ones over earlier ones.

    >>> declarations("Display : NONE !important; color:red")
    {'display': 'none', 'color': 'red'}
    """
    return {m[1].lower(): m[2].lower().replace("!important", "").strip() for m in _DECLARATION.finditer(style[:2_000])}


def hidden_by_style(style: Mapping[str, str]) -> str | None:
    """Return the declaration that hides an element, or None."""
    get = style.get
    if get("display") == "none":
        return "display:none"
    if get("visibility") in ("hidden", "collapse"):
        return f"visibility:{get('visibility')}"
    if get("content-visibility") == "hidden":
        return "content-visibility:hidden"
    if get("opacity", "").rstrip("%") in ("0", "0.0", ".0", "0.00"):
        return "opacity:0"
    if _TINY.match(get("font-size", "")):
        return f"font-size:{get('font-size')}"
    return _hidden_by_box(style)


def _hidden_by_box(style: Mapping[str, str]) -> str | None:
    get = style.get
    for side in ("height", "width", "max-height", "max-width"):
        # A box of no height shows its text all the same unless it also cuts what sticks out.
        if _TINY.match(get(side, "")) and get("overflow", get("overflow-y", "")) in ("hidden", "clip"):
            return f"{side}:{get(side)}; overflow:hidden"
    for property_ in ("left", "top", "right", "text-indent", "margin-left", "margin-top"):
        if _FAR_AWAY.match(get(property_, "")):
            return f"{property_}:{get(property_)}"
    if _CLIPPED.search(get("clip", "") + " " + get("clip-path", "")):
        return "clip"
    if re.search(r"scale\(\s*0\s*[,)]", get("transform", "")):
        return "transform:scale(0)"
    return None


def same_colour(style: Mapping[str, str], background: str | None) -> str | None:
    """Return why text of this style cannot be told from its background, or None. `background` is the nearest one given by an ancestor."""
    colour = style.get("color")
    ground = style.get("background-color") or style.get("background") or background
    if colour is None:
        return None
    if colour == "transparent" or _colour(colour) == (_colour(ground) if ground else None):
        return f"color:{colour} on the same background" if colour != "transparent" else "color:transparent"
    return None


def _colour(name: str) -> str:
    """Return a colour in one spelling, for the few that hide text: white, black and hexadecimal ones."""
    plain = re.sub(r"\s+", "", name)
    plain = {"white": "#ffffff", "black": "#000000", "rgb(255,255,255)": "#ffffff", "rgb(0,0,0)": "#000000"}.get(plain, plain)
    return "#" + "".join(c * 2 for c in plain[1:]) if re.fullmatch(r"#[0-9a-f]{3}", plain) else plain


def hiding_rules(style_sheets: Iterable[str]) -> tuple[HidingRule, ...]:
    """Return the rules of the page's own style sheets that hide elements, outside of any ``@media`` or other at-rule.

    >>> [(rule.tag, sorted(rule.names), rule.because) for rule in hiding_rules([".a, p#b{display:none} @media print{.c{display:none}}"])]
    [(None, ['.a'], 'display:none'), ('p', ['#b'], 'display:none')]
    """
    rules = []
    for sheet in style_sheets:
        for selectors, body in _top_level_rules(_COMMENT.sub("", sheet[:MAX_STYLE])):
            because = hidden_by_style(declarations(body)) if ":" in body else None
            if because:
                rules += [rule for selector in selectors.split(",") if (rule := _hiding_rule(selector.strip(), because))]
    return tuple(rules)


def _top_level_rules(sheet: str) -> Iterable[tuple[str, str]]:
    """Yield (selectors, declarations) of the rules that stand outside of every at-rule."""
    depth, start, selectors = 0, 0, ""
    for brace in re.finditer(r"[{}]", sheet):
        if brace.group() == "{":
            if depth == 0:
                selectors = sheet[start : brace.start()].rsplit(";", 1)[-1].strip()
            depth, start = depth + 1, brace.end()
        elif depth:
            depth -= 1
            if depth == 0:
                if not selectors.startswith("@"):
                    yield selectors, sheet[start : brace.start()]
                start = brace.end()


def _hiding_rule(selector: str, because: str) -> HidingRule | None:
    match = _COMPOUND.match(selector)
    if match is None:
        return None
    return HidingRule(tag=match[1].lower() if match[1] else None, names=frozenset(_NAME.findall(match[2])), because=because)


class HidingRules:
    """Finds the rule that hides an element by one look-up for each of its names; cost does not grow with the number of rules."""

    def __init__(self, rules: Iterable[HidingRule]) -> None:
        self._by_name: dict[str, list[HidingRule]] = {}
        for rule in rules:
            self._by_name.setdefault(min(rule.names), []).append(rule)

    def find(self, tag: str, names: frozenset[str]) -> str | None:
        """Return why an element with this tag and these names is hidden, or None."""
        for name in names & self._by_name.keys():
            for rule in self._by_name[name]:
                if rule.names <= names and rule.tag in (None, tag):
                    return f"{rule.because} in the page's style sheet ({''.join(sorted(rule.names))})"
        return None


def worse(one: Visibility, other: Visibility) -> Visibility:
    """Return the visibility of something inside something: hidden beats unknown beats shown."""
    order = (Visibility.SHOWN, Visibility.UNKNOWN, Visibility.HIDDEN)
    return max(one, other, key=order.index)
