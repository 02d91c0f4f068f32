"""attrcheck demo: see every verdict without a network."""

from __future__ import annotations

from pathlib import Path

import click

from attrcheck.cli.options import make_fetcher
from attrcheck.cli.run import output_formats, run, show
from attrcheck.demo import TERMS, demo_pages, served
from attrcheck.errors import ExitCode
from attrcheck.fetch import NoManners
from attrcheck.model import Source, Target
from attrcheck.scan import Pace
from attrcheck.terms import load_terms
from attrcheck.work import known_works


@click.command()
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
    formats = output_formats(outputs)
    pages = demo_pages()
    with served() as base, make_fetcher(None, manners=NoManners()) as fetch:
        targets = [Target(url=base + page.name, source=Source(file="demo", line=i)) for i, page in enumerate(pages, start=1)]
        terms = load_terms(TERMS)
        report = run(targets, terms, known_works(terms, (), fetch), fetch, Pace())
    show(report, formats, quiet=False)
    click.echo()
    surprises = 0
    for page, target in zip(pages, report.targets, strict=False):
        is_expected = target.verdict in page.verdicts
        surprises += not is_expected
        click.echo(f"{'as expected' if is_expected else 'UNEXPECTED'}: {page.name}: {target.verdict}. {page.why}")
    for path in outputs:
        click.echo(f"The report lies at {path.resolve()}")
    ctx.exit(ExitCode.INTERNAL if surprises else ExitCode.OK)
