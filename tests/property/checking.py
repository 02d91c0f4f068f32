"""The demonstration terms and article, ready for checks: what every test in this folder starts from."""

from __future__ import annotations

from functools import cache

from attrcheck import KnownWork, Target, TargetReport, check_page, known_works, load_terms
from attrcheck.demo import TERMS, WORK
from attrcheck.demo.holes import expand
from attrcheck.fetch import fetch_saved
from attrcheck.model import Article, Capture, CaptureRecord, Failure
from attrcheck.reading import read
from attrcheck.terms import Terms

URL = "https://case.example/hostile"
WORK_TEXT = WORK.read_text(encoding="utf-8")
TITLE = WORK_TEXT.strip().partition("\n")[0]


@cache
def terms() -> Terms:
    """Return the demonstration's terms."""
    return load_terms(TERMS)


@cache
def works() -> tuple[KnownWork, ...]:
    """Return the demonstration's article, ready to be looked for."""
    return known_works(terms(), (), fetch_saved)


def expanded(html: str) -> str:
    """Return a page with its holes filled from the demonstration's article."""
    return expand(html, WORK_TEXT, URL)


def capture(body: bytes, headers: tuple[tuple[str, str], ...] = ()) -> Capture:
    """Return bytes as if they had been fetched."""
    record = CaptureRecord(url=URL, final_url=URL, captured_at="2026-01-01T00:00:00+00:00", digest="sha256:0", size=len(body), status=200)
    return Capture(record=record, body=body, headers=headers)


def check(body: bytes, headers: tuple[tuple[str, str], ...] = ()) -> TargetReport:
    """Return what is said about a page."""
    (report,) = check_page(Target(url=URL), capture(body, headers), terms(), works())
    return report


def article_of(body: bytes) -> Article:
    """Return the article of a page that can be read."""
    found = read(capture(body))
    assert not isinstance(found, Failure), found
    return found
