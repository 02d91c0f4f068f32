"""What a page's markup says about the page: title, meta tags, links to itself, JSON-LD, and texts that only machines meet."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from attrcheck.model import Metadatum
from attrcheck.reading.frame import is_plain
from attrcheck.reading.jsonld import names_by_id, page_statements
from attrcheck.reading.roles import MAX_NAMES, paywall_sign
from attrcheck.reading.tree import Element
from attrcheck.text import squeeze

# Bounds for hostile pages; real ones stay far below.
_MAX_VALUE = 2_000
_MAX_NAME = 60
_MAX_ENTRIES = 600
_MAX_JSON = 1_000_000
_MAX_NODES = 5_000
_LINK_RELS = ("canonical", "amphtml", "author", "me", "license", "next", "syndication", "syndication-source")
# What a server says beside the page: about search engines, about other addresses of it, about mining it (W3C TDM Reservation Protocol).
_HEADERS = ("x-robots-tag", "link", "tdm-reservation", "tdm-policy")
# A page has its own dates first; the later ones belong to comments and to other stories. One sign of a paywall is as good as twenty.
_MAX_TIMES = _MAX_SIGNS = 5
# Class names and properties by which a <time> says what it is about; a page of WordPress that was never changed says both.
_CHANGED, _PUBLISHED = ("updated", "modified"), "publish"
ALT, TITLE, PASSWORD, PAYWALL, TIME, MOUNT = "alt", "title-attribute", "password-field", "paywall", "time:datetime", "script-root"
# The element that React, Vue, Next, Nuxt, Gatsby, Svelte or Angular fills: empty in what the server sends, the page is made by scripts.
_MOUNTS = frozenset(("root", "app", "__next", "__nuxt", "___gatsby", "svelte", "app-root", "react-root", "main-app", "q-app"))
# Elements that have titles of their own: drawings, and markup that a script may put into a page.
_TITLED = ("svg", "template")
# What may stand on a page and have an author of its own.
_THINGS = re.compile(r"(?:^|schema\.org/)(?:ImageObject|Photograph|Comment|UserComments)$", re.IGNORECASE)
_JSON_LD = 'script[type="application/ld+json"]'
# What browsers and SingleFile write into a page that they save.
_SAVED_FROM = re.compile(
    r"<!--\s*(?:saved from url=\(\d{1,6}\)|Page saved with SingleFile\s+url:\s*)(https?://[^\s<>\"]{1,2000})\s", re.IGNORECASE
)
_SAVED_WITHIN = 4_096
_PEOPLE = ("author", "creator", "contributor", "translator", "publisher")


def metadata(elements: Iterable[Element]) -> tuple[Metadatum, ...]:
    """Return every statement of the page's markup about itself in document order, then texts of images and tooltips.

    Names are ``title``, a meta tag's name or property in lower case, ``link:REL``, ``jsonld:ROLE`` and ``jsonld:ROLE.sameAs`` for people,
    ``jsonld:KEY`` for what JSON-LD says of the page itself, ``time:datetime``, ``paywall`` for a class name that speaks of one,
    ``script-root`` for the empty element that scripts fill, and ``alt`` or ``title-attribute`` for texts of images and tooltips, which
    readers do not see.
    """
    statements: list[Metadatum] = []
    unseen: list[Metadatum] = []
    room = {TIME: _MAX_TIMES, PAYWALL: _MAX_SIGNS}
    for entry in _entries(elements):
        kept = unseen if entry.name in (ALT, TITLE) else statements
        left = room.get(entry.name, _MAX_ENTRIES)
        if entry.value and left and len(kept) < _MAX_ENTRIES:
            kept.append(entry)
            room[entry.name] = left - 1
    return (*statements, *unseen)


def header_statements(headers: Sequence[tuple[str, str]]) -> tuple[Metadatum, ...]:
    """Return what the server says beside the page, as ``header:NAME``."""
    told = [(name.lower(), value) for name, value in headers[:_MAX_ENTRIES] if name.lower() in _HEADERS]
    # A Link header holds all links of a page, often of dozens of fonts and styles; each is a statement of its own.
    parts = ((name, part) for name, value in told for part in (value.replace("<", "\n<").split("\n") if name == "link" else [value]))
    entries = (_entry(f"header:{name}", part.strip(" ,"), "response header") for name, part in parts)
    return tuple(entry for entry in islice(entries, _MAX_ENTRIES) if entry.value)


def saved_from(url: str, markup: str) -> tuple[Metadatum, ...]:
    """Return where a saved page says that it was saved from, as ``saved-from``; on the web a page has an address of its own."""
    found = _SAVED_FROM.search(markup, 0, _SAVED_WITHIN) if url.startswith("file:") else None
    return (_entry("saved-from", found[1], "comment of the browser that saved the page"),) if found else ()


def _entries(elements: Iterable[Element]) -> Iterator[Metadatum]:
    others: set[int] = set()
    for element in elements:
        name, attributes = element.name, element.attrs
        reader = _READERS.get(name)
        if reader:
            if name == "script" or id(element) not in others:
                yield from reader(element)
            continue
        if (name in _TITLED or "itemtype" in attributes) and id(element) not in others:
            others.update(_of_others(element))
        mount = attributes.get("id", "") if name == "div" else name
        if mount in _MOUNTS and not any(isinstance(child, Element) for child in element.contents) and not element.own_text.strip():
            yield _entry(MOUNT, mount, "div[id]")
        if not attributes:
            continue
        named = name if is_plain(name) else "*"
        if "class" in attributes and (sign := paywall_sign(attributes["class"][:MAX_NAMES])):
            yield _entry(PAYWALL, sign, f"{named}[class]")
        if "alt" in attributes:
            yield _entry(ALT, attributes["alt"], f"{named}[alt]")
        if "title" in attributes:
            yield _entry(TITLE, attributes["title"], f"{named}[title]")


def _of_others(element: Element) -> Iterator[int]:
    """Yield by identity what says nothing of the page: titles of drawings, and all inside of what has an author of its own."""
    if element.name in _TITLED:
        yield from (id(child) for child in element.contents if isinstance(child, Element) and child.name == "title")
    rest = [element] if _THINGS.search(element.attrs.get("itemtype", "")[:MAX_NAMES].strip()) else []
    while rest:
        one = rest.pop()
        yield id(one)
        rest += [child for child in one.contents if isinstance(child, Element)]


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
            data = json.loads(text[:_MAX_JSON], strict=False)
            yield from _people(data)
            yield from (_entry(f"jsonld:{key}", value, _JSON_LD) for key, value in page_statements(data))
        except (ValueError, RecursionError):
            return


def _input(tag: Element) -> Iterator[Metadatum]:
    if tag.attrs.get("type", "").strip().lower() == "password":
        yield _entry(PASSWORD, "yes", "input[type=password]")


def _time(tag: Element) -> Iterator[Metadatum]:
    names = f"{tag.attrs.get('class', '')} {tag.attrs.get('itemprop', '')}".lower()
    if _PUBLISHED in names or not any(word in names for word in _CHANGED):
        yield _entry(TIME, tag.attrs.get("datetime"), "time[datetime]")


_READERS = {"title": _title, "meta": _meta, "link": _link, "script": _script, "input": _input, "time": _time}


def _people(data: Any) -> Iterator[Metadatum]:
    """Yield the people that JSON-LD names, wherever they stand in it."""
    named = names_by_id(data)
    waiting, seen = [data], 0
    while waiting and seen < _MAX_NODES:
        node = waiting.pop()
        seen += 1
        if isinstance(node, list):
            waiting.extend(node)
        elif isinstance(node, dict):
            is_page = not _THINGS.search(str(node.get("@type"))[:MAX_NAMES])
            for key, value in node.items():
                if is_page and key in _PEOPLE:
                    yield from _person(key, value, named)
                if isinstance(value, dict | list):
                    waiting.append(value)


def _person(role: str, value: Any, named: dict[str, dict[str, Any]]) -> Iterator[Metadatum]:
    for said in value if isinstance(value, list) else [value]:
        # Articles of a graph name their author by the id of another node.
        one = named.get(str(said.get("@id")), said) if isinstance(said, dict) and "name" not in said else said
        if isinstance(one, str):
            yield _entry(f"jsonld:{role}", one, _JSON_LD)
        elif isinstance(one, dict):
            yield _entry(f"jsonld:{role}", one.get("name"), _JSON_LD)
            yield _entry(f"jsonld:{role}.jobTitle", one.get("jobTitle"), _JSON_LD)
            same = one.get("sameAs")
            for url in same if isinstance(same, list) else [same, one.get("url")]:
                yield _entry(f"jsonld:{role}.sameAs", url, _JSON_LD)
            if role == "publisher":
                yield _entry("jsonld:publisher.url", one.get("url"), _JSON_LD)
                yield _entry("jsonld:publisher.email", one.get("email"), _JSON_LD)


def _entry(name: str, value: Any, locator: str) -> Metadatum:
    # JSON may hold half a surrogate pair, which no output could encode.
    text = squeeze(value[:_MAX_VALUE]).encode(errors="replace").decode() if isinstance(value, str) else ""
    return Metadatum(name=name, value=text, locator=locator)
