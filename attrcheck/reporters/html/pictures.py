"""Pictures of pages in the report: as data in the file, as many as it has room for, those of the worst pages first."""

from __future__ import annotations

import base64

from markupsafe import Markup

from attrcheck.model import Rendering

# A report of 1,000 pages with a history weighs 4.94 MB without pictures (tests/benchmarks/html.py), and is to stay below 5 MB.
_FILE, _PAGE = 5_000_000, 5_000


class Pictures:
    """Hands out the pictures of a report with so many pages until there is no more room, then says so."""

    def __init__(self, pages: int) -> None:
        self._room = _FILE - _PAGE * pages

    def address(self, rendering: Rendering) -> Markup:
        """Return the `data:` address of a page's picture, "" where there is none or no room. What is in it can be nothing but Base64."""
        if rendering.thumbnail is None:
            return Markup()
        address = "data:image/webp;base64," + base64.b64encode(rendering.thumbnail).decode()
        if len(address) > self._room:
            return Markup()
        self._room -= len(address)
        return Markup(address)  # noqa: S704
