"""The pipeline, and the only module that knows every stage.

targets -> fetch -> read -> reuse -> shares -> evaluate -> judge. Fetching waits, so it runs in threads, which take the targets of each
host one by one; reading computes, so it runs on an executor that is passed in: processes of this machine by default, because BeautifulSoup
in many threads costs four times as much.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from functools import partial
from queue import Empty, Queue
from threading import Thread
from typing import NamedTuple, Protocol

from msgspec.structs import replace

from attrcheck.errors import AttrcheckError
from attrcheck.evaluate import evaluate, judge, not_a_reuse, not_checked
from attrcheck.fetch import Fetcher
from attrcheck.model import Article, Capture, Failure, FailureReason, Finding, Place, Reuse, ReuseClass, Subject, Target, TargetReport
from attrcheck.networks import ROUNDS, Networks
from attrcheck.reading import contacts, contradictions, metadata_subject, part_because, read, unreadable_because
from attrcheck.remedies import cures
from attrcheck.rendering import Look, as_it_came
from attrcheck.reuse import compare, copied_parts, find_reuse
from attrcheck.same_pages import under_all_addresses
from attrcheck.saved_shares import read_saved
from attrcheck.schedule import Courtesy, Job, NoCourtesy, Schedule, Selection
from attrcheck.shares import NOTHING_READ, Read, Scope, find_shares
from attrcheck.terms import Terms
from attrcheck.work import KnownWork

# Reports that wait to be taken, for each fetching thread: enough that no thread waits for a writer, few enough that memory stays flat.
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
    """How a scan goes: how many fetches run at once, whether posts that share a page are read, whether every page is read in full, which
    targets are fetched when, and what looks at pages.
    """

    workers: int = 8
    reads_shares: bool = False
    is_exhaustive: bool = False
    courtesy: Courtesy = NoCourtesy()
    selection: Selection = Selection()
    look: Look = as_it_came


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
    shares = find_shares(article, work, _scope(page.target, terms), page.posts)
    comparison = compare(work, article) if terms.compares else None
    body = Subject(
        place=Place.ARTICLE,
        url=article.url,
        label="article",
        passages=article.passages,
        metadata=article.metadata,
        resources=article.resources,
        widgets=article.widgets,
        limits=part_because(article) if reuse.coverage < _WHOLE else None,
    )
    posts = [replace(share, passages=copied_parts(known.index, share.passages)) for share in shares.subjects]
    about = {
        "page": article.url,
        "language": article.language,
        "reuse": reuse.class_,
        "comparison": comparison,
        "captured_at": page.capture.record.captured_at,
    }
    subjects = [replace(subject, **about) for subject in (body, metadata_subject(article), *posts)]
    findings = tuple(evaluate(terms, work, subjects, shares.searched, reuse))
    cured = cures(findings, terms.requirements, work, subjects, article.language)
    return replace(
        _report(page, cured.findings, reuse),
        work=work.url,
        comparison=comparison,
        shares=shares.records,
        lookups=shares.lookups,
        cures=cured.cures,
        contacts=contacts(article),
    )


def _scope(target: Target, terms: Terms) -> Scope:
    """Return which shares of a page are looked for."""
    return Scope(target.shares, target.accounts, target.searches, terms.file.replies)


def _report(page: _Page, findings: tuple[Finding, ...], reuse: Reuse) -> TargetReport:
    stated = {entry.name: entry.value for entry in reversed(page.article.metadata)}
    return TargetReport(
        url=page.target.url,
        verdict=judge(findings, reuse),
        findings=findings,
        source=page.target.source,
        reuse=reuse,
        capture=page.capture.record,
        canonical=next((stated[name] for name in ("link:canonical", "saved-from") if name in stated), None),
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
    At most `pace.workers` fetches run at once, of one host only one, and no more pages than that are held in memory.
    """
    schedule = Schedule(targets, pace.courtesy, pace.selection)
    networks = Networks(fetch) if pace.reads_shares else None
    stages = _Stages(fetch, partial(_run, executor, check), pace.courtesy, networks, pace.look)
    finished: Queue[_Finished] = Queue(pace.workers * _AHEAD)
    # Daemons, because a thread that waits for a slow server must not hold up Ctrl-C.
    threads = [Thread(target=_serve, args=(schedule, stages, finished), daemon=True) for _ in range(pace.workers)]
    for thread in threads:
        thread.start()
    serving = len(threads)
    try:
        while serving:
            done = finished.get()
            if isinstance(done, BaseException):
                raise done
            if done is None:
                serving -= 1
            else:
                yield done
    finally:
        schedule.close()
        _drain(finished)


# A page that shows so much of the work shows its end; two sentences of a long one may be left out anywhere.
_WHOLE = 0.9
# What a thread hands over: a target's reports, an error that is ours, or None when it has nothing more to do.
_Finished = Done | BaseException | None


class _Stages(NamedTuple):
    """What happens to a target: it is fetched, looked at and checked on the executor; networks are asked about it, unless None."""

    fetch: Fetcher
    check: Check
    courtesy: Courtesy
    networks: Networks | None
    look: Look


def _drain(finished: Queue[_Finished]) -> None:
    """Make room, so that no thread waits for ever to hand over what nobody takes any more."""
    try:
        while True:
            finished.get_nowait()
    except Empty:
        pass


def _serve(schedule: Schedule, stages: _Stages, finished: Queue[_Finished]) -> None:
    """Do jobs until there are no more."""
    try:
        while (job := schedule.take()) is not None:
            reports = _done(job, schedule, stages)
            if reports is not None:
                finished.put(Done(job.place, reports))
        finished.put(None)
    except BaseException as error:
        finished.put(error)


def _done(job: Job, schedule: Schedule, stages: _Stages) -> Reports | None:
    """Do a job; None when it is put back."""
    try:
        fetched = _fetched(job, schedule, stages)
        return None if fetched is None else _checked_with_shares(job.target, fetched, stages)
    except AttrcheckError:  # The user's to mend, such as a full disk: it ends the scan.
        raise
    except Exception as error:  # A bug, or a page that kills its reader: said of this page, and the scan goes on.
        failure = Failure(reason=FailureReason.INTERNAL, detail=f"attrcheck failed on this page: {type(error).__name__}: {error}")
        return under_all_addresses(job.target, stages.check(job.target, failure))


def _fetched(job: Job, schedule: Schedule, stages: _Stages) -> Capture | Failure | None:
    """Fetch a target and free its host; None when it is put back to be fetched again."""
    wait = None
    try:
        fetched = job.refusal or stages.fetch(job.target)
        if isinstance(fetched, Failure) and job.refusal is None:
            wait = stages.courtesy.retry_wait(job.target, fetched, job.tries + 1)
    finally:
        if wait is None:
            schedule.done(job)
        else:
            schedule.again(job, wait)
    return fetched if wait is None else None


def _checked_with_shares(target: Target, fetched: Capture | Failure, stages: _Stages) -> Reports:
    """Check a page; where its shares can be asked for, ask and check again with what the answers say."""
    known = Read(posts={saved.url: read_saved(saved) for saved in target.saved_shares})
    fetched, reports = stages.look(fetched, partial(stages.check, target, posts=known))
    for _ in range(ROUNDS if stages.networks else 0):
        asked = stages.networks.answers([(report.shares, report.lookups) for report in reports], known) if stages.networks else known
        if asked == known:
            break
        known = asked
        reports = stages.check(target, fetched, posts=known)
    return under_all_addresses(target, reports)


def _run(executor: Executor, check: Check, target: Target, fetched: Capture | Failure, *, posts: Read = NOTHING_READ) -> Reports:
    """Check a page on the executor; there is nothing to read of a failure."""
    return check(target, fetched) if isinstance(fetched, Failure) else executor.submit(check, target, fetched, posts=posts).result()


def _unchecked(target: Target, article: object, terms: Terms, fetched: Capture | Failure) -> TargetReport:
    failure = article if isinstance(article, Failure) else Failure(reason=FailureReason.UNREADABLE, detail="the page cannot be read")
    findings = tuple(not_checked(terms, target.url, failure))
    record = fetched.record if isinstance(fetched, Capture) else None
    return TargetReport(
        url=target.url, verdict=judge(findings, None), findings=findings, source=target.source, failure=failure, capture=record
    )
