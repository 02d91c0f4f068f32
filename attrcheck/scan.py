"""The pipeline, and the only module that knows every stage.

targets -> fetch -> read -> reuse -> shares -> evaluate -> judge. Fetching waits, so it runs in threads; reading computes, so it runs on an
executor that is passed in: processes of this machine by default, because BeautifulSoup in many threads costs four times as much.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from functools import partial
from queue import SimpleQueue
from threading import Event, Thread
from typing import NamedTuple, Protocol

from msgspec.structs import replace

from attrcheck.evaluate import evaluate, judge, not_a_reuse, not_checked
from attrcheck.fetch import Fetcher
from attrcheck.model import (
    Archived,
    Article,
    Capture,
    Failure,
    FailureReason,
    Finding,
    Place,
    Reuse,
    ReuseClass,
    Subject,
    Target,
    TargetReport,
)
from attrcheck.reading import contacts, contradictions, metadata_subject, read, unreadable_because
from attrcheck.remedies import cures
from attrcheck.reuse import compare, copied_parts, find_reuse
from attrcheck.shares import NOTHING_READ, Read, find_shares, read_share
from attrcheck.terms import Terms
from attrcheck.work import KnownWork

# Targets under way at once for each fetching thread: enough that no thread waits for a slow page, few enough that memory stays flat.
_AHEAD = 4

Reports = tuple[TargetReport, ...]


class Done(NamedTuple):
    """A target that is checked: which of the targets it is, counted from 0, and its reports."""

    number: int
    reports: Reports


class Check(Protocol):
    """`check_page` with its terms and works bound."""

    def __call__(self, target: Target, fetched: Capture | Failure, *, posts: Read = NOTHING_READ) -> Reports:
        """Return the reports about one fetched page."""
        ...


class Pace(NamedTuple):
    """How a scan goes: how many fetches run at once, and whether posts that share a page are read from their networks."""

    workers: int = 8
    reads_shares: bool = False


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Let Python's collector of cycles wait: a check makes none, and looking for them through a large page takes as long as the check."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@_collector_paused()
def check_page(target: Target, fetched: Capture | Failure, terms: Terms, works: Sequence[KnownWork], posts: Read = NOTHING_READ) -> Reports:
    """Return everything that is said about one fetched page: one report for each work that it reuses, or one that it reuses none.

    This is the sentence that attrcheck is made of. `posts` are those of its shares that were read.
    """
    article = fetched if isinstance(fetched, Failure) else read(fetched)
    if isinstance(article, Failure) or isinstance(fetched, Failure):
        return (_unchecked(target, article, terms, fetched),)
    found = [(known, find_reuse(known.index, article)) for known in works]
    reused = [(known, one) for known, one in found if one.reuse.class_ is not ReuseClass.NONE]
    if reused:
        return tuple(_checked(_Page(target, fetched, one.article, posts), known, one.reuse, terms) for known, one in reused)
    first = found[0][1]
    hidden = unreadable_because(first.article)
    if hidden:
        return (_unchecked(target, Failure(reason=FailureReason.UNREADABLE, detail=hidden), terms, fetched),)
    findings = tuple(not_a_reuse(terms, article.url, first.reuse))
    return (_report(_Page(target, fetched, first.article, posts), findings, first.reuse),)


class _Page(NamedTuple):
    """A page that was read: where it came from, the article with the origin of every passage, and the posts about it that were read."""

    target: Target
    capture: Capture
    article: Article
    posts: Read


def _checked(page: _Page, known: KnownWork, reuse: Reuse, terms: Terms) -> TargetReport:
    """Return the report of a page that reuses a work."""
    article, work = page.article, known.work
    shares = find_shares(article, work, page.target.shares, page.posts)
    comparison = compare(work, article) if terms.compares else None
    body = Subject(
        place=Place.ARTICLE,
        url=article.url,
        label="article",
        passages=article.passages,
        metadata=article.metadata,
        resources=article.resources,
    )
    posts = [replace(share, passages=copied_parts(known.index, share.passages)) for share in shares.subjects]
    about = {"page": article.url, "reuse": reuse.class_, "comparison": comparison, "captured_at": page.capture.record.captured_at}
    subjects = [replace(subject, **about) for subject in (body, metadata_subject(article), *posts)]
    findings = tuple(evaluate(terms, work, subjects, shares.searched, reuse))
    cured = cures(findings, terms.requirements, work, subjects, article.language)
    report = _report(page, cured.findings, reuse)
    return replace(report, work=work.url, comparison=comparison, shares=shares.records, cures=cured.cures, contacts=contacts(article))


def _report(page: _Page, findings: tuple[Finding, ...], reuse: Reuse) -> TargetReport:
    return TargetReport(
        url=page.target.url,
        verdict=judge(findings, reuse),
        findings=findings,
        source=page.target.source,
        reuse=reuse,
        capture=page.capture.record,
        notes=page.article.notes + contradictions(page.article),
    )


def scan(
    targets: Iterable[Target],
    fetch: Fetcher,
    check: Check,
    executor: Executor,
    pace: Pace = Pace(),  # noqa: B008 - frozen
) -> Iterator[Done]:
    """Yield the reports of each target as soon as it is checked, so that they can be kept at once.

    `check` is `check_page` with its terms and works bound; it runs on `executor`, so it must be picklable when that holds processes.
    At most `pace.workers` fetches run at once, and at most four times as many pages are held in memory.
    """
    jobs: SimpleQueue[_Job | None] = SimpleQueue()
    done: SimpleQueue[Done | BaseException] = SimpleQueue()
    is_over = Event()
    job = partial(_fetch_and_check, fetch=fetch, check=partial(_run, executor, check), reads_shares=pace.reads_shares)
    for _ in range(pace.workers):
        # Daemons, because a thread that waits for a slow server must not hold up Ctrl-C.
        Thread(target=_serve, args=(jobs, is_over, job), daemon=True).start()
    under_way = 0
    try:
        for number, target in enumerate(targets):
            jobs.put(_Job(number, target, done))
            under_way += 1
            if under_way >= pace.workers * _AHEAD:
                yield _next(done)
                under_way -= 1
        while under_way:
            yield _next(done)
            under_way -= 1
    finally:
        is_over.set()
        for _ in range(pace.workers):
            jobs.put(None)


class _Job(NamedTuple):
    """A target to fetch and check, and where its reports go."""

    number: int
    target: Target
    done: SimpleQueue[Done | BaseException]


def _next(done: SimpleQueue[Done | BaseException]) -> Done:
    """Return what is done next. Raises what stopped it, which is trouble of the whole scan, such as a full disk, or a bug."""
    got = done.get()
    if isinstance(got, BaseException):
        raise got
    return got


def _serve(jobs: SimpleQueue[_Job | None], is_over: Event, work: Callable[[Target], Reports]) -> None:
    """Do jobs until there are no more, or nobody waits for them any longer."""
    while (job := jobs.get()) is not None and not is_over.is_set():
        try:
            job.done.put(Done(job.number, work(job.target)))
        except BaseException as error:
            job.done.put(error)


def _fetch_and_check(target: Target, fetch: Fetcher, check: Check, *, reads_shares: bool) -> Reports:
    """Fetch a page and check it; where posts share it that can be read, read them and check again with what they say."""
    fetched = fetch(target)
    reports = check(target, fetched)
    wanted = dict.fromkeys(record.url for report in reports for record in report.shares if record.is_wanted)
    if not reads_shares or not wanted:
        return reports
    noted = {url: _Noting(fetch) for url in wanted}
    posts = {url: read_share(url, noting) for url, noting in noted.items()}
    places = {url: noting.archived for url, noting in noted.items()}
    return tuple(_with_places(report, places) for report in check(target, fetched, posts=posts))


class _Noting:
    """A fetcher that remembers where its last answer lies in the archive."""

    def __init__(self, fetch: Fetcher) -> None:
        self._fetch = fetch
        self.archived: Archived | None = None

    def __call__(self, target: Target) -> Capture | Failure:
        fetched = self._fetch(target)
        self.archived = (fetched if isinstance(fetched, Failure) else fetched.record).archived or self.archived
        return fetched


def _with_places(report: TargetReport, places: dict[str, Archived | None]) -> TargetReport:
    """Return a report whose shares say where the answers about them lie."""
    return replace(report, shares=tuple(replace(share, archived=places.get(share.url)) for share in report.shares))


def _run(executor: Executor, check: Check, target: Target, fetched: Capture | Failure, *, posts: Read = NOTHING_READ) -> Reports:
    """Check a page on the executor."""
    try:
        return executor.submit(check, target, fetched, posts=posts).result()
    except Exception as error:  # A bug, or a page that kills its reader: said of this page, and the scan goes on.
        failure = Failure(reason=FailureReason.INTERNAL, detail=f"attrcheck failed on this page: {type(error).__name__}: {error}")
        return check(target, failure)


def _unchecked(target: Target, article: object, terms: Terms, fetched: Capture | Failure) -> TargetReport:
    failure = article if isinstance(article, Failure) else Failure(reason=FailureReason.UNREADABLE, detail="the page cannot be read")
    findings = tuple(not_checked(terms, target.url, failure))
    record = fetched.record if isinstance(fetched, Capture) else None
    return TargetReport(
        url=target.url, verdict=judge(findings, None), findings=findings, source=target.source, failure=failure, capture=record
    )
