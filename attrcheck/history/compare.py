"""What has changed about a page, with a name for each change. Pure: docs/history.md says the rules in words.

By identity, never by count: a fix and a new failure of the same sort are two events. A page is compared with how it stood when it could
last be read, so that a week behind a wall makes nothing new.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrcheck.history.carry import TERMS_CHANGED
from attrcheck.history.pages import OPEN, Page, Said, Trouble
from attrcheck.model import Event, EventSort, FailureReason, Outcome, Place

# Kinds that ask for the author's credit, besides those whose names begin with this word; the others ask for something else.
_CREDIT = "credit."
_CREDITS = frozenset({"link.profile", "meta.author", "profile.reference", "share.mention"})
_ORDER = {sort: at for at, sort in enumerate(EventSort)}
# Findings that one sentence names.
_NAMED = 5


def changes(before: Page | None, last: Trouble, now: Page, trouble: Trouble) -> Iterator[Event]:
    """Yield what has changed about a page.

    `before` is how it stood when it could last be read, None if it never could; `last` why it could not be read in the last run that knows
    it, `trouble` why it cannot now.
    """
    if now.failure:
        yield from _unreadable(before, last, now, trouble)
        return
    if now.is_entry or (before is not None and before.is_entry):
        # What is said of this page is, or was, told at another address of it.
        return
    new = [work for work in now.reuses if before is None or work not in before.reuses]
    if last.is_told and before is not None:
        text = f"can be read again; it could not since {last.since[:10]} ({last.failure})"
        yield Event(sort=EventSort.READABLE_AGAIN, url=now.url, text=text, before=last.failure)
    for work in new:
        yield _new_reuse(before, last, now, work)
    if before is not None:
        # A new reuse tells of its failures itself.
        for work in (one for one in now.reuses if one in before.reuses):
            yield from _of_a_reuse(before, now, work)
        for work in (one for one in before.reuses if one not in now.reuses):
            yield _no_reuse(before, now, work)


def worst_first(events: Sequence[Event]) -> list[Event]:
    """Return events in the order in which they are read: by sort, then by page and requirement."""
    return sorted(events, key=lambda one: (_ORDER[one.sort], one.url, one.requirement, one.place or "", one.identity))


def _unreadable(before: Page | None, last: Trouble, now: Page, trouble: Trouble) -> Iterator[Event]:
    is_gone = now.failure == FailureReason.GONE
    is_known = before is not None or bool(last.failure)
    if is_known and trouble.is_told and (not last.is_told or (is_gone and last.failure != FailureReason.GONE)):
        sort, text = (EventSort.PAGE_GONE, "is gone") if is_gone else (EventSort.BLOCKED_NOW, f"cannot be read: {now.failure}")
        was = "; what was open there cannot be told" if before and any(_is_open_failure(one) for one in before.said.values()) else ""
        yield Event(sort=sort, url=now.url, text=text + was, since=trouble.since)


def _new_reuse(before: Page | None, last: Trouble, now: Page, work: str) -> Event:
    sight = now.reuses[work]
    was = ", which it did not before" if before else "; it could not be read before" if last.failure else ""
    text = f"reuses the work{was}: {sight.verdict}"
    text += f", {sight.failed} findings failed" if sight.failed else ""
    return Event(sort=EventSort.NEW_REUSE, url=now.url, text=text, work=work or None, now=sight.verdict)


def _no_reuse(before: Page, now: Page, work: str) -> Event:
    """The work may be taken away, or only hidden from programs by a wall that looks like an article: nobody is cleared."""
    failed = sum(one.work == work and _is_open_failure(one) for one in before.said.values())
    text = "shows nothing of the work any more" + (f"; {failed} findings failed there: look whether it was taken down" if failed else "")
    return Event(sort=EventSort.EDITED, url=now.url, text=text, work=work or None, before=before.reuses[work].verdict)


def _of_a_reuse(before: Page, now: Page, work: str) -> Iterator[Event]:
    if before.reuses[work].copied != now.reuses[work].copied:
        yield Event(sort=EventSort.EDITED, url=now.url, text="the copied text is another than before", work=work or None)
    names = dict.fromkeys(name for page in (before, now) for name, one in page.said.items() if one.work == work)
    pairs = [(before.said.get(name), now.said.get(name)) for name in names]
    is_other = before.terms != now.terms
    of_the_terms: list[Said] = []
    still: list[Said] = []
    for past, one in pairs:
        sort, text = _change(past, one)
        said = one or past
        if said is None or sort is None:
            continue
        if sort is EventSort.STILL_OPEN:
            still.append(said)
        elif sort is EventSort.TERMS_CHANGED or is_other:
            of_the_terms.append(said)
        else:
            yield _of_a_finding(sort, now, past, one, text)
    if of_the_terms:
        text = f"changed with the terms, which may not be the page's doing: {_named(of_the_terms)}"
        yield Event(sort=EventSort.TERMS_CHANGED, url=now.url, text=text, work=work or None)
    if still:
        since = min(one.carried.failed_since for one in still if one.carried)
        text = f"still open since {since[:10]}: {_named(still)}"
        yield Event(sort=EventSort.STILL_OPEN, url=now.url, text=text, work=work or None, since=since, now=now.reuses[work].verdict)


def _change(past: Said | None, one: Said | None) -> tuple[EventSort | None, str]:
    """Return what has happened to a finding, None where there is nothing to tell, and the end of the sentence."""
    was_told = past is not None and _is_open_failure(past)
    if one is None:
        return (EventSort.FIXED, "is no longer there, or does not apply any more") if was_told else (None, "")
    if one.outcome == Outcome.FAILED:
        return _failure(past, one, was_told=was_told)
    if one.outcome == Outcome.PASSED and was_told:
        return (EventSort.CREDIT_ADDED if _is_credit(one) else EventSort.FIXED), "passes now"
    is_lost = past is not None and past.outcome == Outcome.PASSED and one.outcome in OPEN and one.place == Place.ARTICLE
    return (EventSort.EDITED, f"passed, and cannot be told any more: {one.reason}") if is_lost else (None, "")


def _failure(past: Said | None, one: Said, *, was_told: bool) -> tuple[EventSort | None, str]:
    if one.carried is None or not one.carried.counts:
        return None, ""
    if was_told:
        is_wrong_now = past is not None and one.is_wrong and not past.is_wrong
        return (EventSort.WRONG_CREDIT, one.reason) if is_wrong_now else (EventSort.STILL_OPEN, "")
    if one.carried.was == TERMS_CHANGED:
        return EventSort.TERMS_CHANGED, ""
    if one.is_wrong:
        return EventSort.WRONG_CREDIT, one.reason
    is_removed = one.carried.was == Outcome.PASSED and _is_credit(one)
    return EventSort.CREDIT_REMOVED if is_removed else EventSort.NEW_FAILURE, one.reason


def _of_a_finding(sort: EventSort, page: Page, past: Said | None, one: Said | None, text: str) -> Event:
    said = one or past
    assert said is not None  # noqa: S101 - a pair has one of them
    return Event(
        sort=sort,
        url=page.url,
        text=f"{said.requirement} in {said.place}: {text}",
        work=said.work or None,
        identity=said.identity,
        requirement=said.requirement,
        place=Place(said.place),
        subject=said.subject,
        before=past.outcome if past else "",
        now=one.outcome if one else "",
        since=one.carried.since if one and one.carried else "",
    )


def _is_open_failure(one: Said) -> bool:
    """Tell whether a finding failed, or did and cannot be told since, and that was told."""
    return one.carried is not None and bool(one.carried.failed_since) and one.carried.counts


def _is_credit(one: Said) -> bool:
    return one.kind.startswith(_CREDIT) or one.kind in _CREDITS


def _named(findings: Sequence[Said]) -> str:
    names = list(dict.fromkeys(f"{one.requirement} in {one.place}" for one in findings))
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more
