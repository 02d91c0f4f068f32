"""Whether a scan is worth a message: always, when it was no success, or when something has changed."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from attrcheck.model import AnyReport, BaselineState, EventSort, Finding, Outcome

# What stays as it was, and edits that changed no outcome (pages with moving parts have one a day), make no message by themselves.
_NO_OCCASION = frozenset({EventSort.STILL_OPEN, EventSort.EDITED})


class When(StrEnum):
    """On which occasion a message is sent."""

    CHANGE = "change"
    FAILURE = "failure"
    ALWAYS = "always"


def occasion(when: When, report: AnyReport, *, is_success: bool) -> str | None:
    """Return a sentence that says why a message is sent, None where there is no occasion.

    `is_success` tells whether the scan ends with exit code 0. A scan that did not reach all its targets is an occasion even where only
    changes are: what was not looked at may have changed. Without an earlier run everything that failed counts as a change.
    """
    if when is When.ALWAYS:
        return "A message was asked for, whatever the scan found."
    if when is When.FAILURE:
        return None if is_success else "You get a message when a scan does not end with exit code 0."
    if not report.is_complete:
        return "You get a message when something has changed, or when a scan did not reach all its targets, as this one."
    if report.since is None:
        has_failures = any(_failures(report))
        said = "You get a message when something has changed. No earlier run is known, so all that failed counts as a change."
        return said if has_failures or not is_success else None
    has_changes = any(event.sort not in _NO_OCCASION for event in report.since.events)
    if has_changes:
        return "You get a message when something has changed."
    # The page is as it was, but it is not accepted any more.
    if any(one.past is not None and one.past.state is BaselineState.NEW for one in _failures(report)):
        return "You get a message because a waiver has ended; it comes until you renew the waiver or take it out of the file."
    return None


def _failures(report: AnyReport) -> Iterator[Finding]:
    """Yield what failed and counts."""
    return (one for target in report.targets for one in target.findings if one.outcome is Outcome.FAILED and one.counts)
