"""profile.reference: the subject refers to one of the author's accounts.

Passes: a visible link to one of the accounts, in any form of its address, or its handle in text bound to the right network
("Instagram: @Remy.Bonny"); in a share, the handle of the network that the share is on.

Fails: no reference, a reference to somebody else's account, one with a slip in the handle, or one that no reader meets (hidden, markup
only, navigation, comments). Share buttons, hashtags, searches and a network's front page are not references.

Cannot tell: the handle without its sign or without its network, in a share the bare handle of another network, a Mastodon handle without
its server, a link to a post of the account, an account on a network for which the terms give no address, an account that stands only
inside the pasted terms or an embedded post, and what hints at an account without naming it (see `hints`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from attrcheck.kinds.account_hints import hints
from attrcheck.kinds.accounts import (
    WITHOUT_SERVER,
    Reference,
    doubt_of_address,
    explained,
    is_one_of,
    is_slip,
    lacks_server,
    may_be_one_of,
    readings,
    references,
    same_handle,
    searched_accounts,
)
from attrcheck.kinds.requirement import PlacedRequirement
from attrcheck.kinds.share_text import IN_SHARES, account_in_share, remedy_in_share
from attrcheck.kinds.standing import Hit, Standing, Weight, conclude, standing
from attrcheck.model import Conclusion, Evidence, Outcome, Place, Profile, Subject, Work
from attrcheck.text import excerpt, words
from attrcheck.urls import HandleMention, is_menu, platform_name, profile_of, profile_url

_WHAT = "a reference to one of the author's accounts"
_MARKUP = ("twitter:creator", "fediverse:creator", "article:author")
# Shorter names occur inside handles by chance.
_MIN_NAME = 4
# Shorter handles may be words.
_MIN_HANDLE = 6


class ProfileReference(PlacedRequirement, frozen=True, kw_only=True, tag="profile.reference"):
    """One of the author's accounts must be referred to."""

    kind = "profile.reference"

    def sentence(self) -> str:
        """Return the duty in words that follow "must"."""
        return "refer to one of the author's accounts"

    def lacks(self, work: Work) -> str:
        """Return that the author has no accounts."""
        return "" if work.author.profiles else "asks for an account, but [author] has no profiles"


def check(requirement: ProfileReference, work: Work, subject: Subject) -> Conclusion:
    """Return whether the subject refers to one of the author's accounts."""
    hits: list[Hit] = []
    strangers: dict[str, Reference] = {}
    for reference in references(subject):
        doubt = _doubt(reference, work, subject)
        if doubt is None:
            strangers.setdefault(reference.account.lower(), reference)
        elif doubt and reference.standing.weight is Weight.COUNTS:
            hits.append(Hit(Standing(Weight.DOUBTFUL, doubt), reference.evidence))
        else:
            hits.append(Hit(reference.standing, reference.evidence))
    hits += list(_in_markup(subject, work))
    conclusion = conclude(_WHAT, hits, searched_accounts(subject), remedy(work, subject))
    if conclusion.outcome is Outcome.FAILED and (bare := [*_without_sign(subject, work), *hints(subject, work.author)]):
        conclusion = conclude(_WHAT, [*hits, *bare], searched_accounts(subject), remedy(work, subject))
    return _explain(conclusion, list(strangers.values()), work, subject) if conclusion.outcome is Outcome.FAILED else conclusion


def remedy(work: Work, subject: Subject) -> str:
    """Return the accounts to refer to: as addresses to link in an article, as the handle to mention in a share."""
    own = [profile for profile in work.author.profiles if profile.handle]
    if subject.place in IN_SHARES:
        return remedy_in_share(work, subject, account_in_share(work, subject.network))
    return f"Add a visible link to one of: {', '.join(filter(None, map(profile_url, own)))}."


def _doubt(reference: Reference, work: Work, subject: Subject) -> str | None:
    """Return "" for the author's account, a doubt that ends "it stands only …", or None for somebody else's."""
    if isinstance(reference.names, str):
        return _doubt_of_address(reference.names, reference, work)
    return _doubt_of_mention(reference.names, work, subject)


def _doubt_of_address(url: str, reference: Reference, work: Work) -> str | None:
    doubt = doubt_of_address(url, work.author.profiles)
    profile = profile_of(url) if doubt is None else None
    if profile is not None and _may_be_authors(profile, url, reference, work):
        return f"as an account on {platform_name(profile.platform)} that may be the author's; the terms give no address there"
    return doubt


def _doubt_of_mention(mention: HandleMention, work: Work, subject: Subject) -> str | None:
    own = work.author.profiles
    if not may_be_one_of(mention.handle, own):
        return None
    if any(is_one_of(Profile(platform=platform, handle=mention.handle), own) for platform in mention.platforms):
        return ""
    same = same_handle(mention, own)
    if mention.platforms not in ((), (subject.network,)):
        return None
    if not same:
        return WITHOUT_SERVER if lacks_server(mention, own) else None
    if subject.place is Place.ARTICLE:
        # The reader must be told the network.
        return f"as a handle without its network (it is the author's on {platform_name(same[0].platform)})"
    if subject.network is None or is_menu(subject.network):
        # Whoever presses the button chooses the network, and may choose the right one.
        return ""
    there, here = platform_name(same[0].platform), platform_name(subject.network)
    return f"as the author's handle on {there}, which may be somebody else's on {here}"


def _may_be_authors(profile: Profile, url: str, reference: Reference, work: Work) -> bool:
    """Tell whether an account on a network that the terms name without an address may be the author's.

    Its address or link text holds a part of the name, or it is a bare number beside the article's own text.
    """
    if not any(own.platform == profile.platform and own.handle is None for own in work.author.profiles):
        return False
    said = "".join(words(f"{profile.handle} {reference.evidence.quote}"))
    is_number = _is_bare_number(profile, url) and reference.standing.weight is Weight.COUNTS
    return is_number or any(part in said for part in words(work.author.name) if len(part) >= _MIN_NAME)


def _is_bare_number(profile: Profile, url: str) -> bool:
    """Tell whether an address gives an account by its number and no name beside it, as ``/pages/Lyngvik-Courier/57059743374`` does."""
    segments = [segment for segment in urlsplit(url).path.split("/") if segment]
    named = segments[1:] if segments and not segments[0].isdigit() else []
    return (profile.handle or "").startswith("id:") and not any(c.isalpha() for segment in named for c in segment)


def _without_sign(subject: Subject, work: Work) -> Iterator[Hit]:
    """Yield where a handle stands as a plain word ("Twitter: RemyBonny"): readers may well know what is meant."""
    handles = [re.escape(own.handle) for own in work.author.profiles if own.handle and len(own.handle) >= _MIN_HANDLE]
    # "twitter/RemyBonny" is a word more than a path.
    before = r"(?:(?<![\w@#./=-])|(?<![\w./:@-])[a-z]{1,9}/)"
    shape = re.compile(rf"{before}(?:{'|'.join(handles)})(?![\w@/=-])", re.IGNORECASE) if handles else None
    for passage in subject.passages if shape else ():
        found = (each for text in readings(passage.text) if shape for each in shape.finditer(text))
        if standing(passage).weight is Weight.COUNTS and (first := next(found, None)):
            quote = excerpt(first.string, first.start(), first.end())
            yield Hit(Standing(Weight.DOUBTFUL, "as a handle without its sign"), Evidence(quote=quote, locator=passage.locator))


def _in_markup(subject: Subject, work: Work) -> Iterator[Hit]:
    for entry in subject.metadata:
        if entry.name in _MARKUP or entry.name.endswith(".sameAs"):
            found = profile_of(entry.value) or (
                Profile(platform="x", handle=entry.value.lstrip("@")) if entry.name == "twitter:creator" else None
            )
            if found and is_one_of(found, work.author.profiles):
                where = Standing(Weight.WORTHLESS, f"in the page's markup ({entry.name})")
                yield Hit(where, Evidence(quote=entry.value, locator=entry.locator))


def _explain(conclusion: Conclusion, strangers: list[Reference], work: Work, subject: Subject) -> Conclusion:
    """Add to a failure the accounts that look like a slip of the author's, and for a share the others that it names."""
    if subject.place in IN_SHARES:
        return explained(conclusion, strangers, work.author.profiles, subject)
    # An article names many accounts that have nothing to do with its credit.
    near = [other for other in strangers if is_slip(other.account, work.author.profiles)]
    return explained(conclusion, near, work.author.profiles, subject)
