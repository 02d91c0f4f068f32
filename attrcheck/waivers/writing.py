"""A waiver as text to append to a file: what stands there already, comments too, stays as it is."""

from __future__ import annotations

import msgspec

from attrcheck.waivers.language import WaiverEntry


def entry_text(entry: WaiverEntry, about: str) -> str:
    """Return the lines of a waiver for one finding. `about` says in one line, as a comment, what that is.

    Strings are written as JSON writes them, which TOML reads the same way once nothing in them is unprintable.
    """
    said = {"finding": entry.finding, "reason": entry.reason.value, "because": entry.because, "by": entry.by}
    lines = [f"# {about}", "[[waiver]]", *(f"{key} = {msgspec.json.encode(value).decode()}" for key, value in said.items())]
    return "\n".join((*lines, f"until = {entry.until.isoformat()}", ""))
