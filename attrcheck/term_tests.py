"""The tests that stand beside terms: pages of which it is known what is right to say, run through the whole pipeline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec.structs import replace

from attrcheck.demo.holes import expand
from attrcheck.errors import WorkError
from attrcheck.fetch import Fetcher, fetch_saved
from attrcheck.model import Capture, CaptureRecord, Finding, Outcome, Place, Target, TargetReport, Value, Verdict
from attrcheck.scan import check_page
from attrcheck.terms import Terms, TestEntry
from attrcheck.work import KnownWork, fingerprint_of, known_works, stand_in

# What decides when several shares of a page differ: the first of these that was said.
_WORST_FIRST = (Outcome.FAILED, Outcome.CANNOT_TELL, Outcome.UNTESTED, Outcome.PASSED, Outcome.INAPPLICABLE)
# Pages stand on hosts of nobody, and are read on a day of their own, unless a test says otherwise.
_HOST = "https://copy.example/"
_DAY = "2026-01-01"
_MAX_BYTES = 20_000_000


class TestResult(Value, frozen=True, kw_only=True):
    """What came of one test: nothing in `wrong` when every expectation held."""

    __test__ = False

    entry: TestEntry
    wrong: tuple[str, ...]


def check_files(terms: Terms) -> None:
    """Raise WorkError for the first file that the terms name and that is missing or does not fit them. Nothing is fetched."""
    for work, entry in zip(terms.works, terms.file.entries, strict=True):
        if entry.text or entry.fingerprint:
            fingerprint_of(terms, work, entry, fetch_saved)
    stand_ins = [terms.file.test_work.page] if terms.file.test_work else []
    for page in (*stand_ins, *(entry.page for entry in terms.file.test)):
        if not (Path(terms.path).parent / page).is_file():
            raise WorkError(f"{terms.path}: there is no file {page} beside it, which a test names")


def run_tests(terms: Terms, fetch: Fetcher) -> Iterator[TestResult]:
    """Yield the result of each test of a terms file, in its order. Raises WorkError when the work of the tests cannot be read."""
    works = test_works(terms, fetch) if terms.file.test else ()
    for entry in terms.file.test:
        try:
            wrong = tuple(misses(entry, checked(entry, terms, works)))
        except OSError as error:
            wrong = (f"the page cannot be read: {error.strerror}",)
        yield TestResult(entry=entry, wrong=wrong)


def test_works(terms: Terms, fetch: Fetcher) -> tuple[KnownWork, ...]:
    """Return the works that the tests of a terms file reuse: the page that stands in for them, or the terms' own."""
    if terms.file.test_work is None:
        return known_works(terms, (), fetch)
    page = Path(terms.path).parent / terms.file.test_work.page
    return (stand_in(terms, str(page), terms.file.test_work.url, fetch),)


def checked(entry: TestEntry, terms: Terms, works: Sequence[KnownWork]) -> tuple[TargetReport, ...]:
    """Return what is said about the page of a test. Raises OSError when it cannot be read."""
    capture = captured(entry, terms, works)
    read = replace(terms, reading=entry.reading) if entry.reading else terms
    return check_page(Target(url=capture.record.url), capture, read, works)


def captured(entry: TestEntry, terms: Terms, works: Sequence[KnownWork]) -> Capture:
    """Return the page of a test as if it had been fetched on its day. Raises OSError when it cannot be read."""
    file = Path(terms.path).parent / entry.page
    url = entry.url or _HOST + file.stem
    body = _page(file, works[0].work.title, works[0].work.text, url)
    day = f"{entry.on or _DAY}T12:00:00+00:00"
    record = CaptureRecord(url=url, final_url=url, captured_at=day, digest="", size=len(body), status=200)
    return Capture(record=record, body=body)


def misses(entry: TestEntry, reports: Sequence[TargetReport]) -> Iterator[str]:
    """Yield a sentence for each expectation that does not hold."""
    verdicts = [report.verdict for report in reports]
    if verdicts != [entry.verdict]:
        yield f"expected verdict {entry.verdict}, said {', '.join(verdicts)}{_why(reports)}"
    found = [finding for report in reports for finding in report.findings]
    for place, outcomes in entry.expect.items():
        for name, expected in outcomes.items():
            said = _decisive(found, name, place)
            if said is None:
                yield f"{name} in {place}: expected {expected}, said nothing"
            elif said.outcome is not expected:
                yield f"{name} in {place}: expected {expected}, said {said.outcome}: {said.reason}"


def untried(terms: Terms) -> Iterator[str]:
    """Yield the requirements and places that no test expects to pass, or none expects to fail: a test suite that cannot notice."""
    for requirement in terms.requirements:
        for place in requirement.places_in(terms.reading):
            seen = {entry.expect.get(place, {}).get(requirement.id) for entry in terms.file.test}
            for outcome in (Outcome.PASSED, Outcome.FAILED):
                if outcome not in seen:
                    yield f"{requirement.id} in {place} is never expected to be {outcome}"


def _decisive(found: Sequence[Finding], name: str, place: Place) -> Finding | None:
    said = [finding for finding in found if finding.requirement == name and finding.place is place]
    return min(said, key=lambda finding: _WORST_FIRST.index(finding.outcome), default=None)


def _why(reports: Sequence[TargetReport]) -> str:
    """Return what in the reports explains an unexpected verdict."""
    failures = [f"{report.failure.reason}: {report.failure.detail}" for report in reports if report.failure]
    reuses = [report.reuse.reason for report in reports if report.reuse and report.verdict is Verdict.NOT_A_REUSE]
    outcomes = {Outcome.FAILED, Outcome.CANNOT_TELL, Outcome.UNTESTED}
    open_ones = [f"{f.requirement} in {f.place}: {f.outcome}" for report in reports for f in report.findings if f.outcome in outcomes]
    return f" ({'; '.join((failures + reuses + open_ones)[:3])})" if failures or reuses or open_ones else ""


def _page(file: Path, title: str, text: str, url: str) -> bytes:
    """Return a page's bytes; `[[work]]` and its like in it stand for the work, so that no page needs to repeat the text."""
    if file.stat().st_size > _MAX_BYTES:
        raise WorkError(f"{file}: is larger than {_MAX_BYTES:,} bytes")
    body = file.read_bytes()
    if b"[[" not in body:
        return body
    return expand(body.decode("utf-8", errors="replace"), f"{title}\n\n{text}", url).encode()
