"""Report -> text: one module for each format, and the one list of them; none opens a file.

A report may hold more pages than memory does, so a reporter goes over its targets and yields the text in pieces.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from attrcheck.model import AnyReport
from attrcheck.reporters import badge, csv, github, gitlab, html, json, jsonl, junit, markdown, plain, sarif


class Reporter(NamedTuple):
    """A format: how a report is rendered in it, and how the names of its files end."""

    render: Callable[[AnyReport], Iterator[str]]
    suffix: str


REPORTERS: dict[str, Reporter] = {
    "badge": Reporter(badge.render, "badge.json"),
    "csv": Reporter(csv.render, "csv"),
    "github": Reporter(github.render, "github.txt"),
    "gitlab": Reporter(gitlab.render, "gitlab.json"),
    "html": Reporter(html.render, "html"),
    "json": Reporter(json.render, "json"),
    "jsonl": Reporter(jsonl.render, "jsonl"),
    "junit": Reporter(junit.render, "junit.xml"),
    "markdown": Reporter(markdown.render, "md"),
    "sarif": Reporter(sarif.render, "sarif"),
    "text": Reporter(plain.render, "txt"),
}


def reporter_of(name: str) -> Reporter | None:
    """Return the format whose suffix a file's name ends in, the longest one first; None when there is none.

    >>> [found.suffix if (found := reporter_of(name)) else None for name in ("a.json", "a.badge.json", "junit.xml", "a.html5")]
    ['json', 'badge.json', 'junit.xml', None]
    """
    ends = f".{name.lower()}"
    fitting = [one for one in REPORTERS.values() if ends.endswith(f".{one.suffix}")]
    return max(fitting, key=lambda one: len(one.suffix), default=None)


__all__ = ["REPORTERS", "Reporter", "reporter_of"]
