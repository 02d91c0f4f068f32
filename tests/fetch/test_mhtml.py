"""Pages that a browser saved as one file: what is read of them is the page that was saved."""

from __future__ import annotations

import base64
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from attrcheck import AnyFetcher, HttpFetcher, Limits, Target, Verdict, check_page, known_works, load_terms
from attrcheck.demo import TERMS
from attrcheck.fetch import body_digest, fetch_saved, user_agent
from attrcheck.fetch.mhtml import page_of
from attrcheck.model import Capture, Failure, FailureReason, TargetReport
from tests.acceptance.conftest import demo_page

CHROMIUM = shutil.which("chromium")
HEAD = (
    b'From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--edge"\r\n\r\n'
)
HTML = "<html><head>{sheet}</head><body><p class=by>By Zoë Vandermeer</p></body></html>"
SHEET = '<link rel="stylesheet" type="text/css" href="cid:css-1@mhtml.blink" />'


def part(body: bytes, kind: str = "text/html", headers: str = "", end: str = "\r\n") -> bytes:
    """Return a part with its boundary before it."""
    head = end.join(["----edge", f"Content-Type: {kind}", *filter(None, [headers]), "", ""])
    return head.encode() + body + end.encode()


def file_of(*parts: bytes, head: bytes = HEAD) -> bytes:
    """Return a file of these parts."""
    return head + b"".join(parts) + b"----edge--\r\n"


def saved(tmp_path: Path, file: bytes, **limits: int) -> Capture | Failure:
    """Read a file as a scan does."""
    path = tmp_path / "page.mhtml"
    path.write_bytes(file)
    return fetch_saved(Target(url=path.as_uri()), Limits(**limits))


@pytest.mark.parametrize(
    ("content", "coding"),
    [
        (b"By Zo=C3=AB Van=\r\ndermeer", "quoted-printable"),
        (base64.encodebytes("By Zoë Vandermeer".encode()), "base64"),
        ("By Zoë Vandermeer".encode(), "8bit"),
        ("By Zoë Vandermeer".encode(), ""),
    ],
)
def test_transfer_encodings(tmp_path: Path, content: bytes, coding: str) -> None:
    """Browsers write quoted-printable; mail programs write the others too."""
    file = file_of(part(b"<p>" + content, "text/html; charset=utf-8", f"Content-Transfer-Encoding: {coding}" if coding else ""))
    if coding == "base64":
        file = file_of(part(base64.encodebytes("<p>By Zoë Vandermeer".encode()), headers="Content-Transfer-Encoding: base64"))
    brought = saved(tmp_path, file)
    assert isinstance(brought, Capture), brought
    assert "By Zoë Vandermeer" in brought.body.decode()
    assert (brought.record.digest, brought.record.size) == (body_digest(brought.body), len(brought.body))


def test_the_charset_is_that_of_the_part() -> None:
    """A page that does not name its encoding itself is read by what the file says of it."""
    page = page_of(file_of(part("<p>Zoë".encode("cp1252"), "text/html; charset=windows-1252")))
    assert page == b"\xef\xbb\xbf" + "<p>Zoë".encode()


@pytest.mark.parametrize("kind", ["text/html", "text/html; charset=unheard-of", "text/html; charset=utf-8"])
def test_bytes_of_which_nothing_is_known_stay_as_they_are(kind: str) -> None:
    """They are read as those of any other page are."""
    assert page_of(file_of(part(b"<p>Zo\xeb", kind))) in (b"<p>Zo\xeb", b"\xef\xbb\xbf<p>Zo\xef\xbf\xbd")


def test_the_page_is_the_one_that_the_file_starts_with() -> None:
    """Frames are parts as well, and may come before the page."""
    frames = part(b"<p>frame", headers="Content-ID: <frame-2@a>"), part(b"<p>page", headers="Content-ID: <frame-1@a>")
    first, named = page_of(file_of(*frames)), page_of(file_of(*frames, head=HEAD.replace(b'html";', b'html"; start="<frame-1@a>";')))
    assert first
    assert first == b"<p>frame"
    assert named
    assert named == b"<p>page"


@pytest.mark.parametrize(
    ("url", "is_told"),
    [
        ("https://copy.example/a?b=1", True),
        ("https://copy.example/--><b>", False),
        ("cid:frame", False),
        ("https://copy.example/a--b", False),
    ],
)
def test_the_page_says_where_it_was_saved_from(url: str, is_told: bool) -> None:
    """As a page does that a browser saved as HTML; a hostile address makes no markup."""
    head = HEAD.replace(b"MIME", f"Snapshot-Content-Location: {url}\r\nMIME".encode(), 1)
    page = page_of(file_of(part(b"<p>page"), head=head)) or b""

    assert page == (f"<!-- saved from url=({len(url):04}){url} -->\n".encode() if is_told else b"") + b"<p>page"


def test_files_with_short_line_ends_are_read() -> None:
    """Programs that move files between systems change the line ends."""
    page = page_of(file_of(part(b"<p>page")).replace(b"\r\n", b"\n"))
    assert page
    assert page == b"<p>page"


def test_the_type_may_stand_first(tmp_path: Path) -> None:
    """Programs write the headers of the file in any order; read as HTML it would be one long text."""
    head = b'Content-Type: multipart/related; type="text/html"; boundary="--edge"\r\nMIME-Version: 1.0\r\n\r\n'
    brought = saved(tmp_path, file_of(part(b"<p>page"), head=head))
    assert isinstance(brought, Capture), brought
    assert brought.body == b"<p>page"


def test_style_elements_are_put_back() -> None:
    """Chromium moves them into parts of their own. Sheets that were files stay links, as in a page from the network."""
    sheet = part(b".by { display: none }", "text/css", "Content-Location: cid:css-1@mhtml.blink")
    page = page_of(file_of(part(HTML.format(sheet=SHEET + '<link href="https://a.example/b.css">').encode()), sheet))
    assert page
    assert b"<style>.by { display: none }</style>" in page
    assert b'<link href="https://a.example/b.css">' in page


def test_a_sheet_ends_nothing_but_itself() -> None:
    """What stands in a sheet does not become markup of the page."""
    sheet = part(b"</style><p>By Zoe Vandermeer</p>", "text/css", "Content-Location: cid:css-1@mhtml.blink")
    page = page_of(file_of(part(HTML.format(sheet=SHEET).encode()), sheet))
    assert page
    assert page.count(b"</style>") == 1


def test_a_sheet_is_put_back_once() -> None:
    """Each link to a large one would otherwise make the page larger, without an end."""
    sheet = part(b"p {}" * 1_000, "text/css", "Content-Location: cid:css-1@mhtml.blink")
    page = page_of(file_of(part(SHEET.encode() * 1_000), sheet))
    assert page
    assert page.count(b"<style>") == 1


@pytest.mark.parametrize(
    "file",
    [
        HEAD,
        HEAD.replace(b"boundary", b"b"),
        file_of(),
        file_of(part(b"a picture", "image/png")),
        file_of(b"----edge\r\nContent-Type: text/html\r\n" + b"X: y\r\n" * 5_000 + b"\r\n<p>page"),
        file_of(part(b"PHA+cGFnZ", headers="Content-Transfer-Encoding: base64")),
    ],
)
def test_files_without_a_page_are_failures(tmp_path: Path, file: bytes) -> None:
    """They are said to be no page, and break nothing."""
    failure = saved(tmp_path, file)
    assert isinstance(failure, Failure)
    assert failure.reason is FailureReason.NOT_HTML


def test_pictures_do_not_make_a_page_too_large(tmp_path: Path) -> None:
    """The bound of a page is for the page; the file has one of ten times that."""
    page, picture = part(b"<p>page" * 10), part(b"x" * 5_000, "image/png")
    assert isinstance(saved(tmp_path, file_of(page, picture), body_bytes=1_000), Capture)
    for file in (file_of(part(b"<p>page" * 1_000)), file_of(page, picture, picture, picture)):
        failure = saved(tmp_path, file, body_bytes=1_000)
        assert isinstance(failure, Failure)
        assert failure.reason is FailureReason.TOO_LARGE


@pytest.fixture(scope="module")
def snapshot() -> Callable[[Path, str], Path]:
    """Save a page as Chromium saves it."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed (Debian: apt-get install chromium)")

    def snap(folder: Path, html: str) -> Path:
        (folder / "page.html").write_text(html, encoding="utf-8")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            page = browser.new_page()
            page.goto((folder / "page.html").as_uri())
            taken = page.context.new_cdp_session(page).send("Page.captureSnapshot", {"format": "mhtml"})
            browser.close()
        (folder / "page.mhtml").write_text(taken["data"], encoding="utf-8", newline="")
        return folder / "page.mhtml"

    return snap


def checked(path: Path) -> TargetReport:
    """Check a saved page against the terms of the demonstration."""
    terms = load_terms(TERMS)
    with HttpFetcher(Limits(), user_agent(None)) as web:
        fetch = AnyFetcher(web=web)
        target = Target(url=path.as_uri())
        return check_page(target, fetch(target), terms, known_works(terms, [], fetch))[0]


@pytest.mark.parametrize("name", ["full-credit", "no-credit", "hidden-credit", "terms-pasted"])
def test_a_snapshot_says_what_the_page_says(tmp_path: Path, snapshot: Callable[[Path, str], Path], name: str) -> None:
    """Verdict and outcomes are those of the page that was saved."""
    path = snapshot(tmp_path, demo_page(name))
    page, file = checked(tmp_path / "page.html"), checked(path)
    assert file.verdict is page.verdict
    assert [finding.outcome for finding in file.findings] == [finding.outcome for finding in page.findings]


def test_a_credit_that_a_style_hides_is_hidden_in_a_snapshot(tmp_path: Path, snapshot: Callable[[Path, str], Path]) -> None:
    """The sheet is in another part of the file than the credit."""
    hiding = demo_page("full-credit").replace("</head>", "<style>.by { display: none }</style></head>")
    assert checked(snapshot(tmp_path, hiding)).verdict is not Verdict.COMPLIANT
