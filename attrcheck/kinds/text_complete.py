"""text.complete: the copy holds all of the work.

Passes: at least `min_share` of the work's words stand on the page; where and how they are shown does not matter.

Fails: fewer do, by more than a tenth of the work. The first words of the paragraphs that were left out are shown.

Cannot tell: a little fewer do; the page has a next page, on which the rest may stand; the work's text is not at hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from attrcheck.kinds.copied_text import MAX_EVIDENCE, NOT_COMPARED, of_sort
from attrcheck.kinds.requirement import Problem, Requirement
from attrcheck.model import Comparison, Conclusion, Difference, Evidence, Origin, Outcome, Place, Subject, Visibility, Work
from attrcheck.text import words

# Short of the bound by so little, a box that we took for furniture or a paragraph in a picture may hold the rest.
_MARGIN = 0.1
# Words by which a reader finds a paragraph.
_FIRST_WORDS = 12
# Links with these words lead to the rest of a text, in the languages of the works we know. "Read more" is what teasers say.
_CONTINUES = frozenset(
    words(said)
    for said in (
        "continue reading", "keep reading", "next page", "weiterlesen", "nächste seite", "lire la suite", "page suivante",
        "lees verder", "verder lezen", "volgende pagina", "seguir leyendo", "página siguiente",
    )
)  # fmt: skip
# The end of an address whose next page has a number there: /story.html, /story/.
_PATH_END = re.compile(r"(?:\.\w{2,5}|/)$")
# What stands between an address and the number of its next page: /story/2, /story-2.html, /story,2.html.
_DIVIDERS = tuple("/-_,;.")
# Links that are looked at; a hostile page has any number.
_MAX_LINKS = 5_000


class TextComplete(Requirement, frozen=True, kw_only=True, tag="text.complete"):
    """At least this fraction of the work must be there."""

    min_share: float = 0.95

    kind = "text.complete"
    possible_places = frozenset({Place.ARTICLE})
    compares = True

    def sentence(self) -> str:
        """Return the duty in words that follow "must"."""
        return "take the text whole"

    def problems(self) -> Iterator[Problem]:
        """Yield a fraction that is none."""
        if not 0 < self.min_share <= 1:
            yield Problem("min_share", f"{self.min_share} is not a fraction above 0, up to 1")


def check(requirement: TextComplete, work: Work, subject: Subject) -> Conclusion:
    """Return whether the subject holds all of the work."""
    compared = subject.comparison
    if compared is None:
        return NOT_COMPARED
    reason = f"{compared.kept:.1%} of the work's words stand on the page, {requirement.min_share:.0%} are asked for"
    if compared.kept >= requirement.min_share:
        return Conclusion(outcome=Outcome.PASSED, reason=reason)
    following = next(_next_pages(subject), None)
    if following:
        reason += f"; the rest may stand on the next page ({following})"
    is_near = compared.kept >= requirement.min_share - _MARGIN
    outcome = Outcome.CANNOT_TELL if following or is_near else Outcome.FAILED
    return Conclusion(outcome=outcome, reason=reason, evidence=tuple(_cut(compared)), remedy=remedy(work))


def remedy(work: Work) -> str:
    """Return what makes the requirement pass."""
    return f"Publish the text whole, as it stands at {work.url}."


def _cut(compared: Comparison) -> Iterator[Evidence]:
    """Yield the first words of paragraphs that were left out."""
    for change in of_sort(compared, Difference.CUT)[:MAX_EVIDENCE]:
        first = change.work.split()
        more = " …" if len(first) > _FIRST_WORDS else ""
        yield Evidence(quote=f"left out: {' '.join(first[:_FIRST_WORDS])}{more}", locator=change.locator)


def _next_pages(subject: Subject) -> Iterator[str]:
    """Yield addresses on which the page says that its text goes on.

    Many sites call the next story `next` as well: an address counts when it is the page's own with something behind it.
    """
    for entry in subject.metadata:
        if entry.name == "link:next" and _is_next(entry.value, subject.url):
            yield entry.value
    links = ((link, p) for p in subject.passages if p.visibility is not Visibility.HIDDEN for link in p.links)
    for (link, passage), _ in zip(links, range(_MAX_LINKS), strict=False):
        says = passage.origin is not Origin.CHROME and words(passage.text[link.start : link.end]) in _CONTINUES
        if _is_next(link.url, subject.url, says_so=says or "next" in link.rel):
            yield link.url


def _is_next(url: str, page: str, says_so: bool = True) -> bool:
    """Tell whether an address is a further page of the same text."""
    if not says_so:
        return False
    try:
        one, own = urlsplit(urljoin(page, url)), urlsplit(page)
    except ValueError:  # No address at all, such as http://[
        return False
    if one.netloc != own.netloc:
        return False
    stem = _PATH_END.sub("", own.path)
    rest = one.path[len(stem) :] if stem and one.path.startswith(stem) else ""
    is_below = one.path != own.path and rest[:1] in _DIVIDERS and rest != "/"
    return is_below or (one.path == own.path and one.query != own.query and one.query.startswith(own.query))
