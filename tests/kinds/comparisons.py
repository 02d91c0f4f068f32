"""Copies that differ from the work, made up for the tests of the kinds that compare."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from attrcheck.model import Change, Comparison, Difference, Passage, Subject
from tests.kinds.subjects import subject

WORDS = 600


def change(sort: Difference, words: int = 1, work: str = "", page: str = "") -> Change:
    """A difference of so many words."""
    return Change(sort=sort, words=words, work=work, page=page, marked=f"[-{work}-] {{+{page}+}}", locator="html>body>p")


def altered(work: str, page: str) -> Change:
    """Words replaced by others."""
    return change(Difference.ALTERED, max(len(work.split()), len(page.split())), work, page)


def copy(*passages: Passage | str, kept: float = 1.0, changes: tuple[Change, ...] = (), **about: Any) -> Subject:
    """The article of a page that kept this fraction of a work of 600 words and 20 paragraphs, with these changes."""
    words = sum(one.words for one in changes if one.sort in (Difference.ALTERED, Difference.QUOTATION))
    figures: dict[str, Any] = {
        "kept_words": round(kept * WORDS),
        "paragraphs": 20,
        "kept_paragraphs": round(kept * 20),
        "altered_words": words,
    }
    return replace(subject(*passages), comparison=Comparison(kept=kept, changes=changes, **(figures | about)))
