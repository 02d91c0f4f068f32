"""Which addresses are the page's own: those that it is known by, and those that its buttons share it by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from urllib.parse import unquote, urlsplit

from attrcheck.model import Article, Role
from attrcheck.text import words
from attrcheck.urls import ShareIntent, is_short, same_page

# A page has one address, and at most a canonical one, one for cards and one for AMP.
_MAX_ADDRESSES = 6
_OWN_ADDRESSES = ("link:canonical", "og:url", "link:amphtml", "saved-from")
# The number of an article in its address; sites change the words around it. Shorter numbers are dates and pages.
_NUMBER = re.compile(r"\d{5,}")
# The words of a headline in an address: sites change the section and the day before them.
_SLUG = re.compile(r"/((?:[^\W_]+[-_]){3,}[^\W_]+)$")
# The endings that a path may have on one server and lack on another.
_ENDING = re.compile(r"(?:/(?:index|default))?(?:\.(?:html?|php|aspx?|shtml))?/?$")
# How WordPress calls a page before it has a name, and its own short links.
_BY_ID = re.compile(r"[?&](?:p|page_id)=\d{1,12}(?:&|$)")
_ADDRESS = re.compile(r"https?://\S+")
# An address on a host of an outlet's own for short links: one word of letters and digits (cnet.co/dN26j0, usat.ly/1x3DFko).
_TOKEN = re.compile(r"/[A-Za-z0-9]{4,10}")
_LONGEST_SHORT_HOST = 12
# What a page says of itself, in its head.
_TITLES = ("og:title", "twitter:title", "description", "og:description", "twitter:description")
_MAX_TITLES = 12
# A button says what the page says of itself where it has most of its words, and not only a few: teasers share some.
_MIN_WORDS, _SHARE = 4, 0.75


class OwnAddress:
    """The addresses that a page is known by, and the short ones by which its buttons share it."""

    def __init__(self, article: Article, intents: Sequence[ShareIntent]) -> None:
        self.known = page_addresses(article)
        titles = [set(words(title)) for title in dict.fromkeys(_titles(article))]
        shortened = [intent for intent in intents if intent.url and _looks_short(intent.url)] if self.known else []
        self._short = {intent.url for intent in shortened if _repeats(set(words(f"{intent.text} {intent.title}")), titles)}

    def is_shared_by(self, intent: ShareIntent) -> bool:
        """Tell whether a button shares this page: it has no address of its own, or one of the page's."""
        if not intent.url:
            # A text that begins with an account is a message to it.
            return not intent.text.startswith(("@", "\uff20"))
        shared = [intent.url, *islice(_ADDRESS.findall(intent.text), _MAX_ADDRESSES)]
        return not self.known or intent.url in self._short or any(_is_this_page(url, self.known) for url in shared)


def page_addresses(article: Article) -> list[str]:
    """Return the http(s) addresses that the page is known by: its own, and those that its markup gives."""
    known = (article.url, *(entry.value for entry in article.metadata if entry.name in _OWN_ADDRESSES))
    return list(dict.fromkeys(url for url in known if url.startswith(("http://", "https://"))))[:_MAX_ADDRESSES]


def path_of(url: str) -> str:
    """Return the path of an address without what servers add to it; empty for what is no address.

    >>> path_of("https://a.example/Ferry/index.html"), path_of("https://a.example/ferry/")
    ('/ferry', '/ferry')
    """
    try:
        return _ENDING.sub("", unquote(urlsplit(url).path).lower()).rstrip("/")
    except ValueError:
        return ""


def host_of(url: str) -> str:
    """Return the host of an address without ``www.``; empty for what is no address."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _is_this_page(shared: str, known: Sequence[str]) -> bool:
    """Tell whether a shared address is one of the page.

    Also with its path on another host, by the number or the words of its headline, by a short link, or by an id.
    """
    if is_short(shared) or any(same_page(shared, url) for url in known):
        return True
    path = path_of(shared)
    if len(path) <= 1:
        return bool(_BY_ID.search(shared)) and host_of(shared) in map(host_of, known)
    numbers, slug = _NUMBER.findall(path), _SLUG.search(path)
    return any(
        path_of(url) == path
        or (numbers and _NUMBER.findall(path_of(url)) == numbers)
        or (slug and path_of(url).endswith(slug[0]) and host_of(url) == host_of(shared))
        for url in known
    )


def _titles(article: Article) -> Iterator[str]:
    yield article.title
    yield from islice((entry.value for entry in article.metadata if entry.name in _TITLES), _MAX_TITLES)
    headlines = (region for region in article.regions if region.role is Role.HEADLINE and region.start < region.end)
    yield from (article.passages[region.start].text for region in islice(headlines, _MAX_TITLES))


def _looks_short(url: str) -> bool:
    """Tell whether an address may be a short one of an outlet's own.

    >>> _looks_short("http://cnet.co/dN26j0"), _looks_short("https://www.lyngvik-courier.example/ferry"), _looks_short("http://[")
    (True, False, False)
    """
    try:
        path = urlsplit(url).path
    except ValueError:
        return False
    return len(host_of(url)) <= _LONGEST_SHORT_HOST and bool(_TOKEN.fullmatch(path))


def _repeats(said: set[str], titles: Sequence[set[str]]) -> bool:
    return any(len(said & title) >= max(_MIN_WORDS, _SHARE * min(len(said), len(title))) for title in titles if title)
