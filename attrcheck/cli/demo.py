"""attrcheck demo: see every verdict without a network."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from attrcheck.cli.options import Conduct, Reach, make_fetcher
from attrcheck.cli.run import Task, begin_record, output_formats, run, show, unkept_run
from attrcheck.demo import TERMS, DemoPage, demo_pages, served
from attrcheck.errors import ExitCode
from attrcheck.fetch import NoManners
from attrcheck.model import Source, Target
from attrcheck.runs import RunReport
from attrcheck.scan import Pace
from attrcheck.terms import load_terms
from attrcheck.work import known_works


@click.command(short_help="Scan a small site that shows every verdict.")
@click.option(
    "--output",
    "-o",
    "outputs",
    multiple=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write a report; the suffix chooses the format (.json, .txt). Repeatable.",
)
@click.pass_context
def demo(ctx: click.Context, outputs: tuple[Path, ...]) -> None:
    """Scan a small site of pages that reuse an article, each in another way, served on this machine.

    \b
    Example:
      attrcheck demo --output demo-report.json
    """
    output_formats(outputs)
    pages = demo_pages()
    with served() as base, make_fetcher(None, reach=Reach(allow_private=True), conduct=Conduct(manners=NoManners())) as fetch:
        targets = [Target(url=base + page.name, source=Source(file="demo", line=i)) for i, page in enumerate(pages, start=1)]
        terms = load_terms(TERMS)
        task = Task(terms, known_works(terms, (), fetch))
        with unkept_run(begin_record(task), targets) as unkept:
            report = run(unkept, task, fetch, Pace())
            ctx.exit(_shown(report, pages, outputs))


def _shown(report: RunReport, pages: Sequence[DemoPage], outputs: Sequence[Path]) -> ExitCode:
    show(report, output_formats(outputs), quiet=False)
    click.echo()
    surprises = 0
    for page, target in zip(pages, report.targets, strict=False):
        is_expected = target.verdict in page.verdicts
        surprises += not is_expected
        click.echo(f"{'as expected' if is_expected else 'UNEXPECTED'}: {page.name}: {target.verdict}. {page.why}")
    for path in outputs:
        click.echo(f"The report lies at {path.resolve()}")
    return ExitCode.INTERNAL if surprises else ExitCode.OK
