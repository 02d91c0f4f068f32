"""Answers that say 200 and are not the page, or are a part of it: what reading makes of them accuses nobody."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from attrcheck import KnownWork, Verdict, check_page, known_works, load_terms
from attrcheck.demo import TERMS, WORK
from attrcheck.demo.holes import expand
from attrcheck.fetch import HttpFetcher, fetch_saved
from attrcheck.model import Target
from attrcheck.terms import Terms
from tests.fetch.hostile.rows import CHUNKED, CLOSE, OK, PAGE, sized

if TYPE_CHECKING:
    from tests.fetch.conftest import MisbehavingServer

UNDETERMINED, COMPLIANT, NOT_A_REUSE = Verdict.UNDETERMINED, Verdict.COMPLIANT, Verdict.NOT_A_REUSE


class Row(NamedTuple):
    """One way to hide or to cut a page that credits its author in full; `verdict` is what may be said then."""

    name: str
    why: str
    answer: Callable[[bytes], bytes]
    verdict: Verdict


def half(page: bytes) -> bytes:
    """The first half of a page: a part of the article, and no credit."""
    return page[: len(page) // 2]


def shown(body: str) -> bytes:
    """An answer with another page instead."""
    return sized(f"<!doctype html><html><head><title>News</title></head><body>{body}</body></html>".encode())


LOGIN = (
    "<h1>Log in to read on</h1><form><label>E-mail <input name=user></label><input type=password name=word><button>Log in</button></form>"
)
SHELL = "<div id=root></div><noscript>You need to enable JavaScript to run this app.</noscript>"

ROWS = (
    Row("login-wall", "a login with status 200 hides the article", lambda _page: shown(LOGIN), UNDETERMINED),
    Row(
        "cookie-wall",
        "so does a question about cookies",
        lambda _page: shown("<p>We use cookies.</p><button>Accept all</button>"),
        UNDETERMINED,
    ),
    Row("script-shell", "so does a page that scripts fill", lambda _page: shown(SHELL), UNDETERMINED),
    Row("soft-404", "an error page with status 200", lambda _page: shown("<h1>Page not found</h1><p>It may have moved.</p>"), UNDETERMINED),
    Row("blank-page", "nothing but a title", lambda _page: shown(""), UNDETERMINED),
    Row(
        "cut-length",
        "half of what the length promises",
        lambda page: OK + b"Content-Length: %d\r\n%s%s" % (len(page), CLOSE, half(page)),
        UNDETERMINED,
    ),
    Row("cut-chunks", "the last chunks are missing", lambda page: CHUNKED + b"%x\r\n%s\r\n" % (len(half(page)), half(page)), UNDETERMINED),
    Row("cut-without-length", "only the end tag tells", lambda page: OK + CLOSE + half(page), UNDETERMINED),
    Row("cut-http-1-0", "the same from an old server", lambda page: b"HTTP/1.0 200 OK\r\n\r\n" + half(page), UNDETERMINED),
    Row(
        "cut-gzip", "half of a compressed page", lambda page: sized(half(gzip.compress(page)), b"Content-Encoding: gzip\r\n"), UNDETERMINED
    ),
    Row(
        "404-with-the-page", "an error page that repeats the article", lambda page: sized(half(page), status=b"404 Not Found"), UNDETERMINED
    ),
    Row("206-with-a-part", "a part that nobody asked for", lambda page: sized(half(page), status=b"206 Partial Content"), UNDETERMINED),
    Row("utf-16-without-mark", "every second byte is zero", lambda page: sized(page.decode().encode("utf-16-le")), COMPLIANT),
    Row("charset-wrong", "UTF-8 that says UTF-16", lambda page: sized(page).replace(b"text/html", b"text/html; charset=utf-16"), COMPLIANT),
    Row("zeros", "browsers drop zeros", lambda page: sized(page.replace(b"<p>", b"<p>\0")), COMPLIANT),
    Row("whole-http-1-0", "a whole page without a length is a page", lambda page: b"HTTP/1.0 200 OK\r\n\r\n" + page, COMPLIANT),
)


@cache
def known() -> tuple[Terms, tuple[KnownWork, ...]]:
    """The demonstration's terms and work."""
    terms = load_terms(TERMS)
    return terms, tuple(known_works(terms, (), fetch_saved))


def full_credit() -> bytes:
    """The demonstration's page that credits its author in full."""
    page = Path(WORK).parent / "pages" / "full-credit" / "page.html"
    return expand(page.read_text(encoding="utf-8"), Path(WORK).read_text(encoding="utf-8"), "https://copy.example/story").encode()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_what_is_not_the_page_accuses_nobody(server: MisbehavingServer, fetch: HttpFetcher, row: Row) -> None:
    """A good page that is hidden or cut is undetermined, and a good page in odd clothes is compliant."""
    terms, works = known()
    target = Target(url=server.send(row.answer(full_credit())))
    (report,) = check_page(target, fetch(target), terms, works)

    assert report.verdict is row.verdict, report.failure


def test_another_page_is_not_a_reuse(server: MisbehavingServer, fetch: HttpFetcher) -> None:
    """The twin of all walls: a page with words of its own, of which silence may be said."""
    terms, works = known()
    target = Target(url=server.html(PAGE.replace(b"Some article.", b"Some other article about other things. " * 20)))
    (report,) = check_page(target, fetch(target), terms, works)

    assert report.verdict is NOT_A_REUSE
