"""The passage that the walk is gathering: its text with white space folded, and its links with their offsets."""

from __future__ import annotations

import re
from typing import NamedTuple

from msgspec.structs import replace

from attrcheck.model import Link, Passage
from attrcheck.reading.frame import Frame
from attrcheck.text import BORDER, unseen_removed

# Labels of links are shown in reports; a longer one is a paragraph in a tooltip.
_MAX_LABEL = 300
# Footnote marks and ordinals belong to the word that they touch; the other elements dress up words and parts of words.
_RAISED = ("sup", "sub", "rt")
_DRESSING = frozenset("b i em strong u s mark font small big q".split())
# The end of a text that is inside a handle or the path of an address, and how many of its last pieces are looked at for that.
_IN_HANDLE = re.compile(r"(?:[@\uff20]|://|\w\.[a-z]{2,8}/)[^\s,;()]{0,80}$", re.IGNORECASE)
_FEW = 4


class Buffer:
    """The passage that is being gathered: text with white space folded, and the links in it."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.ends_in_space = True
        self.at_border = self.may_divide = False
        self.is_small = True
        self.links: list[Link] = []
        self.frame: Frame | None = None

    def add(self, text: str, frame: Frame) -> None:
        """Add the text of a node, with runs of white space as one space."""
        folded = " ".join(text.split())
        if text and text[0].isspace() and not self.ends_in_space:
            folded = f" {folded}"
        if folded:
            if folded != " " and text[-1].isspace():
                folded += " "
            if self.at_border and self.pieces and self.pieces[-1][-1].isalnum() and folded[0].isalnum():
                folded = f"{self._between(folded)}{folded}"
            self.at_border = False
            self.is_small = self.is_small and (frame.is_small or folded == " ")
            if self.frame is None:
                self.frame = frame.block()
            self.pieces.append(folded)
            self.length += len(folded)
            self.ends_in_space = folded[-1] == " "

    def _between(self, text: str) -> str:
        """Return what divides a text from the one before it, which its element's border touches without a space."""
        if not _are_two_words(self.pieces[-1], text):
            return BORDER if self.may_divide else ""
        # "@Remy|Bonny" is one handle or a handle and a word; who looks for handles may read it both ways.
        return f"{BORDER} " if _IN_HANDLE.search("".join(self.pieces[-_FEW:])) else " "

    def clear(self) -> None:
        """Forget the borders of elements that held nothing."""
        self.at_border = self.may_divide = False

    def border(self, name: str) -> None:
        """Note that an inline element begins or ends here: "<b>Bonny</b><i>Political" are two words to a reader.

        Where a long word may be broken it goes on.
        """
        if name == "wbr":
            return
        self.at_border = name not in _RAISED
        self.may_divide = self.at_border and name not in _DRESSING

    def has_words_since(self, start: int) -> bool:
        """Tell whether anything that a reader sees was added since an offset."""
        added = self.length - start
        # What nobody sees is a character or two; longer texts are words.
        return added > _FEW or bool(unseen_removed("".join(self.pieces[-_FEW:])[-added:] if added else "").strip())

    def line_break(self) -> None:
        """Add a line break."""
        if self.pieces:
            self.pieces.append("\n")
            self.length += 1
            self.ends_in_space = True

    def passage(self, doubled_ids: frozenset[str]) -> Passage | None:
        """Return what was gathered, or None when that is nothing."""
        text = "".join(self.pieces).rstrip()
        if self.frame is None or not (text or self.links):
            return None
        end = len(text)
        # A link may end in the white space that was cut off.
        links = tuple(k if k.end <= end else replace(k, start=min(k.start, end), end=end) for k in self.links)
        frame = self.frame
        return Passage(
            text=text,
            locator=frame.path(doubled_ids),
            visibility=frame.visibility,
            hidden_by=frame.hidden_by,
            is_small=self.is_small and bool(text),
            links=links,
        )


class Line(NamedTuple):
    """A line that was left for what stands apart in it: what was gathered, and where the link that is open begins in it."""

    buffer: Buffer
    link_start: int


def _are_two_words(left: str, right: str) -> bool:
    """Tell whether texts that meet at an element's border without a space are two words: "Bonny|Political", "DPA|Rémy", not "R|émy"."""
    if right[0].isdigit():
        return left[-1].isalpha()
    if not right[0].isupper():
        return False
    is_all_capitals = left[-2:].isupper() and left[-2:].isalpha() and len(left) > 1
    return left[-1].islower() or left[-1].isdigit() or (is_all_capitals and right[1:2].islower())


class OpenLink:
    """The link that is open; `start` is where its text begins in the current buffer. It may span several passages."""

    def __init__(self, frame: Frame, url: str, label: str, rel: tuple[str, ...]) -> None:
        self.frame, self.url, self.label, self.rel = frame, url, label, rel
        self.start = 0
        # Whether a part of it is noted, and one that is seen as the link itself is: its words may be hidden beside an icon that is seen.
        self.is_noted = self.is_seen = False

    def note(self, buffer: Buffer) -> None:
        """Add the part of the link that lies in the buffer."""
        buffer.links.append(Link(url=self.url, start=self.start, end=buffer.length, label=self.label[:_MAX_LABEL], rel=self.rel))
        self.is_noted = True
        self.is_seen |= buffer.frame is not None and buffer.frame.visibility is self.frame.visibility
        self.start = 0
