"""The text of a piece of markup that a network hands out, with the links in it: posts come as HTML."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import pairwise

from bs4.exceptions import ParserRejectedMarkup

from attrcheck.model import Link, Value, Visibility
from attrcheck.reading.frame import Frame, names_of
from attrcheck.reading.seen import own_visibility
from attrcheck.reading.style_sheets import HidingRules
from attrcheck.reading.tree import Element, Tree, parsed
from attrcheck.reading.visibility import worse
from attrcheck.text import composed

# The longest posts of any network have about 65,000 characters (Mastodon forks, Telegraph); with markup that is a tenth of this.
MAX_MARKUP = 500_000
# A parsed element takes about 1.3 kB; a post with a link at every fifth word has some hundred.
_MAX_TAGS = 50_000
# Elements that stand on lines of their own in every browser; unknown ones stand inside a line (HTML Standard, section 15.3).
_BLOCKS = frozenset(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 "
    "header hr html legend li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
# Content that is never text of a post: code, drawings, other documents, form values.
_NO_TEXT = frozenset("script style template head title iframe object embed svg math textarea select noembed".split())
# Mastodon hides the scheme and the end of a long address, and its styles put "…" after the part between that readers see.
_INVISIBLE, _SHORTENED = "invisible", "ellipsis"
_NO_RULES = HidingRules(())


class Part(Value, frozen=True, kw_only=True):
    """An element of some markup: its attributes, its visible text, and the links in that with their offsets."""

    attributes: Mapping[str, str]
    text: str
    links: tuple[Link, ...]


def snippet(html: str) -> tuple[str, tuple[Link, ...]]:
    """Return the visible text of some markup in one string, paragraphs on lines of their own, and its links with offsets in that text.

    >>> snippet('<p>By <a href="https://a.example/">Zoë\\n Vandermeer</a></p><p>Read<br>on</p>')[0]
    'By Zoë Vandermeer\\nRead\\non'
    """
    tree = _parsed(html)
    return _Reading(tree.root).read() if tree else ("", ())


def parts(html: str, names: Collection[str]) -> dict[str, Part]:
    """Return the first element of each of these names, in document order; no key for a name that no element has.

    Names are as selectors of style sheets write them: a tag, ``.class``, ``#id`` or ``[attribute]``.

    >>> parts('<div class="post" data-id="7">A <b class="x y">word</b></div>', [".post", ".y"])[".y"].text
    'word'
    """
    tree = _parsed(html)
    return _first_parts(tree.elements if tree else (), names)


def series(html: str, name: str, names: Collection[str]) -> list[dict[str, Part]]:
    """Return the `parts` of each element of one name, itself among them: what stands from it up to the next one of its name.

    >>> [found["b"].text for found in series("<p><b>one</b></p><p><b>two</b><b>three</b></p>", "p", ("p", "b"))]
    ['one', 'two']
    """
    tree = _parsed(html)
    elements = tree.elements if tree else []
    starts = [at for at, tag in enumerate(elements) if name in (tag.name, *names_of(tag))]
    return [_first_parts(elements[at:end], names) for at, end in pairwise([*starts, len(elements)])]


def _first_parts(elements: Iterable[Element], names: Collection[str]) -> dict[str, Part]:
    wanted = frozenset(names)
    found: dict[str, Element] = {}
    for tag in elements:
        if len(found) < len(wanted):
            for name in wanted.intersection((tag.name, *names_of(tag))):
                found.setdefault(name, tag)
    made = {}
    for name, tag in found.items():
        text, links = _Reading(tag).read()
        made[name] = Part(attributes=tag.attrs, text=text, links=links)
    return made


def _parsed(html: str) -> Tree | None:
    """Return the tree of some markup, of its beginning when it is longer than any post; None when no parser makes anything of it."""
    kept = html[:MAX_MARKUP].encode(errors="replace").decode()  # half a surrogate pair is no character
    if kept.count("<") > _MAX_TAGS:
        kept = "<".join(kept.split("<", _MAX_TAGS)[:_MAX_TAGS])
    try:
        return parsed(kept)
    except (ParserRejectedMarkup, AssertionError):
        return None


class _OpenLink:
    """A link whose element is open; `start` is known when its first letter comes."""

    def __init__(self, tag: Element) -> None:
        self.tag = tag
        self.start: int | None = None


class _Reading:
    """One walk over an element, without recursion."""

    def __init__(self, root: Element) -> None:
        self._frames = [Frame(root, None)]
        self._pieces: list[str] = []
        self._length = 0
        self._gap = ""  # what divides the text so far from the next letter, if one comes
        self._open: list[_OpenLink] = []
        self._waiting: list[_OpenLink] = []
        self._links: list[Link] = []

    def read(self) -> tuple[str, tuple[Link, ...]]:
        """Walk to the end and return text and links."""
        while self._frames:
            frame = self._frames[-1]
            for child in frame.children:
                if isinstance(child, str):
                    self._add(child)
                elif child is not None and self._enter(child, frame):
                    break
            else:
                self._leave(frame.tag)
                self._frames.pop()
        return "".join(self._pieces), tuple(self._links)

    def _enter(self, tag: Element, parent: Frame) -> bool:
        """Enter an element; False when it is passed over."""
        if tag.name in _BLOCKS or tag.name == "br":
            self._gap = "\n"
        if tag.name in _NO_TEXT or tag.name == "br" or _INVISIBLE in tag.attrs.get("class", "").split():
            return False
        frame = Frame(tag, parent)
        frame.visibility = worse(parent.visibility, own_visibility(frame, _NO_RULES)[0])
        if frame.visibility is Visibility.HIDDEN:
            return False
        if tag.name == "a" and tag.attrs.get("href", "").strip().lower().startswith(("http://", "https://")):
            self._open.append(_OpenLink(tag))
            self._waiting.append(self._open[-1])
        self._frames.append(frame)
        return True

    def _leave(self, tag: Element) -> None:
        if self._open and _SHORTENED in tag.attrs.get("class", "").split():
            self._add("…")
        if self._open and self._open[-1].tag is tag:
            self._note(self._open.pop())
        if tag.name in _BLOCKS:
            self._gap = "\n"

    def _note(self, link: _OpenLink) -> None:
        if link.start is None:
            self._waiting.pop()  # those that wait are the innermost of the open ones
        start = self._length if link.start is None else link.start
        label = link.tag.attrs.get("aria-label", "") or link.tag.attrs.get("title", "")
        rel = tuple(link.tag.attrs.get("rel", "").lower().split())
        self._links.append(Link(url=link.tag.attrs.get("href", "").strip(), start=start, end=self._length, label=label, rel=rel))

    def _add(self, text: str) -> None:
        """Add the text of a node, with runs of white space as one space."""
        told = text.split()
        if told:
            gap = self._gap or (" " if text[0].isspace() else "")
            folded = composed(" ".join(told))
            if self._length and gap:
                self._pieces.append(gap)
                self._length += 1
            for link in self._waiting:
                link.start = self._length
            self._waiting.clear()
            self._pieces.append(folded)
            self._length += len(folded)
            self._gap = " " if text[-1].isspace() else ""
        elif text:
            self._gap = self._gap or " "
