"""Whatever bytes a list holds: targets with addresses of pages, or one error that the user can mend."""

from __future__ import annotations

import io
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attrcheck.errors import TargetsError
from attrcheck.targets import gather
from tests.targets.conftest import nobody

# Pieces of which lists are made, whole and broken.
PIECES = (
    "https://a.example/", "http://[::1", "file:///a.html", "javascript:1", " -> ", "https://x.com/h/status/1", ",", ";", "\t", "|", '"', "\n", "\r\n", "url", "shares",
    "note", "sep=;", "<rss>", "<channel>", "<item>", "</item>", "<link>", "</link>", "<guid>", "</guid>", "<feed xmlns='http://www.w3.org/2005/Atom'>", "<entry>",
    "</entry>", "<link href='", "'/>", "</rss>", "</feed>", "<urlset>", "<url>", "<loc>", "</loc>", "</url>", "<sitemapindex>", "<sitemap>", "</sitemap>", "<opml>",
    "<outline xmlUrl='", "<outline type='link' url='", "xml:base='http://[' ", "<!DOCTYPE rss [<!ENTITY a 'b'>]>", "&a;", "&amp;", "<![CDATA[", "]]>", "<?xml version='1.0'?>", "{", "}", "[", "]",
    ":", '"url"', '"version": "https://jsonfeed.org/version/1"', '"items"', "null", "12", "#", "\0", "\ufeff", "\ufffd", "é", " ",
)  # fmt: skip
SUFFIXES = (".txt", ".csv", ".tsv", ".jsonl", ".json", ".xml", ".opml", ".gz", "")


@settings(max_examples=300)
@given(
    content=st.lists(st.sampled_from(PIECES), max_size=30).map("".join).map(str.encode) | st.binary(max_size=60),
    suffix=st.sampled_from(SUFFIXES),
)
def test_any_list_gives_targets_or_an_error(content: bytes, suffix: str) -> None:
    """No other exception, no other scheme, and no silence: a list without a target is an error."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"list{suffix}"
        path.write_bytes(content)
        try:
            found = gather([str(path)], io.StringIO(), nobody)
        except TargetsError:
            return

    assert found.targets
    assert all(target.url.lower().startswith(("http://", "https://", "file:")) for target in found.targets)
    assert all(target.source and target.source.file == str(path) for target in found.targets)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_an_empty_list_of_any_name_is_an_error(suffix: str, tmp_path: Path) -> None:
    """Also one of blanks only."""
    path = tmp_path / f"list{suffix}"
    path.write_bytes(b" \n\n")

    with pytest.raises(TargetsError):
        gather([str(path)], io.StringIO(), nobody)
