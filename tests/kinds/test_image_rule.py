"""image.rule: the work's images, none of them, with a credit, or without those of some agencies."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from attrcheck.kinds import KINDS
from attrcheck.kinds.images import file_name, is_furniture, is_telling
from attrcheck.model import Conclusion, Metadatum, Origin, Outcome, Passage, Resource, Role, Subject, Visibility
from tests.kinds.subjects import NAME, WORK, check, passage, subject

PASSED, FAILED, CANNOT_TELL, INAPPLICABLE = Outcome.PASSED, Outcome.FAILED, Outcome.CANNOT_TELL, Outcome.INAPPLICABLE
KIND = "image.rule"
FERRY = WORK.images[0]
CREDIT = "Zoë Vandermeer / River Photo"
COPIED = passage("The last ferry leaves at nine.", origin=Origin.WORK)


def page(*content: Passage | str | Resource, **metadata: str) -> Subject:
    """An article with passages and images in this order; a plain string with a slash and no blank is the address of an image."""
    passages: list[Passage | str] = []
    loaded: list[Resource] = []
    for one in content:
        if isinstance(one, Resource) or (isinstance(one, str) and "/" in one and " " not in one):
            image = one if isinstance(one, Resource) else Resource(tag="img", url=one, locator="html>body>img", passage=0)
            loaded.append(replace(image, passage=len(passages)))
        else:
            passages.append(one)
    about = tuple(Metadatum(name=name.replace("_", ":"), value=value, locator="meta") for name, value in metadata.items())
    return replace(subject(*passages), resources=tuple(loaded), metadata=about)


def caption(text: str, visibility: Visibility = Visibility.SHOWN) -> Passage:
    """A caption."""
    hidden_by = None if visibility is Visibility.SHOWN else "it"
    return replace(passage(text, Role.CAPTION), visibility=visibility, hidden_by=hidden_by)


def none(of: Subject, *images: str) -> Outcome:
    """The outcome where none of the work's images may be used."""
    return check(KIND, of, replace(WORK, images=images or WORK.images), allow="none").outcome


def credited(of: Subject, **options: Any) -> Conclusion:
    """What is said where the work's images need a credit."""
    return check(KIND, of, allow="credited", **{"credits": [CREDIT], **options})


@pytest.mark.parametrize(
    ("url", "outcome"),
    [
        (FERRY, FAILED),
        (FERRY.replace("https:", "http:"), FAILED),
        (f"{FERRY}?w=640", FAILED),
        ("/wp-content/uploads/2024/06/ferry-at-night.jpg", FAILED),
        ("/uploads/Ferry-At-Night-1024x683.jpg", FAILED),
        ("/uploads/ferry-at-night-scaled.webp", FAILED),
        ("/uploads/ferry-at-night_640.jpg.webp", FAILED),
        ("/uploads/ferry-at-night@2x.avif", FAILED),
        ("https://i0.wp.com/a.example/uploads/ferry-at-night-300x200.jpg?resize=300%2C200", FAILED),
        ("/_next/image?url=https%3A%2F%2Fa.example%2Fferry-at-night.jpg&w=640&q=75", FAILED),
        (f"/_next/image?url={FERRY}&w=640", FAILED),
        ("/uploads/ferry-at-noon.jpg", PASSED),
        ("/uploads/another-ferry-at-night.jpg", PASSED),
        ("/uploads/5f3a9c0be1d24a77.jpg", CANNOT_TELL),
        ("/img/site-logo.png", PASSED),
        ("/img/icon.svg", PASSED),
        ("https://counter.theconversation.com/content/1/count.gif", PASSED),
    ],
)
def test_whether_it_is_the_works_image(url: str, outcome: Outcome) -> None:
    """The same address, or the same file in another size, format or place; a name that says nothing is for a person."""
    assert none(page(COPIED, url, COPIED)) is outcome


@pytest.mark.parametrize("name", ["image1", "photo", "1", "IMG_1234", "DSC_0042", "photo-1", "screenshot-2024-06-10", "featured-image"])
def test_names_that_any_picture_may_have(name: str) -> None:
    """Two cameras count alike, and systems name alike: nobody is accused of that."""
    assert none(page(COPIED, f"/uploads/{name}.jpg"), f"https://vandermeer.example/{name}.jpg") is CANNOT_TELL
    assert not is_telling(file_name(f"/{name}.jpg"))


@pytest.mark.parametrize("name", ["ferry-at-night", "harbour2024", "IMG_20240610_143501", "lyngvik_ferry", "вечерний-паром"])
def test_names_that_tell(name: str) -> None:
    """Eight letters of two words, or with a number: no coincidence on a page that copied the text too."""
    assert is_telling(file_name(f"/{name}.jpg"))


@pytest.mark.parametrize(
    ("of", "outcome"),
    [
        (page(COPIED), PASSED),
        (page(COPIED, passage("More", Role.RELATED, origin=Origin.CHROME), FERRY), CANNOT_TELL),
        (
            page(passage("Menu", Role.NAVIGATION, origin=Origin.CHROME, is_near=False), FERRY, passage("x", is_near=False), COPIED),
            CANNOT_TELL,
        ),
        (page(COPIED, og_image=FERRY), CANNOT_TELL),
        (page(COPIED, "/uploads/own-picture.jpg", og_image="/uploads/own-picture.jpg"), PASSED),
        (page(FERRY, COPIED), FAILED),
        (page(COPIED, Resource(tag="source", url=FERRY, locator="source", passage=0)), FAILED),
        (page(COPIED, Resource(tag="script", url=FERRY, locator="script", passage=0)), PASSED),
    ],
)
def test_where_the_image_stands(of: Subject, outcome: Outcome) -> None:
    """In the article; a teaser or a card may be another use, for a person to judge."""
    assert none(of) is outcome


def test_images_that_are_not_known() -> None:
    """With nothing to compare, an article without images is all that can be cleared."""
    bare = replace(WORK, images=())

    assert check(KIND, page(COPIED, "/a-picture.jpg"), bare, allow="none").outcome is CANNOT_TELL
    assert check(KIND, page(COPIED), bare, allow="none").outcome is PASSED
    assert check(KIND, page(COPIED), bare, allow="credited", credits=["x"]).outcome is INAPPLICABLE


def test_pictures_of_a_site_are_not_the_works() -> None:
    """Both pages carry the badge of the licence and a face of the author."""
    shared = ("https://i.creativecommons.org/l/by/4.0/88x31.png", "https://secure.gravatar.com/avatar/0a1b2c3d4e5f60718293", "/logo.png")

    assert all(map(is_furniture, shared))
    assert none(page(COPIED, *shared), FERRY, *shared) is PASSED


def test_the_authors_face_is_a_credit() -> None:
    """A copy may show who wrote it, in the byline or in a box."""
    face = "https://vandermeer.example/files/Zoe-Vandermeer-150x150.jpg"
    box = passage("Zoë Vandermeer writes about ferries.", Role.AUTHOR_BOX)

    assert none(page(NAME, face, COPIED), FERRY, face) is PASSED
    assert none(page(COPIED, box, FERRY, box)) is CANNOT_TELL


@pytest.mark.parametrize(
    ("of", "outcome"),
    [
        (page(COPIED, FERRY, caption(f"The night ferry. Photo: {CREDIT}"), COPIED), PASSED),
        (page(COPIED, FERRY, caption("The night ferry."), f"Photo: {CREDIT}", COPIED), PASSED),
        (page(COPIED, caption(CREDIT.upper()), FERRY, COPIED), PASSED),
        (page(COPIED, FERRY, passage(f"Photo: {CREDIT}", origin=Origin.WORK)), PASSED),
        (page(COPIED, FERRY, FERRY, caption(CREDIT)), PASSED),
        (page(COPIED, FERRY, caption("The night ferry.")), FAILED),
        (page(COPIED, FERRY, caption("Photo: Vandermeer")), FAILED),
        (page(COPIED, FERRY, caption(CREDIT, Visibility.HIDDEN)), FAILED),
        (page(COPIED, FERRY, caption(CREDIT, Visibility.UNKNOWN)), CANNOT_TELL),
        (page(COPIED, FERRY, COPIED, COPIED, COPIED, f"Photos: {CREDIT}"), CANNOT_TELL),
        (page(COPIED, "/uploads/own-picture.jpg", caption("Our own")), INAPPLICABLE),
        (page(COPIED), INAPPLICABLE),
        (page(COPIED, "/uploads/5f3a9c0be1d24a77.jpg"), CANNOT_TELL),
    ],
)
def test_a_credit_beside_each_image(of: Subject, outcome: Outcome) -> None:
    """Right above or below, for a reader to see; the caption may have been copied with its image."""
    assert credited(of).outcome is outcome


def test_one_credit_does_not_cover_two_images() -> None:
    """Each needs its own."""
    work = replace(WORK, images=(FERRY, "https://vandermeer.example/files/harbour-in-fog.jpg"))
    of = page(COPIED, FERRY, caption(CREDIT), COPIED, COPIED, COPIED, "/x/harbour-in-fog.jpg", COPIED)

    conclusion = check(KIND, of, work, allow="credited", credits=[CREDIT])

    assert conclusion.outcome is CANNOT_TELL
    assert "harbour-in-fog" in conclusion.evidence[0].quote


@pytest.mark.parametrize(
    ("of", "outcome"),
    [
        (page(COPIED, FERRY, caption("Photo: Anna Berg/Reuters")), CANNOT_TELL),
        (page(COPIED, FERRY, "REUTERS / Anna Berg"), CANNOT_TELL),
        (page(COPIED, FERRY, caption("Photo: Getty Images")), CANNOT_TELL),
        (page(COPIED, "Foto: Reuters"), CANNOT_TELL),
        (page(COPIED, FERRY, caption("A reuterswerd sculpture")), PASSED),
        (page(COPIED, FERRY, caption("Photo: Getty Museum")), PASSED),
        (page(COPIED, FERRY, caption("Photo: Reuters", Visibility.HIDDEN)), PASSED),
        (page(COPIED, FERRY, COPIED, COPIED, COPIED, "The minister told Reuters that the ferry will run."), PASSED),
        (page(COPIED, FERRY, "The minister told Reuters. " * 20), PASSED),
    ],
)
def test_agencies_in_captions(of: Subject, outcome: Outcome) -> None:
    """Whole words in a caption or a picture credit; the site may have the agency's leave, so nobody is accused."""
    assert check(KIND, of, allow="any", forbidden=["Reuters", "Getty Images"]).outcome is outcome


@pytest.mark.parametrize(
    ("options", "key"), [({"allow": "credited"}, "credits"), ({"allow": "any"}, "forbidden"), ({"allow": "none"}, None)]
)
def test_options_that_do_not_fit(options: dict[str, Any], key: str | None) -> None:
    """Nothing to look for is a mistake in the terms."""
    assert [problem.key for problem in msgspec.convert({"kind": KIND, **options}, KINDS[KIND].options).problems()] == ([key] if key else [])
