"""pixel: whether the page loads the publisher's counter."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from attrcheck.kinds import KINDS
from attrcheck.kinds.pixel import providers
from attrcheck.model import Capture, CaptureRecord, Failure, Outcome, Place, Resource, Subject
from attrcheck.reading import metadata_subject, read
from tests.kinds.subjects import WORK, check, subject

PASSED, FAILED, CANNOT_TELL = Outcome.PASSED, Outcome.FAILED, Outcome.CANNOT_TELL
KIND = "pixel"
COUNTER = "https://counter.theconversation.com/content/122046/count.gif?distributor=republish-lightbox-basic"
TRACKER = f"{WORK.url.rpartition('/')[0]}/?republication-pixel=true&post=77&ga4=G-1"
HOOKED = "https://counter.theconversation.com/content/122046/count?distributor=republish-lightbox-advanced"


def loading(*urls: str, tag: str = "img") -> Subject:
    """A page that loads these."""
    found = tuple(Resource(tag=tag, url=url, locator=f"html>body>{tag}", passage=0) for url in urls)
    return replace(subject(place=Place.METADATA), resources=found)


def page(markup: str) -> Subject:
    """The markup of a page as it is read."""
    body = f"<body><p>A story.</p>{markup}</body>".encode()
    record = CaptureRecord(url="https://a.example/", final_url="https://a.example/", captured_at="", digest="", size=len(body))
    article = read(Capture(record=record, body=body))
    assert not isinstance(article, Failure)
    return metadata_subject(article)


@pytest.mark.parametrize(
    ("provider", "article", "url", "outcome"),
    [
        ("the-conversation", "", COUNTER, PASSED),
        ("the-conversation", "122046", COUNTER, PASSED),
        ("the-conversation", "122046", COUNTER.removeprefix("https:"), PASSED),
        ("the-conversation", "122046", COUNTER.replace("https:", "http:"), PASSED),
        ("the-conversation", "122046", COUNTER.replace("count.gif", "count"), PASSED),
        ("the-conversation", "1220", COUNTER, FAILED),
        ("the-conversation", "", "https://theconversation.com/content/122046/count.gif", FAILED),
        ("the-conversation", "", "https://i0.wp.com/counter.theconversation.com/content/122046/count.gif", CANNOT_TELL),
        ("the-conversation", "", "https://counter.theconversation.com/content/count.gif", CANNOT_TELL),
        ("the-conversation", "", "https://counter.theconversation.com.evil.example/content/1/count.gif", CANNOT_TELL),
        ("the-conversation", "", "http://[", FAILED),
        ("propublica", "", "https://pixel.propublica.org/pixel.js", PASSED),
        ("propublica", "story-one", "https://pixel.propublica.org/pixel.js", CANNOT_TELL),
        ("propublica", "", COUNTER, FAILED),
        ("newspack", "", TRACKER, PASSED),
        ("newspack", "77", TRACKER, PASSED),
        ("newspack", "77", TRACKER.replace("&", "&amp;"), PASSED),
        ("newspack", "78", TRACKER, FAILED),
        ("newspack", "", "https://other.example/?republication-pixel=true&post=77", FAILED),
        ("newspack", "", "/?republication-pixel=true&post=77", FAILED),
        ("newspack", "", TRACKER.replace("republication-pixel", "pixel"), FAILED),
    ],
)
def test_what_is_a_counter(provider: str, article: str, url: str, outcome: Outcome) -> None:
    """Host and path of the provider, the work's own host for tools that publishers run, and the right article."""
    assert check(KIND, loading(url), provider=provider, article=article).outcome is outcome


@pytest.mark.parametrize(
    ("markup", "outcome"),
    [
        (f'<img src="{COUNTER}" width="1" height="1" style="border: none !important">', PASSED),
        (f'<img src="{COUNTER}" style="display:none" hidden>', PASSED),
        (f'<img src="data:image/gif;base64,R0" data-lazy-src="{COUNTER}">', PASSED),
        (f'<img src="/blank.gif" data-src="{COUNTER}">', PASSED),
        (f'<noscript><img src="{COUNTER}"></noscript>', PASSED),
        (f'<amp-pixel src="{COUNTER}"></amp-pixel>', PASSED),
        (f'<script src="https://theconversation.com/javascripts/lib/content_tracker_hook.js" data-counter="{HOOKED}"></script>', PASSED),
        (f'<!-- <img src="{COUNTER}"> -->', FAILED),
        (f'<template><img src="{COUNTER}"></template>', FAILED),
        (f'<textarea><img src="{COUNTER}"></textarea>', FAILED),
        (f'<a href="{COUNTER}">count</a>', FAILED),
        (f"<p>{COUNTER}</p>", FAILED),
        ("", FAILED),
    ],
)
def test_how_sites_load_it(markup: str, outcome: Outcome) -> None:
    """Unseen, late or by script: it counts; in a comment, a template or a box to copy from it does not."""
    assert check(KIND, page(markup), provider="the-conversation", article="122046").outcome is outcome


def test_one_right_counter_is_enough() -> None:
    """A page may republish two articles."""
    other = COUNTER.replace("122046", "5")

    assert check(KIND, loading(other, COUNTER), provider="the-conversation", article="122046").outcome is PASSED
    assert check(KIND, loading(other, other), provider="the-conversation", article="122046").outcome is FAILED


def test_an_unknown_provider_is_an_error_of_the_terms() -> None:
    """The known ones are listed; the others pass."""
    options = KINDS[KIND].options
    (problem,) = options(provider="nobody").problems()

    assert all(name in problem.sentence for name in providers())
    assert [list(options(provider=name).problems()) for name in providers()] == [[]] * len(providers())


@pytest.mark.parametrize(
    ("address", "outcome"),
    [
        ("https://theconversation.com/night-ferry-122046", PASSED),
        ("https://theconversation.com/night-ferry-122047", CANNOT_TELL),
        ("https://theconversation.com/2024/05/night-ferry", PASSED),
        ("https://theconversation.com/20240511/night-ferry", PASSED),
    ],
)
def test_the_number_in_the_work_s_address(address: str, outcome: Outcome) -> None:
    """A counter pasted with another article's code counts that one."""
    assert check(KIND, loading(COUNTER), replace(WORK, url=address), provider="the-conversation", article="").outcome is outcome
