"""The text of a share that credits the author, and the remedies in shares that propose it: for every kind whose duty such a text meets."""

from __future__ import annotations

from functools import lru_cache
from html import escape

from attrcheck.kinds.accounts import mention_of
from attrcheck.kinds.each_author import listed
from attrcheck.kinds.standing import IN_SHARE
from attrcheck.model import Place, Subject, Work
from attrcheck.text import squeeze
from attrcheck.urls import compose_address, is_menu, length, length_limit, platform_name

IN_SHARES = (Place.SHARE, Place.SHARE_PREVIEW)
# Marks after which a title needs no full stop.
_ENDS = (".", "!", "?", "…", "。")


def share_text(work: Work, network: str | None, link: str = "") -> str:
    """Return a share of the work that credits its author: title, name, account, job title and a link, the work's own by default.

    It is as long as the network allows. What has no room is left out whole, never cut, in this order: the title; the account; instead of
    the account the job title; both. A longer name and link than the network allows are given as they are.
    """
    title, account, job_title = squeeze(work.title), account_in_share(work, network), squeeze(work.author.job_title or "")
    limit = length_limit(network)
    text = ""
    for parts in ((title, account, job_title), ("", account, job_title), ("", "", job_title), ("", account, ""), ("", "", "")):
        text = _joined(parts[0], credit(work, *parts[1:]), link or work.url)
        if limit is None or length(text, network) <= limit:
            break
    return text


def credit(work: Work, account: str, job_title: str) -> str:
    """Return the line that credits the authors, empty without any.

    Account and job title belong to the first author.
    """
    if not work.author.name:
        account, job_title = "", ""
    first, *others = [author.name for author in work.authors] or [""]
    line = f"By {first}" + (f" ({account})" if account else "") + (f", {job_title}" if job_title else "")
    return (line + (f", with {listed(others)}" if others else "")) if first else ""


def account_in_share(work: Work, network: str | None) -> str:
    """Return the author's account as a share on a network refers to it: the one of the network, else another one, bound to its network."""
    own = [profile for profile in work.author.profiles if profile.handle]
    best = next((profile for profile in own if profile.platform == network), own[0] if own else None)
    shown = mention_of(best) if best else ""
    if best is None or best.platform == network or not shown.startswith("@"):
        return shown
    return f"{platform_name(best.platform).partition(' (')[0]}: {shown}"


def remedy_in_share(work: Work, subject: Subject, line: str) -> str:
    """Return the line that a share lacks, and the means: a whole text, the address for a button, or the tags of the page's card."""
    link = subject.page if subject.page.startswith(("http://", "https://")) else work.url
    return f"Add {IN_SHARE}: “{line}”. {_means(work, subject.place, subject.network, link)}" if line else ""


# Every kind and every button of a page asks for the same few texts.
@lru_cache(maxsize=64)
def _means(work: Work, place: Place, network: str | None, link: str) -> str:
    text = share_text(work, network, link)
    address = compose_address(network, text, link) if place is Place.SHARE_PREVIEW else None
    if address:
        return f"Address for the button: “{address}”.{_lacking(work, network, text)}"
    if place is Place.SHARE or (network and is_menu(network)):
        ready = f"A whole text for {platform_name(network)}" if network else "A whole text"
        return f"{ready}: “{text}”.{_lacking(work, network, text)}"
    return f"This share shows the page's card: begin its description so, in the page's head: {card_tags(work, network)}"


def _lacking(work: Work, network: str | None, text: str) -> str:
    """Return the sentence that says what had no room in a text."""
    parts = {"account": account_in_share(work, network), "job title": squeeze(work.author.job_title or "")}
    lacking = [name for name, part in parts.items() if part not in text]
    return f" There is no room for the {listed(lacking)} in {length_limit(network)} characters." if lacking else ""


def card_tags(work: Work, network: str | None) -> str:
    """Return the markup that makes the page's card credit the author, for the page's head."""
    description = credit(work, account_in_share(work, network), squeeze(work.author.job_title or ""))
    fediverse = next((mention_of(own) for own in work.author.profiles if own.platform == "mastodon" and own.handle), "")
    tags = [f'<meta property="og:description" content="{escape(description)}">']
    tags += [f'<meta name="fediverse:creator" content="{escape(fediverse)}">'] if fediverse else []
    return " ".join(tags)


def _joined(title: str, line: str, link: str) -> str:
    ended = f"{title}." if title and line and not title.endswith(_ENDS) else title
    return " ".join(filter(None, (ended, line, link)))
