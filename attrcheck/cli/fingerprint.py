"""attrcheck fingerprint: write what recognises a work without holding its text."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from attrcheck.cli.options import Reach, contact_option, make_fetcher, reach_options, terms_option, write
from attrcheck.errors import WorkError
from attrcheck.reuse import fingerprint as make
from attrcheck.terms import load_terms
from attrcheck.work import read_work


@click.command(short_help="Make a fingerprint that recognises copies of a work.")
@click.argument("place", metavar="FILE|URL")
@terms_option
@click.option(
    "--output", "-o", type=click.Path(dir_okay=False, path_type=Path), required=True, help="Where to write the fingerprint (.json)."
)
@contact_option
@reach_options
def fingerprint(place: str, terms: str, output: Path, contact: str | None, reach: Reach) -> None:
    """Write a file of hashed word sequences that recognises copies of a work without containing its text.

    The work is read from a text file, a saved page or its address. The terms name its author, its terms block and the public text in it,
    which are kept apart.

    \b
    Example:
      attrcheck fingerprint article.txt --terms rules/remy-bonny.toml --output rules/remy-bonny.fingerprint.json
    """
    loaded = load_terms(terms)
    if len(loaded.works) != 1:
        raise WorkError(f"{terms}: names {len(loaded.works)} works; a fingerprint is that of one")
    with make_fetcher(contact, reach=reach) as fetch:
        work, parts = loaded.works[0], loaded.file.entries[0].parts
        made = make(read_work(place, work, parts, fetch).text, work, parts)
    write(output, [msgspec.json.encode(made).decode(), "\n"])
    click.echo(f"{output}: {made.word_count} words of the work, {len(made.terms)} word sequences of its terms", err=True)
