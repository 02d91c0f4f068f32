"""A report with everything in it, and the same with hostile text in every field."""

from __future__ import annotations

import base64
from typing import Any

import msgspec
from msgspec.structs import replace

from attrcheck.model import (
    Archived,
    BaselineState,
    CaptureRecord,
    Change,
    Comparison,
    Difference,
    Event,
    EventSort,
    Evidence,
    Failure,
    FailureReason,
    Finding,
    Level,
    Match,
    Moment,
    Outcome,
    Past,
    Place,
    Remedy,
    Rendering,
    Report,
    RequirementRecord,
    Reuse,
    ReuseClass,
    ShareRecord,
    Since,
    Source,
    Spot,
    TargetReport,
    TermsRecord,
    Verdict,
    Waiver,
    WaiverReason,
)

PICTURE = base64.b64decode("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==")
"""A picture of one pixel, as WebP."""
PAGE, POST = "https://copy.example/ferry", "https://social.example/@copy/1"


def _finding(outcome: Outcome, **fields: Any) -> Finding:
    given = {
        "requirement": "name",
        "kind": "credit.name",
        "level": Level.MUST,
        "place": Place.ARTICLE,
        "subject": PAGE,
        "reason": f"the author's name: {outcome}",
    }
    return Finding(outcome=outcome, **{**given, **fields})


_BLOCK = Remedy(
    spot=Spot.TOP,
    where="between the headline and the first paragraph, where readers see it",
    text="By Zoë Vandermeer (https://vandermeer.example/)",
    html='<p>By <a href="https://vandermeer.example/">Zoë Vandermeer</a></p>',
    markdown="By [Zoë Vandermeer](<https://vandermeer.example/>)",
)
_ADDRESS = "https://x.com/intent/post?text=The%20last%20ferry%2C%20by%20Zo%C3%AB%20Vandermeer"
_BUTTON = Remedy(
    spot=Spot.BUTTON,
    where="as the address of the share button for X",
    text=_ADDRESS,
    html=f'<a href="{_ADDRESS}">Share on X</a>',
    markdown=f"[Share on X](<{_ADDRESS}>)",
    subject=f"{PAGE}#share-preview-x-1",
)
_QUOTE = Evidence(quote="Text by somebody else", locator="html>body>p.byline", start=8, end=21, fragment="#:~:text=somebody%20else")
_WAIVER = Waiver(reason=WaiverReason.PERMISSION, because="They may leave the title out.", by="Zoë", until="2026-12-31")
_BEFORE, _LONG_AGO, _NOW = "2026-04-30T09:59:00+00:00", "2026-04-29T09:59:00+00:00", "2026-05-01T09:59:00+00:00"
_STILL = Past(state=BaselineState.UNCHANGED, since=_LONG_AGO)
_NEW = Past(state=BaselineState.NEW, since=_NOW)
_HICCUP = Past(state=BaselineState.NEW, since=_BEFORE, counts=False)
_TIMELINE = tuple(
    Moment(run=f"2026042{8 + day}T095900-000000", at=f"2026-04-{28 + day:02}T09:59:00+00:00", **how)
    for day, how in enumerate(
        (
            {"verdict": Verdict.NOT_A_REUSE},
            {"verdict": Verdict.VIOLATION, "failed": 1, "digest": "sha256:" + "2" * 64},
            {"verdict": Verdict.UNDETERMINED, "failure": "blocked"},
        )
    )
)


def _moments(**now: Any) -> tuple[Moment, ...]:
    return (*_TIMELINE, Moment(run="20260501T095900-000000", at=_NOW, **now))


_VIOLATION = TargetReport(
    url=PAGE,
    work="https://vandermeer.example/ferry/",
    verdict=Verdict.VIOLATION,
    source=Source(file="lists/copies.txt", line=3),
    reuse=Reuse(
        class_=ReuseClass.VERBATIM, coverage=0.97, reason="97 % of the work", passages=(Match(quote="At twenty", locator="p", words=300),)
    ),
    comparison=Comparison(
        kept=0.97,
        kept_words=580,
        paragraphs=31,
        kept_paragraphs=30,
        altered_words=1,
        changes=(Change(sort=Difference.ALTERED, words=1, work="stone", page="old", marked="the [-stone-] {+old+} quay", locator="p"),),
    ),
    capture=CaptureRecord(
        url=PAGE,
        final_url=PAGE,
        captured_at="2026-05-01T10:00:00+00:00",
        digest="sha256:" + "0" * 64,
        size=9,
        status=200,
        rendering=Rendering(
            by="Chromium 130",
            digest="sha256:" + "3" * 64,
            size=90,
            screenshot="3.webp",
            thumbnail=PICTURE,
            screenshot_archived=Archived(record="urn:uuid:0", file="evidence.warc.gz", offset=9),
        ),
    ),
    shares=(ShareRecord(url=POST, platform="mastodon", found_as="embed", is_outlets=True, is_share=True, unread="login-required"),),
    notes=("the byline in the markup is another one",),
    findings=(
        _finding(
            Outcome.FAILED, evidence=(_QUOTE,), remedy="Add a visible line by the headline: “By Zoë Vandermeer”.", cure=_BLOCK, past=_NEW
        ),
        _finding(Outcome.FAILED, requirement="function", kind="credit.job_title", level=Level.SHOULD, waiver=_WAIVER, past=_STILL),
        _finding(Outcome.PASSED, requirement="reference", kind="profile.reference"),
        _finding(Outcome.CANNOT_TELL, place=Place.SHARE, subject=POST, past=Past(state=BaselineState.UPDATED, since=_NOW)),
        _finding(
            Outcome.FAILED, place=Place.SHARE_PREVIEW, level=Level.MAY, subject=f"{PAGE}#share-preview-x-1", cure=_BUTTON, past=_HICCUP
        ),
        _finding(Outcome.INAPPLICABLE, place=Place.METADATA),
        _finding(Outcome.UNTESTED, requirement="function", kind="credit.job_title", place=Place.SHARE, subject=POST),
    ),
    cures=(_BLOCK, _BUTTON),
    timeline=_moments(verdict=Verdict.VIOLATION, failed=3, digest="sha256:" + "0" * 64),
)
_UNREAD = "blocked: The server answered 403 Forbidden."
_BLOCKED = TargetReport(
    url="https://blocked.example/",
    verdict=Verdict.UNDETERMINED,
    source=Source(file="/lists/of/copies.txt", line=9),
    failure=Failure(reason=FailureReason.BLOCKED, detail="The server answered 403 Forbidden.", status=403),
    findings=(
        _finding(Outcome.CANNOT_TELL, subject="https://blocked.example/", reason=_UNREAD, past=_NEW),
        _finding(
            Outcome.CANNOT_TELL,
            subject="https://blocked.example/",
            reason=_UNREAD,
            requirement="function",
            kind="credit.job_title",
            past=_NEW,
        ),
        _finding(Outcome.CANNOT_TELL, subject="https://blocked.example/", reason=_UNREAD, place=Place.SHARE, past=_NEW),
    ),
    timeline=_moments(verdict=Verdict.UNDETERMINED, failure="blocked"),
)
_CREDITED = TargetReport(
    url="https://good.example/",
    work="https://vandermeer.example/ferry/",
    verdict=Verdict.COMPLIANT,
    source=Source(file="command line", line=0),
    findings=(_finding(Outcome.PASSED, subject="https://good.example/", past=Past(state=BaselineState.UPDATED, since=_NOW)),),
    timeline=_moments(verdict=Verdict.COMPLIANT),
)
_OTHER = TargetReport(
    url="https://other.example/",
    verdict=Verdict.NOT_A_REUSE,
    reuse=Reuse(class_=ReuseClass.NONE, coverage=0.0),
    findings=(_finding(Outcome.INAPPLICABLE, subject="https://other.example/"),),
)
_WORK = "https://vandermeer.example/ferry/"
_EVENTS = (
    Event(
        sort=EventSort.CREDIT_REMOVED, url=PAGE, text="name in article: the author's name: failed", work=_WORK, identity="0" * 20,
        requirement="name", place=Place.ARTICLE, subject=PAGE, before="passed", now="failed", since=_NOW,
    ),
    Event(sort=EventSort.NEW_REUSE, url="https://new.example/", text="reuses the work: violation, 2 findings failed", work=_WORK, now="violation"),
    Event(sort=EventSort.BLOCKED_NOW, url="https://blocked.example/", text="cannot be read: blocked", since=_NOW),
    Event(sort=EventSort.TERMS_CHANGED, url="", text="the terms demo are others than in the run before (now version 1, strict)"),
    Event(sort=EventSort.STILL_OPEN, url=PAGE, text="still open since 2026-04-29: function in article", work=_WORK, since=_LONG_AGO, now="violation"),
    Event(
        sort=EventSort.CREDIT_ADDED, url="https://good.example/", text="name in article: passes now", work=_WORK, identity="1" * 20,
        requirement="name", place=Place.ARTICLE, subject="https://good.example/", before="failed", now="passed", since=_NOW,
    ),
)  # fmt: skip
RICH = Report(
    generator="attrcheck 0.1.0",
    terms=TermsRecord(
        id="demo",
        version="1",
        reading="strict",
        digest="sha256:" + "1" * 64,
        title="Terms of the demonstration article",
        reading_means="all of it, everywhere",
        source="https://vandermeer.example/ferry/",
        requirements=(
            RequirementRecord(
                id="name", kind="credit.name", asks="Name the author.", wording="State my name.", places={Place.ARTICLE: Level.MUST}
            ),
            RequirementRecord(id="function", kind="credit.job_title", asks="State what she is.", places={Place.ARTICLE: Level.SHOULD}),
            RequirementRecord(id="reference", kind="profile.reference", asks="Refer to an account.", places={Place.ARTICLE: Level.MAY}),
        ),
    ),
    works=("https://vandermeer.example/ferry/",),
    started="2026-05-01T09:59:00+00:00",
    finished="2026-05-01T10:01:00+00:00",
    targets=(_CREDITED, _BLOCKED, _VIOLATION, _OTHER),
    since=Since(run="20260430T095900-000000", started=_BEFORE, events=_EVENTS, counts={one.sort: 1 for one in _EVENTS}),
)

FIRST = replace(
    RICH,
    since=None,
    targets=tuple(replace(one, findings=tuple(replace(each, past=None) for each in one.findings), timeline=()) for one in RICH.targets),
)
"""The same of a first run, about which no history says anything."""

HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(1)> ]]> --> \" ' & </testcase> "
    "\x00\x1b[31m\x07\x85 \u202eevil\u2066 \ufffe \r\n::set-output name=x::y\r\n##vso[task] "
    "=cmd|' /C calc'!A0 {{7*7}} ${7*7} {0} [a](javascript:alert(1)) ![x](https://evil.example/p.png) "
    "@everyone #1 www.evil.example https://evil.example/ `` ``` | a | b | \\ <!-- \ud800 é"
)
"""What a page may say in any text that attrcheck repeats; a lone surrogate cannot reach a report, because JSON has none."""


def hostile() -> Report:
    """Return the rich report with hostile text at the beginning of every free text of it."""
    text = HOSTILE.replace("\ud800", "")
    return msgspec.convert(_poisoned(msgspec.to_builtins(RICH), text), Report)


# Words of the model and times; everything else is somebody's text.
_FIXED = frozenset(
    "schema started finished at since state thumbnail verdict class sort outcome level place reason platform found_as read_by unread captured_at kind places spot".split()
)


def _poisoned(value: Any, text: str, name: str = "", inside: str = "") -> Any:
    if isinstance(value, dict):
        return {key: _poisoned(each, text, key, name) for key, each in value.items()} if name != "places" else value
    if isinstance(value, (list, tuple)):
        return [_poisoned(each, text, name, inside) for each in value]
    is_word = name in _FIXED and not (name == "reason" and inside in ("findings", "reuse"))
    return text + value if isinstance(value, str) and value and not is_word else value
