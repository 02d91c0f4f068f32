"""Whom to write to about a page: e-mail addresses and imprint pages that the page itself states. All of it is hostile text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote, urljoin, urlsplit

from attrcheck.model import Article, Contact, Role

# A page of an outlet states two or three addresses; a list of a whole staff helps nobody.
_MAX_CONTACTS = 6
# The longest address that mail knows (RFC 5321, 4.5.3.1.3), without its brackets.
_MAX_ADDRESS = 254
# A plain address (RFC 5322 dot-atom) of ASCII: what has quotes, comments, several addresses or line breaks in it is left out, not mended.
_ADDRESS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,63}")
# Statements of schema.org that hold an address of the publisher.
_STATED = re.compile(r"jsonld:(?:[A-Za-z]{1,40}\.){0,6}email")
# What links to pages with the outlet's address are called or end in.
_IMPRINT = re.compile(
    r"\b(?:imprint|impressum|contact(?:o|ez)?(?: us)?|kontakt|colofon|mentions légales|aviso legal|контакты|redactie|redaktion)\b",
    re.IGNORECASE,
)
# Somebody else's words.
_STRANGERS = (Role.COMMENTS, Role.RELATED, Role.OTHER_ARTICLE, Role.EMBED)


def contacts(article: Article) -> tuple[Contact, ...]:
    """Return the addresses of the outlet that a page states, the most certain first, each once: e-mail addresses, then imprint pages."""
    found: dict[str, Contact] = {}
    for contact in (*_stated(article), *_linked(article), *_imprints(article)):
        if len(found) < _MAX_CONTACTS:
            found.setdefault(contact.address.lower(), contact)
    return tuple(found.values())


def mail_address(text: str) -> str | None:
    """Return a plain e-mail address, None for anything else.

    >>> mail_address("mailto:desk@a.example?subject=x"), mail_address("a@b.example\\nBcc: c@d.example")
    ('desk@a.example', None)
    """
    bare = unquote(text.strip().removeprefix("mailto:").partition("?")[0]).strip(" ") if len(text) <= 4 * _MAX_ADDRESS else ""
    return bare if len(bare) <= _MAX_ADDRESS and _ADDRESS.fullmatch(bare) and ".." not in bare else None


def _stated(article: Article) -> Iterator[Contact]:
    for entry in article.metadata:
        address = mail_address(entry.value) if _STATED.fullmatch(entry.name) else None
        if address:
            yield Contact(address=address, found_at=f"{entry.name} ({entry.locator})")


def _linked(article: Article) -> Iterator[Contact]:
    for passage in article.passages:
        for link in passage.links if passage.role not in _STRANGERS else ():
            address = mail_address(link.url) if link.url[:7].lower() == "mailto:" else None
            if address:
                yield Contact(address=address, found_at=f"a mailto link ({passage.locator})")


def _imprints(article: Article) -> Iterator[Contact]:
    host = _host(article.url)
    for passage in article.passages if host else ():
        for link in passage.links if passage.role not in _STRANGERS else ():
            words = passage.text[link.start : link.end][:80] or link.label[:80]
            address = _absolute(article.url, link.url) if _IMPRINT.search(words) else ""
            if address and _host(address) == host:
                yield Contact(address=address, found_at=f"a link to the imprint ({passage.locator})")


def _absolute(page: str, url: str) -> str:
    try:
        return urljoin(page, url[: 8 * _MAX_ADDRESS])
    except ValueError:
        return ""


def _host(url: str) -> str | None:
    """Return the host of an address of the web, None for others and for those longer than anybody would put into a letter."""
    try:
        return urlsplit(url).hostname if len(url) <= 8 * _MAX_ADDRESS and url.startswith(("http://", "https://")) else None
    except ValueError:
        return None
