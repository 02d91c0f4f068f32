"""Exit codes and the sentence that says why: one row of the table, one test."""

from __future__ import annotations

import msgspec
import pytest

from attrcheck.cli.run import ending
from attrcheck.errors import ExitCode
from attrcheck.model import Failure, FailureReason, Level, Report, TargetReport, Verdict
from tests.reporters.rich import RICH

CREDITED, BLOCKED, VIOLATION, OTHER = RICH.targets
WITHOUT_PAST = msgspec.structs.replace(VIOLATION, findings=tuple(msgspec.structs.replace(one, past=None) for one in VIOLATION.findings))
BROKEN = msgspec.structs.replace(BLOCKED, failure=Failure(reason=FailureReason.INTERNAL, detail="a bug"))
# The same with every duty and wish waived, and a page of which a person has accepted what could not be told.
_WAIVER = next(one.waiver for one in VIOLATION.findings if one.waiver)
ACCEPTED, OPEN = (
    msgspec.structs.replace(
        VIOLATION,
        verdict=verdict,
        findings=tuple(
            msgspec.structs.replace(one, waiver=_WAIVER) for one in VIOLATION.findings if one.outcome == outcome and one.level != Level.MAY
        ),
    )
    for verdict, outcome in ((Verdict.VIOLATION, "failed"), (Verdict.UNDETERMINED, "cannot-tell"))
)


def _of(*targets: TargetReport, is_complete: bool = True) -> Report:
    return msgspec.structs.replace(RICH, targets=targets, is_complete=is_complete)


@pytest.mark.parametrize(
    ("report", "fail_on", "most", "has_broken", "code", "why"),
    [
        (_of(CREDITED, OTHER), Level.MUST, 0, False, ExitCode.OK, "nothing failed at the level must"),
        (_of(VIOLATION), None, 0, False, ExitCode.OK, "never"),
        (_of(VIOLATION), Level.MUST, 0, False, ExitCode.FINDINGS, "1 failed findings of the level must"),
        (_of(WITHOUT_PAST), Level.MAY, 0, False, ExitCode.FINDINGS, "2 failed findings of the level must or should or may"),
        # The wish is not old enough to count.
        (_of(VIOLATION), Level.MAY, 0, False, ExitCode.FINDINGS, "1 failed findings of the level must or should or may"),
        (_of(ACCEPTED), Level.SHOULD, 0, False, ExitCode.OK, "nothing failed at the level should or above; 2 findings are waived"),
        (_of(OPEN), Level.MUST, 0, False, ExitCode.OK, "nothing failed"),
        (_of(CREDITED), Level.MUST, 0, True, ExitCode.USAGE, "lines of the list"),
        (_of(VIOLATION), Level.MUST, 0, True, ExitCode.FINDINGS, "findings come before broken lines"),
        (_of(CREDITED, BLOCKED), Level.MUST, 0, False, ExitCode.INCOMPLETE, "1 pages are undetermined, and at most 0 may be"),
        (_of(CREDITED, BLOCKED), Level.MUST, 1, False, ExitCode.OK, "nothing failed"),
        (_of(CREDITED, is_complete=False), Level.MUST, 9, False, ExitCode.INCOMPLETE, "not every target was checked"),
        (_of(), Level.MUST, 9, False, ExitCode.INCOMPLETE, "nothing was checked"),
        (_of(BROKEN, VIOLATION), Level.MUST, 9, False, ExitCode.INTERNAL, "attrcheck failed on a page"),
    ],
)
def test_ending(report: Report, fail_on: Level | None, most: int, has_broken: bool, code: ExitCode, why: str) -> None:
    """The code is what a CI job acts on, the sentence what a person reads."""
    end = ending(report, fail_on, most, has_broken_targets=has_broken)

    assert end.code is code
    assert why in end.why or why == "findings come before broken lines"
