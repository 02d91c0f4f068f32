"""Refuse what types cannot: doubled ids, unknown readings, days that are none, requirements that nothing could meet."""

from __future__ import annotations

from collections.abc import Iterator

from attrcheck.errors import TermsError
from attrcheck.kinds import AnyRequirement, Combination, Problem
from attrcheck.model import Place, Work
from attrcheck.terms.language import STRICT, AuthorEntry, TermsFile
from attrcheck.text import is_date, words
from attrcheck.urls import platform_name

# What only a whole requirement has, not a part of a combination.
_WHOLE = ("id", "asks", "places", "asked_at", "wording", "readings")


def check(file: str, written: TermsFile, reading: str) -> None:
    """Raise a TermsError for the first thing that is wrong."""
    if not written.requirements:
        raise TermsError(file, "requirements", "there is no requirement: nothing would ever be checked")
    seen: set[str] = set()
    for i, requirement in enumerate(written.requirements):
        key = f"requirements[{i}]"
        for problem in (*_whole(requirement, written, seen), *_options(requirement, tuple(requirement.places))):
            raise TermsError(file, f"{key}.{problem.key}".rstrip("."), problem.sentence)
        seen.add(requirement.id)
    if reading not in (written.readings or {STRICT: ""}):
        raise TermsError(file, "reading", f"{reading!r} is no reading of these terms; known: {', '.join(written.readings or [STRICT])}")
    for problem in (*_words(written), *_addresses(written), *_days(written), *_tests(written)):
        raise TermsError(file, problem.key, problem.sentence)


def check_work(file: str, requirements: tuple[AnyRequirement, ...], work: Work) -> None:
    """Raise a TermsError for the first requirement that asks for what is not known of a work."""
    for i, requirement in enumerate(requirements):
        for key, part in _parts(requirement, f"requirements[{i}]"):
            if lacking := part.lacks(work):
                raise TermsError(file, f"{key}.kind", lacking)


def _parts(requirement: AnyRequirement, key: str) -> Iterator[tuple[str, AnyRequirement]]:
    yield key, requirement
    if isinstance(requirement, Combination):
        for i, part in enumerate(requirement.of):
            yield from _parts(part, f"{key}.of[{i}]")


def _whole(requirement: AnyRequirement, written: TermsFile, seen: set[str]) -> Iterator[Problem]:
    for field in ("id", "asks"):
        if not getattr(requirement, field).strip():
            yield Problem("", f"Object missing required field `{field}`")
    if requirement.id in seen:
        yield Problem("id", f"{requirement.id!r} is used twice")
    if not requirement.places:
        yield Problem("places", f"binds nowhere; known places: {', '.join(Place)}")
    for unknown in requirement.readings.keys() - written.readings.keys():
        yield Problem(f"readings.{unknown}", f"is no reading of these terms; known: {', '.join(written.readings)}")


def _options(requirement: AnyRequirement, places: tuple[Place, ...]) -> Iterator[Problem]:
    """Yield what is wrong with a requirement or a part in the places where it is to bind."""
    for place in (*places, *(place for bound in requirement.readings.values() for place in bound)):
        if place not in requirement.possible_places:
            known = ", ".join(place for place in Place if place in requirement.possible_places)
            yield Problem("places", f"{requirement.kind} cannot be met in place {place!s}; possible: {known}")
    yield from requirement.problems()
    if requirement.when:
        for network in requirement.when.network:
            if platform_name(network) == network:
                yield Problem("when.network", f"{network!r} is no network that attrcheck knows")
        if set(requirement.when.domain) & set(requirement.when.not_domain):
            yield Problem("when", "asks for a host and excludes it")
    if isinstance(requirement, Combination):
        for i, part in enumerate(requirement.of):
            whole = next((field for field in _WHOLE if getattr(part, field)), None)
            if whole:
                yield Problem(f"of[{i}].{whole}", "belongs to the whole requirement, not to a part of it")
            yield from (Problem(f"of[{i}].{p.key}".rstrip("."), p.sentence) for p in _options(part, places))


def _words(written: TermsFile) -> Iterator[Problem]:
    """Yield names and titles without a word."""
    people = [("author", written.author), *((f"coauthors[{i}]", author) for i, author in enumerate(written.coauthors))]
    for i, entry in enumerate(written.works):
        people += [(f"works[{i}].authors[{k}]", author) for k, author in enumerate(entry.authors)]
    for key, author in people:
        yield from (Problem(f"{key}.{problem.key}", problem.sentence) for problem in (_wordless(author) if author else ()))


def _wordless(author: AuthorEntry) -> Iterator[Problem]:
    said = {"name": author.name, "job_title": author.job_title}
    said |= {f"aliases[{i}]": alias for i, alias in enumerate(author.aliases)}
    said |= {f"job_title_variants[{i}]": title for i, title in enumerate(author.job_title_variants)}
    said |= {f"affiliations[{i}]": affiliation for i, affiliation in enumerate(author.affiliations)}
    for key, text in said.items():
        if text is not None and not words(text):
            yield Problem(key, f"{text!r} has no word in it that a page could hold")


def _addresses(written: TermsFile) -> Iterator[Problem]:
    if written.site and written.entries:
        yield Problem("site", "stands beside [work]: terms are either those of a site or those of the works that they name")
    keys = ["work"] if written.work else []
    keys += [f"works[{i}]" for i in range(len(written.works))]
    for key, entry in zip(keys, written.entries, strict=True):
        if entry.text and entry.fingerprint:
            yield Problem(key, "has a text and a fingerprint; give one of them")
        yield from _address(f"{key}.url", entry.url)
        for name in ("links", "images"):
            for i, url in enumerate(getattr(entry, name)):
                yield from _address(f"{key}.{name}[{i}]", url)
    for i, url in enumerate(written.author.pages if written.author else ()):
        yield from _address(f"author.pages[{i}]", url)
    if written.outlet:
        yield from _address("outlet.url", written.outlet.url)
    for i, url in enumerate(written.site.under if written.site else ()):
        yield from _address(f"site.under[{i}]", url)


def _address(key: str, url: str) -> Iterator[Problem]:
    if not url.startswith(("http://", "https://")):
        yield Problem(key, f"{url!r} is not an http(s) address")


def _days(written: TermsFile) -> Iterator[Problem]:
    days = {"read_on": written.read_on, "valid_from": written.valid_from}
    days |= {"work.published": written.work.published or "" if written.work else ""}
    days |= {f"works[{i}].published": entry.published or "" for i, entry in enumerate(written.works)}
    days |= {f"test[{i}].on": entry.on for i, entry in enumerate(written.test)}
    for key, day in days.items():
        if day and not is_date(day):
            yield Problem(key, f"{day!r} is not a date like 2019-08-24")


def _tests(written: TermsFile) -> Iterator[Problem]:
    """Yield expectations that no requirement of the file could meet."""
    known = {requirement.id: requirement for requirement in written.requirements}
    for i, entry in enumerate(written.test):
        if entry.reading and entry.reading not in written.readings:
            yield Problem(f"test[{i}].reading", f"{entry.reading!r} is no reading of these terms; known: {', '.join(written.readings)}")
        for place, outcomes in entry.expect.items():
            for name in outcomes:
                requirement = known.get(name)
                if requirement is None:
                    yield Problem(f"test[{i}].expect.{place}.{name}", f"is no requirement of these terms; known: {', '.join(known)}")
                elif not any(place in bound for bound in (requirement.places, *requirement.readings.values())):
                    yield Problem(f"test[{i}].expect.{place}.{name}", f"does not bind in place {place!s}")
    if written.test and not written.test_work and not written.entries:
        yield Problem("test_work", "is missing: these terms name no work, so it says which page the tests reuse")
