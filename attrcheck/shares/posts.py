"""The posts that a page shows, links or names in its markup, and those that the user names for it: whose they are, and what they say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import chain, islice
from typing import NamedTuple

from msgspec.structs import replace

from attrcheck.model import Article, Origin, Passage, Place, Role, Subject, Value, Visibility, Work
from attrcheck.shares.embeds import ELSEWHERE, embeds
from attrcheck.shares.fed import sharing
from attrcheck.shares.known import NOTHING_NAMED, NOTHING_READ, Read, Scope
from attrcheck.shares.own_address import page_addresses
from attrcheck.shares.owners import Owners, name_in, owners, signature_of
from attrcheck.text import words
from attrcheck.urls import is_short, platform_name, post_of, same_page, unwrap

# A post that repeats half of the title's words shares the page even when its link is a shortened one.
_TITLE_SHARE = 0.5
# Traces of posts that are looked at: the longest live blogs show some hundred posts; the bound is for hostile pages.
_MAX_TRACES = 2_000
# What JSON-LD says of where else the page is; it may also list posts about other things.
_SAME, _LISTED = ("jsonld:sameAs", "jsonld:discussionUrl", "jsonld:sharedContent"), "jsonld:SocialMediaPosting.url"
_SYNDICATION, _SYNDICATION_CLASS = "syndication", "u-syndication"
# Fewer words outside of links are those that embed codes put around a post without its text: "Post by", "by … in …".
_MIN_WORDS = 5
# How networks and their embed codes end a text that they cut.
_CUT = re.compile(r"(?:…|\.\.\.)\s*$")
_CUT_LIMIT = "the page shows only the beginning of this post"
WHOSE_LIMIT = "the account that posted this may be the outlet's or somebody else's"


class How(StrEnum):
    """How a post was found, best first: the user names it, its account's feed has it, the page embeds, syndicates, names or links it.

    Last come posts that a search of their network finds.
    """

    SUPPLIED = "supplied"
    FEED = "feed"
    EMBED = "embed"
    SYNDICATION = "syndication"
    MARKUP = "markup"
    LINK = "link"
    SEARCH = "search"


class FoundPost(Value, frozen=True, kw_only=True):
    """A post that may share the page. `platform` is empty for an address that the user names and no table knows.

    `is_outlets` is None where nothing names its author, `is_share` (whether it shares this page) where nothing at hand tells. `subject` is
    there when the page holds its text and that shares the page.
    """

    url: str
    platform: str
    how: How
    is_outlets: bool | None = None
    is_share: bool | None = None
    subject: Subject | None = None


class _Trace(NamedTuple):
    """One place where an address of a post stands."""

    url: str
    how: How
    is_share: bool | None = None
    passages: tuple[Passage, ...] = ()


def found_posts(article: Article, work: Work, scope: Scope = NOTHING_NAMED, read: Read = NOTHING_READ) -> tuple[FoundPost, ...]:
    """Return every post that is embedded in a page, linked from it, named by its markup or by the user, or that a feed or search has.

    Each once.
    """
    traces = chain(
        (_Trace(unwrap(url), How.SUPPLIED, is_share=True) for url in scope.shares),
        (_Trace(post.url, How.FEED, is_share=True) for post in sharing(read.feeds, article, work)),
        (_Trace(embed.url, How.EMBED, passages=embed.passages) for embed in embeds(article)),
        _syndicated(article),
        _marked(article),
        _linked(article),
        (_Trace(post.url, How.SEARCH, is_share=True) for post in sharing(read.searches, article, work)),
    )
    itself = {identity_of(url) for url in page_addresses(article)}
    grouped: dict[tuple[str, str], list[_Trace]] = {}
    for trace in islice(traces, _MAX_TRACES):
        identity = identity_of(trace.url)
        if identity not in itself:
            grouped.setdefault(identity, []).append(trace)
    of_page = owners(article, work, scope.accounts)
    return tuple(_found(group, of_page, article, work) for group in grouped.values())


def identity_of(url: str) -> tuple[str, str]:
    """Return what is the same for all addresses of one post."""
    post = post_of(url)
    return (post.platform, post.id) if post else ("", url)


def _syndicated(article: Article) -> Iterator[_Trace]:
    """Yield the copies of the page that it links as such (IndieWeb: rel=syndication, u-syndication)."""
    urls = [entry.value for entry in article.metadata if entry.name == f"link:{_SYNDICATION}"]
    for passage in article.passages:
        if passage.role not in ELSEWHERE:
            urls += [link.url for link in passage.links if _SYNDICATION in link.rel]
    for widget in article.widgets:
        beside = article.passages[widget.passage : widget.passage + 1]
        if _SYNDICATION_CLASS in widget.classes and not any(passage.role in ELSEWHERE for passage in beside):
            urls += [value for name, value in widget.attributes if name in ("href", "value")]
    return _traces(urls, How.SYNDICATION, is_share=True)


def _marked(article: Article) -> Iterator[_Trace]:
    yield from _traces((entry.value for entry in article.metadata if entry.name in _SAME), How.MARKUP, is_share=True)
    yield from _traces((entry.value for entry in article.metadata if entry.name == _LISTED), How.MARKUP)


def _linked(article: Article) -> Iterator[_Trace]:
    """Yield the posts that the reuser links: "as posted on …", "join the discussion on …". Links of the copied text are the author's."""
    for passage in article.passages:
        is_own = passage.origin is Origin.OWN or passage.role is Role.SHARE_WIDGET
        if is_own and passage.role not in (*ELSEWHERE, Role.EMBED, Role.UNCLEAR) and passage.visibility is not Visibility.HIDDEN:
            yield from _traces((link.url for link in passage.links), How.LINK)


def _traces(urls: Iterable[str], how: How, *, is_share: bool | None = None) -> Iterator[_Trace]:
    return (_Trace(url, how, is_share) for url in map(unwrap, urls) if post_of(url))


def _found(group: list[_Trace], of_page: Owners, article: Article, work: Work) -> FoundPost:
    """Return what several traces of one post tell together; the first is the best."""
    how, shown = group[0].how, next((trace.passages for trace in group if trace.passages), ())
    known = [(trace.url, post) for trace in group if (post := post_of(trace.url))]
    if not known:
        return FoundPost(url=group[0].url, platform="", how=how, is_outlets=True if how is How.FEED else None, is_share=True)
    named, post = next((pair for pair in known if pair[1].author), known[0])
    url = group[0].url if how in (How.SUPPLIED, How.FEED) else named
    signature, signed = signature_of(shown) or (None, None)
    is_signers = signed is not None and (post.author or signed).lower() == signed.lower()
    name = name_in(signature) if signature and is_signers else ""
    # Feeds are those of the outlet's own accounts: what stands in one is its own, under whatever name its address has.
    is_outlets = True if any(trace.how is How.FEED for trace in group) else of_page.owns(post, signed, name)
    said = tuple(p for p in shown if p is not signature and (p.text or p.links))
    told = shares_page(said, article, work) if said and is_outlets is not False else None
    is_share = any(trace.is_share for trace in group) or told
    # Where hardly any text is shown, nothing may be said of what is missing in it.
    subject = _subject(url, said, post.platform, post.author or signed) if is_share and told is not None else None
    if subject and is_outlets is None and how not in (How.SUPPLIED, How.FEED):
        subject = replace(subject, limits=subject.limits or WHOSE_LIMIT)
    return FoundPost(url=url, platform=post.platform, how=how, is_outlets=is_outlets, is_share=is_share, subject=subject)


def shares_page(said: Sequence[Passage], article: Article, work: Work) -> bool | None:
    """Tell whether the text of a post links the page or repeats its title.

    None when it has a link that only a request can follow, or when the page shows hardly any text of it.
    """
    links = [unwrap(link.url) for passage in said for link in passage.links]
    if any(same_page(link, url) for link in links for url in page_addresses(article)):
        return True
    told = set(words(" ".join(passage.text for passage in said)))
    titles = [set(words(title)) for title in (article.title, work.title) if title]
    if any(title and len(title & told) >= _TITLE_SHARE * len(title) for title in titles):
        return True
    is_empty = sum(len(words(_unlinked(passage))) for passage in said) < _MIN_WORDS
    return None if is_empty or any(is_short(link) for link in links) else False


def _subject(url: str, said: Sequence[Passage], platform: str, author: str | None) -> Subject:
    passages = tuple(replace(passage, role=Role.BODY, is_near_work=True) for passage in said)
    label = f"post on {platform_name(platform)}" + (f" by @{author}" if author else "")
    limits = _CUT_LIMIT if any(_CUT.search(_unlinked(passage)) for passage in said) else None
    return Subject(place=Place.SHARE, url=url, label=label, passages=passages, network=platform, limits=limits)


def _unlinked(passage: Passage) -> str:
    """Return a text without what its links show: networks shorten addresses, too."""
    kept, at = [], 0
    for link in passage.links:
        kept.append(passage.text[at : link.start])
        at = max(at, link.end)
    return "".join([*kept, passage.text[at:]])
