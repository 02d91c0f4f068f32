"""A post on a social network, as its network gives it to anybody who asks."""

from __future__ import annotations

from attrcheck.model.page import Archived, Link
from attrcheck.model.value import Value
from attrcheck.model.words import UnreadReason


class ShareAuthor(Value, frozen=True, kw_only=True):
    """Who wrote a post. `stable_id` stays the same when the handle changes: a DID, the address of an ActivityPub actor, a number."""

    handle: str
    name: str = ""
    url: str = ""
    stable_id: str = ""


class Card(Value, frozen=True, kw_only=True):
    """What a network shows of the page that a post links to.

    `authors` are accounts that it draws beneath, as Mastodon does ("More from …").
    """

    url: str
    title: str = ""
    description: str = ""
    authors: tuple[ShareAuthor, ...] = ()


class Share(Value, frozen=True, kw_only=True):
    """A post: its text, and the links and mentions in it with their offsets in the text; a mention is a link to an account.

    `is_cut` when the network gave only the beginning of the text. `read_by` names the way it was read (``at-protocol``, ``activitypub``,
    ``mastodon-api``, ``api``, ``oembed``, ``widget``, ``syndicated``, ``markup``, ``embedded``, ``supplied``). `replies` are first
    replies by the same author; that there are no others is sure when `are_replies_known`. Times are ISO 8601.
    `archived` is where the last answer about it lies, where an archive is kept.
    """

    platform: str
    url: str
    text: str
    read_by: str
    author: ShareAuthor | None = None
    links: tuple[Link, ...] = ()
    card: Card | None = None
    created_at: str = ""
    edited_at: str = ""
    is_cut: bool = False
    replies: tuple[Share, ...] = ()
    are_replies_known: bool = False
    archived: Archived | None = None


class Unread(Value, frozen=True, kw_only=True):
    """A post, or the posts of an account, that could not be read, and why: never a finding against anybody."""

    platform: str
    url: str
    reason: UnreadReason
    detail: str
    archived: Archived | None = None


class ShareRecord(Value, frozen=True, kw_only=True):
    """What a report says of one post that was found for a page.

    `found_as` says how (``supplied``, ``embed``, ``feed``, ``syndication``, ``markup``, ``link``, ``search``), `is_outlets` whose it is
    (None: not known), `is_share` whether it shares the page. `read_by` is how it was read, `unread` why it could not be;
    both None where nobody tried. `is_wanted` says that it was worth a request. `archived` is where the last answer about it lies, where an
    archive is kept.
    """

    url: str
    platform: str
    found_as: str
    is_outlets: bool | None = None
    is_share: bool | None = None
    read_by: str | None = None
    unread: str | None = None
    is_wanted: bool = False
    archived: Archived | None = None


class LookupRecord(Value, frozen=True, kw_only=True):
    """What a report says of one place besides the page where its shares were looked for.

    `sort` is ``feed`` (the posts of an account), ``search`` (a network's own search) or ``share-link`` (a link of the page's own site that
    leads to a network's share button). `url` is the account, the page that was searched for, or the link; `found_as` says whether the user
    named it (``supplied``) or the page (``page``). `server` is set where a network has several and the user names one. `posts` is how many
    posts were looked through, `unread` why it could not be read, or not to the end. `is_asked` is False where nobody has asked.
    """

    sort: str
    url: str
    platform: str
    found_as: str
    server: str = ""
    posts: int | None = None
    unread: str | None = None
    is_asked: bool = False
