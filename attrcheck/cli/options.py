"""Options and small steps that several commands share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import reduce, wraps
from pathlib import Path
from typing import Any, NamedTuple

import click

from attrcheck.errors import OutputError
from attrcheck.fetch import AnyFetcher, HttpFetcher, Limits, Witness, user_agent
from attrcheck.runs import DEFAULT_STORE

terms_option = click.option(
    "--terms", "-t", required=True, metavar="FILE|PRESET", help="The terms: a file, or the name of a shipped preset."
)
contact_option = click.option(
    "--contact", envvar="ATTRCHECK_CONTACT", metavar="ADDRESS", help="Your web or e-mail address; sites see it in the User-Agent."
)

_DEFAULTS = Limits()


class Crawl(NamedTuple):
    """How pages are fetched: the user's choices, in the words of the options."""

    timeout: float
    max_bytes: int
    workers: int
    contact: str | None

    @property
    def limits(self) -> Limits:
        """What one fetch may take."""
        return Limits(total_seconds=self.timeout, body_bytes=self.max_bytes)


def as_one(name: str, group: Any, *options: Callable[[Callable[..., Any]], Callable[..., Any]]) -> Callable[..., Any]:
    """Return a decorator that gives a command several options as one value: a named tuple whose fields are the options' names."""

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(command)
        def with_group(*args: Any, **kwargs: Any) -> Any:
            kwargs[name] = group(**{field: kwargs.pop(field) for field in group._fields})
            return command(*args, **kwargs)

        return reduce(lambda wrapped, option: option(wrapped), reversed(options), with_group)

    return decorate


crawl_options = as_one(
    "crawl",
    Crawl,
    click.option(
        "--timeout",
        type=click.FloatRange(min=0.1),
        default=_DEFAULTS.total_seconds,
        show_default=True,
        metavar="SECONDS",
        help="The longest time for one page.",
    ),
    click.option(
        "--max-bytes", type=click.IntRange(min=1), default=_DEFAULTS.body_bytes, show_default=True, help="The largest page, decompressed."
    ),
    click.option("--workers", type=click.IntRange(1, 64), default=8, show_default=True, help="How many pages are fetched at once."),
    contact_option,
)


class Store(NamedTuple):
    """Where runs are kept, and whether this one is."""

    store: Path
    no_store: bool


store_option = click.option(
    "--store",
    envvar="ATTRCHECK_STORE",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(DEFAULT_STORE),
    show_default=True,
    metavar="FOLDER",
    help="Where runs are kept, with the evidence.",
)
store_options = as_one(
    "store", Store, store_option, click.option("--no-store", is_flag=True, help="Keep neither the run nor the evidence: no --resume.")
)


@contextmanager
def make_fetcher(contact: str | None, limits: Limits | None = None, witness: Witness | None = None) -> Iterator[AnyFetcher]:
    """Give a fetcher for http(s) addresses and saved pages, closed at the end."""
    chosen = limits or Limits()
    with HttpFetcher(chosen, user_agent(contact), witness=witness) as web:
        yield AnyFetcher(web=web, limits=chosen)


def write(path: Path, text: Iterable[str]) -> None:
    """Write a file whole or not at all: an interrupted write leaves the old file. Raises OutputError."""
    partial = path.with_name(f".{path.name}.partial")
    try:
        with partial.open("w", encoding="utf-8", newline="") as file:
            file.writelines(text)
        partial.replace(path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise OutputError(f"{path}: cannot be written: {error.strerror}") from error
