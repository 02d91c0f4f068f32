"""credit.title: the title of the work, as headline or in a line, whoever wrote the passage."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from attrcheck.model import Origin, Outcome, Passage, Place, ReuseClass, Role
from tests.kinds.subjects import WORK, check, passage, subject, unsure

PASSED, FAILED, CANNOT_TELL = Outcome.PASSED, Outcome.FAILED, Outcome.CANNOT_TELL
TITLE = WORK.title


def headed(title: str, headline: str) -> Outcome:
    """The outcome for a page with this headline over a copy of a work with this title."""
    return check("credit.title", subject(passage(headline, Role.HEADLINE), "A paragraph."), replace(WORK, title=title)).outcome


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        (TITLE, PASSED),
        (TITLE.upper(), PASSED),
        (f"{TITLE} – The Morning Page", PASSED),
        ("The night ferry of Lyngvik: gets one more summer!", PASSED),
        ("The night ferry of Lyngvik gets another summer", CANNOT_TELL),
        ("The night ferry of Lyngvik gets one last summer", CANNOT_TELL),
        ("Night ferry of Lyngvik gets one more summer", CANNOT_TELL),
        ("The night fery of Lyngvik gets one more summer", CANNOT_TELL),
        ("Lyngvik’s boat keeps going for a season", FAILED),
        ("The night ferry", FAILED),
        ("", FAILED),
    ],
)
def test_the_headline(text: str, outcome: Outcome) -> None:
    """Punctuation and case are spelling; a word or two may be a slip; another headline is not the title."""
    assert headed(TITLE, text) is outcome


@pytest.mark.parametrize(
    ("title", "headline", "outcome"),
    [
        ("Night boats: what the ledger of Lyngvik says", "Night boats: what the ledger of Lyngvik says", PASSED),
        ("The long night boats: what the ledger of Lyngvik says", "The long night boats", CANNOT_TELL),
        ("The long night boats: what the ledger of Lyngvik says", "The boats", FAILED),
        ("Night Ferry", "Night Ferry", PASSED),
        ("Night Ferry", "A Night Ferry in summer", PASSED),
        ("Night Ferry", "Night Train", CANNOT_TELL),
        ("Night Ferry", "Day Train", FAILED),
        ("Ferries", "Trains", FAILED),
        ("渡し船の夜", "渡し船の夜｜朝刊", PASSED),
    ],
)
def test_titles_of_every_length(title: str, headline: str, outcome: Outcome) -> None:
    """A subtitle is often left out; a short title leaves no room for other words."""
    assert headed(title, headline) is outcome


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("We took the night ferry home.", CANNOT_TELL),
        ("“Night Ferry” was first published elsewhere.", PASSED),
        ("Night Ferry", PASSED),
        ("Nothing of the sort.", FAILED),
    ],
)
def test_a_short_title_in_text_must_stand_apart(text: str, outcome: Outcome) -> None:
    """Two words are said by chance; quotation marks or a line of their own make them a title."""
    assert check("credit.title", subject(text), replace(WORK, title="Night Ferry")).outcome is outcome


@pytest.mark.parametrize(
    ("where", "outcome"),
    [
        (passage(TITLE, origin=Origin.WORK), PASSED),
        (passage(TITLE, Role.HEADLINE, origin=Origin.WORK), PASSED),
        (passage(f"First published as “{TITLE}” in another paper."), PASSED),
        (passage(TITLE, url=WORK.url), PASSED),
        (passage(TITLE, Role.RELATED, origin=Origin.CHROME), FAILED),
        (passage(TITLE, Role.NAVIGATION, origin=Origin.CHROME), FAILED),
        (passage(TITLE, Role.FOOTER, origin=Origin.CHROME), CANNOT_TELL),
        (passage(TITLE, hidden_by="display:none"), FAILED),
        (passage("https://a.example/the-night-ferry-of-lyngvik-gets-one-more-summer/"), FAILED),
        (unsure(TITLE), CANNOT_TELL),
    ],
    ids=lambda value: f"{value.role}-{value.origin}-{value.visibility}" if isinstance(value, Passage) else str(value),
)
def test_where_the_title_stands(where: Passage, outcome: Outcome) -> None:
    """The title is what was copied, so it counts whoever wrote it; that a reader sees it does matter."""
    assert check("credit.title", subject(passage("Boats", Role.HEADLINE), where)).outcome is outcome


def test_markup_is_not_seen() -> None:
    """The title of the window is no headline."""
    conclusion = check("credit.title", subject("A paragraph.", title=f"{TITLE} - The Morning Page"))

    assert conclusion.outcome is FAILED
    assert "markup" in conclusion.reason


def test_a_failure_quotes_the_headline() -> None:
    """Whoever is accused sees what stands there instead."""
    conclusion = check("credit.title", subject(passage("Boats keep going", Role.HEADLINE)))

    assert conclusion.outcome is FAILED
    assert "Boats keep going" in conclusion.reason
    assert conclusion.evidence


def test_a_translation_translates_its_title() -> None:
    """Whether the original title must stand there too is for the terms to say, and for a person to judge."""
    page = subject(passage("Die Nachtfähre von Lyngvik fährt noch einen Sommer", Role.HEADLINE))

    assert check("credit.title", page).outcome is FAILED
    assert check("credit.title", replace(page, reuse=ReuseClass.TRANSLATION)).outcome is CANNOT_TELL


@pytest.mark.parametrize("place", [Place.ARTICLE, Place.SHARE])
def test_the_remedy_mends_it(place: Place) -> None:
    """The line that a failed finding proposes passes when somebody pastes it."""
    line = (check("credit.title", subject("Nothing.", place=place)).remedy or "").partition("“")[2].partition("”")[0]

    assert check("credit.title", subject(line, place=place)).outcome is PASSED
