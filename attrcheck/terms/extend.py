"""Terms that extend others: what a file says takes the place of what the file below it says, key by key, requirement by requirement."""

from __future__ import annotations

from pathlib import Path
from typing import Any

# What belongs to one file alone: its own pages to test, what it leaves out, and what it is built on.
_OWN = ("test", "test_work", "drop", "extends")
# Files that lie beside the file that names them.
_FILES = ("text", "fingerprint")

Content = dict[str, Any]


def extended(lower: Content, upper: Content, folder: Path) -> Content:
    """Return the content of a file together with that of the file it extends, which lies in `folder`.

    Tables are merged key by key and requirements by id; `drop` names requirements of the lower file that do not bind; everything else is
    replaced. Values of wrong types are passed on, for the types to refuse.
    """
    merged = {key: value for key, value in lower.items() if key not in _OWN}
    _anchor(merged.get("work"), folder)
    for work in _tables(merged.get("works")):
        _anchor(work, folder)
    for key, value in upper.items():
        if key == "requirements":
            merged[key] = _requirements(merged.get(key), value)
        elif isinstance(value, dict) and isinstance(merged.get(key), dict):
            merged[key] = {**merged[key], **value}
        else:
            merged[key] = value
    dropped = upper.get("drop")
    if isinstance(dropped, list) and isinstance(merged.get("requirements"), list):
        merged["requirements"] = [entry for entry in merged["requirements"] if not (isinstance(entry, dict) and entry.get("id") in dropped)]
    return merged


def ids(content: Content) -> tuple[str, ...]:
    """Return the ids of the requirements of a file, as far as they are written."""
    return tuple(str(entry.get("id", "")) for entry in _tables(content.get("requirements")))


def _requirements(lower: Any, upper: Any) -> Any:
    if not isinstance(lower, list) or not isinstance(upper, list):
        return upper
    own = {entry["id"]: entry for entry in _tables(upper) if isinstance(entry.get("id"), str)}
    kept = [{**entry, **own.get(entry.get("id"), {})} if isinstance(entry, dict) else entry for entry in lower]
    known = {entry.get("id") for entry in _tables(lower)}
    return kept + [entry for entry in upper if not (isinstance(entry, dict) and entry.get("id") in known)]


def _tables(value: Any) -> list[Content]:
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def _anchor(work: Any, folder: Path) -> None:
    """Make the files of a work findable from another folder."""
    if isinstance(work, dict):
        for key in _FILES:
            if isinstance(work.get(key), str):
                work[key] = str((folder / work[key]).resolve())
