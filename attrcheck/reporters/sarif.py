"""SARIF 2.1.0, as GitHub's code scanning takes it.

Results are what somebody must look at: failed findings, and open ones as `review`. GitHub shows every result as an alert, passed ones too
(microsoft/PSRule, issue 955), so of these only the number is given. Locations are lines of the list of targets, never addresses of the
web, which GitHub refuses; the page stands in the message and in the properties.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any
from urllib.parse import quote

import msgspec

from attrcheck.identity import identity
from attrcheck.model import (
    AnyReport,
    EventSort,
    Finding,
    Level,
    Outcome,
    Remedy,
    RequirementRecord,
    TargetReport,
    TermsRecord,
    Verdict,
    Waiver,
)
from attrcheck.reporters.printable import printable
from attrcheck.reporters.rows import MAX_CURE, location, message, needs_attention, pasteable, rows, shortened, terms_of
from attrcheck.reporters.scores import Scores, scores_of

# GitHub takes 25,000 results a run and shows the first 5,000 (docs.github.com, "SARIF support for code scanning").
MAX_RESULTS = 25_000
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Level.MUST: "error", Level.SHOULD: "warning", Level.MAY: "note"}
# What a message of SARIF would take for a link or a hole (sections 3.11.5 and 3.11.6).
_LINK = re.compile(r"([\\\[\]])")
_HOLE = re.compile(r"\{(?=\d+\})")


def render(report: AnyReport) -> Iterator[str]:
    """Yield the log: its head, then a result a line, then the sums."""
    yield f'{{"$schema": "{_SCHEMA}", "version": "2.1.0", "runs": [{{"tool": {_json(_tool(report))}, "results": ['
    scores = scores_of(report.targets)
    outcomes: Counter[Outcome] = Counter(finding.outcome for _, finding in rows(report))
    shown = 0
    for target, finding in islice((row for row in rows(report) if needs_attention(row[1])), MAX_RESULTS):
        yield (",\n" if shown else "\n") + _json(_result(report, target, finding))
        shown += 1
    left_out = sum(outcomes[one] for one in (Outcome.FAILED, Outcome.CANNOT_TELL, Outcome.UNTESTED)) - shown
    sums = {
        "outcomes": {outcome.value: outcomes[outcome] for outcome in Outcome},
        "isComplete": report.is_complete,
        "leftOut": left_out,
        **_both(scores),
        **_absent(report),
    }
    run = {"startTimeUtc": report.started, "endTimeUtc": report.finished, "executionSuccessful": report.is_complete}
    times = {name: _utc(value) if isinstance(value, str) else value for name, value in run.items() if value != ""}
    yield f'\n], "invocations": [{_json(times)}], "columnKind": "unicodeCodePoints", "properties": {_json(sums)}}}]}}\n'


def _both(scores: Scores) -> dict[str, Any]:
    """Return both scores: the verdicts of pages as they are, and with what is waived taken as inapplicable."""
    if not scores.waived:
        return {}
    counts = {
        name: {one.value: found[one] for one in Verdict}
        for name, found in (("verdicts", scores.verdicts), ("withWaivers", scores.with_waivers))
    }
    return {**counts, "waived": scores.waived}


def _absent(report: AnyReport) -> dict[str, Any]:
    """Return the identities of the findings that were there before and are settled.

    Not as results whose `baselineState` is absent: GitHub's list of properties that it reads does not hold that one, and every result is
    an alert there; a result that is no longer there it takes for fixed by itself.
    """
    if report.since is None:
        return {}
    settled = (EventSort.CREDIT_ADDED, EventSort.FIXED)
    return {
        "comparedWith": report.since.run,
        "absent": [one.identity for one in report.since.events if one.identity and one.sort in settled],
    }


def _tool(report: AnyReport) -> dict[str, Any]:
    name, _, version = report.generator.partition(" ")
    driver: dict[str, Any] = {"name": name, "rules": [_rule(terms, one) for terms in _all_terms(report) for one in terms.requirements]}
    return {"driver": driver | ({"semanticVersion": version} if version else {})}


def _all_terms(report: AnyReport) -> Iterable[TermsRecord]:
    """Return the terms of the report and those that outlets have of their own, each once."""
    terms = {report.terms.id: report.terms}
    for target in report.targets:
        if target.terms:
            terms.setdefault(target.terms.id, target.terms)
    return terms.values()


def _rule(terms: TermsRecord, one: RequirementRecord) -> dict[str, Any]:
    strongest = max(one.places.values(), key=[Level.MAY, Level.SHOULD, Level.MUST].index, default=Level.MUST)
    asks = printable(one.asks) or one.id
    where = ", ".join(f"{place} ({level})" for place, level in one.places.items())
    wording = f" The terms say: “{printable(one.wording)}”." if one.wording else ""
    told = f"{asks} Asked for by {printable(terms.title)}{f', in {where}' if where else ''}.{wording}"
    return {
        "id": _rule_id(terms, one.id),
        "name": one.id,
        "shortDescription": {"text": _plain(asks)},
        "fullDescription": {"text": _plain(told)},
        "help": {"text": _plain(told), "markdown": _inert(told)},
        "defaultConfiguration": {"level": _LEVELS[strongest]},
        "properties": {"tags": ["attribution", one.kind], "precision": "very-high"},
    }


def _result(report: AnyReport, target: TargetReport, finding: Finding) -> dict[str, Any]:
    where = location(report, target)
    place = {"artifactLocation": {"uri": quote(where.file, errors="replace")}, "region": {"startLine": where.line}}
    same = identity(target, finding)
    is_failed = finding.outcome is Outcome.FAILED
    past = (
        {"baselineState": finding.past.state.value, "provenance": {"firstDetectionTimeUtc": _utc(finding.past.since)}}
        if finding.past
        else {}
    )
    return past | {
        "ruleId": _rule_id(terms_of(report, target), finding.requirement),
        "kind": "fail" if is_failed else "review",
        "level": _level(finding),
        "message": _message(target, finding),
        "locations": [{"physicalLocation": place}],
        **_suppressions(finding.waiver),
        # GitHub looks at the first one alone; without it, it hashes the line, and the finding of a moved line would be a new one.
        "partialFingerprints": {"primaryLocationLineHash": f"{same}:1", "attrcheckIdentity/v1": same},
        "properties": {
            "page": target.url,
            "subject": finding.subject,
            "place": finding.place.value,
            "outcome": finding.outcome.value,
            "evidence": [evidence.quote for evidence in finding.evidence],
            **({"cure": _cure(finding.cure)} if finding.cure else {}),
        },
    }


def _level(finding: Finding) -> str:
    """Return the level of a result; what does not count yet is a note, so that code scanning fails no check for it."""
    if finding.outcome is not Outcome.FAILED:
        return "none"
    return _LEVELS[finding.level] if finding.waiver or finding.counts else "note"


def _suppressions(waiver: Waiver | None) -> dict[str, Any]:
    """Return what SARIF (section 3.35) calls a suppression outside of the source, with who, why and until when in its words.

    Without a word for its status it is an accepted one; that word is `status` in the standard and `state` in schemas that programs use.
    """
    if waiver is None:
        return {}
    justification = printable(f"{waiver.reason}: {waiver.because} (by {waiver.by}, until {waiver.until})")
    about = {"reason": waiver.reason.value, "by": waiver.by, "until": waiver.until}
    return {"suppressions": [{"kind": "external", "justification": justification, "properties": about}]}


def _rule_id(terms: TermsRecord, requirement: str) -> str:
    return f"{terms.id}/{requirement}"


def _message(target: TargetReport, finding: Finding) -> dict[str, str]:
    """Return the message; with a cure also as Markdown, in which the lines to paste are a block of code."""
    said = printable(message(target, finding))
    if finding.cure is None:
        return {"text": _plain(said)}
    block = "\n".join(f"    {line}" for line in pasteable(finding.cure))
    return {"text": _plain(said), "markdown": f"{_inert(said)}\n\nTo paste {_inert(printable(finding.cure.where))}:\n\n{block}\n"}


def _cure(remedy: Remedy) -> dict[str, str]:
    """Return a cure in its forms. SARIF's own `fixes` are for files of the repository; the page is none of them."""
    forms = {"text": remedy.text, "html": remedy.html, "markdown": remedy.markdown}
    return {"spot": remedy.spot.value, "where": remedy.where} | {name: shortened(form, MAX_CURE) for name, form in forms.items()}


def _utc(time: str) -> str:
    """Return a time as SARIF writes it (section 3.9)."""
    return time.replace("+00:00", "Z")


def _plain(text: str) -> str:
    return _HOLE.sub("{{", _LINK.sub(r"\\\1", text))


def _inert(text: str) -> str:
    """Return text that Markdown shows as it is."""
    return re.sub(r"([\\`*_{}\[\]()<>#+.!|@~:-])", r"\\\1", text)


def _json(value: dict[str, Any]) -> str:
    return msgspec.json.encode(value).decode()
