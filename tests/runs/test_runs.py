"""What a run keeps, whatever ends its scan."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from attrcheck.archive import records
from attrcheck.errors import ArchiveError, RunError
from attrcheck.fetch import Guard, HttpFetcher, Limits
from attrcheck.model import Capture, CaptureRecord, Failure, FailureReason, Rendering, Report, Target, TargetReport, TermsRecord, Verdict
from attrcheck.reporters import REPORTERS
from attrcheck.runs import (
    MANIFEST,
    EarlyWitness,
    Run,
    RunRecord,
    changes,
    find_run,
    keeping,
    new_id,
    new_run,
    previous_captures,
    read_reports,
)
from tests.acceptance.conftest import send_html, serving
from tests.archive.conftest import HTML, exchange

TERMS = TermsRecord(id="t", version="1", reading="broad", digest="sha256:0", title="T", reading_means="all", source="")
TARGETS = tuple(Target(url=f"https://a.example/{number}") for number in range(5))


def record(second: int = 0) -> RunRecord:
    """How a run began."""
    return RunRecord(id=new_id(datetime(2026, 3, 1, 10, 0, second, tzinfo=UTC)), started="", generator="attrcheck", terms=TERMS, works=())


def report(number: int, verdict: Verdict = Verdict.UNDETERMINED) -> TargetReport:
    """What is said of a target."""
    return TargetReport(url=TARGETS[number].url, verdict=verdict, findings=())


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """A new run, closed again."""
    with new_run(tmp_path / "store", record(), TARGETS) as made:
        for number in (3, 0):
            made.keep(number, (report(number),))
    return made


def test_a_run_goes_on_where_it_stopped(run: Run) -> None:
    """What is done is there, in the order of the targets, and only the rest is left."""
    with Run(run.folder) as again:
        assert again.lines.left().tolist() == [1, 2, 4]
        assert [one.url for one in again.report("").targets] == [TARGETS[0].url, TARGETS[3].url]
        assert not again.report("").is_complete
        for number in again.lines.left():
            again.keep(number, (report(number), report(number)))
        whole = again.report("")

        assert whole.is_complete
        assert len(whole.targets) == 8
        assert list(whole.targets) == list(whole.targets)


@pytest.mark.parametrize("torn", [b'{"index":1,"rep', b'{"index":1,"reports":[]}', b"\x00\x00"])
def test_a_torn_line_is_done_again(run: Run, torn: bytes) -> None:
    """A kill in the middle of a write leaves a part of a line; it counts as nothing, and the next line begins where it began."""
    path = run.folder / "reports.jsonl"
    (run.folder / "manifest.json").unlink()
    path.write_bytes(path.read_bytes() + torn)

    assert len(read_reports(run.folder).targets) == 2
    with Run(run.folder) as again:
        assert again.lines.left().tolist() == [1, 2, 4]
        again.keep(1, (report(1),))
    assert [json.loads(line)["index"] for line in path.read_text(encoding="utf-8").splitlines()] == [3, 0, 1]


def test_a_torn_record_is_cut(run: Run) -> None:
    """The archive of a killed scan is readable, and the next scan writes a new one beside it."""
    for _ in range(2):
        with Run(run.folder) as again:
            again.evidence({})(exchange())
    first = run.folder / "evidence.warc.gz"
    first.write_bytes(first.read_bytes()[:-7])
    (run.folder / "manifest.json").unlink()
    with Run(run.folder) as again:
        again.evidence({})
    sorts = {path.name: [one.sort for one in records(path)] for path in run.folder.glob("*.warc.gz")}

    assert sorts == {
        "evidence.warc.gz": ["warcinfo", "response"],
        "evidence-2.warc.gz": ["warcinfo", "response", "request"],
        "evidence-3.warc.gz": ["warcinfo"],
    }


def test_a_second_scan_is_refused(run: Run) -> None:
    """Two scans on one run would do everything twice; the lock of a dead process holds nobody up."""
    hold = "import sys, time; from pathlib import Path; from attrcheck.runs import Run; run = Run(Path(sys.argv[1])); print('held', flush=True); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", hold, str(run.folder)], stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdout.readline() == b"held\n"
        with pytest.raises(RunError, match="another scan is at work"):
            Run(run.folder)
        assert len(read_reports(run.folder).targets) == 2
        process.kill()
        process.wait()
    with Run(run.folder) as again:
        assert again.lines.done == 2


@pytest.mark.parametrize("name", ["run.json", "targets.jsonl", "reports.jsonl", "manifest.json"])
def test_a_changed_run_is_not_gone_on_with(run: Run, name: str) -> None:
    """A report over evidence that somebody changed would vouch for it."""
    path = run.folder / name
    content = path.read_bytes()
    for place in range(0, len(content), max(1, len(content) // 40)):
        path.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])

        assert list(changes(run.folder)), f"byte {place}"
    with pytest.raises(RunError):
        Run(run.folder)


def test_a_missing_file_is_a_change(run: Run) -> None:
    """Not there is not as it was."""
    (run.folder / "reports.jsonl").unlink()

    assert list(changes(run.folder)) == ["reports.jsonl is missing"]


def test_which_run_a_name_means(tmp_path: Path) -> None:
    """An id, a path, or the last one; another name is an error that lists what there is."""
    store = tmp_path / "store"
    with pytest.raises(RunError, match="there is none so far"):
        find_run("last", store)
    folders = []
    for second in (2, 1):
        with new_run(store, record(second), TARGETS) as made:
            folders.append(made.folder)

    assert find_run("last", store) == folders[0]
    assert find_run(folders[1].name, store) == folders[1]
    assert find_run(str(folders[1]), tmp_path) == folders[1]
    for name in ("nothing", "../runs", "20260301T100001-00000", str(tmp_path)):
        with pytest.raises(RunError, match="20260301T100002-000000, 20260301T100001-000000"):
            find_run(name, store)
    assert (store / ".gitignore").read_text() == "*\n"


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    """A sentence with what would help."""
    (tmp_path / "store").write_bytes(b"")
    with pytest.raises(RunError, match="--no-store keeps nothing"):
        new_run(tmp_path / "store", record(), TARGETS)


def test_a_full_disk_loses_nothing(tmp_path: Path) -> None:
    """The error is clear, what was written is whole, and the run goes on when there is room."""
    fill = f"""
import resource, signal, sys
from pathlib import Path
from tests.runs.test_runs import *
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
with new_run(Path({str(tmp_path)!r}), record(), TARGETS) as run:
    run.keep(0, (report(0),))
    resource.setrlimit(resource.RLIMIT_FSIZE, (2000, resource.RLIM_INFINITY))
    try:
        run.keep(1, tuple(report(1) for _ in range(200)))
    except RunError as error:
        print(error)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
"""
    ended = subprocess.run([sys.executable, "-c", fill], capture_output=True, check=True, text=True)

    assert "reports.jsonl: cannot be written: File too large" in ended.stdout
    with Run(find_run("last", tmp_path)) as again:
        assert again.lines.left().tolist() == [1, 2, 3, 4]


def test_what_went_wrong_first_is_told(run: Run) -> None:
    """On a full disk the manifest cannot be written either, which is not what the user must know."""

    def work(error: ArchiveError | None) -> None:
        with Run(run.folder):
            (run.folder / MANIFEST).mkdir()
            if error:
                raise error

    with pytest.raises(ArchiveError, match="evidence cannot be written"):
        work(ArchiveError("evidence cannot be written"))
    (run.folder / MANIFEST).rmdir()
    with pytest.raises(RunError, match=MANIFEST):
        work(None)


def test_an_archive_without_a_record_is_none(run: Run) -> None:
    """Killed before the first record, or no room for it: an empty file would be taken for a changed archive ever after."""
    (run.folder / "evidence.warc.gz").touch()
    (run.folder / MANIFEST).unlink()
    fill = f"""
import resource, signal
from pathlib import Path
from tests.runs.test_runs import *
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
with Run(Path({str(run.folder)!r})) as again:
    resource.setrlimit(resource.RLIMIT_FSIZE, (50, resource.RLIM_INFINITY))
    try:
        again.evidence({{}})
    except ArchiveError as error:
        print(error)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
"""
    ended = subprocess.run([sys.executable, "-c", fill], capture_output=True, check=True, text=True)

    assert "/evidence.warc.gz: evidence cannot be written: File too large" in ended.stdout
    assert list(run.folder.glob("evidence*")) == []


def test_a_full_disk_leaves_the_archive_whole(run: Run) -> None:
    """A record that does not fit is taken back; it is never taken for a trouble of the page."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    fill = f"""
import os, resource, signal
from pathlib import Path
from tests.runs.test_runs import *
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
with Run(Path({str(run.folder)!r})) as again, serving(lambda handler: send_html(handler, os.urandom(9000))) as url:
    evidence = again.evidence({{}})
    evidence(exchange())
    resource.setrlimit(resource.RLIMIT_FSIZE, (4000, resource.RLIM_INFINITY))
    with HttpFetcher(Limits(), "attrcheck/0", guard=Guard(allows_private=True), witness=evidence) as fetch:
        try:
            print(fetch(Target(url=url)))
        except ArchiveError as error:
            print(error)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
"""
    ended = subprocess.run([sys.executable, "-c", fill], capture_output=True, check=True, text=True)

    assert "evidence cannot be written: File too large" in ended.stdout
    assert [one.sort for one in records(run.folder / "evidence.warc.gz")] == ["warcinfo", "response", "request"]
    assert list(changes(run.folder)) == []
    assert resource.getrlimit(resource.RLIMIT_FSIZE) == before


def test_what_an_earlier_run_captured(tmp_path: Path) -> None:
    """A page that did not change since is found in the earlier archive, and lies in the archive of this run too."""
    store = tmp_path / "store"
    with (
        serving(lambda handler: send_html(handler, HTML)) as url,
        new_run(store, record(1), (Target(url=url),)) as earlier,
        HttpFetcher(Limits(), "a", guard=Guard(allows_private=True), witness=earlier.evidence({})) as fetch,
    ):
        captured = fetch(Target(url=url))
        assert isinstance(captured, Capture)
        shown = Rendering(by="Chromium 1", digest="sha256:0", size=1)
        earlier.keep(0, (replace(report(0), url=url, capture=replace(captured.record, rendering=shown)),))
    previous = previous_captures(earlier.folder, Limits())
    found = previous(url)
    assert found is not None

    assert previous("https://b.example/") is None
    assert found.record.rendering is None
    assert (found.body, found.headers) == (captured.body, captured.headers)
    assert found.record.archived
    assert found.record.archived.file == f"{earlier.record.id}/evidence.warc.gz"
    with new_run(store, record(2), (Target(url=url),)) as later:
        kept = keeping(lambda _: found, later.evidence({}), later.folder.parent)(Target(url=url))
    assert isinstance(kept, Capture)
    assert kept.record.archived
    assert kept.record.archived.file == "evidence.warc.gz"
    assert [one.offset for one in records(later.folder / "evidence.warc.gz")][1] == kept.record.archived.offset
    (earlier.folder / "evidence.warc.gz").unlink()
    assert previous(url) is None


def test_a_saved_page_is_evidence(run: Run, tmp_path: Path) -> None:
    """The file may change; what was checked stays."""
    url = "file:///a.html"
    page = Capture(record=CaptureRecord(url=url, final_url=url, captured_at="2026-03-01T10:00:00+00:00", digest="", size=1), body=HTML)
    failure = Failure(reason=FailureReason.FILE, detail="")
    with Run(run.folder) as again:
        evidence = again.evidence({})
        kept = keeping(lambda _: page, evidence, tmp_path)(Target(url="file:///a.html"))
        assert keeping(lambda _: failure, evidence, tmp_path)(Target(url="file:///a.html")) is failure
    resource_record = list(records(run.folder / "evidence.warc.gz"))[1]

    assert isinstance(kept, Capture)
    assert kept.record.archived
    assert (resource_record.sort, resource_record.url, resource_record.offset) == (
        "resource",
        "file:///a.html",
        kept.record.archived.offset,
    )


def test_what_was_fetched_before_the_run_began(run: Run) -> None:
    """The works' own pages are evidence as well."""
    witness = EarlyWitness()
    witness(exchange("http://work.example/"))
    with Run(run.folder) as again:
        witness.begin(again.evidence({}))
        place = witness(exchange())
    urls = {one.offset: one.url for one in records(run.folder / "evidence.warc.gz") if one.sort == "response"}

    assert list(urls.values()) == ["http://work.example/", "http://a.example/"]
    assert urls[place.offset] == "http://a.example/"


@pytest.mark.parametrize("reporter", REPORTERS)
@pytest.mark.parametrize("count", [0, 1, 3])
def test_reports_of_runs_read_like_those_in_memory(tmp_path: Path, reporter: str, count: int) -> None:
    """A reporter does not know where the targets come from; JSON in pieces is the JSON of the whole."""
    reports = tuple(replace(report(number), notes=('"targets": [],', "\n \u2028x")) for number in range(count))
    with new_run(tmp_path, record(), TARGETS[:count]) as made:
        for number, one in enumerate(reports):
            made.keep(number, (one,))
        kept = made.report("2026")
        whole = Report(generator="attrcheck", terms=TERMS, works=(), started="", finished="2026", targets=reports)
        text = "".join(REPORTERS[reporter].render(kept))

    assert text == "".join(REPORTERS[reporter].render(whole))
    if reporter == "json":
        assert text == msgspec.json.format(msgspec.json.encode(whole), indent=1).decode() + "\n"
