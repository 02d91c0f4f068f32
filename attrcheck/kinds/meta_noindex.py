"""meta.noindex: the page asks search engines not to index it.

Passes: a robots meta tag, or the X-Robots-Tag header of the response, says noindex or none to every search engine.

Fails: no statement says so. Of a saved page the headers are not known, so that its markup alone decides.

Cannot tell: it is said to one search engine only.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrcheck.kinds.requirement import Requirement
from attrcheck.kinds.statements import quoted
from attrcheck.model import Conclusion, Metadatum, Outcome, Place, Subject, Work

# Meta tags that search engines read besides "robots", each for itself (developers.google.com, bing.com/webmasters, yandex.com/support).
_ENGINES = frozenset({"googlebot", "googlebot-news", "bingbot", "msnbot", "slurp", "yandex", "yandexbot", "duckduckbot", "baiduspider"})
_ALL = "robots"
_HEADER = "header:x-robots-tag"
_NOT_INDEXED = frozenset({"noindex", "none"})
# Directives that take a value after a colon; any other word before a colon is the name of a search engine.
_WITH_VALUE = frozenset({"max-snippet", "max-image-preview", "max-video-preview", "unavailable_after"})


class MetaNoindex(Requirement, frozen=True, kw_only=True, tag="meta.noindex"):
    """The page must be kept out of search engines. Combine it with `not` where the terms forbid that."""

    kind = "meta.noindex"
    possible_places = frozenset({Place.METADATA})

    def sentence(self) -> str:
        """Return the duty in words that follow "must"."""
        return "keep the copy out of search engines"


def check(requirement: MetaNoindex, work: Work, subject: Subject) -> Conclusion:
    """Return whether the page asks search engines to leave it out."""
    asked = [(engine, entry) for entry in subject.metadata for engine, directive in _directives(entry) if directive in _NOT_INDEXED]
    to_all = [entry for engine, entry in asked if engine == _ALL]
    if to_all:
        return Conclusion(outcome=Outcome.PASSED, reason="the page asks every search engine to leave it out", evidence=quoted(to_all))
    if asked:
        engines = ", ".join(dict.fromkeys(engine for engine, _ in asked))
        reason = f"the page asks only {engines} to leave it out, not every search engine"
        return Conclusion(outcome=Outcome.CANNOT_TELL, reason=reason, evidence=quoted(entry for _, entry in asked), remedy=remedy())
    said = [entry for entry in subject.metadata if any(_directives(entry))]
    headers = "; the headers of a saved page are not known" if subject.url.startswith("file:") else ""
    reason = f"noindex was not found in {len(subject.metadata)} statements of the markup{headers}"
    return Conclusion(outcome=Outcome.FAILED, reason=reason, evidence=quoted(said), remedy=remedy())


def remedy() -> str:
    """Return the element that makes the requirement pass."""
    return 'Put this into the page\'s <head>: <meta name="robots" content="noindex">'


def _directives(entry: Metadatum) -> Iterator[tuple[str, str]]:
    """Yield the directives of a statement, each with the search engine that it is for."""
    if entry.name not in (_HEADER, _ALL) and entry.name not in _ENGINES:
        return
    engine = _ALL if entry.name == _HEADER else entry.name
    for written in entry.value.lower().split(","):
        directive = written.strip()
        name, colon, rest = directive.partition(":")
        if colon and entry.name == _HEADER and name.strip() not in _WITH_VALUE:
            # In a header the name of an engine holds for all that follows: "googlebot: noindex, nofollow".
            engine, directive = name.strip(), rest.strip()
        yield engine, directive
