"""Every format: the same findings, nothing that a page says comes alive, and other people's programs can read it."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import junitparser
import msgspec
import pytest
from msgspec.structs import replace
from sarif.sarif_file import SarifFile

from attrcheck.identity import identity
from attrcheck.model import AnyReport, BaselineState, Failure, FailureReason, Outcome, Past, Remedy, Report, Spot, TargetReport
from attrcheck.reporters import REPORTERS, reporter_of
from attrcheck.reporters.markdown import MAX_CHARACTERS
from attrcheck.reporters.rows import needs_attention, rows
from tests.reporters.rich import RICH, hostile

GOLDEN = Path(__file__).parent / "golden"
# Formats that hold every finding, and those that hold what needs somebody's eye. A badge holds one line; test_html.py reads HTML back.
WHOLE = ("csv", "json", "jsonl", "junit")
ATTENTION = ("github", "gitlab", "markdown", "sarif", "text")


def rendered(name: str, report: AnyReport = RICH) -> str:
    """A report in a format."""
    return "".join(REPORTERS[name].render(report))


def parsed(name: str, text: str) -> Any:
    """The text as the format's own parser reads it: whatever a page said, it is still one document of this format."""
    if name in ("badge", "gitlab", "json", "sarif"):
        return json.loads(text)
    if name == "jsonl":
        return [json.loads(line) for line in text.splitlines()]
    if name == "csv":
        return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    if name == "junit":
        return ElementTree.fromstring(text)
    return text


def test_every_format_is_in_one_of_the_lists() -> None:
    """A format that is added is tested here as well."""
    assert sorted((*WHOLE, *ATTENTION, "badge", "html")) == sorted(REPORTERS)


@pytest.mark.parametrize("name", REPORTERS)
def test_golden(name: str) -> None:
    """What each format looks like is looked at when it changes; write the file anew from the text that this test prints."""
    text = rendered(name)

    assert text == (GOLDEN / f"report.{REPORTERS[name].suffix}").read_bytes().decode()


def said_by(name: str, report: Report) -> Iterator[tuple[str, str, str]]:
    """Yield page, requirement and place with the outcome of every finding in a text, read back from the format itself."""
    read = parsed(name, rendered(name, report))
    if name == "csv":
        yield from ((row["page"], f"{row['requirement']} in {row['place']}", row["outcome"]) for row in read)
    elif name in ("json", "jsonl"):
        for target in read["targets"] if name == "json" else read[1:]:
            yield from ((target["url"], f"{one['requirement']} in {one['place']}", one["outcome"]) for one in target["findings"])
    elif name == "junit":
        for case in read.iter("testcase"):
            told = case.find("*")
            outcome = "passed" if told is None else re.split(r"[ :]", told.attrib["message"])[0]
            yield case.attrib["classname"], case.attrib["name"].split(":")[0], outcome
    elif name == "sarif":
        for one in read["runs"][0]["results"]:
            about = one["properties"]
            yield about["page"], f"{one['ruleId'].split('/')[1]} in {about['place']}", about["outcome"]
    elif name == "gitlab":
        yield from (each for one in read for each in _of_message(one["description"]))
    elif name == "github":
        yield from (each for line in read.splitlines() for each in _of_message(line.split("::", 2)[2]))


def _of_message(text: str) -> Iterator[tuple[str, str, str]]:
    found = re.match(r"([a-z-]+)(?: \(\w+\))?: (.+?) of (https:\S+): ", text)
    assert found, text
    yield from ((found[3], duty, found[1]) for duty in of_duties(found[2]))


# What begins a line about findings: the outcome, and what it is about.
_SAID = re.compile(r"^\W*(failed|cannot-tell|untested)(?: \(\w+\))?: ([\w, ]+ in [a-z-]+(?:; [\w, ]+ in [a-z-]+)*)(?: [(\[]|:|$)")


def of_duties(text: str) -> list[str]:
    """Findings that are open for one reason stand together: "name, function in article; name in share"."""
    split = [duties.rpartition(" in ") for duties in text.split("; ")]
    return [f"{requirement} in {place}" for requirements, _, place in split for requirement in requirements.split(", ")]


@pytest.mark.parametrize("name", [*WHOLE, "github", "gitlab", "sarif"])
def test_every_format_carries_the_same_findings(name: str) -> None:
    """One list of findings; a format may leave out what needs nobody's eye, and nothing else."""
    expected = [
        (target.url, f"{one.requirement} in {one.place}", one.outcome.value)
        for target, one in rows(RICH)
        if name in WHOLE or needs_attention(one)
    ]

    assert list(said_by(name, RICH)) == expected


@pytest.mark.parametrize("name", ["markdown", "text"])
def test_texts_for_people_say_every_finding_that_needs_an_eye(name: str) -> None:
    """Outcome, requirement and place of each stand in one line; why a page could not be read stands for all that is open there in the text."""
    lines = [line.replace("`", "").replace("*", "") for line in rendered(name).splitlines()]
    said = [(match[1], duty) for line in lines if (match := _SAID.search(line)) for duty in of_duties(match[2])]
    for target, one in rows(RICH):
        if needs_attention(one) and (name == "markdown" or target.failure is None):
            assert (one.outcome.value, f"{one.requirement} in {one.place}") in said


@pytest.mark.parametrize("name", ["github", "markdown"])
def test_a_page_that_could_not_be_read_is_one_entry(name: str) -> None:
    """GitHub shows ten annotations of a sort, and the same sentence three times tells nothing more."""
    text = rendered(name, replace(RICH, targets=(RICH.targets[1],)))

    assert text.count("cannot-tell: " if name == "github" else "**cannot-tell**") == 1
    assert text.count("403 Forbidden") == 1
    assert "name, function in article; name in share" in text


@pytest.mark.parametrize("name", REPORTERS)
def test_hostile_text_breaks_no_format(name: str) -> None:
    """Each is still one document of its format, and no control character or turn of the writing direction is left bare."""
    text = rendered(name, hostile())
    assert parsed(name, text)

    if name not in ("json", "jsonl", "sarif", "gitlab"):
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text.replace("\r\n", "\n"))


def test_no_cell_is_a_formula() -> None:
    """Spreadsheets run what begins with these signs."""
    cells = [cell for row in parsed("csv", rendered("csv", hostile())) for cell in row.values()]
    formula = msgspec.structs.replace(RICH, targets=(msgspec.structs.replace(RICH.targets[2], url="=HYPERLINK(1)"),))

    assert not any(cell.lstrip(" ").startswith(("=", "+", "-", "@")) for cell in cells)
    assert parsed("csv", rendered("csv", formula))[0]["page"] == "'=HYPERLINK(1)"


def test_no_line_is_a_command_of_a_page() -> None:
    """GitHub obeys lines that begin with two colons."""
    for line in rendered("github", hostile()).splitlines():
        assert re.match(r"::(error|warning|notice) file=[^:,]+,line=\d+,title=[^:,]+::", line), line


def test_markdown_links_mentions_and_shows_nothing() -> None:
    """Outside of code no link, picture, mention, reference, table row or HTML of a page is left."""
    text = rendered("markdown", hostile())
    outside = re.sub(r"(`+)(?!`).*?(?<!`)\1(?!`)", "", re.sub(r"(?m)^ {6}.*$", "", text))

    assert not re.search(r"@\w|://|www\.", outside)
    assert not re.search(r"(?<!\\)[<\[\]!]", outside.replace("<!-- -->", ""))
    assert all(line.count("|") in (0, 3, 4) for line in outside.replace("\\|", "").splitlines())


def test_markdown_ends_before_the_limit_and_says_so() -> None:
    """GitHub refuses a comment that is too long."""
    many = msgspec.structs.replace(RICH, targets=RICH.targets * 200)
    text = rendered("markdown", many)

    assert MAX_CHARACTERS - 5_000 < len(text) < 65_536
    assert re.search(r"_\d+ more pages are left out here", text)
    assert "undetermined: " not in text


def test_junit_is_read_by_junitparser() -> None:
    """Other people's reader finds the same numbers."""
    suites = list(junitparser.JUnitXml.fromstring(rendered("junit").encode()))
    cases = [case for suite in suites for case in suite]

    assert len(suites) == len(RICH.targets)
    assert [case.name for case in cases if case.is_failure] == ["name in article"]
    assert sum(case.is_skipped for case in cases) == 9
    for suite in suites:
        counted = (suite.tests, suite.failures, suite.errors, suite.skipped)
        suite.update_statistics()
        assert (suite.tests, suite.failures, suite.errors, suite.skipped) == counted


def test_a_fault_of_the_program_is_an_error_in_junit() -> None:
    """It is no failure of the page."""
    broken = msgspec.convert(
        msgspec.to_builtins(RICH.targets[1]) | {"failure": {"reason": "internal", "detail": "a bug"}}, TargetReport, strict=False
    )
    text = rendered("junit", msgspec.structs.replace(RICH, targets=(broken,)))

    assert parsed("junit", text).find("testsuite").attrib["errors"] == str(len(broken.findings))
    assert "<error " in text


def test_sarif_is_read_by_sarif_tools() -> None:
    """Other people's reader finds the same numbers, by level."""
    log = SarifFile(str(GOLDEN / "report.sarif"), json.loads(rendered("sarif")))

    assert Counter(record["Severity"] for record in log.get_records()) == {"error": 1, "warning": 1, "note": 1, "none": 5}


def test_sarif_is_what_github_takes() -> None:
    """Every result has a rule and a place in a file of the repository, from line 1; none is a passed one (docs.github.com, codeql-action 754)."""
    (run,) = json.loads(rendered("sarif", hostile()))["runs"]
    rules = {rule["id"] for rule in run["tool"]["driver"]["rules"]}

    assert run["results"]
    for one in run["results"]:
        (place,) = one["locations"]
        uri = place["physicalLocation"]["artifactLocation"]["uri"]
        assert one["ruleId"] in rules
        assert not re.match(r"[a-z]+:|/|\\|\.\.", uri)
        assert place["physicalLocation"]["region"]["startLine"] >= 1
        assert one["kind"] in ("fail", "review")
        assert (one["level"] == "none") == (one["kind"] == "review")
        assert len(one["message"]["text"]) <= 1_500
    fingerprints = [one["partialFingerprints"]["primaryLocationLineHash"] for one in run["results"]]
    assert len(set(fingerprints)) == len(fingerprints)


def test_identity_outlives_words_and_tracking() -> None:
    """The reason may be worded anew and the address be shared with a mark of its sender; another page is another finding."""
    target, finding = RICH.targets[2], RICH.targets[2].findings[0]
    again = msgspec.structs.replace(target, url=f"{target.url}?utm_source=mail")
    reworded = msgspec.structs.replace(finding, reason="other words", outcome=Outcome.PASSED)
    elsewhere = msgspec.structs.replace(target, url="https://else.example/")

    assert identity(again, reworded) == identity(target, finding)
    assert identity(elsewhere, finding) != identity(target, finding)
    assert len({identity(target, one) for one in target.findings}) == len(target.findings)


@pytest.mark.parametrize(
    ("verdicts", "message", "why"),
    [
        ((2, 1, 0, 3), "1 violation, 1 waived", "a violation is what an owner wants to see first"),
        ((1, 0), "1 to look at", "what could not be told comes before what is in order"),
        ((0, 3), "1 credited", "pages that reuse nothing are left out"),
        ((3,), "no reuse", "nothing to credit"),
        ((), "nothing checked", "an empty report is no success"),
    ],
)
def test_badge(verdicts: tuple[int, ...], message: str, why: str) -> None:
    """One line, the worst first."""
    report = msgspec.structs.replace(RICH, targets=tuple(RICH.targets[i] for i in verdicts))

    assert json.loads(rendered("badge", report))["message"] == message, why


def test_an_interrupted_scan_is_said_by_the_badge() -> None:
    """Green would be too much."""
    assert "(incomplete)" in json.loads(rendered("badge", msgspec.structs.replace(RICH, is_complete=False)))["message"]


@pytest.mark.parametrize(
    ("name", "suffix"),
    [
        ("report.json", "json"),
        ("badge.json", "badge.json"),
        ("my.BADGE.json", "badge.json"),
        ("x.junit.xml", "junit.xml"),
        ("report.sarif", "sarif"),
        ("report.md", "md"),
        ("report.xml", None),
        ("json", "json"),
    ],
)
def test_a_format_is_chosen_by_the_longest_suffix(name: str, suffix: str | None) -> None:
    """A badge is JSON as well."""
    found = reporter_of(name)

    assert (found.suffix if found else None) == suffix


@pytest.mark.parametrize("name", ["markdown", "text"])
def test_an_address_to_paste_stands_once(name: str) -> None:
    """Three findings about one button have one cure; in between stands which one it is."""
    button, cure = RICH.targets[2].findings[4], RICH.targets[2].cures[1]
    findings = tuple(replace(button, requirement=one, remedy=f"Address: {cure.text}") for one in ("name", "function", "reference"))
    text = rendered(name, replace(RICH, targets=(replace(RICH.targets[2], findings=findings),)))

    assert text.count(cure.text) == 1
    assert text.count("ured by piece 2 of what to paste") == 3


@pytest.mark.parametrize("name", ["csv", "json", "jsonl", "junit", "sarif", "text"])
def test_what_to_paste_can_be_copied(name: str) -> None:
    """The cure of a finding stands letter by letter in the text that the format's own parser gives; GitHub and GitLab show the remedy."""
    (cure,) = (one.cure for one in RICH.targets[2].findings if one.cure and one.cure.spot is Spot.TOP)
    read = parsed(name, rendered(name))
    if name == "csv":
        said = [text for row in read for text in (row["cure_text"], row["cure_html"])]
    elif name == "junit":
        said = [line for failure in read.iter("failure") for line in failure.text.splitlines()]
    elif name == "text":
        said = [line.strip() for line in read.splitlines()]
    elif name == "sarif":
        shown = [one["message"]["markdown"] for one in read["runs"][0]["results"] if "cure" in one["properties"]]
        said = [line.strip() for text in shown for line in text.splitlines()]
    else:
        targets = read["targets"] if name == "json" else read[1:]
        said = [one["cure"]["html"] for target in targets for one in target["findings"] if one["cure"]]

    assert cure.html in said
    assert name != "csv" or cure.text in said


def test_a_remedy_in_markdown_can_be_copied() -> None:
    """Nothing stands between the characters of an address, for it is code."""
    remedy = "Use https://x.com/intent/post?text=By%20Zo%C3%AB and @ZoeVandermeer | #ferry"
    finding = replace(RICH.targets[2].findings[0], remedy=remedy)

    assert f"Remedy: `{remedy}`" in rendered("markdown", replace(RICH, targets=(replace(RICH.targets[2], findings=(finding,)),)))


def test_the_text_shows_six_cures_whole() -> None:
    """A page with forty buttons fills no screen, and half an address would cure nothing."""
    long = replace(RICH.targets[2].cures[1], text="https://x.com/intent/post?text=" + "x" * 900)
    text = rendered("text", replace(RICH, targets=(replace(RICH.targets[2], cures=(long,) * 9),)))

    assert text.count(f"      {long.text}\n") == 6
    assert "3 more to paste stand in the JSON report" in text


def test_markdown_shows_what_to_paste_as_code() -> None:
    """Markup to paste is no markup of the comment that it is pasted from, and a page's part of it ends no block."""
    remedy = Remedy(spot=Spot.TOP, where="at the top", text="", html="<p>By Zoë</p>\n<b>\x1b[31m```</b>", markdown="")
    text = rendered("markdown", replace(RICH, targets=(replace(RICH.targets[0], cures=(remedy,)),)))

    assert "- To paste, piece 1, at the top:\n\n      <p>By Zoë</p>\n      <b> [31m```</b>\n" in text


@pytest.mark.parametrize("name", ["github", "gitlab", "html", "junit", "markdown", "sarif", "text"])
def test_every_format_for_people_says_since_when(name: str) -> None:
    """What is new, what is old and what does not count yet are told apart; without a history nothing is said of it."""
    said = ("new", "since 2026-04-29", "new since 2026-04-30, does not count yet")
    bare = [replace(one, findings=tuple(replace(each, past=None) for each in one.findings), timeline=()) for one in RICH.targets]
    without = replace(RICH, since=None, targets=tuple(bare))

    text = rendered(name).replace("\\", "")
    for words in said:
        assert f"[{words}]" in text or f"_{words}_" in text
    assert not re.search(r"[\[_](new|since 2026)", rendered(name, without))


def test_sarif_tells_what_is_settled_from_what_it_compared_with() -> None:
    """GitHub and others draw the line between new and old results by these words."""
    (run,) = json.loads(rendered("sarif"))["runs"]
    of = {one["properties"]["place"]: one for one in run["results"] if one["ruleId"] == "demo/name" and one["kind"] == "fail"}

    assert (of["article"]["baselineState"], of["article"]["provenance"]["firstDetectionTimeUtc"]) == ("new", "2026-05-01T09:59:00Z")
    assert {one.get("baselineState") for one in run["results"]} == {"new", "unchanged", "updated", None}
    assert run["properties"]["comparedWith"] == "20260430T095900-000000"
    assert run["properties"]["absent"] == ["1" * 20]


def test_many_changes_are_cut_and_counted() -> None:
    """A person reads the worst fifty; how many there are beside them is said in each format, and JSON has all."""
    event = RICH.since.events[0]
    many = replace(RICH, since=replace(RICH.since, events=(event,) * 70, counts={event.sort: 90}))

    for name in ("html", "markdown", "text"):
        assert re.search("40 more", rendered(name, many)), name
    assert len(parsed("json", rendered("json", many))["since"]["events"]) == 70


def test_what_does_not_count_yet_breaks_no_build() -> None:
    """The exit code of such a scan is 0; a CI system that reads a report as well must not say otherwise."""
    good, _, old, _ = RICH.targets
    finding = replace(old.findings[0], past=Past(state=BaselineState.NEW, since="2026-05-01T09:59:00+00:00", counts=False))
    said = {}
    for counts, one in ((True, old.findings[0]), (False, finding)):
        report = replace(RICH, targets=(good, replace(old, findings=(one,))))
        texts = {name: "".join(REPORTERS[name].render(report)) for name in ("junit", "github", "gitlab", "sarif")}
        (result,) = json.loads(texts["sarif"])["runs"][0]["results"]
        (issue,) = json.loads(texts["gitlab"])
        said[counts] = (texts["junit"].count("<failure "), texts["github"].split(" ")[0], issue["severity"], result["level"])

    assert said == {True: (1, "::error", "major", "error"), False: (0, "::notice", "info", "note")}


def test_pages_that_were_never_tried_are_not_checked() -> None:
    """The sums of a scan that ended early say how much is left, not that it was looked at."""
    left = msgspec.structs.replace(RICH.targets[1], failure=Failure(reason=FailureReason.NOT_REACHED, detail="The scan ended before it."))
    report = msgspec.structs.replace(RICH, targets=(RICH.targets[0], left, left), is_complete=False)

    assert "\n1 checked: 1 compliant; 2 not tried (interrupted)\n" in rendered("text", report)
