"""Captured bytes to an article: decoding, parsing, one walk, and the page's markup about itself. Never raises on any bytes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from bs4.exceptions import ParserRejectedMarkup

from attrcheck.model import Article, Capture, Failure, FailureReason, Metadatum
from attrcheck.reading.bounds import refusal
from attrcheck.reading.decode import decode
from attrcheck.reading.metadata import header_statements, metadata, saved_from
from attrcheck.reading.rendered import BrowsersEye
from attrcheck.reading.seen import Eye
from attrcheck.reading.style_sheets import HidingRules, hiding_rules, style_sheets_of
from attrcheck.reading.tree import Element, parsed
from attrcheck.reading.walk import Walk


def read(capture: Capture) -> Article | Failure:
    """Return the article of a captured page, or a failure: `too-large` when it is not parsed, `unreadable` when no parser can."""
    decoded = decode(capture.body, capture.headers)
    refused = refusal(decoded.text)
    if refused:
        return refused
    try:
        tree = parsed(decoded.text)
    except (ParserRejectedMarkup, AssertionError) as error:
        return Failure(reason=FailureReason.UNREADABLE, detail=f"the markup cannot be read: {type(error).__name__}")
    eye = Eye(HidingRules(hiding_rules(style_sheets_of(tree.elements))), _browsers_eye(capture))
    walked = Walk(tree.root, eye, doubled_ids(tree.elements)).walked()
    url = capture.record.final_url
    about = (*saved_from(url, decoded.text), *header_statements(capture.headers), *metadata(tree.elements))
    root = next((element for element in tree.elements if element.name == "html"), None)
    language = (root.attrs.get("lang") or root.attrs.get("xml:lang", ""))[:35] if root else ""
    return Article(
        url=url,
        title=_first(about, "title"),
        language=language or None,
        passages=walked.passages,
        regions=walked.regions,
        widgets=walked.widgets,
        resources=walked.resources,
        metadata=about,
        notes=(decoded.note,) if decoded.note else (),
    )


def _browsers_eye(capture: Capture) -> BrowsersEye | None:
    """Return how to read what a browser wrote into the page, or None when none did."""
    rendering = capture.record.rendering
    return BrowsersEye(capture.seen_mark, lacks_style=rendering.lacks_style) if rendering and capture.seen_mark else None


def doubled_ids(elements: Iterable[Element]) -> frozenset[str]:
    """Return the ids that more than one element has."""
    ids = Counter(element.attrs["id"] for element in elements if "id" in element.attrs)
    return frozenset(identity for identity, count in ids.items() if count > 1)


def _first(about: tuple[Metadatum, ...], name: str) -> str:
    return next((entry.value for entry in about if entry.name == name), "")
