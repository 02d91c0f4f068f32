"""attrcheck fix: write the cured copy of a page, and show that it passes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from attrcheck.cli.options import write
from attrcheck.cli.page import AskedPage, checked_page, exit_code, page_options, say
from attrcheck.errors import OutputError
from attrcheck.explaining import cured
from attrcheck.fixing import Fixed, fix
from attrcheck.model import Outcome

# The ending of a cured copy that has no name of its own.
_ENDING = ".cured.html"


@click.command(name="fix", short_help="Write a copy of a page with the credit put in.")
@click.argument("page", metavar="FILE|URL")
@page_options
@click.option(
    "--output",
    "-o",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where the cured copy goes.  [default: the page's name with .cured.html, in this folder]",
)
@click.pass_context
def fix_command(ctx: click.Context, page: str, output: Path | None, asked: AskedPage) -> None:
    """Write a copy of a page with the credit put in, check the copy, and say what no edit of the page can cure.

    The exit code is that of a scan of the copy. The page itself is never changed.

    \b
    Example:
      attrcheck fix saved-page.html --terms remy-bonny --output cured.html
    """
    path = output or Path(Path(page).stem + _ENDING if Path(page).is_file() else f"page{_ENDING}")
    if path.exists() and Path(page).is_file() and path.samefile(page):
        raise OutputError(f"{path}: is the page itself, which is never changed")
    with checked_page(page, asked) as found:
        fixed = fix(found.capture, found.works, found.check)
    write(path, (fixed.markup,))
    say(_said(fixed, path))
    ctx.exit(exit_code(fixed.after))


def _said(fixed: Fixed, path: Path) -> Iterator[str]:
    yield from cured(fixed.cures)
    yield ""
    was = {(report.work, one.requirement, one.place, one.subject): one.outcome for report in fixed.before for one in report.findings}
    for report in fixed.after:
        for one in report.findings:
            before = was.get((report.work, one.requirement, one.place, one.subject))
            if before is not None and before is not one.outcome:
                yield f"{one.requirement} in {one.place}: {before} -> {one.outcome}"
    for left in fixed.left:
        yield f"{left.finding.requirement} in {left.finding.place}: still {Outcome.FAILED}: {left.why}"
    for before_report, report in zip(fixed.before, fixed.after, strict=True):
        yield f"{before_report.verdict} -> {report.verdict}"
    yield f"wrote {path}"
