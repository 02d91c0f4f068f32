"""attrcheck.toml: what may stand in it, what goes before it, and the file that `attrcheck init` writes."""

from __future__ import annotations

import json
import re
import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from attrcheck import ExitCode
from attrcheck.cli.config_file import NAME, key_of, keys_of, read_config
from attrcheck.cli.init import commented
from attrcheck.cli.main import main
from attrcheck.cli.scan import scan
from attrcheck.demo import TERMS
from attrcheck.errors import ConfigError
from tests.acceptance.conftest import demo_page, send_html, serving

Invoke = Callable[..., Result]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the terms of the demonstration and two saved pages."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ATTRCHECK_RATE")
    monkeypatch.delenv("ATTRCHECK_STORE")
    shutil.copy(TERMS, tmp_path)
    shutil.copy(TERMS.parent / "work.txt", tmp_path)
    for name in ("full-credit", "no-credit"):
        (tmp_path / f"{name}.html").write_text(demo_page(name), encoding="utf-8")
    return tmp_path


def attrcheck(*arguments: object) -> Result:
    """Run the program."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def configured(text: str, folder: Path = Path()) -> Path:
    """Write a file of options."""
    path = folder / NAME
    path.write_text(text, encoding="utf-8")
    return path


def origins() -> dict[str, tuple[Any, str]]:
    """Return what `config show` says."""
    shown = attrcheck("config", "show", "--format", "json")
    assert shown.exit_code == 0, shown.output
    return {one["key"]: (one["value"], one["from"]) for one in json.loads(shown.stdout)}


def test_every_option_of_scan_is_a_key() -> None:
    """Only what is about one scan is none."""
    options = {key_of(parameter) for parameter in scan.params}
    assert options - set(keys_of(scan)) == {"resume"}


def test_a_scan_takes_its_options_from_the_file(here: Path) -> None:
    """Targets, terms and outputs: nothing needs to stand on the command line."""
    configured('targets = ["full-credit.html"]\nterms = "terms.toml"\noutput = ["report.json"]\nquiet = true\n')
    result = attrcheck("scan")
    assert result.exit_code == ExitCode.OK, result.output
    assert [target["verdict"] for target in json.loads(Path("report.json").read_bytes())["targets"]] == ["compliant"]


def test_targets_of_the_command_line_replace_those_of_the_file(here: Path) -> None:
    """Also its lists and archives: who names a page means this page."""
    configured('targets = ["full-credit.html"]\nlist = ["http://127.0.0.1:1/"]\nterms = "terms.toml"\n')
    result = attrcheck("scan", "no-credit.html", "--no-store")
    assert result.exit_code == ExitCode.FINDINGS, result.output
    assert "1 checked" in result.stdout


def test_the_order_is_command_line_environment_file_default(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each goes before the next; `config show` says which it was."""
    assert origins()["rate"] == (1.0, "default")
    configured("rate = 3\n")
    assert origins()["rate"] == (3.0, f"{NAME}, line 1")
    monkeypatch.setenv("ATTRCHECK_RATE", "5")
    assert origins()["rate"] == (5.0, "environment, ATTRCHECK_RATE")
    seen: list[float] = []

    def stop(*_: object) -> None:
        seen.append(click.get_current_context().params["rate"])
        raise ConfigError("", "", "enough")

    monkeypatch.setattr("attrcheck.cli.scan.load_terms", stop)
    attrcheck("scan", "full-credit.html", "--terms", "terms.toml", "--rate", "7")
    attrcheck("scan", "full-credit.html", "--terms", "terms.toml")
    assert seen == [7.0, 5.0]


def test_a_run_goes_on_with_its_own_options(here: Path) -> None:
    """Not with those that stand in the file now."""
    configured(
        'targets = ["full-credit.html", "no-credit.html"]\nterms = "terms.toml"\nmax-pages = 1\nstore = "runs"\noutput = ["one.json"]\n'
    )
    assert attrcheck("scan", "-q").exit_code == ExitCode.INCOMPLETE
    configured('targets = ["nothing.html"]\nterms = "remy-bonny"\nmax-bytes = 5\nstore = "runs"\noutput = ["two.json"]\n')
    result = attrcheck("scan", "--resume", "-q", "--max-pages", "9")
    assert result.exit_code == ExitCode.FINDINGS, result.output
    assert len(json.loads(Path("one.json").read_bytes())["targets"]) == 2


def test_other_commands_find_the_store_and_write_no_reports_of_scan(here: Path) -> None:
    """The store is the same for all; outputs are those of scans."""
    configured('targets = ["full-credit.html"]\nterms = "terms.toml"\nstore = "elsewhere"\noutput = ["report.json"]\nquiet = true\n')
    assert attrcheck("scan").exit_code == ExitCode.OK
    Path("report.json").unlink()
    result = attrcheck("report", "last", "--format", "csv")
    assert "full-credit" in result.stdout
    assert not Path("report.json").exists()


def test_places_begin_at_the_folder_of_the_file(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A scan from elsewhere reads the same lists and writes the same report; names and addresses stay as they are."""
    path = configured('targets = ["full-credit.html", "https://a.example/"]\nterms = "terms.toml"\noutput = ["report.json"]\n')
    (here / "deep").mkdir()
    monkeypatch.chdir(here / "deep")
    config = read_config(Path("..") / path, scan)
    assert config.settings["targets"].value == ["../full-credit.html", "https://a.example/"]
    assert config.settings["terms"].value == "../terms.toml"
    assert config.settings["outputs"].value == ["../report.json"]
    configured('terms = "remy-bonny"\n', here)
    assert read_config(Path("..") / path, scan).settings["terms"].value == "remy-bonny"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("rate", "is not TOML"),
        ("work-ers = 3", "work-ers: is no option of attrcheck scan; did you mean workers?"),
        ("max_undetermined = 3", "did you mean max-undetermined?"),
        ("zebra = 3", "zebra: is no option of attrcheck scan\n"),
        ("resume = 'last'", "resume: is no option"),
        ("[limits]\nrate = 3", "limits: is no option"),
        ("rate = 'fast'", "rate: 'fast' is not a valid float"),
        ("rate = 0", "rate: 0.0 is not in the range x>0"),
        ("rate = nan", "rate: nan is no finite number"),
        ("timeout = inf", "timeout: inf is no finite number"),
        ("rate = [1]", "rate: must be a text or a number"),
        ("rate = true", "rate: must be a text or a number"),
        ("shares = 'no'", "shares: must be true or false"),
        ("output = [{ a = 1 }]", "output: must be a text or a number, or a list of them"),
        ("fail-on = 'maybe'", "fail-on: 'maybe' is not one of 'must', 'should', 'may', 'never'"),
        ("proxy = 'http://me:secret@proxy.example/'", "proxy: holds a password"),
        ("history = 'postgresql+psycopg://me@db.example/h?password=secret'", "history: holds a password"),
        ("max-undetermined = 1.5", "max-undetermined: must be a whole number"),
        ("terms = 'a\udcff'", "is not UTF-8"),
        ("# " + "x" * 1_000_001, "is larger than 1,000,000 bytes"),
    ],
)
def test_what_is_wrong_is_told_with_its_key(here: Path, text: str, said: str) -> None:
    """The file, the key and a sentence; the program ends before anything is fetched."""
    Path(NAME).write_bytes(text.encode("utf-8", "surrogateescape"))
    result = attrcheck("scan")
    assert result.exit_code == ExitCode.USAGE
    assert result.stderr.startswith(f"attrcheck: {NAME}: ")
    assert said in result.stderr
    assert "secret" not in result.stderr


@pytest.mark.parametrize("command", ["scan --help", "terms check -h"])
def test_help_is_there_beside_a_broken_file(here: Path, command: str) -> None:
    """Who has to mend the file reads there what its keys mean."""
    Path(NAME).write_text("zebra = 3")

    assert attrcheck(*command.split()).stdout.startswith("Usage: ")


def test_a_new_history_lies_beside_the_file(here: Path) -> None:
    """It is made where the file says, though nothing is there yet; a number is a name like any other."""
    (here / "sub").mkdir()
    configured("history = 'h.db'\noutput = [1]\nstore = 2\n", here / "sub")
    shown = json.loads(attrcheck("--config", "sub/attrcheck.toml", "config", "show", "--format", "json").stdout)
    values = {one["key"]: one["value"] for one in shown}
    assert values["history"] == "sub/h.db"
    assert (values["output"], values["store"]) == (["sub/1"], "sub/2")


def test_a_file_that_is_named_must_be_there(here: Path) -> None:
    """Without it a scan would begin with other options than the user thinks."""
    assert "cannot be read" in attrcheck("--config", "missing.toml", "scan", "full-credit.html", "-t", "terms.toml").stderr


def test_passwords_of_the_environment_are_not_shown(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The output of `config show` goes into reports about trouble."""
    option = next(parameter for parameter in scan.params if parameter.name == "proxy")
    monkeypatch.setattr(option, "envvar", "ATTRCHECK_TEST_PROXY")
    monkeypatch.setenv("ATTRCHECK_TEST_PROXY", "http://me:secret@proxy.example/")
    assert origins()["proxy"][0] == "http://me:…@proxy.example/"
    monkeypatch.setenv("ATTRCHECK_HISTORY", "postgresql+psycopg://me@db.example/h?password=secret")
    assert origins()["history"][0] == "postgresql+psycopg://me@db.example/h?…"


def test_the_written_file_shows_the_defaults(here: Path) -> None:
    """Each line that is not in force says what holds without it: taken in force, it changes nothing."""
    before = origins()
    text = re.sub(r'^# ([a-z-]+ = (?!"?[A-Z]{2}|N$).*)$', r"\1", commented({}), flags=re.MULTILINE)
    configured(text)
    after = origins()
    assert {key: value for key, (value, _) in after.items()} == {key: value for key, (value, _) in before.items()}
    assert sum(source.startswith(NAME) for _, source in after.values()) >= 30
    assert set(re.findall(r"^(?:# )?([a-z-]+) = ", commented({}), re.MULTILINE)) == set(keys_of(scan))


def test_init_and_scan_in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first minute of a user."""
    monkeypatch.chdir(tmp_path)
    with serving(lambda request: send_html(request, demo_page("full-credit").encode())) as server:
        first = attrcheck("init", "--terms", TERMS, "--target", server)
        assert first.exit_code == 0, first.output
        assert "Next: attrcheck scan" in first.stdout
        second = attrcheck("scan")
    assert second.exit_code == ExitCode.OK, second.output
    assert Path("report.html").is_file()


def test_init_writes_over_nothing(here: Path) -> None:
    """Unless it is told to; then a broken file is no hindrance."""
    configured("broken")
    (here / ".git").mkdir()
    refused = attrcheck("init", "--terms", "remy-bonny")
    assert (refused.exit_code, Path(NAME).read_text()) == (ExitCode.USAGE, "broken")
    assert attrcheck("init", "--terms", "remy-bonny", "--force").exit_code == 0
    assert tomllib.loads(Path(NAME).read_text())["terms"] == "remy-bonny"
    assert Path(".gitignore").read_text() == ".attrcheck/\n"
    attrcheck("init", "--force")
    assert Path(".gitignore").read_text() == ".attrcheck/\n"


def test_init_refuses_terms_that_are_none(here: Path) -> None:
    """Before it writes anything."""
    result = attrcheck("init", "--terms", "no-such-terms")
    assert result.exit_code == ExitCode.USAGE
    assert not Path(NAME).exists()


def test_init_into_another_folder(here: Path) -> None:
    """Terms that lie in it are named from there."""
    (here / "project").mkdir()
    shutil.copy("terms.toml", "project")
    shutil.copy("work.txt", "project")
    assert attrcheck("init", "project", "--terms", "project/terms.toml").exit_code == 0
    assert tomllib.loads((here / "project" / NAME).read_text())["terms"] == "terms.toml"


def test_config_check(here: Path) -> None:
    """It says that there is no file, or that nothing is wrong with it; a scan tells what is wrong."""
    assert "there is no attrcheck.toml here" in attrcheck("config", "check").stdout
    configured("rate = 2\nworkers = 3\n")
    assert attrcheck("config", "check").stdout == f"{NAME}: 2 options, nothing wrong\n"
