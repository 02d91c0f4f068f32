"""A changed byte is found; what nothing protects is said to be unprotected."""

from __future__ import annotations

import gzip
import io
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from warcio.warcwriter import WARCWriter

from attrcheck.archive import ArchiveWriter, records, verify
from tests.archive.conftest import HTML, Archive, exchange


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with a few records, compressed bodies among them."""
    path = tmp_path_factory.mktemp("verify") / "a.warc.gz"
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"
    with ArchiveWriter(path, {"software": "attrcheck"}) as writer:
        writer(exchange())
        writer(exchange("http://b.example/", gzip.compress(HTML), head=head))
    return path


def test_an_archive_as_it_was_written(written: Path) -> None:
    """Nobody is accused of a change."""
    assert verify(written) == (5, 0, ())


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_change_of_what_is_told(written: Path, tmp_path: Path, data: st.DataObject) -> None:
    """Any changed byte is noticed, or is of those of gzip's framing that say nothing: the records are the same."""
    content = bytearray(written.read_bytes())
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] ^= data.draw(st.integers(1, 255))
    changed = tmp_path / "changed.warc.gz"
    changed.write_bytes(content)

    assert verify(changed).troubles or contents(changed) == contents(written)


def contents(path: Path) -> list[tuple[object, bytes]]:
    """All that the records say."""
    return [(record.headers.headers, record.stream.read()) for record in records(path)]


@pytest.mark.parametrize("cut", [1, 5, 200])
def test_a_cut_archive(written: Path, tmp_path: Path, cut: int) -> None:
    """A torn end is a change."""
    (tmp_path / "cut.warc.gz").write_bytes(written.read_bytes()[:-cut])

    assert verify(tmp_path / "cut.warc.gz").troubles


def test_a_body_that_was_exchanged(written: Path, tmp_path: Path) -> None:
    """Whoever packs it anew makes the checksums right, but not the digest."""
    plain = gzip.decompress(written.read_bytes())
    (tmp_path / "plain.warc").write_bytes(plain)
    (tmp_path / "forged.warc").write_bytes(plain.replace(b"Nobody is named", b"Zoe is the name"))

    assert verify(tmp_path / "plain.warc") == (5, 0, ())
    assert "digest failed" in verify(tmp_path / "forged.warc").troubles[0]


def test_records_without_digests_are_counted(tmp_path: Path) -> None:
    """Nothing tells whether they were changed, and that is said."""
    path = tmp_path / "a.warc"
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=False)
        record = writer.create_warc_record("http://a.example/", "resource", payload=io.BytesIO(HTML), length=len(HTML))
        for name in ("WARC-Payload-Digest", "WARC-Block-Digest"):
            record.rec_headers.remove_header(name)
        writer.ensure_digest = lambda *_, **__: None
        writer.write_record(record)

    assert verify(path) == (1, 1, ())


@pytest.mark.parametrize("content", [b"", b"no archive", gzip.compress(b"no archive", mtime=0), b"\x1f\x8b\x08"])
def test_no_archive_is_no_good_one(tmp_path: Path, content: bytes) -> None:
    """An empty file proves nothing."""
    (tmp_path / "a").write_bytes(content)

    assert verify(tmp_path / "a").troubles


def test_a_bomb_is_not_held_in_memory(tmp_path: Path, archive: Archive) -> None:
    """A member that inflates to a hundred times its size is read in pieces."""
    bomb = archive(exchange(body=b"\0" * 40_000_000))
    tracemalloc.start()
    found = verify(bomb)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert found.troubles == ()
    assert peak < 5_000_000
