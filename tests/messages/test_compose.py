"""The message itself: subject, text, HTML and attachments."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from attrcheck.messages import HTML_BYTES, message_of
from attrcheck.model import BaselineState, EventSort, Place, Report, Verdict
from tests.messages.changed import ABOUT, UNATTACHED, WAIVER, endless, failed, page, past, report, since
from tests.reporters.rich import FIRST as RICH
from tests.reporters.rich import PAGE, POST, hostile

NEW, OLD = past(BaselineState.NEW), past(BaselineState.UNCHANGED)
TITLE = "Terms of the demonstration article"


@pytest.mark.parametrize(
    ("about", "numbers"),
    [
        (report(), "attrcheck: no violation of 0 pages"),
        (report(page(failed())), "attrcheck: 1 violation of 1 page"),
        (report(page(failed(past=NEW)), page(failed(past=OLD))), "attrcheck: 2 violations, 1 new, of 2 pages"),
        (report(page(failed(past=OLD))), "attrcheck: 1 violation, none new, of 1 page"),
        (report(page(verdict=Verdict.UNDETERMINED)), "attrcheck: no violation, 1 undetermined, of 1 page"),
        (report(page(failed(waiver=WAIVER))), "attrcheck: no violation of 1 page"),
        (replace(report(page(failed())), is_complete=False), "attrcheck: incomplete: 1 violation of 1 page"),
    ],
)
def test_the_subject_begins_with_the_numbers(about: Report, numbers: str) -> None:
    """A telephone shows some forty characters of it."""
    assert message_of(about, ABOUT).subject == f"{numbers}: {TITLE}"


def test_a_subject_has_a_bound() -> None:
    """Programs cut what is longer, wherever it is."""
    subject = message_of(replace(RICH, terms=replace(RICH.terms, title="Ä" * 10_000)), ABOUT).subject

    assert subject.startswith("attrcheck: 1 violation, 1 undetermined, of 4 pages: ÄÄ")
    assert len(subject) <= 150


@pytest.mark.parametrize("form", ["text", "html"])
def test_the_message_holds_what_a_reader_wants_in_that_order(form: str) -> None:
    """The numbers, changes, what failed with its remedy, where the report lies, and why the message came."""
    about = since(EventSort.CREDIT_REMOVED, EventSort.FIXED, EventSort.STILL_OPEN)
    share = failed(past=OLD, place=Place.SHARE, subject=POST)
    about = replace(about, targets=(*RICH.targets, page(share, failed(requirement="function", past=NEW), url="https://new.example/")))
    told = getattr(message_of(about, ABOUT), form)
    said = re.sub(r"<[^>]+>", "", told)
    parts = [
        "2 violations, 1 new, 1 undetermined, of 5 pages", "2026-05-01 09:59:00 UTC", "Could not be read: 1 blocked.", "1 failed finding waived",
        "2026-04-30 09:59:00 UTC", "Credit removed", "Fixed", "1 still open.",
        "https://new.example/", "name in share", "2026-04-30 09:59:00 UTC", "function in article, new",
        PAGE, "Remedy: Add a visible line by the headline", "name in share-preview (may)",
        "attrcheck-report.html", "attrcheck-report.csv", "report.html", "Because.",
    ]  # fmt: skip
    at = -1
    for part in parts:
        at = said.find(part, at + 1)
        assert at >= 0, part
    assert POST in said


@pytest.mark.parametrize("form", ["text", "html"])
def test_what_is_left_out_is_counted(form: str) -> None:
    """Nobody takes fifty pages for all of them."""
    told = getattr(message_of(endless(), UNATTACHED), form)

    assert re.search(r"And \d+ more pages, which the report names", told)
    assert re.search(r"And 1\d\d\d more changes", told)
    assert "100 still open" in told


def test_the_html_is_shown_whole_whatever_pages_say() -> None:
    """Gmail clips at 102 KB; the text of a mail is bounded with it."""
    message = message_of(endless(), UNATTACHED)

    assert 20_000 < len(message.html.encode()) <= HTML_BYTES
    assert len(message.text.encode()) <= HTML_BYTES


@pytest.mark.parametrize("about", [hostile(), endless(20)], ids=["hostile", "endless"])
def test_the_html_holds_no_markup_of_a_page(about: Report) -> None:
    """Nothing but what the template has: no script, no picture, no form, and links to the web only."""
    html = message_of(about, UNATTACHED).html
    elements = {name.lower() for name in re.findall(r"<([a-z][a-z0-9]*)", html, re.IGNORECASE)}

    assert elements <= {
        "html",
        "head",
        "meta",
        "title",
        "body",
        "div",
        "table",
        "tr",
        "th",
        "td",
        "h1",
        "h2",
        "p",
        "br",
        "span",
        "strong",
        "a",
        "code",
    }
    assert all(link.startswith(("http://", "https://")) for link in re.findall(r'href="([^"]*)"', html))
    attributes = {name for inside in re.findall(r"<[a-z][^>]*>", html) for name in re.findall(r'([\w-]+)="', inside)}
    assert attributes <= {
        "lang",
        "style",
        "charset",
        "name",
        "content",
        "role",
        "width",
        "cellpadding",
        "cellspacing",
        "border",
        "scope",
        "href",
    }


def test_a_link_is_whole_or_none() -> None:
    """Half of an address leads somewhere else."""
    long = f"https://long.example/{'a' * 400}"
    html = message_of(report(page(failed(), url=long), page(failed(), url="https://short.example/")), ABOUT).html

    assert re.findall(r'href="([^"]*)"', html) == ["https://short.example/"]
    assert "https://long.example/aaa" in html


@pytest.mark.parametrize(("most", "names"), [(2_000_000, ["html", "csv"]), (5_000, ["csv"]), (0, [])])
def test_what_is_too_large_is_not_attached_and_said(most: int, names: list[str]) -> None:
    """All attachments together stay below the limit; the rest lies where the message says."""
    message = message_of(RICH, replace(ABOUT, max_attached=most))
    left_out = [name for name in ("html", "csv") if name not in names]

    assert [one.name for one in message.attachments] == [f"attrcheck-report.{name}" for name in names]
    assert sum(len(one.content) for one in message.attachments) <= most
    assert all(f"too large: attrcheck-report.{name}" in message.text for name in left_out)
    assert "- report.html" in message.text


def test_names_of_files_that_are_no_text_are_told_all_the_same() -> None:
    """Names of files on Linux are bytes; Python keeps what is no text as halves of pairs, which no mail can hold."""
    message = message_of(RICH, replace(ABOUT, lies_at=("r\udce4port.html",)))

    assert "r?port.html" in message.text
    assert message.html.encode()
