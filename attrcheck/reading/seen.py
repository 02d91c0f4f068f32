"""What an element's own markup says about whether a reader sees it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from attrcheck.model import Visibility
from attrcheck.reading.frame import Frame
from attrcheck.reading.rendered import BrowsersEye
from attrcheck.reading.style_sheets import HidingRules
from attrcheck.reading.tree import Element
from attrcheck.reading.visibility import (
    OF_WORDS,
    OVER_PICTURE,
    STRUCK_OUT,
    UNSEEN_TAGS,
    declarations,
    hidden_by_class,
    hidden_by_style,
    same_colour,
    worse,
)

# Pages that hide themselves whole do so until their scripts have loaded.
_ALWAYS_SEEN = ("html", "head", "body")
# The least sizes for reading, in each unit: 10 of the 16 pixels that browsers print running text with, which are 12 points.
_LEAST = {"px": 10, "pt": 7.5, "em": 0.65, "rem": 0.65, "%": 65}
_SIZE = re.compile(r"(\d{1,6}(?:\.\d{0,6})?|\.\d{1,6})(px|pt|r?em|%)", re.ASCII)
# The names of absolute sizes in CSS; x-small is 10 pixels.
_SIZE_NAMES = {"xx-small": True} | dict.fromkeys("x-small small medium large x-large xx-large xxx-large".split(), False)
_STRUCK_TAGS = frozenset({"del", "s", "strike"})
_SPECIAL_TAGS = UNSEEN_TAGS | _STRUCK_TAGS | {"details", "dialog", "section", "small", "summary"}
# Attributes that may hide an element, besides the names that style sheets speak of.
_TELLING = frozenset({"hidden", "popover", "style", "color", "bgcolor"})


# Names of parts that open when asked, and signs of those that libraries fade in: Framer Motion, Webflow, AOS, WOW.
_OPENS = re.compile(
    r"(?:^|[\s_-])(?:toggle|accordion|collaps\w{0,10}|spoiler|expand\w{0,10}|more|readmore|tabs?-(?:content|pane|panel)|panel|faq|drawer)",
    re.IGNORECASE,
)
_MOVING = ("transform", "transition", "animation", "will-change")
_ANIMATED = frozenset({"data-w-id", "data-aos", "data-animate", "data-animation", "data-scroll", "data-sr-id", "data-framer-appear-id"})
_FADES = re.compile(r"(?:^|\s)(?:wow|aos-|animate|fade|reveal|sr-|elementor-invisible|is-loading|lazy)", re.IGNORECASE)


# What an icon is made of, and the attributes by which a style sheet may draw one.
ICONS = frozenset("svg img picture amp-img i".split())
_STYLED = frozenset({"class", "id", "style", "aria-label", "title"})
_TINY = frozenset({"0", "1", "0px", "1px"})
# Elements inside a link that are looked at for its icon; real ones have a few.
_MOST_INSIDE = 30


class Eye(NamedTuple):
    """What tells whether a reader sees an element: the rules of the page's style sheets, and what a browser saw, where one was used."""

    rules: HidingRules
    browsers: BrowsersEye | None = None


def is_shadow_root(tag: Element) -> bool:
    """Tell whether an element is a tree that browsers show in the place of its parent's children (HTML, "declarative shadow roots")."""
    return tag.name == "template" and "shadowrootmode" in tag.attrs


def may_be_hidden(tag: Element, rules: HidingRules) -> bool:
    """Tell at little cost whether an element's own markup may say more than that it is seen and as large as what is around it."""
    return tag.name in _SPECIAL_TAGS or not _TELLING.isdisjoint(tag.attrs) or rules.concern(tag.name, tag.attrs)


def own_visibility(frame: Frame, rules: HidingRules) -> tuple[Visibility, str | None]:
    """Return what an element's own markup says about whether it is seen, and which part of the markup says so."""
    tag, attrs = frame.tag, frame.tag.attrs
    if tag.name in _ALWAYS_SEEN or not may_be_hidden(tag, rules):
        return Visibility.SHOWN, None
    if tag.name in UNSEEN_TAGS and not is_shadow_root(tag):
        return Visibility.HIDDEN, f"<{tag.name}>"
    if tag.name in _STRUCK_TAGS:
        return Visibility.UNKNOWN, f"struck out (<{tag.name}>)"
    if tag.name == "section" and frame.parent and frame.parent.tag.name == "amp-accordion" and "expanded" not in attrs:
        return Visibility.UNKNOWN, "inside a closed <amp-accordion>"
    if tag.name == "details" and "open" not in attrs:
        return Visibility.UNKNOWN, "inside a closed <details>"
    if "popover" in attrs:
        return Visibility.UNKNOWN, "a popover, which opens when asked"
    if "hidden" in attrs:
        return (
            (Visibility.UNKNOWN, "hidden=until-found") if attrs["hidden"] == "until-found" else (Visibility.HIDDEN, "the hidden attribute")
        )
    if tag.name == "dialog" and "open" not in attrs:
        return Visibility.HIDDEN, "a closed <dialog>"
    by_style = _hidden_by_styles(frame, rules)
    if by_style:
        return _as_link(tag, *by_style) if tag.name == "a" else by_style
    by_class = hidden_by_class(attrs["class"]) if "class" in attrs else None
    return (Visibility.UNKNOWN, by_class) if by_class else (Visibility.SHOWN, None)


def may_be_shown(tag: Element, because: str) -> bool:
    """Tell whether an element that something hides is one that scripts show: a panel that opens when asked, or one that fades in."""
    attrs = tag.attrs
    if (
        attrs.get("role") == "tabpanel"
        or attrs.get("data-state") == "closed"
        or _OPENS.search(f"{attrs.get('class', '')} {attrs.get('id', '')}")
    ):
        return True
    if not because.startswith(("opacity", "visibility")):
        return False
    is_moving = any(word in attrs.get("style", "").lower() for word in _MOVING)
    return is_moving or not _ANIMATED.isdisjoint(attrs) or bool(_FADES.search(attrs.get("class", "")))


def _as_link(tag: Element, visibility: Visibility, because: str) -> tuple[Visibility, str | None]:
    """Return whether a link is seen whose own style hides its words: with a picture it is, and one laid over something may be."""
    hides_words = because.startswith(OF_WORDS)
    if hides_words and (OVER_PICTURE in because or has_icon(tag)):
        return Visibility.SHOWN, None
    return (Visibility.UNKNOWN, because) if hides_words or because.startswith("opacity") else (visibility, because)


def has_icon(tag: Element) -> bool:
    """Tell whether a link holds a picture that nothing of its own hides."""
    return any(one.name in ICONS and _may_draw(one) for one in elements_in(tag))


def undo_inherited(frame: Frame) -> None:
    """Take back what is inherited and hides an element, where the element sets it anew or shows a picture; in doubt it may be seen."""
    inherited, attrs = frame.inherited, frame.tag.attrs
    if inherited is None:
        return
    is_set = inherited.property_ in declarations(attrs.get("style", ""))
    if is_set or (frame.tag.name == "a" and inherited.property_ in OF_WORDS and has_icon(frame.tag)):
        frame.visibility, frame.hidden_by, frame.inherited = inherited.visibility, inherited.hidden_by, None
    elif not _STYLED.isdisjoint(attrs):
        frame.visibility = worse(inherited.visibility, Visibility.UNKNOWN)


def is_small_print(frame: Frame) -> bool:
    """Tell whether an element's text is smaller than what people print to be read: <small>, or by its own style.

    A size in shares of the size around it is small when it shrinks by a third, else as small as what is around.
    """
    style = frame.tag.attrs.get("style", "")
    size = declarations(style).get("font-size", "") if "font-size" in style.lower() else ""
    if size in _SIZE_NAMES:
        return _SIZE_NAMES[size]
    found = _SIZE.match(size)
    if found is None:
        return frame.is_small or frame.tag.name == "small"
    is_smaller = float(found[1]) < _LEAST[found[2]]
    return is_smaller or (frame.is_small and found[2] in ("em", "%"))


def elements_in(tag: Element) -> Iterator[Element]:
    """Yield the elements inside one, the outer ones first, as many as links have."""
    waiting = [tag]
    for _ in range(_MOST_INSIDE):
        if not waiting:
            return
        inside = [child for child in waiting.pop(0).contents[:_MOST_INSIDE] if isinstance(child, Element)]
        yield from inside
        waiting += inside


def shows_something(tag: Element) -> bool:
    """Tell whether a link without words may be seen: it holds a picture, is an area of one, or a style sheet may draw its icon."""
    inside = [tag, *elements_in(tag)]
    return tag.name == "area" or any(_may_draw(one) for one in inside)


def _may_draw(tag: Element) -> bool:
    attrs = tag.attrs
    is_tiny = not _TINY.isdisjoint((attrs.get("width"), attrs.get("height")))
    if is_tiny or "hidden" in attrs or hidden_by_style(declarations(attrs.get("style", ""))):
        return False
    return tag.name in ICONS or not _STYLED.isdisjoint(attrs)


def _hidden_by_styles(frame: Frame, rules: HidingRules) -> tuple[Visibility, str] | None:
    tag, attrs = frame.tag, frame.tag.attrs
    style: dict[str, str] = {}
    if "style" in attrs or "color" in attrs or "bgcolor" in attrs:
        style = declarations(attrs.get("style", ""))
        if "color" in attrs:
            style.setdefault("color", attrs["color"].lower())
        around = frame.background
        ground = style.get("background-color") or style.get("background") or attrs.get("bgcolor", "").lower()
        frame.background = ground or frame.background
        because = hidden_by_style(style)
        if because and (because == STRUCK_OUT or because.endswith(OVER_PICTURE)):
            return Visibility.UNKNOWN, because
        if because or (found := same_colour(style, around)):
            return (Visibility.HIDDEN, because) if because else found
    if rules.concern(tag.name, attrs):
        found = rules.find(tag.name, frame.names(), frame.around)
        # What the element's own style sets wins over any style sheet.
        if found and found[1].partition(":")[0] not in style:
            return found
    return None
