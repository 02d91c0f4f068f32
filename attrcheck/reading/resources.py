"""What a page loads: images, scripts, frames, players, with the addresses that lazy loading keeps in other attributes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from attrcheck.model import Resource
from attrcheck.reading.frame import Frame

RESOURCE_TAGS = frozenset("img amp-img amp-anim script iframe amp-iframe amp-pixel embed object source video audio amp-video".split())
# Where lazy loading keeps the real address until a script moves it: data-src (lazysizes), data-lazy-src (Jetpack, WP Rocket), data-cfsrc
# (Cloudflare), data-litespeed-src, data-original (jQuery), …; `src` holds a placeholder then.
_LAZY = ("src", "original", "lazyload")
_SETS = ("srcset", "data-srcset", "data-lazy-srcset")
# More than any real page loads, and longer than any real attribute; the bounds are for hostile ones.
MAX_RESOURCES = 5_000
_MAX_URL, _MAX_ALT, _MAX_VALUE, _MAX_ATTRIBUTES = 2_000, 500, 500, 20


def resources_of(frame: Frame, passage: int, doubled_ids: frozenset[str]) -> Iterator[Resource]:
    """Yield what an element loads; `passage` is the number of passages before it. Pictures that stand in the markup itself are no load."""
    tag, attributes = frame.tag.name, frame.tag.attrs
    for url in dict.fromkeys((_address(tag, attributes), attributes.get("poster", "").strip())):
        if url and not _is_inline(url):
            yield Resource(
                tag=tag,
                url=url[:_MAX_URL],
                locator=frame.path(doubled_ids),
                passage=passage,
                alt=attributes.get("alt", "")[:_MAX_ALT],
                attributes=tuple(islice(_data(attributes), _MAX_ATTRIBUTES)),
            )


def _address(tag: str, attributes: Mapping[str, str]) -> str:
    """Return the address that a browser loads in the end: of a lazy image the real one, not the placeholder's."""
    lazy = next((value for name, value in attributes.items() if name.startswith("data-") and name.endswith(_LAZY)), "")
    if ("." in lazy or "/" in lazy) and not _is_inline(lazy):
        return lazy.strip()
    src = attributes.get("data" if tag == "object" else "src", "").strip()
    if src and not _is_inline(src):
        return src
    sets = next((attributes[name] for name in _SETS if attributes.get(name)), "")
    # "small.jpg 300w, large.jpg 1024w"; a lone comma may belong to an address.
    return next(iter(sets[:_MAX_URL].split()), "").rstrip(",")


def _is_inline(url: str) -> bool:
    return url[:5].lower() == "data:" or url.startswith("#")


def _data(attributes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    return ((name, value[:_MAX_VALUE]) for name, value in attributes.items() if name.startswith("data-"))
