"""meta.author: the page's markup names the author.

Passes: one of the statements that count holds the name of an author in any spelling, or is one of his or her accounts. One of several
authors is enough; the reason says whom the markup names besides.

Fails: none of the statements that count names an author.

Cannot tell: the only statement that may mean an author is an address with the name in it.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrcheck.kinds.names import find_names, is_same_person
from attrcheck.kinds.requirement import Problem, Requirement
from attrcheck.kinds.statements import quoted
from attrcheck.model import Author, Conclusion, Metadatum, Outcome, Place, Profile, Subject, Work
from attrcheck.text import tokens, words
from attrcheck.urls import profile_of, same_profile

_FIELDS = ("author", "article:author", "jsonld:author", "dc.creator", "parsely-author", "twitter:creator", "fediverse:creator")
# Statements that hold a handle instead of a name, and the network that it is on.
_NETWORKS = {"twitter:creator": "x", "fediverse:creator": "mastodon"}


class MetaAuthor(Requirement, frozen=True, kw_only=True, tag="meta.author"):
    """The markup must name the author, in one of these statements; none means in any."""

    fields: tuple[str, ...] = ()

    kind = "meta.author"
    possible_places = frozenset({Place.METADATA})

    def sentence(self) -> str:
        """Return the duty in words that follow "must"."""
        return f"name the author in the markup{f' ({_either(self.fields)})' if self.fields else ''}"

    def problems(self) -> Iterator[Problem]:
        """Yield statements that never name an author."""
        for field in self.fields:
            if field not in _FIELDS:
                yield Problem("fields", f"{field!r} is no statement about authors; known are {', '.join(_FIELDS)}")

    def lacks(self, work: Work) -> str:
        """Return that no author is known."""
        return "" if work.authors else "asks for a name, but no author is known: neither [author] nor the work's page names a person"


def check(requirement: MetaAuthor, work: Work, subject: Subject) -> Conclusion:
    """Return whether the markup names one of the authors."""
    fields = requirement.fields or _FIELDS
    statements = [entry for entry in subject.metadata if entry.name in fields]
    naming = [entry for entry in statements if any(_names(entry, author) for author in work.authors)]
    others = [entry for entry in statements if entry not in naming and "://" not in entry.value and entry.name not in _NETWORKS]
    named = ", ".join(dict.fromkeys(f"“{entry.value[:80]}” ({entry.name})" for entry in others[:3]))
    if naming:
        besides = f"; it also names {named}" if others else ""
        return Conclusion(outcome=Outcome.PASSED, reason=f"the markup names the author{besides}", evidence=quoted([*naming, *others]))
    perhaps = [entry for entry in statements if any(_holds_name(entry.value, author) for author in work.authors)]
    if perhaps:
        reason = "the markup names the author only inside an address or a handle that the terms do not know"
        return Conclusion(outcome=Outcome.CANNOT_TELL, reason=reason, evidence=quoted(perhaps), remedy=remedy(requirement, work))
    reason = f"the author's name was not found in the markup ({_either(fields)})" + (f"; it names {named}" if others else "")
    return Conclusion(outcome=Outcome.FAILED, reason=reason, evidence=quoted(others), remedy=remedy(requirement, work))


def remedy(requirement: MetaAuthor, work: Work) -> str:
    """Return the statement that makes the requirement pass."""
    field = (requirement.fields or _FIELDS)[0]
    if field.startswith("jsonld:"):
        return f'Put this into the page\'s JSON-LD: "author": {{"@type": "Person", "name": "{work.author.name}"}}'
    handle = next((own.handle for own in work.author.profiles if own.platform == _NETWORKS.get(field) and own.handle), None)
    key = "property" if field == "article:author" else "name"
    return f'Put this into the page\'s <head>: <meta {key}="{field}" content="{f"@{handle}" if handle else work.author.name}">'


def _names(entry: Metadatum, author: Author) -> bool:
    """Tell whether a statement names an author or one of his or her accounts."""
    network = _NETWORKS.get(entry.name)
    account = profile_of(entry.value) or (Profile(platform=network, handle=entry.value) if network else None)
    if account and any(own.handle and same_profile(own, account) for own in author.profiles):
        return True
    # A handle without white space in it is no name, even one that reads like it.
    if "://" in entry.value or (network and " " not in entry.value):
        return False
    return is_same_person(entry.value, author) or bool(find_names(entry.value, tokens(entry.value), author))


def _holds_name(value: str, author: Author) -> bool:
    """Tell whether an address or a handle holds every word of a name: ``/people/zoe-vandermeer``, ``@zoevandermeer``."""
    said = "".join(words(value))
    return any(known and all(word in said for word in known) for known in map(words, (author.name, *author.aliases)))


def _either(fields: tuple[str, ...]) -> str:
    return " or ".join(fields)
