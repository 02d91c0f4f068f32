"""A remedy that does not cure is a false promise: every failed finding of every page that we have is cured as the cures say, or it is said why not."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from msgspec.structs import replace

from attrcheck import KnownWork, Target, TargetReport, check_page, term_tests
from attrcheck.demo.holes import expand
from attrcheck.fetch import fetch_saved
from attrcheck.fixing import Fixed, fix
from attrcheck.fixing.edits import put_links
from attrcheck.model import Capture, CaptureRecord, Finding, Outcome, Place, Remedy, Spot
from attrcheck.terms import Terms, load_terms, presets
from tests.eval import corpus

TERMS_CASES = sorted((Path(__file__).parents[1] / "terms" / "cases").glob("*/terms.toml"))
# What no words and no markup that are added cure: text, images and days must be mended by an editor, the counter by its publisher, links
# whose words are not known by somebody who knows them, and which of two licences is the copy's only its publisher knows.
INCURABLE = frozenset(
    "access.no_paywall attested image.rule licence.link links.kept not pixel text.complete text.max_extract text.unchanged time.embargo time.window".split()
)


def captured(url: str, body: bytes, day: str = "2026-01-01") -> Capture:
    """A page as if it had been fetched."""
    record = CaptureRecord(url=url, final_url=url, captured_at=f"{day}T12:00:00+00:00", digest="sha256:0", size=len(body), status=200)
    return Capture(record=record, body=body)


def fixed_page(capture: Capture, terms: Terms, works: tuple[KnownWork, ...]) -> Fixed:
    """The page cured."""
    check: Callable[[Capture], tuple[TargetReport, ...]] = partial(check_page, Target(url=capture.record.url), terms=terms, works=works)
    return fix(capture, works, check)


def outcomes(reports: tuple[TargetReport, ...]) -> dict[tuple[str | None, str, Place, str], Finding]:
    """Every finding by what it is about."""
    return {(report.work, one.requirement, one.place, one.subject): one for report in reports for one in report.findings}


def broken_promises(fixed: Fixed) -> list[str]:
    """What failed before and has not passed, though an edit of the page can cure it; and what passed before and fails now."""
    before, after = outcomes(fixed.before), outcomes(fixed.after)
    said = {(one.finding.requirement, one.finding.place, one.finding.subject): one.why for one in fixed.left}
    wrong = []
    for key, finding in before.items():
        now = after.get(key)
        is_curable = finding.place is not Place.SHARE and (finding.kind not in INCURABLE or finding.cure is not None)
        # A button whose text became another one is another share preview: none of them may be failed.
        if finding.outcome is Outcome.FAILED and is_curable and (now is None or now.outcome is not Outcome.PASSED):
            wrong.append(f"{key} is {now.outcome if now else 'gone'}: {now.reason if now else ''}")
        # A credit beside a picture is none for the picture.
        if finding.outcome is Outcome.FAILED and not is_curable and now is not None and now.outcome is Outcome.PASSED:
            wrong.append(f"{key} has passed without a cure")
        if now is not None and now.outcome is Outcome.FAILED and (finding.outcome is Outcome.PASSED or not said.get(key[1:])):
            wrong.append(f"{key} was {finding.outcome} and is failed without a word")
    return wrong


@pytest.mark.parametrize("case", corpus.cases(), ids=lambda case: case.name)
def test_every_case_is_cured(case: corpus.Case) -> None:
    """The demonstration's terms ask for credit in the article and in what buttons say: both can be put in."""
    url = f"https://case.example/{case.name}"
    terms, works, work = corpus.checker()
    body = expand((corpus.CASES / case.name / "page.html").read_text(encoding="utf-8"), work, url).encode()

    assert broken_promises(fixed_page(captured(url, body), terms, works)) == []


@pytest.mark.parametrize("name", [*presets(), *map(str, TERMS_CASES)], ids=lambda name: Path(name).parent.name if "/" in name else name)
def test_every_page_of_terms_is_cured(name: str) -> None:
    """Every kind of requirement stands in some terms, with pages that fail it."""
    terms = load_terms(name)
    works = term_tests.test_works(terms, fetch_saved)
    for entry in terms.file.test:
        capture = term_tests.captured(entry, terms, works)
        read = replace(terms, reading=entry.reading) if entry.reading else terms

        assert broken_promises(fixed_page(capture, read, works)) == [], entry.page


def demo(page: str) -> Fixed:
    """A page of one body around the demonstration article, cured."""
    terms, works, work = corpus.checker()
    return fixed_page(captured("https://copy.example/ferry", expand(page, work, "https://copy.example/ferry").encode()), terms, works)


def test_the_block_is_seen_where_the_terms_ask() -> None:
    """An editor would put a byline between headline and text, and so does the copy."""
    markup = demo("<html><body><h1>[[title]]</h1><main>[[work]]</main></body></html>").markup

    assert markup.index("</h1>") < markup.index("By Zoë Vandermeer, River Historian") < markup.index("At twenty to midnight")


def test_what_is_not_wrong_stays_as_it_is() -> None:
    """The copy is for an editor to compare: markup that is well formed comes back letter by letter around the block."""
    page = '<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8"><title>é &amp; è</title></head>\n<body><hr>[[work]]<input disabled>\n</body>\n</html>\n'
    fixed = demo(page)
    before, after = fixed.before[0], fixed.markup

    assert before.verdict == "violation"
    assert after.startswith(page.partition("[[work]]")[0].rstrip())
    assert "<input disabled/>" not in after
    assert "<input disabled>" in after


def test_a_page_without_fault_is_not_touched() -> None:
    """Nobody is told to paste what is there already."""
    body = '<html><body><h1>[[title]]</h1><p>By Zoë Vandermeer, River Historian documenting Ferry Crossings in Northern Europe and the Baltic States (<a href="https://x.com/ZoeVandermeer">X</a>)</p>[[work]]</body></html>'
    fixed = demo(body)

    assert fixed.cures == ()
    assert [report.verdict for report in fixed.after] == ["compliant"]


def test_a_post_is_said_to_be_out_of_reach() -> None:
    """A page can be mended, a post of its outlet cannot: silence about it would look like a cure."""
    fixed = demo(corpus.CASES.joinpath("share-outlet-post-bare", "page.html").read_text(encoding="utf-8"))

    assert {left.finding.place for left in fixed.left} == {Place.SHARE}
    assert all("posted" in left.why for left in fixed.left)


LINKS = Remedy(
    spot=Spot.LINKS,
    where="",
    text="",
    markdown="",
    html='<a href="https://a.example/?a=1&amp;b=2">of the harbour</a>\n<a href="https://b.example/">timetable</a>\n<a href="https://c.example/">port</a>',
)


def relinked(markup: str) -> str:
    """Markup with three lost links put back."""
    soup = BeautifulSoup(markup, "html.parser")
    put_links(soup, LINKS, soup.find_all("p"))
    return str(soup)


def test_lost_links_go_back_on_their_words() -> None:
    """However the words are broken into lines, and several in one paragraph."""
    assert relinked("<p>The port of\n the harbour, its timetable.</p>") == (
        '<p>The <a href="https://c.example/">port</a> <a href="https://a.example/?a=1&amp;b=2">of\n the harbour</a>, '
        'its <a href="https://b.example/">timetable</a>.</p>'
    )


@pytest.mark.parametrize(
    ("markup", "why"),
    [
        ("<p>A timetable, and another timetable.</p>", "which of the two had the link is not known"),
        ("<p>A timetable.</p><p>A timetable.</p>", "nor in two paragraphs"),
        ('<p>A <a href="/">timetable</a>.</p>', "a link in a link is no markup"),
        ('<p>A <a href="/">timetable</a>, a timetable.</p>', "the other one has a link, so it may be the one"),
        ("<p>Transport and reports.</p>", "part of a word is another word"),
        ("<p>A <!-- timetable -->.</p>", "a comment is no text"),
        ("<div>A timetable.</div>", "the words of somebody else are no copy"),
    ],
)
def test_a_link_goes_nowhere_else(markup: str, why: str) -> None:
    """A link on the wrong words would be worse than none."""
    assert relinked(markup) == markup, why


def test_other_encodings_become_utf_8() -> None:
    """A copy with the old statement of its encoding would show the name garbled."""
    terms, works, work = corpus.checker()
    page = expand('<html><head><meta charset="windows-1252"></head><body><h1>[[title]]</h1>[[work]]</body></html>', work, "")
    fixed = fixed_page(captured("https://copy.example/ferry", page.encode("cp1252", "xmlcharrefreplace")), terms, works)

    assert 'charset="utf-8"' in fixed.markup
    assert "Zoë" in fixed.markup
    assert [report.verdict for report in fixed.after] == ["compliant"]
