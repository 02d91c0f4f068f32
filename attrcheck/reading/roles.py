"""What part of a page an element is, as its tag, ARIA role, class and id name it.

The words are a table, ``rules/tables/roles.toml``, because sites name the same part in a few dozen ways and in several languages. A name
is a hint, never a proof: `settle` drops a hint that the matched words of the work contradict.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import dropwhile
from typing import Any
from urllib.parse import urlsplit

from attrcheck.model import Role
from attrcheck.rules_folder import rules_folder
from attrcheck.text import words

TAG_ROLES: dict[str, Role] = {
    "nav": Role.NAVIGATION,
    "menu": Role.NAVIGATION,
    "footer": Role.FOOTER,
    "header": Role.HEADER,
    "aside": Role.SIDEBAR,
    "form": Role.FORM,
    "button": Role.FORM,
    "select": Role.FORM,
    "dialog": Role.BANNER,
    "figcaption": Role.CAPTION,
    "caption": Role.CAPTION,
    "blockquote": Role.QUOTATION,
    "address": Role.BYLINE,
    "article": Role.ARTICLE,
    "main": Role.ARTICLE,
    "h1": Role.HEADLINE,
}

ARIA_ROLES: dict[str, Role] = {
    "navigation": Role.NAVIGATION,
    "menubar": Role.NAVIGATION,
    "banner": Role.HEADER,
    "contentinfo": Role.FOOTER,
    "complementary": Role.SIDEBAR,
    "search": Role.FORM,
    "form": Role.FORM,
    "dialog": Role.BANNER,
    "alertdialog": Role.BANNER,
    "article": Role.ARTICLE,
    "main": Role.ARTICLE,
}

# Class names that speak about a part instead of being it: "has-sidebar", "comments-open", "no-comments", "share-count".
_ABOUT = re.compile(
    r"^(has|have|with|without|no|not|is|show|hide|js|l|u|can|category|type|format|status|postid)-|-(open|closed|count|counter|off|on|link|toggle|icon)$"
)
# Parts of an article that share a word with a part of the page: "entry-footer", "article-header", "post-sidebar".
_OF_ARTICLE = re.compile(
    r"\b(entry|post|article|story|content|artikel|hentry)[-_]{0,2}(footer|header|sidebar|banner|masthead)\b", re.IGNORECASE
)
# A name that says credit and furniture at once ("author-nav", "teaser-meta", "related-author") is believed in neither.
_FURNITURE = (Role.RELATED, Role.NAVIGATION, Role.COMMENTS, Role.FORM, Role.SHARE_WIDGET)
_OF_CREDIT = frozenset({"author", "autor", "auteur", "byline", "writer", "meta", "contributor"})
_NOTHING = frozenset[str]()
# Names of an <article> about somebody, such as the author of this text, and what makes it one of that person's texts.
_PERSON = ("author", "contributor", "person", "profile", "columnist", "bio")
_PERSONS_TEXT = ("post", "stor", "article", "teaser", "news", "entry")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NOT_LETTER = re.compile(r"[^a-z0-9]+")
# Longer lines are sentences. What a heading may say after the words of the table: "More from | Anna Berg", "Related | stories".
_MAX_HEADING, _MAX_MORE = 60, 3
# Longer class lists are generated utility classes; the first 400 characters hold the speaking names.
MAX_NAMES = 400


@lru_cache(maxsize=16_384)
def role_of(tag: str, aria: str, names: str) -> Role | None:
    """Return the role that an element's tag, ARIA role and names (class and id, joined by spaces) give it, or None.

    >>> role_of("div", "", "sd-sharing-enabled"), role_of("div", "", "has-sidebar"), role_of("p", "", "articleByline")
    (<Role.SHARE_WIDGET: 'share-widget'>, None, <Role.BYLINE: 'byline'>)
    """
    named = _role_of_names(names) if names else None
    by_tag = ARIA_ROLES.get(aria) or TAG_ROLES.get(tag) or (Role.COMMENTS if tag.endswith("-comment") else None)
    if by_tag in (Role.FOOTER, Role.HEADER, Role.SIDEBAR) and _OF_ARTICLE.search(names):
        return named
    if by_tag is Role.ARTICLE and names and all(map(_names_person, names.lower().split())):
        return Role.AUTHOR_BOX
    if by_tag in (Role.ARTICLE, Role.HEADLINE) and named not in (Role.COMMENTS, Role.RELATED, Role.EMBED, Role.AUTHOR_BOX):
        return by_tag
    return named or by_tag


def _names_person(name: str) -> bool:
    return any(word in name for word in _PERSON) and not any(word in name for word in _PERSONS_TEXT)


def _phrases(name: str) -> Iterator[str]:
    """Yield the words of a class name, and two and three of them in a row; none of a name that only speaks about a part."""
    plain = _NOT_LETTER.sub("-", _CAMEL.sub("-", name).lower()).strip("-")
    if not (_ABOUT.search(plain) or _OF_ARTICLE.search(plain)):
        parts = plain.split("-")
        yield from parts
        if len(parts) == 1:
            return
        yield from ("-".join(parts[i : i + 2]) for i in range(len(parts) - 1))
        yield from ("-".join(parts[i : i + 3]) for i in range(len(parts) - 2))


# Lists of names differ from element to element; their names come again and again.
@lru_cache(maxsize=32_768)
def _speaking(name: str) -> frozenset[str]:
    """Return the words of a class name that say something here."""
    return _speaking_words().intersection(_phrases(name)) or _NOTHING


def _role_of_names(names: str) -> Role | None:
    phrases = frozenset[str]().union(*map(_speaking, names.split()))
    if not phrases:
        # Most names of most pages.
        return None
    role = next((role for role, known in _class_roles() if not known.isdisjoint(phrases)), None)
    return Role.UNCLEAR if role in _FURNITURE and not _OF_CREDIT.isdisjoint(phrases) else role


@lru_cache(maxsize=16_384)
def paywall_sign(classes: str) -> str:
    """Return the first class name that speaks of a paywall, empty without.

    >>> paywall_sign("story tp-container-inner"), paywall_sign("c-paywall__box"), paywall_sign("wallpaper no-paywall")
    ('tp-container-inner', 'c-paywall__box', '')
    """
    return next((name for name in classes.split() if not _paywall_words().isdisjoint(_speaking(name))), "")


def wall_signs(text: str) -> list[str]:
    """Return the phrases by which a short page says that it shows a wall in the place of its article, each once.

    >>> wall_signs("Just a moment… Checking your browser. Just a moment"), wall_signs("The wall of the harbour")
    (['Just a moment', 'Checking your browser'], [])
    """
    found: dict[str, str] = {}
    for phrase in _wall_phrases().findall(text):
        found.setdefault(phrase.lower(), phrase)
    return list(found.values())


def shows_document(url: str) -> bool:
    """Tell whether what a frame loads is a document to read: a PDF, or one at a host that shows documents.

    >>> shows_document("https://docs.google.com/document/d/e/2PA/pub?embedded=true"), shows_document("/files/story.PDF#page=2")
    (True, True)
    >>> shows_document("https://www.youtube.com/embed/abc"), shows_document("http://[")
    (False, False)
    """
    try:
        address = urlsplit(url)
    except ValueError:
        return False
    host = (address.hostname or "").removeprefix("www.")
    return address.path.lower().endswith(".pdf") or any(host == each or host.endswith(f".{each}") for each in _document_hosts())


def headed(line: str, *, is_heading: bool = True) -> str:
    """Return what a line heads: "related" other texts, "comments", "credit" a box about the author, or "" nothing that is known.

    A line that is not marked as a heading must say nothing more.

    >>> headed("Related stories"), headed("Über die Autorin"), headed("A related ferry"), headed("Popular songs", is_heading=False)
    ('related', 'credit', '', '')
    >>> headed("2 Comments"), headed("Kommentare (3)")
    ('comments', 'comments')
    """
    said = tuple(dropwhile(str.isdigit, words(line))) if len(line) <= _MAX_HEADING else ()
    most = _MAX_MORE if is_heading or line.rstrip().endswith(":") else 0
    starts = [said[:size] for size in range(max(1, len(said) - most), len(said) + 1)]
    return next((sort for sort, known in _headings() if not known.isdisjoint(starts)), "")


@cache
def _headings() -> tuple[tuple[str, frozenset[tuple[str, ...]]], ...]:
    """Return how lines begin that head something, by what they head."""
    return tuple((sort, frozenset(map(words, lines))) for sort, lines in _table()["headings"].items())


@cache
def _class_roles() -> tuple[tuple[Role, frozenset[str]], ...]:
    """Return the words of class and id names for each role, in order of trust."""
    return tuple((Role(entry["role"]), frozenset(entry["words"])) for entry in _table()["roles"])


@cache
def _speaking_words() -> frozenset[str]:
    """Return the words of class and id names that are looked for."""
    return _OF_CREDIT.union(_paywall_words(), *(words for _, words in _class_roles()))


@cache
def _wall_phrases() -> re.Pattern[str]:
    """Return an expression for what walls say."""
    return re.compile("|".join(rf"\b{re.escape(phrase)}\b" for phrase in _table()["walls"]["phrases"]), re.IGNORECASE)


@cache
def _document_hosts() -> tuple[str, ...]:
    """Return the hosts of services that show documents in frames."""
    return tuple(_table()["walls"]["documents"])


@cache
def _paywall_words() -> frozenset[str]:
    """Return the words of class names for what keeps readers from reading on."""
    return frozenset(_table()["paywall"]["words"])


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((rules_folder() / "tables" / "roles.toml").read_text(encoding="utf-8"))
