"""attrcheck scan: check a list of addresses against terms."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

import click
from msgspec.structs import replace

from attrcheck.archive import ArchiveFetcher
from attrcheck.cli.options import Crawl, Store, crawl_options, make_fetcher, store_options
from attrcheck.cli.resumption import ResumableCommand, options_of, refuse_changes
from attrcheck.cli.run import begin_record, ending, output_formats, run, show, unkept_run
from attrcheck.errors import EXIT_CODE_MEANINGS, TargetsError
from attrcheck.fetch import Fetcher, fetch_saved
from attrcheck.model import Capture, Failure, Level, Source, Target
from attrcheck.runs import LAST, EarlyWitness, Run, archives_of, find_run, keeping, new_run
from attrcheck.scan import Pace
from attrcheck.targets import Targets, gather, is_broken
from attrcheck.terms import Terms, load_terms
from attrcheck.work import KnownWork, known_works

_EPILOG = "\b\nExit codes:\n" + "\n".join(f"  {code.value}  {meaning}" for code, meaning in EXIT_CODE_MEANINGS.items())


@click.command(epilog=_EPILOG, cls=ResumableCommand)
@click.argument("targets", nargs=-1, metavar="TARGET...")
@click.option("--terms", "-t", metavar="FILE|PRESET", help="The terms: a file, or the name of a shipped preset. Required but for --resume.")
@click.option(
    "--work",
    "works",
    multiple=True,
    metavar="FILE|URL",
    help="The work, for terms that bind a whole site or any work: its address or its saved page. Repeatable.",
)
@click.option("--reading", metavar="NAME", help="How to read a doubtful sentence of the terms; the terms name their readings.")
@click.option(
    "--output",
    "-o",
    "outputs",
    multiple=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write a report; the suffix chooses the format (.json, .txt). Repeatable.",
)
@click.option(
    "--fail-on",
    type=click.Choice([level.value for level in Level] + ["never"]),
    default=Level.MUST.value,
    show_default=True,
    help="The weakest level of a failed finding that gives exit code 1.",
)
@click.option(
    "--max-undetermined",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    help="How many undetermined pages are still exit code 0.",
)
@click.option("--shares/--no-shares", default=True, show_default=True, help="Read the posts that share a page, where that needs no login.")
@crawl_options
@click.option(
    "--from",
    "archives",
    multiple=True,
    metavar="ARCHIVE|RUN",
    help="Take the pages from an archive (WARC) or a run in place of the network. Repeatable. Without TARGET all its pages are checked.",
)
@click.option(
    "--resume", metavar="[RUN]", is_flag=False, flag_value=LAST, help="Go on with a run that was stopped: the last one, an id or a folder."
)
@store_options
@click.option("--quiet", "-q", is_flag=True, help="No report on standard output.")
@click.pass_context
def scan(
    ctx: click.Context,
    targets: tuple[str, ...],
    terms: str,
    works: tuple[str, ...],
    reading: str | None,
    outputs: tuple[Path, ...],
    fail_on: str,
    max_undetermined: int,
    shares: bool,
    crawl: Crawl,
    archives: tuple[str, ...],
    resume: str | None,
    store: Store,
    quiet: bool,
) -> None:
    """Check pages against the terms of a work: is it reused, and is its author credited as asked?

    A TARGET is an address, a list of addresses (.txt with one a line, .csv with a column "url", .jsonl, or - for standard input),
    a saved page (.html) or a folder of saved pages.

    \b
    Example:
      attrcheck scan addresses.txt --terms rules/remy-bonny.toml --output report.json
      attrcheck scan https://example.org/copy saved/ --terms remy-bonny --reading narrow
      attrcheck scan copies.csv --terms cc-by-4.0 --work https://example.org/my-article
      attrcheck scan --resume
    """
    formats = output_formats(outputs)
    loaded = load_terms(terms, reading)
    weakest = None if fail_on == "never" else Level(fail_on)
    sources = [path for name in archives for path in _archives(name, store.store)]
    with _source(crawl, sources, None if store.no_store else EarlyWitness()) as source:
        known = known_works(loaded, works, source.for_works)
        beginning = _Beginning(loaded, known, store, tuple(map(str, sources)))
        with ExitStack() as stack:
            if resume is None:
                found = _targets(targets, source.pages)
                kept = stack.enter_context(_begun(ctx, beginning, found))
            else:
                found = Targets(targets=(), problems=())
                kept = stack.enter_context(_resumed(Path(resume), beginning))
            fetch = _with_evidence(kept, source)
            report = run(kept, loaded, known, fetch, Pace(crawl.workers, reads_shares=shares))
            show(report, formats, quiet=quiet)
            if not store.no_store:
                _say_where(kept, is_complete=report.is_complete)
            end = ending(report, weakest, max_undetermined, has_broken_targets=any(map(is_broken, found.problems)))
            click.echo(f"attrcheck: exit code {end.code.value}: {end.why}", err=True)
            ctx.exit(end.code)


class _Where(NamedTuple):
    """Where pages come from: a fetcher, the witness of what it brings, and the pages of archives that answer in place of the network."""

    fetch: Fetcher
    witness: EarlyWitness | None
    for_works: Fetcher
    pages: tuple[Target, ...] = ()


class _Beginning(NamedTuple):
    """What a run begins with, besides its targets."""

    terms: Terms
    works: Sequence[KnownWork]
    store: Store
    archives: tuple[str, ...]


@contextmanager
def _source(crawl: Crawl, archives: Sequence[Path], witness: EarlyWitness | None) -> Iterator[_Where]:
    if not archives:
        with make_fetcher(crawl.contact, crawl.limits, witness) as fetch:
            yield _Where(fetch, witness, fetch)
        return
    with ArchiveFetcher(archives, crawl.limits) as fetcher:
        pages = tuple(Target(url=url, source=Source(file=archives[0].name, line=0)) for url in fetcher.index.pages)

        def for_works(target: Target) -> Capture | Failure:
            # A work is the user's own file; only what was on the network comes from the archive.
            return fetch_saved(target, crawl.limits) if target.url.startswith("file:") else fetcher(target)

        yield _Where(fetcher, witness, for_works, pages)


def _archives(name: str, store: Path) -> list[Path]:
    """Return the files of an archive or of a run."""
    if Path(name).is_file():
        return [Path(name)]
    found = archives_of(folder := find_run(name, store))
    if not found:
        raise TargetsError(f"{folder}: holds no evidence")
    return found


def _targets(arguments: Sequence[str], pages: tuple[Target, ...]) -> Targets:
    found = gather(arguments, sys.stdin) if arguments else Targets(targets=pages, problems=())
    for problem in found.problems:
        click.echo(f"attrcheck: {problem}", err=True)
    if not found.targets:
        raise TargetsError("there is nothing to check: the archive holds no page")
    return found


@contextmanager
def _begun(ctx: click.Context, beginning: _Beginning, found: Targets) -> Iterator[Run]:
    record = begin_record(beginning.terms, beginning.works)
    if beginning.store.no_store:
        with unkept_run(record, found.targets) as kept:
            yield kept
        return
    record = replace(record, options=options_of(ctx), archives=beginning.archives)
    with new_run(beginning.store.store, record, found.targets) as kept:
        yield kept


@contextmanager
def _resumed(folder: Path, beginning: _Beginning) -> Iterator[Run]:
    with Run(folder) as kept:
        refuse_changes(kept.record, beginning.terms.record())
        yield kept


def _with_evidence(kept: Run, source: _Where) -> Fetcher:
    """Return the fetcher with everything that it brings kept; what comes from an archive is evidence already."""
    if source.witness is None or kept.record.archives:
        return source.fetch
    about = {"software": kept.record.generator, "format": "WARC File Format 1.1", "terms": kept.record.terms.digest}
    evidence = kept.evidence(about)
    source.witness.begin(evidence)
    return keeping(source.fetch, evidence, kept.folder.parent)


def _say_where(kept: Run, *, is_complete: bool) -> None:
    rest = "" if is_complete else f"; go on with: attrcheck scan --resume {kept.record.id}"
    click.echo(f"attrcheck: kept as run {kept.record.id}{rest}", err=True)
