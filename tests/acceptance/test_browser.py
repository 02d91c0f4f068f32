"""The browser as a user meets it: pages that scripts make, credits that style sheets hide, and what is said where there is no browser."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import os
import re
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from attrcheck.archive import records
from attrcheck.cli.looking import AS_ROOT
from attrcheck.demo import TERMS
from attrcheck.fetch.browser import missing, needs_no_sandbox
from attrcheck.fetch.browser.program import MISSING_PROGRAM
from tests.acceptance.conftest import Run, demo_page, send_html, serving

needs_browser = pytest.mark.skipif(bool(missing()), reason=missing() or "a browser is installed")


@pytest.fixture
def site() -> Iterator[str]:
    """`made`: the page with full credit, made by a script; `styled`: the same, its credit hidden by a style sheet in another file."""
    credited = demo_page("full-credit")
    body = credited[credited.index("<body") :]
    answers = {
        "/made": b"<!DOCTYPE html><title>A copy</title><div id=app></div><script src=/app.js></script>",
        "/app.js": f"document.body.innerHTML = {json.dumps(body)}".encode(),
        "/styled": credited.replace("</head>", '<link rel="stylesheet" href="/site.css"></head>').encode(),
        "/site.css": b".by { position: absolute; clip: rect(0, 0, 0, 0); overflow: hidden }",
    }

    def answer(handler: BaseHTTPRequestHandler) -> None:
        kind = {".js": "text/javascript", ".css": "text/css"}.get(Path(handler.path).suffix, "text/html; charset=utf-8")
        if kind.startswith("text/html"):
            send_html(handler, answers.get(handler.path, b""))
            return
        handler.send_response(200)
        handler.send_header("Content-Type", kind)
        handler.end_headers()
        handler.wfile.write(answers[handler.path])

    with serving(answer) as base:
        yield base


def scanned(run: Run, tmp_path: Path, *arguments: object) -> dict:
    """The only target of a scan's report."""
    done = run("scan", *arguments, "--terms", TERMS, "--output", "report.json", "--quiet")
    assert done.returncode in (0, 1, 3), done.stderr
    (target,) = json.loads((tmp_path / "report.json").read_text())["targets"]
    return target


@needs_browser
def test_an_article_that_a_script_makes(run: Run, tmp_path: Path, site: str) -> None:
    """Without scripts there is nothing; with a browser, which is used by itself, the page is what its readers see."""
    without = scanned(run, tmp_path, site + "made", "--browser", "never")
    with_browser = scanned(run, tmp_path, site + "made", "--screenshots", "pictures", "--no-sandbox", "--output", "report.html")

    assert without["verdict"] == "undetermined"
    assert without["failure"]["detail"].endswith("no browser ran its scripts (--browser never)")
    assert {finding["outcome"] for finding in without["findings"]} == {"cannot-tell"}
    assert without["capture"]["rendering"] is None
    assert with_browser["verdict"] == "compliant"
    assert (tmp_path / "pictures" / with_browser["capture"]["rendering"]["screenshot"]).read_bytes()[:4] == b"RIFF"
    assert with_browser["capture"]["rendering"]["thumbnail"] in (tmp_path / "report.html").read_text()


@needs_browser
def test_a_credit_that_another_file_hides(run: Run, tmp_path: Path, site: str) -> None:
    """Only a browser knows the style sheets of other files."""
    without = scanned(run, tmp_path, site + "styled")
    with_browser = scanned(run, tmp_path, site + "styled", "--browser", "always")

    assert without["verdict"] == "compliant"
    assert with_browser["verdict"] == "violation"
    assert any("clipped to nothing" in finding["reason"] for finding in with_browser["findings"])


@needs_browser
@pytest.mark.skipif(not needs_no_sandbox(), reason="only root has no sandbox")
def test_as_root_no_browser_is_used_unasked(run: Run, tmp_path: Path, site: str) -> None:
    """Scripts of strangers run in a sandbox or not at all; what was not seen is not judged, and the report says why and what to do."""
    unasked = scanned(run, tmp_path, site + "made")
    pictures = run("scan", site + "made", "--terms", TERMS, "--screenshots", "pictures")
    by_name = scanned(run, tmp_path, site + "made", "--browser", "always")

    assert unasked["verdict"] == "undetermined"
    assert AS_ROOT in unasked["failure"]["detail"]
    assert pictures.returncode == 2
    assert "attrcheck runs as root" in " ".join(pictures.stderr.decode().split())
    assert by_name["verdict"] == "compliant"


@needs_browser
def test_what_the_browser_made_is_evidence(run: Run, tmp_path: Path, site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page as shown and its picture lie in the archive: a replay says the same without a browser, and any change is found."""
    monkeypatch.setenv("ATTRCHECK_STORE", "store")
    seen = scanned(run, tmp_path, site + "made", "--browser", "always", "--screenshots", "pictures", "--no-history")
    rendering = seen["capture"]["rendering"]
    (archive,) = tmp_path.glob("store/runs/*/evidence.warc.gz")
    kept = {record.url: (record.sort, record.stream.read()) for record in records(archive) if record.sort in ("conversion", "resource")}
    verified = run("evidence", "verify", "last").returncode
    shown = run("evidence", "show", "last", "1", "--output", "page.html").returncode
    monkeypatch.setenv("PATH", os.devnull)
    replayed = scanned(run, tmp_path, site + "made", "--from", "last")

    assert kept[site + "made"][0] == "conversion"
    assert kept[f"urn:fullPage:{site}made"] == ("resource", (tmp_path / "pictures" / rendering.pop("screenshot")).read_bytes())
    assert seen["verdict"] == "compliant"
    assert replayed["findings"] == seen["findings"]
    assert replayed["capture"]["rendering"] == rendering | {"screenshot": None, "screenshot_archived": None, "thumbnail": None}
    assert (verified, shown) == (0, 0)
    assert "Dunmere" in (tmp_path / "page.html").read_text()


@needs_browser
def test_another_page_in_the_archive_than_was_checked(run: Run, tmp_path: Path, site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever puts another page as shown into the archive, with right digests and a new manifest, does not get it past the report."""
    monkeypatch.setenv("ATTRCHECK_STORE", "store")
    scanned(run, tmp_path, site + "styled", "--browser", "always")
    (archive,) = tmp_path.glob("store/runs/*/evidence.warc.gz")
    (archive.parent / "manifest.json").unlink()
    forge(archive)
    done = run("evidence", "verify", "last")

    assert done.returncode == 1
    assert b"the page as the browser showed it is not the one that was checked" in done.stdout


def forge(archive: Path) -> None:
    """Change the page as shown, and make everything right that the archive says about it; nothing else moves."""
    with archive.open("rb") as file:
        offset = next(record.offset for record in records(archive) if record.sort == "conversion")
        file.seek(offset)
        content = gzip.decompress(file.read())
    head, _, block = content.partition(b"\r\n\r\n")
    block = block.removesuffix(b"\r\n\r\n").replace(b"<html", b"<HTML")
    digest = b"sha256:" + base64.b32encode(hashlib.sha256(block).digest()).rstrip(b"=")
    head = re.sub(rb"sha256:[^\r]+", digest, head)
    archive.write_bytes(archive.read_bytes()[:offset] + gzip.compress(head + b"\r\n\r\n" + block + b"\r\n\r\n"))


def test_a_browser_that_is_asked_for_must_be_there(run: Run, tmp_path: Path, site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is asked for and cannot be had is the user's error; what nobody asked for is done without."""
    monkeypatch.setenv("PATH", os.devnull)
    asked = run("scan", site + "made", "--terms", TERMS, "--browser", "always")
    not_asked = scanned(run, tmp_path, site + "made")

    assert asked.returncode == 2
    assert MISSING_PROGRAM in " ".join(asked.stderr.decode().split())
    assert MISSING_PROGRAM in not_asked["failure"]["detail"]


def test_pictures_without_a_browser_are_a_contradiction(run: Run, site: str) -> None:
    """An option that cannot do anything is an error."""
    done = run("scan", site + "made", "--terms", TERMS, "--browser", "never", "--screenshots", "pictures")

    assert done.returncode == 2
    assert b"--screenshots needs a browser" in done.stderr
