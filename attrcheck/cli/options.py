"""Options and small steps that several commands share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from attrcheck.errors import OutputError
from attrcheck.fetch import AnyFetcher, HttpFetcher, Limits, user_agent

terms_option = click.option(
    "--terms", "-t", required=True, metavar="FILE|PRESET", help="The terms: a file, or the name of a shipped preset."
)
contact_option = click.option(
    "--contact", envvar="ATTRCHECK_CONTACT", metavar="ADDRESS", help="Your web or e-mail address; sites see it in the User-Agent."
)


@contextmanager
def make_fetcher(contact: str | None, limits: Limits | None = None) -> Iterator[AnyFetcher]:
    """Give a fetcher for http(s) addresses and saved pages, closed at the end."""
    chosen = limits or Limits()
    with HttpFetcher(chosen, user_agent(contact)) as web:
        yield AnyFetcher(web=web, limits=chosen)


def write(path: Path, text: str) -> None:
    """Write a file whole or not at all: an interrupted write leaves the old file. Raises OutputError."""
    partial = path.with_name(f".{path.name}.partial")
    try:
        partial.write_text(text, encoding="utf-8")
        partial.replace(path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise OutputError(f"{path}: cannot be written: {error.strerror}") from error
