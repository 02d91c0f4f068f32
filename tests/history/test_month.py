"""A month of daily scans over a site that changes: every change is named right, on its day, once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from click.testing import CliRunner

from attrcheck.cli.main import main
from attrcheck.demo import TERMS, WORK
from attrcheck.demo.holes import expand

DAYS = 30
FULL = '<p>By Zoë Vandermeer, River Historian documenting Ferry Crossings in Northern Europe and the Baltic States (<a href="https://x.com/ZoeVandermeer">@ZoeVandermeer on X</a>)</p>'
WRONG = '<p class="byline">By <a href="/staff/corvin-adeyemi-holt">Corvin Adeyemi-Holt</a>, staff reporter</p>'
NO_NAME = '<p>River Historian documenting Ferry Crossings in Northern Europe and the Baltic States (<a href="https://x.com/ZoeVandermeer">@ZoeVandermeer on X</a>)</p>'
NO_ACCOUNT = "<p>By Zoë Vandermeer, River Historian documenting Ferry Crossings in Northern Europe and the Baltic States</p>"
# Long enough to be an article of its own.
ELSE = "".join(
    f"<p>Item {number} on the agenda of the harbour board was about moorings, dredging and the price of berths in winter.</p>"
    for number in range(20)
)

# Page -> from which day on it shows what, the days counted from 1.
SHOWS: dict[str, dict[int, str | int]] = {
    "steady": {1: FULL},
    "never": {1: ""},
    "added": {1: "", 5: FULL},
    "removed": {1: FULL, 8: ""},
    "wrong": {1: FULL, 10: WRONG},
    # A fix and a new failure on one day do not cancel out.
    "swap": {1: NO_NAME, 12: NO_ACCOUNT},
    # Credit that comes, goes and comes again.
    "wavering": {1: "", 4: FULL, 9: "", 14: FULL},
    "walled": {1: "", 6: 403, 13: ""},
    "gone": {1: FULL, 15: 410},
    # Not 503, which a scan asks for again after a pause of some seconds.
    "hiccup": {1: FULL, 16: 500, 17: FULL},
    "edited": {1: FULL, 18: f"{FULL}[[work nolead 2-6]]"},
    "copied-later": {1: ELSE, 11: FULL},
    "taken-down": {1: "", 19: ELSE},
    "retitled": {1: FULL, 22: f"<title>Another title</title>{FULL}"},
    "moved": {1: FULL, 23: "/moved-to"},
}
WITHOUT_WORK = {("copied-later", 1), ("taken-down", 19)}
# Not on the list before this day.
LISTED_FROM = {"late": 7}
SHOWS["late"] = {1: ""}
SHOWS["moved-to"] = {1: FULL}

# Day -> the changes of that day by page, without what is still open.
EXPECTED: dict[int, list[tuple[str, str, str]]] = {
    4: [("credit-added", "wavering", one) for one in ("function", "name", "reference")],
    5: [("credit-added", "added", one) for one in ("function", "name", "reference")],
    6: [("blocked-now", "walled", "")],
    7: [("new-reuse", "late", "")],
    8: [("credit-removed", "removed", one) for one in ("function", "name", "reference")],
    9: [("credit-removed", "wavering", one) for one in ("function", "name", "reference")],
    10: [("credit-removed", "wrong", "function"), ("credit-removed", "wrong", "reference"), ("wrong-credit", "wrong", "name")],
    11: [("new-reuse", "copied-later", "")],
    12: [("credit-removed", "swap", "reference"), ("credit-added", "swap", "name")],
    13: [("readable-again", "walled", "")],
    14: [("credit-added", "wavering", one) for one in ("function", "name", "reference")],
    15: [("page-gone", "gone", "")],
    16: [("blocked-now", "hiccup", "")],
    17: [("readable-again", "hiccup", "")],
    18: [("edited", "edited", "")],
    19: [("edited", "taken-down", "")],
    # The terms ask for an account of a network that nobody refers to: no page has done anything.
    20: [
        ("terms-changed", "", ""),
        *(("terms-changed", page, "") for page in ("added", "copied-later", "edited", "hiccup", "moved", "retitled", "steady", "wavering")),
    ],
}
OLD, NEW = 'profiles = ["x:ZoeVandermeer", "instagram:Zoe.Vandermeer", "facebook:?"]', 'profiles = ["instagram:Zoe.Vandermeer"]'


class Site:
    """What the pages show on a day."""

    def __init__(self) -> None:
        self.day = 1
        self.work = WORK.read_text(encoding="utf-8")

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        name = handler.path.strip("/")
        shown = self.shown(name)
        if isinstance(shown, int):
            handler.send_response(shown)
        elif shown.startswith("/"):
            handler.send_response(301)
            handler.send_header("Location", shown)
        if isinstance(shown, int) or shown.startswith("/"):
            handler.send_header("Content-Length", "0")
            handler.end_headers()
            return
        # A page that is other at every visit and says the same.
        noise = f"<!-- {self.day} --><aside>Visitors today: {self.day * 17}</aside>" if name == "steady" else ""
        is_without = name not in SHOWS or any((name, day) in WITHOUT_WORK and self.since(name) == day for day in SHOWS[name])
        text = "" if is_without or "[[work" in shown else "[[work nolead 2-8]]"
        body = expand(
            f"<!DOCTYPE html><html><head><title>{name}</title></head><body><main>{shown}{text}</main>{noise}</body></html>", self.work, ""
        )
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html; charset=utf-8")
        handler.send_header("Content-Length", str(len(body.encode())))
        handler.end_headers()
        handler.wfile.write(body.encode())

    def since(self, name: str) -> int:
        return max(day for day in SHOWS[name] if day <= self.day)

    def shown(self, name: str) -> str | int:
        return SHOWS[name][self.since(name)] if name in SHOWS else 404


@pytest.fixture
def site() -> Iterator[tuple[Site, str]]:
    shown = Site()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # Else head and body are two packets, and the second one waits 40 ms for the first to be acknowledged: 20 seconds in a month.
        wbufsize = -1

        def do_GET(self) -> None:
            shown.answer(self)

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield shown, f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


def scanned(site: Site, base: str, folder: Path, day: int, *more: str) -> dict:
    """Scan on a day and give the report."""
    site.day = day
    listed = [f"{base}{name}" for name in SHOWS if day >= LISTED_FROM.get(name, 1) and name != "moved-to"]
    (folder / "list.txt").write_text("\n".join(listed), encoding="utf-8")
    terms = TERMS.read_text(encoding="utf-8")
    (folder / "terms.toml").write_text(terms.replace(OLD, NEW) if day >= 20 else terms, encoding="utf-8")
    (folder / "work.txt").write_text(site.work, encoding="utf-8")
    at = datetime(2026, 3, 1, 6, tzinfo=UTC) + timedelta(days=day - 1)
    command = ["scan", "list.txt", "--terms", "terms.toml", "--store", "store", "-q", "-o", "report.json", "--browser", "never", *more]
    done = CliRunner().invoke(main, command, obj=lambda: at)
    assert done.exit_code in (0, 1, 3), done.output
    return json.loads((folder / "report.json").read_text(encoding="utf-8"))


def named(report: dict, base: str, *without: str) -> list[tuple[str, str, str]]:
    """The changes of a report: sort, page, requirement."""
    since = report["since"] or {"events": []}
    return [(one["sort"], one["url"].removeprefix(base), one["requirement"]) for one in since["events"] if one["sort"] not in without]


def test_a_month_of_daily_scans(site: tuple[Site, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each change is named on its day and on no other, and what stays open is said to be open since the day when it began."""
    monkeypatch.chdir(tmp_path)
    # Starting processes thirty times takes longer than reading the pages.
    monkeypatch.setattr("attrcheck.processes._WORTH_PROCESSES", 100)
    shown, base = site
    found, still = {}, {}
    for day in range(1, DAYS + 1):
        report = scanned(shown, base, tmp_path, day)
        changes = named(report, base, "still-open")
        found |= {day: sorted(changes)} if changes else {}
        still[day] = {
            (e["url"].removeprefix(base), e["since"][:10])
            for e in (report["since"] or {"events": []})["events"]
            if e["sort"] == "still-open"
        }

    assert found == {day: sorted(changes) for day, changes in EXPECTED.items()}
    assert ("never", "2026-03-01") in still[30]
    assert ("walled", "2026-03-01") in still[13]
    assert ("removed", "2026-03-08") in still[19]
    assert not [page for page, _ in still[12] if page in ("walled", "gone", "steady")]
