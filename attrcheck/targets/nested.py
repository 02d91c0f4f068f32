"""Lists at addresses, and lists in lists: feeds of an OPML file, sitemaps of an index. Bounded, because strangers wrote them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from threading import Thread
from typing import NamedTuple, TypeVar
from urllib.parse import urldefrag

from attrcheck.errors import TargetsError
from attrcheck.fetch import Fetcher
from attrcheck.model import Capture, Failure, Target
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
# Entries of a list that are looked at before their turn, so that the lists among them are fetched meanwhile: several hosts are asked at
# once, one host still in turn, and no more documents than that wait in memory at each level.
_AHEAD = 8
_Any = TypeVar("_Any")


class Told(NamedTuple):
    """A sentence for the user: what of a list was not read, and why."""

    sentence: str


_Item = Entry | Fault | Told
# Who is told what is being done, in words for a person who waits.
Say = Callable[[str], None]


class Lists:
    """The lists of one run: reads them, follows those that they name, and keeps count. Each address of a list is fetched once."""

    def __init__(self, fetch: Fetcher, say: Say = lambda _: None) -> None:
        """Nothing is fetched yet. Fetches run in threads, of which several may be at work; `say` is called in that of the caller."""
        self._fetch, self._say = fetch, say
        self._coming: dict[str, Future[Capture | Failure]] = {}
        self._seen: set[str] = set()
        self._left = _MAX_TOTAL

    def at_all(self, urls: Iterable[str]) -> Iterator[Target | Told]:
        """Yield the targets of the lists at these addresses, as `at` does."""
        for url in _looking_ahead(urls, self._begin):
            yield from self.at(url)

    def at(self, url: str, nesting: int = 0) -> Iterator[Target | Told]:
        """Yield the targets of the list at an address, with those of the lists that it names."""
        key = urldefrag(url).url
        if key in self._seen:
            return
        if len(self._seen) >= _MAX_LISTS:
            yield Told(f"{url}: is not read: lists name more than {_MAX_LISTS:,} other lists")
            return
        self._seen.add(key)
        self._say(f"reading list {len(self._seen):,}: {url} ({_MAX_TOTAL - self._left:,} addresses so far)")
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
        for entry in _looking_ahead(entries, self._begin_entry if nesting < _MAX_NESTING else _nothing):
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

    def _begin_entry(self, entry: _Item) -> None:
        """Begin to fetch the list that an entry names, if it names one that is to be read."""
        is_list = isinstance(entry, Entry) and entry.is_list and not fault_in(entry.address, may_be_file=False)
        key = urldefrag(entry.address).url if isinstance(entry, Entry) and is_list else ""
        if key and key not in self._seen and len(self._seen) + len(self._coming) < _MAX_LISTS:
            self._begin(key)

    def _begin(self, url: str) -> None:
        """Begin to fetch a list, if that has not begun. In daemons, because a slow server must not hold up Ctrl-C."""
        key = urldefrag(url).url
        if key not in self._coming:
            coming: Future[Capture | Failure] = Future()
            self._coming[key] = coming
            Thread(target=_bring, args=(coming, self._fetch, Target(url=url, accept=_ACCEPT)), daemon=True).start()

    def _fetched(self, url: str) -> Document | Told:
        self._begin(url)
        fetched = self._coming.pop(urldefrag(url).url).result()
        if isinstance(fetched, Failure):
            return Told(f"{url}: the list could not be fetched: {fetched.reason}: {fetched.detail}")
        record = fetched.record
        if record.status not in _SUCCESS:
            return Told(f"{url}: the list could not be fetched: the server answered {record.status}")
        if len(fetched.body) > MAX_BYTES:
            return Told(f"{url}: is larger than {MAX_BYTES:,} bytes")
        return Document(name=url, body=fetched.body, url=record.final_url, media_type=record.media_type or "")


def _bring(coming: Future[Capture | Failure], fetch: Fetcher, target: Target) -> None:
    try:
        coming.set_result(fetch(target))
    except BaseException as error:
        coming.set_exception(error)


def _looking_ahead(items: Iterable[_Any], look: Callable[[_Any], None]) -> Iterator[_Any]:
    """Yield the items; each is looked at when the one `_AHEAD` places before it is yielded. Those before a fault come before the fault."""
    waiting: deque[_Any] = deque()
    try:
        for item in items:
            look(item)
            waiting.append(item)
            if len(waiting) > _AHEAD:
                yield waiting.popleft()
    except TargetsError:
        yield from waiting
        raise
    yield from waiting


def _nothing(_: _Item) -> None:
    """Lists that are nested too deep are not fetched."""


def _read(entry: Entry | Fault, origin: Origin) -> list[Target | Fault]:
    return [entry] if isinstance(entry, Fault) else target_of(entry, origin)


def _place(name: str, line: int) -> str:
    return f"{name}:{line}" if line else name
