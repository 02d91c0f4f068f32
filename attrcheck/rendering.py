"""Which pages a browser shows before they are checked: none, those that are empty without scripts, or all.

A page that the browser cannot show is checked as it came, and the report says why the browser could not.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeGuard

from msgspec.structs import replace

from attrcheck.model import Capture, Failure, FailureReason, Rendering, TargetReport

Reports = tuple[TargetReport, ...]
# A check of whatever a fetch brought.
Check = Callable[[Capture | Failure], Reports]
# What a browser makes of a captured page.
Render = Callable[[Capture], Capture | Failure]
# Who keeps what a browser made of a page, and gives its rendering with the places where it lies.
Keep = Callable[[Capture], Rendering]
# What an archive holds of a captured page as a browser showed it, None where it holds nothing.
Find = Callable[[Capture], Capture | None]


class Look(Protocol):
    """How a scan looks at what a fetch brought: it gives what was checked in the end, and the reports about it."""

    def __call__(self, fetched: Capture | Failure, check: Check) -> tuple[Capture | Failure, Reports]:
        """Check a page."""
        ...


def as_it_came(fetched: Capture | Failure, check: Check) -> tuple[Capture | Failure, Reports]:
    """Check a page as it came; nothing is said about browsers."""
    return fetched, check(fetched)


class WithoutBrowser:
    """Checks pages as they came. Of pages that hold nothing without scripts the report says that a browser was `missing`, and why."""

    def __init__(self, missing: str) -> None:
        self._missing = missing

    def __call__(self, fetched: Capture | Failure, check: Check) -> tuple[Capture | Failure, Reports]:
        """Check a page."""
        reports = check(fetched)
        if _is_showable(fetched) and (detail := _unreadable(reports)):
            reports = _explained(fetched, check, f"{detail}; no browser ran its scripts ({self._missing})")
        return fetched, reports


class InBrowser:
    """Checks pages as a browser shows them: every page if it `shows_all`, else those that hold nothing without scripts."""

    def __init__(self, render: Render, *, shows_all: bool = False, keep: Keep | None = None) -> None:
        self._render, self._shows_all, self._keep = render, shows_all, keep

    def __call__(self, fetched: Capture | Failure, check: Check) -> tuple[Capture | Failure, Reports]:
        """Check a page."""
        if not _is_showable(fetched):
            return fetched, check(fetched)
        if self._shows_all:
            shown = self._shown(fetched)
            if isinstance(shown, Capture):
                return shown, check(shown)
            note = f"the browser could not show the page, so it was checked as it came: {shown.detail}"
            return fetched, tuple(replace(report, notes=(*report.notes, note)) for report in check(fetched))
        reports = check(fetched)
        detail = _unreadable(reports)
        if not detail:
            return fetched, reports
        shown = self._shown(fetched)
        if isinstance(shown, Capture):
            return shown, check(shown)
        return fetched, _explained(fetched, check, f"{detail}; in the browser: {shown.detail}")

    def _shown(self, fetched: Capture) -> Capture | Failure:
        shown = self._render(fetched)
        if isinstance(shown, Failure) or self._keep is None:
            return shown
        # The picture is kept; it need not travel to the process that checks the page.
        return replace(shown, record=replace(shown.record, rendering=self._keep(shown)), screenshot=None)


class AsShownBefore:
    """Checks pages as the browser of an earlier scan showed them, where its archive holds that; the others as `otherwise` does."""

    def __init__(self, find: Find, otherwise: Look) -> None:
        self._find, self._otherwise = find, otherwise

    def __call__(self, fetched: Capture | Failure, check: Check) -> tuple[Capture | Failure, Reports]:
        """Check a page."""
        shown = self._find(fetched) if _is_showable(fetched) else None
        return self._otherwise(fetched, check) if shown is None else (shown, check(shown))


def _is_showable(fetched: Capture | Failure) -> TypeGuard[Capture]:
    """Tell whether a browser may show it. A saved page has no address at which its scripts would find what they load."""
    return isinstance(fetched, Capture) and fetched.record.final_url.startswith(("http:", "https:"))


def _unreadable(reports: Reports) -> str:
    """Return why a page could not be read, or ""."""
    failures = (report.failure for report in reports)
    return next((failure.detail for failure in failures if failure and failure.reason is FailureReason.UNREADABLE), "")


def _explained(fetched: Capture, check: Check, detail: str) -> Reports:
    """Return the reports about a page that cannot be read, with a fuller reason in every finding."""
    reports = check(Failure(reason=FailureReason.UNREADABLE, detail=detail))
    return tuple(replace(report, capture=fetched.record) for report in reports)
