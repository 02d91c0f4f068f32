"""The newcomer's walk in the documents, walked: its files are written, its commands are run, and what they say is what it promises."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from attrcheck.cli.main import main

WALK = (Path(__file__).parents[1] / "docs/walk.md").read_text(encoding="utf-8")
# A block below a line that is nothing but a file's name is that file; other TOML is put at the end of the terms.
_FILE = re.compile(r"^`([\w.-]+)`:\n\n```\w+\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_COMMAND = re.compile(r"^```\n\$ attrcheck (.*?)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_APPENDED = re.compile(r"at its end.*?```toml\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files of the walk, as they are before step 4 ends."""
    for name, content in _FILE.findall(WALK):
        (tmp_path / name).write_text(content, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def append_tests(folder: Path) -> None:
    """Do what step 4 ends with."""
    (appended,) = _APPENDED.findall(WALK)
    terms = folder / "my-terms.toml"
    terms.write_text(terms.read_text(encoding="utf-8") + appended, encoding="utf-8")


def test_the_walk_has_five_steps_and_all_its_files() -> None:
    """Else the tests below would walk somewhere else."""
    assert re.findall(r"^## (\d)\.", WALK, re.MULTILINE) == list("12345")
    assert [name for name, _ in _FILE.findall(WALK)] == ["article.html", "my-terms.toml", "good.html", "bad.html"]
    assert [command for command, _ in _COMMAND.findall(WALK)] == ["terms check my-terms.toml", "terms test my-terms.toml"]


def test_every_command_says_what_the_walk_promises(folder: Path) -> None:
    """Step by step, letter by letter."""
    for command, promised in _COMMAND.findall(WALK):
        if "test" in command.split():
            append_tests(folder)
        result = CliRunner().invoke(main, command.split())

        assert result.stdout == promised
        assert result.exit_code == 0


def test_a_slip_is_told_as_the_walk_says(folder: Path) -> None:
    """The message is the loader's own; the list of kinds behind it is cut in the walk."""
    terms = folder / "my-terms.toml"
    terms.write_text(terms.read_text(encoding="utf-8").replace("credit.name", "credit.nmae"), encoding="utf-8")
    result = CliRunner().invoke(main, ["terms", "check", "my-terms.toml"])
    (promised,) = re.findall(r"^attrcheck: my-terms.*$", WALK, re.MULTILINE)

    assert result.exit_code == 2
    assert result.stderr.startswith(promised.removesuffix("…"))


def test_the_terms_judge_pages(folder: Path) -> None:
    """The last step: real pages."""
    append_tests(folder)
    page = (folder / "bad.html").read_text(encoding="utf-8")
    article = (folder / "article.html").read_text(encoding="utf-8").partition("</h1>")[2].partition("</article>")[0]
    (folder / "copy.html").write_text(page.replace("[[work]]", article), encoding="utf-8")
    result = CliRunner().invoke(main, ["scan", "copy.html", "--terms", "my-terms.toml"])

    assert result.exit_code == 1
    assert "VIOLATION" in result.stdout
