"""Lists at addresses, and lists in lists: feeds of an OPML file, sitemaps of an index. Bounded, because strangers wrote them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import urldefrag

from attrcheck.errors import TargetsError
from attrcheck.fetch import Fetcher
from attrcheck.model import Failure, Target
from attrcheck.targets.addresses import Origin, fault_in, target_of
from attrcheck.targets.document import MAX_BYTES, MAX_ENTRIES, Document, Entry, Fault, inflated
from attrcheck.targets.formats import format_of

# An index of sitemaps may hold indexes in practice, although sitemaps.org forbids it; an OPML file may include others.
_MAX_NESTING = 2
# Lists that are fetched in one run: a news site with a sitemap for each day has 365 a year.
_MAX_LISTS = 1_000
# Addresses that all lists from elsewhere may add to one run: the longest list that attrcheck is made for.
_MAX_TOTAL = 100_000
# Broken lines that are told of one list from elsewhere; a hostile one has nothing else.
_MAX_FAULTS = 10
# What a list may be, most wanted first. Servers that can answer with a page for people are asked not to.
_ACCEPT = (
    "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, text/csv;q=0.9, "
    "text/plain;q=0.8, application/json;q=0.8, */*;q=0.5"
)
_SUCCESS = range(200, 300)


class Told(NamedTuple):
    """A sentence for the user: what of a list was not read, and why."""

    sentence: str


_Item = Entry | Fault | Told


class Lists:
    """The lists of one run: reads them, follows those that they name, and keeps count. Each address of a list is fetched once."""

    def __init__(self, fetch: Fetcher) -> None:
        """Nothing is fetched yet."""
        self._fetch = fetch
        self._seen: set[str] = set()
        self._left = _MAX_TOTAL

    def at(self, url: str, nesting: int = 0) -> Iterator[Target | Told]:
        """Yield the targets of the list at an address, with those of the lists that it names."""
        key = urldefrag(url).url
        if key in self._seen:
            return
        if len(self._seen) >= _MAX_LISTS:
            yield Told(f"{url}: is not read: lists name more than {_MAX_LISTS:,} other lists")
            return
        self._seen.add(key)
        document = self._fetched(url)
        if isinstance(document, Document):
            yield from self.read(document, nesting)
        else:
            yield document

    def read(self, document: Document, nesting: int = 0) -> Iterator[Target | Told]:
        """Yield the targets of a list in hand. Raises TargetsError for one that was not fetched and holds nothing that can be read."""
        is_empty = True
        try:
            document = inflated(document)
            kind = format_of(document)
            is_ours = kind.is_ours and not document.url
            entries = kind.read(document)
            for found in self._targets(document, entries if is_ours else self._bounded(document.name, entries), nesting, is_ours=is_ours):
                is_empty = False
                yield found
        except TargetsError as error:
            if is_empty and not document.url:
                raise
            yield Told(str(error))

    def _targets(self, document: Document, entries: Iterable[_Item], nesting: int, *, is_ours: bool) -> Iterator[Target | Told]:
        origin = Origin(document.name, may_name_files=is_ours)
        told = 0
        for entry in entries:
            if isinstance(entry, Told):
                yield entry
                continue
            if isinstance(entry, Entry) and entry.is_list and not (wrong := fault_in(entry.address, may_be_file=False)):
                yield from self._below(document, entry, nesting)
                continue
            found = [Fault(entry.line, wrong)] if isinstance(entry, Entry) and entry.is_list else _read(entry, origin)
            for each in found:
                if isinstance(each, Target):
                    yield each
                elif is_ours or (told := told + 1) <= _MAX_FAULTS:
                    yield Told(f"{_place(document.name, each.line)}: {each.sentence}")
        if not is_ours and told > _MAX_FAULTS:
            yield Told(f"{document.name}: {told - _MAX_FAULTS} more entries are not addresses of pages")

    def _below(self, document: Document, entry: Entry, nesting: int) -> Iterator[Target | Told]:
        if nesting >= _MAX_NESTING:
            yield Told(f"{_place(document.name, entry.line)}: {entry.address[:200]!r} is not read: lists are nested too deep")
        else:
            yield from self.at(entry.address, nesting + 1)

    def _bounded(self, name: str, entries: Iterable[Entry | Fault]) -> Iterator[_Item]:
        for count, entry in enumerate(entries):
            if count == MAX_ENTRIES:
                yield Told(f"{name}: holds more than {MAX_ENTRIES:,} entries; the others are left out")
                return
            if not self._left:
                yield Told(f"{name}:{entry.line}: lists from elsewhere hold over {_MAX_TOTAL:,} entries; from here on they are left out")
                return
            self._left -= 1
            yield entry

    def _fetched(self, url: str) -> Document | Told:
        fetched = self._fetch(Target(url=url, accept=_ACCEPT))
        if isinstance(fetched, Failure):
            return Told(f"{url}: the list could not be fetched: {fetched.reason}: {fetched.detail}")
        record = fetched.record
        if record.status not in _SUCCESS:
            return Told(f"{url}: the list could not be fetched: the server answered {record.status}")
        if len(fetched.body) > MAX_BYTES:
            return Told(f"{url}: is larger than {MAX_BYTES:,} bytes")
        return Document(name=url, body=fetched.body, url=record.final_url, media_type=record.media_type or "")


def _read(entry: Entry | Fault, origin: Origin) -> list[Target | Fault]:
    return [entry] if isinstance(entry, Fault) else target_of(entry, origin)


def _place(name: str, line: int) -> str:
    return f"{name}:{line}" if line else name
