"""Options and small steps that several commands share."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import reduce, wraps
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import click

from attrcheck.errors import OutputError
from attrcheck.fetch import AnyFetcher, GoodManners, Guard, HttpFetcher, Limits, Manners, Politeness, Witness, user_agent
from attrcheck.runs import DEFAULT_STORE
from attrcheck.schedule import Selection

terms_option = click.option(
    "--terms", "-t", required=True, metavar="FILE|PRESET", help="The terms: a file, or the name of a shipped preset."
)
contact_option = click.option(
    "--contact", envvar="ATTRCHECK_CONTACT", metavar="ADDRESS", help="Your web or e-mail address; sites see it in the User-Agent."
)

_DEFAULTS, _POLITE = Limits(), Politeness()


class _FiniteRange(click.FloatRange):
    """A range without "nan", which is outside of no range and would compare as less and more than nothing, and without "inf"."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        number = float(super().convert(value, param, ctx))
        if not math.isfinite(number):
            self.fail(f"{value} is no finite number.", param, ctx)
        return number


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


class Look(NamedTuple):
    """How closely pages are read, and whether their shares are: the user's choices, in the words of the options."""

    exhaustive: bool
    shares: bool


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
        type=_FiniteRange(min=0.1),
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

look_options = as_one(
    "look",
    Look,
    click.option("--exhaustive", is_flag=True, help="Read every page in full; in long lists others are passed over early."),
    click.option(
        "--shares/--no-shares", default=True, show_default=True, help="Read the posts that share a page, where that needs no login."
    ),
)


class Reach(NamedTuple):
    """Where connections may go, and by which way: the user's choices, in the words of the options."""

    allow_private: bool = False
    proxy: str = ""

    @property
    def guard(self) -> Guard:
        """Who decides about every connection."""
        return Guard(allows_private=self.allow_private)


def _proxy_address(_: click.Context, __: click.Parameter, value: str) -> str:
    parts = urlsplit(value)
    if value and (parts.scheme not in ("http", "https") or not parts.hostname):
        raise click.BadParameter("must be an http:// or https:// address")
    return value


REACH = (
    click.option(
        "--allow-private", envvar="ATTRCHECK_ALLOW_PRIVATE", is_flag=True, help="Also fetch from this machine and from local networks."
    ),
    click.option(
        "--proxy",
        default="",
        metavar="URL",
        callback=_proxy_address,
        help="Fetch through this http or https proxy, which looks up the names.",
    ),
)
reach_options = as_one("reach", Reach, *REACH)


class Polite(NamedTuple):
    """How a scan treats the servers of others and how far it goes, in the words of the options."""

    rate: float
    respect_robots: bool
    only: tuple[str, ...]
    skip: tuple[str, ...]
    max_pages: int | None
    deadline: float | None

    @property
    def politeness(self) -> Politeness:
        """What the manners of a scan need to know."""
        seconds = math.inf if self.deadline is None else self.deadline
        return Politeness(rate=self.rate, respects_robots=self.respect_robots, total_seconds=seconds)

    @property
    def selection(self) -> Selection:
        """Which targets are fetched."""
        return Selection(only=self.only, skip=self.skip, pages=self.max_pages)


polite_options = as_one(
    "polite",
    Polite,
    click.option(
        "--rate",
        envvar="ATTRCHECK_RATE",
        type=_FiniteRange(min=0, min_open=True),
        default=_POLITE.rate,
        show_default=True,
        help="The most requests a second to one host.",
    ),
    click.option(
        "--respect-robots/--ignore-robots",
        default=True,
        show_default=True,
        help="Whether robots.txt binds. Ignore it on your own site, or with its owner's permission; the report says so.",
    ),
    click.option("--only", multiple=True, metavar="GLOB", help="Fetch only addresses that fit, such as '*://example.org/*'. Repeatable."),
    click.option("--skip", multiple=True, metavar="GLOB", help="Do not fetch addresses that fit. Repeatable; goes before --only."),
    click.option("--max-pages", type=click.IntRange(min=1), help="Fetch only the first so many targets."),
    click.option(
        "--deadline", type=_FiniteRange(min=0, min_open=True), metavar="SECONDS", help="Start no fetch after this time of the scan."
    ),
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


class Conduct(NamedTuple):
    """How a fetcher behaves beyond its limits: what it keeps, and its manners; without others it is polite."""

    witness: Witness | None = None
    manners: Manners | None = None


class Viewing(NamedTuple):
    """Whether a browser shows pages, and where its pictures go: the user's choices, in the words of the options."""

    browser: str
    screenshots: Path | None
    no_sandbox: bool


browser_options = as_one(
    "viewing",
    Viewing,
    click.option(
        "--browser",
        type=click.Choice(["auto", "never", "always"]),
        default="auto",
        show_default=True,
        help="Which pages an installed Chromium shows before they are checked: those that are empty without scripts, none, or all.",
    ),
    click.option(
        "--screenshots",
        type=click.Path(file_okay=False, path_type=Path),
        metavar="FOLDER",
        help="Keep a picture of every page that the browser shows.",
    ),
    click.option(
        "--no-sandbox",
        envvar="ATTRCHECK_NO_SANDBOX",
        is_flag=True,
        help="As root, where Chromium has no sandbox, let --browser auto use it all the same.",
    ),
)


@contextmanager
def make_fetcher(
    contact: str | None,
    limits: Limits | None = None,
    reach: Reach = Reach(),  # noqa: B008 - frozen
    conduct: Conduct = Conduct(),  # noqa: B008 - frozen
) -> Iterator[AnyFetcher]:
    """Give a fetcher for http(s) addresses and saved pages, closed at the end."""
    chosen = limits or Limits()
    manners = conduct.manners or GoodManners()
    with HttpFetcher(chosen, user_agent(contact), guard=reach.guard, proxy=reach.proxy, witness=conduct.witness, manners=manners) as web:
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
