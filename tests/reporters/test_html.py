"""The HTML report as a document: every finding is in it, nothing that a page says is markup, and it stays small."""

from __future__ import annotations

import base64
import re
from hashlib import sha256

import msgspec
import pytest
from bs4 import BeautifulSoup
from msgspec.structs import replace

from attrcheck.model import BaselineState, Change, Difference, Evidence, Moment, Past, Report, TargetReport, Verdict
from attrcheck.reporters.html import overview as bounds
from attrcheck.reporters.html import render
from attrcheck.reporters.html.addresses import address_of, fragment_address
from attrcheck.reporters.html.quotes import parts, sides
from attrcheck.reporters.rows import rows
from tests.eval.corpus import cases, check
from tests.reporters.rich import PICTURE, RICH, hostile
from tests.reporters.test_formats import of_duties


def page_of(report: Report = RICH) -> BeautifulSoup:
    """The report as a browser's parser would read it."""
    return BeautifulSoup("".join(render(report)), "lxml")


def text_of(tag: object) -> str:
    """Its text on one line."""
    return " ".join(tag.get_text(" ").split())  # type: ignore[attr-defined]


def of_line(line: str) -> list[str]:
    """What a line is about: "cannot-tell name, function in article; name in share: why"."""
    return of_duties(line.partition(" ")[2].partition(":")[0])


def test_every_finding_is_in_its_section() -> None:
    """Requirement, place and outcome of each stand in one paragraph below the page that they are about."""
    page = page_of()
    for number, target in enumerate(RICH.targets, 1):
        section = page.find(id=f"page-{number}")
        told = {text_of(paragraph) for paragraph in section.select(".finding > p, ul.rest > li")}
        below = {text_of(h5): [text_of(one) for one in h5.parent.select(".finding > p")] for h5 in section.select(".asked > h5")}
        for one in target.findings:
            named = any(
                f"{one.requirement} in {one.place}" in each for line in told if line.startswith(one.outcome) for each in of_line(line)
            )
            grouped = any(line.startswith(f"{one.outcome} in {one.place}") for line in below.get(one.requirement, ()))
            assert named or grouped, (target.url, one)


def test_a_finding_names_the_piece_that_cures_it() -> None:
    """One line cures several findings, and is copied once; a remedy without such a line has its own button."""
    target = RICH.targets[2]
    uncured = [msgspec.structs.replace(one, cure=None) for one in target.findings]
    with_pieces = page_of().find(id="page-3")
    without = page_of(msgspec.structs.replace(RICH, targets=(msgspec.structs.replace(target, findings=tuple(uncured), cures=()),)))

    assert [text_of(one.p) for one in with_pieces.select(".paste")] == [cure.html for cure in target.cures[:1]] + [target.cures[1].text]
    assert [text_of(one).rpartition("Cured by ")[2] for one in with_pieces.select(".cure")] == [
        "piece 1 of what to paste.",
        "piece 2 of what to paste.",
    ]
    assert [text_of(one.p) for one in without.select(".remedy")] == [target.findings[0].remedy]
    assert len(without.select("button.copy")) == 1


def test_every_finding_is_in_the_matrix() -> None:
    """A cell shows the worst outcome of its findings and names the others."""
    page = page_of()
    columns = [(head["data-requirement"], head.select_one("span").contents[0].strip()) for head in page.select("th[data-requirement]")]
    for target, one in rows(RICH):
        number = RICH.targets.index(target) + 1
        row = page.select_one(f'a[href="#page-{number}"]').find_parent("tr")
        cell = row.find_all("td")[columns.index((one.requirement, one.place.value))]
        assert one.outcome in (cell.get_text(" ").split()[0], *cell.get("data-others", "").split())


def test_the_worst_come_first() -> None:
    """Whoever reads only the first page has read the worst."""
    verdicts = [next(name for name in section["class"] if name != "page") for section in page_of().select("details.page")]

    assert verdicts == ["violation", "undetermined", "compliant", "not-a-reuse"]


def test_an_interrupted_scan_is_said_before_the_sums() -> None:
    """The sums of half a list must not be taken for those of all of it."""
    text = text_of(page_of(msgspec.structs.replace(RICH, is_complete=False)).main)

    assert text.index("This scan is not complete.") < text.index("A duty failed.")
    assert "This scan is not complete." not in text_of(page_of().main)


def test_an_empty_report_says_that_nothing_was_checked() -> None:
    """An empty page would look like a clean one."""
    assert "Nothing was checked." in text_of(page_of(msgspec.structs.replace(RICH, targets=())))


def test_the_terms_are_told_with_wording_reading_and_digest() -> None:
    """A lawyer asks which text, which version, which understanding of it."""
    text = text_of(page_of().main)

    for said in ("demo", "version 1", "strict : all of it, everywhere", RICH.terms.digest, "Name the author.", "State my name."):
        assert said in text


def test_the_proof_is_told() -> None:
    """What was captured when, with which digest, and which list asked for it."""
    text = text_of(page_of().find(id="page-3").select_one(".proof"))

    assert "2026-05-01 10:00:00 UTC" in text
    assert "sha256:" + "0" * 64 in text
    assert "lists/copies.txt , line 3" in text


def test_policy_allows_this_style_and_this_script_only() -> None:
    """The digests are of the very bytes between the tags; nothing else may load, run or be sent."""
    page = page_of()
    policy = page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]

    def digest(text: str) -> str:
        return base64.b64encode(sha256(text.encode()).digest()).decode()

    assert policy.startswith("default-src 'none';")
    assert f"style-src 'sha256-{digest(page.style.string)}'" in policy
    assert f"script-src 'sha256-{digest(page.script.string)}'" in policy
    assert "unsafe" not in policy


def test_no_page_adds_markup() -> None:
    """Hostile text in every field gives the same elements as plain text, and no attribute that runs or loads anything."""
    plain, poisoned = page_of(), page_of(hostile())

    assert {tag.name for tag in poisoned.select("*")} <= {tag.name for tag in plain.select("*")}
    assert len(poisoned.find_all("script")) == 1
    assert not [name for tag in poisoned.select("*") for name in tag.attrs if name.startswith("on") or name == "style"]
    assert [tag["src"] for tag in poisoned.select("[src]")] == [tag["src"] for tag in plain.select("[src]")]
    for link in poisoned.find_all("a"):
        outside = not link["href"].startswith("#")
        assert not outside or (link["href"].startswith(("http://", "https://")) and link["rel"] == ["noreferrer", "noopener", "nofollow"])


@pytest.mark.parametrize(
    ("url", "link", "shown", "why"),
    [
        ("https://a.example/b?c#d", "https://a.example/b?c#d", "https://a.example/b?c#d", "an ordinary address"),
        ("http://127.0.0.1:8000/x", "http://127.0.0.1:8000/x", "http://127.0.0.1:8000/x", "the demonstration's port is shown"),
        (
            "https://аррӏе.example/",
            "https://аррӏе.example/",
            "https://xn--80ak6aa92e.example/",
            "Cyrillic letters that look like Latin ones",
        ),
        ("javascript:alert(1)", None, "javascript:alert(1)", "runs"),
        ("data:text/html,<script>", None, "data:text/html,<script>", "runs"),
        ("file:///etc/passwd", None, "file:///etc/passwd", "a saved page lies on another machine than the reader's"),
        ("https://good.example@evil.example/", None, "https://evil.example/", "what stands before the host is not where it leads"),
        ("https://a.example/\u202egnp.exe", None, "https://a.example/\u202egnp.exe", "turns the writing direction around"),
        ("https://a.example\\@b.example/", None, "https://a.example\\@b.example/", "browsers read it in another way than people"),
        (" https://a.example/", None, " https://a.example/", "browsers strip what a reader does not see"),
        ("", None, "", "nothing"),
    ],
)
def test_only_plain_addresses_of_the_web_are_links(url: str, link: str | None, shown: str, why: str) -> None:
    """A click must lead where the text says."""
    found = address_of(url)

    assert found.link == link, why
    assert found.before + found.host + found.after == shown, why


def test_words_are_pointed_to_on_the_page_with_fragments_that_are_ours() -> None:
    """A fragment goes behind the page's own; one that is not percent-encoded is none of ours."""
    assert fragment_address("https://a.example/", "#:~:text=b%20c") == "https://a.example/#:~:text=b%20c"
    assert fragment_address("https://a.example/#d", "#:~:text=b") == "https://a.example/#d:~:text=b"
    assert fragment_address("https://a.example/", '#:~:text="><script>') is None
    assert fragment_address("file:///a", "#:~:text=b") is None
    assert fragment_address("https://a.example/", None) is None


@pytest.mark.parametrize(
    ("start", "end", "marked"),
    [(8, 21, ["somebody else"]), (0, 4, ["Text"]), (None, None, []), (5, 5, []), (9, 2, []), (-3, 4, []), (0, 99, [])],
)
def test_the_words_that_decided_are_marked(start: int | None, end: int | None, marked: list[str]) -> None:
    """Offsets that do not fit the quote mark nothing, and no word is lost."""
    pieces = parts(Evidence(quote="Text by somebody else", locator="p", start=start, end=end))

    assert [piece.text for piece in pieces if piece.is_marked] == marked
    assert "".join(piece.text for piece in pieces) == "Text by somebody else"


def test_both_sides_of_a_difference() -> None:
    """Each side shows its own words marked, between the words that are the same; a mark that was cut off still counts."""
    altered = sides(Change(sort=Difference.ALTERED, words=1, work="stone", page="old", marked="the [-stone-] {+old+} quay"))
    cut_off = sides(Change(sort=Difference.ALTERED, words=1, marked="the [-stone-] {+old"))
    cut = sides(Change(sort=Difference.CUT, words=2, work="two words", marked="[-two words-]"))
    moved = sides(Change(sort=Difference.MOVED, words=2, work="two words", page="two words", marked="two words"))

    assert [(one.text, one.is_marked) for one in altered.work] == [("the ", False), ("stone", True), (" ", False), (" quay", False)]
    assert [(one.text, one.is_marked) for one in altered.page] == [("the ", False), (" ", False), ("old", True), (" quay", False)]
    assert cut_off.page[-1] == ("old", True)
    assert (cut.work, cut.page) == ((("two words", True),), ())
    assert not any(one.is_marked for one in (*moved.work, *moved.page))


def many(count: int) -> Report:
    """A report of so many pages of cases, each with a comparison and two months of daily runs, as a scan finds them."""
    found = [_remembered(check(case.name)) for case in cases()[::16]]
    compared = RICH.targets[2].comparison
    targets = [
        msgspec.structs.replace(found[i % len(found)], url=f"https://outlet-{i}.example/2026/05/story-{i}", comparison=compared)
        for i in range(count)
    ]
    return msgspec.structs.replace(RICH, targets=tuple(targets))


def _remembered(target: TargetReport) -> TargetReport:
    """A page that was blocked for a day, with what is known of its findings."""
    stood = [
        Moment(run=f"r{day}", at=f"2026-0{3 + day // 30}-{day % 30 + 1:02}T06:23:00+00:00", verdict=target.verdict) for day in range(60)
    ]
    stood[20] = replace(stood[20], verdict=Verdict.UNDETERMINED, failure="blocked")
    past = Past(state=BaselineState.UNCHANGED, since="2026-03-02T06:23:00+00:00")
    return replace(target, timeline=tuple(stood), findings=tuple(replace(one, past=past) for one in target.findings))


def test_a_thousand_pages_stay_below_five_megabytes() -> None:
    """So that the file can be mailed, and opens on a telephone."""
    size = sum(len(piece.encode()) for piece in render(many(1_000)))

    assert size < 5_000_000


def test_the_worst_are_shown_where_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is left out is said, and is what needs an eye least."""
    monkeypatch.setattr(bounds, "MAX_PAGES", 3)
    page = page_of()

    assert [section["class"][1] for section in page.select("details.page")] == ["violation", "undetermined", "compliant"]
    assert len(page.select("tbody tr")) == 3
    assert "1 more pages are left out here" in text_of(page.main)
    assert text_of(page.select_one(".tiles .not-a-reuse")).startswith("1")


def test_a_long_text_is_cut_and_bounded() -> None:
    """Ten megabytes of a page's words make no report of ten megabytes."""
    long = "word " * 2_000_000
    target = RICH.targets[2]
    evidence = msgspec.structs.replace(target.findings[0].evidence[0], quote=long)
    finding = msgspec.structs.replace(target.findings[0], evidence=(evidence,), reason=long, remedy=long)
    report = msgspec.structs.replace(RICH, targets=(msgspec.structs.replace(target, url=f"https://a.example/{long}", findings=(finding,)),))

    assert sum(map(len, render(report))) < 200_000


def test_pieces_are_yielded_as_targets_are_read() -> None:
    """A report of a long run is never in memory as a whole."""
    pieces = list(render(many(200)))

    assert len(pieces) > 20
    assert max(map(len, pieces)) < 60_000


def test_verdicts_have_their_meaning() -> None:
    """A verdict that is added gets its sentence."""
    assert set(bounds.VERDICTS) == set(Verdict)
    assert not re.search(r"[^.]$", " ".join(bounds.VERDICTS.values()))


def test_a_timeline_is_a_drawing_and_a_sentence() -> None:
    """Heights tell the verdicts apart without colour, and who does not see them is told the turns and their days."""
    drawing = page_of().find(id="page-3").select_one("svg.timeline")
    bars = {path["class"][0]: re.findall(r"M(\d+) \d+h\d+v(\d+)", path["d"]) for path in drawing.select("path")}

    assert {verdict: [x for x, _ in drawn] for verdict, drawn in bars.items()} == {
        "not-a-reuse": ["0"], "violation": ["10", "30"], "undetermined": ["20"],
    }  # fmt: skip
    assert len({height for drawn in bars.values() for _, height in drawn}) == 3
    assert drawing["aria-label"] == (
        "Timeline of 4 runs: not-a-reuse from 2026-04-28, violation from 2026-04-29, undetermined (blocked) from 2026-04-30, "
        "violation from 2026-05-01"
    )
    assert page_of().find(id="page-4").select_one("svg.timeline") is None


def test_what_has_changed_comes_first_and_a_finding_says_since_when() -> None:
    """What is new, what is old and what does not count yet are told apart at each finding that failed."""
    page = page_of()

    assert page.main.section["id"] == "changes"
    assert [text_of(one).partition(" ")[0].rstrip(":") for one in page.select("#changes li")] == [one.sort for one in RICH.since.events]
    assert {text_of(one) for one in page.select("#page-3 .failed .past")} == {
        "[new]",
        "[since 2026-04-29]",
        "[new since 2026-04-30, does not count yet]",
    }


def test_a_screenshot_is_shown_with_the_page() -> None:
    """Whoever disputes a finding sees what the browser saw; the file asks for it nowhere."""
    shown = page_of().find(id="page-3").select_one("figure.shot img")

    assert shown["src"] == "data:image/webp;base64," + base64.b64encode(PICTURE).decode()
    assert shown["alt"] == "The top of the page, as Chromium 130 showed it"
    assert len(page_of().select("img")) == 1


def test_a_picture_can_be_nothing_but_a_picture() -> None:
    """A report read from a file may hold any bytes where a picture should be."""
    page = page_of(with_pictures(1, b'"><script>alert(1)</script>'))

    assert page.select_one("figure.shot img")["src"] == "data:image/webp;base64,Ij48c2NyaXB0PmFsZXJ0KDEpPC9zY3JpcHQ+"
    assert len(page.select("script")) == 1


@pytest.mark.parametrize("pages", [40, 900])
def test_pictures_leave_the_file_small(pages: int) -> None:
    """The worst pages have theirs, as many as there is room for; of the others the report says that it has none."""
    text = "".join(render(with_pictures(pages, b"x" * 150_000)))
    page = BeautifulSoup(text, "lxml")
    with_one = [one["id"] for one in page.select("details.page:has(figure.shot)")]

    assert len(text) < 5_000_000
    assert with_one == [f"page-{number}" for number in range(1, 1 + len(with_one))]
    assert len(with_one) == (5_000_000 - 5_000 * pages) // 200_023
    assert text.count("There is no room for the screenshot in this file") == pages - len(with_one)


def with_pictures(pages: int, picture: bytes) -> Report:
    """A report of so many pages that a browser showed, with that picture of each."""
    target = RICH.targets[2]
    assert target.capture is not None
    assert target.capture.rendering is not None
    capture = replace(target.capture, rendering=replace(target.capture.rendering, thumbnail=picture))
    return replace(RICH, targets=(replace(target, capture=capture, timeline=(), findings=target.findings[:1]),) * pages)
