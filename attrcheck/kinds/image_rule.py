"""image.rule: the work's images are used as the terms allow.

An image is the work's when its address is the same, or the name of its file, if that says more than "photo 1"; size and format do not
matter.

Passes: none is allowed and none of the work's images is on the page; a credit is asked for and stands, for a reader to see, right above
or below each of them; or no caption names an agency that the terms exclude.

Fails: none is allowed and one is in the article; or a credit is asked for and one has none anywhere on the page.

Cannot tell: the work's images are not known and the article has some; an image has a name that any picture may have; it stands outside
of the article; its credit stands elsewhere on the page; or a caption names an excluded agency, whose leave the site may have.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from attrcheck.kinds.images import Images, Likeness, is_furniture
from attrcheck.kinds.other_credits import PICTURE
from attrcheck.kinds.requirement import Problem, Requirement
from attrcheck.kinds.standing import counted
from attrcheck.model import Conclusion, Evidence, Origin, Outcome, Passage, Place, Resource, Role, Subject, Visibility, Work
from attrcheck.text import excerpt, find_words, tokens, words

_TAGS = ("img", "amp-img", "amp-anim", "source")
# A page's markup names the picture of its card; readers meet it in shares.
_CARDS = ("og:image", "twitter:image")
# A caption stands right above or below its image, with a second line or a credit of its own at most.
_NEAR = 2
# Longer passages are paragraphs, which name agencies as their sources.
_MAX_CAPTION = 200
_MAX_EVIDENCE, _MAX_QUOTE = 3, 200


class ImageUse(StrEnum):
    """Which images of the work may be used."""

    NONE = "none"
    CREDITED = "credited"
    ANY = "any"


_SENTENCES = {
    ImageUse.NONE: "use none of the work's images",
    ImageUse.CREDITED: "credit the work's images",
    ImageUse.ANY: "use no image of an agency that the terms exclude",
}


class ImageRule(Requirement, frozen=True, kw_only=True, tag="image.rule"):
    """Images of the work: none of them, only with one of these credits in their caption, or any but those of these agencies."""

    allow: ImageUse
    credits: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()

    kind = "image.rule"
    possible_places = frozenset({Place.ARTICLE})

    def sentence(self) -> str:
        """Return the duty in words that follow "must"."""
        return _SENTENCES[self.allow]

    def problems(self) -> Iterator[Problem]:
        """Yield options that do not fit the use."""
        if self.allow is ImageUse.CREDITED and not self.credits:
            yield Problem("credits", "is empty, but the images are to be credited")
        if self.allow is ImageUse.ANY and not self.forbidden:
            yield Problem("forbidden", "is empty, and any image is allowed: nothing would ever be checked")


def check(requirement: ImageRule, work: Work, subject: Subject) -> Conclusion:
    """Return whether the images of the work are used as the terms allow."""
    if requirement.allow is ImageUse.ANY:
        return _without_agencies(requirement, subject)
    images = Images(work)
    seen = [_Image(resource, *images.find(resource.url, subject.url)) for resource in _loaded(subject)]
    inside = [image for image in seen if _is_inside(image.resource, subject)]
    if not images.are_known:
        reason = "the work's images are not known, and the article has some" if inside else "the article has no image"
        evidence = _quoted(inside)
        return _said(Outcome.CANNOT_TELL if inside else _without(requirement), reason, evidence, requirement)
    if requirement.allow is ImageUse.NONE:
        return _none(requirement, seen, inside, [*_cards(subject, images)])
    return _credited(requirement, inside, subject)


def remedy(requirement: ImageRule) -> str:
    """Return what makes the requirement pass."""
    if requirement.allow is ImageUse.CREDITED:
        return f"Write below each image of the work: “{requirement.credits[0] if requirement.credits else ''}”."
    if requirement.allow is ImageUse.NONE:
        return "Take the work's images off the page."
    return f"Take images of {' or '.join(requirement.forbidden)} off the page, unless you have their leave."


class _Image(NamedTuple):
    """An image on the page, how sure it is that it is the work's, and which of the work's it is."""

    resource: Resource
    likeness: Likeness
    original: str


def _none(requirement: ImageRule, seen: list[_Image], inside: list[_Image], cards: list[Evidence]) -> Conclusion:
    used = [image for image in inside if image.likeness is Likeness.SAME]
    if used:
        reason = f"{counted(len({image.original for image in used}), 'image')} of the work in the article"
        return _said(Outcome.FAILED, reason, _quoted(used), requirement)
    outside = [image for image in seen if image.likeness is Likeness.SAME]
    if outside:
        return _said(Outcome.CANNOT_TELL, "an image of the work stands on the page, not in the article", _quoted(outside), requirement)
    if cards:
        return _said(Outcome.CANNOT_TELL, "an image of the work stands in the page's card for shares only", tuple(cards), requirement)
    unsure = [image for image in inside if image.likeness is Likeness.UNSURE]
    if unsure:
        reason = "the article has an image that may be the work's: its name tells nothing"
        return _said(Outcome.CANNOT_TELL, reason, _quoted(unsure), requirement)
    return _said(Outcome.PASSED, f"none of the work's images is among {counted(len(seen), 'image')} on the page", (), requirement)


def _credited(requirement: ImageRule, inside: list[_Image], subject: Subject) -> Conclusion:
    used = [image for image in inside if image.likeness is not Likeness.OTHER]
    if not used:
        return _said(Outcome.INAPPLICABLE, "none of the work's images is in the article", (), requirement)
    credited = {i for i, passage in enumerate(subject.passages) if _names_any(passage, requirement.credits)}
    plain = {i for i in credited if subject.passages[i].visibility is Visibility.SHOWN}
    # The same picture may stand there twice, once for browsers without scripts; one caption is enough.
    done = {image.original for image in used if image.original and not plain.isdisjoint(_around(image.resource))}
    bare = [image for image in used if image.original not in done and plain.isdisjoint(_around(image.resource))]
    if not bare:
        said = subject.passages[min(plain.intersection(i for image in used for i in _around(image.resource)))]
        reason = f"{counted(len(done) or len(used), 'image')} of the work with a credit"
        return _said(Outcome.PASSED, reason, (_caption(said, requirement.credits),), requirement)
    if all(image.likeness is Likeness.UNSURE for image in bare):
        return _said(Outcome.CANNOT_TELL, "an image without a credit may be the work's: its name tells nothing", _quoted(bare), requirement)
    bare = [image for image in bare if image.likeness is Likeness.SAME]
    if credited:
        elsewhere = subject.passages[min(credited)]
        reason = "an image of the work has no credit beside it for every reader to see; one stands elsewhere"
        return _said(Outcome.CANNOT_TELL, reason, (*_quoted(bare[:1]), _caption(elsewhere, requirement.credits)), requirement)
    return _said(Outcome.FAILED, "an image of the work has no credit beside it", _quoted(bare), requirement)


def _without_agencies(requirement: ImageRule, subject: Subject) -> Conclusion:
    """Return whether a caption names an agency that the terms exclude."""
    near = {i for resource in _loaded(subject) for i in _around(resource)}
    named = [
        passage
        for i, passage in enumerate(subject.passages)
        if (passage.role is Role.CAPTION or (len(passage.text) <= _MAX_CAPTION and (i in near or PICTURE.search(passage.text))))
        and _names_any(passage, requirement.forbidden)
    ]
    if named:
        reason = "a caption names an agency that the terms exclude; whether the site has its leave is for a person to ask"
        evidence = tuple(_caption(passage, requirement.forbidden) for passage in named[:_MAX_EVIDENCE])
        return _said(Outcome.CANNOT_TELL, reason, evidence, requirement)
    return _said(Outcome.PASSED, "no caption names an agency that the terms exclude", (), requirement)


def _loaded(subject: Subject) -> list[Resource]:
    return [resource for resource in subject.resources if resource.tag in _TAGS and not is_furniture(resource.url)]


def _is_inside(resource: Resource, subject: Subject) -> bool:
    """Tell whether an image stands in the article: what is right above or below it does."""
    beside = subject.passages[max(0, resource.passage - 1) : resource.passage + 1]
    return any(p.is_near_work and p.origin is not Origin.CHROME and p.role is not Role.AUTHOR_BOX for p in beside)


def _cards(subject: Subject, images: Images) -> Iterator[Evidence]:
    for entry in subject.metadata:
        if entry.name in _CARDS and images.find(entry.value, subject.url)[0] is Likeness.SAME:
            yield Evidence(quote=entry.value[:_MAX_QUOTE], locator=entry.locator)


def _around(resource: Resource) -> range:
    return range(max(0, resource.passage - _NEAR), resource.passage + _NEAR)


def _names_any(passage: Passage, names: tuple[str, ...]) -> bool:
    found = tokens(passage.text) if passage.visibility is not Visibility.HIDDEN else []
    return any(find_words(found, words(name)) >= 0 for name in names)


def _caption(passage: Passage, names: tuple[str, ...]) -> Evidence:
    """Return a passage as evidence, from the place where it says one of the names."""
    found = tokens(passage.text)
    at = max((find_words(found, words(name)) for name in names), default=0)
    start = found[max(at, 0)].start if found else 0
    return Evidence(quote=excerpt(passage.text, start, start + 1), locator=passage.locator)


def _without(requirement: ImageRule) -> Outcome:
    return Outcome.PASSED if requirement.allow is ImageUse.NONE else Outcome.INAPPLICABLE


def _quoted(images: list[_Image]) -> tuple[Evidence, ...]:
    return tuple(Evidence(quote=one.resource.url[:_MAX_QUOTE], locator=one.resource.locator) for one in images[:_MAX_EVIDENCE])


def _said(outcome: Outcome, reason: str, evidence: tuple[Evidence, ...], requirement: ImageRule) -> Conclusion:
    is_open = outcome not in (Outcome.PASSED, Outcome.INAPPLICABLE)
    return Conclusion(outcome=outcome, reason=reason, evidence=evidence, remedy=remedy(requirement) if is_open else None)
