"""Posts that a user has saved or pasted into a file, for networks that show them to people only."""

from __future__ import annotations

from pathlib import Path

from attrcheck.fetch import fetch_saved
from attrcheck.model import Article, Capture, SavedShare, Share, Target, Unread, UnreadReason
from attrcheck.reading import read
from attrcheck.reading.decode import decode
from attrcheck.shares import supplied
from attrcheck.urls import post_of

SUFFIXES = (".html", ".htm", ".xhtml", ".txt")
"""Names of files that hold a post: a saved page, or a text."""

# Pages of networks that a browser saves have a few megabytes, most of it scripts.
_MAX_BYTES = 10_000_000
# Where a saved page says which post it is of.
_OWN_ADDRESSES = ("link:canonical", "og:url", "al:web:url")


def saved_share(text: str, folder: Path) -> SavedShare | str | None:
    """Return the post that an entry of a list gives as ``address=file`` or as a file alone, whose name is taken from the list's folder.

    None for an entry that names no file; a sentence for a file that is not there and for a page that does not say which post it is of.
    """
    address, equals, name = text.rpartition("=")
    if not text.lower().endswith(SUFFIXES):
        return None
    if not equals or post_of(address) is None:
        # An address may end in the name of a file: it is one if such a file lies there.
        return None if "://" in text else _alone(text, folder)
    path = folder / name
    return SavedShare(url=address, path=str(path)) if path.is_file() else f"there is no file {name!r} beside the list"


def read_saved(saved: SavedShare) -> Share | Unread:
    """Return the post that a file holds, marked as supplied by the user."""
    try:
        return supplied(saved.url, _text(Path(saved.path)))
    except OSError as error:
        post = post_of(saved.url)
        detail = f"the saved file cannot be read: {error.strerror}"
        return Unread(platform=post.platform if post else "", url=saved.url, reason=UnreadReason.FETCH_FAILED, detail=detail)


def _alone(name: str, folder: Path) -> SavedShare | str:
    path = folder / name
    if not path.is_file():
        return f"there is no file {name!r} beside the list"
    url = _own_address(path)
    return SavedShare(url=url, path=str(path)) if url else f"the file {name!r} does not say which post it holds: write address={name}"


def _own_address(path: Path) -> str:
    """Return the address of the post that a saved page says it is of, empty without one."""
    page = fetch_saved(Target(url=path.resolve().as_uri()))
    article = read(page) if isinstance(page, Capture) else page
    told = article.metadata if isinstance(article, Article) else ()
    return next((entry.value for name in _OWN_ADDRESSES for entry in told if entry.name == name and post_of(entry.value)), "")


def _text(path: Path) -> str:
    with path.open("rb") as file:
        return decode(file.read(_MAX_BYTES), ()).text
