"""The check of a page after a first look: pages that reuse no work are told cheaply and never parsed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from attrcheck.evaluate import judge, not_a_reuse
from attrcheck.model import Capture, Failure, Reuse, ReuseClass, Target, TargetReport
from attrcheck.reuse import FirstLook
from attrcheck.scan import Reports, check_page
from attrcheck.shares import NOTHING_READ, Read
from attrcheck.terms import Terms
from attrcheck.work import KnownWork

# Why a page that was not read in full reuses nothing.
_AT_FIRST_LOOK = "a first look found no passage of the work on the page and few of its names (--exhaustive reads every page in full)"


class QuickCheck:
    """`check_page` with its terms and works bound, spared for pages of which a first look tells that they reuse no work.

    Cheap to send to another process: what the first look needs is made where it is used.
    """

    def __init__(self, terms: Terms, works: Sequence[KnownWork]) -> None:
        self._terms, self._works = terms, works

    def __call__(self, target: Target, fetched: Capture | Failure, *, posts: Read = NOTHING_READ) -> Reports:
        """Return the reports about one fetched page."""
        if isinstance(fetched, Failure):
            return check_page(target, fetched, self._terms, self._works, posts)
        seen = self._look(fetched.body, fetched.headers)
        if seen.is_decided:
            return (self._passed_over(target, fetched, seen.note),)
        # Without any work that it may reuse the page is still read: it may hide something.
        works = [self._works[number] for number in seen.works] or self._works[:1]
        return check_page(target, fetched, self._terms, works, posts)

    def __getstate__(self) -> dict[str, object]:
        """Leave the index behind: it holds hashes that differ from process to process."""
        return {"_terms": self._terms, "_works": self._works}

    @cached_property
    def _look(self) -> FirstLook:
        return FirstLook([known.index.fingerprint for known in self._works], [known.work.text for known in self._works])

    def _passed_over(self, target: Target, capture: Capture, note: str | None) -> TargetReport:
        reuse = Reuse(class_=ReuseClass.NONE, coverage=0.0, reason=_AT_FIRST_LOOK)
        findings = tuple(not_a_reuse(self._terms, capture.record.final_url, reuse))
        return TargetReport(
            url=target.url,
            verdict=judge(findings, reuse),
            findings=findings,
            source=target.source,
            reuse=reuse,
            capture=capture.record,
            notes=(note,) if note else (),
        )
