"""The numbers and the worst pages of a report: what counts, what is new, and that all of it has a bound."""

from __future__ import annotations

from msgspec.structs import replace

from attrcheck.identity import identity
from attrcheck.messages import summary_of
from attrcheck.messages.summary import MAX_EVENTS, MAX_MISSING, MAX_OPEN, MAX_PAGES
from attrcheck.model import BaselineState, EventSort, FailureReason, Level, Outcome, Place, Verdict
from tests.messages.changed import ABOUT, BEFORE, WAIVER, endless, event, failed, page, past, report, since
from tests.reporters.rich import FIRST as RICH
from tests.reporters.rich import POST


def test_the_sums_are_those_of_the_report() -> None:
    """Each page once, whatever addresses it has; nothing is known of a run before."""
    twin = replace(RICH.targets[2], url="https://copy.example/other", same_as=RICH.targets[2].url)
    summary = summary_of(replace(RICH, targets=(*RICH.targets, twin)), ABOUT)

    assert summary.pages == 4
    assert summary.verdicts == dict.fromkeys(Verdict, 1)
    assert summary.unread == {FailureReason.BLOCKED: 1}
    assert (summary.violations, summary.new, summary.since, summary.events) == (1, None, None, ())
    assert [one.url for one in summary.failed] == [RICH.targets[2].url]


def test_what_is_undetermined_is_told_with_its_reason() -> None:
    """A page that was blocked, or a credit that a person must judge, is silence else; those that were read come first."""
    doubtful = replace(page(replace(failed(), outcome=Outcome.CANNOT_TELL), url="https://doubt.example/"), verdict=Verdict.UNDETERMINED)
    summary = summary_of(replace(RICH, targets=(*RICH.targets, *[doubtful] * (MAX_OPEN + 2))), ABOUT)

    assert [one.is_unread for one in summary.undetermined] == [False] * MAX_OPEN + [True]
    assert summary.undetermined[0].why.startswith("name in article: ")
    assert summary.undetermined[-1].why.startswith("blocked: ")
    assert summary.more_undetermined == 2


def test_the_worst_page_stands_first() -> None:
    """By duties, then by everything that failed, then as in the report."""
    wishes = page(failed(Level.SHOULD), failed(Level.MAY), failed(Level.MAY, requirement="function"), url="https://wishes.example/")
    pages = [page(failed(), url="https://one.example/"), wishes, page(failed(), failed(requirement="function"), url="https://two.example/")]
    summary = summary_of(report(*pages, page(failed(), url="https://last.example/")), ABOUT)

    assert [one.url.split("//")[1] for one in summary.failed] == ["two.example/", "one.example/", "last.example/", "wishes.example/"]
    assert summary.violations == 3


def test_duties_stand_before_wishes_and_alike_findings_together() -> None:
    """Five share previews that lack the same are one line; two posts are two."""
    previews = [failed(Level.MAY, place=Place.SHARE_PREVIEW, subject=f"https://copy.example/#{number}") for number in range(5)]
    posts = [failed(Level.SHOULD, place=Place.SHARE, subject=f"{POST}{number}") for number in range(2)]
    target = page(*previews, *posts, failed())
    (told,) = summary_of(report(target), ABOUT).failed

    assert [(one.level, one.place, one.times, one.subject) for one in told.missing] == [
        (Level.MUST, Place.ARTICLE, 1, ""),
        (Level.SHOULD, Place.SHARE, 1, f"{POST}0"),
        (Level.SHOULD, Place.SHARE, 1, f"{POST}1"),
        (Level.MAY, Place.SHARE_PREVIEW, 5, ""),
    ]
    assert told.missing[0].identity == identity(target, target.findings[-1])


def test_what_is_accepted_or_was_seen_once_only_does_not_count() -> None:
    """It is counted apart, so that nothing passes in silence, and makes no violation in a subject."""
    waived = page(failed(waiver=WAIVER), url="https://waived.example/")
    waiting = page(failed(past=past(BaselineState.NEW, counts=False)), url="https://waiting.example/")
    summary = summary_of(report(waived, waiting), ABOUT)

    assert (summary.violations, summary.failed, summary.waived, summary.waiting) == (0, (), 1, 1)
    assert (summary.new, summary.verdicts[Verdict.VIOLATION]) == (0, 2)


def test_new_is_what_the_run_before_did_not_have() -> None:
    """Pages with a new duty; an old one is said to be so since when."""
    old = page(failed(past=past(BaselineState.UNCHANGED)), url="https://old.example/")
    new = page(failed(past=past(BaselineState.NEW)), failed(requirement="b", past=past(BaselineState.NEW)), url="https://new.example/")
    wish = page(failed(past=past(BaselineState.UNCHANGED)), failed(Level.MAY, past=past(BaselineState.NEW)), url="https://wish.example/")
    summary = summary_of(report(old, new, wish), ABOUT)

    assert (summary.violations, summary.new) == (3, 1)
    assert [(one.is_new, one.since) for one in summary.failed[-1].missing] == [(False, BEFORE)]


def test_changes_are_told_and_what_is_still_open_is_counted() -> None:
    """What is still open stands among what failed."""
    summary = summary_of(since(EventSort.CREDIT_REMOVED, EventSort.STILL_OPEN, EventSort.STILL_OPEN, EventSort.FIXED), ABOUT)

    assert [one.sort for one in summary.events] == [EventSort.CREDIT_REMOVED, EventSort.FIXED]
    assert (summary.still_open, summary.since, summary.new) == (2, BEFORE, 0)


def test_nothing_of_a_report_makes_the_summary_long() -> None:
    """What is left out is counted, and every text is one line without controls."""
    summary = summary_of(endless(), ABOUT)
    texts = [
        text for one in summary.failed for missing in one.missing for text in (one.url, missing.requirement, missing.reason, missing.remedy)
    ]
    texts += [text for one in summary.events for text in (one.url, one.text)]

    assert (len(summary.failed), summary.more_failed) == (MAX_PAGES, 10)
    assert (len(summary.events), summary.more_events, summary.still_open) == (MAX_EVENTS, 1_050, 100)
    assert {(len(one.missing), one.more) for one in summary.failed} == {(MAX_MISSING, 12)}
    assert all(len(text) <= 300 and not set(text) & {"\n", "\r", "\x1b", "\u202e"} for text in texts)
    assert len(summary.notes) == 5


def test_an_event_of_a_hostile_page_is_one_line() -> None:
    """Every text of it, also those that no mail shows: a webhook sends all."""
    hostile = replace(
        event(EventSort.EDITED, text="a\r\nb"),
        requirement="c\nd",
        subject="e\u202ef",
        before="g\x1bh",
        now="i\x00j",
        since="k\nl",
        work="m\nn",
    )
    summary = summary_of(replace(since(), since=replace(since().since, events=(hostile,))), ABOUT)  # type: ignore[type-var]
    (told,) = summary.events

    assert (told.text, told.requirement, told.subject, told.before, told.now, told.since, told.work) == (
        "a b", "c d", "e f", "g h", "i j", "k l", "m n",
    )  # fmt: skip
