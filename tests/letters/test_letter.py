"""A letter says what is missing and nothing else, in every language, and nothing that a page says can break out of its place in it."""

from __future__ import annotations

import re
import tomllib
from html.parser import HTMLParser
from typing import Any

import pytest
from msgspec.structs import replace

from attrcheck import Target, check_page
from attrcheck.demo.holes import expand
from attrcheck.errors import RunError
from attrcheck.letters import LANGUAGES, Letter, Tone, letter
from attrcheck.letters.letter import _FOLDER as FOLDER
from attrcheck.model import Capture, CaptureRecord, Contact, Level, Outcome, Place, Report, Spot, TargetReport
from tests.eval import corpus

PAGE = '<html lang="nl"><body><h1>[[title]]</h1>[[work]]<p><a href="https://x.com/intent/tweet?text=Ferry&url=[[page quoted]]">X</a></p></body></html>'
URL = "https://copy.example/ferry"
# What a page may say to break a text, a terminal, a template, an HTML page or a header.
HOSTILE = "\r\nBcc: all@a.example\x1b[31m\u202e</pre></p><script>alert(1)</script>{{ 7 * 7 }}{% raw %}\"'><img src=x onerror=alert(1)>"


def target() -> TargetReport:
    """What is said about a page without credit."""
    terms, works, work = corpus.checker()
    body = expand(PAGE, work, URL).encode()
    record = CaptureRecord(
        url=URL, final_url=URL, captured_at="2026-01-01T00:00:00+00:00", digest="sha256:" + "ab" * 32, size=len(body), status=200
    )
    (report,) = check_page(Target(url=URL), Capture(record=record, body=body), terms, works)
    return report


def report_of(one: TargetReport) -> Report:
    """A report about one target."""
    terms, works, _ = corpus.checker()
    return Report(generator="test", terms=terms.record(), works=(works[0].work.url,), started="2026", finished="2026", targets=(one,))


def draft(one: TargetReport, language: str = "en", tone: Tone = Tone.FRIENDLY) -> Letter:
    """A letter about one target."""
    return letter(report_of(one), one, language, tone)


@pytest.mark.parametrize("tone", Tone)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_the_same(language: str, tone: Tone) -> None:
    """A phrase that is forgotten in one language would stop that letter, or leave a hole in it."""
    one = target()
    written = draft(one, language, tone)

    for form in (written.text, written.html):
        assert URL in form
        assert "https://vandermeer.example/2024/05/night-ferry/" in form
        assert "ab" * 32 in form
        assert "Zoë Vandermeer, River Historian documenting Ferry Crossings" in form
        assert "{{" not in form
    assert f'<html lang="{language}">' in written.html


def test_every_language_has_the_same_phrases() -> None:
    """Spots and places that the model gains are told in every language."""
    keys = [
        {
            (table, key)
            for table, phrases in tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8")).items()
            for key in phrases
        }
        for language in LANGUAGES
    ]

    assert len(LANGUAGES) == 6
    assert all(one == keys[0] for one in keys)
    assert {key for table, key in keys[0] if table == "spots"} == set(Spot)
    assert {key for table, key in keys[0] if table == "places"} == set(Place)


def test_what_could_not_be_told_is_not_mentioned() -> None:
    """Doubt is no ground for a letter."""
    one = target()
    findings = tuple(
        replace(finding, outcome=Outcome.CANNOT_TELL) if finding.requirement == "function" else finding for finding in one.findings
    )
    asked = {record.id: record.asks for record in corpus.checker()[0].record().requirements}
    written = draft(replace(one, findings=findings))

    assert asked["name"] in written.text
    assert asked["function"] not in written.text


def test_nothing_failed_is_no_letter() -> None:
    """A page that is right, or that could not be read, gets none."""
    one = target()
    findings = tuple(replace(finding, outcome=Outcome.CANNOT_TELL) for finding in one.findings)

    with pytest.raises(RunError, match="nothing failed"):
        draft(replace(one, findings=findings))


def test_wishes_are_no_demands() -> None:
    """What the terms only recommend stands apart from what they demand."""
    written = draft(target())
    demands, _, wishes = written.text.partition("We would also appreciate this:")

    assert "in the text of a share button or preview card" not in demands
    assert "in the text of a share button or preview card" in wishes


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("tone", Tone)
def test_who_met_every_duty_is_not_said_to_have_missed_one(tone: Tone, language: str) -> None:
    """Where only wishes are open there is no heading for what is missing, and the page is not said to break the terms."""
    one = target()
    words = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    wishes = replace(one, findings=tuple(replace(finding, level=Level.SHOULD) for finding in one.findings))
    written = draft(wishes, language, tone)

    for form in (written.text, written.html):
        assert words["wishes"][tone] in form
        assert words["missing"][tone] not in form
        assert words["intro"]["formal"].rpartition("}}")[2] not in form


class Elements(HTMLParser):
    """The elements and attributes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.seen |= {tag, *(f"{tag}@{name}" for name, _ in attrs)}


def hostile(one: TargetReport) -> TargetReport:
    """The same target with a hostile text in every string of it that comes from a page."""

    def spoilt(value: Any) -> Any:
        return f"{value}{HOSTILE}"

    findings = tuple(
        replace(
            finding,
            subject=spoilt(finding.subject),
            reason=spoilt(finding.reason),
            cure=finding.cure and replace(finding.cure, subject=HOSTILE),
        )
        for finding in one.findings
    )
    cures = tuple(replace(cure, subject=HOSTILE, text=spoilt(cure.text), html=spoilt(cure.html)) for cure in one.cures)
    assert one.capture
    capture = replace(one.capture, digest=spoilt(one.capture.digest))
    contacts = (Contact(address=HOSTILE, found_at=HOSTILE),)
    return replace(one, url=spoilt(one.url), findings=findings, cures=cures, capture=capture, contacts=contacts)


@pytest.mark.parametrize("tone", Tone)
def test_hostile_pages_break_nothing(tone: Tone) -> None:
    """A letter is pasted into mail programs and terminals: a page that is written about must not speak in it."""
    written = draft(hostile(target()), tone=tone)
    elements = Elements()
    elements.feed(written.html)

    assert not re.search(r"[\x00-\x09\x0b-\x1f\u202a-\u202e]", written.text)
    assert not any(line.startswith("Bcc") for line in written.text.splitlines())
    assert "\n" not in written.subject
    assert elements.seen <= {"html", "html@lang", "head", "meta", "meta@charset", "title", "body", "p", "ul", "li", "pre"}
    assert "49" not in written.html.replace("2026", "")
    assert all("\n" not in part for address in written.addresses for part in address)


def test_french_puts_a_space_before_a_colon() -> None:
    """As its readers expect; the others do not."""
    spots = {
        language: tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))["spots"]["top"] for language in ("fr", "de")
    }

    assert f"{spots['fr']}\u00a0:" in draft(target(), "fr").text
    assert f"{spots['de']}:" in draft(target(), "de").text


def test_a_saved_page_is_called_by_its_address() -> None:
    """An outlet knows its page by that, and is not told where a file lies on the user's machine."""
    saved = replace(target(), url="file:///home/ann/saved.html", canonical="https://copy.example/ferry")

    assert "https://copy.example/ferry" in draft(saved).text
    assert "/home/ann" not in draft(saved).text
