"""Markdown for a comment on a pull request or the summary of a CI job: the sums, then what needs somebody's eye, the worst pages first.

Nothing that a page says is Markdown here: no link, no picture, no mention, no HTML. GitHub takes comments of at most 65,536 characters;
what goes beyond is left out, and the last line says how much.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrcheck.evaluate import judge_with_waivers
from attrcheck.model import AnyReport, EventSort, Finding, Level, Outcome, Place, Remedy, Since, TargetReport, Verdict
from attrcheck.reporters.changes import heading, left_out, shown, sums
from attrcheck.reporters.printable import printable
from attrcheck.reporters.rows import duties, groups, pasteable, piece_of, pieces, shortened, standing, waiver_of
from attrcheck.reporters.scores import scores_of

MAX_CHARACTERS = 65_000
"""Just under GitHub's limit for a comment, 65,536; its limit for a job summary is 1 MiB."""

# What a reader meets first.
WORST_FIRST = (Verdict.VIOLATION, Verdict.UNDETERMINED, Verdict.COMPLIANT, Verdict.NOT_A_REUSE)
_SIGNS = {Verdict.VIOLATION: "❌", Verdict.UNDETERMINED: "❔", Verdict.COMPLIANT: "✅", Verdict.NOT_A_REUSE: "➖"}
_FINDING_SIGNS = {Outcome.FAILED: "❌", Outcome.CANNOT_TELL: "❔", Outcome.UNTESTED: "❔"}
_SIGNS_OF_CHANGES: dict[EventSort, str] = {
    EventSort.CREDIT_REMOVED: "❌",
    EventSort.WRONG_CREDIT: "❌",
    EventSort.NEW_REUSE: "🆕",
    EventSort.NEW_FAILURE: "❌",
    EventSort.BLOCKED_NOW: "❔",
    EventSort.PAGE_GONE: "➖",
    EventSort.TERMS_CHANGED: "❔",
    EventSort.EDITED: "❔",
    EventSort.STILL_OPEN: "❌",
    EventSort.READABLE_AGAIN: "✅",
    EventSort.CREDIT_ADDED: "✅",
    EventSort.FIXED: "✅",
}
_MARKS = re.compile(r"([\\`*_{}\[\]()#+!|~<>&$-])")
# What GitHub makes a link, a mention or a reference of, even in escaped text: an empty comment between the characters keeps it from that.
_LIVE = re.compile(r"(?<=@)(?=\w)|(?<=:)(?=//)|(?<=www)(?=\.)|(?<=\\#)(?=\d)", re.IGNORECASE)
# A remedy with a text that is ready to post and the address of a button that holds it.
_MAX_REMEDY = 1_500
# What to paste for one page: enough for its article and for the buttons of the networks that are met most.
_MAX_CURES = 6
_TICKS = re.compile(r"`+")


def render(report: AnyReport) -> Iterator[str]:
    """Yield the text, piece by piece, until the limit."""
    room = MAX_CHARACTERS
    for piece in _head(report):
        room -= len(piece)
        yield piece
    left_out = 0
    for verdict in WORST_FIRST:
        for target in report.targets:
            if target.verdict is verdict:
                piece = _target(target)
                if len(piece) > room or left_out:
                    left_out += 1
                    continue
                room -= len(piece)
                yield piece
    if left_out:
        yield f"\n_{left_out} more pages are left out here: a comment holds 65,536 characters. The other reports hold all of them._\n"


def _head(report: AnyReport) -> Iterator[str]:
    terms = report.terms
    scores = scores_of(report.targets)
    yield f"## {inert(shortened(terms.title))}\n\n"
    yield f"Terms {code(terms.id)} {inert(terms.version)}, reading {code(terms.reading)}: {inert(shortened(terms.reading_means))}\n\n"
    for note in report.notes:
        yield f"Note: {inert(shortened(note))}\n\n"
    if not report.is_complete:
        yield "**The scan was interrupted: not every page was checked.**\n\n"
    if report.since is not None:
        yield from changed(report.since)
    yield "| verdict | pages | with waivers |\n|---|---:|---:|\n" if scores.waived else "| verdict | pages |\n|---|---:|\n"
    for verdict in WORST_FIRST:
        accepted = f" {scores.with_waivers[verdict]} |" if scores.waived else ""
        yield f"| {_SIGNS[verdict]} {verdict} | {scores.verdicts[verdict]} |{accepted}\n"


def changed(since: Since) -> Iterator[str]:
    """Yield what has changed since the run before, the worst first; nothing that a page says is markup."""
    yield f"### {inert(heading(since))}\n\n{inert(sums(since))}\n\n"
    for event in shown(since):
        where = f"{code(event.url)}: " if event.url else ""
        yield f"- {_SIGNS_OF_CHANGES[event.sort]} **{event.sort}**: {where}{inert(shortened(event.text))}\n"
    if more := left_out(since):
        yield f"- and {more} more: the JSON report has them\n"
    yield "\n"


def _target(target: TargetReport) -> str:
    lines = [f"\n### {_SIGNS[target.verdict]} {target.verdict}: {code(target.url)}\n"]
    if target.terms:
        lines.append(f"Checked against the terms of this outlet: {inert(shortened(target.terms.title))} ({code(target.terms.id)})\n")
    if (accepted := judge_with_waivers(target)) is not target.verdict:
        lines.append(f"With waivers: {_SIGNS[accepted]} {accepted}\n")
    if target.same_as:
        lines.append(f"The same page as {code(target.same_as)}.\n")
    elif target.failure:
        lines.append(f"{inert(str(target.failure.reason))}: {inert(shortened(target.failure.detail))}\n")
    elif target.reuse and target.reuse.reason:
        lines.append(f"{inert(str(target.reuse.class_))}: {inert(shortened(target.reuse.reason))}\n")
    if target.verdict is not Verdict.NOT_A_REUSE:
        lines += [_group(target, group) for group in groups(target)]
        passed = dict.fromkeys(f"{code(one.requirement)} in {one.place}" for one in target.findings if one.outcome is Outcome.PASSED)
        for number, remedy in enumerate(target.cures[:_MAX_CURES], 1):
            lines.append(f"- To paste, piece {number}, {inert(remedy.where)}:\n\n{_indented(remedy)}\n")
        lines += [f"- ✅ passed: {', '.join(passed)}"] if passed else []
    return "\n".join(lines) + "\n"


def _group(target: TargetReport, group: Sequence[Finding]) -> str:
    """Return a finding, or those that are open for one reason. Why a page could not be read stands above them already."""
    finding = group[0]
    level = "" if len(group) > 1 or finding.level is Level.MUST else f" ({finding.level})"
    said = f"- {_FINDING_SIGNS[finding.outcome]} **{finding.outcome}**{level}: {code(duties(group))}"
    if target.failure:
        return said
    said += f": {inert(shortened(finding.reason))}"
    said += f" ({code(finding.subject)})" if finding.subject not in ("", target.url) else ""
    said += f" _{inert(standing(finding))}_" if finding.past else ""
    said += "".join(f"\n  > {code(evidence.quote)} at {code(evidence.locator)}" for evidence in finding.evidence[:2])
    if finding.waiver:
        said += f"\n\n  {inert(shortened(waiver_of(finding)))}\n"
    piece = piece_of(finding, pieces(target, _MAX_CURES))
    if piece and finding.place in (Place.SHARE, Place.SHARE_PREVIEW):
        said += f"\n\n  Cured by piece {piece} of what to paste.\n"
    elif finding.remedy:
        said += f"\n\n  Remedy: {code(finding.remedy, _MAX_REMEDY)}\n"
    return said


def _indented(remedy: Remedy) -> str:
    """Return lines to paste as a block of code inside a list: indented by six, so that nothing in it is markup."""
    return "\n".join(f"      {line}" for line in pasteable(remedy))


def inert(text: str) -> str:
    """Return text that Markdown shows as it is, with nothing in it that GitHub would link.

    >>> inert("*Hi* @user, see <b>https://a.example</b>")
    '\\\\*Hi\\\\* @<!-- -->user, see \\\\<b\\\\>https:<!-- -->//a.example\\\\</b\\\\>'
    """
    return _LIVE.sub("<!-- -->", _MARKS.sub(r"\\\1", printable(text)))


def code(text: str, most: int = 600) -> str:
    """Return text as code, which links and mentions nothing; its fence is longer than any row of backticks in it.

    Beyond `most` characters it is cut.

    >>> code("a`b")
    '``a`b``'
    """
    plain = shortened(printable(text), most)
    longest = max((len(ticks) for ticks in _TICKS.findall(plain)), default=0)
    fence = "`" * (longest + 1)
    space = " " if plain.startswith("`") or plain.endswith("`") or not plain.strip() else ""
    return f"{fence}{space}{plain}{space}{fence}"
