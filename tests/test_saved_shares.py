"""Posts that a user has saved or pasted: how a list names them, and what is read."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from attrcheck.fetch import fetch_saved
from attrcheck.model import SavedShare, Share, Target, Unread
from attrcheck.saved_shares import read_saved, saved_share
from attrcheck.targets import gather

POST = "https://www.facebook.com/ferrynews/posts/123456789012345"
PAGE = (
    f'<html><head><link rel="canonical" href="{POST}"></head><body><p>The ferry, by <a href="https://x.com/zoe">Zoë</a></p></body></html>'
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a saved post, a pasted one, and a page that says nothing of itself."""
    (tmp_path / "post.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "post.txt").write_text("The ferry, by @zoe", encoding="utf-8")
    (tmp_path / "bare.html").write_text("<p>x</p>", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("text", "url", "file"),
    [
        (f"{POST}=post.html", POST, "post.html"),
        (f"{POST}=post.txt", POST, "post.txt"),
        (
            "https://www.facebook.com/permalink.php?story_fbid=12&id=34=post.txt",
            "https://www.facebook.com/permalink.php?story_fbid=12&id=34",
            "post.txt",
        ),
        ("post.html", POST, "post.html"),
    ],
)
def test_an_entry_with_a_file(folder: Path, text: str, url: str, file: str) -> None:
    """The address and the file, or a saved page that says which post it is of."""
    assert saved_share(text, folder) == SavedShare(url=url, path=str(folder / file))


@pytest.mark.parametrize(
    "text", [POST, "https://news.example/?page=a.html", "https://news.example/post.html", "https://t.me/a/12", "post.pdf"]
)
def test_an_entry_without_a_file(folder: Path, text: str) -> None:
    """Addresses that end like the name of a file are addresses."""
    assert saved_share(text, folder) is None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (f"{POST}=gone.html", "there is no file 'gone.html' beside the list"),
        ("gone.txt", "there is no file 'gone.txt' beside the list"),
        ("bare.html", "does not say which post it holds"),
        ("post.txt", "does not say which post it holds"),
    ],
)
def test_a_file_that_cannot_serve(folder: Path, text: str, why: str) -> None:
    """The user is told."""
    assert why in str(saved_share(text, folder))


def test_what_is_read(folder: Path) -> None:
    """Text and links, marked as the user's; the author by the address."""
    page = read_saved(SavedShare(url=POST, path=str(folder / "post.html")))
    text = read_saved(SavedShare(url="https://x.com/ferrynews/status/1234567890", path=str(folder / "post.txt")))

    assert isinstance(page, Share)
    assert isinstance(text, Share)
    assert (page.text, page.read_by, [link.url for link in page.links]) == ("The ferry, by Zoë", "supplied", ["https://x.com/zoe"])
    assert (text.text, [link.url for link in text.links]) == ("The ferry, by @zoe", ["https://x.com/zoe"])
    assert text.author is not None
    assert text.author.handle == "ferrynews"


def test_a_file_that_has_gone_is_unread(folder: Path) -> None:
    """Between the list and the scan somebody may have moved it."""
    assert isinstance(read_saved(SavedShare(url=POST, path=str(folder / "gone.html"))), Unread)


def listed(folder: Path, name: str, content: str) -> tuple[Target, tuple[str, ...]]:
    """The one target of a list in the folder, and what is wrong."""
    (folder / name).write_text(content, encoding="utf-8")
    found = gather([str(folder / name)], io.StringIO(), fetch_saved)
    (target,) = found.targets
    return target, found.problems


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("l.txt", f"https://news.example/a -> {POST}=post.html https://t.me/ferrynews/12\n"),
        ("l.csv", f"url,shares,accounts\nhttps://news.example/a,{POST}=post.html; https://t.me/ferrynews/12,\n"),
        ("l.jsonl", f'{{"url": "https://news.example/a", "shares": ["{POST}=post.html", "https://t.me/ferrynews/12"]}}\n'),
    ],
)
def test_lists_name_files(folder: Path, name: str, content: str) -> None:
    """In every form of list, beside plain addresses."""
    target, problems = listed(folder, name, content)

    assert target.shares == (POST, "https://t.me/ferrynews/12")
    assert target.saved_shares == (SavedShare(url=POST, path=str(folder / "post.html")),)
    assert problems == ()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("l.csv", "url,accounts\nhttps://news.example/a,https://bsky.app/profile/news.example https://t.me/ferrynews\n"),
        ("l.jsonl", '{"url": "https://news.example/a", "accounts": ["https://bsky.app/profile/news.example", "https://t.me/ferrynews"]}\n'),
        (
            "m.csv",
            "url,accounts\nhttps://news.example/a,https://bsky.app/profile/news.example\nhttps://news.example/a,https://t.me/ferrynews\n",
        ),
    ],
)
def test_lists_name_accounts(folder: Path, name: str, content: str) -> None:
    """Several, in one line or in lines of their own."""
    target, problems = listed(folder, name, content)

    assert target.accounts == ("https://bsky.app/profile/news.example", "https://t.me/ferrynews")
    assert problems == ()


def test_an_account_without_a_feed_is_told(folder: Path) -> None:
    """Its posts cannot be looked through: the user can name them one by one."""
    target, problems = listed(
        folder, "l.csv", "url,accounts\nhttps://news.example/a,https://www.facebook.com/ferrynews https://news.example/\n"
    )

    assert target.accounts == ()
    assert [problem.partition(": ")[2] for problem in problems] == [
        "'https://www.facebook.com/ferrynews' is on Facebook, which lists no posts to those without a login; name its posts as shares",
        "'https://news.example/' is not the address of an account",
    ]


def test_a_share_that_lies_in_a_file_that_is_gone_is_told(folder: Path) -> None:
    """A slip in the name is no reason to ask the network instead."""
    target, problems = listed(folder, "l.txt", f"https://news.example/a -> {POST}=pots.html\n")

    assert target.shares == ()
    assert [problem.rpartition("/")[2] for problem in problems] == ["l.txt:1: there is no file 'pots.html' beside the list"]
