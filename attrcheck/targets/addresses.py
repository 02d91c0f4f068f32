"""From the text of an entry to a target, or to the sentence that says why it is none."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from attrcheck.fetch import PAGE_SUFFIXES
from attrcheck.model import SavedShare, Source, Target
from attrcheck.saved_shares import saved_share
from attrcheck.shares import FEEDS
from attrcheck.targets.document import Entry, Fault
from attrcheck.urls import clicked, platform_name, post_of, profile_of

# A list line longer than this is not an address; browsers and servers stop at about 8,000 characters.
_MAX_ADDRESS = 8_192
# Characters of a wrong address that a message repeats.
_SHOWN = 100
# A note is a remark, not a document: it stands in every report.
_MAX_NOTE = 500


class Origin(NamedTuple):
    """Where entries come from, for messages and reports, and whether these may name files of this computer: only the user's own may."""

    name: str
    may_name_files: bool


def target_of(entry: Entry, origin: Origin) -> list[Target | Fault]:
    """Return the target of an entry and what is wrong with its shares, or the one thing that is wrong with it.

    An address that only leads to another one, such as those of Google Alerts, is replaced by that one: nobody is asked for a redirect.
    """
    wrong = fault_in(entry.address, may_be_file=origin.may_name_files)
    if wrong:
        return [Fault(entry.line, wrong)]
    named = _Shares(*map(list, ((), (), ())))
    for share in dict.fromkeys(entry.shares):
        _sort(share, origin, named)
    wrongs = [*named.wrong, *(why for account in entry.accounts if (why := not_readable(account)))]
    target = Target(
        url=clicked(entry.address),
        source=Source(file=origin.name, line=entry.line, note=" ".join(entry.note[: _MAX_NOTE + 1].split())[:_MAX_NOTE]),
        shares=tuple(dict.fromkeys(named.posts)),
        saved_shares=tuple(named.saved),
        accounts=tuple(account for account in dict.fromkeys(entry.accounts) if not not_readable(account)),
    )
    return [*(Fault(entry.line, wrong) for wrong in wrongs), target]


class _Shares(NamedTuple):
    """What the shares of an entry are: addresses of posts, those of them that the user has as files, and what is wrong with others."""

    posts: list[str]
    saved: list[SavedShare]
    wrong: list[str]


def _sort(share: str, origin: Origin, into: _Shares) -> None:
    # A file of this computer, beside the list: only the user's own list may name one.
    kept = saved_share(share, Path(origin.name).parent) if origin.may_name_files else None
    if isinstance(kept, SavedShare):
        into.saved.append(kept)
        into.posts.append(kept.url)
    elif wrong := kept or _fault_in_share(share):
        into.wrong.append(wrong)
    else:
        into.posts.append(share)


def not_readable(account: str) -> str:
    """Return why the posts of an account cannot be looked through, empty when its network has an open feed.

    >>> not_readable("https://www.facebook.com/example.news")
    "'https://www.facebook.com/example.news' is on Facebook, which lists no posts to those without a login; name its posts as shares"
    """
    shown, profile = account[:_SHOWN], profile_of(account)
    if profile is None:
        return f"{shown!r} is not the address of an account"
    if profile.platform in FEEDS:
        return ""
    return f"{shown!r} is on {platform_name(profile.platform)}, which lists no posts to those without a login; name its posts as shares"


def fault_in(text: str, *, may_be_file: bool) -> str:
    """Return the sentence that says why a text is no address of a page, empty for one that is."""
    shown = f"{text[:_SHOWN] + ('…' if len(text) > _SHOWN else '')!r}"
    if len(text) > _MAX_ADDRESS:
        return f"an address of {len(text):,} characters is too long: {shown}"
    if "\ufffd" in text:
        return f"{shown} holds characters that are not UTF-8"
    try:
        parts = urlsplit(text)
        host = parts.hostname
        _ = parts.port
    except ValueError as error:
        return f"{shown} is not an address: {error}"
    if parts.scheme.lower() == "file":
        return "" if may_be_file else f"{shown} is a file of this computer, which a list from elsewhere may not name"
    if not text:
        return "there is no address in this line"
    if parts.scheme.lower() not in ("http", "https"):
        is_saved = may_be_file and text.lower().endswith(PAGE_SUFFIXES)
        return f"{shown} is not an http(s) address{'; a saved page is named on the command line, or as file:///…' if is_saved else ''}"
    if not host or any(c.isspace() for c in text):
        return f"{shown} is not an address: {'it holds a space' if host else 'it names no host'}"
    return ""


def _fault_in_share(text: str) -> str:
    wrong = fault_in(text, may_be_file=True) if post_of(text) is None else ""
    if not wrong and text[:5].lower() == "file:":
        return f"{text[:_SHOWN]!r} is a file, not the address of a share"
    return f"{text[:_SHOWN]!r} is an account, not a share" if not wrong and profile_of(text) else wrong
