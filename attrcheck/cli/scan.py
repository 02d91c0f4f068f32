"""attrcheck scan: check a list of addresses against terms."""

from __future__ import annotations

from pathlib import Path

import click

from attrcheck.cli.following import cases_in
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
    look_options,
    polite_options,
    reach_options,
    store_options,
)
from attrcheck.cli.past import Remember, history_of, kept_in, remember_options
from attrcheck.cli.resumption import ResumableCommand
from attrcheck.cli.run import Task, output_formats, run, show
from attrcheck.cli.sending import Mailing, kept_at, mailing_options, told, ways_of
from attrcheck.cli.task import Asked, Input, Output, Threshold, asked_options, input_options, output_options, tell_works, threshold_options
from attrcheck.cli.waivers import agreed_terms, waived, waivers_of, waivers_option
from attrcheck.errors import EXIT_CODE_MEANINGS
from attrcheck.messages import When
from attrcheck.runs import LAST
from attrcheck.scan import Pace
from attrcheck.targets import Targets
from attrcheck.terms import load_terms
from attrcheck.work import known_works

_EPILOG = "\b\nExit codes:\n" + "\n".join(f"  {code.value}  {meaning}" for code, meaning in EXIT_CODE_MEANINGS.items())


@click.command(epilog=_EPILOG, cls=ResumableCommand, short_help="Check pages against the terms of a work.")
@input_options
@asked_options
@output_options
@threshold_options
@mailing_options("mail-", When.CHANGE)
@waivers_option
@search_options
@look_options
@crawl_options
@browser_options
@polite_options
@reach_options
@click.option(
    "--resume", metavar="[RUN]", is_flag=False, flag_value=LAST, help="Go on with a run that was stopped: the last one, an id or a folder."
)
@store_options
@remember_options
@click.option("--quiet", "-q", is_flag=True, help="No report on standard output.")
@click.pass_context
def scan(
    ctx: click.Context,
    given: Input,
    asked: Asked,
    output: Output,
    threshold: Threshold,
    mailing: Mailing,
    waivers: Path | None,
    looked: Looked,
    look: Look,
    crawl: Crawl,
    viewing: Viewing,
    polite: Polite,
    reach: Reach,
    resume: str | None,
    store: Store,
    remember: Remember,
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
    formats = output_formats(output.outputs)
    ways = ways_of(mailing, reach)
    terms, accepted = load_terms(asked.terms, asked.reading), waivers_of(waivers)
    history = history_of(ctx, remember, store, is_replay=bool(given.archives))
    with source_of(crawl, reach, polite, given.archives, store) as source:
        # Before anything is fetched: a mistake in a list is told at once.
        found = targets_of(given, source, looked) if resume is None else Targets(targets=(), problems=())
        works = known_works(terms, asked.works, source.for_works)
        if not quiet:
            tell_works(terms, works)
        task = Task(terms, works, agreed_terms(accepted, works))
        with opened_run(ctx, task, found, source) as kept:
            evidence = with_evidence(kept, source)
            with looking(viewing, evidence) as shown:
                pace = Pace(crawl.workers, look.shares, look.exhaustive, source.courtesy, polite.selection, shown)
                done = run(kept, task, evidence.fetch, pace)
            report = waived(kept_in(history, done, kept.record, remember.grace_of(terms)), accepted)
            cases_in(history, report, kept.record.id)
            show(report, formats, output.format_, quiet=quiet)
            if not store.no_store and not (quiet and report.is_complete):
                say_where(kept, is_complete=report.is_complete)
            end = threshold.ending(report, has_broken_targets=bool(kept.record.problems))
            end = told(ways, report, kept_at(kept, store, output), end)
            if not quiet:
                click.echo(f"attrcheck: exit code {end.code.value}: {end.why}", err=True)
            ctx.exit(end.code)
