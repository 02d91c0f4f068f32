"""JUnit XML for CI systems: a suite a page, a case a requirement x place.

Only a failed duty is a failure. What could not be told is skipped with its reason, and so is a failed wish (level should or may), what
is waived, and what does not count yet. The properties of a suite give both verdicts where something is waived.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from attrcheck.evaluate import judge_with_waivers
from attrcheck.model import AnyReport, FailureReason, Finding, Level, Outcome, TargetReport
from attrcheck.reporters.printable import printable
from attrcheck.reporters.rows import message, pasteable, shortened

# What XML 1.0 cannot hold, even escaped.
_NOT_XML = re.compile("[^\x09\x0a\x0d\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(report: AnyReport) -> Iterator[str]:
    """Yield the file, suite by suite."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f"<testsuites name={_attribute(f'attrcheck {report.terms.id}')}>\n"
    for target in report.targets:
        yield from _suite(target)
    yield "</testsuites>\n"


def _suite(target: TargetReport) -> Iterator[str]:
    is_broken = target.failure is not None and target.failure.reason is FailureReason.INTERNAL
    sorts = Counter("errors" if is_broken else _sort(finding) for finding in target.findings)
    counts = " ".join(f'{name}="{sorts[name]}"' for name in ("failures", "errors", "skipped"))
    when = f" timestamp={_attribute(target.capture.captured_at)}" if target.capture else ""
    yield f' <testsuite name={_attribute(target.url)} tests="{sorts.total()}" {counts} time="0"{when}>\n'
    if any(finding.waiver for finding in target.findings):
        both = (("verdict", target.verdict), ("verdict-with-waivers", judge_with_waivers(target)))
        properties = "".join(f'<property name="{name}" value="{verdict}"/>' for name, verdict in both)
        yield f"  <properties>{properties}</properties>\n"
    for finding in target.findings:
        yield from _case(target, finding, is_broken=is_broken)
    yield " </testsuite>\n"


def _sort(finding: Finding) -> str:
    """Return the attribute of a suite that counts a finding; a passed one is in none but `tests`."""
    if finding.outcome is Outcome.FAILED and finding.counts:
        return "failures" if finding.level is Level.MUST else "skipped"
    return "passed" if finding.outcome is Outcome.PASSED else "skipped"


def _case(target: TargetReport, finding: Finding, *, is_broken: bool) -> Iterator[str]:
    name = f"{finding.requirement} in {finding.place}"
    if finding.subject not in ("", target.url):
        name += f": {finding.subject}"
    yield f'  <testcase classname={_attribute(target.url)} name={_attribute(name)} time="0"'
    sort = "errors" if is_broken else _sort(finding)
    if sort == "passed":
        yield "/>\n"
        return
    said = message(target, finding)
    if sort == "skipped":
        yield f">\n   <skipped message={_attribute(said)}/>\n"
    else:
        element = "error" if is_broken else "failure"
        shown = "\n".join((*_quotes(finding), *_cure(finding)))
        yield f">\n   <{element} type={_attribute(finding.kind)} message={_attribute(said)}>{_text(shown)}</{element}>\n"
    yield "  </testcase>\n"


def _quotes(finding: Finding) -> Iterator[str]:
    yield from (shortened(f"“{printable(evidence.quote)}” at {printable(evidence.locator)}") for evidence in finding.evidence)


def _cure(finding: Finding) -> Iterator[str]:
    """Yield where the cure goes, and its lines."""
    if finding.cure:
        yield f"To paste {printable(finding.cure.where)}:"
        yield from pasteable(finding.cure)


def _attribute(text: str) -> str:
    return quoteattr(_NOT_XML.sub("\ufffd", printable(text)))


def _text(text: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", text))
