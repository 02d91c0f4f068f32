"""The shares of a page that the page itself shows: embedded posts of its outlet, and what its buttons would make a share say."""

from __future__ import annotations

from attrcheck.model import Article, Place, Subject, Value, Work
from attrcheck.shares.buttons import share_previews
from attrcheck.shares.embeds import embedded_posts


class FoundShares(Value, frozen=True, kw_only=True):
    """The shares and share previews of a page, and for places without any the sentence that says what was searched."""

    subjects: tuple[Subject, ...]
    searched: dict[Place, str]


def find_shares(article: Article, work: Work) -> FoundShares:
    """Return what the page itself shows of its shares; no network is asked."""
    posts = embedded_posts(article, work)
    others = f"; {posts.others} embedded post(s) of other accounts are not the outlet's shares" if posts.others else ""
    searched = {
        Place.SHARE: f"no post of the outlet that shares this page is embedded in it{others}; the networks themselves were not searched",
        Place.SHARE_PREVIEW: "no social share button with a readable text was found on the page",
    }
    return FoundShares(subjects=posts.subjects + share_previews(article), searched=searched)


__all__ = ["FoundShares", "find_shares"]
