"""The pipeline, and the only module that knows every stage.

targets -> fetch -> read -> reuse -> shares -> evaluate -> judge. Fetching waits, so it runs in threads; reading computes, so it runs on an
executor that is passed in: processes of this machine by default, because BeautifulSoup in many threads costs four times as much.
"""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from functools import partial
from queue import SimpleQueue
from threading import Thread
from typing import NamedTuple

import msgspec

from attrcheck.evaluate import evaluate, judge, not_a_reuse, not_checked
from attrcheck.fetch import Fetcher
from attrcheck.model import Capture, Failure, FailureReason, Place, ReuseClass, Subject, Target, TargetReport
from attrcheck.reading import contradictions, metadata_subject, read, unreadable_because
from attrcheck.reuse import WorkIndex, copied_parts, find_reuse
from attrcheck.shares import find_shares
from attrcheck.terms import Terms

# Targets under way at once for each fetching thread: enough that no thread waits for a slow page, few enough that memory stays flat.
_AHEAD = 4


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
def check_page(target: Target, fetched: Capture | Failure, terms: Terms, index: WorkIndex) -> TargetReport:
    """Return everything that is said about one fetched page: the sentence that attrcheck is made of."""
    article = fetched if isinstance(fetched, Failure) else read(fetched)
    if isinstance(article, Failure) or isinstance(fetched, Failure):
        return _unchecked(target, article, terms, fetched)
    found = find_reuse(index, article)
    url = article.url
    hidden = unreadable_because(found.article) if found.reuse.class_ is ReuseClass.NONE else None
    if hidden:
        return _unchecked(target, Failure(reason=FailureReason.UNREADABLE, detail=hidden), terms, fetched)
    if found.reuse.class_ is ReuseClass.NONE:
        findings = tuple(not_a_reuse(terms, url, found.reuse))
    else:
        shares = find_shares(found.article, terms.work)
        page = Subject(place=Place.ARTICLE, url=url, label="article", passages=found.article.passages, metadata=article.metadata)
        posts = [msgspec.structs.replace(share, passages=copied_parts(index, share.passages)) for share in shares.subjects]
        findings = tuple(evaluate(terms, [page, metadata_subject(article), *posts], shares.searched, found.reuse))
    return TargetReport(
        url=target.url,
        verdict=judge(findings, found.reuse),
        findings=findings,
        source=target.source,
        reuse=found.reuse,
        capture=fetched.record,
        notes=article.notes + contradictions(found.article),
    )


def scan(
    targets: Iterable[Target],
    fetch: Fetcher,
    check: Callable[[Target, Capture | Failure], TargetReport],
    executor: Executor,
    workers: int = 8,
) -> Iterator[TargetReport]:
    """Yield one report for each target, in the order of the targets.

    `check` is `check_page` with its terms and index bound; it runs on `executor`, so it must be picklable when that holds processes.
    At most `workers` fetches run at once, and at most four times as many pages are held in memory.
    """
    jobs: SimpleQueue[_Job | None] = SimpleQueue()
    for _ in range(workers):
        # Daemons, because a thread that waits for a slow server must not hold up Ctrl-C.
        Thread(target=_serve, args=(jobs, partial(_fetch_and_check, fetch=fetch, check=check, executor=executor)), daemon=True).start()
    waiting: deque[Future[TargetReport]] = deque()
    try:
        for target in targets:
            waiting.append(Future())
            jobs.put(_Job(target, waiting[-1]))
            if len(waiting) >= workers * _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()
        for _ in range(workers):
            jobs.put(None)


class _Job(NamedTuple):
    """A target to fetch and check, and where its report goes."""

    target: Target
    report: Future[TargetReport]


def _serve(jobs: SimpleQueue[_Job | None], work: Callable[[Target], TargetReport]) -> None:
    """Do jobs until there are no more."""
    while (job := jobs.get()) is not None:
        if job.report.set_running_or_notify_cancel():
            try:
                job.report.set_result(work(job.target))
            except BaseException as error:
                job.report.set_exception(error)


def _fetch_and_check(
    target: Target, fetch: Fetcher, check: Callable[[Target, Capture | Failure], TargetReport], executor: Executor
) -> TargetReport:
    fetched = fetch(target)
    try:
        return executor.submit(check, target, fetched).result()
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
