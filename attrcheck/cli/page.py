"""What the commands about one page have in common: fetch it, check it, and read it with the origin of every passage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import click
from msgspec.structs import replace

from attrcheck.cli.options import REACH, Reach, as_one, contact_option, make_fetcher, terms_option
from attrcheck.cli.task import WORKS, tell_works
from attrcheck.errors import ExitCode, TargetsError
from attrcheck.model import Article, Capture, Failure, Level, Outcome, Target, TargetReport, Verdict
from attrcheck.reading import read
from attrcheck.reporters.printable import printable
from attrcheck.reuse import find_reuse
from attrcheck.scan import check_page
from attrcheck.terms import Terms, load_terms
from attrcheck.work import KnownWork, known_works


class AskedPage(NamedTuple):
    """What the options of a command about one page say."""

    terms: str
    works: tuple[str, ...]
    reading: str | None
    url: str | None
    contact: str | None
    allow_private: bool
    proxy: str


page_options = as_one(
    "asked",
    AskedPage,
    terms_option,
    *WORKS,
    click.option("--url", metavar="ADDRESS", help="Where a saved page stands, or will stand: its buttons and its card name this address."),
    contact_option,
    *REACH,
)


class Page(NamedTuple):
    """A captured page, the terms and works that it is checked against, and what is said about it."""

    capture: Capture
    terms: Terms
    works: tuple[KnownWork, ...]
    reports: tuple[TargetReport, ...]

    def check(self, capture: Capture) -> tuple[TargetReport, ...]:
        """Return what is said about another capture of the page."""
        return check_page(Target(url=capture.record.url), capture, self.terms, self.works)

    def article(self, report: TargetReport) -> Article:
        """Return the page as it was read for a report, with the origin of every passage."""
        article = read(self.capture)
        if isinstance(article, Failure):
            raise TargetsError(f"{report.url}: cannot be read: {article.detail}")
        known = next((one for one in self.works if one.work.url == report.work), self.works[0])
        return find_reuse(known.index, article).article


@contextmanager
def checked_page(place: str, asked: AskedPage) -> Iterator[Page]:
    """Give a page, fetched or read from its file, and checked. Raises TargetsError when it cannot be had."""
    loaded = load_terms(asked.terms, asked.reading)
    with make_fetcher(asked.contact, reach=Reach(asked.allow_private, asked.proxy)) as fetch:
        works = known_works(loaded, asked.works, fetch)
        tell_works(loaded, works)
        path = Path(place)
        target = Target(url=path.resolve().as_uri() if path.is_file() else place)
        fetched = fetch(target)
        if isinstance(fetched, Failure):
            raise TargetsError(f"{place}: {fetched.reason}: {fetched.detail}")
        if asked.url:
            fetched = replace(fetched, record=replace(fetched.record, url=asked.url, final_url=asked.url))
        page = Page(fetched, loaded, works, ())
        yield page._replace(reports=page.check(fetched))


def say(lines: Iterable[str]) -> None:
    """Print lines that may hold text of a page."""
    for line in lines:
        click.echo(printable(line))


def exit_code(reports: Iterable[TargetReport]) -> ExitCode:
    """Return the exit code of what is said about one page, as a scan would have it without options."""
    found = list(reports)
    if any(one.outcome is Outcome.FAILED and one.level is Level.MUST for report in found for one in report.findings):
        return ExitCode.FINDINGS
    return ExitCode.INCOMPLETE if any(report.verdict is Verdict.UNDETERMINED for report in found) else ExitCode.OK
