"""Addresses as they go over the wire, so that what was asked for is found again under the same name."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote, urldefrag

import requests

# What a line of a protocol must not hold; lone surrogates cannot be encoded.
_UNFIT = re.compile("[\x00-\x20\x7f-\x9f\ud800-\udfff]")


@lru_cache(maxsize=1024)
def wire_address(url: str) -> str:
    """Return an address as the session asks for it: without its fragment, host in ASCII, other characters percent-encoded.

    An address that cannot be asked for comes back with its unfit characters encoded.

    >>> wire_address("http://bücher.example/straße#top")
    'http://xn--bcher-kva.example/stra%C3%9Fe'
    """
    prepared = requests.PreparedRequest()
    try:
        prepared.prepare_url(url, None)
        address = urldefrag(prepared.url or url).url
    except (requests.RequestException, ValueError):
        address = url
    return _UNFIT.sub(lambda found: quote(found[0], errors="replace"), address)
