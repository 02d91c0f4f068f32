"""Posts embedded in the page: whose they are, and whether they share it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import msgspec

from attrcheck.model import Article, Passage, Place, Profile, Role, Subject, Value, Visibility, Widget, Work
from attrcheck.shares.buttons import page_addresses
from attrcheck.text import fold, words
from attrcheck.urls import Post, platform_name, post_of, profile_of, same_page, same_profile, unwrap

# The line under an embedded post that says who posted it and when: "— Name (@handle) August 25, 2019".
_SIGNATURE = re.compile(r"^\s*[—–-]\s.*\(@")
# A post that repeats half of the title's words shares the page even when its link is a shortened one.
_TITLE_SHARE = 0.5
# Shorter host names and handles meet by chance.
_MIN_LABEL = 4
_ADDRESS_ATTRIBUTES = (
    "data-embed-url",
    "data-bluesky-uri",
    "data-instgrm-permalink",
    "data-text-post-permalink",
    "data-href",
    "cite",
    "src",
)
# More posts of one outlet on one page are a wall of its posts, not shares of an article.
_MAX_POSTS = 50
# Where a site links its own accounts.
_SITE_ROLES = (Role.HEADER, Role.FOOTER, Role.NAVIGATION)


class EmbeddedPosts(Value, frozen=True, kw_only=True):
    """The embedded posts that the outlet answers for, and how many others there are."""

    subjects: tuple[Subject, ...]
    others: int


def embedded_posts(article: Article, work: Work) -> EmbeddedPosts:
    """Return the posts in the page that share it and are its outlet's own. Posts of strangers, or of the author, are counted only."""
    subjects: list[Subject] = []
    others = 0
    outlet = _outlet_accounts(article)
    carried = {widget.locator: widget for widget in article.widgets}
    for region in article.regions:
        if region.role is not Role.EMBED or len(subjects) >= _MAX_POSTS:
            continue
        passages = [p for p in article.passages[region.start : region.end] if p.visibility is not Visibility.HIDDEN]
        address = _address(passages, carried.get(region.locator))
        post = post_of(address) if address else None
        if address is None or post is None or not _is_outlets(post, outlet, article) or not _shares(passages, article, work):
            others += 1
            continue
        text = tuple(
            msgspec.structs.replace(p, role=Role.BODY, is_near_work=True)
            for p in passages
            if not _SIGNATURE.match(p.text) and (p.text or p.links)
        )
        label = f"post on {platform_name(post.platform)} by @{post.author}"
        subjects.append(Subject(place=Place.SHARE, url=address, label=label, passages=text, network=post.platform))
    return EmbeddedPosts(subjects=tuple(subjects), others=others)


def _links(passages: list[Passage]) -> Iterator[str]:
    for passage in passages:
        yield from (unwrap(link.url) for link in passage.links)


def _address(passages: list[Passage], widget: Widget | None) -> str | None:
    """Return the address of the post itself: its last post address is its date line; some networks give it in an attribute."""
    carried = [value.removesuffix("/embed") for key, value in widget.attributes if key in _ADDRESS_ATTRIBUTES] if widget else []
    return next((url for url in [*reversed(list(_links(passages))), *carried] if post_of(url)), None)


def _outlet_accounts(article: Article) -> list[Profile]:
    """Return the accounts that the page calls its outlet's: in its markup, as rel=me, and in its header, footer and navigation."""
    found = []
    for entry in article.metadata:
        if entry.name == "twitter:site":
            found.append(Profile(platform="x", handle=entry.value.lstrip("@")))
        elif entry.name in ("article:publisher", "jsonld:publisher.sameAs", "link:me"):
            profile = profile_of(entry.value)
            found += [profile] if profile else []
    for passage in article.passages:
        for link in passage.links:
            if ("me" in link.rel or passage.role in _SITE_ROLES) and (profile := profile_of(unwrap(link.url))):
                found.append(profile)
    return found


def _is_outlets(post: Post, outlet: list[Profile], article: Article) -> bool:
    """Tell whether a post is the outlet's: an account that its markup names, or one named like its host or site name."""
    if not post.author:
        return False
    account = Profile(platform=post.platform, handle=post.author)
    if any(same_profile(account, own) for own in outlet):
        return True
    handle = "".join(words(post.author))
    names = ["".join(words(entry.value)) for entry in article.metadata if entry.name in ("og:site_name", "application-name")]
    names += [label for url in page_addresses(article) for label in _host_labels(url)]
    return handle in names or any(min(len(handle), len(name)) >= _MIN_LABEL and (name in handle or handle in name) for name in names)


def _host_labels(url: str) -> list[str]:
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return []
    return [fold(label).replace("-", "") for label in host.split(".")[:-1] if label != "www"]


def _shares(passages: list[Passage], article: Article, work: Work) -> bool:
    if any(same_page(link, url) for link in _links(passages) for url in page_addresses(article)):
        return True
    said = set(words(" ".join(passage.text for passage in passages)))
    titles = [set(words(title)) for title in (article.title, work.title) if title]
    return any(title and len(title & said) >= _TITLE_SHARE * len(title) for title in titles)
