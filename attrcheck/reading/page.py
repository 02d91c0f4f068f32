"""Captured bytes to an article: decoding, parsing, one walk, and the page's markup about itself. Never raises on any bytes."""

from __future__ import annotations

import warnings
from collections import Counter

from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning, Tag, XMLParsedAsHTMLWarning
from bs4.exceptions import ParserRejectedMarkup

from attrcheck.model import Article, Capture, Failure, FailureReason, Metadatum
from attrcheck.reading.decode import decode
from attrcheck.reading.frame import attribute
from attrcheck.reading.metadata import header_statements, metadata
from attrcheck.reading.visibility import HidingRules, hiding_rules
from attrcheck.reading.walk import Walk

# A parsed element takes about 1.3 kB; real pages have up to 50,000 tags.
_MAX_TAGS = 250_000


def read(capture: Capture) -> Article | Failure:
    """Return the article of a captured page, or the failure `unreadable` when no parser makes anything of it."""
    decoded = decode(capture.body, capture.headers)
    if decoded.text.count("<") > _MAX_TAGS:
        return Failure(reason=FailureReason.TOO_LARGE, detail=f"the page has more than {_MAX_TAGS:,} tags, which would not fit in memory")
    try:
        with warnings.catch_warnings():
            # Saved XHTML and pages of one line are pages all the same.
            warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
            warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
            # Attributes as the plain strings that they are: lists for class and rel cost a tenth of the reading.
            soup = BeautifulSoup(decoded.text, "lxml", multi_valued_attributes=None)
    except (ParserRejectedMarkup, AssertionError) as error:
        return Failure(reason=FailureReason.UNREADABLE, detail=f"the markup cannot be read: {type(error).__name__}")
    styles, doubled_ids = _styles_and_doubled_ids(soup)
    walked = Walk(soup, HidingRules(hiding_rules(styles)), doubled_ids).walked()
    about = (*header_statements(capture.headers), *metadata(soup))
    root = soup.find("html")
    language = str(root.get("lang") or root.get("xml:lang") or "")[:35] if root else ""
    return Article(
        url=capture.record.final_url,
        title=_first(about, "title"),
        language=language or None,
        passages=walked.passages,
        regions=walked.regions,
        widgets=walked.widgets,
        resources=walked.resources,
        metadata=about,
        notes=(decoded.note,) if decoded.note else (),
    )


def _styles_and_doubled_ids(soup: BeautifulSoup) -> tuple[list[str], frozenset[str]]:
    """Return the page's own style sheets, and the ids that more than one element has: what the walk must know before it starts."""
    styles: list[str] = []
    ids: Counter[str] = Counter()
    for tag in soup.descendants:
        if isinstance(tag, Tag):
            if tag.name == "style":
                styles.append(tag.string or "")
            if "id" in tag.attrs:
                ids[attribute(tag, "id")] += 1
    return styles, frozenset(identity for identity, count in ids.items() if count > 1)


def _first(about: tuple[Metadatum, ...], name: str) -> str:
    return next((entry.value for entry in about if entry.name == name), "")
