"""What a page that is the work itself says of it: its author, day, outlet, address, text, links and images."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from msgspec.structs import replace

from attrcheck.model import Article, Author, Outlet, Passage, Role, Visibility, Work
from attrcheck.own_page.authors import authors_of
from attrcheck.own_page.own_text import Kept, own_text, running
from attrcheck.reading import settle
from attrcheck.text import is_date, squeeze, words
from attrcheck.urls import profile_of

# An ISO date and time begins with the day: 2019-08-24.
_DAY = 10
_IMAGES = ("img", "amp-img")
# A publisher's summary of the text, which few copies keep, is also what the page's card says.
_DESCRIPTIONS = ("description", "og:description", "twitter:description", "jsonld:description")
# What stands between a headline and the name of a site in a title.
_BESIDE_SITE = re.compile(r"\s[|–—·:»-]\s\S")


def work_on(article: Article, basis: Work, kept: Sequence[Kept] = (), *, is_whole: bool = False) -> Work:
    """Return the work that a page is, as far as the page says it; what the terms say of every work goes first.

    `kept` are stretches that are part of the text whatever they look like; with `is_whole` all that runs on the page is.
    """
    said: dict[str, list[str]] = {}
    for entry in article.metadata:
        said.setdefault(entry.name, []).append(entry.value)
    authors = tuple(Author(name=name) for name in authors_of(article, said))
    if len(authors) == 1:
        authors = (_with_pages(authors[0], said),)
    url = _stated_address(article, said)
    days = [value[:_DAY] for value in _first_of(said, "article:published_time", "jsonld:datePublished", "date", "time:datetime")]
    known = [words(author.name) for author in (*authors, *basis.authors)]
    described = [words(value) for name in _DESCRIPTIONS for value in said.get(name, [])]
    numbers = [number for number, _ in running(article)] if is_whole else own_text(article, known, described, kept)
    inside = [article.passages[i] for i in numbers]
    links = _links(inside)
    span = range(numbers[0], numbers[-1] + 2) if numbers else range(0)
    return replace(
        basis,
        title=_title(article, squeeze(next(iter(_first_of(said, "jsonld:headline", "og:title", "title")), article.title))),
        url=url,
        author=basis.author if basis.author.name or not authors else authors[0],
        coauthors=basis.coauthors if basis.author.name else authors[1:],
        outlet=basis.outlet or _outlet(said, url),
        published=next((day for day in days if is_date(day)), None),
        language=article.language,
        text="\n\n".join(passage.text for passage in inside),
        links=tuple(links),
        link_words=tuple(links.values()),
        images=tuple(dict.fromkeys(resource.url for resource in article.resources if resource.tag in _IMAGES and resource.passage in span)),
    )


def _shown(article: Article, role: Role) -> Iterator[str]:
    """Yield the texts that readers see in a role."""
    settled = settle(article, [0] * len(article.passages))
    for passage, place in zip(article.passages, settled, strict=True):
        if place.role is role and passage.visibility is Visibility.SHOWN:
            yield passage.text


def _title(article: Article, stated: str) -> str:
    """Return the headline of a page where its markup repeats it beside the name of the site."""
    return next(
        (
            line
            for line in map(squeeze, _shown(article, Role.HEADLINE))
            if line and line != stated and _BESIDE_SITE.match(stated.removeprefix(line))
        ),
        stated,
    )


def _links(passages: Sequence[Passage]) -> dict[str, str]:
    """Return the addresses that some text links to, each with the first words that link there."""
    found: dict[str, str] = {}
    for passage in passages:
        for link in passage.links:
            found[link.url] = found.get(link.url) or squeeze(passage.text[link.start : link.end])
    return found


def _with_pages(author: Author, said: dict[str, list[str]]) -> Author:
    """Return the one author of a page with the accounts and pages that its markup gives."""
    urls = [
        url for name in ("jsonld:author.sameAs", "link:author") for url in said.get(name, []) if url.startswith(("http://", "https://"))
    ]
    accounts = {url: profile_of(url) for url in dict.fromkeys(urls)}
    profiles = tuple(profile for profile in accounts.values() if profile)
    return replace(author, profiles=profiles, pages=tuple(url for url, profile in accounts.items() if not profile))


def _outlet(said: dict[str, list[str]], url: str) -> Outlet | None:
    names = _first_of(said, "og:site_name", "jsonld:publisher", "application-name")
    home = urlsplit(url)
    return Outlet(name=names[0], url=f"{home.scheme}://{home.netloc}/") if names else None


def _stated_address(article: Article, said: dict[str, list[str]]) -> str:
    """Return the address of a work's page; a saved page says it in its markup."""
    if article.url.startswith(("http://", "https://")):
        return article.url
    stated = [url for url in _first_of(said, "link:canonical", "og:url", "saved-from") if url.startswith(("http://", "https://"))]
    return stated[0] if stated else article.url


def _first_of(said: dict[str, list[str]], *names: str) -> list[str]:
    return next((said[name] for name in names if said.get(name)), [])
