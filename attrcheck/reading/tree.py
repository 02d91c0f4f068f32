"""Markup to a tree that is only walked down: what BeautifulSoup makes of it over lxml, without what a search or a change would need.

BeautifulSoup ties every element and string to its neighbours and copies every attribute three times; that is two thirds of its time, and
the walk asks for names, attributes and children only.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from typing import Any, NamedTuple

from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning, XMLParsedAsHTMLWarning
from bs4.builder._lxml import LXMLTreeBuilder

_NO_NAMESPACES: Mapping[str, str] = {}


class Element:
    """An element that knows its name, attributes and children; attributes are plain strings, `class` and `rel` too.

    A child is an element, a string that a reader may see, or None where a comment stands.
    """

    __slots__ = ("__weakref__", "attrs", "contents", "name")

    def __init__(self, name: str, attributes: dict[str, str]) -> None:
        self.name = name
        self.attrs = attributes
        self.contents: list[Element | str | None] = []

    @property
    def own_text(self) -> str:
        """The text that stands in the element itself, such as a title or a style sheet."""
        return "".join(child for child in self.contents if isinstance(child, str))


class Tree(NamedTuple):
    """A parsed page: its root, and all elements in document order."""

    root: Element
    elements: list[Element]


def parsed(markup: str) -> Tree:
    """Return the tree of a page; raises ParserRejectedMarkup or AssertionError when no parser makes anything of it."""
    builder = _Builder()
    with warnings.catch_warnings():
        # Saved XHTML and pages of one line are pages all the same.
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
        BeautifulSoup(markup, builder=builder)
    return builder.tree()


class _Builder(LXMLTreeBuilder):
    """Puts what the parser meets under the element that is open. The parser closes what it opened, in order, whatever the markup does."""

    def initialize_soup(self, soup: BeautifulSoup) -> None:
        """Begin a tree."""
        super().initialize_soup(soup)
        self._begin()

    def tree(self) -> Tree:
        """Hand over the tree, and keep nothing of it: the parser and its target hold each other until Python looks for such cycles."""
        tree = Tree(self._root, self._elements)
        self._begin()
        return tree

    def _begin(self) -> None:
        self._root = Element(BeautifulSoup.ROOT_TAG_NAME, {})
        self._elements: list[Element] = []
        self._open = [self._root]
        self._text: list[str] = []

    def start(self, tag: str | bytes, attrib: dict[Any, Any], nsmap: Mapping[str, str] = _NO_NAMESPACES) -> None:  # noqa: ARG002
        """Open an element; HTML has no namespaces."""
        if self._text:
            self._end_text()
        element = Element(str(tag), dict(attrib))
        self._elements.append(element)
        self._open[-1].contents.append(element)
        self._open.append(element)

    def end(self, tag: str | bytes) -> None:  # noqa: ARG002
        """Close the element that is open."""
        if self._text:
            self._end_text()
        self._open.pop()

    def data(self, data: str | bytes) -> None:
        """Take a part of a text."""
        self._text.append(str(data))

    def comment(self, text: str | bytes) -> None:  # noqa: ARG002
        """Take a comment, which ends the text before it."""
        self._end_text()
        self._open[-1].contents.append(None)

    def pi(self, target: str, data: str) -> None:
        """Take a processing instruction: as little a text as a comment."""
        self.comment(f"{target} {data}")

    def doctype(self, name: str, pubid: str, system: str) -> None:
        """Pass over the document type."""

    def close(self) -> None:
        """End the text that the page ends in."""
        self._end_text()

    def _end_text(self) -> None:
        if self._text:
            self._open[-1].contents.append("".join(self._text))
            self._text = []
