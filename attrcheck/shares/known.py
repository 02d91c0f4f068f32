"""What is known of the shares of a page besides the page: what the user and the terms say, and what reading has brought."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from attrcheck.model import Share, Unread
from attrcheck.shares.feeds import Feed


class Scope(NamedTuple):
    """Which shares are looked for and judged.

    `shares` are posts that the user names, `accounts` addresses of the outlet's accounts that the user names, `searches` networks to
    search, each ``network`` or ``network:server``.
    `counts_replies` says that by the terms the author's own replies to a post are part of it.
    """

    shares: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    searches: tuple[str, ...] = ()
    counts_replies: bool = False


class Read(NamedTuple):
    """What requests have brought: posts by their addresses, feeds, and where the share links of the page's site lead.

    `feeds` are posts of accounts; `searches` are what networks found. A link leads to an address, or the request was refused.
    """

    posts: Mapping[str, Share | Unread] = {}
    feeds: tuple[Feed, ...] = ()
    searches: tuple[Feed, ...] = ()
    links: Mapping[str, str | Unread] = {}


NOTHING_NAMED = Scope()
NOTHING_READ = Read()
