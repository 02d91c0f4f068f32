"""attrcheck share and attrcheck shares: what one post says, and which posts share a page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from attrcheck.cli.looked import Looked, search_options
from attrcheck.cli.options import Reach, contact_option, make_fetcher, reach_options
from attrcheck.errors import ExitCode, TargetsError
from attrcheck.model import Article, Author, Failure, SavedShare, Share, ShareRecord, Target, Unread, Work
from attrcheck.networks import ROUNDS, Networks
from attrcheck.reading import read
from attrcheck.reporters.printable import printable
from attrcheck.saved_shares import read_saved
from attrcheck.shares import NOTHING_READ, FoundShares, Scope, Sort, card_preview, find_shares, read_share
from attrcheck.urls import platform_name, post_of

_WHOSE = {True: "the outlet's", False: "somebody else's", None: "whose is not known"}
_LOOKED = {Sort.FEED: "posts of", Sort.SEARCH: "search for", Sort.SHARE_LINK: "share link"}
_ABOUT = {True: "shares this page", False: "is about something else", None: "whether it shares this page is not known"}


@click.command(short_help="Read one post on a social network.")
@click.argument("url", metavar="URL")
@click.option(
    "--saved",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Read this file instead: the saved page of the post, or its text.",
)
@contact_option
@reach_options
@click.pass_context
def share(ctx: click.Context, url: str, saved: Path | None, contact: str | None, reach: Reach) -> None:
    """Read one post on a social network, and say what it holds and how it was read.

    Exit code 3 when it cannot be read without a login. With --saved no network is asked.

    \b
    Example:
      attrcheck share https://bsky.app/profile/example.org/post/3kabc
    """
    if post_of(url) is None and not url.startswith(("http://", "https://")):
        raise TargetsError(f"{url!r} is not an http(s) address")
    if saved:
        got = read_saved(SavedShare(url=url, path=str(saved)))
    else:
        with make_fetcher(contact, reach=reach) as fetch:
            got = read_share(url, fetch)
    for line in _lines(got):
        click.echo(printable(line))
    ctx.exit(ExitCode.INCOMPLETE if isinstance(got, Unread) else ExitCode.OK)


@click.command(short_help="List the posts that share a page.")
@click.argument("page", metavar="PAGE")
@click.option("--read/--no-read", "is_read", default=True, show_default=True, help="Read the posts where that needs no login.")
@search_options
@contact_option
@reach_options
def shares(page: str, is_read: bool, looked: Looked, contact: str | None, reach: Reach) -> None:
    """List the posts that share a page: how each was found, whose it is, and what could not be read.

    PAGE is an address, or a `file:` address of a saved page. The page's share buttons and card are listed with what they would say.

    \b
    Example:
      attrcheck shares https://news.example/story
    """
    target = looked.told(Target(url=page))
    scope = Scope(accounts=target.accounts, searches=target.searches)
    with make_fetcher(contact, reach=reach) as fetch:
        captured = fetch(target)
        article = captured if isinstance(captured, Failure) else read(captured)
        if isinstance(article, Failure):
            raise TargetsError(f"{page}: cannot be read: {article.reason}: {article.detail}")
        found, known = find_shares(article, _any_work(article), scope), NOTHING_READ
        for _ in range(ROUNDS if is_read else 0):
            known = Networks(fetch).answers([(found.records, found.lookups)], known)
            found = find_shares(article, _any_work(article), scope, known)
    for line in _listed(article, found):
        click.echo(printable(line))


def _any_work(article: Article) -> Work:
    """Return what a page itself could be a copy of: its shares do not depend on whose the text is."""
    return Work(title=article.title, url=article.url, author=Author(name=""))


def _listed(article: Article, found: FoundShares) -> Iterator[str]:
    yield f"{len(found.records)} posts"
    for record in found.records:
        yield f"{record.url}"
        yield f"  {_name(record)}, found as {record.found_as}, {_WHOSE[record.is_outlets]}, {_ABOUT[record.is_share]}"
        yield f"  read: {record.read_by}" if record.read_by else f"  not read{': ' + record.unread if record.unread else ''}"
    for lookup in found.lookups:
        told = f"{lookup.posts} posts" if lookup.posts is not None else "asked" if lookup.is_asked else "not asked"
        yield f"{_LOOKED[Sort(lookup.sort)]} {lookup.url}: {platform_name(lookup.platform)}, {told}" + (
            f"; {lookup.unread}" if lookup.unread else ""
        )
    for subject in (*found.subjects, card_preview(article)):
        text = " ".join(passage.text for passage in subject.passages)
        yield f"{subject.label}: “{text}”" + (f" ({subject.limits})" if subject.limits else "")


def _name(record: ShareRecord) -> str:
    return platform_name(record.platform) if record.platform else "unknown network"


def _lines(got: Share | Unread) -> Iterator[str]:
    yield f"{platform_name(got.platform) if got.platform else 'unknown network'}: {got.url}"
    if isinstance(got, Unread):
        yield f"could not be read: {got.reason}: {got.detail}"
        return
    if got.author:
        yield f"by @{got.author.handle}" + (f" ({got.author.name})" if got.author.name else "") + f" {got.author.url}"
    yield (
        f"read by {got.read_by}" + (", the beginning only" if got.is_cut else "") + (f", posted {got.created_at}" if got.created_at else "")
    )
    yield from (f"  {line}" for line in got.text.splitlines())
    yield from (f"link: {link.url}" for link in got.links)
    if got.card:
        yield f"card: {got.card.title} {got.card.url}"
        yield from (f"card names: {author.name} {f'@{author.handle}' if author.handle else ''} {author.url}" for author in got.card.authors)
    for reply in got.replies:
        yield f"reply by the same author: {reply.text}"
