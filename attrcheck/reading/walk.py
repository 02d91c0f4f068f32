"""From a parsed page to passages in reading order: one walk over the tree, without recursion, in time linear in its size.

A passage ends where a block element begins or ends, where visibility changes, and at an empty line. What a reader does not see inside a
line, and the gloss over its words, is a passage of its own before the line, which goes on as a reader sees it. A passage knows its
element's CSS path, its links with their offsets, and whether a reader sees it. Elements whose markup names a role become regions over
passage numbers.
"""

from __future__ import annotations

from attrcheck.model import Passage, Region, Resource, Role, Value, Visibility, Widget
from attrcheck.reading.frame import Frame, Inherited
from attrcheck.reading.gather import Buffer, Line, OpenLink
from attrcheck.reading.inner import inner_document
from attrcheck.reading.resources import MAX_RESOURCES, RESOURCE_TAGS, resources_of
from attrcheck.reading.roles import MAX_NAMES, TAG_ROLES, role_of
from attrcheck.reading.seen import (
    ICONS,
    Eye,
    elements_in,
    is_shadow_root,
    is_small_print,
    may_be_hidden,
    may_be_shown,
    own_visibility,
    shows_something,
    undo_inherited,
)
from attrcheck.reading.tree import Element
from attrcheck.reading.visibility import INHERITED, SCREEN_READER_CLASSES, is_worse, worse
from attrcheck.reading.widgets import may_be_widget, widget_of

_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark meter nobr output q rt ruby s samp small span "
    "strike strong sub sup time tt u var wbr img svg g text tspan switch picture source map area amp-img amp-social-share".split()
)
# Content that is never text of the page: code, lines of drawings, other documents, form values, and what a head is for. The head itself is
# entered: the parser leaves a <main> or an <article> in it when a page has no <body> tag before them.
_NO_TEXT = frozenset(
    "script style template title meta link base iframe object embed math textarea option optgroup noembed rp "
    "path circle rect line polyline polygon ellipse use defs symbol desc metadata".split()
)
# Elements that leave nothing but their place among their siblings.
_PASSED_OVER = (_NO_TEXT - RESOURCE_TAGS) | {"br"}
_LINKS = ("a", "area")
_INLINE_ROLES = (Role.TAGS, Role.CAPTION, Role.SHARE_WIDGET, Role.RELATED, Role.COMMENTS)
# How many of the first children of a link are looked at for its picture.
_FIRST = 5
# More parts that open when asked than any real page has.
_MAX_CLOSED = 1_000
# More widgets than any real page has; the bound is for hostile ones.
_MAX_WIDGETS = 500


class Walked(Value, frozen=True, kw_only=True):
    """What one walk found."""

    passages: tuple[Passage, ...]
    regions: tuple[Region, ...]
    widgets: tuple[Widget, ...]
    resources: tuple[Resource, ...]


class Walk:
    """One walk over one tree; `walked()` gives what it found."""

    def __init__(self, root: Element, eye: Eye, doubled_ids: frozenset[str]) -> None:
        self._eye = eye
        self._doubled_ids = doubled_ids
        self._passages: list[Passage] = []
        self._regions: list[tuple[Role, int, str]] = []
        self._ends: list[int] = []
        self._widgets: list[Widget] = []
        self._resources: list[Resource] = []
        self._buffer = Buffer()
        self._link: OpenLink | None = None
        # The ids of what buttons that were met open when asked.
        self._closed: set[str] = set()
        self._frames = [Frame(root, None)]

    def walked(self) -> Walked:
        """Walk to the end and return everything."""
        while self._frames:
            frame = self._frames[-1]
            for child in frame.children:
                if isinstance(child, str):
                    self._buffer.add(child, frame)
                elif child is not None and self._open(child, frame):
                    break
            else:
                self._close(frame)
        self._flush()
        return Walked(
            passages=tuple(self._passages),
            regions=tuple(
                Region(role=role, start=start, end=end, locator=locator)
                for (role, start, locator), end in zip(self._regions, self._ends, strict=True)
            ),
            widgets=tuple(self._widgets),
            resources=tuple(self._resources[:MAX_RESOURCES]),
        )

    def _open(self, tag: Element, parent: Frame) -> bool:
        """Enter an element; False when it is passed over."""
        name = tag.name
        if name in _PASSED_OVER and not is_shadow_root(tag):
            parent.pass_over(name)
            if name == "br":
                self._break()
            return False
        frame = Frame(tag, parent)
        if name == "template":
            frame.host = parent.host or parent
        if name in RESOURCE_TAGS:
            self._note_resource(frame)
        if name in _NO_TEXT and name != "template":
            return False
        if tag.attrs and (may_be_widget(tag) or "aria-controls" in tag.attrs):
            self._note_doing(frame)
        if (
            frame.inherited
            or self._eye.browsers
            or may_be_hidden(tag, self._eye.rules)
            or (self._closed and tag.attrs.get("id") in self._closed)
        ):
            self._judge_visibility(frame, parent)
        role = self._role(tag)
        frame.stands_alone = name not in _INLINE or frame.visibility is not parent.visibility or role is not None or name == "rt"
        if frame.stands_alone:
            self._begin(frame, parent, role)
        else:
            self._buffer.border(name)
        if name in _LINKS:
            self._open_link(frame)
        self._frames.append(frame)
        return True

    def _note_resource(self, frame: Frame) -> None:
        """Note what an element loads; what frames and scripts load may be a share button."""
        if len(self._resources) < MAX_RESOURCES:
            self._resources += resources_of(frame, len(self._passages), self._doubled_ids)
        if frame.tag.name in ("iframe", "script"):
            self._note_widget(frame)
        if "srcdoc" in frame.tag.attrs:
            self._passages += inner_document(frame, self._doubled_ids)

    def _note_doing(self, frame: Frame) -> None:
        """Note what an element does besides being text: a widget, or the button of something that is closed."""
        attrs = frame.tag.attrs
        if may_be_widget(frame.tag):
            self._note_widget(frame)
        states = (attrs.get("aria-expanded", ""), attrs.get("aria-selected", ""))
        if "false" in states and len(self._closed) < _MAX_CLOSED:
            self._closed.update(attrs.get("aria-controls", "").split())

    def _open_link(self, frame: Frame) -> None:
        tag = frame.tag
        href = tag.attrs.get("href", "").strip() or tag.attrs.get("xlink:href", "").strip()
        if href:
            label = tag.attrs.get("aria-label", "") or tag.attrs.get("title", "") or tag.attrs.get("alt", "") or _image_text(tag)
            self._link = OpenLink(frame, href, label, tuple(tag.attrs.get("rel", "").lower().split()))
            self._link.start = self._buffer.length

    def _close(self, frame: Frame) -> None:
        if frame.tag.name in _LINKS and self._link:
            self._close_link(self._link)
            self._link = None
        if frame.stands_alone:
            self._flush()
        else:
            self._buffer.border(frame.tag.name)
        if frame.region is not None:
            self._ends[frame.region] = len(self._passages)
        if frame.line is not None:
            self._go_on(frame.line)
        self._frames.pop()

    def _close_link(self, link: OpenLink) -> None:
        """Note what is left of a link: its words, its icon, or that it has neither and perhaps nobody sees it."""
        frame, has_words = link.frame, self._buffer.has_words_since(link.start)
        if not (has_words or link.is_noted or self._eye.browsers or shows_something(frame.tag)):
            frame.visibility = worse(frame.visibility, Visibility.UNKNOWN)
            frame.hidden_by = frame.hidden_by or f"a link without words or a picture on {frame.path(self._doubled_ids)}"
            apart = Buffer()
            apart.frame, link.start = frame, 0
            link.note(apart)
            self._passages += filter(None, [apart.passage(self._doubled_ids)])
        elif has_words or not link.is_noted or self._is_icon(link):
            self._buffer.frame = self._buffer.frame or frame.block()
            link.note(self._buffer)

    def _leave_line(self, frame: Frame) -> None:
        """Gather what follows apart from the line that it stands in."""
        self._buffer.border(frame.tag.name)
        frame.line = Line(self._buffer, self._link.start if self._link else 0)
        self._buffer = Buffer()
        if self._link:
            self._link.start = 0

    def _go_on(self, line: Line) -> None:
        """Go on with a line that was left."""
        self._buffer = line.buffer
        if self._link:
            self._link.start = line.link_start

    def _is_icon(self, link: OpenLink) -> bool:
        """Tell whether all words of a link are hidden while it shows a picture, or are those that screen readers have for one."""
        if link.is_seen:
            return False
        return any(
            (one.name in ICONS and not may_be_hidden(one, self._eye.rules))
            or not SCREEN_READER_CLASSES.isdisjoint(one.attrs.get("class", "").split())
            for one in elements_in(link.frame.tag)
        )

    def _break(self) -> None:
        """A line break; a second one in a row ends the passage as a paragraph would."""
        if self._buffer.pieces and self._buffer.pieces[-1] == "\n":
            self._flush()
        else:
            self._buffer.line_break()

    def _flush(self) -> None:
        if self._link and self._buffer.length > self._link.start:
            self._link.note(self._buffer)
        if self._buffer.frame is None:
            self._buffer.clear()
        else:
            passage = self._buffer.passage(self._doubled_ids)
            if passage:
                self._passages.append(passage)
            self._buffer = Buffer()
        if self._link:
            self._link.start = 0

    def _role(self, tag: Element) -> Role | None:
        """Return the role of an element; inside a line only the roles count that no credit line is made of."""
        name, attributes = tag.name, tag.attrs
        is_inline = name in _INLINE
        if name in ("body", "head", "html") or (is_inline and "class" not in attributes):
            return None
        if not attributes:
            return TAG_ROLES.get(name)
        names = f"{attributes.get('class', '')} {attributes.get('id', '')}"
        if "itemtype" in attributes and attributes["itemtype"].endswith("Comment"):
            names = f"comments {names}"
        aria = attributes["role"][:MAX_NAMES].lower() if "role" in attributes else ""
        role = role_of(name, aria, names.strip()[:MAX_NAMES])
        return None if is_inline and role not in _INLINE_ROLES else role

    def _begin(self, frame: Frame, parent: Frame, role: Role | None) -> None:
        """Begin a passage, and a region where the element has a role. What stands apart in a line leaves the line for it."""
        if frame.tag.name in _INLINE and (frame.tag.name == "rt" or is_worse(frame.visibility, parent.visibility)):
            self._leave_line(frame)
        else:
            self._flush()
        if role:
            start = len(self._passages)
            frame.region = len(self._regions)
            # Only an embedded post is looked up by its path; making paths for all regions costs a tenth of the walk.
            locator = frame.path(self._doubled_ids) if role is Role.EMBED else ""
            self._regions.append((role, start, locator))
            self._ends.append(start)

    def _judge_visibility(self, frame: Frame, parent: Frame) -> None:
        name = frame.tag.name
        if name == "summary" and parent.tag.name == "details" and parent.parent:
            frame.visibility, frame.hidden_by = parent.parent.visibility, parent.parent.hidden_by
        if name == "small" or "style" in frame.tag.attrs:
            frame.is_small = is_small_print(frame)
        browsers = self._eye.browsers
        if browsers and (seen := browsers.own(frame)):
            # What is visible may stand inside something hidden, so this is no matter of the worse of both.
            frame.visibility, by, why = seen
            frame.hidden_by = why and f"{why} on {by.path(self._doubled_ids)}"
            return
        undo_inherited(frame)
        visibility, because = own_visibility(frame, self._eye.rules)
        is_closed = frame.tag.attrs.get("id") in self._closed
        if because is None and is_closed:
            visibility, because = Visibility.UNKNOWN, "closed until a button opens it"
        elif because and visibility is Visibility.HIDDEN and (is_closed or may_be_shown(frame.tag, because)):
            visibility, because = Visibility.UNKNOWN, f"{because}, perhaps until a script shows it"
        if because and worse(frame.visibility, visibility) is visibility:
            property_ = because.partition(":")[0]
            frame.inherited = Inherited(property_, frame.visibility, frame.hidden_by) if property_ in INHERITED else None
            # With the element's path, so that a credit that is hidden together with the article can be told from one hidden apart.
            frame.visibility, frame.hidden_by = visibility, f"{because} on {frame.path(self._doubled_ids)}"

    def _note_widget(self, frame: Frame) -> None:
        widget = widget_of(frame, len(self._passages), self._doubled_ids) if len(self._widgets) < _MAX_WIDGETS else None
        if widget:
            self._widgets.append(widget)


def _image_text(tag: Element) -> str:
    """Return the alt text of a link's image, when the image is among the link's first children."""
    images = (child for child in tag.contents[:_FIRST] if isinstance(child, Element) and child.name in ("img", "amp-img"))
    return next((image.attrs.get("alt", "") for image in images), "")
