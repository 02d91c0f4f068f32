"""What a page's markup says about the page: title, meta tags, links to itself, JSON-LD, and texts that only machines meet."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup, Tag

from attrcheck.model import Metadatum
from attrcheck.text import squeeze

# Bounds for hostile pages; real ones stay far below.
_MAX_VALUE = 2_000
_MAX_NAME = 60
_MAX_ENTRIES = 600
_MAX_JSON = 1_000_000
_MAX_NODES = 5_000
_LINK_RELS = ("canonical", "amphtml", "author", "me", "license", "syndication")
ALT, TITLE, PASSWORD = "alt", "title-attribute", "password-field"
_PEOPLE = ("author", "creator", "contributor", "translator", "publisher")


def metadata(soup: BeautifulSoup) -> tuple[Metadatum, ...]:
    """Return every statement of the page's markup about itself in document order, then texts of images and tooltips.

    Names are ``title``, a meta tag's name or property in lower case, ``link:REL``, ``jsonld:ROLE`` and ``jsonld:ROLE.sameAs`` for people,
    and ``alt`` or ``title-attribute`` for texts of images and tooltips, which readers do not see.
    """
    statements: list[Metadatum] = []
    unseen: list[Metadatum] = []
    for entry in _entries(soup):
        kept = unseen if entry.name in (ALT, TITLE) else statements
        if entry.value and len(kept) < _MAX_ENTRIES:
            kept.append(entry)
    return (*statements, *unseen)


def _entries(soup: BeautifulSoup) -> Iterator[Metadatum]:
    # One pass over the tree: each find_all costs a tenth of the parsing.
    for tag in soup.descendants:
        if isinstance(tag, Tag):
            reader = _READERS.get(tag.name)
            if reader:
                yield from reader(tag)
            elif tag.attrs:
                if "alt" in tag.attrs:
                    yield _entry(ALT, tag.get("alt"), f"{tag.name}[alt]")
                if "title" in tag.attrs:
                    yield _entry(TITLE, tag.get("title"), f"{tag.name}[title]")


def _title(tag: Tag) -> Iterator[Metadatum]:
    if tag.parent is None or tag.parent.name != "svg":
        yield _entry("title", tag.get_text(), "title")


def _meta(tag: Tag) -> Iterator[Metadatum]:
    for key in ("property", "name", "itemprop"):
        written = str(tag.get(key) or "")
        if name := written.strip().lower():
            escaped = written[:_MAX_NAME].replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\a ")
            yield _entry(name, tag.get("content"), f'meta[{key}{"^" if len(written) > _MAX_NAME else ""}="{escaped}"]')
            return


def _link(tag: Tag) -> Iterator[Metadatum]:
    for rel in str(tag.get("rel") or "").lower().split():
        if rel in _LINK_RELS:
            yield _entry(f"link:{rel}", tag.get("href"), f'link[rel="{rel}"]')


def _script(tag: Tag) -> Iterator[Metadatum]:
    if str(tag.get("type") or "").strip().lower().startswith("application/ld+json"):
        text = tag.string or ""
        try:
            yield from _people(json.loads(text[:_MAX_JSON], strict=False))
        except (ValueError, RecursionError):
            return


def _input(tag: Tag) -> Iterator[Metadatum]:
    if str(tag.get("type") or "").strip().lower() == "password":
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
