"""Which waiver a finding has: pure, and quick however many there are."""

from __future__ import annotations

import re
from datetime import date
from fnmatch import translate
from pathlib import Path
from urllib.parse import unquote

from msgspec.structs import replace

from attrcheck.identity import identity
from attrcheck.model import BaselineState, Finding, Outcome, TargetReport
from attrcheck.urls import canonical
from attrcheck.waivers.domains import domain_of, domains_over, host_of_page
from attrcheck.waivers.language import WaiverEntry, WaiversFile

_WEB = ("http://", "https://")
# What a person can accept: what passed needs no waiver, and nothing is known of what does not apply.
_ACCEPTABLE = (Outcome.FAILED, Outcome.CANNOT_TELL, Outcome.UNTESTED)


class Waivers:
    """The waivers of a file, and its outlets with terms of their own. `path` is where it lies, None where there is none."""

    def __init__(self, file: WaiversFile, path: Path | None = None) -> None:
        self.entries, self.outlets, self.path = file.waiver, file.outlet, path
        self._by: dict[str, list[int]] = {}
        # Compiled here: fnmatch remembers 256 patterns only, and a file may have more.
        self._globs: list[tuple[re.Pattern[str], int]] = []
        for number, entry in enumerate(self.entries):
            if "*" in entry.page:
                self._globs.append((re.compile(translate(_glob(entry.page))), number))
            else:
                self._by.setdefault(_key(entry), []).append(number)

    def of_page(self, target: TargetReport) -> list[int]:
        """Return the numbers of the waivers that are for a page, whatever was found on it; those for one finding are not among them."""
        addresses = {canonical(url) for url in (target.url, target.capture.final_url if target.capture else "") if url}
        keys = [f"page {address}" for address in addresses]
        keys += [f"outlet {domain}" for domain in domains_over(host_of_page(target))]
        if target.url.startswith("file:"):
            keys.append(f"page {unquote(target.url.rpartition('/')[2])}")
        found = [number for key in keys for number in self._by.get(key, ())]
        return found + [number for glob, number in self._globs if any(map(glob.match, addresses))]

    def fitting(self, target: TargetReport, finding: Finding, of_page: list[int]) -> list[int]:
        """Return the numbers of the waivers that fit a finding, the most exact one first. `of_page` are those for its page."""
        if not is_acceptable(target, finding):
            return []
        numbers = [number for number in of_page if _narrows(self.entries[number], target, finding)]
        numbers += self._by.get(f"finding {identity(target, finding)}", ())
        return sorted(numbers, key=lambda number: _exactness(self.entries[number]), reverse=True)

    def is_over(self, number: int, day: date) -> bool:
        """Tell whether a waiver has ended before a day."""
        return self.entries[number].until < day

    def waived(self, target: TargetReport, day: date) -> TargetReport:
        """Return the report of a target with the waivers that its findings have on a day.

        What an ended waiver was for is new trouble as long as the waiver stands in the file. Nothing else changes.
        """
        if not self.entries or target.failure:
            return target
        of_page = self.of_page(target)
        return replace(target, findings=tuple(self._with_waiver(target, finding, of_page, day) for finding in target.findings))

    def _with_waiver(self, target: TargetReport, finding: Finding, of_page: list[int], day: date) -> Finding:
        fitting = self.fitting(target, finding, of_page)
        number = next((number for number in fitting if not self.is_over(number, day)), None)
        if number is not None:
            return replace(finding, waiver=self.entries[number].waiver)
        if fitting and finding.past:
            # The history knows no waivers: to it this is old trouble, of which with --fail-for new nobody would ever hear again.
            return replace(finding, past=replace(finding.past, state=BaselineState.NEW))
        return finding


def is_acceptable(target: TargetReport, finding: Finding) -> bool:
    """Tell whether a finding can be waived: it failed or is open, on a page that could be read. Nobody knows what others would hold."""
    return target.failure is None and finding.outcome in _ACCEPTABLE


def _key(entry: WaiverEntry) -> str:
    if entry.finding:
        return f"finding {entry.finding}"
    if entry.outlet:
        return f"outlet {domain_of(entry.outlet)}"
    return f"page {canonical(entry.page) if entry.page.startswith(_WEB) else entry.page}"


def _glob(page: str) -> str:
    """Return the pattern that fits addresses in their comparison form: only ``*`` is a wildcard, since ``?`` begins a query.

    >>> _glob("http://www.News.example/2026/*?id=[1]")
    'https://news.example/2026/*[?]id=[[]1]'
    """
    host, _, path = page.split("://", 1)[1].partition("/")
    return canonical(f"https://{host}/") + path.replace("[", "[[]").replace("?", "[?]")


def _narrows(entry: WaiverEntry, target: TargetReport, finding: Finding) -> bool:
    return (
        entry.requirement in ("", finding.requirement)
        and entry.place in (None, finding.place)
        and (not entry.work or canonical(entry.work) == canonical(target.work or ""))
    )


def _exactness(entry: WaiverEntry) -> tuple[int, int, int, date]:
    """Return how exact a waiver is: one finding, a page, pages, an outlet; the longer pattern or domain; more conditions; the later end."""
    conditions = sum(map(bool, (entry.work, entry.requirement, entry.place)))
    if entry.outlet:
        return 0, len(domain_of(entry.outlet)), conditions, entry.until
    if "*" in entry.page:
        return 1, len(entry.page), conditions, entry.until
    return 3 if entry.finding else 2, 0, conditions, entry.until


NO_WAIVERS = Waivers(WaiversFile())
