"""The documents against the code: every word of the program stands in them, and nothing that is gone."""

from __future__ import annotations

import doctest
import importlib
import re
import subprocess
import tomllib
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import NamedTuple

import click
import msgspec
import pytest

import attrcheck
from attrcheck.cases import CaseState
from attrcheck.cli.main import main
from attrcheck.errors import EXIT_CODE_MEANINGS, ExitCode
from attrcheck.fetch import PAGE_SUFFIXES
from attrcheck.kinds import COMBINATORS, KINDS, AnyRequirement, Combination, Condition, PlacedRequirement, Requirement
from attrcheck.kinds.standing import standing
from attrcheck.messages import FailedPage, Missing, OpenPage, Summary, Told, When
from attrcheck.model import (
    Archived,
    CaptureRecord,
    Change,
    Comparison,
    Conclusion,
    Contact,
    Difference,
    Event,
    EventSort,
    Evidence,
    Failure,
    FailureReason,
    Finding,
    Level,
    LookupRecord,
    Match,
    Medium,
    Moment,
    Origin,
    Outcome,
    Passage,
    Past,
    Place,
    Placement,
    Prominence,
    Quantifier,
    Remedy,
    Rendering,
    Report,
    RequirementRecord,
    Reuse,
    ReuseClass,
    Role,
    ShareRecord,
    Since,
    Source,
    Spot,
    TargetReport,
    TermsRecord,
    Verdict,
    Visibility,
    Waiver,
    WaiverReason,
)
from attrcheck.reporters import REPORTERS
from attrcheck.reuse import Span
from attrcheck.shares import FEEDS, SEARCHES, How
from attrcheck.terms import load_terms
from attrcheck.terms.language import AuthorEntry, OutletEntry, SiteEntry, TermsFile, TestEntry, TestWork, WorkEntry
from attrcheck.terms.load import presets
from attrcheck.urls import parse_profile
from attrcheck.waivers import OutletTerms, WaiverEntry

ROOT = Path(__file__).parents[1]
README, CONTRIBUTING, CHANGELOG = "README.md", "CONTRIBUTING.md", "CHANGELOG.md"
COMMANDS, TERMS, KINDS_PAGE, REPORT = "docs/commands.md", "docs/terms.md", "docs/kinds.md", "docs/report.md"
COMBINATIONS = "docs/combinations.md"
SHARES, MAIL = "docs/shares.md", "docs/mail.md"
CASES, WAIVERS = "docs/cases.md", "docs/waivers.md"
REUSE, READING, ARCHITECTURE = "docs/reuse.md", "docs/reading.md", "docs/architecture.md"

# The document, its heading, and the words that the first column of the table below it lists.
ENUMS: tuple[tuple[str, str, type[StrEnum]], ...] = (
    (README, "What the verdict of a page means", Verdict),
    (README, "What the outcome of a requirement means", Outcome),
    (SHARES, "What is found", How),
    (MAIL, "When a message is sent", When),
    ("docs/history.md", "Changes", EventSort),
    (CASES, "States", CaseState),
    (WAIVERS, "Reasons", WaiverReason),
    (REPORT, "Outcomes", Outcome),
    (REPORT, "Verdicts", Verdict),
    (REPORT, "Levels", Level),
    (REPORT, "Places", Place),
    (REPORT, "Classes of reuse", ReuseClass),
    (REPORT, "Spots", Spot),
    (REPORT, "Failure reasons", FailureReason),
    (READING, "Visibility", Visibility),
    (READING, "Roles", Role),
    (READING, "Origins", Origin),
    (COMBINATIONS, "Media", Medium),
    (COMBINATIONS, "placement", Placement),
    (COMBINATIONS, "prominence", Prominence),
    (COMBINATIONS, "How many of several", Quantifier),
    (COMBINATIONS, "Levels", Level),
)
STRUCTS = (
    Since,
    Event,
    Moment,
    Past,
    Waiver,
    Report,
    TermsRecord,
    RequirementRecord,
    TargetReport,
    Comparison,
    Change,
    ShareRecord,
    LookupRecord,
    Source,
    Finding,
    Remedy,
    Contact,
    Evidence,
    Reuse,
    Match,
    Failure,
    CaptureRecord,
    Archived,
    Rendering,
)
KEYS: tuple[tuple[str, type[msgspec.Struct]], ...] = (
    ("The file itself", TermsFile),
    ("[work]", WorkEntry),
    ("[author]", AuthorEntry),
    ("[outlet]", OutletEntry),
    ("[site]", SiteEntry),
    ("Tests", TestEntry),
    ("[test_work]", TestWork),
    ("[[requirements]]", Requirement),
)

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"^(#+) (.+)$", re.MULTILINE)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_OPTION = re.compile(r"`(--?[a-z][a-z-]*)`")
# Homes of users, wherever a path may begin: never in a project's text. An address such as example.org/home/news is none.
_HOMES = re.compile(r"(?<![\w./-])(?:/home/[a-z]\w*/|/Users/\w+/|/root/|[A-Z]:\\Users\\)")


class Row(NamedTuple):
    """A row of a table: its cells without the marks of code."""

    cells: tuple[str, ...]
    text: str


@cache
def text_of(name: str) -> str:
    """Return a document."""
    return (ROOT / name).read_text(encoding="utf-8")


def prose_of(name: str) -> str:
    """Return a document without its fenced blocks."""
    return _FENCE.sub("", text_of(name))


def headings(name: str) -> list[str]:
    """Return the headings of a document."""
    return [match[2] for match in _HEADING.finditer(prose_of(name))]


def section(name: str, heading: str) -> str:
    """Return what stands below a heading, up to the next one of its level or a higher one."""
    prose = text_of(name)
    begins = re.search(rf"^(#+) {re.escape(heading)}$", prose, re.MULTILINE)
    assert begins, f"{name} has no heading {heading!r}"
    ends = re.search(rf"^#{{1,{len(begins[1])}}} ", prose[begins.end() :], re.MULTILINE)
    return prose[begins.end() : begins.end() + ends.start()] if ends else prose[begins.end() :]


def rows(text: str) -> list[Row]:
    """Return the rows of the tables in a text, without heads and rulers."""
    lines = text.splitlines()
    found = []
    for i, line in enumerate(lines):
        is_head = i + 1 < len(lines) and lines[i + 1].startswith("|--")
        if line.startswith("| ") and not is_head:
            found.append(Row(tuple(cell.strip().replace("`", "") for cell in line.strip("|").split(" | ")), line))
    return found


def first_table(text: str) -> list[Row]:
    """Return the rows of the first table in a text."""
    start = text.find("\n| ")
    if start < 0:
        return []
    end = text.find("\n\n", start + 1)
    return rows(text[start : end if end > 0 else len(text)])


def first_cells(found: list[Row]) -> list[str]:
    """Return the first cell of each row."""
    return [row.cells[0].strip() for row in found]


@cache
def files() -> tuple[str, ...]:
    """Return every file of the repository, new ones included and ignored ones left out."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
    )
    return tuple(name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file())


def pages() -> list[str]:
    """Return every Markdown file that is ours."""
    return sorted(
        str(file.relative_to(ROOT).as_posix()) for file in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("tests/**/*.md"))
    )


def commands() -> dict[str, click.Command]:
    """Return every command of the program by its name; those of a group follow its name."""
    found: dict[str, click.Command] = {}
    for name, command in main.commands.items():
        inner = command.commands if isinstance(command, click.Group) else {"": command}
        found |= {f"{name} {part}".strip(): one for part, one in inner.items()}
    return found


def options() -> list[tuple[str, click.Option]]:
    """Return every option of every command."""
    return [(name, param) for name, command in commands().items() for param in command.params if isinstance(param, click.Option)]


def constants(name: str, heading: str) -> list[tuple[str, ...]]:
    """Return the rows of a table of thresholds: name, value, module, reason."""
    return [row.cells for row in first_table(section(name, heading))]


def fenced(language: str) -> Iterator[tuple[str, str]]:
    """Yield every fenced block of a language with its document."""
    for name in pages():
        yield from ((name, match[2]) for match in _FENCE.finditer(text_of(name)) if match[1] == language)


@pytest.mark.parametrize("name", commands())
def test_every_command_has_a_section(name: str) -> None:
    """A command that no document names is found by accident only."""
    synopsis = section(COMMANDS, f"attrcheck {name}")

    assert f"attrcheck {name}" in synopsis


def test_no_section_is_about_a_command_that_is_gone() -> None:
    """Sections of commands and commands are the same."""
    told = {heading.removeprefix("attrcheck ") for heading in headings(COMMANDS) if heading.startswith("attrcheck ")}

    assert told == commands().keys()


@pytest.mark.parametrize(("name", "option"), options(), ids=lambda value: getattr(value, "name", value))
def test_every_option_is_told(name: str, option: click.Option) -> None:
    """Long and short name, choices, default and environment variable stand in the option's row."""
    told = [row for row in first_table(section(COMMANDS, f"attrcheck {name}")) if set(_OPTION.findall(row.text)) >= set(option.opts)]
    choices = option.type.choices if isinstance(option.type, click.Choice) else ()

    assert len(told) == 1
    assert all(f"`{choice}`" in told[0].text for choice in choices)
    assert default_of(option) in told[0].cells[2]
    assert not option.envvar or f"`{option.envvar}`" in told[0].text
    assert not option.envvar or str(option.envvar) in first_cells(first_table(section(COMMANDS, "Environment variables")))


def default_of(option: click.Option) -> str:
    """Return the default of an option as a document says it."""
    default = option.to_info_dict()["default"]
    if option.required:
        return "required"
    if isinstance(default, bool):
        return (option.opts if default else option.secondary_opts)[0] if option.secondary_opts else "off"
    return f"{default:g}" if isinstance(default, float) else str(default) if isinstance(default, int | str) else ""


@pytest.mark.parametrize("name", commands())
def test_no_option_is_told_that_is_gone(name: str) -> None:
    """A table of options holds those of the command and no other."""
    table = first_table(section(COMMANDS, f"attrcheck {name}"))
    told = {found for row in table for found in _OPTION.findall(row.text.split(" | ")[0])}

    assert told == {opt for of, option in options() if of == name for opt in (*option.opts, *option.secondary_opts)}


@pytest.mark.parametrize("name", commands())
def test_every_argument_is_told(name: str) -> None:
    """What stands without a dash is in the section too, with its choices."""
    told = section(COMMANDS, f"attrcheck {name}")
    arguments = [param for param in commands()[name].params if isinstance(param, click.Argument)]
    words = [word for a in arguments for word in (a.type.choices if isinstance(a.type, click.Choice) else [str(a.metavar)])]

    assert [word for word in words if word not in told] == []


def test_options_of_every_command_are_told() -> None:
    """Help and version belong to the program itself."""
    told = set(_OPTION.findall(text_of(COMMANDS).partition("\n## ")[0]))
    own = {opt for param in main.params for opt in param.opts}

    assert told == {"--help", "-h"} | own


@pytest.mark.parametrize("name", [README, COMMANDS])
def test_every_exit_code_is_told(name: str) -> None:
    """Codes and their meanings are the words of the program's own help."""
    told = {row.cells[0].strip(): row.cells[1].rstrip(" |") for row in rows(section(name, "Exit codes"))}

    assert told == {str(code.value): meaning for code, meaning in EXIT_CODE_MEANINGS.items()}
    assert len(told) == len(ExitCode)


def test_every_format_is_told() -> None:
    """Reports that can be written and pages that can be read, by suffix."""
    told = [cell.lstrip(".") for cell in first_cells(first_table(section(COMMANDS, "Outputs")))]
    inputs = section(COMMANDS, "Inputs")

    assert told == [reporter.suffix for reporter in REPORTERS.values()]
    assert [suffix for suffix in PAGE_SUFFIXES if f"`{suffix}`" not in inputs] == []


@pytest.mark.parametrize(("heading", "networks"), [("Accounts", FEEDS), ("Searches", SEARCHES)], ids=["feeds", "searches"])
def test_every_network_that_is_looked_through_is_told(heading: str, networks: dict[str, object]) -> None:
    """Users read there whose posts they need not name one by one."""
    assert [row.cells[0] for row in first_table(section(SHARES, heading))] == list(networks)


@pytest.mark.parametrize(("name", "heading", "words"), ENUMS, ids=lambda value: getattr(value, "__name__", value))
def test_every_word_is_told(name: str, heading: str, words: type[StrEnum]) -> None:
    """A word that a report uses is explained, and none that it never uses."""
    told = first_cells(first_table(section(name, heading)))

    assert sorted(told) == sorted(words)


def test_every_difference_is_told() -> None:
    """A word that a comparison uses is explained."""
    told = section(REPORT, "Change")

    assert [word for word in Difference if f"`{word}`" not in told] == []


def test_every_kind_has_a_section() -> None:
    """One section for each kind, in the order of the registry."""
    told = [match[2] for match in _HEADING.finditer(prose_of(KINDS_PAGE)) if match[1] == "##"]

    assert told == list(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_says_what_it_decides(kind: str) -> None:
    """What passes, what fails, what cannot be told, its own options, and an example of this kind."""
    told = section(KINDS_PAGE, kind)
    own = {field.encode_name for field in msgspec.structs.fields(KINDS[kind].options)}
    common = {field.encode_name for field in msgspec.structs.fields(PlacedRequirement)}
    example = next(match[2] for match in _FENCE.finditer(told) if match[1] == "toml")
    written = msgspec.convert(tomllib.loads(example)["requirements"][0], AnyRequirement)  # type: ignore[arg-type]

    assert [word for word in ("**Passes:**", "**Fails:**", "**Cannot tell:**", "**Options:**") if word not in told] == []
    assert [option for option in own - common if f"`{option}`" not in told] == []
    assert written.kind == kind


def test_every_combinator_is_told() -> None:
    """Each with the options that it has of its own."""
    told = {row.cells[0].strip(): row.cells[2].rstrip(" |") for row in first_table(section(COMBINATIONS, "Combinators"))}
    common = {field.encode_name for field in msgspec.structs.fields(Requirement)}
    own = {
        name: [f.encode_name for f in msgspec.structs.fields(c.options) if f.encode_name not in common] for name, c in COMBINATORS.items()
    }

    assert told == {name: ", ".join(sorted(options, key="of".__ne__)) for name, options in own.items()}


def test_the_tables_of_combinators_are_true() -> None:
    """What two parts add up to, as the code adds them up."""
    lines = [row.cells for row in rows(section(COMBINATIONS, "Combinators")) if row.cells[0].partition(",")[0] in list(Outcome)]
    for parts, *told in lines:
        said = [Conclusion(outcome=Outcome(outcome), reason="it") for outcome in parts.strip().split(", ")]
        options = {name: msgspec.convert({"of": [{"kind": "credit.name"}]}, COMBINATORS[name].options) for name in ("all", "any", "not")}
        found = [COMBINATORS[name].combine(options[name], said).outcome for name in options]

        assert [cell.strip(" |") for cell in told] == found

    assert len(lines) == 6


def test_every_key_of_a_condition_is_told() -> None:
    """Keys of `when` and rows of its table are the same."""
    told = first_cells(first_table(section(COMBINATIONS, "when")))

    assert told == [field.encode_name for field in msgspec.structs.fields(Condition)]


@pytest.mark.parametrize("block", [block for name, block in fenced("toml") if name == COMBINATIONS])
def test_the_examples_of_combinations_are_right(block: str) -> None:
    """They decode, and neither they nor their parts have a mistake."""
    requirements = msgspec.convert(tomllib.loads(block)["requirements"], tuple[AnyRequirement, ...])  # type: ignore[valid-type]
    parts = [part for each in requirements if isinstance(each, Combination) for part in each.of]

    assert [problem for each in (*requirements, *parts) for problem in each.problems()] == []
    assert [each.id for each in requirements if set(each.places) - set(each.possible_places)] == []


@pytest.mark.parametrize(("heading", "table"), KEYS, ids=lambda value: getattr(value, "__name__", value))
def test_every_key_of_a_terms_file_is_told(heading: str, table: type[msgspec.Struct]) -> None:
    """Keys, and whether they are needed, are those that the loader knows."""
    told = {row.cells[0].strip(): row.cells[1].strip() for row in first_table(section(TERMS, heading))}
    known = {field.encode_name: "yes" if field.required else "no" for field in msgspec.structs.fields(table)}
    tag = dict.fromkeys(("kind", "id", "asks", "places"), "yes") if table is Requirement else {}

    assert told == known | tag


@pytest.mark.parametrize(("heading", "table"), [("Keys of a waiver", WaiverEntry), ("Outlets with terms of their own", OutletTerms)])
def test_every_key_of_a_file_of_waivers_is_told(heading: str, table: type[msgspec.Struct]) -> None:
    """Keys are those that the loader knows, in its order."""
    assert first_cells(first_table(section(WAIVERS, heading))) == list(table.__struct_fields__)


def test_the_words_of_a_terms_file_are_told() -> None:
    """Phrases, places, levels, platforms and presets."""
    told = section(TERMS, "[[requirements]]")
    spans = [field.encode_name for field in msgspec.structs.fields(Span)]
    platforms = re.findall(r"`([a-z]+)`", section(TERMS, "Profiles").partition("Platforms are")[2].partition(".\n")[0])

    assert [word for word in (*Place, *Level) if f"| `{word}` |" not in told] == []
    assert [word for word in spans if f"`{word}`" not in section(TERMS, "[work]")] == []
    assert first_cells(first_table(section(TERMS, "Presets"))) == presets()
    with pytest.raises(ValueError, match=f"one of {', '.join(platforms)}$"):
        parse_profile("orkut:Name")


def test_the_example_of_a_terms_file_loads(tmp_path: Path) -> None:
    """Whoever starts from the example starts from terms that work."""
    example = next(match[2] for match in _FENCE.finditer(section(TERMS, "An example")) if match[1] == "toml")
    file = tmp_path / "night-ferry.toml"
    file.write_text(example, encoding="utf-8")
    loaded = load_terms(file)

    assert [requirement.id for requirement in loaded.requirements] == ["name", "reference"]
    assert loaded.works[0].author.name == "Zoë Vandermeer"


@pytest.mark.parametrize("struct", [Told, Summary, FailedPage, OpenPage, Missing], ids=lambda struct: struct.__name__)
def test_every_field_of_a_webhook_is_told(struct: type[msgspec.Struct]) -> None:
    """Fields of a struct and rows of its table are the same, in the names that are posted."""
    told = first_cells(first_table(section(MAIL, struct.__name__)))

    assert sorted(told) == sorted(field.encode_name for field in msgspec.structs.fields(struct))


@pytest.mark.parametrize("struct", STRUCTS, ids=lambda struct: struct.__name__)
def test_every_field_of_the_report_is_told(struct: type[msgspec.Struct]) -> None:
    """Fields of a struct and rows of its table are the same, in the names that stand in the file."""
    told = first_cells(first_table(section(REPORT, struct.__name__)))

    assert sorted(told) == sorted(field.encode_name for field in msgspec.structs.fields(struct))


def test_every_struct_of_the_report_is_told() -> None:
    """The schema knows which structs a report is made of."""
    _, parts = msgspec.json.schema_components([Report])
    structs = {name for name, part in parts.items() if part.get("type") == "object"}

    assert {struct.__name__ for struct in STRUCTS} == structs


@pytest.mark.parametrize(("name", "value", "module", "why"), constants(REUSE, "Thresholds"))
def test_every_threshold_is_the_code_s(name: str, value: str, module: str, why: str) -> None:
    """A threshold in a document is the one that decides."""
    actual = getattr(importlib.import_module(module), name)

    assert float(value) == actual
    assert why


def test_the_table_of_standings_is_the_code_s() -> None:
    """What a hit is worth where."""
    told = {row.cells[0]: row.cells[1].rstrip(" |") for row in first_table(section(READING, "What a hit is worth where"))}
    plain = Passage(text="", locator="")
    roles = {f"role {role}": msgspec.structs.replace(plain, role=role) for role in Role}
    cases = {
        "hidden": msgspec.structs.replace(plain, visibility=Visibility.HIDDEN, origin=Origin.TERMS),
        "origin terms": msgspec.structs.replace(plain, origin=Origin.TERMS, role=Role.NAVIGATION),
        "origin work": msgspec.structs.replace(plain, origin=Origin.WORK, role=Role.NAVIGATION),
        "visibility unknown": msgspec.structs.replace(plain, visibility=Visibility.UNKNOWN, role=Role.NAVIGATION),
        **{name: passage for name, passage in roles.items() if standing(passage).weight.name != "COUNTS"},
        "anywhere else, away from the copied text": msgspec.structs.replace(plain, is_near_work=False),
        "anywhere else": plain,
    }

    assert told == {name: standing(passage).weight.name.lower() for name, passage in cases.items()}


def test_every_room_is_on_the_map() -> None:
    """Folders and modules of the package, and no other."""
    package = Path(attrcheck.__file__).parent
    folders = {f"{file.parent.name}/" for file in package.glob("*/__init__.py")}
    modules = {file.name for file in package.glob("*.py")}
    told = first_cells(first_table(section(ARCHITECTURE, "Rooms")))

    assert sorted(told) == sorted(folders | modules)


def test_every_decision_is_on_the_map() -> None:
    """A record that nobody links is a record that nobody reads."""
    told = re.findall(r"\(decisions/([^)]+)\)", section(ARCHITECTURE, "Decisions"))
    records = sorted(file.name for file in (ROOT / "docs/decisions").glob("*.md"))

    assert told == records
    assert [int(name[:4]) for name in records] == list(range(1, len(records) + 1))


@pytest.mark.parametrize("name", [name for name in pages() if "/decisions/" in name])
def test_every_decision_has_its_parts(name: str) -> None:
    """Context, decision, consequence; the title begins with the number."""
    told = text_of(name)

    assert told.startswith(f"# {Path(name).name[:4]}: ")
    assert [part for part in ("**Context.**", "**Decision.**", "**Consequence.**") if part not in told] == []


@pytest.mark.parametrize("name", pages())
def test_every_link_leads_somewhere(name: str) -> None:
    """Files exist, and headings that links point to exist in them."""
    broken = []
    for target in _LINK.findall(prose_of(name)):
        path, _, anchor = target.partition("#")
        if target.startswith(("http://", "https://")):
            continue
        file = (ROOT / name).parent / path if path else ROOT / name
        if not file.exists() or (anchor and anchor not in anchors(file)):
            broken.append(target)

    assert broken == []


def anchors(file: Path) -> set[str]:
    """Return the anchors that GitHub gives the headings of a document."""
    prose = _FENCE.sub("", file.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", match[2].lower()).replace(" ", "-") for match in _HEADING.finditer(prose)}


@pytest.mark.parametrize(("name", "block"), list(fenced("toml")))
def test_every_toml_block_parses(name: str, block: str) -> None:
    """What a reader copies is TOML."""
    assert tomllib.loads(block), name


def test_the_example_of_the_library_is_the_tested_one() -> None:
    """The README repeats the package's own doctest, which runs with the tests."""
    shown = next(block for name, block in fenced("python") if name == README)
    parser = doctest.DocTestParser()
    tested = parser.get_examples(attrcheck.__doc__ or "")

    assert [(e.source, e.want) for e in parser.get_examples(shown)] == [(e.source, e.want) for e in tested]


def test_the_two_commands_of_the_readme_exist() -> None:
    """What a newcomer types first."""
    targets = re.findall(r"^([a-z]+):", text_of("Makefile"), re.MULTILINE)
    blocks = "".join(match[2] for name in (README, CONTRIBUTING) for match in _FENCE.finditer(text_of(name)))
    told = set(re.findall(r"\bmake ([a-z]+)\b", blocks))

    assert {"demo", "test"} <= told <= set(targets)


def test_the_changelog_knows_this_version() -> None:
    """The first version in the changelog is the one in the making."""
    version = tomllib.loads(text_of("pyproject.toml"))["project"]["version"]
    latest = next(heading for heading in headings(CHANGELOG) if heading[0].isdigit() or heading == "Unreleased")

    assert latest == "Unreleased" or latest.startswith(f"{version} - ")


def test_no_file_holds_a_path_of_a_machine() -> None:
    """A path of somebody's computer helps nobody and tells too much."""
    checkout = re.compile(rf"(?<![\w./-]){re.escape(str(ROOT))}/") if len(ROOT.parts) > 2 else _HOMES
    found = []
    for name in files():
        content = (ROOT / name).read_text(encoding="utf-8", errors="ignore")
        if name != f"tests/{Path(__file__).name}" and (match := _HOMES.search(content) or checkout.search(content)):
            found.append(f"{name}: {match.group()}")

    assert found == []
