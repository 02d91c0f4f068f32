"""From a parsed page to passages in reading order: one walk over the tree, without recursion, in time linear in its size.

A passage ends where a block element begins or ends, where visibility changes, and at an empty line. It knows its element's CSS path,
its links with their offsets, and whether a reader sees it. Elements whose markup names a role become regions over passage numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from bs4.element import CData, Comment, Declaration, Doctype, NavigableString, PageElement, ProcessingInstruction, Tag

from attrcheck.model import Link, Passage, Region, Role, Value, Visibility, Widget
from attrcheck.reading.roles import role_of
from attrcheck.reading.visibility import SCREEN_READER_CLASSES, UNSEEN_TAGS, HidingRules, declarations, hidden_by_style, same_colour, worse

_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark meter nobr output q rp rt ruby s samp small span "
    "strike strong sub sup time tt u var wbr img svg picture source amp-img amp-social-share".split()
)
# Content that is never text of the page: code, drawings, other documents, form values.
_NO_TEXT = frozenset("script style head title meta link iframe object embed svg math textarea option optgroup map area noembed".split())
_NOT_TEXT = (Comment, CData, Declaration, Doctype, ProcessingInstruction)
# Attributes in which share buttons and embedded posts carry what they share (reference: the scripts of X, Facebook, Instagram, Threads,
# Bluesky, TikTok, Pinterest, sharer.js, shareon, Shariff, AddToAny, AddThis).
WIDGET_ATTRIBUTES = frozenset(
    "data-text data-url data-via data-href data-sharer data-network data-title data-description data-quote data-instgrm-permalink "
    "data-text-post-permalink data-bluesky-uri data-video-id data-embed-url data-telegram-post data-a2a-url data-a2a-title "
    "data-pin-description data-pin-do data-twitter-via data-services addthis:url addthis:title data-share-url data-share-text "
    "data-tweetid".split()
)
# Class names by which AddToAny, AddThis and shareon know their buttons; what they share stands on the element around them.
_BUTTON_CLASSES = ("a2a_button_", "addthis_button_", "shareon")
_SCRIPTED = ("intent/", "sharer", "share?", "share/", "/send?", "shareArticle")
_INLINE_ROLES = (Role.TAGS, Role.CAPTION, Role.SHARE_WIDGET, Role.RELATED, Role.COMMENTS)
# Real pages are at most 40 elements deep; deeper paths are cut at the front.
_MAX_STEPS = 80
# More widgets than any real page has; the bound is for hostile ones.
_MAX_WIDGETS = 500


class Walked(Value, frozen=True, kw_only=True):
    """What one walk found."""

    passages: tuple[Passage, ...]
    regions: tuple[Region, ...]
    widgets: tuple[Widget, ...]


class _Frame:
    """An open element."""

    __slots__ = ("_path", "background", "children", "counts", "hidden_by", "parent", "region", "step", "tag", "visibility")

    def __init__(self, tag: Tag, parent: _Frame | None, step: str) -> None:
        self.tag = tag
        self.parent = parent
        self.step = step
        self._path: str | None = None
        self.children: Iterator[PageElement] = iter(tag.contents)
        self.counts: dict[str, int] = {}
        self.visibility: Visibility = parent.visibility if parent else Visibility.SHOWN
        self.hidden_by: str | None = parent.hidden_by if parent else None
        self.background: str | None = parent.background if parent else None
        self.region: int | None = None

    @property
    def path(self) -> str:
        """The CSS path of the element, made when it is needed: from the nearest id, or the last `_MAX_STEPS` steps."""
        if self._path is None:
            steps: list[str] = []
            frame: _Frame | None = self
            while frame is not None and frame.step and len(steps) < _MAX_STEPS:
                steps.append(frame.step)
                frame = None if frame.step.startswith("#") else frame.parent
            self._path = ">".join(reversed(steps))
        return self._path


class _Buffer:
    """The passage that is being gathered: text with white space folded, and the links in it."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.ends_in_space = True
        self.at_border = False
        self.links: list[Link] = []
        self.frame: _Frame | None = None

    def add(self, text: str, frame: _Frame) -> None:
        folded = " ".join(text.split())
        if text:
            folded = (" " if text[0].isspace() else "") + folded + (" " if folded and text[-1].isspace() else "")
        if self.ends_in_space:
            folded = folded.lstrip(" ")
        if folded:
            last = self.pieces[-1][-1] if self.pieces else " "
            if self.at_border and folded[0].isupper() and (last.islower() or last.isdigit()):
                folded = f" {folded}"
            self.at_border = False
            if self.frame is None:
                self.frame = frame
            self.pieces.append(folded)
            self.length += len(folded)
            self.ends_in_space = folded[-1] == " "

    def border(self) -> None:
        """Note that an inline element begins or ends here: "<b>Bonny</b><i>Political" are two words to a reader."""
        self.at_border = True

    def line_break(self) -> None:
        if self.pieces:
            self.pieces.append("\n")
            self.length += 1
            self.ends_in_space = True


class _OpenLink:
    """The link that is open; `start` is where its text begins in the current buffer. It may span several passages."""

    def __init__(self, url: str, label: str, rel: tuple[str, ...]) -> None:
        self.url, self.label, self.rel = url, label, rel
        self.start = 0
        self.is_noted = False

    def note(self, buffer: _Buffer) -> None:
        buffer.links.append(Link(url=self.url, start=self.start, end=buffer.length, label=self.label[:300], rel=self.rel))
        self.is_noted = True
        self.start = 0


class Walk:
    """One walk over one tree; `walked()` gives what it found."""

    def __init__(self, root: Tag, rules: HidingRules) -> None:
        self._rules = rules
        self._passages: list[Passage] = []
        self._regions: list[Region] = []
        self._widgets: list[Widget] = []
        self._buffer = _Buffer()
        self._link: _OpenLink | None = None
        self._frames = [_Frame(root, None, "")]

    def walked(self) -> Walked:
        """Walk to the end and return everything."""
        while self._frames:
            frame = self._frames[-1]
            for child in frame.children:
                if isinstance(child, Tag):
                    if self._open(child, frame):
                        break
                elif isinstance(child, NavigableString) and not isinstance(child, _NOT_TEXT):
                    self._buffer.add(child, frame)
            else:
                self._close(frame)
        self._flush()
        return Walked(passages=tuple(self._passages), regions=tuple(self._regions), widgets=tuple(self._widgets))

    def _open(self, tag: Tag, parent: _Frame) -> bool:
        """Enter an element; False when it is passed over."""
        name = tag.name
        parent.counts[name] = count = parent.counts.get(name, 0) + 1
        if name == "br":
            self._break()
        if name in _NO_TEXT or name == "br":
            if name == "iframe" and tag.get("src"):
                self._note_widget(_Frame(tag, parent, _step(tag, count)))
            return False
        frame = _Frame(tag, parent, _step(tag, count))
        self._judge_visibility(frame)
        if tag.attrs:
            self._note_widget(frame)
        self._buffer.border()
        role = self._role(tag)
        if name not in _INLINE or frame.visibility is not parent.visibility or role:
            self._flush()
        if role:
            self._open_region(frame, role)
        if name == "a" and (href := _text(tag.get("href"))):
            label = _text(tag.get("aria-label")) or _text(tag.get("title")) or _image_text(tag)
            self._link = _OpenLink(href.strip(), label, tuple(_text(tag.get("rel")).lower().split()))
            self._link.start = self._buffer.length
        self._frames.append(frame)
        return True

    def _close(self, frame: _Frame) -> None:
        parent = self._frames[-2] if len(self._frames) > 1 else None
        self._buffer.border()
        if frame.tag.name == "a" and self._link:
            if self._buffer.length > self._link.start or not self._link.is_noted:
                self._buffer.frame = self._buffer.frame or frame
                self._link.note(self._buffer)
            self._link = None
        if frame.tag.name not in _INLINE or frame.region is not None or (parent and frame.visibility is not parent.visibility):
            self._flush()
        if frame.region is not None:
            region = self._regions[frame.region]
            self._regions[frame.region] = Region(
                role=region.role, start=region.start, end=len(self._passages), locator=region.locator, name=region.name
            )
        self._frames.pop()

    def _break(self) -> None:
        """A line break; a second one in a row ends the passage as a paragraph would."""
        if self._buffer.pieces and self._buffer.pieces[-1] == "\n":
            self._flush()
        else:
            self._buffer.line_break()

    def _flush(self) -> None:
        buffer = self._buffer
        if self._link and buffer.length > self._link.start:
            self._link.note(buffer)
        text = "".join(buffer.pieces).rstrip()
        if (text or buffer.links) and buffer.frame is not None:
            frame = buffer.frame
            links = tuple(
                Link(url=k.url, start=min(k.start, len(text)), end=min(k.end, len(text)), label=k.label, rel=k.rel) for k in buffer.links
            )
            self._passages.append(
                Passage(text=text, locator=frame.path, visibility=frame.visibility, hidden_by=frame.hidden_by, links=links)
            )
        self._buffer = _Buffer()
        if self._link:
            self._link.start = 0

    def _role(self, tag: Tag) -> Role | None:
        """Return the role of an element; inside a line only the roles count that no credit line is made of."""
        if tag.name in ("body", "html") or (tag.name in _INLINE and "class" not in tag.attrs):
            return None
        role = role_of(tag.name, _text(tag.get("role")).lower(), f"{_text(tag.get('class'))} {_text(tag.get('id'))}".strip())
        return None if tag.name in _INLINE and role not in _INLINE_ROLES else role

    def _open_region(self, frame: _Frame, role: Role) -> None:
        start = len(self._passages)
        frame.region = len(self._regions)
        self._regions.append(Region(role=role, start=start, end=start, locator=frame.path, name=_text(frame.tag.get("class"))[:80]))

    def _judge_visibility(self, frame: _Frame) -> None:
        if frame.tag.name == "summary" and self._frames[-1].tag.name == "details" and len(self._frames) > 1:
            frame.visibility, frame.hidden_by = self._frames[-2].visibility, self._frames[-2].hidden_by
        visibility, because = _own_visibility(frame, self._rules)
        if because and worse(frame.visibility, visibility) is not frame.visibility:
            # With the element's path, so that a credit that is hidden together with the article can be told from one hidden apart.
            frame.visibility, frame.hidden_by = visibility, f"{because} on {frame.path}"

    def _note_widget(self, frame: _Frame) -> None:
        tag, attributes = frame.tag, frame.tag.attrs
        scripted = _text(attributes.get("onclick"))
        carries = not WIDGET_ATTRIBUTES.isdisjoint(attributes) or (scripted and any(sign in scripted for sign in _SCRIPTED))
        named = any(sign in _text(attributes.get("class")) for sign in _BUTTON_CLASSES)
        if (carries or named or tag.name == "iframe") and len(self._widgets) < _MAX_WIDGETS:
            parent = frame.parent
            around = parent.tag.attrs if named and parent else {}
            given = {**{key: value for key, value in around.items() if key in WIDGET_ATTRIBUTES}, **attributes}
            kept = tuple((key, _text(value)[:2_000]) for key, value in given.items() if key not in ("class", "style"))
            outer = _text(around.get("class")).split()
            classes = tuple([*_text(attributes.get("class")).split(), *outer][:20])
            self._widgets.append(Widget(classes=classes, attributes=kept, locator=frame.path, passage=len(self._passages)))


def _own_visibility(frame: _Frame, rules: HidingRules) -> tuple[Visibility, str | None]:
    """Return what an element's own markup says about whether it is seen, and which part of the markup says so."""
    tag, attrs = frame.tag, frame.tag.attrs
    if tag.name in UNSEEN_TAGS:
        return Visibility.HIDDEN, f"<{tag.name}>"
    if tag.name == "details" and "open" not in attrs:
        return Visibility.UNKNOWN, "inside a closed <details>"
    if "hidden" in attrs:
        return (
            (Visibility.UNKNOWN, "hidden=until-found") if attrs["hidden"] == "until-found" else (Visibility.HIDDEN, "the hidden attribute")
        )
    if tag.name == "dialog" and "open" not in attrs:
        return Visibility.HIDDEN, "a closed <dialog>"
    by_style = _hidden_by_styles(frame, rules)
    if by_style:
        return by_style
    spoken = SCREEN_READER_CLASSES.intersection(_text(attrs.get("class")).split()) if "class" in attrs else None
    return (Visibility.UNKNOWN, f"the class {min(spoken)} is for screen readers") if spoken else (Visibility.SHOWN, None)


def _hidden_by_styles(frame: _Frame, rules: HidingRules) -> tuple[Visibility, str] | None:
    attrs = frame.tag.attrs
    found = None
    if "style" in attrs or "color" in attrs or "bgcolor" in attrs:
        style = declarations(_text(attrs.get("style")))
        if "color" in attrs:
            style.setdefault("color", _text(attrs["color"]).lower())
        because = hidden_by_style(style)
        found = (Visibility.HIDDEN, because) if because else same_colour(style, frame.background)
        ground = style.get("background-color") or style.get("background") or _text(attrs.get("bgcolor")).lower()
        frame.background = ground or frame.background
    if found is None and rules:
        found = rules.find(frame.tag.name, _names(frame.tag), partial(_around, frame))
    return found


def _names(tag: Tag) -> frozenset[str]:
    """Return the class and id names of an element as selectors write them."""
    identity = _text(tag.get("id"))
    return frozenset([*(f".{name}" for name in _text(tag.get("class")).split()), *([f"#{identity}"] if identity else [])])


def _around(frame: _Frame) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield tag and names of the elements around an element, innermost first, as far as real pages are deep."""
    parent, steps = frame.parent, 0
    while parent is not None and steps < _MAX_STEPS:
        yield parent.tag.name, _names(parent.tag)
        parent, steps = parent.parent, steps + 1


def _step(tag: Tag, count: int) -> str:
    """Return the step of a CSS path that leads from its parent to an element; an id is a path of its own."""
    identity = _text(tag.get("id"))
    if (
        identity
        and len(identity) <= 60
        and identity.replace("-", "").replace("_", "").isalnum()
        and not identity[0].isdigit()
        and identity[0] != "-"
    ):
        return f"#{identity}"
    return tag.name if count == 1 else f"{tag.name}:nth-of-type({count})"


def _image_text(tag: Tag) -> str:
    """Return the alt text of a link's image, when the image is among the link's first children."""
    return next((_text(child.get("alt")) for child in tag.contents[:5] if isinstance(child, Tag) and child.name in ("img", "amp-img")), "")


def _text(value: object) -> str:
    """Return an attribute as one string; parsers give lists for class and rel."""
    if value is None:
        return ""
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)
