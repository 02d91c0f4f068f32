"""What runs in CI: workflows and the action are sound, and every command in them does what it is there for."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from attrcheck import ExitCode
from attrcheck.reporters import REPORTERS, reporter_of
from tests.acceptance.conftest import demo_page, send_html, serving

ROOT = Path(__file__).parent.parent
ACTION = ROOT / "action.yml"
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
CI_DOC = ROOT / "docs" / "ci.md"
_FENCES = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# How the interpreter that GitHub sets up makes an environment. The index of packages is not on the loopback address, so what pip would
# install is this checkout, which is installed already; everything else is run as it stands.
PYTHON = """#!{shell}
echo "$@" >>"{log}"
if [ "$2" = venv ]; then
  mkdir -p "$3/bin"
  ln -s "{bin}/attrcheck" "$3/bin/attrcheck"
  ln -s "$0" "$3/bin/python"
fi
"""


class Ended(NamedTuple):
    """How a step ended: its exit code, what it wrote for later steps, and what it printed."""

    code: int
    outputs: dict[str, str]
    printed: str


def program(name: str) -> str:
    """Return the place of a program that came with the tests."""
    found = shutil.which(name, path=Path(sys.executable).parent)
    assert found, f"{name} is one of the packages of the extra 'test'"
    return found


def examples(language: str) -> list[str]:
    """Return the examples of a language in the document about CI."""
    return [match[2] for match in _FENCES.finditer(CI_DOC.read_text(encoding="utf-8")) if match[1] == language]


def steps() -> list[dict[str, Any]]:
    """Return the steps of the action."""
    return list(yaml.safe_load(ACTION.read_text(encoding="utf-8"))["runs"]["steps"])


def test_zizmor_finds_nothing() -> None:
    """Nothing that an attacker could use: no expression in a command, no loose permission, no action by its tag."""
    ended = subprocess.run([program("zizmor"), "--offline", "--quiet", ACTION, *WORKFLOWS], capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr


@pytest.mark.parametrize(("schema", "file"), [("github-actions", ACTION), *(("github-workflows", file) for file in WORKFLOWS)])
def test_files_follow_their_schema(schema: str, file: Path) -> None:
    """The schemas are SchemaStore's."""
    _follows(schema, file)


@pytest.mark.parametrize("number", range(2))
def test_examples_follow_their_schema(number: int, tmp_path: Path) -> None:
    """The first is for GitHub, the second for GitLab; zizmor has nothing against the first."""
    file = tmp_path / ".github" / "workflows" / "example.yml"
    file.parent.mkdir(parents=True)
    file.write_text(examples("yaml")[number], encoding="utf-8")
    _follows(("github-workflows", "gitlab-ci")[number], file)
    if number == 0:
        assert subprocess.run([program("zizmor"), "--offline", "--quiet", file], check=False).returncode == 0


def _follows(schema: str, file: Path) -> None:
    command = [program("check-jsonschema"), "--builtin-schema", f"vendor.{schema}", str(file)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout


@pytest.mark.parametrize("file", [ACTION, *WORKFLOWS, CI_DOC], ids=lambda file: file.name)
def test_actions_are_pinned(file: Path) -> None:
    """By a whole commit, because a tag can be moved; the same one everywhere."""
    used = re.findall(r"uses: ([\w./-]+)@(\S+)", file.read_text(encoding="utf-8"))
    assert all(re.fullmatch(r"[0-9a-f]{40}", commit) for _, commit in used)
    assert set(used) - {("news-example/attrcheck", "0" * 40)} <= _pinned()


def _pinned() -> set[tuple[str, str]]:
    """Return what the action and the workflow of CI use: one commit for each action."""
    text = ACTION.read_text(encoding="utf-8") + (ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")
    found = set(re.findall(r"uses: ([\w./-]+)@(\S+)", text))
    assert len({name for name, _ in found}) == len(found)
    return found


def test_no_expression_stands_in_a_command() -> None:
    """Inputs reach a shell by its environment only."""
    assert [step["name"] for step in steps() if "${{" in step.get("run", "")] == []


def test_reports_of_examples_have_a_format() -> None:
    """What a document tells people to write can be written."""
    named = re.findall(r"--output (\S+)", CI_DOC.read_text(encoding="utf-8"))
    assert named
    assert [name for name in named if reporter_of(name.rstrip("`")) is None] == []
    reports = yaml.safe_load(examples("yaml")[1])["attribution"]["artifacts"]["reports"]
    assert (reporter_of(reports["junit"]), reporter_of(reports["codequality"])) == (REPORTERS["junit"], REPORTERS["gitlab"])


def test_the_inputs_are_told() -> None:
    """The table of the document and the action have the same inputs."""
    inputs = yaml.safe_load(ACTION.read_text(encoding="utf-8"))["inputs"]
    told = re.findall(r"^\| `([a-z]+)` \|", CI_DOC.read_text(encoding="utf-8"), re.MULTILINE)
    assert told == list(inputs)


class Runner:
    """Runs steps of the action as GitHub does: bash, the environment, and files for what steps tell each other."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.home = folder / "repository", folder / "runner"
        for path in (self.folder, self.home):
            path.mkdir()
        python = self.home / "python"
        bash = shutil.which("bash")
        assert bash
        self.bash = bash
        self.log = self.home / "python.log"
        python.write_text(PYTHON.format(shell=bash, log=self.log, bin=Path(sys.executable).parent))
        python.chmod(0o755)
        self.expressions = {"steps.python.outputs.python-path": str(python), "github.action_path": str(ROOT)}

    def run(self, name: str, **inputs: str) -> Ended:
        """Run a step with the inputs of the action."""
        step = next(step for step in steps() if step.get("name") == name)
        outputs, summary = self.home / f"output-{name}", self.home / "summary.md"
        outputs.touch()
        values = self.expressions | {f"inputs.{key}": value for key, value in inputs.items()}
        given = {key: values[value.removeprefix("${{ ").removesuffix(" }}")] for key, value in step.get("env", {}).items()}
        ours = {"RUNNER_TEMP": str(self.home), "GITHUB_OUTPUT": str(outputs), "GITHUB_STEP_SUMMARY": str(summary), "PATH": "/usr/bin:/bin"}
        command = [self.bash, "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
        environment = {**ours, **given, "ATTRCHECK_ALLOW_PRIVATE": "1", "ATTRCHECK_RATE": "1000"}
        ended = subprocess.run(command, cwd=self.folder, env=environment, capture_output=True, text=True, timeout=120, check=False)
        told = dict(line.split("=", 1) for line in outputs.read_text().splitlines())
        self.expressions |= {f"steps.{step.get('id')}.outputs.{key}": value for key, value in told.items()}
        return Ended(ended.returncode, told, ended.stdout + ended.stderr)


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    """A machine with the program installed as the action does it."""
    made = Runner(tmp_path)
    ended = made.run("Install")
    assert ended.code == 0, ended.printed
    venv, pip = made.log.read_text().splitlines()
    assert venv == f"-m venv {made.home}/attrcheck"
    assert pip.startswith("-m pip install")
    assert pip.endswith(f"--constraint {ROOT}/constraints.txt {ROOT}")
    return made


@pytest.mark.parametrize(("page", "code"), [("no-credit", ExitCode.FINDINGS), ("full-credit", ExitCode.OK)])
def test_every_command_of_the_action(runner: Runner, page: str, code: ExitCode) -> None:
    """It scans what the file of options names, writes every report and the summary, and ends as the scan ended."""
    shutil.copy(ROOT / "attrcheck" / "demo" / "terms.toml", runner.folder)
    shutil.copy(ROOT / "attrcheck" / "demo" / "work.txt", runner.folder)
    (runner.folder / "attrcheck.toml").write_text('targets = ["addresses.txt"]\nterms = "terms.toml"\n')
    with serving(lambda request: send_html(request, demo_page(page).encode())) as server:
        (runner.folder / "addresses.txt").write_text(f"{server}\n")
        scanned = runner.run("Scan", config="attrcheck.toml", targets="", terms="")

    assert (scanned.code, scanned.outputs) == (0, {"exit-code": str(code.value)}), scanned.printed
    assert ("::error file=addresses.txt,line=1" in scanned.printed) is (code is ExitCode.FINDINGS)
    reports = sorted(path.name for path in (runner.home / "attrcheck-report").iterdir())
    assert reports == ["report.csv", "report.html", "report.json", "report.md", "report.sarif"]
    assert runner.run("Write the summary").code == 0
    assert "| verdict | pages |" in (runner.home / "summary.md").read_text(encoding="utf-8")
    assert runner.run("End as the scan ended").code == code.value


def test_targets_by_hand(runner: Runner) -> None:
    """One a line; they go before those of the file, which need not be there, and what looks like an option is none."""
    for name in ("full-credit", "no-credit"):
        (runner.folder / f"{name}.html").write_text(demo_page(name), encoding="utf-8")
    terms = str(ROOT / "attrcheck" / "demo" / "terms.toml")
    both = runner.run("Scan", config="", targets="full-credit.html\nno-credit.html\n", terms=terms)
    assert both.outputs == {"exit-code": "1"}, both.printed
    odd = runner.run("Scan", config="", targets="--help", terms=terms)
    assert odd.outputs == {"exit-code": "2"}, odd.printed
    spaced = runner.run("Scan", config="", targets="$(touch pwned); `touch pwned`", terms=terms)
    assert spaced.outputs == {"exit-code": "2"}, spaced.printed
    assert not (runner.folder / "pwned").exists()


def test_a_scan_that_never_began_fails(runner: Runner) -> None:
    """Without an exit code of the scan the step ends with that of a bug."""
    runner.expressions["steps.scan.outputs.exit-code"] = ""
    assert runner.run("End as the scan ended").code == ExitCode.INTERNAL
    assert runner.run("Write the summary").code == 0


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_units_of_systemd(tmp_path: Path) -> None:
    """systemd has nothing against them, but that the program is not there."""
    service, timer = examples("ini")
    for name, text in (("attribution.service", service), ("attribution.timer", timer)):
        (tmp_path / name).write_text(text.replace("/srv/attribution/venv/bin/attrcheck", "/bin/true"), encoding="utf-8")
    command = ["systemd-analyze", "verify", "--man=no", *map(str, sorted(tmp_path.iterdir()))]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "attribution." not in ended.stderr, ended.stderr
