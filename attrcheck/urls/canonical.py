"""One spelling for addresses of the same page, to compare with, not to print."""

from __future__ import annotations

import re
from urllib.parse import quote

from attrcheck.urls.address import Address, cleaned, parse, remembered, segments
from attrcheck.urls.posts import post_of
from attrcheck.urls.redirects import unwrap, without_amp_cache
from attrcheck.urls.tables import homes, tables

# A percent sign with its two digits, or a lone one.
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})?")

# RFC 3986, 2.3: these mean the same escaped or not.
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")

# RFC 3986, 3.3 and 3.4: marks that may stand unescaped in a path, and in a query.
_PATH_MARKS = "%:@!$'()*,;=&+"
_QUERY_MARKS = _PATH_MARKS + "/?"

# Both ports count as none, because http and https count as one.
_DEFAULT_PORTS = (None, 80, 443)


@remembered
def canonical(url: str) -> str:
    """Return the comparison form: https, no ``www.``, no fragment, no tracking, no AMP, one percent-encoding, sorted parameters.

    What is not a web address comes back without the blanks around it.

    >>> canonical("HTTP://WWW.News.Example:80/a%7eb/?utm_source=x&b=2&a=1#top")
    'https://news.example/a~b?a=1&b=2'
    >>> canonical("https://news.example/story/amp/") == canonical("//amp.news.example/story?amp=1")
    True
    >>> canonical(" mailto:press@news.example ")
    'mailto:press@news.example'
    """
    folded = _folded(url)
    while (page := without_amp_cache(folded)) != folded:
        folded = _folded(page)
    return folded


def same_page(first: str, second: str) -> bool:
    """Say whether two addresses lead to one page: by comparison form after unwrapping, or because they are the same post.

    >>> same_page("https://twitter.com/RemyBonny/status/1?s=20", "http://x.com/i/web/status/1")
    True
    >>> same_page("https://news.example/?p=1", "https://news.example/?p=2")
    False
    """
    one, other = unwrap(first), unwrap(second)
    if canonical(one) == canonical(other):
        return True
    post, twin = post_of(one), post_of(other)
    return post is not None and twin is not None and (post.platform, post.id) == (twin.platform, twin.id)


def untracked(url: str) -> str:
    """Return an address to fetch: the same, without the parameters that surely only say how a reader came.

    >>> untracked("http://www.News.example/a/?utm_source=x&b=2&fbclid=1&a=%7e#top")
    'http://www.News.example/a/?b=2&a=%7e#top'
    >>> untracked("https://news.example/a?utm_source=x")
    'https://news.example/a'
    """
    page, hash_mark, fragment = url.partition("#")
    path, question_mark, query = page.partition("?")
    pairs = query.split("&")
    kept = [pair for pair in pairs if not _is_surely_tracking(pair)]
    if len(kept) == len(pairs):
        return url
    return path + (question_mark + "&".join(kept) if kept else "") + hash_mark + fragment


def _is_surely_tracking(pair: str) -> bool:
    """Tell whether a parameter surely does not change the page, on any site."""
    name, tracking = pair.partition("=")[0].lower(), tables().tracking
    return name in tracking.names or name.startswith(tracking.sure_prefixes)


def _folded(url: str) -> str:
    address = parse(url)
    if address is None or not address.is_web:
        return cleaned(url)
    host = _site(address.host)
    port = "" if address.port in _DEFAULT_PORTS else f":{address.port}"
    query = _query(address)
    return f"https://{host}{port}{_path(address.path)}" + ("?" + query if query else "")


def _site(host: str) -> str:
    prefixes = tables().same_site.host_prefixes + tables().amp.host_prefixes
    while True:  # each round makes the host shorter
        rest = next((host.removeprefix(prefix) for prefix in prefixes if host.startswith(prefix)), "")
        if "." not in rest:  # "www.com" is a site
            return host
        host = rest


def _path(path: str) -> str:
    found = [_escaped(part, _PATH_MARKS) for part in segments(path)]
    while len(found) > 1 and found[-1].lower() in tables().amp.path_parts:  # "/amp" alone is a section
        found.pop()
    return "/" + "/".join(found)


def _query(address: Address) -> str:
    pairs = (_escaped(pair.replace("+", "%20"), _QUERY_MARKS) for pair in address.query.split("&"))
    dropped = frozenset(name for home in homes(address.host) for name in tables().platform[home.platform].tracking)
    return "&".join(sorted(pair for pair in pairs if pair and not _is_tracking(pair, dropped)))


def _is_tracking(pair: str, of_the_site: frozenset[str]) -> bool:
    name, tracking = pair.partition("=")[0], tables().tracking
    if pair.lower() in tables().amp.parameters or name in of_the_site:
        return True
    return name.lower() in tracking.names or name.lower().startswith(tracking.prefixes)


def _escaped(text: str, marks: str) -> str:
    """Return the text with one percent-encoding, which a second pass leaves as it is."""
    if "%" in text:
        text = _ESCAPE.sub(_one_escape, text)
    return quote(text, safe=marks, errors="replace")


def _one_escape(escape: re.Match[str]) -> str:
    if escape[1] is None:
        return "%25"
    character = chr(int(escape[1], 16))
    return character if character in _UNRESERVED else escape[0].upper()
