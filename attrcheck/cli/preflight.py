"""attrcheck preflight: check a page before it is published, with what to paste first."""

from __future__ import annotations

import click

from attrcheck.cli.page import AskedPage, checked_page, exit_code, page_options, say
from attrcheck.explaining import before_publishing


@click.command(short_help="Check your own page before you publish it.")
@click.argument("page", metavar="FILE")
@page_options
@click.pass_context
def preflight(ctx: click.Context, page: str, asked: AskedPage) -> None:
    """Check your own page before you publish it: what to paste and where, then what the terms ask and what is there.

    The exit code is that of a scan of this page.

    \b
    Example:
      attrcheck preflight draft.html --terms remy-bonny --url https://example.org/where-it-will-be
    """
    with checked_page(page, asked) as found:
        for report in found.reports:
            say(before_publishing(report, found.terms.record().requirements))
        ctx.exit(exit_code(found.reports))
