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
from attrcheck.cli.progress import reading_lists
from attrcheck.cli.resumption import options_of, refuse_changes
from attrcheck.cli.run import Task, begin_record, unkept_run
from attrcheck.cli.task import Input
from attrcheck.errors import AttrcheckError, RunError, TargetsError
from attrcheck.fetch import Fetcher, GoodManners, Limits, fetch_saved, nothing_before
from attrcheck.model import Capture, Failure, Rendering, Source, Target
from attrcheck.rendering import Find
from attrcheck.runs import LAST, EarlyWitness, Run, find_run, keeping, new_run, previous_captures, sources_of
from attrcheck.schedule import Courtesy, NoCourtesy
from attrcheck.targets import Targets, gather


class Where(NamedTuple):
    """Where pages come from and what is kept of them.

    `witness` keeps what the fetcher brings, None where nothing is kept; `courtesy` is how servers are treated, and `robots` whether
    robots.txt binds, in the word of WARC 1.1. `archives` answer in place of the network, `pages` are theirs, and `find` brings pages as a
    browser showed them.
    """

    store: Store
    fetch: Fetcher
    for_works: Fetcher
    witness: EarlyWitness | None = None
    courtesy: Courtesy = NoCourtesy()
    robots: str = "ignore"
    archives: tuple[str, ...] = ()
    pages: tuple[Target, ...] = ()
    find: Find | None = None


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

        yield Where(store, fetcher, for_works, archives=tuple(map(str, paths)), pages=pages, find=fetcher.rendered)


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
    with reading_lists() as say:
        found = gather(given.targets, sys.stdin, source.fetch, given.lists, say) if is_named else Targets(targets=source.pages, problems=())
    for sentence in (*found.problems, *found.remarks):
        click.echo(f"attrcheck: {sentence}", err=True)
    if not found.targets:
        raise TargetsError("there is nothing to check: the archive holds no page")
    return replace(found, targets=tuple(map(looked.told, found.targets)))


@contextmanager
def opened_run(ctx: click.Context, task: Task, found: Targets, source: Where) -> Iterator[Run]:
    """Give the run to work at: a new one, one that is not kept, or the one of --resume. Raises RunError."""
    if ctx.params["resume"] is not None:
        with Run(Path(ctx.params["resume"])) as run:
            refuse_changes(run.record, begin_record(task))
            with _told_how_to_go_on(run):
                yield run
        return
    record = replace(begin_record(task), problems=found.problems)
    if source.store.no_store:
        with unkept_run(record, found.targets) as run:
            yield run
        return
    record = replace(record, options={**options_of(ctx), "archives": source.archives}, archives=source.archives)
    with new_run(source.store.store, record, found.targets) as run, _told_how_to_go_on(run):
        yield run


class Kept(NamedTuple):
    """A fetcher of which everything is kept that it brings.

    `keep` keeps what a browser makes of it, None where nothing is kept; `find` brings what an archive holds of that.
    """

    fetch: Fetcher
    keep: Callable[[Capture], Rendering] | None = None
    find: Find | None = None


@contextmanager
def _told_how_to_go_on(run: Run) -> Iterator[None]:
    """Say which run it is where a scan ends with an error, such as a full disk: what is done is kept."""
    try:
        yield
    except AttrcheckError:
        say_where(run, is_complete=False)
        raise


def with_evidence(run: Run, source: Where) -> Kept:
    """Return the fetcher with everything that it brings kept; what comes from an archive is evidence already."""
    if source.witness is None:
        return Kept(source.fetch, find=source.find)
    about = {"software": run.record.generator, "format": "WARC File Format 1.1", "terms": run.record.terms.digest, "robots": source.robots}
    evidence = run.evidence(about)
    source.witness.begin(evidence)
    return Kept(keeping(source.fetch, evidence, run.folder.parent), evidence.keep_rendering)


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
