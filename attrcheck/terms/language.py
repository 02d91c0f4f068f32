"""The language of ``rules/*.toml``: what a terms file may say, as types that decode and describe it."""

from __future__ import annotations

from attrcheck.kinds import AnyRequirement
from attrcheck.model import Author, Place, Profile, TermsRecord, Value, Work
from attrcheck.reuse import Parts, Span

STRICT = "strict"


class WorkEntry(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The ``[work]`` table. The text comes from `text`, from `fingerprint` (both beside the terms file), or from the address itself."""

    title: str
    url: str
    published: str | None = None
    language: str | None = None
    text: str | None = None
    fingerprint: str | None = None
    terms_block: Span | None = None
    public: tuple[Span, ...] = ()

    @property
    def parts(self) -> Parts:
        """What in the text is not the author's own running text."""
        return Parts(terms_block=self.terms_block, public=self.public)


class AuthorEntry(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The ``[author]`` table. A profile is ``platform:handle``; ``platform:?`` when the terms name the network but no account."""

    name: str
    aliases: tuple[str, ...] = ()
    job_title: str | None = None
    job_title_variants: tuple[str, ...] = ()
    profiles: tuple[str, ...] = ()


class TermsFile(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A whole terms file as it is written."""

    id: str
    version: str
    title: str
    source: str
    work: WorkEntry
    author: AuthorEntry
    requirements: tuple[AnyRequirement, ...]
    read_on: str = ""
    reading: str = STRICT
    readings: dict[str, str] = {}


class Terms(Value, frozen=True, kw_only=True):
    """Terms ready for use: the file's content with its work, author and digest, and the reading that was chosen."""

    file: TermsFile
    work: Work
    reading: str
    digest: str
    path: str

    @property
    def requirements(self) -> tuple[AnyRequirement, ...]:
        """The requirements in the order of the file."""
        return self.file.requirements

    @property
    def places(self) -> tuple[Place, ...]:
        """Every place in which some requirement binds in the chosen reading."""
        return tuple(place for place in Place if any(place in r.places_in(self.reading) for r in self.requirements))

    def record(self) -> TermsRecord:
        """Return what a report says about the terms that it was made with."""
        means = self.file.readings.get(self.reading, "as written")
        return TermsRecord(
            id=self.file.id, version=self.file.version, reading=self.reading, digest=self.digest, title=self.file.title,
            reading_means=means, source=self.file.source,
        )  # fmt: skip


def author_of(entry: AuthorEntry, profiles: tuple[Profile, ...]) -> Author:
    """Return the author of an ``[author]`` table, with its profiles parsed."""
    return Author(
        name=entry.name, aliases=entry.aliases, job_title=entry.job_title, job_title_variants=entry.job_title_variants, profiles=profiles
    )
