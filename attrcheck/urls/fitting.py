"""Which forms of the tables an address fits."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from attrcheck.urls import forms
from attrcheck.urls.address import Address
from attrcheck.urls.forms import Form
from attrcheck.urls.tables import Platform, homes, ready, tables

_WEB_PORTS = (None, 80, 443)  # no network answers on another port
_RESULTS = {"profiles": "{handle}", "posts": "{id}", "hashtags": "{tag}"}


def fitting(address: Address, key: str) -> Iterator[tuple[Platform, Form, dict[str, str]]]:
    """Yield the forms of a key (``profiles``, ``posts`` or ``hashtags``) that an address fits, best first, with what stands in their holes.

    >>> from attrcheck.urls.address import parse
    >>> [holes["handle"] for _, _, holes in fitting(parse("https://x.com/RemyBonny/media"), "profiles")]
    ['RemyBonny']
    """
    if address.port not in _WEB_PORTS:
        return
    for platform, form, is_home in _candidates(address, key):
        holes = forms.fit(form, forms.spelling(address), is_home=is_home)
        if holes is not None and holes.get("handle", "").lower() not in platform.reserved:
            yield platform, form, {**holes, "host": address.host.removeprefix("www.")}


def _candidates(address: Address, key: str) -> Iterator[tuple[Platform, Form, bool]]:
    known = homes(address.host if address.is_web else address.scheme + ":")
    for home in known:
        for form in ready(home.platform, key, _RESULTS[key]):
            yield tables().platform[home.platform], form, home.is_home
    if known or not address.is_web:
        return
    for platform_id, beginnings in _anywhere(key):
        if address.path.startswith(beginnings) and not _is_on(address.host, tables().platform[platform_id].not_on):
            for form in ready(platform_id, key + "_anywhere", _RESULTS[key]):
                yield tables().platform[platform_id], form, True


@cache
def _anywhere(key: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the platforms with forms for unknown hosts, and how their paths begin: a cheap test for the thousands of other links."""
    texts = ((each.id, getattr(each, key + "_anywhere", ())) for each in tables().platform.values())
    return tuple((platform_id, _beginnings(of)) for platform_id, of in texts if of)


def _beginnings(texts: tuple[str, ...]) -> tuple[str, ...]:
    literal = {text.partition("{")[0] for text in texts}
    return tuple(literal | {text.replace("@", "%40") for text in literal})


def _is_on(host: str, sites: tuple[str, ...]) -> bool:
    return host in sites or host.endswith(tuple("." + site for site in sites))
