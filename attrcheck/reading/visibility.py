"""What the declarations of a style, and the class names of well-known frameworks, say about whether a reader sees an element.

What only a browser knows (scripts, external style sheets, layout) is not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from attrcheck.model import Visibility

# Possessive, and only from the start of a name: linear on a style that is one long word.
_DECLARATION = re.compile(r"(?<![a-z-])([a-z-]++)\s*+:\s*+([^;]+)")
# Zero, or one pixel or point: the size of tracking pixels and of "screen reader only" text.
_TINY = re.compile(r"^(0(\.0+)?(px|pt|em|rem|%)?|1(\.0+)?(px|pt))$")
# Moved at least 999 units to the left or up: off every screen. Real layouts move by a few hundred at most, and margins pull things about.
_FAR_AWAY = re.compile(r"^-((999|\d{4,})(\.\d+)?(px|em|rem|pt|%)|\d{3,}v[wh])$")
_CLIPPED = re.compile(r"rect\(\s*[01](px)?[\s,]+[01](px)?[\s,]+[01](px)?[\s,]+[01](px)?\s*\)|inset\(\s*(50|100)%")
# A twentieth is paler than any text that is meant to be read.
_LEAST_OPACITY = 0.05
_NUMBER = re.compile(r"(\d{0,6}(?:\.\d{1,9})?)(%?)$")
_TRANSPARENT_FILTER = re.compile(r"opacity\(\s*0(\.0+)?%?\s*\)")
_NO_ALPHA = re.compile(r"^(rgba|hsla|rgb|hsl)\(.*[,/]\s*0?(\.0+)?%?\s*\)$")
# Words moved away to show a picture in their place, often one of the same words.
OVER_PICTURE = " over a picture"
# Properties that hide text wherever they are inherited, until an element inside sets them anew; those of words hide no picture.
INHERITED = ("font-size", "text-indent", "color", "visibility")
OF_WORDS = ("font-size", "text-indent", "color")
STRUCK_OUT = "struck out (line-through)"
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
# Class names of parts that open when asked, with those that they have when they are open: Bootstrap, Foundation, Elementor, Webflow, Divi.
_CLOSED_WITHOUT = {
    "collapse": {"show", "in"},
    "tab-pane": {"active", "show", "in"},
    "tabs-panel": {"is-active"},
    "elementor-tab-content": {"elementor-active"},
    "w-tab-pane": {"w--tab-active"},
    "et_pb_toggle_close": set[str](),
    "elementor-hidden-desktop": set[str](),
}
# Beside them, what shows the same element on wider screens: "md:block", "d-lg-flex".
_SHOWN_ON_SCREENS = re.compile(r"(?:^|\s)(?:(?:sm|md|lg|xl|2xl):|d-(?:sm|md|lg|xl|xxl)-)(?:block|flex|grid|inline|table|contents|visible)")

# Classes by which Bootstrap, Tailwind and Foundation hide on wide screens what phones show.
PHONE_CLASSES = frozenset(
    {f"d-{size}-none" for size in ("sm", "md", "lg")} | {f"{size}:hidden" for size in ("sm", "md", "lg")} | {"show-for-small-only"}
)
_ON_PHONES_ONLY = re.compile(rf"(?:^|\s)({'|'.join(sorted(PHONE_CLASSES))})(?=\s|$)")

CLOSING_CLASSES = frozenset(_CLOSED_WITHOUT)


def hidden_by_class(classes: str) -> str | None:
    """Return why an element with these classes may not be seen, or None.

    >>> hidden_by_class("bio d-none"), hidden_by_class("bio d-none d-md-flex"), hidden_by_class("bio")
    ('the class d-none often hides', None, None)
    """
    names = classes.split()
    if spoken := SCREEN_READER_CLASSES.intersection(names):
        return f"the class {min(spoken)} is for screen readers"
    for name in CLOSING_CLASSES.intersection(names):
        if _CLOSED_WITHOUT[name].isdisjoint(names):
            return f"the class {name} is for what is closed or hidden at first"
    if found := _ON_PHONES_ONLY.search(classes):
        return None if _SHOWN_ON_SCREENS.search(classes[found.end() :]) else f"the class {found[1]} often hides on wide screens"
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
    if ("opacity" in style and _is_pale(style["opacity"])) or ("filter" in style and _TRANSPARENT_FILTER.search(style["filter"])):
        return "opacity:0"
    if "line-through" in get("text-decoration", "") or "line-through" in get("text-decoration-line", ""):
        return STRUCK_OUT
    if "font-size" in style and _TINY.match(style["font-size"]):
        return f"font-size:{get('font-size')}"
    return _hidden_by_box(style)


def _is_pale(opacity: str) -> bool:
    found = _NUMBER.match(opacity)
    return bool(found and found[1]) and float(found[1] if found else 1) * (0.01 if found and found[2] else 1) < _LEAST_OPACITY


def _hidden_by_box(style: Mapping[str, str]) -> str | None:
    get = style.get
    for side in ("height", "width", "max-height", "max-width"):
        # A box of no height shows its text all the same unless it also cuts what sticks out.
        if side in style and _TINY.match(style[side]) and get("overflow", get("overflow-y", "")) in ("hidden", "clip"):
            return f"{side}:{get(side)}; overflow:hidden"
    for property_ in ("left", "top", "right", "text-indent", "margin-left"):
        if property_ in style and _FAR_AWAY.match(style[property_]):
            has_picture = property_ == "text-indent" and "url(" in f"{get('background', '')}{get('background-image', '')}"
            return f"{property_}:{get(property_)}{OVER_PICTURE if has_picture else ''}"
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


_ORDER = (Visibility.SHOWN, Visibility.UNKNOWN, Visibility.HIDDEN)


def worse(one: Visibility, other: Visibility) -> Visibility:
    """Return the visibility of something inside something: hidden beats unknown beats shown."""
    return max(one, other, key=_ORDER.index)


def is_worse(one: Visibility, other: Visibility) -> bool:
    """Tell whether fewer readers see the one than the other."""
    return one is not other and worse(one, other) is one
