"""A credit line as runs of text, some of them links, and its three forms: plain text, HTML and Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import NamedTuple

# What CommonMark may take for markup inside a line; a backslash before any of them makes it a plain character.
_MARKS = re.compile(r"([\\`*_{}\[\]()<>#+!|~&])")


class Run(NamedTuple):
    """A stretch of a line: its text, and where it links to. `rel` is the link's type, such as ``license``."""

    text: str
    url: str = ""
    rel: str = ""


Line = tuple[Run, ...]


def as_text(lines: Sequence[Line]) -> str:
    """Return lines as plain text; the address of a link stands behind its words.

    >>> as_text([(Run("By "), Run("Zoë", "https://a.example/"))])
    'By Zoë (https://a.example/)'
    """
    return "\n".join("".join(_plain(run) for run in line) for line in lines)


def as_html(lines: Sequence[Line]) -> str:
    """Return lines as paragraphs of HTML.

    >>> as_html([(Run("By "), Run("<Zoë>", "https://a.example/?a&b"))])
    '<p>By <a href="https://a.example/?a&amp;b">&lt;Zoë&gt;</a></p>'
    """
    return "\n".join(f"<p>{''.join(_marked_up(run) for run in line)}</p>" for line in lines)


def as_markdown(lines: Sequence[Line]) -> str:
    """Return lines as paragraphs of Markdown.

    >>> as_markdown([(Run("By *Zoë* "), Run("x", "https://a.example/(b)"))])
    'By \\\\*Zoë\\\\* [x](<https://a.example/(b)>)'
    """
    return "\n\n".join("".join(_marked_down(run) for run in line) for line in lines)


def _plain(run: Run) -> str:
    return f"{run.text} ({run.url})" if run.url and run.url not in run.text else run.text


def _marked_up(run: Run) -> str:
    rel = f' rel="{escape(run.rel)}"' if run.rel else ""
    text = escape(run.text, quote=False)
    return f'<a href="{escape(run.url)}"{rel}>{text}</a>' if run.url else text


def _marked_down(run: Run) -> str:
    text = _MARKS.sub(r"\\\1", run.text)
    address = run.url.replace("<", "%3C").replace(">", "%3E").replace("\n", "")
    return f"[{text}](<{address}>)" if run.url else text
