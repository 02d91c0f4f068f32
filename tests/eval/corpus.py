"""The hand-written cases, read and judged: shared by the tests of single cases and by the gate that pins accuracy."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from attrcheck import KnownWork, Target, TargetReport, check_page, known_works, load_terms
from attrcheck.demo import TERMS, WORK
from attrcheck.demo.holes import expand
from attrcheck.fetch import fetch_saved
from attrcheck.model import Capture, CaptureRecord
from attrcheck.terms import Terms

CASES = Path(__file__).parents[1] / "cases"
# Shares and share previews of a page count as one place: what decides first is the worst that was said.
PLACES = {"article": ("article",), "share": ("share", "share-preview")}
ORDER = ("failed", "passed", "cannot-tell", "inapplicable", "untested")


@dataclass(frozen=True)
class Case:
    """One folder: a page, why it exists, and what careful readers accept."""

    name: str
    why: str
    verdicts: tuple[str, ...]
    expected: Mapping[str, Mapping[str, tuple[str, ...]]]


@dataclass(frozen=True)
class Judgement:
    """One requirement in one place of one case: what was said, what is accepted."""

    case: str
    place: str
    requirement: str
    said: str
    accepted: tuple[str, ...]

    @property
    def grade(self) -> str:
        """Return right, abstained, wrong accusation, wrong pass or other."""
        if self.said in self.accepted:
            return "right"
        return {"cannot-tell": "abstained", "undetermined": "abstained", "failed": "wrong accusation", "violation": "wrong accusation"}.get(
            self.said, "wrong pass" if self.said in ("passed", "compliant", "not-a-reuse") else "other"
        )


def cases() -> list[Case]:
    """Return every case folder by name."""
    return [_case(folder) for folder in sorted(CASES.iterdir()) if folder.is_dir()]


def _case(folder: Path) -> Case:
    text = (folder / "expected.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    first, _, _ = text.partition("\n")
    places = {place: {name: tuple(outcomes) for name, outcomes in data[place].items()} for place in PLACES if place in data}
    return Case(name=folder.name, why=first.removeprefix("# why:").strip(), verdicts=tuple(data["verdict"]), expected=places)


@cache
def checker() -> tuple[Terms, tuple[KnownWork, ...], str]:
    """Return the terms of the cases, their work, and its text."""
    terms = load_terms(TERMS)
    return terms, known_works(terms, (), fetch_saved), WORK.read_text(encoding="utf-8")


def check(name: str) -> TargetReport:
    """Return what attrcheck says about a case, read as if it had been fetched from an address of its own."""
    terms, works, work = checker()
    url = f"https://case.example/{name}"
    body = expand((CASES / name / "page.html").read_text(encoding="utf-8"), work, url).encode()
    record = CaptureRecord(url=url, final_url=url, captured_at="2026-01-01T00:00:00+00:00", digest="sha256:0", size=len(body), status=200)
    (report,) = check_page(Target(url=url), Capture(record=record, body=body), terms, works)
    return report


def judgements(case: Case, report: TargetReport) -> Iterator[Judgement]:
    """Yield the judgements of a case; a page that owes nothing, or that was rightly called no reuse, is one judgement."""
    yield Judgement(case.name, "page", "verdict", report.verdict, case.verdicts)
    if report.verdict == "not-a-reuse":
        return
    for place, requirements in case.expected.items():
        for requirement, accepted in requirements.items():
            found = {f.outcome for f in report.findings if f.requirement == requirement and f.place in PLACES[place]}
            said = next((str(outcome) for outcome in ORDER if outcome in found), "no answer")
            yield Judgement(case.name, place, requirement, said, accepted)


def digest() -> str:
    """Return the digest of all cases, so that a pinned score names the corpus that it was measured on."""
    sums = sha256()
    for file in sorted(CASES.rglob("*")):
        if file.is_file():
            sums.update(f"{file.relative_to(CASES).as_posix()}\n".encode() + file.read_bytes())
    return f"sha256:{sums.hexdigest()}"
