"""The works of some terms made recognisable: from a fingerprint, from their text, or from their own pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from msgspec.structs import replace

from attrcheck.errors import TermsError, WorkError
from attrcheck.fetch import PAGE_SUFFIXES, Fetcher
from attrcheck.model import Article, Author, Failure, Origin, Outlet, Passage, Role, Target, Value, Visibility, Work
from attrcheck.reading import origin_of, read, settle
from attrcheck.reuse import Fingerprint, Parts, WorkIndex, body_text, fingerprint, load_fingerprint
from attrcheck.terms import Terms, WorkEntry, check_work
from attrcheck.text import is_date, squeeze, words
from attrcheck.urls import profile_of

# The largest text or fingerprint file that makes sense: a book has about 1 MB.
_MAX_BYTES = 20_000_000
# An ISO date and time begins with the day: 2019-08-24.
_DAY = 10
_IMAGES = ("img", "amp-img")
# Parts of a work's own page that no copy must keep.
_APART = frozenset({Role.BYLINE, Role.AUTHOR_BOX, Role.UNCLEAR, Role.EMBED})
# A notice has as many words at most; a byline, and the last paragraphs of a page, where it says who the author is.
_MAX_NOTICE, _MAX_BYLINE, _LAST, _LONG_WORD = 60, 8, 3, 12
_BY = frozenset("by von par por door di av af".split())
_NOTICE = re.compile(
    r"\W*(?:this (?:article|story|work|text|piece|report(?:ing)?|project|series)\b.{0,40}\b(?:licen[sc]ed|under (?:a|the)|republish|"
    r"produced|supported|funded|possible|originally|first published|updated|corrected)|(?:licensed|published|available) under|"
    r"republish (?:this|our)|you (?:are free to|may|can) re(?:publish|use)|©|copyright\b|all rights reserved|"
    r"support (?:our|independent|us\b)|become a (?:member|supporter)|(?:read|see) (?:also|more|next)\s?:|related(?: \w+)?\s?:|"
    r"corrections?\s?[:,(]|clarification\s?[:,(]|editor['’]s note|updated?\s?:|funding\s?:|about the authors?|follow us|share this|"
    r"dieser (?:artikel|text|beitrag) (?:ist|wurde|steht)|cet article (?:est|a été)|este artículo (?:es|fue|se)|"
    r"lesen sie auch|lire aussi|lea también|lees ook|leggi anche)|"
    r".{0,80}\b(?:(?:sign up for|subscribe to) (?:our|the|my)|our (?:\w+ )?newsletter|donate (?:to|now|today|here)|support our)\b",
    re.IGNORECASE,
)
_EMPTY_LINE = re.compile(r"\n\s*\n")


class KnownWork(Value, frozen=True, kw_only=True):
    """A work with the index that recognises it."""

    work: Work
    index: WorkIndex


def known_works(terms: Terms, places: Sequence[str], fetch: Fetcher) -> tuple[KnownWork, ...]:
    """Return the works to look for: those that the terms name, or those at `places` for terms that bind a whole site or any work.

    A place is an address or a saved page. Raises WorkError when a work cannot be read, TermsError when a requirement asks for what is not
    known of one.
    """
    if terms.works and places:
        raise WorkError(f"{terms.path} names its works; --work is for terms that name none")
    if not terms.works and not places:
        raise WorkError(f"{terms.path} names no work: say with --work which article was reused (an address or a saved page)")
    named = zip(terms.works, terms.file.entries, strict=True)
    return tuple([_named(terms, work, entry, fetch) for work, entry in named] + [_at(terms, place, fetch) for place in places])


def stand_in(terms: Terms, page: str, url: str, fetch: Fetcher) -> KnownWork:
    """Return a page as if it were the work of some terms, at an address of its own: what the tests of terms reuse. Raises WorkError."""
    work = work_on(page_of(page, fetch), terms.basis, drops_notices=True)
    return _indexed(terms, page, replace(work, url=url or work.url))


def fingerprint_of(terms: Terms, work: Work, entry: WorkEntry, fetch: Fetcher) -> Fingerprint:
    """Return the fingerprint of a work that the terms name. Raises WorkError when it cannot be made."""
    if entry.fingerprint:
        file = Path(terms.path).parent / entry.fingerprint
        return load_fingerprint(_bytes(file), str(file))
    try:
        return fingerprint(work.text or text_of(_place(terms, entry), fetch), work, entry.parts)
    except WorkError as error:
        raise WorkError(f"{terms.path}: {error}") from error


def text_of(place: str, fetch: Fetcher) -> str:
    """Return the text of a work from a text file, a saved page or an address. Raises WorkError."""
    if not _is_address(place) and Path(place).suffix.lower() not in PAGE_SUFFIXES:
        return _written(place)
    return article_text(page_of(place, fetch))


def page_of(place: str, fetch: Fetcher) -> Article:
    """Return the page at an address or in a saved file, read; a text file is a page without markup. Raises WorkError."""
    if not _is_address(place) and Path(place).suffix.lower() not in PAGE_SUFFIXES:
        return _plain(place)
    captured = fetch(Target(url=place if _is_address(place) else Path(place).resolve().as_uri()))
    article = captured if isinstance(captured, Failure) else read(captured)
    if isinstance(article, Failure):
        raise WorkError(f"{place}: the work's own page cannot be read: {article.reason}: {article.detail}")
    return article


def article_text(article: Article) -> str:
    """Return the running text of a page that is the work itself, paragraphs between empty lines."""
    return _joined(article, (number for number, _ in _running(article)))


def _joined(article: Article, running: Iterable[int]) -> str:
    return "\n\n".join(article.passages[i].text for i in running)


def work_on(article: Article, basis: Work, *, drops_notices: bool = False) -> Work:
    """Return the work that a page is, as far as the page says it; what the terms say of every work goes first.

    With `drops_notices` short paragraphs of the publisher's are no part of it: a block of terms that somebody names may be among them.
    """
    said: dict[str, list[str]] = {}
    for entry in article.metadata:
        said.setdefault(entry.name, []).append(entry.value)
    names = _first_of(said, "jsonld:author", "author", "article:author")
    authors = tuple(Author(name=name) for name in dict.fromkeys(names) if "://" not in name)
    if len(authors) == 1:
        authors = (_with_pages(authors[0], said),)
    url = _stated_address(article, said)
    days = [value[:_DAY] for value in _first_of(said, "article:published_time", "jsonld:datePublished", "date", "time:datetime")]
    running = [number for number, role in _running(article) if not (drops_notices and role in _APART)]
    if drops_notices:
        known = [words(author.name) for author in authors]
        late = set(running[-_LAST:])
        running = [number for number in running if not _is_notice(article.passages[number].text, known, is_late=number in late)]
    inside = [article.passages[i] for i in running]
    links = _links(inside)
    span = range(running[0], running[-1] + 2) if running else range(0)
    return replace(
        basis,
        title=squeeze(next(iter(_first_of(said, "jsonld:headline", "og:title", "title")), article.title)),
        url=url,
        author=basis.author if basis.author.name or not authors else authors[0],
        coauthors=basis.coauthors if basis.author.name else authors[1:],
        outlet=basis.outlet or _outlet(said, url),
        published=next((day for day in days if is_date(day)), None),
        language=article.language,
        text=_joined(article, running),
        links=tuple(links),
        link_words=tuple(links.values()),
        images=tuple(dict.fromkeys(resource.url for resource in article.resources if resource.tag in _IMAGES and resource.passage in span)),
    )


def _links(passages: Sequence[Passage]) -> dict[str, str]:
    """Return the addresses that some text links to, each with the first words that link there."""
    found: dict[str, str] = {}
    for passage in passages:
        for link in passage.links:
            found[link.url] = found.get(link.url) or squeeze(passage.text[link.start : link.end])
    return found


def _named(terms: Terms, work: Work, entry: WorkEntry, fetch: Fetcher) -> KnownWork:
    """Return a work that the terms name. Its text is at hand unless the terms hold a fingerprint only: without title and terms block."""
    if not entry.fingerprint:
        place = _place(terms, entry)
        is_page = _is_address(place) or Path(place).suffix.lower() in PAGE_SUFFIXES
        seen = work_on(page_of(place, fetch), work) if is_page else replace(work, text=text_of(place, fetch))
        said = dict(zip(seen.links, seen.link_words, strict=False))
        links = work.links or seen.links
        link_words = tuple(said.get(url, "") for url in links)
        work = replace(work, text=seen.text, links=links, link_words=link_words, images=work.images or seen.images)
    index = WorkIndex(fingerprint_of(terms, work, entry, fetch), work.language)
    return KnownWork(work=replace(work, text=body_text(work.text, work, entry.parts)), index=index)


def _at(terms: Terms, place: str, fetch: Fetcher) -> KnownWork:
    """Return the work at a place that the user names."""
    work = work_on(page_of(place, fetch), terms.basis, drops_notices=True)
    if terms.file.site and not work.url.startswith(terms.file.site.under):
        raise WorkError(f"{place}: the work's address {work.url} is not under {' or '.join(terms.file.site.under)}")
    return _indexed(terms, place, work)


def _indexed(terms: Terms, place: str, work: Work) -> KnownWork:
    """Return a work whose text is at hand, when it has all that the requirements ask about."""
    try:
        check_work(terms.path, terms.requirements, work)
        index = WorkIndex(fingerprint(work.text, work, Parts()), work.language)
        return KnownWork(work=replace(work, text=body_text(work.text, work, Parts())), index=index)
    except (TermsError, WorkError) as error:
        raise WorkError(f"{place}: {error}") from error


def _running(article: Article) -> Iterator[tuple[int, Role]]:
    """Yield the passages of a page that is the work itself, with their roles: its largest <article> or <main>, else all but furniture."""
    settled = settle(article, [0] * len(article.passages))
    holders = [region for region in article.regions if region.role is Role.ARTICLE]
    span = max(holders, key=lambda r: sum(len(p.text) for p in article.passages[r.start : r.end]), default=None)
    start, end = (span.start, span.end) if span else (0, len(article.passages))
    for i in range(start, end):
        role = settled[i].role
        is_running = origin_of(role) is Origin.OWN and role not in (Role.CAPTION, Role.TAGS)
        if is_running and article.passages[i].visibility is Visibility.SHOWN:
            yield i, role


def _is_notice(text: str, authors: Sequence[tuple[str, ...]], *, is_late: bool) -> bool:
    """Tell whether a paragraph of a work's own page is a notice of its publisher or names its author: no copy must keep it."""
    if len(text) > _MAX_NOTICE * _LONG_WORD or len(said := words(text)) > _MAX_NOTICE:
        return False
    about = said[1:] if said[:1] and said[0] in _BY else said
    is_about_author = any(len(author) > 1 and about[: len(author)] == author for author in authors)
    return (is_about_author and (is_late or len(said) <= _MAX_BYLINE)) or bool(_NOTICE.match(text))


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
    stated = [url for url in _first_of(said, "link:canonical", "og:url") if url.startswith(("http://", "https://"))]
    return stated[0] if stated else article.url


def _first_of(said: dict[str, list[str]], *names: str) -> list[str]:
    return next((said[name] for name in names if said.get(name)), [])


def _plain(place: str) -> Article:
    """Return a text file as a page: its first line is the title, empty lines divide its paragraphs."""
    paragraphs = [" ".join(part.split()) for part in _EMPTY_LINE.split(_written(place)) if part.strip()]
    passages = tuple(Passage(text=text, locator=f"paragraph {i}") for i, text in enumerate(paragraphs, start=1))
    return Article(url=Path(place).resolve().as_uri(), title=paragraphs[0] if paragraphs else "", language=None, passages=passages)


def _written(place: str) -> str:
    try:
        return _bytes(Path(place)).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise WorkError(f"{place}: the work's text is not UTF-8: {error.reason} at byte {error.start}") from error


def _place(terms: Terms, entry: WorkEntry) -> str:
    return str(Path(terms.path).parent / entry.text) if entry.text else entry.url


def _is_address(place: str) -> bool:
    return place.lower().startswith(("http://", "https://"))


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise WorkError(f"{path}: is larger than {_MAX_BYTES:,} bytes")
        return path.read_bytes()
    except OSError as error:
        raise WorkError(f"{path}: cannot be read: {error.strerror}") from error
