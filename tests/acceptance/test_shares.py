"""attrcheck share and attrcheck shares, and posts that a scan reads: as a user meets them, with networks that a test answers for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from attrcheck.cli.main import main
from attrcheck.demo import TERMS, WORK
from attrcheck.demo.holes import expand
from attrcheck.fetch import AnyFetcher
from attrcheck.fetch.saved import fetch_saved
from attrcheck.model import Capture, CaptureRecord, Failure, FailureReason, Target

POST = "https://bsky.app/profile/ferrynews.example/post/3kabcdefgh2x"
CREDIT = (
    "By Zoë Vandermeer, River Historian documenting Ferry Crossings in Northern Europe and the Baltic States (Twitter: @ZoeVandermeer)."
)
PAGE = "https://ferrynews.example/night-ferry"


def thread(text: str) -> dict[str, Any]:
    """What the public view of Bluesky answers for the post."""
    embed = {"$type": "app.bsky.embed.external", "external": {"uri": PAGE, "title": "A ferry", "description": ""}}
    record = {"$type": "app.bsky.feed.post", "text": text, "createdAt": "2026-01-02T03:04:05Z", "embed": embed}
    author = {"did": "did:plc:abcdefghijklmnopqrstuvwx", "handle": "ferrynews.example", "displayName": "Ferry News"}
    uri = "at://did:plc:abcdefghijklmnopqrstuvwx/app.bsky.feed.post/3kabcdefgh2x"
    return {
        "thread": {"$type": "app.bsky.feed.defs#threadViewPost", "post": {"uri": uri, "author": author, "record": record, "labels": []}}
    }


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Let the fetcher answer for the network: what stands here under the word that the address holds, else a failure."""
    answers: dict[str, Any] = {}

    def fetch(self: AnyFetcher, target: Target) -> Capture | Failure:
        if target.url.startswith("file:"):
            return fetch_saved(target)
        for word, answer in answers.items():
            if word in target.url:
                status, body = answer if isinstance(answer, tuple) else (200, json.dumps(answer).encode())
                record = CaptureRecord(
                    url=target.url, final_url=target.url, captured_at="2026-01-03T00:00:00+00:00", digest="", size=len(body), status=status
                )
                return Capture(record=record, body=body, headers=(("Content-Type", "application/json"),))
        return Failure(reason=FailureReason.REFUSED, detail="nobody answers")

    monkeypatch.setattr(AnyFetcher, "__call__", fetch)
    return answers


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A well credited copy, saved."""
    html = f'<html><head><link rel=canonical href="{PAGE}"></head><body><h1>[[title]]</h1><p class=byline>{CREDIT}</p>[[work nolead]]</body></html>'
    path = tmp_path / "copy.html"
    path.write_text(expand(html, WORK.read_text(encoding="utf-8"), PAGE), encoding="utf-8")
    return path


def scanned(page: Path, *options: str) -> dict[str, Any]:
    """The report about the page, which a list says is shared by the post."""
    listed = page.parent / "list.txt"
    listed.write_text(f"{page.as_uri()} -> {POST}\n", encoding="utf-8")
    report = page.parent / "r.json"
    result = CliRunner().invoke(main, ["scan", str(listed), "--terms", str(TERMS), "-o", str(report), "-q", *options])
    assert result.exit_code in (0, 1, 3), result.output
    return dict(json.loads(report.read_text(encoding="utf-8"))["targets"][0])


def outcomes(target: dict[str, Any], place: str = "share") -> set[str]:
    """What was said of a place."""
    return {finding["outcome"] for finding in target["findings"] if finding["place"] == place}


def test_a_post_that_carries_the_credit(network: dict[str, Any], page: Path) -> None:
    """Read from its network, and passed: the page complies in both places."""
    network["getPostThread"] = thread(f"The night ferry of Lyngvik. {CREDIT}")
    target = scanned(page)

    assert target["verdict"] == "compliant"
    assert outcomes(target) == {"passed"}
    assert target["shares"][0]["read_by"] == "at-protocol"


def test_a_post_without_the_credit(network: dict[str, Any], page: Path) -> None:
    """The half of the terms that nobody checks."""
    network["getPostThread"] = thread("The night ferry of Lyngvik gets one more summer.")
    target = scanned(page)

    assert target["verdict"] == "violation"
    assert outcomes(target) == {"failed"}
    assert outcomes(target, "article") == {"passed"}


@pytest.mark.parametrize("answer", [None, (403, b"{}"), (429, b"{}"), (400, b'{"error":"NotFound"}'), (200, b"<html>login</html>")])
def test_a_post_that_cannot_be_read_accuses_nobody(network: dict[str, Any], page: Path, answer: Any) -> None:
    """Blocked, gone, or not what was asked for: cannot-tell, with the reason."""
    if answer:
        network["bsky"] = answer
    target = scanned(page)

    assert target["verdict"] == "undetermined"
    assert outcomes(target) == {"cannot-tell"}
    assert target["shares"][0]["unread"]


def test_no_network_is_asked_when_told_so(network: dict[str, Any], page: Path) -> None:
    """The post is named all the same, and nobody is accused."""
    network["getPostThread"] = thread("Nothing.")
    target = scanned(page, "--no-shares")

    assert outcomes(target) == {"cannot-tell"}
    assert target["shares"][0]["read_by"] is None


def test_share_says_what_a_post_holds(network: dict[str, Any]) -> None:
    """Text, author, card, and how it was read."""
    network["getPostThread"] = thread("Hello \x1b[31mferry")
    result = CliRunner().invoke(main, ["share", POST])

    assert result.exit_code == 0
    assert [word for word in ("@ferrynews.example (Ferry News)", "at-protocol", "ferry", PAGE) if word not in result.stdout] == []
    assert "\x1b" not in result.stdout


@pytest.mark.parametrize(
    ("url", "word"),
    [(POST, "fetch-failed"), ("https://www.facebook.com/outlet/posts/123456789012345", "not-offered"), ("https://unknown.example/x", "")],
)
def test_share_says_why_it_cannot_read(network: dict[str, Any], url: str, word: str) -> None:
    """Exit code 3: nothing is known, and nothing is claimed."""
    result = CliRunner().invoke(main, ["share", url])

    assert result.exit_code == 3
    assert f"could not be read: {word}" in result.stdout


def test_share_wants_an_address() -> None:
    """A word is none."""
    assert CliRunner().invoke(main, ["share", "nonsense"]).exit_code == 2


def test_shares_lists_what_a_page_shows(network: dict[str, Any], page: Path) -> None:
    """Posts that are embedded or linked, whose they are, and what the card would say."""
    quote = f'<blockquote class="bluesky-embed" data-bluesky-uri="at://did:plc:abcdefghijklmnopqrstuvwx/app.bsky.feed.post/3kabcdefgh2x"><p>Look</p><a href="{POST}">x</a></blockquote>'
    page.write_text(page.read_text(encoding="utf-8").replace("</body>", f"{quote}</body>"), encoding="utf-8")
    result = CliRunner().invoke(main, ["shares", page.as_uri()])

    assert result.exit_code == 0, result.output
    assert [word for word in ("1 posts", "Bluesky", "found as embed", "card: “") if word not in result.stdout] == []


def test_shares_of_a_page_that_cannot_be_read(network: dict[str, Any]) -> None:
    """A sentence and exit code 2."""
    assert CliRunner().invoke(main, ["shares", "https://nobody.example/"]).exit_code == 2


def feed(text: str) -> dict[str, Any]:
    """The posts of the account, as the public view gives them."""
    return {"feed": [{"post": thread(text)["thread"]["post"]}]}


def test_an_account_that_the_user_names(network: dict[str, Any], page: Path) -> None:
    """Its feed has the share; the page itself names no account."""
    network["getAuthorFeed"] = feed(f"The night ferry of Lyngvik. {CREDIT}")
    report = page.parent / "r.json"
    options = ["--account", "https://bsky.app/profile/ferrynews.example", "-o", str(report), "-q"]
    result = CliRunner().invoke(main, ["scan", page.as_uri(), "--terms", str(TERMS), *options])
    (target,) = json.loads(report.read_text(encoding="utf-8"))["targets"]

    assert result.exit_code == 0, result.output
    assert outcomes(target) == {"passed"}
    assert [(one["found_as"], one["read_by"]) for one in target["shares"]] == [("feed", "at-protocol")]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--account", "https://www.facebook.com/ferrynews"], "Facebook, which lists no posts"),
        (["--account", "ferrynews"], "'ferrynews' is not the address of an account"),
        (["--search", "facebook"], "'facebook' cannot be searched; known: bluesky, hackernews, lemmy, lemmy:SERVER, all"),
        (["--search", "lemmy:a/b"], "cannot be searched"),
        (["--search", "bluesky:x.example"], "cannot be searched"),
    ],
)
def test_what_cannot_be_looked_through_is_an_error(network: dict[str, Any], page: Path, options: list[str], words: str) -> None:
    """Before anything is fetched: exit code 2 and what would be right."""
    result = CliRunner().invoke(main, ["scan", page.as_uri(), "--terms", str(TERMS), "-q", *options])

    assert result.exit_code == 2
    assert words in result.output


def test_shares_lists_where_it_looked(network: dict[str, Any], page: Path) -> None:
    """Accounts and searches with what they brought, and with why not."""
    network["getAuthorFeed"] = feed("The night ferry of Lyngvik.")
    network["algolia"] = (429, b"{}")
    result = CliRunner().invoke(
        main, ["shares", page.as_uri(), "--account", "https://bsky.app/profile/ferrynews.example", "--search", "all"]
    )
    told = [
        "found as feed, the outlet's, shares this page",
        "posts of https://bsky.app/profile/ferrynews.example: Bluesky, 1 posts",
        f"search for {PAGE}: Hacker News, asked; rate-limited: the server answered 429",
    ]

    assert result.exit_code == 0, result.output
    assert [words for words in told if words not in result.stdout] == []


def test_share_reads_a_saved_post(network: dict[str, Any], tmp_path: Path) -> None:
    """No network is asked, and the answer says whose word it is."""
    saved = tmp_path / "post.txt"
    saved.write_text("The ferry, by \x1b[31m@zoe", encoding="utf-8")
    result = CliRunner().invoke(main, ["share", "https://www.facebook.com/ferrynews/posts/123456789012345", "--saved", str(saved)])

    assert result.exit_code == 0, result.output
    assert "read by supplied" in result.stdout
    assert "\x1b" not in result.stdout
