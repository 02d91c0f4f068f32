"""What a page's markup says of its licence: links, meta tags, JSON-LD, ccREL, RSL and TDMRep."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from attrcheck.model import Article
from attrcheck.terms.cues import Sentence

# Names that the statements of a page about its licence have (https://wiki.creativecommons.org/wiki/CcREL for cc:license).
_LICENCES = ("link:license", "jsonld:license", "cc:license", "dc.rights", "dcterms.license", "license")
# The code and version in an address of Creative Commons, and as people write them: "CC BY-SA 4.0".
_CC_PATH = re.compile(r"^/(?:licenses|publicdomain)/(by(?:-n[cd]|-sa){0,2}|zero)/(\d\.\d)")
_CC_WRITTEN = re.compile(r"\bCC[ -]?(0|BY(?:[ -](?:NC|ND|SA)){0,2})\b(?:[ -]?(?:v|Version )?(\d\.\d))?", re.IGNORECASE)
_CC_LATEST = {"zero": "1.0"}
# RSL names its terms in a file of its own (https://rslstandard.org/rsl); a Link header says the type.
_RSL_HEADER = re.compile(r"<([^<>]{1,500})>[^,<]{0,200}application/rsl\+xml", re.IGNORECASE)


class Licence(NamedTuple):
    """A licence: its address, the preset that holds its terms ("" when it is none of Creative Commons), and where the page names it."""

    url: str
    preset: str
    said: str


def licence(article: Article, sentences: Iterable[Sentence]) -> Licence | None:
    """Return the licence of the page: as its markup names it, else as its sentences about reuse do."""
    return next(_marked(article), None) or next(_written(sentences), None)


def remarks(article: Article) -> Iterator[str]:
    """Yield a sentence for each statement to machines, which no requirement checks."""
    for entry in article.metadata:
        rsl = _RSL_HEADER.search(entry.value) if entry.name == "header:link" else None
        if rsl or (entry.name == "link:license" and _is_rsl(entry.value)):
            yield f"The page has terms for machines (RSL) at {rsl[1] if rsl else entry.value}. Read them; attrcheck checks none of them."
        elif entry.name.endswith("tdm-reservation") and entry.value.strip() == "1":
            yield "The page reserves text and data mining (tdm-reservation). That is no duty of those who reuse it."
        elif entry.name.endswith("tdm-policy"):
            yield f"The page has a policy for text and data mining at {entry.value}. attrcheck checks none of it."


def _marked(article: Article) -> Iterator[Licence]:
    for name in _LICENCES:
        for entry in article.metadata:
            if entry.name == name and not _is_rsl(entry.value) and (found := _of_address(entry.value, f"{entry.locator}: {entry.value}")):
                yield found
    for passage in article.passages:
        for link in passage.links:
            if "license" in link.rel and (found := _of_address(link.url, f"{passage.text[link.start : link.end]} ({link.url})")):
                yield found


def _written(sentences: Iterable[Sentence]) -> Iterator[Licence]:
    for sentence in sentences:
        for link in sentence.links:
            if (found := _of_address(link.url, sentence.text)) and found.preset:
                yield found
        for code, version in _CC_WRITTEN.findall(sentence.text):
            plain = "zero" if code == "0" else code.lower().replace(" ", "-")
            kind = "publicdomain" if plain == "zero" else "licenses"
            yield _cc(f"https://creativecommons.org/{kind}/{plain}/", plain, version, sentence.text)


def _of_address(url: str, said: str) -> Licence | None:
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https"):
        return None
    path = _CC_PATH.match(parts.path)
    if path and (parts.hostname or "").endswith("creativecommons.org"):
        return Licence(url, f"cc{'0' if path[1] == 'zero' else f'-{path[1]}'}-{path[2]}", said)
    return Licence(url, "", said)


def _cc(url: str, code: str, version: str, said: str) -> Licence:
    latest = version or _CC_LATEST.get(code, "4.0")
    return Licence(f"{url}{latest}/", f"cc{'0' if code == 'zero' else f'-{code}'}-{latest}", said)


def _is_rsl(url: str) -> bool:
    return url.lower().partition("?")[0].endswith(".xml")
