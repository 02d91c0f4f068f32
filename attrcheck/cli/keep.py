"""Around a scan: where its pages come from, and the run that keeps what comes of it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import click
from msgspec.structs import replace

from attrcheck.archive import ArchiveFetcher
from attrcheck.cli.looked import Looked
from attrcheck.cli.options import Conduct, Crawl, Polite, Reach, Store, make_fetcher
from attrcheck.cli.resumption import options_of, refuse_changes
from attrcheck.cli.run import begin_record, unkept_run
from attrcheck.cli.task import Input
from attrcheck.errors import RunError, TargetsError
from attrcheck.fetch import Fetcher, GoodManners, Limits, fetch_saved, nothing_before
from attrcheck.model import Capture, Failure, Source, Target
from attrcheck.runs import LAST, EarlyWitness, Run, find_run, keeping, new_run, previous_captures, sources_of
from attrcheck.schedule import Courtesy, NoCourtesy
from attrcheck.targets import Targets, gather
from attrcheck.terms import Terms
from attrcheck.work import KnownWork


class Where(NamedTuple):
    """Where pages come from and what is kept of them.

    `witness` keeps what the fetcher brings, None where nothing is kept; `courtesy` is how servers are treated, and `robots` whether
    robots.txt binds, in the word of WARC 1.1. `archives` answer in place of the network, and `pages` are theirs.
    """

    store: Store
    fetch: Fetcher
    for_works: Fetcher
    witness: EarlyWitness | None = None
    courtesy: Courtesy = NoCourtesy()
    robots: str = "ignore"
    archives: tuple[str, ...] = ()
    pages: tuple[Target, ...] = ()


@contextmanager
def source_of(crawl: Crawl, reach: Reach, polite: Polite, archives: Sequence[str], store: Store) -> Iterator[Where]:
    """Give the network, or the archives and runs of these names. Raises ArchiveError or RunError."""
    if not archives:
        witness = None if store.no_store else EarlyWitness()
        manners = GoodManners(polite.politeness, previous=_captured_before(store, crawl.limits))
        with make_fetcher(crawl.contact, crawl.limits, reach, Conduct(witness, manners)) as fetch:
            yield Where(store, fetch, fetch, witness, manners, "obey" if polite.respect_robots else "ignore")
        return
    paths = [path for name in archives for path in _files(name, store.store)]
    with ArchiveFetcher(paths, crawl.limits) as fetcher:
        pages = tuple(Target(url=url, source=Source(file=paths[0].name, line=0)) for url in fetcher.index.pages)

        def for_works(target: Target) -> Capture | Failure:
            # A work is the user's own file; only what was on the network comes from the archive.
            return fetch_saved(target, crawl.limits) if target.url.startswith("file:") else fetcher(target)

        yield Where(store, fetcher, for_works, archives=tuple(map(str, paths)), pages=pages)


def _captured_before(store: Store, limits: Limits) -> Callable[[str], Capture | None]:
    """Return what the last run of the store captured, so that what is the same still is not sent again."""
    if store.no_store:
        return nothing_before
    try:
        return previous_captures(find_run(LAST, store.store), limits)
    except (RunError, OSError):
        # There is no earlier run, or none that has come to a report.
        return nothing_before


def targets_of(given: Input, source: Where, looked: Looked) -> Targets:
    """Return the targets that the user names, else those of the archives, and say what is wrong with them. Raises TargetsError."""
    is_named = given.targets or given.lists or not source.archives
    found = gather(given.targets, sys.stdin, source.fetch, given.lists) if is_named else Targets(targets=source.pages, problems=())
    for sentence in (*found.problems, *found.remarks):
        click.echo(f"attrcheck: {sentence}", err=True)
    if not found.targets:
        raise TargetsError("there is nothing to check: the archive holds no page")
    return replace(found, targets=tuple(map(looked.told, found.targets)))


@contextmanager
def opened_run(ctx: click.Context, terms: Terms, works: Sequence[KnownWork], found: Targets, source: Where) -> Iterator[Run]:
    """Give the run to work at: a new one, one that is not kept, or the one of --resume. Raises RunError."""
    if ctx.params["resume"] is not None:
        with Run(Path(ctx.params["resume"])) as run:
            refuse_changes(run.record, terms.record())
            yield run
        return
    record = replace(begin_record(terms, works), problems=found.problems)
    if source.store.no_store:
        with unkept_run(record, found.targets) as run:
            yield run
        return
    record = replace(record, options={**options_of(ctx), "archives": source.archives}, archives=source.archives)
    with new_run(source.store.store, record, found.targets) as run:
        yield run


def with_evidence(run: Run, source: Where) -> Fetcher:
    """Return the fetcher with everything that it brings kept; what comes from an archive is evidence already."""
    if source.witness is None:
        return source.fetch
    about = {"software": run.record.generator, "format": "WARC File Format 1.1", "terms": run.record.terms.digest, "robots": source.robots}
    evidence = run.evidence(about)
    source.witness.begin(evidence)
    return keeping(source.fetch, evidence, run.folder.parent)


def say_where(run: Run, *, is_complete: bool) -> None:
    """Say which run it is, and how to go on with it."""
    rest = "" if is_complete else f"; go on with: attrcheck scan --resume {run.record.id}"
    click.echo(f"attrcheck: kept as run {run.record.id}{rest}", err=True)


def _files(name: str, store: Path) -> list[Path]:
    """Return the files of an archive or of a run."""
    if Path(name).is_file():
        return [Path(name).resolve()]
    found = sources_of(folder := find_run(name, store))
    if not found:
        raise TargetsError(f"{folder}: holds no evidence")
    return [path.resolve() for path in found]
