"""Pages as a browser showed them, in an archive: what such a record says, and a capture again from one.

The page is a ``conversion`` record (WARC 1.1), which refers to the response that it was made of; its picture is a ``resource``
record under the name that Browsertrix gives to pictures of whole pages.
"""

from __future__ import annotations

from pathlib import Path

import msgspec
from msgspec.structs import replace

from attrcheck.archive.reading import Record, record_at
from attrcheck.errors import ArchiveError
from attrcheck.fetch import body_digest
from attrcheck.model import Archived, Capture, Rendering, Value

# A field of ours: WARC 1.1 lets tools add some (section 5). It holds a `Shown` as JSON.
RENDERING = "WARC-Rendering"
HTML, PICTURE = "text/html; charset=utf-8", "image/webp"
PICTURE_NAME = "urn:fullPage:"
# Ten million characters, the most that a browser may make of a page (`Bounds` in attrcheck/fetch/browser), of four bytes each.
_MOST_BYTES = 40_000_000


class Shown(Value, frozen=True, kw_only=True):
    """How a page was shown: by which browser, in which attribute it wrote what a reader sees, and whether a style sheet was lacking."""

    by: str
    mark: str
    lacks_style: bool = False


def rendered(capture: Capture, path: Path, offset: int) -> Capture:
    """Return a capture as a browser showed it, by the record that begins there. Raises ArchiveError when that is not such a record."""
    with record_at(path, offset) as record:
        body, shown = record.stream.read(_MOST_BYTES + 1), shown_of(record)
        name = record.header("WARC-Record-ID").strip("<>")
    if shown is None or len(body) > _MOST_BYTES:
        raise ArchiveError(f"{path}: the record at byte {offset:,} is no page as a browser showed it")
    place = Archived(record=name, file=path.name, offset=offset)
    made = Rendering(by=shown.by, digest=body_digest(body), size=len(body), lacks_style=shown.lacks_style, archived=place)
    headers = tuple((name, value) for name, value in capture.headers if name.lower() != "content-type")
    return replace(
        capture,
        record=replace(capture.record, rendering=made),
        body=body,
        headers=(*headers, ("Content-Type", HTML)),
        seen_mark=shown.mark,
    )


def shown_of(record: Record) -> Shown | None:
    """Return what a record says about how a page was shown, None where it is no such record of ours."""
    if record.sort != "conversion":
        return None
    try:
        return msgspec.json.decode(record.header(RENDERING), type=Shown)
    except (msgspec.DecodeError, UnicodeEncodeError):
        return None
