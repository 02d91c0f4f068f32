"""HTML: one file for people, which asks nothing of any network: sums, a matrix of pages and requirements, a section for each page.

Whatever a page says is text here and nothing else. Every expression of a template goes through `_inert` and is escaped by Jinja2; the
Content Security Policy of the file allows its own style and its own script by their digests, and nothing else at all.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from functools import cache
from hashlib import sha256

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from attrcheck.model import AnyReport
from attrcheck.reporters.changes import left_out, shown, sums
from attrcheck.reporters.html.addresses import address_of, fragment_address
from attrcheck.reporters.html.overview import overview_of
from attrcheck.reporters.html.pictures import Pictures
from attrcheck.reporters.html.quotes import parts, sides
from attrcheck.reporters.html.sections import cells, gist, section
from attrcheck.reporters.html.timeline import timeline
from attrcheck.reporters.moments import moment
from attrcheck.reporters.printable import printable
from attrcheck.reporters.rows import pasteable, piece_of, shortened, standing

# So many pieces of a template are joined before they are handed on: written one by one they take three times as long.
_BUFFER = 500
# The longest text that is shown in one piece, whatever it is: longer than any remedy, and no page makes the report as long as itself.
_LONGEST = 5_000
_LOADER = PackageLoader("attrcheck.reporters.html")


def render(report: AnyReport) -> Iterator[str]:
    """Yield the page, piece by piece, the worst targets first."""
    seen = overview_of(report)
    style, script = _part("style.css"), _part("script.js")
    stream = (
        _environment()
        .get_template("report.html")
        .stream(
            report=report,
            seen=seen,
            pictures=Pictures(seen.total),
            style=style,
            script=script,
            style_digest=_digest(style),
            script_digest=_digest(script),
        )
    )
    stream.enable_buffering(_BUFFER)
    yield from stream


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=_LOADER,
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_inert,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "address": address_of,
        "lines": _lines,
        "moment": moment,
        "pasteable": pasteable,
        "percent": _percent,
        "shortened": shortened,
    }
    environment.globals |= {
        "cells": cells,
        "fragment_address": fragment_address,
        "gist": gist,
        "parts": parts,
        "piece_of": piece_of,
        "section": section,
        "left_out": left_out,
        "shown": shown,
        "sides": sides,
        "standing": standing,
        "sums": sums,
        "timeline": timeline,
    }
    return environment


def _inert(value: object) -> object:
    """Return what an expression of a template shows: no control characters, no turn of the writing direction, no end of text."""
    return printable(shortened(value, _LONGEST)) if isinstance(value, str) and not isinstance(value, Markup) else value


def _lines(text: str) -> list[str]:
    """Return the lines of a text, which is shown with its line breaks."""
    return shortened(text, _LONGEST).splitlines()


def _percent(fraction: float) -> str:
    return f"{fraction:.1%}".replace(".0%", "%").replace("%", " %")


def _part(name: str) -> Markup:
    """Return the style or the script, which are ours: the only texts that are not escaped."""
    source, _, _ = _LOADER.get_source(_environment(), name)
    return Markup(source.strip())  # noqa: S704


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(sha256(text.encode()).digest()).decode()


__all__ = ["render"]
