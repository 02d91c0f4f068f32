"""The works of some terms made recognisable: from a fingerprint, from their text, or from their own pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from attrcheck.errors import TermsError, WorkError
from attrcheck.fetch import PAGE_SUFFIXES, Fetcher
from attrcheck.model import Article, Failure, Passage, Target, Value, Work
from attrcheck.own_page import Kept, work_on
from attrcheck.reading import read
from attrcheck.reuse import Fingerprint, Parts, WorkIndex, body_text, fingerprint, load_fingerprint
from attrcheck.terms import Terms, WorkEntry, check_work
from attrcheck.text import words

# The largest text or fingerprint file that makes sense: a book has about 1 MB.
_MAX_BYTES = 20_000_000
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
    work = work_on(page_of(page, fetch), terms.basis)
    return _indexed(terms, page, replace(work, url=url or work.url))


def fingerprint_of(terms: Terms, work: Work, entry: WorkEntry, fetch: Fetcher) -> Fingerprint:
    """Return the fingerprint of a work that the terms name. Raises WorkError when it cannot be made."""
    if entry.fingerprint:
        file = Path(terms.path).parent / entry.fingerprint
        return load_fingerprint(_bytes(file), str(file))
    try:
        text = work.text or read_work(_place(terms, entry), work, entry.parts, fetch).text
        return fingerprint(text, work, entry.parts)
    except WorkError as error:
        raise WorkError(f"{terms.path}: {error}") from error


def read_work(place: str, work: Work, parts: Parts, fetch: Fetcher) -> Work:
    """Return a work with its text, from a text file, a saved page or an address; with links and images from a page. Raises WorkError."""
    spans = (parts.terms_block, *parts.public) if parts.terms_block else parts.public
    return work_on(page_of(place, fetch), work, [Kept(words(span.starts), words(span.ends)) for span in spans])


def page_of(place: str, fetch: Fetcher) -> Article:
    """Return the page at an address or in a saved file, read; a text file is a page without markup. Raises WorkError."""
    if not _is_address(place) and Path(place).suffix.lower() not in PAGE_SUFFIXES:
        return _plain(place)
    captured = fetch(Target(url=place if _is_address(place) else Path(place).resolve().as_uri()))
    article = captured if isinstance(captured, Failure) else read(captured)
    if isinstance(article, Failure):
        raise WorkError(f"{place}: the work's own page cannot be read: {article.reason}: {article.detail}")
    return article


def _named(terms: Terms, work: Work, entry: WorkEntry, fetch: Fetcher) -> KnownWork:
    """Return a work that the terms name. Its text is at hand unless the terms hold a fingerprint only: without title and terms block."""
    if not entry.fingerprint:
        seen = read_work(_place(terms, entry), work, entry.parts, fetch)
        said = dict(zip(seen.links, seen.link_words, strict=False))
        links = work.links or seen.links
        link_words = tuple(said.get(url, "") for url in links)
        work = replace(work, text=seen.text, links=links, link_words=link_words, images=work.images or seen.images)
    index = WorkIndex(fingerprint_of(terms, work, entry, fetch), work.language)
    return KnownWork(work=replace(work, text=body_text(work.text, work, entry.parts)), index=index)


def _at(terms: Terms, place: str, fetch: Fetcher) -> KnownWork:
    """Return the work at a place that the user names."""
    work = work_on(page_of(place, fetch), terms.basis)
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
