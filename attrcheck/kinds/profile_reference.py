"""profile.reference: the subject refers to one of the author's accounts.

Passes: a visible link to one of the accounts, in any form of its address, or its handle in text bound to the right network
("Instagram: @Remy.Bonny"); in a post or share text, the handle itself.

Fails: no reference, a reference to somebody else's account, one with a slip in the handle, or one that no reader meets (hidden, markup
only, navigation, comments). Share buttons, hashtags, searches and a network's front page are not references.

Cannot tell: the handle without its network, a link to a post of the account, an account on a network for which the terms give no address,
an account that stands only inside the pasted terms or an embedded post.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

from rapidfuzz.distance import Levenshtein

from attrcheck.kinds.requirement import Requirement
from attrcheck.kinds.standing import COUNTS, IN_SHARE, Hit, Standing, Weight, conclude, counted, standing
from attrcheck.model import Conclusion, Evidence, Link, Origin, Outcome, Passage, Place, Profile, Role, Subject, Visibility, Work
from attrcheck.text import excerpt, fold, words
from attrcheck.urls import HandleMention, addresses_in, handles_in, platform_name, post_of, profile_of, profile_url, same_profile, unwrap

_WHAT = "a reference to one of the author's accounts"
_MARKUP = ("twitter:creator", "fediverse:creator", "article:author")
# Two changed characters in a handle are a slip; more make another handle.
_MAX_TYPOS = 2
# Shorter names occur inside handles by chance.
_MIN_NAME = 4
# Parameters of an address that are looked at; redirects have one or two.
_MAX_QUERY, _MAX_FIELDS = 4_000, 30


class ProfileReference(Requirement, frozen=True, kw_only=True, tag="profile.reference"):
    """One of the author's accounts must be referred to."""

    kind = "profile.reference"


def check(requirement: ProfileReference, work: Work, subject: Subject) -> Conclusion:
    """Return whether the subject refers to one of the author's accounts."""
    hits: list[Hit] = []
    strangers: dict[str, tuple[str, _Reference]] = {}
    for reference in _references(subject):
        doubt = _doubt(reference, work, subject)
        if doubt is None:
            if account := _account(reference.names):
                strangers.setdefault(account.lower(), (account, reference))
        elif doubt and reference.standing.weight is Weight.COUNTS:
            hits.append(Hit(Standing(Weight.DOUBTFUL, doubt), reference.evidence))
        else:
            hits.append(Hit(reference.standing, reference.evidence))
    hits += list(_in_markup(subject, work))
    conclusion = conclude(_WHAT, hits, _searched(subject), remedy(work, subject))
    return _explain(conclusion, strangers, work) if conclusion.outcome is Outcome.FAILED else conclusion


def remedy(work: Work, subject: Subject) -> str:
    """Return the accounts to refer to: as addresses to link in an article, as the handle to mention in a share."""
    own = [profile for profile in work.author.profiles if profile.handle]
    if subject.place in (Place.SHARE, Place.SHARE_PREVIEW):
        best = next((profile for profile in own if profile.platform == subject.network), own[0] if own else None)
        return f"Add {IN_SHARE}: “{platform_name(best.platform)}: @{best.handle}”." if best else ""
    return f"Add a visible link to one of: {', '.join(filter(None, map(profile_url, own)))}."


class _Reference(NamedTuple):
    """Something that refers to an account: a handle in text, or an address."""

    names: HandleMention | str
    standing: Standing
    passage: Passage
    start: int
    end: int
    link: Link | None = None

    @property
    def evidence(self) -> Evidence:
        """The words of the link with its address, or the words around the handle; made when asked for: most links are no accounts."""
        text, link = self.passage.text, self.link
        if link is None:
            return Evidence(quote=excerpt(text, self.start, self.end), locator=self.passage.locator)
        return Evidence(quote=f"{text[self.start : self.end] or link.label or 'link'} → {link.url[:120]}", locator=self.passage.locator)


def _references(subject: Subject) -> Iterator[_Reference]:
    for passage in subject.passages:
        worth = _worth(passage)
        for link in passage.links:
            yield _Reference(unwrap(link.url), worth, passage, link.start, link.end, link)
        if "@" in passage.text or "＠" in passage.text:
            for mention in handles_in(passage.text, subject.network):
                yield _Reference(mention, worth, passage, mention.start, mention.end)
        for url, start, end in addresses_in(passage.text):
            yield _Reference(unwrap(url), worth, passage, start, end)


def _worth(passage: Passage) -> Standing:
    """Return what an account is worth in a passage: among share buttons by the article, an author's account is no share button."""
    worth = standing(passage)
    is_beside = passage.role is Role.SHARE_WIDGET and passage.visibility is Visibility.SHOWN and passage.is_near_work
    return COUNTS if is_beside and passage.origin is Origin.CHROME else worth


def _doubt(reference: _Reference, work: Work, subject: Subject) -> str | None:
    """Return "" for the author's account, a doubt that ends "it stands only …", or None for somebody else's."""
    if isinstance(reference.names, str):
        return _doubt_of_address(reference.names, reference, work)
    return _doubt_of_mention(reference.names, work, subject)


def _doubt_of_address(url: str, reference: _Reference, work: Work) -> str | None:
    profile = profile_of(url)
    if profile is not None:
        if _is_authors(profile, work):
            return ""
        if _may_be_authors(profile, reference, work):
            return f"as an account on {platform_name(profile.platform)} that may be the author's; the terms give no address there"
        return None
    post = post_of(url)
    if post and post.author and _is_authors(Profile(platform=post.platform, handle=post.author), work):
        return "as a link to a post of the account, not to the account"
    if any(_is_authors(inner, work) for inner in _wrapped_profiles(url)):
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


def _doubt_of_mention(mention: HandleMention, work: Work, subject: Subject) -> str | None:
    if any(_is_authors(Profile(platform=platform, handle=mention.handle), work) for platform in mention.platforms):
        return ""
    same = [own for own in work.author.profiles if own.handle and same_profile(own, Profile(platform=own.platform, handle=mention.handle))]
    if not same or mention.platforms not in ((), (subject.network,)):
        return None
    # A share text that says a handle and no network refers to the account; in an article the reader must be told the network.
    return "" if subject.place is not Place.ARTICLE else f"as a handle without its network (it is the author's on {same[0].platform})"


def _is_authors(profile: Profile, work: Work) -> bool:
    return any(own.handle and same_profile(own, profile) for own in work.author.profiles)


def _may_be_authors(profile: Profile, reference: _Reference, work: Work) -> bool:
    """Tell whether an account on a network that the terms name without an address may be the author's.

    Its handle or link text holds a part of the name, or it is a bare number beside the article's own text.
    """
    if not any(own.platform == profile.platform and own.handle is None for own in work.author.profiles):
        return False
    said = "".join(words(f"{profile.handle} {reference.evidence.quote}"))
    is_number = (profile.handle or "").startswith("id:") and reference.standing.weight is Weight.COUNTS
    return is_number or any(part in said for part in words(work.author.name) if len(part) >= _MIN_NAME)


def _in_markup(subject: Subject, work: Work) -> Iterator[Hit]:
    for entry in subject.metadata:
        if entry.name in _MARKUP or entry.name.endswith(".sameAs"):
            found = profile_of(entry.value) or (
                Profile(platform="x", handle=entry.value.lstrip("@")) if entry.name == "twitter:creator" else None
            )
            if found and _is_authors(found, work):
                where = Standing(Weight.WORTHLESS, f"in the page's markup ({entry.name})")
                yield Hit(where, Evidence(quote=entry.value, locator=entry.locator))


def _account(names: HandleMention | str) -> str:
    """Return the handle that a reference names, with its sign."""
    if isinstance(names, str):
        profile = profile_of(names)
        return f"@{profile.handle}" if profile else ""
    return f"@{names.handle}"


def _searched(subject: Subject) -> str:
    links = sum(len(passage.links) for passage in subject.passages)
    return f"{counted(links, 'link')} and {counted(len(subject.passages), 'passage')}"


def _explain(conclusion: Conclusion, strangers: dict[str, tuple[str, _Reference]], work: Work) -> Conclusion:
    """Add to a failure the accounts that look like a slip of the author's."""
    handles = [fold(profile.handle) for profile in work.author.profiles if profile.handle]
    near = {
        account: reference.evidence
        for account, reference in strangers.values()
        if any(Levenshtein.distance(fold(account.lstrip("@")), handle) <= _MAX_TYPOS for handle in handles)
    }
    if not near:
        return conclusion
    reason = f"{conclusion.reason}; found instead: {', '.join(near)}, not an account that the terms name"
    evidence = tuple(near.values())[:2] + conclusion.evidence
    return Conclusion(outcome=conclusion.outcome, reason=reason, evidence=evidence, remedy=conclusion.remedy)
