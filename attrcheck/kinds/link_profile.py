"""link.profile: the author's name is a link to a page or an account of the author.

Passes: a visible link on the author's name leads to one of the author's pages or accounts, in any form of the address.

Fails: the name is no link, leads to somebody else, or the link is one that no reader meets.

Cannot tell: a link to the page stands elsewhere than on the name; the link leads to the page of the author on the reuser's own site or to
another address on the same site; it stands in a doubtful place.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from urllib.parse import urlsplit

from attrcheck.kinds.each_author import added_up
from attrcheck.kinds.links import SeenLink, links_of, searched_links
from attrcheck.kinds.names import find_names
from attrcheck.kinds.requirement import PlacedRequirement
from attrcheck.kinds.standing import Hit, Standing, Weight, conclude
from attrcheck.model import Author, Conclusion, Quantifier, Subject, Work
from attrcheck.text import tokens
from attrcheck.urls import profile_of, profile_url, same_page, same_profile


class LinkProfile(PlacedRequirement, frozen=True, kw_only=True, tag="link.profile"):
    """The name of the author must be a link to a page or account of the author; of several authors all or any."""

    people: Quantifier = Quantifier.ALL

    kind = "link.profile"

    def sentence(self) -> str:
        """Return the duty in words that follow "must"."""
        return f"link the name of {'every author' if self.people is Quantifier.ALL else 'one of the authors'} to a page about them"

    def lacks(self, work: Work) -> str:
        """Return whose page is not known."""
        lost = [author.name for author in work.authors if not _addresses(author)]
        return f"asks for a link to the author's page, but {lost[0]} has no pages and no profiles" if lost else ""


def check(requirement: LinkProfile, work: Work, subject: Subject) -> Conclusion:
    """Return whether the names of the authors lead to their pages."""
    return added_up(requirement.people, [_linked(author, subject) for author in work.authors or (work.author,)])


def remedy(author: Author) -> str:
    """Return the link that makes the requirement pass."""
    url = next(iter(_addresses(author)), "")
    return f'Make the name a link: <a href="{escape(url)}">{escape(author.name, quote=False)}</a>.'


def _linked(author: Author, subject: Subject) -> Conclusion:
    hits = [hit for seen in links_of(subject) for hit in _hit(seen, author, subject)]
    return conclude(f"a link from the name of {author.name} to a page about them", hits, searched_links(subject), remedy(author))


def _hit(seen: SeenLink, author: Author, subject: Subject) -> Iterator[Hit]:
    is_name = bool(find_names(seen.text, tokens(seen.text), author))
    if _is_authors(seen.url, author):
        doubt = "" if is_name else "on other words than the name"
    elif is_name and (_host(seen.url) == _host(subject.url) or _host(seen.url) in {_host(url) for url in author.pages}):
        doubt = "as a link to another page of a site that may be about them"
    else:
        return
    is_doubtful = doubt and seen.standing.weight is Weight.COUNTS
    yield Hit(Standing(Weight.DOUBTFUL, doubt) if is_doubtful else seen.standing, seen.evidence)


def _is_authors(url: str, author: Author) -> bool:
    profile = profile_of(url)
    if profile and any(same_profile(profile, own) for own in author.profiles):
        return True
    return any(same_page(url, page) for page in author.pages)


def _addresses(author: Author) -> tuple[str, ...]:
    return (*author.pages, *filter(None, map(profile_url, author.profiles)))


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
