"""What JSON-LD says of the page itself: its dates, headline, licence, whether readers pay for it, and where it is on networks."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

# Bound for hostile pages; graphs of real ones have fewer than 50 nodes.
_MAX_NODES = 5_000
# Endings of the types of schema.org that a page itself may have, with or without the address before them: NewsArticle, ItemPage, …
_PAGE_TYPES = ("Article", "BlogPosting", "Report", "WebPage", "ItemPage", "CreativeWork")
# What leads from the outermost node to others that are the same page. Lists, parts, mentions and sources lead to other pages.
_SAME_PAGE = ("@graph", "mainEntity", "mainEntityOfPage")
_KEYS = ("datePublished", "dateModified", "headline", "license", "isAccessibleForFree", "sameAs", "discussionUrl", "sharedContent")
# A post that the page lists as one of its own; BlogPosting, a narrower type of schema.org, is the page itself.
_POST_TYPES = ("SocialMediaPosting", "DiscussionForumPosting")


def page_statements(data: Any) -> Iterator[tuple[str, Any]]:
    """Yield key and value of what the outermost articles and pages say of themselves; a yes or no is "true" or "false"."""
    nodes = [data]
    # The list grows while it is read.
    for node in islice(nodes, _MAX_NODES):
        if isinstance(node, list):
            nodes.extend(node)
        elif isinstance(node, dict):
            nodes.extend(node[key] for key in _SAME_PAGE if key in node)
            if _has_type(node, _POST_TYPES):
                yield from (("SocialMediaPosting.url", value) for value in _values("url", node.get("url")))
            elif _has_type(node, _PAGE_TYPES):
                yield from ((key, value) for key in _KEYS for value in _values(key, node.get(key)))


def names_by_id(data: Any) -> dict[str, dict[str, Any]]:
    """Return the nodes of a graph that have a name, by their id: articles name their author by it."""
    graph = data.get("@graph") if isinstance(data, dict) else data
    nodes = islice(graph, _MAX_NODES) if isinstance(graph, list) else ()
    return {node["@id"]: node for node in nodes if isinstance(node, dict) and isinstance(node.get("@id"), str) and node.get("name")}


def _has_type(node: dict[str, Any], endings: tuple[str, ...]) -> bool:
    types = node.get("@type")
    named = types if isinstance(types, list) else [types]
    return any(isinstance(one, str) and one.endswith(endings) for one in named)


def _values(key: str, value: Any) -> Iterator[Any]:
    for one in value if isinstance(value, list) else [value]:
        plain = (one.get("url") or one.get("@id")) if isinstance(one, dict) else one
        if key == "isAccessibleForFree":
            # As a boolean, as text in any case, or as http://schema.org/False.
            plain = str(plain).rpartition("/")[2].strip().lower()
            plain = plain if plain in ("true", "false") else None
        yield plain
