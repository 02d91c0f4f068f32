"""Lists that sites and programs write in XML: RSS, Atom, sitemaps, and OPML, the lists of feeds that feed readers export.

Only addresses are read of them: no titles, no content.
"""

from __future__ import annotations

from urllib.parse import urljoin

from attrcheck.targets.document import Document, Entries, Entry, Fault
from attrcheck.targets.markup import Seen, elements

_ITEMS = ("item", "entry")
# Where an item says its address, the best first: FeedBurner counts clicks in all others.
_LINK, _GUID = 1, 2
_BEST = {"origLink": 0, "link": _LINK, "guid": _GUID}


def read_feed(document: Document) -> Entries:
    """Yield the page of each item of an RSS or Atom feed: its link, or its permanent name where that is an address."""
    found: dict[int, Entry] = {}
    for seen in elements(document):
        if seen.name in _ITEMS:
            yield found[min(found)] if found else Fault(seen.line, "this item of the feed has no address")
            found = {}
        elif seen.parent in _ITEMS and seen.name in _BEST and (address := _address(seen)):
            found.setdefault(_BEST[seen.name], Entry(seen.line, _joined(document, seen, address)))


def _address(seen: Seen) -> str:
    """Return the address that an element of an item holds: Atom's stands in an attribute, and only an "alternate" is the page itself."""
    if seen.name == "guid" and (seen.attributes.get("isPermaLink") == "false" or not seen.text.startswith(("http://", "https://"))):
        return ""
    if "href" in seen.attributes:
        return seen.attributes["href"] if seen.attributes.get("rel", "alternate") == "alternate" else ""
    return seen.text


def _joined(document: Document, seen: Seen, address: str) -> str:
    try:
        return urljoin(urljoin(document.url, seen.base), address.strip())
    except ValueError:  # of brackets; what is no address is told so later
        return address.strip()


def read_sitemap(document: Document) -> Entries:
    """Yield the pages of a sitemap, and the sitemaps of an index. Addresses of pictures and films in it are none of pages."""
    for seen in elements(document):
        if seen.name == "loc" and seen.parent in ("url", "sitemap"):
            yield Entry(seen.line, seen.text, is_list=seen.parent == "sitemap")


def read_outline(document: Document) -> Entries:
    """Yield the feeds of an OPML file, the pages that it links to, and the OPML files that it includes."""
    for seen in elements(document):
        if seen.name == "outline":
            feed, kind, url = seen.attributes.get("xmlUrl"), seen.attributes.get("type", "").lower(), seen.attributes.get("url")
            if feed:
                yield Entry(seen.line, _joined(document, seen, feed), is_list=True)
            elif url and kind in ("link", "include"):
                yield Entry(seen.line, _joined(document, seen, url), is_list=kind == "include")
