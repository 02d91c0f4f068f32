"""Where the program fetches from, as its users meet it."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

from attrcheck import ExitCode, Report, Verdict
from attrcheck.cli.main import main
from attrcheck.demo import TERMS
from attrcheck.model import FailureReason
from tests.acceptance.conftest import demo_page, send_html, serving


def scan(*arguments: object) -> Result:
    """Scan with the demonstration's terms inside this process."""
    return CliRunner().invoke(main, ["scan", *map(str, arguments), "--terms", str(TERMS)])


def test_this_machine_is_refused_unless_allowed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the option the address of a local server is a page that could not be checked, never asked and never accused."""
    monkeypatch.delenv("ATTRCHECK_ALLOW_PRIVATE")
    with serving(lambda handler: send_html(handler, demo_page("no-credit").encode())) as url:
        result = scan(url, "--output", tmp_path / "r.json")
    report = msgspec.json.decode((tmp_path / "r.json").read_bytes(), type=Report)

    assert result.exit_code == ExitCode.INCOMPLETE
    assert report.targets[0].verdict is Verdict.UNDETERMINED
    assert report.targets[0].failure
    assert report.targets[0].failure.reason is FailureReason.FORBIDDEN_ADDRESS


def test_a_page_comes_through_a_proxy(tmp_path: Path) -> None:
    """The proxy of the option is asked for the whole address."""
    asked: list[str] = []

    def answer(handler: BaseHTTPRequestHandler) -> None:
        asked.append(handler.path)
        send_html(handler, demo_page("full-credit").encode())

    with serving(answer) as proxy:
        result = scan("http://copy.example/story", "--proxy", proxy)

    assert result.exit_code == ExitCode.OK, result.output
    assert asked == ["http://copy.example/robots.txt", "http://copy.example/story"]


@pytest.mark.parametrize("proxy", ["proxy.example:3128", "socks5://127.0.0.1:9", "http://"])
def test_a_proxy_must_be_an_http_address(proxy: str) -> None:
    """A mistake in the option is told before anything is fetched."""
    result = scan("http://copy.example/story", "--proxy", proxy)

    assert result.exit_code == ExitCode.USAGE
    assert "--proxy" in result.stderr
