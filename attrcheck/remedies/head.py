"""The markup for a page's head that meets the duties in place metadata."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from html import escape

from attrcheck.kinds import AnyRequirement
from attrcheck.kinds.meta_author import MetaAuthor
from attrcheck.model import Work

KNOWN = frozenset({"credit.name", "meta.author", "meta.canonical", "meta.noindex", "meta.syndication"})
# Statements of a handle, and the network that it is on.
_HANDLES = {"twitter:creator": "x", "fediverse:creator": "mastodon"}


def head_tags(parts: Sequence[AnyRequirement], work: Work) -> tuple[str, ...]:
    """Return the elements that meet these duties. Duties that no element meets are passed over."""
    return tuple(dict.fromkeys(tag for part in parts for tag in _tags(part, work)))


def _tags(part: AnyRequirement, work: Work) -> Iterator[str]:
    if part.kind == "meta.canonical":
        yield f'<link rel="canonical" href="{escape(work.url)}">'
    elif part.kind == "meta.noindex":
        yield '<meta name="robots" content="noindex">'
    elif part.kind == "meta.syndication":
        yield f'<meta name="syndication-source" content="{escape(work.url)}">'
    elif part.kind in ("meta.author", "credit.name") and work.authors:
        yield from _author(part.fields[0] if isinstance(part, MetaAuthor) and part.fields else "author", work)


def _author(field: str, work: Work) -> Iterator[str]:
    if field.startswith("jsonld:"):
        people = [{"@type": "Person", "name": author.name} for author in work.authors]
        said = json.dumps({"@context": "https://schema.org", "@type": "Article", "author": people}, ensure_ascii=True)
        # No text can end the script: in JSON "<" may be written as an escape.
        yield f'<script type="application/ld+json">{said.replace("<", chr(92) + "u003c")}</script>'
        return
    key = "property" if field == "article:author" else "name"
    own = next((one.handle for one in work.author.profiles if one.platform == _HANDLES.get(field) and one.handle), None)
    values = [f"@{own.removeprefix('@')}"] if own else [author.name for author in work.authors]
    yield from (f'<meta {key}="{field}" content="{escape(value)}">' for value in values)
