"""What has changed since the run before, as people read it: what the formats and the commands of the history have in common."""

from __future__ import annotations

from collections.abc import Iterator

from attrcheck.model import Event, EventSort, Since
from attrcheck.reporters.printable import printable
from attrcheck.reporters.rows import shortened

MAX_SHOWN = 50
"""Changes that a report for people shows, the worst first; JSON has the others."""


def heading(since: Since) -> str:
    """Return the heading of the changes: since when."""
    return f"What has changed since {since.started[:10]} (run {since.run})"


def sums(since: Since) -> str:
    """Return how many changes of each sort there are, the worst first."""
    return ", ".join(f"{since.counts[sort]} {sort}" for sort in EventSort if since.counts.get(sort)) or "nothing has changed"


def shown(since: Since) -> tuple[Event, ...]:
    """Return the changes that a person is shown."""
    return since.events[:MAX_SHOWN]


def left_out(since: Since) -> int:
    """Return how many changes a person is not shown."""
    return max(0, sum(since.counts.values()) - len(shown(since)))


def as_text(since: Since) -> Iterator[str]:
    """Yield the changes as plain text, a line each."""
    yield printable(f"{heading(since)}: {sums(since)}") + "\n"
    for event in shown(since):
        yield "  " + printable(shortened(f"{event.sort}: {f'{event.url}: ' if event.url else ''}{event.text}")) + "\n"
    if more := left_out(since):
        yield f"  and {more} more: the JSON report has them\n"
