"""An open element of the walk: what it inherits from those around it, and its CSS path."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from attrcheck.model import Visibility
from attrcheck.reading.tree import Element

if TYPE_CHECKING:
    from attrcheck.reading.gather import Line

# Real pages are at most 40 elements deep; deeper paths are cut at the front.
MAX_STEPS = 80
# Names that CSS takes as they are; others (``o:p`` of office programs, made-up ones with dots) are counted instead.
_PLAIN_NAME = re.compile(r"^[a-z][a-z0-9-]*$")
_PLAIN_ID = re.compile(r"^[A-Za-z][\w-]{0,59}$", re.ASCII)


class Inherited(NamedTuple):
    """A property that hides text wherever it is inherited, and what is seen where an element sets it anew."""

    property_: str
    visibility: Visibility
    hidden_by: str | None


class Frame:
    """An open element. `index` and `count` say where it stands among its siblings and among those of its name, from 1."""

    __slots__ = (
        *("_counts", "_names", "_path", "_tail", "background", "children", "count", "depth", "hidden_by", "host"),
        *("index", "inherited", "is_small", "line", "parent", "region", "stands_alone", "tag", "visibility"),
    )

    def __init__(self, tag: Element, parent: Frame | None) -> None:
        self.tag = tag
        self.parent = parent
        self.index = self.count = 0
        self.depth: int = parent.depth + 1 if parent else 0
        # The element whose shadow tree this one belongs to: selectors do not reach into such a tree.
        self.host: Frame | None = parent.host if parent else None
        self._counts: dict[str, int] = {}
        self._names: frozenset[str] | None = None
        self._path: str | None = None
        self._tail: str | None = None
        self.children: Iterator[Element | str | None] = iter(tag.contents)
        self.region: int | None = None
        # The line that this element was left out of, where it stands apart from one.
        self.line: Line | None = None
        # Whether its text is a passage of its own: a block, or something inside a line that is seen or meant otherwise than the line.
        self.stands_alone = True
        self.visibility: Visibility = Visibility.SHOWN
        self.hidden_by: str | None = None
        # What hides it that an element inside may undo, with what would hold then.
        self.inherited: Inherited | None = None
        self.background: str | None = None
        self.is_small = False
        if parent is not None:
            counts = parent._counts
            counts[""] = self.index = counts.get("", 0) + 1
            counts[tag.name] = self.count = counts.get(tag.name, 0) + 1
            self.visibility, self.hidden_by, self.background = parent.visibility, parent.hidden_by, parent.background
            self.is_small, self.inherited = parent.is_small, parent.inherited

    def pass_over(self, name: str) -> None:
        """Count a child element that is not opened: those after it are counted from the first."""
        counts = self._counts
        counts[""] = counts.get("", 0) + 1
        counts[name] = counts.get(name, 0) + 1

    def path(self, doubled_ids: frozenset[str]) -> str:
        """Return the CSS path of the element: from the nearest id that no other element has, or the last `MAX_STEPS` steps."""
        if self.host is not None:
            return self.host.path(doubled_ids)
        if self._path is None:
            step = self._step(doubled_ids) if self.parent is not None else ""
            if step.startswith("#") or self.parent is None or self.parent.parent is None:
                self._path = step
            elif self.depth <= MAX_STEPS:
                self._path = f"{self.parent.path(doubled_ids)}>{step}"
            else:
                self._path = f"{self.parent._tail_of_path(doubled_ids)}{step}"
        return self._path

    def _tail_of_path(self, doubled_ids: frozenset[str]) -> str:
        """Return what the paths of this element's children begin with when it lies too deep for a whole path; the same for all of them."""
        if self._tail is None:
            if self._path is None:
                self._path = self._last_steps(doubled_ids)
            self._tail = "".join(f"{step}>" for step in self._path.split(">")[1 - MAX_STEPS :])
        return self._tail

    def _last_steps(self, doubled_ids: frozenset[str]) -> str:
        """Return the path of an element that is deeper than any real one, cut at the front."""
        steps: list[str] = []
        frame: Frame | None = self
        while frame is not None and frame.parent is not None and len(steps) < MAX_STEPS:
            steps.append(frame._step(doubled_ids))
            frame = None if steps[-1].startswith("#") else frame.parent
        return ">".join(reversed(steps))

    def _step(self, doubled_ids: frozenset[str]) -> str:
        identity = self.tag.attrs.get("id", "")
        if identity and _PLAIN_ID.match(identity) and identity not in doubled_ids:
            return f"#{identity}"
        if not is_plain(self.tag.name):
            return f"*:nth-child({self.index})"
        return self.tag.name if self.count == 1 else f"{self.tag.name}:nth-of-type({self.count})"

    def names(self) -> frozenset[str]:
        """Return the simple selectors that fit the element: its own, and those of the first child or the first of its name."""
        if self._names is None:
            self._names = names_of(self.tag).union([":first-child"] * (self.index == 1), [":first-of-type"] * (self.count == 1))
        return self._names

    def around(self) -> Iterator[tuple[str, frozenset[str]]]:
        """Yield tag and names of the elements around this one, innermost first, as far as real pages are deep."""
        parent, steps = self.parent, 0
        while parent is not None and steps < MAX_STEPS:
            yield parent.tag.name, parent.names()
            parent, steps = parent.parent, steps + 1

    def block(self) -> Frame:
        """Return the element whose passage this one's text belongs to."""
        frame = self
        while not frame.stands_alone and frame.parent is not None:
            frame = frame.parent
        return frame


@lru_cache(maxsize=1024)
def is_plain(name: str) -> bool:
    """Tell whether CSS takes the name of an element as it is."""
    return bool(_PLAIN_NAME.match(name))


def names_of(tag: Element) -> frozenset[str]:
    """Return the simple selectors that fit an element by itself: ``.class``, ``#id``, ``[attribute]`` and ``[attribute=value]``."""
    attrs = tag.attrs
    names = [f".{name}" for name in attrs.get("class", "").split()]
    for name, value in attrs.items():
        names += [f"[{name}]"] if name in ("class", "style") else [f"[{name}]", f"[{name}={value}]"]
    if attrs.get("id"):
        names.append(f"#{attrs['id']}")
    return frozenset(names)
