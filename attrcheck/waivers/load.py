"""Read a file of waivers: every mistake is a WaiversError with file, key path, a sentence and the known words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from attrcheck.errors import WaiversError
from attrcheck.model import Place, WaiverReason
from attrcheck.toml_files import fault_of, known_words, toml_bytes, toml_of
from attrcheck.waivers.domains import domain_of
from attrcheck.waivers.language import OutletTerms, WaiverEntry, WaiversFile
from attrcheck.waivers.waivers import Waivers

_WEB = ("http://", "https://")
# What `attrcheck.identity.identity` makes.
_IDENTITY = re.compile(r"[0-9a-f]{20}")
# A sentence that still fits into a line of a report.
_MAX_SENTENCE = 500


def load_waivers(path: Path) -> Waivers:
    """Return what a file of waivers says. Raises WaiversError."""
    return Waivers(read_waivers(path), path)


def read_waivers(path: Path) -> WaiversFile:
    """Return the entries of a file, checked. Raises WaiversError."""
    content = toml_of(toml_bytes(path, WaiversError, "file of waivers"), path, WaiversError)
    try:
        # The file may well be read by people who write dates in quotes; msgspec takes both.
        written = msgspec.convert(content, WaiversFile)
    except msgspec.ValidationError as error:
        key, sentence = fault_of(str(error))
        raise WaiversError(str(path), key, f"{sentence}{_known_words(sentence, key)}") from error
    for i, entry in enumerate(written.waiver):
        for key, sentence in mistakes(entry):
            raise WaiversError(str(path), f"waiver[{i}]{key}", sentence)
    for i, outlet in enumerate(written.outlet):
        for key, sentence in _outlet_mistakes(outlet):
            raise WaiversError(str(path), f"outlet[{i}]{key}", sentence)
    return written


def mistakes(entry: WaiverEntry) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a waiver: the rest of the key, and a sentence."""
    if sum(map(bool, (entry.page, entry.outlet, entry.finding))) != 1:
        yield "", "says where with one of page, outlet and finding"
    if entry.page:
        yield from ((".page", sentence) for sentence in _page_mistakes(entry.page))
    if entry.outlet and not domain_of(entry.outlet):
        yield ".outlet", f"{entry.outlet!r} is no domain like news.example"
    if entry.finding and not _IDENTITY.fullmatch(entry.finding):
        yield (
            ".finding",
            f"{entry.finding!r} is no identity of a finding: 20 digits and letters a to f, as the column identity of CSV has them",
        )
    if entry.work and not entry.work.startswith(_WEB):
        yield ".work", f"{entry.work!r} is not an http(s) address"
    for name in ("because", "by"):
        text = getattr(entry, name)
        if not any(map(str.isalnum, text)):
            yield f".{name}", "is empty: a waiver says why and by whom"
        elif len(text) > _MAX_SENTENCE or not text.isprintable():
            yield f".{name}", f"is not one line of at most {_MAX_SENTENCE} characters"


def _page_mistakes(page: str) -> Iterator[str]:
    if page.startswith(_WEB):
        if "*" in page.split("/", 3)[2]:
            yield f"{page!r} may have * after the host only: a whole site is an outlet"
    elif "/" in page or "*" in page:
        yield f"{page!r} is neither an http(s) address nor the name of a saved page"


def _outlet_mistakes(entry: OutletTerms) -> Iterator[tuple[str, str]]:
    if not domain_of(entry.domain):
        yield ".domain", f"{entry.domain!r} is no domain like news.example"
    if entry.since and entry.until and entry.until < entry.since:
        yield ".until", f"lies before since, {entry.since}"


def _known_words(sentence: str, key: str) -> str:
    """Return the words that would have been right where a fault was found."""
    if "unknown field" in sentence:
        entry = {"waiver": WaiverEntry, "outlet": OutletTerms}.get(key.partition("[")[0], WaiversFile)
        return known_words(sentence, "keys", sorted(entry.__struct_fields__))
    words = {"reason": WaiverReason, "place": Place}.get(key.rpartition(".")[2])
    if words:
        return known_words(sentence, "words", words)
    return "; a day is written 2026-12-31" if key.endswith(("until", "since")) else ""
