"""attrcheck letter: draft a message to an outlet about what is missing. It is never sent."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from attrcheck.cli.options import store_option, write
from attrcheck.cli.page import say
from attrcheck.cli.report import found_report
from attrcheck.cli.waivers import waived, waivers_of, waivers_option
from attrcheck.errors import OutputError, RunError
from attrcheck.letters import LANGUAGES, Letter, Tone, letter, page_address
from attrcheck.model import AnyReport, TargetReport


@click.command(name="letter", short_help="Draft a letter to an outlet: what is missing.")
@click.argument("run", metavar="RUN|FILE")
@click.option(
    "--target", required=True, metavar="URL", help="The address of the page, as the report names it, or the name of a saved page."
)
@click.option("--language", type=click.Choice(LANGUAGES), default="en", show_default=True, help="The language of the letter.")
@click.option(
    "--tone",
    type=click.Choice([tone.value for tone in Tone]),
    default=Tone.FRIENDLY.value,
    show_default=True,
    help="Ask first; insist when nobody answers.",
)
@click.option(
    "--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="Write the letter: as HTML (.html) or as text (.txt)."
)
@waivers_option
@store_option
def letter_command(run: str, target: str, language: str, tone: str, output: Path | None, waivers: Path | None, store: Path) -> None:
    """Draft a message to an outlet: what is missing on its page, and the lines to paste. Nothing is ever sent.

    RUN is the id or the folder of a run, or "last"; FILE is a report that was written as .json. Only what failed is mentioned, never what
    is waived or could not be told. Addresses that the page itself states are listed with where they were found.

    \b
    Example:
      attrcheck letter last --target https://example.org/copy --language nl
      attrcheck letter report.json --target https://example.org/copy --tone formal --output letter.html
    """
    if output and output.suffix.lower() not in (".html", ".txt"):
        raise OutputError(f"{output}: a letter is written as .html or .txt")
    report = waived(found_report(run, store), waivers_of(waivers))
    targets = _targets(report, target)
    drafts = [letter(report, one, language, Tone(tone)) for one in targets]
    if page_address(targets[0]).startswith("file:"):
        click.echo("attrcheck: the saved page does not say its address on the web: put it into the letter in place of the file's", err=True)
    for address, found_at in drafts[0].addresses:
        say([f"Contact on the page: {address}, {found_at}"])
    if output is None:
        for draft in drafts:
            say(_lines(draft))
        return
    write(output, ("\n".join(draft.html if output.suffix.lower() == ".html" else draft.text for draft in drafts),))
    say([f"Subject: {draft.subject}" for draft in drafts])
    click.echo(f"attrcheck: wrote {output}", err=True)


# Pages named where the wanted one is not in the report.
_MAX_NAMED = 3


def _targets(report: AnyReport, url: str) -> list[TargetReport]:
    """Return what a report says of a page with a violation of some work; a page of two works gets a letter for each. Raises RunError."""
    found = [one for one in report.targets if one.url == url or (one.url.startswith("file:") and one.url.endswith(f"/{url}"))]
    if not found:
        known = [one.url for one in report.targets if one.cures][:_MAX_NAMED]
        raise RunError(f"{url}: the report names no such target; something failed on {', '.join(known) or 'none'}")
    return [one for one in found if one.cures] or found


def _lines(draft: Letter) -> Iterator[str]:
    yield f"Subject: {draft.subject}"
    yield ""
    yield from draft.text.splitlines()
