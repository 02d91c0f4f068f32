"""The first look changes no verdict: with it and without it, every page is judged alike. And it does spare the reading of most others."""

from __future__ import annotations

import pickle
import random
from collections.abc import Callable
from functools import cache

import pytest
from msgspec.structs import replace

from attrcheck import Target, check_page, known_works, load_terms
from attrcheck.demo import TERMS, WORK
from attrcheck.demo.holes import expand
from attrcheck.fetch.saved import fetch_saved
from attrcheck.model import Capture, CaptureRecord, Failure, FailureReason, TargetReport, Verdict
from attrcheck.quick_check import QuickCheck
from attrcheck.reuse.cues import cues
from attrcheck.reuse.first_look import _Names, _pieces
from attrcheck.terms import Terms
from attrcheck.work import KnownWork
from tests.eval import corpus
from tests.reuse.pages import BODY, OTHERS, PARAGRAPHS, page

URL = "https://copy.example/page"
# Enough text about something else for a page to be looked at only.
FILLER = OTHERS * 6
QUOTED = next(text for text in BODY if "“" in text and len(text.split()) > 25)
_chance = random.Random(7)


@cache
def bound() -> tuple[Terms, tuple[KnownWork, ...], QuickCheck, QuickCheck]:
    """Terms, work, a quick check that knows the work's text, and one that knows its fingerprint only."""
    terms = load_terms(TERMS)
    works = known_works(terms, (), fetch_saved)
    without_text = tuple(replace(known, work=replace(known.work, text="")) for known in works)
    return terms, works, QuickCheck(terms, works), QuickCheck(terms, without_text)


def captured(body: bytes, *headers: tuple[str, str]) -> Capture:
    """A page as it was fetched."""
    record = CaptureRecord(url=URL, final_url=URL, captured_at="2026-01-01T00:00:00+00:00", digest="sha256:0", size=len(body))
    return Capture(record=record, body=body, headers=headers)


def said(reports: tuple[TargetReport, ...]) -> list[object]:
    """What matters of some reports: verdict, class of reuse, failure."""
    return [(one.verdict, one.reuse and one.reuse.class_, one.failure and one.failure.reason) for one in reports]


def is_passed_over(reports: tuple[TargetReport, ...]) -> bool:
    """Whether a page was only looked at."""
    return bool(reports[0].reuse and "first look" in reports[0].reuse.reason)


def require_the_same(body: bytes, *headers: tuple[str, str]) -> Verdict:
    """Check a page in full and with a first look; return the verdict."""
    terms, works, *quick = bound()
    full = check_page(Target(url=URL), captured(body, *headers), terms, works)
    for check in quick:
        assert said(check(Target(url=URL), captured(body, *headers))) == said(full)
    return full[0].verdict


def edited(text: str) -> str:
    """Every fifth word another one."""
    return " ".join(_chance.choice(("harbour", "apples", "choir")) if _chance.random() < 0.2 else word for word in text.split())


def each_word(form: str) -> Callable[[str], str]:
    """Every word in some markup."""
    return lambda text: " ".join(form.format(word, word[0], word[1:]) for word in text.split())


FORMS: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "a fifth edited": edited,
    "every word tagged": each_word("<span class=w>{0}</span>"),
    "every first letter tagged": each_word("<b>{1}</b>{2}"),
    "two tags inside every word": each_word("{1}<i><u>{2}</u></i>"),
    "every word in a block": each_word("<div>{0}</div>"),
    "nothing but tags between words": lambda text: "<br>".join(text.split()),
    "hard spaces": lambda text: "&nbsp;".join(text.split()),
    "hard spaces by number": lambda text: "&#xa0;".join(text.split()),
    "letters by number": lambda text: "".join(f"&#{ord(letter)};" for letter in text),
    "soft hyphens": lambda text: text.replace("a", "a&shy;").replace("e", "\u00ade"),
    "capitals": str.upper,
    "letters of other alphabets": lambda text: text.replace("a", "а").replace("o", "о"),
    "accents": lambda text: text.replace("e", "é"),
    "comments between words": lambda text: "<!-- > -->".join(f"{word} " for word in text.split()),
    "a link on every word": lambda text: " ".join(f'<a href="/x" title="a > b">{word}</a>' for word in text.split()),
    "drawings between words": lambda text: "<svg><title>x</title><path d='M0'/></svg>".join(f"{word} " for word in text.split()),
}
PARTS: dict[str, list[str]] = {
    "whole": BODY,
    "reordered": BODY[::-1],
    "interleaved": [text for pair in zip(BODY, FILLER, strict=False) for text in pair],
    "two paragraphs": BODY[2:4],
    "one paragraph": [max(BODY, key=len)],
    "thirty words": [" ".join(max(BODY, key=len).split()[:30])],
    "thirteen words": [" ".join(max(BODY, key=len).split()[5:18])],
    "eleven words": [" ".join(max(BODY, key=len).split()[5:16])],
    "a quotation": [QUOTED],
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("part", PARTS)
def test_a_copy_is_judged_alike(part: str, form: str) -> None:
    """However much is copied, and however it is written."""
    copied = [FORMS[form](text) for text in PARTS[part]]

    require_the_same(page(*FILLER, *copied, *FILLER).encode())


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "windows-1252", "latin-1", "windows-1251", "utf-8"])
@pytest.mark.parametrize("declares", [True, False])
@pytest.mark.parametrize("part", ["whole", "thirteen words", "a quotation"])
def test_a_copy_in_another_encoding_is_judged_alike(part: str, encoding: str, declares: bool) -> None:
    """Pages are read as browsers read them, by both."""
    body = page(*FILLER, *PARTS[part]).encode(encoding, "xmlcharrefreplace")
    headers = (("Content-Type", f"text/html; charset={encoding}"),) if declares else ()

    assert require_the_same(body, *headers) is not None


PLACES: dict[str, str] = {
    "a comment of a reader": "<section id=comments class=comments><div class=comment><p>{0}</p></div></section>",
    "a quotation": "<blockquote>{0}</blockquote>",
    "a data block": '<script id="__NEXT_DATA__" type="application/json">{{"body": "{0}"}}</script>',
    "JSON-LD": '<script type="application/ld+json">{{"@type":"NewsArticle","articleBody":"{0}"}}</script>',
    "<noscript>": "<noscript><p>{0}</p></noscript>",
    "<template>": "<template><p>{0}</p></template>",
    "a form field": "<textarea>{0}</textarea>",
    "a hidden element": "<div hidden>{0}</div>",
    "a script that never ends": "<script>var a;<p>{0}</p>",
    "a comment that never ends": "<!-- <p>{0}</p>",
    "after a stray end tag": "</body></html><p>{0}</p>",
    "three hundred elements deep": "<div>" * 300 + "{0}" + "</div>" * 300,
    "a link only": '<p><a href="https://outlet.example/work">More</a></p>',
}


@pytest.mark.parametrize("around", [(), FILLER], ids=["alone", "beside much else"])
@pytest.mark.parametrize("place", PLACES)
def test_text_in_an_odd_place_is_judged_alike(place: str, around: tuple[str, ...]) -> None:
    """A page that hides its text behind scripts or in a comment is no page without reuse because nobody looked."""
    copied = PLACES[place].format(" ".join(BODY).replace('"', "'"))

    require_the_same(page(*around, copied, *around).encode())


SHELLS: dict[str, str] = {
    "empty": "",
    "a few words": "<p>Please wait</p>",
    "asks for scripts": "<noscript>Please enable JavaScript to read this page. " + "It needs scripts. " * 200 + "</noscript><p>Menu</p>",
    "a login": "<form><input type=password></form>" + "<p>Sign in to read on, please.</p>" * 10,
    "only form fields": "<select>" + "<option>Country of the world</option>" * 200 + "</select>",
    "only a script": "<script>" + "word after word " * 300 + "</script>",
    "undecodable": "<p>" + "\ufffd\ufffd \ufffd " * 400 + "</p>",
}


@pytest.mark.parametrize("shell", SHELLS)
def test_a_page_that_may_hide_something_is_no_page_without_reuse(shell: str) -> None:
    """Silence about it would be a pass."""
    assert require_the_same(SHELLS[shell].encode()) is Verdict.UNDETERMINED


@pytest.mark.parametrize("piece", ["<li>a", "<p>" + "@a " * 6])
def test_a_page_that_is_not_parsed_is_no_page_without_reuse(piece: str) -> None:
    """It has enough words for a first look, and nothing of the work: only its tags or at signs keep it from being read."""
    body = page(*FILLER).replace("</body>", f"{piece * 25_000}</body>").encode()

    assert require_the_same(body) is Verdict.UNDETERMINED
    assert check_page(Target(url=URL), captured(body), *bound()[:2])[0].failure.reason is FailureReason.TOO_LARGE


def test_retellings_reach_the_full_check() -> None:
    """Names and numbers in the order of the work, no three words in a row."""
    words = " ".join(BODY).replace("\n", " ").split()
    retold = " und ".join(word for word in words if word[0].isupper() or word[0].isdigit())

    require_the_same(page(*FILLER, retold, *FILLER, language="de").encode())
    assert not is_passed_over(bound()[2](Target(url=URL), captured(page(*FILLER, retold).encode())))


@pytest.mark.parametrize("case", corpus.cases(), ids=lambda case: case.name)
def test_cases_are_judged_alike(case: corpus.Case) -> None:
    """Every hand-written page, made long: short ones are read in full anyway."""
    html = expand((corpus.CASES / case.name / "page.html").read_text(encoding="utf-8"), WORK.read_text(encoding="utf-8"), URL)
    more = "".join(f"<p>{text}</p>" for text in FILLER)

    require_the_same(html.replace("</body>", f"{more}</body>").encode())


@pytest.mark.parametrize("check", [2, 3], ids=["text", "fingerprint only"])
def test_pages_about_other_things_are_passed_over(check: int) -> None:
    """Otherwise nothing is gained; and the report says how little was done."""
    quick = bound()[check]
    reports = quick(Target(url=URL), captured(page(*FILLER, *FILLER, f"The headline reads: {PARAGRAPHS[0]}").encode()))

    assert is_passed_over(reports)
    assert reports[0].verdict is Verdict.NOT_A_REUSE
    assert {finding.outcome.value for finding in reports[0].findings} == {"inapplicable"}
    assert "--exhaustive" in reports[0].findings[0].reason


def test_a_failure_stays_one() -> None:
    """What was not fetched cannot be looked at."""
    failure = Failure(reason=FailureReason.TIMEOUT, detail="slow")

    assert bound()[2](Target(url=URL), failure)[0].verdict is Verdict.UNDETERMINED


def test_a_quick_check_travels() -> None:
    """It reaches the processes that read pages, and sees there what it sees here."""
    sent = pickle.loads(pickle.dumps(bound()[2]))

    assert said(sent(Target(url=URL), captured(page(*BODY).encode()))) == said(bound()[2](Target(url=URL), captured(page(*BODY).encode())))


def test_no_name_is_lost_where_a_page_is_cut() -> None:
    """Whatever stands between and inside names and numbers: what the full check counts, the first look does."""
    chance, names = random.Random(11), _Names()
    signs = [*"abZYX19 _'-.,;:(\n", "’", "“", "É", "ß", "İ", "Ж", "\u0301", "\u200b", "語", "٣"]
    for _ in range(3_000):
        text = "".join(chance.choices(signs, k=40))
        seen = {cue for piece in _pieces(text) for cue in names[piece]}
        assert set(cues(text)) <= seen, text
