"""What a message is made of. `Told` is the body of a webhook: `attrcheck schema message` prints its schema."""

from __future__ import annotations

from attrcheck.model import Event, FailureReason, Level, Place, Value, Verdict


class Missing(Value, frozen=True, kw_only=True):
    """Failed findings of one page that say the same: what is asked where, why it failed, and what cures it.

    `times` is how many findings say so, `identity` that of the first. `is_new` tells whether the run before did not have it, None where
    no run before is known; `since` is the start of the run that saw it first, or empty.
    """

    requirement: str
    place: Place
    level: Level
    reason: str
    remedy: str
    identity: str
    subject: str = ""
    times: int = 1
    is_new: bool | None = None
    since: str = ""


class FailedPage(Value, frozen=True, kw_only=True):
    """A page on which something failed that counts; `more` is how many other findings failed there."""

    url: str
    work: str
    verdict: Verdict
    missing: tuple[Missing, ...]
    more: int = 0


class OpenPage(Value, frozen=True, kw_only=True):
    """A page that is undetermined, and why: it could not be read, or a duty could not be told. `is_unread` where it could not be read."""

    url: str
    why: str
    is_unread: bool = False


class Summary(Value, frozen=True, kw_only=True):
    """What a message says of a report: its sums, what has changed, what failed, the worst first, and what is open. All is bounded.

    `run` is empty where the report came from a file. `pages` counts each page once, `violations` those with a failed duty that counts:
    not waived, and not waiting for a second look. `new` is how many of them the run before did not have, None where none is known.
    `waived` and `waiting` count failed findings. `unread` counts pages that could not be read. `since` is when the run before began, None
    where none is known; then there are no `events`. `more_events`, `more_failed` and `more_undetermined` count what is left out,
    `still_open` the events that say so. `undetermined` are the pages for a person to look at, those that could not be read last.
    `lies_at` names the places of the whole report.
    """

    schema: str = "attrcheck-message/1"
    run: str
    generator: str
    terms: str
    title: str
    started: str
    is_complete: bool
    pages: int
    verdicts: dict[Verdict, int]
    violations: int
    new: int | None
    waived: int
    waiting: int
    unread: dict[FailureReason, int]
    notes: tuple[str, ...]
    since: str | None
    events: tuple[Event, ...]
    more_events: int
    still_open: int
    failed: tuple[FailedPage, ...]
    more_failed: int
    undetermined: tuple[OpenPage, ...]
    more_undetermined: int
    lies_at: tuple[str, ...]


class Told(Value, frozen=True, kw_only=True):
    """The body that is posted to a webhook: the sort of what happened, when it was sent (ISO 8601 with a zone), and the summary."""

    type: str = "attrcheck.report"
    timestamp: str
    data: Summary


class Attachment(Value, frozen=True, kw_only=True):
    """A file that goes with a message; `media_type` is such as ``text/html``, and the text is UTF-8."""

    name: str
    media_type: str
    content: bytes


class About(Value, frozen=True, kw_only=True):
    """What a message needs to know beside the report.

    `run` is the run's id, empty for a file; `lies_at` names the places of the whole report; `why` is a sentence that says why the message
    is sent; `sent` is when, ISO 8601 with a zone; `max_attached` is how many bytes all attachments may have together.
    """

    run: str
    lies_at: tuple[str, ...]
    why: str
    sent: str
    max_attached: int


class Message(Value, frozen=True, kw_only=True):
    """What is sent, by whatever way. `id` is the same each time that the same state of a run is told: a receiver sees that it has it."""

    id: str
    sent: str
    subject: str
    text: str
    html: str
    summary: Summary
    attachments: tuple[Attachment, ...] = ()
