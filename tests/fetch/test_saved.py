"""Saved pages: files under the same bounds as the network."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from attrcheck.fetch import Limits, fetch_saved
from attrcheck.model import Capture, Failure, FailureReason, Target

PAGE = b"<!doctype html><title>A page</title><p>Some article.</p>"


def failure_of(path: Path, limits: Limits | None = None) -> Failure:
    """Read a saved page and insist on a failure."""
    brought = fetch_saved(Target(url=path.as_uri()), limits)
    assert isinstance(brought, Failure), brought
    return brought


def test_a_saved_page_is_captured(tmp_path: Path) -> None:
    """The capture has the file's bytes, and the file's last change as its time."""
    path = tmp_path / "a page, saved #1 50%?.html"
    path.write_bytes(PAGE)
    os.utime(path, (1_700_000_000, 1_700_000_000))
    brought = fetch_saved(Target(url=path.as_uri()))
    assert isinstance(brought, Capture), brought
    record = brought.record
    assert brought.body == PAGE
    assert record.url == record.final_url == path.as_uri()
    assert (record.captured_at, record.media_type, record.status) == ("2023-11-14T22:13:20+00:00", "text/html", None)
    assert (record.size, record.digest) == (len(PAGE), "sha256:" + hashlib.sha256(PAGE).hexdigest())


@pytest.mark.parametrize("name", ["é ü ő.html", "page.HTM", "page", "page.php", "page.mhtml"])
def test_html_under_any_name_is_read(tmp_path: Path, name: str) -> None:
    """The bytes say that it is HTML, whatever the file is called."""
    path = tmp_path / name
    path.write_bytes(PAGE)
    assert isinstance(fetch_saved(Target(url=path.as_uri())), Capture)


@pytest.mark.skipif(os.name == "nt", reason="file names are Unicode on Windows")
def test_names_that_are_not_utf8_are_read(tmp_path: Path) -> None:
    """Old archives unpack to names in other encodings."""
    path = tmp_path / os.fsdecode(b"caf\xe9.html")
    try:
        path.write_bytes(PAGE)
    except OSError:
        pytest.skip("this file system wants UTF-8 names")
    assert isinstance(fetch_saved(Target(url=path.as_uri())), Capture)


@pytest.mark.parametrize(
    ("name", "body", "reason", "named"),
    [
        ("empty.html", b"", "empty", "empty"),
        ("blank.html", b" \n\n", "empty", "empty"),
        ("image.html", b"\x89PNG\r\n\x1a\n\x00\x00", "not-html", "PNG"),
        ("paper.html", b"%PDF-1.4\n", "not-html", "PDF"),
        ("office.html", b"PK\x03\x04\x14\x00", "not-html", "ZIP"),
        ("binary.html", bytes(range(32)) * 10, "not-html", "binary"),
        ("safari.html", b"bplist00\xd1\x01\x02", "not-html", "web archive"),
        ("answer.html", b'{"a": "<p>"}', "not-html", "JSON"),
        ("notes.txt", b"Only words.", "not-html", "plain text"),
        ("feed.xml", b"<?xml version='1.0'?><rss/>", "not-html", "a feed"),
    ],
)
def test_files_that_are_no_page_are_failures(tmp_path: Path, name: str, body: bytes, reason: str, named: str) -> None:
    """An empty file, and a file that is something else in spite of its name."""
    path = tmp_path / name
    path.write_bytes(body)
    failure = failure_of(path)
    assert failure.reason is FailureReason(reason)
    assert named in failure.detail


def test_a_missing_file_is_a_failure(tmp_path: Path) -> None:
    """The sentence says that it is not there."""
    failure = failure_of(tmp_path / "missing.html")
    assert failure.reason is FailureReason.FILE
    assert "No such file" in failure.detail


def test_a_folder_is_a_failure(tmp_path: Path) -> None:
    """A folder is not a page."""
    assert failure_of(tmp_path).reason is FailureReason.FILE


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """A pipe would block for ever."""
    path = tmp_path / "pipe.html"
    os.mkfifo(path)
    assert failure_of(path).reason is FailureReason.FILE


def test_the_size_is_bounded(tmp_path: Path) -> None:
    """A file of the limit is read, one byte more is not."""
    path = tmp_path / "large.html"
    limits = Limits(body_bytes=1000)
    path.write_bytes(PAGE.ljust(1000, b" "))
    assert isinstance(fetch_saved(Target(url=path.as_uri()), limits), Capture)
    path.write_bytes(PAGE.ljust(1001, b" "))
    assert failure_of(path, limits).reason is FailureReason.TOO_LARGE


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("file://elsewhere.example/page.html", "bad-address"),
        ("http://example.org/", "bad-address"),
        ("file:///a%00b.html", "file"),
        ("file://[::1/page.html", "file"),
        ("file:", "file"),
    ],
)
def test_odd_addresses_are_failures(url: str, reason: str) -> None:
    """Nothing in an address raises."""
    brought = fetch_saved(Target(url=url))
    assert isinstance(brought, Failure)
    assert brought.reason is FailureReason(reason)
