"""licence.notice: which licence is named, and where."""

from __future__ import annotations

import pytest

from attrcheck.model import Origin, Outcome, Passage, Role
from tests.kinds.subjects import check, passage, subject, unsure

PASSED, FAILED, CANNOT_TELL = Outcome.PASSED, Outcome.FAILED, Outcome.CANNOT_TELL


def said(text: str, *texts: str) -> Outcome:
    """The outcome for an article with this sentence, asked for these wordings."""
    return check("licence.notice", subject("A paragraph.", text), texts=list(texts) or ["CC BY 4.0"]).outcome


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("CC BY 4.0", PASSED),
        ("Licence: CC-BY-4.0.", PASSED),
        ("(cc by 4.0)", PASSED),
        ("Licence: CC\u00a0BY\u00a04.0, by Zoë Vandermeer", PASSED),
        ("Creative Commons licence (CC BY 4.0)", PASSED),
        ("Under CC BY 4.0\nPublished in May.", PASSED),
        ("Under CC BY 4.0. Share it!", PASSED),
        ("CC BY", CANNOT_TELL),
        ("Creative Commons Attribution 4.0 International License", CANNOT_TELL),
        ("Creative Commons Namensnennung 4.0", CANNOT_TELL),
        ("Republished under a Creative Commons license.", CANNOT_TELL),
        ("Licence: creativecommons.org/licenses/by/4.0/", CANNOT_TELL),
        ("CC BY 4", CANNOT_TELL),
        ("CC BY-NC 4.0", FAILED),
        ("CC BY NC 4.0", FAILED),
        ("CC-BY-SA-4.0", FAILED),
        ("CC BY 3.0", FAILED),
        ("CC BY 4.1", FAILED),
        ("CC0 1.0", FAILED),
        ("Creative Commons (CC BY-NC-ND 4.0)", FAILED),
        ("Creative Commons Attribution-NonCommercial 4.0 International", FAILED),
        ("Creative Commons Attribution-Non Commercial 4.0", FAILED),
        ("creativecommons.org/licenses/by-nc/4.0/", FAILED),
        ("Cc: by mail, 4.0 times", FAILED),
        ("All rights reserved.", FAILED),
        ("", FAILED),
    ],
)
def test_which_licence_is_named(text: str, outcome: Outcome) -> None:
    """Another element or version is another licence; the same one in other words is for a person to judge."""
    assert said(text) is outcome


@pytest.mark.parametrize(
    ("text", "asked", "outcome"),
    [
        ("CC BY 4.0", "CC BY", PASSED),
        ("CC BY 3.0", "CC BY", PASSED),
        ("CC BY, by Zoë", "CC BY", PASSED),
        ("CC BY by Zoë", "CC BY", PASSED),
        ("CC BY-SA", "CC BY", FAILED),
        ("CC BY – SA 3.0", "CC BY", FAILED),
        ("CC BY 4.0", "CC BY 4", CANNOT_TELL),
        ("CC BY-NC-ND 4.0", "CC BY-NC-ND 4.0", PASSED),
        ("CC BY-NC 4.0", "CC BY-NC-ND 4.0", FAILED),
        ("CC BY 4.0", "CC BY-NC 4.0", FAILED),
        ("Creative Commons Attribution-ShareAlike", "Creative Commons", PASSED),
        ("under a Creative Commons licence", "a Creative Commons licence", PASSED),
        ("under the GNU Free Documentation License", "GNU Free Documentation License", PASSED),
        ("under CC BY 4.0", "GNU Free Documentation License", FAILED),
        ("Lizenz: CC BY 4.0", "Licence: CC BY 4.0", CANNOT_TELL),
    ],
)
def test_wordings_of_all_sorts(text: str, asked: str, outcome: Outcome) -> None:
    """A wording may leave out the version, name no element, or be another licence altogether."""
    assert said(text, asked) is outcome


def test_any_wording_will_do() -> None:
    """Terms list the wordings that they take."""
    assert said("Creative Commons Attribution 4.0", "CC BY 4.0", "Creative Commons Attribution 4.0") is PASSED


@pytest.mark.parametrize(
    ("where", "outcome"),
    [
        (passage("CC BY 4.0", Role.AUTHOR_BOX), PASSED),
        (passage("CC BY 4.0", Role.FOOTER, origin=Origin.CHROME), CANNOT_TELL),
        (passage("CC BY 4.0", Role.CAPTION), CANNOT_TELL),
        (passage("CC BY 4.0", origin=Origin.WORK), CANNOT_TELL),
        (passage("CC BY 4.0", origin=Origin.TERMS), CANNOT_TELL),
        (passage("Photo: Anna Berg / Flickr, CC BY 4.0"), CANNOT_TELL),
        (passage("See the photos. Licence: CC BY 4.0"), PASSED),
        (unsure("CC BY 4.0"), CANNOT_TELL),
        (passage("CC BY 4.0", hidden_by="display:none"), FAILED),
        (passage("CC BY 4.0", Role.COMMENTS, origin=Origin.CHROME), FAILED),
        (passage("Creative Commons", hidden_by="display:none"), FAILED),
    ],
)
def test_where_the_notice_stands(where: Passage, outcome: Outcome) -> None:
    """The licence in the footer is the site's, the one after "Photo:" the picture's."""
    assert check("licence.notice", subject("A paragraph.", where)).outcome is outcome


@pytest.mark.parametrize(
    ("alt", "outcome"),
    [("CC BY 4.0", CANNOT_TELL), ("Creative Commons License", CANNOT_TELL), ("CC BY-NC 4.0", FAILED), ("A ferry at night", FAILED)],
)
def test_a_badge_may_show_the_name(alt: str, outcome: Outcome) -> None:
    """What is drawn in a picture cannot be read; its text says what it may be."""
    assert check("licence.notice", subject("A paragraph.", alt=alt)).outcome is outcome


def test_the_reason_names_the_other_licence() -> None:
    """Whoever names the wrong licence sees which."""
    conclusion = check("licence.notice", subject("Licensed under CC BY-NC 4.0 and CC BY 3.0."))

    assert "the page names “CC BY-NC 4.0” and “CC BY 3.0” instead" in conclusion.reason
    assert conclusion.remedy == "Add by the article: “CC BY 4.0”."
