"""What the kinds about the copied text itself share: what is said without the work's text, and how a difference is shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrcheck.model import Change, Comparison, Conclusion, Difference, Evidence, Outcome

# So many altered words may be a corrected slip or an error of our reading.
FEW_WORDS = 3
# A paragraph of fewer words is a subheading.
PARAGRAPH_WORDS = 12
# Evidence shown for one finding, as elsewhere.
MAX_EVIDENCE = 3

NOT_COMPARED = Conclusion(
    outcome=Outcome.CANNOT_TELL,
    reason="the work's text is not at hand, only a fingerprint of it: what the copy changed is not known",
    remedy="Give the text of the work instead of its fingerprint.",
)


def of_sort(compared: Comparison, *sorts: Difference) -> list[Change]:
    """Return the changes of these sorts."""
    return [change for change in compared.changes if change.sort in sorts]


def words_in(changes: Iterable[Change]) -> int:
    """Return how many words the changes are about."""
    return sum(change.words for change in changes)


def shown(changes: Sequence[Change]) -> tuple[Evidence, ...]:
    """Return the largest changes with both sides marked."""
    largest = sorted(changes, key=lambda change: -change.words)[:MAX_EVIDENCE]
    return tuple(Evidence(quote=change.marked, locator=change.locator) for change in largest)
