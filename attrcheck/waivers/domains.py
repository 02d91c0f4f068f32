"""Domains of outlets: a domain stands for itself and everything below it, and the longest one that fits counts."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from attrcheck.model import TargetReport
from attrcheck.urls import canonical


def domain_of(written: str) -> str:
    """Return a domain in its comparison form, empty for what is none.

    >>> domain_of("WWW.News.example"), domain_of("example"), domain_of("news.example/path"), domain_of("news..example")
    ('news.example', '', '', '')
    """
    labels = written.strip(".").split(".")
    is_none = len(labels) < 2 or not all(labels) or any(mark in written for mark in "/?#@: *")
    return "" if is_none else host_of(f"https://{written}")


def host_of(url: str) -> str:
    """Return the host of a web address in its comparison form, without port, empty where it has none.

    Pages in AMP caches are their outlet's.

    >>> host_of("https://www.News.example:8443/a"), host_of("file:///saved.html")
    ('news.example', '')
    """
    try:
        parts = urlsplit(canonical(url))
        return (parts.hostname or "") if parts.scheme == "https" else ""
    except ValueError:  # brackets that hold no IPv6 address
        return ""


def domains_over(host: str) -> Iterator[str]:
    """Yield the domains that a host belongs to, itself first.

    >>> list(domains_over("a.news.example"))
    ['a.news.example', 'news.example', 'example']
    """
    while host:
        yield host
        host = host.partition(".")[2]


def host_of_page(target: TargetReport) -> str:
    """Return whose page a target is: the host that answered, which a short link or a redirect does not name."""
    return host_of(target.capture.final_url if target.capture else target.url)
