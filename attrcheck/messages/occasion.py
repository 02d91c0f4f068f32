"""Whether a scan is worth a message: always, when it was no success, or when something has changed."""

from __future__ import annotations

from enum import StrEnum

from attrcheck.model import AnyReport, EventSort, Outcome

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
        has_failures = any(one.outcome is Outcome.FAILED and one.counts for target in report.targets for one in target.findings)
        said = "You get a message when something has changed. No earlier run is known, so all that failed counts as a change."
        return said if has_failures or not is_success else None
    has_changes = any(event.sort not in _NO_OCCASION for event in report.since.events)
    return "You get a message when something has changed." if has_changes else None
