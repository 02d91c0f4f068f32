"""Lists as people and programs have them, a folder each: tests/targets/cases/README.md shows how to add one."""

from __future__ import annotations

import io
import tomllib
from pathlib import Path

import pytest

from attrcheck.targets import gather
from tests.targets.conftest import nobody

CASES = sorted(path for path in (Path(__file__).parent / "cases").iterdir() if path.is_dir())


@pytest.mark.parametrize("folder", CASES, ids=lambda path: path.name)
def test_a_list_is_read_as_expected(folder: Path) -> None:
    """Addresses with their lines, shares, notes, and every message."""
    expected = tomllib.loads((folder / "expected.toml").read_text(encoding="utf-8"))
    (file,) = (path for path in folder.iterdir() if path.name != "expected.toml")
    found = gather([str(file)], io.StringIO(), nobody)
    sources = [(target.url, target.source) for target in found.targets if target.source]

    assert [[url, source.line] for url, source in sources] == expected["targets"]
    assert {source.file for _, source in sources} == {str(file)}
    assert {target.url: list(target.shares) for target in found.targets if target.shares} == expected.get("shares", {})
    assert {url: source.note for url, source in sources if source.note} == expected.get("notes", {})
    assert [problem.replace(f"{folder}/", "") for problem in found.problems] == expected.get("problems", [])


@pytest.mark.parametrize("folder", CASES, ids=lambda path: path.name)
def test_a_case_says_why_it_exists(folder: Path) -> None:
    """Its first line is for whoever wonders."""
    assert (folder / "expected.toml").read_text(encoding="utf-8").startswith("# ")
