"""A summary as a message: subject, plain text, HTML that mail programs show, and the report as attachments where it is small."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256

from jinja2 import Environment, PackageLoader, StrictUndefined
from msgspec.structs import replace

from attrcheck.messages.cleaning import header
from attrcheck.messages.message import About, Attachment, Message, Summary
from attrcheck.messages.summary import summary_of
from attrcheck.model import AnyReport, Event, EventSort, Verdict
from attrcheck.reporters import REPORTERS
from attrcheck.reporters.html.addresses import Shown, address_of
from attrcheck.reporters.markdown import WORST_FIRST
from attrcheck.reporters.moments import moment

HTML_BYTES = 90_000
"""The most bytes of the HTML part: Gmail hides what goes beyond 102 KB of a message behind a link."""

# Characters of a subject: phones show some 40 of them, so the numbers stand first; programs show at most about 150.
_MAX_SUBJECT, _MAX_TITLE = 150, 80
# What is told one by one is halved until the HTML fits: with the longest texts ten pages and changes are left.
_FEWER = (50, 25, 12, 6, 3, 0)
# The order in which there is room for them: what a person reads, then what a spreadsheet does.
_ATTACHED = {"html": "text/html", "csv": "text/csv"}
# Hexadecimal digits: 80 bits, as identities of findings have.
_DIGITS = 20


def message_of(report: AnyReport, about: About) -> Message:
    """Return the message that tells of a report."""
    summary = summary_of(report, about)
    attachments = tuple(_attachments(report, about.max_attached))
    subject = _subject(summary)
    names = [one.name for one in attachments]
    left_out = [name for name in map(_name, _ATTACHED) if name not in names]
    text, html = _bodies(summary, {"about": about, "subject": subject, "attachments": names, "left_out": left_out})
    return Message(
        id=_id(report, summary), sent=about.sent, subject=subject, text=text, html=html, summary=summary, attachments=attachments
    )


def _subject(summary: Summary) -> str:
    """Return the numbers and the title of the terms, on one line.

    >>> from attrcheck.messages.cleaning import header
    >>> header("attrcheck: 2 violations\\r\\nBcc: all@x.example", _MAX_SUBJECT)
    'attrcheck: 2 violations Bcc: all@x.example'
    """
    begins = "attrcheck: " if summary.is_complete else "attrcheck: incomplete: "
    return header(f"{begins}{_sums(summary)}: {header(summary.title, _MAX_TITLE)}", _MAX_SUBJECT)


def _sums(summary: Summary) -> str:
    """Return the numbers that a reader wants first: violations, how many of them are new, what could not be told, out of how many pages."""
    said = [_counted(summary.violations, "violation") if summary.violations else "no violation"]
    if summary.violations and summary.new is not None:
        said.append(f"{summary.new or 'none'} new")
    if summary.verdicts[Verdict.UNDETERMINED]:
        said.append(f"{summary.verdicts[Verdict.UNDETERMINED]} undetermined")
    return f"{', '.join(said)}{',' if len(said) > 1 else ''} of {_counted(summary.pages, 'page')}"


def _bodies(summary: Summary, more: dict[str, object]) -> tuple[str, str]:
    """Return the text and the HTML, with as many pages and changes as fit into the HTML."""
    for most in _FEWER:
        told = _first(summary, most)
        about = {**more, "told": told, "sums": _sums(told)}
        html = _environment(is_html=True).get_template("message.html").render(about)
        if len(html.encode()) <= HTML_BYTES:
            break
    return _environment(is_html=False).get_template("message.txt").render(about), html


def _first(summary: Summary, most: int) -> Summary:
    """Return a summary with the worst so many pages and changes, and the number of the others."""
    return replace(
        summary,
        events=summary.events[:most],
        more_events=summary.more_events + len(summary.events[most:]),
        failed=summary.failed[:most],
        more_failed=summary.more_failed + len(summary.failed[most:]),
    )


def _attachments(report: AnyReport, most: int) -> Iterator[Attachment]:
    """Yield the report in the formats that there is room for: `most` bytes for all of them. What is too large is left out."""
    for name, media_type in _ATTACHED.items():
        content = _joined(REPORTERS[name].render(report), most)
        if content is not None:
            most -= len(content)
            yield Attachment(name=_name(name), media_type=media_type, content=content)


def _name(format_: str) -> str:
    return f"attrcheck-report.{REPORTERS[format_].suffix}"


def _joined(pieces: Iterable[str], most: int) -> bytes | None:
    content = bytearray()
    for piece in pieces:
        content += piece.encode()
        if len(content) > most:
            return None
    return bytes(content)


def _id(report: AnyReport, summary: Summary) -> str:
    """Return what is the same each time that the same state of a run is told; when a run was gone on with, its message is another one."""
    parts = (report.started, report.terms.digest, report.terms.reading, summary.run, str(summary.is_complete), str(summary.pages))
    return sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _by_sort(events: tuple[Event, ...]) -> dict[EventSort, list[Event]]:
    """Return events below their sorts, the worst sort first."""
    return {sort: found for sort in EventSort if (found := [event for event in events if event.sort is sort])}


def _address(url: str) -> Shown:
    """Return how an address is shown; one that was cut leads nowhere."""
    return Shown("", "", url, None) if url.endswith("…") else address_of(url)


@cache
def _environment(*, is_html: bool) -> Environment:
    """Return the templates of one form. Every text of a summary is clean; in plain text there is nothing else to escape."""
    made = Environment(
        autoescape=is_html,  # noqa: S701
        loader=PackageLoader("attrcheck.messages"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"address": _address, "moment": moment, "counted": _counted, "by_sort": _by_sort}
    made.globals |= {"worst_first": WORST_FIRST}
    return made
