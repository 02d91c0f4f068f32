"""What every requirement has in common; a kind adds its own options and the code that checks it."""

from __future__ import annotations

from typing import ClassVar

from attrcheck.model import Level, Place, Value


class Requirement(Value, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind"):
    """One duty of the terms.

    `asks` is the duty in plain words and `wording` the exact sentence of the terms, if the user put it in. `places` says where it must
    be met and how strongly; `readings` replaces `places` for a named reading of the terms.
    """

    id: str
    asks: str
    places: dict[Place, Level]
    asked_at: str = ""
    wording: str = ""
    readings: dict[str, dict[Place, Level]] = {}

    kind: ClassVar[str]

    def places_in(self, reading: str) -> dict[Place, Level]:
        """Return where the requirement binds in a reading of the terms."""
        return self.readings.get(reading, self.places)
