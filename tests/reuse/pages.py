"""Pages that reuse the demonstration article, made for the tests of reuse."""

from __future__ import annotations

from functools import cache

from attrcheck import load_terms
from attrcheck.demo import TERMS, WORK
from attrcheck.demo.holes import TERMS_START, expand
from attrcheck.model import Article, Capture, CaptureRecord, Reuse
from attrcheck.reading import read
from attrcheck.reuse import Fingerprint, Found, WorkIndex, find_reuse, fingerprint

TEXT = WORK.read_text(encoding="utf-8")
PARAGRAPHS = [" ".join(part.split()) for part in TEXT.split("\n\n")]
BODY = [text for text in PARAGRAPHS[1:] if not text.startswith((TERMS_START, "Then say plainly"))]
# Running text of a made-up page about something else.
OTHERS = [
    "The choir of the harbour school has a new conductor, who will start after the holidays and hopes for more basses.",
    "Rain is expected along the whole coast until Thursday, with gusts in the north and a little sun in the afternoon.",
    "A lorry with apples overturned on the old road to the sawmill; neighbours filled their baskets and helped the driver.",
]


@cache
def print_of_work() -> Fingerprint:
    """The fingerprint of the demonstration article."""
    terms = load_terms(TERMS)
    return fingerprint(TEXT, terms.works[0], terms.file.entries[0].parts)


def article(html: str, url: str = "https://copy.example/page") -> Article:
    """A page as it is read; holes are filled from the work."""
    body = expand(html, TEXT, url).encode()
    record = CaptureRecord(url=url, final_url=url, captured_at="2026-01-01T00:00:00+00:00", digest="sha256:0", size=len(body))
    made = read(Capture(record=record, body=body))
    assert isinstance(made, Article), made
    return made


def look(html: str) -> Found:
    """What is found on a page."""
    return find_reuse(WorkIndex(print_of_work(), "en"), article(html))


def reuse_of(html: str) -> Reuse:
    """The reuse that is found on a page."""
    return look(html).reuse


def page(*paragraphs: str, language: str = "en") -> str:
    """A page of these paragraphs."""
    inner = "\n".join(f"<p>{text}</p>" for text in paragraphs)
    return f'<!doctype html><html lang="{language}"><title>A page</title><body><article><h1>A headline</h1>{inner}</article></body></html>'
