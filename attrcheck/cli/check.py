"""attrcheck check: explain one page at length."""

from __future__ import annotations

import click

from attrcheck.cli.page import AskedPage, checked_page, exit_code, page_options, say
from attrcheck.explaining import explained


@click.command(short_help="Explain one page at length.")
@click.argument("page", metavar="FILE|URL")
@page_options
@click.pass_context
def check(ctx: click.Context, page: str, asked: AskedPage) -> None:
    """Explain one page: why each passage got its origin and role, and why each requirement its outcome.

    The exit code is that of a scan of this page. Posts that share it are not read.

    \b
    Example:
      attrcheck check saved-page.html --terms remy-bonny
    """
    with checked_page(page, asked) as found:
        for report in found.reports:
            say(explained(report, found.article(report), found.terms.record().requirements))
        ctx.exit(exit_code(found.reports))
