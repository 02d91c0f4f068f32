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
    """Who must be credited."""

    name: str
    aliases: tuple[str, ...] = ()
    job_title: str | None = None
    job_title_variants: tuple[str, ...] = ()
    profiles: tuple[Profile, ...] = ()


class Work(Value, frozen=True, kw_only=True):
    """The article whose reuse is checked, and its author."""

    title: str
    url: str
    author: Author
    published: str | None = None
    language: str | None = None
