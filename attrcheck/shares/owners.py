"""Whose a post is: the outlet's, as the page names its accounts, or somebody else's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from attrcheck.model import Article, Passage, Profile, Role, Value, Work
from attrcheck.shares.own_address import page_addresses
from attrcheck.text import fold, words
from attrcheck.urls import Post, profile_of, same_profile, unwrap

# The line under an embedded post that says who posted it and when: "— Name (@handle) August 25, 2019".
_SIGNATURE = re.compile(r"^\s*[—–-]\s.*\(@")
# The account in it, and in the one of Instagram, which has no dash: "A post shared by Name (@handle)".
_SIGNED = re.compile(r"\(@([\w.-]{1,253})\)")
# Shorter host names and handles meet by chance.
_MIN_LABEL = 4
_ARTICLE = re.compile(r"^(?:the|der|die|das|le|la|les|el|los|il|de|het)(?=\w{4})")
# Second levels under which countries register names, and sites that give hosts to many.
_SECOND_LEVEL = frozenset("ac co com edu gob gov gouv net or org".split())
_COUNTRY = 2
_HOSTS_OF_MANY = frozenset(
    "blogger blogspot bsky ghost github gitlab hypotheses jimdo livejournal medium netlify pages substack tumblr typepad vercel webflow "
    "weebly wixsite wordpress".split()
)
# Where a site links its own accounts.
_SITE_ROLES = (Role.HEADER, Role.FOOTER, Role.NAVIGATION)
_OUTLETS_MARKUP = ("article:publisher", "jsonld:publisher.sameAs", "link:me")
_SITE_NAMES = ("og:site_name", "application-name")


class Owners(Value, frozen=True, kw_only=True):
    """The accounts that a page calls its outlet's, names that the outlet's accounts have, and the accounts of the work's authors."""

    accounts: tuple[Profile, ...]
    names: frozenset[str]
    authors: tuple[Profile, ...]

    def owns(self, post: Post, signed: str | None, name: str = "") -> bool | None:
        """Tell whether a post is the outlet's; None when that is for a person to say.

        That is when neither its address nor its signature names an account that can be compared, or one that is only much like the outlet.
        `name` is what the signature calls the account.
        """
        handles = [handle for handle in (post.author, signed) if handle]
        if post.author and not _is_number(post.author):
            handles = [post.author]
        own = [Profile(platform=post.platform, handle=written) for handle in handles for written in (handle, f"id:{handle}")]
        if any(same_profile(account, author) for account in own for author in self.authors):
            return False
        if any(same_profile(account, outlets) for account in own for outlets in self.accounts):
            return True
        readable = [handle for handle in handles if not _is_number(handle)]
        if not readable:
            return None
        # On Bluesky and IndieWeb sites a handle is a host.
        of_hosts = [name for handle in readable if "." in handle for name in _names_of_host(f"https://{handle}")]
        plain = [*map(_plain, of_hosts), *(_plain("".join(words(handle))) for handle in readable)]
        if not self.names.isdisjoint([*plain, _plain("".join(words(name)))]):
            return True
        # "@gazette_fans" on the Gazette: an account of its staff, of its readers, or of one who mocks it.
        return None if any(_is_alike(handle, name) for handle in plain for name in self.names) else False


def owners(article: Article, work: Work, named: Sequence[str] = ()) -> Owners:
    """Return who may have written the posts of a page; `named` are addresses of the outlet's accounts that the user names."""
    told = [profile for url in named if (profile := profile_of(url))]
    names = ["".join(words(entry.value)) for entry in article.metadata if entry.name in _SITE_NAMES]
    names += [label for url in page_addresses(article) for label in _names_of_host(url)]
    authors = tuple(profile for author in (work.author, *work.coauthors) for profile in author.profiles if profile.handle)
    return Owners(
        accounts=tuple(dict.fromkeys([*told, *_outlets(article)])),
        names=frozenset(map(_plain, filter(None, names))) - _HOSTS_OF_MANY,
        authors=authors,
    )


def signature_of(passages: Sequence[Passage]) -> tuple[Passage, str] | None:
    """Return the passage of an embedded post that only says who posted it and when, and the handle in it.

    The handle is for addresses that hold a number in place of it, or nothing.
    """
    for passage in passages:
        if _SIGNATURE.match(passage.text) and (found := _SIGNED.search(passage.text)):
            return passage, found[1]
    last = passages[-1] if len(passages) > 1 else None
    found = _SIGNED.search(last.text) if last else None
    if last and found and (found.end() == len(last.text) or _links_to(last, found[1])):
        return last, found[1]
    return None


def name_in(signature: Passage) -> str:
    """Return what a signature calls the account: "— Name (@handle) August 25"."""
    return signature.text.partition("(@")[0].strip(" \u2014\u2013-")


def _links_to(passage: Passage, handle: str) -> bool:
    return any((profile := profile_of(link.url)) and profile.handle == handle.lower() for link in passage.links)


def _outlets(article: Article) -> list[Profile]:
    """Return the accounts that the page calls its outlet's: in its markup, as rel=me, and in its header, footer and navigation."""
    found = []
    for entry in article.metadata:
        if entry.name == "twitter:site":
            found.append(Profile(platform="x", handle=entry.value.lstrip("@")))
        elif entry.name in _OUTLETS_MARKUP:
            profile = profile_of(entry.value)
            found += [profile] if profile else []
    for passage in article.passages:
        for link in passage.links:
            if ("me" in link.rel or passage.role in _SITE_ROLES) and (profile := profile_of(unwrap(link.url))):
                found.append(profile)
    return found


def _names_of_host(url: str) -> list[str]:
    """Return the names of an outlet that its host gives: what was registered, with and without its ending; else what is before it.

    >>> _names_of_host("https://news.gazette.co.uk/a"), _names_of_host("https://gazette.wordpress.com/")
    (['gazette', 'gazettecouk'], ['gazette'])
    """
    try:
        labels = fold(urlsplit(url).hostname or "").split(".")
    except ValueError:
        return []
    size = 3 if len(labels) > 2 and labels[-2] in _SECOND_LEVEL and len(labels[-1]) == _COUNTRY else 2
    registered = labels[-size:]
    if registered[0] in _HOSTS_OF_MANY:
        return [label.replace("-", "") for label in labels[:-size] if label != "www"]
    return [registered[0].replace("-", ""), "".join(registered).replace("-", "")] if len(labels) > 1 else []


def _plain(name: str) -> str:
    """Return a name without the article that some outlets leave out."""
    return _ARTICLE.sub("", name) or name


def _is_alike(handle: str, name: str) -> bool:
    return min(len(handle), len(name)) >= _MIN_LABEL and (name in handle or handle in name)


def _is_number(handle: str) -> bool:
    """Tell whether a handle is one that programs give: a number, or a DID."""
    return handle.isdigit() or handle.startswith("did:")
