"""links.kept: which links of the work are still there."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from attrcheck.model import Change, Comparison, Conclusion, Difference, Origin, Outcome, Passage, Role, Subject
from tests.kinds.subjects import WORK, check, passage, subject

PASSED, FAILED, CANNOT_TELL, INAPPLICABLE = Outcome.PASSED, Outcome.FAILED, Outcome.CANNOT_TELL, Outcome.INAPPLICABLE
FERRIES, BOATS = WORK.links
OTHER = "https://other.example/"


def linked(url: str, **how: Any) -> Passage:
    """A copied passage whose whole text is a link."""
    return passage("in the archive", url=url, **{"origin": Origin.WORK, **how})


CUT = Change(sort=Difference.CUT, words=20, work="A whole paragraph.")


def copy(*passages: Passage, lost: tuple[str, ...] = (), changes: tuple[Change, ...] = ()) -> Subject:
    """A copy of these passages, compared with the work."""
    comparison = Comparison(kept=1.0, kept_words=100, paragraphs=4, kept_paragraphs=4, altered_words=0, lost_links=lost, changes=changes)
    return replace(subject("A paragraph.", *passages), comparison=comparison)


def altered(work: str, page: str) -> Change:
    """A change inside a kept paragraph."""
    return Change(sort=Difference.ALTERED, words=3, work=work, page=page)


def said(of: Subject, **options: Any) -> Conclusion:
    """What is said of a copy."""
    return check("links.kept", of, **options)


@pytest.mark.parametrize(
    ("of", "outcome"),
    [
        (copy(linked(FERRIES), linked(BOATS)), PASSED),
        (copy(linked(FERRIES.replace("https", "http")), linked(f"{BOATS}&utm_source=x")), PASSED),
        (copy(linked(FERRIES), lost=(BOATS,), changes=(CUT,)), CANNOT_TELL),
        (copy(lost=(FERRIES, BOATS), changes=(CUT,)), CANNOT_TELL),
        (copy(linked(FERRIES), linked(BOATS), changes=(CUT,)), PASSED),
        (copy(linked(FERRIES), lost=(BOATS,), changes=(altered("one of the boats, as the museum says,", "one"),)), CANNOT_TELL),
        (copy(linked(FERRIES), lost=(BOATS,), changes=(altered("60 passengers", "sixty passengers"),)), FAILED),
        (copy(linked(FERRIES), linked(BOATS, origin=Origin.OWN), lost=(BOATS,)), PASSED),
        (copy(linked(FERRIES), lost=(BOATS,)), FAILED),
        (copy(lost=(FERRIES, BOATS)), FAILED),
        (copy(linked(FERRIES), linked(OTHER), lost=(BOATS,)), FAILED),
        (copy(linked(FERRIES), linked(BOATS, hidden_by="display:none"), lost=(BOATS,)), FAILED),
        (copy(linked(FERRIES), linked(BOATS, role=Role.NAVIGATION), lost=(BOATS,)), FAILED),
        (copy(linked(FERRIES), linked(BOATS, role=Role.FOOTER), lost=(BOATS,)), CANNOT_TELL),
        (copy(linked(FERRIES), linked("https://bit.ly/3xYz"), lost=(BOATS,)), CANNOT_TELL),
        (
            copy(linked(FERRIES), linked("https://a.example/out?to=https%3A%2F%2Fmuseum.example%2Fboats%3Fid%3D7"), lost=(BOATS,)),
            CANNOT_TELL,
        ),
        (copy(), INAPPLICABLE),
        (subject(linked(FERRIES), linked(BOATS)), CANNOT_TELL),
    ],
)
def test_which_links_are_kept(of: Subject, outcome: Outcome) -> None:
    """Links of cut text are not missed, as far as one can know; without the comparison nothing is known."""
    assert said(of).outcome is outcome


@pytest.mark.parametrize(("share", "outcome"), [(0.0, PASSED), (0.5, PASSED), (0.51, FAILED), (1.0, FAILED)])
def test_how_many_must_be_kept(share: float, outcome: Outcome) -> None:
    """One of two is half."""
    assert said(copy(linked(FERRIES), lost=(BOATS,)), min_share=share).outcome is outcome


@pytest.mark.parametrize(
    ("of", "listed", "outcome"),
    [
        (copy(linked(FERRIES), linked(BOATS)), [FERRIES], PASSED),
        (copy(linked(FERRIES), linked(BOATS), linked(OTHER)), [OTHER], PASSED),
        (copy(linked(FERRIES), linked(BOATS)), [OTHER], FAILED),
        (copy(linked(FERRIES), linked(BOATS), linked(OTHER, role=Role.FOOTER)), [OTHER], CANNOT_TELL),
        (copy(linked(FERRIES), lost=(BOATS,), changes=(CUT,)), [BOATS], CANNOT_TELL),
        (copy(linked(FERRIES), lost=(BOATS,), changes=(CUT,)), [OTHER], FAILED),
        (copy(linked(FERRIES), lost=(BOATS,)), [BOATS], FAILED),
    ],
)
def test_listed_links(of: Subject, listed: list[str], outcome: Outcome) -> None:
    """A listed link must be there, unless it may belong to text that was not kept."""
    assert said(of, listed=listed).outcome is outcome


def test_listed_links_need_no_comparison() -> None:
    """Only the fraction asks what the kept text is."""
    page = subject(linked(OTHER))

    assert said(page, listed=[OTHER], min_share=0.0).outcome is PASSED
    assert said(page, listed=[OTHER]).outcome is CANNOT_TELL
    assert said(page, listed=[FERRIES], min_share=0.0).outcome is FAILED


@pytest.mark.parametrize("links", [(), ("#notes", "mailto:zoe@vandermeer.example", "http://[")])
def test_unknown_links(links: tuple[str, ...]) -> None:
    """A work given as text has no links; notes and mail addresses are none."""
    assert check("links.kept", copy(), replace(WORK, links=links, url="file:///work.html")).outcome is CANNOT_TELL


def test_the_reason_counts_and_names() -> None:
    """Whoever is accused sees how many are missing and which."""
    conclusion = said(copy(linked(FERRIES), lost=(BOATS,)))

    assert conclusion.reason == f"only 1 of 2 links of the text are on the page; missing: {BOATS}"
    assert conclusion.remedy == f"Keep these links in the text: {BOATS}."
