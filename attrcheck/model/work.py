"""The work and who must be credited for it."""

from __future__ import annotations

from attrcheck.model.value import Value


class Profile(Value, frozen=True, kw_only=True):
    """One account of the author. A handle of None means that the terms name the network but no account on it."""

    platform: str
    handle: str | None

    def __str__(self) -> str:
        return f"{self.platform}:{self.handle or '?'}"


class Author(Value, frozen=True, kw_only=True):
    """Who must be credited. Any one of the affiliations counts; `pages` are addresses of pages about the author."""

    name: str
    aliases: tuple[str, ...] = ()
    job_title: str | None = None
    job_title_variants: tuple[str, ...] = ()
    affiliations: tuple[str, ...] = ()
    profiles: tuple[Profile, ...] = ()
    pages: tuple[str, ...] = ()


class Outlet(Value, frozen=True, kw_only=True):
    """Who published the work first. `url` is its home page."""

    name: str
    url: str
    aliases: tuple[str, ...] = ()
    profiles: tuple[Profile, ...] = ()


class Work(Value, frozen=True, kw_only=True):
    """The article whose reuse is checked, its authors and its outlet.

    `author` is the first author, nameless when none is known; `coauthors` are the others. `text` has its paragraphs between empty lines,
    without the title and the terms block; it is empty when only a fingerprint is at hand. `links` and `images` are the addresses in it, in
    order, as far as they are known. `link_words` are the words of each of the links, in the same order, empty where a link has none.
    """

    title: str
    url: str
    author: Author
    coauthors: tuple[Author, ...] = ()
    outlet: Outlet | None = None
    published: str | None = None
    language: str | None = None
    text: str = ""
    links: tuple[str, ...] = ()
    link_words: tuple[str, ...] = ()
    images: tuple[str, ...] = ()

    @property
    def authors(self) -> tuple[Author, ...]:
        """All authors, the first one first; those without a name left out."""
        return tuple(author for author in (self.author, *self.coauthors) if author.name)
