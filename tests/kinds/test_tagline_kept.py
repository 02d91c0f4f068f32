"""tagline.kept: whether the line stands where a reader sees it."""

from __future__ import annotations

import time

import pytest

from attrcheck.model import Origin, Outcome, Passage, Role
from tests.kinds.subjects import OPTIONS, check, passage, subject, unsure

PASSED, FAILED, CANNOT_TELL = Outcome.PASSED, Outcome.FAILED, Outcome.CANNOT_TELL
LINE = OPTIONS["tagline.kept"]["text"]
LONG = "The Lyngvik Courier is a newsroom without owners, paid for by its readers and by the River Fund since 1987."


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        (LINE, PASSED),
        ("Before it. THIS STORY — was supported by the “River Fund”! After it.", PASSED),
        ("This story was generously supported by the River Fund.", CANNOT_TELL),
        ("This story was supported by the Fund.", CANNOT_TELL),
        ("Our story was supported by the Lake Fund.", CANNOT_TELL),
        ("River Fund the by supported was story this.", FAILED),
        ("This story was written by editors.", FAILED),
        ("Fund", FAILED),
        ("", FAILED),
    ],
)
def test_how_the_line_is_written(text: str, outcome: Outcome) -> None:
    """Case and punctuation do not matter; a few changed words are for a person to judge."""
    assert check("tagline.kept", subject("A paragraph.", text)).outcome is outcome


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        (LONG, PASSED),
        (LONG.replace("newsroom", "paper"), PASSED),
        (LONG.replace("since 1987", ""), PASSED),
        (LONG.replace("a newsroom without owners", "an independent paper"), CANNOT_TELL),
        (LONG[:50], FAILED),
    ],
)
def test_a_long_line_may_differ_a_little(text: str, outcome: Outcome) -> None:
    """Nine words of ten are the line."""
    assert check("tagline.kept", subject("A paragraph.", text, "More of it."), text=LONG).outcome is outcome


@pytest.mark.parametrize(
    ("passages", "outcome"),
    [
        ((passage(LINE, origin=Origin.WORK),), PASSED),
        ((passage(LINE, origin=Origin.TERMS),), PASSED),
        ((passage(LINE, Role.AUTHOR_BOX),), PASSED),
        (("This story was supported", passage("by the River Fund.", origin=Origin.WORK)), PASSED),
        (("This story was supported", passage("x y z", hidden_by="it"), "by the River Fund."), PASSED),
        ((passage(LINE, Role.FOOTER, origin=Origin.CHROME),), CANNOT_TELL),
        ((passage(LINE, Role.CAPTION),), CANNOT_TELL),
        ((unsure(LINE),), CANNOT_TELL),
        ((passage(LINE, hidden_by="display:none"),), FAILED),
        ((passage(LINE, Role.RELATED, origin=Origin.CHROME),), FAILED),
        ((passage(LINE, Role.COMMENTS, origin=Origin.WORK),), FAILED),
        (("This", passage("story was supported by the River", hidden_by="it"), "Fund"), FAILED),
        ((passage(LINE, hidden_by="display:none"), LINE), PASSED),
    ],
)
def test_where_the_line_stands(passages: tuple[Passage | str, ...], outcome: Outcome) -> None:
    """It belongs to the work, so copied words count; what no reader sees does not."""
    assert check("tagline.kept", subject("A paragraph.", *passages)).outcome is outcome


def test_the_similarity_is_an_option() -> None:
    """Terms may be strict or lenient."""
    text = "This story was supported by the Fund."

    assert check("tagline.kept", subject(text), similarity=0.7).outcome is PASSED
    assert check("tagline.kept", subject(f"{LINE} It was."), similarity=1.0).outcome is PASSED
    assert check("tagline.kept", subject(text), similarity=1.0).outcome is CANNOT_TELL


def test_the_best_stretch_decides() -> None:
    """Half of the line elsewhere does not hide the whole of it."""
    decoys = ["This story was supported by the sea."] * 60

    assert check("tagline.kept", subject(*decoys, LINE)).outcome is PASSED


def test_a_failure_says_what_to_keep() -> None:
    """The line that a failed finding proposes passes when somebody pastes it."""
    conclusion = check("tagline.kept", subject(passage(LINE, hidden_by="opacity:0")))

    assert "opacity:0" in conclusion.reason
    assert LINE in (conclusion.remedy or "")


def test_a_page_of_nothing_but_the_line_costs_little() -> None:
    """Only so many stretches are compared word by word."""
    page = subject(*["the River Fund by was this supported"] * 20_000)
    began = time.process_time()

    assert check("tagline.kept", page).outcome is not PASSED
    assert time.process_time() - began < 3
