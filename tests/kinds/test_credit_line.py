"""credit.line: a line of the terms, filled with the facts of the work, as reusers write it."""

from __future__ import annotations

import time
from typing import Any

import pytest
from msgspec.structs import replace

from attrcheck.model import Author, Link, Origin, Outcome, Outlet, Passage, Place, ReuseClass, Role
from tests.kinds.subjects import NAME, WORK, check, passage, subject, unsure

PASSED, FAILED, CANNOT_TELL = Outcome.PASSED, Outcome.FAILED, Outcome.CANNOT_TELL
BYLINE = "By {author}, {outlet}"
FIRST = "This article was first published by {outlet} on {date} and is republished here. Read the original at {url}."
OUTLET = "The Lyngvik Courier"
THREE = replace(WORK, coauthors=(Author(name="Anna Berg"), Author(name="Ole van der Maas")))


def said(template: str, *passages: Passage | str, **options: Any) -> Outcome:
    """The outcome for an article of these passages."""
    return check("credit.line", subject(*passages), template=template, **options).outcome


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        (f"By {NAME}, {OUTLET}", PASSED),
        (f"BY {NAME.upper()} | {OUTLET.upper()}", PASSED),
        (f"By {NAME}\n{OUTLET}", PASSED),
        ("By Zoe Vandermeer, Lyngvik Courier", PASSED),
        ("By Vandermeer, Zoë, The Lyngvik Courier", PASSED),
        (f"Read on. By {NAME}, {OUTLET}. All about boats.", PASSED),
        (f"{NAME}, {OUTLET}", PASSED),
        (f"Von {NAME}, {OUTLET}", PASSED),
        (f"Text: {NAME}, {OUTLET}", PASSED),
        (f"By {NAME} for {OUTLET}", CANNOT_TELL),
        (f"Photo: {NAME}, {OUTLET}", CANNOT_TELL),
        (f"Text and photos: {NAME}, {OUTLET}", PASSED),
        (f"By Zoë Vandermeir, {OUTLET}", CANNOT_TELL),
        (f"By {NAME}, The Lyngvik Currier", CANNOT_TELL),
        (f"By {NAME}, lyngvikcourier.example", CANNOT_TELL),
        (f"By Z. Vandermeer, {OUTLET}", CANNOT_TELL),
        (f"By Zоë Vаndеrmееr, {OUTLET}", CANNOT_TELL),
        (f"By Зоэ Вандермеер, {OUTLET}", CANNOT_TELL),
        (f"By ZoÃ« Vandermeer, {OUTLET}", CANNOT_TELL),
        (f"By Vandermeer, {OUTLET}", FAILED),
        (f"By {NAME}, with our staff. First written for the readers of {OUTLET}.", CANNOT_TELL),
        (f"By {NAME}", FAILED),
        (f"By {NAME}, The Morning Page", FAILED),
        (f"By Anna Berg, {OUTLET}", FAILED),
        (f"{OUTLET} has a page. " + "Boats go by and nobody looks at them for long. " * 3 + f"By {NAME}", FAILED),
        ("", FAILED),
    ],
)
def test_a_byline_with_the_outlet(text: str, outcome: Outcome) -> None:
    """The commonest line: names whole in any spelling that counts, in the order of the template."""
    assert said(BYLINE, text) is outcome


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        (f"This article was first published by {OUTLET} on May 11, 2024 and is republished here. Read the original at {WORK.url}.", PASSED),
        (f"This article was first published by {OUTLET} on 11.5.2024 and is republished here. Read the original at {WORK.url}.", PASSED),
        (f"This article was first published by {OUTLET} on 11/05/2024 and is republished here. Read the original at {WORK.url}.", PASSED),
        (f"This article was first published by {OUTLET} on 2024-05-11 and is republished here. Read the original at {WORK.url}?utm_source=x", PASSED),
        (f"This article was first published by {OUTLET} on 11 de mayo de 2024 and is republished here. Read the original at {WORK.url}.", PASSED),
        (f"This story was first published by {OUTLET} on May 11, 2024 and is republished here. Read the original at {WORK.url}.", PASSED),
        (f"This article was first published by {OUTLET} on May 12, 2024 and is republished here. Read the original at {WORK.url}.", CANNOT_TELL),
        (f"This article was first published by {OUTLET} and is republished here. Read the original at our site.", CANNOT_TELL),
        ("This article was first published by us on May 11, 2024 and is republished here. Read the original at our site.", FAILED),
        (f"Diese Reportage erschien zuerst in {OUTLET} am 11. Mai 2024, wir danken für die Erlaubnis zum Nachdruck.", FAILED),
    ],
)  # fmt: skip
def test_a_whole_sentence(text: str, outcome: Outcome) -> None:
    """Every spelling of the day is the day; a word may differ; another sentence, or one without the outlet, is not the line."""
    assert said(FIRST, text) is outcome


def linked(text: str, anchor: str, url: str) -> Passage:
    """A passage with a link on some of its words."""
    start = text.index(anchor)
    return Passage(text=text, locator="html>body>p", links=(Link(url=url, start=start, end=start + len(anchor)),))


@pytest.mark.parametrize(
    ("url", "outcome"),
    [
        (f"{WORK.url}?utm_medium=referral", PASSED),
        ("https://courier.example/", CANNOT_TELL),
    ],
)
def test_an_address_may_be_a_link(url: str, outcome: Outcome) -> None:
    """A line on the web links its words instead of spelling the address; a link to the home page is another address."""
    text = f"This was first in {OUTLET}; see the original."

    assert said("This was first in {outlet}; see {url}", linked(text, "original", url)) is outcome


@pytest.mark.parametrize(
    "parts",
    [
        (f"By {NAME}", OUTLET),
        ("By", NAME, OUTLET),
        (passage(f"By {NAME}", Role.BYLINE), passage(OUTLET, Role.BYLINE, url="https://courier.example/")),
        (f"By {NAME},", passage("opens in a new window", hidden_by="sr-only"), OUTLET),
        (passage(f"By {NAME}, {OUTLET}", Role.RELATED), f"By {NAME}, {OUTLET}"),
        (*(passage(f"By {NAME}, {OUTLET}", Role.RELATED, origin=Origin.CHROME) for _ in range(30)), f"By {NAME}, {OUTLET}"),
    ],
)
def test_a_line_over_several_passages_is_whole(parts: tuple[Passage | str, ...]) -> None:
    """Templates of sites set each part in an element of its own, and repeat the line among related stories."""
    assert said(BYLINE, "A paragraph.", *parts, "Another paragraph.") is PASSED


@pytest.mark.parametrize(
    ("where", "outcome"),
    [
        (passage(f"By {NAME}, {OUTLET}", Role.BYLINE), PASSED),
        (passage(f"By {NAME}, {OUTLET}", origin=Origin.WORK), CANNOT_TELL),
        (passage(f"Write: By {NAME}, {OUTLET}", origin=Origin.TERMS), CANNOT_TELL),
        (passage(f"By {NAME}, {OUTLET}", Role.FOOTER, origin=Origin.CHROME), CANNOT_TELL),
        (passage(f"By {NAME}, {OUTLET}", Role.RELATED, origin=Origin.CHROME), FAILED),
        (passage(f"By {NAME}, {OUTLET}", hidden_by="display:none"), FAILED),
        (unsure(f"By {NAME}, {OUTLET}"), CANNOT_TELL),
    ],
    ids=lambda value: f"{value.role}-{value.origin}-{value.visibility}" if isinstance(value, Passage) else str(value),
)
def test_where_the_line_stands(where: Passage, outcome: Outcome) -> None:
    """The same table of places as for the author's name."""
    assert said(BYLINE, "A paragraph.", where) is outcome


@pytest.mark.parametrize(
    ("authors", "outcome"),
    [
        (f"{NAME}, Anna Berg and Ole van der Maas", PASSED),
        (f"{NAME}, Anna Berg & Ole van der Maas", PASSED),
        (f"Anna Berg, Ole van der Maas und {NAME}", PASSED),
        (f"{NAME} et Anna Berg et Ole van der Maas", PASSED),
        (f"{NAME} / Anna Berg / Ole van der Maas", PASSED),
        (f"{NAME}, Anna Berg y Ole van der Maas", PASSED),
        (f"{NAME}, Anna Berg и Ole van der Maas", PASSED),
        (f"{NAME}, A. Berg and Ole van der Maas", CANNOT_TELL),
        (f"{NAME} and Anna Berg", FAILED),
    ],
)
def test_several_authors(authors: str, outcome: Outcome) -> None:
    """Any order and any word between them; a missing author is missing."""
    assert check("credit.line", subject(f"By {authors}, {OUTLET}"), THREE, template=BYLINE).outcome is outcome


def test_an_authors_name_elsewhere_is_for_a_person_to_judge() -> None:
    """The line lacks an author whom the page names in another place."""
    page = subject(f"By {NAME} and Anna Berg, {OUTLET}", "With pictures and words by Ole van der Maas.")

    assert check("credit.line", page, THREE, template=BYLINE).outcome is CANNOT_TELL


@pytest.mark.parametrize(
    ("template", "line", "outcome"),
    [
        ("“{title}” by {author}", f"“{WORK.title}” by {NAME}", PASSED),
        ("“{title}” by {author}", f"“The night ferry of Lyngvik gets one more season” by {NAME}", PASSED),
        ("“{title}” by {author}", f"“A quite different headline” by {NAME}", FAILED),
        ("Supported by the River Fund", "Supported by the River Fund.", PASSED),
        ("Supported by the River Fund", "Supported by the Sea Fund.", CANNOT_TELL),
        ("First in The Lyngvik Courier", "First in the Lyngvik Courier", PASSED),
    ],
)
def test_other_templates(template: str, line: str, outcome: Outcome) -> None:
    """Titles word by word, lines without holes, names of facts written out in the template."""
    assert said(template, line) is outcome


def test_similarity_is_what_the_terms_say() -> None:
    """One word too many beside five: as much as one set of terms allows, and too much for another."""
    line = f"By {NAME} for {OUTLET}"

    assert said(BYLINE, line, similarity=0.9) is CANNOT_TELL
    assert said(BYLINE, line, similarity=0.8) is PASSED


def test_a_near_line_shows_its_words() -> None:
    """A person decides at a glance: which words are missing, and which stand there instead."""
    conclusion = check("credit.line", subject(f"First written for {OUTLET}"), template="First published by {outlet}")

    assert conclusion.outcome is CANNOT_TELL
    assert all(words in conclusion.reason for words in ("missing: published, by", "added: written, for"))
    assert OUTLET in conclusion.evidence[0].quote


def test_a_name_that_is_none_is_said() -> None:
    """The line is whole but for one name; the quote shows it."""
    conclusion = check("credit.line", subject(f"By Zoë Vandermeir, {OUTLET}"), template=BYLINE)

    assert conclusion.outcome is CANNOT_TELL
    assert "a name misspelt" in conclusion.reason
    assert "Vandermeir" in conclusion.evidence[0].quote


def test_a_name_in_the_copied_text_is_none_in_the_line() -> None:
    """Nearly every copy names its author somewhere; the line over it names another one."""
    copied = passage(f"{NAME} had an interview with the skipper.", origin=Origin.WORK)

    assert said(BYLINE, f"By Anna Berg, {OUTLET}", copied) is FAILED
    assert said(BYLINE, OUTLET, copied) is FAILED


def test_a_failure_shows_the_nearest_words_and_the_line() -> None:
    """Whoever is accused sees what was compared, and what would mend it."""
    conclusion = check("credit.line", subject(f"By {NAME}, The Morning Page"), template=BYLINE)

    assert conclusion.outcome is FAILED
    assert "The Morning Page" in conclusion.evidence[0].quote
    assert f"By {NAME}, {OUTLET}" in (conclusion.remedy or "")


@pytest.mark.parametrize(
    "template", [BYLINE, FIRST, "“{title}”, {author} ({outlet}, {date}), {url}", "By {author}. {author} writes for {outlet}."]
)
@pytest.mark.parametrize("place", [Place.ARTICLE, Place.SHARE])
def test_the_remedy_mends_it(template: str, place: Place) -> None:
    """The line that a failed finding proposes passes when somebody pastes it."""
    for work in (WORK, THREE):
        remedy = check("credit.line", subject("Nothing.", place=place), work, template=template).remedy or ""
        line = remedy.partition("“")[2].rpartition("”")[0]

        assert check("credit.line", subject(line, place=place), work, template=template).outcome is PASSED


@pytest.mark.parametrize(
    "page",
    [
        "By " * 30_000,
        f"By {NAME}, " * 8_000,
        f"{NAME} {OUTLET} " * 6_000,
        "courier.example/" * 6_000,
        "11 de mayo de " * 8_000,
        f"{NAME} and " * 8_000,
        "the lyngvik " * 15_000,
    ],
    ids=lambda page: str(page)[:12],
)
def test_a_hostile_page_costs_no_more_than_its_length(page: str) -> None:
    """Repeating the words of the line makes many places that look promising; only a few of them are compared."""
    work = replace(WORK, outlet=Outlet(name=OUTLET, url="https://courier.example/"))
    started = time.perf_counter()

    check("credit.line", subject(page), work, template=FIRST + " " + BYLINE)

    assert time.perf_counter() - started < 10


def test_a_translation_may_translate_the_line() -> None:
    """Only where the names are there: without them the line is missing in any language."""
    named = subject(f"Dieser Text erschien zuerst bei {OUTLET}, wir danken für die Erlaubnis.")
    bare = subject("Dieser Text erschien zuerst anderswo.")
    translated = {"reuse": ReuseClass.TRANSLATION}

    assert check("credit.line", named, template=FIRST).outcome is FAILED
    assert check("credit.line", replace(named, **translated), template=FIRST).outcome is CANNOT_TELL
    assert check("credit.line", replace(bare, **translated), template=FIRST).outcome is FAILED
