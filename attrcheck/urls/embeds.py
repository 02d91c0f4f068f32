"""Class names of embedded posts."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache

from attrcheck.urls.tables import tables


def platform_of_embed(classes: Collection[str]) -> str | None:
    """Return the platform whose embedded post an element with these classes is.

    >>> platform_of_embed(["twitter-tweet", "aligncenter"]), platform_of_embed(["card"])
    ('x', None)
    """
    known = _platforms()
    return next((known[name] for name in classes if name in known), None)


@cache
def _platforms() -> Mapping[str, str]:
    return {name: each.id for each in tables().platform.values() for name in each.embeds}
