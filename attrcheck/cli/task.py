"""What a scan is asked to do: what is checked, against which terms, which reports are written, and when that is no success."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import click

from attrcheck.cli.options import as_one
from attrcheck.cli.run import Ending, ending
from attrcheck.model import AnyReport, Level
from attrcheck.reporters import REPORTERS
from attrcheck.reporters.printable import printable
from attrcheck.terms import Terms
from attrcheck.work import KnownWork


class Asked(NamedTuple):
    """Which terms pages are checked against, for which works, and how a doubtful sentence of theirs is read."""

    terms: str
    works: tuple[str, ...]
    reading: str | None


WORKS = (
    click.option(
        "--work",
        "works",
        multiple=True,
        metavar="FILE|URL",
        help="The work, for terms that bind a whole site or any work: its address or its saved page. Repeatable.",
    ),
    click.option("--reading", metavar="NAME", help="How to read a doubtful sentence of the terms; the terms name their readings."),
)
# Not required where --resume can bring them; the command asks for them else.
asked_options = as_one(
    "asked",
    Asked,
    click.option("--terms", "-t", metavar="FILE|PRESET", help="The terms: a file or the name of a preset. Required but for --resume."),
    *WORKS,
)


# Words that are shown of each end of a work's text.
_ENDS = 5


def tell_works(terms: Terms, works: Sequence[KnownWork]) -> None:
    """Say on standard error what the pages named with --work say of themselves: the credit is asked for whom they name.

    And what was read as the text: where a page's text is not found whole, its copies are not either.
    """
    for work in (known.work for known in works) if not terms.works else ():
        authors = ", ".join(author.name for author in work.authors) or "nobody that its page names"
        day = f", {work.published}" if work.published else ""
        said = work.text.split()
        ends = f"“{' '.join(said[:_ENDS])} … {' '.join(said[-_ENDS:])}”"
        click.echo(printable(f"attrcheck: the work is “{work.title}” by {authors}{day}, {work.url}: {len(said):,} words, {ends}"), err=True)


class Input(NamedTuple):
    """What is checked: targets and lists by name, or the pages of archives."""

    targets: tuple[str, ...]
    lists: tuple[str, ...]
    archives: tuple[str, ...]


input_options = as_one(
    "given",
    Input,
    click.argument("targets", nargs=-1, metavar="TARGET..."),
    click.option(
        "--list",
        "lists",
        multiple=True,
        metavar="URL",
        help="An address at which there is a list: a feed, a sitemap, an OPML file, a table or a text. Repeatable.",
    ),
    click.option(
        "--from",
        "archives",
        multiple=True,
        metavar="ARCHIVE|RUN",
        help="Take the pages from an archive (WARC) or a run, not from the network; all of them without TARGET. Repeatable.",
    ),
)


class Output(NamedTuple):
    """Which reports are written, and the format of the one on standard output, None for text."""

    outputs: tuple[Path, ...]
    format_: str | None


output_options = as_one(
    "output",
    Output,
    click.option(
        "--output",
        "-o",
        "outputs",
        multiple=True,
        type=click.Path(dir_okay=False, path_type=Path),
        help="Write a report; the end of the name chooses the format. Repeatable.",
    ),
    click.option(
        "--format",
        "format_",
        type=click.Choice(tuple(REPORTERS)),
        help="The format on standard output.  [default: text, coloured on a terminal]",
    ),
)


class Threshold(NamedTuple):
    """From what on a scan does not end with exit code 0."""

    fail_on: str
    fail_for: str
    max_undetermined: int

    @property
    def weakest(self) -> Level | None:
        """The weakest level of a failed finding that gives exit code 1."""
        return None if self.fail_on == "never" else Level(self.fail_on)

    @property
    def only_new(self) -> bool:
        """Whether only what no earlier run has told of counts."""
        return self.fail_for == "new"

    def ending(self, report: AnyReport, *, has_broken_targets: bool = False) -> Ending:
        """Return how a scan ends that came to this report."""
        return ending(report, self.weakest, self.max_undetermined, only_new=self.only_new, has_broken_targets=has_broken_targets)


threshold_options = as_one(
    "threshold",
    Threshold,
    click.option(
        "--fail-on",
        type=click.Choice([level.value for level in Level] + ["never"]),
        default=Level.MUST.value,
        show_default=True,
        help="The weakest level of a failed finding that gives exit code 1.",
    ),
    click.option(
        "--fail-for",
        type=click.Choice(["all", "new"]),
        default="all",
        show_default=True,
        help="Whether all trouble counts for the exit code, or only what no earlier run in the history has told of.",
    ),
    click.option(
        "--max-undetermined",
        type=click.IntRange(min=0),
        default=0,
        show_default=True,
        help="How many undetermined pages are still exit code 0.",
    ),
)
