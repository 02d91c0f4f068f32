"""The work of some terms made recognisable: from its fingerprint, from its text, or from its own page."""

from __future__ import annotations

from pathlib import Path

from attrcheck.errors import WorkError
from attrcheck.fetch import Fetcher
from attrcheck.model import Article, Failure, Origin, Role, Target, Visibility
from attrcheck.reading import origin_of, read, settle
from attrcheck.reuse import Fingerprint, fingerprint, load_fingerprint
from attrcheck.terms import Terms

# The largest text or fingerprint file that makes sense: a book has about 1 MB.
_MAX_BYTES = 20_000_000


def fingerprint_of(terms: Terms, fetch: Fetcher) -> Fingerprint:
    """Return the fingerprint of the work that the terms are about. Raises WorkError when it cannot be made."""
    entry = terms.file.work
    beside = Path(terms.path).parent
    if entry.fingerprint:
        return load_fingerprint(_bytes(beside / entry.fingerprint), str(beside / entry.fingerprint))
    text = text_of(str(beside / entry.text) if entry.text else entry.url, fetch)
    try:
        return fingerprint(text, terms.work, entry.parts)
    except WorkError as error:
        raise WorkError(f"{terms.path}: {error}") from error


def text_of(place: str, fetch: Fetcher) -> str:
    """Return the text of a work from a text file, a saved page or an address. Raises WorkError."""
    path = Path(place)
    is_address = place.lower().startswith(("http://", "https://"))
    if not is_address and path.suffix.lower() not in (".html", ".htm"):
        try:
            return _bytes(path).decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise WorkError(f"{place}: the work's text is not UTF-8: {error.reason} at byte {error.start}") from error
    captured = fetch(Target(url=place if is_address else path.resolve().as_uri()))
    article = captured if isinstance(captured, Failure) else read(captured)
    if isinstance(article, Failure):
        raise WorkError(f"{place}: the work's own page cannot be read: {article.reason}: {article.detail}")
    return article_text(article)


def article_text(article: Article) -> str:
    """Return the running text of a page that is the work itself: its largest <article> or <main>, else everything that is no furniture."""
    settled = settle(article, [0] * len(article.passages))
    holders = [region for region in article.regions if region.role is Role.ARTICLE]
    span = max(holders, key=lambda r: sum(len(p.text) for p in article.passages[r.start : r.end]), default=None)
    start, end = (span.start, span.end) if span else (0, len(article.passages))
    return "\n\n".join(
        passage.text
        for passage, role in list(zip(article.passages, settled, strict=True))[start:end]
        if passage.visibility is Visibility.SHOWN and origin_of(role.role) is Origin.OWN and role.role not in (Role.CAPTION, Role.TAGS)
    )


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise WorkError(f"{path}: is larger than {_MAX_BYTES:,} bytes")
        return path.read_bytes()
    except OSError as error:
        raise WorkError(f"{path}: cannot be read: {error.strerror}") from error
