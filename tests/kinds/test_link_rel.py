"""link.rel: whether readers and search engines can follow the links to the source."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from attrcheck.kinds.link_rel import LinkRel
from attrcheck.model import Link, Origin, Outcome, Passage, Role, Visibility
from tests.kinds.subjects import WORK, check, passage, subject

PASSED, FAILED, CANNOT_TELL, INAPPLICABLE = Outcome.PASSED, Outcome.FAILED, Outcome.CANNOT_TELL, Outcome.INAPPLICABLE
HERE = WORK.url
WRAPPED = f"https://www.google.com/url?q={HERE}"


def linked(*rel: str, url: str = HERE, role: Role = Role.BODY, origin: Origin = Origin.OWN, is_hidden: bool = False) -> Passage:
    """A link to the work with these rel values."""
    shown = Visibility.HIDDEN if is_hidden else Visibility.SHOWN
    link = Link(url=url, start=0, end=6, rel=rel)
    return Passage(
        text="Source", locator="p", role=role, origin=origin, visibility=shown, hidden_by="it" if is_hidden else None, links=(link,)
    )


@pytest.mark.parametrize(
    ("passages", "outcome"),
    [
        ((linked(),), PASSED),
        ((linked("noopener", "noreferrer", "external", "bookmark"),), PASSED),
        ((linked(origin=Origin.WORK),), PASSED),
        ((linked(url="https://courier.example/"),), PASSED),
        ((linked("nofollow"), linked()), PASSED),
        ((linked("nofollow"),), FAILED),
        ((linked("noopener", "nofollow"),), FAILED),
        ((linked("NoFollow"),), FAILED),
        ((linked("nofollow,noopener"),), FAILED),
        ((linked("ugc"),), FAILED),
        ((linked("sponsored"), linked("nofollow")), FAILED),
        ((linked(url=WRAPPED),), FAILED),
        ((linked(url=f"javascript:window.open('{HERE}')"),), FAILED),
        ((linked(url=f"javascript:window.open('{HERE}')"), linked()), PASSED),
        ((linked("nofollow"), linked(is_hidden=True)), FAILED),
        ((linked("nofollow"), linked(role=Role.NAVIGATION)), FAILED),
        ((linked("nofollow"), linked(role=Role.FOOTER)), CANNOT_TELL),
        ((linked(role=Role.FOOTER),), CANNOT_TELL),
        ((linked("nofollow", role=Role.FOOTER),), CANNOT_TELL),
        ((linked(origin=Origin.TERMS),), CANNOT_TELL),
        ((linked(url=f"{HERE}print/"),), CANNOT_TELL),
        ((linked(url="https://bit.ly/3xYz"),), CANNOT_TELL),
        ((linked(url="https://bit.ly/3xYz", origin=Origin.WORK),), INAPPLICABLE),
        ((linked(is_hidden=True),), INAPPLICABLE),
        ((linked(url="#"),), INAPPLICABLE),
        ((linked(url="javascript:void(0)"),), INAPPLICABLE),
        ((linked("nofollow", url="https://other.example/"),), INAPPLICABLE),
        ((linked(url=f"https://twitter.com/intent/tweet?url={HERE}"),), INAPPLICABLE),
        ((passage(HERE),), INAPPLICABLE),
        ((), INAPPLICABLE),
    ],
)
def test_which_links_can_be_followed(passages: tuple[Passage, ...], outcome: Outcome) -> None:
    """One good link is enough; without any there is nothing to say here."""
    conclusion = check("link.rel", subject("A paragraph.", *passages))

    assert conclusion.outcome is outcome
    assert bool(conclusion.remedy) is (outcome in (FAILED, CANNOT_TELL))


def test_what_is_forbidden_is_an_option() -> None:
    """Terms may forbid only some values, or allow redirectors."""
    assert check("link.rel", subject(linked("ugc")), forbid=["nofollow"]).outcome is PASSED
    assert check("link.rel", subject(linked("nofollow")), forbid=[]).outcome is PASSED
    assert check("link.rel", subject(linked("noreferrer")), forbid=["noreferrer"]).outcome is FAILED
    assert check("link.rel", subject(linked(url=WRAPPED)), redirectors=True).outcome is PASSED
    assert check("link.rel", subject(linked("nofollow", url=WRAPPED)), redirectors=True).outcome is FAILED
    assert LinkRel(forbid=()).sentence() == "link to the work directly"


def test_an_archive_rewrites_the_links_of_its_pages() -> None:
    """On a page that an archive keeps, the way through the archive is not the reuser's."""
    kept = linked(url=f"https://web.archive.org/web/2024/{HERE}")

    assert check("link.rel", replace(subject(kept), url="https://web.archive.org/web/2024/https://a.example/copy")).outcome is PASSED
    assert check("link.rel", subject(kept)).outcome is FAILED


def test_links_of_the_work_itself_are_not_judged() -> None:
    """What was copied with the text is as its author made it."""
    linking = replace(WORK, links=("https://courier.example/",))

    assert (
        check("link.rel", subject(linked("nofollow", url="https://courier.example/", origin=Origin.WORK)), linking).outcome is INAPPLICABLE
    )


def test_the_reason_says_what_is_wrong() -> None:
    """Every fault of every link, each once."""
    conclusion = check("link.rel", subject(linked("nofollow", "ugc"), linked("nofollow", "ugc"), linked(url=WRAPPED)))

    assert conclusion.reason.endswith("rel nofollow, rel ugc; goes through www.google.com")
    assert HERE in (conclusion.remedy or "")
