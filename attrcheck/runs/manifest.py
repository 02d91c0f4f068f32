"""The list of a run's files with their digests: what was not changed since the scan ended."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import msgspec

from attrcheck.model import Value
from attrcheck.runs.files import write_whole
from attrcheck.runs.record import EVIDENCE, MANIFEST, REPORTS, RUN, TARGETS


class Entry(Value, frozen=True, kw_only=True):
    """A file of the run."""

    file: str
    size: int
    sha256: str


class Manifest(Value, frozen=True, kw_only=True):
    """All files of the run."""

    files: tuple[Entry, ...]


def seal(folder: Path) -> None:
    """Write the manifest of a run whose files will not change any more. Raises RunError."""
    names = [RUN, TARGETS, REPORTS, *sorted(path.name for path in folder.glob(EVIDENCE))]
    write_whole(folder / MANIFEST, [_written(Manifest(files=tuple(_entry(folder / name) for name in names)))])


def changes(folder: Path, only: str = "") -> Iterator[str]:
    """Yield a sentence for each file that is not as the manifest says, or for that file only; nothing where there is no manifest."""
    path = folder / MANIFEST
    if not path.exists():
        return
    try:
        manifest = msgspec.json.decode(path.read_bytes(), type=Manifest)
    except (msgspec.DecodeError, UnicodeDecodeError):
        yield f"{MANIFEST} is damaged"
        return
    if _written(manifest) != path.read_bytes():
        yield f"{MANIFEST} was changed"
    for entry in manifest.files:
        if only and entry.file != only:
            continue
        # A manifest may come from a stranger, and names no file outside of the run.
        file = folder / Path(entry.file).name
        if not file.is_file():
            yield f"{entry.file} is missing"
        elif _entry(file) != entry:
            yield f"{entry.file} was changed: its digest is not that of the manifest"
    if only and only not in {entry.file for entry in manifest.files}:
        yield f"{MANIFEST} does not name {only}"


def _entry(path: Path) -> Entry:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Entry(file=path.name, size=path.stat().st_size, sha256=digest)


def _written(manifest: Manifest) -> bytes:
    return msgspec.json.format(msgspec.json.encode(manifest), indent=1) + b"\n"
