"""attrcheck terms: write, check, read and test sets of terms."""

from __future__ import annotations

import json
import os
from pathlib import Path

import click

from attrcheck.cli.options import Reach, contact_option, make_fetcher, reach_options, write
from attrcheck.errors import ExitCode, OutputError
from attrcheck.model import Work
from attrcheck.own_page import work_on
from attrcheck.reporters.printable import printable
from attrcheck.term_tests import check_files, run_tests, untried
from attrcheck.terms import Terms, described, draft, load_terms, odrl, presets, terms_schema
from attrcheck.terms.works import NOBODY
from attrcheck.work import page_of

_files = click.argument("files", metavar="FILE|PRESET...", nargs=-1, required=True)
_file = click.argument("file", metavar="FILE|PRESET")
_reading = click.option("--reading", metavar="NAME", help="How to read a doubtful sentence of the terms; the terms name their readings.")


@click.group()
def terms() -> None:
    """Write, check, read and test sets of terms.

    \b
    Example:
      attrcheck terms list
      attrcheck terms draft https://example.org/my-article --output my-terms.toml
      attrcheck terms check my-terms.toml
    """


@terms.command(short_help="Check files of terms.")
@_files
def check(files: tuple[str, ...]) -> None:
    """Check files of terms and what they name beside them: the first mistake of each is told with its key and what would be right.

    \b
    Example:
      attrcheck terms check my-terms.toml
    """
    for file in files:
        loaded = load_terms(file)
        check_files(loaded)
        click.echo(f"{file}: {_counted(loaded)}")


@terms.command()
@_file
@_reading
def show(file: str, reading: str | None) -> None:
    """Show terms in plain sentences.

    \b
    Example:
      attrcheck terms show remy-bonny --reading narrow
    """
    click.echo(described(load_terms(file, reading)), nl=False)


@terms.command(name="list")
def list_() -> None:
    """List the terms that come with attrcheck.

    \b
    Example:
      attrcheck terms list
    """
    for name in presets():
        file = load_terms(name).file
        click.echo(f"{name:<28} {file.title}\n{'':<28} {file.source}")


@terms.command()
def schema() -> None:
    """Print the JSON Schema of terms files, for editors.

    \b
    Example:
      attrcheck terms schema > attrcheck-terms.schema.json
    """
    click.echo(json.dumps(terms_schema(), indent=1))


@terms.command(short_help="Run the tests that stand in files of terms.")
@_files
@contact_option
@reach_options
@click.pass_context
def test(ctx: click.Context, files: tuple[str, ...], contact: str | None, reach: Reach) -> None:
    """Run the tests that stand in files of terms: pages beside them, and what is right to say about each.

    Exit code 1 when an expectation does not hold or a page cannot be read.

    \b
    Example:
      attrcheck terms test my-terms.toml
      attrcheck terms test rules/*.toml
    """
    loaded = [load_terms(file) for file in files]
    total = failed = 0
    with make_fetcher(contact, reach=reach) as fetch:
        for one in loaded:
            click.echo(f"{one.path}: {len(one.file.test)} tests")
            for result in run_tests(one, fetch):
                total += 1
                failed += bool(result.wrong)
                click.echo(f"  {'FAILED' if result.wrong else 'ok':<6}  {printable(result.entry.page)}: {printable(result.entry.why)}")
                for sentence in result.wrong:
                    click.echo(f"          {printable(sentence)}")
            for sentence in untried(one):
                click.echo(f"  note: {sentence}")
    click.echo(f"{total} tests, {failed} failed")
    ctx.exit(ExitCode.FINDINGS if failed else ExitCode.OK)


@terms.command(name="draft", short_help="Propose terms from what an article's page says.")
@click.argument("place", metavar="URL|FILE")
@click.option("--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="Where to write the file; default: standard output.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@contact_option
@reach_options
def draft_(place: str, output: Path | None, force: bool, contact: str | None, reach: Reach) -> None:
    """Propose a file of terms from what an article's own page says: its sentences and its markup.

    Every proposal stands below the sentence that it came from; what the page does not say is marked with a question mark.

    \b
    Example:
      attrcheck terms draft https://example.org/my-article --output my-terms.toml
    """
    if output and output.exists() and not force:
        raise OutputError(f"{output}: is there already; --force writes over it")
    with make_fetcher(contact, reach=reach) as fetch:
        article = page_of(place, fetch)
    folder = output.parent if output else Path()
    file = os.path.relpath(place, folder) if Path(place).is_file() else ""
    text = draft(article, work_on(article, Work(title="", url="", author=NOBODY), is_whole=True), Path(file).as_posix() if file else "")
    if output:
        write(output, [text])
        click.echo(f"attrcheck: wrote {output}; read it, and look for question marks", err=True)
    else:
        click.echo(text, nl=False)


@terms.command()
@_file
@_reading
@click.option("--odrl", "as_odrl", is_flag=True, help="As an ODRL 2.2 policy in JSON-LD.")
def export(file: str, reading: str | None, *, as_odrl: bool) -> None:
    """Print terms in a language of other programs.

    \b
    Example:
      attrcheck terms export --odrl cc-by-4.0
    """
    if not as_odrl:
        raise click.UsageError("Say in which language: --odrl.")
    click.echo(odrl(load_terms(file, reading)))


def _counted(loaded: Terms) -> str:
    counts = (len(loaded.requirements), "requirement"), (len(loaded.works), "work"), (len(loaded.file.test), "test")
    said = ", ".join(f"{number} {noun}{'' if number == 1 else 's'}" for number, noun in counts)
    return f"terms {loaded.file.id} {loaded.file.version} are right: {said}"
