"""What in a subject refers to accounts on social networks, whether it is one of those asked for, and which others it names instead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

from rapidfuzz.distance import Levenshtein

from attrcheck.kinds.standing import COUNTS, Standing, counted, standing
from attrcheck.model import Evidence, Link, Origin, Passage, Profile, Role, Subject, Visibility
from attrcheck.text import excerpt, fold
from attrcheck.urls import HandleMention, addresses_in, handles_in, post_of, profile_of, same_profile, unwrap

# Two changed characters in a handle are a slip; more make another handle.
_MAX_TYPOS = 2
# Parameters of an address that are looked at; redirects have one or two.
_MAX_QUERY, _MAX_FIELDS = 4_000, 30


class Reference(NamedTuple):
    """Something that refers to an account: a handle in text, or an address. `start` and `end` are where it stands in its passage."""

    names: HandleMention | str
    standing: Standing
    passage: Passage
    start: int
    end: int
    link: Link | None = None

    @property
    def account(self) -> str:
        """The handle that is named, with its sign; empty for an address that leads to no account."""
        if isinstance(self.names, str):
            profile = profile_of(self.names)
            return f"@{(profile.handle or '').removeprefix('@')}" if profile else ""
        return f"@{self.names.handle}"

    @property
    def evidence(self) -> Evidence:
        """The words of the link with its address, or the words around the handle; made when asked for: most links are no accounts."""
        text, link = self.passage.text, self.link
        if link is None:
            return Evidence(quote=excerpt(text, self.start, self.end), locator=self.passage.locator)
        return Evidence(quote=f"{text[self.start : self.end] or link.label or 'link'} → {link.url[:120]}", locator=self.passage.locator)


def references(subject: Subject) -> Iterator[Reference]:
    """Yield the links, handles and addresses of a subject, passage by passage."""
    for passage in subject.passages:
        worth = _worth(passage)
        for link in passage.links:
            yield Reference(unwrap(link.url), worth, passage, link.start, link.end, link)
        if "@" in passage.text or "＠" in passage.text:
            for mention in handles_in(passage.text, subject.network):
                yield Reference(mention, worth, passage, mention.start, mention.end)
        for url, start, end in addresses_in(passage.text):
            yield Reference(unwrap(url), worth, passage, start, end)


def _worth(passage: Passage) -> Standing:
    """Return what an account is worth in a passage: among share buttons by the article, an author's account is no share button."""
    worth = standing(passage)
    is_beside = passage.role is Role.SHARE_WIDGET and passage.visibility is Visibility.SHOWN and passage.is_near_work
    return COUNTS if is_beside and passage.origin is Origin.CHROME else worth


def is_one_of(profile: Profile, accounts: Iterable[Profile]) -> bool:
    """Tell whether an account is one of these; networks without an account among them are nobody's."""
    return any(own.handle and same_profile(own, profile) for own in accounts)


def doubt_of_address(url: str, accounts: tuple[Profile, ...]) -> str | None:
    """Return "" for the address of one of the accounts, a doubt that ends "it stands only …", or None for anything else."""
    profile = profile_of(url)
    if profile is not None:
        return "" if is_one_of(profile, accounts) else None
    post = post_of(url)
    if post and post.author and is_one_of(Profile(platform=post.platform, handle=post.author), accounts):
        return "as a link to a post of the account, not to the account"
    if any(is_one_of(inner, accounts) for inner in _wrapped_profiles(url)):
        return "behind a redirect of another site"
    return None


def _wrapped_profiles(url: str) -> Iterator[Profile]:
    """Yield the accounts whose whole addresses stand in the parameters of an address."""
    if "?" not in url:
        return
    try:
        values = [value for _, value in parse_qsl(urlsplit(url).query[:_MAX_QUERY], max_num_fields=_MAX_FIELDS)]
    except ValueError:
        return
    for value in values:
        profile = profile_of(value) if value.startswith(("http://", "https://")) else None
        if profile:
            yield profile


def is_slip(account: str, accounts: Iterable[Profile]) -> bool:
    """Tell whether a handle looks like one of the accounts' with a letter or two wrong."""
    handle = fold(account.lstrip("@"))
    return any(own.handle and Levenshtein.distance(handle, fold(own.handle)) <= _MAX_TYPOS for own in accounts)


def searched_accounts(subject: Subject) -> str:
    """Return how much was searched for accounts, for the reason of an absence."""
    links = sum(len(passage.links) for passage in subject.passages)
    return f"{counted(links, 'link')} and {counted(len(subject.passages), 'passage')}"
