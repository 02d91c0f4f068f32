"""A file of waivers: what it may say, and that every mistake is told with file, key and a sentence."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from attrcheck.errors import WaiversError
from attrcheck.model import Place, WaiverReason
from attrcheck.waivers import WaiverEntry, entry_text, read_waivers

WHY = 'reason = "permission"\nbecause = "They asked."\nby = "Ann"\nuntil = 2026-12-31\n'


def written(folder: Path, text: str | bytes) -> Path:
    """A file of waivers."""
    path = folder / "waivers.toml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_everything_that_a_file_may_say(tmp_path: Path) -> None:
    """Days with and without quotes, comments, the mark that Windows puts first."""
    text = (
        "\ufeff# ours\n[[waiver]]\n" + 'page = "https://news.example/a"\nrequirement = "name"\nplace = "article"\n'
        'work = "https://own.example/a"\n' + WHY + '[[waiver]]\noutlet = "news.example"\n' + WHY.replace("2026-12-31", '"2026-12-31"')
        + '[[outlet]]\ndomain = "partner.example"\nterms = "cc-by-4.0"\nsince = 2026-01-01\n'
    )  # fmt: skip
    file = read_waivers(written(tmp_path, text))

    assert [entry.until for entry in file.waiver] == [date(2026, 12, 31)] * 2
    assert (file.waiver[0].place, file.waiver[0].reason) == (Place.ARTICLE, WaiverReason.PERMISSION)
    assert file.outlet[0].binds_on(date(2026, 1, 1))
    assert not file.outlet[0].binds_on(date(2025, 12, 31))


@pytest.mark.parametrize(
    ("text", "key", "word"),
    [
        ('[[waiver]]\noutlet = "news.example"\n', "waiver[0]", "reason"),
        ('[[waiver]]\noutlet = "news.example"\n' + WHY.replace("permission", "because"), "waiver[0].reason", "in-talks"),
        ('[[waiver]]\noutlet = "news.example"\nwhy = "x"\n' + WHY, "waiver[0]", "known keys: because, by, finding"),
        ('[[waiver]]\noutlet = "news.example"\nplace = "page"\n' + WHY, "waiver[0].place", "share-preview"),
        ('[[waiver]]\noutlet = "news.example"\n' + WHY.replace("2026-12-31", '"soon"'), "waiver[0].until", "2026-12-31"),
        ("[[waiver]]\n" + WHY, "waiver[0]", "one of page, outlet and finding"),
        ('[[waiver]]\noutlet = "a.example"\npage = "https://a.example/"\n' + WHY, "waiver[0]", "one of page, outlet and finding"),
        ('[[waiver]]\noutlet = "https://a.example"\n' + WHY, "waiver[0].outlet", "domain"),
        ('[[waiver]]\noutlet = "com"\n' + WHY, "waiver[0].outlet", "domain"),
        ('[[waiver]]\npage = "https://*.example/"\n' + WHY, "waiver[0].page", "a whole site is an outlet"),
        ('[[waiver]]\npage = "news.example/a"\n' + WHY, "waiver[0].page", "http(s)"),
        ('[[waiver]]\nfinding = "1"\n' + WHY, "waiver[0].finding", "identity"),
        ('[[waiver]]\noutlet = "a.example"\nwork = "my article"\n' + WHY, "waiver[0].work", "http(s)"),
        ('[[waiver]]\noutlet = "a.example"\n' + WHY.replace("Ann", " "), "waiver[0].by", "empty"),
        ('[[waiver]]\noutlet = "a.example"\n' + WHY.replace("They asked.", "a\\nb"), "waiver[0].because", "one line"),
        ('[[outlet]]\ndomain = "a b"\nterms = "cc-by-4.0"\n', "outlet[0].domain", "domain"),
        ('[[outlet]]\ndomain = "a.example"\n', "outlet[0]", "terms"),
        ('[[outlet]]\ndomain = "a.example"\nterms = "x"\nsince = 2026-02-01\nuntil = 2026-01-01\n', "outlet[0].until", "before"),
        ("waiver = 1\n", "waiver", "array"),
        ("[waivers]\n", "", "known keys: outlet, waiver"),
        ("[[waiver]\n", "", "TOML"),
        (b"\xff", "", "UTF-8"),
        ("#" * 1_000_001, "", "larger"),
    ],
)  # fmt: skip
def test_mistakes(tmp_path: Path, text: str | bytes, key: str, word: str) -> None:
    """A waiver that does not mean what its author thinks would let a failure pass: every doubt is refused."""
    path = written(tmp_path, text)
    with pytest.raises(WaiversError) as caught:
        read_waivers(path)

    assert (caught.value.file, caught.value.key) == (str(path), key)
    assert word in caught.value.sentence


def test_what_is_appended_is_read_back(tmp_path: Path) -> None:
    """Quotes and backslashes of a sentence do not end it."""
    entry = WaiverEntry(
        finding="0123456789abcdef0123", reason=WaiverReason.IN_TALKS, because='He said "soon" \\ later', by="Zoë", until=date(2026, 12, 31)
    )

    assert read_waivers(written(tmp_path, entry_text(entry, "failed: name in article"))).waiver == (entry,)
