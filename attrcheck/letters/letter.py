"""One target's failed findings as a letter, as text and as HTML.

Only what failed is said to be missing: what could not be told is not mentioned. Everything from a page is hostile: in the text it stays on
its line, in the HTML it is escaped, in the subject line it cannot begin another header.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from attrcheck.errors import RunError
from attrcheck.model import AnyReport, Finding, Level, Outcome, Remedy, TargetReport, Value
from attrcheck.reporters.moments import moment
from attrcheck.reporters.printable import printable
from attrcheck.reporters.rows import terms_of
from attrcheck.text import squeeze

_FOLDER = Path(__file__).parent / "templates"
LANGUAGES = tuple(sorted(file.stem for file in _FOLDER.glob("*.toml")))
# The longest subject line that mail programs show whole; the longest address or duty that belongs into a letter.
_MAX_SUBJECT, _MAX_SHOWN = 150, 1_000


class Tone(StrEnum):
    """How a letter speaks: the first one asks, the second one insists."""

    FRIENDLY = "friendly"
    FORMAL = "formal"


class Letter(Value, frozen=True, kw_only=True):
    """A draft: its subject line, its two forms, and the addresses that the page itself states, each with where it was found."""

    subject: str
    text: str
    html: str
    addresses: tuple[tuple[str, str], ...] = ()


class _Point(NamedTuple):
    """Something that is missing: what the terms ask, where on the page, and of which share."""

    asks: str
    place: str
    subject: str


def letter(report: AnyReport, target: TargetReport, language: str, tone: Tone) -> Letter:
    """Return the draft of a letter about one target. Raises RunError when nothing failed there."""
    failed = [finding for finding in target.findings if finding.outcome is Outcome.FAILED and not finding.waiver]
    if not failed:
        raise RunError(f"{target.url}: nothing failed there that is not waived ({target.verdict}), so there is nothing to write about")
    words = _words(language)
    duties = [one for one in failed if one.level is Level.MUST]
    about = {
        "page": _line(page_address(target)),
        "work": _line(target.work or ""),
        "terms": _line(terms_of(report, target).title),
        "source": _line(terms_of(report, target).source),
        "missing": list(_points(duties, report, target, words)),
        "wishes": list(_points([one for one in failed if one not in duties], report, target, words)),
        "cures": [(words["spots"][cure.spot], cure) for cure in _cures(failed, target.cures)],
        "capture": target.capture,
        "words": words,
        "tone": str(tone),
        "language": language,
    }
    subject = _line(_filled(words["subject"][tone], about, is_html=False))[:_MAX_SUBJECT]
    text = _environment(is_html=False).get_template("letter.txt").render(about, subject=subject)
    html = _environment(is_html=True).get_template("letter.html").render(about, subject=subject)
    addresses = tuple((_line(one.address), _line(one.found_at)) for one in target.contacts)
    return Letter(subject=subject, text=text, html=html, addresses=addresses)


def page_address(target: TargetReport) -> str:
    """Return the address by which an outlet knows its page: a path of the user's tells it nothing. That of the file without any other."""
    stated = target.canonical or ""
    return stated if target.url.startswith("file:") and stated.startswith(("http://", "https://")) else target.url


def _points(
    findings: Sequence[Finding], report: AnyReport, target: TargetReport, words: Mapping[str, Mapping[str, str]]
) -> Iterator[_Point]:
    """Yield what is missing, each requirement once for each share."""
    asks = {record.id: record.asks for record in terms_of(report, target).requirements}
    found = (
        _Point(
            _line(asks.get(one.requirement) or one.requirement),
            words["places"][one.place],
            "" if one.subject == target.url else _line(one.subject),
        )
        for one in findings
    )
    yield from dict.fromkeys(found)


def _cures(failed: Sequence[Finding], cures: Sequence[Remedy]) -> Iterator[Remedy]:
    """Yield the cures of a page that are for something that failed, in plain text without anything that a terminal would obey."""
    wanted = {(one.cure.spot, one.cure.subject) for one in failed if one.cure}
    for cure in cures:
        if (cure.spot, cure.subject) in wanted:
            yield cure


def _line(text: str) -> str:
    """Return a text on one line, without marks that a terminal or a mail program would obey."""
    return squeeze(printable(text))[:_MAX_SHOWN]


def _lines(text: str) -> str:
    """Return a text of several lines, each of them safe and indented, so that none can pass for a part of the letter."""
    return "\n".join(f"    {printable(line)}" for line in text.splitlines())


def _filled(phrase: str, about: Mapping[str, object], *, is_html: bool) -> str:
    return _environment(is_html=is_html).from_string(phrase).render(about)


@cache
def _environment(*, is_html: bool) -> Environment:
    """Return the templates of one form. Phrases are templates of ours; what they are filled with never is one."""
    # Plain text has nothing to escape; what could end a line is taken out before it is filled in.
    made = Environment(
        autoescape=is_html,  # noqa: S701
        loader=FileSystemLoader(_FOLDER),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["say"] = lambda phrase, **about: (Markup if is_html else str)(made.from_string(phrase).render(about))
    made.filters["lines"] = _lines
    made.filters["line"] = _line
    made.filters["moment"] = moment
    return made


@cache
def _words(language: str) -> dict[str, dict[str, str]]:
    """Return the phrases of a language."""
    return tomllib.loads((_FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
