"""What every requirement has in common; a kind adds its own options and the code that checks it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, NamedTuple

from attrcheck.kinds.condition import Condition
from attrcheck.model import Level, Place, Placement, Prominence, Value, Work

_PLACEMENTS = {
    Placement.BYLINE: "in the byline",
    Placement.TOP: "at the top",
    Placement.FIRST_PARAGRAPH: "in the first paragraph",
    Placement.END: "at the end",
    Placement.AUTHOR_BOX: "in the box about the author",
    Placement.NEAR_LINK: "near the link to the work",
}
_PROMINENCES = {Prominence.MARKUP: "be it in markup only", Prominence.NOT_SMALL: "not in small print"}


class Problem(NamedTuple):
    """What is wrong with a requirement as it is written: the key, and a sentence that says what would be right."""

    key: str
    sentence: str


class Requirement(Value, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind"):
    """One duty of the terms, or a part of one.

    A duty has an `id`, `asks` (the duty in plain words) and `places`: where it must be met and how strongly. `readings` replaces `places`
    for a named reading of the terms, `wording` is the exact sentence of the terms, if the user put it in. A part of a combination has
    none of these. `when` says for which copies it binds; for the others it is inapplicable.
    """

    id: str = ""
    asks: str = ""
    places: dict[Place, Level] = {}
    asked_at: str = ""
    wording: str = ""
    readings: dict[str, dict[Place, Level]] = {}
    when: Condition | None = None

    kind: ClassVar[str]
    # Where a requirement of this kind can be met at all, and whether it needs the copy laid beside the work's text.
    possible_places: ClassVar[frozenset[Place]] = frozenset(Place)
    compares: ClassVar[bool] = False

    def places_in(self, reading: str) -> dict[Place, Level]:
        """Return where the requirement binds in a reading of the terms."""
        return self.readings.get(reading, self.places)

    def sentence(self) -> str:
        """Return the duty as its options state it, in words that follow "must": "state the author's name"."""
        raise NotImplementedError

    def duty(self) -> str:
        """Return the sentence with where it is due and when it binds."""
        return self.sentence() + (f", when {self.when.sentence()}" if self.when else "")

    def problems(self) -> Iterator[Problem]:
        """Yield what is wrong with the options beyond their types."""
        yield from ()

    def lacks(self, work: Work) -> str:  # noqa: ARG002 - what kinds override
        """Return which fact about the work is missing for this requirement, as the end of a sentence; empty when none is."""
        return ""


class PlacedRequirement(Requirement, frozen=True, kw_only=True):
    """A requirement for something that a reader finds in a text: it may say where in the article, and how well it must be seen."""

    placement: Placement = Placement.ANYWHERE
    prominence: Prominence = Prominence.VISIBLE

    def duty(self) -> str:
        """Return the sentence with where in an article it is due, how well it must be seen, and when it binds."""
        said = [_PLACEMENTS.get(self.placement, ""), _PROMINENCES.get(self.prominence, "")]
        where = "".join(f", {words}" for words in said if words)
        return self.sentence() + where + (f", when {self.when.sentence()}" if self.when else "")

    def problems(self) -> Iterator[Problem]:
        """Yield a placement that the places of the requirement cannot have, or that its prominence takes the sense from."""
        if self.placement is not Placement.ANYWHERE and self.prominence is Prominence.MARKUP:
            yield Problem("placement", f"{self.placement!s} is a part of what readers see, but prominence is markup")
        if self.placement is not Placement.ANYWHERE and self.places and Place.ARTICLE not in self.places:
            yield Problem("placement", f"{self.placement!s} is a part of an article, but the requirement does not bind in place article")
