"""What a page's markup says about the page: title, meta tags, links to itself, JSON-LD, and texts that only machines meet."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from attrcheck.model import Metadatum
from attrcheck.reading.tree import Element
from attrcheck.text import squeeze

# Bounds for hostile pages; real ones stay far below.
_MAX_VALUE = 2_000
_MAX_NAME = 60
_MAX_ENTRIES = 600
_MAX_JSON = 1_000_000
_MAX_NODES = 5_000
_LINK_RELS = ("canonical", "amphtml", "author", "me", "license", "syndication")
ALT, TITLE, PASSWORD = "alt", "title-attribute", "password-field"
# Elements that have titles of their own: drawings, and markup that a script may put into a page.
_TITLED = ("svg", "template")
_PEOPLE = ("author", "creator", "contributor", "translator", "publisher")


def metadata(elements: Iterable[Element]) -> tuple[Metadatum, ...]:
    """Return every statement of the page's markup about itself in document order, then texts of images and tooltips.

    Names are ``title``, a meta tag's name or property in lower case, ``link:REL``, ``jsonld:ROLE`` and ``jsonld:ROLE.sameAs`` for people,
    and ``alt`` or ``title-attribute`` for texts of images and tooltips, which readers do not see.
    """
    statements: list[Metadatum] = []
    unseen: list[Metadatum] = []
    for entry in _entries(elements):
        kept = unseen if entry.name in (ALT, TITLE) else statements
        if entry.value and len(kept) < _MAX_ENTRIES:
            kept.append(entry)
    return (*statements, *unseen)


def _entries(elements: Iterable[Element]) -> Iterator[Metadatum]:
    others_titles: set[int] = set()
    for element in elements:
        name, attributes = element.name, element.attrs
        reader = _READERS.get(name)
        if reader:
            if id(element) not in others_titles:
                yield from reader(element)
        elif name in _TITLED:
            others_titles.update(id(child) for child in element.contents if isinstance(child, Element) and child.name == "title")
        elif attributes:
            if "alt" in attributes:
                yield _entry(ALT, attributes["alt"], f"{name}[alt]")
            if "title" in attributes:
                yield _entry(TITLE, attributes["title"], f"{name}[title]")


def _title(tag: Element) -> Iterator[Metadatum]:
    yield _entry("title", tag.own_text, "title")


def _meta(tag: Element) -> Iterator[Metadatum]:
    for key in ("property", "name", "itemprop"):
        written = tag.attrs.get(key, "")
        if name := written.strip().lower():
            escaped = written[:_MAX_NAME].replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\a ")
            yield _entry(name, tag.attrs.get("content"), f'meta[{key}{"^" if len(written) > _MAX_NAME else ""}="{escaped}"]')
            return


def _link(tag: Element) -> Iterator[Metadatum]:
    for rel in tag.attrs.get("rel", "").lower().split():
        if rel in _LINK_RELS:
            yield _entry(f"link:{rel}", tag.attrs.get("href"), f'link[rel="{rel}"]')


def _script(tag: Element) -> Iterator[Metadatum]:
    if tag.attrs.get("type", "").strip().lower().startswith("application/ld+json"):
        text = tag.own_text
        try:
            yield from _people(json.loads(text[:_MAX_JSON], strict=False))
        except (ValueError, RecursionError):
            return


def _input(tag: Element) -> Iterator[Metadatum]:
    if tag.attrs.get("type", "").strip().lower() == "password":
        yield _entry(PASSWORD, "yes", "input[type=password]")


_READERS = {"title": _title, "meta": _meta, "link": _link, "script": _script, "input": _input}


def _people(data: Any) -> Iterator[Metadatum]:
    """Yield the people that JSON-LD names, wherever they stand in it."""
    waiting, seen = [data], 0
    while waiting and seen < _MAX_NODES:
        node = waiting.pop()
        seen += 1
        if isinstance(node, list):
            waiting.extend(node)
        elif isinstance(node, dict):
            for key, value in node.items():
                if key in _PEOPLE:
                    yield from _person(key, value)
                if isinstance(value, dict | list):
                    waiting.append(value)


def _person(role: str, value: Any) -> Iterator[Metadatum]:
    where = 'script[type="application/ld+json"]'
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, str):
            yield _entry(f"jsonld:{role}", one, where)
        elif isinstance(one, dict):
            yield _entry(f"jsonld:{role}", one.get("name"), where)
            yield _entry(f"jsonld:{role}.jobTitle", one.get("jobTitle"), where)
            same = one.get("sameAs")
            for url in same if isinstance(same, list) else [same, one.get("url")]:
                yield _entry(f"jsonld:{role}.sameAs", url, where)


def _entry(name: str, value: Any, locator: str) -> Metadatum:
    # JSON may hold half a surrogate pair, which no output could encode.
    text = squeeze(value[:_MAX_VALUE]).encode(errors="replace").decode() if isinstance(value, str) else ""
    return Metadatum(name=name, value=text, locator=locator)
