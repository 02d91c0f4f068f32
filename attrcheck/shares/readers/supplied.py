"""A post that the user saved or pasted, for networks that show it to people only."""

from __future__ import annotations

import re

from attrcheck.model import Profile, Share
from attrcheck.reading.snippet import MAX_MARKUP, snippet
from attrcheck.shares.readers.plain import LONGEST_TEXT, author, plain, to_accounts
from attrcheck.urls import post_of

SUPPLIED = "supplied"
"""How a post was read that the user has."""

# A tag that pages and posts are made of; a heart (<3) and comparisons in a pasted text (a<b and c>d) are none.
_TAG = re.compile(
    r"<!doctype\s|</?(?:html|body|div|p|a|b|i|em|strong|span|br|blockquote|article|section|ul|ol|li|h[1-6])"
    r"(?:\s[^<>=]{0,200}=[^<>]{0,2000})?\s{0,5}/?>",
    re.IGNORECASE,
)


def supplied(url: str, text_or_html: str) -> Share:
    """Return the post at an address as the user has it: its text, or its markup."""
    post = post_of(url)
    platform = post.platform if post else ""
    is_markup = _TAG.search(text_or_html) is not None
    if is_markup:
        text, links = snippet(text_or_html)
        links = to_accounts(text, links)
    else:
        text, links = plain(text_or_html, platform)
    return Share(
        platform=platform,
        url=url,
        text=text,
        read_by=SUPPLIED,
        author=author("", [Profile(platform=platform, handle=post.author)] if post and post.author else []),
        links=links,
        is_cut=len(text_or_html) > (MAX_MARKUP if is_markup else LONGEST_TEXT),
    )
