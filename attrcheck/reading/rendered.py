"""What a browser wrote into a page about what a reader sees of it.

Each element with text of its own carries the mark: an attribute with a name that was drawn at random after the page's scripts had run. Its
value is "s" for shown, or "h" (hidden) or "u" (unknown), how many elements further out the one stands that hides it, and why.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from attrcheck.model import Visibility
from attrcheck.reading.frame import Frame

# What attrcheck/fetch/browser/look.js writes; no step is longer than a page is deep.
_HIDDEN = re.compile(r"([hu]) (\d{1,6}) ([^\n]{1,120})", re.ASCII)


class Seen(NamedTuple):
    """How a reader sees an element's text; if not at all, the element that hides it, and why."""

    visibility: Visibility
    by: Frame
    why: str | None = None


class BrowsersEye:
    """Reads the marks of one page. Without all of its style sheets nothing is certain, neither that a reader sees a text nor that not."""

    def __init__(self, mark: str, *, lacks_style: bool) -> None:
        self._mark, self._lacks_style = mark, lacks_style

    def own(self, frame: Frame) -> Seen | None:
        """Return what the browser saw of an element's own text; None where that is for the markup to say."""
        value = frame.tag.attrs.get(self._mark)
        if value is None:
            return self._unmarked(frame)
        if value == "s":
            return None if self._lacks_style else Seen(Visibility.SHOWN, frame)
        found = _HIDDEN.fullmatch(value)
        if found is None:
            return Seen(Visibility.UNKNOWN, frame, "a mark of the browser that cannot be read")
        is_certain = found[1] == "h" and not self._lacks_style
        return Seen(Visibility.HIDDEN if is_certain else Visibility.UNKNOWN, _outwards(frame, int(found[2])), found[3])

    def _unmarked(self, frame: Frame) -> Seen | None:
        """Believe nothing of text that the browser did not look at: a page may have smuggled it past."""
        has_text = any(isinstance(child, str) and child.strip() for child in frame.tag.contents)
        if not has_text or frame.visibility is Visibility.HIDDEN or frame.tag.name == "noscript":
            return None
        return Seen(Visibility.UNKNOWN, frame, "not looked at by the browser")


def _outwards(frame: Frame, steps: int) -> Frame:
    """Return the element so many steps further out, or the outermost."""
    while steps and frame.parent is not None and frame.parent.parent is not None:
        frame, steps = frame.parent, steps - 1
    return frame
