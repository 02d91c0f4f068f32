"""When a requirement binds: every field, and what cannot be known accuses nobody."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from attrcheck.evaluate import conclude
from attrcheck.kinds import AnyRequirement, Condition, holding
from attrcheck.model import Change, Comparison, Difference, Medium, Outcome, Place, ReuseClass, Subject
from tests.kinds.subjects import NAME, WORK, subject

PAGE = "https://news.example/copy"
COPY = Comparison(kept=1.0, kept_words=600, paragraphs=20, kept_paragraphs=20, altered_words=0)


def changed(*sorts: Difference, words: int = 20) -> Comparison:
    """A copy that differs in these ways, by so many words each."""
    altered = words * sum(sort in (Difference.ALTERED, Difference.QUOTATION) for sort in sorts)
    return msgspec.structs.replace(COPY, changes=tuple(Change(sort=sort, words=words) for sort in sorts), altered_words=altered)


def holds(of: Subject, **condition: Any) -> bool | None:
    """Whether a condition, as a terms file writes it, holds."""
    return holding(msgspec.convert(condition, Condition), of).holds


def of(**fields: Any) -> Subject:
    """A page without a credit, of which this is known."""
    return msgspec.structs.replace(subject("Text."), **{"page": PAGE, **fields})


@pytest.mark.parametrize(
    ("fields", "condition", "expected"),
    [
        ({}, {}, True),
        ({"reuse": ReuseClass.VERBATIM}, {"reuse": ["verbatim"]}, True),
        ({"reuse": ReuseClass.PARTIAL}, {"reuse": ["verbatim", "partial"]}, True),
        ({"reuse": ReuseClass.QUOTE}, {"reuse": ["verbatim", "partial"]}, False),
        ({"reuse": None}, {"reuse": ["verbatim"]}, None),
        ({"reuse": ReuseClass.TRANSLATION}, {"translated": True}, True),
        ({"reuse": ReuseClass.TRANSLATION}, {"translated": False}, False),
        ({"reuse": ReuseClass.VERBATIM}, {"translated": True}, False),
        ({"reuse": ReuseClass.VERBATIM}, {"translated": False}, True),
        ({"reuse": None}, {"translated": True}, None),
        ({"reuse": None}, {"translated": False}, None),
        ({"comparison": COPY}, {"edited": True}, False),
        ({"comparison": COPY}, {"edited": False}, True),
        ({"comparison": changed(Difference.ALTERED)}, {"edited": True}, True),
        ({"comparison": changed(Difference.QUOTATION)}, {"edited": True}, True),
        ({"comparison": changed(Difference.ALTERED)}, {"edited": False}, False),
        ({"comparison": changed(Difference.ALTERED, words=2)}, {"edited": True}, None),
        ({"comparison": changed(Difference.ALTERED, words=2)}, {"edited": False}, None),
        ({"comparison": changed(Difference.MOVED, Difference.MOVED)}, {"edited": True}, True),
        ({"comparison": changed(Difference.MOVED)}, {"edited": True}, None),
        ({"comparison": changed(Difference.ADDED, Difference.ADDED)}, {"edited": True}, None),
        ({"comparison": changed(Difference.ADDED)}, {"edited": False}, None),
        ({"comparison": changed(Difference.CUT)}, {"edited": True}, False),
        ({"comparison": None}, {"edited": True}, None),
        ({"comparison": None}, {"edited": False}, None),
        ({"comparison": changed(Difference.CUT)}, {"shortened": True}, True),
        ({"comparison": changed(Difference.CUT)}, {"shortened": False}, False),
        ({"comparison": changed(Difference.CUT, words=3)}, {"shortened": True}, None),
        ({"comparison": COPY}, {"shortened": True}, False),
        ({"comparison": None}, {"shortened": False}, None),
        ({"comparison": changed(Difference.CUT, Difference.ALTERED)}, {"shortened": True, "edited": True}, True),
        ({"comparison": changed(Difference.CUT)}, {"shortened": True, "edited": True}, False),
        ({"place": Place.ARTICLE}, {"medium": ["online"]}, True),
        ({"place": Place.METADATA}, {"medium": ["online"]}, True),
        ({"place": Place.SHARE}, {"medium": ["online"]}, False),
        ({"place": Place.SHARE}, {"medium": ["social"]}, True),
        ({"place": Place.SHARE_PREVIEW}, {"medium": ["online", "social"]}, True),
        ({"place": Place.ARTICLE}, {"medium": ["print", "audio"]}, False),
        ({"place": Place.SHARE, "network": "x"}, {"network": ["x", "facebook"]}, True),
        ({"place": Place.SHARE, "network": "instagram"}, {"network": ["x", "facebook"]}, False),
        ({"place": Place.SHARE, "network": None}, {"network": ["x"]}, None),
        ({"place": Place.SHARE_PREVIEW, "network": "addtoany"}, {"network": ["x"]}, None),
        ({"place": Place.ARTICLE}, {"network": ["x"]}, False),
    ],
)
def test_every_field(fields: dict[str, Any], condition: dict[str, Any], expected: bool | None) -> None:
    """Each field alone: it holds, it does not, it cannot be known."""
    assert holds(of(**fields), **condition) is expected


@pytest.mark.parametrize(
    ("page", "domain", "expected"),
    [
        ("https://news.example/a", "news.example", True),
        ("https://NEWS.example:8443/a", "News.Example", True),
        ("https://www.news.example/a", "news.example", True),
        ("https://news.example/a", "www.news.example", True),
        ("https://news.example./a", "news.example", True),
        ("https://regional.news.example/a", "news.example", True),
        ("https://news.example/a", "https://news.example/", True),
        ("https://news-example.cdn.ampproject.org/c/s/news.example/a", "news.example", True),
        ("https://zürich.example/a", "zürich.example", True),
        ("https://xn--zrich-kva.example/a", "zürich.example", True),
        ("https://news.example/a", "regional.news.example", False),
        ("https://evilnews.example/a", "news.example", False),
        ("https://news.example.evil.example/a", "news.example", False),
        ("https://evil.example/news.example", "news.example", False),
        ("https://evil.example/?https://news.example/", "news.example", False),
        ("https://news.example@evil.example/a", "news.example", False),
        ("https://evil.example\\@news.example/a", "news.example", False),
        ("https://nеws.example/a", "news.example", False),
        ("https://news.example/a", "", False),
        ("file:///saved/page.html", "news.example", None),
        ("http://[", "news.example", None),
    ],
)
def test_hosts(page: str, domain: str, expected: bool | None) -> None:
    """Subdomains are meant too, hosts that only look alike are not, and a saved page may have stood anywhere."""
    turned = None if expected is None else not expected

    assert holds(of(page=page), domain=[domain]) is expected
    assert holds(of(page=page), not_domain=[domain]) is turned


def test_a_share_stands_where_its_page_stands() -> None:
    """The host of a post is the network's; the condition is about the page that it shares."""
    post = of(place=Place.SHARE, url="https://x.com/outlet/status/1", network="x")

    assert holds(post, domain=["news.example"]) is True
    assert holds(post, domain=["x.com"]) is False


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({"medium": ["print"], "edited": True}, False),
        ({"edited": True, "medium": ["print"]}, False),
        ({"edited": True, "medium": ["online"]}, None),
        ({"domain": ["news.example"], "not_domain": ["regional.news.example"]}, True),
    ],
)
def test_everything_that_is_named_must_hold(condition: dict[str, Any], expected: bool | None) -> None:
    """One part that does not hold decides, before one that nobody knows."""
    assert holds(of(), **condition) is expected


@pytest.mark.parametrize(
    ("condition", "text", "outcome", "because"),
    [
        ({"medium": ["print"]}, "Text.", Outcome.INAPPLICABLE, "the medium is online"),
        ({"medium": ["online"]}, "Text.", Outcome.FAILED, "not found"),
        ({"medium": ["online"]}, f"By {NAME}", Outcome.PASSED, ""),
        ({"edited": True}, "Text.", Outcome.CANNOT_TELL, "how the text differs from the work is not known"),
        ({"reuse": ["verbatim"]}, "Text.", Outcome.CANNOT_TELL, "the reuse is not known"),
        ({"not_domain": ["partner.example"]}, "Text.", Outcome.CANNOT_TELL, "the host of the page is not known"),
        ({"edited": True}, f"By {NAME}", Outcome.PASSED, ""),
    ],
)
def test_what_is_not_known_is_never_an_accusation(condition: dict[str, Any], text: str, outcome: Outcome, because: str) -> None:
    """A requirement that may not bind cannot fail, and its reason says why."""
    written = {"kind": "credit.name", "when": condition}
    page = msgspec.structs.replace(subject(text), url="file:///saved.html")
    conclusion = conclude(msgspec.convert(written, AnyRequirement), WORK, page)  # type: ignore[arg-type]

    assert conclusion.outcome is outcome
    assert because in conclusion.reason


@pytest.mark.parametrize(
    ("condition", "sentence"),
    [
        ({"reuse": ["verbatim", "partial"]}, "the reuse is verbatim or partial"),
        ({"edited": True, "shortened": False}, "the text was edited and the text was not shortened"),
        ({"translated": True}, "the text was translated"),
        ({"medium": [Medium.PRINT]}, "the medium is print"),
        ({"network": ["x", "facebook"]}, "the share is on x or facebook"),
        ({"domain": ["a.example"], "not_domain": ["b.a.example"]}, "the page is on a.example and the page is not on b.a.example"),
    ],
)
def test_the_sentence(condition: dict[str, Any], sentence: str) -> None:
    """Words that follow "when"."""
    assert msgspec.convert(condition, Condition).sentence() == sentence


@pytest.mark.parametrize(("condition", "compares"), [({"edited": False}, True), ({"shortened": True}, True), ({"translated": True}, False)])
def test_what_needs_the_work_beside_it(condition: dict[str, Any], compares: bool) -> None:
    """The copy is compared only when some condition asks."""
    assert msgspec.convert(condition, Condition).compares is compares
