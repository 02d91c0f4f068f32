"""Which posts of a feed share a page. It holds hundreds about other things, so more is asked of them than of an embedded one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import urlsplit

from attrcheck.model import Article, Share, Work
from attrcheck.shares.feeds import Feed
from attrcheck.shares.own_address import page_addresses
from attrcheck.text import words
from attrcheck.urls import is_short, post_of, profile_of, same_page, unwrap

# Of the words of a title, how many a post without a readable link must repeat. Half of them, as for an embedded post, would be met by the
# small words of any long post; site names behind a title cost a word or two.
_TITLE_SHARE, _MIN_TITLE = 0.8, 4


def about(share: Share, article: Article, work: Work) -> bool | None:
    """Tell whether a post shares a page: it links one of its addresses, or repeats its title and links no other page of the site.

    None for a post with the title and a link that only a request can follow to somewhere else than a shortener leads, and for one with a
    shortened link and other words.
    """
    addresses = page_addresses(article)
    links = [unwrap(link) for link in _links(share)]
    if any(same_page(link, address) for link in links for address in addresses):
        return True
    sites = {_site(address) for address in addresses}
    if any(_site(link) in sites for link in links):
        return False
    shortened = [link for link in links if is_short(link)]
    if _has_title(share, article, work):
        return True if len(shortened) == len(links) else None
    return None if shortened else False


def sharing(feeds: Iterable[Feed], article: Article, work: Work) -> Iterator[Share]:
    """Yield the posts of feeds that share a page."""
    return (post for feed in feeds for post in feed.posts if about(post, article, work))


def doubtful(feed: Feed, article: Article, work: Work) -> int:
    """Return how many posts of a feed may share a page: their links are shortened, and nobody has followed them."""
    return sum(about(post, article, work) is None for post in feed.posts)


def _links(share: Share) -> Sequence[str]:
    """Return the pages that a post links to: not accounts, hashtags or other posts."""
    written = [link.url for link in share.links if share.text[link.start : link.start + 1] not in ("@", "#", "\uff20", "\uff03")]
    linked = [*written, *([share.card.url] if share.card else [])]
    return [url for url in dict.fromkeys(linked) if not profile_of(url) and not post_of(url)]


def _has_title(share: Share, article: Article, work: Work) -> bool:
    told = set(words(share.text))
    card = [entry.value for entry in article.metadata if entry.name == "og:title"][:1]
    titles = [set(words(title)) for title in (article.title, *card, work.title)]
    return any(len(title) >= _MIN_TITLE and len(title & told) >= _TITLE_SHARE * len(title) for title in titles)


def _site(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
