"""The lost links of a work, each on the words that have it in the work."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrcheck.kinds import AnyRequirement
from attrcheck.kinds.links_kept import LinksKept, link_words, missing_links
from attrcheck.model import Origin, Remedy, Spot, Subject, Work
from attrcheck.remedies.lines import Line, Run, as_html, as_markdown, as_text
from attrcheck.text import squeeze


def lost_links(parts: Sequence[AnyRequirement], work: Work, subject: Subject | None) -> Remedy | None:
    """Return the links to put back on copied words of an article; None where none is missing whose words stand there.

    Words that do not stand in the copy may have been cut together with their link, which is no matter of links.
    """
    lines = tuple(dict.fromkeys(_lines(parts, work, subject))) if subject else ()
    if not lines:
        return None
    html = as_html(lines).replace("<p>", "").replace("</p>", "")
    where = "on these words of the text, which have them in the work"
    return Remedy(spot=Spot.LINKS, where=where, text=as_text(lines), html=html, markdown=as_markdown(lines))


def _lines(parts: Sequence[AnyRequirement], work: Work, subject: Subject) -> Iterator[Line]:
    copied = "\n".join(squeeze(passage.text) for passage in subject.passages if passage.origin is Origin.WORK)
    words_of = link_words(work)
    for part in parts:
        for url in missing_links(part, work, subject) if isinstance(part, LinksKept) else ():
            if words_of.get(url, "\n\n") in copied:
                yield (Run(words_of[url], url),)
