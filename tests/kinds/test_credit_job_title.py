"""credit.job_title: the whole title, by the right person, where a reader meets it."""

from __future__ import annotations

import msgspec
import pytest

from attrcheck.model import Author, Origin, Outcome, Passage, Place, Role
from tests.kinds.subjects import NAME, TITLE, WORK, check, passage, subject, unsure

PASSED, FAILED, CANNOT_TELL = Outcome.PASSED, Outcome.FAILED, Outcome.CANNOT_TELL


def said(*passages: Passage | str, **metadata: str) -> Outcome:
    """The outcome for an article of these passages."""
    return check("credit.job_title", subject(*passages, **metadata)).outcome


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        (f"By {NAME}, {TITLE}", PASSED),
        (f"By {NAME.upper()}, {TITLE.upper()}", PASSED),
        (f"{TITLE} {NAME} writes:", PASSED),
        (f"{TITLE}, {NAME}", PASSED),
        (f"{NAME} is a {TITLE}.", PASSED),
        (f"{NAME} ({TITLE})", PASSED),
        (f"{NAME}, the {TITLE}", PASSED),
        (f"By {NAME}\n{TITLE}", PASSED),
        (f"Z. Vandermeer, {TITLE}", PASSED),
        (f"By {NAME}, {TITLE.replace(' and', ', and')}", PASSED),
        (f"By {NAME}, {TITLE.replace(' ', chr(160))}", PASSED),
        (f"By {NAME}, {TITLE.replace('Ferry Crossings', 'Ferry-Crossings')}", PASSED),
        (TITLE, PASSED),
        ("", FAILED),
        (f"By {NAME}", FAILED),
        (f"By {NAME}, painter of birds", FAILED),
        (f"Anna Berg, {TITLE}, was there. By {NAME}", FAILED),
        # Shortly after the author's own name, two capitals may be a place, a label or a former name.
        (f"By {NAME}. Anna Berg, {TITLE}, was also there.", CANNOT_TELL),
        (f"By {NAME}, formerly Zoë Andersen, {TITLE}", CANNOT_TELL),
        (f"{NAME}\nUpper Brennmark\n{TITLE}", CANNOT_TELL),
        (f"Stories From Our\n{TITLE}", CANNOT_TELL),
        (f"{NAME}’s – {TITLE} – notebooks", PASSED),
        (f"Meet Zoë, {TITLE}", PASSED),
        (f"Zoë Vandermeier, {TITLE}", PASSED),
        (f"Author: {NAME}\nFunction: {TITLE}", PASSED),
        (f"{NAME} lives in Upper Brennmark. She is a {TITLE}.", PASSED),
        (f"Anna Berg is a {TITLE}.", FAILED),
        # The words after a title may be a place or begin a sentence: a name there is for a person to judge.
        (f"{TITLE}, Anna Berg", CANNOT_TELL),
        (f"By {NAME}, River Historian", CANNOT_TELL),
        (f"By {NAME}, River Historian documenting Ferry Crossings", CANNOT_TELL),
        (f"By {NAME}, historian of rivers who documents ferry crossings in the north of Europe", CANNOT_TELL),
        (f"Von {NAME}, Flusshistorikerin, die Fährverbindungen in Nordeuropa und den baltischen Staaten dokumentiert", CANNOT_TELL),
        (f"Par {NAME}, historienne des rivières, documentant les traversées en Europe du Nord et dans les États baltes", CANNOT_TELL),
    ],
)
def test_how_the_title_is_written(text: str, outcome: Outcome) -> None:
    """Punctuation and case are spelling; a part or another wording is for a person to judge; another person's title is nobody's credit."""
    assert said(text) is outcome


@pytest.mark.parametrize(
    ("where", "outcome"),
    [
        (passage(f"{NAME}, {TITLE}", Role.BYLINE), PASSED),
        (passage(TITLE, Role.AUTHOR_BOX), PASSED),
        (passage(f"{NAME}, {TITLE}", Role.CAPTION), CANNOT_TELL),
        (passage(f"{NAME}, {TITLE}", Role.EMBED), CANNOT_TELL),
        (passage(f"{NAME}, {TITLE}", Role.NAVIGATION), FAILED),
        (passage(f"{NAME}, {TITLE}", Role.RELATED), FAILED),
        (passage(f"{NAME}, {TITLE}", Role.COMMENTS), FAILED),
        (passage(f"{NAME}, {TITLE}", hidden_by="display:none"), FAILED),
        (passage(f"by function ({TITLE})", origin=Origin.TERMS), CANNOT_TELL),
        (passage(f"{NAME}, {TITLE}, met the skipper.", origin=Origin.WORK), CANNOT_TELL),
        (unsure(f"{NAME}, {TITLE}"), CANNOT_TELL),
    ],
    ids=lambda value: f"{value.role}-{value.origin}-{value.visibility}" if isinstance(value, Passage) else str(value),
)
def test_where_the_title_stands(where: Passage, outcome: Outcome) -> None:
    """The same table of places as for the name."""
    assert said("A paragraph.", where) is outcome


@pytest.mark.parametrize("name", ["jsonld_author.jobTitle", "author", "description"])
def test_markup_is_no_credit(name: str) -> None:
    """Machines read it, readers do not."""
    conclusion = check("credit.job_title", subject("A paragraph.", **{name: TITLE}))

    assert conclusion.outcome is FAILED
    assert "markup" in conclusion.reason


@pytest.mark.parametrize(
    "parts",
    [(f"By {NAME}", TITLE), (f"By {NAME}, {TITLE[:15]}", TITLE[16:]), (passage(NAME, Role.BYLINE), passage(TITLE, Role.BYLINE))],
)
def test_a_title_over_several_passages_is_whole(parts: tuple[Passage | str, ...]) -> None:
    """Bylines are set in blocks of their own, one line each."""
    assert said(*parts) is PASSED


def test_a_variant_of_the_terms_is_the_title() -> None:
    """An author may accept a translation; only the terms can say so."""
    variant = "Flusshistorikerin für Fähren des Nordens"
    author = msgspec.structs.replace(WORK.author, job_title_variants=(variant,))
    of = subject(f"Von {NAME}, {variant}")

    assert check("credit.job_title", of).outcome is not PASSED
    assert check("credit.job_title", of, msgspec.structs.replace(WORK, author=author)).outcome is PASSED


def test_a_title_beside_a_coauthors_name_accuses_nobody() -> None:
    """Authors of one work may have one title, and a line about both may end with either name."""
    work = msgspec.structs.replace(WORK, coauthors=(Author(name="Anna Berg"),))

    assert check("credit.job_title", subject(f"By {NAME}, {TITLE}, and Anna Berg"), work).outcome is PASSED
    assert check("credit.job_title", subject(f"By Anna Berg and {NAME}, {TITLE}"), work).outcome is PASSED
    assert check("credit.job_title", subject(f"Anna Berg, {TITLE}"), work).outcome is CANNOT_TELL
    assert check("credit.job_title", subject(f"Ole Lund, {TITLE}"), work).outcome is FAILED


def test_a_shortened_title_shows_both_parts() -> None:
    """A person decides at a glance: which words are there, and which are missing."""
    conclusion = check("credit.job_title", subject(f"By {NAME}, River Historian"))

    assert conclusion.outcome is CANNOT_TELL
    assert all(word in conclusion.reason for word in ("river", "historian", "baltic", "missing"))
    assert "River Historian" in conclusion.evidence[0].quote


def test_copied_words_are_no_shortened_title() -> None:
    """The article itself speaks of rivers and ferries; that says nothing about its author."""
    copied = passage("A historian of the river and of ferry crossings in northern Europe and the Baltic states.", origin=Origin.WORK)

    assert said(passage(f"By {NAME}", Role.BYLINE), copied) is FAILED


def test_another_persons_title_is_named_with_that_person() -> None:
    """The reason shows whose title it is, so that nobody has to search."""
    conclusion = check("credit.job_title", subject(f"Anna Berg is a {TITLE}."))

    assert "Anna Berg" in conclusion.reason


def test_the_remedy_mends_it() -> None:
    """The line that a failed finding proposes passes when somebody pastes it."""
    line = (check("credit.job_title", subject("Nothing.")).remedy or "").partition("“")[2].partition("”")[0]

    assert said(line) is PASSED


@pytest.mark.parametrize(
    ("text", "outcome"), [(f"{NAME}, {TITLE}, on ferries", PASSED), ("Read this", FAILED), ("A river historian writes", CANNOT_TELL)]
)
def test_shares_are_judged_alike(text: str, outcome: Outcome) -> None:
    """Every word of a post is its writer's, so no name is needed to tie a shortened title to the author."""
    assert check("credit.job_title", subject(text, place=Place.SHARE, network="x")).outcome is outcome
