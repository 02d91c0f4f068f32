"""A report with everything in it, and the same with hostile text in every field."""

from __future__ import annotations

from typing import Any

import msgspec

from attrcheck.model import (
    CaptureRecord,
    Change,
    Comparison,
    Difference,
    Evidence,
    Failure,
    FailureReason,
    Finding,
    Level,
    Match,
    Outcome,
    Place,
    Remedy,
    Report,
    RequirementRecord,
    Reuse,
    ReuseClass,
    ShareRecord,
    Source,
    Spot,
    TargetReport,
    TermsRecord,
    Verdict,
    Waiver,
    WaiverReason,
)

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
        url=PAGE, final_url=PAGE, captured_at="2026-05-01T10:00:00+00:00", digest="sha256:" + "0" * 64, size=9, status=200
    ),
    shares=(ShareRecord(url=POST, platform="mastodon", found_as="embed", is_outlets=True, is_share=True, unread="login-required"),),
    notes=("the byline in the markup is another one",),
    findings=(
        _finding(Outcome.FAILED, evidence=(_QUOTE,), remedy="Add a visible line by the headline: “By Zoë Vandermeer”.", cure=_BLOCK),
        _finding(Outcome.FAILED, requirement="function", kind="credit.job_title", level=Level.SHOULD, waiver=_WAIVER),
        _finding(Outcome.PASSED, requirement="reference", kind="profile.reference"),
        _finding(Outcome.CANNOT_TELL, place=Place.SHARE, subject=POST),
        _finding(Outcome.FAILED, place=Place.SHARE_PREVIEW, level=Level.MAY, subject=f"{PAGE}#share-preview-x-1", cure=_BUTTON),
        _finding(Outcome.INAPPLICABLE, place=Place.METADATA),
        _finding(Outcome.UNTESTED, requirement="function", kind="credit.job_title", place=Place.SHARE, subject=POST),
    ),
    cures=(_BLOCK, _BUTTON),
)
_UNREAD = "blocked: The server answered 403 Forbidden."
_BLOCKED = TargetReport(
    url="https://blocked.example/",
    verdict=Verdict.UNDETERMINED,
    source=Source(file="/lists/of/copies.txt", line=9),
    failure=Failure(reason=FailureReason.BLOCKED, detail="The server answered 403 Forbidden.", status=403),
    findings=(
        _finding(Outcome.CANNOT_TELL, subject="https://blocked.example/", reason=_UNREAD),
        _finding(Outcome.CANNOT_TELL, subject="https://blocked.example/", reason=_UNREAD, requirement="function", kind="credit.job_title"),
        _finding(Outcome.CANNOT_TELL, subject="https://blocked.example/", reason=_UNREAD, place=Place.SHARE),
    ),
)
_CREDITED = TargetReport(
    url="https://good.example/",
    work="https://vandermeer.example/ferry/",
    verdict=Verdict.COMPLIANT,
    source=Source(file="command line", line=0),
    findings=(_finding(Outcome.PASSED, subject="https://good.example/"),),
)
_OTHER = TargetReport(
    url="https://other.example/",
    verdict=Verdict.NOT_A_REUSE,
    reuse=Reuse(class_=ReuseClass.NONE, coverage=0.0),
    findings=(_finding(Outcome.INAPPLICABLE, subject="https://other.example/"),),
)
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
)

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
    "schema started finished verdict class sort outcome level place reason platform found_as read_by unread captured_at kind places spot".split()
)


def _poisoned(value: Any, text: str, name: str = "", inside: str = "") -> Any:
    if isinstance(value, dict):
        return {key: _poisoned(each, text, key, name) for key, each in value.items()} if name != "places" else value
    if isinstance(value, (list, tuple)):
        return [_poisoned(each, text, name, inside) for each in value]
    is_word = name in _FIXED and not (name == "reason" and inside in ("findings", "reuse"))
    return text + value if isinstance(value, str) and value and not is_word else value
