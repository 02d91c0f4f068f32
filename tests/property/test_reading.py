"""What holds for every page: reading never raises, offsets and locators fit, and cutting a passage loses nothing."""

from __future__ import annotations

import warnings

import pytest
from bs4 import BeautifulSoup, Tag
from hypothesis import HealthCheck, given, settings
from soupsieve import SelectorSyntaxError

from attrcheck.model import Article, Failure
from attrcheck.reading import read
from attrcheck.reading.decode import decode
from attrcheck.reuse import copied_parts, find_reuse
from tests.property.checking import capture, works
from tests.property.pages import case_pages, headers, pages, wild_pages
from tests.reading.texts import every_text

bounded = settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@bounded
@given(pages, headers)
def test_reading_any_bytes_gives_an_article_or_a_failure(body: bytes, head: tuple[tuple[str, str], ...]) -> None:
    assert isinstance(read(capture(body, head)), Article | Failure)


@bounded
@given(pages)
def test_links_stand_inside_their_passage(body: bytes) -> None:
    for passage in _article(body).passages:
        for link in passage.links:
            assert 0 <= link.start <= link.end <= len(passage.text)


@bounded
@given(pages)
def test_regions_hold_passages_that_exist(body: bytes) -> None:
    article = _article(body)
    assert all(0 <= region.start <= region.end <= len(article.passages) for region in article.regions)
    assert all(0 <= widget.passage <= len(article.passages) for widget in article.widgets)


@bounded
@given(pages)
def test_passages_are_cut_without_loss(body: bytes) -> None:
    article = _article(body)
    whole = "".join(passage.text for passage in article.passages)
    assert "".join(passage.text for passage in find_reuse(works()[0].index, article).article.passages) == whole
    assert "".join(passage.text for passage in copied_parts(works()[0].index, article.passages)) == whole


@bounded
@given(pages)
def test_links_of_cut_passages_stand_inside_and_none_is_lost(body: bytes) -> None:
    article = _article(body)
    found = find_reuse(works()[0].index, article).article
    assert all(0 <= link.start <= link.end <= len(passage.text) for passage in found.passages for link in passage.links)
    assert {link.url for passage in found.passages for link in passage.links} == {
        link.url for passage in article.passages for link in passage.links
    }


@settings(bounded, max_examples=60)
@given(wild_pages())
def test_a_locator_selects_an_element_of_wild_markup(body: bytes) -> None:
    _assert_locators(body)


@pytest.mark.parametrize("part", range(4))
def test_a_locator_selects_an_element_of_every_case(part: int) -> None:
    for name, body in list(case_pages().items())[part::4]:
        try:
            _assert_locators(body)
        except AssertionError as error:
            raise AssertionError(f"{name}: {error}") from error


def _article(body: bytes) -> Article:
    found = read(capture(body))
    return found if isinstance(found, Article) else Article(url="", title="", language=None, passages=())


def _assert_locators(body: bytes) -> None:
    """Every locator of a passage, region, widget or metadatum selects an element; that of a passage the one that its first word stands in."""
    article = _article(body)
    soup = _soup(body)
    for passage in article.passages:
        element = _selected(soup, passage.locator)
        first = passage.text[:1]
        assert not first or first in every_text(element), (
            f"{passage.locator} selects <{element.name}>, where {passage.text[:40]!r} does not stand"
        )
    for locator in {value.locator for value in (*article.regions, *article.widgets, *article.metadata) if value.locator}:
        _selected(soup, locator)


def _soup(body: bytes) -> BeautifulSoup:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return BeautifulSoup(decode(body, ()).text, "lxml", multi_valued_attributes=None)


def _selected(soup: BeautifulSoup, locator: str) -> Tag:
    try:
        element = soup.select_one(locator)
    except SelectorSyntaxError as error:
        raise AssertionError(f"{locator!r} is no CSS selector: {error}") from error
    assert element is not None, f"{locator!r} selects nothing"
    return element
