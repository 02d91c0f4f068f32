"""XML that strangers wrote, read piece by piece: no entity, no network, no document type of its own, and no tree that grows."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import NamedTuple

from lxml import etree

from attrcheck.errors import TargetsError
from attrcheck.targets.document import Document

# Elements of the largest list: 50,000 entries with 40 elements each. A second of reading holds about 500,000.
_MAX_ELEMENTS = 2_000_000
# The attributes that lists use. All of an element are not asked for: lxml needs four times as long for twice as many, 8 s for 40,000.
_ATTRIBUTES = ("href", "isPermaLink", "rel", "type", "url", "xmlUrl")
# Bytes that are given to the parser at a time: what it has read of a damaged list before the fault is used.
_PIECE = 65_536
_BLANKS = b" \t\r\n"
# How much of a document is read to find its first element: a comment or a style sheet may stand before it.
_HEAD = 65_536


class Seen(NamedTuple):
    """An element that has ended: its name and its parent's without namespace, its text, attributes, line and base address.

    `text` is what stands before its first child, `attributes` are those that lists use.
    """

    name: str
    parent: str
    text: str
    attributes: Mapping[str, str]
    line: int
    base: str


def root_name(body: bytes) -> str:
    """Return the name of the first element in lower case and without namespace; empty when this is no XML.

    >>> root_name(b'<?xml version="1.0"?><rdf:RDF xmlns:rdf="x"><item/>')
    'rdf'
    """
    parser = _parser(("start",))
    with suppress(etree.XMLSyntaxError):  # what was read before the fault counts
        parser.feed(body[:_HEAD])
    found = next(parser.read_events(), None)
    return _local(found[1]).lower() if found else ""


def elements(document: Document) -> Iterator[Seen]:
    """Yield every element when it ends, so children before their parents.

    Raises TargetsError at the first fault, for entities, and for more than two million elements; what came before has been yielded.
    """
    # An empty line before the XML declaration is a fault of many sites, which every feed reader forgives.
    body = document.body.removeprefix(BOM_UTF8).lstrip(_BLANKS)
    above = document.body[: len(document.body) - len(body)].count(b"\n")
    parser = _parser(("start", "end"))
    count = 0
    for start in range(0, len(body) + _PIECE, _PIECE):
        fault = _fed(parser, body[start : start + _PIECE])
        for event, element in parser.read_events():
            if event == "end":
                yield _seen(element, above)
                _forget(element)
                continue
            count += 1
            if count == 1:
                _require_no_entities(document.name, element)
            if count > _MAX_ELEMENTS:
                raise TargetsError(f"{document.name}: holds more than {_MAX_ELEMENTS:,} elements; what stands before counts")
        if fault is not None:
            line = above + (fault.lineno or 0)
            raise TargetsError(f"{document.name}:{line}: is not well-formed XML from here on; what stands before counts") from fault


def _fed(parser: etree.XMLPullParser, piece: bytes) -> etree.XMLSyntaxError | None:
    """Give the parser a piece, or the end for an empty one, and return what is wrong with it."""
    try:
        if piece:
            parser.feed(piece)
        else:
            parser.close()
    except etree.XMLSyntaxError as error:
        return error
    return None


def _parser(events: tuple[str, ...]) -> etree.XMLPullParser:
    # Without huge_tree libxml2 refuses texts over 10 MB, depths over 256 and entities that multiply.
    return etree.XMLPullParser(
        events=events, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )


def _require_no_entities(name: str, root: etree._Element) -> None:
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and next(iter(declared.iterentities()), None) is not None:
        raise TargetsError(f"{name}: declares entities of its own, which attrcheck does not read")


def _seen(element: etree._Element, lines_above: int) -> Seen:
    parent = element.getparent()
    holder = "" if parent is None else _local(parent)
    attributes = {name: value for name in _ATTRIBUTES if (value := element.get(name)) is not None}
    line = lines_above + (element.sourceline or 0)
    return Seen(_local(element), holder, (element.text or "").strip(), attributes, line, element.base or "")


def _local(element: etree._Element) -> str:
    return str(etree.QName(element).localname)


def _forget(element: etree._Element) -> None:
    """Drop what has been read: children, and the elements before this one. The element itself must stay until its parent ends."""
    element.clear(keep_tail=True)
    parent = element.getparent()
    while parent is not None and (before := element.getprevious()) is not None:
        parent.remove(before)
