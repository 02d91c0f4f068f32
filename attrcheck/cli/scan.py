"""attrcheck scan: check a list of addresses against terms."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from attrcheck.cli.looking import looking
from attrcheck.cli.options import Crawl, Viewing, browser_options, crawl_options, make_fetcher, terms_option
from attrcheck.cli.run import exit_code, output_formats, run, show
from attrcheck.errors import EXIT_CODE_MEANINGS
from attrcheck.model import Level
from attrcheck.scan import Pace
from attrcheck.targets import gather, is_broken
from attrcheck.terms import load_terms
from attrcheck.work import known_works

_EPILOG = "\b\nExit codes:\n" + "\n".join(f"  {code.value}  {meaning}" for code, meaning in EXIT_CODE_MEANINGS.items())


@click.command(epilog=_EPILOG)
@click.argument("targets", nargs=-1, required=True, metavar="TARGET...")
@terms_option
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
@browser_options
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
    viewing: Viewing,
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
    """
    formats = output_formats(outputs)
    loaded = load_terms(terms, reading)
    found = gather(targets, sys.stdin)
    for problem in found.problems:
        click.echo(f"attrcheck: {problem}", err=True)
    with make_fetcher(crawl.contact, crawl.limits) as fetch, looking(viewing, fetch) as look:
        pace = Pace(crawl.workers, reads_shares=shares, look=look)
        report = run(found.targets, loaded, known_works(loaded, works, fetch), fetch, pace)
    show(report, formats, quiet=quiet)
    weakest = None if fail_on == "never" else Level(fail_on)
    ctx.exit(exit_code(report, weakest, max_undetermined, has_broken_targets=any(map(is_broken, found.problems))))
