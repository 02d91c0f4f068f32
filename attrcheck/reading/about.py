"""What the page's markup says about its author, as a subject of its own and against what a reader sees."""

from __future__ import annotations

from collections.abc import Sequence

from attrcheck.model import Article, Link, Origin, Passage, Place, Role, Subject, Visibility
from attrcheck.reading.metadata import MOUNT, PASSWORD
from attrcheck.reading.roles import shows_document, wall_signs
from attrcheck.text import words

# Statements about who wrote the page; publisher and contributor are other people.
_AUTHOR_NAMES = ("author", "article:author", "twitter:creator", "fediverse:creator", "dc.creator", "parsely-author", "link:author")
# An article has more words; what has fewer is a shell that a script fills, an error page or a stub. A page that asks for scripts may
# show a menu besides.
_MIN_WORDS, _MIN_WORDS_BESIDE_SCRIPTS = 10, 40
# A page that asks for a password, or leaves an element to scripts, and says little else is a login or a shell, not the article behind it.
_MAX_LOGIN_WORDS = 150
# A wall says less, one that asks for consent at length less than twice as much: then two phrases, or one in its title, must say so.
# Pages with so few words are never decided at a first look (reuse/first_look.py).
_MAX_WALL_WORDS, _MAX_LONG_WALL_WORDS = 250, 500
# Elements that show another document in the page, and characters of its address in a reason.
_FRAMES, _SHOWN = ("iframe", "amp-iframe", "embed", "object"), 200
_ASIDE = (Role.BANNER, Role.FOOTER, Role.FORM)
# One character in fifty that could not be decoded: bytes of something else, or of another encoding.
_MAX_UNDECODED = 0.02
# Bylines shorter than this are labels ("By", "Text").
_MIN_BYLINE = 4


def metadata_subject(article: Article) -> Subject:
    """Return the author statements of the markup as a subject, with all else that the markup says and loads beside them."""
    passages = []
    for entry in article.metadata:
        if entry.name in _AUTHOR_NAMES or entry.name.startswith("jsonld:author"):
            is_handle = entry.name == "twitter:creator" and "/" not in entry.value
            address = f"https://x.com/{entry.value.lstrip('@')}" if is_handle else entry.value
            links = (Link(url=address, start=0, end=len(entry.value)),) if "://" in address else ()
            passages.append(Passage(text=entry.value, locator=entry.locator, links=links))
    return Subject(
        place=Place.METADATA,
        url=article.url,
        label="metadata",
        passages=tuple(passages),
        metadata=article.metadata,
        resources=article.resources,
    )


def unreadable_because(article: Article) -> str | None:
    """Return why a page on which nothing was found may hide something, or None: silence about it would be a pass."""
    texts = [p.text for p in article.passages if not (p.hidden_by or "").startswith("<noscript>")]
    asks_for_scripts = any("javascript" in p.text.lower() for p in article.passages if (p.hidden_by or "").startswith("<noscript>"))
    count = sum(len(words(text)) for text in texts)
    if sum(text.count("\ufffd") for text in texts) > _MAX_UNDECODED * sum(map(len, texts)):
        return "much of the page cannot be decoded as text"
    if count < (_MIN_WORDS_BESIDE_SCRIPTS if asks_for_scripts else _MIN_WORDS):
        return f"the page itself holds only {count} words; it may need scripts or a login"
    if count < _MAX_LOGIN_WORDS and any(entry.name == MOUNT for entry in article.metadata):
        return f"the page itself holds only {count} words, and an empty element that scripts fill"
    if count < _MAX_LOGIN_WORDS and any(entry.name == PASSWORD for entry in article.metadata):
        return "the page asks for a password"
    if sign := _wall(article, texts, count):
        return f"the page holds only {count} words and says “{sign}”: a wall or an error may stand in the place of the article"
    document = next(filter(shows_document, (one.url for one in article.resources if one.tag in _FRAMES)), "")
    is_shown = document and count < _MAX_WALL_WORDS
    return f"the page holds only {count} words and a document in a frame that is not read: {document[:_SHOWN]}" if is_shown else None


def _wall(article: Article, texts: Sequence[str], count: int) -> str:
    """Return what a page of so many words says as walls do, empty for none; beside a longer article stands a banner."""
    if count < _MAX_WALL_WORDS:
        return next(iter(wall_signs(" ".join((article.title, *texts)))), "")
    if count >= _MAX_LONG_WALL_WORDS:
        return ""
    signs = wall_signs(" ".join(p.text for p in article.passages if p.role not in _ASIDE))
    return next(iter(wall_signs(article.title) or (signs if len(signs) > 1 else [])), "")


def contradictions(article: Article) -> tuple[str, ...]:
    """Return a sentence when the markup names another author than the visible byline."""
    marked = list(dict.fromkeys(e.value for e in article.metadata if e.name in ("author", "jsonld:author") and "://" not in e.value))
    seen = [
        passage.text
        for passage in article.passages
        if passage.role is Role.BYLINE
        and passage.origin is Origin.OWN
        and passage.visibility is Visibility.SHOWN
        and len(passage.text) >= _MIN_BYLINE
    ]
    said = set(words(" ".join(seen)))
    if not seen or not marked or any(said.issuperset(words(name)) for name in marked):
        return ()
    return (f"the markup names “{marked[0][:80]}” as author, the visible byline reads “{' '.join(seen[0].split())[:80]}”",)
