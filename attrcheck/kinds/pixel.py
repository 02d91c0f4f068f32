"""pixel: the publisher's counter is on the page.

Passes: the page loads an address of the provider's counter, for the right article where the terms name one. Counters are made to be unseen,
so that it does not matter whether a reader sees it, or whether it is loaded late.

Fails: the page loads no such address: a comment, a template or a link to it counts nothing. Or it counts another article.

Cannot tell: the counter is loaded through another server, which may keep it from counting, or it does not say which article it counts, or
another number than the one in the work's address where the terms name none.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlsplit

import msgspec

from attrcheck.kinds.requirement import Problem, Requirement
from attrcheck.kinds.standing import counted
from attrcheck.model import Conclusion, Evidence, Outcome, Place, Resource, Subject, Value, Work
from attrcheck.rules_folder import rules_folder

_ARTICLE = "{article}"
# Parameters of an address that are looked at; counters have two or three.
_MAX_FIELDS = 30
# Evidence shown for one finding, and characters of an address in it.
_MAX_EVIDENCE, _MAX_QUOTE, _MAX_ID = 3, 200, 80
# The number of an article in its address; shorter ones are dates.
_NUMBER = re.compile(r"\d{5,}")


class Form(Value, frozen=True, forbid_unknown_fields=True):
    """One form of a counter's address. The keys are explained at the head of ``rules/tables/pixels.toml``."""

    host: str = ""
    path: str = ""
    parameters: dict[str, str] = {}


class Provider(Value, frozen=True, forbid_unknown_fields=True):
    """A publisher's counter."""

    provider: str
    name: str
    addresses: tuple[Form, ...]
    attributes: tuple[str, ...] = ()


class Pixel(Requirement, frozen=True, kw_only=True, tag="pixel"):
    """The page must load the counter of a known provider (rules/tables/pixels.toml), for the right article when `article` is given."""

    provider: str
    article: str = ""

    kind = "pixel"
    possible_places = frozenset({Place.METADATA})

    def sentence(self) -> str:
        """Return the duty in words that follow "must"."""
        known = providers().get(self.provider)
        return f"load the counter of {known.name if known else self.provider}"

    def problems(self) -> Iterator[Problem]:
        """Yield a provider that is not in the table."""
        if self.provider not in providers():
            yield Problem("provider", f"{self.provider!r} is no known counter; known are {', '.join(providers())}")


@cache
def providers() -> dict[str, Provider]:
    """Return the counters of the table by what terms call them."""
    table: dict[str, Any] = tomllib.loads((rules_folder() / "tables" / "pixels.toml").read_text(encoding="utf-8"))
    return {one.provider: one for one in msgspec.convert(table["pixels"], tuple[Provider, ...])}


def check(requirement: Pixel, work: Work, subject: Subject) -> Conclusion:
    """Return whether the page loads the provider's counter."""
    provider = providers()[requirement.provider]
    what = f"the counter of {provider.name}"
    counters = list(_counters(provider, work, subject))
    right = [found for found in counters if requirement.article in ("", found.article)]
    other = [found for found in right if not requirement.article and _is_of_another(found.article, work)]
    if right and len(other) == len(right):
        reason = f"{what} is there, but for article {other[0].article[:_MAX_ID]}, which the work's address does not name"
        return _said(Outcome.CANNOT_TELL, reason, other, requirement)
    if right:
        return Conclusion(outcome=Outcome.PASSED, reason=f"{what} is there", evidence=_quoted(right))
    unnamed = [found for found in counters if not found.article]
    if unnamed:
        return _said(Outcome.CANNOT_TELL, f"{what} is there, but does not say which article it counts", unnamed, requirement)
    if counters:
        reason = f"{what} is there, but for article {counters[0].article[:_MAX_ID]}, not {requirement.article}"
        return _said(Outcome.FAILED, reason, counters, requirement)
    hosts = {form.host for form in provider.addresses if form.host}
    near = [_Counter(resource, "") for resource in subject.resources if any(host in resource.url for host in hosts)]
    if near:
        return _said(Outcome.CANNOT_TELL, f"{what} may be there, in a form that may not count", near, requirement)
    return _said(
        Outcome.FAILED, f"{what} was not found in {counted(len(subject.resources), 'resource')} that the page loads", (), requirement
    )


def remedy(requirement: Pixel) -> str:
    """Return what makes the requirement pass."""
    provider = providers()[requirement.provider]
    return f"Paste the counter of {provider.name} into the article, as it stands in the publisher's code for republishing."


class _Counter(NamedTuple):
    """A counter that the page loads, and the id of the article that it counts; empty where it names none."""

    resource: Resource
    article: str


def _counters(provider: Provider, work: Work, subject: Subject) -> Iterator[_Counter]:
    for resource in subject.resources:
        for url in (resource.url, *(value for name, value in resource.attributes if name in provider.attributes)):
            article = next((found for form in provider.addresses if (found := _article(form, url, work)) is not None), None)
            if article is not None:
                yield _Counter(resource, article)
                break


def _article(form: Form, url: str, work: Work) -> str | None:
    """Return the id of the article in an address of this form, empty where the form has none; None for an address of another form."""
    try:
        address, home = urlsplit(url), urlsplit(work.url)
        host, asked_host = (address.hostname or "").removeprefix("www."), (form.host or home.hostname or "").removeprefix("www.")
        # "&amp;" that was escaped twice leaves "amp;" before the name.
        stated = {name.removeprefix("amp;"): value for name, value in parse_qsl(address.query, max_num_fields=_MAX_FIELDS)}
    except ValueError:
        return None
    parts = _parts(form.path), _parts(address.path)
    if not host or host != asked_host:
        return None
    if form.path and len(parts[0]) != len(parts[1]):
        return None
    pairs = [*(zip(*parts, strict=True) if form.path else ()), *((value, stated.get(name, "")) for name, value in form.parameters.items())]
    if any(asked != found for asked, found in pairs if asked != _ARTICLE):
        return None
    return next((found for asked, found in pairs if asked == _ARTICLE), "")


def _parts(path: str) -> list[str]:
    return [part for part in path.split("/") if part]


def _quoted(counters: list[_Counter]) -> tuple[Evidence, ...]:
    return tuple(Evidence(quote=one.resource.url[:_MAX_QUOTE], locator=one.resource.locator) for one in counters[:_MAX_EVIDENCE])


def _is_of_another(article: str, work: Work) -> bool:
    """Tell whether a counter's number is none of those in the work's address; one of as many digits there is the work's, another a date."""
    numbers = [number for number in _NUMBER.findall(work.url) if len(number) == len(article)]
    return article.isdecimal() and bool(numbers) and article not in numbers


def _said(outcome: Outcome, reason: str, counters: list[_Counter] | tuple[()], requirement: Pixel) -> Conclusion:
    return Conclusion(outcome=outcome, reason=reason, evidence=_quoted(list(counters)), remedy=remedy(requirement))
