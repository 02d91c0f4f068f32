"""What stands in an archive: everything of the wire that a sceptic asks for, readable by other people's tools."""

from __future__ import annotations

import gzip
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from attrcheck.archive import ArchiveWriter, record_at, records, whole_bytes
from attrcheck.errors import ArchiveError
from tests.archive.conftest import HTML, Archive, exchange


def test_a_pair_says_everything(archive: Archive) -> None:
    """Request and response belong together, with digests, peer, certificate and time."""
    path = archive(exchange("https://a.example/x", peer="[2001:db8::7]:443", certificate="ab" * 32))
    info, answer, asked = ((r.sort, {n: r.header(n) for n, _ in r.headers.headers}, r.stream.read()) for r in records(path))

    assert (info[0], answer[0], asked[0]) == ("warcinfo", "response", "request")
    assert answer[1]["WARC-Target-URI"] == asked[1]["WARC-Target-URI"] == "https://a.example/x"
    assert answer[1]["WARC-IP-Address"] == "2001:db8::7"
    assert answer[1]["WARC-TLS-Certificate-SHA-256"] == "ab" * 32
    assert answer[1]["WARC-Date"] == "2026-03-01T10:00:00Z"
    assert answer[1]["WARC-Payload-Digest"].startswith("sha256:")
    assert answer[1]["WARC-Block-Digest"].startswith("sha256:")
    assert "WARC-Truncated" not in answer[1]
    assert asked[1]["WARC-Concurrent-To"] == answer[1]["WARC-Record-ID"]
    assert answer[2].endswith(b"\r\n\r\n" + HTML)


def test_the_place_leads_to_the_record(tmp_path: Path) -> None:
    """What a finding points to is found by name and offset."""
    with ArchiveWriter(tmp_path / "a.warc.gz", {}) as writer:
        places = [writer(exchange(f"http://a.example/{number}")) for number in range(3)]
    for number, place in enumerate(places):
        with record_at(tmp_path / place.file, place.offset) as record:
            assert record.url == f"http://a.example/{number}"
            assert record.header("WARC-Record-ID") == f"<{place.record}>"


def test_other_tools_read_it(archive: Archive) -> None:
    """warcio's own check goes over all digests."""
    path = archive(exchange(), exchange(is_whole=False, body=HTML[:9]))

    assert subprocess.run([sys.executable, "-m", "warcio.cli", "check", str(path)], check=False).returncode == 0


def test_a_cut_body_says_so(archive: Archive) -> None:
    """A reader must not take half a page for the page."""
    answers = [record for record in records(archive(exchange(is_whole=False))) if record.sort == "response"]

    assert answers[0].header("WARC-Truncated") == "unspecified"


def test_chunks_that_were_undone_are_not_promised(archive: Archive) -> None:
    """A reader that looked for chunks in the body would find none, or what a hostile page wrote to look like some."""
    head = b"HTTP/1.1 200 OK\r\ntransfer-encoding : chunked\r\nContent-Type: text/html\r\n\r\n"
    block = next(record.stream.read() for record in records(archive(exchange(head=head))) if record.sort == "response")

    assert b"\r\nX-Crawler-Transfer-Encoding : chunked\r\n" in block


@pytest.mark.parametrize(
    "url", ["http://a.example/\r\nWARC-Type: warcinfo", "http://a.example/\x00 \x7f", "http://a.example/\ud800", "http://[/x\n"]
)
def test_an_address_writes_no_header(archive: Archive, url: str) -> None:
    """Addresses come from redirects of strangers."""
    found = list(records(archive(exchange(url))))

    assert [record.sort for record in found] == ["warcinfo", "response", "request"]
    assert all(character.isprintable() and character != " " for character in found[1].url)


def test_threads_share_a_writer(tmp_path: Path) -> None:
    """No record stands inside another, and every place is right."""
    with ArchiveWriter(tmp_path / "a.warc.gz", {}) as writer, ThreadPoolExecutor(8) as threads:
        places = list(threads.map(lambda number: writer(exchange(f"http://a.example/{number}", HTML * (number % 7))), range(100)))
    found = {record.offset: record.url for record in records(tmp_path / "a.warc.gz")}

    assert [found[place.offset] for place in places] == [f"http://a.example/{number}" for number in range(100)]


def test_a_member_says_nothing_beside_its_record(tmp_path: Path) -> None:
    """No clock and no file name in the gzip header, of what is shrunk and of what came compressed: what could differ could hide a change."""
    coded = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"
    with ArchiveWriter(tmp_path / "a.warc.gz", {}) as writer:
        places = [writer(exchange()), writer(exchange(body=gzip.compress(HTML), head=coded))]
    written = (tmp_path / "a.warc.gz").read_bytes()

    # Magic number, method, no flags, no time (RFC 1952, section 2.3).
    assert {written[place.offset :][:8] for place in places} == {b"\x1f\x8b\x08\0\0\0\0\0"}


@pytest.mark.skipif(shutil.which("gzip") is None, reason="gzip is not installed")
def test_gzip_reads_it(archive: Archive) -> None:
    """Whoever doubts our words unpacks the archive with the tool that every system has."""
    path = archive(exchange(body=HTML * 3_000))
    unpacked = subprocess.run(["gzip", "--decompress", "--stdout", str(path)], check=True, capture_output=True).stdout

    assert HTML * 3_000 in unpacked


def test_no_archive_is_written_over(archive: Archive, tmp_path: Path) -> None:
    """Evidence is never lost to a second scan."""
    path = archive()
    with pytest.raises(ArchiveError, match="cannot be written"):
        ArchiveWriter(path, {})


@pytest.mark.parametrize("cut", [1, 20, 300])
def test_a_torn_end_is_found(archive: Archive, cut: int) -> None:
    """A killed scan leaves a part of a record; all before it is whole."""
    second = archive(exchange(), exchange("http://b.example/"))
    begin = next(record.offset for record in records(second) if record.url == "http://b.example/")
    torn = second.read_bytes()[: begin + cut]
    second.write_bytes(torn)
    kept = whole_bytes(second)

    assert kept == begin
    second.write_bytes(torn[:kept])
    assert [record.sort for record in records(second)] == ["warcinfo", "response", "request"]


def test_a_record_is_carried_over(archive: Archive, tmp_path: Path) -> None:
    """A page that is the same still is evidence of this run too, byte for byte."""
    old = archive(exchange())
    offset = next(record.offset for record in records(old) if record.sort == "response")
    with ArchiveWriter(tmp_path / "new.warc.gz", {}) as writer:
        place = writer.carry(old, offset)
    with record_at(old, offset) as before, record_at(tmp_path / "new.warc.gz", place) as after:
        assert (before.headers.headers, before.stream.read()) == (after.headers.headers, after.stream.read())
