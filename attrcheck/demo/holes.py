"""Holes in hand-written pages: `[[work 2-5]]` stands for paragraphs 2 to 5 of the work, so that no page repeats its text."""

import html
import re
from urllib.parse import quote

TERMS_START = "(Reuse notice)"
"""The words with which the terms of the demonstration work begin: from here on, paragraphs are terms."""

LEAD = "had an exclusive interview with"
"""The words of the one paragraph that names the author in the third person; `nolead` leaves it out."""

# A hole is one of four words and its options in double square brackets; any other bracket is left as it is, so that scripts
# and wiki markup on a page survive.
_HOLE = re.compile(r"\[\[(work|terms|title|page)((?: (?:text|nolead|quoted|\d+(?:-\d+)?))*)\]\]")


def expand(page: str, work: str, url: str) -> str:
    """Return the page with every hole filled from the work (paragraphs between blank lines, the title first) and the page's address.

    >>> work = "Title\\n\\nOne & only.\\n\\nA heading\\n\\nTwo.\\n\\n(Reuse notice) Ask."
    >>> expand("<h1>[[title]]</h1>[[work]]", work, "")
    '<h1>Title</h1><p>One &amp; only.</p>\\n<h2>A heading</h2>\\n<p>Two.</p>'
    >>> expand("<div>[[work text 2-4]]</div>[[terms]]", work, "")
    '<div>One &amp; only.<br><br>A heading<br><br>Two.</div><p>(Reuse notice) Ask.</p>'
    >>> expand("<a href='[[page]]'>?u=[[page quoted]]</a> [[other]]", work, "http://a.example/b")
    "<a href='http://a.example/b'>?u=http%3A%2F%2Fa.example%2Fb</a> [[other]]"
    """
    paragraphs = [" ".join(part.split()) for part in re.split(r"\n\s*\n", work) if part.strip()]
    return _HOLE.sub(lambda hole: _fill(hole[1], hole[2].split(), paragraphs, url), page)


def _fill(word: str, options: list[str], paragraphs: list[str], url: str) -> str:
    if word == "page":
        return quote(url, safe="") if "quoted" in options else html.escape(url)
    if word == "title":
        return html.escape(paragraphs[0], quote=False)
    end_of_text = next((i for i, text in enumerate(paragraphs) if text.startswith(TERMS_START)), len(paragraphs))
    if word == "terms":
        return "\n".join(_tagged(text) for text in paragraphs[end_of_text:])
    first, last = _range(options, end_of_text)
    chosen = [text for text in paragraphs[first - 1 : last] if not ("nolead" in options and LEAD in text)]
    if "text" in options:
        return "<br><br>".join(html.escape(text, quote=False) for text in chosen)
    return "\n".join(_tagged(text) for text in chosen)


def _range(options: list[str], end_of_text: int) -> tuple[int, int]:
    """First and last paragraph, counted from 1 with the title; without numbers all but the title and the terms."""
    for option in options:
        if option[0].isdigit():
            first, _, last = option.partition("-")
            return int(first), int(last or first)
    return 2, end_of_text


def _tagged(text: str) -> str:
    """A line without closing punctuation is a subheading, as in the work."""
    tag = "p" if text.endswith((".", "!", "?", ":", "”", '"', ")")) else "h2"
    return f"<{tag}>{html.escape(text, quote=False)}</{tag}>"
