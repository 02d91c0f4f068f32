"""The language of ``rules/*.toml``: what a terms file may say, as types that decode and describe it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from attrcheck.kinds import AnyRequirement, Combination
from attrcheck.model import Outcome, Place, RequirementRecord, TermsRecord, Value, Verdict, Work
from attrcheck.reuse import Parts, Span

STRICT = "strict"


class AuthorEntry(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The ``[author]`` table. A profile is ``platform:handle``; ``platform:?`` when the terms name the network but no account."""

    name: str
    aliases: tuple[str, ...] = ()
    job_title: str | None = None
    job_title_variants: tuple[str, ...] = ()
    affiliations: tuple[str, ...] = ()
    profiles: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()


class OutletEntry(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The ``[outlet]`` table: who published the work first. `url` is its home page."""

    name: str
    url: str
    aliases: tuple[str, ...] = ()
    profiles: tuple[str, ...] = ()


class WorkEntry(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The ``[work]`` table. The text comes from `text`, from `fingerprint` (both beside the terms file), or from the address itself.

    `authors` are this work's own, for a file of many works; without them the file's ``[author]`` wrote it.
    """

    title: str
    url: str
    published: str | None = None
    language: str | None = None
    text: str | None = None
    fingerprint: str | None = None
    terms_block: Span | None = None
    public: tuple[Span, ...] = ()
    authors: tuple[AuthorEntry, ...] = ()
    links: tuple[str, ...] = ()
    images: tuple[str, ...] = ()

    @property
    def parts(self) -> Parts:
        """What in the text is not the author's own running text."""
        return Parts(terms_block=self.terms_block, public=self.public)


class SiteEntry(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The ``[site]`` table: the terms are those of every article under these addresses. The works are named when a scan begins."""

    under: tuple[str, ...]


class TestWork(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The ``[test_work]`` table: a saved page that stands in for the work in the tests, and the address that it is taken to have."""

    __test__ = False

    page: str
    url: str = ""


class TestEntry(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A ``[[test]]``: a page beside the terms file, and what is right to say about it.

    `url` is where the page is taken to stand, `on` the day when it is taken to be read, `reading` how the terms are read.
    """

    __test__ = False

    page: str
    why: str
    verdict: Verdict
    expect: dict[Place, dict[str, Outcome]] = {}
    url: str = ""
    on: str = ""
    reading: str = ""


class TermsFile(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A whole terms file as it is written.

    The works are those of `work` and `works`; with `site`, or with none of the three, they are named when a scan begins. `extends` is a
    preset or a file beside this one; what stands here takes its place, requirements by id, and `drop` leaves some of them out. With
    `replies` the author's own replies to a post are part of the share. A failure counts when `looks` runs in a row have seen it and it is
    `grace` days old.
    """

    id: str
    version: str
    title: str
    source: str
    requirements: tuple[AnyRequirement, ...]
    extends: str = ""
    drop: tuple[str, ...] = ()
    work: WorkEntry | None = None
    works: tuple[WorkEntry, ...] = ()
    site: SiteEntry | None = None
    author: AuthorEntry | None = None
    coauthors: tuple[AuthorEntry, ...] = ()
    outlet: OutletEntry | None = None
    valid_from: str = ""
    read_on: str = ""
    reading: str = STRICT
    readings: dict[str, str] = {}
    replies: bool = False
    looks: Annotated[int, Meta(ge=1, le=100)] = 1
    grace: Annotated[int, Meta(ge=0, le=366)] = 0
    test_work: TestWork | None = None
    test: tuple[TestEntry, ...] = ()

    @property
    def entries(self) -> tuple[WorkEntry, ...]:
        """The works that the file names."""
        return ((self.work,) if self.work else ()) + self.works


class Terms(Value, frozen=True, kw_only=True):
    """Terms ready for use: the file's content with its works and digest, and the reading that was chosen.

    `works` stand in the order of the file's entries; there are none in terms that bind any work. `basis` holds what the terms say of a work
    that is named only when a scan begins: its author and outlet.
    """

    file: TermsFile
    works: tuple[Work, ...]
    basis: Work
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

    @property
    def compares(self) -> bool:
        """Whether some requirement asks how a copy differs from the work."""
        return any(part.compares or (part.when is not None and part.when.compares) for part in parts_of(self.requirements))

    def record(self) -> TermsRecord:
        """Return what a report says about the terms that it was made with."""
        means = self.file.readings.get(self.reading, "as written")
        return TermsRecord(
            id=self.file.id, version=self.file.version, reading=self.reading, digest=self.digest, title=self.file.title,
            reading_means=means, source=self.file.source,
            requirements=tuple(
                RequirementRecord(id=one.id, kind=one.kind, asks=one.asks, wording=one.wording, places=one.places_in(self.reading))
                for one in self.requirements
            ),
        )  # fmt: skip


def parts_of(requirements: tuple[AnyRequirement, ...]) -> Iterator[AnyRequirement]:
    """Yield requirements with all their parts, parts of parts too."""
    for requirement in requirements:
        yield requirement
        if isinstance(requirement, Combination):
            yield from parts_of(requirement.of)
