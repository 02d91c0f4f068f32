"""What a reader of a report on paper or screen meets, in order: shared by the plain and the coloured text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from attrcheck.evaluate import judge_with_waivers
from attrcheck.identity import identity
from attrcheck.model import (
    AnyReport,
    Change,
    Comparison,
    Difference,
    Finding,
    Level,
    Outcome,
    Place,
    Remedy,
    Since,
    Spot,
    TargetReport,
    Verdict,
)
from attrcheck.reporters.changes import heading, left_out, shown, sums
from attrcheck.reporters.printable import printable
from attrcheck.reporters.rows import pasteable, piece_of, pieces, standing, waiver_of
from attrcheck.reporters.scores import Scores, spelled

# Longest quote and reason shown; the JSON report has all of it.
_MAX_LINE = 240
# Enough of a copied passage to recognise it.
_MAX_COPIED = 80
# Of the identity of a finding: a run of 100,000 pages has a million findings, of which two agree in 10 digits once in two runs.
_SHOWN_DIGITS = 10
# Differences shown, those first that weigh most; the JSON report has the others.
_MAX_CHANGES = 5
# What to paste: the block of the article, tags, and the buttons of the networks that are met most.
_MAX_CURES = 6
_WEIGHTIEST = (Difference.QUOTATION, Difference.ALTERED, Difference.CUT, Difference.MOVED, Difference.ADDED)


class Line(NamedTuple):
    """One line: how far it is indented, what it is (names a style), and its text."""

    indent: int
    style: str
    text: str


def outline(report: AnyReport) -> Iterator[Line]:
    """Yield the lines of a report: the terms, each target with what failed or could not be told, and the sums."""
    return (line._replace(text=printable(line.text)) for line in _lines(report))


def _lines(report: AnyReport) -> Iterator[Line]:
    terms = report.terms
    yield Line(0, "title", f"{terms.title} (terms {terms.id} {terms.version}, reading {terms.reading}: {terms.reading_means})")
    for note in report.notes:
        yield Line(2, "reason", _short(f"note: {note}"))
    if report.since is not None:
        yield from _changes(report.since)
    scores = Scores()
    for target in report.targets:
        scores.add(target)
        yield Line(0, "space", "")
        yield from _head(target)
        if not target.same_as:
            yield from _target(target)
    yield Line(0, "space", "")
    yield from _sums(scores, is_complete=report.is_complete)


def _changes(since: Since) -> Iterator[Line]:
    yield Line(0, "space", "")
    yield Line(0, "title", f"{heading(since)}: {sums(since)}")
    for event in shown(since):
        yield Line(2, event.sort, _short(f"{event.sort}: {f'{event.url}: ' if event.url else ''}{event.text}"))
    if more := left_out(since):
        yield Line(2, "reason", f"and {more} more: the JSON report has them")


def _head(target: TargetReport) -> Iterator[Line]:
    yield Line(0, target.verdict, f"{target.verdict.upper()}  {target.url}")
    if target.source and target.source.note:
        yield Line(2, "reason", _short(f"your list says: {target.source.note}"))
    if target.terms:
        yield Line(2, "reason", _short(f"checked against the terms of this outlet: {target.terms.title} ({target.terms.id})"))
    if (accepted := judge_with_waivers(target)) is not target.verdict:
        yield Line(2, "waiver", f"with waivers: {accepted}")
    if target.same_as:
        yield Line(2, "reason", _short(f"the same page as {target.same_as}"))


def _target(target: TargetReport) -> Iterator[Line]:
    if target.failure:
        yield Line(2, "reason", _short(f"{target.failure.reason}: {target.failure.detail}"))
        return
    if target.reuse:
        yield Line(2, "reason", _short(f"{target.reuse.class_}: {target.reuse.reason}"))
    for note in target.notes if target.verdict is not Verdict.NOT_A_REUSE else ():
        yield Line(2, "reason", _short(f"note: {note}"))
    if target.verdict is Verdict.NOT_A_REUSE:
        return
    for match in target.reuse.passages[:1] if target.reuse else ():
        yield Line(4, "quote", _short(f"copied, {match.words} words: “{match.quote[:_MAX_COPIED]}…”  at {match.locator}"))
    if target.comparison:
        yield from _comparison(target.comparison)
    numbers = pieces(target, _MAX_CURES)
    for group in _alike(target):
        yield from _finding(target, group, numbers)
    yield from _cures(target.cures)
    for outcome in (Outcome.PASSED, Outcome.INAPPLICABLE):
        names = list(dict.fromkeys(f"{f.requirement} in {f.place}" for f in target.findings if f.outcome is outcome))
        if names:
            yield Line(2, outcome, f"{outcome}: {', '.join(names)}")


def _comparison(compared: Comparison) -> Iterator[Line]:
    cut = compared.paragraphs - compared.kept_paragraphs
    said = [f"{compared.kept:.1%} kept", f"{cut} of {compared.paragraphs} paragraphs cut", f"{compared.altered_words} words altered"]
    said += [f"{count} {sort}" for sort in (Difference.MOVED, Difference.ADDED) if (count := compared.count(sort))]
    said += [f"another headline (“{compared.headline}”)"] if compared.headline else []
    yield Line(2, "reason", _short(f"compared: {', '.join(said)}"))
    for change in sorted(compared.changes, key=_weight)[:_MAX_CHANGES]:
        yield Line(4, "quote", _short(f"{change.sort}: {change.marked}  at {change.locator}"))


def _weight(change: Change) -> tuple[int, int]:
    return _WEIGHTIEST.index(change.sort), -change.words


def _alike(target: TargetReport) -> list[list[Finding]]:
    """Return the findings that need a reader's eye; those of several shares that say the same stand together."""
    groups: dict[tuple[str, ...], list[Finding]] = {}
    for finding in target.findings:
        if finding.outcome not in (Outcome.PASSED, Outcome.INAPPLICABLE):
            key = (finding.requirement, finding.place, finding.outcome, waiver_of(finding), standing(finding))
            groups.setdefault(key if finding.place is Place.SHARE_PREVIEW else (*key, finding.subject), []).append(finding)
    return list(groups.values())


def _finding(target: TargetReport, group: list[Finding], numbers: Mapping[tuple[Spot, str], int]) -> Iterator[Line]:
    finding = group[0]
    level = "" if finding.level is Level.MUST else f" ({finding.level})"
    subjects = ", ".join(one.subject.partition("#share-preview-")[2] or one.subject for one in group)
    where = "" if finding.place is Place.ARTICLE else f" ({subjects})"
    past = f" [{standing(finding)}]" if finding.past else ""
    said = _short(f"{finding.outcome}{level}: {finding.requirement} in {finding.place}{where}{past}: {finding.reason}")
    yield Line(2, finding.outcome, said + _named(target, finding))
    for evidence in finding.evidence[:2]:
        yield Line(4, "quote", _short(f"“{evidence.quote}”  at {evidence.locator}"))
    if finding.waiver:
        yield Line(4, "waiver", _short(waiver_of(finding)))
    cured_by = sorted({piece for one in group if (piece := piece_of(one, numbers))})
    if cured_by and finding.place is not Place.ARTICLE:
        yield Line(4, "remedy", f"→ cured by piece {' and '.join(map(str, cured_by))} of what to paste")
    elif finding.remedy:
        yield Line(4, "remedy", _short(f"→ {finding.remedy}"))


def _named(target: TargetReport, finding: Finding) -> str:
    """Return the words that name a finding for `attrcheck evidence show`; none where no evidence was kept."""
    return f"  (finding {identity(target, finding)[:_SHOWN_DIGITS]})" if target.capture and target.capture.archived else ""


def _sums(scores: Scores, *, is_complete: bool) -> Iterator[Line]:
    more = f"; listed under {scores.others} more {'address' if scores.others == 1 else 'addresses'}" if scores.others else ""
    left = f"; {scores.left_out} not tried" if scores.left_out else ""
    ending = "" if is_complete else " (interrupted)"
    tried = scores.verdicts - Counter({Verdict.UNDETERMINED: scores.left_out})
    yield Line(0, "title", f"{tried.total()} checked: {spelled(tried)}{more}{left}{ending}")
    if scores.waived:
        yield Line(0, "title", scores.waived_sentence)


def _cures(cures: Sequence[Remedy]) -> Iterator[Line]:
    """Yield what to paste where. These lines are whole: half an address cures nothing."""
    for number, remedy in enumerate(cures[:_MAX_CURES], 1):
        yield Line(2, "reason", _short(f"to paste, piece {number}, {remedy.where}:"))
        yield from (Line(6, "remedy", line) for line in pasteable(remedy))
    if len(cures) > _MAX_CURES:
        yield Line(2, "reason", f"{len(cures) - _MAX_CURES} more to paste stand in the JSON report")


def _short(text: str) -> str:
    return text if len(text) <= _MAX_LINE else text[: _MAX_LINE - 1] + "…"
