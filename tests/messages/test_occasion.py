"""When a message is sent: a mail that comes every day is not read, and one that does not come is the second worst bug."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from attrcheck.messages import When, occasion
from attrcheck.model import BaselineState, EventSort, Report
from tests.messages.changed import WAIVER, failed, page, past, report, since

GOOD = report(page())
BAD = report(page(failed()))
ACCEPTED = report(page(failed(waiver=WAIVER), failed(past=past(BaselineState.NEW, counts=False))))
# As findings stand whose waiver has ended: the history tells of no change.
ENDED = replace(report(page(failed(past=past(BaselineState.NEW)))), since=since(EventSort.STILL_OPEN).since)
QUIET = since(EventSort.STILL_OPEN, EventSort.EDITED)


@pytest.mark.parametrize(
    ("when", "about", "is_success", "is_sent"),
    [
        (When.ALWAYS, GOOD, True, True),
        (When.FAILURE, GOOD, True, False),
        (When.FAILURE, GOOD, False, True),
        (When.FAILURE, since(EventSort.CREDIT_REMOVED), True, False),
        (When.CHANGE, QUIET, True, False),
        (When.CHANGE, QUIET, False, False),  # it was as bad before
        (When.CHANGE, ENDED, True, True),
        (When.CHANGE, replace(QUIET, is_complete=False), True, True),  # who knows what was not looked at
        (When.CHANGE, GOOD, True, False),
        (When.CHANGE, BAD, True, True),  # no run before is known: all that failed is a change
        (When.CHANGE, GOOD, False, True),
        (When.CHANGE, ACCEPTED, True, False),
        *((When.CHANGE, since(sort), True, True) for sort in EventSort if sort not in (EventSort.STILL_OPEN, EventSort.EDITED)),
    ],
)
def test_a_message_is_sent_when_there_is_something_to_say(when: When, about: Report, is_success: bool, is_sent: bool) -> None:
    """And then it says why it came."""
    why = occasion(when, about, is_success=is_success)

    assert (why is not None) is is_sent
    assert why is None or why.endswith(".")


def test_a_message_about_an_ended_waiver_says_so() -> None:
    """Nothing has changed on the page; without the reason the reader would look for it there."""
    assert "a waiver has ended" in (occasion(When.CHANGE, ENDED, is_success=False) or "")


def test_a_message_says_that_no_run_before_is_known() -> None:
    """Else a reader takes old failures for changes."""
    assert "No earlier run is known" in (occasion(When.CHANGE, BAD, is_success=False) or "")
