"""What in a subject refers to accounts on social networks, whether it is one of those asked for, and which others it names instead."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote

from msgspec.structs import replace
from rapidfuzz.distance import Levenshtein

from attrcheck.kinds.standing import COUNTS, Standing, Weight, counted, standing
from attrcheck.model import Conclusion, Evidence, Link, Origin, Passage, Profile, Role, Subject, Visibility
from attrcheck.text import BORDER, INVISIBLE, excerpt, fold, words
from attrcheck.urls import (
    HandleMention,
    addresses_in,
    handles_in,
    inner_addresses,
    platform_name,
    post_of,
    profile_of,
    profile_url,
    same_profile,
    unwrap,
)

# Two changed characters in a handle are a slip; more make another handle.
_MAX_TYPOS = 2
WITHOUT_SERVER = "as a handle without its server, which others may have on another one"
# Other accounts that a reason lists.
_MAX_OTHERS = 3
# What some network does not look at in a handle.
_LOOSE = re.compile(r"[\W_]+")
_UNSEEN = re.compile(rf"(?:(?!{BORDER})[{INVISIBLE}])+")
_CUT = re.compile(rf"{BORDER} ?")
_SCRIPT, _SCHEME = "javascript:", "http"
# Characters of a script that are searched for addresses.
_LONGEST_SCRIPT = 4_000
# A label of a list or a table that names the network of what stands beside it has at most so many words.
_LABEL_WORDS = 3


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
    before: Passage | None = None
    for passage in subject.passages:
        worth = _worth(passage)
        for link in passage.links:
            yield Reference(unwrap(link.url), worth, passage, link.start, link.end, link)
        for text in readings(passage.text):
            read = passage if text is passage.text else replace(passage, text=text, links=())
            if "@" in text or "＠" in text:
                for mention in handles_in(text, subject.network):
                    known = mention if mention.platforms or mention.start else _labelled(mention, before)
                    yield Reference(known, worth, read, mention.start, mention.end)
            for url, start, end in addresses_in(text):
                yield Reference(unwrap(url), worth, read, start, end)
        before = passage


def _labelled(mention: HandleMention, label: Passage | None) -> HandleMention:
    """Return a mention with the network that a label right before it names, in a cell of a table or as the term of a list."""
    if label is None or label.visibility is Visibility.HIDDEN or len(words(label.text)) > _LABEL_WORDS:
        return mention
    return next((replace(mention, platforms=each.platforms) for each in handles_in(f"{label.text}: @{mention.handle}")), mention)


def readings(text: str) -> Iterator[str]:
    """Yield a text as handles and addresses stand in it: without what no reader sees, and with pieces that elements cut joined again."""
    yield (seen := text if text.isascii() else _UNSEEN.sub("", text))
    if BORDER in seen:
        yield _CUT.sub("", seen)


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
    if url[: len(_SCRIPT)].lower() == _SCRIPT:
        return "behind a script, not as a link" if opens_one_of(url, accounts) else None
    has_inner = _SCHEME in url[1:].lower()
    return "behind a redirect of another site" if has_inner and any(map(_is_one(accounts), inner_addresses(url))) else None


def opens_one_of(script: str, accounts: tuple[Profile, ...]) -> bool:
    """Tell whether a script, or an attribute that a script reads, holds the address of one of the accounts."""
    plain = (each.url for each in addresses_in(unquote(script[:_LONGEST_SCRIPT])))
    return any(map(_is_one(accounts), (*inner_addresses(script), *plain)))


def _is_one(accounts: tuple[Profile, ...]) -> Callable[[str], bool]:
    return lambda url: (profile := profile_of(url)) is not None and is_one_of(profile, accounts)


def is_slip(account: str, accounts: Iterable[Profile]) -> bool:
    """Tell whether a handle looks like one of the accounts' with a letter or two wrong."""
    handle = fold(account.lstrip("@"))
    return any(own.handle and Levenshtein.distance(handle, fold(own.handle)) <= _MAX_TYPOS for own in accounts)


def may_be_one_of(handle: str, accounts: tuple[Profile, ...]) -> bool:
    """Tell at little cost whether a handle may be one of the accounts' under the rules of any network: most handles of a page are not.

    Networks differ in case, accents, dots, dashes and in what they write before a handle ("in/", "@"), or behind it (a server).
    """
    loose = _LOOSE.sub("", fold(handle))
    return any(own.endswith(loose) or loose.endswith(own) for own in _loose_handles(accounts))


@lru_cache(maxsize=64)
def _loose_handles(accounts: tuple[Profile, ...]) -> tuple[str, ...]:
    """Return the handles of the accounts as `may_be_one_of` compares them, those of the Fediverse without their server as well."""
    handles = {own.handle for own in accounts if own.handle}
    return tuple({_LOOSE.sub("", fold(handle)) for each in handles for handle in (each, each.removeprefix("@").partition("@")[0])})


def same_handle(mention: HandleMention, accounts: Iterable[Profile]) -> list[Profile]:
    """Return the accounts that have this handle on their own networks, whatever network the mention is on."""
    return [own for own in accounts if own.handle and same_profile(own, Profile(platform=own.platform, handle=mention.handle))]


def lacks_server(mention: HandleMention, accounts: Iterable[Profile]) -> bool:
    """Tell whether a handle is that of an account of the Fediverse without its server."""
    names = ((own.handle or "").partition("@")[0] for own in accounts if own.platform == "mastodon")
    return any(name and fold(name) == fold(mention.handle) for name in names)


def mention_of(account: Profile) -> str:
    """Return how a text refers to an account: its handle where a network knows one in a text, else its address."""
    handle = f"@{(account.handle or '').removeprefix('@')}"
    is_known = any(is_one_of(Profile(platform=account.platform, handle=m.handle), [account]) for m in handles_in(handle, account.platform))
    return handle if is_known else profile_url(account) or ""


def explained(conclusion: Conclusion, others: Iterable[Reference], accounts: tuple[Profile, ...], subject: Subject) -> Conclusion:
    """Add to a failure which accounts a share names instead: those of its network, slips, and those that are right on another network."""
    found: dict[str, Evidence] = {}
    for reference in others:
        seen = reference.standing.weight is not Weight.WORTHLESS
        note = _note(reference, accounts, subject.network) if seen else None
        if note is not None:
            found.setdefault(f"{reference.account}{note}", reference.evidence)
    if not found:
        return conclusion
    reason = f"{conclusion.reason}; found instead: {', '.join(list(found)[:_MAX_OTHERS])}"
    evidence = tuple(dict.fromkeys((*list(found.values())[:_MAX_OTHERS], *conclusion.evidence)))
    return Conclusion(outcome=conclusion.outcome, reason=reason, evidence=evidence, remedy=conclusion.remedy)


def _note(reference: Reference, accounts: tuple[Profile, ...], network: str | None) -> str | None:
    """Return what is to be said of another account, empty for nothing; None for one that is beside the point."""
    names = reference.names
    named = profile_of(names) if isinstance(names, str) else Profile(platform=next(iter(names.platforms), ""), handle=names.handle)
    if named is None:
        return None
    right = [own for own in accounts if same_profile(own, Profile(platform=own.platform, handle=named.handle))]
    if right:
        return f" (the account on {platform_name(right[0].platform)})"
    if is_slip(reference.account, accounts):
        return " (not an account that the terms name)"
    return "" if named.platform in ("", network) else None


def searched_accounts(subject: Subject) -> str:
    """Return how much was searched for accounts, for the reason of an absence."""
    links = sum(len(passage.links) for passage in subject.passages)
    return f"{counted(links, 'link')} and {counted(len(subject.passages), 'passage')}"
