"""The works, authors and outlets of terms, from what a file says of them."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from attrcheck.errors import TermsError
from attrcheck.model import Author, Outlet, Profile, Work
from attrcheck.terms.language import AuthorEntry, OutletEntry, TermsFile, WorkEntry
from attrcheck.urls import parse_profile

NOBODY = Author(name="")


def basis_of(file: str, written: TermsFile) -> Work:
    """Return what the terms say of every work: its authors and outlet. Raises TermsError for a profile that is none."""
    author = _author(file, "author", written.author) if written.author else NOBODY
    others = tuple(_author(file, f"coauthors[{i}]", entry) for i, entry in enumerate(written.coauthors))
    outlet = _outlet(file, written.outlet) if written.outlet else None
    return Work(title="", url="", author=author, coauthors=others, outlet=outlet)


def work_of(file: str, key: str, entry: WorkEntry, basis: Work) -> Work:
    """Return a work that the terms name; its own authors take the place of those of the file. Raises TermsError."""
    authors = tuple(_author(file, f"{key}.authors[{i}]", author) for i, author in enumerate(entry.authors))
    return replace(
        basis,
        title=entry.title,
        url=entry.url,
        published=entry.published,
        language=entry.language,
        links=entry.links,
        images=entry.images,
        author=authors[0] if authors else basis.author,
        coauthors=authors[1:] if authors else basis.coauthors,
    )


def _author(file: str, key: str, entry: AuthorEntry) -> Author:
    return Author(
        name=entry.name,
        aliases=entry.aliases,
        job_title=entry.job_title,
        job_title_variants=entry.job_title_variants,
        affiliations=entry.affiliations,
        profiles=_profiles(file, key, entry.profiles),
        pages=entry.pages,
    )


def _outlet(file: str, entry: OutletEntry) -> Outlet:
    return Outlet(name=entry.name, url=entry.url, aliases=entry.aliases, profiles=_profiles(file, "outlet", entry.profiles))


def _profiles(file: str, key: str, written: Iterable[str]) -> tuple[Profile, ...]:
    profiles = []
    for i, text in enumerate(written):
        try:
            profiles.append(parse_profile(text))
        except ValueError as error:
            raise TermsError(file, f"{key}.profiles[{i}]", str(error)) from error
    return tuple(profiles)
