"""Lists at addresses and pages under several addresses, from the command line to the report."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

from attrcheck.cli.main import main
from attrcheck.demo import TERMS
from attrcheck.errors import ExitCode
from attrcheck.model import Outcome, Report, Verdict
from tests.acceptance.conftest import demo_page, send_html, serving


def answer(handler: BaseHTTPRequestHandler) -> None:
    """A site with a copy under several addresses, another copy, a page about something else, a feed and a sitemap."""
    base = f"http://{handler.headers['Host']}"
    path = handler.path.partition("?")[0]
    if path == "/moved":
        handler.send_response(301)
        handler.send_header("Location", "/copy")
        handler.send_header("Content-Length", "0")
        handler.end_headers()
    elif path == "/print":
        send_html(handler, demo_page("no-credit").replace("</head>", '<link rel="canonical" href="/copy"></head>').encode())
    elif path == "/feed":
        send_html(
            handler, f"<rss><channel><item><link>{base}/copy</link></item><item><link>{base}/good</link></item></channel></rss>".encode()
        )
    elif path == "/sitemap.xml":
        handler.send_response(200)
        body = f"<urlset><url><loc>{base}/unrelated</loc></url></urlset>".encode()
        handler.send_header("Content-Type", "application/xml")
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)
    else:
        page = {"/good": "full-credit", "/unrelated": "unrelated", "/open": "short-function"}.get(path, "no-credit")
        send_html(handler, demo_page(page).encode())


def scan(tmp_path: Path, *arguments: str) -> tuple[Result, Report]:
    """Scan, and read the report."""
    path = tmp_path / "report.json"
    result = CliRunner().invoke(main, ["scan", *arguments, "--terms", str(TERMS), "--no-shares", "--output", str(path)])
    return result, msgspec.json.decode(path.read_bytes(), type=Report)


def test_lists_at_addresses_are_scanned(tmp_path: Path) -> None:
    """A feed and a sitemap, with the source of each page."""
    with serving(answer) as base:
        result, report = scan(tmp_path, "--list", f"{base}feed", "--list", f"{base}sitemap.xml")

    assert result.exit_code == ExitCode.FINDINGS
    assert [(target.url, target.verdict) for target in report.targets] == [
        (f"{base}copy", Verdict.VIOLATION),
        (f"{base}good", Verdict.COMPLIANT),
        (f"{base}unrelated", Verdict.NOT_A_REUSE),
    ]
    assert [target.source.file for target in report.targets if target.source] == [f"{base}feed", f"{base}feed", f"{base}sitemap.xml"]


def test_one_page_under_many_addresses(tmp_path: Path) -> None:
    """By tracking, fragment, redirect and canonical link: listed under each, and counted once."""
    with serving(answer) as base:
        listed = [f"{base}{path}" for path in ("copy?utm_source=x", "copy#top", "moved", "print", "good", "good?fbclid=1")]
        (tmp_path / "list.csv").write_text("url,note\n" + "".join(f"{url},line {i}\n" for i, url in enumerate(listed, start=2)))
        result, report = scan(tmp_path, str(tmp_path / "list.csv"))
    first, good = listed[0], listed[4]

    assert [(target.url, target.same_as) for target in report.targets] == [
        (listed[0], None), (listed[1], first), (listed[2], first), (listed[3], first), (good, None), (listed[5], good)
    ]  # fmt: skip
    assert [target.verdict for target in report.targets] == [Verdict.VIOLATION] * 4 + [Verdict.COMPLIANT] * 2
    assert [target.source.line for target in report.targets if target.source] == [2, 3, 4, 5, 6, 7]
    assert sum(finding.outcome is Outcome.FAILED for target in report.targets for finding in target.findings) > 0
    assert all(not target.findings for target in report.targets if target.same_as)
    assert "2 checked: 1 compliant, 1 violation; listed under 4 more addresses" in result.stdout
    assert f"the same page as {first}" in result.stdout
    assert "your list says: line 3" in result.stdout


def test_undetermined_pages_are_counted_once(tmp_path: Path) -> None:
    """The limit of undetermined pages is one of pages, not of addresses."""
    with serving(answer) as base:
        result, report = scan(tmp_path, f"{base}open", f"{base}open#x", f"{base}open?utm_source=x", "--max-undetermined", "1")

    assert [target.verdict for target in report.targets] == [Verdict.UNDETERMINED] * 3
    assert result.exit_code == ExitCode.OK


def test_a_list_that_does_not_come_is_no_success(tmp_path: Path, closed_port: str) -> None:
    """The good pages are checked, and the exit code says that something was not."""
    with serving(answer) as base:
        result, report = scan(tmp_path, f"{base}good", "--list", closed_port)

    assert result.exit_code == ExitCode.USAGE
    assert f"{closed_port}: the list could not be fetched: refused" in result.stderr
    assert len(report.targets) == 1


def test_a_feed_given_as_a_page_says_what_to_do(tmp_path: Path) -> None:
    """It is not checked in silence, and not read as something that nobody asked for."""
    with serving(answer) as base:
        result, report = scan(tmp_path, f"{base}sitemap.xml")

    assert result.exit_code == ExitCode.INCOMPLETE
    assert "--list reads the pages that it names" in result.stdout
    assert [target.verdict for target in report.targets] == [Verdict.UNDETERMINED]


@pytest.mark.parametrize("text", ["https://a.example/[[base]]", "<rss><item><link>[[base]]copy</link></item></rss>"])
def test_standard_input_may_be_any_list(text: str) -> None:
    """What another program writes into a pipe."""
    with serving(answer) as base:
        text = text.replace("https://a.example/[[base]]", f"{base}copy").replace("[[base]]", base)
        result = CliRunner().invoke(main, ["scan", "-", "--terms", str(TERMS), "--no-shares"], input=text)

    assert f"VIOLATION  {base}copy" in result.stdout
