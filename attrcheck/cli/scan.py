"""attrcheck scan: check a list of addresses against terms."""

from __future__ import annotations

from pathlib import Path

import click

from attrcheck.cli.keep import opened_run, say_where, source_of, targets_of, with_evidence
from attrcheck.cli.looked import Looked, search_options
from attrcheck.cli.looking import looking
from attrcheck.cli.options import (
    Crawl,
    Look,
    Polite,
    Reach,
    Store,
    Viewing,
    browser_options,
    crawl_options,
    list_option,
    look_options,
    polite_options,
    reach_options,
    store_options,
)
from attrcheck.cli.resumption import ResumableCommand
from attrcheck.cli.run import ending, format_option, output_formats, run, show
from attrcheck.errors import EXIT_CODE_MEANINGS
from attrcheck.model import Level
from attrcheck.runs import LAST
from attrcheck.scan import Pace
from attrcheck.targets import Targets
from attrcheck.terms import load_terms
from attrcheck.work import known_works

_EPILOG = "\b\nExit codes:\n" + "\n".join(f"  {code.value}  {meaning}" for code, meaning in EXIT_CODE_MEANINGS.items())


@click.command(epilog=_EPILOG, cls=ResumableCommand)
@click.argument("targets", nargs=-1, metavar="TARGET...")
@list_option
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
    help="Write a report; the end of the name chooses the format. Repeatable.",
)
@format_option
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
@search_options
@look_options
@crawl_options
@browser_options
@polite_options
@reach_options
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
    lists: tuple[str, ...],
    terms: str,
    works: tuple[str, ...],
    reading: str | None,
    outputs: tuple[Path, ...],
    format_: str | None,
    fail_on: str,
    max_undetermined: int,
    shares: bool,
    looked: Looked,
    look: Look,
    crawl: Crawl,
    polite: Polite,
    reach: Reach,
    archives: tuple[str, ...],
    resume: str | None,
    store: Store,
    viewing: Viewing,
    quiet: bool,
) -> None:
    """Check pages against the terms of a work: is it reused, and is its author credited as asked?

    A TARGET is an address, a list of addresses (text, table, JSON lines, feed, sitemap, OPML, or - for standard input), a saved page
    (.html) or a folder of saved pages. A list at an address is given with --list.

    \b
    Example:
      attrcheck scan addresses.txt --terms rules/remy-bonny.toml --output report.json
      attrcheck scan https://example.org/copy saved/ --terms remy-bonny --reading narrow
      attrcheck scan --list https://example.org/alerts.xml --terms remy-bonny
      attrcheck scan copies.csv --terms cc-by-4.0 --work https://example.org/my-article
      attrcheck scan --resume
    """
    formats = output_formats(outputs)
    loaded = load_terms(terms, reading)
    weakest = None if fail_on == "never" else Level(fail_on)
    with source_of(crawl, reach, polite, archives, store) as source:
        # Before anything is fetched: a mistake in a list is told at once.
        found = targets_of(targets, lists, source, looked) if resume is None else Targets(targets=(), problems=())
        known = known_works(loaded, works, source.for_works)
        with opened_run(ctx, loaded, known, found, source) as kept:
            fetch = with_evidence(kept, source)
            with looking(viewing, fetch) as shown:
                pace = Pace(crawl.workers, shares, look.exhaustive, source.courtesy, polite.selection, shown)
                report = run(kept, loaded, known, fetch, pace)
            show(report, formats, format_, quiet=quiet)
            if not store.no_store and not (quiet and report.is_complete):
                say_where(kept, is_complete=report.is_complete)
            end = ending(report, weakest, max_undetermined, has_broken_targets=bool(kept.record.problems))
            if not quiet:
                click.echo(f"attrcheck: exit code {end.code.value}: {end.why}", err=True)
            ctx.exit(end.code)
