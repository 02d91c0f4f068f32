"""What a scan asks networks: each feed once, by one thread, through the real fetcher and a real server on the loopback address."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pytest
from msgspec.structs import replace

from attrcheck import load_terms
from attrcheck.demo import TERMS, WORK
from attrcheck.demo.holes import expand
from attrcheck.fetch import Guard, HttpFetcher, Limits, user_agent
from attrcheck.model import Capture, Failure, FailureReason, LookupRecord, Outcome, Place, SavedShare, Target, TargetReport, Verdict
from attrcheck.networks import Networks
from attrcheck.scan import Pace, check_page, scan
from attrcheck.shares import NOTHING_READ
from attrcheck.work import known_works
from tests.shares.feeds.shapes import item, record, uri

PAGE = "https://courier.example/night-ferry"
ACCOUNT = "https://bsky.app/profile/courier.example"
CREDIT = (
    "By Zoë Vandermeer, River Historian documenting Ferry Crossings in Northern Europe and the Baltic States (Twitter: @ZoeVandermeer)."
)
HOSTS = ("courier.example", "public.api.bsky.app", "hn.algolia.com")


class _World(BaseHTTPRequestHandler):
    """All hosts of a test: the path begins with the host that it stands for."""

    answers: dict[str, tuple[int, bytes, dict[str, str]]] = {}
    asked: list[str] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        known = next((answer for part, answer in self.answers.items() if part in self.path), (404, b"{}", {}))
        code, body, headers = known
        self.send_response(code)
        for name, value in {"Content-Type": "text/html; charset=utf-8", **headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def world(answers: dict[str, Any]) -> Iterator[tuple[Any, list[str]]]:
    """A server for all hosts, the real fetcher that finds them there, and the paths that were asked for."""
    asked: list[str] = []
    encoded = {part: (200, json.dumps(one).encode(), {}) if not isinstance(one, tuple) else one for part, one in answers.items()}
    handler = type("World", (_World,), {"answers": encoded, "asked": asked})
    with (
        ThreadingHTTPServer(("127.0.0.1", 0), handler) as server,
        HttpFetcher(Limits(), user_agent(None), guard=Guard(allows_private=True)) as web,
    ):
        Thread(target=server.serve_forever, daemon=True).start()
        inside = f"http://127.0.0.1:{server.server_address[1]}/"

        def fetch(target: Target) -> Capture | Failure:
            host = target.url.partition("://")[2].partition("/")[0]
            if host not in HOSTS:
                return Failure(reason=FailureReason.DNS, detail="no such host")
            answer = web(replace(target, url=target.url.replace("https://", inside, 1)))
            if isinstance(answer, Failure):
                return answer
            final = answer.record.final_url.replace(inside, "https://", 1)
            return replace(answer, record=replace(answer.record, url=target.url, final_url=final))

        yield fetch, asked
        server.shutdown()


def page(markup: str = "") -> tuple[int, bytes, dict[str, str]]:
    """A well credited copy whose head names the outlet's account."""
    html = (
        f'<html><head><title>The night ferry of Lyngvik</title><link rel=me href="{ACCOUNT}"><link rel=canonical href="{PAGE}"></head>'
        f"<body><h1>[[title]]</h1><p class=byline>{CREDIT}</p>[[work nolead]]{markup}</body></html>"
    )
    return 200, expand(html, WORK.read_text(encoding="utf-8"), PAGE).encode(), {}


def scanned(fetch: Any, *targets: Target, replies: bool = False, reads_shares: bool = True) -> list[TargetReport]:
    """The reports of a scan."""
    terms = load_terms(TERMS)
    terms = replace(terms, file=replace(terms.file, replies=replies))
    check = partial(check_page, terms=terms, works=known_works(terms, (), fetch))
    with ThreadPoolExecutor(2) as executor:
        return [
            report
            for done in sorted(scan(targets, fetch, check, executor, Pace(2, reads_shares=reads_shares)), key=lambda done: done.number)
            for report in done.reports
        ]


def outcomes(report: TargetReport, place: Place = Place.SHARE) -> set[Outcome]:
    """What was said of the duties in a place."""
    return {finding.outcome for finding in report.findings if finding.place is place}


@pytest.mark.parametrize(
    ("text", "outcome", "verdict"),
    [(f"The ferry. {CREDIT}", Outcome.PASSED, Verdict.COMPLIANT), ("The ferry of Lyngvik", Outcome.FAILED, Verdict.VIOLATION)],
)
def test_a_share_out_of_the_outlets_feed(text: str, outcome: Outcome, verdict: Verdict) -> None:
    """The page itself shows no share: it stands in the feed of the account that it names. One request for it, and none for the post."""
    answers = {"getAuthorFeed": {"feed": [item("3ka", record(text, PAGE)), item("3kb", record("Rain"))]}, "night-ferry": page()}
    with world(answers) as (fetch, asked):
        (report,) = scanned(fetch, Target(url=PAGE))

    assert outcomes(report) == {outcome}
    assert report.verdict is verdict
    assert [(one.found_as, one.read_by) for one in report.shares] == [("feed", "at-protocol")]
    assert [(one.url, one.posts, one.is_asked) for one in report.lookups] == [(ACCOUNT, 2, True)]
    assert len([path for path in asked if "bsky" in path]) == 1


def test_a_feed_is_read_once_in_a_scan() -> None:
    """However many pages name its account."""
    targets = [Target(url=f"{PAGE}?page={i}") for i in range(6)]
    with world({"getAuthorFeed": {"feed": [item("3ka", record("Rain"))]}, "night-ferry": page()}) as (fetch, asked):
        reports = scanned(fetch, *targets)

    assert [[one.posts for one in report.lookups] for report in reports] == [[1]] * 6
    assert len([path for path in asked if "getAuthorFeed" in path]) == 1


def test_threads_that_want_the_same_feed_wait_for_it() -> None:
    """Both get the answer of the one request, also when it is a refusal."""
    asked: list[str] = []
    started = Barrier(2)

    def fetch(target: Target) -> Failure:
        asked.append(target.url)
        return Failure(reason=FailureReason.TIMEOUT, detail="slow")

    networks = Networks(fetch)
    wanted = LookupRecord(sort="feed", url="https://t.me/hestacourier", platform="telegram", found_as="page")

    def ask() -> str:
        started.wait()
        (feed,) = networks.answers([((), (wanted,))], NOTHING_READ).feeds
        return feed.unread.detail if feed.unread else ""

    with ThreadPoolExecutor(2) as executor:
        answers = [future.result() for future in [executor.submit(ask), executor.submit(ask)]]

    assert answers == ["timeout: slow"] * 2
    assert len(asked) == 1


def test_replies_count_where_the_terms_say_so() -> None:
    """The credit stands in the first reply: passed with the option; without it neither failed nor passed."""
    feed = [item("3kb", record(CREDIT, answers=uri("3ka"))), item("3ka", record("The ferry", PAGE))]
    with world({"getAuthorFeed": {"feed": feed}, "night-ferry": page()}) as (fetch, _):
        (counted,), (left,) = scanned(fetch, Target(url=PAGE), replies=True), scanned(fetch, Target(url=PAGE))

    assert outcomes(counted) == {Outcome.PASSED}
    assert outcomes(left) == {Outcome.CANNOT_TELL}
    assert any("in a reply of the same author" in finding.reason for finding in left.findings)


def test_a_feed_that_is_refused() -> None:
    """Said of the page's own account; of the user's everything is cannot-tell."""
    with world({"getAuthorFeed": (429, b"", {"Retry-After": "60"}), "night-ferry": page()}) as (fetch, asked):
        (own,), (named,) = scanned(fetch, Target(url=PAGE)), scanned(fetch, Target(url=PAGE, accounts=(ACCOUNT,)))

    assert outcomes(own) == {Outcome.INAPPLICABLE}
    assert any("Retry-After: 60" in finding.reason for finding in own.findings)
    assert own.lookups[0].unread == "rate-limited: the server answered 429; it asks to wait (Retry-After: 60)"
    assert outcomes(named) == {Outcome.CANNOT_TELL}
    assert named.verdict is Verdict.UNDETERMINED
    assert len([path for path in asked if "bsky" in path]) == 2


def test_a_search_is_made_when_it_is_asked_for() -> None:
    """A stranger's story is listed, and nobody is judged by it."""
    hits = {"hits": [{"objectID": "12", "title": "Ferry", "url": PAGE, "author": "anna", "created_at": "2026-11-01T10:00:00Z"}]}
    with world({"hn.algolia": hits, "getAuthorFeed": {"feed": []}, "night-ferry": page()}) as (fetch, asked):
        (quiet,) = scanned(fetch, Target(url=PAGE))
        assert [path for path in asked if "algolia" in path] == []
        (report,) = scanned(fetch, Target(url=PAGE, searches=("hackernews",)))

    assert quiet.shares == ()
    assert [(one.platform, one.found_as, one.is_outlets) for one in report.shares] == [("hackernews", "search", False)]
    assert outcomes(report) == {Outcome.INAPPLICABLE}


def test_a_share_link_of_the_site_is_not_followed() -> None:
    """The button's text comes out of the redirect, and the network behind it is not asked."""
    intent = "https://x.com/intent/post?text=The%20ferry%20by%20Zo%C3%AB%20Vandermeer&url=https%3A%2F%2Fcourier.example%2Fnight-ferry"
    link = f'<div class="sharedaddy"><a class="share-twitter sd-button" href="{PAGE}?share=twitter&amp;nb=1">X</a></div>'
    answers = {"share=twitter": (302, b"", {"Location": intent}), "getAuthorFeed": {"feed": []}, "night-ferry": page(link)}
    with world(answers) as (fetch, asked):
        (report,) = scanned(fetch, Target(url=PAGE))

    names = [finding.outcome for finding in report.findings if finding.place is Place.SHARE_PREVIEW and finding.requirement == "name"]
    assert names == [Outcome.PASSED]
    assert len([path for path in asked if "share=twitter" in path]) == 1


def test_a_saved_post_needs_no_network(tmp_path: Path) -> None:
    """What the user has is read also where no network is asked, and marked as the user's."""
    post = "https://www.facebook.com/ferrynews/posts/123456789012345"
    saved = tmp_path / "post.txt"
    saved.write_text(f"The ferry. {CREDIT}", encoding="utf-8")
    target = Target(url=PAGE, shares=(post,), saved_shares=(SavedShare(url=post, path=str(saved)),))
    with world({"night-ferry": page()}) as (fetch, asked):
        (report,) = scanned(fetch, target, reads_shares=False)

    assert outcomes(report) == {Outcome.PASSED}
    assert [(one.url, one.read_by, one.is_wanted) for one in report.shares] == [(post, "supplied", False)]
    assert len(asked) == 1
