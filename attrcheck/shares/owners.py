"""Whose a post is: the outlet's, as the page names its accounts, or somebody else's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from attrcheck.model import Article, Passage, Profile, Role, Value, Work
from attrcheck.shares.buttons import page_addresses
from attrcheck.text import fold, words
from attrcheck.urls import Post, profile_of, same_profile, unwrap

# The line under an embedded post that says who posted it and when: "— Name (@handle) August 25, 2019".
_SIGNATURE = re.compile(r"^\s*[—–-]\s.*\(@")
# The account in it, and in the one of Instagram, which has no dash: "A post shared by Name (@handle)".
_SIGNED = re.compile(r"\(@([\w.-]{1,253})\)")
# Shorter host names and handles meet by chance.
_MIN_LABEL = 4
# Where a site links its own accounts.
_SITE_ROLES = (Role.HEADER, Role.FOOTER, Role.NAVIGATION)
_OUTLETS_MARKUP = ("article:publisher", "jsonld:publisher.sameAs", "link:me")
_SITE_NAMES = ("og:site_name", "application-name")


class Owners(Value, frozen=True, kw_only=True):
    """The accounts that a page calls its outlet's, names that the outlet's accounts may have, and the accounts of the work's authors."""

    accounts: tuple[Profile, ...]
    names: tuple[str, ...]
    authors: tuple[Profile, ...]

    def owns(self, post: Post, signed: str | None) -> bool | None:
        """Tell whether a post is the outlet's; None when neither its address nor its signature names an account that can be compared."""
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
        return any(self._is_named_like(handle) for handle in readable)

    def _is_named_like(self, handle: str) -> bool:
        folded = "".join(words(handle))
        return folded in self.names or any(
            min(len(folded), len(name)) >= _MIN_LABEL and (name in folded or folded in name) for name in self.names
        )


def owners(article: Article, work: Work, named: Sequence[str] = ()) -> Owners:
    """Return who may have written the posts of a page; `named` are addresses of the outlet's accounts that the user names."""
    told = [profile for url in named if (profile := profile_of(url))]
    names = ["".join(words(entry.value)) for entry in article.metadata if entry.name in _SITE_NAMES]
    names += [label for url in page_addresses(article) for label in _host_labels(url)]
    authors = tuple(profile for author in (work.author, *work.coauthors) for profile in author.profiles if profile.handle)
    return Owners(accounts=tuple(dict.fromkeys([*told, *_outlets(article)])), names=tuple(dict.fromkeys(names)), authors=authors)


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


def _host_labels(url: str) -> list[str]:
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return []
    return [fold(label).replace("-", "") for label in host.split(".")[:-1] if label != "www"]


def _is_number(handle: str) -> bool:
    """Tell whether a handle is one that programs give: a number, or a DID."""
    return handle.isdigit() or handle.startswith("did:")
