"""Which target comes next: hosts take turns, and each target is given out."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

import pytest

from attrcheck.model import FailureReason, Target
from attrcheck.schedule import Job, NoCourtesy, Schedule, Selection


def targets(*urls: str) -> list[Target]:
    """Targets at these addresses."""
    return [Target(url=url) for url in urls]


def schedule(listed: Iterable[Target], courtesy: NoCourtesy | None = None, **selection: object) -> Schedule:
    """A schedule of these targets."""
    return Schedule(listed, courtesy or NoCourtesy(), Selection(**selection))  # type: ignore[arg-type]


def taken(one: Schedule) -> list[Job]:
    """All jobs of a schedule, each done before the next is taken."""
    jobs = []
    while (job := one.take()) is not None:
        jobs.append(job)
        one.done(job)
    return jobs


class Ends(NoCourtesy):
    """A scan whose time is over after so many questions for it."""

    def __init__(self, after: int) -> None:
        self.left = after

    def seconds_left(self) -> float:
        self.left -= 1
        return float(self.left)


def test_hosts_take_turns() -> None:
    """A list that is sorted by host does not ask one host all day."""
    listed = targets("http://a.example/1", "http://a.example/2", "http://a.example/3", "http://b.example/1", "https://B.example:8443/2")

    assert [job.place for job in taken(schedule(listed))] == [0, 3, 1, 4, 2]


def test_a_host_whose_page_is_out_waits() -> None:
    """And is ready again when the page is back."""
    one = schedule(targets("http://a.example/1", "http://a.example/2", "http://b.example/1"))
    first, second = one.take(), one.take()

    assert (first.place, second.place) == (0, 2)  # type: ignore[union-attr]

    one.done(first)  # type: ignore[arg-type]

    assert one.take().place == 1  # type: ignore[union-attr]


def test_a_host_that_must_wait_lets_the_others_go_first() -> None:
    """Its pages come when its time has."""

    class Waits(NoCourtesy):
        waits = [0.05]

        def wait(self, url: str) -> float:
            return self.waits.pop() if url.startswith("http://a.") and self.waits else 0.0

    one = schedule(targets("http://a.example/1", "http://b.example/1", "http://b.example/2"), Waits())

    assert [job.place for job in taken(one)] == [1, 2, 0]


def test_saved_pages_wait_for_nobody() -> None:
    """They have no host, and all may be out at once."""
    one = schedule(targets("file:///a.html", "file:///b.html", "file:///c.html"))

    assert [one.take().place for _ in range(3)] == [0, 1, 2]  # type: ignore[union-attr]


def test_a_page_that_is_put_back_comes_first() -> None:
    """Before the others of its host, with its tries counted, and not before its time."""
    one = schedule(targets("http://a.example/1", "http://a.example/2", "http://b.example/1"))
    one.again(one.take(), 0.05)  # type: ignore[arg-type]

    assert [(job.place, job.tries) for job in taken(one)] == [(2, 0), (0, 1), (1, 0)]


def test_a_page_that_is_out_may_come_back() -> None:
    """A thread that finds nothing to do waits for it, and ends when it is done."""
    one = schedule(targets("http://a.example/1"))
    out = one.take()
    with ThreadPoolExecutor(1) as threads:
        other = threads.submit(one.take)
        one.again(out, 0.0)  # type: ignore[arg-type]

        assert other.result(timeout=10).tries == 1  # type: ignore[union-attr]


def test_a_closed_schedule_gives_nothing() -> None:
    """Threads that wait for a host are let go."""
    one = schedule(targets("http://a.example/1", "http://a.example/2"))
    one.take()
    with ThreadPoolExecutor(1) as threads:
        other = threads.submit(one.take)
        one.close()

        assert other.result(timeout=10) is None


@pytest.mark.parametrize(
    ("selection", "refused"),
    [
        ({"skip": ("*://a.example/*",)}, {0, 1}),
        ({"only": ("*://a.example/*", "*/x")}, {3}),
        ({"only": ("*://a.example/*",), "skip": ("*/2",)}, {1, 2, 3}),
        ({"pages": 2}, {2, 3}),
        ({"pages": 1, "skip": ("*/1",)}, {0, 2, 3}),
    ],
)
def test_which_are_chosen(selection: dict[str, object], refused: set[int]) -> None:
    """By patterns over the whole address, and the first so many of what is left; others are told, not lost."""
    jobs = taken(schedule(targets("http://a.example/1", "http://a.example/2", "http://b.example/x", "http://b.example/y"), **selection))

    assert sorted(job.place for job in jobs) == [0, 1, 2, 3]
    assert {job.place for job in jobs if job.refusal} == refused


def test_after_the_end_the_rest_is_not_reached() -> None:
    """Each target is given out once all the same, so that the report names it."""
    jobs = taken(schedule(targets(*(f"http://a.example/{n}" for n in range(5))), Ends(after=4)))

    assert sorted(job.place for job in jobs) == [0, 1, 2, 3, 4]
    assert {job.refusal.reason for job in jobs if job.refusal} == {FailureReason.NOT_REACHED}
    assert not jobs[0].refusal
