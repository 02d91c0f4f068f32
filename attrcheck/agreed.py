"""Outlets with terms of their own: their pages are checked against what was agreed with them, all others against the terms of the scan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from attrcheck.model import Capture, Failure, Target
from attrcheck.scan import Check, Reports, check_page
from attrcheck.shares import NOTHING_READ, Read
from attrcheck.terms import Terms
from attrcheck.waivers import domains_over, host_of
from attrcheck.work import KnownWork


class AgreedCheck:
    """The check of a page with its terms and works bound. `agreed` are terms by the domains of outlets; the longest that fits counts.

    Pages of these outlets are read in full: they are known to reuse works, so that a first look would be in vain.
    """

    def __init__(self, check: Check, agreed: Mapping[str, Terms], works: Sequence[KnownWork]) -> None:
        self._check, self._agreed, self._works = check, agreed, works

    def __call__(self, target: Target, fetched: Capture | Failure, *, posts: Read = NOTHING_READ) -> Reports:
        """Return the reports about one fetched page, each with the terms that were agreed for it."""
        terms = self._terms_of(target, fetched)
        if terms is None:
            return self._check(target, fetched, posts=posts)
        record = terms.record()
        return tuple(replace(report, terms=record) for report in check_page(target, fetched, terms, self._works, posts))

    def _terms_of(self, target: Target, fetched: Capture | Failure) -> Terms | None:
        """Return the terms of the outlet that answered, which a redirect or a short link does not name."""
        host = host_of(fetched.record.final_url if isinstance(fetched, Capture) else target.url)
        return next((self._agreed[domain] for domain in domains_over(host) if domain in self._agreed), None)
