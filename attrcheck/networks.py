"""What a scan asks networks about the shares of its pages: posts, the feeds of accounts, searches, share links. Threads may ask at once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from concurrent.futures import Future
from threading import Lock

from msgspec.structs import replace

from attrcheck.fetch import Fetcher
from attrcheck.model import Archived, Capture, Failure, LookupRecord, Share, ShareRecord, Target, Unread
from attrcheck.shares import Feed, Read, Sort, led_to, read_feed, read_share, search_network
from attrcheck.urls import profile_of

Records = tuple[Sequence[ShareRecord], Sequence[LookupRecord]]
"""What is reported of the shares of a page, and of the places where they were looked for."""

ROUNDS = 2
"""How often is asked for one page: feeds tell of posts, and those that a feed gives cut are read themselves. Nothing leads further."""

# Feeds that are kept: one takes up to half a megabyte, and pages of one outlet stand near each other in a list.
_KEPT_FEEDS = 100


class Networks:
    """Asks through one fetcher. The feed of an account is read once, for all pages of the scan that name it near each other."""

    def __init__(self, fetch: Fetcher) -> None:
        """Remember whom to ask with; nothing is asked yet."""
        self._fetch = fetch
        self._lock = Lock()
        self._feeds: OrderedDict[str, Future[Feed]] = OrderedDict()

    def answers(self, records: Iterable[Records], known: Read) -> Read:
        """Return what is known with the answers to what the records of one page want to know besides."""
        both = list(records)
        posts = dict.fromkeys(record.url for found, _ in both for record in found if record.is_wanted)
        lookups = dict.fromkeys(record for _, looked in both for record in looked if not record.is_asked)
        return Read(
            posts={**known.posts, **{url: self._post(url) for url in posts if url not in known.posts}},
            feeds=(*known.feeds, *(self._feed(record.url) for record in _of(Sort.FEED, lookups))),
            searches=(*known.searches, *(self._search(record) for record in _of(Sort.SEARCH, lookups))),
            links={**known.links, **{record.url: led_to(record.url, self._fetch) for record in _of(Sort.SHARE_LINK, lookups)}},
        )

    def _post(self, url: str) -> Share | Unread:
        """Return a post with where the last answer about it lies."""
        fetch = _Noting(self._fetch)
        return replace(read_share(url, fetch), archived=fetch.archived)

    def _search(self, record: LookupRecord) -> Feed:
        return search_network(record.platform, record.server, record.url, self._fetch)

    def _feed(self, url: str) -> Feed:
        """Return the feed of an account; who comes second waits for the answer of the first."""
        key = str(profile_of(url) or url)
        with self._lock:
            answer, is_first = self._feeds.get(key), key not in self._feeds
            if answer is None:
                answer = self._feeds[key] = Future()
            self._feeds.move_to_end(key)
            while len(self._feeds) > _KEPT_FEEDS:
                self._feeds.popitem(last=False)
        if is_first:
            try:
                answer.set_result(read_feed(url, self._fetch))
            except BaseException as error:
                answer.set_exception(error)
        return replace(answer.result(), url=url)


class _Noting:
    """A fetcher that remembers where its last answer lies in the archive."""

    def __init__(self, fetch: Fetcher) -> None:
        self._fetch = fetch
        self.archived: Archived | None = None

    def __call__(self, target: Target) -> Capture | Failure:
        fetched = self._fetch(target)
        self.archived = (fetched if isinstance(fetched, Failure) else fetched.record).archived or self.archived
        return fetched


def _of(sort: Sort, records: Iterable[LookupRecord]) -> Iterable[LookupRecord]:
    return (record for record in records if record.sort == sort)
