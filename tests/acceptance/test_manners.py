"""Options of a polite scan as their users meet them: what is left out is told, and the exit code says that not all was checked."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner

from attrcheck import ExitCode, Report
from attrcheck.cli.main import main
from attrcheck.demo import TERMS
from attrcheck.model import FailureReason, Outcome, Verdict
from tests.acceptance.conftest import demo_page, send_html, serving

ROBOTS = b"User-agent: attrcheck\nDisallow: /private/\n"


class Site:
    """A site with credited pages everywhere and a robots.txt; `asked` are path and headers of every request."""

    def __init__(self) -> None:
        self.base_url = ""
        self.asked: list[tuple[str, dict[str, str]]] = []

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        """Send robots.txt, or the page."""
        self.asked.append((handler.path, {name.lower(): value for name, value in handler.headers.items()}))
        if handler.path == "/robots.txt":
            handler.send_response(200)
            handler.send_header("Content-Length", str(len(ROBOTS)))
            handler.end_headers()
            handler.wfile.write(ROBOTS)
        else:
            send_html(handler, demo_page("full-credit").encode())

    @property
    def pages(self) -> list[str]:
        """The paths of pages that were asked for, in order."""
        return [path for path, _ in self.asked if path != "/robots.txt"]


@pytest.fixture
def site() -> Iterator[Site]:
    """The site, running."""
    site = Site()
    with serving(site.answer) as site.base_url:
        yield site


def scanned(tmp_path: Path, site: Site, paths: str, *options: object) -> tuple[int, Report]:
    """Exit code and report of a scan of some paths of the site."""
    output = tmp_path / "r.json"
    arguments = ["scan", *(site.base_url + path for path in paths.split()), "--terms", TERMS, "--output", output, "--rate", 1000, "--quiet"]
    ran = CliRunner().invoke(main, [str(argument) for argument in (*arguments, *options)])
    return ran.exit_code, msgspec.json.decode(output.read_bytes(), type=Report)


def reasons(report: Report) -> list[FailureReason | None]:
    """Why each target was not checked, in the order of the list."""
    return [target.failure.reason if target.failure else None for target in report.targets]


def test_robots_txt_is_obeyed(tmp_path: Path, site: Site) -> None:
    """A page that it forbids is undetermined, never passed."""
    code, report = scanned(tmp_path, site, "private/a public/a")

    assert (code, reasons(report)) == (ExitCode.INCOMPLETE, [FailureReason.ROBOTS, None])
    assert [target.verdict for target in report.targets] == [Verdict.UNDETERMINED, Verdict.COMPLIANT]
    assert {finding.outcome for finding in report.targets[0].findings} == {Outcome.CANNOT_TELL}
    assert site.pages == ["/public/a"]


def test_robots_txt_is_ignored_when_asked_for(tmp_path: Path, site: Site) -> None:
    """And the report says so, for whoever reads it later."""
    code, report = scanned(tmp_path, site, "private/a", "--ignore-robots")

    assert (code, reasons(report)) == (ExitCode.OK, [None])
    assert report.notes == ("robots.txt was not asked (--ignore-robots)",)
    assert site.pages == ["/private/a"]


def test_what_is_skipped_is_told(tmp_path: Path, site: Site) -> None:
    """It is in the report, untested, and no reason for another exit code."""
    code, report = scanned(tmp_path, site, "a b c", "--skip", "*/b", "--only", "*/[ab]")

    assert (code, reasons(report)) == (ExitCode.OK, [None, FailureReason.SKIPPED, FailureReason.SKIPPED])
    assert {finding.outcome for finding in report.targets[1].findings} == {Outcome.UNTESTED}
    assert report.targets[1].verdict is Verdict.UNDETERMINED
    assert report.is_complete
    assert site.pages == ["/a"]


def test_when_all_is_skipped_nothing_was_checked(tmp_path: Path, site: Site) -> None:
    """A pattern that is wrong must not look like a good scan."""
    code, _ = scanned(tmp_path, site, "a b", "--only", "*/nowhere")

    assert code == ExitCode.INCOMPLETE


def test_no_more_pages_than_asked_for(tmp_path: Path, site: Site) -> None:
    """The first of the list are fetched; a limit is no choice of pages, so the scan is incomplete, whatever is tolerated."""
    code, report = scanned(tmp_path, site, "a b c", "--max-pages", 2, "--max-undetermined", 5)

    assert (code, reasons(report)) == (ExitCode.INCOMPLETE, [None, None, FailureReason.NOT_REACHED])
    assert not report.is_complete
    assert sorted(site.pages) == ["/a", "/b"]


def test_a_scan_ends_in_time(tmp_path: Path, site: Site) -> None:
    """At one page in ten seconds the second one would be late: it is told, and the scan does not wait for it."""
    code, report = scanned(tmp_path, site, "a b", "--rate", 0.1, "--deadline", 1)

    assert (code, reasons(report)) == (ExitCode.INCOMPLETE, [None, FailureReason.NOT_REACHED])
    assert not report.is_complete


def test_tracking_is_left_out(tmp_path: Path, site: Site) -> None:
    """The site is asked for the page, the report keeps what the user gave."""
    _, report = scanned(tmp_path, site, "a?utm_source=x&id=7&fbclid=y")

    assert site.pages == ["/a?id=7"]
    assert report.targets[0].url == f"{site.base_url}a?utm_source=x&id=7&fbclid=y"
    assert report.targets[0].capture is not None
    assert report.targets[0].capture.url == f"{site.base_url}a?id=7"


def test_the_order_of_the_report_is_that_of_the_list(tmp_path: Path, site: Site) -> None:
    """However the pages came."""
    other = site.base_url.replace("127.0.0.1", "localhost")
    _, report = scanned(tmp_path, site, "a b c", f"{other}d", site.base_url + "e")

    assert [target.url[-1] for target in report.targets] == list("abcde")


def test_the_site_sees_who_asks(tmp_path: Path, site: Site) -> None:
    """The name for robots.txt, and where to ask, in every request."""
    scanned(tmp_path, site, "a", "--contact", "https://example.org/about")

    assert len(site.asked) == 2
    assert all(headers["user-agent"].startswith("attrcheck/") for _, headers in site.asked)
    assert all(headers["user-agent"].endswith(" (+https://example.org/about)") for _, headers in site.asked)
