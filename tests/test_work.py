"""The work made recognisable: from its text, its own page, or a fingerprint beside its terms."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from attrcheck import AnyFetcher, Limits, fingerprint_of, load_terms
from attrcheck.demo import TERMS, WORK
from attrcheck.demo.holes import expand
from attrcheck.errors import WorkError
from attrcheck.fetch import fetch_saved
from attrcheck.model import Capture, Failure, FailureReason, Target
from attrcheck.terms import Terms
from attrcheck.work import text_of

TEXT = WORK.read_text(encoding="utf-8")


def saved_only(target: Target) -> Capture | Failure:
    """A fetcher that has no network."""
    return fetch_saved(target)


def pointing(tmp_path: Path, entry: str) -> Terms:
    """The demonstration's terms, with the work's text elsewhere."""
    path = tmp_path / "terms.toml"
    path.write_text(TERMS.read_text(encoding="utf-8").replace('text = "work.txt"', entry), encoding="utf-8")
    return load_terms(path)


def own_page(tmp_path: Path, markup: str = "<article><h1>[[title]]</h1>[[work]][[terms]]</article>") -> Path:
    """The work on its author's own site, with a menu, a sidebar, comments and a footer around it."""
    above = "<nav>Home Books Boats</nav><aside class=sidebar>Subscribe to letters</aside>"
    below = "<div id=comments><p>What a story!</p></div><footer>Imprint</footer>"
    path = tmp_path / "own.html"
    path.write_text(expand(f"<html><body>{above}{markup}{below}</body></html>", TEXT, "https://vandermeer.example/"), encoding="utf-8")
    return path


def test_the_text_is_found_beside_the_terms(tmp_path: Path) -> None:
    """Whatever folder the program is run in."""
    (tmp_path / "copy.txt").write_bytes(b"\xef\xbb\xbf" + WORK.read_bytes())

    assert fingerprint_of(pointing(tmp_path, 'text = "copy.txt"'), saved_only) == fingerprint_of(load_terms(TERMS), saved_only)


@pytest.mark.parametrize(
    "markup", ["<article><h1>[[title]]</h1>[[work]][[terms]]</article>", "<div><h1>[[title]]</h1>[[work]]</div><div>[[terms]]</div>"]
)
def test_the_own_page_gives_the_text(tmp_path: Path, markup: str) -> None:
    """Read with the reader that reads copies; menu, sidebar, comments and footer are no part of the work."""
    text = text_of(str(own_page(tmp_path, markup)), saved_only)

    assert [word for word in ("Home Books", "Subscribe", "What a story", "Imprint") if word in text] == []
    assert "".join(text.split()) == "".join(TEXT.split())


def test_the_own_page_gives_the_same_fingerprint(tmp_path: Path) -> None:
    """A user without a text file misses nothing."""
    own_page(tmp_path)

    assert fingerprint_of(pointing(tmp_path, 'text = "own.html"'), saved_only) == fingerprint_of(load_terms(TERMS), saved_only)


def test_without_text_and_fingerprint_the_address_is_fetched(tmp_path: Path) -> None:
    """Once, and the address that the terms name."""
    asked = []

    def fetch(target: Target) -> Capture | Failure:
        asked.append(target.url)
        return fetch_saved(Target(url=own_page(tmp_path).as_uri()))

    made = fingerprint_of(pointing(tmp_path, ""), fetch)

    assert asked == ["https://vandermeer.example/2024/05/night-ferry/"]
    assert made == fingerprint_of(load_terms(TERMS), fetch)


def test_an_address_that_brings_nothing_is_told(tmp_path: Path) -> None:
    """The user's own work cannot be read: an error, not a scan that finds nothing."""

    def fetch(target: Target) -> Capture | Failure:
        return Failure(reason=FailureReason.DNS, detail="No such host.")

    with pytest.raises(WorkError, match=r"dns: No such host\."):
        fingerprint_of(pointing(tmp_path, ""), fetch)


def test_a_fingerprint_needs_no_fetch(tmp_path: Path) -> None:
    """The preset is scanned with without its article, and without a network to ask."""
    made = fingerprint_of(load_terms(TERMS), saved_only)
    (tmp_path / "f.json").write_bytes(msgspec.json.encode(made))

    assert fingerprint_of(pointing(tmp_path, 'fingerprint = "f.json"'), AnyFetcher(web=saved_only, limits=Limits())) == made
